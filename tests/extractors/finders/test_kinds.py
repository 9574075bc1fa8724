"""Rows that list kinds under a head: their total answers where it is their sum, and nothing where it is not or is not told."""

from __future__ import annotations

import pytest

from extractors.finders.rows import rows_in
from models.quantity import Quantity


def taken(*rows: str) -> dict[str, str]:
    found, _ = rows_in("\n".join(f"｜{row}｜" for row in rows))
    return {
        one.field.name: f"{one.value.value.normalize():f}" for one in found if one.field is not None and isinstance(one.value, Quantity)
    }


@pytest.mark.parametrize(
    ("rows", "name", "value"),
    [
        (("2019年公共服务活动｜次数", "政策宣讲｜4", "融资对接｜3", "管理培训｜5", "合计｜12"), "public_activities", "12"),
        (("公共服务活动｜次数", "总计｜12", "政策宣讲｜4", "融资对接｜8"), "public_activities", "12"),
        (("服务场所｜面积（平方米）", "培训室｜60", "大厅｜80.5", "合计｜140.5"), "premises_area", "140.5"),
        (("服务人员｜人数", "管理岗｜3", "业务岗｜13", "合计｜16"), "staff_total", "16"),
        (("所属行业｜服务企业（家）", "机械｜40", "食品｜50", "其他｜", "合计｜90"), "enterprises_served", "90"),
        (("指标｜服务企业（家）", "计划｜100", "实际｜126"), "enterprises_served", "126"),
    ],
)
def test_the_total_of_the_kinds_answers(rows: tuple[str, ...], name: str, value: str) -> None:
    assert taken(*rows)[name] == value


@pytest.mark.parametrize(
    "rows",
    [
        ("2019年公共服务活动｜次数", "政策宣讲｜4", "融资对接｜3", "管理培训｜5"),
        ("2019年公共服务活动｜次数", "政策宣讲｜4", "融资对接｜3", "管理培训｜5", "合计｜13"),
        ("服务场所｜面积（平方米）", "培训室｜60", "大厅｜80"),
        ("单位｜服务企业（家）", "岳阳总部｜126", "长沙分部｜80"),
        ("类别｜服务企业（家）｜公共服务活动（次）", "融资服务｜50｜4", "技术服务｜76｜8"),
    ],
)
def test_no_kind_by_itself_answers(rows: tuple[str, ...]) -> None:
    assert taken(*rows) == {}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("服务企业（家）｜服务人员（人）", "126｜16"), {"enterprises_served": "126", "staff_total": "16"}),
        (("指标｜服务企业（家）｜服务人员（人）", "数量｜126｜16"), {"enterprises_served": "126", "staff_total": "16"}),
        (("年度｜服务企业（家）", "2018年｜90", "2019年｜126"), {"enterprises_served": "126"}),
        (("项目｜数值", "服务企业（家）｜126", "服务人员（人）｜16"), {"enterprises_served": "126", "staff_total": "16"}),
        (("单位｜服务企业（家）", "本中心｜126", "所属集团｜480"), {"enterprises_served": "126"}),
    ],
)
def test_rows_that_are_no_kinds_are_read_as_before(rows: tuple[str, ...], expected: dict[str, str]) -> None:
    assert taken(*rows) == expected

"""Forms with a column for the unit and one for remarks: a dash stands where a name has no unit, and a remark may change what is counted."""

from __future__ import annotations

import pytest

from extractors.finders.table import find_in_tables
from tests.builders import page_of, said

WITH_UNITS = """
序号 │ 项目 │ 单位 │ 数值 │ 备注
1 │ 法定代表人 │ — │ 周望山 │
2 │ 注册资本 │ 元 │ 3,000,000 │ 实缴200万元
3 │ 服务场所面积 │ 平方米 │ 340 │ 自有
4 │ 服务资产 │ 万元 │ 186 │ 截至2019年末
5 │ 服务人员 │ 人 │ 18 │ 不含兼职专家6人
6 │ 年公共服务活动 │ 次 │ 12 │ 2019年
7 │ 省平台注册 │ 是/否 │ 是 │
8 │ 联系电话 │ │ 13800138000 │
"""


def test_what_stands_in_the_column_of_units_is_no_value() -> None:
    assert said(find_in_tables(page_of(WITH_UNITS))) == {
        "legal_representative": "周望山", "registered_capital": "300万元", "premises_area": "340㎡", "service_assets": "186万元",
        "staff_total": "18人", "public_activities": "12次@annual", "platform_registered": "true", "contact_phone": "13800138000",
    }  # fmt: skip


def test_the_column_of_units_goes_on_over_the_page() -> None:
    first = page_of(WITH_UNITS)
    second = page_of("9 │ 联系人 │ — │ 陈雨舟 │\n10 │ 年服务企业 │ — │ 126 │ 系家次", number=2)
    assert said(find_in_tables(second, first)) == {"contact_person": "陈雨舟", "enterprises_served": "126家@annual!UNIT_OF_COUNT"}


def test_a_value_left_empty_is_not_filled_from_the_remarks() -> None:
    drawing = "项目 │ 单位 │ 数值 │ 备注\n服务人员 │ 人 │ │ 须10人以上\n联系人 │ — │ │ 陈雨舟\n服务资产 │ 万元 │ 186 │"
    assert said(find_in_tables(page_of(drawing))) == {"service_assets": "186万元"}


def test_a_column_of_organisations_is_no_column_of_units() -> None:
    drawing = "项目 │ 单位 │ 联系人 │ 电话\n运营 │ 岳阳市青桐中心 │ 陈雨舟 │ 13800138000"
    assert said(find_in_tables(page_of(drawing))) == {"contact_person": "陈雨舟", "contact_phone": "13800138000"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("年服务企业 │ 126 │ 按服务记录统计，系家次", {"enterprises_served": "126家@annual!UNIT_OF_COUNT"}),
        ("年服务企业 │ 126 │ 同一企业多次服务分别计入", {"enterprises_served": "126家@annual!UNIT_OF_COUNT"}),
        ("年服务企业 │ 126 │ 成立以来累计", {"enterprises_served": "126家@annual!CUMULATIVE"}),
        ("年服务企业 │ 126 │ 2019年累计", {"enterprises_served": "126家@annual"}),
        ("年服务企业 │ 126 │ 按家数计，不是家次", {"enterprises_served": "126家@annual"}),
        ("服务人员 │ 18 │ 含外聘专家6人", {"staff_total": "18人!BASIS"}),
        ("服务人员 │ 18 │ 不含兼职专家6人", {"staff_total": "18人"}),
        ("服务资产 │ 186 │ 预计数", {"service_assets": "186万元!BASIS"}),
        ("服务资产 │ 186 │ 2020年预计220万元", {"service_assets": "186万元"}),
        ("联系人 │ 陈雨舟 │ 兼任办公室主任", {"contact_person": "陈雨舟"}),
    ],
)
def test_a_remark_says_of_what_kind_a_number_is(row: str, expected: dict[str, str]) -> None:
    found = said(find_in_tables(page_of(f"项目 │ 数值（服务资产单位：万元） │ 备注\n单位名称 │ 岳阳市青桐企业服务中心 │\n{row}")))
    assert {name: value for name, value in found.items() if name != "organisation_name"} == expected


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("季度 │ 服务企业（家） │ 活动次数\n一季度 │ 31 │ 2\n二季度 │ 52 │ 4\n三季度 │ 37 │ 3\n四季度 │ 48 │ 4\n全年 │ 168 │ 13", {"enterprises_served": "168家", "public_activities": "13次"}),
        ("月份 │ 服务企业数\n1月 │ 10\n2月 │ 11\n合计 │ 21", {"enterprises_served": "21家"}),
        ("时间 │ 服务企业数\n上半年 │ 70\n下半年 │ 98", {}),
        ("场所 │ 服务场所面积（㎡）\n自有 │ 100\n租赁 │ 60\n合计 │ 160", {"premises_area": "160㎡"}),
    ],
)  # fmt: skip
def test_of_parts_below_each_other_only_their_total_answers(drawing: str, expected: dict[str, str]) -> None:
    assert said(find_in_tables(page_of(drawing))) == expected


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("条件 │ 自评\n服务场所是否达到100平方米以上 │ 是，260平方米\n年服务企业是否达到50家以上 │ 是", {"premises_area": "260㎡"}),
        ("申报条件 │ 是否符合 │ 实际情况\n服务场所100平方米以上 │ 符合 │ 260平方米\n服务人员10人以上 │ 是 │ 38人", {"premises_area": "260㎡", "staff_total": "38人"}),
        ("申报条件 │ 是否符合 │ 证明材料页码\n服务场所100平方米以上 │ 符合 │ 12\n服务人员10人以上 │ 是 │ 13", {}),
    ],
)  # fmt: skip
def test_whether_a_condition_is_met_is_not_how_far(drawing: str, expected: dict[str, str]) -> None:
    assert said(find_in_tables(page_of(drawing))) == expected

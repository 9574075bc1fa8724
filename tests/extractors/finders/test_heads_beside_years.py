"""Heads in two rows, some of them over years: every other column of the row is answered too."""

from __future__ import annotations

import pytest

from extractors.finders.table import find_in_tables
from tests.builders import page_of, said

WIDE = """
服务场所（㎡） │ 服务资产（万元） │ 服务人员（人） │ < │ 服务企业（家） │ < │ 省平台是否注册
^ │ ^ │ 总数 │ 大专及以上 │ 2019年 │ 2018年 │ ^
76 │ 55.8 │ 10 │ 8 │ 44 │ 59 │ 是
"""
FOUND = {
    "premises_area": "76㎡", "service_assets": "55.8万元", "staff_total": "10人", "staff_college": "8人", "enterprises_served": "44家@2019",
    "platform_registered": "true",
}  # fmt: skip


def test_the_columns_beside_the_years_are_read() -> None:
    assert said(find_in_tables(page_of(WIDE))) == FOUND


def test_a_column_of_others_stays_out() -> None:
    assert "staff_total" not in said(find_in_tables(page_of(WIDE.replace("服务人员（人）", "入驻企业情况"))))


def test_two_rows_are_a_list() -> None:
    assert said(find_in_tables(page_of(WIDE.rstrip() + "\n80 │ 60 │ 11 │ 9 │ 45 │ 60 │ 是\n"))) == {}


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("项目 │ 地址 │ 联系人 │ 联系电话 │ 注册资本\n内容 │ 岳阳市君山区柳林街12号 │ 陈雨舟 │ 13800138000 │ 400万元", 4),
        ("项目 │ 地址 │ 联系人 │ 联系电话 │ 注册资本\n项目 │ 地址 │ 联系人 │ 联系电话 │ 注册资本", 0),
    ],
)
def test_what_names_the_rows_is_no_head(rows: str, found: int) -> None:
    assert len(said(find_in_tables(page_of(rows)))) == found


@pytest.mark.parametrize(
    ("heads", "values", "served"),
    [
        ("服务企业（家） │ 服务企业（家次）", "79 │ 244", ["79", "244!CLAIM"]),
        ("服务企业数（家） │ 服务企业户次数", "79 │ 244", ["79"]),
        ("服务企业（家） │ 服务企业（家次）", "244 │ 79", ["244", "79!UNIT_OF_COUNT"]),
        ("服务场所（㎡） │ 服务企业（家次）", "120 │ 244", ["244!UNIT_OF_COUNT"]),
    ],
    ids=["beside", "no label", "fewer visits than firms", "visits alone"],
)
def test_visits_beside_firms_are_another_question(heads: str, values: str, served: list[str]) -> None:
    found = find_in_tables(page_of(f"服务资产（万元） │ {heads} │ 公共服务活动（次）\n92.5 │ {values} │ 5"))
    told = [said([one])["enterprises_served"] for one in found if one.field.name == "enterprises_served"]
    assert [one.replace("家次", "").replace("家", "") for one in told] == served

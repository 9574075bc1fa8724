"""Years side by side over rows in which a ruling was lost: an earlier year's number is never the asked year's."""

from __future__ import annotations

import pytest

from extractors.finders.table import find_in_tables
from tests.builders import page_of, said

HEAD = """
填报单位 │ < │ < │ 岳阳璟序中小企业服务中心 │ <
指标 │ < │ 单位 │ 2018年 │ 2019年
"""


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("大专及以上占比 │ < │ % │ 66.67 │ 72.73", {"college_ratio": "72.73%@2019"}),
        ("服务场所面积\\n平方米\\n187 │ < │ < │ < │ 190\n大专及以上占比 │ < │ % │ 66.67 │ 72.73", {"college_ratio": "72.73%@2019"}),
        ("公益性公共服务活动\\n次\\n3 │ < │ < │ < │ 4", {}),
        ("服务企业\\n家\\n60 │ < │ < │ < │ 73\n服务收入 │ < │ 万元\\n181 │ < │ 219\n公益性服务活动 │ < │ 次 │ 3 │ 4", {"welfare_activities": "4次@2019"}),
        ("省平台注册 │ 是 │ < │ < │ <\n服务企业 │ < │ 家 │ 60 │ 73", {"platform_registered": "true", "enterprises_served": "73家@2019"}),
        ("单位地址 │ 岳阳市君山区柳林街12号 │ < │ < │ <\n联系人 │ < │ 陈雨舟 │ 联系电话 │ 13800138000", {"contact_person": "陈雨舟", "contact_phone": "13800138000"}),
    ],
    ids=["whole", "after a torn row", "torn", "torn twice", "after a row across", "other questions after it"],
)  # fmt: skip
def test_rows_below_years(rows: str, found: dict[str, str]) -> None:
    told = said(find_in_tables(page_of(HEAD + rows.replace("\\n", " "))))
    assert {name: value for name, value in told.items() if name not in ("organisation_name", "address")} == found

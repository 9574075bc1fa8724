"""A form that sets another body's figures beside the applicant's: only the applicant's answer, whatever the order."""

from __future__ import annotations

import pytest

from extractors.finders.label import find_labels
from extractors.finders.table import find_in_tables
from tests.builders import page_of, said

OWN = {"premises_area": "735㎡", "service_assets": "312.6万元", "staff_total": "26人"}
BESIDE = {
    "group to the right": """
        项目 │ 申报单位 │ 所属集团公司（合并）
        服务场所（平方米） │ 735 │ 12600
        服务资产（万元） │ 312.6 │ 48700
        服务人员（人） │ 26 │ 320
        """,
    "group to the left": """
        项目 │ 集团（合并） │ 本公司
        服务场所（平方米） │ 12600 │ 735
        服务资产（万元） │ 48700 │ 312.6
        服务人员（人） │ 320 │ 26
        """,
    "the mean of all others": """
        指标 │ 全市平均 │ 本单位
        服务场所（平方米） │ 126 │ 735
        服务资产（万元） │ 48 │ 312.6
        服务人员（人） │ 12 │ 26
        """,
    "by name": """
        项目 │ 湖南青桐控股集团有限公司 │ 岳阳青桐信息有限公司
        服务场所（平方米） │ 12600 │ 735
        服务资产（万元） │ 48700 │ 312.6
        服务人员（人） │ 320 │ 26
        """,
    "one below the other": """
        单位 │ 服务场所（平方米） │ 服务资产（万元） │ 服务人员（人）
        所属集团 │ 12600 │ 48700 │ 320
        申报单位 │ 735 │ 312.6 │ 26
        """,
}


@pytest.mark.parametrize("drawing", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "by alignment"])
def test_only_the_applicants_column_or_row_answers(drawing: str, ruled: bool) -> None:
    assert said(find_in_tables(page_of(drawing, ruled=ruled))) == OWN


@pytest.mark.parametrize("drawing", [BESIDE["group to the right"], BESIDE["group to the left"], BESIDE["the mean of all others"]])
def test_the_line_itself_says_nothing_else(drawing: str) -> None:
    found = said(find_labels(page_of(drawing, ruled=False)))
    assert found.items() <= OWN.items()


def test_the_group_as_a_label_of_its_own_takes_nothing_from_the_applicant() -> None:
    page = page_of(
        """
        申报单位 │ 岳阳青桐信息有限公司 │ 所属集团 │ 湖南青桐控股集团有限公司
        联系人 │ 陈雨舟 │ 服务人员（人） │ 26
        """
    )
    assert said(find_in_tables(page)) == {"organisation_name": "岳阳青桐信息有限公司", "contact_person": "陈雨舟", "staff_total": "26人"}


def test_columns_of_which_none_is_called_the_applicants_are_left_alone() -> None:
    page = page_of("项目 │ 数值 │ 备注\n服务场所（平方米） │ 735 │ 园区提供\n服务人员（人） │ 26 │ 含总部2人")
    assert said(find_in_tables(page)) == {"premises_area": "735㎡", "staff_total": "26人"}


YEARS_OF_BOTH = {
    "group to the right": """
        指标 │ 本公司 │ < │ 集团 │ <
        ^ │ 2018年 │ 2019年 │ 2018年 │ 2019年
        服务人员（人） │ 22 │ 26 │ 300 │ 320
        服务企业（家） │ 70 │ 88 │ 1200 │ 1350
        """,
    "group to the left": """
        指标 │ 集团（合并） │ < │ 申报单位 │ <
        ^ │ 2018年 │ 2019年 │ 2018年 │ 2019年
        服务人员（人） │ 300 │ 320 │ 22 │ 26
        服务企业（家） │ 1200 │ 1350 │ 70 │ 88
        """,
}


@pytest.mark.parametrize("drawing", YEARS_OF_BOTH.values(), ids=YEARS_OF_BOTH)
def test_years_are_taken_from_the_applicants_half(drawing: str) -> None:
    assert said(find_in_tables(page_of(drawing))) == {"staff_total": "26人@2019", "enterprises_served": "88家@2019"}


@pytest.mark.parametrize(
    "drawing",
    ["指标 │ 小微企业 │ 其他企业 │ 合计\n服务企业（家） │ 243 │ 21 │ 264", "指标 │ 合计 │ 其中小微企业\n服务企业（家） │ 264 │ 243"],
)
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "by alignment"])
def test_of_parts_beside_their_total_the_total_answers(drawing: str, ruled: bool) -> None:
    page = page_of(drawing, ruled=ruled)
    assert said(find_in_tables(page)) == {"enterprises_served": "264家"}
    assert said(find_labels(page)).get("enterprises_served", "264家") == "264家"


def test_a_total_over_years_is_no_total_of_parts() -> None:
    page = page_of("指标 │ 2018年 │ 2019年 │ 合计\n服务企业（家） │ 91 │ 118 │ 209")
    assert said(find_in_tables(page)) == {"enterprises_served": "118家@2019"}

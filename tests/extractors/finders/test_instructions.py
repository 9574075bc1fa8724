"""What a form tells whoever fills it in is nobody's answer; what the applicant wrote stays."""

from __future__ import annotations

import pytest

from extractors.finders.instructions import without_instructions
from extractors.finders.table import find_in_tables
from tests.builders import page_of, said

TOLD = {
    "numbered items under a heading": """
        填表说明
        1、综合服务机构服务场所100平方米以上，
        服务资产100万元以上。
        2、服务人员10人以上。
        """,
    "a note below the form": "注：①服务场所面积以租赁合同为准，不得低于50平方米；②服务资产不得低于50万元。",
    "a cell beside the heading": "填表说明 │ 服务场所应在100平方米以上",
}


@pytest.mark.parametrize("drawing", TOLD.values(), ids=TOLD)
def test_instructions_leave_nothing_behind(drawing: str) -> None:
    assert not any("100" in word.text or "50" in word.text for word in without_instructions(page_of(drawing)).words)


def test_what_follows_the_items_stays() -> None:
    page = without_instructions(
        page_of("""
    填表说明
    1、服务场所100平方米以上。
    申报单位：岳阳市青桐企业服务中心
    注：服务场所系租赁，面积168平方米。
    """)
    )
    assert [line.text for line in page.lines] == ["申报单位：岳阳市青桐企业服务中心", "注：服务场所系租赁，面积168平方米。"]


def test_a_table_of_examples_is_no_form() -> None:
    page = page_of("""
    填写示例
    单位名称 │ 某某服务有限公司 │ 服务场所面积 │ 120平方米
    服务人员 │ 15人 │ 年服务企业 │ 86家

    申报表
    服务人员 │ 26人 │ 年服务企业 │ 126家
    """)
    assert said(find_in_tables(without_instructions(page))) == {"staff_total": "26人", "enterprises_served": "126家@annual"}


@pytest.mark.parametrize("text", ["如：120平方米", "例如：120", "120平方米（示例）"])
def test_an_example_in_the_cell_is_a_blank(text: str) -> None:
    assert said(find_in_tables(page_of(f"服务场所面积 │ {text}"))) == {}

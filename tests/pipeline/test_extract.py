"""From a document's pages to candidates: the form's readers see the form's pages, and only what an applicant wrote on them."""

from __future__ import annotations

from dataclasses import replace

from extractors.proofs import ASKED
from models.document import Document, FileStatus, Page
from pipeline.extract import ExtractTask, findings_of
from tests.builders import page_of, said

FORM = """
核心服务机构申报表
单位名称 │ 岳阳市青桐企业服务中心
注册资本（万元） │ 200
服务资产（万元） │ 156
服务人员（人） │ 26
"""


def found(*pages: Page) -> dict[str, str]:
    numbered = tuple(replace(page, number=at) for at, page in enumerate(pages, 1))
    task = ExtractTask(Document("申报表.pdf", "0" * 64, FileStatus.READ, numbered), ASKED)
    return said(findings_of(task).candidates)


def test_the_last_rows_of_a_form_on_a_page_of_their_own_are_read() -> None:
    values = found(page_of(FORM), page_of("是否在省平台注册 │ 是\n填表日期 │ 2020年5月28日"))
    assert values["platform_registered"].startswith("true")
    assert values["declared_on"] == "2020-05-28"


def test_instructions_beside_an_empty_form_give_no_value() -> None:
    values = found(
        page_of("""
    填表说明
    1、综合服务机构服务场所100平方米以上，服务资产100万元以上。
    2、服务人员10人以上。
    申报表
    服务场所面积 │ │ 服务资产 │ 　万元
    服务人员 │ │ 申报类别 │ □综合 □创新 □创业
    """)
    )
    assert values == {}

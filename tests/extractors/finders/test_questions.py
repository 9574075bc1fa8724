"""Question and answer, line under line."""

from __future__ import annotations

import pytest

from extractors.finders.label import find_labels
from extractors.finders.questions import label_asked
from tests.builders import page_of, said

ASKED = """
1. 贵单位全称？
答：岳阳青桐咨询有限公司。
2. 何时成立？
答：2011 年 9 月 7 日。
7. 联系人及电话？
答：陈雨舟，0730-8000001。
8. 拟申报哪一类核心服务机构？
答：创业服务机构。
"""


def test_every_answer_belongs_to_its_question() -> None:
    assert said(find_labels(page_of(ASKED))) == {
        "organisation_name": "岳阳青桐咨询有限公司", "established_on": "2011-09-07", "contact_person": "陈雨舟",
        "contact_phone": "0730-8000001", "category": "创业",
    }  # fmt: skip


def test_an_answer_may_stand_behind_its_question() -> None:
    assert said(find_labels(page_of("3. 联系人是谁？答：陈雨舟。\n4. 服务资产多少？ 答：96.8万元。"))) == {
        "contact_person": "陈雨舟",
        "service_assets": "96.8万元",
    }


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("法定代表人是谁", "legal_representative"), ("服务资产多少", "service_assets"), ("贵单位服务场所面积是多少", "premises_area"),
        ("单位地址", "address"), ("你单位申报的类别是什么", "category"), ("现有服务人员多少人", "staff_total"),
        ("去年为什么没有申报", None), ("资产总额是多少", None), ("培训了多少人次", None), ("", None), ("？", None),
    ],
)  # fmt: skip
def test_what_a_question_asks_for(question: str, field: str | None) -> None:
    label = label_asked(question)
    assert (label.field.name if label is not None and label.field is not None else None) == field


def test_without_the_word_of_answering_the_next_line_is_no_answer() -> None:
    assert said(find_labels(page_of("7. 联系人及电话？\n8. 拟申报哪一类核心服务机构？"))) == {}

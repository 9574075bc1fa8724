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


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("2019年服务了多少家企业", "enterprises_served"), ("去年共服务了多少家中小企业", "enterprises_served"), ("有几名服务人员", "staff_total"),
        ("其中多少人是大专以上学历", "staff_college"), ("有多大的服务场所", "premises_area"), ("2019年组织了几次公益性公共服务活动", "welfare_activities"),
        ("哪一天成立的", "established_on"), ("成立于什么时候", "established_on"), ("属于哪个县（市、区）", "county"), ("由谁负责联系", "contact_person"),
        ("找谁联系", "contact_person"), ("联系电话是多少", "contact_phone"), ("谁是法定代表人", "legal_representative"), ("贵单位位于哪里", "address"),
        ("本次申报哪一类机构（综合、创新、创业）", "category"), ("问卷是哪天填的", "declared_on"), ("申报单位叫什么名字", "organisation_name"),
        ("服务场所在哪里", None), ("2020年计划服务多少家企业", None), ("法定代表人的电话是多少", None), ("推荐单位联系人是谁", None),
        ("有多少家企业入驻", None), ("有多少名外聘专家", None), ("园区有多大", None), ("协助多少家企业融资", None),
    ],
)  # fmt: skip
def test_the_words_that_ask_may_stand_anywhere(question: str, field: str | None) -> None:
    label = label_asked(question)
    assert (label.field.name if label is not None and label.field is not None else None) == field


BARE = """
1. 哪一天成立的？
2016年9月8日
2. 2019年服务了多少家企业？（家）
71家
3. 由谁负责联系？
陈雨舟
4. 2020年计划服务多少家企业？
90家
"""


def test_in_a_questionnaire_the_next_line_answers() -> None:
    expected = {"established_on": "2016-09-08", "enterprises_served": "71家@2019", "contact_person": "陈雨舟"}
    assert said(find_labels(page_of(BARE))) == expected
    assert said(find_labels(page_of("1. 服务人员有几人？\n2. 服务场所有多大？\n请于2020年6月8日前交302室"))) == {}


def test_a_question_may_end_in_a_colon() -> None:
    assert said(find_labels(page_of("2019年服务了多少家企业：71家\n谁负责联系：陈雨舟\n服务场所有多大？88平方米"))) == {
        "enterprises_served": "71家@2019",
        "contact_person": "陈雨舟",
        "premises_area": "88㎡",
    }

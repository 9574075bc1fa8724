"""What an answer to 省平台注册 says: done, not yet, somewhere else, or nothing that a person need not look at."""

from __future__ import annotations

import pytest

from extractors.finders.prose import read_sentences
from extractors.finders.registration import states_registration
from extractors.finders.values import value_of
from models.answer import Caveat
from models.fields import PLATFORM_REGISTERED

DONE = (
    "已注册", "是", "2012年注册", "已注册，2014年", "是（2017年）", "2018年3月在省中小企业公共服务平台注册", "2016年3月", "注册时间：2016年5月", "注册号：HN2018023",
    "（是）已在省中小企业公共服务平台注册，注册时间 2017 年 4 月。", "我单位已在湖南省中小企业公共服务平台注册", "2018年3月申请注册，5月审核通过", "是，已在省、市平台注册",
    "已于2018年在省平台注册，2020年拟新增服务产品",
)  # fmt: skip
NOT_YET = (
    "未注册", "拟注册", "否", "正在办理", "尚未在省平台注册", "2020年7月拟注册", "否（拟于2020年7月注册）", "暂未注册，正在准备材料", "2020年6月注册（审核中）", "已提交注册申请",
    "2019年申请注册，待审核", "计划2020年下半年注册", "公司目前尚未注册，拟于2020年6月底前完成注册",
)  # fmt: skip
ASKED = {
    "岳阳市平台已注册": ("true", Caveat.BASIS),
    "2018年3月在岳阳市中小企业公共服务平台注册": ("true", Caveat.BASIS),
    "已在国家中小企业公共服务平台注册": ("true", Caveat.BASIS),
    "已在市平台注册": ("true", Caveat.BASIS),
    "2020年12月前注册": ("true", Caveat.CLAIM),
    "2020年8月": ("true", Caveat.CLAIM),
    "已注销": ("false", Caveat.CLAIM),
    "审核未通过": ("false", Caveat.CLAIM),
    "已完成注册，审核中": ("false", Caveat.AMBIGUOUS),
}


@pytest.mark.parametrize(("text", "value"), [(text, "true") for text in DONE] + [(text, "false") for text in NOT_YET])
def test_an_answer_says_whether_it_is_done(text: str, value: str) -> None:
    reading = value_of(PLATFORM_REGISTERED, text)
    assert (reading.value, reading.caveats) == (value, frozenset())


@pytest.mark.parametrize("text", ASKED)
def test_another_platform_a_plan_without_a_word_and_a_lost_registration_are_for_a_person(text: str) -> None:
    value, caveat = ASKED[text]
    reading = value_of(PLATFORM_REGISTERED, text)
    assert (reading.value, reading.caveats) == (value, {caveat})


@pytest.mark.parametrize("text", ["待定", "无", "是/否", "12次", "岳阳楼区巴陵路12号", "注册时间：", ""])
def test_what_says_nothing_of_it_gives_nothing_sure(text: str) -> None:
    reading = value_of(PLATFORM_REGISTERED, text)
    assert reading.blank or Caveat.CLAIM in reading.caveats


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("2018年3月在省中小企业公共服务平台注册", True),
        ("尚未在湖南省中小企业公共服务平台注册", True),
        ("是否已在省平台注册", False),
        ("省平台注册情况", False),
        ("省平台注册时间", False),
        ("在岳阳市中小企业公共服务平台注册", False),
        ("2019年组织企业在省中小企业公共服务平台注册", False),
        ("2019年省中小企业公共服务平台注册培训会", False),
    ],
)
def test_words_that_stand_alone_state_it_only_as_a_statement(text: str, states: bool) -> None:
    assert states_registration(text) is states


@pytest.mark.parametrize(
    ("text", "value", "caveats"),
    [
        ("2018年3月在省中小企业公共服务平台注册。", "true", set()),
        ("我单位已在岳阳市中小企业公共服务平台注册。", "true", {Caveat.BASIS}),
        ("公司拟于2020年7月在省中小企业公共服务平台注册。", "false", set()),
    ],
)
def test_a_sentence_is_read_the_same_way(text: str, value: str, caveats: set[Caveat]) -> None:
    found = [(one.value, set(one.caveats)) for one in read_sentences(text) if one.field is PLATFORM_REGISTERED]
    assert found == [(value, caveats)]


@pytest.mark.parametrize("text", ["未注册的不予受理", "未在省平台注册的单位不得申报", "已注册方可申报", "未入驻者不予受理"])
def test_what_becomes_of_who_is_not_registered_answers_nothing(text: str) -> None:
    assert value_of(PLATFORM_REGISTERED, text).blank
    assert not states_registration(f"省中小企业公共服务平台{text}")

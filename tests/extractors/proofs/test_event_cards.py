"""Activities as cards: what names one, and below it its day. Each card is one; what is no card is left alone."""

from __future__ import annotations

import pytest
from proof_pages import page

from extractors.proofs import activities
from models.answer import Caveat
from models.quantity import Quantity

HEADS = {
    "numbered by a word": ("活动1　政策宣讲会", "活动2　融资对接会", "活动3　管理培训班"),
    "numbered": ("1、政策宣讲会", "2、融资对接会", "3、管理培训班"),
    "in brackets": ("（一）政策宣讲会", "（二）融资对接会", "（三）管理培训班"),
    "in turn": ("第一场：政策宣讲会", "第二场：融资对接会", "第三场：管理培训班"),
    "labelled": ("活动名称：政策宣讲会", "活动名称：融资对接会", "活动名称：管理培训班"),
    "numbered and labelled": ("1.活动名称：政策宣讲会", "2.活动名称：融资对接会", "3.活动名称：管理培训班"),
}
DAYS = ("2019-02-08", "2019年4月21日", "2019.07.24")
TITLE = "2019年公共服务活动台账"


def held(text: str) -> list[tuple[str, int, frozenset[Caveat]]]:
    found = activities.read((page(text),)).candidates
    return [(one.field.name, int(one.value.value), one.caveats) for one in found if isinstance(one.value, Quantity)]


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS)
def test_each_card_is_an_activity(heads: tuple[str, ...]) -> None:
    cards = "\n".join(
        f"{head}\n时间：{day}  地点：市民之家  主办：岳阳青桐服务中心\n到会企业33家，参会76人次"
        for head, day in zip(heads, DAYS, strict=True)
    )
    assert held(f"{TITLE}\n{cards}") == [("public_activities", 3, frozenset())]


def test_a_card_of_another_year_and_one_that_others_held_do_not_count() -> None:
    cards = "1、政策宣讲会\n时间：2018年2月8日\n2、融资对接会\n时间：2019年3月8日\n3、管理培训班\n时间：2019年5月8日\n协办"
    assert held(f"{TITLE}\n{cards}") == [("public_activities", 1, frozenset({Caveat.CO_ORGANISED}))]


def test_a_card_without_a_day_is_of_the_lists_year() -> None:
    text = "活动1 政策宣讲会\n时间：2019年2月8日\n活动2 融资对接会\n地点：市民之家\n活动3 管理培训班\n时间：2019年5月8日"
    assert held(f"{TITLE}\n{text}") == [("public_activities", 3, frozenset())]


@pytest.mark.parametrize(
    "text",
    [
        "活动1 政策宣讲会\n时间：2019年2月8日\n活动3 管理培训班\n时间：2019年5月8日",
        "活动1 政策宣讲会\n时间：2019年2月8日\n时间：2019年5月8日",
        "时间：2019年2月8日\n时间：2019年5月8日",
        "活动1 政策宣讲会\n时间：2019年2月8日",
    ],
    ids=["a number missing", "two days on a card", "days without names", "one card"],
)
def test_what_is_no_list_of_cards_is_not_counted(text: str) -> None:
    assert held(f"{TITLE}\n{text}") == []

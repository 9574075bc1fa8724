"""A number of a sentence and what it was found to be; the kinds of words that tell it, by unit."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.finders.cues import Says
from extractors.finders.sentences import Cue, Sentence
from models.answer import Caveat
from models.fields import Field
from models.quantity import Quantity

HUNDRED = Decimal(100)
UNEXPLAINED = "没有写明这个数指什么"
"""Why a number of a unit that is asked for is left: no word names it."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of education as a phrase names it: 本科以上 is ("本科", up)."""

    name: str
    up: bool
    down: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it was found to be. `field` None: nothing an application is asked for.

    `cue` is the word that told; `taken` with its `reason`; `role` marks parts, totals and weak evidence for `weigh`.
    """

    quantity: Quantity
    field: Field[Quantity] | None
    cue: Cue | None
    taken: bool
    reason: str
    caveats: frozenset[Caveat] = frozenset()
    says: Says | None = None
    level: Level | None = None
    is_total: bool = False
    is_part: bool = False
    sentence: Sentence | None = dataclasses.field(default=None, repr=False, compare=False)

    def no(self, reason: str) -> Count:
        return replace(self, taken=False, reason=reason)

    def but(self, caveat: Caveat, reason: str = "") -> Count:
        return replace(self, caveats=self.caveats | {caveat}, reason=reason or self.reason)


AREA_WORDS = (Says.AREA, Says.ROOM, Says.AREA_GENERIC, Says.AREA_DECOY)
MONEY_WORDS = (Says.ASSETS, Says.ASSETS_NEAR, Says.CAPITAL, Says.MONEY_DECOY)
STAFF_WORDS = (Says.STAFF, Says.STAFF_NEAR, Says.STAFF_DECOY, Says.EDUCATION)
FIRM_WORDS = (Says.FIRMS, Says.FIRMS_NEAR, Says.FIRMS_DECOY)
EVENT_WORDS = (Says.WELFARE, Says.SPECIAL, Says.PUBLIC, Says.EVENT, Says.EVENT_DECOY)
RATIO_WORDS = (Says.EDUCATION, Says.TITLE)
WORDS_OF_UNIT = {
    "㎡": AREA_WORDS, "亩": AREA_WORDS, "万元": MONEY_WORDS, "人": STAFF_WORDS, "人次": STAFF_WORDS, "家": FIRM_WORDS, "个": FIRM_WORDS, "家次": FIRM_WORDS,
    "次": EVENT_WORDS, "%": RATIO_WORDS,
}  # fmt: skip
DECOYS = frozenset({Says.AREA_DECOY, Says.MONEY_DECOY, Says.STAFF_DECOY, Says.FIRMS_DECOY, Says.EVENT_DECOY, Says.TITLE})
WEAK = frozenset({Says.AREA_GENERIC, Says.ROOM, Says.FIRMS_NEAR, Says.STAFF_NEAR, Says.ASSETS_NEAR})


def scaled(quantity: Quantity, factor: Decimal, unit: str | None) -> Quantity:
    """The same quantity in another unit."""
    low, high = (bound * factor if bound is not None else None for bound in (quantity.low, quantity.high))
    return replace(quantity, value=quantity.value * factor, low=low, high=high, unit=unit)


_LEVEL_NAME = re.compile(r"大专|专科|高职|本科|学士|硕士|博士|研究生|中专|高中|中职|技校|职高|初中|中技|其他|其它")


def level_of(word: str) -> Level | None:
    """大专及以上学历人员 → 大专, up."""
    found = _LEVEL_NAME.search(word)
    if found is None:
        return None
    name = {"专科": "大专", "高职": "大专", "学士": "本科", "研究生": "硕士"}.get(found.group(), found.group())
    name = "中专" if name in ("高中", "中职", "技校", "职高", "初中", "中技", "其他", "其它") else name
    return Level(name, "以上" in word or "起点" in word, "以下" in word)

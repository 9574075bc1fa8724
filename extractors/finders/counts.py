"""One number of a sentence: which field it answers, whose it is, and whether it is true already.

Each rule looks at the words that govern the number: those in its own clause before it, the noun right after it,
and, where a clause says nothing itself (2019年末24人), what the number before it answered.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finders.answering import UNITS, by_words, in_unit
from extractors.finders.count import (
    RATIO_WORDS,
    UNEXPLAINED,
    WORDS_OF_UNIT,
    Count,
)  # fmt: skip
from extractors.finders.cues import Says
from extractors.finders.frames import SERVED_FRAME, framed_of, organised
from extractors.finders.governing import governing, value_follows
from extractors.finders.lists import in_bare_row
from extractors.finders.sentences import Sentence
from extractors.finders.standing import checked
from extractors.finders.totals import total_of_all_kinds, total_of_kinds, total_of_levels
from models.answer import Caveat
from models.quantity import Quantity

_LABEL_UNIT = re.compile(rf"[（(\[]\s*({UNITS})\s*[)）\]]\s*(?:数)?\s*[:：为]?\s*$")


_VISITS = re.compile(r"(家次|户次|人次|家\(次\)|家（次）)\s*(?:数|总数)?\s*[:：]?\s*$")


_RUNS_ON = re.compile("[一-鿿](?<![占其共另])")


_UNIT_BEHIND = re.compile(rf"\s*[（(\[]\s*(?:单位\s*[:：]?\s*)?({UNITS})\s*[)）\]]")


def counts_of(sentence: Sentence, carried: Count | None = None) -> list[Count]:
    """What each quantity of the sentence is, in their order; `carried` is the last of a sentence that ended with a semicolon."""
    out: list[Count] = []
    for at, quantity in enumerate(sentence.quantities):
        out.append(_count(sentence, at, quantity, out or ([carried] if carried is not None else [])))
    return out


def _count(sentence: Sentence, at: int, quantity: Quantity, earlier: list[Count]) -> Count:
    before = earlier[-1] if earlier else None
    quantity = _with_label_unit(sentence, quantity)
    unit = quantity.unit
    if (total := total_of_levels(sentence, quantity, before) or total_of_kinds(sentence, quantity, earlier)) is not None:
        return total
    if (everybody := total_of_all_kinds(sentence, quantity)) is not None:
        return everybody
    if unit in ("家", "个", "家次") and SERVED_FRAME.search(sentence.text[max(0, quantity.span[0] - 24) : quantity.span[0]]):
        framed = framed_of(sentence, quantity)
        if framed is not None and framed.taken:
            return checked(sentence, at, framed, None)
    groups = [WORDS_OF_UNIT[unit]] if unit in WORDS_OF_UNIT else _groups_without_unit(sentence, quantity) if unit is None else []
    for words in _nearest_first(sentence, at, quantity, groups, before) if unit is None else groups:
        cue, inherited = governing(sentence, at, quantity, words, before)
        if cue is None and not inherited:
            continue
        follows = cue is not None and value_follows(sentence, cue, quantity)
        if unit is None and not follows and not (inherited and _next_year(sentence, quantity, before)):
            continue
        count = by_words(sentence, quantity, words, cue, before if inherited else None)
        if count is not None:
            if unit is None and _runs_on(sentence, quantity.span[1]):
                count = count.but(Caveat.AMBIGUOUS, "数字后没有单位又连着别的字，须核对原件")
            if in_bare_row(sentence.text, sentence.quantities[at]):
                count = count.but(Caveat.AMBIGUOUS, "一行并列几个数，哪个是所问的须核对原件")
            return checked(sentence, at, count, before if inherited else None)
    if (framed := framed_of(sentence, quantity)) is not None:
        return checked(sentence, at, framed, None)
    if (event := organised(sentence, quantity)) is not None:
        return checked(sentence, at, event, None)
    return Count(quantity, None, None, False, UNEXPLAINED if unit in WORDS_OF_UNIT else "与申报条件无关", sentence=sentence)


_YEAR_BEFORE = re.compile(r"20\d\d年(?:度|末|底)?[:：为]?\s*$")
_SCALED = re.compile(r"[（(](?:元|千元|亿元)[）)]")


def _next_year(sentence: Sentence, quantity: Quantity, before: Count | None) -> bool:
    """服务企业数（家）：2017年80、2018年95: the next year's number needs no unit of its own."""
    start = quantity.span[0]
    if before is None or before.sentence is not sentence or before.field is None or _SCALED.search(sentence.text[:start]):
        return False
    return _YEAR_BEFORE.search(sentence.text[before.quantity.span[1] : start]) is not None


def _nearest_first(
    sentence: Sentence, at: int, quantity: Quantity, groups: list[tuple[Says, ...]], before: Count | None
) -> list[tuple[Says, ...]]:
    """Kinds of words by how near theirs stands, the longer first: 企业家次 is firms, not 企业家."""

    def place(words: tuple[Says, ...]) -> tuple[int, int]:
        cue, _ = governing(sentence, at, quantity, words, before)
        return (-cue.end, cue.start - cue.end) if cue is not None and cue.end <= quantity.span[0] else (0, 0)

    return sorted(groups, key=place)


def _groups_without_unit(sentence: Sentence, quantity: Quantity) -> list[tuple[Says, ...]]:
    """A share is asked for as 比例 or 占; everything else is a number of something."""
    start = quantity.span[0]
    share = re.search(r"比例|占比|比重|占|率", sentence.text[max(0, start - 8) : start]) is not None or any(
        mark in quantity.text for mark in ("/", "／", "分之")
    )
    return [RATIO_WORDS] if share else [words for words in dict.fromkeys(WORDS_OF_UNIT.values()) if words is not RATIO_WORDS]


def _with_label_unit(sentence: Sentence, quantity: Quantity) -> Quantity:
    """服务资产（千元）：1,325 has its unit in the label."""
    if quantity.unit is not None:
        return quantity
    start, end = quantity.span
    if (visits := _VISITS.search(sentence.text[max(0, start - 8) : start])) is not None:
        return replace(quantity, unit="人次" if visits.group(1) == "人次" else "家次")
    found = _LABEL_UNIT.search(sentence.text[max(0, start - 12) : start]) or _UNIT_BEHIND.match(sentence.text, end)
    return quantity if found is None else in_unit(quantity, found.group(1))


def _runs_on(sentence: Sentence, end: int) -> bool:
    """Does a number without a unit stick to the next word, which is no label of its own?"""
    return _RUNS_ON.match(sentence.text, end) is not None and all(cue.start != end for cue in sentence.cues)

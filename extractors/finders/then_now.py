"""What once was beside what is now: 原服务场所面积80平方米，…现服务场所面积175平方米. Only the present answers; neither is added to the other."""

from __future__ import annotations

import itertools
import re

from extractors.finders.count import Count
from extractors.finders.standing import GROWN_FROM
from extractors.finders.tally import swap, taken_at
from models.answer import Caveat
from models.fields import PREMISES_AREA, SERVICE_ASSETS, STAFF_COLLEGE, STAFF_TOTAL

STATES = (PREMISES_AREA, SERVICE_ASSETS, STAFF_TOTAL, STAFF_COLLEGE)
"""Fields that tell a state of things, which a later one replaces; what is done in a year is not replaced by the next year's."""

REACH = 40  # characters behind a number

_ONCE = re.compile(
    r"原(?=租|有|办公|服务|经营|场|址|为|仅|先|来|用|址|面积|员工|人员|职工|资产)(?!有的?基础)|以前|此前|过去|最初|起初|当时|曾经|老(?=办公|场|址|楼)"
    r"|(?:去年|前年|上年)(?:这个时候|同期|此时|[年月]?[初底末])?|(?:[一二三四五六七八九十两几]|\d{1,2})年(?:以|之)?前"
    r"|(?:搬迁|搬家|迁址|改造|扩建|扩租|改制|疫情|重组|招聘|认定)(?:之|以)?前|(?:成立|建立|创办|组建|开办|起步)(?:之初|初期|伊始|当年|时)"
)
_NOW = re.compile(
    r"现(?!金|场|代|象|行|实)|目前|如今|当前|今年|新址|新的?(?:办公|服务|场)|(?:搬迁|搬家|迁址|改造|扩建|扩租|招聘)(?:之|以)?后|已(?:达|增|扩|有|发展|壮大)"
)
_ONLY_ONCE = re.compile(
    r"(?:而|但)?(?:去年|前年|上年|上一年|此前|以前|过去|最初|原来|原先|原有|原)(?:同期|这个时候|[年月]?[初底末])?(?:的)?(?:仅|只|则)?(?:为|是|有)?(?:约|近)?"
)
# 搬迁后翻了一番, 今年增加了一倍: how much it is now, no figure tells.
_GROWN_SINCE = re.compile(
    r"[^，。；\d]{0,6}[，,](?![^，。；]{0,8}[比较])[^。；\d]{0,20}?(?:翻了?[^，。；\d]{0,2}番|翻倍|倍增|成倍|一倍|扩大|增加|增多|增长|壮大|扩充|提升|缩减|缩小|减少|大增|宽敞|变大)(?![^。；]{0,12}[\d一二三四五六七八九十]+[人名位万㎡平])"
)
_GROWN_NOW = re.compile(
    r"[，,](?:如今|现在|目前|现|今年|(?:搬迁|迁址|扩租|扩建|改造)(?:之|以)?后)(?:已经?)?[^，。；\d比较]{0,6}?(?:翻了?[^，。；\d]{0,2}番|翻倍|倍增|成倍|一倍)"
)
_GROWN_TO = re.compile(r"[到至](?:了)?$")
GROWN_SINCE = "后文说已有增减而未写现在的数，须人工确认"
_GIVEN_UP = re.compile(
    r"[^，。；]{0,6}[，,]?[^，。；]{0,4}(?:已|均已|现已)[^，。；]{0,12}?(?:退租|退还|腾退|搬离|搬出|拆除|停用|弃用|转让|出售|不再(?:使用|租用|续租))|[^，。；]{0,6}[，,]?(?:现)?不再(?:使用|租用|续租)"
)


def then_and_now(counts: list[Count]) -> list[Count]:
    """The counts, those of an earlier state not taken where the same field's present one is told behind them."""
    changed: dict[int, Count] = {}
    for field in STATES:
        at = taken_at(counts, field)
        present = _told_of_now_behind(counts, at)
        for place, i in enumerate(at):
            if place and counts[at[place - 1]].sentence is counts[i].sentence and _is_only_compared(counts[i]):
                changed[i] = counts[i].no(GROWN_FROM)
                continue
            given_up = _is_given_up(counts[i])
            if not given_up and not _is_told_of_once(counts[i]):
                if _GROWN_NOW.match(*_behind(counts[i])):
                    changed[i] = counts[i].but(Caveat.PERIOD, GROWN_SINCE)
                continue
            same = _of_its_sentence(counts, i, at[place + 1 :])
            if present[place + 1 + len(same)] or any(_is_told_of_now(counts[i], counts[j]) for j in same):
                changed[i] = counts[i].no(GROWN_FROM)
            elif given_up:
                changed[i] = counts[i].but(Caveat.PERIOD, "写明已不再使用，现在的数须人工确认")
            elif _has_grown_since(counts[i]):
                changed[i] = counts[i].but(Caveat.PERIOD, GROWN_SINCE)
    left = {id(one.sentence): one for one in counts if one.quantity.unit == PREMISES_AREA.unit and one.is_part and _is_given_up(one)}
    for i in taken_at(counts, PREMISES_AREA) if left else ():
        part = left.get(id(counts[i].sentence))
        if i not in changed and part is not None and part is not counts[i] and not _is_told_of_now(part, counts[i]):
            changed[i] = counts[i].but(Caveat.BASIS, "其中一部分已不再使用，现在的面积须人工确认")
    return swap(counts, changed) if changed else counts


def _of_its_sentence(counts: list[Count], i: int, following: list[int]) -> list[int]:
    """Those that come next in the sentence of number `i`."""
    own = counts[i].sentence
    return list(itertools.takewhile(lambda j: counts[j].sentence is own, following))


def _told_of_now_behind(counts: list[Count], at: list[int]) -> list[bool]:
    """For each place of `at`, and one behind the last: does a number from there on tell the present?"""
    out = [False]
    for i in reversed(at):
        out.append(out[-1] or _is_told_of_now(None, counts[i]))
    return out[::-1]


def _is_only_compared(count: Count) -> bool:
    """服务场所面积240平方米，去年为200平方米: nothing in its clause but the time that is over."""
    sentence, start = count.sentence, count.quantity.span[0]
    return sentence is not None and _ONLY_ONCE.fullmatch(sentence.text[sentence.clause(start)[0] : start]) is not None


def _words_before(count: Count) -> str:
    """The clause up to the number, and the one before it where it holds no number of its own."""
    sentence, start = count.sentence, count.quantity.span[0]
    if sentence is None:
        return ""
    begin = sentence.clause(start)[0]
    earlier = sentence.clause(begin - 1)[0] if begin else begin
    if begin and not any(earlier <= one.span[0] < begin and one.unit == count.quantity.unit for one in sentence.quantities):
        begin = earlier
    return sentence.text[begin:start]


def _is_told_of_once(count: Count) -> bool:
    words = _words_before(count)
    return _ONCE.search(words) is not None and _NOW.search(words) is None


def _is_given_up(count: Count) -> bool:
    sentence, end = count.sentence, count.quantity.span[1]
    return sentence is not None and _GIVEN_UP.match(sentence.text, end, end + REACH) is not None


def _behind(count: Count) -> tuple[str, int, int]:
    """The text, and where what stands behind the number begins and how far it is looked at."""
    end = count.quantity.span[1]
    return (count.sentence.text if count.sentence is not None else "", end, end + REACH)


def _has_grown_since(count: Count) -> bool:
    text, *_ = _behind(count)
    return _GROWN_TO.search(text[: count.quantity.span[0]]) is None and _GROWN_SINCE.match(*_behind(count)) is not None


def _is_told_of_now(once: Count | None, now: Count) -> bool:
    sentence, start = now.sentence, now.quantity.span[0]
    if sentence is None:
        return False
    floor = once.quantity.span[1] if once is not None and sentence is once.sentence else 0
    return _NOW.search(sentence.text[floor:start]) is not None and not _is_given_up(now)

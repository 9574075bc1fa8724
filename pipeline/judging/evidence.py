"""What the true value of an answer may be: the values that judging has to ask, widened by what speaks against them."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from models.answer import Answer, AnyAnswer, Application, Candidate, Caveat, State
from models.criterion import Limit, Op
from models.fields import BY_NAME
from models.notice import Notice
from models.quantity import Qualifier, Quantity, Truth, plain
from pipeline.judging.told import SETTLED, negated

AT_MOST = frozenset({Caveat.UNIT_OF_COUNT, Caveat.CUMULATIVE, Caveat.CO_ORGANISED})
"""The number asked for is no greater than this one: 家 ≤ 家次, a year ≤ the total, organised ≤ organised and joined in."""
AT_LEAST = frozenset({Caveat.PARTIAL, Caveat.REPEATED})
"""The number asked for is no less than this one: rows that could not be told, or names that came again, were left out of the count."""
HARMLESS = frozenset({Caveat.BASIS})
"""A number on another basis is as good as its rival: where every basis passes, it does not matter which was meant."""
CUMULATIVE = "cumulative"
ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All values that may be true; empty: there is nothing to judge by. `why` tells what is open about them."""

    values: tuple[Quantity, ...]
    settled: bool
    why: str = ""


def title_of(name: str, notice: Notice) -> str:
    known = BY_NAME.get(name)
    return known.title if known is not None else notice.title_of(name)


def number_of(application: Application, name: str) -> Answer[Quantity] | None:
    """The answer of a numeric field; None where the field is not read."""
    answer = application.answers.get(name)
    return answer if answer is not None and (answer.value is None or isinstance(answer.value, Quantity)) else None  # type: ignore[return-value]


def text_of(application: Application, name: str) -> Answer[str] | None:
    """The answer of a text field; None where the field is not read."""
    answer = application.answers.get(name)
    return answer if answer is not None and (answer.value is None or isinstance(answer.value, str)) else None  # type: ignore[return-value]


def evidence_of(answer: Answer[Quantity] | None) -> Evidence:
    """The possible values of a number. A conflict's caveats widen it; what could not be read bounds nothing."""
    if answer is None:
        return Evidence((), False, "本程序还不读取这个字段")
    if answer.state in SETTLED and answer.value is not None:
        values = answer.possible or (answer.value,)
        return Evidence(tuple(_bounded(value) for value in values), True)
    if answer.state is State.CONFLICT:
        values = answer.possible or ((answer.value,) if answer.value is not None else ())
        rivals = len(set(values)) > 1
        widened = [_widened(value, _candidates_of(answer, value), rivals) for value in values]
        if any(one.value is None for one in _all_candidates(answer)):
            widened.append(_unbounded(widened[0] if widened else None))
        return Evidence(tuple(widened), False, answer.because)
    if answer.state is State.UNREADABLE:
        return Evidence((), False, "有字迹，未能确认")
    return Evidence((), False, "材料中未找到")


def _all_candidates(answer: Answer[Quantity]) -> tuple[Candidate[Quantity], ...]:
    return (*((answer.chosen,) if answer.chosen else ()), *answer.others)


def _candidates_of(answer: Answer[Quantity], value: Quantity) -> tuple[Candidate[Quantity], ...]:
    return tuple(one for one in _all_candidates(answer) if one.value == value)


def _bounded(value: Quantity) -> Quantity:
    """A total over years is at least the year's number: it bounds it from above only."""
    return _at_most(value) if value.period == CUMULATIVE else value


def _widened(value: Quantity, candidates: Sequence[Candidate[Quantity]], rivals: bool) -> Quantity:
    if not candidates:
        return _bounded(value)
    caveats = min((one.caveats for one in candidates), key=len)
    if not caveats or (rivals and caveats <= HARMLESS):
        return _bounded(value)
    if caveats <= AT_LEAST:
        return replace(value, high=None, high_open=False)
    return _at_most(value) if caveats <= AT_MOST else _unbounded(value)


def _at_most(value: Quantity) -> Quantity:
    return replace(value, low=None, low_open=False)


def _unbounded(value: Quantity | None) -> Quantity:
    if value is None:
        return Quantity(Decimal(0), None, None, Qualifier.ABOUT, None)
    return replace(value, low=None, high=None, low_open=False, high_open=False)


def holds(value: Quantity, limit: Limit) -> Truth:
    """Does an interval keep a limit?"""
    if limit.op is Op.AT_LEAST:
        return value.reaches(limit.value)
    if limit.op is Op.LESS_THAN:
        return negated(value.reaches(limit.value))
    above = _exceeds(value, limit.value)
    return above if limit.op is Op.MORE_THAN else negated(above)


def _exceeds(value: Quantity, limit: Decimal) -> Truth:
    if value.ambiguous:
        return Truth.CANNOT_TELL
    if value.low is not None and (value.low > limit or (value.low == limit and value.low_open)):
        return Truth.YES
    return Truth.NO if value.high is not None and value.high <= limit else Truth.CANNOT_TELL


def shown(value: Quantity, unit: str) -> str:
    """168 ㎡ · 约 100 ㎡（90–110 ㎡） · 320 余家（至少 320 家）"""
    number, gap = plain(value.value), "" if unit == "%" else " "
    if value.is_exact and value.low == value.high == value.value:
        return f"{number}{gap}{unit}"
    return f"{_spoken(value, number)}{gap}{unit}（{_span(value, unit)}）"


def _spoken(value: Quantity, number: str) -> str:
    words = {
        Qualifier.ABOUT: f"约 {number}",
        Qualifier.AT_LEAST: f"{number} 以上",
        Qualifier.MORE_THAN: f"超过 {number}",
        Qualifier.BELOW: f"不足 {number}",
        Qualifier.RANGE: f"{number} 起",
    }
    return words.get(value.qualifier, number)


def _span(value: Quantity, unit: str) -> str:
    low, high = value.low, value.high
    gap = "" if unit == "%" else " "
    if low is not None and high is not None:
        return f"{plain(low)}–{plain(high)}{gap}{unit}"
    if low is not None:
        return f"{'超过' if value.low_open else '至少'} {plain(low)}{gap}{unit}"
    if high is not None:
        return f"{'低于' if value.high_open else '至多'} {plain(high)}{gap}{unit}"
    return "范围不明"


def days_of(iso: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day that a date as precise as written may be: 2016-03 is the whole of March. None: no date."""
    found = ISO.fullmatch(iso.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last_day = day or calendar.monthrange(first.year, last_month)[1]
        return first, datetime.date(first.year, last_month, last_day)
    except (ValueError, OverflowError):
        return None


def possible_texts(answer: AnyAnswer | None) -> tuple[str, ...]:
    """All texts that may be true; empty where nothing is known or could be read."""
    if answer is None or answer.state in (State.ABSENT, State.UNREADABLE):
        return ()
    values = answer.possible or ((answer.value,) if answer.value is not None else ())
    return tuple(str(value) for value in values)

"""Numbers against limits: a field, a count in a period, a ratio, a union ratio, a part of a whole.

Ratios are never divided before they are compared: part × 100 − limit × whole is held against 0, so 79.6 % shown as 80 fails.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from models.answer import Answer, Bound, FoundBy, State
from models.criterion import Compare, Condition, Count, Limit, Limited, Op, Ratio, Subset, UnionRatio
from models.problem import Category, Problem, Severity
from models.quantity import Qualifier, Quantity, Truth, plain
from pipeline.judging.evidence import Evidence, evidence_of, holds, number_of, shown, title_of
from pipeline.judging.told import Case, Told, agreed, cannot_tell

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
MOST_COMBINATIONS = 64
"""Counts that disagree in more ways than this are for a person anyway."""
ANY_YEAR = (None, "annual")


def compare(condition: Condition, case: Case) -> Told:
    """A field against a number, with what cannot be exceeded (资产总计) in view."""
    assert isinstance(condition, Compare | Count)
    answer = number_of(case.application, condition.field)
    evidence = evidence_of(answer)
    bounds = [bound for bound in case.application.bounds if bound.field.name == condition.field]
    if not evidence.values:
        return _nothing(condition, case, evidence, bounds)
    truth = agreed([holds(value, condition.limit) for value in evidence.values])
    place = answer.chosen.place if answer and answer.chosen else None
    told = _told(truth, evidence, condition, condition.unit, place=place, field=condition.field)
    broken = _broken(evidence.values, bounds)
    return _bounded(told, broken, condition, case) if broken else told


def count(condition: Condition, case: Case) -> Told:
    """A count of the notice's year: a number of another year is a question, a total over years bounds it from above."""
    assert isinstance(condition, Count)
    told = compare(condition, case)
    wanted = condition.period or case.notice.period.default
    answer = number_of(case.application, condition.field)
    periods = {value.period for value in evidence_of(answer).values} - {*ANY_YEAR, wanted, "cumulative"}
    if told.truth is Truth.CANNOT_TELL or not periods:
        return told
    years = "、".join(sorted(str(period) for period in periods))
    return cannot_tell(f"{told.because}；但这是 {years} 年的数，本次按 {wanted} 年掌握", field=told.field, place=told.place)


def subset(condition: Condition, case: Case) -> Told:
    """A part of a whole against a number; a part greater than its whole cannot be right."""
    assert isinstance(condition, Subset)
    part = evidence_of(number_of(case.application, condition.field))
    whole = evidence_of(number_of(case.application, condition.whole))
    told = compare(Compare(field=condition.field, unit=condition.unit, at_least=condition.at_least, more_than=condition.more_than,
                           at_most=condition.at_most, less_than=condition.less_than), case)  # fmt: skip
    if part.values and whole.values and _greater(part.values, whole.values):
        names = title_of(condition.field, case.notice), title_of(condition.whole, case.notice)
        return cannot_tell(f"{names[0]}多于{names[1]}，其中必有一数不对", field=condition.field, place=told.place)
    return told


def ratio(condition: Condition, case: Case) -> Told:
    """From the two counts where both are known, else from the ratio as stated; a statement at odds with them is asked too."""
    assert isinstance(condition, Ratio)
    parts = evidence_of(number_of(case.application, condition.numerator))
    wholes = evidence_of(number_of(case.application, condition.denominator))
    stated = number_of(case.application, condition.stated) if condition.stated else None
    field = condition.stated or condition.numerator
    place = stated.chosen.place if stated and stated.chosen else None
    claimed = evidence_of(stated)
    corrected = stated is not None and stated.state is State.CORRECTED
    exact = all(value.is_exact for value in (*parts.values, *wholes.values))
    counted = bool(parts.values and wholes.values) and not corrected
    if counted and condition.part_of_whole and _greater(parts.values, wholes.values):
        return cannot_tell("其中人数多于总人数，其中必有一数不对", field=field, place=place)
    if stated is not None and _is_alike(stated, parts, wholes) and all(value.value != condition.limit.value for value in claimed.values):
        counted = False
    told = _of_counts(parts, wholes, condition, field) if counted else None
    if told is not None and (exact or not claimed.values):
        against = stated is not None and stated.state is State.CONFLICT and _speaks_against(claimed, stated.found_by, told, condition.limit)
        if against:
            return cannot_tell(f"{told.because}；但所填比例与人数不符，两者一过一不过", field=field, place=place)
        return _placed(told, place)
    if claimed.values:
        truth = agreed([holds(value, condition.limit) for value in claimed.values])
        return _told(truth, claimed, condition, "%", place=place, field=field)
    missing = [
        title_of(name, case.notice) for name, known in ((condition.numerator, parts), (condition.denominator, wholes)) if not known.values
    ]
    why = next((one.why for one in (parts, wholes) if not one.values and one.why), "")
    return cannot_tell(f"缺{'、'.join(missing)}，算不出比例（{why}）", field=field, place=place, absent=True)


def _is_alike(stated: Answer[Quantity], parts: Evidence, wholes: Evidence) -> bool:
    """Do the papers disagree on both counts, and every paper's own two make the one share that was taken?"""
    return stated.state is State.FOUND and stated.found_by is FoundBy.COMPUTED and not parts.settled and not wholes.settled


def union_ratio(condition: Condition, case: Case) -> Told:
    """Those with one or the other: between the largest of the parts and their sum, less those counted twice where known."""
    assert isinstance(condition, UnionRatio)
    parts = [evidence_of(number_of(case.application, name)) for name in condition.either]
    wholes = evidence_of(number_of(case.application, condition.denominator))
    twice = evidence_of(number_of(case.application, condition.both)) if condition.both else Evidence((), False)
    field = condition.either[0]
    known = [one for one in parts if one.values]
    if not known or not wholes.values:
        names = [
            title_of(name, case.notice)
            for name, one in zip((*condition.either, condition.denominator), (*parts, wholes), strict=True)
            if not one.values
        ]
        return cannot_tell(f"缺{'、'.join(names)}，算不出比例", field=field, absent=True)
    choices = list(itertools.islice(itertools.product(*(one.values for one in known)), MOST_COMBINATIONS + 1))
    unions = tuple(_union(choice, twice.values, all_known=len(known) == len(parts)) for choice in choices)
    settled = all(one.settled for one in (*known, wholes))
    return _of_counts(Evidence(unions, settled), wholes, condition, field)


def _union(parts: Sequence[Quantity], twice: Sequence[Quantity], *, all_known: bool) -> Quantity:
    lows = [part.low for part in parts if part.low is not None]
    highs = [part.high for part in parts if part.high is not None]
    low = max(lows, default=None)
    high = sum(highs, Decimal(0)) if all_known and len(highs) == len(parts) else None
    if len(parts) == 2 and all_known and len(twice) == 1 and twice[0].is_exact and high is not None and len(lows) == 2:
        low, high = sum(lows, Decimal(0)) - twice[0].value, high - twice[0].value
    value = low if low is not None else parts[0].value
    return Quantity(value, low, high, Qualifier.EXACT if low == high else Qualifier.RANGE, parts[0].unit)


def _of_counts(parts: Evidence, wholes: Evidence, condition: Limited, field: str) -> Told:
    """part × 100 against limit × whole for every pair that may be true."""
    pairs = list(itertools.islice(itertools.product(parts.values, wholes.values), MOST_COMBINATIONS + 1))
    if len(pairs) > MOST_COMBINATIONS:
        return cannot_tell("人数说法太多，须人工核定", field=field)
    limit = condition.limit
    capped = not isinstance(condition, Ratio) or condition.part_of_whole
    if any(whole.high == 0 for _, whole in pairs):
        return cannot_tell("总人数为 0，算不出比例", field=field)
    zero = Limit(limit.op, Decimal(0))
    truth = agreed([holds(_difference(part, whole, limit.value, capped=capped), zero) for part, whole in pairs])
    part, whole = pairs[0]
    settled = parts.settled and wholes.settled
    if not (part.is_exact and whole.is_exact and whole.value > 0):
        because = f"按人数推算，{'已可判定' if truth is not Truth.CANNOT_TELL else '跨在'} {limit.op.value} {plain(limit.value)}%"
        return Told(truth, f"{because}{'' if truth is not Truth.CANNOT_TELL else ' 的界限两边，判断不了'}", field=field, settled=settled)
    percent = part.value * HUNDRED / whole.value
    words = f"{plain(part.value)} ÷ {plain(whole.value)} = {_rounded(percent)}%"
    return _said(
        truth, words, percent - limit.value, limit, "%", field=field, settled=settled, many=len(set(pairs)) > 1, why=parts.why or wholes.why
    )


def _difference(part: Quantity, whole: Quantity, limit: Decimal, *, capped: bool) -> Quantity:
    """part × 100 − limit × whole, as an interval; nobody is fewer than none, and a part is no more than its whole."""
    part_low, whole_low = part.low or Decimal(0), whole.low or Decimal(0)
    ceilings = (part.high, whole.high) if capped else (part.high,)
    part_high = min((high for high in ceilings if high is not None), default=None)
    # An open end of either count (不足 16 人) is an open end of the difference.
    low_open = part.low_open or whole.high_open
    high_open = (part.high_open and part_high == part.high) or (whole.high_open and part_high == whole.high) or whole.low_open
    low = part_low * HUNDRED - limit * whole.high if whole.high is not None else None
    high = part_high * HUNDRED - limit * whole_low if part_high is not None else None
    ambiguous = part.ambiguous or whole.ambiguous
    return Quantity(low or Decimal(0), low, high, Qualifier.RANGE, None, low_open=low_open, high_open=high_open, ambiguous=ambiguous)


def _speaks_against(claimed: Evidence, found_by: FoundBy | None, told: Told, limit: Limit) -> bool:
    """A conflict's values on the other side of the limit; its first is computed from the very counts."""
    rest = claimed.values[1:] if found_by is FoundBy.COMPUTED else claimed.values
    return any(holds(value, limit) is not told.truth for value in rest)


def _greater(parts: Iterable[Quantity], wholes: Iterable[Quantity]) -> bool:
    """Every possible part exceeds every possible whole."""
    wholes = tuple(wholes)
    return all(part.low is not None and whole.high is not None and part.low > whole.high for part in parts for whole in wholes)


def _nothing(condition: Compare | Count, case: Case, evidence: Evidence, bounds: Sequence[Bound]) -> Told:
    title = title_of(condition.field, case.notice)
    answer = case.application.answers.get(condition.field)
    place = answer.chosen.place if answer is not None and answer.chosen is not None else None
    because = f"{title}：{evidence.why}"
    for bound in bounds:
        if holds(bound.at_most, condition.limit) is Truth.NO:
            place = bound.place
            because += (
                f"；{bound.detail}只有 {shown(bound.at_most, condition.unit)}，看来达不到 {plain(condition.limit.value)} {condition.unit}"
            )
    return cannot_tell(because, field=condition.field, place=place, absent=answer is None or answer.state is State.ABSENT)


def _broken(values: Sequence[Quantity], bounds: Sequence[Bound]) -> Bound | None:
    """The bound that some possible value exceeds."""
    for bound in bounds:
        top = bound.at_most.high
        if top is not None and any(value.low is not None and value.low > top for value in values):
            return bound
    return None


def _bounded(told: Told, bound: Bound, condition: Compare | Count, case: Case) -> Told:
    """A claim above what it cannot exceed is never firm; below the limit both ways it still fails."""
    title = title_of(condition.field, case.notice)
    top = shown(bound.at_most, condition.unit)
    message = f"{title}大于{bound.detail}（{top}），两数必有一误"
    problem = Problem(
        Category.CONSISTENCY, Severity.WARNING, message, f"请核对{title}与{bound.detail}并说明口径",
        file=bound.place.file, page=bound.place.page, box=bound.place.box, field=condition.field,
    )  # fmt: skip
    if told.truth is Truth.NO and holds(bound.at_most, condition.limit) is Truth.NO:
        return Told(Truth.NO, f"{told.because}；{message}", told.margin, told.field, told.place, settled=False, problems=(problem,))
    return Told(Truth.CANNOT_TELL, f"{told.because}；但{message}", None, told.field, told.place, settled=False, problems=(problem,))


def _told(truth: Truth, evidence: Evidence, condition: Limited, unit: str, **more: object) -> Told:
    value = evidence.values[0]
    limit = condition.limit
    many = len(set(evidence.values)) > 1
    words = "、".join(dict.fromkeys(shown(one, unit) for one in evidence.values[:4]))
    edge = _edge(value, truth, limit)
    margin = None if edge is None else edge - limit.value
    return _said(truth, words, margin, limit, unit, settled=evidence.settled, many=many, why=evidence.why, **more)  # type: ignore[arg-type]


def _edge(value: Quantity, truth: Truth, limit: Limit) -> Decimal | None:
    """The end of the interval by which it passes or fails."""
    if truth is Truth.CANNOT_TELL:
        return None
    lower = (truth is Truth.YES) == limit.op.is_minimum
    return value.low if lower else value.high


def _said(
    truth: Truth,
    words: str,
    margin: Decimal | None,
    limit: Limit,
    unit: str,
    *,
    field: str | None = None,
    place: object = None,
    settled: bool = True,
    many: bool = False,
    why: str = "",
) -> Told:
    """168 ㎡ ≥ 100 ㎡，高出 68 ㎡"""
    gap = "" if unit == "%" else " "
    line = f"{plain(limit.value)}{gap}{unit}"
    if truth is Truth.CANNOT_TELL:
        reason = f"几个说法中有过有不过：{why}" if many else (why or "跨在界限两边")
        because, margin = f"{words} 对 {limit.op.value} {line}，判断不了（{reason}）", None
    else:
        sign = limit.op.value if truth is Truth.YES else _opposite(limit.op)
        because = f"{words} {sign} {line}{_by_how_much(margin, limit, unit, truth)}"
        if many:
            because += "；几个说法不一，但结论相同"
        elif not settled and why:
            because += f"；{why}"
    return Told(truth, because, _margin(margin, unit), field, place, settled=settled)  # type: ignore[arg-type]


def _opposite(op: Op) -> str:
    return {Op.AT_LEAST: "<", Op.MORE_THAN: "≤", Op.AT_MOST: ">", Op.LESS_THAN: "≥"}[op]


def _by_how_much(margin: Decimal | None, limit: Limit, unit: str, truth: Truth) -> str:
    if margin is None:
        return ""
    if margin == 0:
        return "，恰好达到" if truth is Truth.YES else "，恰好压线"
    name = "个百分点" if unit == "%" else unit
    amount = (_margin(margin, unit) or "").lstrip("-")
    words = ("高出" if margin > 0 else "差") if limit.op.is_minimum else ("高出" if margin > 0 else "低于限额")
    return f"，{words} {amount} {name}"


def _margin(margin: Decimal | None, unit: str) -> str | None:
    if margin is None:
        return None
    if unit != "%":
        return plain(margin)
    rounded = margin.quantize(CENT, ROUND_HALF_UP)
    # A shortfall too small for two decimals must not look like none.
    return plain(rounded if rounded or not margin else CENT.copy_sign(margin))


def _rounded(percent: Decimal) -> str:
    return plain(percent.quantize(CENT, ROUND_HALF_UP))


def _placed(told: Told, place: object) -> Told:
    return Told(told.truth, told.because, told.margin, told.field, place, told.settled, told.absent, told.problems)  # type: ignore[arg-type]

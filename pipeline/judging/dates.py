"""Dates: against a day, against each other, years of operation, and the route's deadline. A date is as long as it is imprecise."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from extractors.dates import read_dates
from models.answer import Application, FoundBy, State
from models.criterion import Condition, DateLimit, DateOrder, DeadlineRule, OperatingYears
from models.fields import COUNTY, RECOMMENDATION_OPINION
from models.notice import Hop, Notice, Route
from models.problem import Category, Problem, Severity
from models.quantity import Truth
from models.regions import find_county
from pipeline.judging.evidence import days_of, possible_texts, text_of, title_of
from pipeline.judging.told import SETTLED, Case, Told, agreed, both, cannot_tell

Days = tuple[datetime.date, datetime.date]
NOT_HANDED_IN = "填报不等于报送，实际报送日期须另核"


def not_after(days: Days, due: datetime.date) -> Truth:
    first, last = days
    if last <= due:
        return Truth.YES
    return Truth.NO if first > due else Truth.CANNOT_TELL


def _possible_days(case: Case, name: str) -> tuple[Days, ...]:
    found = (days_of(text) for text in possible_texts(case.application.answers.get(name)))
    return tuple(days for days in found if days is not None)


def _has_unread(case: Case, name: str) -> bool:
    """Is there a date that nobody could read surely? It may be the latest; the office signs after it, so a dated opinion bounds it."""
    answer = case.application.answers.get(name)
    return answer is not None and any(one.value is None or str(one.value) > str(answer.value) for one in answer.others)


def _settled(case: Case, name: str) -> bool:
    answer = case.application.answers.get(name)
    return answer is not None and answer.state in SETTLED


def _unknown(case: Case, name: str) -> Told:
    answer = case.application.answers.get(name)
    title = title_of(name, case.notice)
    if answer is None:
        return cannot_tell(f"{title}：本程序还不读取这个字段", field=name, absent=True)
    place = answer.chosen.place if answer.chosen else None
    words = "有字迹，未能确认" if answer.state is State.UNREADABLE else "材料中未找到"
    return cannot_tell(f"{title}：{words}", field=name, place=place, absent=answer.state is State.ABSENT)


def date_limit(condition: Condition, case: Case) -> Told:
    """A date within its limits."""
    assert isinstance(condition, DateLimit)
    days = _possible_days(case, condition.field)
    if not days:
        return _unknown(case, condition.field)
    truths = []
    if condition.not_after:
        truths.append(agreed([not_after(one, condition.not_after) for one in days]))
    if condition.not_before:
        truths.append(agreed([_not_before(one, condition.not_before) for one in days]))
    truth = both(truths)
    limits = [f"不早于 {condition.not_before}"] * bool(condition.not_before) + [f"不晚于 {condition.not_after}"] * bool(condition.not_after)
    return _of_date(condition.field, case, truth, f"{title_of(condition.field, case.notice)} {_shown(days)}，要求{'、'.join(limits)}")


def _not_before(days: Days, earliest: datetime.date) -> Truth:
    first, last = days
    if first >= earliest:
        return Truth.YES
    return Truth.NO if last < earliest else Truth.CANNOT_TELL


def date_order(condition: Condition, case: Case) -> Told:
    """One date not later than another."""
    assert isinstance(condition, DateOrder)
    earlier, later = _possible_days(case, condition.earlier), _possible_days(case, condition.later)
    if not earlier or not later:
        return _unknown(case, condition.later if earlier else condition.earlier)
    truth = agreed([_in_order(one, other) for one in earlier for other in later])
    names = title_of(condition.earlier, case.notice), title_of(condition.later, case.notice)
    told = _of_date(condition.earlier, case, truth, f"{names[0]} {_shown(earlier)}，{names[1]} {_shown(later)}，前者不应晚于后者")
    return told if _settled(case, condition.later) else _unsettled(told)


def _in_order(earlier: Days, later: Days) -> Truth:
    if earlier[1] <= later[0]:
        return Truth.YES
    return Truth.NO if earlier[0] > later[1] else Truth.CANNOT_TELL


def operating_years(condition: Condition, case: Case) -> Told:
    """Full years to a day: 2017-05-10 makes three on 2020-05-10."""
    assert isinstance(condition, OperatingYears)
    days = _possible_days(case, condition.field)
    if not days:
        return _unknown(case, condition.field)
    latest = _years_before(condition.as_of, condition.years)
    truth = agreed([not_after(one, latest) for one in days])
    words = f"{title_of(condition.field, case.notice)} {_shown(days)}，至 {condition.as_of} 须满 {condition.years} 年"
    return _of_date(condition.field, case, truth, words)


def _years_before(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _shown(days: Iterable[Days]) -> str:
    return "、".join(f"{first}" if first == last else f"{first} 至 {last} 之间" for first, last in days)


def _of_date(name: str, case: Case, truth: Truth, words: str) -> Told:
    answer = case.application.answers.get(name)
    place = answer.chosen.place if answer is not None and answer.chosen is not None else None
    end = {Truth.YES: "符合", Truth.NO: "不符合", Truth.CANNOT_TELL: "判断不了"}[truth]
    return Told(truth, f"{words}：{end}", field=name, place=place, settled=_settled(case, name))


def _unsettled(told: Told) -> Told:
    return Told(told.truth, told.because, told.margin, told.field, told.place, settled=False, absent=told.absent)


# ── the route and its deadline ──


def routes_of(application: Application, notice: Notice) -> tuple[Route, ...]:
    """The ways the papers may go, from 所属县市区 (or the folder, or else the county's office that recommends) and from who
    signs; every way where nothing tells.

    A mark (省直) beside a county leaves both ways open; where no county is given it tells alone.
    """
    answer = text_of(application, COUNTY.name)
    if answer is not None and answer.found_by is FoundBy.COMPUTED:
        answer = None  # where an applicant has its seat does not tell through whom it files: a provincial unit has one too
    texts = possible_texts(answer) or ((application.county_folder,) if application.county_folder else ()) or _counties_signing(application)
    told = {route.id: route for text in texts for route in _routes_for(text, notice)}
    told.update({route.id: route for text in _signed(application) for route in _marked(text, notice)})
    return tuple(told.values()) or notice.route


def _marked(text: str, notice: Notice) -> tuple[Route, ...]:
    return tuple(route for route in notice.route if any(mark in text for mark in route.marks))


def _signed(application: Application) -> tuple[str, ...]:
    """The words around 所属县市区 and 推荐意见 as they stood: who recommends is said there."""
    answers = (text_of(application, field.name) for field in (COUNTY, RECOMMENDATION_OPINION))
    candidates = [one for answer in answers if answer is not None for one in (answer.chosen, *answer.others) if one is not None]
    return (*(one.place.text for one in candidates), *("省直" for _ in _departments_signing(application)))


# 湖南省市场监督管理局, not 湖南省长沙市…局; the receiver's own hand tells nothing of the way there.
_DEPARTMENT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3})?省(?!工业和信息化|工信|经济和信息化|[\u4e00-\u9fff]{1,5}(?:市(?!场)|州|县|区))[\u4e00-\u9fff]{2,20}(?:局|厅|委|委员会|办公室)"
)


def _departments_signing(application: Application) -> tuple[str, ...]:
    """The provincial departments that recommend by themselves: their units are 省直; nothing where a county or a city signs too."""
    signed = _dated_signers(application) or _signers_in_words(application)
    departments = tuple(by for by in signed if _DEPARTMENT.fullmatch(by) and find_county(by) is None)
    return departments if len(departments) == len(signed) else ()


def _counties_signing(application: Application) -> tuple[str, ...]:
    """The offices of counties that have put a dated opinion to the papers: what they recommend goes through them."""
    signed = _dated_signers(application) or _signers_in_words(application)
    return tuple(dict.fromkeys(by for by in signed if find_county(by) is not None))


def _dated_signers(application: Application) -> list[str]:
    return [one.by for one in application.facts.opinions if one.by is not None and one.day is not None]


# 同意推荐。湖南省市场监督管理局（盖章）2020年6月10日: who signs at the end of an opinion's own words, the day behind it.
_SIGNS = re.compile(
    r"(?:^|[。；;，,：:\s）)])(?P<by>[\u4e00-\u9fff]{2,30}?(?:局|厅|委|委员会|办公室))\s*(?:[(（](?:盖章|公章|签章|章)[)）])?[\s:：，,]*(?=20\d\d|二[〇○零O0])"
)


def _signers_in_words(application: Application) -> list[str]:
    """The offices that signed and dated a settled opinion in a form's own cell."""
    answer = text_of(application, RECOMMENDATION_OPINION.name)
    if answer is None or answer.chosen is None or answer.state not in SETTLED:
        return []
    return [match.group("by") for match in _SIGNS.finditer(answer.chosen.place.text)]


def _routes_for(text: str, notice: Notice) -> tuple[Route, ...]:
    marked = _marked(text, notice)
    if marked:
        return marked
    county = find_county(text)
    named = tuple(route for route in notice.route if county is not None and county.name in route.counties)
    return named or tuple(route for route in notice.route if route.otherwise)


def deadline(condition: Condition, case: Case) -> Told:
    """The dates on the papers, or the day they came in, against the first due date of every route that may be theirs."""
    assert isinstance(condition, DeadlineRule)
    hops = [(route, hop) for route in routes_of(case.application, case.notice) for hop in route.hops[:1] if hop.due]
    if not hops:
        return cannot_tell("通知没有写这条路线的期限，或报送路线未明", field=condition.field)
    declared = _possible_days(case, condition.field)
    if case.received_on is not None:
        return _received(case, condition, hops, case.received_on, declared)
    if not declared:
        told = _unknown(case, condition.field)
        return cannot_tell(f"{told.because}；{NOT_HANDED_IN}", field=condition.field, place=told.place, absent=told.absent)
    opinion = opinion_days(case.application)
    dates = [(title_of(condition.field, case.notice), declared)] + ([("推荐意见日期", (opinion,))] if opinion else [])
    truth = both([agreed([not_after(one, _due(hop)) for one in days for _, hop in hops]) for _, days in dates])
    words = "，".join(f"{name} {_shown(days)}" for name, days in dates)
    if truth is Truth.YES and opinion is None and _has_unread(case, condition.field):
        truth, words = Truth.CANNOT_TELL, f"{words}，另有日期未能识读"
    told = _of_date(condition.field, case, truth, f"{words}；期限 {_dues(hops)}")
    margin = min((_due(hop) - declared[0][1]).days for _, hop in hops) if truth is Truth.YES else None
    if truth is Truth.NO:
        margin = max((_due(hop) - max(days[0][0] for _, days in dates)).days for _, hop in hops)
    problems = _order_problems(case, condition, declared, opinion)
    if truth is not Truth.YES:
        problems = (*problems, _late(told, condition))
    return Told(
        truth,
        f"{told.because}；{NOT_HANDED_IN}",
        None if margin is None else str(margin),
        condition.field,
        told.place,
        told.settled,
        problems=problems,
    )


def _received(case: Case, condition: DeadlineRule, hops: list[tuple[Route, Hop]], day: datetime.date, declared: tuple[Days, ...]) -> Told:
    truth = agreed([_handed_in(day, hop) for _, hop in hops])
    end = {Truth.YES: "按期", Truth.NO: "逾期", Truth.CANNOT_TELL: "判断不了"}[truth]
    problems: tuple[Problem, ...] = ()
    if declared and all(first > day for first, _ in declared):
        message = f"填报日期 {_shown(declared)} 晚于收件日期 {day}"
        problems = (Problem(Category.DEADLINE, Severity.WARNING, message, "请核对填报日期和收件日期", field=condition.field),)
    told = _of_date(condition.field, case, truth, f"收件日期 {day}；期限 {_dues(hops)}")
    if truth is not Truth.YES:
        problems = (*problems, _late(told, condition))
    margin = str((_due(hops[0][1]) - day).days) if truth is not Truth.CANNOT_TELL else None
    return Told(truth, f"收件日期 {day}；期限 {_dues(hops)}：{end}", margin, condition.field, told.place, True, problems=problems)


def _late(told: Told, condition: DeadlineRule) -> Problem:
    words = "晚于报送期限" if told.truth is Truth.NO else "是否超过报送期限未定"
    place = told.place
    return Problem(
        Category.DEADLINE, Severity.WARNING, f"{words}：{told.because}", "请核对报送路线和实际报送日期",
        place.file if place else None, place.page if place else None, place.box if place else None, condition.field,
    )  # fmt: skip


def _handed_in(day: datetime.date, hop: Hop) -> Truth:
    # The hour of receipt is not known, so a due hour leaves its own day open.
    if hop.at is not None and day == hop.due:
        return Truth.CANNOT_TELL
    return not_after((day, day), _due(hop))


def _due(hop: Hop) -> datetime.date:
    if hop.due is None:
        raise ValueError("a hop without a due date is no deadline")
    return hop.due


def _dues(hops: list[tuple[Route, Hop]]) -> str:
    words = (
        f"{hop.due}{f' {hop.at:%H:%M}' if hop.at else ''}（{route.title}{'，名单未经核实' if route.unverified else ''}）"
        for route, hop in hops
    )
    return "或 ".join(dict.fromkeys(words))


def opinion_days(application: Application) -> Days | None:
    """The day that the county's office put under its opinion, the first hop's; None where none is written out.

    Where several offices signed and none is plainly a county's, from the first day to the last.
    """
    signed = [one for one in application.facts.opinions if one.day is not None]
    first = [one for one in signed if one.by is not None and find_county(one.by) is not None] or signed
    days = [one.day for one in first if one.day is not None]
    return (min(days), max(days)) if days else _day_in_words(application)


def _day_in_words(application: Application) -> Days | None:
    """A whole date in the opinion's own words; the last, as a signature stands at the end."""
    answer = text_of(application, RECOMMENDATION_OPINION.name)
    if answer is None or answer.chosen is None or answer.state not in SETTLED:
        return None
    dates = [days for read in read_dates(answer.chosen.place.text) if (days := days_of(read.value)) is not None]
    whole = [days for days in dates if days[0] == days[1]]
    return whole[-1] if whole else None


def _order_problems(case: Case, condition: DeadlineRule, declared: tuple[Days, ...], opinion: Days | None) -> tuple[Problem, ...]:
    found = []
    issued = case.notice.first_issued
    if opinion is not None and all(_in_order(one, opinion) is Truth.NO for one in declared):
        message = f"推荐意见日期 {_shown((opinion,))} 早于填报日期 {_shown(declared)}"
        found.append(Problem(Category.DEADLINE, Severity.WARNING, message, "请核对两处日期的先后", field=condition.field))
    if issued is not None and all(last < issued for _, last in declared):
        message = f"填报日期 {_shown(declared)} 早于通知印发日期 {issued}"
        found.append(Problem(Category.DEADLINE, Severity.WARNING, message, "请核对是否误用以前年度的申报表", field=condition.field))
    return tuple(found)

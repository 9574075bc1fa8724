"""Applications + a notice → Assessments: every criterion in three values with its reason, and what becomes of each application.

A new kind of criterion is a class in models/criterion.py and one line in KINDS here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.answer import Application, State
from models.criterion import (
    AllOf,
    AnyOf,
    CohortRule,
    Compare,
    Completeness,
    Condition,
    Count,
    Criterion,
    DateLimit,
    DateOrder,
    DeadlineRule,
    Group,
    KOfN,
    Listed,
    Manual,
    OperatingYears,
    Ratio,
    RelationRule,
    Subset,
    Truthful,
    UnionRatio,
)
from models.document import FileStatus
from models.fields import CATEGORY, COUNTY
from models.notice import Notice
from models.problem import Problem
from models.quantity import Truth
from models.regions import find_county
from models.verdict import Assessment, Decision, Outcome, Relation, Verdict
from pipeline.duplicates import find_duplicates
from pipeline.judging import dates, numbers, papers
from pipeline.judging.evidence import possible_texts
from pipeline.judging.leases import lease_problems
from pipeline.judging.outcome import decide, own_problems, questions_of
from pipeline.judging.told import SETTLED, Agency, Case, Check, Told, at_least_k, both, cannot_tell
from pipeline.units import same_unit

KINDS: dict[type[Condition], Check] = {
    Compare: numbers.compare,
    Count: numbers.count,
    Ratio: numbers.ratio,
    UnionRatio: numbers.union_ratio,
    Subset: numbers.subset,
    DateLimit: dates.date_limit,
    DateOrder: dates.date_order,
    OperatingYears: dates.operating_years,
    DeadlineRule: dates.deadline,
    Truthful: papers.truth,
    Listed: papers.listed,
    CohortRule: papers.cohort,
    RelationRule: papers.relation,
    Completeness: papers.completeness,
    Manual: papers.manual,
}
OUTCOMES = {Truth.YES: Outcome.MET, Truth.NO: Outcome.NOT_MET, Truth.CANNOT_TELL: Outcome.CANNOT_TELL}


def judge(
    application: Application,
    notice: Notice,
    *,
    received_on: datetime.date | None = None,
    relations: Sequence[Relation] = (),
    registry: Sequence[Agency] = (),
    problems: Sequence[Problem] = (),
    superseded: str = "",
) -> Assessment:
    """One application under one notice.

    `relations` are the signals that touch it, `registry` the register's entries of the same unit, `problems` what was
    found between applications; `superseded`: why another application stands in this one's place, else empty.
    """
    category = category_of(application, notice)
    shown = category or likely_category(application, notice)
    case = Case(application, notice, received_on, tuple(relations), tuple(registry), shown)
    told = [(criterion, check(criterion.condition, case)) for criterion in notice.criteria_for(shown)]
    kept = [(criterion, one) for criterion, one in told if one is not None]
    verdicts = tuple(verdict_of(criterion, one) for criterion, one in kept)
    decision, because = decide(category, kept, notice)
    held_back = superseded or unread_of(application)
    if held_back and decision is Decision.RECOMMEND:
        decision, because = Decision.REFER, held_back
    return Assessment(
        application=application,
        notice_id=notice.id,
        category=category,
        verdicts=verdicts,
        decision=decision,
        because=because,
        questions=questions_of(application, category, kept),
        problems=(
            *problems,
            *(problem for _, one in kept for problem in one.problems),
            *own_problems(application, category, kept),
            *lease_problems(application, notice, received_on),
        ),
        hint=hint_of(category, kept, case),
    )


def category_of(application: Application, notice: Notice) -> str | None:
    """The one category that is declared beyond question, by its name in the notice."""
    answer = application[CATEGORY]
    if answer.state not in SETTLED or answer.value is None:
        return None
    return next((name for name in notice.categories if answer.value.startswith(name)), None)


def unread_of(application: Application) -> str:
    """Why nobody can be recommended yet although every criterion is met: a paper nobody has read may speak against it."""
    unread = [file.path for file in application.files if file.status is not FileStatus.READ]
    return f"有 {len(unread)} 个文件未能完整读取（{unread[0]}），须人工查看" if unread else ""


def likely_category(application: Application, notice: Notice) -> str | None:
    """The only category that an unsure mark can mean: its criteria are shown, while the application is referred."""
    answer = application[CATEGORY]
    if answer.state is not State.UNREADABLE:
        return None
    named = {name for name in notice.categories for text in answer.possible if text.startswith(name)}
    return named.pop() if len(named) == 1 else None


def check(condition: Condition, case: Case) -> Told | None:
    """What a condition gives; None where it is not asked of this application."""
    asked = applies(condition, case)
    if asked is Truth.NO:
        return None
    told = _group(condition, case) if isinstance(condition, Group) else KINDS[type(condition)](condition, case)
    if asked is Truth.CANNOT_TELL and told.truth is not Truth.YES:
        return cannot_tell(f"是否适用未定（地区或级别不明）；{told.because}", field=told.field, place=told.place)
    return told


def applies(condition: Condition, case: Case) -> Truth:
    """Whether it is asked: by category, region and level; the level of an application is not read yet."""
    if not (condition.when.category or condition.when.region or condition.when.level):
        return Truth.YES
    truths = [Truth.YES]
    if condition.when.category:
        truths.append(Truth.CANNOT_TELL if case.category is None else _yes_no(case.category in condition.when.category))
    if condition.when.region:
        truths.append(_in_region(condition.when.region, case.application))
    if condition.when.level:
        truths.append(Truth.CANNOT_TELL)
    return both(truths)


def _yes_no(value: bool) -> Truth:
    return Truth.YES if value else Truth.NO


def _in_region(regions: tuple[str, ...], application: Application) -> Truth:
    counties = {find_county(text) for text in possible_texts(application.answers.get(COUNTY.name))}
    if not counties or None in counties:
        return Truth.CANNOT_TELL
    inside = {county.name in regions or county.city in regions for county in counties if county is not None}
    return _yes_no(inside.pop()) if len(inside) == 1 else Truth.CANNOT_TELL


def _group(condition: Group, case: Case) -> Told:
    """all, any, k of n; parts that are not asked of this application do not count."""
    told = [one for part in condition.parts if (one := check(part, case)) is not None]
    truths = [one.truth for one in told]
    needed = (
        len(told)
        if isinstance(condition, AllOf)
        else 1
        if isinstance(condition, AnyOf)
        else condition.k
        if isinstance(condition, KOfN)
        else 0
    )
    outcome = at_least_k(truths, needed)
    marks = {Truth.YES: "✓", Truth.NO: "✗", Truth.CANNOT_TELL: "？"}
    words = f"{condition.words}（{len(told)} 项中须 {needed} 项）"
    because = f"{words}：" + "；".join(f"{marks[one.truth]} {one.because}" for one in told)
    key = next((one for one in told if one.truth is outcome), None)
    settled = all(one.settled for one in told if one.truth is Truth.NO)
    place, field = (key.place, key.field) if key else (None, None)
    return Told(outcome, because, None, field, place, settled, problems=tuple(problem for one in told for problem in one.problems))


def verdict_of(criterion: Criterion, told: Told) -> Verdict:
    return Verdict(
        criterion=criterion.id,
        title=criterion.title,
        outcome=OUTCOMES[told.truth],
        because=told.because,
        clause=criterion.clause,
        quote=criterion.source,
        manual=criterion.is_manual,
        firm=criterion.is_manual or told.firm,
        margin=told.margin,
        field=told.field,
        place=told.place,
    )


def hint_of(category: str | None, told: Sequence[tuple[Criterion, Told]], case: Case) -> str | None:
    """Another category whose conditions would hold where the declared one's do not."""
    if category is not None and not any(one.truth is Truth.NO for criterion, one in told if not criterion.is_manual):
        return None
    words = []
    for rule in case.notice.category:
        unclear = None if rule.name == category else _open_as(rule.name, told, case)
        if unclear is not None:
            words.append(f"按{rule.title}衡量：{f'没有不符合的，{unclear} 项待核定' if unclear else '各项均符合'}")
    return "；".join(words) or None


def _open_as(name: str, told: Sequence[tuple[Criterion, Told]], case: Case) -> int | None:
    """How many conditions would be open in another category; None where one fails."""
    known = {id(criterion): one for criterion, one in told if not isinstance(criterion.condition, Completeness | Group)}
    other = _as_category(case, name)
    unclear = 0
    for criterion in case.notice.criteria_for(name):
        one = None if criterion.is_manual else known.get(id(criterion)) or check(criterion.condition, other)
        if one is not None and one.truth is Truth.NO:
            return None
        unclear += one is not None and one.truth is Truth.CANNOT_TELL
    return unclear


def _as_category(case: Case, name: str) -> Case:
    answer = replace(case.application[CATEGORY], state=State.FOUND, value=name, possible=(name,))
    application = replace(case.application, answers={**case.application.answers, CATEGORY.name: answer})
    return replace(case, application=application, category=name)


def judge_all(
    applications: Iterable[Application],
    notice: Notice,
    *,
    received_on: datetime.date | None = None,
    relations: Sequence[Relation] = (),
    registry: Sequence[Agency] = (),
) -> tuple[Assessment, ...]:
    """A batch: each with the signals, the register's entries and the duplicates that touch it; in the order given."""
    batch = tuple(applications)
    touching: dict[str, list[Relation]] = {}
    for relation in relations:
        touching.setdefault(relation.left, []).append(relation)
        touching.setdefault(relation.right, []).append(relation)
    duplicates = find_duplicates(batch)
    entries = same_unit(batch, registry)
    return tuple(
        judge(
            one,
            notice,
            received_on=received_on,
            relations=touching.get(one.name, ()),
            registry=entries.get(one.name, ()),
            problems=duplicates[one.name].problems if one.name in duplicates else (),
            superseded=duplicates[one.name].stands_back if one.name in duplicates else "",
        )
        for one in batch
    )

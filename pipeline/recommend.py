"""Assessments → Recommendation: who goes into the table, by category in the notice's order, then county, then name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from models.fields import COUNTY, ORGANISATION_NAME
from models.notice import Notice, Quota
from models.problem import Category, Problem, Severity
from models.regions import COUNTIES, County, find_county
from models.verdict import Assessment, Decision, Recommendation, Relation

EVERY_COUNTY = "每县市区"
ORDER = {county: place for place, county in enumerate(COUNTIES)}
LAST = len(COUNTIES)


def recommend(assessments: Sequence[Assessment], notice: Notice, relations: Sequence[Relation] = ()) -> Recommendation:
    """The batch under one notice. All assessments are kept; a quota that is exceeded becomes a Problem, nobody is dropped."""
    limited = _with_quotas(tuple(assessments), notice.quota)
    order = {name: place for place, name in enumerate(notice.categories)}
    ranked = tuple(sorted(limited, key=lambda one: _rank(one, order)))
    chosen = tuple(one for one in ranked if one.decision is Decision.RECOMMEND)
    return Recommendation(notice.id, ranked, chosen, tuple(relations))


def _rank(one: Assessment, order: dict[str, int]) -> tuple[int, int, str, str]:
    county = county_of(one)
    name = one.application[ORGANISATION_NAME].value or one.application.name
    return order.get(one.category or "", len(order)), ORDER.get(county, LAST) if county else LAST, name, one.application.name


def county_of(one: Assessment) -> County | None:
    """The county that recommends: as declared, else the folder it came in."""
    return find_county(one.application[COUNTY].value or "") or find_county(one.application.county_folder or "")


def _with_quotas(assessments: tuple[Assessment, ...], quotas: Sequence[Quota]) -> tuple[Assessment, ...]:
    for quota in quotas:
        counted = Counter(key for one in assessments if one.decision is Decision.RECOMMEND for key in _quota_keys(one, quota))
        full = {key: number for key, number in counted.items() if number > quota.at_most}
        assessments = tuple(_over(one, quota, full) for one in assessments)
    return assessments


def _quota_keys(one: Assessment, quota: Quota) -> tuple[str, ...]:
    county = county_of(one)
    if county is None:
        return ()
    if quota.region == EVERY_COUNTY:
        return (county.name,)
    return (quota.region,) if quota.region in (county.name, county.city) else ()


def _over(one: Assessment, quota: Quota, full: dict[str, int]) -> Assessment:
    hit = next((key for key in _quota_keys(one, quota) if key in full), None)
    if hit is None or one.decision is not Decision.RECOMMEND:
        return one
    message = f"{hit}可推荐 {full[hit]} 家，超过名额 {quota.at_most} 家"
    problem = Problem(Category.NOTICE, Severity.WARNING, message, "请由推荐单位择优确定")
    return replace(one, decision=Decision.REFER, because=message, problems=(*one.problems, problem))

"""Lists of people of different days: the newest says who is there; an earlier one bears nothing out, and says nothing against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.answer import AnyCandidate, Caveat, Findings, FoundBy
from models.fields import STAFF_COLLEGE, STAFF_TOTAL

OF_PEOPLE = frozenset({STAFF_TOTAL.name, STAFF_COLLEGE.name})


def with_earlier_rosters_marked(findings: Sequence[Findings]) -> tuple[Findings, ...]:
    """The findings, with a caveat on each count of a list that is older than another one.

    Days are compared as precisely as both are written: 2019 and 2019-12 are of one year.
    """
    when = {one.place: one.when for finding in findings for one in finding.facts.as_of}
    dated = {when[one.place] for finding in findings for one in finding.candidates if _is_count(one) and one.place in when}
    newest = max(dated, default="")
    if not newest:
        return tuple(findings)

    def marked(one: AnyCandidate) -> AnyCandidate:
        mine = when.get(one.place, "") if _is_count(one) else ""
        if not mine or not _is_before(mine, newest):
            return one
        return replace(one, caveats=frozenset({Caveat.PERIOD}), detail=f"{one.detail}；为{mine}的名册，另有较新的")

    return tuple(replace(finding, candidates=tuple(marked(one) for one in finding.candidates)) for finding in findings)


def _is_count(one: AnyCandidate) -> bool:
    return one.field.name in OF_PEOPLE and one.found_by is FoundBy.LIST


def _is_before(mine: str, newest: str) -> bool:
    length = min(len(mine), len(newest))
    return mine[:length] < newest[:length]

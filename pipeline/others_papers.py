"""Lists, leases and deeds in another organisation's name: what they say is not the applicant's.

Told page by page of who stands there as the one the paper is of; a paper that names nobody is the applicant's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.proofs.lease import OTHER_ROLES
from extractors.proofs.own_names import is_anothers, may_be
from extractors.proofs.reading import squash
from models.answer import AnyCandidate, Caveat, Findings, Source
from models.facts import Party
from models.fields import (
    ENTERPRISES_SERVED,
    PREMISES_AREA,
    PUBLIC_ACTIVITIES,
    SERVICE_ASSETS,
    SPECIALISED_ACTIVITIES,
    STAFF_COLLEGE,
    STAFF_TOTAL,
    WELFARE_ACTIVITIES,
)
from models.proof import PageKind
from pipeline.ascribed import names_of_applicant

KIND_OF_FIELD = {
    PREMISES_AREA.name: PageKind.LEASE,
    SERVICE_ASSETS.name: PageKind.ASSET_LIST,
    STAFF_TOTAL.name: PageKind.ROSTER,
    STAFF_COLLEGE.name: PageKind.ROSTER,
    ENTERPRISES_SERVED.name: PageKind.FIRMS_SERVED,
    PUBLIC_ACTIVITIES.name: PageKind.ACTIVITY_LIST,
    SPECIALISED_ACTIVITIES.name: PageKind.ACTIVITY_LIST,
    WELFARE_ACTIVITIES.name: PageKind.ACTIVITY_LIST,
}
BORNE_BY_PAPERS = frozenset(KIND_OF_FIELD)
# What a line of a list names that is no owner of the list: who held an activity; among clients, one of them.
HOST = re.compile("主办|承办|举办")
CLIENT = re.compile(r"^(?:企业|公司|单位|客户|机构)?(?:名称)?[:：]")
NO_TENANTS = frozenset({"页面所写单位", "承诺单位", "被审计单位", "证照持有人"})
Sheet = tuple[str, int | None]  # file, page


def with_papers_of_others_marked(findings: Sequence[Findings]) -> tuple[Findings, ...]:
    """The findings, with a caveat on what papers say that name none but others as their owners or tenants."""
    applicant = names_of_applicant(findings)
    if not applicant:
        return tuple(findings)
    return tuple(_marked(finding, applicant) for finding in findings)


def _marked(finding: Findings, applicant: tuple[str, ...]) -> Findings:
    asked = [one for one in finding.candidates if one.source is Source.PROOF and one.field.name in BORNE_BY_PAPERS]
    others = {
        (kind, sheet)
        for kind, sheet in {(KIND_OF_FIELD[one.field.name], (one.place.file, one.place.page)) for one in asked}
        if _is_of_others(finding, kind, sheet, applicant)
    }
    if not others:
        return finding
    let = {(one.place.file, one.place.page) for one in finding.facts.parties if _lets(one, applicant)}
    return replace(finding, candidates=tuple(_with_caveat(one, others, let) for one in finding.candidates))


def _lets(one: Party, applicant: tuple[str, ...]) -> bool:
    """Is the applicant the one that lets premises to others?"""
    return not one.is_holder and one.role in OTHER_ROLES and any(may_be(one.name, own) for own in applicant)


def _with_caveat(one: AnyCandidate, others: set[tuple[PageKind, Sheet]], let: set[Sheet]) -> AnyCandidate:
    kind = KIND_OF_FIELD.get(one.field.name)
    if one.source is not Source.PROOF or kind is None or (kind, (one.place.file, one.place.page)) not in others:
        return one
    basis = {Caveat.BASIS} if (one.place.file, one.place.page) in let else set()
    return replace(one, caveats=one.caveats | {Caveat.OTHER_ORGANISATION} | basis)


def _is_of_others(finding: Findings, kind: PageKind, sheet: Sheet, applicant: tuple[str, ...]) -> bool:
    """Do the page, or where it names nobody the pages of its paper around it, name organisations, and all of them others?"""
    own = [name for page in _paper(finding, kind, sheet) for name in _holders(finding, kind, page)]
    here = _holders(finding, kind, sheet)
    return bool(here or own) and all(is_anothers((name,), applicant) for name in here or own)


def _paper(finding: Findings, kind: PageKind, sheet: Sheet) -> list[Sheet]:
    """The pages of one kind that stand together around a page."""
    pages = [(one.ref.file, one.ref.page) for one in finding.sorted]
    kinds = [one.kind for one in finding.sorted]
    if sheet not in pages:
        return [sheet]
    first = last = pages.index(sheet)
    while first > 0 and kinds[first - 1] is kind:
        first -= 1
    while last + 1 < len(pages) and kinds[last + 1] is kind:
        last += 1
    return pages[first : last + 1]


def _holders(finding: Findings, kind: PageKind, sheet: Sheet) -> list[str]:
    if kind is PageKind.LEASE:
        return [
            one.name for one in finding.facts.parties if one.is_holder and (one.place.file, one.place.page) == sheet and _is_tenant(one)
        ]
    owners = (one for page in finding.facts.pages if (page.ref.file, page.ref.page) == sheet for one in page.owners)
    return [one.name for one in owners if not _is_of_a_row(one, kind)]


def _is_tenant(one: Party) -> bool:
    return one.role not in NO_TENANTS


def _is_of_a_row(one: Party, kind: PageKind) -> bool:
    line = squash(one.place.text)
    return HOST.search(line) is not None or (kind is PageKind.FIRMS_SERVED and CLIENT.search(line) is not None)

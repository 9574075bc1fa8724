"""Rows and papers that are another's bear nothing out for the applicant; its own names, short and former ones, stay its own."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

import pytest

from extractors.proofs.own_names import is_anothers, names_in
from models.answer import Candidate, Caveat, Findings, FoundBy, Source, State
from models.document import Place, Word
from models.facts import Ascribed, AsOf, Facts, PageFacts, Party
from models.fields import ORGANISATION_NAME, PREMISES_AREA, PUBLIC_ACTIVITIES, SERVICE_ASSETS, STAFF_TOTAL, Field
from models.geometry import Box
from models.proof import PageKind, PageRef, Sorted
from models.quantity import Quantity, exactly
from pipeline.settle import settle_fields

OWN = "岳阳市青桐企业服务中心有限公司"
_tops = count(10)


def number(field: Field[Quantity], value: int, source: Source, page: int = 1, *caveats: Caveat) -> Candidate[Quantity]:
    top = float(next(_tops))
    box = Box(10, top, 90, top + 9)
    found_by = FoundBy.LIST if source is Source.PROOF else FoundBy.TABLE
    place = Place("材料.pdf", page, box, str(value))
    quantity = exactly(Decimal(value), field.unit, text=str(value))
    return Candidate(field, quantity, place, (Word(str(value), box),), source, found_by, caveats=frozenset(caveats))


def named() -> Candidate[str]:
    box = Box(10, 1, 90, 9)
    return Candidate(ORGANISATION_NAME, OWN, Place("表.pdf", 1, box, OWN), (Word(OWN, box),), Source.FORM, FoundBy.TABLE)


def state(field: Field[Quantity], *candidates: Candidate[Quantity], facts: Facts, kinds: tuple[Sorted, ...] = ()) -> tuple[State, str]:
    answer = settle_fields([Findings("材料.pdf", kinds, (named(), *candidates), facts=facts)])[field.name]
    assert isinstance(answer.value, Quantity)
    return answer.state, str(answer.value.value)


@pytest.mark.parametrize(
    ("host", "another"),
    [
        ("青桐区中小企业协会", True),
        ("云溪区工业和信息化局", True),
        ("云溪区工信局", True),
        ("湖南理工学院", True),
        ("主办：云溪区工信局；协办：本单位", True),
        (OWN, False),
        ("青桐企业服务中心", False),
        ("本单位", False),
        ("我中心", False),
        ("云溪区工信局、青桐企业服务中心", False),
        ("主办单位：云溪区工信局 承办单位：本单位", False),
        ("培训部", False),
        ("岳阳市中小企业公共服务平台", False),
    ],
)
def test_who_is_surely_another(host: str, *, another: bool) -> None:
    assert is_anothers(names_in(host), (OWN,)) is another


@pytest.mark.parametrize(
    ("host", "expected"),
    [("云溪区中小企业协会", (State.CONFLICT, "0")), (OWN, (State.FOUND, "9")), ("云溪区工信局、本单位", (State.FOUND, "9"))],
)
def test_activities_that_others_held_bear_no_claim_out(host: str, expected: tuple[State, str]) -> None:
    listed = number(PUBLIC_ACTIVITIES, 9, Source.PROOF)
    facts = Facts(ascribed=(Ascribed(PUBLIC_ACTIVITIES.name, listed.place, names_in(host), Decimal(9)),))
    assert state(PUBLIC_ACTIVITIES, number(PUBLIC_ACTIVITIES, 9, Source.FORM), listed, facts=facts) == expected


def test_a_claim_of_the_rest_alone_stands() -> None:
    listed = number(PUBLIC_ACTIVITIES, 9, Source.PROOF)
    facts = Facts(ascribed=(Ascribed(PUBLIC_ACTIVITIES.name, listed.place, ("云溪区总商会",), Decimal(3)),))
    assert state(PUBLIC_ACTIVITIES, number(PUBLIC_ACTIVITIES, 6, Source.FORM), listed, facts=facts) == (State.FOUND, "6")


def test_things_of_another_owner_are_shown_beside_the_total() -> None:
    listed = number(SERVICE_ASSETS, 120, Source.PROOF)
    facts = Facts(ascribed=(Ascribed(SERVICE_ASSETS.name, listed.place, ("云溪区城建投资有限公司",), Decimal(40)),))
    assert state(SERVICE_ASSETS, number(SERVICE_ASSETS, 120, Source.FORM), listed, facts=facts)[0] is State.CONFLICT


def lease(tenant: str) -> tuple[State, str]:
    let = number(PREMISES_AREA, 168, Source.PROOF, 3)
    facts = Facts(parties=(Party(tenant, "承租方", True, Place("材料.pdf", 3, None, tenant)),))
    kinds = (Sorted(PageRef("材料.pdf", 3), PageKind.LEASE, 0.9, ""),)
    return state(PREMISES_AREA, number(PREMISES_AREA, 168, Source.FORM), let, facts=facts, kinds=kinds)


def test_a_lease_of_another_tenant_bears_no_area_out() -> None:
    assert lease("云溪区众创管理有限公司")[0] is State.CONFLICT


@pytest.mark.parametrize("tenant", [OWN, "岳阳市青桐企业服务中心", "周望山"])
def test_a_lease_of_the_applicant_or_of_a_person_stands(tenant: str) -> None:
    assert lease(tenant) == (State.FOUND, "168")


def roster_of(owner: str) -> State:
    listed = number(STAFF_TOTAL, 14, Source.PROOF, 2)
    ref = PageRef("材料.pdf", 2)
    owners = (Party(owner, "清单标题所写单位", True, Place("材料.pdf", 2, None, owner)),) if owner else ()
    facts = Facts(pages=(PageFacts(ref, PageKind.ROSTER, owners, (), (), None),))
    kinds = (Sorted(ref, PageKind.ROSTER, 0.9, ""),)
    return state(STAFF_TOTAL, number(STAFF_TOTAL, 14, Source.FORM), listed, facts=facts, kinds=kinds)[0]


@pytest.mark.parametrize(("owner", "expected"), [("云溪区城投集团有限公司", State.CONFLICT), (OWN, State.FOUND), ("", State.FOUND)])
def test_a_roster_of_another_house_bears_nothing_out(owner: str, expected: State) -> None:
    assert roster_of(owner) is expected


@pytest.mark.parametrize(("claimed", "expected"), [(14, (State.FOUND, "14")), (18, (State.CONFLICT, "14"))])
def test_of_two_rosters_the_newer_one_holds(claimed: int, expected: tuple[State, str]) -> None:
    old, new = number(STAFF_TOTAL, 18, Source.PROOF, 2), number(STAFF_TOTAL, 14, Source.PROOF, 3)
    facts = Facts(as_of=(AsOf(old.place, "2018"), AsOf(new.place, "2019-12")))
    assert state(STAFF_TOTAL, number(STAFF_TOTAL, claimed, Source.FORM), old, new, facts=facts) == expected


def test_two_rosters_of_no_day_are_for_a_person() -> None:
    one, other = number(STAFF_TOTAL, 18, Source.PROOF, 2), number(STAFF_TOTAL, 14, Source.PROOF, 3)
    assert state(STAFF_TOTAL, number(STAFF_TOTAL, 14, Source.FORM), one, other, facts=Facts())[0] is State.CONFLICT

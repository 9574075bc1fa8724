"""A certificate of another organisation speaks neither for nor against the applicant, once the applicant's own is there."""

from __future__ import annotations

from itertools import count

import pytest

from models.answer import Candidate, Caveat, Findings, FoundBy, Source, State
from models.document import Place, Word
from models.facts import Facts, FormerName, PageFacts
from models.fields import CREDIT_CODE, ESTABLISHED_ON, LEGAL_REPRESENTATIVE, ORGANISATION_NAME, Field
from models.geometry import Box
from models.proof import PageKind, PageRef
from pipeline.foreign import with_foreign_certificates_marked
from pipeline.settle import settle_fields

OWN, OWN_CODE = "岳阳市青桐中小企业服务中心", "52430600MJK0000010"
OTHER, OTHER_CODE = "岳阳湘鄂边贸易促进会", "51430600MJK0000021"
_tops = count(10)


def said(field: Field[str], value: str, page: int, found_by: FoundBy = FoundBy.LICENCE) -> Candidate[str]:
    top = float(next(_tops))
    box = Box(10, top, 90, top + 9)
    source = Source.PROOF if found_by is FoundBy.LICENCE else Source.FORM
    return Candidate(field, value, Place("材料.pdf", page, box, value), (Word(value, box),), source, found_by)


def form(name: str = OWN) -> tuple[Candidate[str], ...]:
    return said(ORGANISATION_NAME, name, 1, FoundBy.TABLE), said(CREDIT_CODE, OWN_CODE, 1, FoundBy.TABLE)


def certificate(name: str, code: str, head: str, page: int) -> tuple[Candidate[str], ...]:
    return said(ORGANISATION_NAME, name, page), said(CREDIT_CODE, code, page), said(LEGAL_REPRESENTATIVE, head, page)


def findings(*candidates: Candidate[str], former: tuple[FormerName, ...] = ()) -> Findings:
    page = PageFacts(PageRef("材料.pdf", 3), PageKind.OTHER, (), (), former, None)
    return Findings("材料.pdf", (), candidates, facts=Facts(pages=(page,)))


MINE = certificate(OWN, OWN_CODE, "周望山", 2)
THEIRS = certificate(OTHER, OTHER_CODE, "邓舟", 4)


def marked(*candidates: Candidate[str], former: tuple[FormerName, ...] = ()) -> set[int]:
    (found,) = with_foreign_certificates_marked([findings(*candidates, former=former)])
    return {one.place.page or 0 for one in found.candidates if Caveat.OTHER_ORGANISATION in one.caveats}


def test_the_applicants_own_values_stand_and_the_others_are_said_to_be_anothers() -> None:
    answers = settle_fields([findings(*form(), *MINE, *THEIRS)])
    assert [(answers[field.name].state, answers[field.name].value) for field in (ORGANISATION_NAME, CREDIT_CODE, LEGAL_REPRESENTATIVE)] == [
        (State.FOUND, OWN),
        (State.FOUND, OWN_CODE),
        (State.FOUND, "周望山"),
    ]
    assert OTHER in answers[ORGANISATION_NAME.name].because


def test_what_only_anothers_certificate_says_is_for_a_person() -> None:
    answers = settle_fields([findings(*form(), *MINE, *THEIRS, said(ESTABLISHED_ON, "2011-06-15", 4))])
    assert answers[ESTABLISHED_ON.name].state is State.CONFLICT


def test_two_files_are_one_package() -> None:
    found = with_foreign_certificates_marked([findings(*form(), *MINE), findings(*THEIRS)])
    assert {Caveat.OTHER_ORGANISATION in one.caveats for one in found[1].candidates} == {True}
    assert {Caveat.OTHER_ORGANISATION in one.caveats for one in found[0].candidates} == {False}


@pytest.mark.parametrize(
    ("candidates", "former"),
    [
        ((*form(), *THEIRS), ()),
        ((*MINE, *THEIRS), ()),
        ((*form(), *form(OTHER), *MINE, *THEIRS), ()),
        ((*form(), *MINE, *certificate(OWN.replace("青桐", "青恫"), OTHER_CODE, "邓舟", 4)), ()),
        ((*form(), *MINE, *certificate(OTHER, OWN_CODE, "邓舟", 4)), ()),
        ((*form(), *MINE, *certificate(f"{OWN}湘阴分中心", OTHER_CODE, "邓舟", 4)), ()),
        ((*form(), *MINE, *THEIRS), (FormerName(OTHER, None, Place("材料.pdf", 3, None, "")),)),
        ((*form(), *MINE, *certificate(OTHER, OTHER_CODE, "邓舟", 2)), ()),
    ],
    ids=[
        "only the other's certificate",
        "no form says who applies",
        "two applicants on the forms",
        "one name misread",
        "one code",
        "a branch",
        "a former name",
        "both on one page",
    ],
)
def test_where_it_may_be_the_applicants_nothing_is_marked(candidates: tuple[Candidate[str], ...], former: tuple[FormerName, ...]) -> None:
    assert marked(*candidates, former=former) == set()

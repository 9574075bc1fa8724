"""Rooms with a lease or a deed each: together they are what the applicant states, or a person says which of them count."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

import pytest

from models.answer import AnyAnswer, Candidate, Caveat, Findings, FoundBy, Source, State
from models.document import Place, Word
from models.fields import PREMISES_AREA
from models.geometry import Box
from models.quantity import Quantity, exactly
from pipeline.settle import settle_fields

_tops = count(10)
PROOF, FORM, PROSE = Source.PROOF, Source.FORM, Source.PROSE


def area(value: str, source: Source, *caveats: Caveat, file: str = "材料.pdf") -> Candidate[Quantity]:
    top = float(next(_tops))
    box = Box(10, top, 90, top + 9)
    quantity = exactly(Decimal(value), "㎡", text=value)
    found_by = FoundBy.LABEL if source is PROOF else FoundBy.TABLE
    return Candidate(PREMISES_AREA, quantity, Place(file, 1, box, value), (Word(value, box),), source, found_by, caveats=frozenset(caveats))


def settled(*candidates: Candidate[Quantity]) -> AnyAnswer:
    files = dict.fromkeys(one.place.file for one in candidates)
    findings = [Findings(file, (), tuple(one for one in candidates if one.place.file == file)) for file in files]
    return settle_fields(findings)[PREMISES_AREA.name]


@pytest.mark.parametrize("claim", [FORM, PROSE])
def test_areas_of_several_papers_that_make_what_is_stated_are_added(claim: Source) -> None:
    answer = settled(area("142", PROOF), area("44.4", PROOF, file="租赁合同二.pdf"), area("186.4", claim))
    assert (answer.state, str(answer.value.value if isinstance(answer.value, Quantity) else "")) == (State.FOUND, "186.4")
    assert "142＋44.4＝186.4㎡" in answer.because


@pytest.mark.parametrize(
    "candidates",
    [
        [area("142", PROOF), area("44.4", PROOF), area("190", FORM)],
        [area("142", PROOF), area("44.4", PROOF)],
        [area("142", PROOF), area("44.4", PROOF, Caveat.BASIS), area("186.4", FORM)],
        [area("93.2", PROOF), area("93.2", PROOF, file="续租合同.pdf"), area("186.4", FORM)],
        [area("142", PROOF), area("44.4", PROOF), area("186.4", FORM, Caveat.CLAIM)],
    ],
    ids=["another sum", "nothing is stated", "one on another basis", "one room let twice", "the claim is in doubt"],
)
def test_otherwise_a_person_says_which_count(candidates: list[Candidate[Quantity]]) -> None:
    assert settled(*candidates).state is State.CONFLICT


def test_one_paper_that_gives_what_is_stated_needs_no_sum() -> None:
    answer = settled(area("186.4", PROOF), area("186.4", FORM))
    assert (answer.state, "相加" in answer.because) == (State.FOUND, False)

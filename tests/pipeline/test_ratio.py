"""大专及以上比例 where papers disagree on the people: each paper's own two counts may still make one share."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

import pytest

from models.answer import Candidate, Caveat, Findings, FoundBy, Source, State
from models.criterion import Ratio
from models.document import Place, Word
from models.fields import COLLEGE_RATIO, STAFF_COLLEGE, STAFF_TOTAL, Field
from models.geometry import Box
from models.notice_file import load_notice
from models.quantity import Quantity, Truth, exactly
from pipeline.judge import check
from pipeline.judging.told import Case
from pipeline.settle import settle_fields
from tests.factory import application

FORM, ROSTER, REPORT = (Source.FORM, 1), (Source.PROOF, 7), (Source.PROSE, 2)
COLLEGE = Ratio(numerator="staff_college", denominator="staff_total", stated="college_ratio", at_least=Decimal(80))
_tops = count(10)


def told(field: Field[Quantity], value: str, where: tuple[Source, int], *caveats: Caveat) -> Candidate[Quantity]:
    top = float(next(_tops))
    box = Box(10, top, 60, top + 10)
    number = exactly(Decimal(value), field.unit, text=value)
    place = Place("材料.pdf", where[1], box, value)
    return Candidate(field, number, place, (Word(value, box),), where[0], FoundBy.TABLE, caveats=frozenset(caveats))


def pair(total: str, college: str, where: tuple[Source, int]) -> tuple[Candidate[Quantity], ...]:
    return told(STAFF_TOTAL, total, where), told(STAFF_COLLEGE, college, where)


CASES = [
    ((*pair("12", "12", FORM), *pair("9", "9", ROSTER)), State.FOUND, "100", Truth.YES),
    ((*pair("20", "18", FORM), *pair("10", "9", ROSTER), *pair("20", "18", REPORT)), State.FOUND, "90", Truth.YES),
    ((*pair("20", "10", FORM), *pair("10", "5", ROSTER)), State.FOUND, "50", Truth.NO),
    ((*pair("12", "12", FORM), *pair("9", "9", ROSTER), told(COLLEGE_RATIO, "92", FORM)), State.CONFLICT, "100", Truth.CANNOT_TELL),
    ((*pair("12", "11", FORM), *pair("9", "9", ROSTER)), State.CONFLICT, "100", Truth.CANNOT_TELL),       # another share on each
    ((*pair("12", "12", FORM), told(STAFF_TOTAL, "9", ROSTER)), State.CONFLICT, "133.33", Truth.YES),  # a total without its graduates
    ((*pair("20", "16", FORM), *pair("10", "8", ROSTER)), State.FOUND, "80", Truth.CANNOT_TELL),           # on the limit: a person looks
]  # fmt: skip


@pytest.mark.parametrize(("candidates", "state", "value", "truth"), CASES)
def test_where_every_paper_makes_the_same_share_it_stands(
    candidates: tuple[Candidate[Quantity], ...], state: State, value: str, truth: Truth
) -> None:
    answers = settle_fields([Findings("材料.pdf", (), candidates)])
    got = answers[COLLEGE_RATIO.name]
    assert isinstance(got.value, Quantity)
    assert (got.state, got.value.value) == (state, Decimal(value))
    names = {field.name: answers[field.name] for field in (STAFF_TOTAL, STAFF_COLLEGE, COLLEGE_RATIO)}
    judged = check(COLLEGE, Case(application(**names), load_notice("hunan-2020")))
    assert judged is not None
    assert judged.truth is truth


def test_a_count_in_doubt_makes_no_share() -> None:
    doubtful = told(STAFF_TOTAL, "9", ROSTER, Caveat.BASIS), told(STAFF_COLLEGE, "9", ROSTER)
    assert settle_fields([Findings("材料.pdf", (), (*pair("12", "12", FORM), *doubtful))])[COLLEGE_RATIO.name].state is State.CONFLICT

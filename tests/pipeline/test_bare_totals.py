"""A list's total without a unit: the form's number with one tells which it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.answer import Candidate, Caveat, Findings, FoundBy, Source
from models.document import Place
from models.fields import SERVICE_ASSETS
from models.quantity import Quantity, exactly
from pipeline.bare_totals import with_units_of_others

PLACE = Place("材料.pdf", 1, None, "")


def offered(wan: str, source: Source, *caveats: Caveat) -> Candidate[Quantity]:
    return Candidate(SERVICE_ASSETS, exactly(Decimal(wan), "万元"), PLACE, (), source, FoundBy.LIST, "", "", frozenset(caveats))


@pytest.mark.parametrize(
    ("bare", "stated", "expected", "open_"),
    [
        ("0.01845", "184.5", "184.5", False),  # 184.5 in the list, 184.5 万元 in the form
        ("184.5", "184.50", "184.5", False),  # 1845000 in the list
        ("0.01845", "190", "0.01845", True),
        ("0.01845", None, "0.01845", True),
    ],
)
def test_a_total_without_a_unit_has_that_of_the_same_number_elsewhere(bare: str, stated: str | None, expected: str, open_: bool) -> None:
    form = () if stated is None else (offered(stated, Source.FORM),)
    found = (Findings("表.pdf", (), form), Findings("清单.pdf", (), (offered(bare, Source.PROOF, Caveat.UNIT_MISSING),)))
    (total,) = with_units_of_others(found)[1].candidates
    assert isinstance(total.value, Quantity)
    assert (total.value.value, Caveat.UNIT_MISSING in total.caveats) == (Decimal(expected), open_)


def test_a_number_that_is_itself_in_question_gives_no_unit() -> None:
    found = (Findings("表.pdf", (), (offered("184.5", Source.FORM, Caveat.BASIS), offered("0.01845", Source.PROOF, Caveat.UNIT_MISSING))),)
    assert with_units_of_others(found) == found

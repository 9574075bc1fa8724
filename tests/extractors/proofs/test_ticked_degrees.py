"""Rosters with a column for each degree: the ticked one is the person's, and a row that does not tell is for a person."""

from __future__ import annotations

import pytest
from proof_pages import page

from extractors.proofs import roster
from models.answer import Caveat
from models.quantity import Quantity

HEADER = "序号|姓名|硕士研究生|本科|大专|高中及以下|岗位"


@pytest.mark.parametrize(
    ("third", "college", "sure"),
    [("||√|", 3, True), ("|||√", 2, True), ("√|||", 3, True), ("|√|√|", 2, False), ("|||", 2, False)],
    ids=["college", "below", "master", "two ticks", "no tick"],
)
def test_the_ticked_column_is_the_degree(third: str, college: int, sure: bool) -> None:
    rows = f"1|周一舟||√|||主任\n2|吴若水|||√||专员\n3|王听雨|{third}|专员"
    reading = roster.read((page("服务人员花名册", table=f"{HEADER}\n{rows}"),))
    (one,) = [one for one in reading.candidates if one.field.name == "staff_college"]
    assert isinstance(one.value, Quantity)
    assert (one.value.value, Caveat.PARTIAL not in one.caveats) == (college, sure)


def test_a_column_that_says_the_schooling_goes_before_ticks() -> None:
    rows = "序号|姓名|学历|本科|大专\n1|周一舟|高中|√|\n2|吴若水|大专||√"
    reading = roster.read((page("服务人员花名册", table=rows),))
    assert [
        str(one.value.value) for one in reading.candidates if one.field.name == "staff_college" and isinstance(one.value, Quantity)
    ] == ["1"]

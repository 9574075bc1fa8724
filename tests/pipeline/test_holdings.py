"""Shares as a tie between units: signals with evidence; the state ties nobody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from models.answer import Application
from models.document import Place
from models.facts import Facts, Shareholder
from models.notice_file import load_notice
from pipeline.judge import judge_all
from pipeline.judging.told import Agency
from pipeline.relate import relate
from tests.factory import application

NUMBERS = iter(range(1, 10_000))


def owned(name: str, *holders: tuple[str, str | None], **values: object) -> Application:
    """An application that shares nothing with others but its shareholders."""
    number = next(NUMBERS)
    own = {
        "organisation_name": f"岳阳{name}服务有限公司", "credit_code": f"9143060000000{number:04d}A", "legal_representative": f"法人{name}{number}",
        "address": f"岳阳市君山区第{number}路{number}号", "contact_person": f"联系{name}{number}", "contact_phone": f"0730-8{number:06d}",
    }  # fmt: skip
    places = [Place(f"{name}.pdf", 9, None, holder) for holder, _ in holders]
    held = tuple(
        Shareholder(holder, None if share is None else Decimal(share), place)
        for (holder, share), place in zip(holders, places, strict=True)
    )
    return replace(application(name, **{**own, **values}), facts=Facts(shareholders=held))  # type: ignore[arg-type]


def signals(*applications: Application, registry: tuple[Agency, ...] = ()) -> list[tuple[str, str, str, str]]:
    return [(one.left, one.right, one.signal, one.strength) for one in relate(applications, registry)]


@pytest.mark.parametrize(
    ("left", "right", "strength"),
    [
        ([("岳阳槿桥投资有限公司", "60")], [("岳阳槿桥投资有限公司", "51.00")], "强"),
        ([("岳阳槿桥投资有限公司", "60")], [("岳阳槿桥投资 有限公司", "10")], "中"),
        ([("周望山", None)], [("周望山", "90")], "中"),
        ([("周望山", "60"), ("钱远帆", "40")], [("钱远帆", "70"), ("孙一苇", "30")], "中"),
        ([("岳阳市国有资产监督管理委员会", "100")], [("岳阳市国有资产监督管理委员会", "100")], None),
        ([("岳阳楼区财政局", "100")], [("岳阳楼区财政局", "80")], None),
        ([("周望山", "60")], [("周望水", "60")], None),
        ([], [], None),
    ],
)
def test_a_shareholder_in_common(left: list[tuple[str, str | None]], right: list[tuple[str, str | None]], strength: str | None) -> None:
    found = relate([owned("乙", *right), owned("甲", *left)])
    assert [(one.left, one.right, one.signal, one.strength) for one in found] == ([("乙", "甲", "股东相同", strength)] if strength else [])
    assert all(len(one.evidence) == 2 and one.innocent for one in found)


@pytest.mark.parametrize(("share", "strength"), [("100", "强"), ("50", "强"), ("49.99", "中"), (None, "强")])
def test_one_applicant_that_holds_another(share: str | None, strength: str) -> None:
    found = relate([owned("甲"), owned("乙", ("岳阳甲服务有限公司", share))])
    assert [(one.left, one.right, one.signal, one.strength) for one in found] == [("乙", "甲", "一方是另一方的股东", strength)]
    assert found[0].evidence[0].file == "乙.pdf"


def test_agencies_on_the_register_are_compared_too() -> None:
    agency = Agency("岳阳白杨咨询有限公司", shareholders=("周望山", "岳阳丙服务有限公司"))
    batch = [owned("甲", ("岳阳白杨咨询有限公司", "30")), owned("乙", ("周望山", "60")), owned("丙"), owned("丁", ("他人", "100"))]
    label = "名录：岳阳白杨咨询有限公司"
    assert signals(*batch, registry=(agency,)) == [
        ("丙", label, "申报单位是其股东", "强"), ("乙", label, "股东相同", "中"), ("甲", label, "名录机构是其股东", "中"),
    ]  # fmt: skip


def test_ones_own_entry_and_ones_own_second_copy_are_no_relation() -> None:
    holders = (("周望山", "60"),)
    batch = owned("甲", *holders, credit_code="C1"), owned("乙", *holders, credit_code="C1")
    assert signals(*batch, registry=(Agency("旧名", code="C1", shareholders=("周望山",)),)) == []


def test_a_crowd_with_one_holder_is_a_chain() -> None:
    batch = [owned(f"单位{at:02d}", ("周望山", "60")) for at in range(40)]
    found = relate(batch)
    assert len(found) == 39
    assert {name for one in found for name in (one.left, one.right)} == {one.name for one in batch}


def test_it_is_for_a_person_to_decide() -> None:
    batch = [owned(name, ("岳阳槿桥投资有限公司", "60")) for name in ("甲", "乙")]
    for one in judge_all(batch, load_notice("hunan-2020"), relations=relate(batch)):
        assert one.decision.value == "refer"
        assert any("股东相同" in problem.message for problem in one.problems)

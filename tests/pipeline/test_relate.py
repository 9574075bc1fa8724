"""Signals between units, never verdicts."""

from __future__ import annotations

from datetime import date

import pytest

from models.answer import Application
from models.notice_file import load_notice
from pipeline.judging.told import Agency
from pipeline.relate import relate, valid_agencies
from pipeline.units import same_unit
from tests.factory import UNREADABLE, unit


def signals(*applications: Application) -> list[tuple[str, str, str]]:
    return [(one.left, one.right, one.signal) for one in relate(applications)]


@pytest.mark.parametrize(
    ("field", "left", "right", "signal"),
    [
        ("legal_representative", "周望山", "周 望 山", "法定代表人相同"),
        ("address", "湖南省岳阳市岳阳楼区青桐路18号3楼", "岳阳楼区青桐路18号３楼", "地址相同"),
        ("contact_phone", "0730-8000001", "(0730)8000001", "联系电话相同"),
        ("contact_person", "陈雨舟", "陈雨舟", "联系人相同"),
    ],
)  # fmt: skip
def test_what_two_units_share_is_a_signal(field: str, left: str, right: str, signal: str) -> None:
    found = relate([unit("乙", **{field: right}), unit("甲", **{field: left})])
    assert [(one.left, one.right, one.signal) for one in found] == [("乙", "甲", signal)]
    assert len(found[0].evidence) == 2
    assert found[0].innocent


@pytest.mark.parametrize(
    ("field", "left", "right"),
    [
        ("address", "岳阳市岳阳楼区青桐路", "岳阳市岳阳楼区青桐路"),       # no number: a street, not a place
        ("address", "岳阳楼区青桐路18号301室", "岳阳楼区青桐路18号302室"),
        ("legal_representative", "周望山", ("周望山", "周望水")), ("legal_representative", None, None), ("contact_person", UNREADABLE, UNREADABLE),
        ("contact_phone", "12345", "12345"),
    ],
)  # fmt: skip
def test_what_is_unsure_or_common_is_none(field: str, left: object, right: object) -> None:
    assert signals(unit("甲", **{field: left}), unit("乙", **{field: right})) == []


def test_a_value_that_everybody_shares_is_the_forms_own() -> None:
    assert signals(*(unit(f"单位{number}", contact_phone="0730-8888888") for number in range(20))) == []


def test_one_person_heading_many_units_is_never_lost_in_the_crowd() -> None:
    found = relate([unit(f"单位{number:02d}", legal_representative="周望山") for number in range(20)])
    assert {name for one in found for name in (one.left, one.right)} == {f"单位{number:02d}" for number in range(20)}


def test_only_titles_that_still_held_count() -> None:
    notice = load_notice("hunan-2020")
    ended, held, unknown = (
        Agency(name, valid_to=day) for name, day in (("甲", date(2019, 12, 31)), ("乙", date(2020, 12, 31)), ("丙", None))
    )
    assert valid_agencies([ended, held, unknown], notice) == (held, unknown)


def test_the_same_unit_twice_is_no_relation_to_itself() -> None:
    assert (
        signals(unit("甲", credit_code="X", legal_representative="周望山"), unit("乙", credit_code="X", legal_representative="周望山"))
        == []
    )


def test_an_agency_on_the_register_is_compared_too() -> None:
    agency = Agency("岳阳白杨咨询有限公司", legal_representative="周望山", address="岳阳楼区青桐路18号3楼")
    found = relate([unit("甲", legal_representative="周望山", address="湖南省岳阳市岳阳楼区青桐路18号3楼")], [agency])
    assert [(one.left, one.right, one.signal) for one in found] == [
        ("甲", "名录：岳阳白杨咨询有限公司", "地址相同"),
        ("甲", "名录：岳阳白杨咨询有限公司", "法定代表人相同"),
    ]


def test_its_own_entry_is_no_relation_but_is_known() -> None:
    mine = unit("甲", credit_code="C1", legal_representative="周望山")
    entry = Agency("旧名", code="C1", legal_representative="周望山", recognised=2018)
    assert relate([mine], [entry]) == ()
    assert same_unit([mine], [entry]) == {"甲": (entry,)}


def test_a_shareholder_is_a_signal_and_the_state_is_not() -> None:
    holder = unit("甲", organisation_name="岳阳青桐投资有限公司")
    agencies = [Agency("子公司", shareholders=("岳阳青桐投资有限公司",)), Agency("平台公司", shareholders=("岳阳市国资委",))]
    state = unit("乙", organisation_name="岳阳市国资委")
    assert [(one.left, one.right, one.signal) for one in relate([holder, state], agencies)] == [("甲", "名录：子公司", "申报单位是其股东")]


def test_units_apart_are_left_alone() -> None:
    assert relate([unit("甲"), unit("乙")]) == ()
    assert relate([]) == ()

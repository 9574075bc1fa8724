"""Signals between units, never verdicts; the same unit twice; the same file in two packages."""

from __future__ import annotations

from datetime import date

import pytest

from models.answer import Application, FileRecord
from models.document import FileStatus
from models.notice_file import load_notice
from pipeline.judging.told import Agency
from pipeline.relate import find_duplicates, relate, same_unit, valid_agencies
from tests.factory import UNREADABLE, application

NUMBERS = iter(range(1, 10_000))


def unit(name: str, **values: object) -> Application:
    """An application that shares nothing with any other unless it is said."""
    number = next(NUMBERS)
    own = {
        "organisation_name": f"岳阳{name}服务有限公司", "credit_code": f"9143060000000{number:04d}A", "legal_representative": f"法人{name}{number}",
        "address": f"岳阳市君山区第{number}路{number}号", "contact_person": f"联系{name}{number}", "contact_phone": f"0730-8{number:06d}",
    }  # fmt: skip
    return application(name, **{**own, **values})


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


@pytest.mark.parametrize(
    ("first", "second", "back"),
    [
        ({"credit_code": "A", "declared_on": "2020-06-01"}, {"credit_code": "A", "declared_on": "2020-06-05"}, {"甲": "乙"}),
        ({"organisation_name": "岳阳（青桐）中心", "declared_on": "2020-06-05"}, {"organisation_name": "岳阳(青桐) 中心", "declared_on": "2020-06-01"}, {"乙": "甲"}),
        ({"credit_code": "A"}, {"credit_code": "A"}, {"甲": "人工", "乙": "人工"}),                                # no telling which is later
        ({"credit_code": "A", "declared_on": None}, {"credit_code": "A", "declared_on": "2020-06-01"}, {"甲": "人工", "乙": "人工"}),
    ],
)  # fmt: skip
def test_of_the_same_unit_the_later_one_counts(first: dict[str, object], second: dict[str, object], back: dict[str, str]) -> None:
    found = find_duplicates([unit("甲", **first), unit("乙", **second)])
    assert {name: one.stands_back for name, one in found.items() if one.stands_back}.keys() == back.keys()
    assert all(word in found[name].stands_back for name, word in back.items())
    assert all(one.problems for one in found.values())


def test_three_that_are_joined_by_code_and_by_name_are_one() -> None:
    batch = [
        unit("甲", credit_code="A"),
        unit("乙", organisation_name="同名中心"),
        unit("丙", credit_code="A", organisation_name="同名中心"),
    ]
    found = find_duplicates(batch)
    assert {name: "3 份" in one.stands_back for name, one in found.items()} == {"甲": True, "乙": True, "丙": True}


def test_the_same_file_in_two_packages_is_said_and_blocks_nobody() -> None:
    lease = FileRecord("租赁合同.pdf", "same", 3, FileStatus.READ)
    found = find_duplicates([unit("甲", files=[lease]), unit("乙", files=[lease]), unit("丙")])
    assert {name: one.stands_back for name, one in found.items()} == {"甲": "", "乙": ""}
    assert "租赁合同.pdf" in found["甲"].problems[0].message


def test_units_apart_are_left_alone() -> None:
    assert find_duplicates([unit("甲"), unit("乙")]) == {}
    assert find_duplicates([]) == {}
    assert relate([]) == ()

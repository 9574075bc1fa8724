"""When two values say the same: to the precision written, and never a count by rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.fields import (
    ADDRESS,
    CONTACT_PHONE,
    ENTERPRISES_SERVED,
    ESTABLISHED_ON,
    ORGANISATION_NAME,
    PREMISES_AREA,
    SERVICE_ASSETS,
    Field,
)
from models.quantity import Qualifier, Quantity, exactly
from pipeline.agree import agree, more_precise


def q(text: str, unit: str) -> Quantity:
    return exactly(Decimal(text), unit)


@pytest.mark.parametrize(
    ("field", "unit", "left", "right", "alike"),
    [
        (SERVICE_ASSETS, "万元", "156", "156.32", True),
        (SERVICE_ASSETS, "万元", "156", "156.5", False),
        (SERVICE_ASSETS, "万元", "156.3", "156.32", True),
        (SERVICE_ASSETS, "万元", "156.3", "156.4", False),
        (PREMISES_AREA, "㎡", "100", "99.9", True),
        (PREMISES_AREA, "㎡", "100", "99.4", False),
        (ENTERPRISES_SERVED, "家", "100", "100", True),
        (ENTERPRISES_SERVED, "家", "100", "101", False),
    ],
)
def test_numbers(field: Field[Quantity], unit: str, left: str, right: str, alike: bool) -> None:
    assert agree(field, q(left, unit), q(right, unit)) is alike
    assert agree(field, q(right, unit), q(left, unit)) is alike


def test_another_unit_never_agrees() -> None:
    assert not agree(ENTERPRISES_SERVED, q("100", "家"), q("100", "家次"))


def test_intervals_agree_where_they_meet() -> None:
    over = Quantity(Decimal(100), Decimal(100), None, Qualifier.MORE_THAN, "㎡", low_open=True)
    assert agree(PREMISES_AREA, over, q("101", "㎡"))
    assert not agree(PREMISES_AREA, over, q("100", "㎡"))


@pytest.mark.parametrize(
    ("field", "left", "right", "alike"),
    [
        (ORGANISATION_NAME, "青禾（岳阳）有限公司", "青禾(岳阳) 有限公司", True),
        (ORGANISATION_NAME, "青禾有限公司", "青和有限公司", False),
        (CONTACT_PHONE, "0730-5550001", "07305550001", True),
        (ESTABLISHED_ON, "2016-03", "2016-03-18", True),
        (ESTABLISHED_ON, "2016-04", "2016-03-18", False),
        (ADDRESS, "湖南省岳阳市岳阳楼区金鹗路8号", "岳阳楼区金鹗路8号", True),
        (ADDRESS, "岳阳楼区金鹗路8号", "岳阳楼区金鹗路9号", False),
    ],
)
def test_texts(field: Field[str], left: str, right: str, alike: bool) -> None:
    assert agree(field, left, right) is alike


def test_the_more_precise_one_is_known() -> None:
    assert more_precise(q("156.32", "万元"), q("156", "万元"))
    assert more_precise("2016-03-18", "2016-03")

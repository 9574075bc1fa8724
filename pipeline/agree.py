"""When two values say the same: to the precision in which they are written, never nearer and never further."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from models.fields import (
    ADDRESS,
    CONTACT_PHONE,
    COUNTY,
    CREDIT_CODE,
    DECLARED_ON,
    ESTABLISHED_ON,
    Field,
    Kind,
)
from models.quantity import Quantity

T = TypeVar("T", bound=Quantity | str)

MEASURED_UNITS = frozenset({"㎡", "万元", "%"})  # written to a chosen precision; counts are exact or not at all
SPELLING = re.compile(r"[\s()（）\[\]【】〔〕《》“”\"'·,，、。.:：;；-]")
REGION_PREFIX = re.compile(r"^(湖南省|湖南)?(岳阳市)?")


def agree(field: Field[T], left: Quantity | str, right: Quantity | str) -> bool:
    """Do two readings of one field name the same thing?"""
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return _quantities_agree(left, right)
    return spelled_alike(field, str(left), str(right))


def more_precise(left: Quantity | str, right: Quantity | str) -> bool:
    """Does `left` say more than `right`, given that they agree?"""
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        if left.is_exact != right.is_exact:
            return left.is_exact
        return _decimals(left.value) > _decimals(right.value)
    return len(str(left)) > len(str(right))


def _quantities_agree(left: Quantity, right: Quantity) -> bool:
    if left.ambiguous or right.ambiguous or left.unit != right.unit:
        return False
    if left.is_exact and right.is_exact:
        if left.value == right.value:
            return True
        return left.unit in MEASURED_UNITS and _same_when_rounded(left.value, right.value)
    return _meet(left, right) and _meet(right, left)


def _same_when_rounded(left: Decimal, right: Decimal) -> bool:
    places = min(_decimals(left), _decimals(right))
    unit = Decimal(1).scaleb(-places)
    return left.quantize(unit, ROUND_HALF_UP) == right.quantize(unit, ROUND_HALF_UP)


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _meet(left: Quantity, right: Quantity) -> bool:
    """Is `right` not wholly below `left`?"""
    if left.low is None or right.high is None:
        return True
    if right.high == left.low:
        return not (left.low_open or right.high_open)
    return right.high > left.low


def spelled_alike(field: Field[Any], left: str, right: str) -> bool:
    """Do two texts of one field differ in spelling only?"""
    if field in (ESTABLISHED_ON, DECLARED_ON):
        return left.startswith(right) or right.startswith(left)
    a, b = _folded(left), _folded(right)
    if field is CONTACT_PHONE:
        return re.sub(r"\D", "", left) == re.sub(r"\D", "", right)
    if field is CREDIT_CODE:
        return a.upper() == b.upper()
    if field is ADDRESS:
        a, b = REGION_PREFIX.sub("", a), REGION_PREFIX.sub("", b)
        return a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a)
    if field is COUNTY:
        return a.endswith(b) or b.endswith(a)
    if field.kind is Kind.NAME:
        return a == b
    return a == b


def _folded(text: str) -> str:
    return SPELLING.sub("", unicodedata.normalize("NFKC", text)).lower()

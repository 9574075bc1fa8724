"""Numbers that stand in a row: 2017—2019年分别服务企业78家、93家和121家 gives each year its own number.

A row of bare numbers (6 8 11) is nobody's value: which of them answers is for a person.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from models.quantity import Quantity

MOST_YEARS = 6
"""Years of one list; longer ones do not occur in applications."""

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s*年?(?:度)?\s*[-—–~～至到]+\s*({_YEAR})\s*年")
_LIST = re.compile(rf"(?<!\d){_YEAR}\s*年?(?:度)?(?:\s*[、,，和与及/]\s*{_YEAR}\s*年?(?:度)?)+")
_EACH = re.compile(r"分别|依次|各为")
_BETWEEN = re.compile(r"\s*[、，,和与及]{1,2}\s*")
_NEXT_BARE = re.compile(r"[\s、，,/；;|｜]{1,3}\d+(?:\.\d+)?(?![\d年月日%％]|\s*[人家户次场期名㎡平万元个])")
_LAST_BARE = re.compile(r"(?<![\d年月.])\d+(?:\.\d+)?[\s、/|｜]{1,3}$")


def dated(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities, those of a list "respectively" with the year that belongs to each."""
    out = list(quantities)
    for years, after in _years_of(text):
        each = _EACH.search(text, after)
        first = next((at for at, one in enumerate(out) if one.span[0] >= (each.end() if each else after)), None)
        if each is None or first is None or first + len(years) > len(out):
            continue
        row = range(first, first + len(years))
        if _is_row(text, [out[at] for at in row]):
            for at, year in zip(row, years, strict=True):
                out[at] = replace(out[at], period=year)
    return tuple(out)


def _years_of(text: str) -> list[tuple[list[str], int]]:
    """Lists of years in `text`, and where each ends."""
    out = []
    for found in _SPAN.finditer(text):
        first, last = int(found.group(1)), int(found.group(2))
        if 0 < last - first < MOST_YEARS:
            out.append(([str(year) for year in range(first, last + 1)], found.end()))
    for found in _LIST.finditer(text):
        years = re.findall(_YEAR, found.group())
        if len(years) <= MOST_YEARS:
            out.append((years, found.end()))
    return out


def _is_row(text: str, row: list[Quantity]) -> bool:
    """One unit, nothing but commas between, and no further number of the kind behind."""
    gaps = [text[a.span[1] : b.span[0]] for a, b in itertools.pairwise(row)]
    return len({one.unit for one in row}) == 1 and all(_BETWEEN.fullmatch(gap) for gap in gaps)


def in_bare_row(text: str, quantity: Quantity) -> bool:
    """Does a number without a unit stand beside another such number?"""
    if quantity.unit is not None:
        return False
    start, end = quantity.span
    return bool(_NEXT_BARE.match(text, end) or _LAST_BARE.search(text[max(0, start - 16) : start]))

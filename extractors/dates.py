"""Dates in every spelling → ISO, as precise as they are written: 2016-03 stays 2016-03.

A month and day without a year are no date here, nor is 2016年13月. Eight digits in a row (20200605) are a date only
behind a word that asks for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.numerals import folded, read_numeral

FIRST_YEAR, LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class DateRead:
    """`value`: "2016-03-18", "2016-03" or "2016"; `span` and `text` where and how it stands in the text read.

    `repaired`: a letter was taken for a digit (2O20年).
    """

    value: str
    span: tuple[int, int]
    text: str
    repaired: bool = False


_D = "〇零一二三四五六七八九"
_YEAR = rf"(?:(?:19|20|2[oO]|l9|[12]9)\s?[\doOlI]\s?[\doOlI]|[一二]\s?[〇零九]\s?[{_D}]\s?[{_D}])"
_WORDS = re.compile(
    rf"(?<![\d.\-/])(?P<year>{_YEAR})\s{{0,3}}年(?:度)?"
    rf"(?:\s{{0,3}}(?P<month>\d\s?\d?|[{_D}十\s]{{1,4}}?)\s{{0,3}}月(?:份)?"
    rf"(?:\s{{0,3}}(?P<day>\d\s?\d?|[{_D}十廿卅\s]{{1,6}}?)\s{{0,3}}[日号])?)?"
)
_MARKED = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d\d)\s?(?P<mark>[-./])\s?(?P<month>\d{1,2})(?:\s?(?P=mark)\s?(?P<day>\d{1,2}))?(?![\d%㎡元家人次万]|\s?(?:平|m2|元|家|人|次|万|名))"
)
_PACKED = re.compile(r"(?:日期|时间|日|于)\s{0,2}[:]?\s{0,3}(?P<all>(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d))(?!\d)")
_LETTERS = re.compile("[oOlI]")
_SLIPS = str.maketrans("oOlI", "0011")


def read_dates(text: str) -> list[DateRead]:
    """All dates in `text`, in the order in which they stand. Never raises; time grows with the length."""
    plain = folded(text)
    out: list[DateRead] = []
    for pattern in (_WORDS, _MARKED, _PACKED):
        for found in pattern.finditer(plain):
            value = _value(found)
            span = found.span("all") if "all" in pattern.groupindex else found.span()
            if value is not None and not any(one.span[0] < span[1] and span[0] < one.span[1] for one in _near(out, span)):
                words = text[span[0] : span[1]]
                out.append(DateRead(value, span, words, repaired=bool(_LETTERS.search(found.group("year")))))
    return sorted(out, key=lambda one: one.span)


def _near(out: list[DateRead], span: tuple[int, int]) -> list[DateRead]:
    """Those that could overlap; the spans of one pattern rise, so a few of the last would do, but three lists are merged."""
    return [one for one in out if abs(one.span[0] - span[0]) < 40] if len(out) < 400 else []


def _value(found: re.Match[str]) -> str | None:
    year = _digits(found.group("year").translate(_SLIPS))
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if found.group("month") is None:
        return f"{year}"
    month = _digits(found.group("month"))
    if month is None or not 1 <= month <= 12:
        return None
    if found.group("day") is None:
        return f"{year}-{month:02d}"
    day = _digits(found.group("day"))
    try:
        return date(year, month, day).isoformat() if day is not None else None
    except ValueError:
        return None


def _digits(text: str) -> int | None:
    numeral = read_numeral(re.sub(r"\s", "", text))
    if numeral is None or (numeral.high is not None and len(text) < 2):
        return None
    return int(numeral.value)

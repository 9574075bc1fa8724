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


# Same shapes that an engine or a typist takes for each other where only one can be meant: 二O二O, ニ〇二〇, 二+八日, 28曰.
_ZERO = "〇零0oO"
_D = "〇零一二三四五六七八九ニ"
_TEN = "十+"
_GAP = r"\s{0,12}"  # forms print 年 月 日 wide apart, to be filled in
_YEAR = rf"(?:(?:1\s?9|2\s?0|2[oO]|l9|[12]9)\s?[\doOlI]\s?[\doOlI]|[一二ニ]\s?[{_ZERO}九]\s?[{_D}{_ZERO}]\s?[{_D}{_ZERO}])"
_WORDS = re.compile(
    rf"(?<![\d.\-/])(?P<year>{_YEAR}){_GAP}年(?:度)?"
    rf"(?:{_GAP}(?P<month>\d\s?\d?|[{_D}{_TEN}\s]{{1,4}}?){_GAP}月(?:份)?"
    rf"(?:{_GAP}(?P<day>\d\s?\d?|[{_D}{_TEN}廿卅\s]{{1,6}}?){_GAP}[日号目曰]"
    # Two figures are a whole day: where the line ends behind them only 日 was lost.
    rf"|{_GAP}(?P<open>[12]\d|3[01])(?=\s*(?:$|[\n，。；;,)）])))?)?"
)
_MARKED = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d\d)\s?(?P<mark>[-./])\s?(?P<month>\d{1,2})(?:\s?(?P=mark)\s?(?P<day>\d{1,2}))?(?![\d%㎡元家人次万]|\s?(?:平|m2|元|家|人|次|万|名))"
)
# 2020·5·28, and a comma read for one of the points: whole days only.
_POINTED = re.compile(
    r"(?<![\d.,·\-/])(?P<year>(?:19|20)\d\d)(?:·\s?(?=\d{1,2}\s?[·.,])|\.\s?(?=\d{1,2}\s?[·,])|,\s?(?=\d{1,2}\s?[·.]))"
    r"(?P<month>\d{1,2})\s?[·.,]\s?(?P<day>\d{1,2})(?![\d%㎡元家人次万.,·])"
)
_PACKED = re.compile(r"(?:日期|时间|日|于)\s{0,2}[:]?\s{0,3}(?P<all>(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d))(?!\d)")
_LETTERS = re.compile("[oOlI]")
_ARABIC_SLIPS = str.maketrans("oOlI", "0011")
_CHINESE_SLIPS = str.maketrans({**dict.fromkeys("0oO", "〇"), "ニ": "二", "+": "十"})


def read_dates(text: str) -> list[DateRead]:
    """All dates in `text`, in the order in which they stand. Never raises; time grows with the length."""
    plain = folded(text)
    out: list[DateRead] = []
    for pattern in (_WORDS, _POINTED, _MARKED, _PACKED):
        for found in pattern.finditer(plain):
            value = _value(found)
            span = found.span("all") if "all" in pattern.groupindex else found.span()
            if value is not None and not any(one.span[0] < span[1] and span[0] < one.span[1] for one in _near(out, span)):
                words = text[span[0] : span[1]]
                out.append(DateRead(value, span, words, repaired=_is_repaired(found.group("year"))))
    return sorted(out, key=lambda one: one.span)


def _near(out: list[DateRead], span: tuple[int, int]) -> list[DateRead]:
    """Those that could overlap; the spans of one pattern rise, so a few of the last would do, but three lists are merged."""
    return [one for one in out if abs(one.span[0] - span[0]) < 40] if len(out) < 400 else []


def _value(found: re.Match[str]) -> str | None:
    year = _digits(_mended(found.group("year")))
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if found.group("month") is None:
        return f"{year}"
    month = _digits(_mended(found.group("month")))
    if month is None or not 1 <= month <= 12:
        return None
    written = found.group("day") or (found.group("open") if "open" in found.re.groupindex else None)
    if written is None:
        return f"{year}-{month:02d}"
    day = _digits(_mended(written))
    try:
        return date(year, month, day).isoformat() if day is not None else None
    except ValueError:
        return None


def _mended(text: str) -> str:
    return text.translate(_ARABIC_SLIPS if text[:1].isascii() and text[:1].isalnum() else _CHINESE_SLIPS)


def _is_repaired(year: str) -> bool:
    """A letter among Arabic digits is a guess; among Chinese ones nothing but a zero has its shape."""
    return year[:1].isascii() and _LETTERS.search(year) is not None


def _digits(text: str) -> int | None:
    numeral = read_numeral(re.sub(r"\s", "", text))
    if numeral is None or (numeral.high is not None and len(text) < 2):
        return None
    return int(numeral.value)

"""A term of operation adds up: it ends a whole number of years after it began, on the day before or on the same day.

That makes its end a check figure of its beginning: a day that was misread no longer fits, unless a '4' whose thin strokes are gone
was read as a '1' at both ends alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from extractors.dates import read_dates

WHOLE_DAY = len("2012-12-21")
USUAL_YEARS = 5  # licences are given for five years, ten, twenty, thirty


def adds_up(term: str) -> bool:
    """Does this term (2012年12月21日至2032年12月20日) bear out the day it begins on, and no other that the same strokes may have been?"""
    days = [one.value for one in read_dates(term) if len(one.value) == WHOLE_DAY]
    if len(days) != 2 or not _fits(date.fromisoformat(days[0]), date.fromisoformat(days[1])):
        return False
    others = (start for start in _may_be(days[0]) if start.isoformat() != days[0])
    return not any(_fits(start, end) for start in others for end in _may_be(days[1]))


def _fits(start: date, end: date) -> bool:
    after = end + timedelta(days=1)
    return any(
        (day.month, day.day) == (start.month, start.day) and day.year > start.year and (day.year - start.year) % USUAL_YEARS == 0
        for day in (end, after)
    )


def _may_be(day: str) -> Iterator[date]:
    """The day, and every day that it is with a '4' in the place of a '1'."""
    for chars in product(*(("1", "4") if char == "1" else (char,) for char in day)):
        try:
            yield date.fromisoformat("".join(chars))
        except ValueError:
            continue

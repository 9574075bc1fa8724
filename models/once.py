"""What is worked out of a frozen record once, however often it is asked for: the places of a table of 3,000 rows, the lines of a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST_KEPT = 50_000  # cells or words: the tables of any one page, and no night's worth of pages


def once_for_each(size: Callable[[T], int]) -> Callable[[Callable[[T], R]], Callable[[T], R]]:
    """The same function, worked out once for a record as long as it is among the last that were asked about.

    `size` tells how much a record holds: what is remembered is bounded by that, not by the number of records. Records are told
    apart by identity, for comparing two long tables costs as much as the work; so they must never change.
    """

    def remembering(work: Callable[[T], R]) -> Callable[[T], R]:
        kept: dict[int, tuple[T, R]] = {}
        held = 0

        @wraps(work)
        def remembered(record: T) -> R:
            nonlocal held
            known = kept.get(id(record))
            if known is not None and known[0] is record:
                return known[1]
            result = work(record)
            more = size(record) + 1
            if held + more > MOST_KEPT:
                kept.clear()
                held = 0
            kept[id(record)] = (record, result)
            held += more
            return result

        return remembered

    return remembering

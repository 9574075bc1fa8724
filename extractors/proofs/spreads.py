"""Two pages printed side by side on one sheet: each half is a page of its own, read from left to right.

Told by the numbers of the two pages: one in each half, at the same place of it, the right one next after the left; and by
nothing that runs over the middle. On a scan two sheets lie side by side, and their numbers may be missing or unread: there the
empty strip between them tells, and lines that are not level with each other, as those of one wide list are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from math import inf

from extractors.alignment import aligned_tables
from extractors.proofs.reading import squash
from extractors.proofs.rows import is_scanned, is_stroke
from extractors.proofs.shared_pages import opened_by
from models.document import Line, Page, Reading, Table, Word, lines_of
from models.geometry import Box

WIDER = 1.2  # times as wide as high
MARGIN = 0.12  # of the page's height, at its head and foot, where page numbers stand
SAME_PLACE = 0.03  # of the page's width
LEVEL = 6.0  # points
STRIP = 0.025  # of the page's width, on both sides of the middle: the inner margins of two sheets leave more
LEAST_LINES = 4  # on each of two sheets
OUT_OF_STEP, MOST_LEVEL = 0.25, 0.6  # of a line's height: nearer lines are level; share of lines that may be so by chance
LEAST_WORDS = 2  # in each half, its number beside
_NUMBER = re.compile(r"(?:第(\d{1,3})页(?:[,，/]?共\d{1,3}页)?|[-—–·~](\d{1,3})[-—–·~]|(\d{1,3})(?:/\d{1,3})?)")


def halves(page: Page) -> tuple[Page, ...]:
    """The two pages that a sheet holds, each with the words, tables and marks of its half; any other page as it is."""
    middle = page.width / 2
    if page.width < WIDER * page.height:
        return (page,)
    told = _is_spread(page, middle) if page.reading is Reading.TEXT_LAYER else is_scanned(page) and _are_two_sheets(page, middle)
    return tuple(_half(page, left, right) for left, right in ((-inf, middle), (middle, inf))) if told else (page,)


def _are_two_sheets(page: Page, middle: float) -> bool:
    """Is the strip between the halves of a scan empty, and does each open with a paper's title, or do their lines run out of step?"""
    strip = STRIP * page.width
    boxes = [word.box for word in page.words if not is_stroke(word)] + [table.box for table in page.tables if table.ruled]
    if any(box.x0 < middle + strip and box.x1 > middle - strip for box in boxes):
        return False
    left, right = (lines_of(tuple(word for word in page.words if (word.box.center[0] < middle) is here)) for here in (True, False))
    few, many = sorted((left, right), key=len)
    level = sum(any(_is_level(line, other) for other in many) for line in few)
    titled = all(_opens_a_paper(half, middle * centre, page) for half, centre in ((left, 0.5), (right, 1.5)))
    return len(few) >= LEAST_LINES and (titled or level <= MOST_LEVEL * len(few))


def _opens_a_paper(lines: tuple[Line, ...], centre: float, page: Page) -> bool:
    """Is the first of these lines the title of a paper, set in the middle of its half?"""
    first = lines[0] if lines else None
    return first is not None and abs(first.box.center[0] - centre) <= SAME_PLACE * page.width and opened_by(squash(first.text)) is not None


def _is_level(line: Line, other: Line) -> bool:
    return abs(line.box.center[1] - other.box.center[1]) <= OUT_OF_STEP * min(line.box.height, other.box.height)


def _is_spread(page: Page, middle: float) -> bool:
    crossing = [word.box for word in page.words] + [table.box for table in page.tables if table.ruled]
    if any(box.x0 < middle < box.x1 for box in crossing):
        return False
    n_left = sum(word.box.x1 <= middle for word in page.words)
    enough = n_left > LEAST_WORDS and len(page.words) - n_left > LEAST_WORDS
    return enough and any(_follow(left, right, page) for left in _numbers(page) for right in _numbers(page))


def _numbers(page: Page) -> Iterator[tuple[int, Box]]:
    low, high = MARGIN * page.height, (1 - MARGIN) * page.height
    heights = [word.box.center[1] for word in page.words]
    for word, at in zip(page.words, heights, strict=True):
        outermost = min(at - min(heights), max(heights) - at) <= LEVEL
        found = _NUMBER.fullmatch(squash(word.text)) if outermost and not low < at < high else None
        if found is not None:
            yield int(next(group for group in found.groups() if group)), word.box


def _follow(left: tuple[int, Box], right: tuple[int, Box], page: Page) -> bool:
    """Are these the numbers of a left and a right page: next to each other, level, at one place of both halves or mirrored?"""
    (first, one), (second, other) = left, right
    middle, reach = page.width / 2, SAME_PLACE * page.width
    level = abs(one.center[1] - other.center[1]) <= LEVEL
    at, to = one.center[0], other.center[0] - middle
    return second == first + 1 and level and at < middle and to > 0 and (abs(at - to) <= reach or abs(at - (middle - to)) <= reach)


def _half(page: Page, left: float, right: float) -> Page:
    def inside(box: Box) -> bool:
        return left <= box.center[0] < right

    words = tuple(word for word in page.words if inside(word.box))
    ruled = tuple(table for table in page.tables if table.ruled and inside(table.box))
    return replace(
        page,
        words=words,
        tables=tuple(sorted((*ruled, *_open(words, ruled)), key=lambda table: (round(table.box.top), table.box.x0))),
        marks=tuple(mark for mark in page.marks if inside(mark.box)),
    )


def _open(words: tuple[Word, ...], ruled: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables without rulings, told anew from the words of one half alone."""
    free = [word for word in words if not any(table.box.holds_center(word.box) for table in ruled)]
    return tuple(aligned_tables(free))

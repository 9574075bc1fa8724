"""Where a word stands in its cell, and how its characters are spaced: what a lost character cannot help but change.

Readers cannot see ink that is gone. But a word that was written in the middle of its cell and lost a character at one end no longer
stands in the middle, and one that lost it within shows a step too wide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractors.ink import Mask
from extractors.ocr.engine import Char
from models.document import Cell, Page, Table, Word
from models.geometry import Box

FIGURE_PITCH, MIXED_PITCH = 0.72, 0.55  # of the ink's height: the room of one figure, where all is figures, where characters are among them
IN_THE_MIDDLE = 0.45  # pitches by which the room left and right of a word in the middle may differ
NOT_THE_MIDDLE = 1.0
USUAL = 0.35  # pitches within which two words begin alike
LEAST_ALIKE = 4  # words of a page that begin alike, to say that words begin there
CENTS = re.compile(r"\.[0-9]{2}$")
WIDE, NARROW, SIGN = 2.0, 1.0, 0.75  # half the height of the type: a Chinese character, a figure, a point or comma
SIGNS = frozenset(".,，．")
LEAST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Seat:
    """A word that stands alone on its line in a cell: the room on either side of it and of one figure, in points."""

    box: Box
    left: float
    right: float
    pitch: float
    left_shared: bool
    right_shared: bool

    @property
    def is_centred(self) -> bool:
        return self.left_shared and self.right_shared and abs(self.left - self.right) < IN_THE_MIDDLE * self.pitch


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a page's words, and where words usually begin and end in their cells."""

    seats: tuple[Seat, ...]
    begins: tuple[float, ...]
    ends: tuple[float, ...]

    def bounds(self, word: Word, wanted: Sequence[str]) -> bool:
        """Can no character be missing before or behind these numbers (all of the text where none are given)? Told by its cell alone."""
        seat = next((seat for seat in self.seats if seat.box == word.box), None)
        spans = [(at, at + len(part)) for part in wanted if (at := word.text.find(part)) >= 0] or [(0, len(word.text))]
        first, last = min(start for start, _ in spans), max(end for _, end in spans)
        left = first > 0 or (seat is not None and seat.left_shared and self._is_bounded(seat.left, self.begins, seat))
        right = (
            last < len(word.text)
            or (bool(wanted) and CENTS.search(word.text))
            or (seat is not None and seat.right_shared and self._is_bounded(seat.right, self.ends, seat))
        )
        return bool(left and right)

    @staticmethod
    def _is_bounded(room: float, usual: Sequence[float], seat: Seat) -> bool:
        if seat.is_centred:
            return True
        return sum(abs(room - other) < USUAL * seat.pitch for other in usual) > LEAST_ALIKE


def seats_of(page: Page) -> Seats:
    """The seats of every word of a page's tables."""
    seats = tuple(
        _seat(cell, word, shared)
        for table in page.tables
        for shared in [_shared_edges(table)]
        for cell in table.cells
        for word in cell.words
        if word.text and not any(other is not word and other.box.overlap_y(word.box) > 0.5 * word.box.height for other in cell.words)
    )
    beside = [seat for seat in seats if abs(seat.left - seat.right) > NOT_THE_MIDDLE * seat.pitch]
    return Seats(seats, tuple(seat.left for seat in beside), tuple(seat.right for seat in beside))


def _shared_edges(table: Table) -> frozenset[float]:
    """Where cells of two rows or more begin or end: a stroke of writing taken for a ruling parts one row only."""
    rows: dict[float, set[int]] = defaultdict(set)
    for cell in table.cells:
        for edge in (cell.box.x0, cell.box.x1):
            rows[edge].add(cell.row)
    return frozenset(edge for edge, own in rows.items() if len(own) > 1)


def _seat(cell: Cell, word: Word, shared: frozenset[float]) -> Seat:
    figures = all(char in "0123456789.,-% " for char in word.text)
    pitch = word.box.height * (FIGURE_PITCH if figures else MIXED_PITCH)
    return Seat(word.box, word.box.x0 - cell.box.x0, cell.box.x1 - word.box.x1, pitch, cell.box.x0 in shared, cell.box.x1 in shared)


def skipped(chars: Sequence[Char], ink: Mask, *, numeric: bool) -> float:
    """The widest step between two characters of a line, or from its ink's end to the nearest one, beyond what they need, in figures.

    0 where there is nothing to tell. `ink`: the line's, which its characters' places refer to; `numeric`: one number and nothing else.
    """
    width = ink.shape[1]
    told = [char for char in chars if char.text.strip()]
    steps = [((right.at - left.at) * width, (_advance(left.text) + _advance(right.text)) / 2) for left, right in pairwise(told)]
    if not told or (len(steps) < LEAST_STEPS and not numeric):
        return 0.0
    columns = np.flatnonzero(ink.any(axis=0))
    rows = np.flatnonzero(ink.any(axis=1))
    if len(steps) < LEAST_STEPS:
        pitch = FIGURE_PITCH * (rows[-1] - rows[0] + 1) if rows.size else 0.0
    else:
        ratios = sorted(step / needed for step, needed in steps)
        pitch = ratios[len(ratios) // 2]
    if pitch <= 0 or not columns.size:
        return 0.0
    ends = (
        (told[0].at * width - columns[0], _advance(told[0].text) / 2),
        (columns[-1] + 1 - told[-1].at * width, _advance(told[-1].text) / 2),
    )
    return float(max(0.0, *(step / pitch - needed for step, needed in (*steps, *ends))))


def _advance(text: str) -> float:
    if text in SIGNS:
        return SIGN
    return NARROW if text.isascii() else WIDE

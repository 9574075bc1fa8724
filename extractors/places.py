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
USUAL = 0.2  # pitches within which two words begin alike
LEAST_ALIKE, LEAST_LENGTHS = 5, 3  # words of a page that begin alike, of several lengths, to say that words begin there
NAMES_END = ("公司", "中心", "协会", "商会", "学会", "联盟", "促进会", "研究院")  # behind which a name does not go on
SIGNS_BEHIND = ".,，． "
CENTS = re.compile(r"\.[0-9]{2}$")
# In halves of the type's height: a Chinese character, a figure, a letter, a point or comma, another mark.
CHARACTER, FIGURE, LETTER, SIGN, MARK = (2.0, 2.0), (1.0, 1.0), (0.5, 1.7), (0.5, 2.0), (0.5, 3.0)
SIGNS = frozenset(".,")
APART = 0.5  # figures that a program for texts puts between a Chinese character and a figure
LEAST_STEPS = 2


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
class Rim:
    """The room that one word leaves on one side of its cell, and how wide the word is, in points."""

    room: float
    width: float


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a page's words, and where words usually begin and end in their cells."""

    seats: tuple[Seat, ...]
    begins: tuple[Rim, ...]
    ends: tuple[Rim, ...]

    def bounds(self, word: Word, wanted: Sequence[str]) -> bool:
        """Can no character be missing before or behind these numbers (all of the text where none are given)? Told by its cell alone."""
        seat = next((seat for seat in self.seats if seat.box == word.box), None)
        spans = [(at, at + len(part)) for part in wanted if (at := word.text.find(part)) >= 0] or [(0, len(word.text))]
        first, last = min(start for start, _ in spans), max(end for _, end in spans)
        left = first > 0 or (seat is not None and seat.left_shared and self._is_bounded(seat.left, self.begins, seat))
        whole = CENTS.search(word.text) is not None if wanted else word.text.endswith(NAMES_END)
        followed = whole or word.text[last:].strip(SIGNS_BEHIND) != ""
        right = followed or (seat is not None and seat.right_shared and self._is_bounded(seat.right, self.ends, seat))
        return bool(left and right)

    @staticmethod
    def _is_bounded(room: float, usual: Sequence[Rim], seat: Seat) -> bool:
        """In the middle, or where words of several lengths have their rim too: words of one length share both rims."""
        if seat.is_centred:
            return True
        alike = [rim.width for rim in usual if abs(rim.room - room) < USUAL * seat.pitch]
        return len(alike) >= LEAST_ALIKE and len({round(width / seat.pitch) for width in alike}) >= LEAST_LENGTHS


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
    begins = tuple(Rim(seat.left, seat.box.width) for seat in beside)
    return Seats(seats, begins, tuple(Rim(seat.right, seat.box.width) for seat in beside))


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


def skipped(chars: Sequence[Char], width: float) -> float:
    """How much of a character is missing at the widest step between two of a line: a figure beside a figure, else a Chinese one.

    0 where there are too few to tell.

    `width`: of the image that the characters' places refer to, in any unit. A space that was read is no character that was lost.
    """
    steps = _steps(chars, width)
    pitch = _pitch(steps)
    return max(0.0, *((step.wide / pitch - step.most) / step.lost for step in steps)) if pitch else 0.0


def frayed(chars: Sequence[Char], ink: Mask) -> float:
    """How much further a number's ink reaches than its characters, at either end, in figures: what is left of one that is gone."""
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    told = [char for char in chars if char.text.strip()]
    if not told or not columns.size:
        return 0.0
    width = ink.shape[1]
    pitch = _pitch(_steps(chars, width)) or FIGURE_PITCH * float(rows[-1] - rows[0] + 1)
    before, behind = told[0].at * width - columns[0], columns[-1] + 1 - told[-1].at * width
    return max(0.0, float(before) / pitch - _room(told[0].text)[1] / 2, float(behind) / pitch - _room(told[-1].text)[1] / 2)


@dataclass(frozen=True, slots=True)
class _Step:
    """From the middle of one character to the next one's; the least and the most that both need of it, in figures; and what
    would have to be lost between them."""

    wide: float
    least: float
    most: float
    lost: float


def _steps(chars: Sequence[Char], width: float) -> list[_Step]:
    out = []
    for left, right in pairwise(chars):
        if left.text.strip() and right.text.strip():
            (least, most), (its_least, its_most) = _room(left.text), _room(right.text)
            latin = [char.text.isascii() for char in (left, right)]
            lost = FIGURE[0] if any(latin) else CHARACTER[0]
            between = 0.0 if latin[0] == latin[1] else APART
            out.append(_Step((right.at - left.at) * width, (least + its_least) / 2, (most + its_most) / 2 + between, lost))
    return out


def _pitch(steps: Sequence[_Step]) -> float:
    """The room of one figure; 0 where too few steps tell it."""
    told = [(step.wide / ((step.least + step.most) / 2), step.least == step.most) for step in steps]
    plain = sorted(ratio for ratio, is_plain in told if is_plain)
    ratios = plain if len(plain) >= LEAST_STEPS else sorted(ratio for ratio, _ in told)
    return max(0.0, ratios[(len(ratios) - 1) // 2]) if len(ratios) >= LEAST_STEPS else 0.0


def _room(text: str) -> tuple[float, float]:
    """The least and the most room of a character, in figures: signs stand at one side of theirs, letters differ from font to font."""
    if text in SIGNS:
        return SIGN
    if text.isascii():
        return FIGURE if text.isdigit() else LETTER
    return CHARACTER if text.isalnum() else MARK

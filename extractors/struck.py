"""Figures that a pen crossed out: a level stroke runs through the middle of all of them, from the first to the last, over the gaps between."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extractors.ink import Mask, closed
from extractors.ocr.engine import Char

LEAST_FIGURES = 3  # the bars of two fours side by side may touch
MIDDLE = (0.3, 0.67)  # of the figures' height: lower down lie the bars of fours
THROUGH = 0.92  # share of the figures' width that the stroke runs over
GAP = 3  # px of a stroke that a scan may lose
_FIGURES = re.compile(r"[0-9][0-9.,]*[0-9]")


def struck_out(ink: Mask, chars: Sequence[Char]) -> tuple[int, int] | None:
    """First and past-the-last of the characters that are one crossed-out number; `ink` is their line's. None where none is, or two are."""
    text = "".join(char.text for char in chars)
    if len(text) != len(chars):
        return None
    numbers = [found.span() for found in _FIGURES.finditer(text) if found.end() - found.start() >= LEAST_FIGURES]
    found = [span for span in numbers if _runs_through(_cut(ink, chars, *span))]
    return found[0] if len(found) == 1 else None


def _cut(ink: Mask, chars: Sequence[Char], start: int, end: int) -> Mask:
    """The columns of these characters, half a pitch beyond the middles of the first and the last."""
    width = ink.shape[1]
    half = 0.5 * (chars[end - 1].at - chars[start].at) / (end - 1 - start)
    left, right = round((chars[start].at - half) * width), round((chars[end - 1].at + half) * width)
    return np.ascontiguousarray(ink[:, max(0, left) : max(0, right)])


def _runs_through(ink: Mask) -> bool:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if rows.size < 4 or columns.size < 4:
        return False
    top, height = int(rows[0]), int(rows[-1] - rows[0] + 1)
    middle = closed(np.ascontiguousarray(ink[top + int(MIDDLE[0] * height) : top + int(MIDDLE[1] * height) + 1]), GAP, 3)
    return any(_longest(row) >= THROUGH * (columns[-1] - columns[0] + 1) for row in middle)


def _longest(row: Mask) -> int:
    """The longest run of ink in a row of pixels."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (row > 0).astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))

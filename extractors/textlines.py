"""Lines of text inside a cell, by ink alone: where the grid is known nothing needs to be detected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.ink import Mask

PAD_X, PAD_Y = 0.3, 0.16  # of a character's height: what recognisers are used to see around a line
MAX_LINE = 1.45  # runs of ink rows are one line as long as together they are no taller than this
TALL_LINE = 2.0  # taller than this is more than one line, or no printed text: left to detection
LEAST_WIDTH, LEAST_HEIGHT = 0.3, 0.3  # a run smaller than this both ways is dust
FLAT, NEAR = 0.35, 0.4  # a run as flat as this so near above or below a line is dust too; 一 on a line of its own stands further off
SPLIT_GAP = 3.5  # blank of more than this many character heights parts two words on one line


@dataclass(frozen=True, slots=True)
class Span:
    """A line or a piece of one: left, top, right, bottom in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def padded(self, height_px: float, within: Span) -> Span:
        dx, dy = max(2, round(PAD_X * height_px)), max(1, round(PAD_Y * height_px))
        return Span(
            max(within.x0, self.x0 - dx), max(within.top, self.top - dy), min(within.x1, self.x1 + dx), min(within.bottom, self.bottom + dy)
        )


def spans_in(ink: Mask, cell: Span, height_px: float) -> tuple[Span, ...]:
    """The lines of text in a cell, top to bottom; `ink` is without rulings. Lines much taller than text are given too."""
    window = ink[cell.top : cell.bottom, cell.x0 : cell.x1]
    if not window.any():
        return ()
    noise = max(1, round(0.04 * height_px))
    runs = _merged(_runs(window.sum(axis=1) >= noise), height_px)
    spans: list[Span] = []
    for start, end in runs:
        columns = np.flatnonzero(window[start:end].any(axis=0))
        if not columns.size:
            continue
        for x0, x1 in _pieces(columns, height_px):
            if x1 - x0 >= LEAST_WIDTH * height_px or end - start >= LEAST_HEIGHT * height_px:
                spans.append(Span(cell.x0 + x0, cell.top + start, cell.x0 + x1, cell.top + end))
    return tuple(span for span in spans if not _is_dust(span, spans, height_px))


def _is_dust(span: Span, spans: Sequence[Span], height_px: float) -> bool:
    """Specks in a row right above or below a line, whose ink kept them from being swept as dust."""
    if span.height > FLAT * height_px:
        return False
    lines = (one for one in spans if one.height > FLAT * height_px and one.x0 < span.x1 and one.x1 > span.x0)
    return any(max(one.top - span.bottom, span.top - one.bottom) <= NEAR * height_px for one in lines)


def is_tall(span: Span, height_px: float) -> bool:
    return span.height > TALL_LINE * height_px


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _merged(runs: list[tuple[int, int]], height_px: float) -> list[tuple[int, int]]:
    """Runs that are parts of one line taken together: 二 and 言 have white rows inside."""
    out: list[tuple[int, int]] = []
    for start, end in runs:
        if out:
            first, last = out[-1]
            if end - first <= MAX_LINE * height_px and start - last <= 0.5 * height_px:
                out[-1] = (first, end)
                continue
        out.append((start, end))
    return out


def _pieces(columns: NDArray[np.intp], height_px: float) -> list[tuple[int, int]]:
    gaps = np.flatnonzero(np.diff(columns) > SPLIT_GAP * height_px)
    starts = np.concatenate(([0], gaps + 1))
    ends = np.concatenate((gaps, [len(columns) - 1]))
    return [(int(columns[a]), int(columns[b]) + 1) for a, b in zip(starts, ends, strict=True)]

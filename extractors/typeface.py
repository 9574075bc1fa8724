"""The figures of a page drawn back: is what was read likelier, in this page's own type, than any other figure at its place?

Where a copy is too light, strokes are gone and every reader takes what is left for the nearest figure it knows. But a page shows each
figure many times, broken here and there: laid over one another they tell its shape, and how much of it this page loses. Laid at the
places that the page's pitch gives, the ink of a number then tells how much likelier the figures read are than others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.ink import shares_of, softened
from extractors.stems import Figures, Ruler, origin_of

FIGURES = "0123456789"
HEIGHT = 32  # px a figure is drawn high
ROOM_X, ROOM_Y = 11, 20  # px left and right of, above and below the middle of a figure's place that are looked at
SHIFT_X, SHIFT_Y = 5, 3  # px a whole number may be moved to lie best
LOOSE = 1  # px a single figure may be moved
LEAST_SEEN = 3  # of each of the ten figures on a page: fewer tell no shape, and what has no shape cannot be ruled out
LEAST_LINE = 3  # figures of a line whose ink tells how high figures are
HIGH = 60  # percentile of these heights: some have lost their heads
SOFT = 0.8  # px
PRESENT = 0.7  # of what a page usually leaves of a figure
RARE, FULL = 0.02, 0.97  # chance of ink where none, and where all, of the figures seen had it
SIGN = 0.5  # pitches that a sign takes where the page does not tell
SIGNS = frozenset(",.，．")
MOST_FIGURES = 24  # of a number: more are no amount, and would take much memory
BORDER = 60  # px of paper around a line: enough to move it
PASSES = 2  # how often the shapes are learned anew from where the last ones lay

_Floats = NDArray[np.float32]
_Shapes = NDArray[np.float64]  # of ten figures: the log of the chance of ink, and of none, at every pixel


@dataclass(frozen=True, slots=True, eq=False)
class _Lined:
    """A number in the size of the shapes: its ink 0…1 with paper around it, its figures and the middles of their places."""

    ink: _Floats
    figures: tuple[int, ...]
    xs: tuple[int, ...]
    y: int


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """The ten figures as one page prints and loses them. `height`, `ruler.pitch`: of a figure, in points."""

    ruler: Ruler
    height: float
    inked: _Shapes
    blank: _Shapes

    def margin(self, line: Figures) -> float:
        """Nats by which the least sure figure of a number is likelier than any other; 0 where that cannot be told: of a single figure, say."""
        lined = _lined(line, self.ruler, self.height)
        if lined is None or len(lined.figures) < 2:
            return 0.0
        scores = _scores(lined, self)
        if scores is None:
            return 0.0
        y, x = _lies(scores, lined.figures)
        if any(self._present(lined, end, y - SHIFT_Y - LOOSE, x - SHIFT_X - LOOSE) < PRESENT for end in (0, -1)):
            return 0.0  # where the end is half gone, one beyond it may be gone altogether
        near = scores[:, y - LOOSE : y + LOOSE + 1, x - LOOSE : x + LOOSE + 1].max(axis=(1, 2))
        own = near[range(len(lined.figures)), lined.figures]
        near[range(len(lined.figures)), lined.figures] = -np.inf
        return max(0.0, float((own - near.max(axis=1)).min()))

    def _present(self, lined: _Lined, which: int, y: int, x: int) -> float:
        """How much of a figure's ink is there, beside what this page usually leaves of it (1)."""
        window = lined.ink[lined.y + y - ROOM_Y : lined.y + y + ROOM_Y, lined.xs[which] + x - ROOM_X : lined.xs[which] + x + ROOM_X + 1]
        usual = np.exp(self.inked[lined.figures[which]])
        return float(window.reshape(-1) @ usual / (usual @ usual))


def typeface_of(lines: Sequence[Figures], ruler: Ruler | None) -> Typeface | None:
    """Learned from the figures of one page and its ruler; None without one, or where the page shows one of the ten too seldom."""
    height = _height(lines)
    if ruler is None or height is None:
        return None
    lined = [one for line in lines if (one := _lined(line, ruler, height)) is not None]
    face = _learned(lined, [(0, 0)] * len(lined), ruler, height)
    for _ in range(PASSES):
        if face is None:
            return None
        moves = [(0, 0) if scores is None else _move(scores, one.figures) for one in lined for scores in (_scores(one, face),)]
        face = _learned(lined, moves, ruler, height)
    return face


def _height(lines: Sequence[Figures]) -> float | None:
    heights = []
    for line in lines:
        rows = np.flatnonzero(line.ink.sum(axis=1) >= 2)
        if rows.size and sum(char.text in FIGURES for char in line.chars) >= LEAST_LINE:
            heights.append(float(rows[-1] - rows[0] + 1) * line.scale)
    return float(np.percentile(heights, HIGH)) if heights else None


def _lined(line: Figures, ruler: Ruler, height: float) -> _Lined | None:
    """None where a character is neither figure nor sign, or where the number holds no figure."""
    steps = _steps(line, ruler)
    origin = None if steps is None else origin_of(line, ruler.pitch, steps)
    rows = np.flatnonzero(line.ink.sum(axis=1) > 0)
    if steps is None or origin is None or not rows.size:
        return None
    factor = HEIGHT / height
    tall, wide = (max(8, round(side * line.scale * factor)) for side in line.ink.shape)
    padded = np.pad(shares_of(line.ink, wide, tall), BORDER)
    figures = tuple(FIGURES.index(line.chars[at].text) for at, _ in steps)
    xs = tuple(round((origin + step * ruler.pitch) * factor) + BORDER for _, step in steps)
    return _Lined(padded, figures, xs, round(float(rows[0] + rows[-1] + 1) / 2 * line.scale * factor) + BORDER)


def _steps(line: Figures, ruler: Ruler) -> tuple[tuple[int, float], ...] | None:
    """Of every figure of a line its index and its place in pitches from the first; None where another character stands among them, or too many."""
    signs, steps, at = dict(ruler.signs), [], 0.0
    for index, char in enumerate(line.chars):
        if len(char.text) == 1 and char.text in FIGURES:
            steps.append((index, at))
            at += 1
        elif char.text in SIGNS:
            at += signs.get(char.text, SIGN)
        else:
            return None
    return tuple(steps) if 0 < len(steps) <= MOST_FIGURES else None


def _learned(lined: Sequence[_Lined], moves: Sequence[tuple[int, int]], ruler: Ruler, height: float) -> Typeface | None:
    """The shapes, from every figure where its line was moved to."""
    seen: list[list[_Floats]] = [[] for _ in FIGURES]
    for one, (y, x) in zip(lined, moves, strict=True):
        for figure, place in zip(one.figures, one.xs, strict=True):
            window = one.ink[one.y + y - ROOM_Y : one.y + y + ROOM_Y, max(0, place + x - ROOM_X) : place + x + ROOM_X + 1]
            if window.shape == (2 * ROOM_Y, 2 * ROOM_X + 1):
                seen[figure].append(window)
    if any(len(windows) < LEAST_SEEN for windows in seen):
        return None
    means = [softened(np.mean(windows, axis=0), SOFT) for windows in seen]
    chance = np.clip(np.stack(means).reshape(len(FIGURES), -1), RARE, FULL)
    return Typeface(ruler, height, np.log(chance), np.log(1 - chance))


def _scores(one: _Lined, face: Typeface) -> NDArray[np.float64] | None:
    """Log likelihood: figure of the line × move down × move right × figure of the type; None where it lies too near the border."""
    reach_y, reach_x = ROOM_Y + SHIFT_Y + LOOSE, ROOM_X + SHIFT_X + LOOSE
    fields = [one.ink[one.y - reach_y : one.y + reach_y, max(0, x - reach_x) : x + reach_x + 1] for x in one.xs]
    if any(field.shape != (2 * reach_y, 2 * reach_x + 1) for field in fields):
        return None
    windows = np.lib.stride_tricks.sliding_window_view(np.stack(fields), (2 * ROOM_Y, 2 * ROOM_X + 1), axis=(1, 2))
    flat = windows.reshape(*windows.shape[:3], -1)
    return np.asarray(flat @ (face.inked - face.blank).T + face.blank.sum(axis=1), np.float64)


def _lies(scores: NDArray[np.float64], figures: Sequence[int]) -> tuple[int, int]:
    """Where among the moves the figures that were read lie best together, as indices that leave room for a single one to move."""
    told = sum(scores[i, LOOSE:-LOOSE, LOOSE:-LOOSE, figure] for i, figure in enumerate(figures))
    y, x = np.unravel_index(int(np.argmax(told)), np.shape(told))
    return int(y) + LOOSE, int(x) + LOOSE


def _move(scores: NDArray[np.float64], figures: Sequence[int]) -> tuple[int, int]:
    y, x = _lies(scores, figures)
    return y - SHIFT_Y - LOOSE, x - SHIFT_X - LOOSE

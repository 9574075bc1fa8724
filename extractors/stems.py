"""Where a '1' stands among its neighbours: what is left of a '4' on a light copy stands too far right to be a '1'.

Figures of one font have one pitch. The stem of a '1' stands near the middle of its place, the stem of a '4' about a
sixth of the pitch to the right of it; engines do not look at that, so it is evidence of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.ink import Mask
from extractors.ocr.engine import Char

EVEN = frozenset("0235689")  # digits whose ink is centred in their place
WHOLE = (0.5, 0.92)  # of the pitch: how wide the ink of an even digit is in any font
BREADTH = 0.14  # a digit this much wider or narrower than the page's others is broken or has debris beside it
LEAST_PAIRS = 4  # neighbours that must be measured before a page's pitch is believed
LEAST_STEMS = 3  # of each digit
USUAL_STEMS = (0.0, 0.12)  # of a '1' and a '4' where a page has too few to tell: no font's '4' stands further left
LEAST_APART = 0.06  # of the pitch: fonts in which both stand alike cannot be told apart
SPREAD = 0.12  # of the pitch: pairs that lie further apart from the median were split wrongly
FAR = 0.78  # of the pitch: ink further than this from every character that was read belongs to none
HEIGHT_PITCH = 0.62  # of a line's height: the pitch where nothing better is known


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """A line of figures drawn anew: its ink, the characters read on it, and points per pixel."""

    ink: Mask
    chars: tuple[Char, ...]
    scale: float


@dataclass(frozen=True, slots=True)
class _Placed:
    text: str
    index: int
    middle: float
    width: float
    stem: float

    def is_even(self, pitch: float) -> bool:
        """A digit whose ink tells where the middle of its place is: whole, and without a neighbour's debris."""
        return self.text in EVEN and WHOLE[0] * pitch <= self.width <= WHOLE[1] * pitch


def _placed(figures: Figures) -> list[_Placed]:
    """Every digit with the middle of its ink and its heaviest column, in points from the left of the line."""
    width = figures.ink.shape[1]
    columns = figures.ink.sum(axis=0)
    centres = [char.at * width for char in figures.chars]
    out = []
    for index, char in enumerate(figures.chars):
        left = 0.0 if index == 0 else (centres[index - 1] + centres[index]) / 2
        right = float(width) if index + 1 == len(centres) else (centres[index] + centres[index + 1]) / 2
        x0, x1 = _snapped(columns, left), _snapped(columns, right)
        own = np.flatnonzero(columns[x0:x1] > 0)
        if not own.size or not char.text.isdigit():
            continue
        middle = x0 + (own[0] + own[-1] + 1) / 2
        heavy = np.flatnonzero(columns[x0:x1] >= 0.75 * columns[x0:x1].max())
        broad = float(own[-1] - own[0] + 1) * figures.scale
        out.append(_Placed(char.text, index, middle * figures.scale, broad, (x0 + float(heavy.mean()) + 0.5) * figures.scale))
    return out


def _snapped(columns: NDArray[np.int64], at: float) -> int:
    """The emptiest column near a border between two characters."""
    reach = 7
    low, high = max(0, round(at) - reach), min(len(columns), round(at) + reach + 1)
    if high <= low:
        return min(len(columns), max(0, round(at)))
    window = columns[low:high]
    best = np.flatnonzero(window == window.min())
    return low + int(best[np.abs(best + low - at).argmin()])


def pitch_of(lines: Iterable[Figures]) -> float | None:
    """Points from one figure to the next on a page; None where too few neighbours could be measured."""
    steps = []
    for line in lines:
        placed = _placed(line)
        steps += [
            right.middle - left.middle
            for left, right in pairwise(placed)
            if right.index == left.index + 1 and left.text in EVEN and right.text in EVEN
        ]
    if len(steps) < LEAST_PAIRS:
        return None
    middle = float(np.median(steps))
    near = [step for step in steps if abs(step - middle) <= SPREAD * middle]
    return float(np.mean(near)) if len(near) >= max(LEAST_PAIRS, len(steps) // 2) else None


def stem_offsets(line: Figures, pitch: float, digit: str, breadth: float = 0.0) -> tuple[float | None, ...]:
    """For each of this digit on the line how far its stem stands right of the middle of its place, as a share of the pitch.

    None where no even digit stands in the same run of digits.
    """
    placed = _placed(line)
    offsets: list[float | None] = []
    for one in placed:
        if one.text != digit:
            continue
        even = [other for other in placed if other.is_even(pitch) and _one_run(line.chars, one, other)]
        whole = [other for other in even if not breadth or abs(other.width - breadth) <= BREADTH * breadth]
        places = [other.middle + (one.index - other.index) * pitch for other in whole]
        offsets.append((one.stem - float(np.median(places))) / pitch if places else None)
    return tuple(offsets)


@dataclass(frozen=True, slots=True)
class Ruler:
    """What tells a '1' from the rest of a '4' on one page: the pitch in points, and where the stems of both stand.

    `breadth`: how wide an even digit's ink is in points, 0 where unknown; one that differs is broken and shows no middle.
    """

    pitch: float
    one: float
    four: float
    breadth: float = 0.0

    def likeness_to_four(self, line: Figures) -> float:
        """The worst '1' of a line: 0 it stands where a '1' stands, 1 where a '4' does or where that cannot be told."""
        offsets = stem_offsets(line, self.pitch, "1", self.breadth)
        if any(offset is None for offset in offsets):
            return 1.0
        shares = [(offset - self.one) / (self.four - self.one) for offset in offsets if offset is not None]
        return min(1.0, max(0.0, *shares, 0.0)) if shares else 1.0


def ruler_of(lines: Sequence[Figures]) -> Ruler | None:
    """The page's own ruler, a cautious one where it has too few of either digit; None where its figures do not tell.

    Some of the page's '1' may be lost '4's, so the stem of a '1' is taken from those that stand furthest left.
    """
    pitch = pitch_of(lines)
    if pitch is None:
        return None
    breadth = float(np.median([one.width for line in lines for one in _placed(line) if one.is_even(pitch)]))
    ones = sorted(offset for line in lines for offset in stem_offsets(line, pitch, "1", breadth) if offset is not None)
    fours = [offset for line in lines for offset in stem_offsets(line, pitch, "4", breadth) if offset is not None]
    if len(ones) < LEAST_STEMS or len(fours) < LEAST_STEMS:
        return Ruler(pitch, *USUAL_STEMS, breadth)
    one, four = float(np.median(ones[: max(2, len(ones) // 2)])), float(np.median(fours))
    return Ruler(pitch, one, four, breadth) if four - one >= LEAST_APART else None


def _one_run(chars: Sequence[Char], one: _Placed, other: _Placed) -> bool:
    first, last = sorted((one.index, other.index))
    return all(char.text.isdigit() for char in chars[first : last + 1])


def unexplained(ink: Mask, chars: Sequence[Char]) -> float:
    """Share of the ink that stands further from every character that was read than a character reaches."""
    total = float(ink.sum())
    if not total or not chars:
        return 1.0 if total else 0.0
    height, width = ink.shape
    centres = np.array([char.at * width for char in chars])
    steps = np.diff(np.sort(centres))
    pitch = float(np.median(steps)) if steps.size >= 2 else HEIGHT_PITCH * height
    far = np.abs(np.arange(width)[:, None] - centres[None, :]).min(axis=1) > FAR * pitch
    return float(ink[:, far].sum()) / total

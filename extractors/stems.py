"""Where a '1' stands among its neighbours: what is left of a '4' on a light copy stands too far right to be a '1'.

Figures of one font have one pitch. The stem of a '1' stands near the middle of its place, the stem of a '4' about a
sixth of the pitch to the right of it; engines do not look at that, so it is evidence of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.ink import Mask
from extractors.ocr.engine import Char

EVEN = frozenset("0235689")  # digits whose ink is centred in their place
LEANING = frozenset("47")  # digits whose ink is not, and by how much the page tells
WHOLE = (0.5, 0.92)  # of the pitch: how wide the ink of an even digit is in any font
BREADTH = 0.14  # a digit this much wider or narrower than the page's others is broken or has debris beside it
LEAST_PAIRS = 4  # neighbours that must be measured before a page's pitch is believed
LEAST_STEMS = 3  # of each digit; likewise of what else is learned of a sign
USUAL_STEMS = (0.0, 0.12)  # of a '1' and a '4' where a page has too few to tell: no font's '4' stands further left
LEAST_APART = 0.06  # of the pitch: fonts in which both stand alike cannot be told apart
SPREAD = 0.12  # of the pitch: pairs that lie further apart from the median were split wrongly
STEADY = 0.05  # of the pitch: what is learned of a sign must not scatter more than this
FAR = 0.78  # of the pitch: ink further than this from every character that was read belongs to none
HEIGHT_PITCH = 0.62  # of a line's height: the pitch where nothing better is known
SNAP = 7  # px: how far the border between two characters may be moved to where there is no ink


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
    low, high = max(0, round(at) - SNAP), min(len(columns), round(at) + SNAP + 1)
    if high <= low:
        return min(len(columns), max(0, round(at)))
    window = columns[low:high]
    best = np.flatnonzero(window == window.min())
    return low + int(best[np.abs(best + low - at).argmin()])


def origin_of(line: Figures, pitch: float, steps: Iterable[tuple[int, float]]) -> float | None:
    """Where the middle of the first place of a line lies, in points from its left; `steps`: of characters the index and the place in pitches.

    Told by the ink of the digits that are centred in theirs; else by where the engine saw characters. None without any step.
    """
    at = dict(steps)
    told = [one.middle - at[one.index] * pitch for one in _placed(line) if one.index in at and one.text in EVEN]
    told = told or [line.chars[index].at * line.ink.shape[1] * line.scale - step * pitch for index, step in at.items()]
    return float(np.median(told)) if told else None


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


@dataclass(frozen=True, slots=True)
class Ruler:
    """What tells a '1' from the rest of a '4' on one page: the pitch in points, and where the stems of both stand.

    `breadths`: how wide each digit's ink usually is, in points; one that differs is broken and shows no middle. `leans`: how far
    right of its place's middle the ink of a '4' or '7' is centred; `signs`: the advance of a comma or a point. All in shares of
    the pitch but for `breadths`; what the page does not tell is left out.
    """

    pitch: float
    one: float
    four: float
    breadths: tuple[tuple[str, float], ...] = ()
    leans: tuple[tuple[str, float], ...] = ()
    signs: tuple[tuple[str, float], ...] = ()

    def likeness_to_four(self, line: Figures) -> float:
        """The worst '1' of a line: 0 it stands where a '1' stands, 1 where a '4' does or where that cannot be told."""
        offsets = self.stem_offsets(line, "1")
        if any(offset is None for offset in offsets):
            return 1.0
        shares = [(offset - self.one) / (self.four - self.one) for offset in offsets if offset is not None]
        return min(1.0, max(0.0, *shares, 0.0)) if shares else 1.0

    def stem_offsets(self, line: Figures, digit: str) -> tuple[float | None, ...]:
        """For each of this digit how far its stem stands right of the middle of its place; None where no neighbour tells that."""
        placed = _placed(line)
        offsets: list[float | None] = []
        for one in placed:
            if one.text != digit:
                continue
            told = [place for other in placed if (place := self._place(line.chars, one, other)) is not None]
            offsets.append((one.stem - float(np.median(told))) / self.pitch if told else None)
        return tuple(offsets)

    def _place(self, chars: Sequence[Char], one: _Placed, other: _Placed) -> float | None:
        """Where the middle of `one`'s place is by where `other` stands; None where `other` does not tell."""
        lean = 0.0 if other.is_even(self.pitch) else dict(self.leans).get(other.text)
        breadth = dict(self.breadths).get(other.text)
        if lean is None or other is one or (breadth is not None and abs(other.width - breadth) > BREADTH * breadth):
            return None
        steps = self._steps(chars, other.index, one.index)
        return None if steps is None else other.middle + (steps - lean) * self.pitch

    def _steps(self, chars: Sequence[Char], start: int, end: int) -> float | None:
        """Pitches from the middle of one digit's place to another's; None over a sign whose advance is not known."""
        low, high = sorted((start, end))
        advances = [1.0 if char.text.isdigit() else dict(self.signs).get(char.text) for char in chars[low + 1 : high + 1]]
        if any(advance is None for advance in advances):
            return None
        return sum(advance for advance in advances if advance is not None) * (1 if end > start else -1)


def ruler_of(lines: Sequence[Figures]) -> Ruler | None:
    """The page's own ruler, a cautious one where it has too few of either digit; None where its figures do not tell.

    Some of the page's '1' may be lost '4's, so the stem of a '1' is taken from those that stand furthest left.
    """
    pitch = pitch_of(lines)
    if pitch is None:
        return None
    placed = [_placed(line) for line in lines]
    breadths = _breadths(placed)
    plain = Ruler(pitch, *USUAL_STEMS, breadths)
    ruler = Ruler(pitch, *USUAL_STEMS, breadths, _leans(plain, lines, placed), _signs(plain, lines, placed))
    ones = sorted(offset for line in lines for offset in plain.stem_offsets(line, "1") if offset is not None)
    fours = [offset for line in lines for offset in plain.stem_offsets(line, "4") if offset is not None]
    if len(ones) < LEAST_STEMS or len(fours) < LEAST_STEMS:
        return ruler
    one, four = float(np.median(ones[: max(2, len(ones) // 2)])), float(np.median(fours))
    return Ruler(pitch, one, four, breadths, ruler.leans, ruler.signs) if four - one >= LEAST_APART else None


def _breadths(placed: Sequence[Sequence[_Placed]]) -> tuple[tuple[str, float], ...]:
    """The usual width of each digit's ink; of a digit that is seldom here, that of all even ones."""
    widths: dict[str, list[float]] = defaultdict(list)
    for one in (one for line in placed for one in line):
        widths[one.text].append(one.width)
    even = [width for text, found in widths.items() if text in EVEN for width in found]
    common = {text: float(np.median(even)) for text in EVEN} if even else {}
    own = {text: float(np.median(found)) for text, found in widths.items() if len(found) >= LEAST_STEMS}
    return tuple(sorted((common | own).items()))


def _leans(ruler: Ruler, lines: Sequence[Figures], placed: Sequence[Sequence[_Placed]]) -> tuple[tuple[str, float], ...]:
    """How far from the middle of their place '4' and '7' are centred, by the even digits beside them."""
    found: dict[str, list[float]] = defaultdict(list)
    for line, digits in zip(lines, placed, strict=True):
        for one in digits:
            if one.text in LEANING:
                places = [place for other in digits if (place := ruler._place(line.chars, one, other)) is not None]
                found[one.text] += [(one.middle - float(np.median(places))) / ruler.pitch] if places else []
    return _steady(found)


def _signs(ruler: Ruler, lines: Sequence[Figures], placed: Sequence[Sequence[_Placed]]) -> tuple[tuple[str, float], ...]:
    """The advance of a comma or a point, by the even digits on both sides of it."""
    found: dict[str, list[float]] = defaultdict(list)
    for line, digits in zip(lines, placed, strict=True):
        for left, right in pairwise(digits):
            if right.index == left.index + 2 and left.is_even(ruler.pitch) and right.is_even(ruler.pitch):
                found[line.chars[left.index + 1].text].append((right.middle - left.middle) / ruler.pitch - 1)
    return _steady(found)


def _steady(found: dict[str, list[float]]) -> tuple[tuple[str, float], ...]:
    """The median of each, where there are enough and they do not scatter."""
    out = []
    for text, values in sorted(found.items()):
        middle = float(np.median(values)) if len(values) >= LEAST_STEMS else 0.0
        if len(values) >= LEAST_STEMS and float(np.median(np.abs(np.array(values) - middle))) <= STEADY:
            out.append((text, middle))
    return tuple(out)


def unexplained(ink: Mask, chars: Sequence[Char]) -> float:
    """Share of the ink that stands further from every character that was read than a character reaches."""
    total = float(ink.sum())
    if not total or not chars:
        return 1.0 if total else 0.0
    return float(ink[:, far_columns(ink, chars)].sum()) / total


def far_columns(line: Mask, chars: Sequence[Char]) -> NDArray[np.intp]:
    """The columns of a line that stand further from every character that was read than a character reaches."""
    height, width = line.shape
    centres = np.array([char.at * width for char in chars])
    steps = np.diff(np.sort(centres))
    pitch = float(np.median(steps)) if steps.size >= 2 else HEIGHT_PITCH * height
    return np.flatnonzero(np.abs(np.arange(width)[:, None] - centres[None, :]).min(axis=1) > FAR * pitch)


def widest_gap(ink: Mask, chars: Sequence[Char]) -> float:
    """The widest blank between the first and the last character, beyond the usual one there, as a share of the ink's height.

    A character that vanished whole leaves a gap; so does a ruling between two cells that were read as one.
    """
    if len(chars) < 2:
        return 0.0
    width = ink.shape[1]
    first, last = (round(char.at * width) for char in (chars[0], chars[-1]))
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink[:, max(0, first) : last + 1].any(axis=0))
    gaps = np.diff(columns) - 1
    blanks = np.sort(gaps[gaps > 0])
    if not rows.size or not blanks.size:
        return 0.0
    usual = float(blanks[(len(blanks) - 1) // 2]) if len(blanks) >= 2 else 0.0
    return (float(blanks[-1]) - usual) / float(rows[-1] - rows[0] + 1)

"""A word drawn anew from the page's picture: larger, with even paper, without red and rulings, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from extractors.image import crop_of
from extractors.ink import Mask, evened_crop, grey_of, grown, ink_level, ink_of, red_of, rows_of, without_red
from extractors.ocr.engine import Pixels
from extractors.raster import Picture
from models.geometry import Box, View

LINE_PX = 64  # px a line is drawn high: about twice what it had when it was read
PAD = 0.18  # of the line's height, around the word
CONTEXT = 1.0  # of the line's height: what is drawn beyond the word to know the paper
RED_TOUCH = 0.004  # share of a word's box that is red
FAINT_BELOW = 222  # of evened grey: ink that is nearly gone
BESIDE_RED, RED_END = 0.8, 0.12  # of the line's height: room for a character; share of it that is red
BESIDE, BESIDE_INK = 0.95, 0.02  # of the line's height, and of its square: how near, and how much of it
PATTERN, CLEARLY_DARKER = 12, 8  # per cent of the paper that may be pattern; grey levels that ink is darker than it
CLEARLY_INK = 140  # of evened grey: darker than what a cleaned seal leaves behind
ROUND, FURTHER = 1.7, 1.6  # of the line's height: what is drawn, and searched, around a word for a figure that was left out
AS_TALL = 0.45  # of the line's height: what is no speck, no point and no dash
LONG = 4.0  # a word this many times longer than high is a line whose tilt can be told
TILTS = tuple(step / 2 for step in range(-8, 9))  # degrees
CLEARLY_LEVEL = 1.12  # a tilt must make the rows this much sharper to be believed
FULL_BAND, LEAST_BAND = 0.8, 0.25  # of the box's height: a line that fills it; less is no line
BAND_INK, BAND_GAP = 0.06, 0.04  # of the fullest row; of the crop's height
RULE_ABOVE = 0.3  # of a word's height, above and below it: as far as a ruling between cells reaches at least
Ends = tuple[bool, bool]  # at the left end of a word, at the right
RULE_INK = 0.8  # share of a row or column at the crop's rim that makes it a ruling


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A word drawn anew: cleaned RGB with its margin; whether red lay over the word; whether ink that was not read, be it faint,
    stands right beside it, on the left and on the right; whether red does that may cover some."""

    image: Pixels
    red: bool
    ink_beside: Ends
    red_beside: Ends


def draw_line(picture: Picture, view: View, box: Box, line_px: int = LINE_PX, others: Iterable[Box] = ()) -> Line:
    """The word at `box` (read points) drawn from the page's picture with even paper, without red and rulings, level and filling it.

    `others`: the boxes of the page's words; what they reach into its margin is painted over.
    """
    ends = _neighbours(box, others)
    line = _drawn(picture, view, box, line_px, 0.0, ends)
    lie = _lie_of(line.image, round(PAD * line_px)) if box.width > LONG * box.height else None
    if lie is None:
        return line
    height = box.height * lie.height
    (x, y), half = box.center, box.width / 2
    middle = y + lie.middle * box.height
    return _drawn(picture, view, Box(x - half, middle - height / 2, x + half, middle + height / 2), line_px, lie.degrees, ends)


def _neighbours(box: Box, others: Iterable[Box]) -> Ends:
    """Does another word of its line reach into the margin on the left, on the right?"""
    pad, middle = PAD * box.height, (box.top + box.bottom) / 2
    beside = [other for other in others if other != box and other.top < middle < other.bottom]
    left = any(other.x0 < box.x0 and box.x0 - pad < other.x1 < box.x0 + box.height for other in beside)
    right = any(other.x1 > box.x1 and box.x1 - box.height < other.x0 < box.x1 + pad for other in beside)
    return left, right


def cut_short(picture: Picture, view: View, box: Box, others: Iterable[Box], line_px: int = LINE_PX) -> Ends:
    """Does ink as tall as a character stand beside the word, where no other word was read? `others`: the boxes of the page's words.

    Thin or widely spaced print loses a figure to the sweeping of dust; whoever reads what is left reads it alike and surely.
    """
    height = max(2.0, box.height)
    image, red = _cleaned(picture, view, box, ROUND, line_px, 0.0)
    ink = (ink_of(grey_of(image)) > 0) & (grown(red, 7, 7) == 0)
    margin = round(ROUND * line_px)
    sides = _sides(ink, margin, round(FURTHER * line_px))
    band = ink[margin:-margin]
    for other in others:
        if other != box and other.top < box.bottom and other.bottom > box.top and not other.holds_center(box):
            left, right = (round((x - box.x0) / height * line_px) + margin for x in (other.x0, other.x1))
            band[:, max(0, left) : max(0, right)] = False
    left, right = (_is_character(band[:, side], line_px) for side in sides)
    return left, right


def _sides(ink: NDArray[np.bool_], margin: int, reach: int) -> tuple[list[int], list[int]]:
    """The columns to the left and to the right of a word, outwards from it; a ruling, taller than any character, ends them."""
    above = round(RULE_ABOVE * (ink.shape[0] - 2 * margin))
    tall = ink[max(0, margin - above) : ink.shape[0] - margin + above]  # no taller: a ruling may end with its row
    ruled = grown(np.asarray(tall.mean(axis=0, keepdims=True) > RULE_INK, np.uint8), 5, 1)[0] > 0
    width = ink.shape[1]
    left, right = range(margin - 4, max(-1, margin - reach), -1), range(width - margin + 4, min(width, width - margin + reach))
    return list(takewhile(lambda at: not ruled[at], left)), list(takewhile(lambda at: not ruled[at], right))


def _is_character(ink: NDArray[np.bool_], line_px: int) -> bool:
    return bool(ink.size) and float(ink.any(axis=1).mean()) > AS_TALL and float(ink.sum()) > BESIDE_INK * line_px * line_px


def _cleaned(picture: Picture, view: View, box: Box, around: float, line_px: int, degrees: float) -> tuple[Pixels, Mask]:
    """A word with `around` heights of what stands about it, its paper even and its red taken off; and where the red was."""
    height = max(2.0, box.height)
    image = evened_crop(crop_of(picture, view, box.grow(around * height), line_px / height, degrees), line_px)
    red = red_of(image)
    return without_red(image, red), red


def _drawn(picture: Picture, view: View, box: Box, line_px: int, degrees: float, neighbours: Ends) -> Line:
    image, red = _cleaned(picture, view, box, CONTEXT, line_px, degrees)
    inset = round((CONTEXT - PAD) * line_px)
    cut = image[inset:-inset, inset:-inset]
    over = red[inset:-inset, inset:-inset]
    margin = round(CONTEXT * line_px)
    touched = bool(over.size and over.mean() > RED_TOUCH)
    ink_beside = _ink_beside(grey_of(image), red, margin, line_px)
    cut, pad = np.ascontiguousarray(cut), round(PAD * line_px)
    for there, side in zip(neighbours, (slice(0, pad), slice(-pad, None)), strict=True):
        if there:
            cut[:, side] = 255
    return Line(_without_rim(cut, pad), touched, ink_beside, _red_beside(red, margin, line_px))


@dataclass(frozen=True, slots=True)
class _Lie:
    """How a line lies in its box: turned by so much, its middle so far below the box's, so high (both shares of the box's height)."""

    degrees: float
    middle: float
    height: float


def _lie_of(image: Pixels, pad: int) -> _Lie | None:
    """A line that is turned, or much lower than its box, as lines of a photo are; None where it fills the box as it should."""
    ink = ink_of(grey_of(image))
    height = ink.shape[0]
    profiles = {degrees: rows_of(ink, degrees) for degrees in TILTS}
    degrees = max(TILTS, key=lambda one: float((profiles[one] ** 2).sum()))
    if (profiles[degrees] ** 2).sum() < CLEARLY_LEVEL * (profiles[0.0] ** 2).sum():
        degrees = 0.0
    top, bottom = _band(profiles[degrees])
    share = (bottom - top) / (height - 2 * pad)
    if share < LEAST_BAND or (share > FULL_BAND and not degrees):
        return None
    return _Lie(degrees, ((top + bottom) / 2 - height / 2) / (height - 2 * pad), min(1.0, share))


def _band(rows: NDArray[np.float64]) -> tuple[int, int]:
    """First and past-the-last row of the line of writing in the middle, over small gaps."""
    height = len(rows)
    inked = rows > BAND_INK * rows.max(initial=0.0)
    start = height // 4 + int(rows[height // 4 : -(height // 4) or None].argmax())
    gap = round(BAND_GAP * height)
    top, bottom = start, start + 1
    while top > 0 and inked[max(0, top - 1 - gap) : top].any():
        top -= 1
    while bottom < height and inked[bottom : bottom + 1 + gap].any():
        bottom += 1
    return top, bottom


def _ink_beside(grey: Pixels, red: Mask, margin: int, line_px: int) -> Ends:
    """Is there ink, be it faint, within a character of the word on its line? A ruling ends the search; what a seal leaves is none."""
    faint = grey < _faint_level(grey)
    if red.any():
        faint &= (grown(red, 7, 7) == 0) | (grey < CLEARLY_INK)
    band = faint[margin:-margin]
    left, right = (bool(band[:, side].sum() > BESIDE_INK * line_px * line_px) for side in _sides(faint, margin, round(BESIDE * line_px)))
    return left, right


def _faint_level(grey: Pixels) -> float:
    """Below which there is ink, be it faint: darker than the pattern that the paper itself bears."""
    paper = grey[grey > ink_level(grey)]
    return min(FAINT_BELOW, float(np.percentile(paper, PATTERN)) - CLEARLY_DARKER) if paper.size else FAINT_BELOW


def _without_rim(image: Pixels, pad: int) -> Pixels:
    """Rulings that reach into the margin of a crop painted over."""
    dark = grey_of(image) < 170
    for side in range(4):
        view = np.rot90(image, side)
        inked = np.rot90(dark, side)[: pad + 2].mean(axis=1) > RULE_INK
        if inked.any():
            view[: int(np.flatnonzero(inked)[-1]) + 2] = 255
    return image


def _red_beside(red: Mask, margin: int, line_px: int) -> Ends:
    """Does red lie where one more character at either end would stand?"""
    height, width = red.shape
    reach = round(BESIDE_RED * line_px)
    band = red[margin : height - margin]
    ends = (band[:, max(0, margin - reach) : margin], band[:, width - margin : width - margin + reach])
    left, right = (bool(end.size and float(end.mean()) > RED_END) for end in ends)
    return left, right

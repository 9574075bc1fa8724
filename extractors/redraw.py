"""A word drawn anew from the page's picture: larger, with even paper, without red and rulings, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractors.image import crop_of
from extractors.ink import Mask, evened_crop, grey_of, red_of, without_red
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
RULE_INK = 0.8  # share of a row or column at the crop's rim that makes it a ruling


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A word drawn anew: cleaned RGB with its margin; whether red lay over the word; whether faint ink that was not read, or
    red that may cover some, stands right beside it."""

    image: Pixels
    red: bool
    beside: bool


def draw_line(picture: Picture, view: View, box: Box, line_px: int = LINE_PX) -> Line:
    """The word at `box` (read points) drawn from the page's picture with even paper, without red and rulings."""
    height = max(2.0, box.height)
    scale = line_px / height
    wide = box.grow(CONTEXT * height)
    image = crop_of(picture, view, wide, scale)
    image = evened_crop(image, line_px)
    red = red_of(image)
    image = without_red(image, red)
    inset = round((CONTEXT - PAD) * line_px)
    cut = image[inset:-inset, inset:-inset]
    over = red[inset:-inset, inset:-inset]
    margin = round(CONTEXT * line_px)
    beside = _ink_beside(grey_of(image), margin, line_px) or _red_beside(red, margin, line_px)
    return Line(_without_rim(np.ascontiguousarray(cut), round(PAD * line_px)), bool(over.size and over.mean() > RED_TOUCH), beside)


def _ink_beside(grey: Pixels, margin: int, line_px: int) -> bool:
    """Is there ink, be it faint, within a character of the word on its line? A ruling ends the search."""
    height, width = grey.shape
    faint = grey < FAINT_BELOW
    ruled = faint.mean(axis=0) > RULE_INK
    band = faint[margin : height - margin]
    reach = round(BESIDE * line_px)
    for columns in (range(margin - 4, max(-1, margin - reach), -1), range(width - margin + 4, min(width, width - margin + reach))):
        ink = 0
        for column in columns:
            if ruled[max(0, column - 2) : column + 3].any():
                break
            ink += int(band[:, column].sum())
        if ink > BESIDE_INK * line_px * line_px:
            return True
    return False


def _without_rim(image: Pixels, pad: int) -> Pixels:
    """Rulings that reach into the margin of a crop painted over."""
    dark = grey_of(image) < 170
    for side in range(4):
        view = np.rot90(image, side)
        inked = np.rot90(dark, side)[: pad + 2].mean(axis=1) > RULE_INK
        if inked.any():
            view[: int(np.flatnonzero(inked)[-1]) + 2] = 255
    return image


def _red_beside(red: Mask, margin: int, line_px: int) -> bool:
    """Does red lie where one more character at either end would stand?"""
    height, width = red.shape
    reach = round(BESIDE_RED * line_px)
    band = red[margin : height - margin]
    ends = (band[:, max(0, margin - reach) : margin], band[:, width - margin : width - margin + reach])
    return any(float(end.mean()) > RED_END for end in ends if end.size)

"""Broken strokes: into how many pieces do figures fall whose number of pieces is known?

A light photocopy loses thin strokes; then a '4' is read as '1' by every engine alike and surely. So it is not the
reading that is measured here but the paper: every digit is one piece of ink, a '%' three. On intact print of eight
fonts, blurred, compressed or faxed, a page's figures have 0.9 to 1.0 pieces a character; on light copies on which
engines begin to err, 1.015 and more.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from extractors.ink import Mask, Pixels, Spot, ink_of, pieces_of

INK_BELOW = 215  # of evened grey: fainter than for reading, so that a grey hairline still joins
PALE_BELOW = (223, 231, 239)  # what joins only here was never lost: coarse scans turn thin strokes pale, light copies turn them white
LEAST_AREA = 0.018  # of the square of a line's height: half a decimal point; anything smaller is dust
PIECES = {"%": 3, "％": 3, ":": 2, "：": 2, "=": 2, "÷": 3}
COUNTABLE = frozenset("0123456789.,-/%％:：")
BROKEN_PAGE = 0.012  # pieces too many for each character of a page's figures
LEAST_CHARACTERS = 12  # fewer tell nothing of a page


def expected_pieces(text: str) -> int | None:
    """Pieces of ink that this text is made of; None where it holds characters of which that is not known."""
    if not text or any(char not in COUNTABLE for char in text):
        return None
    return sum(PIECES.get(char, 1) for char in text)


def extra_pieces(grey: Pixels, text: str) -> int | None:
    """Pieces of ink on this crop (evened grey, one line, no rulings) beyond those of `text`; below 0 where some touch.

    What is nowhere as dark as ink is the pattern of the paper. None where the text is not made of figures.
    """
    expected = expected_pieces(text.replace(" ", ""))
    return None if expected is None else _pieces(grey, INK_BELOW) - expected


def held_by_pale(grey: Pixels, text: str, extra: int) -> int:
    """How many of these `extra` pieces hold together by what is merely pale; 0 where characters touch there too."""
    expected = expected_pieces(text.replace(" ", ""))
    if expected is None:
        return 0
    least = extra
    for level in PALE_BELOW:
        if least <= 0:
            break
        told = _pieces(grey, level) - expected
        least = told if 0 <= told < least else least
    return extra - least


def _pieces(grey: Pixels, below: int) -> int:
    """Pieces of what is darker than this that hold ink and are more than dust."""
    least = max(3.0, LEAST_AREA * grey.shape[0] ** 2)
    core = ink_of(grey)
    return sum(spot.area >= least and bool((_at(core, spot) & mask).any()) for spot, mask in pieces_of(np.asarray(grey < below, np.uint8)))


def _at(mask: Mask, spot: Spot) -> Mask:
    return mask[spot.y : spot.y + spot.height, spot.x : spot.x + spot.width]


def page_breaks(measured: Iterable[tuple[int, int]]) -> float | None:
    """Pieces too many for each character, over (extra pieces, characters) of a page's figures; None of too few."""
    pairs = list(measured)
    characters = sum(count for _, count in pairs)
    if characters < LEAST_CHARACTERS:
        return None
    return sum(max(0, extra) for extra, _ in pairs) / characters

"""Broken strokes: how many pieces of ink lie so near each other that they must once have been one stroke.

A light photocopy loses thin strokes; then a '4' is read as '1' by every engine alike and with confidence, so what
is measured here is not the reading but the paper (MEASURED.md, 'Can every error be made visible?').
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.ink import Mask, closed, spots_of

TILE = 7.0  # character heights: side of the regions that are judged on their own
BRIDGE = 0.14  # of a character's height: two pieces nearer than this were one stroke
BROKEN = 0.30  # share of pieces that a bridge joins, above which strokes are taken as broken
LEAST_PIECES = 12  # in a region: fewer tell nothing


def joined_share(ink: Mask, height_px: float) -> tuple[float, int]:
    """Share of the pieces of ink that a small bridge joins, and how many pieces there were.

    On intact print few pieces lie so near; where strokes are broken most do.
    """
    pieces = [spot for spot in spots_of(ink) if spot.area >= 3]
    if not pieces:
        return 0.0, 0
    reach = max(2, round(BRIDGE * height_px))
    after = len([spot for spot in spots_of(closed(ink, reach, reach)) if spot.area >= 3])
    return max(0.0, 1 - after / len(pieces)), len(pieces)


def regions_broken(ink: Mask, height_px: float) -> NDArray[np.bool_]:
    """For every region of TILE character heights: are its strokes broken?"""
    side = max(24, round(TILE * height_px))
    rows, cols = -(-ink.shape[0] // side), -(-ink.shape[1] // side)
    out = np.zeros((rows, cols), np.bool_)
    for row in range(rows):
        for col in range(cols):
            tile = ink[row * side : (row + 1) * side, col * side : (col + 1) * side]
            share, pieces = joined_share(np.ascontiguousarray(tile), height_px)
            out[row, col] = pieces >= LEAST_PIECES and share >= BROKEN
    return out


def is_broken(regions: NDArray[np.bool_], height_px: float, x0: float, top: float, x1: float, bottom: float) -> bool:
    """Does this box, in pixels, lie on a region with broken strokes?"""
    side = max(24, round(TILE * height_px))
    rows, cols = slice(int(top // side), int(bottom // side) + 1), slice(int(x0 // side), int(x1 // side) + 1)
    return bool(regions[rows, cols].any())

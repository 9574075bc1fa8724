"""Level strokes of writing that are as long as rulings: the bars of 大专 or 工业 side by side, where type is small or heavy.

Taken for a ruling such a bar is painted over, and 大专 is read as 人专. A ruling has paper on one side of it, or ends at
upright ones, or goes on with a longer one; a bar within writing does none of these.
"""

from __future__ import annotations

import numpy as np

from extractors.ink import Mask, Spot, grown, pieces_of, spots_of

LONG = 8.0  # of a character's height: no bar of writing is as long
SAMPLED = 4  # px: the step of the first look, whether any ruling is short
TOUCH = 3  # px around a stroke that belong to it
BESIDE = 0.45  # of a character's height: where writing above and below is looked for
WRITING, TIPS = 0.1, 0.015  # share of ink on the one side of it, and on the other, where only tips of strokes may stand out
IN_LINE = 3.0  # of a character's height: so near the end of a long ruling it is a piece of it
AT_RULING = 0.3  # of a character's height: how near its ends come to upright rulings


def without_bars(across: Mask, down: Mask, ink: Mask, height: float) -> Mask:
    """The level rulings without the strokes of writing among them."""
    if all(spot.width * SAMPLED >= LONG * height for spot in spots_of(np.ascontiguousarray(across[:, ::SAMPLED]))):
        return across
    pieces = list(pieces_of(across))
    short = [(spot, own) for spot, own in pieces if spot.width < LONG * height]
    if not short:
        return across
    long = np.array(across)
    for spot, own in short:
        long[_window(spot)] &= 1 - own
    reach = max(TOUCH, round(AT_RULING * height))
    uprights = grown(down, 2 * reach + 1, 2 * TOUCH + 1)
    in_line = grown(long, 2 * round(IN_LINE * height) + 1, 2 * TOUCH + 1)
    written = ink & (1 - grown(long | down, 2 * TOUCH + 1, 2 * TOUCH + 1))
    out = np.array(across)
    for spot, own in short:
        if not in_line[_window(spot)].any() and not _is_held(spot, uprights) and _lies_in_writing(spot, written, height):
            out[_window(spot)] &= 1 - own
    return out


def _window(spot: Spot) -> tuple[slice, slice]:
    return slice(spot.y, spot.y + spot.height), slice(spot.x, spot.x + spot.width)


def _is_held(spot: Spot, uprights: Mask) -> bool:
    rows = slice(spot.y, spot.y + spot.height)
    return bool(uprights[rows, spot.x].any() and uprights[rows, spot.x + spot.width - 1].any())


def _lies_in_writing(spot: Spot, written: Mask, height: float) -> bool:
    cols, deep = slice(spot.x, spot.x + spot.width), round(BESIDE * height)
    bottom = spot.y + spot.height
    above = written[max(0, spot.y - TOUCH - deep) : max(0, spot.y - TOUCH), cols]
    below = written[bottom + TOUCH : bottom + TOUCH + deep, cols]
    less, more = sorted(float(side.mean()) if side.size else 0.0 for side in (above, below))
    return more >= WRITING and less >= TIPS

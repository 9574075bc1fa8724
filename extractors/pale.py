"""Rulings too pale to be ink: what a copier leaves of thin grey ones are dots, and a table's rows run together.

No pixel of such a ruling tells by itself, its mean over a stretch of paper does: darker than the paper above and below it. Only
what ends at rulings on both sides is taken, or what goes on with one; show-through, folds and dirt on the glass do neither.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.ink import Mask, Pixels, Spot, averaged, grown, opened, pieces_of, spots_of

LOOKED = 8  # px: the step of the first look
BARS = 2  # stretches: the bars of two characters side by side, as in 万元, are as long as one
STRETCH = 2.4  # of a character's height: over so much a ruling's darkness is taken
SHORT = 0.4  # and over so much at least half of it, so that it ends where it ends
DARKER = 22  # grey levels below the paper on both its sides; what shows through from the back is paler
BESIDE = 0.2  # of a character's height: where the paper beside a ruling is looked at
ROOM = 20  # of 255, the share of writing in that paper: a stroke that touches is less
LEAST_CLEAR = 50  # of 255, the share of a stretch that no ruling crosses
AT_RULING = 0.35  # of a character's height: how near its ends must come to rulings that cross it
LEAST_SIDE = 4  # px
SAMPLED = 4  # px: the step in which a long ruling is measured
LONG, ENOUGH = 8.0, 2  # of a character's height: so many rulings of this length that end at one place make a side that was not drawn
PIECE, GAP = 3.6, 12.0  # of a character's height: pieces of one ruling at least, and what may be hidden between two at most
MOST_PIECES = 1000  # more is a pattern
SLOPE = 3  # px by which they may stand out of line
SHOWN = 0.5  # share of the hidden part where it is darker than what lies above and below it; across writing a fifth is
ROUNDS = 2  # a ruling may end at one that is pale itself


def with_pale(grey: Pixels, ink: Mask, across: Mask, down: Mask, height: float) -> tuple[Mask, Mask]:
    """The level and the upright rulings with the pale ones that belong to the same tables. `grey`: the page, paper bright and even."""
    window = _around(across | down, height)
    if window is None or not (across.any() and down.any()):
        return across, down
    out = np.array(across), np.array(down)
    level, upright = across[window], down[window]
    if _may_show(grey[window], ink[window], level, upright, height):
        level, upright = _completed(grey[window], ink[window], level, upright, height)
    turned = _turned(upright)
    out[0][window] = level | _mended(level, grey[window], height)
    out[1][window] = _turned(turned | _mended(turned, _turned(grey[window]), height))
    return out


def _may_show(grey: Pixels, ink: Mask, across: Mask, down: Mask, height: float) -> bool:
    """A look at every few stretches, which is all that a page of black rulings pays for: is there any pale one to find?"""
    stretch, away = round(STRETCH * height), max(LEAST_SIDE, round(BESIDE * height))
    rim = 2 * LEAST_SIDE + 1
    written = np.asarray(ink & (1 - grown(across | down, rim, rim)), np.uint8) * np.uint8(255)
    short = max(3, round(SHORT * height))
    level = (np.ascontiguousarray(averaged(image, short, 1)[:, ::LOOKED]) for image in (grey, written))
    upright = (_turned(averaged(image, 1, short)[::LOOKED]) for image in (grey, written))
    both = ((*level, grown(across, 1, rim)[:, ::LOOKED]), (*upright, _turned(grown(down, rim, 1)[::LOOKED])))
    return any(_is_any_darker(mean, writing, taken, away, stretch // LOOKED) for mean, writing, taken in both)


def _is_any_darker(mean: Pixels, writing: Pixels, taken: Mask, away: int, stretch: int) -> bool:
    sides = np.minimum(mean[2 * away :], mean[: -2 * away])
    free = np.maximum(writing[2 * away :], writing[: -2 * away]) <= ROOM
    taken = grown(np.ascontiguousarray(taken), stretch + 2, 1)  # the mean of a stretch beyond its end still holds some of a ruling
    least = np.uint8(DARKER // 2)
    darker = (sides >= least) & (mean[away:-away] <= sides - least) & free & (taken[away:-away] == 0)
    return bool(darker.any() and opened(darker.astype(np.uint8), BARS * stretch, 1).any())


def _completed(grey: Pixels, ink: Mask, across: Mask, down: Mask, height: float) -> tuple[Mask, Mask]:
    rules = grown(across | down, LEAST_SIDE, LEAST_SIDE)
    clear, written = np.asarray(1 - rules, np.uint8), np.asarray(ink & (1 - rules), np.uint8)
    level = _lines(grey, written, clear | grown(across, 1, LEAST_SIDE), height)
    upright = _lines(_turned(grey), _turned(written), _turned(clear | grown(down, LEAST_SIDE, 1)), height)
    turned = _turned(down)
    for _ in range(ROUNDS):
        across = across | _belonging(level, across, _turned(turned), height)
        more = _belonging(upright, turned, _turned(across), height)
        turned = turned | more
        if not more.any():
            break
    return across, _turned(turned)


def _mended(known: Mask, grey: Pixels, height: float) -> Mask:
    """What of a level ruling lies hidden between two pieces of it, under what a seal left behind: most of it shows here and there."""
    out = np.zeros_like(known)
    away = max(LEAST_SIDE, round(BESIDE * height))
    sampled = np.ascontiguousarray(known[:, ::SAMPLED])
    ends = [_ends(spot, own) for spot, own in pieces_of(sampled, round(PIECE * height / SAMPLED)) if spot.height <= height]
    for right, y in [last for _, last in ends] if len(ends) <= MOST_PIECES else ():
        following = [(left, first) for (left, first), _ in ends if left > right and abs(first - y) <= SLOPE]
        left, first = min(following, default=(right, y))
        middle = round((y + first) / 2)
        if not 1 < left - right <= GAP * height or not away + 1 < middle < known.shape[0] - away - 1:
            continue
        band = averaged(grey[middle - away - 1 : middle + away + 2, right + 1 : left], 3, 1).astype(np.int16)
        dark = band[away : away + 3].min(axis=0)
        if float((np.minimum(band[0], band[-1]) - dark >= DARKER // 2).mean()) >= SHOWN:
            out[middle, right + 1 : left] = 1
    return out


def _ends(spot: Spot, own: Mask) -> tuple[tuple[int, int], tuple[int, int]]:
    """Column and row at which a level piece begins, and at which it ends; `spot` and `own` are of every few columns."""
    first, last = (spot.y + int(np.flatnonzero(own[:, col]).mean()) for col in (0, -1))
    return (spot.x * SAMPLED, first), ((spot.x + spot.width - 1) * SAMPLED, last)


def _around(rules: Mask, height: float) -> tuple[slice, slice] | None:
    """The part of the page that rulings stand in, with some room; None where it is too small for any."""
    rows, cols = np.flatnonzero(rules.any(axis=1)), np.flatnonzero(rules.any(axis=0))
    if not rows.size:
        return None
    room = round(STRETCH * height)
    window = slice(max(0, int(rows[0]) - room), int(rows[-1]) + room), slice(max(0, int(cols[0]) - room), int(cols[-1]) + room)
    return window if min(rules[window].shape) > 2 * room else None


def _turned(mask: Mask) -> Mask:
    return np.ascontiguousarray(mask.T)


def _lines(grey: Pixels, written: Mask, clear: Mask, height: float) -> Mask:
    """Level stretches that are darker than the paper above and below them, with hardly any writing there. `clear`: what no ruling crosses."""
    stretch, short = round(STRETCH * height), max(3, round(SHORT * height))
    away = max(LEAST_SIDE, round(BESIDE * height))
    beside = averaged(written * np.uint8(255), stretch, LEAST_SIDE)
    free = np.maximum(beside[2 * away :], beside[: -2 * away]) <= ROOM
    out = np.zeros_like(written)
    out[away:-away] = free & _is_below(grey, clear, stretch, away, DARKER) & _is_below(grey, clear, short, away, DARKER / 2)
    return opened(out, stretch, 1)


def _is_below(grey: Pixels, clear: Mask, width: int, away: int, levels: float) -> NDArray[np.bool_]:
    """Where the mean over so many pixels is so many levels below those this many rows above and below it, what crosses left out; those
    rows at the edges are left out too. Where all is crossed nothing speaks against it.
    """
    share = averaged(clear * np.uint8(255), width, 1).astype(np.float32)
    mean = averaged(grey * clear, width, 1) * (255 / np.maximum(share, 1))
    middle, known = mean[away:-away], share >= LEAST_CLEAR
    sides = np.minimum(np.where(known, mean, 255)[2 * away :], np.where(known, mean, 255)[: -2 * away])
    return np.asarray((sides - middle >= levels) | ~known[away:-away], np.bool_)


def _belonging(lines: Mask, known: Mask, crossing: Mask, height: float) -> Mask:
    """The level lines that end at crossing rulings on both sides or where others end, or are the missing piece of a known one."""
    out = np.zeros_like(known)
    reach = max(LEAST_SIDE, round(AT_RULING * height))
    fresh = lines & (1 - grown(known, 1, 2 * LEAST_SIDE + 1))
    ends = grown(crossing | known, 2 * reach + 1, 2 * LEAST_SIDE + 1)
    if not fresh.any():
        return out
    long = [spot for spot in spots_of(np.ascontiguousarray(known[:, ::SAMPLED])) if spot.width * SAMPLED >= LONG * height]
    stops = np.array([at * SAMPLED for spot in long for at in (spot.x, spot.x + spot.width)])
    for spot, own in pieces_of(np.ascontiguousarray(fresh), round(height), 1):
        if spot.height <= reach and _is_held(spot, ends, stops, reach):
            middle = spot.y + spot.height // 2
            out[middle : middle + 1, spot.x : spot.x + spot.width] = own.any(axis=0)
    return out


def _is_held(spot: Spot, ends: Mask, stops: NDArray[np.int_], reach: int) -> bool:
    rows = slice(spot.y, spot.y + spot.height)
    left, right = spot.x, spot.x + spot.width
    return all(
        bool(ends[rows, start:stop].any()) or int((np.abs(stops - at) <= reach).sum()) >= ENOUGH
        for at, start, stop in ((left, left, left + reach), (right, max(left, right - reach), right))
    )

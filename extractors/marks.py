"""Checkboxes on a scan, judged by their ink: is it a box, and is there more in it than paper?

Engines read □, 口, ☑ and 回 much alike, and a drawn tick leaves the box on one side. So a box is four straight
sides of about a character's size, and the ink between them decides. What the engine read there only tells
characters that are outlines themselves (国, 日, 口 in 出口) from boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.ink import Mask, Spot, closed, opened, pieces_of, spots_of

SIDE = (0.6, 1.9)  # of a character's height
SQUARE = (0.75, 1.34)  # width / height
EDGE = 0.65  # of the least side: how thick a side may be where a tick touches it
OFF_LEFT, OFF_RIGHT = 0.2, 0.4  # of the box's height: how far its level sides may end apart; ticks leave to the right
SIDE_INK = 0.72  # share of each side's length that must be inked
EMPTY, TICKED = 0.03, 0.09  # share of ink inside: up to the first nothing, from the second a tick
BY_HAND, SAME_SIZE = 0.15, 0.12  # ink of a pen inside a box; of the box's height: by how much boxes of one line differ
SOLID = 0.86  # share of ink that makes a filled square
GAP = 0.3  # of a character's height: blank that sets a box apart from the text before or after it
ALIKE = frozenset("□☐☑☒■▢◻口囗曰日回田凶区冈因囚团囟因固√✓✔")  # what engines make of a box, ticked or not
TICKS = frozenset("☑■√✓✔☒")
CHARACTERS = frozenset("日曰田回国因固凶区图团")  # of these, the ones that running text is full of
SURE_ALIKE = 0.93
FREE_RIM, FREE_INK = 0.14, 0.22  # of the box's side; share of ink in the strips beside a free box
ROUND, RING_SQUARE = (0.72, 0.86), (0.86, 1.16)  # share of its square that a disc fills; width / height of a ring
RING_SIDE = (0.5, 1.3)  # of a character's height: the paper within a ring
FAR = 4.0  # of the box's height: what reaches this far both ways is no tick, but a seal that lies over the box
SURE_CHARACTER = 0.8  # a character read this surely at the place is what it says


@dataclass(frozen=True, slots=True)
class Located:
    """A character that was read, and where on the image its middle is, with the top and bottom of its line."""

    text: str
    confidence: float
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class InkMark:
    """A checkbox in pixels: what share of its inside is inked; `tick_read` where the engine read a tick there.

    `crossed`: ink of something much larger runs through it (a seal copied in black), which hides whether there is a tick.
    """

    x0: int
    top: int
    x1: int
    bottom: int
    inked: float
    tick_read: bool = False
    crossed: bool = False

    @property
    def is_empty(self) -> bool:
        return self.inked <= EMPTY and not self.tick_read

    @property
    def is_ticked(self) -> bool:
        return self.inked >= TICKED and (self.tick_read or not self.crossed)

    @property
    def confidence(self) -> float:
        """How far the ink is from the two limits: 0.5 between them, up to 0.99."""
        if self.is_ticked:
            return min(0.99, 0.85 + (self.inked - TICKED))
        return 0.97 if self.is_empty else 0.5


def find_ink_marks(ink: Mask, height_px: float, read: Sequence[Located] = ()) -> tuple[InkMark, ...]:
    """The checkboxes on a mask of ink without rulings, in no promised order."""
    squares = _squares(ink, height_px)
    free = [spot for spot in squares if _stands_free(ink, spot)]
    boxes = [_measured(ink, spot) for spot in free]
    boxes += [box for spot in squares if _is_fellow(spot, free) and (box := _measured(ink, spot)).inked >= BY_HAND]
    boxes += [InkMark(s.x, s.y, s.x + s.width, s.y + s.height, 1.0) for s in _solid_squares(ink, height_px)]
    boxes += [box for spot in _rings(ink, height_px) if _stands_free(ink, spot) and (box := _measured(ink, spot)).is_empty]
    boxes = _told_crossed(ink, boxes)
    kept = [_with_reading(box, read) for box in boxes if not _is_character(box, read, height_px)]
    kept += [_typed(char, height_px) for char in read if char.text in TICKS and not any(_covers(box, char) for box in kept)]
    return tuple(_apart(kept))


def _squares(ink: Mask, height_px: float) -> list[Spot]:
    """Places with four straight sides: two level strokes above one another, and ink along both ends."""
    least, most = SIDE[0] * height_px, SIDE[1] * height_px
    whole = closed(ink, 3, 3)
    level = [spot for spot in spots_of(opened(whole, round(least * 0.85), 1)) if spot.width <= most * 1.15 and spot.height <= EDGE * least]
    level.sort(key=lambda spot: spot.y)
    found = []
    for i, upper in enumerate(level):
        for lower in level[i + 1 :]:
            drop = lower.y + lower.height - upper.y
            if lower.y - upper.y > most:
                break
            off_left, off_right = abs(upper.x - lower.x), abs(upper.x + upper.width - lower.x - lower.width)
            if drop < least or off_left > OFF_LEFT * drop or off_right > OFF_RIGHT * drop:
                continue
            # The narrower of the two: a tick that leaves over the corner makes one side look longer.
            x0, x1 = max(upper.x, lower.x), min(upper.x + upper.width, lower.x + lower.width)
            spot = Spot(x0, upper.y, x1 - x0, drop, 0)
            if SQUARE[0] <= spot.width / spot.height <= SQUARE[1] and _has_sides(whole, spot):
                found.append(spot)
    return found


def _has_sides(ink: Mask, spot: Spot) -> bool:
    edge = max(2, round(0.16 * spot.width))
    left = ink[spot.y : spot.y + spot.height, max(0, spot.x - edge // 2) : spot.x + edge].any(axis=1).mean()
    right = ink[spot.y : spot.y + spot.height, spot.x + spot.width - edge : spot.x + spot.width + edge // 2].any(axis=1).mean()
    return bool(left >= SIDE_INK and right >= SIDE_INK)


def _stands_free(ink: Mask, spot: Spot) -> bool:
    """Paper on its left, above and below it: a square inside a character has strokes there; a tick leaves to the right."""
    rim = max(2, round(FREE_RIM * spot.width))
    x0, y0, x1, y1 = spot.x, spot.y, spot.x + spot.width, spot.y + spot.height
    sides = (
        ink[y0:y1, max(0, x0 - 1 - rim) : max(0, x0 - 1)],
        ink[max(0, y0 - 1 - rim) : max(0, y0 - 1), x0:x1],
        ink[y1 + 1 : y1 + 1 + rim, x0:x1],
    )
    return all(float(side.mean()) <= FREE_INK for side in sides if side.size)


def _is_fellow(spot: Spot, free: Sequence[Spot]) -> bool:
    """Is it as large as a box that stands free on its line? Then what leaves it on all sides is a tick drawn by hand."""
    return all(spot != one for one in free) and any(
        max(abs(spot.y - one.y), abs(spot.width - one.width), abs(spot.height - one.height)) <= SAME_SIZE * one.height
        and abs(spot.x - one.x) > one.width
        for one in free
    )


def _measured(ink: Mask, spot: Spot) -> InkMark:
    rim = max(3, round(0.2 * min(spot.width, spot.height)))
    inside = ink[spot.y + rim : spot.y + spot.height - rim, spot.x + rim : spot.x + spot.width - rim]
    inked = float(inside.mean()) if inside.size else 0.0
    return InkMark(spot.x, spot.y, spot.x + spot.width, spot.y + spot.height, inked)


def _solid_squares(ink: Mask, height_px: float) -> list[Spot]:
    least, most = SIDE[0] * height_px, SIDE[1] * height_px
    core = opened(ink, round(least * 0.7), round(least * 0.7))
    return [
        spot
        for spot in spots_of(core)
        if least <= spot.width <= most
        and SQUARE[0] <= spot.width / max(1, spot.height) <= SQUARE[1]
        and spot.area >= SOLID * spot.width * spot.height
    ]


def _rings(ink: Mask, height_px: float) -> list[Spot]:
    """Circles to tick (○综合 ○创新): round paper of about a character's size with ink all around it, told by its paper, so that it may touch a character."""
    least, most = RING_SIDE[0] * height_px, RING_SIDE[1] * height_px
    found = []
    for hole in spots_of(np.asarray(1 - closed(ink, 3, 3), np.uint8)):
        if not (least <= hole.width <= most and least <= hole.height <= most):
            continue
        filled = hole.area / (hole.width * hole.height)
        if RING_SQUARE[0] <= hole.width / hole.height <= RING_SQUARE[1] and ROUND[0] <= filled <= ROUND[1]:
            found.append(Spot(hole.x - 2, hole.y - 2, hole.width + 4, hole.height + 4, hole.area))
    return found


def _told_crossed(ink: Mask, boxes: list[InkMark]) -> list[InkMark]:
    """The boxes, those marked through which ink of something far larger than a tick runs."""
    inked = [box for box in boxes if box.is_ticked]
    if not inked:
        return boxes
    reach = round(FAR * min(box.bottom - box.top for box in inked))
    for piece, shape in pieces_of(ink, reach, reach):
        boxes = [replace(box, crossed=True) if box in inked and _runs_through(piece, shape, box) else box for box in boxes]
    return boxes


def _runs_through(piece: Spot, shape: Mask, box: InkMark) -> bool:
    side = box.bottom - box.top
    if min(piece.width, piece.height) < FAR * side:
        return False
    rim = max(3, round(0.2 * side))
    rows = slice(max(0, box.top + rim - piece.y), max(0, box.bottom - rim - piece.y))
    columns = slice(max(0, box.x0 + rim - piece.x), max(0, box.x1 - rim - piece.x))
    inside = shape[rows, columns]
    return bool(inside.size and inside.any())


def _covers(box: InkMark, char: Located) -> bool:
    slack = 0.35 * (box.x1 - box.x0)
    return box.x0 - slack <= char.x <= box.x1 + slack and char.top < (box.top + box.bottom) / 2 < char.bottom


def _is_character(box: InkMark, read: Sequence[Located], height_px: float) -> bool:
    """A character that only looks like a box: read surely as something else, or 口 and its like inside running text."""
    here = [char for char in read if _covers(box, char)]
    if any(char.text not in ALIKE and char.confidence >= SURE_CHARACTER for char in here):
        return True
    doubtful = [char for char in here if "\u4e00" <= char.text <= "\u9fff"]
    if any(char.text in CHARACTERS and char.confidence >= SURE_ALIKE for char in doubtful):
        return True
    return bool(doubtful) and not _stands_apart(box, read, height_px)


def _stands_apart(box: InkMark, read: Sequence[Located], height_px: float) -> bool:
    """Blank before or after it on its line, or nothing at all."""
    row = [char for char in read if char.top < (box.top + box.bottom) / 2 < char.bottom and not _covers(box, char)]
    reach = (GAP + 0.5) * height_px
    before = any(box.x0 - reach <= char.x < box.x0 for char in row)
    after = any(box.x1 < char.x <= box.x1 + reach for char in row)
    return not (before and after)


def _with_reading(box: InkMark, read: Sequence[Located]) -> InkMark:
    ticked = any(char.text in TICKS and _covers(box, char) for char in read)
    return replace(box, tick_read=ticked)


def _typed(char: Located, height_px: float) -> InkMark:
    half = round(height_px / 2)
    return InkMark(round(char.x) - half, round(char.top), round(char.x) + half, round(char.bottom), TICKED, True)


def _apart(boxes: list[InkMark]) -> list[InkMark]:
    """Of boxes that overlap the larger one: the inner and the outer rim of a thick outline are one box."""
    kept: list[InkMark] = []
    for box in sorted(boxes, key=lambda box: (box.x0 - box.x1) * (box.bottom - box.top)):
        if all(box.x0 >= other.x1 or box.x1 <= other.x0 or box.top >= other.bottom or box.bottom <= other.top for other in kept):
            kept.append(box)
    return kept

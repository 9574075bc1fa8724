"""Checkboxes of a digital page: typed □ ☑ √ ■, a √ set upon a □, and small squares drawn as vectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.layer.glyphs import Glyph, Rule, Square
from extractors.layer.symbols import BOX_MARKS
from models.bands import Bands
from models.document import Mark, MarkState
from models.geometry import Box

TICKS = frozenset("√×☑☒■V✓")
TICK_STROKES = 1
ON_IT = 0.35
NEAR_PT = 1.5
TICK_PICTURE_PT = 40.0
LINE_PT = 8.0
MAX_MARKS = 1000


def merged_ticks(glyphs: Sequence[Glyph], strokes: Sequence[Box] = ()) -> list[Glyph]:
    """The glyphs, with a □ upon which a √ was typed or a tick drawn made one ☑."""
    boxes = [i for i, glyph in enumerate(glyphs) if glyph.text == "□"][:MAX_MARKS]
    ticks = [i for i, glyph in enumerate(glyphs) if glyph.text == "√"][:MAX_MARKS] if boxes else []
    changed = list(glyphs)
    gone: set[int] = set()
    for tick in ticks:
        seat = next((box for box in boxes if _upon(_box(glyphs[tick]), _box(glyphs[box]))), None)
        if seat is not None:
            changed[seat] = changed[seat]._replace(text="☑")
            gone.add(tick)
    for box in boxes if strokes else ():
        if any(_crosses(stroke, _print(glyphs[box])) for stroke in strokes):
            changed[box] = changed[box]._replace(text="☑")
    return [glyph for i, glyph in enumerate(changed) if i not in gone]


def marks_of(glyphs: Sequence[Glyph], squares: Sequence[Square], pictures: Sequence[Box] = ()) -> tuple[Mark, ...]:
    """Every checkbox on the page, typed or drawn (`squares`: the free ones), top to bottom.

    A small picture upon an empty one leaves it unclear.
    """
    if squares:
        near: Bands[Glyph] = Bands()
        for glyph in glyphs:
            near.add(glyph.top, glyph.bottom, glyph)
    typed = [Mark(_box(glyph), BOX_MARKS[glyph.text]) for glyph in glyphs if glyph.text in BOX_MARKS and not glyph.hidden]
    drawn = [_drawn(square, list(near.near(square.box.top, square.box.bottom))) for square in squares]
    within = [mark for mark in drawn if mark is not None]
    outer = [mark.box.grow(NEAR_PT) for mark in within]
    alone = [mark for mark in typed[:MAX_MARKS] if not any(box.holds_center(mark.box) for box in outer)]
    small = [box for box in pictures if max(box.width, box.height) <= TICK_PICTURE_PT]
    marks = [_veiled(mark, small) for mark in (*alone, *within)]
    return tuple(sorted(marks, key=lambda mark: (round(mark.box.center[1] / LINE_PT), mark.box.x0)))


def _veiled(mark: Mark, pictures: Sequence[Box]) -> Mark:
    if mark.state is MarkState.EMPTY and any(_crosses(picture, mark.box) for picture in pictures):
        return Mark(mark.box, MarkState.UNCLEAR, 0.5)
    return mark


def free_squares(squares: Sequence[Square], rules: Sequence[Rule]) -> tuple[Square, ...]:
    """The squares that are checkboxes, not small cells of a table: their lines are no rulings."""
    if not squares:
        return ()
    filed: Bands[Rule] = Bands()
    for rule in rules:
        filed.add(rule.top, rule.bottom, rule)
    return tuple(
        square for square in squares if not _is_cell(square.box, filed.near(square.box.top - NEAR_PT, square.box.bottom + NEAR_PT))
    )


def without_boxes(rules: Sequence[Rule], squares: Sequence[Square]) -> list[Rule]:
    """The rulings that are not the sides of a checkbox."""
    filed: Bands[Box] = Bands()
    for square in squares:
        box = square.box.grow(1.0)
        filed.add(box.top, box.bottom, box)
    return [
        rule
        for rule in rules
        if not any(box.holds_point(rule.x0, rule.top) and box.holds_point(rule.x1, rule.bottom) for box in filed.at(rule.top))
    ]


def _box(glyph: Glyph) -> Box:
    return Box(glyph.x0, glyph.top, glyph.x1, glyph.bottom)


def _print(glyph: Glyph) -> Box:
    """Where the ink of a □ is: well inside the box that the type gives it."""
    box = _box(glyph)
    return Box(box.x0, box.top + 0.1 * box.height, box.x1, box.bottom - 0.1 * box.height)


def _upon(tick: Box, box: Box) -> bool:
    return tick.overlap(box) >= ON_IT * min(box.area, tick.area) > 0


def _crosses(stroke: Box, box: Box) -> bool:
    """The stroke lies upon the box: one may be much larger than the other, and a stroke may be thin."""
    across = min(stroke.x1, box.x1) - max(stroke.x0, box.x0)
    down = min(stroke.bottom, box.bottom) - max(stroke.top, box.top)
    return across >= 0.4 * min(stroke.width, box.width) and down >= 0.4 * min(stroke.height, box.height)


def _drawn(square: Square, glyphs: Sequence[Glyph]) -> Mark | None:
    inside = [glyph for glyph in glyphs if square.box.grow(NEAR_PT).holds_center(_box(glyph))]
    if any(glyph.text in TICKS for glyph in inside):
        return Mark(square.box, MarkState.TICKED)
    if [glyph for glyph in inside if glyph.text not in "□☐"]:
        return None
    if square.filled or square.strokes >= TICK_STROKES:
        return Mark(square.box, MarkState.TICKED)
    return Mark(square.box, MarkState.EMPTY)


def _is_cell(box: Box, rules: Iterable[Rule]) -> bool:
    """A line that runs on past the square, or another that shares its side, makes it a cell of a table."""
    for rule in rules:
        if rule.is_horizontal:
            on_side = min(abs(rule.top - box.top), abs(rule.top - box.bottom)) <= NEAR_PT
            past = rule.x0 < box.x0 - NEAR_PT * 2 or rule.x1 > box.x1 + NEAR_PT * 2
            meets = rule.x0 <= box.x1 + NEAR_PT and rule.x1 >= box.x0 - NEAR_PT
        else:
            on_side = min(abs(rule.x0 - box.x0), abs(rule.x0 - box.x1)) <= NEAR_PT
            past = rule.top < box.top - NEAR_PT * 2 or rule.bottom > box.bottom + NEAR_PT * 2
            meets = rule.top <= box.bottom + NEAR_PT and rule.bottom >= box.top - NEAR_PT
        if on_side and past and meets:
            return True
    return False

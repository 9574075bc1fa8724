"""Checkboxes of a digital page: typed □ ☑ √ ■, a √ set upon a □, and small squares drawn as vectors."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layer.glyphs import Glyph, Rule, Square
from extractors.layer.symbols import BOX_MARKS
from models.document import Mark, MarkState
from models.geometry import Box

TICKS = frozenset("√×☑☒■V✓")
TICK_STROKES = 1
ON_IT = 0.35
NEAR_PT = 1.5
MAX_MARKS = 1000


def merged_ticks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, with a √ that was set upon a □ made one ☑ and every mark kept in its place."""
    boxes = [i for i, glyph in enumerate(glyphs) if glyph.text == "□"]
    ticks = [i for i, glyph in enumerate(glyphs) if glyph.text == "√"]
    if not boxes or not ticks:
        return list(glyphs)
    changed = list(glyphs)
    gone: set[int] = set()
    for tick in ticks[:MAX_MARKS]:
        seat = next((box for box in boxes[:MAX_MARKS] if box not in gone and _upon(glyphs[tick], glyphs[box])), None)
        if seat is not None:
            changed[seat] = changed[seat]._replace(text="☑")
            gone.add(tick)
    return [glyph for i, glyph in enumerate(changed) if i not in gone]


def marks_of(glyphs: Sequence[Glyph], squares: Sequence[Square], rules: Sequence[Rule]) -> tuple[Mark, ...]:
    """Every checkbox on the page, typed or drawn, top to bottom."""
    typed = [
        Mark(_box(glyph), BOX_MARKS[glyph.text]) for glyph in glyphs if glyph.text in BOX_MARKS and not glyph.hidden
    ][:MAX_MARKS]  # fmt: skip
    drawn = [square for square in squares if not _is_cell(square.box, rules)]
    within = [_drawn(square, glyphs) for square in drawn]
    boxes = [mark.box for mark in within if mark is not None]
    typed = [mark for mark in typed if not any(box.grow(NEAR_PT).holds_center(mark.box) for box in boxes)]
    marks = [*typed, *(mark for mark in within if mark is not None)]
    return tuple(sorted(marks, key=lambda mark: (round(mark.box.top), mark.box.x0)))


def drawn_boxes(squares: Sequence[Square], rules: Sequence[Rule]) -> tuple[Box, ...]:
    """The squares that are checkboxes, not small cells of a table: their lines are no rulings."""
    return tuple(square.box for square in squares if not _is_cell(square.box, rules))


def _box(glyph: Glyph) -> Box:
    return Box(glyph.x0, glyph.top, glyph.x1, glyph.bottom)


def _upon(tick: Glyph, box: Glyph) -> bool:
    seat = _box(box)
    return _box(tick).overlap(seat) >= ON_IT * min(seat.area, _box(tick).area) > 0


def _drawn(square: Square, glyphs: Sequence[Glyph]) -> Mark | None:
    inside = [glyph for glyph in glyphs if square.box.grow(NEAR_PT).holds_center(_box(glyph))]
    if any(glyph.text in TICKS for glyph in inside):
        return Mark(square.box, MarkState.TICKED)
    if [glyph for glyph in inside if glyph.text not in "□☐"]:
        return None
    if square.filled or square.strokes >= TICK_STROKES:
        return Mark(square.box, MarkState.TICKED)
    return Mark(square.box, MarkState.EMPTY)


def _is_cell(box: Box, rules: Sequence[Rule]) -> bool:
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

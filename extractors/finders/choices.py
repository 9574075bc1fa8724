"""Options that stand in cells of their own: 综合 | 创新 | 创业 with a tick below, beside or before each — read as one line of boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.finders.labels import AnyField
from extractors.finders.shape import Grid
from extractors.finders.ticks import GLYPH_OF, GLYPH_STATE
from models.document import Mark, MarkState, Word
from models.fields import Kind
from models.geometry import Box, around

OPTION = {
    Kind.CATEGORY: re.compile(r"(?:综合|创新|创业)(?:性|型|类)?(?:服务)?(?:机构)?(?:类)?"),
    Kind.TRUTH: re.compile(r"是|否|有|无|已注册|未注册"),
}
TICK_TEXT = re.compile(r"[√✓✔☑☒■●VvΟ○□☐×/\\是]?")
YES_TEXT = re.compile(r"[√✓✔☑☒■●Vv是]")
MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """`words` read as boxes and options in order; `region` holds ticks drawn beside the options, None where ticks have cells of their own."""

    words: tuple[Word, ...]
    region: Box | None


def choice_of(grid: Grid, number: int, field: AnyField, marks: Sequence[Mark]) -> Choice | None:
    """What answers the label cell `number` where each option has its own cell; None where it has not."""
    pattern = OPTION.get(field.kind)
    if pattern is None:
        return None
    cells = _options(grid, number, pattern)
    if len({_bare(grid.texts[one]) for one in cells}) < 2:
        return None
    if any(_own_mark(grid, one, marks) for one in cells):
        return Choice(tuple(word for one in cells for word in grid.cells[one].words), around(grid.cells[one].box for one in cells))
    ticks = _tick_cells(grid, cells)
    words: list[Word] = []
    for one, tick in zip(cells, ticks, strict=True):
        state = _state(grid, tick, marks) if tick is not None else MarkState.EMPTY
        first = grid.cells[one].words[0]
        box = Box(first.box.x0 - first.box.height, first.box.top, first.box.x0, first.box.bottom)
        seen = grid.cells[tick].words[:1] if tick is not None else ()
        glyph = GLYPH_OF[state]
        words.append(Word(glyph, box, *((seen[0].confidence, seen[0].reader, seen[0].doubts) if seen else ())))
        words += grid.cells[one].words
    return Choice(tuple(words), None)


def is_option_line(text: str) -> bool:
    """Nothing but categories with their boxes: a further line of ☑综合 / □创新 / □创业."""
    parts = [_bare(part) for part in re.split(r"[\s、]+", text.strip())]
    named = [part for part in parts if part]
    marked = any(char in GLYPH_STATE or char in "（([" for char in text)
    return marked and bool(named) and all(OPTION[Kind.CATEGORY].fullmatch(part) for part in named)


def _bare(text: str) -> str:
    return re.sub(r"[（(][^（）()]{0,3}[）)]|[\s、,，]", "", "".join(char for char in text if char not in GLYPH_STATE))


def _options(grid: Grid, number: int, pattern: re.Pattern[str]) -> tuple[int, ...]:
    """The cells right of the label, within its rows, that hold one option and nothing else."""
    label = grid.cells[number]
    found: list[int] = []
    for row in range(label.row, label.row + min(label.row_span, MOST_OPTIONS)):
        for one in grid.row(row):
            cell = grid.cells[one]
            if cell.col <= label.col or one in found or not cell.words:
                continue
            if pattern.fullmatch(_bare(grid.texts[one])):
                found.append(one)
            elif grid.labels[one] is not None:
                break
    return tuple(found[:MOST_OPTIONS])


def _own_mark(grid: Grid, one: int, marks: Sequence[Mark]) -> bool:
    cell = grid.cells[one]
    return any(char in GLYPH_STATE or char in "（(" for char in grid.texts[one]) or any(cell.box.holds_center(mark.box) for mark in marks)


def _tick_cells(grid: Grid, options: Sequence[int]) -> tuple[int | None, ...]:
    """Where the ticks stand: right of every option, or else below every one."""
    right = tuple(grid.right_of(one, grid.cells[one].row) for one in options)
    below = tuple(grid.below(one) for one in options)
    for places in (right, below):
        if all(place is not None and place not in options and TICK_TEXT.fullmatch(grid.texts[place].strip()) for place in places):
            return places
    return (None,) * len(options)


def _state(grid: Grid, tick: int, marks: Sequence[Mark]) -> MarkState:
    cell = grid.cells[tick]
    drawn = [mark.state for mark in marks if cell.box.holds_center(mark.box)]
    if drawn:
        return MarkState.TICKED if MarkState.TICKED in drawn else drawn[0]
    return MarkState.TICKED if YES_TEXT.fullmatch(grid.texts[tick].strip()) else MarkState.EMPTY

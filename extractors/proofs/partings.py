"""Cells of a scanned list that ran together, put asunder where their words stand: a seal, a fold or a curved page hid the ruling.

Only what the words show by themselves is cut: each of them within one column (or row), and words in at least two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extractors.proofs.reading import squash
from extractors.proofs.rows import NO_ENTRY, NUMBER, Entry
from models.document import Cell, Table, Word
from models.geometry import Box

OVER = 0.25  # share of a word that may reach into the next column
NUMBERED = re.compile(r"^(\d{1,3})[、.．]?(?=[^\d\s.,、])")
NUMBER_TITLE = re.compile(r"^(?:序号|编号|序)")
RUNNING, IN_STEP = 0.6, 0.8  # share of the rows that begin with a number, and of these that follow on the one before
MIN_ROWS = 3
LOST_ROWS = 5  # a number this little ahead of the one before it still counts the rows, some of which were lost
WHOLE = re.compile(r"合计|总计|共计|小计")  # rows that are one cell by right


def parted(table: Table, starts: tuple[int, ...], edges: tuple[float, ...], single: frozenset[int]) -> Table:
    """The table with such cells in two. `starts`: where the list's columns begin, `edges` the left edge of each of the table's
    columns and the right one of the last; `single`: of `starts`, those of which every row has a cell of its own."""
    lefts = [edges[start] for start in starts]
    cells = [part for cell in table.cells for part in _by_columns(cell, starts, (*lefts, edges[-1]))]
    rows = {cell.row: cell.box for cell in cells if cell.col == starts[0] and cell.row_span == 1}
    return replace(table, cells=tuple(part for cell in cells for part in (_by_rows(cell, rows) if cell.col in single else [cell])))


def _by_columns(cell: Cell, starts: tuple[int, ...], bounds: tuple[float, ...]) -> list[Cell]:
    mine = [at for at, start in enumerate(starts) if cell.col <= start < cell.col + cell.col_span]
    if len(mine) < 2 or WHOLE.search(squash(cell.text)):
        return [cell]
    held: dict[int, list[Word]] = {at: [] for at in mine}
    for word in _unrun(cell.words, [bounds[at] for at in mine[1:]]):
        at = next((at for at in mine if _lies_in(word.box.x0, word.box.x1, bounds[at], bounds[at + 1])), None)
        if at is None:
            return [cell]
        held[at].append(word)
    if sum(map(bool, held.values())) < 2:
        return [cell]
    out = []
    for at in mine:
        first = cell.col if at == mine[0] else starts[at]
        stop = starts[at + 1] if at != mine[-1] else cell.col + cell.col_span
        box = Box(max(cell.box.x0, bounds[at]), cell.box.top, min(cell.box.x1, bounds[at + 1]), cell.box.bottom)
        out.append(Cell(cell.row, first, box, tuple(held[at]), cell.row_span, max(1, stop - first)))
    return out


def _unrun(words: Iterable[Word], borders: list[float]) -> Iterable[Word]:
    """A number that was read together with the name behind it, over the border between them, as two words."""
    for word in words:
        box, found = word.box, NUMBERED.match(word.text)
        border = next((edge for edge in borders if box.x0 < edge < box.x1), None)
        if found is None or border is None or border - box.x0 > 0.5 * (box.x1 - box.x0):
            yield word
            continue
        yield replace(word, text=found.group(1), box=Box(box.x0, box.top, border, box.bottom))
        yield replace(word, text=word.text[found.end() :], box=Box(border, box.top, box.x1, box.bottom))


def _by_rows(cell: Cell, rows: dict[int, Box]) -> list[Cell]:
    mine = [row for row in range(cell.row, cell.row + cell.row_span) if row in rows]
    if len(mine) < 2 or len(mine) != cell.row_span:
        return [cell]
    held: dict[int, list[Word]] = {row: [] for row in mine}
    for word in cell.words:
        row = next((row for row in mine if _lies_in(word.box.top, word.box.bottom, rows[row].top, rows[row].bottom)), None)
        if row is None:
            return [cell]
        held[row].append(word)
    if not all(held.values()):
        return [cell]
    return [
        Cell(row, cell.col, Box(cell.box.x0, rows[row].top, cell.box.x1, rows[row].bottom), tuple(held[row]), 1, cell.col_span)
        for row in mine
    ]


def _lies_in(start: float, end: float, low: float, high: float) -> bool:
    slack = OVER * (end - start)
    return start >= low - slack and end <= high + slack


def with_numbers(rows: tuple[tuple[Entry, ...], ...], body_from: int) -> tuple[tuple[Entry, ...], ...]:
    """The rows with the number that begins each first entry in an entry of its own, where the ruling behind all of them was lost.

    Told by the header's title (序号企业名称), or by numbers that follow each other down the rows.
    """
    if not rows or not rows[0]:
        return rows
    title = rows[body_from - 1][0].text if body_from else ""
    found = [NUMBERED.match(squash(row[0].text)) for row in rows[body_from:]]
    numbers = [int(match.group(1)) for match in found if match is not None]
    titled = len(NUMBER_TITLE.sub("", squash(title))) >= 2 and NUMBER_TITLE.match(squash(title)) is not None
    steps = sum(0 < after - before <= LOST_ROWS for before, after in pairwise(numbers))
    counted = len(found) >= MIN_ROWS and len(numbers) >= RUNNING * len(found) and steps >= IN_STEP * (len(numbers) - 1)
    if not numbers or not (counted or (titled and steps >= IN_STEP * (len(numbers) - 1))):
        return rows
    head = [(Entry("序号", ()), replace(row[0], text=NUMBER_TITLE.sub("", squash(row[0].text))), *row[1:]) for row in rows[:body_from]]
    return (*head, *((*_number_off(row[0]), *row[1:]) for row in rows[body_from:]))


def _number_off(entry: Entry) -> tuple[Entry, Entry]:
    words = sorted(entry.words, key=lambda word: (word.box.top, word.box.x0))
    first = next((word for word in words if NUMBERED.match(squash(word.text)) or NUMBER.match(squash(word.text))), None)
    found = NUMBERED.match(squash(entry.text))
    if found is None or first is None:
        return NO_ENTRY, entry
    at = first.box.x0 + (first.box.x1 - first.box.x0) * min(1.0, len(found.group()) / max(1, len(squash(first.text))))
    number = replace(first, text=found.group(1), box=Box(first.box.x0, first.box.top, at, first.box.bottom))
    rest = replace(first, text=squash(first.text)[found.end() :], box=Box(at, first.box.top, first.box.x1, first.box.bottom))
    others = [word for word in entry.words if word is not first]
    return Entry(number.text, (number,)), Entry(squash(entry.text)[found.end() :], (*((rest,) if rest.text else ()), *others))

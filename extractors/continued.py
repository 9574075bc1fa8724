"""Tables that run over several pages: which parts belong together, and the header that speaks for all of them.

Pure, on models: digital pages, scans and office files alike. Cells stay where they stand; nothing is moved to another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.document import Cell, Page, Table, lines_of

EDGE_SHARE = 0.03
LOW_SHARE = 0.55
FEW_LINES = 3
HEAD_ROWS = 2
CONTINUED = re.compile(r"[（(]?(续表|接上页|续上表|续)[）)]?")
PAGE_NUMBER = re.compile(r"[—\-–·\s]*第?\s*\d{1,4}\s*(页|/\s*\d+|页共\d+页)?[—\-–·\s]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A table on its page; rows before `first_row` repeat the header."""

    page: Page
    table: Table
    first_row: int = 0


@dataclass(frozen=True, slots=True)
class LongTable:
    """One table of one part or several. `header`: the texts of the first part's first row, one a column; `note`: the
    line above the table (title, 单位：万元), which holds for every part."""

    parts: tuple[Part, ...]
    header: tuple[str, ...]
    note: str = ""

    def rows(self) -> Iterator[tuple[Page, tuple[Cell, ...]]]:
        """Every row with the page it stands on, repeated headers left out."""
        for part in self.parts:
            for index in range(part.first_row, part.table.n_rows):
                row = part.table.row(index)
                if row:
                    yield part.page, row


def long_tables(pages: Sequence[Page]) -> tuple[LongTable, ...]:
    """All tables of consecutive pages of one file, those that go on joined with what they continue."""
    found: list[LongTable] = []
    before: Page | None = None
    for page in pages:
        for index, table in enumerate(page.tables):
            last = found[-1] if found and index == 0 and before is not None else None
            if last is not None and before is not None and _continues(last, before, page, table):
                found[-1] = LongTable((*last.parts, Part(page, table, _repeated(last, table))), last.header, last.note)
            else:
                found.append(LongTable((Part(page, table),), header_of(table), _note(page, table)))
        before = page
    return tuple(found)


def header_of(table: Table) -> tuple[str, ...]:
    """The first row's text over each column; a merged cell speaks for all it covers."""
    return tuple((cell.text if (cell := table.at(0, col)) is not None else "") for col in range(table.n_cols))


def _continues(last: LongTable, before: Page, page: Page, table: Table) -> bool:
    part = last.parts[-1]
    if part.page is not before or part.table is not before.tables[-1] or before.file != page.file:
        return False
    if before.number is not None and page.number is not None and page.number != before.number + 1:
        return False
    if not _same_columns(part, page, table):
        return False
    head = [line.text for line in lines_of(tuple(word for word in page.words if word.box.bottom <= table.box.top))]
    said = any(CONTINUED.search(text) for text in head)
    tail = [line.text for line in lines_of(tuple(word for word in before.words if word.box.top >= part.table.box.bottom))]
    ends = part.table.box.bottom >= LOW_SHARE * before.height and all(PAGE_NUMBER.fullmatch(text) for text in tail)
    repeats = _repeated(last, table) > 0
    if said:
        return True
    quiet = [text for text in head if not PAGE_NUMBER.fullmatch(text)]
    return ends and len(quiet) <= (FEW_LINES if repeats else 1) and (repeats or not _is_header(table))


def _same_columns(part: Part, page: Page, table: Table) -> bool:
    """As many columns, and for ruled ones, at the same places."""
    if part.table.n_cols != table.n_cols or part.table.ruled is not table.ruled:
        return False
    if not table.ruled:
        return True
    allowed = EDGE_SHARE * max(part.page.width, page.width)
    here, there = _edges(part.table), _edges(table)
    return all(abs(here[edge] - there[edge]) <= allowed for edge in here.keys() & there.keys())


def _edges(table: Table) -> dict[int, float]:
    """Where each column begins and the last one ends, from the table's left side."""
    ends = {cell.col + cell.col_span: cell.box.x1 - table.box.x0 for cell in table.cells}
    return ends | {cell.col: cell.box.x0 - table.box.x0 for cell in table.cells}


def _repeated(last: LongTable, table: Table) -> int:
    """How many rows at the top of `table` say again what the header says."""
    first = last.parts[0].table
    count = 0
    for index in range(min(HEAD_ROWS, table.n_rows, first.n_rows)):
        again = [_plain(cell.text) for cell in table.row(index)]
        if not any(again) or again != [_plain(cell.text) for cell in first.row(index)]:
            break
        count += 1
    return count


def _is_header(table: Table) -> bool:
    """A first row of words without any figure begins a table of its own."""
    texts = [cell.text for cell in table.row(0)]
    return all(text and not any(char.isdigit() for char in text) for text in texts)


def _note(page: Page, table: Table) -> str:
    above = lines_of(tuple(word for word in page.words if word.box.bottom <= table.box.top + 1))
    return " ".join(line.text for line in above[-2:])


def _plain(text: str) -> str:
    return "".join(text.split())

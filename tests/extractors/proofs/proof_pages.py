"""Pages out of text: what stands apart by two spaces is a word of its own; `table` rows are cells apart by `|`."""

from __future__ import annotations

import re
from dataclasses import replace

from models.document import Cell, Doubt, Page, Reading, Table, Word
from models.geometry import Box

CHAR, LINE, LEFT, TOP = 10.0, 20.0, 50.0, 50.0
WIDTH, HEIGHT = 900.0, 1200.0


def page(
    text: str = "",
    *,
    number: int = 1,
    file: str = "材料.pdf",
    table: str = "",
    below: str = "",
    ruled: bool = True,
    reading: Reading = Reading.TEXT_LAYER,
    qr: tuple[str, ...] = (),
    doubtful: tuple[str, ...] = (),
) -> Page:
    """A page of lines, then a table, then lines below it. Words in `doubtful` were read at 0.4."""
    words = list(_words(text, TOP))
    top = TOP + LINE * (text.count("\n") + 2)
    tables = []
    if table:
        one = _table(table, top, ruled)
        tables.append(one)
        words += [word for cell in one.cells for word in cell.words]
        top = one.box.bottom + LINE
    words += _words(below, top)
    if doubtful:
        words = [_unsure(word) if word.text in doubtful else word for word in words]
        tables = [
            replace(
                one,
                cells=tuple(
                    replace(cell, words=tuple(_unsure(word) if word.text in doubtful else word for word in cell.words))
                    for cell in one.cells
                ),
            )
            for one in tables
        ]
    return Page(file, number, WIDTH, HEIGHT, reading, tuple(words), tuple(tables), qr_texts=qr)


def _unsure(word: Word) -> Word:
    return replace(word, confidence=0.4, doubts=frozenset({Doubt.LOW_CONFIDENCE}))


def _width(text: str) -> float:
    return sum(CHAR if ord(char) > 255 else CHAR / 2 for char in text)


def _words(text: str, top: float) -> tuple[Word, ...]:
    out = []
    for at, line in enumerate(text.splitlines()):
        for match in re.finditer(r"\S+(?: \S+)*", line):
            x0 = LEFT + _width(line[: match.start()])
            out.append(Word(match.group(), Box(x0, top + at * LINE, x0 + _width(match.group()), top + at * LINE + 12)))
    return tuple(out)


def _table(text: str, top: float, ruled: bool) -> Table:
    rows = [[cell.strip() for cell in line.strip().split("|")] for line in text.strip().splitlines()]
    n_cols = max(map(len, rows))
    step = (WIDTH - 2 * LEFT) / n_cols
    cells = []
    for at, row in enumerate(rows):
        for col, value in enumerate(row):
            span = n_cols - col if col == len(row) - 1 else 1
            box = Box(LEFT + col * step, top + at * LINE, LEFT + (col + span) * step, top + (at + 1) * LINE)
            words = (Word(value, Box(box.x0 + 2, box.top + 3, box.x0 + 2 + _width(value), box.top + 15)),) if value else ()
            cells.append(Cell(at, col, box, words, 1, span))
    return Table(Box(LEFT, top, WIDTH - LEFT, top + len(rows) * LINE), tuple(cells), ruled)


def lined(rows: str) -> str:
    """Rows apart by `|` as lines of words in columns, without any table."""
    split = [[cell.strip() for cell in line.strip().split("|")] for line in rows.strip().splitlines()]
    widths = [max(int(_width(row[at]) // (CHAR / 2)) if at < len(row) else 0 for row in split) + 4 for at in range(max(map(len, split)))]
    return "\n".join(
        "".join(cell + " " * max(2, width - int(_width(cell) // (CHAR / 2))) for cell, width in zip(row, widths, strict=False))
        for row in split
    )

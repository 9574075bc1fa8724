"""What strokes do to a table on a scan, undone: a seal's ring or a fold is taken for a ruling and cuts cells in two.

A cut down through a column leaves half a title or none; one across leaves a sliver under a row; the rulings themselves
leave marks in the cells that are read as a 1.
"""

from __future__ import annotations

from extractors.proofs.reading import squash
from extractors.proofs.rows import Column, Entry, is_stroke, is_title, key_of
from models.document import Cell, Table, join_words

MAX_ROWS = 5000
SLIVER = 0.4  # of a cell's height: less is no row
HALF = 0.5
CUT_WIDTH = 0.6  # a strip without title, this much narrower than the column at its left, is a part of it


def entry_of(cell: Cell, *, scanned: bool) -> Entry:
    words = tuple(word for word in cell.words if not is_stroke(word)) if scanned else cell.words
    return Entry(cell.text if len(words) == len(cell.words) else join_words(words), words)


def lower_halves(table: Table) -> list[int]:
    """Rows that a stray stroke cut off the row above: most columns reach into them from there, the number's with one line.

    Either of the two is too low to be a row, or no column that reaches holds more than one line.
    """
    reaching: dict[int, list[Cell]] = {}
    for cell in table.cells:
        for row in range(cell.row + 1, min(cell.row + cell.row_span, MAX_ROWS)):
            reaching.setdefault(row, []).append(cell)
    out = []
    for row, cells in reaching.items():
        whole = max(cell.box.height for cell in cells)
        own = [cell.box.height for cell in table.cells if cell.row == row]
        low = bool(own) and min(max(own), whole - max(own)) <= SLIVER * whole
        numbered = any(cell.col == 0 and len(cell.lines) == 1 for cell in cells)
        near = all(cell.row == row - 1 and cell.row_span == 2 for cell in cells)
        wide = sum(cell.col_span for cell in cells) >= HALF * table.n_cols
        if wide and near and numbered and (low or all(len(cell.lines) <= 1 for cell in cells)):
            out.append(row)
    return out


def without_cuts(
    starts: tuple[int, ...], titles: tuple[Entry, ...], edges: tuple[float, ...], known: tuple[Column, ...]
) -> tuple[int, ...]:
    """The columns without those that a stroke down a scan cut off: half a title, a stray character or nothing for a title.

    Such a strip goes to the known title at its right, since there its cells' words begin; where none is, to the left.
    """
    stops = (*starts[1:], len(edges) - 1)
    widths = [edges[stop] - edges[start] for start, stop in zip(starts, stops, strict=True)]
    texts = [squash("".join(entry.text for entry in titles[start:stop])) for start, stop in zip(starts, stops, strict=True)]
    named = [key_of(text, known) is not None for text in texts]
    out = list(starts[:1])
    for at in range(1, len(starts)):
        left, here = texts[at - 1], texts[at]
        halves = bool(left and here) and is_title(left + here, known) and not is_title(left, known)
        strip = at > 1 and len(left) <= 1 and not named[at - 1] and named[at] and out[-1] == starts[at - 1]
        last = not here and named[at - 1] and not any(named[at + 1 : at + 2]) and widths[at] < CUT_WIDTH * widths[at - 1]
        if not (halves or strip or last):
            out.append(starts[at])
    return tuple(out)

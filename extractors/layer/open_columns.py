"""Tables whose rulings only go across: columns told by the gaps that all rows share, within the rows that the rulings make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.layer.glyphs import Glyph
from models.document import Cell, Line, Table, Word, lines_of
from models.geometry import Box

GAP_EM = 0.25  # em of empty space, shared by all rows, that part two columns: the padding of two cells
PIECE_EM = 0.3  # em of empty space within a line that part two pieces of it
SAME_BASE = 0.4  # em
LEAST_ROWS = 2  # rows with something in two columns or more
MOST_CELLS, MOST_GLYPHS = 4000, 60_000
CROSSING = 0.25  # of the lines that may run through a gap: cells that reach over two columns
USED = 0.3  # of the lines that must begin something behind a gap
SHORT = 0.3  # of the table's width: a lone piece of a line that may stand in one column
LISTED = 0.8  # share of a row's lines that begin in the first column when each line is a row of its own
LEAST_LINES = 3
SPREAD = 0.5  # share of the rows that must stand in columns


@dataclass(frozen=True, slots=True)
class _Row:
    top: float
    bottom: float
    words: tuple[Word, ...]


def column_bounds(glyphs: Sequence[Glyph], box: Box) -> tuple[float, ...]:
    """Left edge, where columns begin, right edge; () where there are none. A column begins behind a gap that nearly all lines leave free."""
    if not 0 < len(glyphs) <= MOST_GLYPHS:
        return ()
    em = sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
    lines = [pieces_of(line) for line in lines_among(glyphs)]
    several = [pieces for pieces in lines if len(pieces) > 1]
    if len(several) < LEAST_ROWS:
        return ()
    short = [pieces for pieces in lines if len(pieces) == 1 and pieces[0][1] - pieces[0][0] < SHORT * box.width]
    starts = _begins([piece for pieces in (*several, *short) for piece in pieces], CROSSING * len(several), GAP_EM * em)
    needed = max(LEAST_ROWS, USED * len(several))
    bounds = [at for at, last in starts if sum(any(at <= piece[0] <= last for piece in pieces) for pieces in several) >= needed]
    return (box.x0, *bounds, box.x1) if bounds else ()


def _begins(pieces: Sequence[tuple[float, float]], most: float, least: float) -> list[tuple[float, float]]:
    """(just left of where a column begins, how far right its pieces begin): gaps `least` wide that at most `most` pieces run through."""
    edges = sorted([(left, 1) for left, _ in pieces] + [(right, -1) for _, right in pieces])
    found: list[tuple[float, float]] = []
    depth, gap = 0, edges[0][0]
    for at, step in edges:
        before, depth = depth, depth + step
        if before > most >= depth:
            gap = at
        elif before <= most < depth and at - gap >= least:
            opening = [left for left, _ in pieces if gap + least <= left <= at]
            first = min(opening, default=at)
            inside = sum(left < first < right for left, right in pieces)
            found.append(((first if inside <= most else at) - min(1.0, least / 2), at + 2.0))
    return found


def lines_among(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The upright glyphs line by line, each from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted((glyph for glyph in glyphs if not glyph.angle), key=lambda one: (one.base, one.x0)):
        if lines and glyph.base - lines[-1][0].base <= SAME_BASE * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda one: one.x0) for line in lines]


def pieces_of(line: list[Glyph]) -> list[tuple[float, float]]:
    """Where each piece of a line begins and ends, in points: stretches with a gap between them."""
    pieces = [(line[0].x0, line[0].x1)]
    for glyph in line[1:]:
        if glyph.x0 - pieces[-1][1] >= PIECE_EM * glyph.size:
            pieces.append((glyph.x0, glyph.x1))
        else:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], glyph.x1))
    return pieces


def by_column(glyphs: Sequence[Glyph], bounds: Sequence[float]) -> list[list[Glyph]]:
    """The glyphs of a row, column by column; columns that a line of the row runs through together."""
    pieces = [piece for line in lines_among(glyphs) for piece in pieces_of(line)]
    free = [bound for bound in bounds[1:-1] if not any(left < bound - 1 and bound + 1 < right for left, right in pieces)]
    columns: list[list[Glyph]] = [[] for _ in range(len(free) + 1)]
    for glyph in glyphs:
        columns[sum((glyph.x0 + glyph.x1) / 2 > bound for bound in free)].append(glyph)
    return columns


def opened(table: Table, bounds: Sequence[float]) -> Table:
    """The table with its columns, where every row was one cell from edge to edge; any other table as it is. Pure."""
    if table.n_cols != 1 or len(bounds) < 3 or len(table.cells) > MOST_CELLS or any(cell.row_span != 1 for cell in table.cells):
        return table
    rows = [_Row(cell.box.top, cell.box.bottom, cell.words) for cell in sorted(table.cells, key=lambda cell: cell.row)]
    rows = [part for row in rows for part in _lines_apart(row, bounds)]
    filled = [row for row in rows if row.words]
    spread = [row for row in filled if len({_column(word, bounds) for word in row.words}) > 1]
    if len(spread) < max(LEAST_ROWS, SPREAD * len(filled)):
        return table
    cells = [cell for number, row in enumerate(rows) for cell in _cells(number, row, bounds)]
    return Table(table.box, tuple(cells), table.ruled)


def _column(word: Word, bounds: Sequence[float]) -> int:
    return sum(word.box.x0 + 1 >= bound for bound in bounds[1:-1])


def _last_column(word: Word, bounds: Sequence[float]) -> int:
    return max(_column(word, bounds), sum(word.box.x1 - 1 > bound for bound in bounds[1:-1]))


def _lines_apart(row: _Row, bounds: Sequence[float]) -> list[_Row]:
    """The lines of a row as rows of their own, where nearly each of them begins in the first column: nothing is ruled between them."""
    lines = lines_of(row.words)
    begins = [line for line in lines if _column(line.words[0], bounds) == 0 and _column(line.words[-1], bounds) > 0]
    if len(lines) < LEAST_LINES or len(begins) < LISTED * len(lines):
        return [row]
    parts: list[list[Line]] = []
    for line in lines:
        if parts and line not in begins and _column(line.words[0], bounds) > 0:
            parts[-1].append(line)
        else:
            parts.append([line])
    edges = [row.top, *((a[-1].box.bottom + b[0].box.top) / 2 for a, b in pairwise(parts)), row.bottom]
    return [
        _Row(top, bottom, tuple(word for line in part for word in line.words))
        for (top, bottom), part in zip(pairwise(edges), parts, strict=True)
    ]


def _cells(number: int, row: _Row, bounds: Sequence[float]) -> list[Cell]:
    """A cell a column; a word that reaches over several makes them one."""
    held: dict[int, list[Word]] = {}
    ends: dict[int, int] = {}
    for word in row.words:
        first, last = _column(word, bounds), _last_column(word, bounds)
        held.setdefault(first, []).append(word)
        ends[first] = max(ends.get(first, first), last)
    cells: list[Cell] = []
    col = 0
    while col < len(bounds) - 1:
        end = ends.get(col, col)
        words = [word for at in range(col, end + 1) for word in held.get(at, [])]
        cells.append(Cell(number, col, Box(bounds[col], row.top, bounds[end + 1], row.bottom), tuple(words), 1, end - col + 1))
        col = end + 1
    return cells

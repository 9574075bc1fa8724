"""Tables of which only every other row is shaded and no line is drawn: the plain rows between the shaded ones are rows too.

Shades give the columns. What stands in them between two bands, and one row above the first and below the last, belongs
to the table; words that run from one column into the next are a heading between two tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.layer.glyphs import Glyph
from extractors.layer.open_columns import lines_among, pieces_of
from extractors.layer.ruled import Grid, GridCell
from models.geometry import Box

SAME_EDGE_PT = 2.0
LEAST_COLUMNS = 2
LOWEST, TALLEST = 0.5, 1.9  # heights of a shaded row that the plain row between two of them has
ALIGNED_PT = 2.5
LEAST_ALIGNED = 2  # columns in which a row at either end begins, ends or is centred as the shaded row next to it
MOST_GRIDS = 1000
TOTAL = re.compile("^(?:合计|总计|小计|共计|累计)")

Pieces = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Ink:
    """The upright glyphs of a page by height, so that those of a stretch are found without asking all."""

    middles: tuple[float, ...]
    glyphs: tuple[Glyph, ...]

    def between(self, top: float, bottom: float, box: Box) -> list[Glyph]:
        near = self.glyphs[bisect_left(self.middles, top) : bisect_left(self.middles, bottom)]
        return [glyph for glyph in near if box.x0 <= (glyph.x0 + glyph.x1) / 2 <= box.x1 and glyph.text.strip()]


def with_plain_rows(grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> tuple[Grid, ...]:
    """Grids of shaded cells, those of one table joined with the plain rows between and beside them. Pure; any other as it is."""
    if not 0 < len(grids) <= MOST_GRIDS:
        return tuple(grids)
    known = sorted((glyph for glyph in glyphs if not glyph.angle), key=_middle)
    ink = _Ink(tuple(_middle(glyph) for glyph in known), tuple(known))
    runs: list[list[Grid]] = []
    for grid in sorted(grids, key=lambda one: (one.box.top, one.box.x0)):
        home = next((run for run in reversed(runs) if _follows(run[-1], grid, ink)), None)
        if home is None:
            runs.append([grid])
        else:
            home.append(grid)
    return tuple(_joined(run, ink) for run in runs)


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _row_height(grid: Grid) -> float:
    return max(bottom - top for top, bottom in pairwise(grid.ys))


def _follows(above: Grid, below: Grid, ink: _Ink) -> bool:
    """Do these two bands have the same columns, and one plain row between them?"""
    if len(above.xs) <= LEAST_COLUMNS or len(above.xs) != len(below.xs):
        return False
    if any(abs(a - b) > SAME_EDGE_PT for a, b in zip(above.xs, below.xs, strict=True)):
        return False
    height, gap = max(_row_height(above), _row_height(below)), below.box.top - above.box.bottom
    held = ink.between(above.box.bottom, below.box.top, above.box)
    return LOWEST * height <= gap <= TALLEST * height and bool(held) and _in_columns(held, above.xs)


def _in_columns(glyphs: Sequence[Glyph], xs: Sequence[float]) -> bool:
    """Does no piece of a line run over the edge of a column, and more than one column hold something?"""
    pieces = [piece for line in lines_among(glyphs) for piece in pieces_of(line)]
    crossing = any(left < edge - SAME_EDGE_PT and edge + SAME_EDGE_PT < right for left, right in pieces for edge in xs[1:-1])
    return not crossing and len(_by_column(pieces, xs)) >= LEAST_COLUMNS


def _by_column(pieces: Pieces, xs: Sequence[float]) -> dict[int, tuple[float, float]]:
    """Where the writing of each filled column begins and ends."""
    out: dict[int, tuple[float, float]] = {}
    for left, right in pieces:
        col = sum((left + right) / 2 > edge for edge in xs[1:-1])
        known = out.get(col, (left, right))
        out[col] = (min(known[0], left), max(known[1], right))
    return out


def _joined(run: Sequence[Grid], ink: _Ink) -> Grid:
    """One grid of the run; a row more at either end where one stands there. A table of one band stays as it is."""
    first, last = run[0], run[-1]
    xs = first.xs
    if len(xs) <= LEAST_COLUMNS or (len(run) == 1 and len(first.ys) <= LEAST_COLUMNS):
        return first
    height = max(map(_row_height, run))
    head = _plain(first.box.top - height, first.box.top, (first.ys[0], first.ys[1]), first, ink)
    foot = _plain(last.box.bottom, last.box.bottom + height, (last.ys[-2], last.ys[-1]), last, ink)
    if len(run) == 1 and not (head or foot):
        return first
    cells: list[GridCell] = _plain_cells(0, first.box.top - height, first.box.top, xs) if head else []
    ys: list[float] = [first.box.top - height] if head else []
    for at, grid in enumerate(run):
        if at:
            cells += _plain_cells(len(ys) - 1, ys[-1], grid.box.top, xs)
        cells += [replace(cell, row=cell.row + len(ys)) for cell in grid.cells]
        ys += grid.ys
    if foot:
        cells += _plain_cells(len(ys) - 1, ys[-1], ys[-1] + height, xs)
        ys.append(ys[-1] + height)
    return _grid(xs, ys, cells)


def _plain(top: float, bottom: float, band: tuple[float, float], grid: Grid, ink: _Ink) -> bool:
    """Does a row stand there, set like the shaded one beside it or beginning with 合计?"""
    held = ink.between(top, bottom, grid.box)
    if not held or not _in_columns(held, grid.xs):
        return False
    lines = lines_among(held)
    if TOTAL.match("".join(glyph.text for glyph in lines[0]).strip()):
        return True
    mine = _by_column([piece for line in lines for piece in pieces_of(line)], grid.xs)
    beside = ink.between(*band, grid.box)
    theirs = _by_column([piece for line in lines_among(beside) for piece in pieces_of(line)], grid.xs)
    return sum(_aligned(mine[col], theirs[col]) for col in mine.keys() & theirs.keys()) >= LEAST_ALIGNED


def _aligned(left: tuple[float, float], right: tuple[float, float]) -> bool:
    return any(abs(a - b) <= ALIGNED_PT for a, b in ((left[0], right[0]), (left[1], right[1]), (sum(left) / 2, sum(right) / 2)))


def _plain_cells(row: int, top: float, bottom: float, xs: Sequence[float]) -> list[GridCell]:
    return [GridCell(row, col, 1, 1, Box(left, top, right, bottom)) for col, (left, right) in enumerate(pairwise(xs))]


def _grid(xs: Sequence[float], ys: Sequence[float], cells: Sequence[GridCell]) -> Grid:
    owner = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for at, cell in enumerate(cells):
        for row in range(cell.row, cell.row + cell.row_span):
            owner[row][cell.col : cell.col + cell.col_span] = [at] * cell.col_span
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(cells), tuple(map(tuple, owner)))

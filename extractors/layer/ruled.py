"""Rulings to grids: which cells a ruled table has, merged ones included. Works on lines in points, whoever found them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.layer.glyphs import Rule
from models.geometry import Box

SNAP_PT = 3.5
JOIN_PT = 4.0
TOUCH_PT = 4.0
SHORTEST_PT = 7.0
OPEN_SIDE_PT = 10.0
COVERED = 0.6
MIN_SIDE_PT = 18.0
MAX_LINES = 4000
MAX_CELLS = 60_000


@dataclass(frozen=True, slots=True)
class GridCell:
    row: int
    col: int
    row_span: int
    col_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table without its words. `xs` and `ys` are the rulings' places; `owner[row][col]` an index into cells, -1 none."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owner: tuple[tuple[int, ...], ...]

    def cell_at(self, x: float, y: float) -> int:
        """Index of the cell at this point; -1 where there is none."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
            return -1
        return self.owner[min(bisect_right(ys, y), len(ys) - 1) - 1][min(bisect_right(xs, x), len(xs) - 1) - 1]


@dataclass(frozen=True, slots=True)
class _Line:
    """Collinear pieces at one place: `at` across, `pieces` along, merged and sorted."""

    at: float
    start: float
    end: float


def grids_of(rules: Iterable[Rule]) -> tuple[Grid, ...]:
    """All grids of at least two cells, the smaller first. Pure; bounded: with too many lines there are none."""
    horizontal, vertical = _merged(rules)
    if len(horizontal) + len(vertical) > MAX_LINES:
        return ()
    found = [_grid(rows, cols) for rows, cols in _components(horizontal, vertical)]
    return tuple(sorted((grid for grid in found if grid is not None), key=lambda grid: grid.box.area))


def too_many(rules: Sequence[Rule]) -> bool:
    """Are there so many lines that no grid is looked for?"""
    return len(rules) > MAX_LINES and sum(map(len, _merged(rules))) > MAX_LINES


def _merged(rules: Iterable[Rule]) -> tuple[list[_Line], list[_Line]]:
    """Horizontal and vertical lines: dashes joined, double lines made one, crumbs left out."""
    flat: list[tuple[float, float, float]] = []
    tall: list[tuple[float, float, float]] = []
    for rule in rules:
        if rule.is_horizontal:
            flat.append((rule.top, rule.x0, rule.x1))
        else:
            tall.append((rule.x0, rule.top, rule.bottom))
    return _joined(flat), _joined(tall)


def _joined(pieces: list[tuple[float, float, float]]) -> list[_Line]:
    lines: list[_Line] = []
    bundle: list[tuple[float, float, float]] = []
    for piece in [*sorted(pieces), None]:
        if piece is not None and (not bundle or piece[0] - bundle[0][0] <= SNAP_PT):
            bundle.append(piece)
            continue
        lines.extend(_along(bundle))
        bundle = [piece] if piece is not None else []
    return lines


def _along(bundle: list[tuple[float, float, float]]) -> list[_Line]:
    lines: list[_Line] = []
    weight = sum(end - start for _, start, end in bundle)
    at = sum(place * (end - start) for place, start, end in bundle) / weight if weight else 0.0
    start = end = None
    for _, left, right in sorted(bundle, key=lambda piece: piece[1:]):
        if start is None or end is None or left - end > JOIN_PT:
            if start is not None and end is not None and end - start >= SHORTEST_PT:
                lines.append(_Line(at, start, end))
            start, end = left, right
        else:
            end = max(end, right)
    if start is not None and end is not None and end - start >= SHORTEST_PT:
        lines.append(_Line(at, start, end))
    return lines


def _components(horizontal: list[_Line], vertical: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Lines that touch each other, directly or through others."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, row in enumerate(horizontal):
        for j, col in enumerate(vertical, start=len(horizontal)):
            if (
                row.start - TOUCH_PT <= col.at <= row.end + TOUCH_PT
                and col.start - TOUCH_PT <= row.at <= col.end + TOUCH_PT
            ):  # fmt: skip
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, row in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(row)
    for j, col in enumerate(vertical):
        groups.setdefault(root(j + len(horizontal)), ([], []))[1].append(col)
    return list(groups.values())


def _grid(rows: list[_Line], cols: list[_Line]) -> Grid | None:
    if len(rows) + len(cols) < 4 or not rows or not cols:
        return None
    rows, cols = _closed(rows, cols)
    ys, xs = _places(rows), _places(cols)
    if len(ys) < 2 or len(xs) < 2 or (len(ys) - 1) * (len(xs) - 1) > MAX_CELLS:
        return None
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    if box.width < MIN_SIDE_PT or box.height < MIN_SIDE_PT / 2:
        return None
    return _cells(box, xs, ys, _cover(rows, ys), _cover(cols, xs))


def _closed(rows: list[_Line], cols: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """Sides that were left open are closed where two or more lines run past the outermost crossing line."""
    cols = [*cols, *_missing(rows, [col.at for col in cols])]
    rows = [*rows, *_missing(cols, [row.at for row in rows])]
    return rows, cols


def _missing(lines: list[_Line], crossing: list[float]) -> list[_Line]:
    added: list[_Line] = []
    first, last = min(crossing), max(crossing)
    early = [line for line in lines if line.start < first - OPEN_SIDE_PT]
    late = [line for line in lines if line.end > last + OPEN_SIDE_PT]
    if len(early) >= 2:
        added.append(_Line(min(line.start for line in early), min(line.at for line in early), max(line.at for line in early)))
    if len(late) >= 2:
        added.append(_Line(max(line.end for line in late), min(line.at for line in late), max(line.at for line in late)))
    return added


def _places(lines: list[_Line]) -> list[float]:
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > SNAP_PT:
            places.append(at)
    return places


def _cover(lines: list[_Line], places: list[float]) -> list[list[tuple[float, float]]]:
    cover: list[list[tuple[float, float]]] = [[] for _ in places]
    for line in lines:
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - line.at))
        cover[nearest].append((line.start, line.end))
    return cover


def _is_covered(pieces: list[tuple[float, float]], start: float, end: float) -> bool:
    common = sum(max(0.0, min(end, right) - max(start, left)) for left, right in pieces)
    return common >= COVERED * (end - start)


def _cells(
    box: Box, xs: list[float], ys: list[float], flat: list[list[tuple[float, float]]], tall: list[list[tuple[float, float]]]
) -> Grid | None:
    """Elementary cells, joined where no ruling parts them."""
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    parent = list(range(n_rows * n_cols))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(n_rows):
        for col in range(n_cols):
            here = row * n_cols + col
            if col and not _is_covered(tall[col], ys[row], ys[row + 1]):
                parent[root(here)] = root(here - 1)
            if row and not _is_covered(flat[row], xs[col], xs[col + 1]):
                parent[root(here)] = root(here - n_cols)
    groups: dict[int, list[tuple[int, int]]] = {}
    for row in range(n_rows):
        for col in range(n_cols):
            groups.setdefault(root(row * n_cols + col), []).append((row, col))
    blocks = [block for group in groups.values() for block in _rectangles(group)]
    return _compact(box, xs, ys, [block for block in blocks if _is_closed(block, xs, ys, flat, tall)])


_Block = tuple[int, int, int, int]  # top row, left col, bottom row, right col; the last two not included


def _rectangles(group: list[tuple[int, int]]) -> list[_Block]:
    """A region as rectangles: one where it is one, else runs of rows with the same columns."""
    top, bottom = min(r for r, _ in group), max(r for r, _ in group) + 1
    left, right = min(c for _, c in group), max(c for _, c in group) + 1
    if len(group) == (bottom - top) * (right - left):
        return [(top, left, bottom, right)]
    runs: list[_Block] = []
    by_row: dict[int, list[int]] = {}
    for row, col in group:
        by_row.setdefault(row, []).append(col)
    for row, cols in sorted(by_row.items()):
        start = previous = min(cols)
        for col in [*sorted(cols)[1:], -1]:
            if col != previous + 1:
                runs.append((row, start, row + 1, previous + 1))
                start = col
            previous = col
    joined: list[_Block] = []
    for run in runs:
        home = next((i for i, b in enumerate(joined) if b[2] == run[0] and (b[1], b[3]) == (run[1], run[3])), None)
        if home is None:
            joined.append(run)
        else:
            joined[home] = (joined[home][0], run[1], run[2], run[3])
    return joined


def _is_closed(
    block: _Block, xs: list[float], ys: list[float], flat: list[list[tuple[float, float]]], tall: list[list[tuple[float, float]]]
) -> bool:
    """At most one side may be missing: a corner that the table leaves out is not one of its cells."""
    top, left, bottom, right = block
    sides = (
        _is_covered(flat[top], xs[left], xs[right]),
        _is_covered(flat[bottom], xs[left], xs[right]),
        _is_covered(tall[left], ys[top], ys[bottom]),
        _is_covered(tall[right], ys[top], ys[bottom]),
    )
    return sum(sides) >= 3


def _compact(box: Box, xs: list[float], ys: list[float], blocks: list[_Block]) -> Grid | None:
    """Counts rows and columns only where a cell begins or ends."""
    if len(blocks) < 2:
        return None
    used_rows = sorted({edge for block in blocks for edge in (block[0], block[2])})
    used_cols = sorted({edge for block in blocks for edge in (block[1], block[3])})
    row_of, col_of = {edge: i for i, edge in enumerate(used_rows)}, {edge: i for i, edge in enumerate(used_cols)}
    owner = [[-1] * (len(used_cols) - 1) for _ in range(len(used_rows) - 1)]
    cells: list[GridCell] = []
    for top, left, bottom, right in sorted(blocks):
        row, col, row_end, col_end = row_of[top], col_of[left], row_of[bottom], col_of[right]
        for r in range(row, row_end):
            owner[r][col:col_end] = [len(cells)] * (col_end - col)
        cells.append(GridCell(row, col, row_end - row, col_end - col, Box(xs[left], ys[top], xs[right], ys[bottom])))
    return Grid(box, tuple(xs[i] for i in used_cols), tuple(ys[i] for i in used_rows), tuple(cells), tuple(tuple(row) for row in owner))

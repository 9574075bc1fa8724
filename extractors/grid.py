"""Rulings on a page image → cells: merged ones, open sides and lightly broken rulings included.

Rulings are runs of ink longer than any character. Their positions make a lattice; between two neighbouring squares
of the lattice there is a wall where most of the edge is inked; squares without a wall between them are one cell.
Tables without rulings are not found here: the finders see them in the alignment of the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from extractors.crossbars import without_bars
from extractors.ink import Mask, Pixels, Spot, closed, grown, opened, painted_over, pieces_of, spots_of
from extractors.pale import with_pale

RULE_LENGTH = 2.4  # a ruling is longer than this many character heights
ROW_HEIGHT = 1.2  # the same for one that reaches from one level ruling to the next
TOUCH = 3  # px: how near it must come to them
ROOM, ROOM_INK = 0.3, 0.01  # of a character's height: paper on one side of it at least; share of that which may be dust
RULE_THICKNESS = 0.45  # and thinner than this share of one
FALLBACK_HEIGHT = 1 / 75  # of the longer side of the page: a character where too few were found to tell
ARC_LENGTH = 9.0  # character heights: a ruling this long is no arc
ARC_THICKNESS = 1.9  # times the rulings' own
SAME_LINE = 0.45  # rulings nearer than this many character heights are one (double lines, steps of a skewed line)
WALL = 0.55  # share of an edge that must be inked to part two cells
WEAK_WALL = 0.3  # enough, where the squares would not make a rectangle otherwise
OPEN_END = 0.25  # share of the last fifth of an edge below which it is open there
HALF_WALL = 0.29  # below WEAK_WALL: an edge open at one end parts nothing
WHOLE_PAGE = 0.95  # of the page: no ruling of a table is as long
STREAK = 3  # px painted over around a streak's own
DASH = 0.3  # of a character's height: gaps of a pale ruling that stands in line with a whole one
STUB = 0.6  # of a character's height: a piece in line with a ruling this long belongs to it
BRIDGE = 1.2  # gaps of a broken ruling up to this many character heights are closed
SAMPLED = 4  # px: the step in which a ruling's length is measured
LEAST_CELLS = 2
LEAST_SIDE = 0.9  # of a character's height: a cell less wide or high than this is the gap of a double border
MANY_SLIVERS, SLIVERS_AREA = 0.5, 0.2  # of the cells, and of their area: with so much too small for a character it is writing or a code
SQUARE, PATTERN = 0.75, 12  # one side of a code as a share of the other; cells at least
MAX_LINES = 400  # rulings of one direction: more is a pattern, not a table
LONG_RULE, LEAST_RULES = 8, 4  # of a character's height; level rulings of a form at least


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell; rows and columns from 0, the box in pixels between the middles of its rulings."""

    row: int
    col: int
    row_span: int
    col_span: int
    x0: int
    top: int
    x1: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box in pixels and its cells, row by row; without cells a pattern, as a QR code is one."""

    x0: int
    top: int
    x1: int
    bottom: int
    cells: tuple[GridCell, ...]

    @property
    def is_square(self) -> bool:
        """As a QR code is, and a line of writing is not."""
        width, height = self.x1 - self.x0, self.bottom - self.top
        return min(width, height) > SQUARE * max(width, height)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The rulings of a page as two masks, and the streaks that run over the whole sheet, upright and level ones."""

    across: Mask
    down: Mask
    streaks: tuple[Mask, Mask] | None = None

    @property
    def both(self) -> Mask:
        return np.asarray(self.across | self.down, np.uint8)


def find_rules(ink: Mask, height_px: float = 0.0, grey: Pixels | None = None) -> Rules:
    """The rulings on a mask of ink, broken ones mended. `height_px`: typical height of a character, 0 where unknown; `grey`: the page,
    where those too pale to be ink are looked for.
    """
    height = height_px or max(ink.shape) * FALLBACK_HEIGHT
    length = round(RULE_LENGTH * height)
    bridge, stub = round(BRIDGE * height), _stub(height)
    thick = max(4, round(RULE_THICKNESS * height))
    across = _thin(opened(closed(ink, 3, 1), length, 1), thick, across=True)
    down = _thin(opened(closed(ink, 1, 3), 1, length), thick, across=False)
    across = across | (opened(ink, stub, 1) & grown(across, 6 * length // 2, 3))
    down = down | _in_line(ink, grown(down, 3, 6 * length // 2), across, down, height)
    upright, level = _streaks(down, across, height), _streaks(across.T, down.T, height)
    if upright is not None:
        down = down & (1 - upright)
    if level is not None:
        across = across & (1 - level.T)
    across, down = _without_arcs(across, height, across=True), _without_arcs(down, height, across=False)
    down = down | _joining(ink, across, down, height, thick)
    across = without_bars(across, down, ink, height)
    if grey is not None:
        across, down = with_pale(grey, ink, across, down, height)
    none = np.zeros_like(ink)
    streaks = None if upright is level is None else (none if upright is None else upright, none if level is None else level.T)
    return Rules(closed(across, bridge, 3), closed(down, 3, bridge), streaks)


def without_streaks(image: Pixels, rules: Rules) -> Pixels:
    """The image with its streaks painted over by what stands on both sides of them: strokes that cross one stay whole."""
    if rules.streaks is None:
        return image
    upright, level = rules.streaks
    return painted_over(image, grown(upright, STREAK, 1) | grown(level, 1, STREAK))


def _streaks(lines: Mask, crossing: Mask, height: float) -> Mask | None:
    """Upright lines from one edge of the page to the other, past all level rulings: dirt on a scanner's glass, or a fold."""
    edge = round((1 - WHOLE_PAGE) * lines.shape[0])
    if not (lines[:edge].any() and lines[-edge:].any()):
        return None
    out = np.zeros_like(lines)
    crossed = np.flatnonzero(crossing.any(axis=1))
    first, last = (int(crossed[0]), int(crossed[-1])) if crossed.size else (lines.shape[0], 0)
    for spot, own in pieces_of(np.ascontiguousarray(lines), least_height=round(WHOLE_PAGE * lines.shape[0])):
        if spot.y < first - height and spot.y + spot.height > last + height:
            out[spot.y : spot.y + spot.height, spot.x : spot.x + spot.width] |= own
    return out if out.any() else None


def _joining(ink: Mask, across: Mask, down: Mask, height: float, thick: int) -> Mask:
    """Upright strokes no longer than one row that reach from one level ruling to the next: they part the cells of that row."""
    out = np.zeros_like(ink)
    strokes = _thin(opened(closed(ink, 1, 3), 1, round(ROW_HEIGHT * height)), thick, across=False)
    strokes &= 1 - grown(down, 2 * TOUCH + 1, 2 * TOUCH + 1)
    if not (across.any() and strokes.any()):
        return out
    near = grown(across, 3, 2 * TOUCH + 1)
    written = ink & (1 - near)
    for spot in _strokes(strokes, across=False):
        window = (slice(max(0, spot.y - SAMPLED), spot.y + spot.height + SAMPLED), slice(spot.x, spot.x + spot.width))
        ends, reach = near[window] & strokes[window], TOUCH + 2 * SAMPLED
        if ends[:reach].any() and ends[-reach:].any() and _has_room(written, spot, height):
            out[window] |= strokes[window]
    return out


def _stub(height: float) -> int:
    return max(4, round(STUB * height))


def _in_line(ink: Mask, near: Mask, across: Mask, down: Mask, height: float) -> Mask:
    """Pieces in line with upright rulings (`near` them), dashes of a pale one too, without the strokes of characters that happen to
    stand there, in a cell that goes on below one.

    The latter only in a form: the few rulings of a certificate are a frame, and what lies in line with it is its ornament.
    """
    if sum(spot.width >= LONG_RULE * height for spot in _strokes(across, across=True)) < LEAST_RULES:
        return opened(ink, 1, _stub(height)) & near
    stubs = opened(closed(ink, 1, round(DASH * height)), 1, _stub(height)) & near
    kept = stubs & grown(down, 2 * TOUCH + 1, 2 * TOUCH + 1)
    written = ink & (1 - grown(across | down, 2 * TOUCH + 1, 2 * TOUCH + 1))
    for spot, own in pieces_of(np.ascontiguousarray(stubs & (1 - kept))):
        if _has_room(written, spot, height, ends=0):
            kept[spot.y : spot.y + spot.height, spot.x : spot.x + spot.width] |= own
    return np.asarray(kept, np.uint8)


def _has_room(ink: Mask, spot: Spot, height: float, ends: int = 2 * TOUCH) -> bool:
    """Is there paper along one side of an upright stroke? A ruling has, a streak between two characters has not. `ends`: px that do not count."""
    rows = slice(spot.y + ends, spot.y + spot.height - ends)
    room = round(ROOM * height)
    left = ink[rows, max(0, spot.x - TOUCH - room) : max(0, spot.x - TOUCH)]
    right = ink[rows, spot.x + spot.width + TOUCH : spot.x + spot.width + TOUCH + room]
    return min(float(side.mean()) if side.size else 0.0 for side in (left, right)) <= ROOM_INK


def _without_arcs(mask: Mask, height: float, *, across: bool) -> Mask:
    """Without short strokes much thicker than the page's rulings: where a seal's ring runs level for a while."""
    measured = [(spot.width if across else spot.height, spot.area) for spot in _strokes(mask, across=across)]
    long = [area / length for length, area in measured if length >= ARC_LENGTH * height]
    limit = ARC_THICKNESS * float(np.median(long)) + 1 if long else 0.0
    if not (long and any(length < ARC_LENGTH * height and area / length > limit for length, area in measured)):
        return mask
    out = mask.copy()
    for spot, own in pieces_of(mask):
        length = spot.width if across else spot.height
        if length < ARC_LENGTH * height and spot.area / length > limit:
            out[spot.y : spot.y + spot.height, spot.x : spot.x + spot.width][own.astype(bool)] = 0
    return out


def _strokes(mask: Mask, *, across: bool) -> list[Spot]:
    """The rulings of one direction with their boxes and areas, found on every few columns or rows of them: they are long."""
    sampled = spots_of(np.ascontiguousarray(mask[:, ::SAMPLED] if across else mask[::SAMPLED]))
    wide, high = (SAMPLED, 1) if across else (1, SAMPLED)
    return [Spot(spot.x * wide, spot.y * high, spot.width * wide, spot.height * high, spot.area * SAMPLED) for spot in sampled]


def _thin(mask: Mask, thick: int, *, across: bool) -> Mask:
    """Without bars too thick for a ruling: black edges, shaded cells, a picture."""
    bars = opened(mask, 1, thick + 1) if across else opened(mask, thick + 1, 1)
    # A thick part takes the whole of its own width with it, so that no thin rim stays.
    bars = grown(bars, 3, 2 * thick) if across else grown(bars, 2 * thick, 3)
    return np.asarray(mask & (1 - bars), np.uint8)


def find_grids(rules: Rules, height_px: float = 0.0) -> tuple[Grid, ...]:
    """The ruled tables of a page, top to bottom. Strokes that do not hang together with a table's rulings are no part of it."""
    height = height_px or max(rules.across.shape) * FALLBACK_HEIGHT
    joint = max(3, round(0.3 * height))
    grids = []
    for piece, own in pieces_of(grown(rules.both, joint, joint), round(4 * height), round(1.2 * height)):
        window = (slice(piece.y, piece.y + piece.height), slice(piece.x, piece.x + piece.width))
        part = Rules(np.asarray(rules.across[window] & own, np.uint8), np.asarray(rules.down[window] & own, np.uint8))
        if (grid := _grid(part, np.ascontiguousarray(rules.across[window]), piece, height)) is not None:
            grids.append(grid)
    return tuple(sorted(_outermost(grids), key=lambda grid: (grid.top, grid.x0)))


def _outermost(grids: list[Grid]) -> list[Grid]:
    """A table inside a cell of another is left to the other one, unless the other is only a frame."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: len(grid.cells), reverse=True):
        if all(grid.x1 <= other.x0 or other.x1 <= grid.x0 or grid.bottom <= other.top or other.bottom <= grid.top for other in kept):
            kept.append(grid)
    return kept


def _grid(rules: Rules, torn: Mask, piece: Spot, height: float) -> Grid | None:
    """`torn`: every level ruling within the table's box, also what hangs on nothing, as the rest of one that was torn off by a gap does."""
    across, down = rules.across, rules.down
    ys, xs = _positions(across, height, axis=0), _positions(down, height, axis=1)
    if not ys or not xs or max(len(xs), len(ys)) > MAX_LINES:
        return None
    xs, ys = _with_open_sides(across, down, xs, ys, height)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < LEAST_CELLS:
        return None
    reach = max(2, round(SAME_LINE * height))
    upright = _walls(down, xs, ys, reach)
    level = _walls(np.ascontiguousarray(torn.T), ys, xs, reach).T
    cells = _cells(upright, level)
    made = _renumbered(tuple(_cell(piece, xs, ys, *cell) for cell in cells))
    grid = Grid(piece.x + xs[0], piece.y + ys[0], piece.x + xs[-1], piece.y + ys[-1], made)
    if not _is_of_slivers(made, height):
        return grid
    return replace(grid, cells=()) if grid.is_square and len(made) >= PATTERN else None


def _is_of_slivers(cells: Sequence[GridCell], height: float) -> bool:
    """Are its cells too small for writing? A double border has slivers too, but hardly any area in them."""
    small = [min(cell.x1 - cell.x0, cell.bottom - cell.top) <= LEAST_SIDE * height for cell in cells]
    areas = [(cell.x1 - cell.x0) * (cell.bottom - cell.top) for cell in cells]
    in_slivers = sum(area for area, is_small in zip(areas, small, strict=True) if is_small)
    return small.count(False) < LEAST_CELLS or (sum(small) >= MANY_SLIVERS * len(cells) and in_slivers >= SLIVERS_AREA * sum(areas))


def _cell(piece: Spot, xs: list[int], ys: list[int], row: int, col: int, rows: int, cols: int) -> GridCell:
    return GridCell(row, col, rows, cols, piece.x + xs[col], piece.y + ys[row], piece.x + xs[col + cols], piece.y + ys[row + rows])


def _renumbered(cells: tuple[GridCell, ...]) -> tuple[GridCell, ...]:
    """Rows and columns counted by the lines at which some cell begins: a stroke that parts nothing makes no row."""
    rows = {row: i for i, row in enumerate(sorted({cell.row for cell in cells}))}
    cols = {col: i for i, col in enumerate(sorted({cell.col for cell in cells}))}

    def span(start: int, length: int, known: dict[int, int]) -> int:
        return sum(start <= at < start + length for at in known)

    return tuple(
        replace(
            cell,
            row=rows[cell.row],
            col=cols[cell.col],
            row_span=span(cell.row, cell.row_span, rows),
            col_span=span(cell.col, cell.col_span, cols),
        )
        for cell in cells
    )


def _positions(mask: Mask, height: float, *, axis: int) -> list[int]:
    """Where the rulings of one direction stand: middles of their pieces, near ones taken together."""
    strokes = _strokes(mask, across=axis == 0)
    pieces = [(spot.y + spot.height / 2, spot.width) if axis == 0 else (spot.x + spot.width / 2, spot.height) for spot in strokes]
    pieces = [(at, length) for at, length in pieces if length >= 1.5 * height]
    groups: list[list[tuple[float, int]]] = []
    for at, length in sorted(pieces):
        if groups and at - _middle(groups[-1]) <= SAME_LINE * height:
            groups[-1].append((at, length))
        else:
            groups.append([(at, length)])
    return [round(_middle(group)) for group in groups]


def _middle(group: list[tuple[float, int]]) -> float:
    return sum(at * length for at, length in group) / sum(length for _, length in group)


def _with_open_sides(across: Mask, down: Mask, xs: list[int], ys: list[int], height: float) -> tuple[list[int], list[int]]:
    """Borders that were not drawn are put where the rulings of the other direction end, if enough of them end there.

    One that goes on alone met a character of the note below the table.
    """
    upright = _spans_of(down, xs, height)
    level = _spans_of(np.ascontiguousarray(across.T), ys, height)
    reach = 1.5 * height
    if level:
        xs = _extended(xs, -_furthest([-first for first, _ in level], height), _furthest([last for _, last in level], height), reach)
    if upright:
        ys = _extended(ys, -_furthest([-first for first, _ in upright], height), _furthest([last for _, last in upright], height), reach)
    return xs, ys


def _spans_of(mask: Mask, lines: list[int], height: float) -> list[tuple[int, int]]:
    """Where the ruling at each of these columns of a mask begins and ends."""
    near = max(2, round(SAME_LINE * height))
    inked = (np.flatnonzero(mask[:, max(0, line - near) : line + near + 1].any(axis=1)) for line in lines)
    return [(int(rows[0]), int(rows[-1])) for rows in inked if rows.size]


def _furthest(ends: list[int], height: float) -> int:
    """The furthest end that half of the rulings reach, or the first and the last of them."""
    near = SAME_LINE * height
    for end in sorted(ends, reverse=True):
        reach = [other >= end - near for other in ends]
        if 2 * sum(reach) >= len(ends) or (len(ends) > 1 and reach[0] and reach[-1]):
            return end
    return max(ends)


def _extended(lines: list[int], first: int, last: int, reach: float) -> list[int]:
    before = [first] if lines[0] - first > reach else []
    after = [last] if last - lines[-1] > reach else []
    return before + lines + after


def _walls(mask: Mask, lines: list[int], stations: list[int], reach: int) -> NDArray[np.float64]:
    """Share of each edge that is inked: rows are the gaps between `stations` down the mask, columns the `lines`.

    The outer lines are walls in any case.
    """
    shares = np.ones((len(stations) - 1, len(lines)))
    for col, line in enumerate(lines[1:-1], start=1):
        strip = np.asarray(mask[:, max(0, line - reach) : line + reach + 1].any(axis=1))
        for row, (start, end) in enumerate(pairwise(stations)):
            trim = max(2, reach // 4)
            inner, whole = (
                strip[start + reach : max(start + reach + 1, end - reach)],
                strip[start + trim : max(start + trim + 1, end - trim)],
            )
            shares[row, col] = _share(inner, whole)
    return shares


def _share(edge: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float:
    """Share of an edge that is inked; one that stays open at an end of the `whole` (from ruling to ruling) is at most half a wall.

    A ruling of the row below, bridged to a character's stroke above it, fills most of an edge and never reaches its far end.
    """
    if not edge.size:
        return 0.0
    ends = max(1, whole.size // 5)
    open_end = min(float(whole[:ends].mean()), float(whole[-ends:].mean())) < OPEN_END
    return min(float(edge.mean()), HALF_WALL) if open_end else float(edge.mean())


def _cells(upright: NDArray[np.float64], level: NDArray[np.float64]) -> list[tuple[int, int, int, int]]:
    """Row, column, and spans of every cell: squares not parted by a wall, where these make a rectangle."""
    n_rows, n_cols = upright.shape[0], level.shape[1]
    cells: list[tuple[int, int, int, int]] = []
    todo = [(frozenset(product(range(n_rows), range(n_cols))), WALL)]
    while todo:
        squares, wall = todo.pop()
        for group in _groups(squares, upright, level, wall):
            box = _rectangle(group)
            if box is not None:
                cells.append(box)
            elif wall > WEAK_WALL:
                todo.append((group, WEAK_WALL))
            else:
                cells += [(row, col, 1, 1) for row, col in group]
    return sorted(cells)


def _groups(
    squares: frozenset[tuple[int, int]], upright: NDArray[np.float64], level: NDArray[np.float64], wall: float
) -> list[frozenset[tuple[int, int]]]:
    left = set(squares)
    groups = []
    while left:
        stack = [left.pop()]
        group = set(stack)
        while stack:
            row, col = stack.pop()
            beside = (
                ((row, col + 1), upright[row, col + 1]),
                ((row, col - 1), upright[row, col]),
                ((row + 1, col), level[row + 1, col]),
                ((row - 1, col), level[row, col]),
            )
            open_ones = [square for square, share in beside if square in left and share < wall]
            left.difference_update(open_ones)
            group.update(open_ones)
            stack += open_ones
        groups.append(frozenset(group))
    return groups


def _rectangle(group: frozenset[tuple[int, int]]) -> tuple[int, int, int, int] | None:
    rows, cols = [row for row, _ in group], [col for _, col in group]
    height, width = max(rows) - min(rows) + 1, max(cols) - min(cols) + 1
    return (min(rows), min(cols), height, width) if height * width == len(group) else None

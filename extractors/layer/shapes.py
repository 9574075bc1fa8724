"""Does a font draw what its table says? Told by holes and proportions of a few characters' outlines.

A wrong ToUnicode table shows in no other way without an OCR engine: text and picture are both clean. Figures are what
decides, so they are looked at closest; a dozen Chinese characters of plain build catch tables that are shifted.
Calibrated on 40 faces (Song, Hei, Kai, Latin serif, sans, mono, italic, bold; November 2026): none is called false, and
of the 90 ways to take one figure for another at most three pass in a face.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

Contour = tuple[tuple[float, float], ...]

ROWS = 28
COLS = 20
SQUARE_CHARS = "一二三十人大小工上下口日目田"
TOLD_BY_SHAPE = frozenset(ord(char) for char in "0123456789" + SQUARE_CHARS)


class Build(NamedTuple):
    """What a shape must be like: how many holes, width to height, and where its holes lie (0 top … 1 bottom)."""

    holes: tuple[int, int]
    ratio: tuple[float, float]
    hole_at: tuple[float, float] = (0.0, 1.0)
    hole_tall: tuple[float, float] = (0.0, 1.0)


FIGURE = (0.25, 0.98)
FIGURES_BY_STROKE = frozenset("01234579")
SLASHED = Build((1, 1), FIGURE, (0.3, 0.7), (0.42, 1.0))
BUILDS = {
    "0": Build((1, 2), FIGURE, (0.35, 0.65), (0.5, 1.0)),
    "1": Build((0, 0), (0.05, 0.8)),
    "2": Build((0, 0), FIGURE),
    "3": Build((0, 0), FIGURE),
    "4": Build((1, 1), FIGURE, (0.25, 0.62), (0.15, 0.65)),
    "5": Build((0, 0), FIGURE),
    "6": Build((1, 1), FIGURE, (0.52, 0.9), (0.15, 0.62)),
    "7": Build((0, 0), (0.42, 0.98)),
    "8": Build((2, 2), FIGURE),
    "9": Build((1, 1), FIGURE, (0.1, 0.48), (0.15, 0.62)),
    "一": Build((0, 0), (2.5, 99.0)),
    "二": Build((0, 0), (0.8, 2.2)),
    "三": Build((0, 0), (0.7, 1.8)),
    "十": Build((0, 0), (0.7, 1.5)),
    "人": Build((0, 0), (0.7, 1.6)),
    "大": Build((0, 0), (0.7, 1.6)),
    "小": Build((0, 0), (0.7, 1.6)),
    "工": Build((0, 0), (0.8, 1.9)),
    "上": Build((0, 0), (0.7, 1.6)),
    "下": Build((0, 0), (0.7, 1.6)),
    "口": Build((1, 1), (0.6, 1.6)),
    "日": Build((1, 2), (0.35, 1.1)),
    "目": Build((1, 3), (0.35, 1.1)),
    "田": Build((1, 4), (0.6, 1.5)),
}


@lru_cache(maxsize=4096)
def agrees(char: str, outline: tuple[Contour, ...]) -> bool:
    """False where the outline cannot be `char`; True where it may be, or where nothing is known of it."""
    build = BUILDS.get(char)
    points = [point for contour in outline for point in contour]
    if build is None or not points:
        return True
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    if right - left <= 0 or high - low <= 0:
        return True
    if not build.ratio[0] <= (right - left) / (high - low) <= build.ratio[1]:
        return False
    raster = _raster(outline, left, right, low, high)
    holes = _holes(raster)
    counts = (len(holes), _inner_contours(outline))
    if not any(build.holes[0] <= count <= build.holes[1] for count in counts):
        return False
    if len(holes) == 1 and not _placed(holes[0], build):
        return False
    if char == "0" and len(holes) == 2 and not all(_placed(hole, SLASHED) for hole in holes):
        return False
    return char not in FIGURES_BY_STROKE or _like(char, raster, (right - left) / (high - low))


def _inner_contours(outline: tuple[Contour, ...]) -> int:
    """Contours drawn the other way round than the largest: holes too narrow for the raster are among them."""
    areas = [sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(contour, (*contour[1:], contour[0]), strict=True)) for contour in outline]
    largest = max(areas, key=abs)
    return sum(1 for area in areas if area * largest < 0)


def _placed(hole: list[tuple[int, int]], build: Build) -> bool:
    rows = [row for row, _ in hole]
    middle = (min(rows) + max(rows) + 1) / 2 / ROWS
    tall = (max(rows) - min(rows) + 1) / ROWS
    return build.hole_at[0] <= middle <= build.hole_at[1] and build.hole_tall[0] <= tall <= build.hole_tall[1]


def _raster(outline: tuple[Contour, ...], left: float, right: float, low: float, high: float) -> list[list[bool]]:
    """The filled outline (non-zero winding) on a grid that fits its box; row 0 is the top."""
    edges = [(*contour[i - 1], *contour[i]) for contour in outline for i in range(len(contour)) if contour[i - 1][1] != contour[i][1]]
    grid = []
    for row in range(ROWS):
        y = high - (row + 0.5) * (high - low) / ROWS
        crossings = sorted(
            (x0 + (y - y0) * (x1 - x0) / (y1 - y0), 1 if y1 > y0 else -1)
            for x0, y0, x1, y1 in edges
            if (y0 <= y < y1) or (y1 <= y < y0)
        )  # fmt: skip
        grid.append(_filled(crossings, left, (right - left) / COLS))
    return grid


def _filled(crossings: list[tuple[float, int]], left: float, step: float) -> list[bool]:
    line = [False] * COLS
    winding = 0
    for index, (x, turn) in enumerate(crossings[:-1]):
        winding += turn
        if winding:
            first = max(0, round((x - left) / step))
            last = min(COLS, max(first + 1, round((crossings[index + 1][0] - left) / step)))
            for col in range(first, last):
                line[col] = True
    return line


def _holes(grid: list[list[bool]]) -> list[list[tuple[int, int]]]:
    """Blank regions that ink closes in on all sides, specks left out."""
    seen = [[False] * COLS for _ in range(ROWS)]
    found: list[list[tuple[int, int]]] = []
    for row in range(ROWS):
        for col in range(COLS):
            if grid[row][col] or seen[row][col]:
                continue
            region, touches = _region(grid, seen, row, col)
            if not touches and len(region) >= 3:
                found.append(region)
    return found


def _region(grid: list[list[bool]], seen: list[list[bool]], row: int, col: int) -> tuple[list[tuple[int, int]], bool]:
    stack = [(row, col)]
    seen[row][col] = True
    region: list[tuple[int, int]] = []
    touches = False
    while stack:
        r, c = stack.pop()
        region.append((r, c))
        touches = touches or r in (0, ROWS - 1) or c in (0, COLS - 1)
        for nr, nc in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
            if 0 <= nr < ROWS and 0 <= nc < COLS and not grid[nr][nc] and not seen[nr][nc]:
                seen[nr][nc] = True
                stack.append((nr, nc))
    return region, touches


# Parts of the box as fractions: top, bottom, left, right.
PARTS = {
    "top": (0.0, 0.15, 0.0, 1.0),
    "bottom": (0.85, 1.0, 0.0, 1.0),
    "upper left": (0.18, 0.42, 0.0, 0.3),
    "upper right": (0.18, 0.42, 0.7, 1.0),
    "lower left": (0.55, 0.8, 0.0, 0.3),
    "lower right": (0.58, 0.82, 0.7, 1.0),
}


class Strokes(NamedTuple):
    """Where a figure's ink is: parts with at least, parts with at most so much of it, pairs with the heavier part first.

    `bar`: the fullest row below the middle; `spread`: how wide the ink reaches in the middle rows; `shift`: how far it
    wanders sideways between the upper and the lower middle. All as shares of the box.
    """

    least: tuple[tuple[str, float], ...] = ()
    most: tuple[tuple[str, float], ...] = ()
    heavier: tuple[tuple[str, str], ...] = ()
    bar: tuple[float, float] = (0.0, 1.0)
    spread: tuple[float, float] = (0.0, 1.0)
    shift: tuple[float, float] = (0.0, 1.0)


WIDE = (0.6, 1.0)
STROKES = {
    "0": Strokes(bar=(0.0, 0.86)),
    "2": Strokes(
        (("bottom", 0.42), ("upper right", 0.25)),
        (("lower right", 0.3),),
        (("upper right", "upper left"), ("upper right", "lower right")),
        spread=(0.45, 1.0),
    ),
    "3": Strokes((("lower right", 0.25),), (), (("upper right", "upper left"), ("lower right", "lower left")), spread=(0.5, 1.0)),
    "4": Strokes(bar=(0.86, 1.0)),
    "5": Strokes((("lower right", 0.25),), (), (("upper left", "upper right"), ("lower right", "lower left")), spread=WIDE),
    "7": Strokes((("top", 0.45),), (("bottom", 0.4), ("lower right", 0.3)), (("top", "bottom"),)),
    "9": Strokes(bar=(0.0, 0.86)),
}
BROAD_ONE = Strokes(spread=(0.0, 0.7), shift=(0.0, 0.2))
SLANTING_ONE = Strokes(most=(("top", 0.5),))
BROAD = 0.45


def _like(char: str, grid: list[list[bool]], ratio: float) -> bool:
    if char != "1":
        return _fits(STROKES[char], grid)
    if ratio <= BROAD:
        return True
    upright = _shift(grid) <= 0.1 or share_of("bottom", grid) >= 0.5
    return _fits(BROAD_ONE, grid) and (upright or _fits(SLANTING_ONE, grid))


def _fits(strokes: Strokes, grid: list[list[bool]]) -> bool:
    share = {part: share_of(part, grid) for part in PARTS}
    bar = max(sum(row) for row in grid[int(0.62 * ROWS) : int(0.82 * ROWS)]) / COLS
    return (
        all(share[part] >= least for part, least in strokes.least)
        and all(share[part] <= most for part, most in strokes.most)
        and all(share[more] >= share[less] - 0.02 for more, less in strokes.heavier)
        and strokes.bar[0] <= bar <= strokes.bar[1]
        and strokes.spread[0] <= _spread(grid) <= strokes.spread[1]
        and strokes.shift[0] <= _shift(grid) <= strokes.shift[1]
    )


def _spread(grid: list[list[bool]]) -> float:
    cols = [col for row in grid[int(0.3 * ROWS) : int(0.75 * ROWS)] for col in range(COLS) if row[col]]
    return (max(cols) - min(cols) + 1) / COLS if cols else 0.0


def _shift(grid: list[list[bool]]) -> float:
    upper, lower = (_middle(grid[int(a * ROWS) : int(b * ROWS)]) for a, b in ((0.3, 0.42), (0.65, 0.77)))
    return abs(upper - lower)


def _middle(rows: list[list[bool]]) -> float:
    cols = [col for row in rows for col in range(COLS) if row[col]]
    return sum(cols) / len(cols) / COLS if cols else 0.5


def share_of(part: str, grid: list[list[bool]]) -> float:
    """Inked share of a part of the box."""
    top, bottom, left, right = PARTS[part]
    cells = [
        grid[row][col]
        for row in range(int(top * ROWS), max(int(top * ROWS) + 1, round(bottom * ROWS)))
        for col in range(int(left * COLS), max(int(left * COLS) + 1, round(right * COLS)))
    ]
    return sum(cells) / len(cells)

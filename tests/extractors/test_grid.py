"""Rulings become cells: merged, open-sided, lightly broken ones too; what is no table gives none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.grid import Grid, find_grids, find_rules, without_streaks

HEIGHT = 20.0  # px of a character
ROW, COL, LEFT, TOP = 50, 120, 40, 60
Ink = NDArray[np.uint8]


def paper() -> Ink:
    return np.zeros((600, 700), np.uint8)


def draw(text: str) -> Ink:
    """`+--+` and `|` at the corners of a lattice: a ruling is drawn where the text has one."""
    ink = paper()
    lines = text.strip("\n").split("\n")
    for r, line in enumerate(lines):
        for c, char in enumerate(line.ljust(40)):
            x, y = LEFT + c // 3 * COL, TOP + r // 2 * ROW
            if r % 2 == 0 and c % 3 == 1 and char == "-":
                cv2.line(ink, (x, y), (x + COL, y), 1, 2)
            if r % 2 == 1 and c % 3 == 0 and char == "|":
                cv2.line(ink, (x, y), (x, y + ROW), 1, 2)
    return ink


def grids(ink: Ink) -> tuple[Grid, ...]:
    return find_grids(find_rules(ink, HEIGHT), HEIGHT)


def spans(ink: Ink) -> list[tuple[int, int, int, int]]:
    (grid,) = grids(ink)
    return [(cell.row, cell.col, cell.row_span, cell.col_span) for cell in grid.cells]


PLAIN = """
+--+--+
|  |  |
+--+--+
|  |  |
+--+--+
"""
MERGED_ACROSS = """
+--+--+--+
|     |  |
+--+--+--+
|  |  |  |
+--+--+--+
"""
MERGED_DOWN = """
+--+--+
|  |  |
+  +--+
|  |  |
+--+--+
"""
OPEN_SIDES = """
+--+--+--+
   |  |
+--+--+--+
   |  |
+--+--+--+
"""
ONE_ROW = """
+--+--+
|  |  |
+--+--+
"""


@pytest.mark.parametrize(
    ("drawn", "cells"),
    [
        (PLAIN, [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]),
        (MERGED_ACROSS, [(0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]),
        (MERGED_DOWN, [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
        (OPEN_SIDES, [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]),
        (ONE_ROW, [(0, 0, 1, 1), (0, 1, 1, 1)]),
    ],
)
def test_cells_are_what_the_rulings_enclose(drawn: str, cells: list[tuple[int, int, int, int]]) -> None:
    assert spans(draw(drawn)) == cells


def test_a_cell_lies_between_the_middles_of_its_rulings() -> None:
    (grid,) = grids(draw(PLAIN))
    first = grid.cells[0]
    assert (first.x0, first.top, first.x1, first.bottom) == pytest.approx((LEFT, TOP, LEFT + COL, TOP + ROW), abs=2)


SHORT_ROW = """
+--+--+--+
|  |  |  |
+--+--+--+
"""


def test_rulings_no_longer_than_one_low_row_part_its_cells() -> None:
    low = cv2.resize(draw(SHORT_ROW), None, fx=1, fy=0.8, interpolation=cv2.INTER_NEAREST)  # rows of two character heights
    assert spans(np.asarray(low, np.uint8)) == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)]


def test_a_stroke_that_ends_within_a_low_row_parts_nothing() -> None:
    low = np.asarray(cv2.resize(draw(SHORT_ROW), None, fx=1, fy=0.8, interpolation=cv2.INTER_NEAREST), np.uint8)
    cv2.line(low, (LEFT + 60, round(TOP * 0.8) + 10), (LEFT + 60, round((TOP + ROW) * 0.8)), 1, 2)
    assert len(spans(low)) == 3


def test_a_stroke_between_two_characters_parts_nothing() -> None:
    low = np.asarray(cv2.resize(draw(SHORT_ROW), None, fx=1, fy=0.8, interpolation=cv2.INTER_NEAREST), np.uint8)
    top, bottom = round(TOP * 0.8), round((TOP + ROW) * 0.8)
    cv2.line(low, (LEFT + 60, top), (LEFT + 60, bottom), 1, 2)
    assert len(spans(low)) == 4
    for x in (LEFT + 36, LEFT + 64):
        cv2.rectangle(low, (x, top + 12), (x + 19, bottom - 10), 1, 2)
    assert len(spans(low)) == 3


def streaked(*, past: bool = True) -> Ink:
    """A table and a line over it: past its rulings to both edges of the page, or only as long as the table."""
    ink = draw(PLAIN)
    bottom = ink.shape[0] if past else TOP + 2 * ROW
    cv2.line(ink, (LEFT + 60, 0 if past else TOP), (LEFT + 60, bottom), 1, 1)
    return ink


def test_a_line_over_the_whole_sheet_is_no_ruling() -> None:
    assert len(spans(streaked())) == 4
    assert len(spans(streaked(past=False))) == 6


@pytest.mark.parametrize("turn", [0, 1])
def test_what_a_streak_crosses_is_painted_as_it_stands_beside_it(turn: int) -> None:
    ink = np.ascontiguousarray(np.rot90(streaked(), turn))
    image = np.repeat(((1 - ink) * 255).astype(np.uint8)[:, :, None], 3, axis=2)
    left = without_streaks(image, find_rules(ink, HEIGHT))
    whole = np.repeat(((1 - np.rot90(draw(PLAIN), turn)) * 255).astype(np.uint8)[:, :, None], 3, axis=2)
    assert float(np.abs(left.astype(int) - whole.astype(int)).mean()) < 0.5


@pytest.mark.parametrize("gap", [4, 10, 18])
def test_lightly_broken_rulings_still_part_the_cells(gap: int) -> None:
    ink = draw(PLAIN)
    ink[:, LEFT + 60 : LEFT + 60 + gap] = 0
    ink[TOP + 20 : TOP + 20 + gap // 2, :] = 0
    assert len(spans(ink)) == 4


@pytest.mark.parametrize("tilt", [-2, -1, 1, 2])
def test_rulings_that_lean_a_little_give_the_same_cells(tilt: int) -> None:
    ink = draw(PLAIN)
    matrix = np.array([[1, 0, 0], [tilt / 240, 1, 0]], np.float64)
    assert len(spans(cv2.warpAffine(ink, matrix, (ink.shape[1], ink.shape[0])))) == 4


def test_characters_inside_cells_are_no_rulings() -> None:
    ink = draw(PLAIN)
    for x in range(LEFT + 10, LEFT + 100, 24):
        cv2.rectangle(ink, (x, TOP + 14), (x + 16, TOP + 34), 1, 2)
    assert len(spans(ink)) == 4


def test_a_code_of_squares_beside_a_frame_makes_no_columns() -> None:
    ink = paper()
    cv2.rectangle(ink, (20, 20), (680, 580), 1, 3)
    for i in range(12):
        cv2.line(ink, (500 + 12 * i, 80), (500 + 12 * i, 140), 1, 3)
    assert grids(ink) == ()


def test_the_ring_of_a_seal_makes_no_rows() -> None:
    ink = draw(PLAIN)
    cv2.circle(ink, (LEFT + 180, TOP + 75), 90, 1, 8)
    assert len({row for row, *_ in spans(ink)}) == 2


@pytest.mark.parametrize("text", ["+--+--+", ""])
def test_a_rule_alone_is_no_table(text: str) -> None:
    assert grids(draw(text)) == ()


def lattice(rows: int, cols: int, step: int, across: int | None = None) -> Ink:
    ink = paper()
    wide = across or step
    for row in range(rows + 1):
        cv2.line(ink, (LEFT, TOP + step * row), (LEFT + wide * cols, TOP + step * row), 1, 2)
    for col in range(cols + 1):
        cv2.line(ink, (LEFT + wide * col, TOP), (LEFT + wide * col, TOP + step * rows), 1, 2)
    return ink


def test_a_square_of_cells_too_small_for_writing_is_a_code() -> None:
    (code,) = grids(lattice(12, 12, 14))
    assert code.cells == ()
    assert code.x1 - code.x0 == pytest.approx(12 * 14, abs=4)


def test_a_line_of_such_cells_is_writing_and_no_table() -> None:
    assert grids(lattice(2, 20, 15)) == ()


def test_a_table_with_a_double_border_stays_one() -> None:
    ink = lattice(4, 3, ROW, COL)
    cv2.rectangle(ink, (LEFT - 12, TOP - 12), (LEFT + 3 * COL + 12, TOP + 4 * ROW + 12), 1, 2)
    cv2.line(ink, (LEFT - 12, TOP), (LEFT, TOP), 1, 2)
    (table,) = grids(ink)
    assert sum(min(cell.x1 - cell.x0, cell.bottom - cell.top) > HEIGHT for cell in table.cells) >= 12


@pytest.mark.parametrize(("going_on", "rows"), [((1,), 3), ((0, 1, 2, 3), 4), ((0, 3), 4)])
def test_one_ruling_alone_that_goes_on_below_the_last_row_makes_none(going_on: tuple[int, ...], rows: int) -> None:
    ink = lattice(3, 3, ROW, COL)
    for col in going_on:
        cv2.line(ink, (LEFT + COL * col, TOP + 3 * ROW), (LEFT + COL * col, TOP + 3 * ROW + 40), 1, 2)
    (table,) = grids(ink)
    assert max(cell.row for cell in table.cells) + 1 == rows


MERGED_BETWEEN = """
+--+--+
|  |  |
+--+--+
|     |
+--+--+
|  |  |
+--+--+
"""


def test_the_stroke_of_a_character_in_line_with_a_ruling_parts_no_cell() -> None:
    ink = draw(MERGED_BETWEEN)
    x, y = LEFT + COL, TOP + ROW + ROW // 2
    cv2.line(ink, (x, y - 9), (x, y + 9), 1, 2)  # 路87号 goes on over the place
    for beside in (-12, -6, 6, 12):
        cv2.line(ink, (x + beside, y - 9), (x + beside, y + 9), 1, 2)
    assert spans(ink) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1)]


def test_what_is_left_of_a_broken_ruling_still_parts_two_cells() -> None:
    ink = draw(MERGED_BETWEEN)
    x, top = LEFT + COL, TOP + ROW
    for start in (2, 20, 36):
        cv2.line(ink, (x, top + start), (x, top + start + 12), 1, 2)
    assert (1, 0, 1, 1) in spans(ink)


@pytest.mark.parametrize(("first", "second", "step"), [(20, 34, -1), (20, 40, -1), (30, 44, -3), (20, 50, 0)])
def test_the_rest_of_a_ruling_that_was_torn_off_still_parts_cells(first: int, second: int, step: int) -> None:
    ink = draw(PLAIN)
    middle, right, y = LEFT + COL, LEFT + 2 * COL, TOP + ROW
    ink[TOP - 10 : TOP + 2 * ROW + 10, right - 3 : right + 3] = 0  # the border on which it hung is too pale
    ink[y - 4 : y + 5, middle + 3 : right] = 0
    cv2.line(ink, (middle, y), (middle + first, y), 1, 1)
    cv2.line(ink, (middle + second, y + step), (right, y + step), 1, 1)
    assert spans(ink) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_an_underline_within_a_merged_cell_parts_nothing() -> None:
    ink = draw(MERGED_DOWN)
    whole = spans(ink)
    cv2.line(ink, (LEFT + 12, TOP + ROW + 25), (LEFT + 80, TOP + ROW + 25), 1, 2)
    assert spans(ink) == whole

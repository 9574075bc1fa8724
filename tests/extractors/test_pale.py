"""Rulings too pale to be ink are rulings where they belong to a table; show-through, dirt, underlines and writing are not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.grid import find_grids, find_rules
from extractors.ink import ink_of

HEIGHT = 20.0  # px of a character
LEFT, TOP, ROW, COL = 60, 80, 40, 150
ROWS, COLS = 5, 3
Grey = NDArray[np.uint8]
PALE, GHOST = 215, 244


def paper() -> Grey:
    rng = np.random.default_rng(7)
    return np.asarray(np.clip(252 + rng.normal(0, 2, (500, 640)), 0, 255), np.uint8)


def level(grey: Grey, row: int, shade: int, first: int = 0, last: int = COLS) -> None:
    y = TOP + row * ROW
    cv2.line(grey, (LEFT + first * COL, y), (LEFT + last * COL, y), shade, 2)


def upright(grey: Grey, col: int, shade: int) -> None:
    x = LEFT + col * COL
    cv2.line(grey, (x, TOP), (x, TOP + ROWS * ROW), shade, 2)


def table(pale: tuple[int, ...], shade: int = PALE, pale_columns: tuple[int, ...] = (), sides: bool = True) -> Grey:
    grey = paper()
    for row in range(ROWS + 1):
        level(grey, row, shade if row in pale else 40)
    for col in range(COLS + 1):
        if sides or 0 < col < COLS:
            upright(grey, col, shade if col in pale_columns else 40)
    return grey


def shape(grey: Grey) -> tuple[int, int, int]:
    """Rows, columns and cells of the one grid."""
    (grid,) = find_grids(find_rules(ink_of(grey), HEIGHT, grey), HEIGHT)
    return max(one.row for one in grid.cells) + 1, max(one.col for one in grid.cells) + 1, len(grid.cells)


@pytest.mark.parametrize(
    ("grey", "told"),
    [
        (table(()), (5, 3, 15)),
        (table((2,)), (5, 3, 15)),
        (table((1, 2, 3, 4)), (5, 3, 15)),
        (table((2,), pale_columns=(1,)), (5, 3, 15)),
        (table((2, 4), pale_columns=(0, 2)), (5, 3, 15)),
        (table((2,), sides=False), (5, 3, 15)),
    ],
    ids=["none", "one", "all within", "a row and a column", "a side too", "no sides drawn"],
)
def test_a_pale_ruling_parts_cells_as_any_other(grey: Grey, told: tuple[int, int, int]) -> None:
    assert shape(grey) == told


def test_without_the_page_only_ink_tells() -> None:
    (grid,) = find_grids(find_rules(ink_of(table((2,))), HEIGHT), HEIGHT)
    assert len(grid.cells) == 12


def test_what_shows_through_from_the_back_is_too_pale() -> None:
    assert shape(table((2,), GHOST)) == (4, 3, 12)


def test_an_underline_within_a_cell_parts_nothing() -> None:
    grey = table(())
    cv2.line(grey, (LEFT + 30, TOP + 25), (LEFT + 110, TOP + 25), PALE, 2)
    assert shape(grey) == (5, 3, 15)


def test_dirt_on_the_glass_runs_past_the_table_and_is_no_column() -> None:
    grey = table(())
    cv2.line(grey, (LEFT + 75, 0), (LEFT + 75, 499), PALE, 2)
    assert shape(grey) == (5, 3, 15)


def test_pale_writing_in_one_place_of_every_row_is_no_column() -> None:
    grey = table(())
    for row in range(ROWS):
        cv2.line(grey, (LEFT + 75, TOP + row * ROW + 10), (LEFT + 75, TOP + row * ROW + 30), PALE, 2)
    assert shape(grey) == (5, 3, 15)


def test_the_edge_of_a_shaded_cell_is_no_ruling() -> None:
    grey = table(())
    grey[TOP + 2 : TOP + 20, LEFT + 2 : LEFT + COL - 2] = 225
    assert shape(grey) == (5, 3, 15)


def test_a_page_without_rulings_gets_none() -> None:
    grey = paper()
    level(grey, 2, PALE)
    assert not find_rules(ink_of(grey), HEIGHT, grey).both.any()


def hidden(*, shown: float, text: bool) -> Grey:
    """A table of one column of which a ruling is gone for 120 px; `shown`: the share of them where a trace of it is left."""
    grey = paper()
    for row in range(4):
        level(grey, row, 40)
    for col in (0, COLS):
        cv2.line(grey, (LEFT + col * COL, TOP), (LEFT + col * COL, TOP + 3 * ROW), 40, 2)
    y, first, last = TOP + ROW, LEFT + 160, LEFT + 280
    grey[y - 1 : y + 2, first:last] = 252
    for x in range(first, last, 10):
        grey[y - 1 : y + 1, x : x + round(10 * shown)] = 210
    if text:
        for x in range(first, last, 20):
            cv2.line(grey, (x, y - 12), (x, y - 3), 30, 3)
    return grey


@pytest.mark.parametrize(
    ("grey", "told"),
    [
        (hidden(shown=0.8, text=False), True),
        (hidden(shown=0.8, text=True), True),
        (hidden(shown=0.2, text=False), False),
        (hidden(shown=0.2, text=True), False),
    ],
    ids=["traces", "traces below a seal's", "hardly a trace", "the seal's alone"],
)
def test_a_ruling_that_a_seal_hid_goes_on_where_most_of_it_still_shows(grey: Grey, told: bool) -> None:
    rules = find_rules(ink_of(grey), HEIGHT, grey)
    y = TOP + ROW
    assert bool(rules.across[y - 3 : y + 4, LEFT + 180 : LEFT + 260].any(axis=0).all()) is told

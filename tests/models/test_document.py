"""Tables and pages asked again and again: the same answers as by looking through all cells, in time that grows with their number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.document import MOST_PLACES, Cell, Page, Reading, Table, Word
from models.geometry import Box
from models.once import MOST_KEPT, once_for_each


def cell(row: int, col: int, text: str, *, row_span: int = 1, col_span: int = 1) -> Cell:
    box = Box(100.0 * col, 20.0 * row, 100.0 * (col + col_span), 20.0 * (row + row_span))
    return Cell(row, col, box, (Word(text, box.grow(-4)),), row_span, col_span)


# 人员 spans two rows, 合计 two columns:
#   人员 | 总数 | 26
#        | 大专 | 24
#   合计        | 50
CELLS = (
    cell(0, 0, "人员", row_span=2), cell(0, 1, "总数"), cell(0, 2, "26"), cell(1, 1, "大专"), cell(1, 2, "24"),
    cell(2, 0, "合计", col_span=2), cell(2, 2, "50"),
)  # fmt: skip
TABLE = Table(Box(0, 0, 300, 60), CELLS)
PAGE = Page("申报表.pdf", 1, 595.0, 842.0, Reading.TEXT_LAYER, tables=(TABLE,))


def test_a_table_is_as_large_as_its_cells_reach() -> None:
    assert (TABLE.n_rows, TABLE.n_cols) == (3, 3)
    assert (Table(TABLE.box, ()).n_rows, Table(TABLE.box, ()).n_cols) == (0, 0)


@pytest.mark.parametrize(
    ("row", "col", "text"), [(0, 0, "人员"), (1, 0, "人员"), (1, 1, "大专"), (2, 1, "合计"), (2, 2, "50"), (3, 0, None), (0, -1, None)]
)
def test_the_cell_at_a_place_covers_it(row: int, col: int, text: str | None) -> None:
    found = TABLE.at(row, col)
    assert (found.text if found else None) == text


def test_rows_begin_left_and_cells_before_cover_the_row() -> None:
    assert [[one.text for one in TABLE.row(row)] for row in range(4)] == [["人员", "总数", "26"], ["大专", "24"], ["合计", "50"], []]
    assert [one.text for one in TABLE.before(CELLS[4])] == ["人员", "大专"]
    assert [one.text for one in TABLE.before(CELLS[6])] == ["合计"]
    assert TABLE.before(CELLS[0]) == ()


def test_cells_that_claim_more_places_than_any_table_has_are_still_found() -> None:
    vast = Table(TABLE.box, (*CELLS, cell(3, 0, "其余", row_span=MOST_PLACES, col_span=3)))
    assert [vast.at(row, 1) is CELLS[number] for row, number in ((0, 1), (1, 3), (2, 5))] == [True] * 3
    below = vast.at(MOST_PLACES, 2)
    assert below is not None
    assert below.text == "其余"
    assert [one.text for one in vast.before(CELLS[4])] == ["人员", "大专"]


def test_a_point_tells_its_cell_and_a_changed_table_is_another() -> None:
    assert [one.text for _, one in PAGE.seats_at(150, 30)] == ["大专"]
    assert [*PAGE.seats_at(150, 90)] == []
    fewer = replace(PAGE, tables=(replace(TABLE, cells=CELLS[:1]),))
    assert [*fewer.seats_at(150, 30)] == []


def test_words_outside_tables_and_boxes_in_them() -> None:
    below = Word("2020年6月3日", Box(100, 100, 180, 112))
    page = replace(PAGE, words=(*CELLS[1].words, below))
    assert page.words_outside(page.tables) == (below,)
    assert (page.in_table(CELLS[1].box), page.in_table(below.box)) == (True, False)


def test_what_is_remembered_is_bounded_and_worked_out_once() -> None:
    asked: list[tuple[int, ...]] = []

    @once_for_each(size)
    def total(numbers: tuple[int, ...]) -> int:
        asked.append(numbers)
        return sum(numbers)

    short, vast = (1, 2), (1,) * MOST_KEPT
    assert [total(short), total(short)] == [3, 3]
    assert len(asked) == 1
    assert total(vast) == MOST_KEPT
    assert total(short) == 3
    assert len(asked) == 3  # the vast one left no room


def size(numbers: tuple[int, ...]) -> int:
    return len(numbers)

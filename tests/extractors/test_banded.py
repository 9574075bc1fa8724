"""Tables of which every other row is shaded and no line is drawn: the plain rows count as much as the shaded ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from tests.extractors.pdfs import HEIGHT, put, read, rows_of

XS = (50, 160, 400, 550)
TOP, ROW = 100, 21
HEAD = ["类别", "名称", "金额（元）"]
ROWS = [["办公设备", "服务器", "200,900.00"], ["办公设备", "投影系统", "52,400.00"], ["培训设施", "笔记本电脑", "174,700.00"], ["培训设施", "家具", "43,600.00"]]  # fmt: skip
TOTAL = ["总计", "", "471,600.00"]


def banded(c: Canvas, rows: Sequence[Sequence[str]], shaded: Sequence[int], top: float = TOP) -> None:
    """Rows of cells; those of the numbers in `shaded` are filled, cell by cell."""
    for at, row in enumerate(rows):
        y = top + at * ROW
        if at in shaded:
            c.setFillColor(Color(0.9, 0.93, 0.97))
            for left, right in pairwise(XS):
                c.rect(left, HEIGHT - y - ROW, right - left, ROW, stroke=0, fill=1)
            c.setFillColorRGB(0, 0, 0)
        for x, text in zip(XS, row, strict=False):
            if text:
                put(c, x + 5, y + 14, text)


@pytest.mark.parametrize(
    ("rows", "shaded"),
    [
        ([HEAD, *ROWS], (0, 1, 3)),
        ([HEAD, *ROWS], (0, 2, 4)),
        ([HEAD, *ROWS, TOTAL], (0, 1, 3)),
        ([HEAD, *ROWS[:2]], (0, 1)),
        ([*ROWS, TOTAL], (1, 3)),
        ([HEAD, *ROWS, TOTAL], (0, 1, 3, 5)),
    ],
    ids=["last plain", "last shaded", "total plain below a plain row", "one band", "a page that goes on", "total shaded"],
)
def test_all_rows_are_one_table(tmp_path, rows, shaded):
    layer = read(tmp_path, lambda c: banded(c, rows, shaded))
    assert len(layer.page.tables) == 1
    got = rows_of(layer)
    expected = [list(row) for row in rows]
    # Two plain rows in succession are no such pattern: the second of them stays outside.
    assert got == (expected[:-1] if shaded == (0, 1, 3) and rows[-1] is TOTAL else expected)


def test_two_tables_with_a_title_between_them_stay_two(tmp_path):
    def page(c: Canvas) -> None:
        banded(c, [HEAD, *ROWS[:2]], (0, 1))
        put(c, 55, TOP + 3 * ROW + 18, "二、培训设施购置情况明细表（续）见下")
        banded(c, [HEAD, *ROWS[2:]], (0, 1), TOP + 4 * ROW + 6)

    tables = read(tmp_path, page).page.tables
    assert [table.n_rows for table in tables] == [3, 3]


@pytest.mark.parametrize("below", ["制表人：周望山", "以上资产均为本单位所有，用于对外服务，特此说明。"])
def test_words_below_the_table_are_no_row(tmp_path, below):
    def page(c: Canvas) -> None:
        banded(c, [HEAD, *ROWS[:3]], (0, 1, 3))
        put(c, 55, TOP + 4 * ROW + 14, below)

    (table,) = read(tmp_path, page).page.tables
    assert table.n_rows == 4


def test_thousands_of_bands_take_no_time(tmp_path):
    def page(c: Canvas) -> None:
        for at in range(1500):
            c.rect(50 + at % 7 * 70, 20 + at * 0.5, 60, 4, stroke=0, fill=1)

    assert read(tmp_path, page).page.seconds < 20

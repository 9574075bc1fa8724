"""Tables without rulings: what wraps in its column stays in its row, also where the label stands in the middle of the lines."""

from __future__ import annotations

import pytest

from extractors.alignment import aligned_tables
from models.document import Word
from models.geometry import Box

EM = 10.0
COLUMNS = (60.0, 160.0, 320.0, 420.0)


def words(*placed: tuple[float, int, str]) -> tuple[Word, ...]:
    """(height in lines, column, text)."""
    return tuple(
        Word(text, Box(COLUMNS[col], 100 + line * 15, COLUMNS[col] + EM * len(text), 100 + line * 15 + 12)) for line, col, text in placed
    )


def rows(*placed: tuple[float, int, str]) -> list[list[str]]:
    (table,) = aligned_tables(words(*placed))
    return [[cell.text for cell in sorted(table.row(row), key=lambda cell: cell.col)] for row in range(table.n_rows)]


PLAIN = [(0.0, 0, "法定代表人"), (0.0, 1, "周望山"), (0.0, 2, "联系人"), (0.0, 3, "陈雨舟")]
LAST = [(8.0, 0, "服务人员"), (8.0, 1, "26人"), (8.0, 2, "服务企业"), (8.0, 3, "126家")]


@pytest.mark.parametrize(
    "wrapped",
    [
        [(2.0, 1, "岳阳市青桐企业服务"), (2.5, 0, "单位名称"), (2.5, 2, "县市区"), (2.5, 3, "岳阳楼区"), (3.0, 1, "中心")],
        [(1.6, 1, "岳阳市青桐企业服务"), (2.6, 0, "单位名称"), (2.6, 1, "中"), (2.6, 2, "县市区"), (2.6, 3, "岳阳楼区"), (3.6, 1, "心")],
    ],
    ids=["two lines around the label", "three lines, the label in the middle"],
)
def test_a_value_around_its_label_is_one_cell(wrapped: list[tuple[float, int, str]]) -> None:
    more = [(5.5, 0, "成立日期"), (5.5, 1, "2012年"), (5.5, 2, "注册资本"), (5.5, 3, "200万元")]
    got = rows(*PLAIN, *wrapped, *more, *LAST)
    assert ["单位名称", "岳阳市青桐企业服务中心", "县市区", "岳阳楼区"] in got
    assert len(got) == 4


def test_a_label_of_two_lines_beside_one_value_is_one_cell() -> None:
    wrapped = [(2.0, 0, "注册资本"), (2.5, 1, "1200"), (2.5, 2, "联系电话"), (2.5, 3, "0730"), (3.0, 0, "（万元）")]
    more = [(5.5, 0, "成立日期"), (5.5, 1, "2012年"), (5.5, 2, "县市区"), (5.5, 3, "岳阳楼区")]
    assert rows(*PLAIN, *wrapped, *more, *LAST)[1] == ["注册资本（万元）", "1200", "联系电话", "0730"]

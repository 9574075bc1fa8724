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


@pytest.mark.parametrize(("left", "right"), [("{}", 4), ("第{}条", 3)], ids=["numbers", "words"])
def test_numbers_of_rows_that_wrap_stand_in_a_column_of_their_own(left: str, right: int) -> None:
    placed = []
    for at in range(6):
        y = 40.0 * at
        placed += [
            (left.format(at + 1), 50.0, y, 56.0),
            ("某某食品有限", 90.0, y, 160.0),
            (f"{at + 7}", 200.0, y, 206.0),
            ("某某五金有限", 240.0, y, 310.0),
        ]
        placed += [("公司", 90.0, y + 20, 112.0), ("公司", 240.0, y + 20, 262.0)]
    tables = aligned_tables(tuple(Word(text, Box(x0, top, x1, top + 11)) for text, x0, top, x1 in placed))
    assert [table.n_cols for table in tables] == [right]


def typed(*placed: tuple[float, float, float, str]) -> tuple[Word, ...]:
    """(top, left, height of the type, text)."""
    return tuple(Word(text, Box(x0, top, x0 + EM * len(text), top + size)) for top, x0, size, text in placed)


@pytest.mark.parametrize(("size", "n_tables"), [(18.0, 2), (11.0, 1)], ids=["a title", "a row of one word"])
def test_a_title_in_larger_type_parts_two_tables(size: float, n_tables: int) -> None:
    first = [(100.0 + 24 * at, x, 11.0, text) for at in range(4) for x, text in ((60.0, "投影仪"), (300.0, f"{at}2,400"))]
    second = [(220.0 + 24 * at, x, 11.0, text) for at in range(4) for x, text in ((60.0, "周望山"), (300.0, "本科1"))]
    assert len(aligned_tables(typed(*first, (196.0, 150.0, size, "人员名册"), *second))) == n_tables


@pytest.mark.parametrize(("last", "n_tables"), [("建筑面积2.6万平方米。", 0), ("合计", 1)])
def test_paragraphs_with_a_gap_behind_their_heading_are_no_table(last: str, n_tables: int) -> None:
    long = "我中心办公服务场所建筑面积520平方米位于政务中心大楼总"
    placed = [(100.0, 60.0, 11.0, "第一节"), (100.0, 130.0, 11.0, "场所"), (100.0, 190.0, 11.0, long), (118.0, 60.0, 11.0, last)]
    more = [
        (136.0 + 18 * at, x, 11.0, text) for at in range(3) for x, text in ((60.0, "第二节"), (130.0, "资产"), (190.0, "用于服务的资产"))
    ]
    assert len(aligned_tables(typed(*placed, *more))) == n_tables

"""A table that goes on overleaf is one table: its header and unit hold for every part."""

from __future__ import annotations

import pytest

from extractors.continued import long_tables
from models.document import Cell, Page, Reading, Table, Word
from models.geometry import Box

HEADER = ["序号", "姓名", "学历"]


def page(number: int, rows: list[list[str]], *, top: float, above: tuple[str, ...] = (), below: tuple[str, ...] = ()) -> Page:
    """A page with lines above, one ruled table whose rows are 24 points high, and lines below."""
    cells = [
        Cell(i, j, box := Box(60 + 100 * j, top + 24 * i, 60 + 100 * (j + 1), top + 24 * (i + 1)), (word(text, box),) if text else ())
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
    ]
    bottom = top + 24 * len(rows)
    table = Table(Box(60, top, 60 + 100 * len(rows[0]), bottom), tuple(cells))
    outside = [word(text, Box(60, top - 20 * (len(above) - i), 200, top - 20 * (len(above) - i) + 12)) for i, text in enumerate(above)]
    outside += [word(text, Box(60, bottom + 10 + 20 * i, 200, bottom + 22 + 20 * i)) for i, text in enumerate(below)]
    words = (*outside, *(one for cell in cells for one in cell.words))
    return Page("a.pdf", number, 595, 842, Reading.TEXT_LAYER, words, (table,))


def word(text: str, box: Box) -> Word:
    return Word(text, Box(box.x0 + 2, box.top + 4, box.x1 - 2, box.bottom - 4) if box.height > 20 else box)


FIRST = [HEADER, *[[str(i), "周望山", "本科"] for i in range(1, 21)]]
MORE = [[str(i), "贺竹青", "大专"] for i in range(21, 25)]


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        (page(2, MORE, top=60), 24),
        (page(2, [HEADER, *MORE], top=60), 24),
        (page(2, [HEADER, *MORE], top=120, above=("人员名单（续表）",)), 24),
        (page(2, MORE, top=60, below=("以上人员均为在职",)), 24),
    ],
    ids=["bare", "header again", "says so", "something below"],
)
def test_a_table_goes_on_overleaf(second, rows):
    first = page(
        1,
        FIRST,
        top=120,
        above=(
            "人员名单",
            "单位：人",
        ),
        below=("— 1 —",),
    )
    tables = long_tables([first, second])
    assert len(tables) == 1
    assert tables[0].header == tuple(HEADER)
    assert "单位：人" in tables[0].note
    found = list(tables[0].rows())
    assert len(found) - 1 == rows
    assert [where.number for where, _ in found][-1] == 2
    assert [cell.text for cell in found[-1][1]] == ["24", "贺竹青", "大专"]


@pytest.mark.parametrize(
    "second",
    [
        page(2, [["名称", "数量", "用途"], *MORE], top=60),
        page(3, MORE, top=60),
        page(2, [row[:2] for row in MORE], top=60),
        page(
            2,
            MORE,
            top=160,
            above=(
                "服务企业名单",
                "二〇一九年",
                "以下为重点企业",
            ),
        ),
    ],
    ids=["own header", "a page between", "other columns", "own title"],
)
def test_another_table_stays_another(second):
    first = page(1, FIRST, top=120, below=("— 1 —",))
    assert len(long_tables([first, second])) == 2


def test_text_after_the_table_ends_it():
    first = page(1, FIRST, top=120, below=("合计二十人，情况属实。",))
    assert len(long_tables([first, page(2, MORE, top=60)])) == 2

"""Digital pages: our reading against pdfplumber's text and tables, side by side in one run, warm, one thread.

    python -m benchmarks.textlayer [PAGES=200]

Prints seconds a page of both, their ratio, and how many cells of the drawn truth each has exactly right.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.textlayer import look, read_text_layer

FACES = ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "/usr/share/fonts/truetype/arphic/uming.ttc")
NAMES = "张王李赵刘陈杨黄周吴徐孙马朱胡郭何高林罗"
LEFT, TOP, RIGHT = 40.0, 785.0, 555.0
GOAL = 0.5
CHUNK = 10

Rows = list[list[str]]


def main(pages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "pages.pdf")
        truth = _draw(path, pages, random.Random(7))
        _ours(path, range(1, 4)), _pdfplumber(path, range(1, 4))
        ours = theirs = 0.0
        ours_cells: list[Rows] = []
        their_cells: list[Rows] = []
        for first in range(1, pages + 1, CHUNK):  # turn and turn about, so that a busy machine weighs on both alike
            numbers = range(first, min(first + CHUNK, pages + 1))
            ours += _timed(_ours, path, numbers, ours_cells)
            theirs += _timed(_pdfplumber, path, numbers, their_cells)
        started = time.perf_counter()
        look(path)
        looked = time.perf_counter() - started
    total = sum(len(row) for page in truth for row in page)
    print(f"{pages} pages, {total} cells")
    print(f"look        {looked / pages * 1000:7.1f} ms a page")
    print(f"ours        {ours / pages * 1000:7.1f} ms a page   cells right {_right(ours_cells, truth)} of {total}")
    print(f"pdfplumber  {theirs / pages * 1000:7.1f} ms a page   cells right {_right(their_cells, truth)} of {total}")
    print(f"ratio       {(ours + looked) / theirs:7.2f} with the look, goal {GOAL}")


def _timed(reader: Callable[[str, range], list[Rows]], path: str, numbers: range, into: list[Rows]) -> float:
    started = time.perf_counter()
    into.extend(reader(path, numbers))
    return time.perf_counter() - started


def _ours(path: str, numbers: range) -> list[Rows]:
    found = []
    for number in numbers:
        page = read_text_layer(path, number, file="pages.pdf").page
        assert page.text
        found.append([[cell.text for cell in table.row(i)] for table in page.tables for i in range(table.n_rows)])
    return found


def _pdfplumber(path: str, numbers: range) -> list[Rows]:
    found = []
    with pdfplumber.open(path) as pdf:
        for number in numbers:
            page = pdf.pages[number - 1]
            assert page.extract_text()
            tables = page.extract_tables()
            found.append([[(cell or "").replace("\n", "") for cell in row if cell is not None] for table in tables for row in table])
            page.close()
    return found


def _right(found: list[Rows], truth: list[Rows]) -> int:
    count = 0
    for mine, real in zip(found, truth, strict=True):
        for row, expected in zip(mine, real, strict=False):
            count += sum(1 for a, b in zip(row, expected, strict=False) if a == b)
    return count


def _draw(path: str, pages: int, dice: random.Random) -> list[Rows]:
    canvas = Canvas(path, pagesize=(595, 842))
    font = _font()
    truth = []
    for number in range(pages):
        rows = _roster(dice) if number % 2 else _years(dice)
        canvas.setFont(font, 14)
        canvas.drawCentredString(297, 805, "服务人员花名册" if number % 2 else "近三年服务情况表")
        _table(canvas, font, rows)
        canvas.showPage()
        truth.append(rows)
    canvas.save()
    return truth


def _font() -> str:
    for face in FACES:
        try:
            pdfmetrics.registerFont(TTFont("face", face, subfontIndex=0))
        except (TTFError, OSError):
            continue
        return "face"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def _roster(dice: random.Random) -> Rows:
    rows = [["序号", "姓名", "性别", "出生年", "学历", "职务", "职称", "社保编号"]]
    for index in range(1, 32):
        name = "".join(dice.choice(NAMES) for _ in range(3))
        degree = dice.choice(["大专", "本科", "硕士", "高中"])
        rows.append(
            [
                str(index),
                name,
                dice.choice("男女"),
                str(dice.randint(1960, 1998)),
                degree,
                "项目经理",
                "工程师",
                str(dice.randint(10**7, 10**8)),
            ]
        )
    return rows


def _years(dice: random.Random) -> Rows:
    rows = [["项目", "2017年", "2018年", "2019年", "三年合计", "备注"]]
    for index in range(28):
        values = [dice.randint(1, 99999) / 100 for _ in range(3)]
        rows.append([f"第{index + 1}类服务收入", *(f"{value:,.2f}" for value in values), f"{sum(values):,.2f}", "万元"])
    return rows


def _table(canvas: Canvas, font: str, rows: Rows) -> None:
    height, width = 23.0, (RIGHT - LEFT) / len(rows[0])
    for i in range(len(rows) + 1):
        canvas.line(LEFT, TOP - i * height, RIGHT, TOP - i * height)
    for j in range(len(rows[0]) + 1):
        canvas.line(LEFT + j * width, TOP, LEFT + j * width, TOP - len(rows) * height)
    canvas.setFont(font, 9)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            canvas.drawString(LEFT + j * width + 3, TOP - (i + 1) * height + 7, text)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)

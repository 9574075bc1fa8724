"""Tables of digital pages: the cells one sees, however their rulings are drawn."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas

from models.document import Table
from tests.extractors.pdfs import HEIGHT, fill, grid, lines, put, read, rows_of

XS, YS = [60, 160, 300, 400, 540], [100, 130, 160, 190]
FORM = [
    ["单位名称", "某某服务中心", "联系人", "周望山"],
    ["服务场所", "168㎡", "服务资产", "120万元"],
    ["服务人员", "26人", "其中大专", "24人"],
]


def spans(table: Table) -> dict[str, tuple[int, int, int, int]]:
    return {cell.text: (cell.row, cell.col, cell.row_span, cell.col_span) for cell in table.cells}


def single(c: Canvas) -> None:
    grid(c, XS, YS)


def double(c: Canvas) -> None:
    grid(c, XS, YS)
    grid(c, [x + 2 for x in XS], [y + 2 for y in YS])


def dashed(c: Canvas) -> None:
    c.setDash(3, 2)
    grid(c, XS, YS)
    c.setDash()


def dashes_one_by_one(c: Canvas) -> None:
    for y in YS:
        lines(c, [(x, y, x + 2, y) for x in range(60, 539, 4)])
    for x in XS:
        lines(c, [(x, y, x, y + 2) for y in range(100, 189, 4)])


def cell_by_cell(c: Canvas) -> None:
    for left, right in pairwise(XS):
        for top, bottom in pairwise(YS):
            c.rect(left, HEIGHT - bottom, right - left, bottom - top)


def thin_bars(c: Canvas) -> None:
    for y in YS:
        c.rect(60, HEIGHT - y - 0.4, 480, 0.8, stroke=0, fill=1)
    for x in XS:
        c.rect(x - 0.4, HEIGHT - 190, 0.8, 90, stroke=0, fill=1)


def open_sides(c: Canvas) -> None:
    lines(c, [(60, y, 540, y) for y in YS])
    lines(c, [(x, 100, x, 190) for x in XS[1:-1]])


def not_quite_meeting(c: Canvas) -> None:
    lines(c, [(62, y, 538, y) for y in YS])
    lines(c, [(x, 102, x, 188) for x in XS])


def broken_once(c: Canvas) -> None:
    lines(c, [(60, y, 540, y) for y in YS if y != 130])
    lines(c, [(60, 130, 210, 130), (235, 130, 540, 130)])
    lines(c, [(x, 100, x, 190) for x in XS])


def filled_cells(c: Canvas) -> None:
    for i, (left, right) in enumerate(pairwise(XS)):
        for j, (top, bottom) in enumerate(pairwise(YS)):
            c.setFillColor(Color(0.85, 0.9, 0.95) if (i + j) % 2 else Color(0.95, 0.9, 0.85))
            c.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
    c.setFillColorRGB(0, 0, 0)


def white_lines_on_colour(c: Canvas) -> None:
    c.setFillColor(Color(0.8, 0.88, 0.96))
    c.rect(60, HEIGHT - 190, 480, 90, stroke=0, fill=1)
    c.setStrokeColor(white)
    grid(c, XS, YS)
    c.setFillColorRGB(0, 0, 0)


@pytest.mark.parametrize(
    "ruling",
    [
        single,
        double,
        dashed,
        dashes_one_by_one,
        cell_by_cell,
        thin_bars,
        open_sides,
        not_quite_meeting,
        broken_once,
        filled_cells,
        white_lines_on_colour,
    ],
)
def test_a_form_is_read_whatever_its_rulings(tmp_path, ruling):
    def page(c: Canvas) -> None:
        ruling(c)
        fill(c, XS, YS, FORM)

    layer = read(tmp_path, page)
    assert len(layer.page.tables) == 1
    assert layer.page.tables[0].ruled
    assert rows_of(layer) == FORM


def test_merged_cells_span_what_they_cover(tmp_path):
    def page(c: Canvas) -> None:
        lines(c, [(60, 100, 540, 100), (60, 130, 540, 130), (160, 160, 540, 160), (60, 190, 540, 190), (60, 220, 540, 220)])
        lines(c, [(60, 100, 60, 220), (540, 100, 540, 220), (160, 100, 160, 220), (300, 130, 300, 190)])
        for x, y, text in [(64, 119, "地址"), (164, 119, "某某路一号"), (64, 164, "人员"), (164, 149, "总数"), (304, 149, "26"),
                           (164, 179, "其中大专以上"), (304, 179, "24"), (64, 209, "意见"), (164, 209, "同意推荐")]:  # fmt: skip
            put(c, x, y, text)

    table = read(tmp_path, page).page.tables[0]
    assert (table.n_rows, table.n_cols) == (4, 3)
    assert spans(table) == {
        "地址": (0, 0, 1, 1), "某某路一号": (0, 1, 1, 2), "人员": (1, 0, 2, 1), "总数": (1, 1, 1, 1), "26": (1, 2, 1, 1),
        "其中大专以上": (2, 1, 1, 1), "24": (2, 2, 1, 1), "意见": (3, 0, 1, 1), "同意推荐": (3, 1, 1, 2),
    }  # fmt: skip


def test_a_cell_of_several_lines_is_one_text(tmp_path):
    def page(c: Canvas) -> None:
        grid(c, [60, 200, 400], [100, 170])
        for y, text in [(118, "年开展技术洽谈、质量品"), (136, "牌诊断、技术推广等服务"), (154, "活动次数")]:
            put(c, 64, y, text)
        put(c, 204, 138, "12次")

    layer = read(tmp_path, page)
    assert rows_of(layer) == [["年开展技术洽谈、质量品牌诊断、技术推广等服务活动次数", "12次"]]
    assert layer.page.tables[0].cells[0].lines == ("年开展技术洽谈、质量品", "牌诊断、技术推广等服务", "活动次数")


def test_neighbouring_cells_never_share_a_word(tmp_path):
    def page(c: Canvas) -> None:
        grid(c, [60, 109, 160], [100, 130])
        put(c, 61, 119, "面积年度")
        put(c, 110, 119, "2019")

    assert rows_of(read(tmp_path, page)) == [["面积年度", "2019"]]


def test_tables_side_by_side_and_below_stay_apart(tmp_path):
    def page(c: Canvas) -> None:
        for xs, ys in (([60, 120, 260], [100, 130, 160]), ([300, 400, 500], [100, 130, 160]), ([60, 300, 500], [200, 230, 260])):
            grid(c, xs, ys)
            fill(c, xs, ys, [["甲", "乙"], ["丙", "丁"]])

    layer = read(tmp_path, page)
    assert [rows_of(layer, i) for i in range(3)] == [[["甲", "乙"], ["丙", "丁"]]] * 3


def test_a_frame_around_the_page_is_no_table(tmp_path):
    def page(c: Canvas) -> None:
        grid(c, [30, 565], [30, 812])
        put(c, 60, 100, "项目申报书")
        lines(c, [(60, 104, 200, 104)])

    layer = read(tmp_path, page)
    assert layer.page.tables == ()
    assert [word.text for word in layer.page.words] == ["项目申报书"]


def test_a_table_inside_a_frame_is_read(tmp_path):
    def page(c: Canvas) -> None:
        grid(c, [30, 565], [30, 812])
        single(c)
        fill(c, XS, YS, FORM)

    assert rows_of(read(tmp_path, page)) == FORM


def test_a_checkbox_in_a_cell_is_no_cell(tmp_path):
    def page(c: Canvas) -> None:
        grid(c, [60, 160, 400], [100, 130])
        put(c, 64, 119, "申报类别")
        for x in (170, 240):
            c.rect(x, HEIGHT - 120, 9, 9)
            put(c, x + 12, 119, "综合")

    layer = read(tmp_path, page)
    assert rows_of(layer) == [["申报类别", "综合综合"]]
    assert len(layer.page.marks) == 2


# --- without rulings ---


def test_aligned_columns_are_a_table(tmp_path):
    def page(c: Canvas) -> None:
        for i, (label, value) in enumerate(
            [("单位名称：", "某某中心"), ("成立时间：", "2012-05-08"), ("服务场所面积：", "168㎡"), ("服务人员：", "26人")]
        ):
            put(c, 60, 120 + 26 * i, label)
            put(c, 200, 120 + 26 * i, value)

    layer = read(tmp_path, page)
    assert not layer.page.tables[0].ruled
    assert rows_of(layer) == [["单位名称：", "某某中心"], ["成立时间：", "2012-05-08"], ["服务场所面积：", "168㎡"], ["服务人员：", "26人"]]


def test_a_table_between_three_lines_keeps_its_columns(tmp_path):
    rows = [["年度", "服务企业", "活动"], ["2017", "80家", "6次"], ["2018", "96家", "8次"], ["2019", "129家", "16次"]]

    def page(c: Canvas) -> None:
        lines(c, [(60, 100, 500, 100), (60, 126, 500, 126), (60, 210, 500, 210)])
        for i, row in enumerate(rows):
            for x, text in zip((70, 220, 380), row, strict=True):
                put(c, x, 118 + 26 * i, text)

    assert rows_of(read(tmp_path, page)) == rows


@pytest.mark.parametrize("columns", [1, 2])
def test_prose_is_no_table(tmp_path, columns):
    text = "本单位成立以来始终坚持服务中小微企业的宗旨积极开展各类"

    def page(c: Canvas) -> None:
        c.setFont("STSong-Light", 9)
        for i in range(12):
            for column in range(columns):
                put(c, 50 + 255 * column, 100 + 16 * i, text[: 26 if i % 5 else 20])

    assert read(tmp_path, page).page.tables == ()


def test_thousands_of_lines_take_no_time(tmp_path):
    def page(c: Canvas) -> None:
        for i in range(3000):
            c.line(60 + i % 480, 100 + i % 7 * 90, 60 + (i * 7) % 480, 100 + i % 11 * 60)
            c.rect(60 + i % 400, 100 + (i * 13) % 600, 11, 11)

    assert read(tmp_path, page).page.seconds < 20


def test_a_page_of_more_lines_than_any_table_has_says_that_it_was_not_read_as_one(tmp_path: Path) -> None:
    def crowded(c: Canvas) -> None:
        lines(c, ((20 + 25.0 * (at % 22), 20 + 4.0 * (at // 22), 32 + 25.0 * (at % 22), 20 + 4.0 * (at // 22)) for at in range(4400)))
        put(c, 60, 830, "岳阳市青桐服务中心")

    page = read(tmp_path, crowded).page
    assert page.tables == ()
    assert [problem.message for problem in page.problems] == ["“drawn.pdf”第 1 页线条太多，未能按表格识读。"]
    assert read(tmp_path, single).page.problems == ()

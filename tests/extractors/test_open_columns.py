"""Tables whose rulings only go across have columns all the same; codes that run over their cell stay whole."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.extractors.pdfs import grid, lines, put, read, rows_of

COLUMNS = [60, 200, 320, 440]


def rows(canvas: Canvas, texts: list[list[str]], top: float, step: float) -> None:
    for row, line in enumerate(texts):
        for x, text in zip(COLUMNS, line, strict=False):
            put(canvas, x, top + row * step, text)


def test_rows_between_rulings_are_parted_where_all_leave_a_gap(tmp_path: Path) -> None:
    texts = [["单位名称", "某某服务中心", "联系人", "周望山"], ["服务场所", "168㎡", "服务资产", "120万元"], ["服务人员", "26人"]]

    def page(canvas: Canvas) -> None:
        lines(canvas, [(60, y, 540, y) for y in (100, 130, 160, 190)] + [(x, 100, x, 190) for x in (60, 540)])
        rows(canvas, texts, 119, 30)

    assert rows_of(read(tmp_path, page)) == [*texts[:2], ["服务人员", "26人", "", ""]]


def test_a_cell_over_several_columns_leaves_the_others_parted(tmp_path: Path) -> None:
    short = [
        ["联系人", "周望山", "服务人员", "26人"],
        ["服务场所", "168㎡", "服务资产", "120万元"],
        ["服务企业", "126家", "公共服务活动", "12次"],
    ]
    long = ["单位地址", "湖南省岳阳市岳阳楼区青桐路十八号中小企业服务大楼"]

    def page(canvas: Canvas) -> None:
        lines(canvas, [(60, y, 540, y) for y in (100, 130, 160, 190, 220)] + [(x, 100, x, 220) for x in (60, 540)])
        rows(canvas, [*short, long], 119, 30)

    assert rows_of(read(tmp_path, page))[:3] == short
    assert [text for text in rows_of(read(tmp_path, page))[3] if text] == long


def test_a_three_line_table_has_a_row_for_each_line(tmp_path: Path) -> None:
    texts = [["指标", "单位", "数值"], ["服务场所面积", "平方米", "168"], ["服务人员", "人", "26"], ["年服务企业", "家", "126"]]

    def page(canvas: Canvas) -> None:
        lines(canvas, [(60, y, 540, y) for y in (100, 130, 220)] + [(x, 100, x, 220) for x in (60, 540)])
        rows(canvas, texts, 119, 26)

    assert rows_of(read(tmp_path, page)) == texts


def test_sentences_between_rulings_stay_one_cell(tmp_path: Path) -> None:
    texts = ["本单位承诺所填内容真实准确，如有虚假愿承担责任。", "服务场所168平方米，服务资产120万元。", "服务人员26人。"]

    def page(canvas: Canvas) -> None:
        lines(canvas, [(60, y, 540, y) for y in (100, 130, 160, 190)] + [(x, 100, x, 190) for x in (60, 540)])
        for row, text in enumerate(texts):
            put(canvas, 64, 119 + 30 * row, text)

    assert rows_of(read(tmp_path, page)) == [[text] for text in texts]


def test_a_code_too_long_for_its_cell_stays_whole(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, [60, 160, 270, 300], [100, 130, 160])
        put(canvas, 64, 119, "信用代码")
        put(canvas, 164, 119, "91430602MA4L2R8X7B")
        put(canvas, 64, 149, "服务人员")
        put(canvas, 164, 149, "26")
        put(canvas, 274, 149, "24")

    assert rows_of(read(tmp_path, page)) == [["信用代码", "91430602MA4L2R8X7B", ""], ["服务人员", "26", "24"]]


def test_a_value_in_another_face_stands_on_its_labels_line(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, 64, 119, "服务人员：")
        canvas.setFont("Helvetica", 8)
        put(canvas, 164, 115, "26")

    assert [line.text for line in read(tmp_path, page).page.lines] == ["服务人员：26"]

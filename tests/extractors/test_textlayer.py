"""What a digital page promises: words where a viewer shows them, nothing taken that is not seen, doubts said aloud."""

from __future__ import annotations

from pathlib import Path

import pytest
import reportlab
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from extractors.layer.trust import Belief
from extractors.textlayer import Advice, Reason, Unopenable, look, read_text_layer, read_text_page
from models.document import Doubt, MarkState, Reading
from models.geometry import Box
from tests.extractors.pdfs import HEIGHT, SONG, WIDTH, drawn, put, read, rows_of

FONTS = Path(reportlab.__file__).parent / "fonts"


def texts(layer) -> list[str]:
    return [word.text for word in layer.page.words]


def blank(canvas: Canvas) -> None:
    del canvas


def picture(colour: tuple[int, ...], size: tuple[int, int] = (40, 40)) -> ImageReader:
    return ImageReader(Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour))


# --- words ---


def test_a_word_lies_where_a_viewer_shows_it(tmp_path):
    word = read(tmp_path, lambda c: put(c, 100, 200, "服务场所")).page.words[0]
    assert word.text == "服务场所"
    assert word.box.x0 == pytest.approx(100, abs=1)
    assert word.box.x1 == pytest.approx(148, abs=1)
    assert word.box.top < 192 < 200 < word.box.bottom < 206


# reportlab swaps the MediaBox of a page turned by a quarter, so that every one of these is shown upright and tall.
TURNS = {0: (0, 0, 0), 90: (842, 0, 90), 180: (595, 842, 180), 270: (0, 595, -90)}


@pytest.mark.parametrize("turn", TURNS)
def test_a_page_turned_by_its_rotate_entry_is_given_as_shown(tmp_path, turn):
    def page(c: Canvas) -> None:
        c.setPageRotation(turn)
        x, y, angle = TURNS[turn]
        c.translate(x, y)
        c.rotate(angle)
        put(c, 60, 80, "单位名称")
        c.rect(50, HEIGHT - 300, 200, 100)
        c.line(150, HEIGHT - 300, 150, HEIGHT - 200)
        put(c, 60, 250, "电话")
        put(c, 160, 250, "123")

    layer = read(tmp_path, page)
    assert (round(layer.page.width), round(layer.page.height)) == (595, 842)
    word = layer.page.words[0]
    assert word.text == "单位名称"
    assert (word.box.x0, word.box.x1) == (pytest.approx(60, abs=1), pytest.approx(108, abs=1))
    assert word.box.top < 72 < 80 < word.box.bottom
    table = layer.page.tables[0]
    assert table.box.rounded() == Box(50, 200, 250, 300)
    assert rows_of(layer) == [["电话", "123"]]


def test_a_cropped_page_counts_from_its_visible_corner(tmp_path):
    def page(c: Canvas) -> None:
        c.setCropBox((50, 100, 500, 700))
        c.drawString(150, 600, "年服务企业")
        c.drawString(20, 600, "页外")

    layer = read(tmp_path, page)
    assert (layer.page.width, layer.page.height) == (450, 600)
    assert texts(layer) == ["年服务企业"]
    assert layer.page.words[0].box.x0 == pytest.approx(100, abs=1)
    assert layer.page.words[0].box.bottom == pytest.approx(100, abs=5)
    assert "页面之外" in layer.page.notes[0]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([(60, "单位名称"), (200, "某某中心")], ["单位名称", "某某中心"]),
        ([(60, "单"), (84, "位"), (108, "名"), (132, "称")], ["单", "位", "名", "称"]),
        ([(60, "面积"), (86, "168"), (108, "平方米")], ["面积168平方米"]),
        ([(60, "2017"), (92, "2018")], ["2017", "2018"]),
        ([(60, "共____168____平方米")], ["共 168 平方米"]),
        ([(60, "ABC Co 2019")], ["ABC Co 2019"]),
    ],
)
def test_words_break_where_something_else_begins(tmp_path, pieces, expected):
    def page(c: Canvas) -> None:
        for x, text in pieces:
            put(c, x, 100, text)

    assert texts(read(tmp_path, page)) == expected


def test_a_raised_two_belongs_to_its_metre(tmp_path):
    def page(c: Canvas) -> None:
        put(c, 60, 100, "168m")
        c.setFont(SONG, 7)
        put(c, 60 + pdfmetrics.stringWidth("168m", SONG, 12), 95, "2")

    assert texts(read(tmp_path, page)) == ["168m2"]


def test_a_note_number_is_no_digit_of_the_figure_before_it(tmp_path):
    def page(c: Canvas) -> None:
        put(c, 60, 100, "120")
        c.setFont(SONG, 7)
        put(c, 60 + pdfmetrics.stringWidth("120", SONG, 12), 95, "1")

    assert texts(read(tmp_path, page)) == ["120", "1"]


def test_a_character_printed_twice_to_look_bold_is_one(tmp_path):
    def page(c: Canvas) -> None:
        for shift in (0, 0.4):
            for i, char in enumerate("注册资本11"):
                put(c, 60 + shift + 12 * i, 100, char)

    assert "".join(texts(read(tmp_path, page))).replace(" ", "") == "注册资本11"


def test_two_texts_on_one_spot_are_doubted(tmp_path):
    def page(c: Canvas) -> None:
        put(c, 60, 100, "168")
        put(c, 60, 100, "326")

    assert all(Doubt.LAYER_DOUBTED in word.doubts for word in read(tmp_path, page).page.words)


def test_text_that_runs_down_is_one_word(tmp_path):
    def page(c: Canvas) -> None:
        c.saveState()
        c.translate(100, 600)
        c.rotate(-90)
        c.drawString(0, 0, "推荐意见")
        c.restoreState()

    word = read(tmp_path, page).page.words[0]
    assert word.text == "推荐意见"
    assert word.box.height > 40 > 20 > word.box.width


@pytest.mark.parametrize(("angle", "x", "y"), [(90, 400, 100), (-90, 200, 700), (180, 500, 600)])
def test_a_page_written_sideways_is_read_upright_and_pointed_to_as_shown(tmp_path, angle, x, y):
    def page(c: Canvas) -> None:
        c.translate(x, y)
        c.rotate(angle)
        c.rect(-10, -12, 300, 30)
        c.line(100, -12, 100, 18)
        c.drawString(0, 0, "服务场所面积一二")
        c.drawString(110, 0, "168平方米建筑面积")

    layer = read(tmp_path, page)
    assert rows_of(layer) == [["服务场所面积一二", "168平方米建筑面积"]]
    word = layer.page.words[0]
    assert word.box.width > 90 > 20 > word.box.height
    shown = layer.page.place(word.box, word.text).box
    assert shown is not None
    assert shown.holds_point(x + {90: -3, -90: 3, 180: -10}[angle], HEIGHT - y - {90: 10, -90: -10, 180: -3}[angle])


# --- what is not seen ---


def test_white_tiny_and_covered_text_is_not_taken(tmp_path):
    def page(c: Canvas) -> None:
        put(c, 60, 100, "服务资产120万元")
        c.setFillColorRGB(1, 1, 1)
        put(c, 60, 130, "服务资产500万元")
        c.setFillColorRGB(0, 0, 0)
        c.setFont(SONG, 1)
        put(c, 60, 160, "服务资产600万元")
        c.setFont(SONG, 12)
        put(c, 60, 200, "服务资产700万元")
        c.setFillColorRGB(1, 1, 1)
        c.rect(50, HEIGHT - 205, 200, 20, stroke=0, fill=1)
        c.setFillColorRGB(0, 0, 0)
        put(c, 60, 200, "服务资产800万元")

    layer = read(tmp_path, page)
    assert texts(layer) == ["服务资产120万元", "服务资产800万元"]
    assert "不可见" in layer.page.notes[0]


def test_a_watermark_across_the_page_is_no_part_of_its_words(tmp_path):
    def page(c: Canvas) -> None:
        put(c, 60, 400, "服务场所面积168平方米")
        c.saveState()
        c.translate(40, HEIGHT - 480)
        c.rotate(35)
        c.setFillColorRGB(0.8, 0.8, 0.8)
        c.setFont(SONG, 40)
        c.drawString(0, 0, "仅供申报使用")
        c.restoreState()

    layer = read(tmp_path, page)
    assert texts(layer) == ["服务场所面积168平方米"]
    assert "水印" in layer.page.notes[0]


def test_white_text_on_a_dark_ground_is_seen(tmp_path):
    def page(c: Canvas) -> None:
        c.setFillColorRGB(0.1, 0.2, 0.6)
        c.rect(50, HEIGHT - 110, 200, 24, stroke=0, fill=1)
        c.setFillColorRGB(1, 1, 1)
        put(c, 60, 100, "基本情况")

    assert texts(read(tmp_path, page)) == ["基本情况"]


def test_an_invisible_layer_over_a_picture_is_left_to_ocr(tmp_path):
    def page(c: Canvas) -> None:
        c.drawImage(picture((230, 230, 230)), 0, 0, WIDTH, HEIGHT)
        text = c.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textLine("服务场所面积 158 平方米")
        c.drawText(text)

    path = drawn(tmp_path, page)
    assert look(path).pages[0].advice is Advice.OCR
    layer = read_text_layer(path, 1, file="a.pdf")
    assert layer.trust.belief is Belief.REJECTED
    assert all(Doubt.HIDDEN in word.doubts for word in layer.page.words)


def test_a_scan_pasted_over_text_hides_it_but_a_seal_does_not(tmp_path):
    def under(colour: tuple[int, ...]):
        def page(c: Canvas) -> None:
            put(c, 60, 100, "申报单位盖章")
            c.drawImage(picture(colour), 50, HEIGHT - 160, 100, 100, mask="auto")

        return read(tmp_path, page)

    assert under((200, 30, 30)).trust.belief is Belief.REJECTED
    sealed = under((200, 30, 30, 120))
    assert sealed.trust.belief is Belief.BELIEVED
    assert texts(sealed) == ["申报单位盖章"]


# --- fonts that do not tell the truth ---


def _vera(monkeypatch, change, face: str = "Vera") -> None:
    original = ttfonts.makeToUnicodeCMap
    monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", lambda name, subset: original(name, change(subset)))
    pdfmetrics.registerFont(ttfonts.TTFont("Vera", str(FONTS / f"{face}.ttf")))


def _figures(c: Canvas) -> None:
    c.setFont("Vera", 12)
    put(c, 60, 100, "0123456789")


@pytest.mark.parametrize("face", ["Vera", "VeraBd", "VeraIt", "VeraBI"])
def test_an_honest_font_is_believed(tmp_path, monkeypatch, face):
    _vera(monkeypatch, lambda subset: subset, face)
    layer = read(tmp_path, _figures)
    assert layer.trust.belief is Belief.BELIEVED
    assert texts(layer) == ["0123456789"]


@pytest.mark.parametrize(("one", "other"), [("1", "4"), ("3", "8"), ("6", "9"), ("2", "7"), ("5", "3"), ("0", "6"), ("1", "7"), ("4", "9")])
def test_a_font_that_shows_other_figures_than_it_says_is_doubted(tmp_path, monkeypatch, one, other):
    swap = {ord(one): ord(other), ord(other): ord(one)}
    _vera(monkeypatch, lambda subset: [swap.get(code, code) for code in subset])
    layer = read(tmp_path, _figures)
    assert layer.trust.needs_ocr
    assert all(Doubt.LAYER_DOUBTED in word.doubts for word in layer.page.words)
    assert "可能不一致" in "".join(layer.page.notes)


def test_characters_without_a_meaning_are_doubted(tmp_path, monkeypatch):
    _vera(monkeypatch, lambda subset: [0xE000 + code % 100 if code > 32 else code for code in subset])
    path = drawn(tmp_path, _figures)
    assert look(path).pages[0].advice is Advice.OCR
    assert read_text_layer(path, 1, file="a.pdf").trust.needs_ocr


# --- ticks ---


def test_typed_ticks_are_marks(tmp_path):
    layer = read(tmp_path, lambda c: put(c, 60, 100, "□综合 ☑创新 ■创业 √是"))
    assert [mark.state for mark in layer.page.marks] == [MarkState.EMPTY, MarkState.TICKED, MarkState.TICKED, MarkState.TICKED]


def test_dingbats_are_told_by_their_font(tmp_path):
    def page(c: Canvas) -> None:
        c.setFont("ZapfDingbats", 12)
        put(c, 60, 100, "\u2714")
        put(c, 90, 100, "\u274f")

    layer = read(tmp_path, page)
    assert texts(layer) == ["√", "□"]


def test_a_tick_upon_a_typed_box_ticks_it(tmp_path):
    def page(c: Canvas) -> None:
        put(c, 60, 100, "□综合")
        put(c, 160, 100, "□创新")
        put(c, 160, 100, "√")
        put(c, 260, 100, "□创业")
        c.line(262, HEIGHT - 96, 265, HEIGHT - 100)
        c.line(265, HEIGHT - 100, 272, HEIGHT - 88)

    layer = read(tmp_path, page)
    assert texts(layer) == ["□综合", "☑创新", "☑创业"]
    assert [mark.state for mark in layer.page.marks] == [MarkState.EMPTY, MarkState.TICKED, MarkState.TICKED]


def test_drawn_boxes_are_marks(tmp_path):
    def page(c: Canvas) -> None:
        for x in (60, 160, 260):
            c.rect(x, HEIGHT - 101, 10, 10)
            put(c, x + 14, 100, "综合")
        c.line(162, HEIGHT - 96, 164, HEIGHT - 99)
        c.line(164, HEIGHT - 99, 169, HEIGHT - 92)
        c.rect(262, HEIGHT - 99, 6, 6, stroke=0, fill=1)

    marks = read(tmp_path, page).page.marks
    assert [(round(mark.box.x0), mark.state) for mark in marks] == [
        (60, MarkState.EMPTY),
        (160, MarkState.TICKED),
        (260, MarkState.TICKED),
    ]


def test_filled_form_fields_are_part_of_the_page(tmp_path):
    def page(c: Canvas) -> None:
        put(c, 60, 100, "Area")
        c.acroForm.textfield(name="area", x=120, y=HEIGHT - 110, width=120, height=20, value="168", fontSize=12, borderWidth=0)
        c.acroForm.checkbox(name="yes", x=60, y=HEIGHT - 150, size=14, checked=True, buttonStyle="check")

    layer = read(tmp_path, page)
    assert "168" in texts(layer)


# --- the look ---


def test_a_look_tells_text_scan_and_blank_apart(tmp_path):
    path = drawn(
        tmp_path,
        lambda c: put(c, 60, 100, "服务机构申报表，一九二〇年度，机构名称"),
        lambda c: c.drawImage(picture((240, 240, 240)), 0, 0, WIDTH, HEIGHT),
        blank,
    )
    looked = look(path)
    assert [page.advice for page in looked.pages] == [Advice.TEXT_LAYER, Advice.OCR, Advice.BLANK]
    assert looked.pages[1].image_share == pytest.approx(1.0)
    assert [page.number for page in looked.pages] == [1, 2, 3]


def test_a_blank_page_reads_as_blank(tmp_path):
    assert read_text_page(drawn(tmp_path, blank), 1, file="a.pdf").reading is Reading.BLANK


@pytest.mark.parametrize(
    ("head", "reason"), [(b"", Reason.NOT_A_PDF), (b"hello", Reason.NOT_A_PDF), (b"%PDF-1.7\nnothing here", Reason.BROKEN)]
)
def test_a_file_that_is_no_pdf_says_so(tmp_path, head, reason):
    path = tmp_path / "x.pdf"
    path.write_bytes(head)
    with pytest.raises(Unopenable) as caught:
        look(str(path))
    assert caught.value.reason is reason


def test_a_locked_file_wants_its_password(tmp_path):
    path = drawn(tmp_path, lambda c: put(c, 60, 100, "服务机构"), encrypt="geheim")
    for password, reason in ((None, Reason.PASSWORD), ("falsch", Reason.WRONG_PASSWORD)):
        with pytest.raises(Unopenable) as caught:
            look(path, password=password)
        assert caught.value.reason is reason
    assert read_text_page(path, 1, file="a.pdf", password="geheim").words[0].text == "服务机构"


def test_too_many_pages_are_refused_with_their_number(tmp_path):
    path = drawn(tmp_path, *[blank] * 3)
    with pytest.raises(Unopenable) as caught:
        look(path, max_pages=2)
    assert (caught.value.reason, caught.value.pages) == (Reason.TOO_MANY_PAGES, 3)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2000), noise=st.binary(max_size=40))
def test_a_damaged_file_raises_nothing_but_unopenable(tmp_path, cut, noise):
    path = Path(drawn(tmp_path, lambda c: put(c, 60, 100, "服务机构")))
    data = path.read_bytes()
    at = cut % len(data)
    path.write_bytes(data[:at] + noise + data[at + len(noise) :])
    try:
        for page in look(str(path)).pages:
            if page.advice is not Advice.BROKEN:
                read_text_layer(str(path), page.number, file="a.pdf")
    except Unopenable:
        pass

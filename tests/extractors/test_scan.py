"""A scan becomes a Page like any other: words in cells with their reader, doubts flagged, nothing dropped."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.engine import Char, CropText, Pixels, TextBox
from extractors.ocr.rapid import open_rapid
from extractors.ocr.scripted import ScriptedEngine, says
from extractors.raster import Picture
from extractors.scan import read_scan
from models.document import Doubt, MarkState, Reading

W, H = 1000, 1400
FORM = (("单位名称", "岳阳云帆服务中心"), ("服务场所面积", "168"), ("服务资产", "1,326.50"))


def blank() -> Pixels:
    return np.full((H, W, 3), 255, np.uint8)


def block_line(image: Pixels, x: int, y: int, count: int, colour: tuple[int, int, int] = (10, 10, 10)) -> None:
    for i in range(count):
        cv2.rectangle(image, (x + 30 * i, y), (x + 30 * i + 20, y + 24), colour, 2)
        cv2.line(image, (x + 30 * i, y + 12), (x + 30 * i + 20, y + 12), colour, 2)


def ruled() -> Pixels:
    """Two rows of two cells, a line of blocks in each cell, and a line of text above the table."""
    image = blank()
    for y in (300, 400, 500):
        cv2.line(image, (100, y), (900, y), (0, 0, 0), 2)
    for x in (100, 400, 900):
        cv2.line(image, (x, 300), (x, 500), (0, 0, 0), 2)
    for i, (x, y) in enumerate([(140, 340), (440, 340), (140, 440), (440, 440)]):
        block_line(image, x, y, 4 + i)
    block_line(image, 200, 120, 12)
    return image


def picture(image: Pixels) -> Picture:
    return Picture(image, 0.6, image.shape[1] * 0.6, image.shape[0] * 0.6, 120)


class Counting(ScriptedEngine):
    """Tells how much detection was asked for."""

    detected = 0

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        self.detected += image.shape[0] * image.shape[1]
        return (TextBox(10, 10, 200, 40, says("标题")),)


def test_cells_are_read_without_detection_and_the_rest_with_it() -> None:
    texts = ["名称", "某某中心", "面积", "168"]
    engine = Counting(reads=lambda crop: says(texts[min(3, max(0, round(crop.shape[1] / 45) - 3))]))
    page = read_scan(picture(ruled()), file="a.pdf", number=3, engine=engine)
    (table,) = page.tables
    assert (table.n_rows, table.n_cols) == (2, 2)
    assert all(len(cell.words) == 1 for cell in table.cells)
    assert engine.detected < 0.35 * W * H
    assert (page.file, page.number, page.reading) == ("a.pdf", 3, Reading.OCR)
    assert {word.reader for word in page.words} == {"scripted"}


def test_a_word_lies_where_its_ink_is() -> None:
    page = read_scan(picture(ruled()), file="a", number=1, engine=ScriptedEngine(reads=lambda _: says("字")))
    first = page.tables[0].cells[0].words[0].box
    assert (first.x0, first.top) == pytest.approx((140 * 0.6, 340 * 0.6), abs=2)


def test_what_is_read_badly_is_flagged_and_kept() -> None:
    page = read_scan(picture(ruled()), file="a", number=1, engine=ScriptedEngine(reads=lambda _: CropText("某", 0.3)))
    assert all(Doubt.LOW_CONFIDENCE in word.doubts for cell in page.tables[0].cells for word in cell.words)


def test_ink_that_cannot_be_read_is_said() -> None:
    page = read_scan(picture(ruled()), file="a", number=1, engine=ScriptedEngine())
    words = [word for cell in page.tables[0].cells for word in cell.words]
    assert words
    assert all(word.doubts >= {Doubt.UNREAD} and word.text == "" for word in words)


def test_every_word_under_a_red_seal_is_flagged_and_no_other() -> None:
    image = ruled()
    seal = image.copy()
    cv2.circle(seal, (500, 450), 70, (210, 40, 45), 9)
    image = np.minimum(image, seal)
    page = read_scan(picture(image), file="a", number=1, engine=ScriptedEngine(reads=lambda _: says("字")))
    red = {(cell.row, cell.col) for cell in page.tables[0].cells for word in cell.words if Doubt.RED_OVERLAP in word.doubts}
    assert (1, 1) in red
    assert (0, 0) not in red


def heavy_below() -> Pixels:
    """A ruled page whose characters are heavy at their feet, so that it can be told which way up it stands."""
    image = blank()
    for y in range(200, 1001, 80):
        cv2.line(image, (100, y), (900, y), (0, 0, 0), 2)
    for x in (100, 400, 900):
        cv2.line(image, (x, 200), (x, 1000), (0, 0, 0), 2)
    for y in range(200, 1000, 80):
        for x, count in ((130, 8), (430, 14)):
            for i in range(count):
                cv2.rectangle(image, (x + 30 * i, y + 28), (x + 30 * i + 20, y + 52), (10, 10, 10), 2)
                cv2.line(image, (x + 30 * i, y + 48), (x + 30 * i + 20, y + 48), (10, 10, 10), 7)
    return image


class Upright(ScriptedEngine):
    """Reads well what is heavy below, and tells how often it was asked where lines are."""

    looked = 0

    def detect(self, image: Pixels) -> tuple[tuple[int, int, int, int], ...]:
        del image
        self.looked += 1
        return tuple((100, 100 + 40 * i, 500, 120 + 40 * i) for i in range(8))

    def read_crops(self, images: Sequence[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:
        del digits, otherwise
        return tuple(self._one(image) for image in images)

    def _one(self, image: Pixels) -> CropText:
        rows = np.flatnonzero((image < 128).any(axis=(1, 2)))
        upper, lower = np.array_split(image[rows[0] : rows[-1] + 1] < 128, 2) if rows.size else (image, image)
        sure = 0.98 if lower.mean() > upper.mean() else 0.4
        return CropText("岳阳市服务中心", sure, tuple(Char(char, (i + 0.5) / 7, sure) for i, char in enumerate("岳阳市服务中心")))


@pytest.mark.parametrize(("quarters", "looks"), [(0, 0), (2, 1)])
def test_which_way_up_is_asked_only_where_a_page_does_not_read_well(quarters: int, looks: int) -> None:
    engine = Upright()
    page = read_scan(picture(np.ascontiguousarray(np.rot90(heavy_below(), quarters))), file="a", number=1, engine=engine)
    assert engine.looked == looks
    assert all(word.confidence > 0.9 for word in page.words)
    assert len(page.tables[0].cells) == 20


def test_a_page_known_to_stand_upright_is_not_turned_however_badly_it_reads() -> None:
    engine = Upright()
    turned = picture(np.ascontiguousarray(np.rot90(heavy_below(), 2)))
    assert all(word.confidence < 0.5 for word in read_scan(turned, file="a", number=1, engine=engine, upright=True).words)
    assert engine.looked == 0


def test_a_blank_page_is_said_to_be_blank() -> None:
    page = read_scan(picture(blank()), file="a", number=1, engine=ScriptedEngine())
    assert page.reading is Reading.BLANK
    assert page.words == ()
    assert "空白页" in page.notes


def drawn_form() -> Picture | None:
    """A form in the first Chinese font of this machine, 200 dpi."""
    font = next((found for name in FONTS if (found := _font(name)) is not None), None)
    if font is None:
        return None
    image = Image.new("RGB", (1654, 1200), "white")
    pen = ImageDraw.Draw(image)
    for row, (label, value) in enumerate(FORM):
        top = 300 + 90 * row
        for x0, x1, text in ((150, 600, label), (600, 1400, value)):
            pen.rectangle((x0, top, x1, top + 90), outline="black", width=2)
            pen.text((x0 + 30, top + 28), text, font=font, fill=(20, 20, 20))
    for i, name in enumerate(("综合", "创新")):
        pen.rectangle((200 + 300 * i, 704, 228 + 300 * i, 732), outline="black", width=3)
        pen.text((240 + 300 * i, 700), name, font=font, fill=(20, 20, 20))
    pen.line((505, 716, 512, 728, 532, 700), fill="black", width=4)
    pixels = np.array(image)
    return Picture(pixels, 0.36, pixels.shape[1] * 0.36, pixels.shape[0] * 0.36, 200)


FONTS = ("wqy-zenhei.ttc", "wqy-microhei.ttc", "uming.ttc", "NotoSansCJK-Regular.ttc", "gbsn00lp.ttf", "NotoSerifCJK-Regular.ttc")


def _font(name: str) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, 34)
    except OSError:
        return None


def test_the_default_engine_reads_a_ruled_form() -> None:
    picture_of_form = drawn_form()
    assert picture_of_form is not None, "no Chinese font on this machine"
    page = read_scan(picture_of_form, file="a", number=1, engine=open_rapid(1))
    (table,) = page.tables
    assert [(table.row(row)[0].text, table.row(row)[1].text) for row in range(table.n_rows)] == list(FORM)
    assert [mark.state for mark in page.marks] == [MarkState.EMPTY, MarkState.TICKED]


class Guessing(ScriptedEngine):
    """Guesses at scraps, and reads what it is left to find by itself."""

    def __init__(self, confidence: float) -> None:
        super().__init__(reads=lambda _: CropText("L1", confidence))

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        height, width = image.shape[:2]
        return (TextBox(0, 0, width, height, says(f"{width}x{height}")),) if height < 600 else ()


def narrow_rows() -> Pixels:
    """A line of blocks, and below it rulings so near to each other that hardly a line of writing fits between them."""
    image = blank()
    block_line(image, 200, 120, 14)
    for y in (300, 336, 372):
        cv2.line(image, (100, y), (700, y), (0, 0, 0), 2)
    for x in range(100, 701, 60):
        cv2.line(image, (x, 300), (x, 372), (0, 0, 0), 2)
    for x in range(110, 700, 60):
        for y in (306, 342):
            block_line(image, x, y, 1)
    return image


@pytest.mark.parametrize(("confidence", "tables"), [(0.3, 0), (0.99, 1)])
def test_a_lattice_in_which_nothing_can_be_read_is_the_strokes_of_something_else(confidence: float, tables: int) -> None:
    page = read_scan(picture(narrow_rows()), file="a", number=1, engine=Guessing(confidence), upright=True)
    assert len(page.tables) == tables
    assert tables or {word.text for word in page.words} != {"L1"}


class Torn(ScriptedEngine):
    """Finds two lines side by side; the first breaks off behind an open bracket."""

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        dark = (image < 128).any(axis=2)
        (top, *_, bottom), (left, *_, right) = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
        wide = right - left
        return (
            TextBox(left, top, left + 0.29 * wide, bottom, says("综合服务机构（")),
            TextBox(left + 0.71 * wide, top, right, bottom, says("创新服务机构（）")),
        )


@pytest.mark.parametrize(
    ("behind", "again", "told", "ends"),
    [
        (1, "综合服务机构(√）", "综合服务机构(√）", 340),
        (1, "综合服务", "综合服务机构（", 300),  # nothing closes the bracket
        (1, "综合类服务机构（√）", "综合服务机构（", 300),  # another line than before
        (0, "综合服务机构（√）", "综合服务机构（", 300),  # nothing stands behind it
    ],
)
def test_a_line_that_breaks_off_at_an_open_bracket_is_read_to_where_it_closes(behind: int, again: str, told: str, ends: int) -> None:
    image = blank()
    block_line(image, 100, 300, 7)
    block_line(image, 330, 300, behind)
    block_line(image, 600, 300, 7)
    page = read_scan(picture(image), file="a", number=1, engine=Torn(reads=lambda _: says(again)), upright=True)
    first, second = sorted(page.words, key=lambda word: word.box.x0)
    assert (first.text, second.text) == (told, "创新服务机构（）")
    assert first.box.x1 == pytest.approx(ends * 0.6, abs=18)

"""However a page lay on the glass, boxes found on it point to where a person sees them; an upright page is never turned."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.image import Sheet, crop_of, lies_sideways, prepare, quarters_of, way_up
from extractors.ink import evened, grey_of, ink_of, is_blank, red_of, unevenness, without_dust, without_red
from extractors.ocr.engine import Char, CropText, Pixels, TextBox
from extractors.ocr.scripted import ScriptedEngine
from extractors.raster import Picture
from extractors.straighten import find_sheet, skew_angle, squared, turned
from models.geometry import Box

W, H = 827, 1169  # A4 at 100 dpi
BLUE = (40, 60, 200)


def page(seed: int = 0) -> Pixels:
    """Lines of blocks like text, one block blue: the thing that is followed through all turns."""
    rng = np.random.default_rng(seed)
    image = np.full((H, W, 3), 255, np.uint8)
    for y in range(120, 1000, 34):
        x = 90
        while x < 640 + int(rng.integers(0, 90)):
            width = int(rng.integers(9, 14))
            cv2.rectangle(image, (x, y), (x + width, y + 15), (20, 20, 20), 2)
            cv2.line(image, (x, y + 7), (x + width, y + 7), (20, 20, 20), 2)
            x += width + 5
    cv2.rectangle(image, (560, 1050), (620, 1080), BLUE, -1)
    return image


def picture(image: Pixels, *, photo: bool = False) -> Picture:
    scale = 1.0 if photo else 0.72
    return Picture(image, scale, image.shape[1] * scale, image.shape[0] * scale, None, photo)


def blue_box(image: Pixels) -> tuple[float, float, float, float]:
    found = (image[:, :, 2] > 150) & (image[:, :, 0] < 120)
    ys, xs = np.nonzero(found)
    return float(xs.min()), float(ys.min()), float(xs.max() + 1), float(ys.max() + 1)


def knows_upright(upright: Pixels) -> ScriptedEngine:
    """An engine that reads well exactly what it finds in the upright page, by matching pixels."""
    small = cv2.cvtColor(upright, cv2.COLOR_RGB2GRAY)

    def reads(crop: Pixels) -> CropText:
        grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
        if grey.shape[0] >= small.shape[0] or grey.shape[1] >= small.shape[1]:
            return CropText("", 0.0)
        match = float(cv2.matchTemplate(small, grey, cv2.TM_CCOEFF_NORMED).max())
        sure = 0.97 if match > 0.93 else 0.4
        return CropText("岳阳市某服务", sure, tuple(Char(char, 0.5, sure) for char in "岳阳市某服务"))

    return ScriptedEngine(reads=reads)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_turned_page_is_set_upright_and_its_boxes_lead_back(quarters: int) -> None:
    upright = page()
    seen = turned(upright, quarters)
    sheet = prepare(picture(seen), quarters_of(picture(seen), knows_upright(upright)))
    assert abs(sheet.width - W * 0.72) < 3
    x0, y0, x1, y1 = blue_box(sheet.pixels)
    shown = sheet.view.box(sheet.box(x0, y0, x1, y1))
    assert (shown.x0, shown.top, shown.x1, shown.bottom) == pytest.approx([v * 0.72 for v in blue_box(seen)], abs=1.5)


def test_a_page_that_reads_equally_badly_every_way_is_not_turned() -> None:
    shrug = CropText("不清", 0.5, tuple(Char(char, 0.5, 0.5) for char in "看不清楚"))
    assert way_up(page(), ScriptedEngine(reads=lambda _: shrug)) == 0


def test_figures_alone_turn_no_page() -> None:
    figures = CropText("906", 0.99, tuple(Char(char, 0.5, 0.99) for char in "9069"))
    assert way_up(page(), ScriptedEngine(reads=lambda _: figures)) == 0


def tilted(image: Pixels, degrees: float) -> tuple[Pixels, NDArray[np.float64]]:
    matrix = cv2.getRotationMatrix2D((W / 2, H / 2), degrees, 0.95)
    return np.asarray(cv2.warpAffine(image, matrix, (W, H), borderValue=(255, 255, 255)), np.uint8), matrix


@pytest.mark.parametrize("degrees", [-4.5, -2, -0.6, 0.6, 2, 4.5])
def test_a_skewed_page_is_made_straight_and_its_boxes_lead_back(degrees: float) -> None:
    seen, _ = tilted(page(), degrees)
    sheet = prepare(picture(seen))
    assert abs(skew_angle(sheet.ink)) < 0.2
    shown = sheet.view.box(sheet.box(*blue_box(sheet.pixels)))
    x, y = shown.center
    found = [v * 0.72 for v in blue_box(seen)]
    assert (x, y) == pytest.approx(((found[0] + found[2]) / 2, (found[1] + found[3]) / 2), abs=1.5)


def test_a_straight_page_is_not_touched() -> None:
    sheet = prepare(picture(page()))
    assert not any("倾斜" in note or "旋转" in note for note in sheet.notes)
    assert sheet.view.box(Box(10, 20, 30, 40)).x0 == pytest.approx(10, abs=0.5)


def on_a_table(image: Pixels, corners: list[tuple[float, float]]) -> Pixels:
    source = np.array([(0, 0), (W, 0), (W, H), (0, H)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    return np.asarray(cv2.warpPerspective(image, matrix, (1000, 1320), borderValue=(90, 80, 70)), np.uint8)


CORNERS = [(70.0, 90.0), (930.0, 60.0), (960.0, 1270.0), (40.0, 1250.0)]


def test_the_sheet_is_cut_out_of_a_photo_and_boxes_lead_back_into_it() -> None:
    photo = on_a_table(page(), CORNERS)
    sheet = prepare(picture(photo, photo=True))
    assert any("透视" in note for note in sheet.notes)
    shown = sheet.view.box(sheet.box(*blue_box(sheet.pixels)))
    found = blue_box(photo)
    assert shown.center == pytest.approx(((found[0] + found[2]) / 2, (found[1] + found[3]) / 2), abs=4)


def test_boxes_lead_back_into_a_photo_that_was_made_smaller_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.image.MOST_PX", 900)
    photo = on_a_table(page(), CORNERS)
    sheet = prepare(picture(photo, photo=True))
    shown = sheet.view.box(sheet.box(*blue_box(sheet.pixels)))
    found = blue_box(photo)
    assert shown.center == pytest.approx(((found[0] + found[2]) / 2, (found[1] + found[3]) / 2), abs=5)


def test_a_shadow_across_the_sheet_does_not_hide_its_edge() -> None:
    photo = on_a_table(page(), CORNERS).astype(np.float32)
    photo[:, 600:] *= 0.62
    assert (found := find_sheet(np.asarray(photo, np.uint8))) is not None
    assert found.width > 800


def test_a_lit_part_of_the_table_is_none_of_the_sheet() -> None:
    photo = on_a_table(page(), CORNERS).astype(np.float32)
    height, width = photo.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    light = 1.35 - 0.8 * np.hypot(x / width - 0.1, y / height - 0.95)  # a lamp over one corner of the table
    photo = np.clip(photo * np.clip(light, 0.45, 1.35)[:, :, None], 0, 255)
    found = find_sheet(np.asarray(photo, np.uint8))
    assert found is not None
    lies = cv2.perspectiveTransform(np.array([CORNERS], np.float32), found.matrix)[0]
    sheet = [(0, 0), (found.width, 0), (found.width, found.height), (0, found.height)]
    assert np.abs(lies - np.array(sheet)).max() < 12


def test_a_scan_with_a_black_edge_is_no_photo() -> None:
    scan = page()
    scan[-30:] = 20
    scan[:, :12] = 25
    assert find_sheet(scan) is None


def test_uneven_light_becomes_even() -> None:
    shade = np.linspace(0.55, 1.0, W)[None, :, None]
    dark = np.asarray(page() * shade, np.uint8)
    assert unevenness(grey_of(dark)) > 0.25
    assert unevenness(grey_of(evened(dark))) < 0.06


def test_red_is_taken_away_where_it_is_and_black_under_it_stays() -> None:
    image = page()
    before = ink_of(grey_of(image))
    cv2.circle(image, (300, 500), 110, (215, 40, 45), 8)
    dark = before.astype(bool)
    image[dark] = np.minimum(image[dark], 30)
    red = red_of(image)
    assert red.any()
    left = ink_of(grey_of(without_red(image, red)))
    ring = np.zeros_like(before)
    cv2.circle(ring, (300, 500), 104, 1, 1)
    assert left[(ring == 1) & (before == 0)].mean() < 0.05
    assert left[dark].mean() > 0.9


def test_a_page_without_red_keeps_its_blue() -> None:
    assert not red_of(page()).any()


@pytest.mark.parametrize(
    ("paint", "blank"),
    [
        (lambda _image: None, True),
        (lambda image: image.__setitem__((slice(-20, None), slice(None)), 20), True),
        (lambda image: cv2.circle(image, (40, 600), 14, (30, 30, 30), -1), True),
        (lambda image: [cv2.rectangle(image, (300 + 20 * i, 500), (313 + 20 * i, 515), (0, 0, 0), 2) for i in range(8)], False),
    ],
)
def test_only_a_page_without_any_line_is_blank(paint: object, blank: bool) -> None:
    image = np.full((H, W, 3), 255, np.uint8)
    paint(image)  # type: ignore[operator]
    assert is_blank(ink_of(grey_of(image))) is blank


def test_dust_goes_and_a_decimal_point_stays() -> None:
    ink = np.zeros((100, 300), np.uint8)
    cv2.rectangle(ink, (100, 40), (112, 60), 1, 2)
    cv2.rectangle(ink, (116, 57), (118, 59), 1, -1)
    cv2.rectangle(ink, (250, 20), (252, 22), 1, -1)
    clean = without_dust(ink, 20)
    assert clean[58, 117] == 1
    assert clean[21, 251] == 0


def test_a_crop_shows_what_stands_at_its_box() -> None:
    seen = turned(page(), 1)
    shown = picture(seen)
    sheet: Sheet = prepare(shown, quarters_of(shown, knows_upright(page())))
    box = sheet.box(*blue_box(sheet.pixels))
    crop = crop_of(shown, sheet.view, box, 2.0)
    assert crop.shape[:2] == pytest.approx((round(box.height * 2), round(box.width * 2)), abs=1)
    assert np.abs(np.median(crop.reshape(-1, 3), axis=0) - np.array(BLUE)).max() < 12


def boxes(*sizes: tuple[int, int]) -> ScriptedEngine:
    """An engine that finds lines of these widths and heights."""
    return ScriptedEngine(lines=tuple(TextBox(20 * i, 10, 20 * i + w, 10 + h, CropText("", 0.0)) for i, (w, h) in enumerate(sizes)))


@pytest.mark.parametrize(
    ("sizes", "sideways"),
    [
        ([(16, 160), (16, 100), (16, 60)], True),  # a last row of a list, and a name below it
        ([(160, 16), (100, 16), (60, 16)], False),
        ([(16, 160), (16, 100), (70, 16)], None),  # few lines of both kinds
        ([(16, 100), (16, 60)], None),
    ],
)
def test_few_lines_tell_which_way_a_page_lies_only_where_none_speaks_against_them(
    sizes: list[tuple[int, int]], sideways: bool | None
) -> None:
    assert lies_sideways(np.full((800, 600, 3), 255, np.uint8), boxes(*sizes)) is sideways


def test_the_edge_of_the_table_a_sheet_lies_on_does_not_tell_how_the_sheet_lies() -> None:
    mask = np.zeros((1200, 850), np.uint8)
    for x in range(100, 751, 130):
        cv2.line(mask, (x, 100), (x, 1100), 1, 2)
    for y in range(100, 1101, 100):
        cv2.line(mask, (100, y), (750, y), 1, 2)
    matrix = cv2.getPerspectiveTransform(
        np.array([(0, 0), (850, 0), (850, 1200), (0, 1200)], np.float32), np.array([(0, 0), (850, 10), (830, 1200), (30, 1190)], np.float32)
    )
    leaning = np.asarray(cv2.warpPerspective(mask, matrix, (850, 1200)), np.uint8)
    cv2.fillConvexPoly(leaning, np.array([(0, 0), (14, 0), (40, 1200), (0, 1200)], np.int32), 1)
    square = squared(leaning)
    assert square is not None
    left = cv2.perspectiveTransform(np.array([[[100.0, 100.0], [100.0, 1100.0]]]), square @ matrix)[0]
    assert abs(left[0][0] - left[1][0]) < 4

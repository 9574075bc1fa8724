"""A cheap look: the first lines whichever way the page lies, how much of it is picture, and no more reading than needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest

from extractors.glance import Glance, SeenLine, glance
from extractors.ocr.engine import Char, CropText, Pixels, TextBox
from extractors.raster import Picture
from extractors.straighten import turned

W, H = 827, 1170
LINES = ((280, 80, 540, 120), *((100, top, 720, top + 22) for top in range(180, 1000, 60)))


def page() -> Pixels:
    """A title and fourteen lines of running text, as black bars; each begins with a notch at its left end."""
    image = np.full((H, W, 3), 255, np.uint8)
    for x0, top, x1, bottom in LINES:
        cv2.rectangle(image, (x0, top), (x1, bottom), (0, 0, 0), -1)
        cv2.rectangle(image, (x0 + 4, top + 4), (x0 + 16, bottom - 4), (255, 255, 255), -1)
    return image


def picture(pixels: Pixels) -> Picture:
    return Picture(np.ascontiguousarray(pixels), 0.72, pixels.shape[1] * 0.72, pixels.shape[0] * 0.72, 100)


@dataclass
class Bars:
    """Finds the bars, and reads one well only where its notch is at the left."""

    name: str = "bars"
    read: list[tuple[int, int]] = field(default_factory=list)

    def detect(self, image: Pixels) -> tuple[tuple[int, int, int, int], ...]:
        mask = (image.min(axis=2) < 128).astype(np.uint8)
        _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
        return tuple((int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, area in stats[1:] if area > 60)

    def read_crops(self, images: Sequence[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:
        del digits, otherwise
        return tuple(self._one(image) for image in images)

    def _one(self, image: Pixels) -> CropText:
        height, width = image.shape[:2]
        self.read.append((width, height))
        upright = float(image[height // 2, : max(12, height)].max()) > 128
        sure = 0.99 if upright and width > height else 0.5
        return CropText("字字字字", sure, tuple(Char("字", at / 4, sure) for at in range(4)))

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        del image
        raise AssertionError("a look never reads a whole page")


def looked(pixels: Pixels, *, enough: bool = False) -> tuple[Glance, Bars]:
    bars = Bars()
    return glance(picture(pixels), bars, lambda _top: enough), bars


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_turned_page_is_looked_at_upright(quarters: int) -> None:
    look, _ = looked(turned(page(), quarters))
    assert look.legible > 0.9
    assert look.n_rows == len(LINES)
    assert look.top[0].height > 1.5
    assert look.top[0].centred
    assert look.upright == (quarters == 0)


def test_little_is_read_and_less_where_the_title_decides() -> None:
    _, bars = looked(page())
    _, fewer = looked(page(), enough=True)
    assert len(fewer.read) == 2
    assert len(bars.read) < len(LINES)
    assert max(width / height for width, height in bars.read[5:]) < 18


def test_a_photo_is_told_from_paper_and_from_a_coloured_cover() -> None:
    rng = np.random.default_rng(1)
    rough = cv2.resize(rng.integers(20, 200, (12, 9, 3), np.uint8), (W, H), interpolation=cv2.INTER_CUBIC)
    framed = np.full((H, W, 3), 255, np.uint8)
    framed[300:900, 100:700] = rough[300:900, 100:700]
    assert looked(framed)[0].picture > 0.25
    assert looked(page())[0].picture < 0.1
    assert looked(np.full((H, W, 3), (40, 60, 140), np.uint8))[0].picture == 0


def test_an_empty_page_says_nothing() -> None:
    look, _ = looked(np.full((H, W, 3), 255, np.uint8))
    assert (look.top, look.rest, look.n_lines, look.legible) == ((), (), 0, 0.0)


def test_lines_in_one_row_are_one_line() -> None:
    image = np.full((H, W, 3), 255, np.uint8)
    for x0 in (100, 420):
        cv2.rectangle(image, (x0, 100), (x0 + 240, 124), (0, 0, 0), -1)
        cv2.rectangle(image, (x0 + 4, 104), (x0 + 16, 120), (255, 255, 255), -1)
    look, _ = looked(image)
    assert (look.n_rows, look.n_lines) == (1, 2)
    assert look.top == (SeenLine("字字字字字字字字", look.top[0].height, centred=True),)

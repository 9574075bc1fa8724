"""A word drawn anew is level and fills its crop; what lies beside it, under red or between its characters is told."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ink import balanced, red_of, shows_through
from extractors.ocr.engine import Char, Pixels
from extractors.raster import Picture
from extractors.redraw import cut_short, draw_line
from extractors.stems import widest_gap
from models.geometry import Box, View


def paper(height: int = 300, width: int = 600, colour: tuple[int, int, int] = (255, 255, 255)) -> Pixels:
    return np.full((height, width, 3), colour, np.uint8)


def blocks(image: Pixels, count: int, *, x: int = 60, y: int = 140, side: int = 18, tilt: float = 0.0) -> Pixels:
    """A line of outlined squares, `side` pixels high, turned about the middle of the image."""
    for i in range(count):
        cv2.rectangle(image, (x + 24 * i, y), (x + 24 * i + side - 1, y + side - 1), (0, 0, 0), 2)
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -tilt, 1.0)
    return np.asarray(cv2.warpAffine(image, turn, (width, height), borderValue=(255, 255, 255)), np.uint8)


def drawn(image: Pixels, box: Box) -> Pixels:
    picture = Picture(image, 1.0, image.shape[1], image.shape[0], 72)
    return draw_line(picture, View(), box).image


def share_of_height(image: Pixels) -> float:
    rows = np.flatnonzero((image[:, :, 0] < 128).any(axis=1))
    return float(rows[-1] - rows[0] + 1) / image.shape[0]


def test_a_line_in_a_box_far_too_high_is_drawn_to_fill_its_crop() -> None:
    tight = drawn(blocks(paper(), 18), Box(58, 138, 488, 160))
    loose = drawn(blocks(paper(), 18), Box(58, 118, 488, 180))
    assert share_of_height(loose) == pytest.approx(share_of_height(tight), abs=0.1)


@pytest.mark.parametrize("tilt", [-3.0, 2.0, 3.5])
def test_a_tilted_line_is_drawn_level(tilt: float) -> None:
    rise = round(215 * np.tan(np.radians(abs(tilt))))
    tilted = drawn(blocks(paper(), 18, tilt=tilt), Box(58, 136 - rise, 492, 162 + rise))
    level = drawn(blocks(paper(), 18), Box(58, 136, 492, 162))
    assert share_of_height(tilted) == pytest.approx(share_of_height(level), abs=0.16)


def red_line(image: Pixels, x: int, *, opaque: bool) -> Pixels:
    """A band of seal ink down the image; print shows through where it is not opaque."""
    band = image[:, x : x + 9].astype(np.float32)
    red = np.array([205, 30, 35], np.float32)
    image[:, x : x + 9] = np.broadcast_to(red, band.shape) if opaque else band * red / 255
    return image


def ruled() -> Pixels:
    image = paper()
    for y in range(20, 300, 12):
        image[y : y + 3] = 0
    return image


@pytest.mark.parametrize(("opaque", "through"), [(True, False), (False, True)])
def test_a_seal_that_hides_is_told_from_one_that_does_not(opaque: bool, through: bool) -> None:
    assert shows_through(red_line(ruled(), 300, opaque=opaque)) is through


def test_where_there_is_no_red_nothing_shows_through_it() -> None:
    assert shows_through(ruled()) is None


def test_warm_paper_is_not_red() -> None:
    warm = paper(colour=(250, 190, 165))
    assert red_of(warm).any()
    assert not red_of(balanced(warm)).any()


def test_white_paper_is_left_as_it_is() -> None:
    image = blocks(paper(), 5)
    assert balanced(image) is image


def chars_at(*middles: int) -> tuple[Char, ...]:
    return tuple(Char("8", middle / 200, 0.99) for middle in middles)


def ink_at(*lefts: int) -> Pixels:
    ink = np.zeros((40, 200), np.uint8)
    for left in lefts:
        ink[6:34, left : left + 16] = 1
    return ink


def test_a_figure_that_vanished_leaves_a_gap() -> None:
    whole = widest_gap(ink_at(10, 34, 58, 82, 106), chars_at(18, 42, 66, 90, 114))
    holed = widest_gap(ink_at(10, 34, 82, 106, 130), chars_at(18, 42, 90, 114, 138))
    assert whole < 0.1
    assert holed > 0.5


def test_one_character_alone_has_no_gap() -> None:
    assert widest_gap(ink_at(10, 60), chars_at(18)) == 0


def beside(gap: float, *, others: tuple[Box, ...] = (), tall: bool = True) -> bool:
    """A word of five figures, and one more of ink `gap` heights behind it."""
    image = np.full((140, 440, 3), 255, np.uint8)
    for i in range(5):
        cv2.rectangle(image, (44 + 24 * i, 62), (44 + 24 * i + 14, 78), (0, 0, 0), 2)
    x = round(160 + gap * 20)
    cv2.rectangle(image, (x, 62 if tall else 75), (x + (12 if tall else 3), 78), (0, 0, 0), 2)
    return any(cut_short(Picture(image, 1.0, 440, 140, 72), View(), Box(42, 60, 158, 80), others))


@pytest.mark.parametrize(
    ("gap", "tall", "others", "cut"),
    [
        (0.3, True, (), True),
        (1.2, True, (), True),
        (3.0, True, (), False),
        (0.3, False, (), False),
        (0.3, True, (Box(162, 60, 190, 80),), False),
        (0.3, True, (Box(162, 100, 190, 120),), True),
    ],
)
def test_a_character_that_nobody_read_beside_a_word_is_seen(gap: float, tall: bool, others: tuple[Box, ...], cut: bool) -> None:
    assert beside(gap, others=others, tall=tall) is cut


@pytest.mark.parametrize(("top", "cut"), [(48, False), (62, True)])
def test_a_ruling_no_longer_than_its_row_is_no_lost_character(top: int, cut: bool) -> None:
    image = np.full((140, 440, 3), 255, np.uint8)
    for i in range(5):
        cv2.rectangle(image, (44 + 24 * i, 62), (44 + 24 * i + 14, 78), (0, 0, 0), 2)
    cv2.line(image, (166, top), (166, 140 - top), (0, 0, 0), 3)
    assert cut_short(Picture(image, 1.0, 440, 140, 72), View(), Box(42, 60, 158, 80), ()) == (False, cut)

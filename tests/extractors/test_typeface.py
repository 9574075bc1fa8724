"""A page's own type bears figures out, and never those of which strokes are gone that would have made others."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extractors.ocr.engine import Char
from extractors.stems import Figures, ruler_of
from extractors.typeface import Typeface, typeface_of
from samples.drawing.fonts import pil_font

SIZE, ROOM = 56, 6
SURE = 60.0
NUMBERS = (
    "18,530",
    "2467",
    "390.15",
    "7482",
    "6091",
    "3,275.6",
    "58",
    "9143",
    "40,286",
    "71.93",
    "2650",
    "83,417",
    "605",
    "1928",
    "34,700",
    "5169",
)


def drawn(text: str, read: str = "", gone: tuple[tuple[float, float, float, float], ...] = ()) -> Figures:
    """`text` in print, as an engine read it (`read`); `gone`: pieces of ink that are lost: figure, then right, top, bottom, in its box."""
    font = pil_font("zenhei", SIZE)
    page = Image.new("L", (round(font.getlength(text)) + 2 * ROOM, SIZE + 2 * ROOM), 255)
    ImageDraw.Draw(page).text((ROOM, ROOM // 2), text, font=font, fill=0)
    ink = np.asarray(np.array(page) < 140, np.uint8)
    starts = [ROOM + font.getlength(text[:at]) for at in range(len(text) + 1)]
    for figure, right, top, bottom in gone:
        left, width = starts[int(figure)], starts[int(figure) + 1] - starts[int(figure)]
        ink[round(top * ink.shape[0]) : round(bottom * ink.shape[0]), round(left) : round(left + right * width)] = 0
    middles = [(left + right) / 2 / ink.shape[1] for left, right in pairwise(starts)]
    return Figures(ink, tuple(Char(char, at, 0.99) for char, at in zip(read or text, middles, strict=True)), 0.25)


def speckled(figures: Figures, seed: int, share: float = 0.12) -> Figures:
    """Toner lost in spots, everywhere alike."""
    chance = np.random.default_rng(seed)
    coarse = chance.random((figures.ink.shape[0] // 4 + 1, figures.ink.shape[1] // 4 + 1)) < share
    lost: NDArray[np.bool_] = np.kron(coarse, np.ones((4, 4)))[: figures.ink.shape[0], : figures.ink.shape[1]] > 0
    return Figures(np.asarray(figures.ink * ~lost, np.uint8), figures.chars, figures.scale)


@pytest.fixture(scope="module")
def page() -> Typeface:
    lines = [speckled(drawn(text), seed) for seed, text in enumerate(NUMBERS * 2)]
    face = typeface_of(lines, ruler_of(lines))
    assert face is not None
    return face


@pytest.mark.parametrize("text", ["47", "1,803", "62.95", "88,146.03", "5,170", "296"])
def test_a_number_that_lost_nothing_that_counts_is_borne_out(page: Typeface, text: str) -> None:
    assert page.margin(speckled(drawn(text), 77)) >= SURE


@pytest.mark.parametrize(
    ("text", "read", "gone"),
    [
        ("470", "170", ((0, 0.62, 0.0, 1.0),)),  # of the 4 its stem is left
        ("8352", "3352", ((0, 0.3, 0.0, 0.5),)),  # the 8 is open at its upper left
        ("6,208", "0,208", ((0, 1.0, 0.42, 0.55),)),  # the 6 has no bar
        ("2,981", "2,901", ((2, 1.0, 0.40, 0.60),)),
    ],
)
def test_what_is_left_of_another_figure_is_not(
    page: Typeface, text: str, read: str, gone: tuple[tuple[float, float, float, float], ...]
) -> None:
    assert page.margin(drawn(text, read, gone)) < SURE


@pytest.mark.parametrize(("text", "read"), [("29.3", "2 93"), ("7", "7"), ("47" * 20, "47" * 20), ("8A5", "8A5"), ("共58", "共58")])
def test_nothing_is_told_of_a_single_figure_or_of_what_else_stands_among_them(page: Typeface, text: str, read: str) -> None:
    assert page.margin(drawn(text, read)) == 0.0


def test_a_point_that_is_gone_moves_the_figures_behind_it(page: Typeface) -> None:
    whole = drawn("629.53")
    lost = Figures(drawn("629.53", gone=((3, 1.0, 0.0, 1.0),)).ink, tuple(char for char in whole.chars if char.text != "."), whole.scale)
    assert page.margin(lost) < SURE <= page.margin(whole)


def test_an_end_that_is_half_gone_bears_nothing_out(page: Typeface) -> None:
    assert page.margin(drawn("2469", gone=((3, 1.0, 0.5, 1.0),))) == 0.0


def test_a_page_that_shows_a_figure_too_seldom_tells_nothing() -> None:
    without = [drawn(text) for text in NUMBERS * 2 if "4" not in text]
    for lines in (without, [drawn("12")], []):
        assert typeface_of(lines, ruler_of(lines)) is None


def test_no_picture_is_too_small(page: Typeface) -> None:
    for shape in ((1, 1), (2, 40), (40, 2)):
        for value in (0, 1):
            ink = np.full(shape, value, np.uint8)
            assert page.margin(Figures(ink, (Char("1", 0.2, 0.9), Char("4", 0.8, 0.9)), 0.25)) >= 0.0

"""Which figures of a line a pen crossed out."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.ocr.engine import Char
from extractors.struck import struck_out


def line_of(text: str) -> tuple[NDArray[np.uint8], tuple[Char, ...]]:
    """Characters of 20 px with 6 px between them, as outlines; a blank is a gap."""
    ink = np.zeros((44, 26 * len(text)), np.uint8)
    for at, char in enumerate(text):
        if char == "4":
            cv2.line(ink, (26 * at + 3, 30), (26 * at + 22, 30), 1, 2)
            cv2.line(ink, (26 * at + 16, 8), (26 * at + 16, 36), 1, 2)
        elif char != " ":
            cv2.ellipse(ink, (26 * at + 13, 22), (8, 14), 0, 0, 360, 1, 2)
    return ink, tuple(Char(char, (at + 0.5) / len(text), 0.99) for at, char in enumerate(text))


def crossed(ink: NDArray[np.uint8], start: int, end: int, y: int = 23) -> None:
    cv2.line(ink, (26 * start + 2, y), (26 * end - 3, y - 1), 1, 3)


@pytest.mark.parametrize(
    ("text", "stroke", "found"),
    [
        ("640 460", (0, 3), (0, 3)),
        ("共640 460", (1, 4), (1, 4)),
        ("186.5 200", (0, 5), (0, 5)),
        ("460 640", (4, 7), (4, 7)),
    ],
)
def test_a_number_with_a_stroke_through_its_middle_is_crossed_out(text: str, stroke: tuple[int, int], found: tuple[int, int]) -> None:
    ink, chars = line_of(text)
    crossed(ink, *stroke)
    assert struck_out(ink, chars) == found


def test_figures_that_nothing_runs_through_stand() -> None:
    assert struck_out(*line_of("640 460")) is None


def test_a_line_below_or_above_the_figures_crosses_nothing_out() -> None:
    for y in (8, 38):
        ink, chars = line_of("640 460")
        crossed(ink, 0, 3, y)
        assert struck_out(ink, chars) is None


def test_the_bars_of_fours_that_touch_are_no_stroke() -> None:
    ink, chars = line_of("444")
    cv2.line(ink, (2, 30), (75, 30), 1, 2)
    assert struck_out(ink, chars) is None


def test_a_stroke_over_part_of_a_number_tells_nothing() -> None:
    ink, chars = line_of("6400 460")
    crossed(ink, 0, 2)
    assert struck_out(ink, chars) is None


def test_where_all_is_crossed_out_nobody_says_what_stands() -> None:
    ink, chars = line_of("640 460")
    crossed(ink, 0, 7)
    assert struck_out(ink, chars) is None


def test_two_figures_are_too_few_to_tell() -> None:
    ink, chars = line_of("64 46")
    crossed(ink, 0, 2)
    assert struck_out(ink, chars) is None

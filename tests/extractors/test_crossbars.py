"""The bars of characters side by side are as long as a ruling and none: they stay in the writing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.crossbars import without_bars

HEIGHT = 20.0
Ink = NDArray[np.uint8]


def blank() -> Ink:
    return np.zeros((300, 600), np.uint8)


def written(ink: Ink, x0: int, x1: int, top: int, bottom: int) -> None:
    """Upright strokes, as characters have them."""
    for x in range(x0, x1, 8):
        ink[top:bottom, x : x + 2] = 1


def kept(across: Ink, down: Ink, ink: Ink) -> bool:
    return bool(without_bars(across, down, ink, HEIGHT).any())


def bar(x0: int = 100, x1: int = 150, y: int = 100) -> Ink:
    across = blank()
    across[y : y + 2, x0:x1] = 1
    return across


def test_a_bar_with_strokes_above_and_below_is_writing() -> None:
    ink = bar()
    written(ink, 100, 150, 90, 112)
    assert not kept(bar(), blank(), ink)


def test_a_bar_at_the_head_of_characters_is_writing_where_tips_stand_out() -> None:
    ink = bar()
    written(ink, 100, 150, 102, 118)
    ink[92:100, 110:112] = ink[92:100, 138:140] = 1
    assert not kept(bar(), blank(), ink)


def test_a_line_under_writing_or_over_it_is_a_ruling() -> None:
    under, over = bar(), bar()
    written(under, 100, 150, 80, 98)
    written(over, 100, 150, 104, 120)
    assert kept(bar(), blank(), under)
    assert kept(bar(), blank(), over)


def test_between_upright_rulings_it_is_a_ruling_however_close_the_writing() -> None:
    ink, down = bar(), blank()
    written(ink, 104, 148, 90, 112)
    down[60:140, 98:101] = down[60:140, 149:152] = 1
    assert kept(bar(), down, ink | down)


def test_a_long_one_and_a_piece_in_line_with_one_are_rulings() -> None:
    long, piece = bar(100, 300), bar(100, 300) | bar(320, 370)
    ink = np.array(piece)
    written(ink, 100, 370, 90, 112)
    assert without_bars(long, blank(), ink, HEIGHT).sum() == long.sum()
    assert without_bars(piece, blank(), ink, HEIGHT).sum() == piece.sum()

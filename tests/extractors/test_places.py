"""What a lost character cannot help but change: where a word stands in its cell, and how its characters are spaced."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.believing import SKIPPED
from extractors.ocr.engine import Char
from extractors.places import frayed, seats_of, skipped
from models.document import Cell, Page, Reading, Table, Word
from models.geometry import Box

WIDTH, ROW, FIGURE, HEIGHT = 120.0, 24.0, 5.3, 7.4


def word(text: str, left: float, row: int) -> Word:
    wide = sum(FIGURE if char.isascii() else 2 * FIGURE for char in text)
    top = ROW * row + 8
    return Word(text, Box(left, top, left + wide, top + HEIGHT), 0.99, "scripted")


def page(*words: Word) -> Page:
    """One column, a row for each word."""
    cells = tuple(Cell(row, 0, Box(0, ROW * row, WIDTH, ROW * (row + 1)), (one,)) for row, one in enumerate(words))
    return Page("a.pdf", 1, 300, 500, Reading.OCR, words, (Table(Box(0, 0, WIDTH, ROW * len(words)), cells),))


def centred(text: str, row: int, lost: int = 0) -> Word:
    """In the middle of its cell before `lost` characters were lost on the left."""
    left = (WIDTH - FIGURE * len(text)) / 2
    return word(text[lost:], left + FIGURE * lost, row)


@pytest.mark.parametrize(("lost", "bounded"), [(0, True), (1, False), (2, False)])
def test_a_number_in_the_middle_of_its_cell_has_lost_nothing(lost: int, bounded: bool) -> None:
    own = centred("14703", 0, lost)
    assert seats_of(page(own, centred("24", 1))).bounds(own, (own.text,)) is bounded


@pytest.mark.parametrize(("text", "bounded"), [("168.00", True), ("168㎡", True), ("168", False), ("168.0", False), ("168,", False)])
def test_on_the_left_where_words_begin_only_the_right_end_is_open(text: str, bounded: bool) -> None:
    own = word(text, 5, 0)
    others = [word("3" * count, 5, row) for row, count in enumerate((3, 5, 2, 7, 4), start=1)]
    assert seats_of(page(own, *others)).bounds(own, ("168" if "." not in text else text,)) is bounded


@pytest.mark.parametrize(
    ("name", "bounded"), [("岳阳市云帆服务中心", True), ("云帆服务有限公司", True), ("云帆服务有限", False), ("柳长衿", False)]
)
def test_a_name_that_ends_as_names_end_goes_no_further(name: str, bounded: bool) -> None:
    others = [word("3" * count, 5, row) for row, count in enumerate((3, 5, 2, 7, 4), start=1)]
    own = word(name, 5, 0)
    assert seats_of(page(own, *others)).bounds(own, ()) is bounded
    later = word(name, 16, 0)
    assert not seats_of(page(later, *others)).bounds(later, ())


def test_where_no_others_begin_the_left_is_open() -> None:
    own = word("168.00", 11, 0)
    others = [word("3" * count, 5, row) for row, count in enumerate((3, 5, 2, 7, 4), start=1)]
    assert not seats_of(page(own, *others)).bounds(own, ("168.00",))


def test_an_edge_that_one_row_alone_has_may_be_a_stroke() -> None:
    own = centred("14703", 0)
    alone = Cell(0, 0, Box(0, 0, WIDTH, ROW), (own,))
    other = Cell(1, 0, Box(0, ROW, 2 * WIDTH, 2 * ROW), ())
    table = Table(Box(0, 0, 2 * WIDTH, 2 * ROW), (alone, other))
    assert not seats_of(Page("a.pdf", 1, 300, 500, Reading.OCR, (own,), (table,))).bounds(own, ("14703",))


def test_beside_another_word_and_outside_a_table_a_word_has_no_seat() -> None:
    own, other = centred("14703", 0), word("家", 90, 0)
    cell = Cell(0, 0, Box(0, 0, WIDTH, ROW), (own, other))
    beside = Page("a.pdf", 1, 300, 500, Reading.OCR, (own, other), (Table(cell.box, (cell, Cell(1, 0, Box(0, ROW, WIDTH, 2 * ROW), ()))),))
    assert not seats_of(beside).bounds(own, ("14703",))
    assert not seats_of(Page("a.pdf", 1, 300, 500, Reading.OCR, (own,))).bounds(own, ("14703",))


def spaced(text: str, *at: float) -> tuple[Char, ...]:
    return tuple(Char(char, place, 0.99) for char, place in zip(text, at, strict=True))


@pytest.mark.parametrize(
    ("chars", "gone"),
    [
        (spaced("湖南联旺科有限", 10, 30, 50, 70, 90, 130, 150), True),  # 技
        (spaced("湖南联旺科有限", 10, 30, 50, 70, 90, 110, 130), False),
        (spaced("张明宇", 10, 50, 90), False),  # written wide
        (spaced("张明宇", 10, 28, 52), False),  # an engine tells places in steps of a sixth of a character
        (spaced("单名称", 10, 50, 70), True),  # 位
        (spaced("196", 10, 20, 40), True),  # the point
        (spaced("19.6", 10, 20, 28, 36), False),
        (spaced("1,968.50", 10, 18, 26, 36, 46, 54, 62, 72), False),
        (spaced("18,275", 10, 20, 35, 50, 60, 70), False),  # a comma as wide as a character
        (spaced("约259次", 10, 31, 41, 51, 71), False),
        (spaced("25918", 10, 20, 30, 50, 60), True),
        (spaced("株洲127", 10, 30, 75, 85, 95), True),  # the next cell's figures
        (spaced("12", 10, 40), False),
        (spaced("经初审，同意推荐。", 10, 30, 50, 63, 90, 110, 130, 150, 163), False),
        (spaced("经初审，同意推荐", 10, 30, 50, 70, 90, 110, 150, 170), True),  # one of the last
        (spaced("张 三丰", 10, 30, 60, 80), False),  # a space that was read
        ((), False),
    ],
)
def test_a_step_too_wide_tells_of_what_stood_there(chars: tuple[Char, ...], gone: bool) -> None:
    assert (skipped(chars, 1.0) > SKIPPED) is gone


@pytest.mark.parametrize(("start", "lost"), [(20, False), (6, True)])
def test_ink_beyond_the_characters_is_what_is_left_of_one(start: int, lost: bool) -> None:
    ink = np.zeros((20, 80), np.uint8)
    ink[2:17, start:52] = 1
    chars = tuple(Char(char, at / 80, 0.99) for char, at in zip("246", (25, 36, 47), strict=True))
    assert (frayed(chars, ink) > 0.6) is lost


def test_without_ink_or_characters_nothing_is_told() -> None:
    assert frayed((), np.ones((5, 5), np.uint8)) == 0.0
    assert frayed(spaced("12", 0.2, 0.4), np.zeros((5, 5), np.uint8)) == 0.0

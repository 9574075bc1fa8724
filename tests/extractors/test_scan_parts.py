"""The parts of reading a scan: lines in cells, checkboxes by ink, broken strokes, where a '1' stands, what evidence is worth."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from extractors.believing import features_of, trust
from extractors.evidence import Evidence, numbers_in, well_formed
from extractors.marks import InkMark, Located, find_ink_marks
from extractors.ocr.engine import Char
from extractors.stems import Figures, Ruler, pitch_of, unexplained
from extractors.strokes import BROKEN_PAGE, expected_pieces, extra_pieces, held_by_pale, page_breaks
from extractors.textlines import Span, is_tall, spans_in

H = 20.0
Ink = NDArray[np.uint8]


def line_of_blocks(ink: Ink, x: int, y: int, count: int, *, height: int = 20) -> None:
    for i in range(count):
        cv2.rectangle(ink, (x + 24 * i, y), (x + 24 * i + 18, y + height - 1), 1, 2)


def test_each_line_of_a_cell_is_found_on_its_own() -> None:
    ink = np.zeros((200, 400), np.uint8)
    line_of_blocks(ink, 20, 20, 6)
    line_of_blocks(ink, 20, 50, 4)
    spans = spans_in(ink, Span(5, 5, 395, 195), H)
    assert [(span.top, span.bottom) for span in spans] == [(19, 41), (49, 71)]


def test_the_two_strokes_of_a_character_are_one_line() -> None:
    ink = np.zeros((60, 100), np.uint8)
    cv2.line(ink, (20, 22), (36, 22), 1, 3)
    cv2.line(ink, (18, 36), (38, 36), 1, 3)
    assert len(spans_in(ink, Span(0, 0, 100, 60), H)) == 1


@pytest.mark.parametrize(("below", "lines"), [(3, 1), (16, 2)])
def test_specks_right_below_a_line_are_none_but_a_flat_character_further_off_is(below: int, lines: int) -> None:
    ink = np.zeros((120, 400), np.uint8)
    line_of_blocks(ink, 20, 20, 6)
    cv2.line(ink, (40, 42 + below), (60, 42 + below), 1, 3)
    assert len(spans_in(ink, Span(5, 5, 395, 115), H)) == lines


def test_words_far_apart_on_one_line_are_two() -> None:
    ink = np.zeros((60, 600), np.uint8)
    line_of_blocks(ink, 10, 20, 3)
    line_of_blocks(ink, 400, 20, 3)
    assert len(spans_in(ink, Span(0, 0, 600, 60), H)) == 2


def test_ink_taller_than_text_is_left_to_detection() -> None:
    ink = np.zeros((200, 200), np.uint8)
    cv2.circle(ink, (100, 100), 60, 1, 4)
    (span,) = spans_in(ink, Span(0, 0, 200, 200), H)
    assert is_tall(span, H)


def test_an_empty_cell_has_no_lines() -> None:
    assert spans_in(np.zeros((50, 50), np.uint8), Span(0, 0, 50, 50), H) == ()


def box(ink: Ink, x: int, *, tick: bool = False, filled: bool = False) -> None:
    cv2.rectangle(ink, (x, 40), (x + 18, 58), 1, -1 if filled else 2)
    if tick:
        cv2.line(ink, (x + 4, 49), (x + 9, 55), 1, 2)
        cv2.line(ink, (x + 9, 55), (x + 24, 34), 1, 2)


def marks(ink: Ink, *read: Located) -> list[InkMark]:
    return sorted(find_ink_marks(ink, H, read), key=lambda mark: mark.x0)


def test_ink_tells_a_ticked_box_from_an_empty_one() -> None:
    ink = np.zeros((100, 300), np.uint8)
    box(ink, 40)
    box(ink, 120, tick=True)
    box(ink, 200, filled=True)
    empty, ticked, filled = marks(ink)
    assert empty.is_empty
    assert not empty.is_ticked
    assert ticked.is_ticked
    assert filled.is_ticked


@pytest.mark.parametrize(("read", "found"), [("□", 1), ("口", 1), ("综", 0), ("日", 0), ("国", 0)])
def test_a_character_that_is_an_outline_is_no_box(read: str, found: int) -> None:
    ink = np.zeros((100, 300), np.uint8)
    box(ink, 40)
    assert len(marks(ink, Located(read, 0.99, 49, 38, 60))) == found


def test_a_mouth_inside_running_text_is_no_box() -> None:
    ink = np.zeros((100, 300), np.uint8)
    box(ink, 40)
    around = [Located("出", 0.99, 28, 38, 60), Located("口", 0.99, 49, 38, 60), Located("额", 0.99, 70, 38, 60)]
    assert marks(ink, *around) == []


def test_a_tick_that_leaves_over_the_upper_corner_leaves_the_box_a_box() -> None:
    ink = np.zeros((100, 300), np.uint8)
    cv2.rectangle(ink, (40, 40), (71, 71), 1, 2)
    cv2.line(ink, (40, 54), (50, 63), 1, 5)
    cv2.line(ink, (50, 63), (86, 34), 1, 6)
    (mark,) = find_ink_marks(ink, 28.0)
    assert mark.is_ticked
    assert mark.x1 <= 74


def test_a_tick_that_was_typed_counts_without_a_box() -> None:
    (mark,) = marks(np.zeros((100, 300), np.uint8), Located("√", 0.95, 49, 38, 60))
    assert mark.is_ticked


@pytest.mark.parametrize(("text", "pieces"), [("168", 3), ("1,326.5", 7), ("85%", 5), ("168㎡", None), ("", None), ("三", None)])
def test_figures_have_a_known_number_of_pieces(text: str, pieces: int | None) -> None:
    assert expected_pieces(text) == pieces


def figures(*, broken: bool) -> NDArray[np.uint8]:
    grey = np.full((40, 120), 255, np.uint8)
    for x in (10, 45, 80):
        cv2.rectangle(grey, (x, 5), (x + 20, 34), 0, 3)
        if broken:
            grey[16:22, x - 4 : x + 30] = 255
    return grey


def test_broken_strokes_are_counted_as_extra_pieces() -> None:
    assert extra_pieces(figures(broken=False), "080") == 0
    assert extra_pieces(figures(broken=True), "080") == 3


def pale_at_the_breaks(level: int) -> NDArray[np.uint8]:
    grey = figures(broken=True)
    grey[(figures(broken=False) < 128) & (grey > 128)] = level
    return grey


@pytest.mark.parametrize(("level", "held"), [(220, 3), (229, 3), (236, 3), (246, 0)])
def test_what_pale_strokes_hold_together_is_told(level: int, held: int) -> None:
    assert extra_pieces(pale_at_the_breaks(level), "080") == 3
    assert held_by_pale(pale_at_the_breaks(level), "080", 3) == held


def test_a_pale_ground_that_joins_all_characters_holds_nothing_together() -> None:
    grey = figures(broken=True)
    grey[grey > 128] = 220
    assert held_by_pale(grey, "080", 3) == 0


@pytest.mark.parametrize(
    ("doubts", "broken"),
    [({}, False), ({"disputed": 0.09, "faint": 0.04}, False), ({"disputed": 0.2}, True), ({"faint": 0.1}, True), ({"gap": 0.3}, True)],
)
def test_pale_strokes_are_broken_ones_where_other_words_of_the_page_are_in_doubt(doubts: dict[str, float], broken: bool) -> None:
    told = Evidence(weakest=0.999, pieces=0.25, bridged=0.25, page_pieces=0.1, page_bridged=0.1, **doubts)
    assert told.is_broken is broken
    assert features_of(told)["broken"] == broken


def test_a_page_is_broken_by_its_figures_together() -> None:
    assert page_breaks([(0, 3)] * 10) == 0
    assert (page_breaks([(1, 3)] * 10) or 0) > BROKEN_PAGE
    assert page_breaks([(1, 3)]) is None


PITCH = 30


def figure_line(text: str, *, stem: int) -> Figures:
    """Digits as blocks on a pitch; '1' and '4' as a stem that stands `stem` pixels right of the middle."""
    ink = np.zeros((40, PITCH * len(text) + 20), np.uint8)
    chars = []
    for i, char in enumerate(text):
        middle = 10 + PITCH * i + PITCH // 2
        if char in "14":
            at = middle + stem
            ink[5:35, at - 2 : at + 3] = 1
        else:
            cv2.rectangle(ink, (middle - 10, 6), (middle + 10, 34), 1, 3)
        chars.append(Char("1" if char == "4" else char, middle / ink.shape[1], 0.99))
    return Figures(ink, tuple(chars), 1.0)


def test_the_pitch_is_measured_on_even_digits() -> None:
    assert pitch_of([figure_line("80860", stem=0)] * 3) == pytest.approx(PITCH, abs=0.5)
    assert pitch_of([figure_line("80", stem=0)]) is None


@pytest.mark.parametrize(("stem", "like_four"), [(0, False), (1, False), (4, True), (5, True)])
def test_what_is_left_of_a_four_stands_too_far_right_for_a_one(stem: int, like_four: bool) -> None:
    ruler = Ruler(pitch=PITCH, one=0.0, four=0.15)
    assert (ruler.likeness_to_four(figure_line("84", stem=stem)) > 0.5) is like_four


def test_a_one_without_an_even_neighbour_cannot_be_told() -> None:
    assert Ruler(PITCH, 0.0, 0.15).likeness_to_four(figure_line("1", stem=0)) == 1.0


def test_ink_that_no_character_accounts_for_is_left_over() -> None:
    line = figure_line("80860", stem=0)
    assert unexplained(line.ink, line.chars) == 0
    assert unexplained(line.ink, line.chars[1:]) > 0.1
    assert unexplained(line.ink, ()) == 1


@pytest.mark.parametrize("number", ["0", "168", "1,326.5", "12,345,678.90", "0.5", "99.99"])
def test_numbers_as_people_write_them(number: str) -> None:
    assert well_formed(number)


@pytest.mark.parametrize("number", ["007", "1,32", "1.234", "12,34", "1.2.3", "1,3265", ""])
def test_numbers_as_nobody_writes_them(number: str) -> None:
    assert not well_formed(number)


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    for number in numbers_in(text):
        well_formed(number)


GOOD = Evidence(weakest=0.999, second=1.0, second_tries=1 / 3)


@pytest.mark.parametrize(
    "worse",
    [
        Evidence(weakest=0.4, second=1.0),
        Evidence(weakest=0.89, rival=0.1, second=1.0, third=1.0),
        Evidence(weakest=0.999, second=1.0, third=1.0, cut_short=1.0),
        Evidence(weakest=0.999, second=1.0, third=1.0, gap=0.5),
        Evidence(weakest=0.999, second=0.0, third=1.0),
        Evidence(weakest=0.999, second=0.5, page_pieces=0.3),
        Evidence(weakest=0.999, second=0.0, page_pieces=0.3),
        Evidence(weakest=0.999, second=1.0, page_pieces=0.3, ones=1.0, stem=1.0),
        Evidence(weakest=0.999, second=1.0, grammar=0.0),
        Evidence(weakest=0.999, second=1.0, repeated=0.0),
        Evidence(weakest=0.999, second=1.0, unexplained=1.0, page_pieces=0.3),
        Evidence(weakest=0.999, second=0.0, red=1.0),
    ],
)
def test_each_doubt_alone_keeps_a_number_from_being_taken(worse: Evidence) -> None:
    assert trust(GOOD, numeric=True) >= 0.999
    assert trust(worse, numeric=True) < 0.999


CLEAR = Evidence(weakest=0.995, second=0.0, third=1.0)


@pytest.mark.parametrize(
    "worse",
    [
        replace(CLEAR, third=0.0),
        replace(CLEAR, third=0.5),
        replace(CLEAR, weakest=0.84, rival=0.16, second=1.0),
        replace(CLEAR, cut_short=1.0),
        replace(CLEAR, repeated=0.0),
        replace(CLEAR, unexplained=0.3),
        replace(CLEAR, page_pieces=0.05, disputed=0.2),
    ],
)
def test_a_name_is_taken_where_a_second_or_third_reader_bears_it_out_and_nothing_speaks_against_it(worse: Evidence) -> None:
    assert trust(CLEAR, numeric=False) >= 0.999
    assert trust(worse, numeric=False) < 0.999


def test_a_check_character_bears_a_code_out() -> None:
    code = Evidence(weakest=0.97, second=0.0)
    assert trust(code.with_check(), numeric=False) > trust(code, numeric=False)


@pytest.mark.parametrize(("third", "gap", "taken"), [(1.0, 0.0, True), (1.0, 0.37, True), (0.0, 0.0, True), (0.0, 0.37, False)])
def test_a_number_with_room_for_a_point_is_open_where_another_reader_differs(third: float, gap: float, *, taken: bool) -> None:
    told = Evidence(weakest=0.99999, second=1.0, third=third, gap=gap, second_tries=1 / 3)
    assert (trust(told, numeric=True) >= 0.99) is taken


def crossed(ink: Ink, x: int, *, pen: bool) -> None:
    """A box that a pen may have crossed on its left and above."""
    cv2.rectangle(ink, (x, 40), (x + 26, 66), 1, 1)
    if pen:
        cv2.line(ink, (x - 5, 49), (x + 9, 63), 1, 5)
        cv2.line(ink, (x + 9, 63), (x + 28, 26), 1, 5)


def test_a_box_that_a_pen_leaves_on_all_sides_is_told_by_its_fellow_on_the_line() -> None:
    ink = np.zeros((100, 300), np.uint8)
    crossed(ink, 40, pen=True)
    crossed(ink, 170, pen=False)
    first, second = sorted(find_ink_marks(ink, 30.0), key=lambda mark: mark.x0)
    assert (first.is_ticked, second.is_empty) == (True, True)


def test_without_a_fellow_it_may_be_a_character() -> None:
    ink = np.zeros((100, 300), np.uint8)
    crossed(ink, 40, pen=True)
    assert list(find_ink_marks(ink, 30.0)) == []


def ring(ink: Ink, x: int, *, dot: bool = False, radius: int = 9) -> None:
    cv2.circle(ink, (x + 9, 49), radius, 1, 2)
    if dot:
        cv2.circle(ink, (x + 9, 49), 4, 1, -1)


def test_a_circle_to_tick_is_an_empty_box() -> None:
    ink = np.zeros((100, 300), np.uint8)
    ring(ink, 40)
    cv2.line(ink, (60, 40), (72, 58), 1, 2)  # a character may touch it
    ring(ink, 120)
    assert [(mark.x0 // 40, mark.is_empty) for mark in marks(ink)] == [(1, True), (3, True)]


@pytest.mark.parametrize("read", ["O", "0", "〇", "①", "口"])
def test_a_circle_that_was_surely_read_as_writing_is_none(read: str) -> None:
    ink = np.zeros((100, 300), np.uint8)
    ring(ink, 40)
    beside = (Located("年", 0.99, 36, 38, 60), Located("月", 0.99, 64, 38, 60))
    assert marks(ink, Located(read, 0.99, 49, 38, 60), *beside) == []


def test_a_circle_with_ink_in_it_a_figure_and_a_seal_are_no_empty_boxes() -> None:
    ink = np.zeros((300, 400), np.uint8)
    ring(ink, 40, dot=True)
    cv2.ellipse(ink, (140, 49), (6, 10), 0, 0, 360, 1, 2)
    cv2.circle(ink, (260, 150), 80, 1, 3)
    assert [mark for mark in marks(ink) if mark.is_empty] == []


def sealed(radius: int, *, tick: bool) -> list[InkMark]:
    """Two boxes of 32 px, the first with a tick or a seal copied in black over it; only its own marks."""
    ink = np.zeros((460, 520), np.uint8)
    for x in (200, 400):
        cv2.rectangle(ink, (x, 100), (x + 31, 131), 1, 1)
    if tick:
        cv2.line(ink, (206, 116), (214, 126), 1, 4)
        cv2.line(ink, (214, 126), (238, 94), 1, 4)
    cv2.circle(ink, (100, 250), radius, 1, 4)
    return [mark for mark in find_ink_marks(ink, 36.0) if 195 <= mark.x0 <= 205]


@pytest.mark.parametrize("radius", [171, 174, 180, 183])
def test_a_seal_that_runs_through_a_box_is_no_tick(radius: int) -> None:
    (mark,) = sealed(radius, tick=False)
    assert (mark.crossed, mark.is_ticked, mark.is_empty) == (True, False, False)


def test_a_tick_beside_which_a_seal_lies_stays_one() -> None:
    (mark,) = sealed(120, tick=True)
    assert (mark.crossed, mark.is_ticked) == (False, True)

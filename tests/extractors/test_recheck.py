"""The second look: what is compared is the part that decides, and every doubt about it becomes evidence."""

from __future__ import annotations

import re
from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.ocr.engine import Char, CropText, Pixels
from extractors.ocr.scripted import ScriptedEngine
from extractors.raster import Picture
from extractors.recheck import (
    Ask,
    PageAsks,
    Seen,
    _at_end,
    _darkest,
    _doubtful_one,
    _extra,
    _is_bounded,
    _is_same_text,
    _left_over,
    _Part,
    faintness,
    look_again,
)
from models.document import Doubt, Word
from models.geometry import Box, View

BOX = Box(40, 60, 400, 80)


def read(text: str, confidence: float = 0.99) -> CropText:
    chars = tuple(Char(char, (i + 0.5) / len(text), confidence) for i, char in enumerate(text))
    return CropText(text, confidence, chars)


def sheet(gone: tuple[int, ...] = ()) -> Picture:
    image = np.full((140, 440, 3), 255, np.uint8)
    for i in set(range(15)) - set(gone):
        cv2.rectangle(image, (44 + 24 * i, 62), (44 + 24 * i + 17, 78), (0, 0, 0), 2)
    return Picture(image, 1.0, 440, 140, 72)


def word(text: str, confidence: float = 0.99) -> Word:
    return Word(text, BOX, confidence, "scripted")


class Second(ScriptedEngine):
    """Says one thing to bare figures and another to everything else."""

    def __init__(self, figures: str, rest: str) -> None:
        super().__init__()
        self.figures, self.rest = figures, rest

    def read_crops(self, images: list[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:  # type: ignore[override]
        text = "" if otherwise else self.figures if digits else self.rest
        return tuple(read(text) if text else CropText("", 0.0) for _ in images)


def look(ask: Ask, again: str, second: Second | None, gone: tuple[int, ...] = ()) -> Seen:
    first = ScriptedEngine(reads=lambda _: read(again))
    return look_again([PageAsks(sheet(gone), View(), (ask,))], first, second)[0][0]


def test_a_name_beside_its_label_is_compared_without_the_label() -> None:
    ask = Ask(word("称 云帆服务中心"), part="云帆服务中心")
    seen = look(ask, "称云帆服务中心", Second("", "云帆服务中心"))
    assert (seen.evidence.repeated, seen.evidence.second) == (1, 1)


@pytest.mark.parametrize(
    ("said", "own", "same"),
    [
        ("情況屬實同意推荐", "情况属实同意推荐", True),  # no mainland form writes 況
        ("情况属实同意推荐", "情況属实同意推荐", False),  # but what the first reader saw is shown as it saw it
        ("振阳市临湘市三湾路12号", "岳阳市临湘市三湾路12号", True),  # there is no 振阳市
        ("振阳市临湘市三弯路12号", "岳阳市临湘市三湾路12号", False),
        ("衡阳市三湾路12号", "岳阳市三湾路12号", False),  # there is a 衡阳市
        ("阳市三湾路12号", "岳阳市三湾路12号", False),
        ("云帆服务中心", "云帆服务中心", True),
    ],
)
def test_what_can_only_be_one_thing_is_no_difference(said: str, own: str, same: bool) -> None:
    assert _is_same_text(said, own) is same


def test_a_name_read_otherwise_at_another_scale_is_not_repeated() -> None:
    seen = look(Ask(word("称 云帆服务中心"), part="云帆服务中心"), "称云机服务中心", Second("", "云帆服务中心"))
    assert seen.evidence.repeated == 0


@pytest.mark.parametrize(
    ("again", "repeated"), [("代码91430600MAOT1A2B3C", 1), ("代码91430600MA0T1A2B3C", 1), ("代码91430600MA8T1A2B3C", 0)]
)
def test_letters_that_no_code_has_are_the_figures_they_look_like(again: str, repeated: int) -> None:
    ask = Ask(word("代码91430600MA0T1A2B3C"), part="91430600MA0T1A2B3C", code=True)
    assert look(ask, again, None).evidence.repeated == repeated


@pytest.mark.parametrize(
    ("figures", "rest", "agrees"), [("2016", "2016年3月18日", 1), ("7", "2016年3月18日", 1), ("7", "2016年3月13日", 0)]
)
def test_a_date_may_be_borne_out_as_a_whole(figures: str, rest: str, agrees: int) -> None:
    ask = Ask(word("2016年3月18日"), ("2016", "3", "18"), amount=False)
    assert look(ask, "2016年3月18日", Second(figures, rest)).evidence.second == agrees


@pytest.mark.parametrize(("said", "agrees"), [("03", 1), ("3", 1), ("8", 0), ("30", 0)])
def test_of_a_month_the_nought_before_it_tells_nothing(said: str, agrees: int) -> None:
    ask = Ask(word("2004年03月"), ("03",), amount=False)
    assert look(ask, "2004年03月", Second(said, "")).evidence.second == agrees
    assert look(Ask(word("03"), ("03",)), "03", Second("3", "")).evidence.second == 0


@pytest.mark.parametrize(
    ("told", "agrees"),
    [
        ("二〇二〇年五月二十三日", 1),
        ("二加二加年五月二十三日", 1),
        ("二O二O〇年五月二十三日", 1),
        ("二〇二〇年五月二十二日", 0),
        ("三〇二〇年五月二十三日", 0),
    ],
)
def test_for_the_circle_of_a_written_year_anything_may_be_read(told: str, agrees: int) -> None:
    assert look(Ask(word("二〇二〇年五月二十三日")), "二〇二〇年五月二十三日", Second("", told)).evidence.second == agrees


class OtherModel(Second):
    """Reads what it is to say only with its other model for Chinese."""

    def read_crops(self, images: list[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:  # type: ignore[override]
        del digits
        text = self.rest if otherwise else "云机"
        return tuple(read(text) if text else CropText("", 0.0) for _ in images)


def test_a_name_that_the_second_reader_gets_wrong_is_read_with_its_other_model() -> None:
    assert look(Ask(word("云帆")), "云帆", OtherModel("", "云帆")).evidence.second == 1


def test_nothing_read_the_next_time_leaves_what_was_read_before() -> None:
    assert look(Ask(word("云帆")), "云帆", OtherModel("", "")).evidence.second == 0


@pytest.mark.parametrize(
    ("text", "bounded"),
    [("2020年5月20日", True), ("日期：2020年5月20日（盖章）", True), ("13900001234", True), ("020年5月20日", False), ("2020年5月", False),
     ("5月20日", False), ("1390000123", False), ("2020年5月20", False)],
)  # fmt: skip
def test_beside_a_whole_day_or_a_mobile_number_none_of_its_figures_can_stand(text: str, bounded: bool) -> None:
    assert _is_bounded(Ask(word(text), ("20",), amount=False)) is bounded
    assert not _is_bounded(Ask(word(text), ("20",)))


@pytest.mark.parametrize(
    ("day", "full"),
    [("2011年09月26日", True), ("成立日期2011年12月30日", True), ("2011年3月26日", True), ("2011年2月26日", False), ("2011年09月6日", False),
     ("2011年1月26日", False), ("2011年09月", False), ("2011年09月26", False)],
)  # fmt: skip
def test_in_a_full_day_no_figure_more_has_room_and_in_others_a_gap_tells(day: str, full: bool) -> None:
    figures = tuple(re.findall("[0-9]+", day))
    seen = look(Ask(word(day), figures, amount=False), day, None, gone=(1, 3, 5, 7, 9, 11, 13))
    assert (seen.evidence.gap == 0) is full


def test_what_stands_apart_from_a_number_is_left_over_and_no_broken_stroke_of_it() -> None:
    line = np.full((40, 200, 3), 255, np.uint8)
    for x in (4, 120, 150):
        cv2.rectangle(line, (x, 5), (x + 20, 34), (0, 0, 0), 3)
    part = _Part("08", line, (Char("0", 0.65, 0.99), Char("8", 0.8, 0.99)), numeric=True)
    assert _extra(part) == (0, 0)
    assert _left_over(part, bounded=False) > 0.2
    assert _left_over(part, bounded=True) == 0  # a label beside a whole day


@pytest.mark.parametrize(
    ("ask", "ends"),
    [
        (Ask(word("150平方米"), ("150",)), (True, False)),
        (Ask(word("约150平方米"), ("150",)), (False, False)),
        (Ask(word("面积150"), ("150",)), (False, True)),
        (Ask(word("150至180"), ("150", "180")), (True, True)),
        (Ask(word("法定代表人李飞"), part="李飞"), (False, True)),
        (Ask(word("李飞")), (True, True)),
        (Ask(word("2020年5月20日"), ("2020", "5", "20"), amount=False), (False, False)),
    ],
)
def test_ink_beside_a_word_counts_only_where_what_decides_may_go_on(ask: Ask, ends: tuple[bool, bool]) -> None:
    assert (_at_end(ask, (True, False)), _at_end(ask, (False, True))) == ends


def test_a_word_beside_a_streak_may_have_lost_a_character() -> None:
    streaked = replace(word("16人"), doubts=frozenset({Doubt.STREAKED}))
    assert look(Ask(streaked, ("16",)), "16人", Second("16", "")).evidence.cut_short == 1


@pytest.mark.parametrize(("rest", "agrees"), [("168平方米", 1), ("163平方米", 0)])
def test_an_amount_may_be_borne_out_with_its_unit(rest: str, agrees: int) -> None:
    assert look(Ask(word("168平方米"), ("168",)), "168平方米", Second("1687", rest)).evidence.second == agrees


def test_where_the_second_reader_differs_it_is_told_how_unsure_the_first_is_there() -> None:
    first = ScriptedEngine(reads=lambda _: CropText("云帆", 0.8, (Char("云", 0.25, 0.999), Char("帆", 0.75, 0.6))))
    seen = look_again([PageAsks(sheet(), View(), (Ask(word("云帆")),))], first, Second("", "云机"))[0][0]
    assert seen.evidence.unseconded == pytest.approx(0.4)


def test_doubt_about_others_on_the_page_is_told() -> None:
    asks = tuple(Ask(word(text), (text,)) for text in ("168", "168", "1,6"))
    first = ScriptedEngine(reads=lambda _: read("168"))
    seen = look_again([PageAsks(sheet(), View(), asks)], first, Second("168", ""))[0]
    assert seen[0].evidence.disputed > 0
    assert seen[2].evidence.disputed == 0


def test_faintness_is_the_share_of_words_read_weakly() -> None:
    sure, weak = [word("168")] * 15, [word("1b8", 0.5)] * 5
    assert faintness(sure) == 0
    assert 0.1 < faintness([*sure, *weak]) < 0.3


@pytest.mark.parametrize(
    ("number", "amount", "doubtful"),
    [("2015", False, False), ("12", False, False), ("17", False, False), ("31", False, False), ("2011", False, True), ("01", False, True),
     ("21", False, True), ("19900001234", False, True), ("12", True, True), ("2015", True, True), ("35", True, False)],
)  # fmt: skip
def test_a_one_where_no_date_has_a_four_is_not_in_doubt(number: str, amount: bool, doubtful: bool) -> None:
    assert _doubtful_one(number, amount=amount) is doubtful


@pytest.mark.parametrize(("told", "third"), [("云帆服务中心", 1), ("云机服务中心", 0), ("", 0.5)])
def test_a_third_reader_is_heard_beside_the_second(told: str, third: float) -> None:
    first = ScriptedEngine(reads=lambda _: read("云帆服务中心"))
    page = PageAsks(sheet(), View(), (Ask(word("云帆服务中心")),))
    assert look_again([page], first, Second("", "云机服务中心"), Second("", told))[0][0].evidence.third == third


def test_of_a_code_only_its_own_characters_count() -> None:
    code = "91430100MA4L3K8X5U"
    first = ScriptedEngine(reads=lambda _: replace(read(f"代码{code}"), chars=(*read("代码", 0.2).chars, *read(code).chars)))
    page = PageAsks(sheet(), View(), (Ask(word(code), code=True),))
    assert look_again([page], first, None)[0][0].evidence.weakest == 0.99


class LateReader(ScriptedEngine):
    """Makes figures out only when they are shown for the fourth time: after plain, smaller and thicker."""

    def __init__(self, figures: str) -> None:
        super().__init__()
        self.figures, self.shown = figures, 0

    def read_crops(self, images: list[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:  # type: ignore[override]
        del digits, otherwise
        self.shown += 1
        return tuple(read(self.figures) if self.shown > 3 else CropText("", 0.0) for _ in images)


@pytest.mark.parametrize(("amount", "agrees"), [(False, 1.0), (True, 0.5)])
def test_figures_of_a_day_are_also_shown_without_what_is_paler(amount: bool, agrees: float) -> None:
    """Amounts are not: what a figure is has to be told by all of its ink."""
    ask = Ask(word("2020"), ("2020",), amount=amount)
    first = ScriptedEngine(reads=lambda _: read("2020"))
    assert look_again([PageAsks(sheet(), View(), (ask,))], first, LateReader("2020"))[0][0].evidence.second == agrees


def test_what_is_paler_than_the_writing_fades() -> None:
    image = np.full((40, 200, 3), 255, np.uint8)
    image[:, 60:140], image[10:30, 90:100] = 150, 20
    shown = _darkest(image)
    assert int(shown[35, 70, 0]) == 255
    assert int(shown[20, 95, 0]) == 0

"""Boxes: typed or drawn, before or behind the word, in a cell, on a cover or beside a label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.finders import FINDERS
from extractors.finders.checkbox import _with_lines_around, find_checkboxes
from extractors.finders.entry import Entry
from extractors.finders.labels import match_label
from models.answer import FoundBy
from models.document import Page, Reading, Word
from models.geometry import Box
from tests.builders import page_of, said

ONE_TICKED = (
    "申报类别 │ ☑综合 □创新 □创业",
    "申报类别 │ ☑ 综合服务机构⏎□ 创新服务机构⏎□ 创业服务机构",
    "申报类别：综合（√） 创新（ ） 创业（ ）",
    "申报类别 │ 综合类（√） 创新类（ ） 创业类（ ）",
    "申报类别 │ （√）综合类 （ ）创新类 （ ）创业类",
    "申报类别 │ （√）综合类（ ）创新类（ ）创业类",
    "申报类别 │ 综合类（√）创新类（）创业类（",
    "申报类别：综合服务机构☑创新服务机构□创业服务机构□",
    "申报类别 │ 综合类(√)   创新类   创业类",
    "申报类别 │ 综合类（√ 创新类（ ） 创业类（ ）",
    "申报类别 │ （☑ 综合 □ 创新 □ 创业）",
    "申报类型：综合（√）创新（）创业（）",
    "类别    【√】综合   【 】创新   【 】创业",
    "申报类别：■综合服务机构  □创新服务机构  □创业服务机构",
    "申报类别：综合☑  创新□  创业□",
    "申报类别：√综合  创新  创业",
    "申报类别：综合√  创新  创业",
    "申报类别：●综合  ○创新  ○创业",
    "申报类别 │ [x] 综合 [ ] 创新 [ ] 创业",
    "申报类别：[x] 综合服务机构   [ ] 创新服务机构   [ ] 创业服务机构",
    "☑综合服务机构   □创新服务机构   □创业服务机构",
    "[x] 综合   [ ] 创新   [ ] 创业",
    "申报类别 │ \uf052综合 \uf0a3创新 \uf0a3创业",
)


@pytest.mark.parametrize("drawing", ONE_TICKED)
def test_the_ticked_category_is_taken(drawing: str) -> None:
    assert said(find_checkboxes(page_of(drawing))) == {"category": "综合"}


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("申报类别 │ ☑综合 ☑创新 □创业", {"category": "综合!SEVERAL_TICKED"}),
        ("申报类别：[x] 综合  [ ] 创新  [x] 创业", {"category": "综合!SEVERAL_TICKED"}),
        ("申报类别 │ □综合 □创新 □创业", {}),
        ("申报类别 │ 综合 创新 创业", {}),
        ("申报类别：[?] 综合  [ ] 创新  [ ] 创业", {"category": "?"}),
        ("申报类别：[x] 综合  [?] 创新  [ ] 创业", {"category": "?"}),
        ("综合√创新创业", {"category": "?"}),
        ("申报类别 │ 综合类(√)创新类创业类", {"category": "?"}),
        ("申报类别 │ 综合类√创新类创业类", {"category": "?"}),
        ("申报类别 │ □综合☑创新□创业□", {"category": "?"}),
        ("申报类别 │ 综合 □创新☑ 创业", {"category": "?"}),
        ("申报类别 │ □综合类（√） 创新类（ ） 创业类（ ）", {"category": "?"}),
        ("申报类别 │ □综合☑ □创新 □创业", {"category": "?"}),
        ("申报类别 │ □综合 □创新 □创业 √", {"category": "?"}),
    ],
)
def test_two_none_or_unclear_boxes_are_said(drawing: str, expected: dict[str, str]) -> None:
    assert said(find_checkboxes(page_of(drawing))) == expected


@pytest.mark.parametrize(
    ("drawing", "value"),
    [
        ("是否在省平台注册 │ ☑是 □否", "true"),
        ("是否在省平台注册 │ □是 ☑否", "false"),
        ("是否在省中小企业公共服务平台注册：是（√） 否（ ）", "true"),
        ("是否已在省平台注册  [x] 是   [ ] 否", "true"),
        ("省平台注册情况：□已注册  ☑未注册", "false"),
        ("省平台注册情况：已注册（√）未注册（ ）", "true"),
        ("省平台注册情况：已注册（ ）未注册（√）", "false"),
        ("是否在省平台注册 │ （ ）是 （√）否", "false"),
    ],
)
def test_yes_and_no_by_boxes(drawing: str, value: str) -> None:
    found = find_checkboxes(page_of(drawing))
    assert said(found) == {"platform_registered": value}
    assert {one.found_by for one in found} == {FoundBy.CHECKBOX}


def test_a_drawn_tick_outweighs_what_an_engine_made_of_the_box() -> None:
    page = page_of("申报类别：口综合  口创新  口创业", grain="line", reader="rapidocr")
    assert said(find_checkboxes(page)) == {}
    drawn = page_of("申报类别：[ ] 综合  [x] 创新  [ ] 创业", grain="line", reader="rapidocr")
    assert said(find_checkboxes(drawn)) == {"category": "创新"}


def test_one_box_is_read_by_one_finder() -> None:
    page = page_of("申报类别 │ ☑综合 □创新 □创业\n是否在省平台注册 │ ☑是 □否")
    found = [one for finder in FINDERS for one in finder(page)]
    assert [one.found_by for one in found] == [FoundBy.CHECKBOX, FoundBy.CHECKBOX]


def test_a_box_that_an_engine_swallowed_stays_in_front_of_its_word() -> None:
    """The engine's line begins at the drawn box and reads nothing there, so all its characters seem further left."""
    page = page_of("[x] 综合   [ ] 创新   [ ] 创业", grain="line")
    box = Box(page.marks[0].box.x0, page.words[0].box.top, page.words[-1].box.x1, page.words[0].box.bottom)
    swallowed = replace(page, words=(Word("综合二创新☐创业", box, 0.91, "rapidocr"),), marks=page.marks[:1])
    assert said(find_checkboxes(swallowed)) == {"category": "综合"}


def test_yes_and_no_of_which_only_the_empty_box_was_seen_are_unreadable() -> None:
    assert said(find_checkboxes(page_of("是否在省平台注册 │ 是□否"))) == {"platform_registered": "?"}


def test_a_box_never_stands_within_an_options_word() -> None:
    """The engine left the tick out, so that its characters seem further left and the ink's box falls into the next word."""
    page = page_of("[ ] 综合服务机构 [ ] 创新服务机构 [x] 创业服务机构", grain="line")
    line = page.words[0]
    text = "☐综合服务机构□创新服务机构创业服务机构"
    at = line.box.x0 + (text.index("创业") + 1) * (line.box.x1 - line.box.x0) / len(text)
    mark = replace(page.marks[-1], box=Box(at - 4, page.marks[-1].box.top, at + 4, page.marks[-1].box.bottom))
    shifted = replace(page, words=(replace(line, text=text, confidence=0.94, reader="rapidocr"),), marks=(*page.marks[:-1], mark))
    assert said(find_checkboxes(shifted)) == {"category": "创业"}


def stacked(*lines: str, label_at: int = 1) -> Page:
    """A cover: options one below another, and the label on the line of one of them."""
    words = [Word("机构类型", Box(60, 200 + 24 * label_at, 110, 212 + 24 * label_at), 1.0, "text layer")]
    words += [
        Word(line, Box(200, 200 + 24 * row, 200 + 12 * len(line), 212 + 24 * row), 1.0, "text layer") for row, line in enumerate(lines)
    ]
    return Page("a.pdf", 1, 595, 842, Reading.TEXT_LAYER, tuple(words))


@pytest.mark.parametrize("label_at", [0, 1, 2])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("□综合服务机构", "☑创新服务机构", "□创业服务机构"), "创新"),
        (("□综合服务机构", "☑创新服务机构", "☑创业服务机构"), "创新!SEVERAL_TICKED"),
        (("☑综合服务机构", "☑创新服务机构", "□创业服务机构"), "综合!SEVERAL_TICKED"),
        (("□综合服务机构", "□创新服务机构", "☑创业服务机构"), "创业"),
    ],
)
def test_options_one_below_another_answer_together(lines: tuple[str, ...], expected: str, label_at: int) -> None:
    assert said(find_checkboxes(stacked(*lines, label_at=label_at))) == {"category": expected}


def test_lines_that_answer_by_themselves_are_not_counted_twice() -> None:
    words = stacked("☑综合服务机构", "□创新服务机构", "□创业服务机构").words
    entry = Entry(match_label("机构类型"), "机构类型", words[2:], Box(150, 220, 320, 265), "")  # type: ignore[arg-type]
    page = stacked("☑综合服务机构", "□创新服务机构", "□创业服务机构")
    assert [word.text for word in _with_lines_around(page, entry).words] == ["☑综合服务机构", "□创新服务机构", "□创业服务机构"]


def test_a_line_that_says_more_than_an_option_is_none() -> None:
    page = stacked("☑创新服务机构", "本单位创业服务场所为一百平方米", label_at=0)
    assert said(find_checkboxes(page)) == {"category": "创新"}

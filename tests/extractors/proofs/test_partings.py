"""What ran together on a scan is put asunder by where its words stand, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from builders import page_of

from extractors.proofs import activities, assets, firms, roster
from extractors.proofs.reading import ProofReading
from models.answer import Caveat
from models.document import Cell, Doubt, Page, Reading, Table, Word
from models.geometry import Box
from models.quantity import Quantity

OCR = "rapidocr 3"
WIDTH, HEIGHT, TOP = 60.0, 20.0, 100.0
ACTIVITY = ["序号", "活动时间", "活动名称", "活动类别", "地点", "组织方式"]
FIRM = ["序号", "企业名称", "服务内容"]


def word(text: str, x: float, row: float, width: float = 40.0) -> Word:
    return Word(text, Box(x, TOP + row * HEIGHT + 4, x + width, TOP + row * HEIGHT + 14), 1.0, OCR)


def plain(row: int, texts: list[str]) -> list[Cell]:
    return [cell(row, col, [word(text, 52 + col * WIDTH, row)] if text else []) for col, text in enumerate(texts)]


def cell(row: int, col: int, words: list[Word], *, rows: int = 1, cols: int = 1) -> Cell:
    box = Box(50 + col * WIDTH, TOP + row * HEIGHT, 50 + (col + cols) * WIDTH, TOP + (row + rows) * HEIGHT)
    return Cell(row, col, box, tuple(words), rows, cols)


def sheet(title: str, cells: list[Cell], number: int = 1) -> Page:
    right = max(one.box.x1 for one in cells)
    table = Table(Box(50, TOP, right, max(one.box.bottom for one in cells)), tuple(cells))
    head = (Word(title, Box(50, 60, 250, 72), 1.0, OCR),) if title else ()
    return Page("材料.pdf", number, 600, 840, Reading.OCR, (*head, *(one for each in cells for one in each.words)), (table,))


def count(reading: ProofReading, name: str) -> tuple[Decimal | None, frozenset[Caveat]]:
    (one,) = [one for one in reading.candidates if one.field.name == name]
    return (one.value.value if isinstance(one.value, Quantity) else None), one.caveats


def activity(row: int, role: str) -> list[str]:
    return [str(row), f"2019.{row}.8", f"宣讲会{row}", "公共服务", "会议室", role]


def test_two_columns_of_which_a_seal_hid_the_ruling_are_told_by_where_their_words_stand() -> None:
    merged = [*plain(2, activity(2, ""))[:4], cell(2, 4, [word("会议室", 292, 2), word("承办", 355, 2)], cols=2)]
    reading = activities.read((sheet("活动清单", [*plain(0, ACTIVITY), *plain(1, activity(1, "主办")), *merged]),))
    assert count(reading, "public_activities") == (2, frozenset())


def test_a_word_that_lies_across_the_border_is_not_cut() -> None:
    merged = [*plain(2, activity(2, ""))[:4], cell(2, 4, [word("会议室承办", 292, 2, 100)], cols=2)]
    reading = activities.read((sheet("活动清单", [*plain(0, ACTIVITY), *plain(1, activity(1, "主办")), *merged]),))
    assert count(reading, "public_activities") == (1, frozenset({Caveat.PARTIAL}))


def test_a_number_read_together_with_the_name_behind_it_is_a_number_and_a_name() -> None:
    merged = [cell(2, 0, [word("2湘阴乙丑机械有限公司", 102, 2, 65)], cols=2), *plain(2, ["", "", "培训"])[2:]]
    reading = firms.read((sheet("服务企业名单", [*plain(0, FIRM), *plain(1, ["1", "岳阳甲子食品有限公司", "培训"]), *merged]),))
    assert count(reading, "enterprises_served") == (2, frozenset())


def numbered(first: int, names: list[str], header: str = "序号企业名称", skip: int = 0) -> list[Cell]:
    rows = [[f"{at + (at >= skip > 0)}{name}", "培训"] for at, name in enumerate(names, first)]
    return [one for at, row in enumerate([[header, "服务内容"], *rows]) for one in plain(at, row)]


NAMES = ["岳阳甲子食品有限公司", "湘阴乙丑机械有限公司", "汨罗丙寅茶业有限公司", "平江丁卯纺织有限公司"]


def test_a_column_of_numbers_that_lost_its_ruling_on_the_whole_page_still_counts_the_rows() -> None:
    assert count(firms.read((sheet("服务企业名单", numbered(1, NAMES)),)), "enterprises_served") == (4, frozenset())
    assert count(firms.read((sheet("服务企业名单", numbered(1, NAMES, "企业名称")),)), "enterprises_served") == (4, frozenset())


def test_so_does_one_in_the_first_of_two_blocks_side_by_side() -> None:
    header = ["序号企业名称", "服务内容", "序号", "企业名称", "服务内容"]
    rows = [[f"{at}{NAMES[at - 1]}", "培训", str(at + 2), NAMES[at + 1], "诊断"] for at in (1, 2)]
    cells = [one for at, row in enumerate([header, *rows]) for one in plain(at, row)]
    assert count(firms.read((sheet("服务企业名单", cells),)), "enterprises_served") == (4, frozenset())


def test_a_firm_whose_year_could_not_be_read_is_left_out_and_the_count_a_lower_bound() -> None:
    rows = [
        ["1", NAMES[0], "2019.3.1"],
        *([str(at), name, f"2019.{at}.2"] for at, name in enumerate(NAMES[1:], 2)),
        ["5", "华容戊辰包装有限公司", "口"],
    ]
    cells = [one for at, row in enumerate([["序号", "企业名称", "服务时间"], *rows]) for one in plain(at, row)]
    assert count(firms.read((sheet("服务企业名单", cells),)), "enterprises_served") == (4, frozenset({Caveat.PARTIAL}))


def test_among_them_a_number_that_is_left_out_makes_the_count_a_lower_bound() -> None:
    assert count(firms.read((sheet("服务企业名单", numbered(1, NAMES, skip=3)),)), "enterprises_served") == (4, frozenset({Caveat.PARTIAL}))


def test_a_list_whose_numbers_go_on_is_one_list_whatever_its_columns_look_like() -> None:
    second = [*plain(0, FIRM), *plain(1, ["5", "华容戊辰包装有限公司", "培训"]), *plain(2, ["6", "临湘己巳化工有限公司", "诊断"])]
    reading = firms.read((sheet("服务企业名单", numbered(1, NAMES)), sheet("", second, number=2)))
    assert count(reading, "enterprises_served") == (6, frozenset())


def test_two_names_in_one_cell_beside_two_numbers_are_two_rows() -> None:
    names = cell(1, 1, [word(NAMES[0], 112, 1), word(NAMES[1], 112, 2)], rows=2)
    cells = [*plain(0, FIRM), cell(1, 0, [word("1", 52, 1)]), names, cell(1, 2, [word("培训", 172, 1)]), cell(2, 0, [word("2", 52, 2)])]
    reading = firms.read((sheet("服务企业名单", [*cells, cell(2, 2, [word("诊断", 172, 2)])]),))
    assert count(reading, "enterprises_served") == (2, frozenset())


STAFF = "人员花名册\n序号 │ 姓名 │ 性别 │ 学历\n1 │ 周一舟 │ 男 │ 本科\n2 │ 吴若水 │ 女 │ 大专"


def drawn(text: str, number: int = 1, confidence: float = 1.0) -> Page:
    return page_of(text, reader=OCR, file="材料.pdf", number=number, confidence=confidence)


@pytest.mark.parametrize(("confidence", "told"), [(0.3, frozenset({Caveat.PARTIAL})), (1.0, frozenset())])
def test_a_page_behind_a_list_that_could_not_be_read_may_hold_more_rows(confidence: float, told: frozenset[Caveat]) -> None:
    reading = roster.read((drawn(STAFF), drawn("即专\n单位\n传真", 2, confidence)))
    assert count(reading, "staff_total") == (2, told)


def test_what_a_person_is_told_by_a_word_in_a_column_without_a_known_title() -> None:
    rows = "1 │ 周一舟 │ 男 │ 本科 │ 专职\n2 │ 吴若水 │ 女 │ 大专 │ 兼职"
    reading = roster.read((drawn(f"人员花名册\n序号 │ 姓名 │ 性别 │ 学历 │ 用况\n{rows}"),))
    totals = [one.value.value for one in reading.candidates if one.field.name == "staff_total" and isinstance(one.value, Quantity)]
    assert totals == [2, 1]


def test_who_held_an_activity_is_told_by_its_word_where_the_title_is_gone() -> None:
    header = [*ACTIVITY[:5], "纸方"]
    cells = [*plain(0, header), *plain(1, activity(1, "主办")), *plain(2, activity(2, "参加"))]
    assert count(activities.read((sheet("活动清单", cells),)), "public_activities") == (1, frozenset())
    untitled = [replace(one, words=()) if one.row == 0 and one.col == 5 else one for one in cells]
    assert count(activities.read((sheet("活动清单", untitled),)), "public_activities") == (1, frozenset())


def test_a_filled_column_whose_title_is_gone_leaves_the_count_open() -> None:
    cells = [*plain(0, [*ACTIVITY[:5], ""]), *plain(1, activity(1, "甲")), *plain(2, activity(2, "乙"))]
    assert count(activities.read((sheet("活动清单", cells),)), "public_activities")[1] == {Caveat.CLAIM}
    hidden = [replace(one, words=tuple(replace(w, doubts=frozenset({Doubt.RED_OVERLAP})) for w in one.words)) for one in cells]
    assert count(activities.read((sheet("活动清单", hidden),)), "public_activities")[1]


@pytest.mark.parametrize(("role", "told"), [(1.0, frozenset()), (0.5, frozenset({Caveat.PARTIAL}))])
def test_a_part_that_was_guessed_at_is_not_counted(role: float, told: frozenset[Caveat]) -> None:
    cells = [*plain(0, ACTIVITY), *plain(1, activity(1, "主办")), *plain(2, activity(2, "主办"))]
    cells[-1] = replace(cells[-1], words=(replace(cells[-1].words[0], confidence=role),))
    assert count(activities.read((sheet("活动清单", cells),)), "public_activities") == (2 if not told else 1, told)


def test_schooling_that_was_guessed_at_is_not_counted() -> None:
    page = drawn(STAFF)
    guessed = [
        replace(one, words=tuple(replace(w, confidence=0.5) for w in one.words)) if one.text == "大专" else one
        for one in page.tables[0].cells
    ]
    table = replace(page.tables[0], cells=tuple(guessed))
    reading = roster.read((replace(page, tables=(table,)),))
    assert (count(reading, "staff_total"), count(reading, "staff_college")) == ((2, frozenset()), (1, frozenset({Caveat.PARTIAL})))


def test_specks_beside_a_name_make_no_other_firm_of_it() -> None:
    rows = [*plain(1, ["1", NAMES[0], "培训"]), *plain(2, ["2", f"e.{NAMES[0]}のでー", "培训"]), *plain(3, ["3", f"{NAMES[1]}。", "诊断"])]
    assert count(firms.read((sheet("服务企业名单", [*plain(0, FIRM), *rows]),)), "enterprises_served") == (
        2,
        frozenset({Caveat.REPEATED}),
    )


def test_a_total_with_specks_behind_its_word_is_a_total() -> None:
    head = ["序号", "资产名称", "数量", "金额（元）"]
    rows = [*plain(1, ["1", "服务器", "2", "10,000.00"]), *plain(2, ["2", "投影仪", "1", "20,000.00"])]
    total = [cell(3, 0, [word("服务资产合计51023", 60, 3, 100)], cols=3), *plain(3, ["", "", "", "30,000.00"])[3:]]
    reading = assets.read((sheet("服务资产清单", [*plain(0, head), *rows, *total]),))
    assert {one.value.value for one in reading.candidates if isinstance(one.value, Quantity)} == {Decimal(3)}


def staff(title: str, of: tuple[str, str], *doubts: Doubt) -> Page:
    head, *rows = [["序号", "姓名", "学历", title], ["1", "周一舟", "本科", of[0]], ["2", "吴若水", "大专", of[1]]]
    words = [
        replace(one, words=tuple(replace(w, doubts=frozenset(doubts)) for w in one.words)) if one.col == 3 else one
        for one in plain(0, head)
    ]
    return sheet("人员花名册", [*words, *(one for at, row in enumerate(rows, 1) for one in plain(at, row))])


@pytest.mark.parametrize(
    ("title", "cells", "doubts", "open_"),
    [
        ("毕业院校", ("甲", "乙"), (Doubt.RED_OVERLAP,), False),
        ("毕业院校", ("甲", "乙"), (Doubt.LOW_CONFIDENCE,), True),
        ("华业院校财", ("湖南农业大学", "岳阳职业技术学院"), (Doubt.RED_OVERLAP,), False),
        ("华业院校财", ("湖南农业大学", "是"), (Doubt.RED_OVERLAP,), True),
        ("是否", ("是", "否"), (Doubt.RED_OVERLAP,), True),
        ("", ("专职", "在岗"), (), True),
    ],
    ids=["known word for word", "guessed", "schools tell", "half are schools", "part of a title", "no title"],
)
def test_a_seal_on_a_title_leaves_the_count_open_only_where_nothing_else_tells_the_column(
    title: str, cells: tuple[str, str], doubts: tuple[Doubt, ...], open_: bool
) -> None:
    told = count(roster.read((staff(title, cells, *doubts),)), "staff_total")
    assert told == (2, frozenset({Caveat.CLAIM}) if open_ else frozenset())


def firm_lines(*rows: tuple[str, str, str], reading: Reading = Reading.OCR) -> Page:
    lines = (("序号", "企业名称", "服务内容"), *rows)
    places = (50.0, 120.0, 400.0)
    words = [Word("服务企业名单", Box(250, 60, 330, 72), 1.0, OCR)] + [
        Word(text, Box(x, TOP + at * HEIGHT, x + 10 * len(text), TOP + at * HEIGHT + 12), 1.0, OCR)
        for at, row in enumerate(lines)
        for text, x in zip(row, places, strict=True)
        if text
    ]
    return Page("材料.pdf", 1, 600, 840, reading, tuple(words))


SIXTY = (("60", "甲乙食品有限公司", "培训"), ("6.1", "丙丁机械厂", "咨询"), ("62", "戊己茶业有限公司", "培训"))


def test_a_row_whose_number_dust_has_parted_is_a_row_on_a_scan() -> None:
    assert "清单 3 行" in firms.read((firm_lines(*SIXTY),)).candidates[0].detail
    assert "清单 2 行" in firms.read((firm_lines(*SIXTY, reading=Reading.TEXT_LAYER),)).candidates[0].detail


def test_a_line_that_is_less_full_goes_on_with_its_row() -> None:
    rows = (("60", "甲乙食品有限公司", "培训"), ("", "丙丁机械厂", "咨询"), ("6.1", "", ""), ("61", "戊己茶业有限公司", "培训"))
    assert "清单 2 行" in firms.read((firm_lines(*rows),)).candidates[0].detail

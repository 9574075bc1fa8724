"""Two pages printed side by side on one sheet are two pages; a wide page of one paper is one."""

from __future__ import annotations

import pytest

from extractors.proofs.sections import sections
from extractors.proofs.spreads import halves
from models.document import Cell, Page, Reading, Table, Word
from models.geometry import Box

WIDTH, HEIGHT = 842.0, 595.0


def word(text: str, x0: float, top: float) -> Word:
    return Word(text, Box(x0, top, x0 + 10 * len(text), top + 10), 1.0, "text layer")


def sheet(
    left: str = "第3页", right: str = "第4页", *, at: tuple[float, float] = (195, 616), foot: float = 570, more: tuple[Word, ...] = ()
) -> Page:
    words = (
        word("营业执照", 160, 60), word("名称", 60, 100), word("岳阳市青桐服务中心", 120, 100), word("登记机关", 60, 120),
        word("不动产权证书", 580, 60), word("权利人", 470, 100), word("岳阳市青桐服务中心", 540, 100), word("坐落", 470, 120),
        word(left, at[0], foot), word(right, at[1], foot), *more,
    )  # fmt: skip
    return Page("材料.pdf", 2, WIDTH, HEIGHT, Reading.TEXT_LAYER, words)


@pytest.mark.parametrize(
    ("left", "right", "at"),
    [
        ("第3页", "第4页", (195.0, 616.0)),
        ("- 3 -", "- 4 -", (195.0, 616.0)),
        ("3", "4", (205.0, 626.0)),
        ("3/16", "4/16", (190.0, 611.0)),
        ("3", "4", (30.0, 802.0)),
    ],
    ids=["words", "dashes", "bare", "of how many", "at the outer edges"],
)
def test_each_half_is_a_page(left: str, right: str, at: tuple[float, float]) -> None:
    first, second = halves(sheet(left, right, at=at))
    assert [one.text for one in first.words][:2] == ["营业执照", "名称"]
    assert [one.text for one in second.words][:2] == ["不动产权证书", "权利人"]
    assert (first.number, second.number) == (2, 2)
    assert len(sections(sheet(left, right, at=at))) == 2


def test_the_numbers_may_stand_at_the_head() -> None:
    assert len(halves(sheet(foot=20))) == 2


ACROSS = Box(60, 200, 800, 240)


@pytest.mark.parametrize(
    "page",
    [
        sheet("第3页", "共9页"),
        sheet("第3页", "第5页"),
        sheet("第4页", "第3页"),
        sheet(at=(195, 500)),
        sheet(foot=300),
        sheet(more=(word("一直写到另一半去的长长一行字", 380, 300),)),
        sheet(more=(word("页下还有一行", 60, 585),)),
    ],
    ids=["no number", "not the next", "the wrong way", "not at one place", "not at the edge", "a line across", "not the last line"],
)
def test_a_page_of_one_paper_stays_whole(page: Page) -> None:
    assert halves(page) == (page,)


def test_a_table_across_and_an_upright_page_stay_whole() -> None:
    cells = (Cell(0, 0, Box(60, 200, 430, 240), ()), Cell(0, 1, Box(430, 200, 800, 240), ()))
    base = sheet()
    wide = Page(base.file, 2, WIDTH, HEIGHT, Reading.TEXT_LAYER, base.words, (Table(ACROSS, cells, True),))
    upright = Page(base.file, 2, WIDTH, 1200.0, Reading.TEXT_LAYER, base.words)
    assert halves(wide) == (wide,)
    assert halves(upright) == (upright,)


# --- two sheets on one scan ----------------------------------------------------------------------------------------

STAFF = ("序号 姓名 学历", "1 周一舟 本科", "2 吴若水 大专", "3 郑望山 硕士", "合计3人")
FIRMS = ("序号 企业名称", "1 甲乙食品有限公司", "2 丙丁机械厂", "3 戊己茶业有限公司", "共3家")


def scan(
    left: tuple[str, ...],
    right: tuple[str, ...],
    *,
    pitch: float = 20.0,
    down: float = 0.0,
    more: tuple[Word, ...] = (),
    height: float = HEIGHT,
) -> Page:
    words = [word(text, 50, 80 + 20 * at) for at, text in enumerate(left)]
    words += [word(text, 480, 80 + down + pitch * at) for at, text in enumerate(right)]
    return Page("扫描.pdf", 3, WIDTH, height, Reading.OCR, (*words, *more))


def titles(left: str, right: str) -> tuple[Word, ...]:
    return tuple(word(text, centre - 5 * len(text), 50) for text, centre in ((left, WIDTH / 4), (right, 3 * WIDTH / 4)))


def test_on_a_scan_lines_out_of_step_with_an_empty_strip_between_are_two_sheets() -> None:
    first, second = halves(scan(STAFF, FIRMS, pitch=27.0, down=7.0))
    assert (len(first.words), len(second.words)) == (len(STAFF), len(FIRMS))


def test_on_a_scan_two_titles_of_papers_tell_even_where_the_lines_are_level() -> None:
    assert len(halves(scan(STAFF, FIRMS, more=titles("人员花名册", "服务企业名单")))) == 2


@pytest.mark.parametrize(
    "page",
    [
        scan(STAFF, FIRMS),
        scan(STAFF, FIRMS, more=titles("第一部分", "第二部分")),
        scan(STAFF, FIRMS, pitch=27.0, down=7.0, more=(word("人员花名册", WIDTH / 2 - 25, 50),)),
        scan(STAFF, FIRMS, pitch=27.0, down=7.0, more=(word("备注", WIDTH / 2 - 30, 120),)),
        scan(STAFF, FIRMS[:2], pitch=27.0, down=7.0),
        scan(STAFF, FIRMS, pitch=27.0, down=7.0, height=1000.0),
    ],
    ids=["rows of one list", "no papers' titles", "one title over both", "a word in the strip", "hardly any lines", "an upright page"],
)
def test_a_scan_of_one_sheet_stays_whole(page: Page) -> None:
    assert halves(page) == (page,)

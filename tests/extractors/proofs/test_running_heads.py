"""The head over every page of the papers is no title of a page; a title that a list repeats on each of its pages is."""

from __future__ import annotations

import pytest

from extractors.proofs.running_heads import without_running_heads
from models.document import Page, Reading, Word
from models.geometry import Box


def pages(head: str, top: float = 40, count: int = 3) -> tuple[Page, ...]:
    words = (Word(head, Box(150, top, 450, top + 12), 1.0, "text layer"), Word("47 某某公司", Box(60, 200, 300, 212), 1.0, "text layer"))
    return tuple(Page("a.pdf", number, 595, 842, Reading.TEXT_LAYER, words) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (pages("2020年湖南省中小微企业核心服务机构申报材料"), False),
        (pages("2020 年核心服务机构申报材料", count=2), True),
        (pages("2020年湖南省中小微企业核心服务机构申报材料", top=160), True),
        (pages("2019年度服务企业名单"), True),
        (pages("核心服务机构服务企业名单"), True),
    ],
)
def test_only_a_head_that_names_all_the_papers_is_taken_off(given: tuple[Page, ...], kept: bool) -> None:
    told = without_running_heads(given)
    assert all(("核心" in page.text or "名单" in page.text) is kept for page in told)
    assert all("47 某某公司" in page.text for page in told)


def headed(first: str, second: str) -> Page:
    words = (Word(first, Box(60, 40, 400, 52)), Word(second, Box(150, 80, 450, 92)), Word("联系人  陈雨舟", Box(60, 200, 300, 212)))
    return Page("a.docx", None, 595, 842, Reading.OFFICE, words)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("岳阳市青桐协会 申报材料 电话：0730-8814851", "湖南省中小微企业核心服务机构申报表", False),
        ("岳阳市青桐协会核心服务机构申报材料 地址：求索路1号", "核心服务机构申报登记表", False),
        ("岳阳市青桐协会 申报材料", "湖南省中小微企业核心服务机构申报表", True),
        ("岳阳市青桐协会 申报材料 电话：0730-8814851", "联系人：陈雨舟", True),
        ("联系电话：0730-8814851", "湖南省中小微企业核心服务机构申报表", True),
    ],
)
def test_a_letterhead_above_a_form_is_no_part_of_it(first: str, second: str, kept: bool) -> None:
    (told,) = without_running_heads((headed(first, second),))
    assert (first in told.text) is kept
    assert second in told.text

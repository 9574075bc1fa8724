"""The head that Word prints over every page of the papers: it names the papers, not what stands on the page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from extractors.proofs.reading import squash
from models.document import Line, Page

HEAD_REACH = 0.09  # of the page's height, from its top
LEAST_PAGES = 3
NAMES_THE_PAPERS = re.compile(r"核心服务机构|申报(?:材料|资料|书)|申请(?:材料|资料|书)")
NAMES_A_PAPER = re.compile(r"名单|名册|清单|台账|一览|统计|汇总|证明|承诺|意见|报告|情况表|申报表|申请表")

# 某某协会 申报材料　电话：0730-…: the office's own number, printed over whatever the paper asks.
REACHED_BY = re.compile(r"(?:电话|传真|邮编|网址|邮箱|地址|热线)[:：]")
FORM_TITLE = re.compile(r"(?:申报|申请|登记|推荐)(?:登记|汇总|核对|一览)?(?:表|书)$")
TITLE_WITHIN = 3  # lines


def without_running_heads(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages of one file without a line that stands at the head of three or more of them and names the whole of the papers, and without letterheads."""
    heads = [_head(page) if page.number is not None else None for page in pages]
    often = Counter(squash(line.text) for line in heads if line is not None)
    out = []
    for page, line in zip(pages, heads, strict=True):
        letterhead = _letterhead(page)
        line = line if line is not None and often[squash(line.text)] >= LEAST_PAGES else letterhead
        if line is not None:
            own = frozenset(line.words)
            page = replace(page, words=tuple(word for word in page.words if word not in own))
        out.append(page)
    return tuple(out)


def _letterhead(page: Page) -> Line | None:
    """The first line, where it names the papers and says how to reach the office, and a form's title stands below it."""
    lines = page.lines[: 1 + TITLE_WITHIN]
    if len(lines) < 2 or not names_the_papers(lines[0].text) or REACHED_BY.search(squash(lines[0].text)) is None:
        return None
    return lines[0] if any(FORM_TITLE.search(squash(line.text)) for line in lines[1:]) else None


def _head(page: Page) -> Line | None:
    """The first line, where it stands in the margin and names the papers."""
    line = next(iter(page.lines), None)
    if line is None or line.box.bottom > HEAD_REACH * page.height:
        return None
    return line if names_the_papers(line.text) else None


def names_the_papers(text: str) -> bool:
    """Does a line name the whole of the papers (…核心服务机构申报材料) and no paper among them?"""
    plain = squash(text)
    return NAMES_THE_PAPERS.search(plain) is not None and NAMES_A_PAPER.search(plain) is None

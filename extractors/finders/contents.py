"""A table of contents says on which page a paper stands: 服务场所 ………… 6 is nobody's answer, its lines are taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.finders.words import run_of
from models.document import Line, Page

FEWEST_TITLED, FEWEST_UNTITLED = 2, 5  # lines that name a page, with the heading 目录 above them and without it
LINES_BETWEEN = 3  # from the heading to its first entry
_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.．])?[\u3400-\u9fff]{0,10}(?:目录|目次)(?:CONTENTS)?", re.IGNORECASE)
_ENTRY = re.compile(r"(?P<title>.{1,80}?)(?P<lead>\s*[.．·…‥•。＿_—-]{3,}\s*|\s{3,})[（(]?[Pp]?第?\s*(?P<page>\d{1,3})\s*页?[）)]?")
_LEADER = re.compile(r"[.．·…‥•。＿_—-]{3,}")


@dataclass(frozen=True, slots=True)
class _Entry:
    line: Line
    page: int
    dotted: bool


def without_contents(page: Page) -> Page:
    """The page without the lines of a table of contents; the page itself where it holds none."""
    told = {id(word) for entry in _contents(page) for word in entry.line.words}
    return replace(page, words=tuple(word for word in page.words if id(word) not in told)) if told else page


def _contents(page: Page) -> Sequence[_Entry]:
    """The lines that name pages in rising order: those right below a heading 目录, or enough of them with dots up to the number."""
    boxes = [table.box for table in page.tables]
    lines = [line for line in page.lines if not any(box.holds_center(line.box) for box in boxes)]
    heading = next((at for at, line in enumerate(lines) if _HEADING.fullmatch(re.sub(r"\s+", "", line.text))), None)
    if heading is None:
        found = [entry for line in lines if (entry := _entry(line)) is not None and entry.dotted]
    else:
        first = next((at for at, line in enumerate(lines) if at > heading and _entry(line) is not None), len(lines))
        found = list(_in_a_row(lines[first:])) if first - heading <= LINES_BETWEEN else []
    pages = [entry.page for entry in found]
    enough = len(found) >= (FEWEST_UNTITLED if heading is None else FEWEST_TITLED)
    return found if enough and pages == sorted(pages) and pages[0] < pages[-1] else ()


def _in_a_row(lines: Sequence[Line]) -> Iterator[_Entry]:
    last = 0
    for line in lines:
        entry = _entry(line)
        if entry is None or entry.page < last:
            return
        last = entry.page
        yield entry


def _entry(line: Line) -> _Entry | None:
    text = run_of(line.words).text.strip()
    match = _ENTRY.fullmatch(text)
    return None if match is None else _Entry(line, int(match["page"]), _LEADER.search(match["lead"]) is not None)

"""What a form tells whoever fills it in — 填表说明, 填写示例, 注：… — is nobody's answer: it is taken off before a page is read."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finders.contents import without_contents
from models.bands import Bands
from models.document import Cell, Line, Page, Table, Word

HEADING = re.compile(
    r"(?:填表|填报|填写|编写|编制|申报表?填[写报])(?:说明|须知|要求|指南|注意事项)|注意事项|(?:填写|填报|填表)?(?:示例|样例|示范|范例|样表)|举例"
)
EXAMPLE = re.compile(r"示例|样例|示范|范例|样表|举例")
LONGEST_HEADING = 16
ORDINAL = re.compile(r"\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．,，]|[①-⑳⑴-⒇]|[-·•●◆★※*])")
NOTE = re.compile(r"\s*(?:[(（]?(?:备?注|说明|填表说明|填报说明)\s*\d?\s*[:：]|[※*])")
TELLS = re.compile(r"请|须|应|不得|不低于|不少于|填写|填报|为准|如实")
FINISHED = re.compile(r"[。；;.！!]\s*$")
ABOVE = 36.0  # points between a heading and the table that it is of
BEGINNING = 30  # characters of a cell in which a heading may stand


def without_instructions(page: Page) -> Page:
    """The page without the words and tables that only say how to fill it in, or where to find what; the page itself where there are none."""
    page = without_contents(page)
    lines = _by_foot(page)
    examples = tuple(table for table in page.tables if _is_example(page, table, lines))
    told = {id(word) for line in _told(page) for word in line.words}
    told |= {id(word) for table in page.tables for cell in _telling_cells(table) for word in cell.words}
    if not examples and not told:
        return page

    def stays(word: Word) -> bool:
        return id(word) not in told and not any(table.box.holds_center(word.box) for table in examples)

    tables = tuple(_kept(table, told) for table in page.tables if table not in examples)
    return replace(page, words=tuple(word for word in page.words if stays(word)), tables=tables)


def _kept(table: Table, told: set[int]) -> Table:
    cells = (replace(cell, words=()) if any(id(word) in told for word in cell.words) else cell for cell in table.cells)
    return replace(table, cells=tuple(cells))


def _is_heading(text: str) -> bool:
    plain = re.sub(r"[\s:：（）()【】\[\]一二三四五六七八九十、]", "", text)
    return 0 < len(plain) <= LONGEST_HEADING and HEADING.fullmatch(plain) is not None


def _by_foot(page: Page) -> Bands[tuple[int, Line]]:
    """The page's lines, numbered, by where they end."""
    lines: Bands[tuple[int, Line]] = Bands()
    for at, line in enumerate(page.lines if page.tables else ()):
        lines.add(line.box.bottom, line.box.bottom, (at, line))
    return lines


def _is_example(page: Page, table: Table, lines: Bands[tuple[int, Line]]) -> bool:
    """Does the line right above the table say that it is an example?"""
    near = sorted(lines.near(table.box.top + 1 - ABOVE, table.box.top + 3), key=lambda one: one[0])
    above = [line for _, line in near if 0 <= table.box.top - line.box.bottom + 2 <= ABOVE and not page.in_table(line.box)]
    return bool(above) and EXAMPLE.search(above[-1].text) is not None and len(above[-1].text) <= LONGEST_HEADING


def _told(page: Page) -> list[Line]:
    """The lines of instructions outside tables: a heading and the numbered items under it, or a note that tells what to do."""
    found: list[Line] = []
    inside, finished = False, True
    for line in page.lines:
        text = line.text
        if page.in_table(line.box):
            inside = False
        elif _is_heading(text) or _is_note(text):
            inside, finished = True, bool(FINISHED.search(text)) or _is_heading(text)
            found.append(line)
        elif inside and (ORDINAL.match(text) or not finished):
            finished = bool(FINISHED.search(text))
            found.append(line)
        else:
            inside = False
    return found


def _is_note(text: str) -> bool:
    return NOTE.match(text) is not None and TELLS.search(text) is not None


def _telling_cells(table: Table) -> list[Cell]:
    """Cells beside a heading, or that begin with one."""
    found: list[Cell] = []
    beside_it = table.left_of()
    for cell in table.cells:
        left = beside_it.get((cell.row, cell.col))
        lines = cell.lines
        beside = left is not None and left is not cell and _is_heading(left.text)
        begins = len(lines) > 1 and _is_heading(lines[0])
        if beside or begins or _is_note(cell.text) or re.match(r"(?:填表|填报|填写)(?:说明|须知|要求)[:：]", cell.text[:BEGINNING]):
            found.append(cell)
    return found

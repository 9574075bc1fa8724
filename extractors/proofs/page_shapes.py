"""What a page looks like, whatever its words are: prose, a numbered list, a record kept day by day, a leaf with a title alone."""

from __future__ import annotations

import re
from collections import Counter

from extractors.proofs.reading import bare, squash
from extractors.proofs.rows import NUMBER
from models.document import Line, Page, Table

FEW_CHARS = 60  # a page with less is a picture with a caption, or a leaf between
LONG_LINE = 22  # more than this many characters is a line of running text
LABELLED = re.compile(r"^[\u4e00-\u9fff、()]{2,16}:")
LOG_ROWS, RECORDED = 5, 0.8  # so many days in one column, in this share of its rows: a record of what happened, no form
DAY = re.compile(r"(?:20\d\d[-./年])?\d{1,2}[-./月]\d{1,2}日?")
LEAF_LINES = 4
FIRST_LINES = 3  # of a page among which the numbers of a list go on
COUNTED = re.compile(r"^[(（]?第?0*(\d{1,4})[场次期项家户名]?[)）.、]?(?=$|[\u3400-\u9fff])")


def is_leaf(page: Page) -> bool:
    """A title and nothing that it stands over: the leaf before a paper, or a line of the papers' list."""
    few = sum(len(squash(word.text)) for word in page.words) < FEW_CHARS
    return few and page.taken_for is None and not page.tables and len(page.lines) <= LEAF_LINES


def is_record(page: Page) -> bool:
    """A table with a day in nearly every row is kept day by day; a form, whatever its words, is not."""
    for table in page.tables:
        days = Counter(cell.col for cell in table.cells if DAY.fullmatch(squash(cell.text)))
        if max(days.values(), default=0) >= max(LOG_ROWS, RECORDED * (table.n_rows - 1)):
            return True
    return False


def same_columns(page: Page, before: Page) -> bool:
    ours, theirs = _largest(page), _largest(before)
    return ours is not None and theirs is not None and ours.n_cols == theirs.n_cols


def same_header(page: Page, before: Page) -> bool:
    ours, theirs = _largest(page), _largest(before)
    first = tuple(bare(cell.text) for cell in ours.row(0)) if ours is not None else ()
    return theirs is not None and any(first) and first == tuple(bare(cell.text) for cell in theirs.row(0))


def _largest(page: Page) -> Table | None:
    return max(page.tables, key=lambda table: len(table.cells), default=None)


def numbered(page: Page) -> bool:
    """Do most lines begin with a number, as the rows of a list do?"""
    firsts = [squash(line.words[0].text) for line in page.lines if len(line.words) > 1]
    return len(firsts) >= 3 and sum(bool(NUMBER.match(text) or re.match(r"\d{1,3}[\u4e00-\u9fff]", text)) for text in firsts) >= 0.6 * len(
        firsts
    )


def number_of(line: Line) -> int | None:
    """The number with which a line begins, as rows do that are counted: 12, 012, (12), 第12场."""
    match = COUNTED.match(squash(line.words[0].text))
    return int(match.group(1)) if match else None


def is_row(line: Line, page: Page) -> bool:
    """Do the words of a line stand in several cells of a table? Then it is a row of it, and names no paper."""
    return len({id(cell) for word in line.words for _, cell in page.seats_at(*word.box.center)}) > 1


def first_counted(page: Page) -> int | None:
    """The number with which the rows at the head of a page begin."""
    return next((number for line in page.lines[:FIRST_LINES] if (number := number_of(line)) is not None), None)


def counts_on(page: Page, before: Page) -> bool:
    """Does a page begin with the number that follows the last one counted on the page before?"""
    numbers = [number for line in before.lines if (number := number_of(line)) is not None]
    first = first_counted(page)
    return first is not None and first > 1 and first - 1 in numbers and first not in numbers


def is_prose(page: Page) -> bool:
    lines = [squash(line.text) for line in page.lines]
    labelled = sum(bool(LABELLED.match(line)) for line in lines)
    return (
        bool(lines)
        and labelled < 0.4 * len(lines)
        and sum(len(line) for line in lines if len(line) > LONG_LINE) > 0.6 * sum(map(len, lines))
    )

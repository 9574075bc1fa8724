"""Small tables written into text, with ｜ or only spaces between their cells: read by the table finder, as if they stood on a page."""

from __future__ import annotations

import itertools
import re

from extractors.finders.readings import ProseReading
from extractors.finders.table import find_in_tables
from models.document import Cell, Page, Reading, Table, Word
from models.geometry import Box, around

BAR = re.compile(r"[｜|│┃\t]")
MIN_BARS = 2
MIN_COLUMNS, MAX_COLUMNS, MAX_WORD = 3, 8, 16
_STOP = re.compile("[，。；：、]")
_HAN = re.compile("[一-鿿]")
_IS_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?")
_IS_NUMBER = re.compile(r"[\d０-９]")
ROW_HEIGHT, EM = 20.0, 10.0
MAX_CELLS = 2000


def rows_in(text: str) -> tuple[list[ProseReading], str]:
    """(what tables in `text` say, `text` with their lines blanked, at the same length)."""
    out: list[ProseReading] = []
    block: list[tuple[int, str]] = []
    rest = list(text)
    at = 0
    for line in [*text.split("\n"), ""]:
        kind = _kind(line)
        if block and (kind is None or kind != _kind(block[-1][1])):
            if len(block) > 1 and (kind_of := _kind(block[0][1])) is not None and (kind_of == "|" or _is_grid(block)):
                out += _table(text, block)
                for start, row in block:
                    rest[start : start + len(row)] = "\n" * len(row)
            block = []
        if kind is not None:
            block.append((at, line))
        at += len(line) + 1
    return out, "".join(rest)


def _kind(line: str) -> str | None:
    """ "|" for cells between bars, the number of its words for a line that may be a row of a table laid flat."""
    if len(BAR.findall(line)) >= MIN_BARS:
        return "|"
    words = line.split()
    flat = MIN_COLUMNS <= len(words) <= MAX_COLUMNS and all(len(word) <= MAX_WORD for word in words) and not _STOP.search(line)
    return str(len(words)) if flat else None


def _is_grid(block: list[tuple[int, str]]) -> bool:
    """Words in the first line (or years), numbers in all the others."""
    head, *rows = [line.split() for _, line in block]
    named = all(_HAN.search(word) or _IS_YEAR.fullmatch(word) for word in head)
    return named and all(all(_IS_NUMBER.match(word) for word in row[1:]) for row in rows)


def _table(text: str, block: list[tuple[int, str]]) -> list[ProseReading]:
    """The readings of one table; its cells stand on an invented page, ruled, one row a line."""
    cells: list[Cell] = []
    starts: dict[Box, int] = {}
    for row, (start, line) in enumerate(block):
        if len(cells) > MAX_CELLS:
            break
        for col, (offset, said) in enumerate(_cells(line)):
            box = Box(col * 100.0, row * ROW_HEIGHT, col * 100.0 + 100, (row + 1) * ROW_HEIGHT)
            inner = Box(box.x0 + 1, box.top + 2, box.x0 + 1 + min(98.0, EM * max(1, len(said))), box.bottom - 2)
            starts[inner] = start + offset
            cells.append(Cell(row, col, box, (Word(said, inner),) if said else ()))
    outline = around(cell.box for cell in cells)
    if outline is None:
        return []
    words = tuple(word for cell in cells for word in cell.words)
    page = Page("", None, outline.width, outline.height, Reading.OFFICE, words, (Table(outline, tuple(cells)),))
    out = []
    for found in find_in_tables(page):
        spans = [(start, start + len(word.text)) for word in found.words for box, start in starts.items() if box.holds_center(word.box)]
        first, last = (min(spans)[0], max(end for _, end in spans)) if spans else (block[0][0], block[0][0])
        out.append(
            ProseReading(
                found.field,
                found.value,
                (first, last),
                found.place.text or text[first:last],
                found.caveats,
                True,
                found.detail,
                label=found.label,
            )
        )
    return out


def _cells(line: str) -> list[tuple[int, str]]:
    """(offset, words) of each cell of a line; the bars at its ends bound nothing."""
    if len(BAR.findall(line)) < MIN_BARS:
        return [(found.start(), found.group()) for found in re.finditer(r"\S+", line)]
    bounds = [found.start() for found in BAR.finditer(line)]
    edges = [-1, *bounds, len(line)]
    out = []
    for left, right in itertools.pairwise(edges):
        words = line[left + 1 : right]
        if not words.strip() and (left < 0 or right == len(line)):
            continue
        out.append((left + 1 + len(words) - len(words.lstrip()), words.strip()))
    return out

"""Small tables written into text, with ｜ or only spaces between their cells: read by the table finder, as if they stood on a page."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from extractors.finders.label_words import unit_of
from extractors.finders.labels import Label, match_label
from extractors.finders.readings import ProseReading
from extractors.finders.table import find_in_tables
from models.answer import Caveat
from models.document import Cell, Page, Reading, Table, Word
from models.fields import STAFF_COLLEGE
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
LABEL_AND_VALUE = 2
BEHIND_UNIT = 2
PAIRED, MOST_ALONE = 4, 24
"""Cells of a row that stands alone."""

_SHARE = re.compile(r"(?:所)?占?(?:比例?|比重)(?:[（(][%％][）)])?")
SEVERAL = 2
WHICH = "一行并列几个数，哪个是所问的须核对原件"
_BARE_CELL = re.compile(r"(?:[≥>不少低于达约近超过]{0,4})[\d０-９][\d０-９.,，．]*\s*(?:平方米|㎡|万元|[人家次场户名个])?(?:以上)?$")
_NOT_YET_OURS = re.compile("目标|计划|预计|预期|规划|要求|条件|标准|拟|下限|门槛|对照|参考")
_LABELLED_CELL = re.compile(r"[一-鿿（）()]{2,16}[：:]?\s*[约近逾超]?\s*[\d０-９][\d０-９.,，．]*\s*[一-鿿㎡％%]{0,4}$")


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
            elif len(block) == 1 and BAR.search(block[0][1]):
                alone, parted = _row_alone(text, *block[0])
                out += alone
                rest[block[0][0] : block[0][0] + len(parted)] = parted
            block = []
        if kind is not None:
            block.append((at, line))
        at += len(line) + 1
    return out, "".join(rest)


def _kind(line: str) -> str | None:
    """ "|" for cells between bars, the number of its words for a line that may be a row of a table laid flat."""
    bars = len(BAR.findall(line))
    if bars >= MIN_BARS or (bars == 1 and _is_label_and_value(line)):
        return "|"
    words = line.split()
    flat = MIN_COLUMNS <= len(words) <= MAX_COLUMNS and all(len(word) <= MAX_WORD for word in words) and not _STOP.search(line)
    return str(len(words)) if flat else None


def _is_label_and_value(line: str) -> bool:
    """服务资产（元）｜1,085,600.00: one bar, a label before it and a number behind it."""
    cells = [cell.strip() for cell in BAR.split(line)]
    label = match_label(cells[0]) if len(cells) == LABEL_AND_VALUE else None
    return label is not None and label.asks and _IS_NUMBER.match(cells[1]) is not None


def _row_alone(text: str, start: int, line: str) -> tuple[list[ProseReading], str]:
    """(what a row by itself says, the row as it is to be read on): 服务资产｜万元｜126.5 is a label, its unit and its value;
    cells that each hold a label with its value (服务场所112㎡｜服务资产63万元) are read one by one, as sentences."""
    cells = [words for _, words in _cells(line)]
    if not 0 < len(cells) <= MOST_ALONE:
        return [], line
    label = match_label(cells[0])
    asked = label is not None and label.asks and label.field is not None and label.field.is_number
    end = _end_of_answer(cells) if asked else None
    if end is not None or _is_of_pairs(cells):
        offsets = _cells(line)
        stop = offsets[end][0] + len(offsets[end][1]) if end is not None else len(line)
        if found := _table(text, [(start, line[:stop])]):
            return found, "\n" * len(line)
    if asked and sum(_BARE_CELL.match(cell) is not None for cell in cells[1:]) >= SEVERAL:
        last = [cell for cell in cells[1:] if _BARE_CELL.match(cell)][-1]
        at = start + line.rfind(last)
        doubt = [replace(one, caveats=one.caveats | {Caveat.AMBIGUOUS}, reason=WHICH) for one in _pair(cells[0], at, last)]
        return doubt, "\n" * len(line)
    if all(_LABELLED_CELL.match(cell) for cell in cells):
        return [], BAR.sub("；", line)
    # 服务企业家数｜100家以上｜132 and 目标｜服务企业200家: which cell answers is not told by the row itself.
    unsure = (label is not None and label.asks) or any(_NOT_YET_OURS.search(cell) for cell in cells)
    return [], line if unsure else BAR.sub("，", line)


def _end_of_answer(cells: list[str]) -> int | None:
    """The cell that answers the first one, behind a unit or none; None where another number stands in the row."""
    numbers = [at for at, cell in enumerate(cells) if at and re.search(r"[\d０-９]", cell)]
    at = numbers[0] if len(numbers) == 1 else 0
    told = at == 1 or (at == BEHIND_UNIT and unit_of(cells[1]) is not None)
    return at if told and _IS_NUMBER.match(cells[at]) else None


def _is_of_pairs(cells: list[str]) -> bool:
    """服务人员（人）｜17｜其中大专以上｜15: labels and values in turn."""
    if len(cells) < PAIRED or len(cells) % LABEL_AND_VALUE:
        return False
    labels = [match_label(cell) for cell in cells[::2]]
    shares = {at for at, cell in enumerate(cells[::2]) if at and _SHARE.fullmatch(cell) and _is_of_college(labels[at - 1])}
    return all(at in shares or (label is not None and label.asks) for at, label in enumerate(labels)) and all(
        match_label(cell) is None for cell in cells[1::2]
    )


def _is_of_college(label: Label | None) -> bool:
    """其中大专及以上 | 15 | 占比 | 88.24%: the share behind it is reckoned, and needs no label of its own."""
    return label is not None and label.field is STAFF_COLLEGE


def _pair(label: str, at: int, value: str) -> list[ProseReading]:
    """What the label of a row and one of its cells, which stands at `at`, say together."""
    line = f"{label}|{value}"
    return [replace(one, span=(at, at + len(value))) for one in _table(line, [(0, line)])]


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
    if len(BAR.findall(line)) < MIN_BARS and not _is_label_and_value(line):
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

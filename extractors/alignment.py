"""Tables without rulings: columns where gaps stand above each other, rows where words share a line.

Works on words in points, whoever read them. Prose in two columns is told apart by lines that fill their column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from models.document import Cell, Line, Table, Word, lines_of
from models.geometry import Box, around

MIN_ROWS = 3
MIN_COLS = 2
MAX_LINES = 1500
GUTTER_EM = 0.75
GUTTER_VOTES = 0.6
BLOCK_GAP_EM = 2.6
LONE_LINES = 2
HEADING_EM = 1.3  # times the type of a block's lines in which a line by itself is the title of the next block
PROSE_CHARS = 14
PROSE_FILL = 0.8
PROSE_SHARE = 0.6
FULL_EM = 2.0  # em before the right edge at which a line of prose may end
SENTENCE_ENDS = ("。", "；", "：", ":", ";")
WRAP_PITCH = 0.85
BESIDE = 0.2  # of the lower line's height that two lines of one row share, when one is set in the middle of the other's two
MOST_IN_BAND = 5
ROW_NUMBER = re.compile(r"[0-9]{1,4}")
NUMBERED_ROWS = 5  # that make a column of numbers
NUMBERS_APART = 12.0  # points by which numbers of one column may begin apart, set flush right or in the middle
NUMBER_GAP_EM = 1.0
NEARER = 0.9


@dataclass(frozen=True, slots=True)
class _Gutter:
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def aligned_tables(words: Sequence[Word]) -> tuple[Table, ...]:
    """Tables among words that no ruled table holds. Pure; a page of nothing but prose gives none."""
    lines = _bands(lines_of(tuple(word for word in words if word.box.height > 0))[:MAX_LINES])
    tables = (_table(block) for block in _blocks(lines))
    return tuple(table for table in tables if table is not None)


def _bands(lines: Sequence[Line]) -> list[Line]:
    """Lines that stand half beside each other as one: a label of one line set in the middle of its value's two lines."""
    bands: list[list[Line]] = []
    for line in lines:
        if bands and len(bands[-1]) < MOST_IN_BAND and _beside(bands[-1][-1], line):
            bands[-1].append(line)
        else:
            bands.append([line])
    return [Line(tuple(sorted((word for line in band for word in line.words), key=lambda word: word.box.x0))) for band in bands]


def _beside(above: Line, line: Line) -> bool:
    shared = above.box.bottom - line.box.top
    if shared < BESIDE * min(above.box.height, line.box.height):
        return False
    return all(a.box.x1 <= b.box.x0 or b.box.x1 <= a.box.x0 for a in above.words for b in line.words)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines close to each other of which most hold two words or more."""
    blocks: list[list[Line]] = []
    block: list[Line] = []
    alone = 0
    for line in lines:
        far = bool(block) and line.box.top - block[-1].box.bottom > BLOCK_GAP_EM * max(line.box.height, block[-1].box.height)
        alone = 0 if len(line.words) > 1 else alone + 1
        headed = bool(block) and _is_heading(line, block)
        if far or headed or alone >= LONE_LINES:
            blocks.append(block)
            block = []
        if len(line.words) > 1 or block:
            block.append(line)
    blocks.append(block)
    return [trimmed for trimmed in (_trimmed(block) for block in blocks) if trimmed]


def _is_heading(line: Line, block: list[Line]) -> bool:
    """The title of what follows: by itself on its line, in larger type than the lines above it."""
    return len(line.words) == 1 and line.words[0].box.height > HEADING_EM * median(word.box.height for up in block for word in up.words)


def _trimmed(block: list[Line]) -> list[Line]:
    while block and len(block[-1].words) < MIN_COLS:
        block = block[:-1]
    return block if sum(1 for line in block if len(line.words) > 1) >= MIN_ROWS else []


def _table(block: list[Line]) -> Table | None:
    gutters = _gutters(block)
    if not gutters:
        return None
    box = around(line.box for line in block)
    if box is None:
        return None
    rows = _rows(block, gutters)
    split = [row for row in rows if len({_span(word, gutters)[0] for line in row for word in line.words}) > 1]
    if len(split) < MIN_ROWS or _is_prose(block, gutters, box) or _runs_on(block, box):
        return None
    return Table(box, tuple(_cells(rows, gutters, box)), ruled=False)


def _gutters(block: list[Line]) -> list[_Gutter]:
    """Where most lines that have gaps have one."""
    gaps: list[tuple[float, float]] = []
    several = [line for line in block if len(line.words) > 1]
    for line in several:
        for before, after in pairwise(line.words):
            if after.box.x0 - before.box.x1 >= GUTTER_EM * min(before.box.height, after.box.height) * 0.8:
                gaps.append((before.box.x1, after.box.x0))
    needed = max(MIN_ROWS, GUTTER_VOTES * len(several))
    gutters: list[_Gutter] = []
    depth = 0
    start: float | None = None
    edges = sorted([(left, 0) for left, _ in gaps] + [(right, 1) for _, right in gaps], key=lambda edge: (edge[0], -edge[1]))
    for at, closing in edges:
        before_depth = depth
        depth += -1 if closing else 1
        if before_depth < needed <= depth:
            start = at
        elif depth < needed <= before_depth and start is not None:
            gutters.append(_Gutter(start, at))
            start = None
    return _with_numbers(_wide_enough(gutters), several)


def _with_numbers(gutters: list[_Gutter], several: Sequence[Line]) -> list[_Gutter]:
    """The same with one behind the column of numbers that rows begin with: of rows that wrap only one line in two or three has a number."""
    numbers = [line.words[0].box for line in several if ROW_NUMBER.fullmatch(line.words[0].text)]
    if len(numbers) < NUMBERED_ROWS or max(box.x0 for box in numbers) - min(box.x0 for box in numbers) > NUMBERS_APART:
        return gutters
    left = max(box.x1 for box in numbers)
    right = min((word.box.x0 for line in several for word in line.words if word.box.x0 > left), default=left)
    unbroken = any(word.box.x0 < left - 1 and word.box.x1 > right for line in several for word in line.words)
    behind = gutters[0].left if gutters else float("inf")
    if unbroken or right - left < NUMBER_GAP_EM * numbers[0].height or right > behind + 1:
        return gutters
    return [_Gutter(left, right), *gutters]


def _wide_enough(gutters: list[_Gutter]) -> list[_Gutter]:
    return [gutter for gutter in gutters if gutter.right - gutter.left > 1.0]


def _span(word: Word, gutters: list[_Gutter]) -> tuple[int, int]:
    """First and last column of a word; it covers more than one where it runs through a gutter."""
    middle = word.box.center[0]
    first = sum(1 for gutter in gutters if gutter.middle < word.box.x0 or (gutter.middle < middle and word.box.x0 >= gutter.left - 1))
    last = sum(1 for gutter in gutters if gutter.middle < word.box.x1 and not (gutter.middle > middle and word.box.x1 <= gutter.right + 1))
    return first, max(first, last)


def _rows(block: list[Line], gutters: list[_Gutter]) -> list[list[Line]]:
    """Lines that wrap belong to the row above or below: nothing in the first column, closer to that line than rows are to each other."""
    pitches = [b.box.center[1] - a.box.center[1] for a, b in pairwise(block)]
    pitch = median(pitches) if pitches else 0.0
    rows: list[list[Line]] = []
    waiting: list[Line] = []
    for at, line in enumerate(block):
        up = pitches[at - 1] if at else float("inf")
        down = pitches[at] if at < len(pitches) else float("inf")
        lone = all(_span(word, gutters)[0] > 0 for word in line.words)
        if lone and down < min(NEARER * up, WRAP_PITCH * pitch):
            waiting.append(line)
        elif lone and rows and not waiting and up < WRAP_PITCH * pitch:
            rows[-1].append(line)
        else:
            rows.append([*waiting, line])
            waiting = []
    return [*rows, waiting] if waiting else rows


def _is_prose(block: list[Line], gutters: list[_Gutter], box: Box) -> bool:
    """Two columns of running text: nearly every line fills its column with many characters."""
    if len(gutters) > 1:
        return False
    full = 0
    pairs = 0
    for line in block:
        left = [word for word in line.words if _span(word, gutters) == (0, 0)]
        right = [word for word in line.words if _span(word, gutters)[0] == 1]
        if not left or not right:
            continue
        pairs += 1
        sides = ((left, gutters[0].left - box.x0), (right, box.x1 - gutters[0].right))
        full += all(
            sum(len(word.text) for word in side) >= PROSE_CHARS and sum(word.box.width for word in side) >= PROSE_FILL * width
            for side, width in sides
        )  # fmt: skip
    return pairs > 0 and full >= PROSE_SHARE * pairs


def _runs_on(block: list[Line], box: Box) -> bool:
    """Paragraphs with a gap behind their heading (第一节　场所　我中心…): a sentence reaches the margin and ends where lines begin."""
    return any(
        len(low.words) == 1
        and low.words[0].text.rstrip().endswith("。")
        and low.box.x0 - box.x0 < low.box.height
        and len(up.words[-1].text) >= PROSE_CHARS
        and not up.words[-1].text.rstrip().endswith(SENTENCE_ENDS)
        and box.x1 - up.box.x1 < FULL_EM * up.box.height
        for up, low in pairwise(block)
    )


def _cells(rows: list[list[Line]], gutters: list[_Gutter], box: Box) -> list[Cell]:
    edges = [box.x0, *_boundaries(rows, gutters), box.x1]
    bounds = [around(line.box for line in row) or box for row in rows]
    cells: list[Cell] = []
    for index, row in enumerate(rows):
        top = box.top if index == 0 else (bounds[index - 1].bottom + bounds[index].top) / 2
        bottom = box.bottom if index == len(rows) - 1 else (bounds[index].bottom + bounds[index + 1].top) / 2
        cells.extend(_row_cells(index, row, gutters, edges, top, bottom))
    return cells


def _boundaries(rows: list[list[Line]], gutters: list[_Gutter]) -> list[float]:
    """Between the words of one column and those of the next, where they leave room."""
    words = [(word.box, *_span(word, gutters)) for row in rows for line in row for word in line.words]
    found: list[float] = []
    for col, gutter in enumerate(gutters):
        left = max((box.x1 for box, first, last in words if first <= last == col), default=gutter.left)
        right = min((box.x0 for box, first, _ in words if first == col + 1), default=gutter.right)
        found.append((left + right) / 2 if left < right else gutter.middle)
    return found


def _row_cells(index: int, row: list[Line], gutters: list[_Gutter], edges: list[float], top: float, bottom: float) -> list[Cell]:
    """Every column of the row has a cell, empty ones too; a word that runs on makes its cell wider."""
    spans: list[list[int]] = []
    held: list[list[Word]] = []
    for word in sorted((word for line in row for word in line.words), key=lambda word: word.box.x0):
        first, last = _span(word, gutters)
        if spans and first <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], last)
            held[-1].append(word)
        else:
            spans.append([first, last])
            held.append([word])
    taken = {col for first, last in spans for col in range(first, last + 1)}
    for col in range(len(edges) - 1):
        if col not in taken:
            spans.append([col, col])
            held.append([])
    return [
        Cell(index, first, Box(edges[first], top, edges[last + 1], bottom), tuple(words), 1, last - first + 1)
        for (first, last), words in sorted(zip(spans, held, strict=True), key=lambda pair: pair[0][0])
    ]

"""Pages out of drawn text: what is typed here is what stands on the page, each character at its place.

    page_of('''
    湖南省中小微企业核心服务机构申报表
    单位名称   │ 岳阳市青桐服务中心 │ 法定代表人 │ 周望山
    申报类别   │ ☑综合 □创新 □创业  │ <          │ <
    人员情况   │ 总数               │ 26         │
    ^          │ 其中大专及以上     │ 24         │
    填报日期：2020年6月3日
    ''')

Rows with │ side by side are one table: `<` belongs to the cell on its left, `^` to the cell above, ⏎ breaks the line in a
cell. Other lines are words; two or more spaces part them. [x], [ ] and [?] are boxes drawn without a character: ticked,
empty, unclear. A full-width character is one em wide, any other half an em.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.answer import AnyCandidate
from models.document import Cell, Doubt, Mark, MarkState, Page, Reading, Table, Word
from models.geometry import Box
from models.quantity import Qualifier, Quantity, plain

BAR = "│"
BREAK = "⏎"
LEFT, TOP = 60.0, 60.0
PADDING = 0.6  # em inside a cell
LEADING = 1.7  # em from one line to the next
MARKS = {"[x]": MarkState.TICKED, "[ ]": MarkState.EMPTY, "[?]": MarkState.UNCLEAR}
_MARK = re.compile(r"\[[x ?]\]")
SIGNS = {
    Qualifier.AT_LEAST: "≥", Qualifier.MORE_THAN: ">", Qualifier.BELOW: "<", Qualifier.ABOUT: "~", Qualifier.RANGE: "…",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How words are cut (`run`: at gaps; `char`: every character; `line`: as an OCR engine gives a line) and who read them."""

    grain: str = "run"
    em: float = 10.5
    reader: str = "text layer"
    confidence: float = 1.0
    doubts: frozenset[Doubt] = frozenset()


# An answer in results.jsonl and in what explain says (contract, section 4), in this order.
ANSWER_KEYS = [
    "state",
    "value",
    "unit",
    "qualifier",
    "low",
    "high",
    "period",
    "text",
    "because",
    "confidence",
    "read_by",
    "found_by",
    "place",
    "others",
]


def page_of(
    drawing: str,
    *,
    grain: str = "run",
    ruled: bool = True,
    file: str = "申报表.pdf",
    number: int | None = 1,
    reader: str = "text layer",
    confidence: float = 1.0,
    doubts: frozenset[Doubt] = frozenset(),
    em: float = 10.5,
) -> Page:
    """A Page of drawn text; see the module's docstring. `ruled` False: the tables have no lines, as found by alignment."""
    style = Style(grain, em, reader, confidence, doubts)
    words: list[Word] = []
    tables: list[Table] = []
    marks: list[Mark] = []
    y = TOP
    for rows in _blocks(_undented(drawing)):
        if isinstance(rows, str):
            found, boxes = _words(rows, LEFT, y, style)
            words += found
            marks += boxes
            y += LEADING * em
        else:
            table, boxes, y = _table(rows, y, style, ruled=ruled)
            tables.append(table)
            marks += boxes
            words += [word for cell in table.cells for word in cell.words]
    reading = Reading.TEXT_LAYER if reader == "text layer" else Reading.OCR
    width = max([595.0, *(word.box.x1 + LEFT for word in words)])
    return Page(file, number, width, max(842.0, y + TOP), reading, tuple(words), tuple(tables), tuple(marks))


def words_of(line: str, *, grain: str = "run", em: float = 10.5) -> tuple[Word, ...]:
    """The words of one drawn line."""
    return tuple(_words(line, LEFT, TOP, Style(grain, em))[0])


def _undented(drawing: str) -> list[str]:
    lines = drawing.strip("\n").split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return [line[margin:].rstrip() for line in lines]


def _blocks(lines: list[str]) -> Iterator[str | list[list[str]]]:
    """Lines one by one, rows of a table together."""
    rows: list[list[str]] = []
    for line in lines:
        if BAR in line:
            rows.append([cell.strip() for cell in line.strip().strip(BAR).split(BAR)] if line.strip() != BAR else [""])
            continue
        if rows:
            yield rows
            rows = []
        yield line
    if rows:
        yield rows


def width_of(text: str) -> float:
    """In em."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def _words(line: str, x: float, y: float, style: Style) -> tuple[list[Word], list[Mark]]:
    words: list[Word] = []
    marks: list[Mark] = []
    for match in re.finditer(r"\[[x ?]\]|(?:(?!\[[x ?]\])\S)+(?: (?:(?!\[[x ?]\])\S)+)*", line):
        left = x + width_of(line[: match.start()]) * style.em
        if _MARK.fullmatch(match.group()):
            box = Box(left, y, left + style.em, y + style.em)
            marks.append(Mark(box, MARKS[match.group()], reader="ink"))
        else:
            words += _cut(match.group(), left, y, style)
    return words, marks


def _cut(text: str, x: float, y: float, style: Style) -> Iterator[Word]:
    pieces = {"char": r"\S", "line": r".+", "run": r"\S+"}[style.grain]
    for piece in re.finditer(pieces, text):
        left = x + width_of(text[: piece.start()]) * style.em
        right = left + width_of(piece.group()) * style.em
        yield Word(piece.group(), Box(left, y, right, y + style.em), style.confidence, style.reader, style.doubts)


def _table(rows: list[list[str]], y: float, style: Style, *, ruled: bool) -> tuple[Table, list[Mark], float]:
    n_cols = max(len(row) for row in rows)
    rows = [row + [""] * (n_cols - len(row)) for row in rows]
    widths = [
        max([2.0, *(max(map(width_of, row[col].split(BREAK))) for row in rows if row[col] not in ("<", "^"))]) + 2 * PADDING
        for col in range(n_cols)
    ]
    heights = [max(len(cell.split(BREAK)) for cell in row) * LEADING for row in rows]
    xs = [LEFT + sum(widths[:col]) * style.em for col in range(n_cols + 1)]
    ys = [y + sum(heights[:row]) * style.em for row in range(len(rows) + 1)]
    cells: list[Cell] = []
    marks: list[Mark] = []
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            if text in ("<", "^"):
                continue
            cols, down = _span(rows, row, col)
            box = Box(xs[col], ys[row], xs[col + cols], ys[row + down])
            words: list[Word] = []
            for at, line in enumerate(text.split(BREAK)):
                top = ys[row] + (at * LEADING + 0.35) * style.em
                found, boxes = _words(line, xs[col] + PADDING * style.em, top, style)
                words += found
                marks += boxes
            cells.append(Cell(row, col, box, tuple(words), down, cols))
    return Table(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), ruled), marks, ys[-1] + 0.5 * style.em


def _span(rows: list[list[str]], row: int, col: int) -> tuple[int, int]:
    cols, down = 1, 1
    while col + cols < len(rows[row]) and rows[row][col + cols] == "<":
        cols += 1
    while row + down < len(rows) and rows[row + down][col] == "^":
        down += 1
    return cols, down


def said(candidates: Iterable[AnyCandidate]) -> dict[str, str]:
    """Field → value as short text, several different ones joined by ` | `; a caveat shows as its name behind a `!`."""
    out: dict[str, list[str]] = {}
    for one in candidates:
        values = out.setdefault(one.field.name, [])
        text = shown(one.value) + "".join(f"!{caveat.name}" for caveat in sorted(one.caveats, key=lambda it: it.name))
        if text not in values:
            values.append(text)
    return {name: " | ".join(values) for name, values in out.items()}


def shown(value: Quantity | str | None) -> str:
    """168㎡, ≥100家, ~20人; ? for writing that gave no value."""
    if not isinstance(value, Quantity):
        return "?" if value is None else value
    return f"{SIGNS.get(value.qualifier, '')}{plain(value.value)}{value.unit or ''}" + (f"@{value.period}" if value.period else "")

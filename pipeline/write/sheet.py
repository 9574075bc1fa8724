"""What both workbooks share: cells that hold untrusted text, office fonts, row heights that fit, and a file of fixed bytes."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from copy import copy
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from weakref import WeakKeyDictionary
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from pipeline.text_safety import cell_text, looks_like_formula
from pipeline.write.atomic import write_whole

Value = str | int | float | Decimal | None

# A workbook names one font; charset 134 (GB 2312) makes a machine without it fall back to a Chinese face of the same kind.
TITLE_FONT, BODY_FONT, HEAD_FONT = "方正小标宋简体", "仿宋", "黑体"
GB2312 = 134
LINE_PT = {9: 12.5, 10: 14.5, 11: 16.0, 12: 17.5}  # a fallback face is taller than 仿宋
ROW_LIMIT_PT = 409.0
PADDING = 1.6  # of a column's width in characters: cell margins and the last, half-filled place
LINK_LIMIT = 65_000  # Excel holds 65,530 a sheet
REMEMBERED = 4096  # texts of a workbook that repeat: names, states, readers
EPOCH = (1980, 1, 1, 0, 0, 0)
THIN = Side(style="thin", color="FF000000")
FAINT = Side(style="thin", color="FFBFBFBF")
_WORN: WeakKeyDictionary[Workbook, dict[Look, StyleArray]] = WeakKeyDictionary()
"""What a look has become in a workbook."""


class Look(Enum):
    """The named styles of our workbooks."""

    TITLE = "审核_标题"
    LINE = "审核_表外文字"
    LINE_RIGHT = "审核_表外文字_右"
    HEAD = "审核_表头"
    GROUP = "审核_分组"
    TEXT = "审核_文字"
    CENTER = "审核_居中"
    NUMBER = "审核_数字"
    SMALL = "审核_脚注"
    PLAIN = "审核_明细"
    PLAIN_CENTER = "审核_明细居中"
    PLAIN_HEAD = "审核_明细表头"
    LINK = "审核_链接"
    FILL_IN = "审核_填写"
    GREEN = "审核_符合"
    RED = "审核_不符合"
    AMBER = "审核_需人工"
    GREY = "审核_不适用"


def _font(name: str = BODY_FONT, size: int = 11, color: str = "FF000000", *, underlined: bool = False) -> Font:
    return Font(name=name, sz=size, charset=GB2312, color=color, underline="single" if underlined else None)


def _box(side: Side) -> Border:
    return Border(left=side, right=side, top=side, bottom=side)


def _align(horizontal: str = "left", vertical: str = "center", *, wrap: bool = True) -> Alignment:
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap)


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color, end_color=color)


def _style(look: Look, font: Font, align: Alignment, border: Border | None = None, fill: PatternFill | None = None) -> NamedStyle:
    style = NamedStyle(look.value, font=font, alignment=align, border=border or Border())
    if fill is not None:
        style.fill = fill
    return style


def _styles() -> tuple[NamedStyle, ...]:
    small, faint, black = _font(size=10), _box(FAINT), _box(THIN)
    open_style = _style(Look.FILL_IN, small, _align(vertical="top"), faint, _fill("FFFFF9E5"))
    open_style.protection = Protection(locked=False)
    return (
        _style(Look.TITLE, _font(TITLE_FONT, 20), _align("center", wrap=True)),
        _style(Look.LINE, _font(size=12), _align(wrap=False)),
        _style(Look.LINE_RIGHT, _font(size=12), _align("right", wrap=False)),
        _style(Look.HEAD, _font(HEAD_FONT, 11), _align("center"), black),
        _style(Look.GROUP, _font(HEAD_FONT, 11), _align(), black),
        _style(Look.TEXT, _font(), _align(), black),
        _style(Look.CENTER, _font(), _align("center"), black),
        _style(Look.NUMBER, _font(), _align("center"), black),
        _style(Look.SMALL, _font(size=9, color="FF595959"), _align(vertical="top")),
        _style(Look.PLAIN, small, _align(vertical="top"), faint),
        _style(Look.PLAIN_CENTER, small, _align("center", "top"), faint),
        _style(Look.PLAIN_HEAD, _font(HEAD_FONT, 10), _align("center"), faint, _fill("FFE7E6E6")),
        _style(Look.LINK, _font(size=10, color="FF0563C1", underlined=True), _align(vertical="top"), faint),
        open_style,
        _style(Look.GREEN, small, _align("center", "top"), faint, _fill("FFD9EAD3")),
        _style(Look.RED, small, _align("center", "top"), faint, _fill("FFF4CCCC")),
        _style(Look.AMBER, small, _align("center", "top"), faint, _fill("FFFFF2CC")),
        _style(Look.GREY, small, _align("center", "top"), faint, _fill("FFF2F2F2")),
    )


def new_workbook() -> Workbook:
    """A workbook without sheets that knows our styles."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in _styles():
        book.add_named_style(style)
    return book


def put(sheet: Worksheet, row: int, column: int, value: Value, look: Look) -> Cell:
    """A value in a cell. Text is text whatever it begins with; a number is a number."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    dress(cell, look)
    if isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        cell.value = value
    return cell


def dress(cell: Cell, look: Look) -> None:
    """openpyxl finds a named style anew for every cell, by name, which was half of a workbook's time; here once a workbook."""
    book = cell.parent.parent
    assert book is not None
    worn = _WORN.setdefault(book, {})
    if look not in worn:
        cell.style = look.value
        worn[look] = _style_of(cell)
    _wear(cell, worn[look])


def _style_of(cell: Any) -> StyleArray:
    """openpyxl's cells carry this, its type stubs do not."""
    return cast(StyleArray, cell._style)


def _wear(cell: Any, style: StyleArray) -> None:
    cell._style = style


def put_text(cell: Cell, untrusted_text: str) -> None:
    """Never a formula, never an error code, in Excel nor after a copy by way of CSV."""
    text = _cell_text(untrusted_text)
    cell.value = text
    cell.data_type = "s"
    if looks_like_formula(untrusted_text) or looks_like_formula(text):
        _wear(cell, copy(_style_of(cell)))  # the one it wears is shared
        cell.quotePrefix = True


_cell_text = lru_cache(maxsize=REMEMBERED)(cell_text)


def put_link(sheet: Worksheet, row: int, column: int, text: str, target: str) -> None:
    """A link of ours, to a sheet (`#'字段'!A2`) or to a file beside the workbook; `target` never holds a file's text."""
    cell = put(sheet, row, column, text, Look.LINK)
    inner = target.startswith("#")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target[1:]) if inner else target
    dress(cell, Look.LINK)


def text_width(text: str) -> int:
    """In half-width characters: in GB 18030 a Chinese character is two bytes, as it is two wide; rarer ones count too wide."""
    return len(text) if text.isascii() else len(text.encode("gb18030", errors="replace"))


@lru_cache(maxsize=REMEMBERED)
def lines_needed(text: str, width: float) -> int:
    room = max(2.0, width - PADDING)
    return sum(max(1, math.ceil(text_width(line) / room)) for line in text.split("\n")) if text else 1


def row_height(texts: Sequence[tuple[str, float]], *, size: int = 11, least: float = 0.0) -> float:
    """Points that the tallest of (text, column width) needs."""
    lines = max((lines_needed(text, width) for text, width in texts), default=1)
    return min(ROW_LIMIT_PT, max(least, lines * LINE_PT[size] + 5))


def page_foot(sheet: Worksheet, *, left: str, right: str = "") -> None:
    """Page x of y in the middle; & begins a code there, and a text that begins with a digit would be taken for a size."""
    foot = sheet.oddFooter
    assert foot is not None
    for part, text, size in ((foot.left, left, 8), (foot.center, None, 10), (foot.right, right, 7)):
        part.text = "第 &P 页 共 &N 页" if text is None else cell_text(text).replace("&", "&&")
        part.size = size


def save_book(book: Workbook, path: Path, moment: datetime) -> Path:
    """Whole or not at all, and the same content gives the same bytes: the time inside is the run's."""
    raw = io.BytesIO()
    book.properties.creator = "shenhe"
    book.properties.created = moment.astimezone(UTC).replace(tzinfo=None)
    with ZipFile(raw, "w") as unpacked:  # packed once, when the clock has been taken out
        ExcelWriter(book, unpacked).save()
    return write_whole(path, settled_zip(raw.getvalue(), moment))


def settled_zip(data: bytes, moment: datetime, *, without: str = "") -> bytes:
    """An office file without the clock in it; the part named `without` is left for the caller to write."""
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in (name for name in source.namelist() if name != without):
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), part)
            target.writestr(settled_part(name), part)
    return out.getvalue()


def settled_part(name: str) -> ZipInfo:
    """An entry of an office file, of no time and no owner."""
    info = ZipInfo(name, EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info

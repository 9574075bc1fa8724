"""WordprocessingML: where cells are merged, what a run says, which boxes are ticked. Elements are lxml's, a stranger's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.layer.symbols import symbol_table

MAX_CELLS = 40_000
MAX_SPAN = 200

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED_TAGS = frozenset((FALLBACK, W + "del", W + "moveFrom", W + "instrText", W + "pPr", W + "sdtPr"))


@dataclass(slots=True)
class RawCell:
    row: int
    col: int
    row_span: int
    col_span: int
    element: Any


def raw_cells(table: Any) -> list[RawCell]:
    """The cells of w:tbl with gridSpan and vMerge resolved; cells a merge swallows are not among them."""
    cells: list[RawCell] = []
    above: dict[int, RawCell] = {}
    for row, element in enumerate(_unwrapped(table, W + "tr")):
        col = _number(element.find(f"{W}trPr/{W}gridBefore"), 0)
        current: dict[int, RawCell] = {}
        for tc in _unwrapped(element, W + "tc"):
            props = tc.find(W + "tcPr")
            span = max(1, min(_number(props.find(W + "gridSpan") if props is not None else None, 1), MAX_SPAN))
            merge = props.find(W + "vMerge") if props is not None else None
            parent = above.get(col)
            if merge is not None and merge.get(W + "val") != "restart" and parent is not None and parent.col_span == span:
                parent.row_span = row - parent.row + 1
                current[col] = parent
            else:
                cell = RawCell(row, col, 1, span, tc)
                cells.append(cell)
                current[col] = cell
            col += span
            if len(cells) > MAX_CELLS:
                return cells
        above = current
    return cells


def _unwrapped(container: Any, tag: str) -> Iterator[Any]:
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _unwrapped(child, tag)


def paragraphs_of(cell: Any) -> Iterator[Any]:
    yield from _unwrapped(cell, W + "p")


def run_parts(run: Any) -> Iterator[str]:
    for child in run:
        tag = child.tag
        if tag == W + "t":
            yield child.text or ""
        elif tag == W + "tab":
            yield "\t"
        elif tag in (W + "br", W + "cr"):
            yield "\n"
        elif tag == W + "noBreakHyphen":
            yield "-"
        elif tag == W + "sym":
            yield _symbol(child)
        elif tag == W + "fldChar":
            yield _legacy_checkbox(child)


def _symbol(element: Any) -> str:
    table = symbol_table(element.get(W + "font") or "")
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return "�"
    if table is not None:
        return table.get(code & 0xFF, "�")
    return chr(code) if 0x20 <= code < 0xD800 else "�"


def _legacy_checkbox(element: Any) -> str:
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    checked = box.find(W + "checked")
    return "☑" if _value(checked if checked is not None else box.find(W + "default")) else "□"


def content_checkbox(sdt: Any) -> str | None:
    box = sdt.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return None
    checked = box.find(W14 + "checked")
    return "☑" if checked is not None and checked.get(W14 + "val") in ("1", "true", "on") else "□"


def text_boxes(element: Any) -> Iterator[Any]:
    for box in element.iter(W + "txbxContent"):
        if not any(parent.tag in (FALLBACK, W + "txbxContent") for parent in box.iterancestors()):
            yield box


def _value(element: Any) -> bool:
    return element is not None and element.get(W + "val") not in ("0", "false", "off")


def is_on(props: Any, name: str) -> bool:
    return props is not None and _value(props.find(W + name))


def _number(element: Any, default: int) -> int:
    text = element.get(W + "val") if element is not None else None
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else default

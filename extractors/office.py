"""DOCX to pages: words in reading order on a running sheet of paper, tables with merged cells, ticks.

A DOCX has no pages; one Page with `number` None stands for all of it, and its boxes only keep words in order: they are
no place that a viewer shows. The file is a stranger's zip: sizes are bounded before anything is unpacked, links lead nowhere.
"""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from extractors.layer.symbols import BOX_MARKS, SAME_MARK, ZERO_WIDTH, of_radical
from extractors.wordml import MAX_CELLS, SKIPPED_TAGS, RawCell, W, content_checkbox, is_on, paragraphs_of, raw_cells, run_parts, text_boxes
from models.document import Cell, Doubt, Mark, Page, Reading, Table, Word
from models.geometry import Box

READER = "office file"
MAX_ENTRIES = 4000
MAX_UNPACKED = 300 * 2**20
MAX_XML = 24 * 2**20
MAX_PICTURE = 40 * 2**20
MAX_PICTURES = 200
MAX_CHARS = 400_000
MAX_DEPTH = 4
OLE_HEAD = b"\xd0\xcf\x11\xe0"
PICTURE_NAMES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")

EM_PT = 10.0
LINE_PT = 16.0
CELL_PAD_PT = 4.0
LEFT_PT = 72.0
TOP_PT = 72.0
MIN_WIDTH_PT = 595.0

BREAKS = re.compile(r"\t+|　+|[ \xa0]{2,}")
BLANK = re.compile(r"[_＿]{2,}")


class OfficeReason(Enum):
    """Why a DOCX cannot be read, in the words a person reads."""

    LOCKED = "文件已加密或是旧版格式，无法打开"
    BROKEN = "文件损坏，无法打开"
    TOO_LARGE = "文件解开后过大，未读"


class Unreadable(Exception):
    """A DOCX cannot be read; `reason` says why."""

    def __init__(self, reason: OfficeReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture inside a DOCX: its name there (never used as a path) and its bytes."""

    name: str
    data: bytes


def read_docx(source: str, file: str) -> tuple[Page, ...]:
    """The document as one Page. Raises `Unreadable` and nothing else."""
    started = time.perf_counter()
    _guard(source)
    try:
        import docx

        document = docx.Document(source)
        bodies = _bodies(document)
        sheet = _Sheet()
        for body in bodies:
            sheet.blocks(body, 0)
    except Exception as error:  # a stranger's XML may break python-docx and lxml in any way
        raise Unreadable(OfficeReason.BROKEN) from error
    return (sheet.page(file, time.perf_counter() - started),)


def docx_pictures(source: str) -> tuple[Embedded, ...]:
    """Pictures pasted into the document, in the order of their names; bounded in number and size. Raises `Unreadable`."""
    _guard(source)
    found: list[Embedded] = []
    try:
        with zipfile.ZipFile(source) as archive:
            names = [info for info in archive.infolist() if _is_picture(info)]
            for info in sorted(names, key=lambda info: (len(info.filename), info.filename))[:MAX_PICTURES]:
                with archive.open(info) as stream:
                    found.append(Embedded(info.filename.rsplit("/", 1)[-1], stream.read(MAX_PICTURE)))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise Unreadable(OfficeReason.BROKEN) from error
    return tuple(found)


def _is_picture(info: zipfile.ZipInfo) -> bool:
    name = info.filename.lower()
    return name.startswith("word/media/") and name.endswith(PICTURE_NAMES) and 0 < info.file_size <= MAX_PICTURE


def _guard(source: str) -> None:
    """Refuses what is no zip and what would unpack to more than anybody writes."""
    try:
        with open(source, "rb") as stream:
            if stream.read(4) == OLE_HEAD:
                raise Unreadable(OfficeReason.LOCKED)
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(OfficeReason.BROKEN) from error
    xml = [entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED or sum(xml) > 2 * MAX_XML:
        raise Unreadable(OfficeReason.TOO_LARGE)
    if max(xml, default=0) > MAX_XML:
        raise Unreadable(OfficeReason.TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(OfficeReason.LOCKED)


def _bodies(document: Any) -> list[Any]:
    """Headers, the body, footers: each once, as XML elements."""
    heads: list[Any] = []
    feet: list[Any] = []
    for section in list(document.sections)[:20]:
        for part, found in ((section.header, heads), (section.footer, feet)):
            if not part.is_linked_to_previous:
                found.append(part._element)
    return [*heads, document.element.body, *feet]


@dataclass(slots=True)
class _Run:
    text: str
    struck: bool = False


class _Sheet:
    """The running sheet of paper: things are set down one below the other."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.tables: list[Table] = []
        self.marks: list[Mark] = []
        self.hidden = 0
        self.top = TOP_PT
        self.width = MIN_WIDTH_PT
        self._chars_left = MAX_CHARS
        self._cells_left = MAX_CELLS

    def page(self, file: str, seconds: float) -> Page:
        notes = [f"有 {self.hidden} 个字符设为隐藏，未采用"] if self.hidden else []
        if self._chars_left <= 0 or self._cells_left <= 0:
            notes.append("文件内容超过上限，其余未读")
        return Page(
            file, None, self.width, self.top + TOP_PT, Reading.OFFICE, tuple(self.words), tuple(self.tables), tuple(self.marks),
            notes=tuple(notes), seconds=seconds,
        )  # fmt: skip

    def blocks(self, container: Any, depth: int) -> None:
        for element in container:
            if element.tag == W + "p":
                self._paragraph(element, depth)
            elif element.tag == W + "tbl":
                self._table(element, depth)
            elif element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag"):
                self.blocks(element, depth)

    def _paragraph(self, element: Any, depth: int) -> None:
        for line in self._lines(element):
            self._set(line, LEFT_PT, self.top, self.words)
            self.top += LINE_PT
        if depth < MAX_DEPTH:
            for box in text_boxes(element):
                self.blocks(box, depth + 1)

    def _set(self, line: list[_Run], left: float, top: float, into: list[Word]) -> float:
        """Sets a line's words down; returns where it ends."""
        x = left
        for text, struck in _pieces(line):
            width = _width(text)
            if text.strip():
                shown = text.strip()
                box = Box(x, top, x + _width(shown), top + EM_PT)
                doubts = frozenset((Doubt.CROSSED_OUT,)) if struck else frozenset[Doubt]()
                into.append(Word(shown, box, 0.5 if struck else 1.0, READER, doubts))
                self.marks.extend(_marks(shown, box))
            x += width
        self.width = max(self.width, x + LEFT_PT)
        return x

    def _lines(self, element: Any) -> list[list[_Run]]:
        """The lines of a paragraph: broken only where the writer broke them."""
        lines: list[list[_Run]] = [[]]
        for run in self._runs(element):
            for i, part in enumerate(run.text.split("\n")):
                if i:
                    lines.append([])
                if part:
                    lines[-1].append(_Run(part, run.struck))
        return lines

    def _runs(self, element: Any) -> Iterator[_Run]:
        for child in element:
            tag = child.tag
            if tag in SKIPPED_TAGS or not isinstance(tag, str):
                continue
            if tag == W + "r":
                run = self._run(child)
                if run is not None and self._chars_left > 0:
                    self._chars_left -= len(run.text)
                    yield run
            elif tag == W + "sdt":
                box = content_checkbox(child)
                if box is not None:
                    yield _Run(box)
                else:
                    yield from self._runs(child)
            else:
                yield from self._runs(child)

    def _run(self, run: Any) -> _Run | None:
        props = run.find(W + "rPr")
        text = "".join(run_parts(run))
        if is_on(props, "vanish"):
            self.hidden += len(text)
            return None
        if props is not None and text.strip().isdigit():
            raised = props.find(W + "vertAlign")
            if raised is not None and raised.get(W + "val") == "superscript" and text.strip() not in "23":
                text = f"  {text}  "
        return _Run(text, is_on(props, "strike") or is_on(props, "dstrike"))

    def _table(self, element: Any, depth: int) -> None:
        found = raw_cells(element)
        self._cells_left -= len(found)
        if self._cells_left < 0 or not found:
            return
        lines = [[line for paragraph in paragraphs_of(cell.element) for line in self._lines(paragraph)] for cell in found]
        edges = _column_edges(found, lines)
        n_rows = max(cell.row + cell.row_span for cell in found)
        heights = [LINE_PT + 2 * CELL_PAD_PT] * n_rows
        for cell, held in zip(found, lines, strict=True):
            need = len(held) * LINE_PT + 2 * CELL_PAD_PT - sum(heights[cell.row : cell.row + cell.row_span - 1])
            last = cell.row + cell.row_span - 1
            heights[last] = max(heights[last], need)
        tops = [self.top]
        for height in heights:
            tops.append(tops[-1] + height)
        cells = tuple(self._cell(cell, held, edges, tops) for cell, held in zip(found, lines, strict=True))
        self.tables.append(Table(Box(edges[0], tops[0], edges[-1], tops[-1]), cells))
        self.words.extend(word for cell in cells for word in cell.words)
        self.width = max(self.width, edges[-1] + LEFT_PT)
        self.top = tops[-1] + LINE_PT
        if depth < MAX_DEPTH:
            for cell in found:
                for inner in cell.element.findall(W + "tbl"):
                    self._table(inner, depth + 1)
                for box in text_boxes(cell.element):
                    if next(box.iterancestors(W + "tc"), None) is cell.element:
                        self.blocks(box, depth + 1)

    def _cell(self, cell: RawCell, lines: list[list[_Run]], edges: list[float], tops: list[float]) -> Cell:
        box = Box(edges[cell.col], tops[cell.row], edges[cell.col + cell.col_span], tops[cell.row + cell.row_span])
        words: list[Word] = []
        for i, line in enumerate(lines):
            self._set(line, box.x0 + CELL_PAD_PT, box.top + CELL_PAD_PT + i * LINE_PT, words)
        return Cell(cell.row, cell.col, box, tuple(words), cell.row_span, cell.col_span)


def _column_edges(cells: list[RawCell], lines: list[list[list[_Run]]]) -> list[float]:
    n_cols = max(cell.col + cell.col_span for cell in cells)
    widths = [4 * EM_PT] * n_cols
    for single in (True, False):
        for cell, held in zip(cells, lines, strict=True):
            if (cell.col_span == 1) is not single:
                continue
            need = max((sum(_width(text) for text, _ in _pieces(line)) for line in held), default=0.0) + 2 * CELL_PAD_PT
            have = sum(widths[cell.col : cell.col + cell.col_span])
            if need > have:
                widths[cell.col + cell.col_span - 1] += need - have
    edges = [LEFT_PT]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _pieces(line: list[_Run]) -> list[tuple[str, bool]]:
    """The words of a line with the gaps between them: (text, struck out); a gap is white space."""
    pieces: list[tuple[str, bool]] = []
    for struck, text in _same_ink(line):
        clean = BLANK.sub(" ", "".join(SAME_MARK.get(char) or of_radical(char) for char in text if ord(char) not in ZERO_WIDTH))
        at = 0
        for gap in BREAKS.finditer(clean):
            pieces.extend([(clean[at : gap.start()], struck), ("    ", False)])
            at = gap.end()
        pieces.append((clean[at:], struck))
    return [piece for piece in pieces if piece[0]]


def _same_ink(line: list[_Run]) -> list[tuple[bool, str]]:
    joined: list[tuple[bool, str]] = []
    for run in line:
        if joined and joined[-1][0] is run.struck:
            joined[-1] = (run.struck, joined[-1][1] + run.text)
        else:
            joined.append((run.struck, run.text))
    return joined


def _width(text: str) -> float:
    return sum(EM_PT / 2 if ord(char) < 0x250 else EM_PT for char in text)


def _marks(text: str, box: Box) -> Iterator[Mark]:
    x = box.x0
    for char in text:
        width = _width(char)
        if char in BOX_MARKS:
            yield Mark(Box(x, box.top, x + width, box.bottom), BOX_MARKS[char], reader=READER)
        x += width

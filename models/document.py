"""What came in and what stands on its pages, whatever read them: text layer, OCR engine or an office file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from models.bands import Bands
from models.geometry import UPRIGHT, Box, View, around
from models.once import once_for_each
from models.problem import Problem
from models.proof import PageKind


class FileStatus(Enum):
    READ = "read"
    PARTLY = "partly"
    QUARANTINED = "quarantined"
    UNSUPPORTED = "unsupported"


class Media(Enum):
    """What a file is by its first bytes, never by its name alone."""

    PDF = "pdf"
    IMAGE = "image"
    DOCX = "docx"
    UNSUPPORTED = "unsupported"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file of an application. `path` is relative to the inbox (`x.zip/inner.pdf` inside a zip);
    `source` is where its bytes can be read from now, never shown to anybody."""

    path: str
    source: str
    sha256: str
    size: int
    media: Media
    refused: Problem | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """One application as it was handed in."""

    application: str
    files: tuple[ReceivedFile, ...]
    problems: tuple[Problem, ...] = ()
    county_folder: str | None = None


class Doubt(Enum):
    """Something about a word or a mark that its reader does not vouch for."""

    LOW_CONFIDENCE = "识别把握低"
    RED_OVERLAP = "压有红色印章"
    BROKEN_STROKES = "笔画断缺"
    LOW_RESOLUTION = "分辨率低"
    REPAIRED = "字形经更正"
    LAYER_DOUBTED = "文字层可疑"
    HIDDEN = "文字不可见"
    UNREAD = "有笔迹而未能识读"
    CROSSED_OUT = "有划改痕迹"
    STREAKED = "有贯穿纸面的线条经过，可能遮住字"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters with one reader and one box. From a text layer it is a word or a cell's line; from OCR a line."""

    text: str
    box: Box
    confidence: float = 1.0
    reader: str = "text layer"
    doubts: frozenset[Doubt] = frozenset()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `row` and `col` count from 0, merged cells span more than one."""

    row: int
    col: int
    box: Box
    words: tuple[Word, ...]
    row_span: int = 1
    col_span: int = 1

    @property
    def text(self) -> str:
        """The words joined without spaces, lines too: Chinese breaks lines anywhere."""
        return join_words(self.words)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.text for line in lines_of(self.words))


@dataclass(frozen=True, slots=True)
class Table:
    box: Box
    cells: tuple[Cell, ...]
    ruled: bool = True

    @property
    def n_rows(self) -> int:
        return _seating(self).n_rows

    @property
    def n_cols(self) -> int:
        return _seating(self).n_cols

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers this row and column, merged ones included."""
        seating = _seating(self)
        if seating.at is not None:
            return seating.at.get((row, col))
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.row_span and cell.col <= col < cell.col + cell.col_span:
                return cell
        return None

    def before(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells that cover the row in which this one begins, and begin left of it."""
        seating = _seating(self)
        if seating.at is None:
            return tuple(one for one in self.cells if one.row <= cell.row < one.row + one.row_span and one.col < cell.col)
        covering = [seating.at.get((cell.row, col)) for col in range(cell.col)]
        return tuple(one for one, following in pairwise([*covering, None]) if one is not None and one is not following)

    def left_of(self) -> dict[tuple[int, int], Cell]:
        """For each place where a cell may begin, the cell that ends before it: told once for all of a long table."""
        out: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                out.setdefault((row, cell.col + cell.col_span), cell)
        return out

    def row(self, index: int) -> tuple[Cell, ...]:
        """The cells that begin in this row, left to right."""
        return _seating(self).rows.get(index, ())


MOST_PLACES = 400_000  # of a table: where merged cells claim more, a place is looked for among the cells


@dataclass(frozen=True, slots=True)
class _Seating:
    """Where a table's cells are: its size, the cell at each place (None: too many places), the cells that begin in each row."""

    n_rows: int
    n_cols: int
    at: dict[tuple[int, int], Cell] | None
    rows: dict[int, tuple[Cell, ...]]


def cells_in(table: Table) -> int:
    return len(table.cells)


@once_for_each(cells_in)
def _seating(table: Table) -> _Seating:
    n_rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
    n_cols = max((cell.col + cell.col_span for cell in table.cells), default=0)
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    beginning = {row: tuple(sorted(cells, key=lambda cell: cell.col)) for row, cells in rows.items()}
    return _Seating(n_rows, n_cols, _places(table), beginning)


def _places(table: Table) -> dict[tuple[int, int], Cell] | None:
    """The first cell that covers each place."""
    if sum(max(0, cell.row_span) * max(0, cell.col_span) for cell in table.cells) > MOST_PLACES:
        return None
    at: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for col in range(cell.col, cell.col + cell.col_span):
                at.setdefault((row, col), cell)
    return at


class MarkState(Enum):
    TICKED = "ticked"
    EMPTY = "empty"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Mark:
    """A checkbox: drawn as vectors, typed as □ ☑ √ ■, or judged by its ink on a scan."""

    box: Box
    state: MarkState
    confidence: float = 1.0
    reader: str = "text layer"


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line, left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return join_words(self.words)

    @property
    def box(self) -> Box:
        box = around(word.box for word in self.words)
        if box is None:
            raise ValueError("a line has at least one word")
        return box


class Reading(Enum):
    """How a page was read."""

    TEXT_LAYER = "text layer"
    OCR = "ocr"
    BOTH = "text layer and ocr"
    OFFICE = "office file"
    BLANK = "blank"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Place:
    """Evidence: file, page, box as a viewer shows it, and the words as they stood."""

    file: str
    page: int | None
    box: Box | None
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page read upright. Boxes on it are in the frame it was read in; `place` gives the viewer's.

    `qr_texts`: what the QR codes on its picture say. `taken_for`: what a cheap look took it for that saw nothing worth reading in it.
    """

    file: str
    number: int | None
    width: float
    height: float
    reading: Reading
    words: tuple[Word, ...] = ()
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    view: View = UPRIGHT
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    qr_texts: tuple[str, ...] = ()
    taken_for: PageKind | None = None

    def place(self, box: Box | None, text: str) -> Place:
        """Evidence for something at `box` (read frame) that says `text`."""
        shown = self.view.box(box).rounded() if box is not None and self.number is not None else None
        return Place(self.file, self.number, shown, text)

    def words_outside(self, tables: Iterable[Table]) -> tuple[Word, ...]:
        """The words that stand in none of these tables."""
        shelf = _shelf_of_boxes(tuple(tables))
        return tuple(word for word in self.words if not any(box.holds_center(word.box) for box in shelf.at(word.box.center[1])))

    def in_table(self, box: Box) -> bool:
        """Does the middle of this box lie in one of the page's tables?"""
        return any(table.holds_center(box) for table in _shelf_of_boxes(self.tables).at(box.center[1]))

    def seats_at(self, x: float, y: float) -> Iterator[tuple[Table, Cell]]:
        """The cells in whose box this point lies, each with its table, in the order of tables and cells."""
        return (seat for seat in _shelf(self.tables).at(y) if seat[1].box.holds_point(x, y))

    @property
    def lines(self) -> tuple[Line, ...]:
        return _lines_of_page(self.words)

    @property
    def text(self) -> str:
        return _text_of_page(self.words)


@dataclass(frozen=True, slots=True)
class Document:
    """A file after reading."""

    file: str
    sha256: str
    status: FileStatus
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...] = ()
    settings: str = ""
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """An application with its files read."""

    received: Received
    documents: tuple[Document, ...]


def join_words(words: tuple[Word, ...]) -> str:
    """Text of words in reading order: nothing between Chinese, one space where two Latin words or numbers would run together."""
    if len(words) <= 1:
        return words[0].text if words else ""
    out = ""
    for line in lines_of(words):
        for word in line.words:
            text = word.text
            if out and text and _latin(out[-1]) and _latin(text[0]):
                out += " "
            out += text
    return out


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _cells_in_all(tables: tuple[Table, ...]) -> int:
    return sum(map(cells_in, tables))


@once_for_each(_cells_in_all)
def _shelf(tables: tuple[Table, ...]) -> Bands[tuple[Table, Cell]]:
    shelf: Bands[tuple[Table, Cell]] = Bands()
    for table in tables:
        for cell in table.cells:
            shelf.add(cell.box.top, cell.box.bottom, (table, cell))
    return shelf


@once_for_each(_cells_in_all)
def _shelf_of_boxes(tables: tuple[Table, ...]) -> Bands[Box]:
    shelf: Bands[Box] = Bands()
    for table in tables:
        shelf.add(table.box.top, table.box.bottom, table.box)
    return shelf


def words_on(page: Page) -> int:
    return len(page.words)


def _words_in(words: tuple[Word, ...]) -> int:
    return len(words)


@once_for_each(_words_in)
def _lines_of_page(words: tuple[Word, ...]) -> tuple[Line, ...]:
    return lines_of(words)


@once_for_each(_words_in)
def _text_of_page(words: tuple[Word, ...]) -> str:
    return "\n".join(line.text for line in _lines_of_page(words))


SIDE_BY_SIDE = 0.75  # of the lower word's height


def lines_of(words: tuple[Word, ...]) -> tuple[Line, ...]:
    """Words gathered into lines, top to bottom, left to right.

    Two words share a line when the centre of the less tall one lies within the middle of the taller one's height.
    """
    if len(words) <= 1:
        return (Line(words),) if words else ()
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.center[1], word.box.x0)):
        middle = word.box.center[1]
        for row in reversed(rows[-4:]):
            anchor = row[0].box
            reach = 0.35 * max(anchor.height, word.box.height)
            if abs(anchor.center[1] - middle) <= reach or _side_by_side(row, word):
                row.append(word)
                break
        else:
            rows.append([word])
    return tuple(Line(tuple(sorted(row, key=lambda word: word.box.x0))) for row in rows)


def _side_by_side(row: list[Word], word: Word) -> bool:
    """Types of another face or height on one line: nearly all of the lower one stands beside the other, and over none."""
    box = word.box
    for other in row:
        shared = min(box.bottom, other.box.bottom) - max(box.top, other.box.top)
        if shared < SIDE_BY_SIDE * min(box.height, other.box.height) or not (box.x1 <= other.box.x0 or other.box.x1 <= box.x0):
            return False
    return True

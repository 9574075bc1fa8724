"""What every reader of proofs gives back, and the few things they all do with words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors.translations import untranslated
from models.answer import AnyCandidate, Bound, Candidate, Caveat, FoundBy, Source
from models.document import Cell, Doubt, Line, Page, Table, Word, lines_of
from models.facts import Ascribed, AsOf, Party, Signed, Term
from models.fields import Field
from models.geometry import around
from models.problem import Category, Problem, Severity
from models.proof import PageKind
from models.quantity import Quantity, exactly

SURE = 0.80
FIGURES = "0123456789.,"
HEAD_OF_OPINION = re.compile(r".{0,12}意见(?:\(.{0,8}\))?[:：]?")
UNSURE_DOUBTS = frozenset({Doubt.UNREAD, Doubt.LOW_CONFIDENCE, Doubt.CROSSED_OUT, Doubt.HIDDEN})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the notice wants to know of proofs: the year that activities are counted for, and the day by which a
    lease must still run. `year` None: whatever year stands there."""

    year: int | None = 2019
    deadline: date | None = None


ASKED = Asked()


@dataclass(frozen=True, slots=True)
class ProofReading:
    """All that the pages of one kind in one file say."""

    kind: PageKind
    candidates: tuple[AnyCandidate, ...] = ()
    bounds: tuple[Bound, ...] = ()
    problems: tuple[Problem, ...] = ()
    parties: tuple[Party, ...] = ()
    terms: tuple[Term, ...] = ()
    signed: tuple[Signed, ...] = ()
    ascribed: tuple[Ascribed, ...] = ()
    as_of: tuple[AsOf, ...] = ()


def listed(words: str) -> tuple[str, ...]:
    """A table of words written as one string, apart by spaces: easier to read and to add to than a column of quotes."""
    return tuple(words.split())


def squash(text: str) -> str:
    """Half-width, without spaces and zero-width marks: for comparing words, never for showing them."""
    return re.sub(r"[\s\u200b-\u200f\ufeff\u2060]+", "", unicodedata.normalize("NFKC", text))


def bare(text: str) -> str:
    """Squashed, without brackets' contents, punctuation and what says it again in English: a label or a column's title."""
    return re.sub(r"[^\w%]", "", re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕", "", untranslated(squash(text))))


def is_sure(words: Iterable[Word]) -> bool:
    """Could each word be read without guessing? An empty run is not sure: nothing was read."""
    known = tuple(words)
    return bool(known) and all(word.confidence >= SURE and not word.doubts & UNSURE_DOUBTS for word in known)


@dataclass(frozen=True, slots=True)
class Run:
    """A page as one run of squashed text, its lines joined as Chinese breaks them, and where each word stands in it."""

    text: str
    pieces: tuple[tuple[int, int, Word], ...]

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that hold this stretch."""
        return tuple(word for begins, ends, word in self.pieces if begins < end and ends > start)


def running(page: Page) -> Run:
    """The page's words in reading order as one text. Figures of two words never run together into one number."""
    return _run_of(page.lines)


def running_by_cells(page: Page) -> Run:
    """The same, each cell of a table by itself: a head set in the middle of its cell's height stands before what it heads."""
    blocks: list[tuple[float, tuple[Line, ...]]] = []
    held: set[int] = set()
    for table in page.tables:
        cells = _in_order(table)
        held |= {id(word) for cell in cells for word in cell.words}
        blocks.append((table.box.top, tuple(line for cell in cells for line in lines_of(cell.words))))
    blocks += [(line.box.top, (line,)) for line in lines_of(tuple(word for word in page.words if id(word) not in held))]
    return _run_of(line for _, lines in sorted(blocks, key=lambda block: block[0]) for line in lines)


def _in_order(table: Table) -> list[Cell]:
    """Row by row; where a row is nothing but heads of opinions, each with what stands below it."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        rows.setdefault(cell.row, []).append(cell)
    out: dict[int, Cell] = {}
    for row in rows.values():
        heads = len(row) > 1 and all(HEAD_OF_OPINION.fullmatch(squash(cell.text)) for cell in row)
        for cell in row:
            out.setdefault(id(cell), cell)
            below = table.at(cell.row + cell.row_span, cell.col) if heads else None
            if below is not None and below.col == cell.col and below.col_span == cell.col_span:
                out.setdefault(id(below), below)
    return list(out.values())


def _run_of(lines: Iterable[Line]) -> Run:
    text: list[str] = []
    pieces: list[tuple[int, int, Word]] = []
    at, last = 0, ""
    for line in lines:
        for nth, word in enumerate(line.words):
            piece = squash(word.text)
            if last in FIGURES and piece[:1] in FIGURES and last and piece:
                text.append(" " if nth else "\n")
                at += 1
            pieces.append((at, at + len(piece), word))
            text.append(piece)
            at += len(piece)
            last = piece[-1:] or last
    return Run("".join(text), tuple(pieces))


def text_candidate(
    asked_field: Field[str],
    value: str | None,
    page: Page,
    words: tuple[Word, ...],
    *,
    text: str,
    found_by: FoundBy,
    label: str = "",
    detail: str = "",
    caveats: Iterable[Caveat] = (),
) -> Candidate[str]:
    place = page.place(around(word.box for word in words), text)
    return Candidate(asked_field, value, place, words, Source.PROOF, found_by, label, detail, frozenset(caveats))


def number_candidate(
    asked_field: Field[Quantity],
    value: Quantity | None,
    page: Page,
    words: tuple[Word, ...],
    *,
    text: str,
    found_by: FoundBy,
    label: str = "",
    detail: str = "",
    caveats: Iterable[Caveat] = (),
    area: tuple[Word, ...] = (),
) -> Candidate[Quantity]:
    """`area`: the words around which the place is drawn, where that is more than the words themselves: a whole list."""
    place = page.place(around(word.box for word in (area or words)), text)
    return Candidate(asked_field, value, place, words, Source.PROOF, found_by, label, detail, frozenset(caveats))


def counted(asked_field: Field[Quantity], count: int, *, period: str | None = None) -> Quantity:
    """A number of rows, in the field's unit."""

    return exactly(Decimal(count), asked_field.unit, text=str(count), period=period)


def trouble(
    page: Page,
    message: str,
    remedy: str,
    *,
    category: Category = Category.CONSISTENCY,
    name: str | None = None,
    severity: Severity = Severity.WARNING,
    words: tuple[Word, ...] = (),
) -> Problem:
    """A Problem that points at words of a page."""
    box = around(word.box for word in words)
    shown = page.place(box, "").box if box is not None else None
    return Problem(category, severity, message, remedy, page.file, page.number, shown, name)

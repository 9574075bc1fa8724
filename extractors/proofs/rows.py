"""A list once it is read: its columns, its rows, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.proofs.reading import bare, is_sure, squash
from models.document import Page, Reading, Word, lines_of

NUMBER = re.compile(r"^[(（]?(\d{1,4})[)）.、]?$")
NUMBER_KEY = "number"
WHOLE_ROW = re.compile(r"^[0-9].*[\u3400-\u9fff]{2}")
TITLE_CHARS = 16
# A printed 1 is a third of its height wide or more, what a ruling leaves behind under a tenth (650 of them measured, 2026-11-22).
STROKE = 0.12
WHOLE = 0.75  # share of a list's columns in which a row must have cells of its own
STROKE_TEXTS = frozenset("1|Il丨i")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a list may have; `titles` are compared bare, an equal one before one that is contained."""

    key: str
    titles: tuple[str, ...]


NUMBER_COLUMN = Column(NUMBER_KEY, ("序号", "编号", "序", "No", "NO", "项次"))


def key_of(text: str, known: tuple[Column, ...]) -> str | None:
    """The column that a title names: an equal title before the longest one that it contains."""
    title = bare(text)
    if not title or len(title) > TITLE_CHARS:
        return None
    for column in known:
        if title in column.titles:
            return column.key
    inside = [(len(one), column.key) for column in known for one in column.titles if len(one) >= 2 and one in title]
    return max(inside)[1] if inside else None


def is_title(text: str, known: tuple[Column, ...]) -> bool:
    return any(bare(text) in column.titles for column in known)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a row."""

    text: str
    words: tuple[Word, ...]

    @property
    def sure(self) -> bool:
        return is_sure(self.words)

    def surely_says(self, pattern: re.Pattern[str]) -> bool:
        """Was the word that fits read without guessing? Marks of a seal beside it say nothing against it."""
        fitting = tuple(word for word in self.words if pattern.search(squash(word.text)))
        return any(is_sure((word,)) for word in fitting) if fitting else self.sure


NO_ENTRY = Entry("", ())


def is_scanned(page: Page) -> bool:
    return page.reading in (Reading.OCR, Reading.BOTH)


def is_stroke(word: Word) -> bool:
    """Is this, read off a picture, a piece of a ruling or a seal rather than a figure?"""
    return word.text in STROKE_TEXTS and word.box.x1 - word.box.x0 <= STROKE * word.box.height


def is_torn(entries: Sequence[Entry]) -> bool:
    return sum(entry is not NO_ENTRY for entry in entries) <= WHOLE * len(entries)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list; `entries` are the cells of the known columns, `rest` whatever else stands in it.

    `block`: which of the blocks side by side on its page it stands in, from the left. `under`: the heading of the part of
    the list that it belongs to (二、商贸业), as written. `opens`: a sum or the columns' titles again stand before it.
    """

    page: Page
    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    rest: str = ""
    block: int = 0
    under: str = ""
    opens: bool = False

    def get(self, key: str) -> Entry:
        return next((entry for known, entry in zip(self.keys, self.entries, strict=True) if known == key), NO_ENTRY)

    @property
    def number(self) -> int | None:
        match = NUMBER.match(squash(self.get(NUMBER_KEY).text))
        return int(match.group(1)) if match else None

    @property
    def is_torn(self) -> bool:
        """Read off a picture, and many of its columns have no cell of their own: strokes below a list, or a row whose rulings are gone."""
        return is_scanned(self.page) and is_torn(self.entries)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for entry in self.entries for word in entry.words)

    @property
    def text(self) -> str:
        return " ".join(entry.text for entry in self.entries if entry.text)

    @property
    def is_run_together(self) -> bool:
        """Read off a picture, with two numbers in its number's cell or with the whole row in it: rulings were lost."""
        entry = self.get(NUMBER_KEY)
        figures = sum(any(char.isdigit() for char in line.text) for line in lines_of(entry.words))
        return is_scanned(self.page) and (figures > 1 or WHOLE_ROW.match(squash(entry.text)) is not None)

    @property
    def is_blank(self) -> bool:
        return (
            not self.is_run_together
            and not any(entry.text for key, entry in zip(self.keys, self.entries, strict=True) if key != NUMBER_KEY)
            and not self.rest
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """One list, joined. `titles` are the column titles as written, by the order of `keys`; `captions` the lines around it.

    `lost`: the pages, as they are told, on which rows of it seem to stand that could not be cut into its columns.
    `unfilled`: how many rows at its end have no words, or a number and nothing else.
    `untitled`: a column that is filled has a title that could not be read off the picture; what it says is not known.
    `trailing`: a heading below the last row, of the part that goes on elsewhere.
    """

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    header: tuple[Word, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    captions: tuple[str, ...]
    pages: tuple[Page, ...]
    lost: tuple[str, ...] = ()
    unfilled: int = 0
    untitled: bool = False
    trailing: str = ""

    def title(self, key: str) -> str:
        return next((title for known, title in zip(self.keys, self.titles, strict=True) if known == key), "")

    def has(self, key: str) -> bool:
        return key in self.keys

    @property
    def caption(self) -> str:
        return "\n".join(self.captions)

    @property
    def area(self) -> tuple[Word, ...]:
        """The words of the list on its first page: where a count can be checked by looking."""
        first = self.rows[0].page if self.rows else None
        return (*self.header, *(word for row in self.rows if row.page is first for word in row.words))

    @property
    def numbers(self) -> tuple[int | None, ...]:
        return tuple(row.number for row in self.rows)

"""Traditional characters → simplified ones: a form written in 申報類別 and 服務人員 is read as any other, and shown as it stands.

One character for one (variants.py), so that places in a text stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.variants import SIMPLIFIED, simplified
from models.answer import AnyCandidate
from models.document import Cell, Page, Table, Word

FEWEST = 4  # different ones on a page that make it a page of traditional writing: a single one may be of somebody's name


def is_traditional(page: Page) -> bool:
    """Is the page written in traditional characters, not only a name on it?"""
    return len({char for word in page.words for char in word.text if ord(char) in SIMPLIFIED}) >= FEWEST


def simplified_page(page: Page) -> Page:
    """The page in simplified characters where it is written in traditional ones; else the page itself."""
    if not is_traditional(page):
        return page
    return replace(page, words=_words(page.words), tables=tuple(_table(table) for table in page.tables))


def _table(table: Table) -> Table:
    return replace(table, cells=tuple(_cell(cell) for cell in table.cells))


def _cell(cell: Cell) -> Cell:
    return replace(cell, words=_words(cell.words))


def _words(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words without such a character stay the very same."""
    return tuple(word if (text := simplified(word.text)) == word.text else replace(word, text=text) for word in words)


def as_written(candidates: Iterable[AnyCandidate], pages: Sequence[Page]) -> list[AnyCandidate]:
    """The candidates with their places' words as these pages, the unchanged ones, have them."""
    written = [(page, _solid(page.text)) for page in pages if is_traditional(page)]
    return [_with_own_words(one, written) for one in candidates] if written else list(candidates)


def _with_own_words(one: AnyCandidate, written: Sequence[tuple[Page, str]]) -> AnyCandidate:
    sought = _solid(one.place.text)
    for page, text in written:
        if (page.file, page.number) != (one.place.file, one.place.page):
            continue
        at = simplified(text).find(sought)
        if sought and at >= 0:
            return replace(one, place=replace(one.place, text=_dressed(one.place.text, text[at : at + len(sought)])))
    return one


def _dressed(shown: str, solid: str) -> str:
    """`solid` with the spaces that `shown` has."""
    rest = iter(solid)
    return "".join(char if char.isspace() else next(rest, char) for char in shown)


def _solid(text: str) -> str:
    return "".join(char for char in text if not char.isspace())

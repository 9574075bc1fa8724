"""Activities written one below the other without a table: each begins a line with its day, perhaps with a number before it.

Cards, whose days stand below what names them, are read by `event_cards.py`.

Also the last resort for a table without rulings whose cells are wrapped so that its rows run into each other: the lines
with the days are its rows all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.proofs.event_cards import cards
from extractors.proofs.event_words import APART, DAY, FAR, FEWEST, FOOT, GAP, HOST, KEYS, WORDS
from extractors.proofs.joining import joined
from extractors.proofs.ledgers import is_heading
from extractors.proofs.reading import squash
from extractors.proofs.rows import NO_ENTRY, NUMBER_KEY, Entry, Listing, Row, is_scanned
from models.document import Line, Page, Word

ENTRY = re.compile(
    rf"(?P<number>[(]?\d{{1,3}}[).、:]{GAP}|\d{{1,3}}\s|第[一二三四五六七八九十\d]{{1,3}}[次场期][:、]?{GAP})?(?P<date>{DAY})(?P<name>.*)"
)
REACH = 14.0  # points by which the beginnings of entries may stand apart
PIECES = 0.25  # share of the rows


@dataclass(frozen=True, slots=True)
class _Found:
    line: Line
    at: int
    match: re.Match[str]

    @property
    def number(self) -> int | None:
        digits = re.sub(r"\D", "", self.match.group("number") or "")
        return int(digits) if digits else None


def entries(page: Page) -> Listing | None:
    """The activities of a page as a list; None where too few lines begin with a day, or these do not stand below each other."""
    if is_scanned(page):
        return None
    lines = page.lines
    found = [_Found(line, at, match) for at, line in enumerate(lines) if (match := ENTRY.fullmatch(_text(line))) is not None]
    headings = {at: text for at, line in enumerate(lines) if is_heading(text := squash(line.text))}
    if len(found) < FEWEST or not _aligned(found) or not _counted(found, headings) or not _alike(found):
        return None
    stops = [*(one.at for one in found[1:]), _end(lines, found[-1].at)]
    rows = tuple(_row(page, one, lines, stop, headings) for one, stop in zip(found, stops, strict=True))
    around = (*lines[: found[0].at], *lines[stops[-1] :])
    return Listing(KEYS, KEYS, found[0].line.words, rows, (), tuple(line.text for line in around), (page,))


def is_dated_entry(line: Line | None) -> bool:
    """（1）2019年1月25日，举办政策宣讲会: does a line begin as those of a list of activities do?"""
    return line is not None and ENTRY.fullmatch(_text(line)) is not None


def entries_on(pages: Sequence[Page]) -> tuple[Listing, ...]:
    """The lists of such lines on these pages; one that goes on over a page's end is one."""
    out: list[Listing] = []
    for page in pages:
        found = entries(page) or cards(page, tuple(_text(line) for line in page.lines))
        if found is not None and out and _goes_on(found, out[-1]):
            out[-1] = joined(out[-1], found)
        elif found is not None:
            out.append(found)
    return tuple(out)


def rows_run_together(listing: Listing) -> bool:
    """Are so many rows pieces of rows, their cells' lines told apart: without a name, or with more than a number for a number?"""
    rows = listing.rows
    blank = sum(not row.get("name").text for row in rows)
    run_on = sum(bool(row.get(NUMBER_KEY).text) and row.number is None for row in rows)
    return max(blank, run_on) > PIECES * len(rows) and not is_scanned(rows[0].page)


def _goes_on(listing: Listing, before: Listing) -> bool:
    """Is this the rest of the list before it: numbers that go on, or days at the head of the next page?"""
    first, last = listing.rows[0].number, before.rows[-1].number
    if first is not None or last is not None:
        return first is not None and last is not None and first == last + 1
    return listing.pages[0].lines[0].words == listing.header


def _text(line: Line) -> str:
    """A line's words apart by one space, so that a number and a day do not run together."""
    return " ".join(unicodedata.normalize("NFKC", " ".join(word.text for word in line.words)).split())


def _aligned(found: Sequence[_Found]) -> bool:
    left = [one.line.words[0].box.x0 for one in found]
    return max(left) - min(left) <= REACH


def _counted(found: Sequence[_Found], headings: Mapping[int, str]) -> bool:
    """Numbers before the days, if any, follow each other, or begin anew below a heading; a day without one may be no entry."""
    if not any(one.number for one in found):
        return True
    return all(
        one.number is not None
        and (one.number == (before.number or 0) + 1 or (one.number == 1 and any(before.at < at < one.at for at in headings)))
        for before, one in pairwise(found)
    )


def _alike(found: Sequence[_Found]) -> bool:
    """Days with a year among days without are of different things; two days on a line are two things, or from one to the other."""
    with_year = {one.match.group("date").startswith("20") for one in found}
    return len(with_year) == 1 and not any(re.search(DAY, one.match.group("name")) for one in found)


def _end(lines: Sequence[Line], last: int) -> int:
    """The line with which the last entry's words end: a total, a signature, or a gap."""
    for at in range(last + 1, len(lines)):
        gap = lines[at].box.top - lines[at - 1].box.bottom
        if FOOT.search(squash(lines[at].text)) or gap > FAR * lines[at].box.height:
            return at
    return len(lines)


def _row(page: Page, one: _Found, lines: Sequence[Line], stop: int, headings: Mapping[int, str]) -> Row:
    below = [lines[at] for at in range(one.at + 1, stop) if at not in headings]
    words: tuple[Word, ...] = tuple(word for line in (one.line, *below) for word in line.words)
    own, more = one.match.group("name").strip(" ,:，—-"), " ".join(_text(line) for line in below)
    host = HOST.search(f"{own} {more}")
    number = Entry(str(one.number), words[:1]) if one.number is not None else NO_ENTRY
    values = (
        number,
        Entry(one.match.group("date"), one.line.words),
        Entry(own if WORDS.search(own) else more, words),
        Entry(host.group(1), words) if host else NO_ENTRY,
    )
    under = next((headings[at] for at in range(one.at, -1, -1) if at in headings), "")
    return Row(page, KEYS, values, " ".join(APART.split(f"{own} {more}")), under=under)

"""Words as one running text that remembers which word each character came from, and Candidates made from a stretch of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from extractors.finders.texts import Reading
from models.answer import AnyCandidate, Candidate, Caveat, FoundBy, Source
from models.document import Doubt, Page, Word, lines_of
from models.fields import Field
from models.geometry import Box, around
from models.quantity import Quantity

AnyField = Field[Quantity] | Field[str]

SPACE_GAP = 0.28  # em: where a person sees a space between two words
WIDE_GAP = 1.6  # em: where a column or another entry begins
WIDE = "   "
FULL_LINE = 16  # characters of a line that may run on in the next one
SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?\n]?")
CELL_LIMIT = 4000  # characters of one cell or line that are looked at


@dataclass(frozen=True, slots=True)
class Run:
    """Text of words, lines parted by a newline; `owner[i]` is the word of character i and the place in it, or None."""

    text: str
    words: tuple[Word, ...]
    owner: tuple[tuple[int, int] | None, ...]

    def cut(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of this stretch; a word of which only a part is meant is cut to that part, its box too."""
        parts: dict[int, list[int]] = {}
        for at in self.owner[max(0, start) : end]:
            if at is not None:
                parts.setdefault(at[0], []).append(at[1])
        return tuple(part(self.words[i], min(places), max(places) + 1) for i, places in sorted(parts.items()))

    def box(self, start: int, end: int) -> Box | None:
        return around(word.box for word in self.cut(start, end))


def part(word: Word, start: int, end: int) -> Word:
    """Characters start…end of a word, with the box they take up by their usual widths."""
    text = word.text[start:end]
    if start == 0 and end >= len(word.text):
        return word
    reached = _reached(word.text)
    total = reached[-1] or 1.0
    left, right = (word.box.x0 + word.box.width * reached[_place(at, len(word.text))] / total for at in (start, end))
    return replace(word, text=text, box=Box(left, word.box.top, max(left, right), word.box.bottom))


def _place(at: int, length: int) -> int:
    """Where a stretch of a text begins or ends, as slicing counts."""
    return min(at, length) if at >= 0 else max(0, length + at)


@lru_cache(maxsize=4)
def _reached(text: str) -> tuple[float, ...]:
    """How far a text has come before each of its characters and at its end, in em."""
    return tuple(accumulate(map(advance, text), initial=0.0))


def advance(char: str) -> float:
    """Width of a character in em, as Chinese faces have it."""
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.66 if char.isupper() else 0.55


def run_of(words: Iterable[Word]) -> Run:
    """Words in reading order; a gap shows as a space, a wide gap as WIDE, a new line as a newline."""
    known: list[Word] = []
    text: list[str] = []
    owner: list[tuple[int, int] | None] = []
    size = 0
    for number, line in enumerate(lines_of(tuple(words))):
        if number:
            text.append("\n")
            owner.append(None)
        for i, word in enumerate(line.words):
            if i:
                gap = gap_between(line.words[i - 1], word)
                text.append(gap)
                owner.extend([None] * len(gap))
            known.append(word)
            text.append(word.text)
            owner.extend((len(known) - 1, at) for at in range(len(word.text)))
            size += len(word.text)
        if size > CELL_LIMIT:
            break
    return Run("".join(text), tuple(known), tuple(owner))


def gap_between(left: Word, right: Word) -> str:
    """What stands between two neighbours of a line: nothing, a space, or WIDE."""
    em = max(1.0, min(left.box.height, right.box.height))
    gap = (right.box.x0 - left.box.x1) / em
    if gap >= WIDE_GAP:
        return WIDE
    latin = bool(left.text and right.text) and _latin(left.text[-1]) and _latin(right.text[0])
    return " " if gap >= SPACE_GAP or (latin and gap > 0.12) else ""


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def is_unread(words: Sequence[Word]) -> bool:
    """Is there writing of which a reader could make nothing?"""
    return any(Doubt.UNREAD in word.doubts and not word.text.strip() for word in words)


def squeeze(text: str) -> str:
    """The words as they stood, on one line: what Evidence shows."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", re.sub(r"\s+", " ", text)).strip()


def run_on(words: tuple[Word, ...]) -> str:
    """The words as one text: full lines run on, short ones end."""
    out = ""
    for line in lines_of(words):
        plain = re.sub(r"\s+", "", line.text)
        out += plain + ("" if len(plain) >= FULL_LINE else "\n")
    return out


def candidate(
    page: Page,
    field: AnyField,
    reading: Reading,
    words: tuple[Word, ...],
    *,
    found_by: FoundBy,
    label: str,
    detail: str,
    caveats: Iterable[Caveat] = (),
) -> AnyCandidate:
    """A Candidate of the form; `words` are those of the value alone."""
    if reading.because:
        detail = f"{detail}；{reading.because}"
    place = page.place(around(word.box for word in words), squeeze(reading.text))
    return Candidate(  # type: ignore[misc]  # a field's kind decides what its value is; the type cannot say so
        field,
        reading.value,
        place,
        words,
        Source.FORM,
        found_by,
        squeeze(label),
        detail,
        frozenset(reading.caveats) | frozenset(caveats),
    )

"""Amounts of a list that a scan or a seal has spoilt: what the ink may say, and which sayings add up to the total.

Only the writing is doubted here, never a figure: marks that are no figures fall away, a point read for a comma or a
comma for a point is put right, the halves of a number that a stroke cut in two are joined. What then adds up to the
last 分 is what was written: marks taken wrongly would not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product

from extractors.numerals import folded
from extractors.proofs.reading import squash
from extractors.proofs.rows import Entry
from models.document import Doubt, Word

FIGURES = re.compile(r"[0-9](?:[0-9.,:、·]*[0-9])?")
CENTS = re.compile(r"[.,:·]([0-9]{2})$")
SEPARATOR = re.compile(r"[.,:、·]")
ENDING = re.compile(r"[0-9][.,:·][0-9]{2}(?![0-9])")
NUMERAL = re.compile(r"[0-9.,]{2,}")
OVER = 0.3  # share of a word that lies over another
SURE_BESIDE = 0.80  # beside a word read this surely, one of low confidence is a mark
MAX_READINGS = 4  # of one cell
MAX_ROWS = 80
MAX_DOUBTED = 2  # rows that are read otherwise than they stand, in one list; any number may be where all have the same slip
MIN_DIGITS = 3
CENT = Decimal("0.01")


def readings(entry: Entry, literal: Decimal | None, *, in_cents: bool) -> tuple[Decimal, ...]:
    """What a cell may say, the likeliest first. `literal`: what its words say as they stand; `in_cents`: the list writes two decimals."""
    found = [] if literal is None else [literal]
    found += _figures("".join(squash(word.text) for word in plain_words(entry.words)), in_cents=in_cents)
    return tuple(dict.fromkeys(found))[:MAX_READINGS]


def writes_cents(entries: Sequence[Entry]) -> bool:
    """Do most cells of the column end with two decimals?"""
    ends = [any(ENDING.search(squash(word.text)) for word in entry.words) for entry in entries if entry.text]
    return bool(ends) and 2 * sum(ends) > len(ends)


def plain_words(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a cell left to right, without marks of low confidence beside figures that were read surely."""
    ordered = tuple(sorted(words, key=lambda word: word.box.x0)) if len(words) > 1 else words
    sure = [
        word for word in ordered if Doubt.LOW_CONFIDENCE not in word.doubts and word.confidence >= SURE_BESIDE and FIGURES.search(word.text)
    ]
    return tuple(word for word in ordered if Doubt.LOW_CONFIDENCE not in word.doubts or not _is_mark(word, sure))


def _is_mark(word: Word, sure: Sequence[Word]) -> bool:
    """Figures beside sure ones go on with them; what lies over them, or is no figures, is a mark."""
    over = any(min(word.box.x1, other.box.x1) - max(word.box.x0, other.box.x0) > OVER * (word.box.x1 - word.box.x0) for other in sure)
    return bool(sure) and (over or NUMERAL.fullmatch(squash(word.text)) is None)


def _figures(text: str, *, in_cents: bool) -> list[Decimal]:
    """The one run of figures in a text, with its separators put right; and where the list writes cents, its last two as such."""
    runs = FIGURES.findall(folded(text))
    if len(runs) != 1 or len(SEPARATOR.sub("", runs[0])) < MIN_DIGITS:
        return []
    run = runs[0]
    cents = CENTS.search(run)
    whole = run[: cents.start()] if cents else run
    digits = SEPARATOR.sub("", whole)
    # A separator of thousands has a multiple of three figures behind it.
    fits = all(len(SEPARATOR.sub("", whole[at.end() :])) % 3 == 0 for at in SEPARATOR.finditer(whole))
    out = [Decimal(f"{digits}.{cents.group(1)}" if cents else digits)] if fits and digits else []
    if in_cents and cents is None and len(digits) >= MIN_DIGITS:
        out.append(Decimal(digits) / 100)
    return out


def adding_up(rows: Sequence[tuple[Decimal, ...]], totals: tuple[Decimal, ...]) -> Decimal | None:
    """The one total that the rows make, with as few rows as possible read otherwise than first; None where none, or several.

    `rows`, `totals`: what each cell may say. A row that says nothing makes the sum impossible.
    """
    if not totals or not rows or len(rows) > MAX_ROWS or not all(rows):
        return None
    slack = CENT * len(rows)
    first = sum((row[0] for row in rows), Decimal(0))
    open_rows = [at for at, row in enumerate(rows) if len(row) > 1]
    for mended in range(MAX_DOUBTED + 1):
        hits: set[Decimal] = set()
        for chosen in combinations(open_rows, mended):
            for picks in product(*(rows[at][1:] for at in chosen)):
                made = first + sum((pick - rows[at][0] for at, pick in zip(chosen, picks, strict=True)), Decimal(0))
                hits |= {total for total in totals if abs(total - made) <= slack}
        if hits:
            return hits.pop() if len(hits) == 1 else None
    return None

"""Pieces of a list put together: pages into one list, the halves of a row that a page's end broke, lines into their row."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.proofs.grids import MAX_ROWS
from extractors.proofs.rows import NUMBER_KEY, Entry, Listing, Row, is_scanned

CODE = re.compile(r"\d")


def joined(left: Listing, right: Listing) -> Listing:
    """One list of two pieces; the rows above the right one's first heading stand under the last that came before."""
    right = replace(right, rows=_headed(left, right.rows))
    rows = _rejoined(left, right)
    return replace(
        left,
        rows=rows[:MAX_ROWS],
        trailing=right.trailing if right.rows else right.trailing or left.trailing,
        totals=(*left.totals, *right.totals),
        captions=(*left.captions, *right.captions),
        pages=tuple(dict.fromkeys((*left.pages, *right.pages))),
        untitled=left.untitled or right.untitled,
    )


def _headed(left: Listing, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    before = left.trailing or (left.rows[-1].under if left.rows else "")
    first = next((at for at, row in enumerate(rows) if row.under), len(rows))
    return tuple(replace(row, under=before) if at < first else row for at, row in enumerate(rows)) if before else rows


def _rejoined(left: Listing, right: Listing) -> tuple[Row, ...]:
    """The rows of both; where a page ends within a row, its rest on the next page goes to it, block by block."""
    rows, rest = list(left.rows), list(right.rows)
    for block in sorted({row.block for row in rest}):
        last = next((at for at in reversed(range(len(rows))) if rows[at].block == block), None)
        ours = [row for row in rest if row.block == block]
        if last is not None and rows[last].page is left.rows[-1].page and _breaks_row(rows[last], ours):
            rows[last] = _mended(rows[last], ours[0])
            rest = [row for row in rest if row is not ours[0]]
    return (*rows, *rest)


def _breaks_row(last: Row, following: list[Row]) -> bool:
    """Does the page end within a row, so that the rest of its cells stands above the next number?"""
    first = following[0]
    if is_scanned(first.page) or last.page is first.page:
        return False
    if NUMBER_KEY not in first.keys or first.keys != last.keys or first.is_blank or first.opens:
        return False
    above, rest, below = (row.get(NUMBER_KEY).text for row in (last, first, following[min(1, len(following) - 1)]))
    if not above or rest:
        return False
    if last.number is None:  # a ledger's own numbers: HT2019-012
        return len(following) > 1 and CODE.search(above) is not None and CODE.search(below) is not None
    return len(following) == 1 or following[1].number == last.number + 1


def _mended(last: Row, first: Row) -> Row:
    return replace(last, entries=_together(last, first), rest=last.rest + first.rest)


def _together(upper: Row, lower: Row) -> tuple[Entry, ...]:
    return tuple(Entry(a.text + b.text, a.words + b.words) for a, b in zip(upper.entries, lower.entries, strict=True))


def unwrapped(rows: list[Row]) -> list[Row]:
    """Without rulings a wrapped cell looks like a row of its own: one without number, with few cells filled."""
    if sum(row.number is not None for row in rows) < max(2, len(rows) // 3):
        return rows
    out: list[Row] = []
    for row in rows:
        filled = sum(bool(entry.text) for entry in row.entries)
        if out and row.number is None and filled <= max(1, len(row.entries) // 2) and out[-1].page is row.page:
            out[-1] = replace(out[-1], entries=_together(out[-1], row))
        else:
            out.append(row)
    return out

"""Pieces of a list put together: pages into one list, the halves of a row that a page's end broke, lines into their row."""

from __future__ import annotations

from dataclasses import replace

from extractors.proofs.grids import MAX_ROWS
from extractors.proofs.rows import NUMBER_KEY, Entry, Listing, Row, is_scanned


def joined(left: Listing, right: Listing) -> Listing:
    rows = (
        (*left.rows[:-1], _mended(left.rows[-1], right.rows[0]), *right.rows[1:]) if _breaks_row(left, right) else (*left.rows, *right.rows)
    )
    return replace(
        left,
        rows=rows[:MAX_ROWS],
        totals=(*left.totals, *right.totals),
        captions=(*left.captions, *right.captions),
        pages=tuple(dict.fromkeys((*left.pages, *right.pages))),
        untitled=left.untitled or right.untitled,
    )


def _breaks_row(left: Listing, right: Listing) -> bool:
    """Does the page end within a row, so that the rest of its cells stands above the next number?"""
    if not left.rows or not right.rows or is_scanned(right.rows[0].page) or left.rows[-1].page is right.rows[0].page:
        return False
    last, first = left.rows[-1], right.rows[0]
    following = right.rows[1].number if len(right.rows) > 1 else None
    if last.number is None or first.number is not None or first.is_blank or first.keys != last.keys or first.block or last.block:
        return False
    return NUMBER_KEY in first.keys and (len(right.rows) == 1 or following == last.number + 1)


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

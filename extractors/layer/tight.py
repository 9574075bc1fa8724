"""Columns of a table without rulings that stand so close together that their words run into one.

A gap too small to part two words by itself parts them where words of other rows begin right behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layer.glyphs import Glyph

TIGHT_EM = 0.4  # em of empty space that may part two columns
SAME_EDGE_PT = 0.6  # points by which words of one column, set flush left, begin apart
LEAST_BEGINS = 3  # words of other rows that must begin there
NEAR_EM = 30.0  # em up and down among which they stand


@dataclass(frozen=True, slots=True)
class Begins:
    """Where words begin that stand behind others in their line: (x, baseline), from left to right."""

    places: tuple[tuple[float, float], ...] = ()

    def parts(self, before: Glyph, glyph: Glyph) -> bool:
        """Does a column begin with this glyph, which stands close behind the one before it?"""
        if not self.places or glyph.x0 - before.x1 < TIGHT_EM * max(before.size, glyph.size):
            return False
        first = bisect_left(self.places, (glyph.x0 - SAME_EDGE_PT, float("-inf")))
        rows: set[float] = set()
        for x, base in self.places[first:]:
            if x > glyph.x0 + SAME_EDGE_PT or len(rows) >= LEAST_BEGINS:
                break
            if 0.5 * glyph.size < abs(base - glyph.base) <= NEAR_EM * glyph.size:
                rows.add(base)
        return len(rows) >= LEAST_BEGINS


NOWHERE = Begins()


def begins_of(runs: Sequence[Sequence[Sequence[Glyph]]]) -> Begins:
    """Where words begin, of the words line by line; the first of a line says nothing of columns."""
    return Begins(tuple(sorted((run[0].x0, run[0].base) for line in runs for run in line[1:] if run)))

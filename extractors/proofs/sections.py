"""An office file is one long page that holds all papers: cut where the title of another paper stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace

from extractors.proofs.reading import squash
from extractors.proofs.rules import RULES
from models.document import Line, Page, lines_of
from models.geometry import Box
from models.proof import PageKind

TITLE_LENGTH = 30
TITLE_SHARE = 0.5  # of a line's characters that the title's words must be
NEVER_OPENS = frozenset({PageKind.PHOTO, PageKind.CERTIFICATE})
MAX_SECTIONS = 60


def sections(page: Page) -> tuple[Page, ...]:
    """The papers on a page without a number, in order, each as a Page of its own; any other page as it is."""
    if page.number is not None:
        return (page,)
    tables = [table.box for table in page.tables]
    loose = lines_of(tuple(word for word in page.words if not any(box.holds_center(word.box) for box in tables)))
    cuts = _cuts(loose)
    if len(cuts) < 2:
        return (page,)
    edges = [0.0, *cuts[1:], float("inf")]
    parts = (_between(page, start, end) for start, end in itertools.pairwise(edges))
    return tuple(part for part in parts if part.words or part.tables) or (page,)


def _cuts(lines: Iterable[Line]) -> list[float]:
    """Heights at which a paper of another kind begins."""
    out: list[float] = []
    kind: PageKind | None = None
    for line in lines:
        opened = _opens(squash(line.text))
        if opened is not None and opened is not kind and len(out) < MAX_SECTIONS:
            out.append(line.box.top)
            kind = opened
    return out


def _opens(text: str) -> PageKind | None:
    if not 2 <= len(text) <= TITLE_LENGTH:
        return None
    hits = ((len(match.group()), rule.kind) for rule in RULES if (match := rule.title.search(text)) and rule.kind not in NEVER_OPENS)
    longest = max(hits, key=lambda hit: hit[0], default=None)
    return longest[1] if longest is not None and longest[0] >= TITLE_SHARE * len(text) else None


def _between(page: Page, start: float, end: float) -> Page:
    def inside(box: Box) -> bool:
        return start <= box.center[1] < end

    return replace(
        page,
        words=tuple(word for word in page.words if inside(word.box)),
        tables=tuple(table for table in page.tables if start <= table.box.top < end),
        marks=tuple(mark for mark in page.marks if inside(mark.box)),
    )

"""An office file is one long page that holds all papers: cut where the title of another paper stands, or another list opens."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.proofs.headers import kind_opened, refers
from extractors.proofs.reading import squash
from extractors.proofs.rules import LIST_KINDS, RULES
from models.document import Line, Page, Table, lines_of
from models.geometry import Box
from models.proof import PageKind

TITLE_LENGTH = 30
TITLE_SHARE = 0.5  # of a line's characters that the title's words must be
NEVER_OPENS = frozenset({PageKind.PHOTO, PageKind.CERTIFICATE})
MAX_SECTIONS = 60
HEAD_LINES = 2  # a list's title, and below it whose it is or as of when
RUNNING = re.compile(r"[。；，,;:]|日$")  # a sentence, a label or the day of a signature is no title


def sections(page: Page) -> tuple[Page, ...]:
    """The papers on a page without a number, in order, each as a Page of its own; any other page as it is."""
    if page.number is not None:
        return (page,)
    tables = [table.box for table in page.tables]
    loose = lines_of(tuple(word for word in page.words if not any(box.holds_center(word.box) for box in tables)))
    cuts = _with_lists(_cuts(loose), page.tables, loose)
    if len(cuts) < 2:
        return (page,)
    edges = [0.0, *(top for top, _ in cuts[1:]), float("inf")]
    parts = (_between(page, start, end) for start, end in itertools.pairwise(edges))
    return tuple(part for part in parts if part.words or part.tables) or (page,)


def _cuts(lines: Iterable[Line]) -> list[tuple[float, PageKind]]:
    """Heights at which a paper of another kind begins, and which."""
    out: list[tuple[float, PageKind]] = []
    kind: PageKind | None = None
    for line in lines:
        opened = _opens(squash(line.text))
        if opened is not None and opened is not kind and len(out) < MAX_SECTIONS:
            out.append((line.box.top, opened))
            kind = opened
    return out


def _with_lists(cuts: list[tuple[float, PageKind]], tables: Iterable[Table], loose: tuple[Line, ...]) -> list[tuple[float, PageKind]]:
    """The same with the lists that only their own header tells from the list before them, whatever they are called."""
    out = list(cuts)
    floor = 0.0
    for table in sorted(tables, key=lambda one: one.box.top):
        opened = kind_opened(table)
        kind = next((kind for top, kind in reversed(out) if top < table.box.top), None)
        if opened is not None and kind in LIST_KINDS and opened is not kind and len(out) < MAX_SECTIONS:
            out = sorted([*out, (_head_of(table, floor, loose), opened)], key=lambda cut: cut[0])
        floor = table.box.bottom
    return out


def _head_of(table: Table, floor: float, loose: tuple[Line, ...]) -> float:
    """Where the title above a table begins, below what ends at `floor`; the table's own top where it has none."""
    above = [line for line in loose if floor <= line.box.top < table.box.top]
    top = table.box.top
    for line in reversed(above[-HEAD_LINES:]):
        text = squash(line.text)
        if len(text) > TITLE_LENGTH or RUNNING.search(text):
            break
        top = line.box.top
    return top


def _opens(text: str) -> PageKind | None:
    if not 2 <= len(text) <= TITLE_LENGTH or refers(text):
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

"""An office file is one long page that holds all papers: cut where the title of another paper stands, or another list opens.

Printed pages that papers share are cut by `shared_pages.py`, which asks for more: a title may end one page of a long paper.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from extractors.finders.labels import match_label
from extractors.proofs.headers import kind_opened
from extractors.proofs.reading import squash
from extractors.proofs.rules import LIST_KINDS
from extractors.proofs.shared_pages import between, head_of, opened_by, papers_on
from models.document import Line, Page, Table, lines_of
from models.proof import PageKind

MAX_SECTIONS = 60


def sections(page: Page) -> tuple[Page, ...]:
    """The papers on a page, in order, each as a Page of its own; a page of one paper, or a picture, as it is."""
    if page.number is not None:
        return papers_on(page)
    loose = lines_of(page.words_outside(page.tables))
    cuts = _with_lists(_cuts(loose), page.tables, loose)
    if len(cuts) < 2:
        return (page,)
    edges = [0.0, *(top for top, _ in cuts[1:]), float("inf")]
    parts = (between(page, start, end) for start, end in itertools.pairwise(edges))
    return tuple(part for part in parts if part.words or part.tables) or (page,)


def _cuts(lines: Iterable[Line]) -> list[tuple[float, PageKind]]:
    """Heights at which a paper of another kind begins, and which."""
    out: list[tuple[float, PageKind]] = []
    kind: PageKind | None = None
    for line in lines:
        opened = opened_by(squash(line.text)) if not _is_answered(line) else None
        if opened is not None and opened is not kind and len(out) < MAX_SECTIONS:
            out.append((line.box.top, opened))
            kind = opened
    return out


def _is_answered(line: Line) -> bool:
    """省平台　已注册, 省平台：已注册: a line of a form, its label and the answer behind it, and no paper's title."""
    head, colon, rest = line.text.replace("：", ":").partition(":")
    if not colon:
        head, rest = line.words[0].text, "".join(word.text for word in line.words[1:])
    label = match_label(head) if rest.strip() else None
    return label is not None and label.asks


def _with_lists(cuts: list[tuple[float, PageKind]], tables: Iterable[Table], loose: tuple[Line, ...]) -> list[tuple[float, PageKind]]:
    """The same with the lists that only their own header tells from the list before them, whatever they are called."""
    out = list(cuts)
    floor = 0.0
    for table in sorted(tables, key=lambda one: one.box.top):
        opened = kind_opened(table)
        kind = next((kind for top, kind in reversed(out) if top < table.box.top), None)
        if opened is not None and kind in LIST_KINDS and opened is not kind and len(out) < MAX_SECTIONS:
            out = sorted([*out, (head_of(table.box.top, floor, loose), opened)], key=lambda cut: cut[0])
        floor = table.box.bottom
    return out

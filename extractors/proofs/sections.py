"""An office file is one long page that holds all papers: cut where the title of another paper stands, or another list opens.

Printed pages that papers share are cut by `shared_pages.py`, which asks for more: a title may end one page of a long paper.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from extractors.finders.labels import match_label
from extractors.proofs.entries import is_dated_entry
from extractors.proofs.headers import kind_opened
from extractors.proofs.plain_titles import plain_lists
from extractors.proofs.reading import squash
from extractors.proofs.rules import LIST_KINDS
from extractors.proofs.shared_pages import between, head_of, opened_by, papers_on
from extractors.proofs.spreads import halves
from models.document import Line, Page, Table, lines_of
from models.proof import PageKind

MAX_SECTIONS = 60
ASKING_CELLS = 2  # labels of a form's table


def sections(page: Page) -> tuple[Page, ...]:
    """The papers on a page, in order, each as a Page of its own; a page of one paper, or a picture, as it is."""
    if page.number is not None:
        return tuple(paper for half in halves(page) for paper in papers_on(half))
    loose = lines_of(page.words_outside(page.tables))
    cuts = _with_lists(_with_plain(_cuts(loose), page), page.tables, loose)
    if len(cuts) < 2:
        return (page,)
    edges = [0.0, *(top for top, _ in cuts[1:]), float("inf")]
    parts = (between(page, start, end) for start, end in itertools.pairwise(edges))
    return tuple(part for part in parts if part.words or part.tables) or (page,)


def _cuts(lines: Iterable[Line]) -> list[tuple[float, PageKind]]:
    """Heights at which a paper of another kind begins, and which."""
    out: list[tuple[float, PageKind]] = []
    kind: PageKind | None = None
    for line, below in itertools.zip_longest(known := tuple(lines), known[1:]):
        opened = opened_by(squash(line.text), of_year=is_dated_entry(below)) if not _is_answered(line) else None
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


def _with_plain(cuts: list[tuple[float, PageKind]], page: Page) -> list[tuple[float, PageKind]]:
    """The same with the lists whose title names only what they are of, each where another kind of paper comes before it."""
    lists = plain_lists(page)
    loose = lines_of(page.words_outside(page.tables)) if lists else ()
    more = [(one.top, one.kind) for one in lists if one.top not in {top for top, _ in cuts}]
    for one in lists:
        end = min((top for top, _ in (*cuts, *more) if top > one.table.box.bottom), default=float("inf"))
        more += [(top, PageKind.FORM) for top in _form_goes_on(page, loose, one.table, end)]
    out: list[tuple[float, PageKind]] = []
    for top, kind in sorted([*cuts, *more], key=lambda cut: cut[0])[:MAX_SECTIONS]:
        out += [(top, kind)] if not out or out[-1][1] is not kind else []
    return out


def _form_goes_on(page: Page, loose: tuple[Line, ...], table: Table, end: float) -> tuple[float, ...]:
    """Where below a list, before the next paper, a form asks on: 省平台 | 已注册, 填报日期：2020年5月20日."""
    floor = table.box.bottom
    lines = [line.box.top for line in loose if floor < line.box.top < end and _is_answered(line)]
    tables = [head_of(one.box.top, floor, loose) for one in page.tables if floor < one.box.top < end and _asks(one)]
    return (min([*lines, *tables]),) if lines or tables else ()


def _asks(table: Table) -> bool:
    labels = (match_label(cell.text) for cell in table.cells)
    return kind_opened(table) is None and sum(label is not None and label.asks for label in labels) >= ASKING_CELLS


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

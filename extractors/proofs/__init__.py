"""What a page is, and what that kind of page proves. A new kind: one module with KIND and read(), one line in PROOFS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.proofs import activities, assets, audit, commitment, firms, lease, licence, opinion, platform, roster
from extractors.proofs.completeness import proofs_of, second_kinds
from extractors.proofs.cut_off import cut_pages, with_cut_told
from extractors.proofs.listing import is_hardly_read
from extractors.proofs.reading import ASKED, Asked, ProofReading
from extractors.proofs.rules import LIST_KINDS
from extractors.proofs.shared_pages import title_left_behind
from extractors.proofs.sorting import is_padding, sort_pages
from models.document import Page
from models.proof import PageKind, Sorted

__all__ = [
    "ASKED",
    "PROOFS",
    "Asked",
    "ProofReader",
    "ProofReading",
    "proofs_of",
    "read_proofs",
    "second_kinds",
    "sort_pages",
]


# What a page is taken for that says nothing of itself.
UNTOLD = frozenset({PageKind.PHOTO, PageKind.OTHER, PageKind.CERTIFICATE})


@dataclass(frozen=True, slots=True)
class ProofReader:
    """How one kind of page is read: all pages of that kind of one file go in together, in order."""

    kind: PageKind
    read: Callable[[tuple[Page, ...], Asked], ProofReading]


PROOFS: tuple[ProofReader, ...] = tuple(
    ProofReader(module.KIND, module.read)
    for module in (licence, lease, audit, assets, roster, activities, firms, platform, opinion, commitment)
)


def read_proofs(pages: tuple[Page, ...], sorted_pages: tuple[Sorted, ...], asked: Asked = ASKED) -> tuple[ProofReading, ...]:
    """What the proofs among one file's pages say, kind by kind; a page that is also a second kind is read as both."""
    also = second_kinds(pages, sorted_pages)
    cut = cut_pages(pages)
    out: list[ProofReading] = []
    for reader in PROOFS:
        extra = {ref for ref, kind in also if kind is reader.kind}
        mine = tuple(page for page, told in zip(pages, sorted_pages, strict=False) if told.kind is reader.kind or told.ref in extra)
        if mine and reader.kind is PageKind.ACTIVITY_LIST:
            mine = (*title_left_behind(mine[0], pages), *mine)
        if mine:
            reading = reader.read((*mine, *_unread_after(mine, pages, sorted_pages)) if reader.kind in LIST_KINDS else mine, asked)
            why = cut.get(id(mine[-1]), "") if reader.kind in LIST_KINDS else ""
            out.append(with_cut_told(reading, mine[-1], why) if why else reading)
    return tuple(out)


def _unread_after(mine: tuple[Page, ...], pages: tuple[Page, ...], sorted_pages: tuple[Sorted, ...]) -> tuple[Page, ...]:
    """The page behind a list that could not be read: the list may go on there, and whoever counts it must know."""
    after = next((at for at, page in enumerate(pages) if page is mine[-1]), len(pages)) + 1
    behind = zip(pages[after : after + 1], sorted_pages[after:], strict=False)
    return tuple(page for page, told in behind if told.kind in UNTOLD and is_hardly_read(page) and not is_padding(page))

"""What a page is, and what that kind of page proves. A new kind: one module with KIND and read(), one line in PROOFS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.proofs import activities, assets, audit, commitment, firms, lease, licence, opinion, platform, roster
from extractors.proofs.completeness import proofs_of, second_kinds
from extractors.proofs.reading import ASKED, Asked, ProofReading
from extractors.proofs.sorting import sort_by_top, sort_pages
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
    "sort_by_top",
    "sort_pages",
]


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
    out: list[ProofReading] = []
    for reader in PROOFS:
        extra = {ref for ref, kind in also if kind is reader.kind}
        mine = tuple(page for page, told in zip(pages, sorted_pages, strict=False) if told.kind is reader.kind or told.ref in extra)
        if mine:
            out.append(reader.read(mine, asked))
    return tuple(out)

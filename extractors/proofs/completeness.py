"""Which proofs a package holds, on which pages: present, missing or doubtful, for every kind there is."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.proofs.sorting import kinds_of
from models.document import Page
from models.proof import PROOF_OF_PAGE, PageKind, PageRef, Proof, ProofKind, ProofState, Sorted

# Below this the page may be something else.
SURE = 0.6
# One of these alone does not make the proof: a bound is no list of service assets.
HALF = {PageKind.AUDIT_REPORT: "只有审计报告或资产负债表，没有服务资产清单"}


def proofs_of(sorted_pages: Iterable[Sorted], also: Iterable[tuple[PageRef, PageKind]] = ()) -> tuple[Proof, ...]:
    """One Proof for every ProofKind. `also`: pages that hold a proof beside what they are (`second_kinds`)."""
    told = tuple(sorted_pages)
    extra = tuple(also)
    return tuple(_proof(kind, told, extra) for kind in ProofKind)


def second_kinds(pages: Iterable[Page], sorted_pages: Iterable[Sorted]) -> tuple[tuple[PageRef, PageKind], ...]:
    """Kinds that a page plainly also is: a form with the opinion at its foot, an office file that is one long page."""
    return tuple(
        (told.ref, kind)
        for page, told in zip(pages, sorted_pages, strict=False)
        for kind in kinds_of(page)
        if kind is not told.kind and kind in PROOF_OF_PAGE
    )


def _proof(kind: ProofKind, told: tuple[Sorted, ...], also: tuple[tuple[PageRef, PageKind], ...]) -> Proof:
    pages = [one for one in told if PROOF_OF_PAGE.get(one.kind) is kind]
    extra = [ref for ref, page_kind in also if PROOF_OF_PAGE.get(page_kind) is kind]
    if not pages and not extra:
        return Proof(kind, ProofState.MISSING, (), f"没有找到{kind.title}")
    refs = tuple(dict.fromkeys([*(one.ref for one in pages), *extra]))
    if not any(one.confidence >= SURE for one in pages) and not extra:
        return Proof(kind, ProofState.DOUBTFUL, refs, f"{pages[0].because}，把握不大")
    kinds = {one.kind for one in pages}
    if kinds and kinds <= set(HALF) and not extra:
        return Proof(kind, ProofState.PRESENT, refs, HALF[next(iter(kinds))])
    best = max(pages, key=lambda one: one.confidence, default=None)
    return Proof(kind, ProofState.PRESENT, refs, best.because if best else "与其他内容在同一页")

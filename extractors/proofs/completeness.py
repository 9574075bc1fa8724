"""Which proofs a package holds, on which pages: present, missing or doubtful, for every kind there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from extractors.proofs.consistency import name_key, same_name
from extractors.proofs.event_papers import KINDS as EVENT_KINDS
from extractors.proofs.owners import full_name
from extractors.proofs.sorting import kinds_of
from models.document import Page
from models.facts import FormerName, Party
from models.proof import PROOF_OF_PAGE, PageKind, PageRef, Proof, ProofKind, ProofState, Sorted

# Below this the page may be something else.
SURE = 0.6
# One of these alone does not make the proof: a bound is no list of service assets.
HALF = {PageKind.AUDIT_REPORT: "只有审计报告或资产负债表，没有服务资产清单"}

# Papers that say whose they are; a list that names another organisation may only speak of it.
IN_A_NAME = frozenset({PageKind.AUDIT_REPORT, PageKind.LICENCE, PageKind.LEASE})
BRANCH = ("分公司", "分中心", "分院", "分所", "分支机构", "办事处", "代表处", "工作站")
ALIKE = 0.8  # names this like may be one name, misread


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
    if kind is ProofKind.ACTIVITIES:
        extra = _without_single_events(pages, extra, told)
    if not pages and not extra:
        return Proof(kind, ProofState.MISSING, (), f"没有找到{kind.title}")
    refs = tuple(dict.fromkeys([*(one.ref for one in pages), *extra]))
    if not any(one.confidence >= SURE for one in pages) and not extra:
        return Proof(kind, ProofState.DOUBTFUL, refs, f"{pages[0].because}，把握不大")
    kinds = {one.kind for one in pages}
    if kinds and kinds <= set(HALF) and not extra:
        return Proof(kind, ProofState.PRESENT, refs, HALF[next(iter(kinds))])
    best = max(pages, key=lambda one: one.confidence, default=None)
    return Proof(kind, ProofState.PRESENT, refs, best.because if best else _beside(kind, told, extra))


def _without_single_events(pages: list[Sorted], extra: list[PageRef], told: tuple[Sorted, ...]) -> list[PageRef]:
    """Papers of single events stand in for a list; where there is one, it is the proof."""
    single = {one.ref for one in told if one.kind in EVENT_KINDS}
    lists = [ref for ref in extra if ref not in single]
    return lists if pages or lists else extra


def _beside(kind: ProofKind, told: tuple[Sorted, ...], extra: list[PageRef]) -> str:
    """Why a proof that no page is for is there all the same."""
    single = kind is ProofKind.ACTIVITIES and all(one.kind in EVENT_KINDS for one in told if one.ref in extra)
    if single:
        return "没有活动一览，有活动总结，或单次活动的通知、签到或照片"
    return "与其他内容在同一页，或为逐场写明日期的活动总结" if kind is ProofKind.ACTIVITIES else "与其他内容在同一页"


def in_own_name(
    proofs: Iterable[Proof], sorted_pages: Iterable[Sorted], parties: Iterable[Party], applicant: str, former: Iterable[FormerName] = ()
) -> tuple[Proof, ...]:
    """The same proofs, one of them doubtful where all its papers are in the name of another organisation, as its parent's audit is."""
    told, named, known = tuple(sorted_pages), tuple(one for one in parties if one.is_holder and full_name(one.name)), tuple(former)
    return tuple(_own(proof, told, named, applicant, known) for proof in proofs)


def _own(proof: Proof, told: tuple[Sorted, ...], named: tuple[Party, ...], applicant: str, former: tuple[FormerName, ...]) -> Proof:
    papers = {(one.ref.file, one.kind) for one in told if one.ref in proof.pages and PROOF_OF_PAGE.get(one.kind) is proof.kind}
    if proof.state is not ProofState.PRESENT or not papers or any(kind not in IN_A_NAME for _, kind in papers):
        return proof
    others: list[str] = []
    for file, kind in papers:
        pages = {one.ref.page for one in told if one.ref.file == file and one.kind is kind}
        holders = [one.name for one in named if one.place.file == file and one.place.page in pages]
        if not holders or not all(_is_another(name, applicant, former) for name in holders):
            return proof
        others += holders
    return replace(proof, state=ProofState.DOUBTFUL, because=f"所附材料在“{others[0]}”名下，不是申报单位的")


def _is_another(name: str, applicant: str, former: tuple[FormerName, ...]) -> bool:
    if same_name(name, applicant, former):
        return False
    whole, part = name_key(applicant), name_key(name)
    if whole.startswith(part) and whole.endswith(BRANCH):
        return True
    return part not in whole and whole not in part and SequenceMatcher(None, part, whole, autojunk=False).ratio() < ALIKE

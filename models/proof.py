"""What a page is for, and which proof a package holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PageKind(Enum):
    COVER = "cover"
    FORM = "form"
    NARRATIVE = "narrative"
    LICENCE = "licence"
    LEASE = "lease"
    AUDIT_REPORT = "audit_report"
    ASSET_LIST = "asset_list"
    ROSTER = "roster"
    ACTIVITY_LIST = "activity_list"
    FIRMS_SERVED = "firms_served"
    PLATFORM = "platform"
    OPINION = "opinion"
    COMMITMENT = "commitment"
    CERTIFICATE = "certificate"
    PHOTO = "photo"
    BLANK = "blank"
    UNRELATED = "unrelated"  # a paper whose every value is somebody else's: an invoice, a contract with a client, house rules
    OTHER = "other"


class ProofKind(Enum):
    """The proofs a package may hold, as results.jsonl names them; with the Chinese word people read."""

    LICENCE = "licence"
    PREMISES = "premises"
    ASSETS = "assets"
    STAFF = "staff"
    ACTIVITIES = "activities"
    FIRMS_SERVED = "firms_served"
    PLATFORM = "platform"
    OPINION = "opinion"
    COMMITMENT = "commitment"

    @property
    def title(self) -> str:
        return PROOF_TITLES[self]


PROOF_TITLES = {
    ProofKind.LICENCE: "营业执照或法人证书",
    ProofKind.PREMISES: "服务场所证明",
    ProofKind.ASSETS: "服务资产证明",
    ProofKind.STAFF: "人员证明",
    ProofKind.ACTIVITIES: "服务活动证明",
    ProofKind.FIRMS_SERVED: "服务企业名单",
    ProofKind.PLATFORM: "省平台注册证明",
    ProofKind.OPINION: "推荐意见",
    ProofKind.COMMITMENT: "真实性承诺",
}

PROOF_OF_PAGE = {
    PageKind.LICENCE: ProofKind.LICENCE,
    PageKind.LEASE: ProofKind.PREMISES,
    PageKind.AUDIT_REPORT: ProofKind.ASSETS,
    PageKind.ASSET_LIST: ProofKind.ASSETS,
    PageKind.ROSTER: ProofKind.STAFF,
    PageKind.ACTIVITY_LIST: ProofKind.ACTIVITIES,
    PageKind.FIRMS_SERVED: ProofKind.FIRMS_SERVED,
    PageKind.PLATFORM: ProofKind.PLATFORM,
    PageKind.OPINION: ProofKind.OPINION,
    PageKind.COMMITMENT: ProofKind.COMMITMENT,
}


class ProofState(Enum):
    PRESENT = "present"
    MISSING = "missing"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page by file and number; `page` is None where the format has no pages."""

    file: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Sorted:
    """What one page was taken for, how surely (0…1), and the words that told."""

    ref: PageRef
    kind: PageKind
    confidence: float
    because: str


@dataclass(frozen=True, slots=True)
class Proof:
    kind: ProofKind
    state: ProofState
    pages: tuple[PageRef, ...] = ()
    because: str = ""

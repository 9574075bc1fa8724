"""The view-model: what a page shows of a run, every text ready to print; a template only prints it.

The review page and 审核明细 show the same; the interactive review will print these same values.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from models.answer import State


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Where something stands: the place in words, the words as they stood, who read and who found them, how surely."""

    place: str
    file: str
    page: int | None
    words: str
    read_by: str = ""
    found_by: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class CandidateView:
    value: str
    evidence: EvidenceView
    why: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """`state` is the contract's word, `state_title` the office's; `crop` is a picture's address on the page.

    `settled`: what a person has written before into 人工结论, 理由, 核定人, so that it is given back again.
    """

    name: str
    title: str
    state: str
    state_title: str
    value: str
    because: str
    evidence: EvidenceView | None
    others: tuple[CandidateView, ...]
    decided_by: str
    settled: tuple[str, str, str]
    crop: str | None
    asked: bool

    @property
    def open(self) -> bool:
        return self.state in (State.CONFLICT.value, State.UNREADABLE.value)


@dataclass(frozen=True, slots=True)
class CriterionView:
    id: str
    title: str
    outcome: str
    outcome_title: str
    because: str
    margin: str
    clause: str
    quote: str
    manual: bool
    firm: bool
    field: str | None
    place: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    weight: int
    text: str
    field: str | None
    place: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    severity: str
    severity_title: str
    category: str
    message: str
    remedy: str
    place: str


@dataclass(frozen=True, slots=True)
class ProofView:
    title: str
    state: str
    state_title: str
    pages: str
    because: str


@dataclass(frozen=True, slots=True)
class FileView:
    path: str
    pages: int
    status: str
    status_title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PageView:
    """How one page was read and what it was taken for."""

    place: str
    how: str
    kind: str
    notes: str


@dataclass(frozen=True, slots=True)
class RelationView:
    other: str
    signal: str
    strength: str
    innocent: str
    evidence: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """Where the application stands under one notice; `head`: the notice as a column's heading names it."""

    notice: str
    head: str
    decision: str
    decision_title: str
    because: str


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """Everything about one application under the first notice. `slug` names its page: a number of ours."""

    number: int
    slug: str
    name: str
    organisation: str
    county: str
    category: str
    decision: str
    decision_title: str
    because: str
    hint: str
    questions: tuple[QuestionView, ...]
    fields: tuple[FieldView, ...]
    criteria: tuple[CriterionView, ...]
    proofs: tuple[ProofView, ...]
    problems: tuple[ProblemView, ...]
    files: tuple[FileView, ...]
    pages: tuple[PageView, ...]
    relations: tuple[RelationView, ...]
    standings: tuple[StandingView, ...]

    def field(self, name: str) -> FieldView:
        return next(one for one in self.fields if one.name == name)

    @property
    def weight(self) -> int:
        return max((question.weight for question in self.questions), default=0)


@dataclass(frozen=True, slots=True)
class RunView:
    """The whole run, applications in the order in which a person takes them up. `notices`: the headings of the notices
    where there are several, each application's standings in the same order."""

    run_id: str
    started: str
    program: str
    notice_title: str
    notice_id: str
    incomplete: bool
    sealed_hash: str
    applications: tuple[ApplicationView, ...]
    counts: tuple[tuple[str, int], ...]
    problems: tuple[ProblemView, ...]
    versions: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...] = field(default=())
    notices: tuple[str, ...] = ()

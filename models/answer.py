"""From what was seen to what is believed: Candidates with their evidence, one Answer a field, an Application of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar, cast

from models.document import Doubt, FileStatus, Opened, Place, Word
from models.facts import Facts
from models.fields import Field
from models.problem import Problem
from models.proof import PageKind, PageRef, Proof, Sorted
from models.quantity import Quantity

T = TypeVar("T", bound=Quantity | str)


NO_FACTS = Facts()


class Source(Enum):
    """Where a value stands, in the order of trust: a proof over the form, the form over prose."""

    PROOF = 3
    FORM = 2
    PROSE = 1


class FoundBy(Enum):
    TABLE = "table"
    LABEL = "label"
    PROSE = "prose"
    CHECKBOX = "checkbox"
    LIST = "list"
    LICENCE = "licence"
    QR = "qr"
    COMPUTED = "computed"


class Caveat(Enum):
    """Why a value may not be taken as sure although it was read well. The text is what a person reads."""

    UNIT_OF_COUNT = "计量单位不是所问的单位"
    CUMULATIVE = "累计数，没有年度口径"
    PERIOD = "年度口径不明或不是所问年度"
    BASIS = "口径与所问不同"
    SUM = "由分项相加得出"
    PARTIAL = "清点不全，实际不会更少"
    EXCERPT = "名单自称只列部分"
    ONE_OF_SEVERAL = "只是其中一处，已与其他各处相加"
    REPEATED = "名单中有名称重复，去重与否数目不同"
    FREQUENCY = "由频率推算，不是实际发生数"
    RULE_COPY = "像是照抄通知条件，不是本单位的数"
    REPAIRED = "识别字符经更正"
    AMBIGUOUS = "数字写法有歧义"
    CHECK_CHARACTER = "校验码不符"
    SEVERAL_TICKED = "勾选不止一项"
    CO_ORGANISED = "协办活动是否计入须人工确认"
    OTHER_ORGANISATION = "页面单位与申报单位不一致"
    UNIT_MISSING = "未写单位"
    CLAIM = "须人工确认"


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """One value for one field that one place offers.

    `value` None: there is writing that could not be read. `words` carry the reader, its confidence and doubts,
    and boxes in the frame in which the page was read; `place` is what a viewer shows. `label` is the words that
    named the field; `detail` one short Chinese clause on how it was found, for 理由.
    """

    field: Field[T]
    value: T | None
    place: Place
    words: tuple[Word, ...]
    source: Source
    found_by: FoundBy
    label: str = ""
    detail: str = ""
    caveats: frozenset[Caveat] = frozenset()

    @property
    def read_by(self) -> str:
        return "、".join(dict.fromkeys(word.reader for word in self.words)) or "text layer"

    @property
    def confidence(self) -> float:
        """The least sure of its words."""
        return min((word.confidence for word in self.words), default=1.0)

    @property
    def doubts(self) -> frozenset[Doubt]:
        return frozenset(doubt for word in self.words for doubt in word.doubts)


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that a field cannot exceed (资产总计 for 服务资产): never a candidate."""

    field: Field[Quantity]
    at_most: Quantity
    place: Place
    detail: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one document offers. `also`: pages that hold a second kind of paper, an opinion at the foot of a form."""

    file: str
    sorted: tuple[Sorted, ...]
    candidates: tuple[Candidate[Quantity] | Candidate[str], ...]
    bounds: tuple[Bound, ...] = ()
    problems: tuple[Problem, ...] = ()
    facts: Facts = NO_FACTS
    also: tuple[tuple[PageRef, PageKind], ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """A second, independent look at the place of a candidate.

    `agrees` None: it could not read there. `trust` is the calibrated probability (0…1) that the candidate's words
    are what stands on the paper, after all evidence.
    """

    place: Place
    reader: str
    text: str
    agrees: bool | None
    trust: float
    because: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """An application with all that its documents offer, document by document."""

    opened: Opened
    findings: tuple[Findings, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An application after what decides was looked at a second time."""

    extracted: Extracted
    witnesses: tuple[Witness, ...]


class State(Enum):
    FOUND = "found"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"
    ABSENT = "absent"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What is believed of one field. `chosen` is the candidate that stands; `others` lost or disagree.

    `possible` are all values that may be the true one: judging asks each of them (all met, all failed, or open).
    """

    field: Field[T]
    state: State
    value: T | None = None
    chosen: Candidate[T] | None = None
    others: tuple[Candidate[T], ...] = ()
    possible: tuple[T, ...] = ()
    because: str = ""
    confidence: float | None = None
    found_by: FoundBy | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as results.jsonl lists it."""

    path: str
    sha256: str
    pages: int
    status: FileStatus


AnyCandidate = Candidate[Quantity] | Candidate[str]
AnyAnswer = Answer[Quantity] | Answer[str]


@dataclass(frozen=True, slots=True)
class Application:
    """One application after settling: an answer for every field, proofs, and what went wrong on the way."""

    name: str
    files: tuple[FileRecord, ...]
    answers: Mapping[str, AnyAnswer]
    proofs: tuple[Proof, ...] = ()
    sorted: tuple[Sorted, ...] = ()
    bounds: tuple[Bound, ...] = ()
    problems: tuple[Problem, ...] = ()
    county_folder: str | None = None
    facts: Facts = NO_FACTS

    def __getitem__(self, field: Field[T]) -> Answer[T]:
        return cast("Answer[T]", self.answers[field.name])

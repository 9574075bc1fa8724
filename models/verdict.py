"""Judgement in three values, and what becomes of an application."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from models.answer import Application
from models.document import Place
from models.problem import Problem


class Outcome(Enum):
    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"

    @property
    def title(self) -> str:
        return {Outcome.MET: "符合", Outcome.NOT_MET: "不符合", Outcome.CANNOT_TELL: "需人工"}[self]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One criterion on one application.

    `firm`: every value that may be true gives this outcome. `margin`: decimal string in the criterion's unit, positive
    above the limit, None where there is no number. `clause` says where in the notice, `quote` its words.
    """

    criterion: str
    title: str
    outcome: Outcome
    because: str
    clause: str
    quote: str
    manual: bool = False
    firm: bool = True
    margin: str | None = None
    field: str | None = None
    place: Place | None = None


class Decision(Enum):
    RECOMMEND = "recommend"
    DO_NOT_RECOMMEND = "do_not_recommend"
    REFER = "refer"

    @property
    def title(self) -> str:
        return {Decision.RECOMMEND: "建议推荐", Decision.DO_NOT_RECOMMEND: "不予推荐", Decision.REFER: "转人工核定"}[self]


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can settle. `weight`: how much hangs on it, larger first (a verdict open > firm; a
    recommendation open > a refusal that stands anyway)."""

    weight: int
    text: str
    field: str | None = None
    criterion: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """An application under one notice: everything that every output prints."""

    application: Application
    notice_id: str
    category: str | None
    verdicts: tuple[Verdict, ...]
    decision: Decision
    because: str
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A signal that two applications (or one and an agency on the register) belong together; never a verdict by itself."""

    left: str
    right: str
    signal: str
    strength: str
    evidence: tuple[Place, ...]
    innocent: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The batch under one notice: who is recommended, by category, in the order of the table."""

    notice_id: str
    assessments: tuple[Assessment, ...]
    recommended: tuple[Assessment, ...]
    relations: tuple[Relation, ...] = ()

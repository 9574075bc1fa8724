"""The common input of every writer: one run, judged, with what the papers say about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models.answer import Application, State
from models.document import Page, Reading
from models.notice import Notice
from models.problem import Problem
from models.verdict import Assessment, Recommendation

if TYPE_CHECKING:
    from pandas import DataFrame

ASKED = frozenset({State.CONFLICT, State.UNREADABLE})
MOST_PICTURES = 2000  # of one run; beyond that the page and the box still say where


@dataclass(frozen=True, slots=True)
class Judged:
    """The batch under one notice."""

    notice: Notice
    recommendation: Recommendation


@dataclass(frozen=True, slots=True)
class PageLook:
    """How one page of an application was read; `page` is None where the format has none."""

    application: str
    file: str
    page: int | None
    reading: Reading
    seconds: float = 0.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crop:
    """The picture of a field's place on its page, as PNG bytes."""

    application: str
    field: str
    png: bytes


@dataclass(frozen=True, slots=True)
class RunCase:
    """Everything that the writers print. `judged` has at least one notice; the first is the one the papers follow.

    `fields_frame` and `verdicts_frame` come from pipeline/tabulate.py; `sealed_hash` is the hash of the log's
    verdicts_sealed event; `recommender` fills 推荐单位; `problems` are about the run, not about an application.
    """

    run_id: str
    started: datetime
    program_version: str
    judged: tuple[Judged, ...]
    fields_frame: DataFrame
    verdicts_frame: DataFrame
    sealed_hash: str
    recommender: str | None = None
    settings: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    timings: tuple[tuple[str, float], ...] = ()
    looks: tuple[PageLook, ...] = ()
    crops: tuple[Crop, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def notice(self) -> Notice:
        return self.judged[0].notice

    @property
    def recommendation(self) -> Recommendation:
        return self.judged[0].recommendation

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Under the first notice, in the recommendation's order."""
        return self.recommendation.assessments

    def every_assessment(self) -> Iterator[tuple[Notice, Assessment]]:
        """Under every notice, sorted by application, then notice."""
        pairs = [(one.notice, assessment) for one in self.judged for assessment in one.recommendation.assessments]
        return iter(sorted(pairs, key=lambda pair: (pair[1].application.name, pair[1].notice_id)))


def still_asked(crops: Iterable[Crop], applications: Sequence[Application]) -> tuple[Crop, ...]:
    """The pictures of what is in doubt after people have had their say."""
    asked = {(one.name, answer.field.name) for one in applications for answer in one.answers.values() if answer.state in ASKED}
    return tuple(crop for crop in crops if (crop.application, crop.field) in asked)[:MOST_PICTURES]


def look_of(application: str, page: Page) -> PageLook:
    return PageLook(application, page.file, page.number, page.reading, page.seconds, page.notes)

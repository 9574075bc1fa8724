"""Applications + notices → the batch judged under each of them: related, judged, recommended, and checked once more on the dataframes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from models.answer import Application
from models.notice import Notice
from models.problem import Category, Problem, Severity
from models.verdict import Recommendation
from pipeline.judge import judge_all
from pipeline.recommend import recommend
from pipeline.registry import read_registry
from pipeline.relate import relate, valid_agencies
from pipeline.tabulate import cross_check, fields_frame, verdicts_frame
from pipeline.write.case import Judged


def conclude(
    applications: Sequence[Application],
    notices: Sequence[Notice],
    *,
    received_on: datetime.date | None = None,
    registry: Path | None = None,
) -> tuple[Judged, ...]:
    """The same readings under every notice, in the order of the notices.

    Raises UsageError where the register cannot be used.
    """
    return tuple(_under(notice, applications, received_on, registry) for notice in notices)


def _under(notice: Notice, applications: Sequence[Application], received_on: datetime.date | None, registry: Path | None) -> Judged:
    agencies = read_registry(registry, notice) if registry is not None else ()
    relations = relate(applications, valid_agencies(agencies, notice))
    assessments = judge_all(applications, notice, received_on=received_on, relations=relations, registry=agencies)
    return Judged(notice, recommend(assessments, notice, relations))


def defects(recommendation: Recommendation, notice: Notice) -> tuple[Problem, ...]:
    """Verdicts that the dataframes do not bear out: none, or a defect of this program that must be seen."""
    fields = fields_frame(one.application for one in recommendation.assessments)
    found = cross_check(fields, verdicts_frame(recommendation.assessments), notice)
    return tuple(
        Problem(
            Category.MACHINE, Severity.ERROR, f"“{one.application}”的 {one.criterion} 判为 {one.judged}，按数据表复核为 {one.checked}",
            "请勿采用本结论，并把本次运行的记录交给维护人员",
        )
        for one in found
    )  # fmt: skip

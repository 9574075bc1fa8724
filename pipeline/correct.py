"""What people decided, put over what the machine believed: state `corrected`, with name and reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models.answer import AnyAnswer, Application, State
from models.fields import COLLEGE_RATIO, STAFF_COLLEGE, STAFF_TOTAL
from models.problem import Problem
from pipeline.ratio import computed_ratio
from pipeline.write.decisions import Correction, read_decisions

COUNTS = frozenset({STAFF_TOTAL.name, STAFF_COLLEGE.name})


def correct(
    applications: Sequence[Application], decisions: Path | None
) -> tuple[tuple[Application, ...], tuple[Correction, ...], tuple[Problem, ...]]:
    """The applications with corrections applied, the corrections, and what in the file could not be used."""
    if decisions is None:
        return tuple(applications), (), ()
    known = read_decisions(decisions, applications)
    corrected = tuple(_corrected(one, [item for item in known.corrections if item.application == one.name]) for one in applications)
    return corrected, known.corrections, known.problems


def _corrected(application: Application, corrections: Sequence[Correction]) -> Application:
    if not corrections:
        return application
    answers = dict(application.answers)
    settled = {item.field.name for item in corrections}
    for item in corrections:
        answers[item.field.name] = _settled(answers[item.field.name], item)
    if settled & COUNTS and COLLEGE_RATIO.name not in settled:
        changed = replace(application, answers=answers)
        answers[COLLEGE_RATIO.name] = computed_ratio(changed[STAFF_TOTAL], changed[STAFF_COLLEGE], changed[COLLEGE_RATIO], ())
    problems = tuple(one for one in application.problems if one.field not in settled)
    return replace(application, answers=answers, problems=problems)


def _settled(answer: AnyAnswer, item: Correction) -> AnyAnswer:
    because = f"{item.by}核定：{item.reason}" if item.reason else f"{item.by}核定"
    corrected: AnyAnswer = replace(  # a field keeps its kind of value: decisions are read by the field's own rules
        answer,
        state=State.CORRECTED,
        value=item.value,  # type: ignore[arg-type]
        possible=() if item.value is None else (item.value,),  # type: ignore[arg-type]
        because=because,
        confidence=1.0,
        decided_by=item.by,
    )
    return corrected

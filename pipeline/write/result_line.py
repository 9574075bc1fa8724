"""One application under one notice as results.jsonl gives it (contract section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from models.answer import AnyAnswer, AnyCandidate, Application, State
from models.document import Place
from models.fields import COLLEGE_RATIO, FIELDS, STAFF_COLLEGE, STAFF_TOTAL
from models.geometry import Box
from models.problem import Problem
from models.proof import PageRef, Proof
from models.quantity import Quantity
from models.verdict import Assessment, Verdict
from pipeline.write.chain import Json
from pipeline.write.words import AnyField, number_text

COMPUTED_FROM = {COLLEGE_RATIO.name: (STAFF_COLLEGE.name, STAFF_TOTAL.name)}
DIGITS = 4  # of a confidence: more would differ between machines


def application_record(assessment: Assessment) -> dict[str, Json]:
    """A line of results.jsonl, before it becomes text."""
    application = assessment.application
    return {
        "application": application.name,
        "notice": assessment.notice_id,
        "files": [{"path": one.path, "sha256": one.sha256, "pages": one.pages, "status": one.status.value} for one in application.files],
        "fields": {field.name: _field_record(application, field.name) for field in FIELDS},
        "proofs": [_proof_record(proof) for proof in application.proofs],
        "criteria": [_criterion_record(verdict) for verdict in assessment.verdicts],
        "outcome": assessment.decision.value,
        "problems": [problem_record(problem) for problem in all_problems(assessment)],
    }


def all_problems(assessment: Assessment) -> tuple[Problem, ...]:
    """Of reading and of judging, each once, in the order they were raised."""
    return tuple(dict.fromkeys((*assessment.application.problems, *assessment.problems)))


def _field_record(application: Application, name: str) -> dict[str, Json]:
    answer = application.answers[name]
    return answer_record(answer, place_of(answer, application))


def place_of(answer: AnyAnswer, application: Application) -> Place | None:
    """Where the answer stands; what was computed stands where its parts do."""
    if answer.state is State.ABSENT:
        return None
    if answer.chosen is not None:
        return answer.chosen.place
    parts = [application.answers[part] for part in COMPUTED_FROM.get(answer.field.name, ()) if part in application.answers]
    places = [part.chosen.place for part in parts if part.chosen is not None]
    return next(iter((*places, *(other.place for other in answer.others))), None)


def answer_record(answer: AnyAnswer, place: Place | None = None) -> dict[str, Json]:
    """One field's answer; numbers are decimal strings, `unit` is the vocabulary's. `place`: None takes the candidate's."""
    chosen = answer.chosen
    where = place or (chosen.place if chosen is not None and answer.state is not State.ABSENT else None)
    text = chosen.place.text if chosen is not None else (where.text if where is not None else None)
    found_by = answer.found_by or (chosen.found_by if chosen is not None else None)
    confidence = answer.confidence if answer.confidence is not None else (chosen.confidence if chosen is not None else None)
    return {
        "state": answer.state.value,
        **_value_record(answer),
        "text": text,
        "because": answer.because,
        "confidence": None if confidence is None else round(min(1.0, max(0.0, confidence)), DIGITS),
        "read_by": chosen.read_by if chosen is not None else None,
        "found_by": found_by.value if found_by is not None else None,
        "place": place_record(where),
        "others": [_other_record(other) for other in all_others(answer)],
    }


def all_others(answer: AnyAnswer) -> tuple[AnyCandidate, ...]:
    """In a conflict every candidate is listed, the one that stands too: a person must see all of them side by side."""
    if answer.state is State.CONFLICT and answer.chosen is not None and answer.chosen not in answer.others:
        return (answer.chosen, *answer.others)
    return answer.others


def _value_record(answer: AnyAnswer) -> dict[str, Json]:
    field, value = answer.field, answer.value
    if not isinstance(value, Quantity):
        return {"value": value, "unit": field.unit, "qualifier": None, "low": None, "high": None, "period": None}
    return {
        "value": number_text(value.value, field),
        "unit": field.unit,
        "qualifier": value.qualifier.value,
        "low": None if value.low is None else number_text(value.low, field),
        "high": None if value.high is None else number_text(value.high, field),
        "period": value.period,
    }


def _other_record(candidate: AnyCandidate) -> dict[str, Json]:
    value = candidate.value
    shown = number_text(value.value, candidate.field) if isinstance(value, Quantity) else value
    return {"value": shown, "text": candidate.place.text, "place": place_record(candidate.place)}


def value_string(value: Quantity | str | None, field: AnyField) -> str | None:
    return number_text(value.value, field) if isinstance(value, Quantity) else value


def place_record(place: Place | None) -> Json:
    return None if place is None else {"file": place.file, "page": place.page, "box": box_record(place.box)}


def box_record(box: Box | None) -> Json:
    """Four numbers with one decimal, rounded half up from their decimal text so that machines agree."""
    if box is None:
        return None
    tenth = Decimal("0.1")
    return [float(Decimal(repr(edge)).quantize(tenth, ROUND_HALF_UP)) for edge in (box.x0, box.top, box.x1, box.bottom)]


def page_records(pages: Iterable[PageRef]) -> list[Json]:
    return [{"file": page.file, "page": page.page} for page in pages]


def _proof_record(proof: Proof) -> dict[str, Json]:
    return {"kind": proof.kind.value, "state": proof.state.value, "pages": page_records(proof.pages)}


def _criterion_record(verdict: Verdict) -> dict[str, Json]:
    return {
        "id": verdict.criterion, "outcome": verdict.outcome.value, "manual": verdict.manual, "firm": verdict.firm,
        "margin": verdict.margin, "clause": verdict.clause, "because": verdict.because,
    }  # fmt: skip


def problem_record(problem: Problem) -> dict[str, Json]:
    return {
        "category": problem.category.value, "severity": problem.severity.value,
        "where": {"file": problem.file, "page": problem.page, "box": box_record(problem.box), "field": problem.field},
        "message": problem.message, "remedy": problem.remedy,
    }  # fmt: skip

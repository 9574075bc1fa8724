"""What the log is told at each arrow of the run, in one place, so that `story` can tell it again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from models.answer import AnyAnswer, AnyCandidate, Application, Witness
from models.document import Document, Received
from models.problem import Problem
from models.verdict import Assessment, Relation
from pipeline.text_safety import masked
from pipeline.write.audit import AuditLog
from pipeline.write.chain import Event, Json, file_digest
from pipeline.write.decisions import Correction
from pipeline.write.result_line import all_problems, box_record, page_records, problem_record, value_string
from pipeline.write.words import why_lost

WORDS = frozenset(
    {"text", "value", "asked", "because", "message", "remedy", "before", "written", "reason", "notes", "refused", "quote", "evidence"}
)
"""Keys of an event under which words of a file may stand."""


class Log(Protocol):
    """Takes events: the audit log, or a tape that is played into one later."""

    def append(self, event: Event, subject: str = "", data: Mapping[str, Json] | None = None) -> str: ...


def _tell(log: Log, event: Event, subject: str, data: Mapping[str, Json]) -> None:
    log.append(event, subject, _starred(data))


def _starred(data: Mapping[str, Json]) -> dict[str, Json]:
    return {key: without_numbers(key, value) for key, value in data.items()}


def without_numbers(key: str, value: Json) -> Json:
    """Personal numbers starred wherever words of a file may stand; names of files stay, or nobody would find them again."""
    if isinstance(value, str):
        return masked(value) if key in WORDS else value
    if isinstance(value, Mapping):
        return _starred(value)
    return [without_numbers(key, one) for one in value] if isinstance(value, list | tuple) else value


def log_opened(
    log: AuditLog,
    *,
    inbox: Path,
    versions: Mapping[str, str],
    settings: Mapping[str, Json],
    notices: Mapping[str, str],
) -> str:
    """The first line. `versions`: program, engines, models; `notices`: id → SHA-256 of its file."""
    data: dict[str, Json] = {
        "inbox": str(inbox.resolve()), "versions": dict(versions), "settings": dict(settings), "notices": dict(notices),
    }  # fmt: skip
    return log.append(Event.OPENED, "run", data)


def log_received(log: AuditLog, received: Received) -> None:
    for file in received.files:
        data: dict[str, Json] = {
            "path": file.path, "sha256": file.sha256, "size": file.size, "media": file.media.value,
            "refused": file.refused.message if file.refused else None,
        }  # fmt: skip
        _tell(log, Event.FILE_RECEIVED, received.application, data)
    for problem in received.problems:
        log_problem(log, received.application, problem)


def log_document(log: Log, application: str, document: Document) -> None:
    """Every page and how it was read."""
    for page in document.pages:
        readers = list(dict.fromkeys(word.reader for word in page.words))
        data: dict[str, Json] = {
            "file": page.file, "page": page.number, "reading": page.reading.value, "readers": list(readers),
            "notes": list(page.notes), "seconds": round(page.seconds, 3), "words": len(page.words),
        }  # fmt: skip
        _tell(log, Event.PAGE_READ, application, data)


def log_witnesses(log: Log, application: str, witnesses: tuple[Witness, ...]) -> None:
    for one in witnesses:
        data: dict[str, Json] = {
            "file": one.place.file, "page": one.place.page, "box": box_record(one.place.box), "asked": one.place.text,
            "reader": one.reader, "text": one.text, "agrees": one.agrees, "trust": round(one.trust, 6), "because": one.because,
        }  # fmt: skip
        _tell(log, Event.WITNESS, application, data)


def log_application(log: AuditLog, application: Application) -> None:
    """Every candidate and why it won or lost, every answer, proof and problem."""
    for page in application.sorted:
        kind: dict[str, Json] = {
            "file": page.ref.file, "page": page.ref.page, "kind": page.kind.value, "confidence": round(page.confidence, 4), "because": page.because,
        }  # fmt: skip
        _tell(log, Event.PAGE_SORTED, application.name, kind)
    for answer in application.answers.values():
        _log_answer(log, application.name, answer)
    for proof in application.proofs:
        data: dict[str, Json] = {
            "kind": proof.kind.value, "state": proof.state.value, "pages": page_records(proof.pages), "because": proof.because,
        }  # fmt: skip
        _tell(log, Event.PROOF, application.name, data)
    for problem in application.problems:
        log_problem(log, application.name, problem)


def _log_answer(log: AuditLog, name: str, answer: AnyAnswer) -> None:
    seen = [answer.chosen] if answer.chosen is not None else []
    for candidate in dict.fromkeys((*seen, *answer.others)):
        won = candidate is answer.chosen
        _tell(log, Event.CANDIDATE, name, _candidate_data(candidate, answer, won=won))
    data: dict[str, Json] = {
        "field": answer.field.name, "state": answer.state.value, "value": value_string(answer.value, answer.field),
        "because": answer.because,
    }  # fmt: skip
    _tell(log, Event.SETTLED, name, data)


def _candidate_data(candidate: AnyCandidate, answer: AnyAnswer, *, won: bool) -> dict[str, Json]:
    place = candidate.place
    return {
        "field": candidate.field.name, "value": value_string(candidate.value, candidate.field), "text": place.text,
        "file": place.file, "page": place.page, "box": box_record(place.box), "source": candidate.source.name.lower(),
        "found_by": candidate.found_by.value, "read_by": candidate.read_by, "confidence": round(candidate.confidence, 4),
        "caveats": sorted(one.value for one in candidate.caveats), "doubts": sorted(one.value for one in candidate.doubts),
        "won": won, "because": answer.because if won else why_lost(candidate, answer),
    }  # fmt: skip


def log_correction(log: AuditLog, correction: Correction) -> None:
    """The actor is the person who signed."""
    field = correction.field
    data: dict[str, Json] = {
        "field": field.name, "before": correction.before, "value": value_string(correction.value, field),
        "written": correction.written, "reason": correction.reason, "cell": correction.cell,
    }  # fmt: skip
    log.append(Event.CORRECTION, correction.application, _starred(data), actor=correction.by)


def log_problem(log: AuditLog, subject: str, problem: Problem) -> None:
    _tell(log, Event.PROBLEM, subject, problem_record(problem))


def log_assessment(log: AuditLog, assessment: Assessment) -> None:
    """Every verdict, the problems that judging raised, and what became of the application."""
    name, notice = assessment.application.name, assessment.notice_id
    for verdict in assessment.verdicts:
        data: dict[str, Json] = {
            "notice": notice, "criterion": verdict.criterion, "title": verdict.title, "outcome": verdict.outcome.value,
            "because": verdict.because, "clause": verdict.clause, "margin": verdict.margin, "manual": verdict.manual, "firm": verdict.firm,
        }  # fmt: skip
        _tell(log, Event.VERDICT, name, data)
    for problem in all_problems(assessment):
        if problem not in assessment.application.problems:
            log_problem(log, name, problem)
    decided: dict[str, Json] = {
        "notice": notice, "category": assessment.category, "decision": assessment.decision.value, "because": assessment.because,
    }  # fmt: skip
    _tell(log, Event.DECISION, name, decided)


def log_relation(log: AuditLog, relation: Relation) -> None:
    places: list[Json] = [{"file": place.file, "page": place.page, "text": place.text} for place in relation.evidence]
    data: dict[str, Json] = {
        "other": relation.right, "signal": relation.signal, "strength": relation.strength, "innocent": relation.innocent, "evidence": places,
    }  # fmt: skip
    _tell(log, Event.RELATION, relation.left, data)


def log_output(log: AuditLog, path: Path, folder: Path) -> None:
    data: dict[str, Json] = {"sha256": file_digest(path), "size": path.stat().st_size}
    _tell(log, Event.OUTPUT_WRITTEN, path.relative_to(folder).as_posix(), data)

"""What the log is told at each arrow of the run, in one place, so that `story` can tell it again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from models.answer import AnyAnswer, Application, Witness
from models.document import Document, Received
from models.problem import Problem
from models.verdict import Assessment, Relation
from pipeline.text_safety import masked
from pipeline.write.audit import AuditLog
from pipeline.write.chain import Event, Json, file_digest
from pipeline.write.decisions import Correction
from pipeline.write.result_line import all_problems, box_record, page_records, problem_record, value_string
from pipeline.write.words import AnyCandidate, why_lost


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
        log.append(Event.FILE_RECEIVED, received.application, data)
    for problem in received.problems:
        log_problem(log, received.application, problem)


def log_document(log: AuditLog, application: str, document: Document) -> None:
    """Every page and how it was read."""
    for page in document.pages:
        readers = list(dict.fromkeys(word.reader for word in page.words))
        data: dict[str, Json] = {
            "file": page.file, "page": page.number, "reading": page.reading.value, "readers": list(readers),
            "notes": list(page.notes), "seconds": round(page.seconds, 3), "words": len(page.words),
        }  # fmt: skip
        log.append(Event.PAGE_READ, application, data)


def log_witnesses(log: AuditLog, application: str, witnesses: tuple[Witness, ...]) -> None:
    for one in witnesses:
        data: dict[str, Json] = {
            "file": one.place.file, "page": one.place.page, "box": box_record(one.place.box), "asked": masked(one.place.text),
            "reader": one.reader, "text": masked(one.text), "agrees": one.agrees, "trust": round(one.trust, 6), "because": one.because,
        }  # fmt: skip
        log.append(Event.WITNESS, application, data)


def log_application(log: AuditLog, application: Application) -> None:
    """Every candidate and why it won or lost, every answer, proof and problem."""
    for page in application.sorted:
        kind: dict[str, Json] = {
            "file": page.ref.file, "page": page.ref.page, "kind": page.kind.value, "confidence": round(page.confidence, 4), "because": page.because,
        }  # fmt: skip
        log.append(Event.PAGE_SORTED, application.name, kind)
    for answer in application.answers.values():
        _log_answer(log, application.name, answer)
    for proof in application.proofs:
        data: dict[str, Json] = {
            "kind": proof.kind.value, "state": proof.state.value, "pages": page_records(proof.pages), "because": proof.because,
        }  # fmt: skip
        log.append(Event.PROOF, application.name, data)
    for problem in application.problems:
        log_problem(log, application.name, problem)


def _log_answer(log: AuditLog, name: str, answer: AnyAnswer) -> None:
    seen = [answer.chosen] if answer.chosen is not None else []
    for candidate in dict.fromkeys((*seen, *answer.others)):
        won = candidate is answer.chosen
        log.append(Event.CANDIDATE, name, _candidate_data(candidate, answer, won=won))
    data: dict[str, Json] = {
        "field": answer.field.name, "state": answer.state.value, "value": _masked(value_string(answer.value, answer.field)),
        "because": masked(answer.because),
    }  # fmt: skip
    log.append(Event.SETTLED, name, data)


def _candidate_data(candidate: AnyCandidate, answer: AnyAnswer, *, won: bool) -> dict[str, Json]:
    place = candidate.place
    return {
        "field": candidate.field.name, "value": _masked(value_string(candidate.value, candidate.field)), "text": masked(place.text),
        "file": place.file, "page": place.page, "box": box_record(place.box), "source": candidate.source.name.lower(),
        "found_by": candidate.found_by.value, "read_by": candidate.read_by, "confidence": round(candidate.confidence, 4),
        "caveats": sorted(one.value for one in candidate.caveats), "doubts": sorted(one.value for one in candidate.doubts),
        "won": won, "because": masked(answer.because) if won else why_lost(candidate, answer),
    }  # fmt: skip


def _masked(value: str | None) -> str | None:
    return None if value is None else masked(value)


def log_correction(log: AuditLog, correction: Correction) -> None:
    """The actor is the person who signed."""
    field = correction.field
    data: dict[str, Json] = {
        "field": field.name, "before": masked(correction.before), "value": _masked(value_string(correction.value, field)),
        "written": masked(correction.written), "reason": masked(correction.reason), "cell": correction.cell,
    }  # fmt: skip
    log.append(Event.CORRECTION, correction.application, data, actor=correction.by)


def log_problem(log: AuditLog, subject: str, problem: Problem) -> None:
    log.append(Event.PROBLEM, subject, problem_record(problem))


def log_assessment(log: AuditLog, assessment: Assessment) -> None:
    """Every verdict, the problems that judging raised, and what became of the application."""
    name, notice = assessment.application.name, assessment.notice_id
    for verdict in assessment.verdicts:
        data: dict[str, Json] = {
            "notice": notice, "criterion": verdict.criterion, "title": verdict.title, "outcome": verdict.outcome.value,
            "because": verdict.because, "clause": verdict.clause, "margin": verdict.margin, "manual": verdict.manual, "firm": verdict.firm,
        }  # fmt: skip
        log.append(Event.VERDICT, name, data)
    for problem in all_problems(assessment):
        if problem not in assessment.application.problems:
            log_problem(log, name, problem)
    decided: dict[str, Json] = {
        "notice": notice, "category": assessment.category, "decision": assessment.decision.value, "because": assessment.because,
    }  # fmt: skip
    log.append(Event.DECISION, name, decided)


def log_relation(log: AuditLog, relation: Relation) -> None:
    places: list[Json] = [{"file": place.file, "page": place.page, "text": masked(place.text)} for place in relation.evidence]
    data: dict[str, Json] = {
        "other": relation.right, "signal": relation.signal, "strength": relation.strength, "innocent": relation.innocent, "evidence": places,
    }  # fmt: skip
    log.append(Event.RELATION, relation.left, data)


def log_output(log: AuditLog, path: Path, folder: Path) -> None:
    data: dict[str, Json] = {"sha256": file_digest(path), "size": path.stat().st_size}
    log.append(Event.OUTPUT_WRITTEN, path.relative_to(folder).as_posix(), data)

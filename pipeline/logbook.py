"""What the run tells the auditor at each arrow, and the case that every paper is printed from."""

from __future__ import annotations

import datetime
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from extractors.ocr import READERS
from models.answer import Application, Confirmed
from models.notice_file import path_of
from models.problem import Problem
from pipeline import VERSION
from pipeline.receive import Reception
from pipeline.shelf import Line, Worked
from pipeline.tabulate import fields_frame, verdicts_frame
from pipeline.write import events
from pipeline.write.audit import AuditLog
from pipeline.write.case import Crop, Judged, PageLook, RunCase, look_of, still_asked
from pipeline.write.chain import Event, Json, file_digest
from pipeline.write.decisions import Correction

if TYPE_CHECKING:
    from pipeline.run import RunRequest

ACTOR = f"shenhe {VERSION}"
LIBRARIES = (
    "pdfplumber",
    "pypdfium2",
    "rapidocr",
    "openvino",
    "onnxruntime",
    "pytesseract",
    "opencv-python-headless",
    "spacy",
    "pandas",
    "openpyxl",
)


def begun(log: AuditLog, request: RunRequest) -> None:
    """The first line: versions, engines, settings, notice files."""
    events.log_opened(
        log,
        inbox=request.inbox,
        versions=dict(versions()),
        settings=dict(settings_of(request)),
        notices={notice.id: file_digest(path_of(notice.id)) for notice in request.notices},
    )


def received(log: AuditLog, reception: Reception) -> None:
    for skipped in reception.skipped:
        log.append(Event.SKIPPED, skipped.path, {"reason": skipped.reason})
    for one in reception.applications:
        events.log_received(log, one)


@dataclass(slots=True)
class Tape:
    """What is told of an application while its files are open, to be written into the log of every run that uses it."""

    lines: list[Line] = field(default_factory=list)

    def append(self, event: Event, subject: str = "", data: Mapping[str, Json] | None = None) -> str:
        del subject  # the application's name
        self.lines.append(Line(event, json.dumps(data or {}, ensure_ascii=False)))
        return ""


def worked_of(confirmed: Sequence[Confirmed], applications: Sequence[Application], crops: Sequence[Crop]) -> tuple[Worked, ...]:
    """What is kept of each application when its files are closed."""
    pictures: dict[str, list[Crop]] = {}
    for crop in crops:
        pictures.setdefault(crop.application, []).append(crop)
    return tuple(
        Worked(application, _looks_of(one), tuple(pictures.get(application.name, ())), _lines_of(one))
        for one, application in zip(confirmed, applications, strict=True)
    )


def _looks_of(one: Confirmed) -> tuple[PageLook, ...]:
    opened = one.extracted.opened
    return tuple(look_of(opened.received.application, page) for document in opened.documents for page in document.pages)


def _lines_of(one: Confirmed) -> tuple[Line, ...]:
    """An application's pages and witnesses, for the log."""
    tape, name = Tape(), one.extracted.opened.received.application
    for document in one.extracted.opened.documents:
        events.log_document(tape, name, document)
    events.log_witnesses(tape, name, one.witnesses)
    return tuple(tape.lines)


def settled(log: AuditLog, worked: Sequence[Worked], applications: Sequence[Application], corrections: Sequence[Correction]) -> None:
    """Pages, witnesses, candidates and answers, one application after the other; then what people decided."""
    for one, application in zip(worked, applications, strict=True):
        for line in one.lines:
            log.append(line.event, application.name, json.loads(line.data))
        events.log_application(log, application)
    for correction in corrections:
        events.log_correction(log, correction)


def judged(log: AuditLog, outcome: Sequence[Judged]) -> None:
    for one in outcome:
        for relation in one.recommendation.relations:
            events.log_relation(log, relation)
        for assessment in one.recommendation.assessments:
            events.log_assessment(log, assessment)


def case_of(
    request: RunRequest,
    outcome: Sequence[Judged],
    worked: Sequence[Worked],
    problems: Sequence[Problem],
    seconds: Mapping[str, float],
    *,
    started: datetime.datetime,
    sealed: str,
) -> RunCase:
    """Everything that the writers print."""
    assessments = tuple(one for part in outcome for one in part.recommendation.assessments)
    applications = tuple(one.application for one in outcome[0].recommendation.assessments)
    return RunCase(
        run_id=request.run_id,
        started=started,
        program_version=VERSION,
        judged=tuple(outcome),
        fields_frame=fields_frame(applications),
        verdicts_frame=verdicts_frame(assessments),
        sealed_hash=sealed,
        recommender=request.recommender,
        settings=settings_of(request),
        versions=versions(),
        timings=tuple(seconds.items()),
        looks=tuple(look for one in worked for look in one.looks),
        crops=still_asked((crop for one in worked for crop in one.crops), applications),
        problems=tuple(problems),
    )


def versions() -> tuple[tuple[str, str], ...]:
    """Program, Python, libraries and engines, as installed."""
    found = [("shenhe", VERSION), ("python", platform.python_version())]
    for name in LIBRARIES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "未安装"))
    found += [(f"engine {known.key}", known.info().detail) for known in READERS]
    return tuple(found)


def settings_of(request: RunRequest) -> tuple[tuple[str, str], ...]:
    settings = request.settings
    return (
        ("workers", str(settings.worker_count)),
        ("threads", str(settings.threads)),
        ("engine", settings.engine),
        ("by_county", str(settings.by_county).lower()),
        ("read_all", str(settings.read_all).lower()),
        ("strict", str(settings.strict).lower()),
        ("received_on", request.received_on.isoformat() if request.received_on else ""),
        ("recommender", request.recommender or ""),
    )

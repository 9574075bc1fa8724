"""The whole way, once: an inbox becomes a folder of results. Read it aloud."""

from __future__ import annotations

import datetime
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from models.answer import Application
from models.document import FileStatus, Reading
from models.notice import Notice
from models.verdict import Assessment
from pipeline.crew import Crew, ProcessCrew
from pipeline.progress import Reporter, SilentReporter
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What the command line asks for."""

    inbox: Path
    out: Path
    notices: tuple[Notice, ...]
    run_id: str
    settings: Settings = field(default_factory=Settings)
    recommender: str | None = None
    received_on: datetime.date | None = None
    decisions: Path | None = None
    registry: Path | None = None
    leave_out: frozenset[str] = frozenset()
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class RunResult:
    """Where the results lie, what they are, and the exit code that follows."""

    folder: Path
    assessments: tuple[Assessment, ...]
    exit_code: int
    readings: tuple[Reading, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class Clock:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.seconds[name] = round(self.seconds.get(name, 0.0) + time.monotonic() - started, 3)


def run(
    request: RunRequest, *, reporter: Reporter | None = None, crew: Crew | None = None, stopping: threading.Event | None = None
) -> RunResult:
    """Everything from the inbox to the papers. Raises only ShenheError; a bad document is a Problem, never an end.

    `stopping` set from outside: what is in hand is finished, then Stopped is raised; the same run id goes on later.
    """
    # These bring in pandas, pdfplumber and the like: seconds that `shenhe --help` need not pay.
    from pipeline import logbook
    from pipeline.conclude import conclude, defects
    from pipeline.confirm import confirm
    from pipeline.correct import correct
    from pipeline.cross_read import cross_read, with_witnesses
    from pipeline.extract import asked_of, extract
    from pipeline.folders import check_inbox, machine_troubles, open_run_folder, writing_aside
    from pipeline.illustrate import illustrate
    from pipeline.ledger import Ledger
    from pipeline.lock import held
    from pipeline.read import read
    from pipeline.recall import RememberingCrew
    from pipeline.receive import receive
    from pipeline.settle import settle
    from pipeline.write import write_all
    from pipeline.write.audit import AuditLog

    told = reporter or SilentReporter()
    clock = Clock()
    started = datetime.datetime.now(datetime.UTC)
    check_inbox(request.inbox, request.out)
    with held(request.out, request.run_id), machine_troubles(), ExitStack() as cleared:
        folder = open_run_folder(request.out, request.run_id, inbox=request.inbox)
        cleared.callback(shutil.rmtree, folder.work, ignore_errors=True)
        ledger = cleared.enter_context(closing(Ledger(request.out)))
        hands = RememberingCrew(crew or _crew(request, folder.work, stopping), ledger)
        cleared.callback(hands.close)
        with AuditLog(folder.log, actor=logbook.ACTOR) as log:
            logbook.begun(log, request)
            ledger.began(request.run_id)
            with clock.stage("receive"):
                reception = receive(request.inbox, spool=folder.work, settings=request.settings, leave_out=request.leave_out)
                logbook.received(log, reception)
            with clock.stage("read"):
                opened = read(reception.applications, crew=hands, settings=request.settings, reporter=told, ledger=ledger)
            with clock.stage("extract"):
                asked = asked_of(request.notices[0])
                extracted = extract(opened, crew=hands, settings=request.settings, reporter=told, asked=asked)
            with clock.stage("confirm"):
                confirmed = confirm(extracted, crew=hands, settings=request.settings, reporter=told)
                confirmed = with_witnesses(confirmed, cross_read(extracted, crew=hands, settings=request.settings))
            with clock.stage("settle"):
                settled = tuple(settle(one) for one in confirmed)
                applications, corrections, refused = correct(settled, request.decisions)
                logbook.settled(log, confirmed, applications, corrections)
            with clock.stage("judge"):
                judged = conclude(applications, request.notices, received_on=request.received_on, registry=request.registry)
                flaws = tuple(flaw for one in judged for flaw in defects(one.recommendation, one.notice))
                logbook.judged(log, judged)
            with clock.stage("illustrate"):
                crops = illustrate(applications, reception.applications, crew=hands, settings=request.settings)
            with clock.stage("write"), writing_aside(folder.work):
                problems = (*reception.problems, *refused, *flaws)
                case = logbook.case_of(request, judged, confirmed, problems, crops, clock.seconds, started=started, sealed=log.seal())
                write_all(case, folder.path, log)
            ledger.finished(request.run_id)
        readings = tuple(page.reading for one in opened for document in one.documents for page in document.pages)
        code = exit_code_of(applications, case.assessments, request.settings)
        return RunResult(folder.path, case.assessments, code, readings, tuple(clock.seconds.items()))


def _crew(request: RunRequest, scratch: Path, stopping: threading.Event | None) -> Crew:
    settings = request.settings
    if request.scheduler is not None:
        from pipeline.cluster import DaskCrew

        return DaskCrew(request.scheduler, settings.limits.memory_bytes, stopping=stopping or threading.Event())
    return ProcessCrew(settings.worker_count, settings.limits.memory_bytes, scratch=str(scratch), stopping=stopping or threading.Event())


def exit_code_of(applications: tuple[Application, ...], assessments: tuple[Assessment, ...], settings: Settings) -> int:
    """0 done; 1 where a file could not be read in full, or with --strict where anything is left to a person."""
    incomplete = any(file.status is not FileStatus.READ for one in applications for file in one.files)
    nothing_came = any(not one.files for one in applications)
    left = settings.strict and any(one.questions for one in assessments)
    return 1 if incomplete or nothing_came or left else 0

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
from typing import TYPE_CHECKING

from models.answer import Application
from models.document import FileStatus, Received
from models.notice import Notice
from models.verdict import Assessment
from pipeline.crew import Crew, ProcessCrew
from pipeline.progress import Reporter, SilentReporter
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.shelf import Shelf, Worked
    from pipeline.write.case import PageLook


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
    looks: tuple[PageLook, ...] = ()
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
    # These bring in pandas, openpyxl and the like: seconds that `shenhe --help` need not pay.
    from pipeline import logbook
    from pipeline.conclude import conclude, defects
    from pipeline.correct import correct
    from pipeline.folders import check_inbox, machine_troubles, open_run_folder, writing_aside
    from pipeline.ledger import Ledger
    from pipeline.lock import held
    from pipeline.receive import receive
    from pipeline.shelf import Shelf
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
        hands = crew or _crew(request, folder.work, stopping)
        cleared.callback(hands.close)
        with AuditLog(folder.log, actor=logbook.ACTOR) as log:
            logbook.begun(log, request)
            ledger.began(request.run_id)
            with clock.stage("receive"):
                reception = receive(request.inbox, spool=folder.work, settings=request.settings, leave_out=request.leave_out)
                logbook.received(log, reception)
                shelf = Shelf(ledger, request.settings, request.notices[0])
                known = {one.application: kept for one in reception.applications if (kept := shelf.take(one)) is not None}
            _tell_received(told, reception.applications, len(known))
            unknown = tuple(one for one in reception.applications if one.application not in known)
            if unknown:
                made = _work_through(unknown, request, shelf, crew=hands, reporter=told, clock=clock)
                known |= {one.application.name: one for one in made}
            worked = tuple(known[one.application] for one in reception.applications)
            with clock.stage("settle"):
                applications, corrections, refused = correct(tuple(one.application for one in worked), request.decisions)
                logbook.settled(log, worked, applications, corrections)
            with clock.stage("judge"):
                judged = conclude(applications, request.notices, received_on=request.received_on, registry=request.registry)
                flaws = tuple(flaw for one in judged for flaw in defects(one.recommendation, one.notice))
                logbook.judged(log, judged)
            with clock.stage("write"), writing_aside(folder.work):
                problems = (*reception.problems, *refused, *flaws)
                case = logbook.case_of(request, judged, worked, problems, clock.seconds, started=started, sealed=log.seal())
                write_all(case, folder.path, log)
            ledger.finished(request.run_id)
        code = exit_code_of(applications, case.assessments, request.settings)
        return RunResult(folder.path, case.assessments, code, case.looks, tuple(clock.seconds.items()))


def _tell_received(reporter: Reporter, received: tuple[Received, ...], known: int) -> None:
    files = sum(len(one.files) for one in received)
    same = f"，其中 {known} 份与以前相同，沿用台账所记" if known else ""
    reporter.say("received", f"收到申报 {len(received)} 份，文件 {files} 个{same}", applications=len(received), files=files, known=known)


def _work_through(
    received: tuple[Received, ...], request: RunRequest, shelf: Shelf, *, crew: Crew, reporter: Reporter, clock: Clock
) -> tuple[Worked, ...]:
    """From files to answers, for the applications of which the ledger does not know the whole; then it does."""
    from pipeline.confirm import confirm
    from pipeline.cross_read import cross_read, with_witnesses
    from pipeline.extract import asked_of, extract
    from pipeline.illustrate import illustrate
    from pipeline.logbook import worked_of
    from pipeline.read import read
    from pipeline.recall import RememberingCrew
    from pipeline.settle import settle

    settings = request.settings
    hands = RememberingCrew(crew, shelf.ledger)
    with clock.stage("read"):
        opened = read(received, crew=hands, settings=settings, reporter=reporter, ledger=shelf.ledger)
    with clock.stage("extract"):
        extracted = extract(opened, crew=hands, settings=settings, reporter=reporter, asked=asked_of(request.notices[0]))
    with clock.stage("confirm"):
        confirmed = confirm(extracted, crew=hands, settings=settings, reporter=reporter)
        confirmed = with_witnesses(confirmed, cross_read(extracted, crew=hands, settings=settings))
    with clock.stage("settle"):
        settled = tuple(settle(one) for one in confirmed)
    with clock.stage("illustrate"):
        crops = illustrate(settled, received, crew=hands, settings=settings)
        worked = worked_of(confirmed, settled, crops)
        shelf.keep(received, worked, lost=frozenset(hands.lost))
    return worked


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

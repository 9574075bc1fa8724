"""Received → Opened: every file looked at, then its pages read, in guarded worker processes."""

from __future__ import annotations

from collections.abc import Sequence

from models.document import Document, FileStatus, Media, Opened, Page, Reading, Received, ReceivedFile
from models.problem import Category, Problem, Severity
from pipeline.crew import Crew, Failure
from pipeline.ledger import Ledger
from pipeline.memory import Memory
from pipeline.progress import Reporter
from pipeline.reading import SECONDS_TO_START, FilePlan, LookTask, ReadTask, chunks, failed, look_at, read_pages
from pipeline.settings import Settings

SCANS_PER_TASK = 4
TEXTS_PER_TASK = 25


def read(
    applications: Sequence[Received], *, crew: Crew, settings: Settings, reporter: Reporter, ledger: Ledger | None = None
) -> tuple[Opened, ...]:
    """Every application with its files read, in the order given. No file, however broken, raises.

    What the ledger knows of the same bytes, read by the same engine and code, is not read again.
    """
    files = list({file.path: file for one in applications for file in one.files}.values())
    readable = [file for file in files if file.refused is None]
    memory = Memory(ledger, settings)
    plans = _look(readable, crew=crew, settings=settings, reporter=reporter, memory=memory)
    pages = _read(readable, plans, crew=crew, settings=settings, reporter=reporter, memory=memory)
    documents = {file.path: _document(file, plans.get(file.path), pages.get(file.path, ())) for file in files}
    return tuple(Opened(one, tuple(documents[file.path] for file in one.files)) for one in applications)


def _look(files: Sequence[ReceivedFile], *, crew: Crew, settings: Settings, reporter: Reporter, memory: Memory) -> dict[str, FilePlan]:
    plans = {file.path: plan for file in files if (plan := memory.plan(file)) is not None}
    unknown = [file for file in files if file.path not in plans]
    reporter.stage("查看文件", len(unknown))
    tasks = [LookTask(file, settings.passwords, settings.limits.pages) for file in unknown]
    for done in crew.work(look_at, tasks, seconds=lambda _task: float(settings.limits.seconds_to_look) + SECONDS_TO_START):
        file = unknown[done.index]
        if done.result is not None:
            memory.keep_plan(file, done.result)
        plans[file.path] = done.result if done.result is not None else FilePlan((), _lost(file, done.failure))
        reporter.step()
    return plans


def _read(
    files: Sequence[ReceivedFile], plans: dict[str, FilePlan], *, crew: Crew, settings: Settings, reporter: Reporter, memory: Memory
) -> dict[str, tuple[Page, ...]]:
    """The pages of every file; a file that cost a worker gets a Problem for a plan, and its pages are not used."""
    gathered: dict[str, list[Page]] = {}
    tasks: list[ReadTask] = []
    limit = float(settings.limits.seconds_per_page)
    for file in files:
        known, unknown = memory.pages(file, plans[file.path])
        gathered[file.path] = list(known)
        tasks += chunks(file, unknown, threads=settings.threads, seconds=limit, per_scan=SCANS_PER_TASK, per_text=TEXTS_PER_TASK)
    reporter.stage("识读页面", sum(len(task.pages) for task in tasks))
    for done in crew.work(read_pages, tasks, seconds=lambda task: SECONDS_TO_START + limit * len(task.pages), owner=_file_of):
        task = tasks[done.index]
        if done.failure is not None and done.failure.reason.is_deadly:
            plans[task.file.path] = FilePlan((), _lost(task.file, done.failure))
        got = done.result if done.result is not None else _failed(task, done.failure)
        memory.keep_pages(task.file, task.pages, got)
        gathered.setdefault(task.file.path, []).extend(got)
        reporter.step(len(task.pages))
    return {path: tuple(sorted(pages, key=lambda page: page.number or 0)) for path, pages in gathered.items()}


def _file_of(task: ReadTask) -> str:
    return task.file.path


def _failed(task: ReadTask, failure: Failure | None) -> tuple[Page, ...]:
    why = _told(failure)
    return tuple(failed(task.file, plan, why) for plan in task.pages)


def _document(file: ReceivedFile, plan: FilePlan | None, pages: tuple[Page, ...]) -> Document:
    if file.refused is not None:
        status = FileStatus.UNSUPPORTED if file.media is Media.UNSUPPORTED else FileStatus.QUARANTINED
        return Document(file.path, file.sha256, status, (), (file.refused,))
    if plan is None or plan.problem is not None:
        problems = (plan.problem,) if plan is not None and plan.problem is not None else ()
        return Document(file.path, file.sha256, FileStatus.QUARANTINED, (), problems)
    lost = [page for page in pages if page.reading is Reading.FAILED]
    return Document(file.path, file.sha256, _status(len(lost), len(pages)), pages, seconds=sum(page.seconds for page in pages))


def _status(lost: int, pages: int) -> FileStatus:
    if not lost:
        return FileStatus.READ
    return FileStatus.QUARANTINED if lost == pages else FileStatus.PARTLY


def _lost(file: ReceivedFile, failure: Failure | None) -> Problem:
    message = f"“{file.path}”未能读取（{_told(failure)}），已隔离，其他文件不受影响。"
    return Problem(Category.FILE, Severity.ERROR, message, "请人工查看；损坏的，请申报单位重新导出 PDF 后提交。", file=file.path)


def _told(failure: Failure | None) -> str:
    if failure is None:
        return "没有结果"
    return f"{failure.reason.value}：{failure.detail}" if failure.detail else failure.reason.value

"""Received → Opened: every file looked at, then its pages read, in guarded worker processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.glance import Glance
from extractors.proofs.passing import Passing
from models.document import Document, FileStatus, Media, Opened, Page, Reading, Received, ReceivedFile
from models.problem import Category, Problem, Severity
from pipeline.crew import Crew, Failure
from pipeline.glancing import GlanceTask, glance_at, glance_tasks, passed_over, scans, skipped, to_be_read, worth_a_look
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
    looked_at = worth_a_look(applications, plans)
    looks = _glance(looked_at, plans, crew=crew, settings=settings, reporter=reporter, memory=memory)
    passed = {path: passed_over(plans[path], seen) for path, seen in looks.items()}
    left = {path: to_be_read(plan, looks.get(path, {}), passed.get(path, {}), read_all=settings.read_all) for path, plan in plans.items()}
    pages = _read(readable, left, crew=crew, settings=settings, reporter=reporter, memory=memory)
    for file in looked_at:
        if left[file.path].problem is None:
            pages[file.path] = _with_passed(plans[file.path], pages.get(file.path, ()), passed[file.path], file)
    documents = {file.path: _document(file, left.get(file.path), pages.get(file.path, ())) for file in files}
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


def _glance(
    files: Sequence[ReceivedFile], plans: dict[str, FilePlan], *, crew: Crew, settings: Settings, reporter: Reporter, memory: Memory
) -> dict[str, dict[int, Glance]]:
    """A look at each scanned page of these files, by number; one that cannot be looked at has none."""
    looks = {file.path: memory.looks(file, scans(plans[file.path])) for file in files}
    limit = float(settings.limits.seconds_per_page)
    tasks: list[GlanceTask] = []
    for file in files:
        unknown = [page for page in scans(plans[file.path]) if page.number not in looks[file.path]]
        tasks += glance_tasks(file, plans[file.path], unknown, threads=settings.threads, seconds=limit)
    if tasks:
        reporter.stage("初看页面", sum(len(task.pages) for task in tasks))
    for done in crew.work(glance_at, tasks, seconds=lambda task: SECONDS_TO_START + limit * len(task.pages), owner=_file_of):
        task = tasks[done.index]
        seen = list(zip(task.pages, done.result or (), strict=False))
        memory.keep_looks(task.file, seen)
        looks[task.file.path].update({page.number: look for page, look in seen if page.number is not None and look is not None})
        reporter.step(len(task.pages))
    return looks


def _with_passed(plan: FilePlan, pages: Sequence[Page], passed: Mapping[int | None, Passing], file: ReceivedFile) -> tuple[Page, ...]:
    """The pages with those that were left unread in their places; what was read all the same keeps what it was taken for."""
    read_numbers = {page.number for page in pages}
    told = [replace(page, taken_for=passed[page.number].kind) if page.number in passed else page for page in pages]
    told += [skipped(file, page, passed[page.number]) for page in plan.pages if page.number in passed and page.number not in read_numbers]
    return tuple(sorted(told, key=lambda page: page.number or 0))


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


def _file_of(task: ReadTask | GlanceTask) -> str:
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

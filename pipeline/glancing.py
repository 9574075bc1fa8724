"""A cheap look at the scanned pages of large packages before they are read: which of them need not be. Runs guarded; see crew.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.glance import GLANCE_DPI, Glance, glance
from extractors.ocr import first_engine
from extractors.proofs.passing import Passing, is_evidence, pages_to_pass
from extractors.textlayer import Advice
from models.document import Media, Page, Reading, Received, ReceivedFile
from models.problem import MachineError
from pipeline.reading import SECONDS_TO_START, FilePlan, PagePlan, drawn
from pipeline.worker import allow

MANY_SCANS = 20  # an application of fewer scanned pages is read whole: there is little to save
LOOKS_PER_TASK = 12


@dataclass(frozen=True, slots=True)
class GlanceTask:
    """Some scanned pages of one file, all to be looked at."""

    file: ReceivedFile
    pages: tuple[PagePlan, ...]
    password: str | None
    threads: int
    seconds: float = 90.0


def worth_a_look(applications: Sequence[Received], plans: Mapping[str, FilePlan]) -> tuple[ReceivedFile, ...]:
    """The files of those applications that hold many scanned pages."""
    out: list[ReceivedFile] = []
    for one in applications:
        files = [file for file in one.files if file.path in plans and file.media is not Media.DOCX]
        if sum(len(scans(plans[file.path])) for file in files) >= MANY_SCANS:
            out += files
    return tuple(out)


def scans(plan: FilePlan) -> tuple[PagePlan, ...]:
    """The pages of a file that can only be read as pictures."""
    return tuple(page for page in plan.pages if page.advice is Advice.OCR and page.number is not None)


def glance_tasks(file: ReceivedFile, plan: FilePlan, pages: Sequence[PagePlan], *, threads: int, seconds: float) -> Iterator[GlanceTask]:
    for at in range(0, len(pages), LOOKS_PER_TASK):
        yield GlanceTask(file, tuple(pages[at : at + LOOKS_PER_TASK]), plan.password, threads, seconds)


def glance_at(task: GlanceTask) -> tuple[Glance | None, ...]:
    """One look a page; None where it could not be looked at, which is then for the reading to say."""
    return tuple(_glance_at_one(task, plan) for plan in task.pages)


def _glance_at_one(task: GlanceTask, plan: PagePlan) -> Glance | None:
    allow(task.seconds + SECONDS_TO_START)
    number = plan.number or 1
    try:
        picture = drawn(task.file, number, () if task.password is None else (task.password,), GLANCE_DPI)
        return None if picture is None else glance(picture, first_engine(task.threads), is_evidence)
    except MachineError:
        raise
    except Exception:  # memory too; whatever a library makes of the page, reading it says so with its Problem
        return None


def passed_over(plan: FilePlan, looks: Mapping[int, Glance]) -> dict[int | None, Passing]:
    """The pages of one file that need not be read, by number. A page that is no scan ends a paper that was passed over."""
    numbers = [page.number for page in plan.pages if page.number is not None]
    told = pages_to_pass([looks.get(number) for number in numbers])
    return {number: one for number, one in zip(numbers, told, strict=True) if one is not None}


def to_be_read(plan: FilePlan, looks: Mapping[int, Glance], passed: Mapping[int | None, Passing], *, read_all: bool) -> FilePlan:
    """The plan of a file for the reading: without what was passed over, and with what the look already knows."""
    upright = {number for number, look in looks.items() if look.upright}
    pages = tuple(replace(page, upright=page.number in upright) for page in plan.pages if read_all or page.number not in passed)
    return replace(plan, pages=pages)


def skipped(file: ReceivedFile, plan: PagePlan, why: Passing) -> Page:
    """A page left unread, with the reason that the audit shows."""
    return Page(file.path, plan.number, plan.width, plan.height, Reading.SKIPPED, notes=(why.because,), taken_for=why.kind)

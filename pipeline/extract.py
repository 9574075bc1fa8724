"""Opened → Extracted: what each page is for, and every candidate that it offers.

Which reader looks at which kind of page is data (LOOKED_AT_BY). A proof speaks for itself: the form's finders do not
run over a roster, or the columns of other firms would answer for the applicant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from typing import TypeVar

from extractors.finders import FINDERS
from extractors.finders.instructions import without_instructions
from extractors.finders.prose import find_in_prose
from extractors.finders.table import goes_on
from extractors.proofs import ASKED, Asked, ProofReading, read_proofs, second_kinds, sort_pages
from extractors.proofs.consistency import facts_of
from extractors.proofs.event_papers import event_papers
from extractors.proofs.running_heads import without_running_heads
from extractors.proofs.sections import sections
from extractors.proofs.shareholders import shareholders_of
from extractors.traditional import as_written, simplified_page
from models.answer import NO_FACTS, AnyCandidate, Extracted, Findings
from models.document import Document, Opened, Page
from models.facts import Facts
from models.notice import Notice
from models.problem import Category, Problem, Severity
from models.proof import PageKind, PageRef, Sorted
from pipeline.bare_totals import with_units_of_others
from pipeline.crew import Crew, Failure
from pipeline.leaves import bundles
from pipeline.progress import Reporter
from pipeline.settings import Settings

T = TypeVar("T")


SECONDS_TO_START = 60.0


@dataclass(frozen=True, slots=True)
class ExtractTask:
    document: Document
    asked: Asked


class Look(Enum):
    """The readers of pages that are no proof."""

    FORM = auto()
    PROSE = auto()


BOTH = (Look.FORM, Look.PROSE)
LOOKED_AT_BY: dict[PageKind, tuple[Look, ...]] = {
    PageKind.COVER: (Look.FORM,),
    PageKind.FORM: BOTH,
    PageKind.NARRATIVE: BOTH,
    PageKind.COMMITMENT: (Look.FORM,),
    PageKind.OPINION: (Look.FORM,),
    PageKind.OTHER: BOTH,
    PageKind.PHOTO: (Look.FORM,),  # a page of few words may be the foot of a form
}


def extract(
    applications: Sequence[Opened], *, crew: Crew, settings: Settings, reporter: Reporter, asked: Asked = ASKED
) -> tuple[Extracted, ...]:
    """Every application with the findings of its documents, in the order given; in workers, for a text may be hostile too."""
    reporter.stage("查找取值", len(applications))
    owned = [(index, document) for index, one in enumerate(applications) for document in bundles(one.documents)]
    tasks = [ExtractTask(document, asked) for _, document in owned]
    owners = [index for index, _ in owned]
    gathered: dict[int, Findings] = {}
    limit = float(settings.limits.seconds_to_look)
    for done in crew.work(findings_of, tasks, seconds=lambda task: SECONDS_TO_START + limit + len(task.document.pages)):
        document = tasks[done.index].document
        gathered[done.index] = done.result if done.result is not None else _lost(document, done.failure)
    out: list[list[Findings]] = [[] for _ in applications]
    for index, owner in enumerate(owners):
        out[owner].append(gathered[index])
    reporter.step(len(applications))
    return tuple(Extracted(one, with_units_of_others(found)) for one, found in zip(applications, out, strict=True))


def asked_of(notice: Notice) -> Asked:
    """The year that a notice counts; by when a lease must still run is judged where the route is known (judging/leases.py)."""
    return Asked(int(notice.period.default) if notice.period.default.isdigit() else notice.year - 1)


def findings_of(task: ExtractTask) -> Findings:
    """What one document offers."""
    asked = task.asked
    problems: list[Problem] = []
    whole = task.document.pages
    plain = _guarded(lambda: tuple(simplified_page(page) for page in whole), whole, whole, "辨认繁体字", problems)
    pages = _guarded(partial(without_running_heads, plain), plain, plain, "分出页眉", problems)
    parts = _guarded(lambda: tuple(part for page in pages for part in sections(page)), pages, pages, "分出同页各件材料", problems)
    document = replace(task.document, pages=parts)
    kinds: tuple[Sorted, ...] = _guarded(lambda: sort_pages(document.pages), (), document.pages, "判别页面种类", problems)
    candidates: list[AnyCandidate] = []
    before: Page | None = None
    in_form = False
    for written, kind in zip(document.pages, kinds, strict=False):
        page = _guarded(partial(without_instructions, written), written, (written,), "分出填表说明", problems)
        looks = LOOKED_AT_BY.get(kind.kind, ())
        in_form = kind.kind is PageKind.FORM or bool(in_form and before is not None and not looks and goes_on(page, before))
        for look in looks or ((Look.FORM,) if in_form else ()):
            candidates += _guarded(partial(_look, look, page, before, asked), (), (page,), "查找字段", problems)
        before = page
    readings: tuple[ProofReading, ...] = _guarded(
        lambda: read_proofs(document.pages, kinds, asked), (), document.pages, "读取证明材料", problems
    )
    candidates += [one for reading in readings for one in reading.candidates]
    candidates = _guarded(partial(as_written, candidates, whole), candidates, whole, "还原繁体字", problems)
    bounds = tuple(one for reading in readings for one in reading.bounds)
    problems += [one for reading in readings for one in reading.problems]
    facts = _guarded(partial(_facts, document, kinds, readings), NO_FACTS, document.pages, "核对材料归属", problems)
    also: tuple[tuple[PageRef, PageKind], ...] = _guarded(
        lambda: (*second_kinds(document.pages, kinds), *event_papers(document.pages, kinds)), (), document.pages, "判别页面种类", problems
    )
    return Findings(document.file, kinds, tuple(candidates), bounds, tuple(problems), facts, also)


def _facts(document: Document, kinds: tuple[Sorted, ...], readings: tuple[ProofReading, ...]) -> Facts:
    return Facts(
        parties=tuple(one for reading in readings for one in reading.parties),
        terms=tuple(one for reading in readings for one in reading.terms),
        opinions=tuple(one for reading in readings if reading.kind is PageKind.OPINION for one in reading.signed),
        commitments=tuple(one for reading in readings if reading.kind is PageKind.COMMITMENT for one in reading.signed),
        pages=facts_of(document.pages, kinds),
        shareholders=shareholders_of(document.pages),
        ascribed=tuple(one for reading in readings for one in reading.ascribed),
        as_of=tuple(one for reading in readings for one in reading.as_of),
    )


def _lost(document: Document, failure: Failure | None) -> Findings:
    why = failure.reason.value if failure is not None else "没有结果"
    message = f"“{document.file}”的文字{why}，未能取值。"
    return Findings(
        document.file, (), (), (), (Problem(Category.MACHINE, Severity.ERROR, message, "请人工查看这份文件。", file=document.file),)
    )


def _look(look: Look, page: Page, before: Page | None, asked: Asked) -> tuple[AnyCandidate, ...]:
    if look is Look.FORM:
        return tuple(one for find in FINDERS for one in find(page, before))
    return find_in_prose(page, asked.year + 1) if asked.year is not None else find_in_prose(page)


def _guarded(work: Callable[[], T], instead: T, pages: Sequence[Page], what: str, problems: list[Problem]) -> T:
    """Whatever a reader raises is said as a Problem of its page; the other readers go on."""
    try:
        return work()
    except Exception as error:  # a reader's fault must not cost the application, nor pass unsaid
        page = pages[0] if pages else None
        where = f"“{page.file}”第 {page.number} 页" if page is not None else "文件"
        message = f"{where}{what}时程序出错（{type(error).__name__}: {str(error)[:120]}），这部分未能读取。"
        problems.append(
            Problem(
                Category.MACHINE, Severity.ERROR, message, "请人工查看这一页，并把审核日志交给维护人员。",
                file=page.file if page else None, page=page.number if page else None,
            )
        )  # fmt: skip
        return instead

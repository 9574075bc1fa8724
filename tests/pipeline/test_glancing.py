"""Large scanned packages: what a cheap look passes over stays unread with its reason; --read-all reads it; small ones are just read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from extractors.glance import Glance, SeenLine
from extractors.proofs.sorting import sort_pages
from extractors.textlayer import Advice
from models.document import Document, FileStatus, Media, Page, Reading, Received, ReceivedFile, Word
from models.geometry import Box
from models.proof import PageKind
from pipeline import read as reading
from pipeline.crew import InlineCrew
from pipeline.glancing import MANY_SCANS, GlanceTask, glance_at
from pipeline.ledger import Ledger
from pipeline.progress import SilentReporter
from pipeline.reading import FilePlan, LookTask, PagePlan, ReadTask
from pipeline.settings import Settings

FILE = ReceivedFile("甲/材料.pdf", "", "a" * 64, 1, Media.PDF)
TITLES = {3: "毕业证书", 4: "档案管理制度", 5: "第九条 应当归档", 7: "培训班的通知", 9: "房屋租赁合同"}
PASSED = [3, 4, 5, 7]
MANY = MANY_SCANS + 2


@dataclass
class Desk:
    """Stands in for the workers: says what a page's title is, and counts what is looked at and read."""

    n_pages: int = MANY
    blind: frozenset[int] = frozenset()
    advice: Advice = Advice.OCR
    looked: list[int] = field(default_factory=list)
    read: list[int] = field(default_factory=list)

    def plan(self, _task: LookTask) -> FilePlan:
        return FilePlan(tuple(PagePlan(number, self.advice, "", 595.0, 842.0) for number in range(1, self.n_pages + 1)))

    def glance(self, task: GlanceTask) -> tuple[Glance | None, ...]:
        numbers = [page.number or 0 for page in task.pages]
        self.looked += numbers
        return tuple(None if number in self.blind else self._look(number) for number in numbers)

    def _look(self, number: int) -> Glance:
        lines = (SeenLine(title(number), 1.5, centred=number != 5),)
        return Glance(lines, ("不得遗失。",), 2, 2, 0.0, 0, 0.99, whole=False)

    def pages(self, task: ReadTask) -> tuple[Page, ...]:
        self.read += [plan.number or 0 for plan in task.pages]
        return tuple(page(plan.number or 0) for plan in task.pages)


def title(number: int) -> str:
    return TITLES.get(number, "申请报告")


def page(number: int) -> Page:
    return Page(FILE.path, number, 595.0, 842.0, Reading.OCR, (Word(title(number), Box(200, 60, 400, 80)),))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path)
    yield ledger
    ledger.close()


def done(monkeypatch: pytest.MonkeyPatch, desk: Desk, ledger: Ledger | None = None, *, read_all: bool = False) -> Document:
    monkeypatch.setattr(reading, "look_at", desk.plan)
    monkeypatch.setattr(reading, "glance_at", desk.glance)
    monkeypatch.setattr(reading, "read_pages", desk.pages)
    (opened,) = reading.read(
        (Received("甲", (FILE,)),), crew=InlineCrew(), settings=Settings(read_all=read_all), reporter=SilentReporter(), ledger=ledger
    )
    return opened.documents[0]


def test_what_proves_nothing_stays_unread_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    document = done(monkeypatch, desk)
    left = [one for one in document.pages if one.reading is Reading.SKIPPED]
    assert [one.number for one in left] == PASSED
    assert not set(PASSED) & set(desk.read)
    assert "毕业证书" in left[0].notes[0]
    assert "接前页" in left[2].notes[0]
    assert [one.number for one in document.pages] == list(range(1, MANY + 1))
    assert document.status is FileStatus.READ


def test_read_all_reads_what_was_left_and_nothing_twice(monkeypatch: pytest.MonkeyPatch, ledger: Ledger) -> None:
    done(monkeypatch, Desk(), ledger)
    desk = Desk()
    document = done(monkeypatch, desk, ledger, read_all=True)
    assert (desk.looked, sorted(desk.read)) == ([], PASSED)
    assert all(one.reading is Reading.OCR for one in document.pages)


def test_a_page_read_before_is_left_unread_all_the_same(monkeypatch: pytest.MonkeyPatch, ledger: Ledger) -> None:
    first = done(monkeypatch, Desk(), ledger)
    done(monkeypatch, Desk(), ledger, read_all=True)
    desk = Desk()
    assert done(monkeypatch, desk, ledger).pages == first.pages
    assert (desk.looked, desk.read) == ([], [])


def test_the_other_pages_are_sorted_alike_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    default, everything = (sort_pages(done(monkeypatch, Desk(), read_all=read_all).pages) for read_all in (False, True))
    assert [one.kind for one in default] == [one.kind for one in everything]
    assert {default[number - 1].kind for number in PASSED} == {PageKind.CERTIFICATE, PageKind.UNRELATED}


def test_an_unread_page_that_says_otherwise_when_read_is_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    told = done(monkeypatch, Desk(), read_all=True).pages[3]
    lease = Page(FILE.path, 4, 595.0, 842.0, Reading.OCR, page(9).words, taken_for=told.taken_for)
    assert told.taken_for is PageKind.UNRELATED
    assert sort_pages((lease,))[0].kind is PageKind.LEASE


@pytest.mark.parametrize("desk", [Desk(MANY_SCANS - 1), Desk(advice=Advice.TEXT_LAYER)], ids=["few scans", "digital"])
def test_small_packages_and_digital_pages_are_just_read(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    document = done(monkeypatch, desk)
    assert desk.looked == []
    assert len(desk.read) == len(document.pages) == desk.n_pages


def test_a_page_that_cannot_be_looked_at_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(blind=frozenset({4}))
    assert [one.number for one in done(monkeypatch, desk).pages if one.reading is Reading.SKIPPED] == [3, 7]


def test_a_look_at_a_broken_file_gives_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    file = ReceivedFile("坏.pdf", str(broken), "b" * 64, 1, Media.PDF)
    assert glance_at(GlanceTask(file, (PagePlan(1, Advice.OCR),), None, 1)) == (None,)

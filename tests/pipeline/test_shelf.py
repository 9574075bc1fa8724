"""An application that has not changed is taken off the shelf whole; whatever it hangs on makes it another one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "write"))
import papers

from models.document import Media, Reading, Received, ReceivedFile
from models.notice_file import load_notice
from models.problem import Category, Problem, Severity
from pipeline.ledger import Ledger
from pipeline.settings import Limits, Settings
from pipeline.shelf import Line, Shelf, Worked
from pipeline.write.case import Crop, PageLook
from pipeline.write.chain import Event

NOTICE = load_notice("hunan-2020")
CAME = Received("甲", (ReceivedFile("甲/a.pdf", "/in/甲/a.pdf", "ab" * 32, 12, Media.PDF),), county_folder="岳阳楼区")


def worked(reading: Reading = Reading.OCR) -> Worked:
    application = papers.application(
        "甲", premises_area=papers.conflict("premises_area", papers.number("98", "㎡"), papers.number("103", "㎡"))
    )
    look = PageLook("甲", "甲/a.pdf", 1, reading, 1.25, ("扶正 2°",))
    return Worked(application, (look,), (Crop("甲", "premises_area", b"\x89PNG\x00\xff"),), (Line(Event.PAGE_READ, '{"page": 1}'),))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path)
    yield made
    made.close()


@pytest.fixture
def shelf(ledger: Ledger) -> Shelf:
    return Shelf(ledger, Settings(), NOTICE)


def test_what_was_put_there_is_taken_off_the_same(shelf: Shelf) -> None:
    shelf.keep((CAME,), (worked(),), lost=frozenset())
    assert shelf.take(CAME) == worked()


def test_where_the_files_lie_does_not_matter(shelf: Shelf) -> None:
    shelf.keep((CAME,), (worked(),), lost=frozenset())
    moved = replace(CAME, files=(replace(CAME.files[0], source="/elsewhere/\udcff.pdf"),))
    assert shelf.take(moved) == worked()


REFUSED = Problem(Category.FILE, Severity.ERROR, "打不开", "重交", file="甲/a.pdf")
OTHERS: dict[str, Callable[[Received], Received]] = {
    "other bytes": lambda one: replace(one, files=(replace(one.files[0], sha256="cd" * 32),)),
    "another name of the file": lambda one: replace(one, files=(replace(one.files[0], path="甲/b.pdf"),)),
    "another name of the application": lambda one: replace(one, application="乙"),
    "one more file": lambda one: replace(one, files=(*one.files, replace(one.files[0], path="甲/b.pdf"))),
    "a file less": lambda one: replace(one, files=()),
    "another county": lambda one: replace(one, county_folder="平江县"),
    "a file that is refused now": lambda one: replace(one, files=(replace(one.files[0], refused=REFUSED),)),
    "a problem on the way in": lambda one: replace(one, problems=(REFUSED,)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_hand_in_is_another_one(name: str, shelf: Shelf) -> None:
    shelf.keep((CAME,), (worked(),), lost=frozenset())
    assert shelf.take(OTHERS[name](CAME)) is None


@pytest.mark.parametrize(
    "settings",
    [
        Settings(passwords=("1234",)),
        Settings(engine="tesseract"),
        Settings(threads=2),
        Settings(read_all=True),
        Settings(limits=Limits(pages=3)),
    ],
)
def test_other_settings_that_reading_hangs_on_make_it_another_one(settings: Settings, ledger: Ledger, shelf: Shelf) -> None:
    shelf.keep((CAME,), (worked(),), lost=frozenset())
    assert Shelf(ledger, settings, NOTICE).take(CAME) is None
    assert Shelf(ledger, Settings(workers=7, strict=True), NOTICE).take(CAME) == worked()


def test_another_year_asked_for_or_other_code_makes_it_another_one(ledger: Ledger, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.keep((CAME,), (worked(),), lost=frozenset())
    assert Shelf(ledger, Settings(), replace(NOTICE, year=2021)).take(CAME) is None
    monkeypatch.setattr("pipeline.shelf.code_fingerprint", lambda _: "other")
    assert shelf.take(CAME) is None


def test_what_lost_a_task_or_a_page_is_tried_again(shelf: Shelf) -> None:
    shelf.keep((CAME,), (worked(),), lost=frozenset({"甲/a.pdf"}))
    assert shelf.take(CAME) is None
    shelf.keep((CAME,), (worked(Reading.FAILED),), lost=frozenset())
    assert shelf.take(CAME) is None
    shelf.keep((CAME,), (worked(),), lost=frozenset({"乙/a.pdf"}))
    assert shelf.take(CAME) == worked()

"""What was worked out once is not worked out again: not under another name, not in a zip; other input is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from extractors.proofs import ASKED
from models.document import Document, FileStatus, Media, Page, Reading, ReceivedFile, Word
from models.geometry import Box
from models.problem import Category, Problem, Severity
from pipeline.crew import Done, InlineCrew
from pipeline.extract import ExtractTask, findings_of
from pipeline.ledger import Ledger
from pipeline.memory import Memory
from pipeline.reading import FilePlan
from pipeline.recall import REMEMBERED, RememberingCrew
from pipeline.settings import Settings

Task = TypeVar("Task")
Result = TypeVar("Result")


class Counting:
    """Counts what it is given to do."""

    def __init__(self) -> None:
        self.inner, self.given = InlineCrew(), 0

    def work(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        *,
        seconds: Callable[[Task], float],
        owner: Callable[[Task], str] | None = None,
    ) -> Iterator[Done[Result]]:
        self.given += len(tasks)
        return self.inner.work(function, tasks, seconds=seconds, owner=owner)

    def close(self) -> None:
        return None


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path)
    yield ledger
    ledger.close()


def document(file: str, text: str = "服务场所面积168平方米", seconds: float = 1.0) -> Document:
    word = Word(text, Box(72, 100, 300, 112))
    return Document(file, "f" * 64, FileStatus.READ, (Page(file, 1, 595.0, 842.0, Reading.TEXT_LAYER, (word,), seconds=seconds),))


def findings(ledger: Ledger, one: Document) -> tuple[object, int]:
    counting = Counting()
    (done,) = RememberingCrew(counting, ledger).work(findings_of, [ExtractTask(one, ASKED)], seconds=lambda _task: 1.0)
    return done.result, counting.given


def test_the_same_pages_are_searched_once(ledger: Ledger) -> None:
    first, worked = findings(ledger, document("甲/表.pdf"))
    again, worked_again = findings(ledger, document("甲/表.pdf", seconds=9.0))
    assert first == again
    assert (worked, worked_again) == (1, 0)


def test_a_new_name_is_no_new_file_and_the_evidence_names_it(ledger: Ledger) -> None:
    findings(ledger, document("甲/表.pdf"))
    found, worked = findings(ledger, document("乙.zip/表.pdf"))
    assert worked == 0
    assert found == findings_of(ExtractTask(document("乙.zip/表.pdf"), ASKED))


def test_other_words_are_searched_anew(ledger: Ledger) -> None:
    findings(ledger, document("甲/表.pdf"))
    assert findings(ledger, document("甲/表.pdf", "服务场所面积86平方米"))[1] == 1


def test_every_remembered_work_is_a_function_of_its_own_module() -> None:
    for function, known in REMEMBERED.items():
        assert [f"{function.__module__.replace('.', '/')}.py"] == list(known.code)


def received(path: str) -> ReceivedFile:
    return ReceivedFile(path, "/nowhere", "a" * 64, 10, Media.PDF)


def test_a_files_own_fault_is_known_under_its_new_name(ledger: Ledger) -> None:
    memory = Memory(ledger, Settings())
    problem = Problem(Category.FILE, Severity.ERROR, "“甲.pdf”：文件损坏。", "请重新提交。", file="甲.pdf")
    memory.keep_plan(received("甲.pdf"), FilePlan((), problem))
    assert memory.plan(received("乙.pdf")) == FilePlan((), replace(problem, message="“乙.pdf”：文件损坏。", file="乙.pdf"))


def test_other_passwords_look_again(ledger: Ledger) -> None:
    locked = FilePlan((), Problem(Category.FILE, Severity.ERROR, "加密", "密码", file="甲.pdf"))
    Memory(ledger, Settings()).keep_plan(received("甲.pdf"), locked)
    assert Memory(ledger, Settings(passwords=("123",))).plan(received("甲.pdf")) is None


def test_passwords_are_never_kept(ledger: Ledger, tmp_path: Path) -> None:
    memory = Memory(ledger, Settings(passwords=("open-sesame",)))
    memory.keep_plan(received("甲.pdf"), FilePlan((), password="open-sesame"))
    assert memory.plan(received("甲.pdf")) is None
    assert all(b"sesame" not in path.read_bytes() for path in tmp_path.iterdir())

"""A crew that remembers: what was worked out once from the same input by the same code is taken from the ledger.

Names are left out of the key and put right on return, so a file that comes back under another name is not worked on anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from models.answer import Findings, Witness
from pipeline.codec import dumped, packed, renamed, unpacked
from pipeline.confirm import ConfirmTask, look_twice
from pipeline.crew import Crew, Done
from pipeline.cross_read import TextTask, ask_again
from pipeline.extract import ExtractTask, findings_of
from pipeline.illustrate import CutTask, cut_out
from pipeline.ledger import Ledger, code_fingerprint, key_of
from pipeline.memory import engines_here
from pipeline.write.case import Crop

Task = TypeVar("Task")
Result = TypeVar("Result")

READERS = ("models/*.py", "extractors/*.py", "extractors/*/*.py")


@dataclass(frozen=True, slots=True)
class Known:
    """One kind of work that is remembered: its input, its result, and the code that both hang on besides the readers.

    `bare` gives the task without where its file lies: that may be no valid text, and is no part of the key.
    """

    name: str
    task: type
    result: Any
    path: Callable[[Any], str]
    bare: Callable[[Any], Any]
    code: tuple[str, ...]


def _path(task: ConfirmTask | TextTask | CutTask) -> str:
    return task.file.path


def _nowhere(task: Any) -> Any:
    return replace(task, file=replace(task.file, source=""))


def _untimed(task: ExtractTask) -> ExtractTask:
    pages = tuple(replace(page, seconds=0.0) for page in task.document.pages)
    return replace(task, document=replace(task.document, pages=pages, seconds=0.0))


REMEMBERED: dict[Callable[[Any], Any], Known] = {
    findings_of: Known("findings", ExtractTask, Findings, lambda task: task.document.file, _untimed, ("pipeline/extract.py",)),
    look_twice: Known(
        "witnesses",
        ConfirmTask,
        tuple[Witness, ...],
        _path,
        _nowhere,
        ("pipeline/confirm.py",),
    ),
    ask_again: Known(
        "cross readings",
        TextTask,
        tuple[Witness, ...],
        _path,
        _nowhere,
        ("pipeline/cross_read.py",),
    ),
    cut_out: Known(
        "pictures",
        CutTask,
        tuple[Crop, ...],
        _path,
        _nowhere,
        ("pipeline/illustrate.py",),
    ),
}


@dataclass(frozen=True, slots=True)
class RememberingCrew:
    """Another crew with a memory. Failures are never remembered: the next run tries again. `lost`: files whose task failed."""

    hands: Crew
    ledger: Ledger
    lost: set[str] = field(default_factory=set)

    def work(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        *,
        seconds: Callable[[Task], float],
        owner: Callable[[Task], str] | None = None,
    ) -> Iterator[Done[Result]]:
        known = REMEMBERED.get(function)
        if known is None:
            for done in self.hands.work(function, tasks, seconds=seconds, owner=owner):
                self._note(done, tasks[done.index])
                yield done
            return
        keys = [_key(known, task) for task in tasks]
        left: list[int] = []
        for index, key in enumerate(keys):
            result = self._recall(known, key, known.path(tasks[index]))
            if result is None:
                left.append(index)
            else:
                yield Done(index, result=result)
        for done in self.hands.work(function, [tasks[index] for index in left], seconds=seconds, owner=owner):
            index = left[done.index]
            self._note(done, tasks[index])
            if done.result is not None:
                self.ledger.put(keys[index], known.name, packed(tuple[str, known.result], (known.path(tasks[index]), done.result)))  # type: ignore[name-defined]
            yield Done(index, done.result, done.failure)

    def close(self) -> None:
        self.hands.close()

    def _note(self, done: Done[Any], task: Any) -> None:
        if done.failure is not None:
            self.lost.add(task.document.file if isinstance(task, ExtractTask) else task.file.path)

    def _recall(self, known: Known, key: str, path: str) -> Any:
        body = self.ledger.get(key)
        held: Any = None if body is None else unpacked(tuple[str, known.result], body)  # type: ignore[name-defined]
        if held is None:
            return None
        return held[1] if held[0] == path else renamed(known.result, held[1], held[0], path)


def _key(known: Known, task: object) -> str:
    """Everything the result depends on; where the file lies and what it is called are no part of it."""
    name = json.dumps(known.path(task), ensure_ascii=False)[1:-1]
    text = dumped(known.task, known.bare(task)).decode().replace(name, "\x00")
    return key_of(known.name, text, code_fingerprint((*READERS, *known.code)), engines_here())

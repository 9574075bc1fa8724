"""What a person sees while a run goes on: a bar on a terminal, plain lines in a log. Always on stderr."""

from __future__ import annotations

import sys
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipeline.log import LogReporter
from pipeline.text_safety import terminal_text


class Reporter(Protocol):
    """Tells of stages and steps; `note` is a line that stays, `say` one with its facts for machines ("" is for them alone)."""

    def stage(self, title: str, total: int) -> None: ...

    def step(self, count: int = 1) -> None: ...

    def note(self, text: str) -> None: ...

    def say(self, event: str, message: str, **facts: object) -> None: ...

    def close(self) -> None: ...


class BarReporter:
    """A bar for each stage, on a terminal."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=False)
        self._task: TaskID | None = None
        self._progress.start()

    def stage(self, title: str, total: int) -> None:
        self._task = self._progress.add_task(title, total=total)

    def step(self, count: int = 1) -> None:
        if self._task is not None:
            self._progress.advance(self._task, count)

    def note(self, text: str) -> None:
        self._progress.console.print(terminal_text(text), markup=False, highlight=False)

    def say(self, event: str, message: str, **facts: object) -> None:
        del event, facts
        if message:
            self.note(message)

    def close(self) -> None:
        self._progress.stop()


class SilentReporter:
    """Says nothing: for tests."""

    def stage(self, title: str, total: int) -> None:
        del title, total

    def step(self, count: int = 1) -> None:
        del count

    def note(self, text: str) -> None:
        del text

    def say(self, event: str, message: str, **facts: object) -> None:
        del event, message, facts

    def close(self) -> None:
        return None


def reporter(*, as_json: bool = False) -> Reporter:
    """The one that suits where stderr goes."""
    return BarReporter() if sys.stderr.isatty() and not as_json else LogReporter(as_json=as_json)

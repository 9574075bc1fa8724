"""What a run says while it works: Chinese lines for people on stderr, or with --log-json one JSON object a line."""

from __future__ import annotations

import sys
import time
from collections.abc import MutableMapping
from typing import Any

import structlog

from pipeline.text_safety import terminal_text

SECONDS_BETWEEN_LINES = 5.0


def _people(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
    """Only the sentence; what a file put into it is escaped."""
    return terminal_text(str(event["message"]))


def logger(*, as_json: bool) -> Any:
    """A structlog logger on stderr. Every event has a name for machines and a `message` for people."""
    head: list[Any] = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    last = structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True) if as_json else _people
    return structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=[*head, last])


class LogReporter:
    """A line when a stage begins, every few seconds while it lasts, and for every note. See progress.Reporter."""

    def __init__(self, *, as_json: bool) -> None:
        self._log = logger(as_json=as_json)
        self._as_json = as_json
        self._title, self._total, self._count = "", 0, 0
        self._begun = self._told = time.monotonic()

    def stage(self, title: str, total: int) -> None:
        self._end_stage()
        self._title, self._total, self._count = title, total, 0
        self._begun = self._told = time.monotonic()
        self._write("stage", f"{title}：共 {total}", stage=title, total=total)

    def step(self, count: int = 1) -> None:
        self._count += count
        now = time.monotonic()
        if now - self._told >= SECONDS_BETWEEN_LINES:
            self._told = now
            self._write("progress", f"{self._title}：{self._count}/{self._total}", **self._where())

    def note(self, text: str) -> None:
        self._write("note", text)

    def say(self, event: str, message: str, **facts: object) -> None:
        """An event with its facts: the facts go to machines, the message to both; without one it is for machines alone."""
        if message or self._as_json:
            self._write(event, message, **facts)

    def close(self) -> None:
        self._end_stage()

    def _end_stage(self) -> None:
        if self._title:
            self.say("stage_done", "", **self._where())
        self._title = ""

    def _where(self) -> dict[str, object]:
        seconds = round(time.monotonic() - self._begun, 3)
        return {"stage": self._title, "done": self._count, "total": self._total, "seconds": seconds}

    def _write(self, event: str, message: str, **facts: object) -> None:
        self._log.info(event, message=terminal_text(message), **_harmless(facts))


def _harmless(facts: dict[str, object]) -> dict[str, object]:
    """Names of files go to whatever collects the log, and from there to somebody's terminal: nothing invisible stays in force."""
    return {name: terminal_text(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}

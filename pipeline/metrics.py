"""A run in numbers, in Prometheus' text format: a file that the node exporter's textfile collector picks up."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

from models.answer import Application, State
from models.document import FileStatus, Reading
from models.problem import Category, MachineError
from models.verdict import Decision
from pipeline.run import RunResult


def write_metrics(result: RunResult, path: Path) -> None:
    """Writes the file aside and renames it. Raises MachineError where it cannot."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(str(path), registry_of(result))
    except OSError as error:
        raise MachineError(
            f"指标文件 {path} 写不了（{error.strerror}）：请检查权限和磁盘剩余空间。结果不受影响：{result.folder}"
        ) from error


def registry_of(result: RunResult) -> CollectorRegistry:
    """The gauges of one run; every label value is there, with 0 where nothing was."""
    registry = CollectorRegistry()
    applications = list({one.application.name: one.application for one in result.assessments}.values())
    files = [file for one in applications for file in one.files]
    _labelled(registry, "shenhe_files", "Files by status", "status", Counter(file.status.value for file in files), FileStatus)
    _labelled(
        registry, "shenhe_pages", "Pages by kind of reading", "reading", Counter(look.reading.value for look in result.looks), Reading
    )
    decisions = Counter(one.decision.value for one in result.assessments)
    _labelled(registry, "shenhe_outcomes", "Applications by outcome; refer: left to a person", "outcome", decisions, Decision)
    problems = Counter(problem.category.value for one in result.assessments for problem in (*one.application.problems, *one.problems))
    _labelled(registry, "shenhe_problems", "Problems by category", "category", problems, Category)
    seconds = Gauge("shenhe_seconds", "Seconds by stage", ["stage"], registry=registry)
    for name, spent in result.seconds:
        seconds.labels(name).set(spent)
    _single(
        registry, "shenhe_referred_questions", "Single questions left to a person", sum(len(one.questions) for one in result.assessments)
    )
    _single(
        registry,
        "shenhe_silent_error_bound",
        "Expected wrong values among those found: sum of 1 - confidence",
        silent_error_bound(applications),
    )
    _single(registry, "shenhe_exit_code", "Exit code of the run", result.exit_code)
    _single(registry, "shenhe_finished_timestamp_seconds", "When the run ended", time.time())
    return registry


def silent_error_bound(applications: list[Application]) -> float:
    """How many of the values in state `found` are to be expected wrong, by their own calibrated confidence."""
    found = [answer for one in applications for answer in one.answers.values() if answer.state is State.FOUND]
    return float(sum(1.0 - answer.confidence for answer in found if answer.confidence is not None))


def _labelled(registry: CollectorRegistry, name: str, help_text: str, label: str, counts: Counter[str], kinds: type) -> None:
    gauge = Gauge(name, help_text, [label], registry=registry)
    for kind in kinds:  # type: ignore[attr-defined]
        gauge.labels(kind.value).set(counts[kind.value])


def _single(registry: CollectorRegistry, name: str, help_text: str, value: float) -> None:
    Gauge(name, help_text, registry=registry).set(value)

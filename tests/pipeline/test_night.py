"""Runs that are broken off, gone on with, repeated, and asked to stop: the results are always those of one quiet run."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from openpyxl import load_workbook

from models.notice_file import load_notice
from models.problem import MachineError
from pipeline.crew import Done, InlineCrew, Stopped
from pipeline.lock import held
from pipeline.metrics import registry_of
from pipeline.run import RunRequest, RunResult, run
from pipeline.settings import Settings
from pipeline.write.audit import verify

HOME = Path(__file__).resolve().parents[2]
SAMPLES = HOME / "samples" / "inbox"
NUMBERS = ("01", "39")
Task = TypeVar("Task")
Result = TypeVar("Result")


class Counting:
    """Does the work in this process and counts it."""

    def __init__(self) -> None:
        self.given = 0

    def work(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        *,
        seconds: Callable[[Task], float],
        owner: Callable[[Task], str] | None = None,
    ) -> Iterator[Done[Result]]:
        self.given += len(tasks)
        return InlineCrew().work(function, tasks, seconds=seconds, owner=owner)

    def close(self) -> None:
        return None


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    for number in NUMBERS:
        source = next(path for path in sorted(SAMPLES.iterdir()) if path.name.startswith(number))
        shutil.copytree(source, folder / source.name)
    return folder


def request(inbox: Path, out: Path, run_id: str) -> RunRequest:
    return RunRequest(inbox, out, (load_notice("hunan-2020"),), run_id, Settings(workers=1))


def results(folder: Path) -> list[Any]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def quiet(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    return run(request(inbox, tmp_path_factory.mktemp("quiet"), "t"), crew=InlineCrew())


def test_a_second_run_reads_nothing_and_says_the_same(inbox: Path, quiet: RunResult) -> None:
    counting = Counting()
    again = run(request(inbox, quiet.folder.parent, "again"), crew=counting)
    assert results(again.folder) == results(quiet.folder)
    assert counting.given == 0


def table_of(folder: Path) -> dict[str, list[list[object]]]:
    """推荐汇总表, but for the line with the run's own number and hash."""
    book = load_workbook(folder / "推荐汇总表.xlsx")
    rows = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}
    return {title: [row for row in found if not any("运行编号" in str(cell) for cell in row)] for title, found in rows.items()}


def test_from_nothing_with_the_recorded_versions_the_same_table_comes_out(inbox: Path, quiet: RunResult, tmp_path: Path) -> None:
    fresh = run(request(inbox, tmp_path, "fresh"), crew=InlineCrew())
    recorded = [json.loads((folder / "run.json").read_text(encoding="utf-8")) for folder in (quiet.folder, fresh.folder)]
    assert recorded[0]["versions"] == recorded[1]["versions"]
    assert recorded[0]["settings"] == recorded[1]["settings"]
    assert table_of(fresh.folder) == table_of(quiet.folder)
    assert results(fresh.folder) == results(quiet.folder)
    for name in ("fields.parquet", "verdicts.parquet", "results.schema.json"):
        assert (fresh.folder / name).read_bytes() == (quiet.folder / name).read_bytes()


def test_one_changed_file_costs_that_file(inbox: Path, quiet: RunResult, tmp_path: Path) -> None:
    changed = tmp_path / "inbox"
    shutil.copytree(inbox, changed)
    path = sorted(changed.rglob("*.pdf"))[0]
    path.write_bytes(path.read_bytes() + b"\n% changed\n")
    before, after = Counting(), Counting()
    run(request(inbox, quiet.folder.parent, "before"), crew=before)
    run(request(changed, quiet.folder.parent, "after"), crew=after)
    assert before.given == 0
    assert 0 < after.given <= 8


def start(inbox: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "run", str(inbox), "-o", str(out), "--run-id", "k", "--workers", "1"]
    return subprocess.Popen(command, cwd=HOME, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(path: Path, words: bytes, process: subprocess.Popen[bytes], *, more_than: int = 0) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if path.exists() and path.stat().st_size > more_than and words in path.read_bytes():
            return
        time.sleep(0.01)


def test_killed_twice_and_gone_on_with_gives_the_same(inbox: Path, quiet: RunResult, tmp_path: Path) -> None:
    log = tmp_path / "k" / "audit.jsonl"
    for _ in range(2):
        size = log.stat().st_size if log.exists() else 0
        process = start(inbox, tmp_path)
        wait_for(log, b"file_received", process, more_than=size)
        time.sleep(0.3)
        assert process.poll() is None, "the kill must meet a living run"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not (tmp_path / "k" / "run.json").exists()
    last = run(request(inbox, tmp_path, "k"), crew=InlineCrew())
    assert results(last.folder) == results(quiet.folder)
    assert verify(last.folder) == ()


def test_sigterm_finishes_what_is_in_hand_and_the_run_goes_on_later(inbox: Path, quiet: RunResult, tmp_path: Path) -> None:
    process = start(inbox, tmp_path)
    wait_for(tmp_path / "k" / "audit.jsonl", b"file_received", process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == Stopped.exit_code
    last = run(request(inbox, tmp_path, "k"), crew=InlineCrew())
    assert results(last.folder) == results(quiet.folder)


def test_two_runs_do_not_share_an_output_folder(inbox: Path, tmp_path: Path) -> None:
    with held(tmp_path, "先来"), pytest.raises(MachineError, match="先来"):
        run(request(inbox, tmp_path, "后到"), crew=InlineCrew())
    assert not (tmp_path / "后到").exists()


class FullDisk:
    """The disk is full when the first file has been looked at."""

    def work(self, *_: object, **__: object) -> Iterator[Done[Any]]:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def close(self) -> None:
        return None


def test_a_full_disk_is_a_sentence_and_the_run_goes_on_later(inbox: Path, quiet: RunResult, tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"磁盘已满.*同一个 --run-id"):
        run(request(inbox, tmp_path, "k"), crew=FullDisk())
    assert results(run(request(inbox, tmp_path, "k"), crew=InlineCrew()).folder) == results(quiet.folder)


def test_a_run_that_is_stopped_before_it_reads_writes_no_papers(inbox: Path, tmp_path: Path) -> None:
    stopping = threading.Event()
    stopping.set()
    with pytest.raises(Stopped, match="同一个 --run-id"):
        run(request(inbox, tmp_path, "k"), stopping=stopping)
    assert not (tmp_path / "k" / "results.jsonl").exists()


def test_the_metrics_count_what_the_run_did(quiet: RunResult) -> None:
    told = registry_of(quiet)
    assert told.get_sample_value("shenhe_files", {"status": "read"}) == 2
    assert told.get_sample_value("shenhe_files", {"status": "quarantined"}) == 0
    assert told.get_sample_value("shenhe_pages", {"reading": "text layer"}) == 26
    assert told.get_sample_value("shenhe_exit_code") == 0
    assert (told.get_sample_value("shenhe_silent_error_bound") or 0) < 0.1
    assert told.get_sample_value("shenhe_seconds", {"stage": "write"}) is not None

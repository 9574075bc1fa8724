"""A task that kills its worker costs itself and its file's other tasks; everybody else's come back as if nothing had been."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from night_tasks import Order, obey, stillborn

from models.problem import MachineError
from pipeline.crew import Done, Failing, InlineCrew, ProcessCrew, Stopped

MEMORY = 3_000_000_000
HERE = Path(__file__).resolve().parent
PLACES = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE.parents[1]), str(HERE)))}


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessCrew]:
    crew = ProcessCrew(2, MEMORY, scratch=str(tmp_path_factory.mktemp("scratch")))
    yield crew
    crew.close()


def done(crew: ProcessCrew | InlineCrew, *orders: Order, seconds: float = 30.0) -> list[Done[str]]:
    found = list(crew.work(obey, orders, seconds=lambda _order: seconds, owner=lambda order: order.owner or f"own {id(order)}"))
    return sorted(found, key=lambda one: one.index)


@pytest.mark.parametrize(
    ("deed", "seconds", "reason"),
    [
        ("crash", 30, Failing.CRASH),
        ("exit", 30, Failing.CRASH),
        ("hang", 1, Failing.TIME),
        ("eat", 30, Failing.MEMORY),
        ("raise", 30, Failing.ERROR),
        ("deep", 30, Failing.ERROR),
    ],
)
def test_what_hurts_costs_itself_only(crew: ProcessCrew, deed: str, seconds: float, reason: Failing) -> None:
    orders = [Order("good", number=1), Order(deed), *(Order("good", number=number) for number in range(2, 8))]
    results = done(crew, *orders, seconds=seconds)
    assert results[1].failure is not None
    assert results[1].failure.reason is reason
    assert [one.result for one in results if one.index != 1] == [f"good {number}" for number in range(1, 8)]


def test_no_other_task_of_a_killer_is_tried() -> None:
    crew = ProcessCrew(1, MEMORY)
    orders = [Order("exit", "bad"), *(Order("good", "bad", number) for number in range(20)), Order("good", "other")]
    results = done(crew, *orders)
    crew.close()
    assert {one.failure.reason for one in results[:-1] if one.failure is not None} == {Failing.CRASH}
    assert all(one.failure is not None for one in results[:-1])
    assert results[-1].result == "good 0"


def test_a_failure_is_told_in_one_short_line(crew: ProcessCrew) -> None:
    (failed,) = done(crew, Order("raise"))
    assert failed.failure is not None
    assert failed.failure.detail.startswith("ValueError: 字段里的话")


def test_every_task_comes_back_exactly_once(crew: ProcessCrew) -> None:
    results = done(crew, *(Order("good", number=number) for number in range(300)))
    assert [one.index for one in results] == list(range(300))
    assert [one.result for one in results] == [f"good {number}" for number in range(300)]


def test_libraries_write_aside_into_the_runs_own_folder(crew: ProcessCrew) -> None:
    (found,) = done(crew, Order("scratch"))
    assert found.result == crew.scratch


def test_workers_are_gone_when_the_crew_is_closed() -> None:
    crew = ProcessCrew(1, MEMORY)
    (found,) = done(crew, Order("pid"))
    crew.close()
    assert found.result is not None
    with pytest.raises(ProcessLookupError):
        os.kill(int(found.result), 0)


def test_the_fork_servers_socket_lies_in_the_runs_own_folder(tmp_path: Path) -> None:
    """In a process of its own: here other crews may be lodged already."""
    scratch = tmp_path / ("长" * 60)  # longer than a socket's name may be
    scratch.mkdir()
    words = f"from night_tasks import *; from pipeline.crew import ProcessCrew; import os, tempfile; tempfile.tempdir = {str(tmp_path)!r}\n"
    words += f"for _ in range(2):\n    crew = ProcessCrew(1, {MEMORY}, scratch={str(scratch)!r})\n"
    words += "    list(crew.work(obey, [Order('good')], seconds=lambda _: 60.0)); print(len(os.listdir(crew.scratch))); crew.close()"
    told = subprocess.run([sys.executable, "-c", words], env=PLACES, capture_output=True, text=True, check=False)
    assert (told.stdout.split(), told.stderr) == (["1", "1"], "")
    assert list(tmp_path.iterdir()) == [scratch]
    assert list(scratch.iterdir()) == []


def test_nobody_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    """Neither the worker in the middle of a page, nor what it started, nor the fork server."""
    family = tmp_path / "family"
    words = (
        f"from night_tasks import *; from pipeline.crew import ProcessCrew; crew = ProcessCrew(1, {MEMORY}, scratch={str(tmp_path)!r})\n"
    )
    words += f"list(crew.work(obey, [Order('family', {str(family)!r})], seconds=lambda _: 600.0))"
    run = subprocess.Popen([sys.executable, "-c", words], env=PLACES)
    end = time.monotonic() + 60
    while time.monotonic() < end and not (family.exists() and len(family.read_text().split()) == 3):
        time.sleep(0.02)
    pids = [int(word) for word in family.read_text().split()]
    assert all(alive(pid) for pid in pids)
    run.kill()
    run.wait()
    end = time.monotonic() + 30
    while time.monotonic() < end and any(alive(pid) for pid in pids):
        time.sleep(0.02)
    assert [pid for pid in pids if alive(pid)] == []


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_worker_that_dies_idle_is_replaced() -> None:
    crew = ProcessCrew(1, MEMORY)
    try:
        (found,) = done(crew, Order("pid"))
        assert found.result is not None
        os.kill(int(found.result), 9)
        time.sleep(0.2)
        assert [one.result for one in done(crew, Order("good"), Order("good", number=1))] == ["good 0", "good 1"]
    finally:
        crew.close()


def test_who_stops_listening_leaves_nobody_at_work() -> None:
    crew = ProcessCrew(2, MEMORY)
    try:
        for _ in crew.work(obey, [Order("good"), Order("hang")], seconds=lambda _order: 60.0):
            break
        assert [one.result for one in done(crew, Order("good"))] == ["good 0"]
    finally:
        crew.close()


def test_a_wish_to_stop_finishes_what_is_in_hand() -> None:
    stopping = threading.Event()
    crew = ProcessCrew(1, MEMORY, stopping=stopping)
    got = []

    def listen() -> None:
        for one in crew.work(obey, [Order("good", number=number) for number in range(50)], seconds=lambda _order: 30.0):
            got.append(one.result)
            stopping.set()

    with pytest.raises(Stopped):
        listen()
    crew.close()
    assert 1 <= len(got) < 50


def test_the_memory_bound_lets_the_engines_start(tmp_path: Path) -> None:
    """Address space is what is bounded, and openvino maps much of it: the default must leave room."""
    from pipeline.settings import Limits

    crew = ProcessCrew(1, Limits().memory_bytes, scratch=str(tmp_path))
    try:
        (found,) = crew.work(open_engine, [1], seconds=lambda _task: 120.0)
    finally:
        crew.close()
    assert found.failure is None
    assert found.result


def open_engine(threads: int) -> str:
    from extractors.ocr import first_engine

    return first_engine(threads).name


def test_inline_tells_failures_as_processes_do() -> None:
    good, bad = done(InlineCrew(), Order("good"), Order("raise"))
    assert good.result == "good 0"
    assert bad.failure is not None
    assert bad.failure.reason is Failing.ERROR


def test_workers_that_cannot_start_are_the_machines_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.crew.serve", stillborn)
    crew = ProcessCrew(1, MEMORY)
    try:
        with pytest.raises(MachineError, match="shenhe doctor"):
            done(crew, *(Order("good", number=number) for number in range(20)))
    finally:
        crew.close()

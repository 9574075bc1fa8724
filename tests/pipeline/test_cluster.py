"""A Dask cluster reads as this machine does; a worker killed in the middle costs a retry, never the run."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from night_tasks import Order, obey

from models.problem import MachineError
from pipeline.cluster import DaskCrew
from pipeline.crew import Done, Failing

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1]
MEMORY = 3_000_000_000


@dataclass(slots=True)
class Cluster:
    """A scheduler and two workers, processes of their own on loopback."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def dask(scratch: str, *words: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join((str(HOME), str(HERE)))
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        env={**os.environ, "PYTHONPATH": path, "DASK_TEMPORARY_DIRECTORY": scratch},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    port, scratch = free_port(), str(tmp_path_factory.mktemp("dask"))
    address = f"tcp://127.0.0.1:{port}"
    scheduler = dask(scratch, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", scratch, "--host", "127.0.0.1")
    workers = [dask(scratch, "distributed.cli.dask_worker", address, *options) for _ in range(2)]
    yield Cluster(address, workers)
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def done(crew: DaskCrew, orders: list[Order], seconds: float = 60.0) -> list[Done[str]]:
    found = crew.work(obey, orders, seconds=lambda _order: seconds, owner=lambda order: order.owner or f"own {order}")
    return sorted(found, key=lambda one: one.index)


def test_the_same_results_the_same_guards_and_a_dead_worker_costs_a_retry(cluster: Cluster) -> None:
    crew = DaskCrew(cluster.address, MEMORY)
    try:
        results = done(crew, [Order("good", number=1), Order("exit"), Order("raise"), Order("good", number=2)])
        assert (results[0].result, results[3].result) == ("good 1", "good 2")
        assert [one.failure.reason for one in results[1:3] if one.failure is not None] == [Failing.CRASH, Failing.ERROR]

        slow = [Order("slow", number=number) for number in range(12)]
        seen: list[Done[str]] = []
        for one in crew.work(obey, slow, seconds=lambda _order: 60.0):
            seen.append(one)
            if len(seen) == 2:
                cluster.workers[0].send_signal(signal.SIGKILL)
        assert sorted(str(one.result) for one in seen) == sorted(f"slow {number}" for number in range(12))
    finally:
        crew.close()


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cluster.SECONDS_TO_CONNECT", 1)
    started = time.monotonic()
    with pytest.raises(MachineError, match="连不上集群"):
        done(DaskCrew(f"tcp://127.0.0.1:{free_port()}", MEMORY), [Order("good")])
    assert time.monotonic() - started < 30

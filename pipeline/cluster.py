"""The crew on other machines: a Dask cluster behind the same seam. Files reach its workers by a shared path.

Each Dask worker keeps a guarded process of its own (crew.py), so a file that kills its reader costs that file here too;
a worker that dies itself costs a retry on another one.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from distributed import Client, Future, get_worker
from distributed.scheduler import KilledWorker

from models.problem import MachineError
from pipeline.crew import STOPPED, Done, Failing, Failure, ProcessCrew, Round, Stopped, told
from pipeline.ledger import WORKING_CODE, code_fingerprint
from pipeline.memory import engines_here

Task = TypeVar("Task")
Result = TypeVar("Result")

IN_HAND = 2  # tasks given out for each thread of the cluster: one at work, one waiting
SECONDS_TO_CONNECT = 20
SECONDS_WITHOUT_WORKERS = 120.0
LOOK_EVERY = 1.0  # seconds


@dataclass(slots=True)
class DaskCrew:
    """Workers that a scheduler at `address` (tcp://host:8786) knows of. Raises MachineError where they do not fit."""

    address: str
    memory_bytes: int
    stopping: threading.Event = field(default_factory=threading.Event)
    _client: Client | None = None
    _last_seen: float = 0.0

    def work(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        *,
        seconds: Callable[[Task], float],
        owner: Callable[[Task], str] | None = None,
    ) -> Iterator[Done[Result]]:
        if not tasks:
            return
        client = self._opened()
        turn = Round(tasks, owner)
        out: dict[Future, int] = {}
        back: queue.SimpleQueue[Future] = queue.SimpleQueue()
        try:
            while turn.waiting or out:
                if self.stopping.is_set():
                    turn.waiting.clear()
                room = IN_HAND * max(1, self._threads(client)) - len(out)
                while turn.waiting and room > 0:
                    index, known = turn.take()
                    if known is not None:
                        yield Done(index, failure=known)
                        continue
                    future = client.submit(guarded, function, tasks[index], seconds(tasks[index]), self.memory_bytes, pure=False)
                    future.add_done_callback(back.put)
                    out[future] = index
                    room -= 1
                for future in _ready(back) if out else ():
                    yield from turn.ended(_done(out.pop(future), future))
        finally:
            for future in out:
                future.cancel()
        if self.stopping.is_set():
            raise Stopped(STOPPED)

    def close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _opened(self) -> Client:
        if self._client is None:
            try:
                self._client = Client(self.address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
            except (OSError, ValueError, TimeoutError) as error:
                raise MachineError(f"连不上集群 {self.address}：请确认调度进程在运行、地址正确，或去掉 --scheduler 在本机运行。") from error
            self._last_seen = time.monotonic()
            while not self._threads(self._client):
                time.sleep(LOOK_EVERY)
            _check_workers(self._client)
        return self._client

    def _threads(self, client: Client) -> int:
        """Threads of the cluster now. Raises MachineError where nobody has been there for long."""
        count = int(sum(client.nthreads().values()))
        if count:
            self._last_seen = time.monotonic()
        elif time.monotonic() - self._last_seen > SECONDS_WITHOUT_WORKERS:
            raise MachineError(f"集群 {self.address} 里没有工作进程：请启动后，用同一个 --run-id 再运行一次，可以接着做。")
        return count


def guarded(function: Callable[[Any], Any], task: object, seconds: float, memory_bytes: int) -> Done[Any]:
    """Runs on a Dask worker: the task in a process with bounds, exactly as on one machine."""
    (done,) = _own_crew(memory_bytes, threading.get_ident(), get_worker().local_directory).work(
        function, [task], seconds=lambda _task: seconds
    )
    return done


@lru_cache(maxsize=64)
def _own_crew(memory_bytes: int, _thread: int, scratch: str) -> ProcessCrew:
    """One guarded process for each thread of a Dask worker."""
    return ProcessCrew(1, memory_bytes, scratch=scratch)


def who_am_i() -> tuple[str, str]:
    """Code and engines of a worker: results are identical only where these are."""
    return code_fingerprint(WORKING_CODE), engines_here()


def _check_workers(client: Client) -> None:
    ours = who_am_i()
    try:
        theirs: dict[str, tuple[str, str]] = client.run(who_am_i)
    except Exception as error:  # whatever goes wrong over there is about their installation
        raise MachineError(f"集群的工作进程不能用（{told(error)}）：请在每台机器上安装同一版本的本程序。") from error
    wrong = sorted(address for address, one in theirs.items() if tuple(one) != ours)
    if wrong:
        raise MachineError(f"集群的工作进程 {'、'.join(wrong[:3])} 与本机的程序或识别引擎版本不同，结果会不一致：请装成同一版本。")


def _ready(back: queue.SimpleQueue[Future]) -> list[Future]:
    """Those that have come back, after a little waiting."""
    try:
        found = [back.get(timeout=LOOK_EVERY)]
        while not back.empty():
            found.append(back.get())
    except queue.Empty:
        return []
    return found


def _done(index: int, future: Future) -> Done[Any]:
    try:
        done: Done[Any] = future.result()
    except KilledWorker:
        return Done(index, failure=Failure(Failing.CRASH, "几个工作进程先后退出"))
    except Exception as error:  # raised on the way there or back: about this task, never about the run
        return Done(index, failure=Failure(Failing.ERROR, told(error)))
    return Done(index, done.result, done.failure)

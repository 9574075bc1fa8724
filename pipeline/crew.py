"""Who does the reading: worker processes with bounds. A file that kills its worker costs that file, never the run."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from enum import Enum
from typing import Generic, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

Task = TypeVar("Task")
Result = TypeVar("Result")

TASKS_BEFORE_RENEWAL = 200  # a worker is replaced after so many tasks: what libraries leak goes with it
OOM_NICE = 500  # when memory runs out, a worker dies before the run that watches it


class Failing(Enum):
    """Why a task gave no result; the value is what a person reads."""

    TIME = "超过时限"
    CRASH = "处理进程异常退出"
    MEMORY = "超过内存上限"
    ERROR = "处理出错"


@dataclass(frozen=True, slots=True)
class Failure:
    reason: Failing
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """The outcome of the task at `index`: a result or a failure."""

    index: int
    result: Result | None = None
    failure: Failure | None = None


class Crew(Protocol):
    """One seam for this machine's processes, and for a cluster later."""

    def work(
        self, function: Callable[[Task], Result], tasks: Sequence[Task], *, seconds: Callable[[Task], float]
    ) -> Iterator[Done[Result]]:
        """Every task exactly once, in the order they finish; no task is tried twice."""
        ...

    def close(self) -> None: ...


@dataclass(slots=True)
class ProcessCrew:
    """Processes on this machine. `memory_bytes` bounds each one's address space."""

    workers: int
    memory_bytes: int
    _pool: ProcessPool | None = None

    def work(
        self, function: Callable[[Task], Result], tasks: Sequence[Task], *, seconds: Callable[[Task], float]
    ) -> Iterator[Done[Result]]:
        pool = self._opened()
        futures: dict[Future[Result], int] = {
            pool.schedule(function, args=(task,), timeout=seconds(task)): index for index, task in enumerate(tasks)
        }
        for future in as_completed(futures):
            yield _done(futures[future], future)

    def close(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def _opened(self) -> ProcessPool:
        if self._pool is None:
            context = multiprocessing.get_context("forkserver")
            self._pool = ProcessPool(
                max_workers=self.workers,
                max_tasks=TASKS_BEFORE_RENEWAL,
                initializer=prepare_worker,
                initargs=(self.memory_bytes,),
                context=context,
            )
        return self._pool


class InlineCrew:
    """No processes: for tests, and for looking at one file in a debugger."""

    def work(
        self, function: Callable[[Task], Result], tasks: Sequence[Task], *, seconds: Callable[[Task], float]
    ) -> Iterator[Done[Result]]:
        del seconds  # nothing here could interrupt the function
        for index, task in enumerate(tasks):
            try:
                yield Done(index, result=function(task))
            except MemoryError as error:
                yield Done(index, failure=Failure(Failing.MEMORY, str(error)))
            except Exception as error:  # whatever a reader raises is about its document, never about the run
                yield Done(index, failure=Failure(Failing.ERROR, told(error)))

    def close(self) -> None:
        return None


def prepare_worker(memory_bytes: int) -> None:
    """Bounds and manners of a worker: memory, one numeric thread, no Ctrl-C of its own, first to die when memory is short."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as knob:
            knob.write(str(OOM_NICE))
    except OSError:
        return  # not Linux, or a sandbox without /proc: the bound on memory still holds


def _done(index: int, future: Future[Result]) -> Done[Result]:
    try:
        return Done(index, result=future.result())
    except FutureTimeout:
        return Done(index, failure=Failure(Failing.TIME))
    except ProcessExpired as error:
        return Done(index, failure=Failure(Failing.CRASH, f"退出码 {error.exitcode}"))
    except MemoryError as error:
        return Done(index, failure=Failure(Failing.MEMORY, str(error)))
    except Exception as error:  # raised by a reader in its process: about the document, never about the run
        return Done(index, failure=Failure(Failing.ERROR, told(error)))


def told(error: BaseException) -> str:
    """An error in one short line; what a file put into it is cut."""
    return f"{type(error).__name__}: {error}"[:200]

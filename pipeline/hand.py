"""One worker process as the crew sees it: how it is started, given something to do, and ended with all it started."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import forkserver, process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from models.problem import MachineError
from pipeline.worker import RUN, Bounds

PRELOADED = ("pipeline.mortal", "pipeline.reading", "pipeline.extract", "pipeline.confirm")  # imported once, inherited by every worker


@dataclass(slots=True)
class Hand:
    """One worker process and what it has in hand."""

    process: ForkServerProcess
    pipe: Connection
    index: int | None = None
    deadline: float = 0.0
    taken: int = 0
    ready: bool = False

    def give(self, index: int, function: Callable[[Any], Any], task: object, seconds: float) -> None:
        self.index, self.deadline, self.taken = index, time.monotonic() + seconds, self.taken + 1
        self.pipe.send((function, task, seconds))

    def kill(self) -> int | None:
        """Ends the worker with all it started (a tesseract, say); gives its exit code."""
        if self.process.pid is not None and self.process.is_alive():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
        self.process.join(5)
        self.pipe.close()
        return self.process.exitcode


class Lodge:
    """The fork server's lodging: its socket lies in the scratch folder of the first crew, not in /tmp, where nobody would clear it.

    When the last crew has gone the fork server goes too, for the folder goes with its run. multiprocessing offers neither
    in public; what it is asked for here is the same in Python 3.11 to 3.13.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._crews = 0
        self._door: int | None = None

    def entered(self, scratch: str | None) -> None:
        with self._guard:
            self._crews += 1
            if scratch is not None and self._crews == 1:
                self._door = os.open(scratch, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
                # By its number the folder's name is short: a socket's may have 107 bytes.
                _config()["tempdir"] = f"/proc/self/fd/{self._door}"

    def left(self) -> None:
        """All workers of the crew that leaves are gone."""
        with self._guard:
            self._crews -= 1
            if self._crews == 0 and self._door is not None:
                _stop_fork_server()
                os.close(self._door)
                self._door = None
                _config()["tempdir"] = None


def _stop_fork_server() -> None:
    server: Any = forkserver._forkserver
    with suppress(OSError):  # it may have gone by itself, or its socket with the folder
        if server._forkserver_pid is not None:
            os.kill(server._forkserver_pid, signal.SIGKILL)  # what it may still be importing nobody wants
        server._stop()


def _config() -> dict[str, Any]:
    found: dict[str, Any] = process.current_process()._config  # type: ignore[attr-defined]
    return found


LODGE = Lodge()


def hire(bounds: Bounds, serve: Callable[[Connection, Bounds], None]) -> Hand:
    """A new worker, its end of the pipe held by nobody else. Raises MachineError where the machine has no room for one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    os.environ[RUN] = str(os.getpid())
    ours, theirs = context.Pipe()
    worker = context.Process(target=serve, args=(theirs, bounds), daemon=True)
    try:
        worker.start()
    except (OSError, EOFError) as error:
        raise MachineError(f"处理进程起不来（{type(error).__name__}）：请查看内存与进程数的限制，再用同一运行编号重做。") from error
    theirs.close()
    return Hand(worker, ours)

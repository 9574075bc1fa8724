"""One worker process as the crew sees it: how it is started, given something to do, and ended with all it started."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from models.problem import MachineError
from pipeline.worker import Bounds

PRELOADED = ("pipeline.reading", "pipeline.extract", "pipeline.confirm")  # imported once, inherited by every worker


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


def hire(bounds: Bounds, serve: Callable[[Connection, Bounds], None]) -> Hand:
    """A new worker, its end of the pipe held by nobody else. Raises MachineError where the machine has no room for one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, bounds), daemon=True)
    try:
        process.start()
    except (OSError, EOFError) as error:
        raise MachineError(f"处理进程起不来（{type(error).__name__}）：请查看内存与进程数的限制，再用同一运行编号重做。") from error
    theirs.close()
    return Hand(process, ours)

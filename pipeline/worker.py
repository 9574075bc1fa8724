"""The inside of a worker process: its bounds, and one task after the other until the pipe closes."""

from __future__ import annotations

import ctypes
import fcntl
import multiprocessing
import os
import resource
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

OOM_NICE = 500  # when memory runs out, a worker dies before the run that watches it
TIRED_BYTES = 1_200_000_000  # resident: a worker that has grown so far makes room for a fresh one
DATA_SHARE = 2 / 3  # of the address space for a worker's own data: engines map models and libraries besides (2.6 of 3.4 GB, November 2026)
FILE_BYTES = 2_000_000_000  # of any one file that a library writes aside
CPU_ALLOWANCE = 2  # seconds of processor for each second of the clock: engines may use a second thread
CPU_SIGNALS = (signal.SIGXCPU, signal.SIGALRM)
PR_SET_PDEATHSIG = 1
RUN = "SHENHE_RUN"  # in the environment: the process that hires

_guarded = False  # set in workers only: nobody sets an alarm for the main process


@dataclass(frozen=True, slots=True)
class Bounds:
    """`scratch`: where libraries may write aside; None leaves the system's."""

    memory_bytes: int
    scratch: str | None = None


def serve(pipe: Connection, bounds: Bounds) -> None:
    """Takes tasks from the pipe and sends back (good, result or reason, tired) until it is closed."""
    prepare(bounds)
    while True:
        try:
            function, task, seconds = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send("taken")
        limit_cpu(seconds)
        good, result = attempt(function, task)
        allow(0)
        give_back()
        tired = not good or resident() > TIRED_BYTES
        try:
            pipe.send((good, result, tired))
        except BrokenPipeError:
            return
        except Exception as error:  # a result too large, or one that cannot be sent
            pipe.send((False, ("ERROR", type(error).__name__), True))


def give_back() -> None:
    """Freed memory goes back to the system: engines free as much as they take, and the C library keeps it for later."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError):
        return  # another C library: workers are renewed a little sooner


def attempt(function: Callable[[Any], Any], task: object) -> tuple[bool, Any]:
    """The function's result, or the name and detail of a failure."""
    try:
        return True, function(task)
    except MemoryError:
        return False, ("MEMORY", "")
    except (Exception, SystemExit) as error:  # whatever a reader raises is about its document, never about the run
        return False, ("ERROR", f"{type(error).__name__}: {error}"[:200])


def prepare(bounds: Bounds) -> None:
    """Memory, no core dumps, one numeric thread, no Ctrl-C of its own, first to die, and not to outlive the run."""
    global _guarded
    _guarded = True
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGIO, *CPU_SIGNALS):
        signal.signal(number, signal.SIG_DFL)
    die_with_parent()
    _die_with_run()
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory_bytes, bounds.memory_bytes))
    data = int(bounds.memory_bytes * DATA_SHARE)
    resource.setrlimit(resource.RLIMIT_DATA, (data, data))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    if bounds.scratch is not None:
        os.environ["TMPDIR"] = bounds.scratch
        tempfile.tempdir = bounds.scratch
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as knob:
        knob.write(str(OOM_NICE))


def allow(seconds: float) -> None:
    """By the clock, from now on; beyond it this worker is ended, in whatever library it may be. 0: as long as it likes."""
    if _guarded:
        signal.setitimer(signal.ITIMER_REAL, seconds)


def limit_cpu(seconds: float) -> None:
    """Processor time from now on; beyond it the process is ended, in whatever library it may be."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + seconds * CPU_ALLOWANCE) + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def resident() -> int:
    """Bytes of memory this process holds now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[1]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def die_with_parent() -> None:
    """Linux: when the process (of it: the thread) that started this one is gone, so is this one."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _die_with_run() -> None:
    """When the run is gone, however it went, its end of a pipe is closed; the kernel then ends this worker and all it started.

    Every worker keeps the fork server alive, so the fork server's death alone would come only after the last task's end.
    """
    run = multiprocessing.parent_process()
    if run is None:
        return
    with suppress(OSError):
        fcntl.fcntl(run.sentinel, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(run.sentinel, fcntl.F_SETFL, fcntl.fcntl(run.sentinel, fcntl.F_GETFL) | os.O_ASYNC)
    if not run.is_alive():
        os._exit(1)

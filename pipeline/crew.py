"""Who does the reading: worker processes with bounds. A file that kills its worker costs that file, never the run.

Each worker has a pipe of its own, so one that is killed in the middle of a word can block nobody else.
"""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from multiprocessing.connection import wait
from typing import Any, Generic, Protocol, TypeVar

from models.problem import MachineError, ShenheError
from pipeline.hand import LODGE, Hand, hire
from pipeline.worker import CPU_SIGNALS, Bounds, serve

Task = TypeVar("Task")
Result = TypeVar("Result")

TASKS_BEFORE_RENEWAL = 200  # a worker is replaced after so many tasks: what libraries leak goes with it
LONGEST_WAIT = 1.0  # seconds between two looks at the clock and at the wish to stop
STARTS_IN_VAIN = 5  # workers that die before they take up a task: the machine lacks something, no file is to blame
STOPPED = "已按要求停止：手头的文件已读完并记入台账。用同一个 --run-id 再运行一次，可以接着做。"


class Failing(Enum):
    """Why a task gave no result; the value is what a person reads."""

    TIME = "超过时限"
    CRASH = "处理进程异常退出"
    MEMORY = "超过内存上限"
    ERROR = "处理出错"

    @property
    def is_deadly(self) -> bool:
        """The worker was lost by it: nothing else of the same file is tried in this run."""
        return self is not Failing.ERROR


@dataclass(frozen=True, slots=True)
class Failure:
    reason: Failing
    detail: str = ""


UNTAKEN = Failure(Failing.CRASH, "处理进程没有起来")  # the worker died before it took the task up: offered once more


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """The outcome of the task at `index`: a result or a failure."""

    index: int
    result: Result | None = None
    failure: Failure | None = None


class Stopped(ShenheError):
    """Somebody asked the run to stop (SIGTERM); what was in hand was finished and is kept."""

    exit_code = 130


class Crew(Protocol):
    """One seam for this machine's processes and for a cluster."""

    def work(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        *,
        seconds: Callable[[Task], float],
        owner: Callable[[Task], str] | None = None,
    ) -> Iterator[Done[Result]]:
        """Every task exactly once, in the order they finish; no task is tried twice.

        Where somebody wishes to stop, what is in hand is finished and Stopped raised. `owner` names whose task it is: once one of them has cost a worker, its others come back failed, untried.
        """
        ...

    def close(self) -> None: ...


@dataclass(slots=True)
class Round(Generic[Task]):
    """The tasks of one call of `work`, whoever does them: what waits, and whose are not tried any more."""

    tasks: Sequence[Task]
    owner: Callable[[Task], str] | None
    waiting: deque[int] = field(init=False)
    _lost: dict[str, Failure] = field(default_factory=dict)
    _offered_again: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.waiting = deque(range(len(self.tasks)))

    def take(self) -> tuple[int, Failure | None]:
        """The next task, with the failure that another of its owner's tasks ended in: then it is not to be tried."""
        index = self.waiting.popleft()
        return index, self._lost.get(self.owner(self.tasks[index])) if self.owner is not None else None

    def ended(self, done: Done[Result]) -> Iterator[Done[Result]]:
        """What came back, unless nobody took it up: then it waits once more."""
        if done.failure is UNTAKEN and done.index not in self._offered_again:
            self._offered_again.add(done.index)
            self.waiting.appendleft(done.index)
            return
        if done.failure is not None and done.failure is not UNTAKEN and done.failure.reason.is_deadly and self.owner is not None:
            self._lost[self.owner(self.tasks[done.index])] = done.failure
        yield done


@dataclass(slots=True)
class ProcessCrew:
    """Processes on this machine. `memory_bytes` bounds each one's address space; `scratch` holds what libraries write aside.

    `stopping` set: give out nothing more.
    """

    workers: int
    memory_bytes: int
    scratch: str | None = None
    stopping: threading.Event = field(default_factory=threading.Event)
    _hands: list[Hand] = field(default_factory=list)
    _in_vain: int = 0
    _lodged: bool = False

    def work(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        *,
        seconds: Callable[[Task], float],
        owner: Callable[[Task], str] | None = None,
    ) -> Iterator[Done[Result]]:
        turn = Round(tasks, owner)
        try:
            while turn.waiting or self._busy():
                if self.stopping.is_set():
                    turn.waiting.clear()
                while turn.waiting and (hand := self._idle(len(turn.waiting))) is not None:
                    index, known = turn.take()
                    if known is not None:
                        yield Done(index, failure=known)
                    elif not _given(hand, index, function, tasks[index], seconds(tasks[index])):
                        turn.waiting.appendleft(index)
                        self._buried(hand)
                for done in self._finished():
                    yield from turn.ended(done)
        finally:
            for hand in self._busy():  # whoever listened has gone: nobody wants these any more
                self._dismiss(hand)
        if self.stopping.is_set():
            raise Stopped(STOPPED)

    def close(self) -> None:
        for hand in tuple(self._hands):
            self._dismiss(hand)
        if self._lodged:
            self._lodged = False
            LODGE.left()

    def _busy(self) -> list[Hand]:
        return [hand for hand in self._hands if hand.index is not None]

    def _idle(self, wanted: int) -> Hand | None:
        """A worker with nothing in hand; a new one where there is room."""
        free = next((hand for hand in self._hands if hand.index is None), None)
        if free is not None or len(self._hands) >= min(self.workers, len(self._busy()) + wanted):
            return free
        return self._hire()

    def _hire(self) -> Hand:
        if not self._lodged:
            self._lodged = True
            LODGE.entered(self.scratch)
        hand = hire(Bounds(self.memory_bytes, self.scratch), serve)
        self._hands.append(hand)
        return hand

    def _dismiss(self, hand: Hand) -> int | None:
        self._hands.remove(hand)
        return hand.kill()

    def _buried(self, hand: Hand) -> Failure:
        """Why a worker died. Raises MachineError where one after the other dies before it takes up anything."""
        was_ready = hand.ready
        failure = _of_exit(self._dismiss(hand))
        self._in_vain = 0 if was_ready else self._in_vain + 1
        if self._in_vain >= STARTS_IN_VAIN:
            raise MachineError(f"处理进程一启动就退出（{failure.detail}）：请用 shenhe doctor 检查本机，或减少 --workers。")
        return failure

    def _finished(self) -> Iterator[Done[Any]]:
        """Waits a little; then whatever has come back, died or run out of time."""
        busy = {hand.pipe: hand for hand in self._busy()}
        if not busy:
            return
        nearest = min(hand.deadline for hand in busy.values()) - time.monotonic()
        for pipe in wait(list(busy), timeout=max(0.0, min(LONGEST_WAIT, nearest))):
            done = self._heard(busy.pop(pipe))  # type: ignore[call-overload]
            if done is not None:
                yield done
        now = time.monotonic()
        for hand in busy.values():
            if hand.index is not None and now > hand.deadline:
                index = hand.index
                self._dismiss(hand)
                yield Done(index, failure=Failure(Failing.TIME))

    def _heard(self, hand: Hand) -> Done[Any] | None:
        """What a worker says: that it took up its task (None), or how that ended."""
        index = hand.index
        if index is None:
            return None
        try:
            said = hand.pipe.recv()
        except Exception:  # it died, perhaps in the middle of a word
            was_ready = hand.ready
            failure = self._buried(hand)
            return Done(index, failure=failure if was_ready else UNTAKEN)
        if said == "taken":
            hand.ready = True
            return None
        good, result, tired = said
        hand.index = None
        if tired or hand.taken >= TASKS_BEFORE_RENEWAL:
            self._dismiss(hand)
        return Done(index, result=result) if good else Done(index, failure=Failure(Failing[result[0]], result[1]))


class InlineCrew:
    """No processes: for tests, and for looking at one file in a debugger."""

    def work(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        *,
        seconds: Callable[[Task], float],
        owner: Callable[[Task], str] | None = None,
    ) -> Iterator[Done[Result]]:
        del seconds, owner  # nothing here could interrupt the function
        for index, task in enumerate(tasks):
            try:
                yield Done(index, result=function(task))
            except MemoryError as error:
                yield Done(index, failure=Failure(Failing.MEMORY, str(error)))
            except Exception as error:  # whatever a reader raises is about its document, never about the run
                yield Done(index, failure=Failure(Failing.ERROR, told(error)))

    def close(self) -> None:
        return None


def _given(hand: Hand, index: int, function: Callable[[Any], Any], task: object, seconds: float) -> bool:
    """False where the worker died while it had nothing to do: no task is to blame for that."""
    try:
        hand.give(index, function, task, seconds)
    except OSError:
        hand.index = None
        return False
    return True


def _of_exit(code: int | None) -> Failure:
    """The failure that an exit code tells of; a worker killed from outside is nearly always the kernel short of memory."""
    if code is not None and -code in CPU_SIGNALS:
        return Failure(Failing.TIME)
    if code == -signal.SIGKILL:
        return Failure(Failing.MEMORY, "被系统终止")
    return Failure(Failing.CRASH, f"退出码 {code}")


def told(error: BaseException) -> str:
    """An error in one short line; what a file put into it is cut."""
    return f"{type(error).__name__}: {error}"[:200]

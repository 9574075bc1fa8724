"""A wish to stop, from a signal: what is in hand is finished, nothing more is begun."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stopping_on(stopping: threading.Event, *, signals: Sequence[str]) -> Iterator[None]:
    """These signals set the event while the block lasts. Only in the main thread can signals be caught; elsewhere it does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    before = {name: signal.signal(signal.Signals[name], handle) for name in signals}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(signal.Signals[name], handler)

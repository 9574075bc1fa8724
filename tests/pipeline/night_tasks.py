"""What workers are given in tests: honest tasks and such as hurt."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to do, and for whom."""

    deed: str
    owner: str = ""
    number: int = 0


def obey(order: Order) -> str:
    match order.deed:
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(7)
        case "hang":
            time.sleep(600)
        case "slow":
            time.sleep(0.3)
        case "eat":
            return str(len(bytearray(10**12)))
        case "raise":
            raise ValueError("字段里的话\x1b[2J")
        case "deep":
            return obey(order)
        case "pid":
            return str(os.getpid())
        case "family":
            child = subprocess.Popen(["sleep", "600"])
            Path(order.owner).write_text(f"{os.getpid()} {os.getppid()} {child.pid}", encoding="utf-8")
            ctypes.PyDLL(None).sleep(600)  # holds the interpreter's lock, as a library in the middle of a page may
        case "scratch":
            return os.environ.get("TMPDIR", "")
        case "unsendable":
            return socket.socket  # type: ignore[return-value]
    return f"{order.deed} {order.number}"


def stillborn(*_: object) -> None:
    os._exit(5)

"""One run at a time in an output folder: the second is told who is there. The system lets go of the lock with the process."""

from __future__ import annotations

import errno
import fcntl
import getpass
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from models.problem import MachineError

LOCK_NAME = ".lock"
MOST_TOLD = 300  # characters of a holder's own words
TAKEN = frozenset({errno.EAGAIN, errno.EACCES})


@contextmanager
def held(out: Path, run_id: str) -> Iterator[None]:
    """The folder is this run's while the block lasts. Raises MachineError, naming the holder, where it is another's."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(out / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise MachineError(f"输出文件夹 {out} 不能写（{error.strerror}）。请检查权限和磁盘剩余空间，或用 -o 另指一处。") from error
    try:
        _take(handle, out)
        _sign(handle, run_id)
        yield
    finally:
        os.close(handle)


def _take(handle: int, out: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in TAKEN:
            raise MachineError(f"输出文件夹 {out} 不能加锁（{error.strerror}）。请把结果放在本机磁盘上。") from error
        who = os.pread(handle, 4 * MOST_TOLD, 0).decode("utf-8", errors="replace").strip()[:MOST_TOLD]
        raise MachineError(f"输出文件夹 {out} 正被另一次运行使用（{who or '未留名'}）。请等它结束，或用 -o 另指一处。") from error


def _sign(handle: int, run_id: str) -> None:
    """Who holds it, for whoever comes second."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    words = f"运行 {run_id}，用户 {_user()}，主机 {platform.node()}，进程 {os.getpid()}，自 {since}\n"
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, words.encode("utf-8", errors="replace"), 0)
    except OSError as error:
        raise MachineError(f"输出文件夹写不进去（{error.strerror}）：请查看磁盘剩余空间，再用同一运行编号重做。") from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())

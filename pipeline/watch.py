"""`shenhe watch`: a run whenever something in the inbox has come to rest. What is half copied waits, and that is said.

At rest: nothing below an entry has changed in size or time for `rest` seconds, and nothing in it carries the name of a
file that a program is still writing. Events only wake the watch up earlier; what it goes by is what lies there.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import watch as changes

from models.problem import ShenheError, UsageError
from pipeline.crew import Stopped
from pipeline.receive import SKIPPED_NAMES, shown

# What browsers, office programs, sync clients and file managers call a file they have not finished.
UNFINISHED_ENDINGS = (".part", ".partial", ".crdownload", ".download", ".downloading", ".tmp", ".temp", ".filepart", ".!ut", ".bc!", ".td")
NETWORK_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "davfs", "afs", "vboxsf", "drvfs"})
MOUNTS = Path("/proc/self/mounts")
MOST_FILES = 200_000  # of an inbox: beyond that the watch would do nothing but look
SECONDS_AFTER_TROUBLE = 60.0

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry of the inbox: its files with size and time, and whether one is still being written by its name."""

    stamp: Stamp
    unfinished: str | None = None


@dataclass(slots=True)
class Rest:
    """Tells what has come to rest: each entry with the moment since which it has looked as it does."""

    seconds: float
    since: dict[str, tuple[Seen, float]] = field(default_factory=dict)

    def look(self, seen: Mapping[str, Seen], now: float) -> tuple[frozenset[str], frozenset[str]]:
        """Raw names of the entries at rest, and of those that are not."""
        self.since = {
            name: self.since[name] if name in self.since and self.since[name][0] == one else (one, now) for name, one in seen.items()
        }
        restless = frozenset(name for name, (one, since) in self.since.items() if one.unfinished is not None or now - since < self.seconds)
        return frozenset(seen) - restless, restless


@dataclass(frozen=True, slots=True)
class Watching:
    """What to watch and how. `run_once` does one run, leaving these entries out."""

    inbox: Path
    run_once: Callable[[frozenset[str]], object]
    say: Callable[[str], None]
    rest: float = 10.0
    poll: bool | None = None
    stop: threading.Event = field(default_factory=threading.Event)


def watch(watching: Watching) -> None:
    """Runs until `stop` is set. No bad file, failed run or full disk ends it; only a missing inbox does (UsageError)."""
    if not watching.inbox.is_dir():
        raise UsageError(f"没有这个收件文件夹：{watching.inbox}。请检查路径。")
    poll = watching.poll if watching.poll is not None else is_network(watching.inbox)
    watching.say(f"正在守候 {watching.inbox}（{'轮询' if poll else '系统通知'}）：静止 {watching.rest:g} 秒后开始审核。按 Ctrl-C 结束。")
    rest = Rest(watching.rest)
    done: dict[str, Seen] = {}
    told: frozenset[str] = frozenset()
    for _ in _moments(watching, poll=poll):
        seen = look_over(watching.inbox)
        if seen is None:
            watching.say("收件文件夹暂时读不到，稍后再看。")
            continue
        calm, restless = rest.look(seen, time.monotonic())
        told = _tell(watching, seen, restless, told)
        if not any(done.get(name) != seen[name] for name in calm) and not done.keys() - seen.keys():
            continue
        if _done(watching, restless):
            done = {name: seen[name] for name in calm}
    watching.say("已停止守候。")


def _done(watching: Watching, restless: frozenset[str]) -> bool:
    """One run; trouble is said and tried again later, it never ends the watch."""
    try:
        watching.run_once(restless)
        return True
    except Stopped:
        return False
    except ShenheError as error:
        watching.say(f"{error}（{SECONDS_AFTER_TROUBLE:g} 秒后再试）")
    except Exception as error:  # a defect of ours must not end the night: it is said, and the next hand-in is tried
        watching.say(
            f"这次审核出错（{type(error).__name__}: {str(error)[:200]}），{SECONDS_AFTER_TROUBLE:g} 秒后再试。请把日志交给维护人员。"
        )
    watching.stop.wait(SECONDS_AFTER_TROUBLE)
    return False


def _moments(watching: Watching, *, poll: bool) -> Iterator[None]:
    """The moments to look: at once, after every change, and as often as rest has to be measured."""
    often = max(200, min(5_000, int(watching.rest * 250)))
    yield
    for _ in changes(
        watching.inbox, stop_event=watching.stop, rust_timeout=often, yield_on_timeout=True, force_polling=poll,
        poll_delay_ms=often, raise_interrupt=False, watch_filter=None, debounce=often,
    ):  # fmt: skip
        if watching.stop.is_set():
            return
        yield


def _tell(watching: Watching, seen: Mapping[str, Seen], restless: frozenset[str], told: frozenset[str]) -> frozenset[str]:
    for name in sorted(restless - told):
        why = f"“{seen[name].unfinished}”还没有复制完" if seen[name].unfinished is not None else "还在变化"
        watching.say(f"“{shown(name)}”{why}，等它静止后再审。")
    return restless


def look_over(inbox: Path) -> dict[str, Seen] | None:
    """What lies in the inbox now, entry by entry; None where it cannot be read. Links are not followed."""
    try:
        with os.scandir(inbox) as entries:
            names = sorted(entry.name for entry in entries if not _is_nobodys(entry.name))
    except OSError:
        return None
    left = MOST_FILES
    out: dict[str, Seen] = {}
    for name in names:
        stamps: list[tuple[str, int, int]] = []
        unfinished: str | None = None
        for path in _below(inbox / name):
            left -= 1
            if left < 0:
                return out
            try:
                status = path.lstat()
            except OSError:
                continue
            stamps.append((str(path), status.st_size, status.st_mtime_ns))
            unfinished = unfinished or (shown(path.name) if is_unfinished(path.name) else None)
        out[name] = Seen(tuple(stamps), unfinished)
    return out


def _below(path: Path) -> Iterator[Path]:
    yield path
    if path.is_dir() and not path.is_symlink():
        for folder, folders, files in os.walk(path):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(files) if not _is_nobodys(name))


def _is_nobodys(name: str) -> bool:
    """Hidden, of the system, or an office program's lock: comes and goes without meaning. Half-copied files do not count."""
    return (name.startswith((".", "~$")) or name.lower() in SKIPPED_NAMES) and not is_unfinished(name)


def is_unfinished(name: str) -> bool:
    return name.lower().endswith(UNFINISHED_ENDINGS)


def is_network(path: Path, mounts: Path = MOUNTS) -> bool:
    """Whether the folder lies on a share that sends no events: those are polled."""
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return False
    real = path.resolve()
    points = [(Path(parts[1].replace("\\040", " ")), parts[2]) for parts in lines if len(parts) > 2]
    over = [(len(point.parts), system) for point, system in points if point == real or point in real.parents]
    return max(over, default=(0, ""))[1] in NETWORK_SYSTEMS

"""The append-only log of a run: who did what, when, to what, each line sealed to the line before.

A log rewritten whole, with every result beside it, checks out: only the paper with the sealed hash in its footer tells.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from models.problem import MachineError, UsageError
from pipeline.write.chain import FIRST, LOG_NAME, RUN_NAME, Entry, Event, Json, chained, own_hash, parsed, raw_lines
from pipeline.write.story import story
from pipeline.write.verify import Finding, FindingKind, verify

__all__ = ["AuditLog", "Event", "Finding", "FindingKind", "Head", "story", "verify"]


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: how many lines, the hash of the last, and the hash that the paper carries."""

    lines: int
    hash: str
    sealed: str | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands in a log already; `good_bytes` is where its whole lines end."""

    lines: int
    hash: str
    sealed: str | None
    closed: bool
    good_bytes: int
    torn: bytes


def utc_now() -> datetime:
    return datetime.now(UTC)


class AuditLog:
    """`AuditLog(folder / "audit.jsonl", actor="shenhe 0.1.0")` begins a log or goes on with one that a kill cut short.

    Going on, a torn last line is taken off and its hash noted in a `resumed` event; so is the closing line where no run.json
    stands beside it. A log that is closed is refused (UsageError), one that was changed too (MachineError). Not for more than one writer at a time.
    """

    def __init__(self, path: Path, *, actor: str, clock: Callable[[], datetime] = utc_now) -> None:
        self.path = path
        self._actor = actor
        self._clock = clock
        known = _known(path)
        if known.closed:
            raise UsageError("这次运行已经结束，日志不再续写：请换一个运行编号。")
        self._lines, self._hash, self.sealed = known.lines, known.hash, known.sealed
        self._handle = _opened(path, known.good_bytes)
        if known.lines:
            self.append(Event.RESUMED, data={"torn_bytes": len(known.torn), "torn_sha256": _torn_hash(known.torn)})

    @property
    def head(self) -> Head:
        return Head(self._lines, self._hash, self.sealed)

    def append(self, event: Event, subject: str = "", data: Mapping[str, Json] | None = None, *, actor: str | None = None) -> str:
        """Writes one event and hands it to the operating system; returns its hash."""
        record: dict[str, Json] = {
            "seq": self._lines + 1,
            "time": self._clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "actor": actor or self._actor,
            "event": event.value,
            "subject": subject,
            "data": dict(data or {}),
            "prev": self._hash,
        }
        line, own = chained(record)
        try:
            self._handle.write(line.encode() + b"\n")
        except OSError as error:
            raise MachineError(f"审计日志写不进去（{error.strerror}）：请查看磁盘剩余空间，再用同一运行编号重做。") from error
        self._lines, self._hash = self._lines + 1, own
        return own

    def seal(self, data: Mapping[str, Json] | None = None) -> str:
        """Seals the verdicts before any paper is written; the hash goes into the papers' footer."""
        self.sealed = self.append(Event.VERDICTS_SEALED, data=data)
        self._to_disk()
        return self.sealed

    def close(self) -> Head:
        """The last event; nothing can be appended afterwards. Its hash belongs into run.json."""
        self.append(Event.CLOSED, data={"lines": self._lines + 1})
        self._to_disk()
        self._handle.close()
        return self.head

    def abandon(self) -> None:
        """Lets go of the file without closing the log: the run may go on later."""
        if not self._handle.closed:
            self._to_disk()
            self._handle.close()

    def __enter__(self) -> AuditLog:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.abandon()

    def _to_disk(self) -> None:
        self._handle.flush()
        os.fsync(self._handle.fileno())


def _opened(path: Path, good_bytes: int) -> BinaryIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            os.truncate(path, good_bytes)
        return path.open("ab", buffering=0)
    except OSError as error:
        raise MachineError(f"审计日志“{LOG_NAME}”打不开（{error.strerror}）：请查看输出文件夹的权限。") from error


def _known(path: Path) -> _Known:
    """Reads what is there; only the last line may be torn."""
    lines, own, sealed, closed, good, torn = 0, FIRST, None, False, 0, b""
    if not path.exists():
        return _Known(lines, own, sealed, closed, good, torn)
    for number, raw in raw_lines(path):
        if torn:
            raise _changed(number - 1)
        entry = parsed(number, raw)
        if entry is None:
            torn = raw
            continue
        if not _follows(entry, lines, own):
            raise _changed(number)
        if entry.event == Event.CLOSED.value and not (path.parent / RUN_NAME).exists():
            torn = raw  # killed between the log's end and run.json: nothing holds this line's hash yet, it is taken off like a torn one
            continue
        lines, own, good = entry.seq, entry.hash, good + len(raw)
        sealed = own if entry.event == Event.VERDICTS_SEALED.value else sealed
        closed = entry.event == Event.CLOSED.value
    if torn.endswith(b"\n") and parsed(lines + 1, torn) is None:
        raise _changed(lines + 1)
    return _Known(lines, own, sealed, closed, good, torn)


def _follows(entry: Entry, lines: int, own: str) -> bool:
    return entry.seq == lines + 1 and entry.prev == own and entry.hash == own_hash(entry)


def _changed(line: int) -> MachineError:
    return MachineError(f"审计日志第{line}行被改动过，不能接着写：请保留原文件备查，换一个运行编号重做。")


def _torn_hash(torn: bytes) -> str | None:
    return hashlib.sha256(torn).hexdigest() if torn else None

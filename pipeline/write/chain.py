"""The chain that makes a log tamper-evident: one canonical line an event, each holding the hash of the line before.

Own hash = SHA-256 over the canonical JSON of the record without its `hash`. Canonical: keys sorted, no spaces, UTF-8,
and every character that a reader cannot see written as \\uXXXX, so that no line can show other than it says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

FIRST = "0" * 64
LOG_NAME = "audit.jsonl"
RUN_NAME = "run.json"
LINE_LIMIT = 4_000_000  # bytes; a longer line is none of ours, and reading it whole would be its author's choice
UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000fffff]"
)
BEHIND_HASH = ',"prev":"'
KEYS = frozenset({"seq", "time", "actor", "event", "subject", "data", "prev", "hash"})


class Event(Enum):
    """What may happen in a run, with the words an auditor reads."""

    OPENED = "opened"
    RESUMED = "resumed"
    SKIPPED = "skipped"
    FILE_RECEIVED = "file_received"
    PAGE_READ = "page_read"
    PAGE_SORTED = "page_sorted"
    CANDIDATE = "candidate"
    WITNESS = "witness"
    SETTLED = "settled"
    PROOF = "proof"
    PROBLEM = "problem"
    CORRECTION = "correction"
    VERDICT = "verdict"
    DECISION = "decision"
    RELATION = "relation"
    VERDICTS_SEALED = "verdicts_sealed"
    OUTPUT_WRITTEN = "output_written"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log as it was read; `number` counts from 1."""

    number: int
    seq: int
    time: str
    actor: str
    event: str
    subject: str
    data: Mapping[str, Json]
    prev: str
    hash: str

    def text(self, key: str) -> str:
        """A value of the data as text, "" where it is missing or null."""
        value = self.data.get(key)
        return "" if value is None else str(value)


def canonical(value: Json) -> str:
    return UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False))


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def chained(record: Mapping[str, Json]) -> tuple[str, str]:
    """The line for a record that has all but its own hash, and that hash."""
    text = canonical(record)
    own = digest(text)
    at = text.rindex(BEHIND_HASH)  # in a text a quote is escaped, and behind this key stand no objects: it can only be ours
    return f'{text[:at]},"hash":"{own}"{text[at:]}', own


def raw_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1, each with its line break if it has one; never more than LINE_LIMIT bytes at once."""
    with path.open("rb") as handle:
        number = 0
        while line := handle.readline(LINE_LIMIT):
            number += 1
            yield number, line


def parsed(number: int, raw: bytes) -> Entry | None:
    """The entry of one whole line; None where it is torn, not ours, or not written as we write."""
    try:
        line = raw.decode("utf-8")
        record = json.loads(line)
        if not line.endswith("\n") or not isinstance(record, dict) or set(record) != KEYS:
            return None
        if canonical(record) + "\n" != line:
            return None
        return _entry(number, record)
    except (ValueError, RecursionError):
        return None


def _entry(number: int, record: dict[str, object]) -> Entry | None:
    seq, data = record["seq"], record["data"]
    texts = [record[key] for key in ("time", "actor", "event", "subject", "prev", "hash")]
    if type(seq) is not int or not isinstance(data, dict) or not all(isinstance(text, str) for text in texts):
        return None
    time, actor, event, subject, prev, own = (str(text) for text in texts)
    return Entry(number, seq, time, actor, event, subject, data, prev, own)


def own_hash(entry: Entry) -> str:
    """What the entry's hash must be."""
    record: dict[str, Json] = {
        "seq": entry.seq, "time": entry.time, "actor": entry.actor, "event": entry.event,
        "subject": entry.subject, "data": entry.data, "prev": entry.prev,
    }  # fmt: skip
    return digest(canonical(record))

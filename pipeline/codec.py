"""Records to JSON and back: what the ledger keeps. Reading back checks types, so a damaged entry is a miss, never a surprise."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

Record = TypeVar("Record")
MOST_BYTES = 200_000_000  # unpacked; an entry that claims more is not ours


@lru_cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def packed(kind: type[Record], record: Record) -> bytes:
    """Compressed JSON of a frozen record (or a tuple of them)."""
    return zlib.compress(_adapter(kind).dump_json(record), 3)


def unpacked(kind: type[Record], body: bytes) -> Record | None:
    """The record, or None where the bytes are not one."""
    try:
        stream = zlib.decompressobj()
        raw = stream.decompress(body, MOST_BYTES)
        record: Record | None = _adapter(kind).validate_json(raw) if stream.eof else None
        return record
    except (zlib.error, ValidationError, ValueError):
        return None

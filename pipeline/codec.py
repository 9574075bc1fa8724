"""Records to JSON and back: what the ledger keeps. Reading back checks types, so a damaged entry is a miss, never a surprise."""

from __future__ import annotations

import zlib
from dataclasses import is_dataclass
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

Record = TypeVar("Record")
BYTES = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
MOST_BYTES = 200_000_000  # unpacked; an entry that claims more is not ours


def _adapter(kind: Any) -> TypeAdapter[Any]:
    return _kept_adapter(kind)


@lru_cache
def _kept_adapter(kind: Any) -> TypeAdapter[Any]:
    """Bytes as base64; a dataclass on its own cannot be told so, one inside a tuple can."""
    return TypeAdapter(kind) if is_dataclass(kind) else TypeAdapter(kind, config=BYTES)


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


def dumped(kind: Any, record: object) -> bytes:
    """A record as JSON: the same record gives the same bytes."""
    return bytes(_adapter(kind).dump_json(record))


def renamed(kind: Any, record: Any, old: str, new: str) -> Any:
    """The same record about a file that is called otherwise today: in places, and in what problems say of it."""
    return _adapter(kind).validate_python(_with_name(_adapter(kind).dump_python(record, mode="json"), old, new))


def _with_name(node: Any, old: str, new: str) -> Any:
    if isinstance(node, dict):
        return {key: _named_anew(key, value, old, new) for key, value in node.items()}
    return [_with_name(one, old, new) for one in node] if isinstance(node, list | tuple) else node


def _named_anew(key: str, value: Any, old: str, new: str) -> Any:
    if not isinstance(value, str):
        return _with_name(value, old, new)
    if key == "file":
        return new if value == old else value
    return value.replace(old, new) if key == "message" else value

"""Trouble: a Problem is a record about a document and stops nothing; an exception is about the run and stops it.

ShenheError
├── UsageError      exit 2   the command line asks for something that cannot be
├── MachineError    exit 3   no engine, folder not writable, a library missing
└── NoticeError     exit 4   the notice or the settings are wrong
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from models.geometry import Box


class Category(Enum):
    FILE = "file"
    PAGE = "page"
    VALUE = "value"
    CONSISTENCY = "consistency"
    COMPLETENESS = "completeness"
    IDENTITY = "identity"
    DEADLINE = "deadline"
    RELATION = "relation"
    DUPLICATE = "duplicate"
    NOTICE = "notice"
    MACHINE = "machine"


class Severity(Enum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person should know, where it is, and what to do next. Texts are Chinese sentences."""

    category: Category
    severity: Severity
    message: str
    remedy: str
    file: str | None = None
    page: int | None = None
    box: Box | None = None
    field: str | None = None


class ShenheError(Exception):
    """A run cannot go on; the message is the Chinese sentence that the person reads."""

    exit_code = 1


class UsageError(ShenheError):
    exit_code = 2


class MachineError(ShenheError):
    exit_code = 3


class NoticeError(ShenheError):
    exit_code = 4

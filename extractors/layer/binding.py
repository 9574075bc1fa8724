"""The one door to pypdfium2."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

__all__ = ["address", "pdfium", "raw"]


def address(item: Any) -> int:
    """The address behind a pointer: what two handles of one object have in common."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0

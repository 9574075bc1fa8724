"""All applications, in the order of their names. Each lives in the module of its kind of difficulty."""

from __future__ import annotations

from . import cases_judgement, cases_layout, cases_media, cases_scan  # noqa: F401  (they register themselves)
from .registry import Package, packages

__all__ = ["Package", "packages"]

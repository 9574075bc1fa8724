"""Finders: Page → Candidates, each by another way of writing a form down."""

from __future__ import annotations

from collections.abc import Callable

from extractors.finders.checkbox import find_checkboxes
from extractors.finders.label import find_labels
from extractors.finders.table import find_in_tables
from extractors.finders.words import AnyCandidate
from models.document import Page

Finder = Callable[[Page], tuple[AnyCandidate, ...]]

FINDERS: tuple[Finder, ...] = (find_in_tables, find_labels, find_checkboxes)

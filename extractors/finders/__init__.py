"""Finders: Page → Candidates, each by another way of writing a form down."""

from __future__ import annotations

from typing import Protocol

from extractors.finders.categories import find_declared_category
from extractors.finders.checkbox import find_checkboxes
from extractors.finders.label import find_labels
from extractors.finders.recognition import find_recognition
from extractors.finders.relations import find_relations
from extractors.finders.signoff import find_signoff
from extractors.finders.table import find_in_tables
from extractors.finders.titles import find_title_category
from models.answer import AnyCandidate
from models.document import Page


class Finder(Protocol):
    """`before` is the page in front of it in the same file: a table may go on from there."""

    def __call__(self, page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]: ...


FINDERS: tuple[Finder, ...] = (
    find_in_tables,
    find_labels,
    find_checkboxes,
    find_signoff,
    find_title_category,
    find_declared_category,
    find_recognition,
    find_relations,
)

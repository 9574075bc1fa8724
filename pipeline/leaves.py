"""Loose leaves put together: a paper photographed or scanned page by page into files of its own is one paper again.

花名册1.jpg, 花名册2.jpg and IMG_0007.jpg, IMG_0008.jpg are pages that follow each other; what a file is called says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from models.document import Document, FileStatus

FIGURES = re.compile(r"\d+")
MOST_LEAVES = 300  # of one bundle


def bundles(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, those of one page each that are named alike but for their figures as one, in the order of the figures.

    A bundle goes under its first leaf's name; each page keeps its own file and number.
    """
    alike: dict[tuple[str, str, str], list[Document]] = {}
    for document in documents:
        if _is_leaf(document):
            alike.setdefault(_name_of(document.file), []).append(document)
    members = {id(one) for group in alike.values() if 1 < len(group) <= MOST_LEAVES for one in group}
    whole = [document for document in documents if id(document) not in members]
    joined = [_joined(group) for group in alike.values() if 1 < len(group) <= MOST_LEAVES]
    return (*whole, *joined)


def _is_leaf(document: Document) -> bool:
    return document.status is FileStatus.READ and len(document.pages) == 1 and document.pages[0].number is not None


def _name_of(file: str) -> tuple[str, str, str]:
    path = PurePosixPath(file)
    return str(path.parent), FIGURES.sub("#", path.stem), path.suffix.lower()


def _joined(group: Sequence[Document]) -> Document:
    ordered = sorted(group, key=lambda one: ([int(figures[:18]) for figures in FIGURES.findall(one.file)], one.file))
    return replace(ordered[0], pages=tuple(page for one in ordered for page in one.pages))

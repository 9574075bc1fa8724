"""An application as a Word document: the form as a table, the report as paragraphs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from docx import Document

from .files import Written, freeze_zip
from .paper import Mark, letters_of, plain


def _marks(text: str) -> list[Mark]:
    seen: dict[tuple[str, str, int], None] = {}
    for one in letters_of(text):
        for tag in one.tags:
            seen[tag] = None
    return [Mark(name, value, (0.0, 0.0, 0.0, 0.0)) for name, value, _ in seen]


def word_file(
    path: str,
    title: str,
    rows: Sequence[tuple[str, str]],
    paragraphs: Sequence[str],
    *,
    tables: Sequence[Sequence[Sequence[str]]] = (),
    kinds: Sequence[str] = ("form",),
) -> Written:
    """A DOCX: title, form in four columns, paragraphs, further tables. Values may be marked."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.title = "", ""
    properties.created = properties.modified = datetime(2020, 5, 20, 9, 0)
    document.add_heading(title, level=1)
    marks: list[Mark] = []
    words = title
    cells = [cell for row in rows for cell in row]
    if len(cells) % 4:
        cells += [""] * (4 - len(cells) % 4)
    table = document.add_table(rows=len(cells) // 4, cols=4)
    table.style = "Table Grid"
    for i, text in enumerate(cells):
        table.rows[i // 4].cells[i % 4].text = plain(text)
        marks += _marks(text)
        words += "\n" + plain(text)
    for text in paragraphs:
        document.add_paragraph(plain(text))
        marks += _marks(text)
        words += "\n" + plain(text)
    for content in tables:
        grid = document.add_table(rows=len(content), cols=len(content[0]))
        grid.style = "Table Grid"
        for i, row in enumerate(content):
            for j, text in enumerate(row):
                grid.rows[i].cells[j].text = plain(text)
                marks += _marks(text)
                words += "\n" + plain(text)
        document.add_paragraph("")
    target = io.BytesIO()
    document.save(target)
    return Written(path, freeze_zip(target.getvalue()), (), tuple(kinds), tuple(marks), words)

"""A page in the form of an office letter: python-docx, the office's fonts, A4, text made harmless in one place."""

from __future__ import annotations

import io
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Pt, RGBColor
from docx.text.run import Run

from pipeline.text_safety import xml_text
from pipeline.write.sheet import settled_part, settled_zip

TITLE_FONT, BODY_FONT, HEAD_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
BODY_PT, TITLE_PT = 16, 22  # 三号 and 二号, as GB/T 9704 sets official papers
LINE_PT = 28
INDENT_PT = 2 * BODY_PT
BODY_PART = "word/document.xml"


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a paragraph looks; sizes in points."""

    font: str = BODY_FONT
    size: int = BODY_PT
    align: WD_ALIGN_PARAGRAPH | None = None
    indent: int = 0
    right: int = 0
    after: int = 0
    line: int = LINE_PT
    keep: bool = False


TITLE = _Shape(font=TITLE_FONT, size=TITLE_PT, align=WD_ALIGN_PARAGRAPH.CENTER, after=LINE_PT, line=36)
LINE = _Shape()
TEXT = _Shape(indent=INDENT_PT)
HEADING = _Shape(font=HEAD_FONT, indent=INDENT_PT, keep=True)
GAP = _Shape(keep=True)
SIGNATURE = _Shape(align=WD_ALIGN_PARAGRAPH.RIGHT, right=INDENT_PT, keep=True)
DAY = _Shape(align=WD_ALIGN_PARAGRAPH.RIGHT, right=INDENT_PT)


class Paper:
    """Write it line by line, then take its bytes."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self._lines: list[tuple[str, _Shape]] = []
        self._foot = ""

    def title(self, text: str) -> None:
        self._lines.append((text, TITLE))

    def line(self, text: str) -> None:
        self._lines.append((text, LINE))

    def text(self, text: str) -> None:
        self._lines.append((text, TEXT))

    def heading(self, text: str) -> None:
        self._lines.append((text, HEADING))

    def signature(self, who: str, when: str) -> None:
        self._lines += [("", GAP), (who, SIGNATURE), (when, DAY)]

    def foot(self, text: str) -> None:
        """Small, at the foot of every page: who drafted it, and the hash to match it by."""
        self._foot = text

    def bytes(self) -> bytes:
        """The DOCX; the same lines give the same bytes."""
        around, empty = _frame(self._moment, self._foot)
        body = deepcopy(empty.element)
        for text, shape in self._lines:
            body.body.sectPr.addprevious(_paragraph(text, shape))
        out = io.BytesIO(around)
        with ZipFile(out, "a", ZIP_DEFLATED) as archive:
            archive.writestr(settled_part(BODY_PART), serialize_part_xml(body))
        return out.getvalue()


def _paragraph(text: str, shape: _Shape) -> CT_P:
    made = deepcopy(_pattern(shape))
    made.r_lst[0].text = xml_text(text)
    return made


@lru_cache
def _pattern(shape: _Shape) -> CT_P:
    """An empty paragraph of this shape: setting one up costs more than a copy of it."""
    paragraph = Document().add_paragraph()
    given = paragraph.paragraph_format
    given.first_line_indent, given.right_indent = Pt(shape.indent), Pt(shape.right)
    given.space_before, given.space_after, given.line_spacing = Pt(0), Pt(shape.after), Pt(shape.line)
    given.keep_with_next = shape.keep
    if shape.align is not None:
        paragraph.alignment = shape.align
    _set_font(paragraph.add_run(), shape.font, shape.size)
    return paragraph._p


@lru_cache(maxsize=4)
def _frame(moment: datetime, foot: str) -> tuple[bytes, Docx]:
    """What all letters of a run share: the archive without the body's part, and the empty document."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    core = document.core_properties
    core.author, core.created, core.modified = "shenhe", moment.astimezone(UTC), moment.astimezone(UTC)
    run = section.footer.paragraphs[0].add_run(xml_text(foot))
    _set_font(run, BODY_FONT, 9)
    run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    out = io.BytesIO()
    document.save(out)
    return settled_zip(out.getvalue(), moment, without=BODY_PART), document


def _set_font(run: Run, font: str, size: int) -> None:
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)

"""A page in the form of an office letter: python-docx, the office's fonts, A4, text made harmless in one place."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.run import Run

from pipeline.text_safety import xml_text
from pipeline.write.sheet import settled_zip

TITLE_FONT, BODY_FONT, HEAD_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
BODY_PT, TITLE_PT = 16, 22  # 三号 and 二号, as GB/T 9704 sets official papers
LINE_PT = 28
INDENT_PT = 2 * BODY_PT


def _set_font(run: Run, font: str, size: int) -> None:
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


class Paper:
    """Write it line by line, then take its bytes."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self._document = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        core = self._document.core_properties
        core.author, core.created, core.modified = "shenhe", moment.astimezone(UTC), moment.astimezone(UTC)

    def title(self, text: str) -> None:
        self._add(text, font=TITLE_FONT, size=TITLE_PT, align=WD_ALIGN_PARAGRAPH.CENTER, after=LINE_PT, line=36)

    def line(self, text: str) -> None:
        self._add(text)

    def text(self, text: str) -> None:
        self._add(text, indent=INDENT_PT)

    def heading(self, text: str) -> None:
        self._add(text, font=HEAD_FONT, indent=INDENT_PT, keep=True)

    def signature(self, who: str, when: str) -> None:
        self._add("", keep=True)
        self._add(who, align=WD_ALIGN_PARAGRAPH.RIGHT, right=INDENT_PT, keep=True)
        self._add(when, align=WD_ALIGN_PARAGRAPH.RIGHT, right=INDENT_PT)

    def foot(self, text: str) -> None:
        """Small, at the foot of every page: who drafted it, and the hash to match it by."""
        run = self._document.sections[0].footer.paragraphs[0].add_run(xml_text(text))
        _set_font(run, BODY_FONT, 9)
        run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)

    def _add(
        self,
        text: str,
        *,
        font: str = BODY_FONT,
        size: int = BODY_PT,
        align: WD_ALIGN_PARAGRAPH | None = None,
        indent: int = 0,
        right: int = 0,
        after: int = 0,
        line: int = LINE_PT,
        keep: bool = False,
    ) -> None:
        paragraph = self._document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.first_line_indent, shape.right_indent = Pt(indent), Pt(right)
        shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(after), Pt(line)
        shape.keep_with_next = keep
        if align is not None:
            paragraph.alignment = align
        _set_font(paragraph.add_run(xml_text(text)), font, size)

    def bytes(self) -> bytes:
        """The DOCX; the same lines give the same bytes."""
        out = io.BytesIO()
        self._document.save(out)
        return settled_zip(out.getvalue(), self._moment)

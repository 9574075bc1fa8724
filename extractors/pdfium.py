"""PDFium, opened once and kept behind a few plain functions: documents, page sizes, characters, paths, pictures.

Everything comes out in points of the page as a viewer shows it (CropBox, /Rotate), origin at the top left.
Raises nothing but `Unopenable`. PDFium is not safe for threads: one process, one reader.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from extractors.layer.binding import pdfium, raw
from extractors.layer.characters import MAX_CHARS, Characters
from extractors.layer.drawings import MAX_BITMAP_BYTES, Collector, matrix_of, objects
from extractors.layer.matrix import IDENTITY, picture_box, times, to_view
from extractors.layer.painted import INVISIBLE_MODES, Char, Contents, Picture, Run, Summary
from models.geometry import Box

HEAD_BYTES = 1024
SAMPLED_CHARS = 2000
PASSWORD_ERROR = 4
SHOWN_ANNOTATIONS = frozenset(
    (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_SQUARE)
)


class Reason(Enum):
    """Why a PDF cannot be read, in the words a person reads."""

    PASSWORD = "文件已加密，需要密码"
    WRONG_PASSWORD = "密码不正确"
    BROKEN = "文件损坏，无法打开"
    NOT_A_PDF = "不是 PDF 文件"
    NO_PAGES = "文件没有页面"
    TOO_MANY_PAGES = "页数超过上限"
    PAGE_BROKEN = "页面损坏，无法读取"


class Unopenable(Exception):
    """A PDF or one of its pages cannot be opened; `reason` says why, `page` which page (None: the whole file)."""

    def __init__(self, reason: Reason, page: int | None = None, pages: int | None = None) -> None:
        super().__init__(reason.value if page is None else f"第{page}页：{reason.value}")
        self.reason = reason
        self.page = page
        self.pages = pages


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open document; `mark` tells it from every other file that this process has read."""

    pdf: Any
    mark: str


class OpenPage:
    """A loaded page; use it inside `open_page` only."""

    def __init__(self, page: Any, number: int, mark: str) -> None:
        self._page = page
        self._mark = mark
        self.number = number
        left, bottom, right, top = page.get_bbox()
        self.rotation: int = page.get_rotation() % 360
        self._to_view = to_view(self.rotation, left, bottom, right, top)
        across, down = abs(right - left), abs(top - bottom)
        self.width, self.height = (down, across) if self.rotation in (90, 270) else (across, down)

    def text(self) -> tuple[str, float]:
        """All characters in PDFium's order, bounded, and the share of them that no table of the file maps."""
        textpage = self._page.get_textpage()
        try:
            total = min(textpage.count_chars(), MAX_CHARS)
            if total < 1:
                return "", 0.0
            step = 1 + total // SAMPLED_CHARS
            sampled = range(0, total, step)
            unmapped = sum(1 for index in sampled if raw.FPDFText_HasUnicodeMapError(textpage.raw, index) == 1)
            return str(textpage.get_text_range(0, total)), unmapped / len(sampled)
        finally:
            textpage.close()

    def contents(self, *, shapes_of: frozenset[int] = frozenset()) -> Contents:
        """Characters that the file holds (none that PDFium adds), paths and images, those inside form objects too.

        `shapes_of`: code points whose outlines are wanted, for every embedded font that shows them.
        """
        collector = Collector(self._to_view, Box(0.0, 0.0, self.width, self.height))
        collector.walk(self._page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, 0)
        textpage = self._page.get_textpage()
        try:
            reader = Characters(textpage.raw, self._to_view, collector.orders, self._mark)
            chars, runs, cut = reader.read()
            shapes = tuple(reader.shapes(shapes_of))
        finally:
            textpage.close()
        pictures = tuple(self._with_opacity(picture, item, chars, runs) for picture, item in collector.pictures)
        return Contents(tuple(chars), tuple(runs), tuple(reader.fonts), shapes, tuple(collector.paths), pictures, cut or collector.cut)

    def _with_opacity(self, picture: Picture, item: Any, chars: list[Char], runs: list[Run]) -> Picture:
        """Looks into a picture only where it lies over text: a seal lets the text through, a pasted scan does not."""
        over = any(
            runs[char.run].order < picture.order and picture.box.holds_point((char.x0 + char.x1) / 2, (char.top + char.bottom) / 2)
            for char in chars
        )
        return picture._replace(opaque=not self._lets_through(item)) if over and picture.opaque else picture

    def _lets_through(self, item: Any) -> bool:
        bitmap = raw.FPDFImageObj_GetRenderedBitmap(self._page.pdf.raw, self._page.raw, item)
        if not bitmap:
            return True
        try:
            if raw.FPDFBitmap_GetFormat(bitmap) not in (raw.FPDFBitmap_BGRA, raw.FPDFBitmap_BGRA_Premul):
                return False
            size = raw.FPDFBitmap_GetStride(bitmap) * raw.FPDFBitmap_GetHeight(bitmap)
            alphas = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), min(size, MAX_BITMAP_BYTES))[3::4]
            return sum(1 for alpha in alphas[:: 1 + len(alphas) // 4000] if alpha < 250) > 40
        finally:
            raw.FPDFBitmap_Destroy(bitmap)

    def summary(self) -> Summary:
        """What kinds of things are painted, without reading them out."""
        shown = hidden = segments = 0
        pictures: list[Box] = []
        page = Box(0.0, 0.0, self.width, self.height)
        for item, matrix in objects(self._page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, 0):
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                invisible = raw.FPDFTextObj_GetTextRenderMode(item) in INVISIBLE_MODES
                shown, hidden = shown + (not invisible), hidden + invisible
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                segments += raw.FPDFPath_CountSegments(item)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                box = picture_box(times(times(matrix_of(item), matrix), self._to_view), page)
                pictures.extend((box,) if box is not None else ())
        return Summary(shown, hidden, segments, tuple(pictures))

    def picture_dpi(self) -> float | None:
        """Resolution of the largest image that covers most of the page; None where the page is no scan."""
        best, covered = None, 0.5 * self.width * self.height
        page = Box(0.0, 0.0, self.width, self.height)
        width, height = ctypes.c_uint(), ctypes.c_uint()
        for item, matrix in objects(self._page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, 0):
            if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
                continue
            box = picture_box(times(times(matrix_of(item), matrix), self._to_view), page)
            if box is None or box.area < covered or not raw.FPDFImageObj_GetImagePixelSize(item, width, height):
                continue
            if width.value and height.value:
                covered, best = box.area, 72.0 * (width.value * height.value / box.area) ** 0.5
        return best

    def bitmap(self, scale: float) -> Any:
        """The page painted at `scale` pixels a point: a pypdfium2 bitmap (BGR), for whoever wants pixels."""
        return self._page.render(scale=scale, may_draw_forms=True)


@contextmanager
def open_pdf(source: str, *, password: str | None = None) -> Iterator[OpenFile]:
    """The document behind a path on disk; closed at the end whatever happens.

    Raises `Unopenable`: PASSWORD, WRONG_PASSWORD, BROKEN, NOT_A_PDF, NO_PAGES.
    """
    pdf = _open(source, password)
    try:
        if len(pdf) < 1:
            raise Unopenable(Reason.NO_PAGES)
        status = os.stat(source)
        yield OpenFile(pdf, f"{source}\n{status.st_mtime_ns}\n{status.st_size}")
    finally:
        pdf.close()


def count_pages(document: OpenFile) -> int:
    return len(document.pdf)


@contextmanager
def open_page(document: OpenFile, number: int) -> Iterator[OpenPage]:
    """Page `number` (from 1), with what annotations and filled form fields show painted into it.

    Raises `Unopenable` with PAGE_BROKEN.
    """
    page = _load(document, number)
    try:
        if _has_annotations(page) and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            page.close()
            page = _load(document, number)
        try:
            opened = OpenPage(page, number, document.mark)
        except pdfium.PdfiumError as error:
            raise Unopenable(Reason.PAGE_BROKEN, number) from error
        yield opened
    finally:
        page.close()


def _open(source: str, password: str | None) -> Any:
    try:
        with open(source, "rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise Unopenable(Reason.BROKEN) from error
    if b"%PDF-" not in head:
        raise Unopenable(Reason.NOT_A_PDF)
    try:
        return pdfium.PdfDocument(source, password=password)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR or "assword" in str(error):
            raise Unopenable(Reason.WRONG_PASSWORD if password else Reason.PASSWORD) from error
        raise Unopenable(Reason.BROKEN) from error


def _load(document: OpenFile, number: int) -> Any:
    try:
        return document.pdf[number - 1]
    except (pdfium.PdfiumError, IndexError) as error:
        raise Unopenable(Reason.PAGE_BROKEN, number) from error


def _has_annotations(page: Any) -> bool:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 500)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in SHOWN_ANNOTATIONS:
            return True
    return False

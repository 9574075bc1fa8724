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
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.geometry import Box

HEAD_BYTES = 1024
MAX_CHARS = 200_000
MAX_OBJECTS = 60_000
MAX_SEGMENTS = 120_000
MAX_DEPTH = 12
HYPHEN = 2  # PDFium's code for a hyphen at the end of a line
WHITE = 250
CLEAR = 5
MAX_OUTLINE = 3000
MAX_OUTLINES = 5000
SAMPLED_CHARS = 2000
MAX_BITMAP_BYTES = 16_000_000
PASSWORD_ERROR = 4
INVISIBLE_MODES = (3, 7)
SHOWN_ANNOTATIONS = frozenset(
    (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_SQUARE)
)

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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


class Char(NamedTuple):
    """A character as PDFium gives it: its code point, box, and the index of its `Run`."""

    code: int
    x0: float
    top: float
    x1: float
    bottom: float
    run: int
    spaced: bool
    unmapped: bool


class Run(NamedTuple):
    """What the characters of one text object share. `font` is an index into the page's fonts; `base` the baseline of its first
    character (y; x where the text runs down or up); `angle` 0, 90, 180 or 270, clockwise; -1 askew; `order`: when it is
    painted."""

    font: int
    size: float
    angle: int
    base: float
    mode: int
    white: bool
    order: int


class FontFace(NamedTuple):
    """A font by its name, without the letters that mark a subset, and whether its shapes are in the file."""

    name: str
    embedded: bool


Outline = tuple[tuple[tuple[float, float], ...], ...]


OUTLINES: dict[tuple[str, tuple[str, int], int], Outline] = {}


class Shape(NamedTuple):
    """The outline a font draws for what it says is the character `code`: closed contours, y upwards, 1000 units an em."""

    font: int
    code: int
    outline: Outline


class Stroke(NamedTuple):
    """A straight piece of a path."""

    x0: float
    y0: float
    x1: float
    y1: float


class Path(NamedTuple):
    """One outline of a drawn path: its straight pieces, whether it bends, how it is painted (white paint is told apart)
    and when. `opaque`: what lies under its filling is not seen."""

    strokes: tuple[Stroke, ...]
    box: Box
    curved: bool
    filled: bool
    stroked: bool
    white_fill: bool
    white_stroke: bool
    opaque: bool
    order: int


class Picture(NamedTuple):
    """Where an image lies, whether it lets through what is under it, and when it is painted."""

    box: Box
    opaque: bool
    order: int


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything painted on a page; `cut`: a limit was reached and what lies beyond it is missing."""

    chars: tuple[Char, ...]
    runs: tuple[Run, ...]
    fonts: tuple[FontFace, ...]
    shapes: tuple[Shape, ...]
    paths: tuple[Path, ...]
    pictures: tuple[Picture, ...]
    cut: bool


class Summary(NamedTuple):
    """Counts of text objects that print and that do not (render mode 3 or 7), of path segments, and where images lie."""

    shown_text: int
    hidden_text: int
    segments: int
    pictures: tuple[Box, ...]


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
        self._to_view = _to_view(self.rotation, left, bottom, right, top)
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
        collector = _Collector(self._to_view, Box(0.0, 0.0, self.width, self.height))
        collector.walk(self._page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, 0)
        textpage = self._page.get_textpage()
        try:
            reader = _Characters(textpage.raw, self._to_view, collector.orders, self._mark)
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
        for item, matrix in _objects(self._page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, 0):
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                invisible = raw.FPDFTextObj_GetTextRenderMode(item) in INVISIBLE_MODES
                shown, hidden = shown + (not invisible), hidden + invisible
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                segments += raw.FPDFPath_CountSegments(item)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                box = _picture_box(_times(_times(_matrix(item), matrix), self._to_view), page)
                pictures.extend((box,) if box is not None else ())
        return Summary(shown, hidden, segments, tuple(pictures))

    def picture_dpi(self) -> float | None:
        """Resolution of the largest image that covers most of the page; None where the page is no scan."""
        best, covered = None, 0.5 * self.width * self.height
        page = Box(0.0, 0.0, self.width, self.height)
        width, height = ctypes.c_uint(), ctypes.c_uint()
        for item, matrix in _objects(self._page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, 0):
            if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
                continue
            box = _picture_box(_times(_times(_matrix(item), matrix), self._to_view), page)
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


def _to_view(rotation: int, left: float, bottom: float, right: float, top: float) -> Matrix:
    """From PDF user space to the page as shown, y downwards."""
    return {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[rotation]


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _angle(a: float, b: float) -> int:
    """Clockwise quarter turns of a direction whose y grows downwards; -1 where it lies askew."""
    if abs(b) <= 0.1 * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) <= 0.1 * abs(b):
        return 90 if b > 0 else 270
    return -1


class _Characters:
    """Reads a text page's characters; remembers their text objects and fonts."""

    def __init__(self, textpage: Any, view: Matrix, orders: dict[int, int], document: str) -> None:
        self.textpage = textpage
        self.document = document
        self.view = view
        self.orders = orders
        self.fonts: list[FontFace] = []
        self._handles: list[Any] = []
        self._marks: list[tuple[str, int]] = []
        self._font_of: dict[int, int] = {}
        self._unmapped: dict[tuple[int, int], bool] = {}
        self._red, self._green, self._blue, self._alpha = (ctypes.c_uint() for _ in range(4))

    def read(self) -> tuple[list[Char], list[Run], bool]:
        textpage = self.textpage
        a, b, c, d, e, f = self.view
        total = raw.FPDFText_CountChars(textpage)
        chars: list[Char] = []
        runs: list[Run] = []
        index_of: dict[int, int] = {}
        loose = raw.FS_RECTF()
        loosely = ctypes.byref(loose)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        get_code, get_item, get_loose = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject, raw.FPDFText_GetLooseCharBox
        unmapped = self._unmapped
        spaced = False
        run = font = -1
        last = upright = None
        for index in range(min(total, MAX_CHARS)):
            code = get_code(textpage, index)
            if code <= 32 or code == 0xA0 or code == 0x3000:
                if code != HYPHEN or raw.FPDFText_IsGenerated(textpage, index) == 1:
                    spaced = True
                    continue
                code = 0x2D
            item = get_item(textpage, index)
            key = _address(item)
            if key != last:
                last = key
                run = index_of.get(key, -1)
                if run < 0:
                    run = index_of[key] = len(runs)
                    runs.append(self._run(index, item, self.orders.get(key, 0)))
                font, upright = runs[run].font, runs[run].angle == 0
            if upright and get_loose(textpage, index, loosely) and loose.right > loose.left:
                x0, y0, x1, y1 = loose.left, loose.bottom, loose.right, loose.top
            elif raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
                x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
            else:
                continue
            x0, y0, x1, y1 = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
            if x0 > x1:
                x0, x1 = x1, x0
            if y0 > y1:
                y0, y1 = y1, y0
            if (font, code) not in unmapped:
                unmapped[font, code] = raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
            chars.append(Char(code, x0, y0, x1, y1, run, spaced, unmapped[font, code]))
            spaced = False
        return chars, runs, total > MAX_CHARS

    def shapes(self, wanted: frozenset[int]) -> Iterator[Shape]:
        """Outlines of the wanted characters that were read, each font's its own."""
        for font, code in sorted(self._unmapped):
            if code in wanted and self.fonts[font].embedded and self._handles[font]:
                outline = self._outline(font, code)
                if outline:
                    yield Shape(font, code, outline)

    def _outline(self, font: int, code: int) -> Outline:
        """From memory where this document's font of this name and size was asked before."""
        key = (self.document, self._marks[font], code)
        known = OUTLINES.get(key)
        if known is None:
            if len(OUTLINES) >= MAX_OUTLINES:
                OUTLINES.clear()
            known = OUTLINES[key] = _outline(raw.FPDFFont_GetGlyphPath(self._handles[font], code, 1.0))
        return known

    def _run(self, index: int, item: Any, order: int) -> Run:
        matrix = raw.FS_MATRIX()
        shape = IDENTITY
        if raw.FPDFText_GetMatrix(self.textpage, index, matrix):
            shape = (matrix.a, matrix.b, matrix.c, matrix.d, 0.0, 0.0)
        view = self.view
        turned = _times(shape, (view[0], view[1], view[2], view[3], 0.0, 0.0))
        angle = _angle(turned[0], turned[1])
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self.textpage, index, x, y)
        base = _point(x.value, y.value, view)[0 if angle in (90, 270) else 1]
        size = raw.FPDFText_GetFontSize(self.textpage, index) * (shape[2] ** 2 + shape[3] ** 2) ** 0.5
        mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
        white = bool(item) and mode == 0 and self._white(item)
        return Run(self._font(item), size, angle, base, mode, white, order)

    def _white(self, item: Any) -> bool:
        red, green, blue, alpha = self._red, self._green, self._blue, self._alpha
        known = raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
        return bool(known) and (min(red.value, green.value, blue.value) >= WHITE or alpha.value <= CLEAR)

    def _font(self, item: Any) -> int:
        handle = raw.FPDFTextObj_GetFont(item) if item else None
        key = _address(handle) if handle else 0
        known = self._font_of.get(key)
        if known is None:
            known = self._font_of[key] = len(self.fonts)
            self.fonts.append(_face(handle) if key else FontFace("", False))
            self._handles.append(handle if key else None)
            self._marks.append(_mark(handle) if key else ("", 0))
        return known


def _outline(path: Any) -> Outline:
    """A glyph's contours with curves cut into short chords; bounded."""
    contours: list[list[tuple[float, float]]] = []
    bend: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFGlyphPath_CountGlyphSegments(path), MAX_OUTLINE) if path else 0):
        segment = raw.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (round(1000.0 * x.value), round(1000.0 * y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO or not contours:
            contours.append([here])
        elif kind == raw.FPDF_SEGMENT_LINETO:
            contours[-1].append(here)
        else:
            bend.append(here)
            if len(bend) == 3:
                contours[-1].extend(_chords(contours[-1][-1], bend))
                bend = []
    return tuple(tuple(contour) for contour in contours if len(contour) > 2)


def _chords(start: tuple[float, float], bend: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = start, bend
    for step in (0.33, 0.67, 1.0):
        a, b, c, d = (1 - step) ** 3, 3 * (1 - step) ** 2 * step, 3 * (1 - step) * step**2, step**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _face(font: Any) -> FontFace:
    name = _mark(font)[0]
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    return FontFace(name, raw.FPDFFont_GetIsEmbedded(font) == 1)


def _mark(font: Any) -> tuple[str, int]:
    """A font's full name and the size of its data: what tells it apart within one document."""
    needed = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, min(int(needed), 256)))
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    size = ctypes.c_size_t()
    raw.FPDFFont_GetFontData(font, None, 0, size)
    return buffer.value.decode("utf-8", "replace"), size.value


def _is_white(item: Any, *, fill: bool) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = (raw.FPDFPageObj_GetFillColor if fill else raw.FPDFPageObj_GetStrokeColor)(item, red, green, blue, alpha)
    return bool(known) and (min(red.value, green.value, blue.value) >= WHITE or alpha.value <= CLEAR)


def _objects(container: Any, count: Any, get: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """Page objects that are not forms, each with the matrix of the forms around it."""
    for index in range(min(count(container), MAX_OBJECTS)):
        item = get(container, index)
        if not item:
            continue
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, outer
        elif depth < MAX_DEPTH:
            inner = _times(_matrix(item), outer)
            yield from _objects(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)


class _Collector:
    """Walks a page's objects in the order they are painted; stops at the limits."""

    def __init__(self, view: Matrix, page: Box) -> None:
        self.view = view
        self.page = page
        self.paths: list[Path] = []
        self.pictures: list[tuple[Picture, Any]] = []
        self.orders: dict[int, int] = {}
        self.cut = False
        self._order = 0
        self._segments_left = MAX_SEGMENTS

    def walk(self, container: Any, count: Any, get: Any, outer: Matrix, depth: int) -> None:
        for index in range(count(container)):
            self._order += 1
            if self._order > MAX_OBJECTS or self._segments_left < 0:
                self.cut = True
                return
            item = get(container, index)
            if item:
                self._take(item, outer, depth)

    def _take(self, item: Any, outer: Matrix, depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self.orders[_address(item)] = self._order
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._take_path(item, _times(_matrix(item), outer))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._take_picture(item, _times(_matrix(item), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = _times(_matrix(item), outer)
            self.walk(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)

    def _take_picture(self, item: Any, matrix: Matrix) -> None:
        box = _picture_box(_times(matrix, self.view), self.page)
        if box is not None:
            self.pictures.append((Picture(box, not raw.FPDFPageObj_HasTransparency(item), self._order), item))

    def _take_path(self, item: Any, matrix: Matrix) -> None:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroked)
        if not mode.value and not stroked.value:
            return
        filled = bool(mode.value)
        paint = (
            filled,
            bool(stroked.value),
            filled and _is_white(item, fill=True),
            bool(stroked.value) and _is_white(item, fill=False),
            filled and not raw.FPDFPageObj_HasTransparency(item),
            self._order,
        )
        for strokes, points, curved in self._outlines(item, _times(matrix, self.view)):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self.paths.append(Path(tuple(strokes), Box(min(xs), min(ys), max(xs), max(ys)), curved, *paint))

    def _outlines(self, item: Any, full: Matrix) -> Iterator[tuple[list[Stroke], list[tuple[float, float]], bool]]:
        strokes: list[Stroke] = []
        points: list[tuple[float, float]] = []
        curved = False
        x, y = ctypes.c_float(), ctypes.c_float()
        start = at = (0.0, 0.0)
        total = raw.FPDFPath_CountSegments(item)
        for index in range(min(total, max(0, self._segments_left))):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            here = _point(x.value, y.value, full)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield strokes, points, curved
                strokes, points, curved = [], [], False
                start = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                strokes.append(Stroke(*at, *here))
            else:
                curved = True
            points.append(here)
            at = here
            if raw.FPDFPathSegment_GetClose(segment):
                if at != start:
                    strokes.append(Stroke(*at, *start))
                at = start
        self._segments_left -= total
        if len(points) > 1:
            yield strokes, points, curved


def _picture_box(full: Matrix, page: Box) -> Box | None:
    corners = [_point(x, y, full) for x in (0.0, 1.0) for y in (0.0, 1.0)]
    box = Box(
        max(0.0, min(x for x, _ in corners)),
        max(0.0, min(y for _, y in corners)),
        min(page.x1, max(x for x, _ in corners)),
        min(page.bottom, max(y for _, y in corners)),
    )
    return box if box.width > 0 and box.height > 0 else None


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


@lru_cache(maxsize=1)
def version() -> str:
    return str(pdfium.PDFIUM_INFO)

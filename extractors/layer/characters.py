"""Reads a PDFium text page: every character with its box, the run and font it belongs to, outlines where they are asked for."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from extractors.layer.binding import address, raw
from extractors.layer.matrix import IDENTITY, Matrix, angle_of, point, times
from extractors.layer.painted import Char, FontFace, Outline, Run, Shape

MAX_CHARS = 200_000
MAX_OUTLINE = 3000
MAX_OUTLINES = 5000
DESCENT = 0.15  # of an em, below the baseline
HYPHEN = 2  # PDFium's code for a hyphen at the end of a line
WHITE = 250
CLEAR = 5

# Outlines by document, font and character: a document's fonts are the same on every page.
OUTLINES: dict[tuple[str, tuple[str, int], int], Outline] = {}


class Characters:
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
        origins: dict[int, tuple[float, float]] = {}
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
                made_up = raw.FPDFText_IsGenerated(textpage, index) == 1
                if code != HYPHEN or made_up:
                    spaced = spaced or not made_up
                    continue
                code = 0x2D
            item = get_item(textpage, index)
            key = address(item)
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
            if not upright and raw.FPDFText_GetCharOrigin(textpage, index, left, top):
                origins[len(chars) - 1] = point(left.value, top.value, self.view)
        return _em_boxes(chars, runs, origins), runs, total > MAX_CHARS

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
        font_size = raw.FPDFText_GetFontSize(self.textpage, index)
        if font_size < 0:  # some programs write upside down with a negative size, which makes it upright again
            shape = (-shape[0], -shape[1], -shape[2], -shape[3], 0.0, 0.0)
        view = self.view
        turned = times(shape, (view[0], view[1], view[2], view[3], 0.0, 0.0))
        mirrored = turned[0] * turned[3] - turned[1] * turned[2] > 0
        angle = -1 if mirrored else angle_of(turned[0], turned[1])
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self.textpage, index, x, y)
        base = point(x.value, y.value, view)[0 if angle in (90, 270) else 1]
        size = abs(font_size) * (shape[2] ** 2 + shape[3] ** 2) ** 0.5
        mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
        white = bool(item) and mode == 0 and self._white(item)
        return Run(self._font(item), size, angle, base, mode, white, order)

    def _white(self, item: Any) -> bool:
        red, green, blue, alpha = self._red, self._green, self._blue, self._alpha
        known = raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
        return bool(known) and (min(red.value, green.value, blue.value) >= WHITE or alpha.value <= CLEAR)

    def _font(self, item: Any) -> int:
        handle = raw.FPDFTextObj_GetFont(item) if item else None
        key = address(handle) if handle else 0
        known = self._font_of.get(key)
        if known is None:
            known = self._font_of[key] = len(self.fonts)
            self.fonts.append(_face(handle) if key else FontFace("", False))
            self._handles.append(handle if key else None)
            self._marks.append(_mark(handle) if key else ("", 0))
        return known


def _em_boxes(chars: list[Char], runs: list[Run], origins: dict[int, tuple[float, float]]) -> list[Char]:
    """Turned characters get the box their type gives them, as upright ones have it; PDFium only knows their ink."""
    for index, (x, y) in origins.items():
        char = chars[index]
        run = runs[char.run]
        if run.angle < 0 or run.size <= 0:
            continue
        follows = index + 1 < len(chars) and chars[index + 1].run == char.run and not chars[index + 1].spaced
        after = origins.get(index + 1) if follows else None
        deep, tall = DESCENT * run.size, (1 - DESCENT) * run.size
        if run.angle == 180:
            reach = x - after[0] if after else 0.0
            left = x - reach if 0 < reach <= 1.5 * run.size else char.x0
            chars[index] = char._replace(x0=left, x1=max(x, left), top=y - deep, bottom=y + tall)
        elif run.angle == 90:
            reach = after[1] - y if after else 0.0
            end = y + reach if 0 < reach <= 1.5 * run.size else char.bottom
            chars[index] = char._replace(top=min(y, end), bottom=end, x0=x - deep, x1=x + tall)
        else:
            reach = y - after[1] if after else 0.0
            end = y - reach if 0 < reach <= 1.5 * run.size else char.top
            chars[index] = char._replace(top=end, bottom=max(y, end), x0=x - tall, x1=x + deep)
    return chars


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

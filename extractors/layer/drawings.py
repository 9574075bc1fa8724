"""Walks a PDFium page: paths and pictures, those inside forms too, in the order they are painted; bounded."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from extractors.layer.binding import address, raw
from extractors.layer.characters import CLEAR, WHITE
from extractors.layer.matrix import IDENTITY, Matrix, picture_box, point, times
from extractors.layer.painted import Path, Picture, Stroke
from models.geometry import Box

MAX_OBJECTS = 60_000
MAX_SEGMENTS = 120_000
MAX_DEPTH = 12
MAX_BITMAP_BYTES = 16_000_000


class Collector:
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
            self.orders[address(item)] = self._order
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._take_path(item, times(matrix_of(item), outer))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._take_picture(item, times(matrix_of(item), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = times(matrix_of(item), outer)
            self.walk(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)

    def _take_picture(self, item: Any, matrix: Matrix) -> None:
        box = picture_box(times(matrix, self.view), self.page)
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
        for strokes, points, curved in self._outlines(item, times(matrix, self.view)):
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
            here = point(x.value, y.value, full)
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


def objects(container: Any, count: Any, get: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """Page objects that are not forms, each with the matrix of the forms around it."""
    for index in range(min(count(container), MAX_OBJECTS)):
        item = get(container, index)
        if not item:
            continue
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, outer
        elif depth < MAX_DEPTH:
            inner = times(matrix_of(item), outer)
            yield from objects(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)


def _is_white(item: Any, *, fill: bool) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = (raw.FPDFPageObj_GetFillColor if fill else raw.FPDFPageObj_GetStrokeColor)(item, red, green, blue, alpha)
    return bool(known) and (min(red.value, green.value, blue.value) >= WHITE or alpha.value <= CLEAR)


def matrix_of(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

"""Digital pages: a cheap look at a whole PDF, and one page's words, tables and ticks with their boxes.

PDFium reads the ink (`pdfium`, `sheet`); words, grids and trust are made here from it. Boxes are points of the page as a
viewer shows it, origin top left. Nothing here raises anything but `Unopenable`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from extractors.alignment import aligned_tables
from extractors.layer.banded import with_plain_rows
from extractors.layer.glyphs import Glyph, Rule, Sheet
from extractors.layer.open_columns import by_column, column_bounds, opened
from extractors.layer.ruled import Grid, grids_of, too_many
from extractors.layer.sheet import sheet_of
from extractors.layer.symbols import is_bad
from extractors.layer.ticks import free_squares, marks_of, merged_ticks, without_boxes
from extractors.layer.trust import Belief, LayerTrust, judge_layer
from extractors.layer.upright import uprighted
from extractors.layer.words import words_of
from extractors.pdfium import OpenFile, OpenPage, Reason, Unopenable, count_pages, open_page, open_pdf
from models.document import Cell, Doubt, Page, Reading, Table, Word, lines_of
from models.geometry import Box
from models.problem import Category, Problem, Severity

MAX_PAGES = 2000
FEW_CHARS = 8
MANY_SEGMENTS = 250
OUTLINED_CHARS = 60
BAD_SHARE = 0.2
PICTURE_SHARE = 0.5
SPECK_SHARE = 0.02
HIDDEN_SHARE = 0.5
FEW_HIDDEN = 0.05
RASTER = 32
RUN_ON_EM = 0.15
LONG_CODE = 12  # characters without a gap: no two numbers of neighbouring cells


class Advice(Enum):
    """How a page should be read, judged from its outside."""

    TEXT_LAYER = "text layer"
    OCR = "ocr"
    BOTH = "both"
    BLANK = "blank"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class PageLook:
    """One page from outside. Sizes in points as a viewer shows the page; shares 0…1.

    `n_chars` counts characters that print something; `hidden_share` is the share of text that prints nothing
    (an OCR layer under a picture); `n_segments` counts the pieces of drawn outlines.
    """

    number: int
    width: float
    height: float
    n_chars: int
    image_share: float
    bad_share: float
    hidden_share: float
    n_segments: int
    advice: Advice
    because: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A file from outside: one look a page."""

    pages: tuple[PageLook, ...]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page as its text layer gives it, and whether to believe it."""

    page: Page
    trust: LayerTrust


def look(source: str, *, password: str | None = None, max_pages: int = MAX_PAGES) -> Looked:
    """A cheap pass over all pages of a PDF.

    Raises `Unopenable`; `reason` tells PASSWORD, WRONG_PASSWORD, BROKEN, NOT_A_PDF, NO_PAGES, TOO_MANY_PAGES.
    A page that cannot be loaded is looked at as BROKEN.
    """
    with open_pdf(source, password=password) as document:
        total = count_pages(document)
        if total > max_pages:
            raise Unopenable(Reason.TOO_MANY_PAGES, pages=total)
        return Looked(tuple(_look_at(document, number) for number in range(1, total + 1)))


def read_text_layer(source: str, number: int, *, file: str, password: str | None = None) -> TextLayer:
    """Page `number` (from 1) of a PDF by its text layer. Raises `Unopenable`."""
    started = time.perf_counter()
    with open_pdf(source, password=password) as document, open_page(document, number) as page:
        return layer_of(sheet_of(page), file=file, started=started)


def read_text_page(source: str, number: int, *, file: str, password: str | None = None) -> Page:
    """As `read_text_layer`, the page alone; its notes say what was not believed."""
    return read_text_layer(source, number, file=file, password=password).page


def layer_of(sheet: Sheet, *, file: str, started: float | None = None) -> TextLayer:
    """Words, tables, ticks and trust of a sheet. Pure but for the clock."""
    trust, doubts = judge_layer(sheet)
    sheet, view = uprighted(sheet)
    glyphs = merged_ticks(sheet.glyphs, sheet.strokes)
    squares = free_squares(sheet.squares, sheet.rules)
    grids = _grids(without_boxes(sheet.rules, squares), sheet.shades, glyphs)
    words, tables = _words_and_tables(grids, glyphs, doubts)
    page = Page(
        file,
        sheet.number,
        sheet.width,
        sheet.height,
        Reading.TEXT_LAYER if glyphs else Reading.BLANK,
        words,
        tables,
        marks_of(glyphs, squares, sheet.pictures),
        view=view,
        notes=trust.reasons if view.is_identity else (*trust.reasons, "页面文字方向已转正后识读"),
        seconds=0.0 if started is None else time.perf_counter() - started,
        problems=_left_out(sheet, file),
    )
    return TextLayer(page, trust)


def _left_out(sheet: Sheet, file: str) -> tuple[Problem, ...]:
    """What the bounds of reading have left out of an overfull page."""
    told = ["内容超过上限，超出的部分未读"] if sheet.cut else []
    told += ["线条太多，未能按表格识读"] if too_many(sheet.rules) else []
    return tuple(
        Problem(
            Category.PAGE, Severity.WARNING, f"“{file}”第 {sheet.number} 页{what}。", "请人工查看这一页。", file=file, page=sheet.number
        )
        for what in told
    )  # fmt: skip


def _words_and_tables(
    grids: Sequence[Grid], glyphs: Sequence[Glyph], doubts: Sequence[frozenset[Doubt]]
) -> tuple[tuple[Word, ...], tuple[Table, ...]]:
    inside: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    before: Glyph | None = None
    last: list[Glyph] | None = None
    length = 0
    for glyph in glyphs:
        home = _home(grids, inside, glyph)
        length = length + 1 if before is not None and _runs_on(before, glyph) else 1
        if length > 1 and last is not None and (home is None or length > LONG_CODE):
            home = last
        (outside if home is None else home).append(glyph)
        before, last = glyph, home
    tables: list[Table] = []
    words = words_of(outside, doubts, loose=True)
    loose = aligned_tables(words)
    for grid, held in zip(grids, inside, strict=True):
        alone = all(cell.col == 0 for cell in grid.cells)
        bounds = column_bounds([glyph for group in held.values() for glyph in group], grid.box) if alone else ()
        cells = tuple(
            Cell(cell.row, cell.col, cell.box, _words_in(held.get(i, []), bounds, doubts), cell.row_span, cell.col_span)
            for i, cell in enumerate(grid.cells)
        )
        if any(cell.words for cell in cells):
            tables.append(opened(Table(grid.box, cells), bounds))
            words.extend(word for cell in cells for word in cell.words)
    tables.extend(loose)
    order = sorted(tables, key=lambda table: (round(table.box.top), table.box.x0))
    return tuple(word for line in lines_of(tuple(words)) for word in line.words), tuple(order)


def _words_in(glyphs: Sequence[Glyph], bounds: Sequence[float], doubts: Sequence[frozenset[Doubt]]) -> tuple[Word, ...]:
    """The words of a cell; where columns were told by their gaps, no word goes over from one to the next."""
    groups = by_column(glyphs, bounds) if len(bounds) > 2 else [glyphs]
    return tuple(word for group in groups for word in words_of(group, doubts))


def _home(grids: Sequence[Grid], inside: Sequence[dict[int, list[Glyph]]], glyph: Glyph) -> list[Glyph] | None:
    """The glyphs of the cell in which this one stands; None outside all grids."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    for grid, held in zip(grids, inside, strict=True):
        cell = grid.cell_at(x, y)
        if cell >= 0:
            return held.setdefault(cell, [])
    return None


def _runs_on(before: Glyph, glyph: Glyph) -> bool:
    """Set behind the one before it, without a gap: a code too long for its cell runs over the ruling and is still one code."""
    if before.font != glyph.font or before.angle or glyph.angle or before.falling or glyph.falling:
        return False
    if not (before.text.isascii() and before.text.isalnum() and glyph.text.isascii() and glyph.text.isalnum()):
        return False
    return abs(before.base - glyph.base) < 0.1 * glyph.size and -RUN_ON_EM * glyph.size < glyph.x0 - before.x1 < RUN_ON_EM * glyph.size


def _grids(rules: Sequence[Rule], shades: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[Grid, ...]:
    """Grids of drawn lines; where none is drawn, of the edges of shaded cells, with the plain rows between them."""
    grids = grids_of(rules)
    if not shades:
        return grids
    mixed = grids_of([*rules, *shades])
    extra = with_plain_rows([grid for grid in mixed if not any(grid.box.overlap(known.box) > 0 for known in grids)], glyphs)
    return tuple(sorted((*grids, *extra), key=lambda grid: grid.box.area))


def _look_at(document: OpenFile, number: int) -> PageLook:
    try:
        with open_page(document, number) as page:
            return _seen(page)
    except Unopenable as error:
        return PageLook(number, 0.0, 0.0, 0, 0.0, 0.0, 0.0, 0, Advice.BROKEN, error.reason.value)


def _seen(page: OpenPage) -> PageLook:
    layer, unmapped = page.text()
    text = [char for char in layer if not char.isspace()]
    summary = page.summary()
    share = covered(summary.pictures, page.width, page.height)
    bad = sum(1 for char in text if is_bad(ord(char)))
    texts = summary.shown_text + summary.hidden_text
    hidden = summary.hidden_text / texts if texts else 0.0
    bad_share = max(unmapped, bad / len(text)) if text else 0.0
    advice, because = _advise(len(text), share, bad_share, hidden, summary.segments)
    return PageLook(page.number, page.width, page.height, len(text), share, bad_share, hidden, summary.segments, advice, because)


def _advise(n_chars: int, share: float, bad_share: float, hidden: float, segments: int) -> tuple[Advice, str]:
    if n_chars <= FEW_CHARS and share > SPECK_SHARE:
        return Advice.OCR, "页面是图像，没有文字层"
    if n_chars <= OUTLINED_CHARS and segments >= MANY_SEGMENTS + 60 * n_chars:
        return Advice.OCR, "文字已转成图形，没有文字层"
    if n_chars == 0:
        return Advice.BLANK, "空白页"
    if hidden >= HIDDEN_SHARE and share > SPECK_SHARE:
        return Advice.OCR, "文字层是隐藏的识别结果，须重新识读图像"
    if bad_share >= BAD_SHARE:
        return Advice.OCR, "文字层编码不可靠"
    if share >= PICTURE_SHARE or (hidden > FEW_HIDDEN and share > SPECK_SHARE):
        return Advice.BOTH, "文字层之外还有大幅图像"
    return Advice.TEXT_LAYER, "有可读的文字层"


def covered(boxes: Sequence[Box], width: float, height: float) -> float:
    """Share of the page under the boxes, counted on a coarse raster so that overlaps count once."""
    if not boxes or width <= 0 or height <= 0:
        return 0.0
    hit = 0
    for row in range(RASTER):
        y = (row + 0.5) * height / RASTER
        spans = [(box.x0, box.x1) for box in boxes if box.top <= y <= box.bottom]
        hit += sum(1 for col in range(RASTER) if any(a <= (col + 0.5) * width / RASTER <= b for a, b in spans))
    return hit / RASTER**2


__all__ = [
    "Advice",
    "Belief",
    "LayerTrust",
    "Looked",
    "PageLook",
    "Reason",
    "TextLayer",
    "Unopenable",
    "look",
    "read_text_layer",
    "read_text_page",
]

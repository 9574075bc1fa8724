"""One page of a scan or photo, the whole way: picture → Page with words, tables and marks.

Where the page is ruled its cells are read without detection, all in a few batches; detection looks only at what
lies outside the rulings and at cells whose ink does not fall into lines.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from extractors.grid import FALLBACK_HEIGHT, Grid, GridCell, find_grids, find_rules, without_streaks
from extractors.image import ELONGATED, Sheet, is_chinese, prepare, quarters_of
from extractors.ink import Mask, blanked, grey_of, grown, ink_of, opened, without_dust
from extractors.marks import InkMark, Located, find_ink_marks
from extractors.ocr.engine import CropText, Engine, Pixels
from extractors.raster import Picture
from extractors.strokes import BROKEN_PAGE, expected_pieces, extra_pieces, page_breaks
from extractors.struck import struck_out
from extractors.textlines import Span, is_tall, spans_in
from models.document import Cell, Doubt, Mark, MarkState, Page, Reading, Table, Word
from models.geometry import Box

LOW_CONFIDENCE = 0.85  # below this PP-OCRv6 is wrong more often than one time in ten
RED_TOUCH = 0.004  # share of a word's box that is red
UNREAD_SIZE = 0.6  # of a character's height: unread ink larger than this both ways is said
HALF_FIGURE, HALF_CHARACTER = 0.3, 0.5  # of a character's height: half of the place that one takes
LEAST_CHINESE, READS_WELL = 40, 0.9  # Chinese characters, and their mean confidence, that show a page to stand upright
LEAST_ALONG, ALONG_CLEAR = 1.0, 3.0  # of the page's width: length of lines that lie along; times that of those that lie upward
NARROW = 1.7  # characters high or wide: the rows of a table give writing more room
SCRAP = 2.5  # characters a line, on average: less is no table's writing where most is guessed
OPEN, CLOSED = ("（", "("), ("）", ")")
IN_BRACKETS = 4.0  # of a line's height: what stands behind an open bracket at its end, a tick and the other bracket
RULE_RIM = 3  # px around a ruling that belong to it
MARK_READER = "ink"


@dataclass(frozen=True, slots=True)
class _Read:
    """A line as it was read, in pixels of the sheet; `shown`: what of the sheet the engine was shown."""

    span: Span
    crop: CropText
    shown: Span


@dataclass(frozen=True, slots=True, eq=False)
class _Desk:
    """What reading one sheet needs at every step."""

    sheet: Sheet
    engine: Engine
    grids: tuple[Grid, ...]
    streaks: tuple[Mask, Mask] | None  # upright and level lines over the whole sheet
    ink: Mask  # without rulings
    clean: Pixels  # rulings painted over
    height_px: float


def read_scan(picture: Picture, *, file: str, number: int | None, engine: Engine, upright: bool = False) -> Page:
    """The page as it was read upright (`upright`: known to stand so already). What was read badly is flagged, never left out; a blank page has no words.

    Most pages stand upright, and what was read says so; only where it does not is asked which way up the page is.
    """
    began = time.perf_counter()
    page = _read_sheet(prepare(picture), file, number, engine)
    if not (upright or page.reading is Reading.BLANK or _stands_upright(page)) and (quarters := quarters_of(picture, engine)):
        page = _read_sheet(prepare(picture, quarters), file, number, engine)
    return replace(page, seconds=time.perf_counter() - began)


def _stands_upright(page: Page) -> bool:
    """Do its words lie along the page, and do they read well? What lies on its side or head reads badly, or in single characters."""
    along = sum(word.box.width for word in page.words if word.box.width >= ELONGATED * word.box.height)
    upward = sum(word.box.height for word in page.words if word.box.height >= ELONGATED * word.box.width)
    chinese = [word.confidence for word in page.words for char in word.text if is_chinese(char)]
    if len(chinese) < LEAST_CHINESE or along < LEAST_ALONG * page.width or along < ALONG_CLEAR * upward:
        return False
    return sum(chinese) / len(chinese) >= READS_WELL


def _read_sheet(sheet: Sheet, file: str, number: int | None, engine: Engine) -> Page:
    if sheet.blank:
        return _page(sheet, file, number, Reading.BLANK, ("空白页",))
    desk = _lay_out(sheet, engine)
    in_cells = _read_cells(desk)
    desk, in_cells = _without_false(desk, in_cells)
    outside = _read_outside(desk)
    reads = [read for cells in in_cells for lines in cells for read in lines] + outside
    breaks = _breaks(desk, reads)
    tables = tuple(_table(desk, grid, cells, breaks) for grid, cells in zip(desk.grids, in_cells, strict=True) if grid.cells)
    words = tuple(word for table in tables for cell in table.cells for word in cell.words)
    words += tuple(word for read in outside for word in _words(desk, read, breaks))
    marks = tuple(_mark(sheet, mark) for mark in find_ink_marks(desk.ink, desk.height_px, _located(reads)))
    notes = ("笔画断缺，数值须复核",) if breaks.page_is_broken else ()
    return _page(sheet, file, number, Reading.OCR, notes, words, tables, _in_order(marks))


def _page(
    sheet: Sheet,
    file: str,
    number: int | None,
    reading: Reading,
    notes: tuple[str, ...],
    words: tuple[Word, ...] = (),
    tables: tuple[Table, ...] = (),
    marks: tuple[Mark, ...] = (),
) -> Page:
    return Page(file, number, sheet.width, sheet.height, reading, words, tables, marks, sheet.view, sheet.notes + notes)


def _lay_out(sheet: Sheet, engine: Engine) -> _Desk:
    height = sheet.height_px or max(sheet.ink.shape) * FALLBACK_HEIGHT
    rules = find_rules(sheet.ink, height, grey_of(sheet.pixels))
    rim = grown(rules.both, RULE_RIM, RULE_RIM)
    clean = without_streaks(sheet.pixels, rules)
    written = sheet.ink if rules.streaks is None else ink_of(grey_of(clean))
    ink = without_dust(np.asarray(written & (1 - rim), np.uint8), height)
    clean = blanked(clean, rim)
    return _Desk(sheet, engine, find_grids(rules, height), rules.streaks, ink, clean, height)


def _read_cells(desk: _Desk) -> list[list[list[_Read]]]:
    """For every grid, for every cell, its lines."""
    spans = [[spans_in(desk.ink, _inside(cell, desk.height_px), desk.height_px) for cell in grid.cells] for grid in desk.grids]
    easy = [
        (i, j, span)
        for i, cells in enumerate(spans)
        for j, lines in enumerate(cells)
        if not any(is_tall(line, desk.height_px) for line in lines)
        for span in lines
    ]
    wheres = [span.padded(desk.height_px, _inside(desk.grids[i].cells[j], 0)) for i, j, span in easy]
    crops = desk.engine.read_crops([_cut(desk.clean, where) for where in wheres])
    out: list[list[list[_Read]]] = [[[] for _ in grid.cells] for grid in desk.grids]
    for (i, j, span), crop, where in zip(easy, crops, wheres, strict=True):
        out[i][j].append(_Read(span, crop, where))
    for i, cells in enumerate(spans):
        for j, lines in enumerate(cells):
            if any(is_tall(line, desk.height_px) for line in lines):
                out[i][j] = _detected(desk, _inside(desk.grids[i].cells[j], 0), desk.clean)
    return out


def _without_false(desk: _Desk, reads: list[list[list[_Read]]]) -> tuple[_Desk, list[list[list[_Read]]]]:
    """Without what was taken for a table and is the strokes of large writing, a code or a pattern: what is read in its cells tells.

    A code stays as a square without cells, where nothing is looked for; writing is left to detection.
    """
    read = list(zip(desk.grids, reads, strict=True))
    false = [grid for grid, cells in read if grid.cells and _is_narrow(grid, desk.height_px) and _reads_like_strokes(cells)]
    if not false:
        return desk, reads
    clean, ink = desk.clean.copy(), desk.ink.copy()
    for grid in false:
        where = (slice(grid.top, grid.bottom + 1), slice(grid.x0, grid.x1 + 1))
        clean[where], ink[where] = desk.sheet.pixels[where], desk.sheet.ink[where]
    kept = [(grid, cells) for grid, cells in read if grid not in false]
    kept += [(replace(grid, cells=()), []) for grid in false if grid.is_square]
    return replace(desk, grids=tuple(grid for grid, _ in kept), clean=clean, ink=ink), [cells for _, cells in kept]


def _is_narrow(grid: Grid, height_px: float) -> bool:
    """Would most of its cells hardly hold a line of writing?"""
    return median(min(cell.x1 - cell.x0, cell.bottom - cell.top) for cell in grid.cells) < NARROW * height_px


def _reads_like_strokes(cells: list[list[_Read]]) -> bool:
    """Scraps of a character or two, most of them guessed."""
    lines = [read for lines in cells for read in lines]
    guessed = sum(read.crop.confidence < LOW_CONFIDENCE for read in lines)
    return 2 * guessed > len(lines) and sum(len(read.crop.text) for read in lines) < SCRAP * len(lines)


def _inside(cell: GridCell, height_px: float) -> Span:
    """The cell without its rulings; with a height also without specks that cling to them."""
    rim = max(2, round(0.08 * height_px)) if height_px else 1
    x0, top = cell.x0 + rim, cell.top + rim
    return Span(x0, top, max(x0 + 1, cell.x1 - rim), max(top + 1, cell.bottom - rim))


def _cut(image: Pixels, span: Span) -> Pixels:
    return np.ascontiguousarray(image[span.top : span.bottom, span.x0 : span.x1])


def _detected(desk: _Desk, where: Span, image: Pixels) -> list[_Read]:
    found = desk.engine.detect_and_read(_cut(image, where))
    spans = [Span(where.x0 + round(b.x0), where.top + round(b.top), where.x0 + round(b.x1), where.top + round(b.bottom)) for b in found]
    return [_Read(span, box.crop, span) for span, box in zip(spans, found, strict=True)]


def _read_outside(desk: _Desk) -> list[_Read]:
    """What stands above, between, below and beside the tables, by detection, strip by strip."""
    left = opened(desk.ink, 2, 2)
    image = desk.sheet.pixels if not desk.grids else desk.clean.copy()
    rim = round(0.3 * desk.height_px)
    for grid in desk.grids:
        box = (slice(max(0, grid.top - rim), grid.bottom + rim), slice(max(0, grid.x0 - rim), grid.x1 + rim))
        left[box] = 0
        image[box] = 255
    cuts = sorted({0, left.shape[0], *(edge for grid in desk.grids for edge in (grid.top, grid.bottom))})
    reads: list[_Read] = []
    for top, bottom in pairwise(cuts):
        strip = _with_ink(left, top, bottom, desk.height_px)
        if strip is not None:
            reads += _detected(desk, strip, image)
    return _with_closed_brackets(desk, reads, image)


def _with_closed_brackets(desk: _Desk, reads: list[_Read], image: Pixels) -> list[_Read]:
    """The lines, those that end in an open bracket read on to where it closes: detection stops before a tick, 综合服务机构（√）."""
    out = list(reads)
    torn = [
        (at, read, after) for at, read in enumerate(reads) if read.crop.text.endswith(OPEN) and (after := _room_after(desk, read, reads))
    ]
    crops = desk.engine.read_crops([_cut(image, after) for _, _, after in torn])
    for (at, read, after), crop in zip(torn, crops, strict=True):
        if crop.text.endswith(CLOSED) and crop.text[: len(read.crop.text) - 1] == read.crop.text[:-1]:
            out[at] = _Read(replace(read.span, x1=after.x1), crop, after)
    return out


def _room_after(desk: _Desk, read: _Read, reads: Sequence[_Read]) -> Span | None:
    """The line with what stands behind it, to where the next one begins; None where that is nothing."""
    span = read.span
    others = [one.span.x0 for one in reads if one.span.x0 >= span.x1 and one.span.top < span.bottom and span.top < one.span.bottom]
    edge = min([*others, round(span.x1 + IN_BRACKETS * span.height), desk.ink.shape[1]])
    columns = np.flatnonzero(desk.ink[span.top : span.bottom, span.x1 : edge].any(axis=0))
    return replace(span, x1=min(edge, span.x1 + int(columns[-1]) + 1 + round(HALF_FIGURE * span.height))) if columns.size else None


def _with_ink(ink: Mask, top: int, bottom: int, height_px: float) -> Span | None:
    """The part of a strip of the page that holds ink, with a margin; None where there is only dust."""
    rows = np.flatnonzero(ink[top:bottom].sum(axis=1) > 1)
    if rows.size < 0.3 * height_px:
        return None
    cols = np.flatnonzero(ink[top:bottom].any(axis=0))
    pad = round(height_px)
    height, width = ink.shape
    y0, y1 = max(top, top + int(rows[0]) - pad), min(bottom, top + int(rows[-1]) + pad)
    return Span(max(0, int(cols[0]) - pad), max(0, y0), min(width, int(cols[-1]) + pad), min(height, y1))


@dataclass(frozen=True, slots=True)
class _Breaks:
    """Where strokes are broken: on the whole page, or in these figures."""

    page_is_broken: bool
    spans: frozenset[Span]


def _breaks(desk: _Desk, reads: Sequence[_Read]) -> _Breaks:
    measured = []
    for read in reads:
        if expected_pieces(read.crop.text) is not None:
            extra = extra_pieces(grey_of(_cut(desk.clean, read.span)), read.crop.text)
            measured.append((read.span, extra or 0, len(read.crop.text)))
    share = page_breaks((extra, count) for _, extra, count in measured)
    return _Breaks(share is not None and share > BROKEN_PAGE, frozenset(span for span, extra, _ in measured if extra > 0))


def _table(desk: _Desk, grid: Grid, reads: Sequence[list[_Read]], breaks: _Breaks) -> Table:
    cells = []
    for cell, lines in zip(grid.cells, reads, strict=True):
        shown = (line for line in lines if line.crop.text or _is_writing(line.span, desk.height_px))
        words = tuple(word for line in shown for word in _words(desk, line, breaks))
        box = desk.sheet.box(cell.x0, cell.top, cell.x1, cell.bottom)
        cells.append(Cell(cell.row, cell.col, box, words, cell.row_span, cell.col_span))
    return Table(desk.sheet.box(grid.x0, grid.top, grid.x1, grid.bottom), tuple(cells))


def _is_writing(span: Span, height_px: float) -> bool:
    return min(span.x1 - span.x0, span.height) >= UNREAD_SIZE * height_px


def _words(desk: _Desk, read: _Read, breaks: _Breaks) -> Iterator[Word]:
    """The line as a word; one in which a number is crossed out as what stands before it, the number, and what stands behind it."""
    span, chars = read.shown, read.crop.chars
    struck = struck_out(np.ascontiguousarray(desk.sheet.ink[span.top : span.bottom, span.x0 : span.x1]), chars)
    whole = _word(desk, read, breaks)
    if struck is None:
        yield whole
        return
    wide = span.x1 - span.x0
    edges = (0, *(round((chars[at - 1].at + chars[at].at) / 2 * wide) if 0 < at < len(chars) else at and wide for at in struck), wide)
    for number, (start, end) in enumerate(pairwise((0, *struck, len(chars)))):
        text = "".join(char.text for char in chars[start:end])
        if text.strip():
            box = desk.sheet.box(span.x0 + edges[number], read.span.top, span.x0 + edges[number + 1], read.span.bottom)
            yield replace(whole, text=text, box=box, doubts=whole.doubts | ({Doubt.CROSSED_OUT} if number == 1 else set()))


def _word(desk: _Desk, read: _Read, breaks: _Breaks) -> Word:
    span = read.span
    box = desk.sheet.box(span.x0, span.top, span.x1, span.bottom)
    return Word(read.crop.text, box, round(read.crop.confidence, 4), desk.engine.name, _doubts(desk, read, breaks))


def _doubts(desk: _Desk, read: _Read, breaks: _Breaks) -> frozenset[Doubt]:
    span = read.span
    red = desk.sheet.red[span.top : span.bottom, span.x0 : span.x1]
    found = {
        Doubt.LOW_CONFIDENCE: read.crop.confidence < LOW_CONFIDENCE,
        Doubt.RED_OVERLAP: red.size > 0 and float(red.mean()) > RED_TOUCH,
        Doubt.BROKEN_STROKES: breaks.page_is_broken or span in breaks.spans,
        Doubt.LOW_RESOLUTION: desk.sheet.low_resolution,
        Doubt.UNREAD: not read.crop.text,
        Doubt.STREAKED: desk.streaks is not None and _hides(desk.streaks, read, desk.height_px),
    }
    return frozenset(doubt for doubt, there in found.items() if there)


def _hides(streaks: tuple[Mask, Mask], read: _Read, height_px: float) -> bool:
    """May a streak hide a character of this line? A level one anywhere; an upright one where it meets none that was read."""
    upright, level = (mask[read.span.top : read.span.bottom] for mask in streaks)
    x0, x1 = read.span.x0, read.span.x1
    if level[:, x0:x1].any():
        return True
    before = max(0, x0 - round(height_px))
    columns = np.flatnonzero(upright[:, before : x1 + round(height_px)].any(axis=0)) + before
    if not columns.size:
        return False
    wide = read.shown.x1 - read.shown.x0
    reach = [(read.shown.x0 + char.at * wide, HALF_FIGURE if char.text.isascii() else HALF_CHARACTER) for char in read.crop.chars]
    return any(all(abs(column - at) > half * height_px for at, half in reach) for column in columns)


def _located(reads: Sequence[_Read]) -> list[Located]:
    return [
        Located(char.text, char.confidence, read.span.x0 + char.at * (read.span.x1 - read.span.x0), read.span.top, read.span.bottom)
        for read in reads
        for char in read.crop.chars
    ]


def _mark(sheet: Sheet, mark: InkMark) -> Mark:
    state = MarkState.TICKED if mark.is_ticked else MarkState.EMPTY if mark.is_empty else MarkState.UNCLEAR
    box: Box = sheet.box(mark.x0, mark.top, mark.x1, mark.bottom)
    return Mark(box, state, round(mark.confidence, 2), MARK_READER)


def _in_order(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (round(mark.box.top), mark.box.x0)))

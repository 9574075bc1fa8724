"""A cheap look at a page: its first lines and a few others read at low resolution, how much of it is picture, how many lines it has.

What the look means is said elsewhere (`proofs/passing.py`); here it only looks. A turned page is looked at upright.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.image import ELONGATED, is_chinese
from extractors.ink import evened, grey_of, grown, ink_of, opened, red_of, resized, shrunk, spots_of, without_red
from extractors.ocr.engine import CropText, Engine
from extractors.raster import Picture, Pixels
from extractors.straighten import turned

GLANCE_DPI = 100  # what a PDF's page is drawn at for a look: a title is 20 px high, running text 14
LOOK_SIDE = 1200  # px, longest side of the copy that lines are read from
FIND_SIDE = 640  # px, longest side of the copy that lines are found on
FIND_SIDE_PICTURE = 960  # and where the page seems to be a photo: small writing on it must not be missed
TOP_ROWS = 5
MOST_IN_ROW = 4
SAMPLED = 5  # lines read further down
MOST_ON_PICTURE = 16  # lines: a picture with more is a page
CUT = 16  # characters of a line further down that are read
CUT_TITLE, CUT_TOP = 30, 20  # of the first lines, among which a title stands, and of the few below them
TITLE_ROWS = 2
SURE = 0.88  # mean confidence on Chinese characters that needs no look at the page the other way up
LEAST_CHINESE = 4
SURELY_UPRIGHT, ENOUGH_CHINESE = 0.95, 10  # so well and so much is read on no page that lies otherwise
TONE_SIDE = 320  # px
TONE_BLOCK = 8  # px of it
TONE_DARK = 0.82  # of the paper: a block whose bright part is darker is picture, not writing
TONE_VARIETY = 0.035  # by which such blocks differ on a photo; a coloured cover is even
SHEET_LIGHT = 0.85  # of the brightest: a patch so light may be a sheet of paper in a photo
SHEET_SHARE = 0.03  # of the picture that it covers at least
SHEET_WHOLE = 0.9  # and at most: else it is the page itself
SHEET_FULL = 0.5  # of its box that is light
SHEET_LINES = 8  # lines that make it a paper to be read; a slide on a screen has fewer
MOST_SHEETS = 3
PICTURE = 0.2  # share of a page from which it may be a photo
RULE = 0.22  # of the page's width: a longer straight run is a ruling
CENTRED = 0.08  # of the page's width that a title's middle may be off

Box = tuple[int, int, int, int]
Blocks = NDArray[np.float64]
Enough = Callable[[Sequence["SeenLine"]], bool]


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line among the first: its words, its height against the page's usual line, and whether it stands in the middle."""

    text: str
    height: float
    centred: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """What a cheap look saw. `top`: the first lines; `rest`: some further down, or all where `whole` (a picture with few lines).

    `n_lines`, `n_rows`: lines found, and rows of them. `picture`: share of the page that is continuous tone. `n_rules`: long level rulings.
    `legible`: mean confidence on the Chinese characters read, 0 where there are hardly any. `upright`: it surely stands
    upright as it is.
    """

    top: tuple[SeenLine, ...]
    rest: tuple[str, ...]
    n_lines: int
    n_rows: int
    picture: float
    n_rules: int
    legible: float
    whole: bool
    upright: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """The page turned clockwise by `quarters`: the copy to read from and the lines' boxes in its pixels, by rows from the top."""

    quarters: int
    image: Pixels
    rows: tuple[tuple[Box, ...], ...]
    usual: float

    def lines(self) -> list[Box]:
        return [box for row in self.rows for box in row]


def glance(picture: Picture, engine: Engine, enough: Enough) -> Glance:
    """Looks at the top; further down only where `enough` says that the top does not decide."""
    image = _clean(shrunk(picture.pixels, LOOK_SIDE)[0])
    bright = _bright(picture.pixels)
    tone = _tone(bright)
    boxes = _find(image, engine, FIND_SIDE)
    if tone >= PICTURE and len(boxes) <= MOST_ON_PICTURE:
        boxes = _find(image, engine, FIND_SIDE_PICTURE)
    view, read, legible = _upright(image, boxes, engine, enough)
    top = _seen(view, read)
    whole = tone >= PICTURE and len(boxes) <= MOST_ON_PICTURE and not _holds_a_sheet(picture.pixels, bright, engine)
    rest: tuple[str, ...] = ()
    if not enough(top):
        rest = tuple(crop.text for crop in engine.read_crops(_further(view, whole=whole)) if crop.text)
    upright = view.quarters == 0 and tone < PICTURE and legible >= SURELY_UPRIGHT and _n_chinese(read) >= ENOUGH_CHINESE
    n_lines, n_rules = len(view.lines()), _n_rules(view.image)
    return Glance(top, rest, n_lines, len(view.rows), round(tone, 3), n_rules, round(legible, 3), whole, upright)


def _clean(image: Pixels) -> Pixels:
    image = evened(image)
    return without_red(image, red_of(image))


def _bright(pixels: Pixels) -> Blocks:
    """The bright part of each block of a small copy, as a share of the paper's."""
    grey, _ = shrunk(grey_of(shrunk(pixels, 2 * TONE_SIDE)[0]), TONE_SIDE)
    rows, cols = max(1, grey.shape[0] // TONE_BLOCK), max(1, grey.shape[1] // TONE_BLOCK)
    grey = resized(grey, cols * TONE_BLOCK, rows * TONE_BLOCK)
    blocks = grey.reshape(rows, TONE_BLOCK, cols, TONE_BLOCK).transpose(0, 2, 1, 3).reshape(rows, cols, -1)
    bright = np.percentile(blocks, 75, axis=2)
    return np.asarray(bright / max(float(np.percentile(bright, 95)), 1.0), np.float64)


def _tone(bright: Blocks) -> float:
    """Share of the page that is neither paper nor writing on paper: blocks whose bright part is dark. An even ground is no picture."""
    dark = bright < TONE_DARK
    if not dark.any() or float(bright[dark].std()) < TONE_VARIETY:
        return 0.0
    return float(dark.mean())


def _holds_a_sheet(pixels: Pixels, bright: Blocks, engine: Engine) -> bool:
    """Does a bright patch of the picture hold many lines: a paper that was photographed from afar, too small to be read here?"""
    light = np.asarray(bright >= SHEET_LIGHT, np.uint8)
    side = pixels.shape[0] / light.shape[0]
    for spot in sorted(spots_of(light), key=lambda spot: -spot.area)[:MOST_SHEETS]:
        box = spot.width * spot.height
        if spot.area < SHEET_SHARE * light.size or spot.area < SHEET_FULL * box or box > SHEET_WHOLE * light.size:
            continue
        top, x0 = round(spot.y * side), round(spot.x * side)
        patch = pixels[top : top + round(spot.height * side), x0 : x0 + round(spot.width * side)]
        factor = FIND_SIDE / max(patch.shape[:2])
        if (
            len(engine.detect(resized(patch, max(1, round(patch.shape[1] * factor)), max(1, round(patch.shape[0] * factor)))))
            >= SHEET_LINES
        ):
            return True
    return False


def _find(image: Pixels, engine: Engine, side: int) -> list[Box]:
    small, factor = shrunk(image, side)
    return [(int(x0 / factor), int(top / factor), int(x1 / factor), int(bottom / factor)) for x0, top, x1, bottom in engine.detect(small)]


def _upright(image: Pixels, boxes: list[Box], engine: Engine, enough: Enough) -> tuple[_View, list[CropText], float]:
    """The page the way up in which its first lines read best, with those lines read; only its title where that is `enough`."""
    wide = sum(x1 - x0 for x0, top, x1, bottom in boxes if x1 - x0 >= ELONGATED * (bottom - top))
    tall = sum(bottom - top for x0, top, x1, bottom in boxes if bottom - top >= ELONGATED * (x1 - x0))
    best: tuple[_View, list[CropText], float] | None = None
    for quarters in (1, 3) if tall > wide else (0, 2):
        view = _view(image, boxes, quarters)
        read = list(engine.read_crops(_beginnings(view, 0, TITLE_ROWS)))
        if not enough(_seen(view, read)):
            read += engine.read_crops(_beginnings(view, TITLE_ROWS, TOP_ROWS))
        legible = _legible(read)
        if best is None or legible > best[2]:
            best = (view, read, legible)
        if legible >= SURE or not boxes:
            break
    if best is None:
        raise AssertionError("there is always one way up")
    return best


def _view(image: Pixels, boxes: list[Box], quarters: int) -> _View:
    height, width = image.shape[:2]
    seen = turned(image, quarters) if quarters else image
    moved = [_turned_box(box, quarters, width, height) for box in boxes]
    usual = float(np.median([bottom - top for _, top, _, bottom in moved])) if moved else 0.0
    rows: list[list[Box]] = []
    for box in sorted(moved, key=lambda box: box[1] + box[3]):
        middle = (box[1] + box[3]) / 2
        if rows and abs((rows[-1][0][1] + rows[-1][0][3]) / 2 - middle) < 0.5 * min(usual, box[3] - box[1]):
            rows[-1].append(box)
        else:
            rows.append([box])
    return _View(quarters, seen, tuple(tuple(sorted(row)) for row in rows), usual)


def _turned_box(box: Box, quarters: int, width: int, height: int) -> Box:
    x0, top, x1, bottom = box
    for _ in range(quarters):
        x0, top, x1, bottom = height - bottom, x0, height - top, x1
        width, height = height, width
    return x0, top, x1, bottom


def _first(view: _View) -> list[Box]:
    return [box for row in view.rows[:TOP_ROWS] for box in row[:MOST_IN_ROW]]


def _beginnings(view: _View, start: int, stop: int) -> list[Pixels]:
    """Rows start…stop among the first, cut where a title would have ended."""
    cut = CUT_TITLE if stop <= TITLE_ROWS else CUT_TOP
    return [_cut(view.image, _shortened(box, cut)) for row in view.rows[start:stop] for box in row[:MOST_IN_ROW]]


def _shortened(box: Box, characters: int) -> Box:
    x0, top, x1, bottom = box
    return x0, top, min(x1, x0 + characters * (bottom - top)), bottom


def _further(view: _View, *, whole: bool) -> list[Pixels]:
    """Lines below the first, spread over the page: the longest of a row, its beginning."""
    if whole:
        first = set(_first(view))
        return [_cut(view.image, box) for box in view.lines() if box not in first]
    rows = view.rows[TOP_ROWS:]
    chosen = [rows[at] for at in sorted({round(at) for at in np.linspace(0, len(rows) - 1, min(SAMPLED, len(rows)))})] if rows else []
    longest = [max(row, key=lambda box: box[2] - box[0]) for row in chosen]
    return [_cut(view.image, _shortened(box, CUT)) for box in longest]


def _cut(image: Pixels, box: Box) -> Pixels:
    x0, top, x1, bottom = box
    return np.ascontiguousarray(image[max(0, top) : bottom, max(0, x0) : x1])


def _legible(read: Sequence[CropText]) -> float:
    values = [char.confidence for crop in read for char in crop.chars if is_chinese(char.text)]
    return float(np.mean(values)) if len(values) >= LEAST_CHINESE else 0.0


def _n_chinese(read: Sequence[CropText]) -> int:
    return sum(is_chinese(char.text) for crop in read for char in crop.chars)


def _seen(view: _View, read: Sequence[CropText]) -> tuple[SeenLine, ...]:
    """The first rows as lines, as far as they were read; a row of several pieces is joined."""
    out: list[SeenLine] = []
    texts = deque(read)
    width = view.image.shape[1]
    for row in view.rows[:TOP_ROWS]:
        boxes = row[:MOST_IN_ROW]
        if len(texts) < len(boxes):
            break
        text = "".join(texts.popleft().text for _ in boxes)
        middle = (boxes[0][0] + boxes[-1][2]) / 2
        height = max(bottom - top for _, top, _, bottom in boxes) / view.usual if view.usual else 0.0
        if text:
            out.append(SeenLine(text, round(height, 2), abs(middle - width / 2) < CENTRED * width))
    return tuple(out)


def _n_rules(image: Pixels) -> int:
    mask = grown(ink_of(grey_of(image)), 1, 5)  # a ruling that leans a little still runs on
    return len(spots_of(opened(mask, round(RULE * image.shape[1]), 1)))

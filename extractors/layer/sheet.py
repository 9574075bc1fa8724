"""From what PDFium gives to ink: which characters are seen, which lines are rulings, which small boxes are checkboxes."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TypeVar

from extractors.layer.glyphs import Font, Glyph, Rule, Sheet, Square
from extractors.layer.shapes import TOLD_BY_SHAPE, agrees
from extractors.layer.symbols import FOLDED_BLOCKS, RADICALS, SAME_MARK, ZERO_WIDTH, is_bad, symbol_table
from extractors.pdfium import INVISIBLE_MODES, Char, Contents, OpenPage, Path, Run, Stroke
from models.geometry import Box

T = TypeVar("T")

THIN_PT = 3.0
STRAIGHT_PT = 0.6
SQUARE_PT = (5.0, 18.0)
TICK_PT = (2.5, 40.0)
SQUARE_RATIO = 1.35
TINY_TYPE_PT = 2.0
OUTSIDE_PT = 1.0
BAND_PT = 40.0
MAX_SQUARES = 300
MAX_SMALL = 4000


def sheet_of(page: OpenPage) -> Sheet:
    """Reads an open page's ink. What no viewer shows (white on white, outside, covered, tiny) is counted, not kept;
    the letters of an invisible layer over a picture are kept as `hidden`."""
    contents = page.contents(shapes_of=TOLD_BY_SHAPE)
    tables = [symbol_table(font.name) for font in contents.fonts]
    sight = _Sight(contents, page.width, page.height)
    glyphs: list[Glyph] = []
    outside = invisible = 0
    for char in contents.chars:
        if char.code in ZERO_WIDTH:
            continue
        run = contents.runs[char.run]
        seen = sight.of(char, run)
        if seen == "outside":
            outside += 1
        elif seen == "invisible":
            invisible += 1
        else:
            glyphs.append(_glyph(char, run, tables[run.font], hidden=seen == "hidden"))
    rules, shades = _rules(contents.paths)
    return Sheet(
        page.number, page.width, page.height, tuple(glyphs), rules, shades, _squares(contents.paths),
        _slanting(contents.paths),
        tuple(picture.box for picture in contents.pictures), _fonts(contents), outside, invisible, contents.cut,
    )  # fmt: skip


def _fonts(contents: Contents) -> tuple[Font, ...]:
    """The page's fonts, each with the characters whose shape is another's."""
    false: dict[int, list[str]] = defaultdict(list)
    for shape in contents.shapes:
        if not agrees(chr(shape.code), shape.outline):
            false[shape.font].append(chr(shape.code))
    return tuple(Font(face.name, face.embedded, "".join(false[index])) for index, face in enumerate(contents.fonts))


def _glyph(char: Char, run: Run, table: dict[int, str] | None, *, hidden: bool) -> Glyph:
    text, unmapped = _text(char, table)
    x0, top, x1, bottom = char.x0, char.top, char.x1, char.bottom
    if run.angle in (90, 270):
        base = char.origin_x
    else:
        base = char.origin_y
    return Glyph(text, x0, top, x1, bottom, base, max(run.size, 1.0), run.font, run.angle, char.spaced, hidden, unmapped)


def _text(char: Char, table: dict[int, str] | None) -> tuple[str, bool]:
    """What the character says, and whether nothing in the file vouches for it."""
    if table is not None:
        known = table.get(char.code & 0xFF) if char.code < 0x100 or 0xF000 <= char.code <= 0xF0FF else None
        if known is not None:
            return known, False
    if is_bad(char.code):
        return "�", True
    letter = chr(char.code)
    if char.code >= 0x2E80:
        letter = RADICALS.get(letter, letter)
        if any(low <= char.code <= high for low, high in FOLDED_BLOCKS):
            letter = unicodedata.normalize("NFKC", letter)
    return SAME_MARK.get(letter, letter), char.unmapped


class _Sight:
    """Whether a viewer shows a character, given what is painted before and after it."""

    def __init__(self, contents: Contents, width: float, height: float) -> None:
        self.page = Box(-OUTSIDE_PT, -OUTSIDE_PT, width + OUTSIDE_PT, height + OUTSIDE_PT)
        self.pictures = [(picture.box, picture.order) for picture in contents.pictures]
        self.covers: dict[int, list[tuple[Box, int, bool]]] = defaultdict(list)
        self.grounds: dict[int, list[Box]] = defaultdict(list)
        for picture in contents.pictures:
            self._file(self.covers, picture.box, (picture.box, picture.order, True), picture.opaque)
            self._file(self.grounds, picture.box, picture.box, True)
        for path in contents.paths:
            solid = path.filled and path.box.width > THIN_PT and path.box.height > THIN_PT and not path.curved
            self._file(self.covers, path.box, (path.box, path.order, False), solid and path.opaque)
            self._file(self.grounds, path.box, path.box, solid and not path.white_fill)

    def _file(self, shelf: dict[int, list[T]], box: Box, item: T, wanted: bool) -> None:
        if wanted:
            for band in range(max(0, int(box.top // BAND_PT)), min(int(self.page.bottom // BAND_PT), int(box.bottom // BAND_PT)) + 1):
                shelf[band].append(item)

    def of(self, char: Char, run: Run) -> str:
        """'seen', 'hidden' (an invisible layer over a picture), 'invisible' or 'outside'."""
        x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
        if not self.page.holds_point(x, y):
            return "outside"
        band = int(y // BAND_PT)
        under = [picture for box, order, picture in self.covers.get(band, ()) if order > run.order and box.holds_point(x, y)]
        if under:
            return "hidden" if any(under) else "invisible"
        if run.mode in INVISIBLE_MODES:
            return "hidden" if any(box.holds_point(x, y) for box, _ in self.pictures) else "invisible"
        if run.size < TINY_TYPE_PT:
            return "invisible"
        if run.white and not any(box.holds_point(x, y) for box in self.grounds.get(band, ())):
            return "invisible"
        return "seen"


def _rules(paths: tuple[Path, ...]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Drawn rulings, and the edges of shaded areas."""
    rules: list[Rule] = []
    shades: list[Rule] = []
    grounds = [path.box for path in paths if path.filled and not path.white_fill and path.box.area > 100][:400]
    for path in paths:
        box = path.box
        if path.filled and not path.white_fill and not path.curved:
            bar = _bar(box)
            if bar is not None:
                rules.append(bar)
                continue
            if not path.stroked and box.width > THIN_PT and box.height > THIN_PT:
                shades.extend(_straight(path.strokes))
        if path.stroked and (not path.white_stroke or any(ground.holds_center(box) for ground in grounds)):
            rules.extend(_straight(path.strokes))
    return tuple(rules), tuple(shades)


def _bar(box: Box) -> Rule | None:
    x, y = box.center
    if box.height <= THIN_PT and box.width > box.height:
        return Rule(box.x0, y, box.x1, y)
    if box.width <= THIN_PT and box.height > box.width:
        return Rule(x, box.top, x, box.bottom)
    return None


def _straight(strokes: tuple[Stroke, ...]) -> list[Rule]:
    found: list[Rule] = []
    for x0, y0, x1, y1 in strokes:
        if abs(y0 - y1) <= STRAIGHT_PT < abs(x0 - x1):
            y = (y0 + y1) / 2
            found.append(Rule(min(x0, x1), y, max(x0, x1), y))
        elif abs(x0 - x1) <= STRAIGHT_PT < abs(y0 - y1):
            x = (x0 + x1) / 2
            found.append(Rule(x, min(y0, y1), x, max(y0, y1)))
    return found


def _slanting(paths: tuple[Path, ...]) -> tuple[Box, ...]:
    """Small outlines that are neither rulings nor boxes."""
    return tuple(
        path.box
        for path in paths
        if TICK_PT[0] <= max(path.box.width, path.box.height) <= TICK_PT[1]
        and not (path.white_stroke or (path.white_fill and not path.stroked))
        and (path.curved or any(abs(x0 - x1) > 1.0 and abs(y0 - y1) > 1.0 for x0, y0, x1, y1 in path.strokes))
    )[:MAX_SMALL]


def _squares(paths: tuple[Path, ...]) -> tuple[Square, ...]:
    """Small outlined boxes, with how many other strokes cross their inside and whether they are filled."""
    boxes: list[Box] = []
    for path in paths:
        if path.stroked and not path.white_stroke and _is_square(path.box) and len(path.strokes) >= 3:
            boxes.append(path.box)
    lone = [box for i, box in enumerate(boxes[:MAX_SQUARES]) if not any(_same(box, other) for other in boxes[:i])]
    small = [path for path in paths if path.box.width <= 2 * SQUARE_PT[1] and path.box.height <= 2 * SQUARE_PT[1]]
    return tuple(_square(box, small) for box in lone)


def _is_square(box: Box) -> bool:
    low, high = SQUARE_PT
    return low <= box.width <= high and low <= box.height <= high and 1 / SQUARE_RATIO <= box.width / box.height <= SQUARE_RATIO


def _same(one: Box, other: Box) -> bool:
    return one.overlap(other) > 0.6 * min(one.area, other.area)


def _square(box: Box, small: list[Path]) -> Square:
    filled = False
    strokes = 0
    for path in small[:MAX_SMALL]:
        if not box.holds_center(path.box) and path.box.overlap(box) < 0.3 * min(max(path.box.area, 1.0), box.area):
            continue
        dark = path.filled and not path.white_fill
        if dark and path.box.overlap(box) > 0.3 * box.area:
            filled = True
        elif path.box.width < 0.97 * box.width or path.box.height < 0.97 * box.height or path.curved:
            strokes += len(path.strokes) or int(path.curved)
        elif not _same(path.box, box):
            strokes += len(path.strokes)
        else:
            strokes += sum(1 for x0, y0, x1, y1 in path.strokes if abs(x0 - x1) > 2 and abs(y0 - y1) > 2)
    return Square(box, filled, strokes)

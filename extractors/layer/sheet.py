"""From what PDFium gives to ink: which characters are seen, which lines are rulings, which small boxes are checkboxes."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum

from extractors.layer.glyphs import Font, Glyph, Rule, Sheet, Square
from extractors.layer.painted import INVISIBLE_MODES, Char, Contents, Path, Run, Stroke
from extractors.layer.shapes import TOLD_BY_SHAPE, agrees
from extractors.layer.symbols import SAME_MARK, VARIANTS, ZERO_WIDTH, is_bad, of_radical, sign_of, symbol_table
from extractors.pdfium import OpenPage
from models.bands import Bands
from models.geometry import Box

THIN_PT = 3.0
STRAIGHT_PT = 0.6
SQUARE_PT = (5.0, 18.0)
TICK_PT = (2.5, 40.0)
SQUARE_RATIO = 1.35
TINY_TYPE_PT = 2.0
OUTSIDE_PT = 1.0
STEP_EM = 0.5
MAX_SQUARES = 600
MAX_SMALL = 4000
MAX_NEAR = 400


def sheet_of(page: OpenPage) -> Sheet:
    """Reads an open page's ink. What no viewer shows (white on white, outside, covered, tiny) and what runs aslant is
    counted, not kept; the letters of an invisible layer over a picture are kept as `hidden`."""
    contents = page.contents(shapes_of=TOLD_BY_SHAPE)
    tables = [symbol_table(font.name) for font in contents.fonts]
    sight = _Sight(contents, page.width, page.height)
    falling = _falling(contents)
    starts: dict[int, float] = {}
    texts: dict[tuple[int, int], tuple[str, bool]] = {}
    glyphs: list[Glyph] = []
    lost: list[Seen] = []
    for char in contents.chars:
        code, x0, top, x1, bottom, number, spaced, unmapped = char
        if code in ZERO_WIDTH:
            continue
        run = contents.runs[number]
        seen = sight.of(char, run)
        if seen is not Seen.SEEN and seen is not Seen.HIDDEN:
            lost.append(seen)
            continue
        text = texts.get((run.font, code))
        if text is None:
            text = texts[run.font, code] = _text(char, tables[run.font])
        angle, base = run.angle, run.base
        if number in falling:
            angle, base = 90, (x0 + x1 - run.size) / 2
        elif angle == 0 and bottom - top > STEP_EM * run.size < abs(bottom - starts.setdefault(number, bottom)):
            base += bottom - starts[number]
        glyphs.append(
            Glyph(
                text[0],
                x0,
                top,
                x1,
                bottom,
                base,
                max(run.size, 1.0),
                run.font,
                angle,
                spaced,
                seen is Seen.HIDDEN,
                text[1] or unmapped,
                number in falling,
                number,
            )
        )
    rules, shades = _rules(contents.paths)
    return Sheet(
        page.number, page.width, page.height, tuple(glyphs), rules, shades, _squares(contents.paths),
        _slanting(contents.paths),
        tuple(picture.box for picture in contents.pictures), _fonts(contents), lost.count(Seen.OUTSIDE), lost.count(Seen.INVISIBLE), lost.count(Seen.ASKEW), contents.cut,
    )  # fmt: skip


def _fonts(contents: Contents) -> tuple[Font, ...]:
    """The page's fonts, each with the characters whose shape is another's."""
    false: dict[int, list[str]] = defaultdict(list)
    for shape in contents.shapes:
        if not agrees(chr(shape.code), shape.outline):
            false[shape.font].append(chr(shape.code))
    return tuple(Font(face.name, face.embedded, "".join(false[index])) for index, face in enumerate(contents.fonts))


def _falling(contents: Contents) -> frozenset[int]:
    """Runs whose characters stand below each other: vertical writing."""
    first: dict[int, Char] = {}
    falling: set[int] = set()
    for char in contents.chars:
        start = first.setdefault(char.run, char)
        if start is not char and char.run not in falling and contents.runs[char.run].angle == 0:
            down, across = char.top - start.top, abs(char.x0 - start.x0)
            if down > 0.6 * contents.runs[char.run].size and across < 0.3 * down:
                falling.add(char.run)
    return frozenset(falling)


def _text(char: Char, table: dict[int, str] | None) -> tuple[str, bool]:
    """What the character says, and whether nothing in the file vouches for it."""
    if table is not None:
        known = sign_of(char.code, table)
        if known is not None:
            return known, False
    if is_bad(char.code):
        return "�", True
    letter = chr(char.code)
    if char.code >= 0x2E80:
        letter = of_radical(VARIANTS.get(letter, letter))
    return SAME_MARK.get(letter, letter), char.unmapped


class Seen(Enum):
    """Whether a viewer shows a character; HIDDEN: it belongs to an invisible layer over or under a picture; ASKEW: it runs aslant or
    mirrored, as a watermark does."""

    SEEN = 0
    HIDDEN = 1
    INVISIBLE = 2
    OUTSIDE = 3
    ASKEW = 4


class _Sight:
    """Tells what a viewer shows, given what is painted before and after it."""

    def __init__(self, contents: Contents, width: float, height: float) -> None:
        self.right, self.bottom = width + OUTSIDE_PT, height + OUTSIDE_PT
        self.pictures = [picture.box for picture in contents.pictures]
        self.covers: Bands[tuple[Box, int, bool]] = Bands()
        self.grounds: Bands[Box] = Bands()
        self.last_cover = -1
        for picture in contents.pictures:
            if picture.opaque:
                self._cover(picture.box, picture.order, picture=True)
            self.grounds.add(picture.box.top, picture.box.bottom, picture.box)
        for path in contents.paths:
            if not path.filled or path.curved or path.box.width <= THIN_PT or path.box.height <= THIN_PT:
                continue
            if path.opaque:
                self._cover(path.box, path.order, picture=False)
            if not path.white_fill:
                self.grounds.add(path.box.top, path.box.bottom, path.box)

    def _cover(self, box: Box, order: int, *, picture: bool) -> None:
        self.last_cover = max(self.last_cover, order)
        self.covers.add(box.top, box.bottom, (box, order, picture))

    def of(self, char: Char, run: Run) -> Seen:
        x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
        if not (-OUTSIDE_PT <= x <= self.right and -OUTSIDE_PT <= y <= self.bottom):
            return Seen.OUTSIDE
        if run.angle < 0:
            return Seen.ASKEW
        if run.order < self.last_cover:
            under = [picture for box, order, picture in self.covers.at(y) if order > run.order and box.holds_point(x, y)]
            if under:
                return Seen.HIDDEN if any(under) else Seen.INVISIBLE
        if run.mode in INVISIBLE_MODES:
            return Seen.HIDDEN if any(box.holds_point(x, y) for box in self.pictures) else Seen.INVISIBLE
        if run.size < TINY_TYPE_PT:
            return Seen.INVISIBLE
        if run.white and not any(box.holds_point(x, y) for box in self.grounds.at(y)):
            return Seen.INVISIBLE
        return Seen.SEEN


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
    lone: list[Box] = []
    filed: Bands[Box] = Bands()
    for box in boxes[:MAX_SQUARES]:
        if not any(_same(box, other) for other in filed.near(box.top, box.bottom)):
            filed.add(box.top, box.bottom, box)
            lone.append(box)
    small: Bands[Path] = Bands()
    for path in paths if lone else ():
        if path.box.width <= 2 * SQUARE_PT[1] and path.box.height <= 2 * SQUARE_PT[1]:
            small.add(path.box.top, path.box.bottom, path)
    return tuple(_square(box, list(small.near(box.top, box.bottom))) for box in lone)


def _is_square(box: Box) -> bool:
    low, high = SQUARE_PT
    return low <= box.width <= high and low <= box.height <= high and 1 / SQUARE_RATIO <= box.width / box.height <= SQUARE_RATIO


def _same(one: Box, other: Box) -> bool:
    return one.overlap(other) > 0.6 * min(one.area, other.area)


def _square(box: Box, small: list[Path]) -> Square:
    filled = False
    strokes = 0
    for path in small[:MAX_NEAR]:
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

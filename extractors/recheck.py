"""A second look at words that decide: drawn anew at another scale, cleaned otherwise, read by both engines.

Crops of many words and pages are gathered first and read in batches: one sheet for the second engine instead of one
process a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.evidence import NUMBER, WEAK, Evidence, well_formed
from extractors.ink import grey_of, ink_of, shows_through
from extractors.ocr.engine import Char, CropText, Engine, Pixels
from extractors.places import frayed, skipped
from extractors.raster import Picture
from extractors.redraw import LINE_PX, Ends, Line, cut_short, draw_line
from extractors.spelling import borne_by_place
from extractors.stems import Figures, Ruler, far_columns, ruler_of, unexplained, widest_gap
from extractors.strokes import BROKEN_PAGE, extra_pieces, held_by_pale, page_breaks
from extractors.twins import may_lack_a_stroke
from extractors.typeface import Typeface, typeface_of
from extractors.variants import simplified
from models.document import Doubt, Word
from models.geometry import Box, View

FIGURE_PX = 56  # px a line of figures is drawn high to look at its strokes
BEFORE = frozenset("¥￥$(（:：-~/ ")  # ASCII that may stand before a number; a letter or a dot is a piece of a digit
LOOSE_AFTER = frozenset("._'`")
UNITS_AFTER = frozenset("%％㎡mM)）")  # signs that may stand behind a number; any other may be what is left of its last figure
SIGNS_BEFORE = BEFORE - frozenset(":~") | frozenset("（")
FEW = 15  # words that stand in for a page with few: one doubt among three says little of the page
CONTEXT_WORDS = 120  # figures of a page that are looked at for broken strokes
DIGITS = re.compile(r"[0-9]+")
FRAYED = 0.6  # figures that ink may reach beyond the characters of a number
FIGURE_LOOKS = ("plain", "smaller", "thicker")  # how a crop is shown to the second engine, in turn
OTHERWISE = "otherwise"
DARKEST = "darkest"  # of days and telephone numbers: a seal that was scanned in grey keeps the second engine from what lies under it
DARK_SHARE = 0.4  # of the way from the darkest ink to white: what is paler fades
TEXT_LOOKS = ("plain", "smaller", OTHERWISE)  # Chinese characters made thicker run full of ink; another model reads other names
LOOK_ALIKE = str.maketrans("OQIZSV", "001" + "25U")  # letters that no code has
UNIT_LENGTH = 3  # characters of a unit behind a number that are shown with it
COMMAS = str.maketrans("", "", ",，  ")
CIRCLES = "〇○◯零OＯo0"
IN_CHARACTERS = re.compile(f"二[{CIRCLES}][一二三四五六七八九{CIRCLES}]{{2}}年")
CIRCLE_READ = 2  # characters at most that an engine makes of one
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
BOUNDED = re.compile(r"(?:[^0-9]*[^0-9年月])?(?:(?:19|20)[0-9]{2}年[01]?[0-9]月[0-3]?[0-9]日|1[3-9][0-9]{9})[^0-9]*")
FULL_DAY = re.compile(r"[^0-9]*(?:19|20)[0-9]{2}年(?:0[1-9]|1[0-2]|[3-9])月(?:0[1-9]|[12][0-9]|3[01])日[^0-9]*")  # no figure more has room
LEADING_NOUGHT = re.compile(r"0[1-9]")
TENS = re.compile(r"[0-3][0-9]")
SURE_MARGIN = 100  # nats by which figures are likelier than any others: beyond that nothing more is told


@dataclass(frozen=True, slots=True)
class Ask:
    """A word to be looked at again. `wanted`: the numbers in it that decide; () for its text, or for `part` of it.

    `amount`: they are numbers as people write amounts; else pieces of a date or a telephone number. `code`: letters and figures
    that look alike are the same, as a code has only one of them.
    """

    word: Word
    wanted: tuple[str, ...] = ()
    amount: bool = True
    part: str = ""
    code: bool = False
    placed: bool = False

    @property
    def text(self) -> str:
        """The text that decides where no numbers do."""
        return self.part or self.word.text


@dataclass(frozen=True, slots=True, eq=False)
class PageAsks:
    """A page's picture, where the read frame lies in it, what is asked, and the words with figures that show its strokes.

    `faint`: share of the page's words that were read weakly. `boxes`: where all of its words stand.
    """

    picture: Picture
    view: View
    asks: tuple[Ask, ...]
    figures: tuple[Word, ...] = ()
    faint: float = 0.0
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the second look gave: the evidence, what the first engine read this time, what the second read."""

    evidence: Evidence
    again: str
    second: str


@dataclass(frozen=True, slots=True)
class _Strokes:
    """Pieces too many for each figure of the page and how many of them pale strokes hold together, the ruler for its '1's and the
    shapes of its figures where some ink may be lost, whether red may hide ink."""

    breaks: float
    bridged: float
    ruler: Ruler | None
    face: Typeface | None
    hiding: bool
    faint: float


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What is shown to the second engine: a number cut out of a line, or the whole line."""

    text: str
    image: Pixels
    chars: tuple[Char, ...]
    numeric: bool
    loose: bool = False  # something beside the number was read that belongs to no number and no word
    whole: bool = False  # more than a number: a date, an amount with its unit; its figures count
    amount: bool = True  # else a piece of a day or a telephone number
    alone: bool = False  # a number beside which nothing was read that may be a piece of it


def look_again(
    pages: Sequence[PageAsks], first: Engine, second: Engine | None, third: Engine | None = None
) -> tuple[tuple[Seen, ...], ...]:
    """For each page a second look at each of its asks, in their order. `third` errs more like the first than `second` does."""
    lines = [[draw_line(page.picture, page.view, ask.word.box, others=page.boxes) for ask in page.asks] for page in pages]
    texts = iter(first.read_crops([line.image for drawn in lines for line in drawn]))
    again = [[next(texts) for _ in drawn] for drawn in lines]
    parts = [
        [_parts(ask, line, text) for ask, line, text in zip(page.asks, drawn, read, strict=True)]
        for page, drawn, read in zip(pages, lines, again, strict=True)
    ]
    said = _second_of_asks(parts, lines, pages, again, second)
    borne = iter(_third_readings([part for page in parts for ask in page for part in ask], third))
    out = []
    for page, drawn, read, cut, told in zip(pages, lines, again, parts, said, strict=True):
        broken = any(_may_be_four(part) for mine in cut for part in mine)
        sheet = _strokes_of(page, first, broken=broken, red=any(line.red for line in drawn))
        asked = zip(page.asks, drawn, read, cut, told, strict=True)
        seen = [
            _seen(ask, line, text, list(zip(mine, readings, strict=True)), sheet, min((next(borne) for _ in mine), default=0.5))
            for ask, line, text, mine, readings in asked
        ]
        boxes = page.boxes
        ends = [cut_short(page.picture, page.view, ask.word.box, boxes) if any(_open_ends(ask)) else (False, False) for ask in page.asks]
        short = [Doubt.STREAKED in ask.word.doubts or _at_end(ask, there) for ask, there in zip(page.asks, ends, strict=True)]
        seen = [replace(one, evidence=replace(one.evidence, cut_short=float(cut))) for one, cut in zip(seen, short, strict=True)]
        out.append(_with_company(seen, [bool(ask.wanted) for ask in page.asks]))
    return tuple(out)


_Reading = tuple[float, str, int]  # 1 agrees, 0 differs, 0.5 could not read; the text; how many ways of showing it took


def _second_of_asks(
    parts: list[list[list[_Part]]], lines: list[list[Line]], pages: Sequence[PageAsks], again: list[list[CropText]], second: Engine | None
) -> list[list[list[_Reading]]]:
    """What the second engine says to the parts of each ask; where it does not agree it is shown more than the bare number."""
    said = iter(_second_readings([part for page in parts for ask in page for part in ask], second))
    readings = [[[next(said) for _ in ask] for ask in page] for page in parts]
    places = [(p, a) for p, page in enumerate(readings) for a, ask in enumerate(page) if any(one[0] != 1 for one in ask)]
    wholes = [(p, a, whole) for p, a in places if (whole := _whole(pages[p].asks[a], lines[p][a], again[p][a])) is not None]
    for (p, a, _), told in zip(wholes, _second_readings([whole for _, _, whole in wholes], second), strict=True):
        if told[0] == 1:
            readings[p][a] = [own if own[0] == 1 else told for own in readings[p][a]]
    return readings


def _third_readings(parts: Sequence[_Part], third: Engine | None) -> list[float]:
    """Does the third engine read the same on every part, shown as it is: 1 yes, 0 no, 0.5 nobody could say."""
    if third is None:
        return [0.5] * len(parts)
    return [_compared(part, text.text) for part, text in zip(parts, third.read_crops([part.image for part in parts]), strict=True)]


def _may_be_four(part: _Part) -> bool:
    return part.numeric and "1" in part.text and (_extra(part) or (0, 0))[0] > 0


def _with_company(seen: list[Seen], numeric: list[bool]) -> tuple[Seen, ...]:
    """Each with how many of the other figures on its page are in dispute: ink that is lost is seldom lost from one word alone.

    Names count only where nothing else is asked: a rare character is no sign of bad paper.
    """
    counted = numeric if any(numeric) else [True] * len(seen)
    disputed = [counts and _is_disputed(one.evidence) for one, counts in zip(seen, counted, strict=True)]
    shares = [(sum(disputed) - own) / (sum(counted) - counts + FEW) for own, counts in zip(disputed, counted, strict=True)]
    return tuple(replace(one, evidence=replace(one.evidence, disputed=share)) for one, share in zip(seen, shares, strict=True))


def _is_disputed(evidence: Evidence) -> bool:
    return evidence.repeated < 1 or evidence.weakest < WEAK or evidence.grammar < 1


def faintness(words: Iterable[Word]) -> float:
    """Share of a page's words, as an engine read them, in which it is not sure."""
    read = [word.confidence < WEAK for word in words if word.text]
    return sum(read) / (len(read) + FEW)


def _strokes_of(page: PageAsks, first: Engine, *, broken: bool, red: bool) -> _Strokes:
    """What the figures of a page tell of its strokes; the ruler is only made where some may be lost."""
    hiding = red and not shows_through(page.picture.pixels)
    drawn = [(word, draw_line(page.picture, page.view, word.box, FIGURE_PX).image) for word in page.figures[:CONTEXT_WORDS]]
    extra = [(grey, word.text, value) for word, image in drawn if (value := extra_pieces(grey := grey_of(image), word.text)) is not None]
    breaks = page_breaks((value, len(text)) for _, text, value in extra) or 0.0
    if breaks <= BROKEN_PAGE and not red and not broken:
        return _Strokes(breaks, 0.0, None, None, hiding, page.faint)
    held = page_breaks((value - held_by_pale(grey, text, value), len(text)) for grey, text, value in extra) or 0.0
    texts = first.read_crops([image for _, image in drawn])
    figures = [
        Figures(ink_of(grey_of(image)), text.chars, word.box.height / FIGURE_PX) for (word, image), text in zip(drawn, texts, strict=True)
    ]
    ruler = ruler_of(figures)
    return _Strokes(breaks, breaks - held, ruler, typeface_of(figures, ruler), hiding, page.faint)


def _parts(ask: Ask, line: Line, again: CropText) -> list[_Part]:
    """The numbers that decide, cut out of the line where the engine saw them; else the whole line."""
    if not ask.wanted:
        found = _where_text(ask, again)
        if found is None or not (ask.part or ask.code):
            return [_Part(ask.text, line.image, again.chars, numeric=False)]
        return [_cut(ask.text, line.image, again.chars, found)]
    parts = []
    for wanted in ask.wanted:
        found = _where(wanted, again)
        if found is None:
            parts.append(_Part(wanted, line.image, again.chars, numeric=True, amount=ask.amount))
        else:
            start, end = found
            parts.append(_number(wanted, line.image, again.chars, (start, end), amount=ask.amount))
    return parts


def _whole(ask: Ask, line: Line, again: CropText) -> _Part | None:
    """A date from its first figure to its last, or an amount with its unit: figures alone are little to go by for an engine."""
    places = [place for wanted in ask.wanted if (place := _where(wanted, again)) is not None]
    if not places or len(places) < len(ask.wanted):
        return None
    start, end = min(start for start, _ in places), max(end for _, end in places)
    after = [char for char in again.chars[end : end + UNIT_LENGTH] if not char.text.isascii()]
    if ask.amount and not after:
        return None
    end += len(after) if ask.amount else 0
    return replace(
        _cut("".join(char.text for char in again.chars[start:end]), line.image, again.chars, (start, end)), whole=True, amount=ask.amount
    )


def _cut(text: str, image: Pixels, chars: tuple[Char, ...], where: tuple[int, int]) -> _Part:
    """A piece cut out of its line, its characters placed on the crop."""
    left, right = _borders(image, chars, *where)
    width = max(1, right - left)
    own = tuple(replace(char, at=(char.at * image.shape[1] - left) / width) for char in chars[slice(*where)])
    return _Part(text, np.ascontiguousarray(image[:, left:right]), own, numeric=False)


def _number(wanted: str, image: Pixels, chars: tuple[Char, ...], where: tuple[int, int], *, amount: bool) -> _Part:
    """A number cut out of its line, with what stands beside it."""
    start, end = where
    before = chars[start - 1].text if start else ""
    after = chars[end].text if end < len(chars) else ""
    loose = amount and ((before.isascii() and before != "" and before not in BEFORE) or after in LOOSE_AFTER)
    alone = _may_end(before, SIGNS_BEFORE) and _may_end(after, UNITS_AFTER)
    return replace(_cut(wanted, image, chars, where), numeric=True, loose=loose, amount=amount, alone=alone)


def _may_end(beside: str, signs: frozenset[str]) -> bool:
    """Does a number end at this character: nothing, a Chinese one, or one of these signs?"""
    return not beside or "\u4e00" <= beside <= "\u9fff" or beside in signs


def _stands_alone(text: str, number: str) -> bool:
    at = text.find(number)
    return at >= 0 and _may_end(text[:at][-1:], SIGNS_BEFORE) and _may_end(text[at + len(number) :][:1], UNITS_AFTER)


def _where_text(ask: Ask, again: CropText) -> tuple[int, int] | None:
    """First and past-the-last character of the text that decides; None where it was not read again."""
    told = [(index, char) for index, one in enumerate(again.chars) for char in _folded(one.text, code=ask.code)]
    text, wanted = "".join(char for _, char in told), _folded(ask.text, code=ask.code)
    at = max(text.find(wanted), simplified(text).find(wanted)) if wanted else -1
    return None if at < 0 else (told[at][0], told[at + len(wanted) - 1][0] + 1)


def _where(wanted: str, again: CropText) -> tuple[int, int] | None:
    """First and past-the-last character of a number among those that were read; None where it was not read again."""
    text = "".join(char.text for char in again.chars)
    if len(text) != len(again.chars):
        return None
    bare = wanted.translate(COMMAS)
    runs = [match.span() for pattern in (NUMBER, DIGITS) for match in pattern.finditer(text)]
    return next(((start, end) for start, end in runs if text[start:end].translate(COMMAS) == bare), None)


def _borders(image: Pixels, chars: tuple[Char, ...], start: int, end: int) -> tuple[int, int]:
    """Left and right column of the characters start…end, at the blank columns next to them."""
    width = image.shape[1]
    blank = np.asarray(~(grey_of(image) < 190).any(axis=0), np.bool_)
    left = 0 if start == 0 else _gap(blank, _between(chars[start - 1], chars[start]) * width, image.shape[0])
    right = width if end >= len(chars) else _gap(blank, _between(chars[end - 1], chars[end]) * width, image.shape[0])
    return left, max(left + 4, right)


def _between(left: Char, right: Char) -> float:
    """Where one character ends and the next begins: a Chinese one takes twice the room of a figure."""
    own, other = (1 if char.text.isascii() else 2 for char in (left, right))
    return left.at + (right.at - left.at) * own / (own + other)


def _gap(blank: NDArray[np.bool_], at: float, height: int) -> int:
    """The blank column nearest to `at`, within half a character; `at` itself where all is ink."""
    columns = np.flatnonzero(blank)
    if not columns.size:
        return round(at)
    nearest = int(columns[np.abs(columns - at).argmin()])
    return nearest if abs(nearest - at) <= height / 2 else round(at)


def _second_readings(parts: Sequence[_Part], second: Engine | None) -> list[_Reading]:
    """What the second engine reads on every part, shown in several ways until it agrees."""
    out: list[_Reading] = [(0.5, "", 0)] * len(parts)
    if second is None:
        return out
    for numeric, looks in ((True, (*FIGURE_LOOKS, DARKEST)), (False, (*TEXT_LOOKS, DARKEST))):
        for tries, look in enumerate(looks, start=1):
            shown = [i for i, part in enumerate(parts) if look != DARKEST or not part.amount]
            todo = [i for i in shown if parts[i].numeric is numeric and out[i][0] != 1]
            if not todo:
                break
            texts = second.read_crops([_shown(parts[i].image, look) for i in todo], digits=numeric, otherwise=look == OTHERWISE)
            for i, text in zip(todo, texts, strict=True):
                if text.text:  # what is not read this time says nothing
                    out[i] = (_compared(parts[i], text.text), text.text, min(tries, len(FIGURE_LOOKS)))
    return out


def _shown(image: Pixels, look: str) -> Pixels:
    if look == "smaller":
        pad = image.shape[0] // 4
        return np.asarray(cv2.copyMakeBorder(image, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(255, 255, 255)), np.uint8)
    if look == DARKEST:
        return _darkest(image)
    if look == "thicker":
        return np.asarray(cv2.erode(image, np.ones((3, 3), np.uint8)), np.uint8)
    return image


def _darkest(image: Pixels) -> Pixels:
    """The darkest strokes spread over all greys, the paler ones gone."""
    grey = grey_of(image).astype(np.float32)
    dark = float(np.percentile(grey, 1))
    spread = np.clip((grey - dark) / max(1.0, DARK_SHARE * (255 - dark)), 0, 1) * 255
    return np.asarray(cv2.cvtColor(spread.astype(np.uint8), cv2.COLOR_GRAY2RGB), np.uint8)


def _compared(part: _Part, text: str) -> float:
    if not text:
        return 0.5
    if part.whole:
        return float(
            [one.translate(COMMAS) for one in NUMBER.findall(text)] == [one.translate(COMMAS) for one in NUMBER.findall(part.text)]
        )
    if part.numeric:
        said = text.strip(".,-:/()+ ").translate(COMMAS)
        return float(said == part.text.translate(COMMAS) or (not part.amount and _is_same_month(said, part.text)))
    if IN_CHARACTERS.search(part.text):
        return float(_like_day(part.text).fullmatch(bare(text)) is not None)
    return float(_is_same_text(bare(text), bare(part.text)))


def _is_same_text(said: str, own: str) -> bool:
    """The same characters, but for traditional ones that a reader saw in simplified print, and for those of a place's name
    in which what it saw makes no place: 振阳市 is 岳阳市."""
    plain = simplified(said)
    if own in (said, plain):
        return True
    if len(plain) != len(own):
        return False
    others = {i: other for i, (char, other) in enumerate(zip(own, plain, strict=True)) if char != other}
    return borne_by_place(own, others) == others.keys()


def _is_same_month(said: str, text: str) -> bool:
    """3 for 03: of a month or a day the nought before it tells nothing."""
    return LEADING_NOUGHT.fullmatch(text) is not None and said == text[1:]


def _like_day(text: str) -> re.Pattern[str]:
    """二〇二〇年五月: what no engine knows is the circle, and no other character can stand for it."""
    signs = (f".{{0,{CIRCLE_READ}}}" if char in CIRCLES else re.escape(char.upper()) for char in text if char.isalnum() or char in CIRCLES)
    return re.compile("".join(signs))


def bare(text: str) -> str:
    """Letters, figures and Chinese only: spaces and punctuation are read as it pleases an engine."""
    return "".join(char for char in text if char.isalnum()).upper()


def _folded(text: str, *, code: bool) -> str:
    return bare(text).translate(LOOK_ALIKE) if code else bare(text)


def _unseconded(parts: list[tuple[_Part, _Reading]]) -> float:
    """How unsure the first engine is where the second does not bear it out: 0 nowhere, 1 it is a guess."""
    worst = 0.0
    for part, (said, text, _) in parts:
        if said == 1:
            continue
        own = "".join(char.text[:1] for char in part.chars)
        alike = {
            i
            for block in SequenceMatcher(None, own, text, autojunk=False).get_matching_blocks()
            for i in range(block.a, block.a + block.size)
        }
        worst = max([worst, *(1 - char.confidence for i, char in enumerate(part.chars) if i not in alike)])
    return worst


def _seen(ask: Ask, line: Line, again: CropText, parts: list[tuple[_Part, _Reading]], sheet: _Strokes, third: float) -> Seen:
    numeric = bool(ask.wanted)
    chars = tuple(char for part, _ in parts for char in part.chars) or again.chars
    least = min(chars, key=lambda char: char.confidence, default=None)
    weakest = min(ask.word.confidence if not ask.part else 1.0, least.confidence if least is not None else 0.0)
    extra = [value for part, _ in parts if (value := _extra(part)) is not None]
    pieces = max(0, sum(value for value, _ in extra))
    length = sum(len(part.text) for part, _ in parts)
    bounded, full = _is_bounded(ask), numeric and not ask.amount and FULL_DAY.fullmatch(ask.word.text.replace(" ", "")) is not None
    evidence = Evidence(
        weakest=weakest,
        rival=max((char.rival_confidence for char in chars), default=0.0),
        repeated=float(_repeated(ask, again)),
        second=min((said for _, (said, _, _) in parts), default=0.5),
        third=third,
        second_tries=max((tries for _, (_, _, tries) in parts), default=0) / len(FIGURE_LOOKS),
        grammar=_grammar(ask, parts),
        pieces=pieces / max(1, length),
        page_pieces=sheet.breaks,
        bridged=min(pieces, sum(held for _, held in extra)) / max(1, length),
        page_bridged=sheet.bridged,
        ones=float(any(_doubtful_one(part.text, amount=ask.amount) for part, _ in parts)) if numeric else 0.0,
        stem=max((_stem(part, ask, sheet) for part, _ in parts), default=0.0),
        drawn=min((_drawn_back(part, ask, sheet) for part, _ in parts), default=0.0) if numeric else 0.0,
        unexplained=max((_left_over(part, bounded=bounded) for part, _ in parts), default=0.0),
        beside=float(_at_end(ask, line.ink_beside) or (sheet.hiding and _at_end(ask, line.red_beside))),
        red=float(line.red or Doubt.RED_OVERLAP in ask.word.doubts),
        hidden=float(sheet.hiding and (line.red or any(line.red_beside) or Doubt.RED_OVERLAP in ask.word.doubts)),
        coarse=float(Doubt.LOW_RESOLUTION in ask.word.doubts),
        length=min(1.0, length / 10),
        gap=0.0 if full else max((widest_gap(ink_of(grey_of(part.image)), part.chars) for part, _ in parts), default=0.0),
        faint=sheet.faint,
        unseconded=_unseconded(parts),
        lacking=float(not numeric and may_lack_a_stroke(bare(ask.text))),
        placed=float(ask.placed and all(frayed(part.chars, ink_of(grey_of(part.image))) < FRAYED for part, _ in parts if part.numeric)),
        skipped=0.0 if full else max((skipped(part.chars, part.image.shape[1]) for part, _ in parts), default=0.0),
    )
    return Seen(evidence, again.text, "；".join(text for _, (_, text, _) in parts))


def _grammar(ask: Ask, parts: list[tuple[_Part, _Reading]]) -> float:
    """Is it written as people write amounts? Of a text: in simplified characters, which is what a reader makes of no others."""
    if not ask.wanted:
        return float(simplified(ask.text) == ask.text)
    return float(not ask.amount or all(well_formed(part.text) for part, _ in parts))


def _is_bounded(ask: Ask) -> bool:
    """A whole day or a mobile number: whatever stands beside it, no character of it can."""
    return not ask.amount and BOUNDED.fullmatch(ask.word.text.replace(" ", "")) is not None


def _at_end(ask: Ask, there: Ends) -> bool:
    """Is it there at an end of the word where what decides may go on? Not behind a number that its unit follows."""
    return any(told and end for told, end in zip(there, _open_ends(ask), strict=True))


def _open_ends(ask: Ask) -> Ends:
    if _is_bounded(ask):
        return False, False
    text = ask.word.text
    parts = [(at, at + len(part)) for part in (ask.wanted or (ask.part,)) if part and (at := text.find(part)) >= 0]
    if not parts:
        return True, True
    return min(start for start, _ in parts) == 0, max(end for _, end in parts) == len(text)


def _doubtful_one(number: str, *, amount: bool) -> bool:
    """Could a '1' in it have been a '4'? In a date not the ten of 2015, of the 12th month or of the 17th day."""
    if not amount and (TENS.fullmatch(number) or YEAR.fullmatch(number)):
        return number.endswith("1") and number != "31"
    return "1" in number


def _stem(part: _Part, ask: Ask, sheet: _Strokes) -> float:
    """How much the worst '1' of a number stands like a '4': 0 not at all, 1 fully, or it cannot be told."""
    if not part.numeric or "1" not in part.text:
        return 0.0
    if sheet.ruler is None or len(part.chars) != len(part.text):
        return 1.0
    scale = ask.word.box.height / LINE_PX
    return sheet.ruler.likeness_to_four(Figures(ink_of(grey_of(part.image)), part.chars, scale))


def _drawn_back(part: _Part, ask: Ask, sheet: _Strokes) -> float:
    """How surely the figures of a number are drawn back from the page's own type: 0 not, or more may belong to it; 1 fully."""
    read = "".join(char.text for char in part.chars)
    if sheet.face is None or not part.alone or read != part.text or not _stands_alone(ask.word.text, part.text):
        return 0.0
    figures = Figures(ink_of(grey_of(part.image)), part.chars, ask.word.box.height / LINE_PX)
    return min(1.0, sheet.face.margin(figures) / SURE_MARGIN)


def _left_over(part: _Part, *, bounded: bool) -> float:
    """Share of the ink that nobody read; beside what cannot go on it is a neighbour's."""
    if part.loose:
        return 1.0
    ink = ink_of(grey_of(part.image))
    if bounded and part.chars:
        far, centres = far_columns(ink, part.chars), [char.at * ink.shape[1] for char in part.chars]
        ink[:, far[(far < min(centres)) | (far > max(centres))]] = 0
    return unexplained(ink, part.chars)


def _extra(part: _Part) -> tuple[int, int] | None:
    """Pieces too many of a number, and how many of them pale strokes hold together; what stands apart is told as left over."""
    if not part.numeric:
        return None
    grey = grey_of(part.image)
    if part.chars:
        grey[:, far_columns(grey, part.chars)] = 255
    extra = extra_pieces(grey, part.text)
    return None if extra is None else (extra, held_by_pale(grey, part.text, extra))


def _repeated(ask: Ask, again: CropText) -> bool:
    if not ask.wanted:
        return _where_text(ask, again) is not None if ask.part or ask.code else _is_same_text(bare(again.text), bare(ask.word.text))
    return all(_where(wanted, again) is not None for wanted in ask.wanted)

"""A second look at words that decide: drawn anew at another scale, cleaned otherwise, read by both engines.

Crops of many words and pages are gathered first and read in batches: one sheet for the second engine instead of one
process a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.evidence import NUMBER, Evidence, well_formed
from extractors.ink import grey_of, ink_of
from extractors.ocr.engine import Char, CropText, Engine, Pixels
from extractors.raster import Picture
from extractors.redraw import LINE_PX, Line, draw_line
from extractors.stems import Figures, Ruler, ruler_of, unexplained
from extractors.strokes import BROKEN_PAGE, extra_pieces, page_breaks
from models.document import Doubt, Word
from models.geometry import View

FIGURE_PX = 56  # px a line of figures is drawn high to look at its strokes
BEFORE = frozenset("¥￥$(（:：-~/ ")  # ASCII that may stand before a number; a letter or a dot is a piece of a digit
LOOSE_AFTER = frozenset("._'`")
CONTEXT_WORDS = 120  # figures of a page that are looked at for broken strokes
DIGITS = re.compile(r"[0-9]+")
SECOND_LOOKS = ("plain", "smaller", "thicker")  # how a crop is shown to the second engine, in turn
COMMAS = str.maketrans("", "", ",，  ")


@dataclass(frozen=True, slots=True)
class Ask:
    """A word to be looked at again. `wanted`: the numbers in it that decide; () for the whole text.

    `amount`: they are numbers as people write amounts; else pieces of a date or a telephone number.
    """

    word: Word
    wanted: tuple[str, ...] = ()
    amount: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class PageAsks:
    """A page's picture, where the read frame lies in it, what is asked, and the words with figures that show its strokes."""

    picture: Picture
    view: View
    asks: tuple[Ask, ...]
    figures: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the second look gave: the evidence, what the first engine read this time, what the second read."""

    evidence: Evidence
    again: str
    second: str


@dataclass(frozen=True, slots=True)
class _Strokes:
    """Pieces too many for each figure of the page, and the ruler for its '1's where some ink may be lost."""

    breaks: float
    ruler: Ruler | None


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What is shown to the second engine: a number cut out of a line, or the whole line."""

    text: str
    image: Pixels
    chars: tuple[Char, ...]
    numeric: bool
    loose: bool = False  # something beside the number was read that belongs to no number and no word


def look_again(pages: Sequence[PageAsks], first: Engine, second: Engine | None) -> tuple[tuple[Seen, ...], ...]:
    """For each page a second look at each of its asks, in their order."""
    lines = [[draw_line(page.picture, page.view, ask.word.box) for ask in page.asks] for page in pages]
    texts = iter(first.read_crops([line.image for drawn in lines for line in drawn]))
    again = [[next(texts) for _ in drawn] for drawn in lines]
    parts = [
        [_parts(ask, line, text) for ask, line, text in zip(page.asks, drawn, read, strict=True)]
        for page, drawn, read in zip(pages, lines, again, strict=True)
    ]
    said = iter(_second_readings([part for page in parts for ask in page for part in ask], second))
    out = []
    for page, drawn, read, cut in zip(pages, lines, again, parts, strict=True):
        sheet = _strokes_of(page, first, red=any(line.red for line in drawn))
        asked = zip(page.asks, drawn, read, cut, strict=True)
        out.append(tuple(_seen(ask, line, text, [(part, next(said)) for part in mine], sheet) for ask, line, text, mine in asked))
    return tuple(out)


def _strokes_of(page: PageAsks, first: Engine, *, red: bool) -> _Strokes:
    """What the figures of a page tell of its strokes; the ruler is only made where some may be lost."""
    drawn = [(word, draw_line(page.picture, page.view, word.box, FIGURE_PX).image) for word in page.figures[:CONTEXT_WORDS]]
    extra = [(extra_pieces(grey_of(image), word.text), len(word.text)) for word, image in drawn]
    breaks = page_breaks((value, count) for value, count in extra if value is not None)
    if (breaks is None or breaks <= BROKEN_PAGE) and not red:
        return _Strokes(breaks or 0.0, None)
    texts = first.read_crops([image for _, image in drawn])
    figures = [
        Figures(ink_of(grey_of(image)), text.chars, word.box.height / FIGURE_PX) for (word, image), text in zip(drawn, texts, strict=True)
    ]
    return _Strokes(breaks or 0.0, ruler_of(figures))


def _parts(ask: Ask, line: Line, again: CropText) -> list[_Part]:
    """The numbers that decide, cut out of the line where the engine saw them; else the whole line."""
    if not ask.wanted:
        return [_Part(ask.word.text, line.image, again.chars, numeric=False)]
    parts = []
    for wanted in ask.wanted:
        found = _where(wanted, again)
        if found is None:
            parts.append(_Part(wanted, line.image, again.chars, numeric=True))
        else:
            start, end = found
            parts.append(_number(wanted, line.image, again.chars, (start, end), amount=ask.amount))
    return parts


def _number(wanted: str, image: Pixels, chars: tuple[Char, ...], where: tuple[int, int], *, amount: bool) -> _Part:
    """A number cut out of its line, its characters placed on the crop."""
    start, end = where
    left, right = _borders(image, chars, start, end)
    width = max(1, right - left)
    own = tuple(replace(char, at=(char.at * image.shape[1] - left) / width) for char in chars[start:end])
    before = chars[start - 1].text if start else ""
    after = chars[end].text if end < len(chars) else ""
    loose = amount and ((before.isascii() and before != "" and before not in BEFORE) or after in LOOSE_AFTER)
    return _Part(wanted, np.ascontiguousarray(image[:, left:right]), own, True, loose)


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
    left = 0 if start == 0 else _gap(blank, (chars[start - 1].at + chars[start].at) / 2 * width, image.shape[0])
    right = width if end >= len(chars) else _gap(blank, (chars[end - 1].at + chars[end].at) / 2 * width, image.shape[0])
    return left, max(left + 4, right)


def _gap(blank: NDArray[np.bool_], at: float, height: int) -> int:
    """The blank column nearest to `at`, within half a character; `at` itself where all is ink."""
    columns = np.flatnonzero(blank)
    if not columns.size:
        return round(at)
    nearest = int(columns[np.abs(columns - at).argmin()])
    return nearest if abs(nearest - at) <= height / 2 else round(at)


def _second_readings(parts: Sequence[_Part], second: Engine | None) -> list[tuple[float, str, int]]:
    """For every part: 1 agrees, 0 differs, 0.5 could not read; the text; and how many ways of showing it took."""
    out: list[tuple[float, str, int]] = [(0.5, "", 0)] * len(parts)
    if second is None:
        return out
    for tries, look in enumerate(SECOND_LOOKS, start=1):
        for numeric in (True, False):
            todo = [i for i, part in enumerate(parts) if part.numeric is numeric and out[i][0] != 1]
            if not todo or (tries > 2 and not numeric):
                continue
            texts = second.read_crops([_shown(parts[i].image, look) for i in todo], digits=numeric)
            for i, text in zip(todo, texts, strict=True):
                said = _compared(parts[i], text.text)
                if said >= out[i][0] or out[i][2] == 0 or out[i][0] == 0.5:
                    out[i] = (said, text.text or out[i][1], tries)
    return out


def _shown(image: Pixels, look: str) -> Pixels:
    if look == "smaller":
        pad = image.shape[0] // 4
        return np.asarray(cv2.copyMakeBorder(image, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(255, 255, 255)), np.uint8)
    if look == "thicker":
        return np.asarray(cv2.erode(image, np.ones((3, 3), np.uint8)), np.uint8)
    return image


def _compared(part: _Part, text: str) -> float:
    if not text:
        return 0.5
    if part.numeric:
        return float(text.strip(".,-:/()+ ").translate(COMMAS) == part.text.translate(COMMAS))
    return float(_bare(text) == _bare(part.text))


def _bare(text: str) -> str:
    """Letters, figures and Chinese only: spaces and punctuation are read as it pleases an engine."""
    return "".join(char for char in text if char.isalnum()).upper()


def _seen(ask: Ask, line: Line, again: CropText, parts: list[tuple[_Part, tuple[float, str, int]]], sheet: _Strokes) -> Seen:
    numeric = bool(ask.wanted)
    chars = tuple(char for part, _ in parts for char in part.chars) or again.chars
    least = min(chars, key=lambda char: char.confidence, default=None)
    weakest = min(ask.word.confidence, least.confidence if least is not None else 0.0)
    extra = [value for part, _ in parts if (value := _extra(part)) is not None]
    length = sum(len(part.text) for part, _ in parts)
    evidence = Evidence(
        weakest=weakest,
        rival=max((char.rival_confidence for char in chars), default=0.0),
        repeated=float(_repeated(ask, again)),
        second=min((said for _, (said, _, _) in parts), default=0.5),
        second_tries=max((tries for _, (_, _, tries) in parts), default=0) / len(SECOND_LOOKS),
        grammar=float(all(well_formed(part.text) for part, _ in parts)) if numeric and ask.amount else 1.0,
        pieces=max(0.0, sum(extra) / max(1, length)) if extra else 0.0,
        page_pieces=sheet.breaks,
        ones=float(any("1" in part.text for part, _ in parts)) if numeric else 0.0,
        stem=max((_stem(part, ask, sheet) for part, _ in parts), default=0.0),
        unexplained=max((_left_over(part) for part, _ in parts), default=0.0),
        beside=float(line.beside),
        red=float(line.red or Doubt.RED_OVERLAP in ask.word.doubts),
        coarse=float(Doubt.LOW_RESOLUTION in ask.word.doubts),
        length=min(1.0, length / 10),
    )
    return Seen(evidence, again.text, "；".join(text for _, (_, text, _) in parts))


def _stem(part: _Part, ask: Ask, sheet: _Strokes) -> float:
    """How much the worst '1' of a number stands like a '4': 0 not at all, 1 fully, or it cannot be told."""
    if not part.numeric or "1" not in part.text:
        return 0.0
    if sheet.ruler is None or len(part.chars) != len(part.text):
        return 1.0
    scale = ask.word.box.height / LINE_PX
    return sheet.ruler.likeness_to_four(Figures(ink_of(grey_of(part.image)), part.chars, scale))


def _left_over(part: _Part) -> float:
    return 1.0 if part.loose else unexplained(ink_of(grey_of(part.image)), part.chars)


def _extra(part: _Part) -> int | None:
    return extra_pieces(grey_of(part.image), part.text) if part.numeric else None


def _repeated(ask: Ask, again: CropText) -> bool:
    if not ask.wanted:
        return _bare(again.text) == _bare(ask.word.text)
    return all(_where(wanted, again) is not None for wanted in ask.wanted)

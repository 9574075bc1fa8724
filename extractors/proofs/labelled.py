"""Certificates are labels with values beside them: torn labels mended (名 … 称), columns kept apart, wrapped values joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.proofs.reading import squash
from extractors.proofs.rows import is_scanned
from models.document import Page, Word
from models.geometry import Box

TALL = 1.5  # a word this much taller than wide is set downwards: labels of neighbouring rows run together
SAME_LINE = 0.5  # share of the less tall word's height that two neighbours of a line have in common
COLUMN_GAP = 2.5  # an empty stretch this many line heights wide ends a value
WRAP_GAP = 1.3  # the next line of a value begins within this many line heights
INDENT = 1.2  # and not further left of it than this
FLUSH = 0.5  # line heights: how far from the label's own edge a line may begin that goes on flush with it
APART = 0.25  # line heights: by so much the lines of one value may be out of step, and rows are farther apart
EDGE = 0.8  # line heights: where a value begins is guessed, if its word holds its label too
CLOSE = 0.9  # line heights: the lines of one value stand closer together than the rows


_OWN_LINE = re.compile(r"[:：]|^[(（]?(?:副本|正本)|^(?:19|20)\d\d年\d|^第.{1,4}页|^\d+/\d+$")
"""A line of something else: with a label of its own, a day, a page's number."""

TRIMMED = ":：,，;；.。|_ "


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a certificate. `weak`: so short that it counts only where a word or a line begins (住所)."""

    key: str
    texts: tuple[str, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value: `text` squashed, `words` the pieces it was put together from."""

    key: str
    label: str
    text: str
    words: tuple[Word, ...]
    label_box: Box


@dataclass(frozen=True, slots=True)
class _Char:
    char: str
    word: Word
    x0: float
    x1: float
    begins: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of a line: a label's value (`key` set), or words before any label."""

    key: str | None
    label: str
    label_x: float
    chars: tuple[_Char, ...]
    label_chars: tuple[_Char, ...]
    next_label_x: float | None


def read_labels(page: Page, labels: tuple[Label, ...], wrapping: frozenset[str] = frozenset()) -> tuple[Labelled, ...]:
    """Every label on the page with its value, top to bottom. Values of the keys in `wrapping` may run over lines."""
    lines = [_segments(line, labels) for line in chained_lines(_upright_words(page.words))]
    lines = [line for line in lines if line]
    found: list[Labelled] = []
    for index, line in enumerate(lines):
        for segment in line:
            if segment.key is None:
                continue
            chars = _up_to_gap(segment.chars)
            if segment.key in wrapping:
                chars = _whole(segment, chars, lines[:index], lines[index + 1 :], centred=not is_scanned(page))
            found.append(_labelled(segment, chars))
    return tuple(found)


def chained_lines(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Words gathered into lines by following each to its right neighbour: a line may slope, as on a photo."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.x0, word.box.top)):
        best = max(lines, key=lambda line: _in_common(line[-1].box, word.box), default=None)
        if best is not None and _in_common(best[-1].box, word.box) >= SAME_LINE:
            best.append(word)
        else:
            lines.append([word])
    return [tuple(line) for line in sorted(lines, key=lambda line: line[0].box.center[1])]


def _in_common(left: Box, right: Box) -> float:
    """Common height as a share of the less tall box; nothing where the right one lies mostly on top of the left one."""
    low = min(left.height, right.height)
    if low <= 0 or left.overlap_x(right) > 0.5 * min(left.width, right.width):
        return 0.0
    return left.overlap_y(right) / low


def _upright_words(words: tuple[Word, ...]) -> tuple[Word, ...]:
    out: list[Word] = []
    for word in words:
        text = squash(word.text)
        if 2 <= len(text) <= 6 and word.box.height > TALL * word.box.width:
            step = word.box.height / len(text)
            box = word.box
            out.extend(
                replace(word, text=char, box=Box(box.x0, box.top + step * at, box.x1, box.top + step * (at + 1)))
                for at, char in enumerate(text)
            )
        elif text:
            out.append(replace(word, text=text))
    return tuple(out)


def _segments(line: tuple[Word, ...], labels: tuple[Label, ...]) -> list[_Segment]:
    chars = _chars(line)
    text = "".join(char.char for char in chars)
    hits = _hits(text, chars, labels)
    out: list[_Segment] = []
    first = hits[0][0] if hits else len(chars)
    if first:
        out.append(_Segment(None, "", chars[0].x0, tuple(chars[:first]), (), chars[first].x0 if hits else None))
    for number, (start, end, key, label) in enumerate(hits):
        stop = hits[number + 1][0] if number + 1 < len(hits) else len(chars)
        following = chars[stop].x0 if stop < len(chars) else None
        out.append(_Segment(key, label, chars[start].x0, tuple(chars[end:stop]), tuple(chars[start:end]), following))
    return out


def _chars(line: tuple[Word, ...]) -> list[_Char]:
    out: list[_Char] = []
    for word in line:
        step = word.box.width / max(1, len(word.text))
        for at, char in enumerate(word.text):
            out.append(_Char(char, word, word.box.x0 + step * at, word.box.x0 + step * (at + 1), at == 0))
    return out


def _hits(text: str, chars: list[_Char], labels: tuple[Label, ...]) -> list[tuple[int, int, str, str]]:
    """(start, end, key, label) of the labels in a line, longest first, none overlapping."""
    out: list[tuple[int, int, str, str]] = []
    options = sorted(((one, label) for label in labels for one in label.texts), key=lambda pair: -len(pair[0]))
    for words, label in options:
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            free = all(end <= taken[0] or start >= taken[1] for taken in out)
            if free and (not label.weak or _begins(text, chars, start)):
                out.append((start, end, label.key, words))
            start = text.find(words, end)
    return sorted(out)


def _begins(text: str, chars: list[_Char], start: int) -> bool:
    """Does a label stand by itself: at a word's beginning, with nothing but marks or a gap before it?"""
    return chars[start].begins and (start == 0 or text[start - 1] in ":：;；|" or _gap(chars[start - 1], chars[start]) > 0.3)


def _gap(left: _Char, right: _Char) -> float:
    """Empty width between two characters in line heights."""
    return (right.x0 - left.x1) / max(1.0, right.word.box.height)


def _up_to_gap(chars: tuple[_Char, ...]) -> tuple[_Char, ...]:
    for at in range(1, len(chars)):
        if _gap(chars[at - 1], chars[at]) > COLUMN_GAP:
            return chars[:at]
    return chars


def _wrapped(segment: _Segment, chars: tuple[_Char, ...], below: list[list[_Segment]]) -> tuple[_Char, ...]:
    """The lines that go on below a value, in its own column, up to the next label."""
    left, height = chars[0].x0, chars[0].word.box.height
    right = segment.next_label_x
    bottom = max(char.word.box.bottom for char in chars)
    out: tuple[_Char, ...] = ()
    for line in below:
        for other in line:
            if other.key is not None and _in_column(other.label_chars, segment.label_x, right) and _is_below(other, bottom, height):
                return out
            edge = segment.label_x - FLUSH * height if _goes_on_flush(segment, chars, other, bottom) else left - INDENT * height
            more = tuple(char for char in other.chars if char.x0 >= edge and (right is None or char.x1 <= right))
            if other.key is not None or not more or more[0].x0 > left + 8 * height:
                continue
            if not more[0].begins and more[0].word.box.x0 >= segment.label_x - height:
                return out  # its word begins below the label: a line of something else
            if not -0.6 * height <= more[0].word.box.top - bottom <= WRAP_GAP * height:
                continue
            out, bottom = (*out, *_up_to_gap(more)), max(char.word.box.bottom for char in more)
    return out


def _whole(
    segment: _Segment, chars: tuple[_Char, ...], above: list[list[_Segment]], below: list[list[_Segment]], *, centred: bool
) -> tuple[_Char, ...]:
    """A value with its other lines: below its label's and, where the label may stand in the middle of them, above it."""
    first = chars or (_just_below(segment, below) if centred else ())
    if not first:
        return ()
    rest = _wrapped(segment, first, below[1:] if not chars else below)
    over = _above(segment, first, rest, above) if centred else ()
    return (*over, *first, *rest) if chars or over else ()


def _just_below(segment: _Segment, below: list[list[_Segment]]) -> tuple[_Char, ...]:
    """The line right under the middle of a label that no line stands beside: two lines of which one is above its middle."""
    label = segment.label_chars[-1]
    chars = below[0][0].chars if below and len(below[0]) == 1 and below[0][0].key is None else ()
    mine = tuple(char for char in chars if char.x0 >= label.x1 and _is_left_of(char, segment.next_label_x))
    near = bool(mine) and mine[0].word.box.top - label.word.box.top <= CLOSE * label.word.box.height
    return _up_to_gap(mine) if near and mine[0].begins and _gap(label, mine[0]) <= COLUMN_GAP else ()


def _above(segment: _Segment, chars: tuple[_Char, ...], below: tuple[_Char, ...], above: list[list[_Segment]]) -> tuple[_Char, ...]:
    """The lines of a value above its label's, where the label is set in the middle of the value's height: as many as below its
    middle, as close together, and apart from whatever stands above them.
    """
    rows = [list(row) for _, row in groupby(below, key=lambda char: char.word.box.top)]
    left, height, top = chars[0].x0, chars[0].word.box.height, chars[0].word.box.top
    lower = chars[0].word.box.center[1] - segment.label_chars[-1].word.box.center[1]
    step = rows[0][0].word.box.top - top if rows else 2 * lower
    missing = len(rows) + (1 if lower > APART * height else -1 if lower < -APART * height else 0)
    out: tuple[_Char, ...] = ()
    for line in reversed(above) if missing > 0 else ():
        everything = (char for one in line for char in (*one.label_chars, *one.chars))
        mine = [char for char in everything if char.x1 > segment.label_x and _is_left_of(char, segment.next_label_x)]
        if not mine:
            continue
        apart = top - mine[0].word.box.top
        if not missing:
            return out if apart > step + APART * height else ()
        more = tuple(char for char in mine if char.x0 >= left - EDGE * height)
        held = any(one.key is not None and _in_column(one.label_chars, segment.label_x, segment.next_label_x) for one in line)
        if held or len(more) < len(mine) or abs(apart - step) > APART * height or abs(more[0].x0 - left) > EDGE * height:
            return ()
        out, top, missing = (*_up_to_gap(more), *out), more[0].word.box.top, missing - 1
    return out if not missing else ()


def _is_left_of(char: _Char, right: float | None) -> bool:
    return right is None or char.x0 < right


def _goes_on_flush(segment: _Segment, chars: tuple[_Char, ...], other: _Segment, bottom: float) -> bool:
    """住所：岳阳经济技术开发区…工业设计 ⏎ 园A3栋, where the value follows its label in running text and its next line begins below the label."""
    label, height = segment.label_chars[-1], chars[0].word.box.height
    if other.key is not None or _gap(label, chars[0]) > FLUSH or (chars[0].word is not label.word and chars[0].char not in ":："):
        return False
    first = next((char for char in other.chars if char.x0 >= segment.label_x - FLUSH * height), None)
    if first is None or not first.begins or first.x0 - segment.label_x > FLUSH * height or first.word.box.top - bottom > CLOSE * height:
        return False
    return _OWN_LINE.search("".join(char.char for char in other.chars if char.x0 >= first.x0)) is None


def _is_below(other: _Segment, bottom: float, height: float) -> bool:
    return other.label_chars[0].word.box.top > bottom - 0.6 * height


def _in_column(chars: tuple[_Char, ...], left: float, right: float | None) -> bool:
    return chars[-1].x1 > left and (right is None or chars[0].x0 < right)


def _labelled(segment: _Segment, chars: tuple[_Char, ...]) -> Labelled:
    text = "".join(char.char for char in chars).strip(TRIMMED)
    first, last = segment.label_chars[0], segment.label_chars[-1]
    box = Box(first.x0, first.word.box.top, last.x1, last.word.box.bottom)
    return Labelled(segment.key or "", segment.label, text, _pieces(chars), box)


def _pieces(chars: tuple[_Char, ...]) -> tuple[Word, ...]:
    """The value alone, cut out of words that also hold its label: what is read a second time must be the value."""
    out: list[Word] = []
    for _, group in groupby(chars, key=lambda char: id(char.word)):
        run = list(group)
        text = "".join(char.char for char in run)
        box = run[0].word.box
        out.append(replace(run[0].word, text=text, box=Box(run[0].x0, box.top, run[-1].x1, box.bottom)))
    return tuple(word for word in out if word.text.strip(TRIMMED))

"""Glyphs to words: runs of characters on one baseline, broken where a gap says that something else begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.layer.glyphs import Glyph
from extractors.layer.tight import NOWHERE, Begins, begins_of
from models.document import Doubt, Word
from models.geometry import Box

READER = "text layer"
BREAK_EM = 0.8
BREAK_DIGITS_EM = 0.5
SPACE_EM = 0.22
SAME_BASELINE = 0.4
SMALL = 0.8
RAISED = (0.12, 0.75)
TWICE_EM = 0.12
TWICE_PT = 0.9
OVERPRINT = 0.55
HIDDEN = frozenset((Doubt.HIDDEN,))
DOUBTED = frozenset((Doubt.LAYER_DOUBTED,))
MAY_LIE_OVER = frozenset("□√☑×■_＿")
BLANK = re.compile(r"[_＿]{2,}")
RAISED_DIGITS = ("2", "3", "²")
NEXT_LINES = 3
UNITS_RAISED = frozenset("mM㎡")


def words_of(glyphs: Iterable[Glyph], doubts: Sequence[frozenset[Doubt]] = (), *, loose: bool = False) -> list[Word]:
    """Words of one region, in no particular order.

    `doubts[i]` is held against every word in font i. Vertical and upside-down runs become words of their own, one a line.
    `loose`: no ruling parts the columns of the region, and they may stand close together.
    """
    words: list[Word] = []
    by_angle: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_angle.setdefault(glyph.angle, []).append(glyph)
    for angle, group in by_angle.items():
        lines = _lines(_turned(group, angle))
        begins = begins_of([_runs(line, NOWHERE) for line in lines]) if loose and not angle else NOWHERE
        for line in lines:
            for run in _runs(line, begins):
                words.extend(_word(run, _text_of(run), angle, doubts))
    return words


def _turned(glyphs: list[Glyph], angle: int) -> list[Glyph]:
    """The same glyphs in a frame in which they read from left to right; askew ones stay as they are."""
    if angle == 90:
        return [g._replace(x0=g.top, x1=g.bottom, top=-g.x1, bottom=-g.x0, base=-g.base) for g in glyphs]
    if angle == 270:
        return [g._replace(x0=-g.bottom, x1=-g.top, top=g.x0, bottom=g.x1) for g in glyphs]
    if angle == 180:
        return [g._replace(x0=-g.x1, x1=-g.x0, top=-g.bottom, bottom=-g.top, base=-g.base) for g in glyphs]
    return glyphs


def _back(box: Box, angle: int) -> Box:
    if angle == 90:
        return Box(-box.bottom, box.x0, -box.top, box.x1)
    if angle == 270:
        return Box(box.top, -box.x1, box.bottom, -box.x0)
    if angle == 180:
        return Box(-box.x1, -box.bottom, -box.x0, -box.top)
    return box


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs on one baseline, left to right; raised and lowered small type goes to the line it belongs to."""
    lines: list[list[Glyph]] = []
    anchor = 0.0
    size = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        if lines and glyph.base - anchor <= SAME_BASELINE * min(size, glyph.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            anchor, size = glyph.base, glyph.size
    lines = [_once(sorted(line, key=lambda g: g.x0)) for line in lines]
    return _with_raised(lines)


def _once(line: list[Glyph]) -> list[Glyph]:
    """Without the second printing of a character that makes it look bold. A ligature's letters lie on one spot too, but
    are painted together."""
    kept: list[Glyph] = []
    for glyph in line:
        near = max(TWICE_PT, TWICE_EM * glyph.size)
        if any(glyph.text == other.text and abs(glyph.x0 - other.x0) <= near and glyph.run != other.run for other in kept[-3:]):
            continue
        kept.append(glyph)
    return kept


def _with_raised(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Puts the small 2 of m² behind its m. Other raised type (notes) keeps a line of its own: it is not part of a number."""
    for index, line in enumerate(lines):
        if len(line) > 2 or line[0].text not in RAISED_DIGITS:
            continue
        for other in lines[index + 1 : index + 1 + NEXT_LINES]:
            home = next((i for i, glyph in enumerate(other) if _carries(glyph, line[0])), None)
            if home is not None:
                other[home + 1 : home + 1] = line
                lines[index] = []
                break
    return [line for line in lines if line]


def _carries(letter: Glyph, small: Glyph) -> bool:
    low, high = RAISED
    return (
        letter.text in UNITS_RAISED
        and small.size < SMALL * letter.size
        and low * letter.size <= letter.base - small.base <= high * letter.size
        and -0.2 * letter.size <= small.x0 - letter.x1 <= 0.3 * letter.size
    )


def _runs(line: list[Glyph], begins: Begins) -> list[list[Glyph]]:
    """The glyphs of a line word by word."""
    runs: list[list[Glyph]] = []
    for glyph in line:
        if not runs or _parts(runs[-1][-1], glyph) or begins.parts(runs[-1][-1], glyph):
            runs.append([])
        runs[-1].append(glyph)
    return runs


def _parts(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x0 - before.x1
    em = max(before.size, glyph.size)
    return gap > BREAK_EM * em or (gap > BREAK_DIGITS_EM * em and _digits(before, glyph)) or _is_note(before, glyph)


def _text_of(run: list[Glyph]) -> str:
    text = run[0].text
    for before, glyph in pairwise(run):
        spaced = _spaced(before, glyph, glyph.x0 - before.x1, max(before.size, glyph.size))
        text += f" {glyph.text}" if spaced else glyph.text
    return text


def _digits(before: Glyph, glyph: Glyph) -> bool:
    return before.text[-1:].isdigit() and glyph.text[:1].isdigit()


def _is_note(before: Glyph, glyph: Glyph) -> bool:
    """A raised small figure behind a figure is a note's number, not its last digit."""
    return glyph.size < SMALL * before.size and _digits(before, glyph) and before.base - glyph.base > RAISED[0] * before.size


def _spaced(before: Glyph, glyph: Glyph, gap: float, em: float) -> bool:
    if glyph.spaced:
        return gap > 0.05 * em
    return gap > SPACE_EM * em and _narrow(before.text[-1:]) and _narrow(glyph.text[:1])


def _narrow(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _word(run: list[Glyph], text: str, angle: int, doubts: Sequence[frozenset[Doubt]]) -> list[Word]:
    """The word of a run; blanks drawn with underscores are spaces, not characters."""
    if "__" in text or "＿" in text:
        text = BLANK.sub(" ", text)
    text = text.strip()
    if not text:
        return []
    held: frozenset[Doubt] = frozenset()
    before = run[0]
    x0, top, x1, bottom = before.x0, before.top, before.x1, before.bottom
    for glyph in run:
        if glyph.hidden:
            held |= HIDDEN
        if glyph.unmapped or glyph.text == "�":
            held |= DOUBTED
        if glyph.font < len(doubts) and doubts[glyph.font]:
            held |= doubts[glyph.font]
        if glyph.x0 < before.x1 and glyph is not before and _overprinted(before, glyph):
            held |= DOUBTED
        if glyph.top < top:
            top = glyph.top
        if glyph.bottom > bottom:
            bottom = glyph.bottom
        if glyph.x1 > x1:
            x1 = glyph.x1
        before = glyph
    if "_" in run[0].text or "_" in run[-1].text:
        inked = [glyph for glyph in run if glyph.text not in "_＿"] or run
        x0, x1 = min(glyph.x0 for glyph in inked), max(glyph.x1 for glyph in inked)
    box = Box(x0, top, x1, bottom)
    return [Word(text, _back(box, angle) if angle else box, 0.5 if held else 1.0, READER, held)]


def _overprinted(before: Glyph, glyph: Glyph) -> bool:
    """Two different characters on the same spot: one was struck over, or the layer lies."""
    if before.run == glyph.run >= 0:
        return False
    narrow = min(before.x1 - before.x0, glyph.x1 - glyph.x0)
    return before.x1 - glyph.x0 > OVERPRINT * narrow > 0 and not {before.text, glyph.text} & MAY_LIE_OVER

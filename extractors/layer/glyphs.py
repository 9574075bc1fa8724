"""What lies on a digital page before anybody made words of it: glyphs, rulings, squares and pictures, as a viewer shows them.

All coordinates are points of the page as shown (CropBox and /Rotate applied), origin at its top left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from models.geometry import Box


class Glyph(NamedTuple):
    """One character that prints. `base` is its baseline (upright text: y), `size` the type size in points as shown,
    `angle` its reading direction in degrees clockwise (0, 90, 180, 270), `font` an index into the sheet's fonts,
    `spaced`: the layer has a space before it. `unmapped`: nothing in the file vouches for `text`.
    `falling`: it stands upright in a column that is written downwards. `run` tells which
    glyphs were painted together."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: int
    angle: int = 0
    spaced: bool = False
    hidden: bool = False
    unmapped: bool = False
    falling: bool = False
    run: int = -1


class Rule(NamedTuple):
    """A straight ruling, horizontal (top == bottom) or vertical (x0 == x1)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class Square:
    """A small drawn box of a checkbox's size; `filled`: with something dark; `strokes`: other lines drawn inside it."""

    box: Box
    filled: bool
    strokes: int


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the page names it, without the letters that mark a subset. `false`: characters whose outline is
    plainly another character's, so that what is copied is not what is seen."""

    name: str
    embedded: bool = True
    false: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's ink. `rules` are drawn lines and thin bars, `shades` the edges of filled areas, used where no line is drawn;
    `strokes` are small slanting or bent outlines: a tick drawn by hand or by a program.

    `outside`, `invisible` and `askew` count characters left out; `cut`: a limit was reached and what lies beyond it is missing.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    shades: tuple[Rule, ...] = ()
    squares: tuple[Square, ...] = ()
    strokes: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    fonts: tuple[Font, ...] = ()
    outside: int = 0
    invisible: int = 0
    askew: int = 0
    cut: bool = False

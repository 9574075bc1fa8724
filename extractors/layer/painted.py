"""What PDFium paints on a page, as plain records: characters, paths, pictures, shapes of glyphs. All in points as shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from models.geometry import Box

INVISIBLE_MODES = (3, 7)


class Char(NamedTuple):
    """A character as PDFium gives it: its code point, box, and the index of its `Run`."""

    code: int
    x0: float
    top: float
    x1: float
    bottom: float
    run: int
    spaced: bool
    unmapped: bool


class Run(NamedTuple):
    """What the characters of one text object share. `font` is an index into the page's fonts; `base` the baseline of its first
    character (y; x where the text runs down or up); `angle` 0, 90, 180 or 270, clockwise; -1 askew or mirrored; `order`: when it is
    painted."""

    font: int
    size: float
    angle: int
    base: float
    mode: int
    white: bool
    order: int


class FontFace(NamedTuple):
    """A font by its name, without the letters that mark a subset, and whether its shapes are in the file."""

    name: str
    embedded: bool


Outline = tuple[tuple[tuple[float, float], ...], ...]


class Shape(NamedTuple):
    """The outline a font draws for what it says is the character `code`: closed contours, y upwards, 1000 units an em."""

    font: int
    code: int
    outline: Outline


class Stroke(NamedTuple):
    """A straight piece of a path."""

    x0: float
    y0: float
    x1: float
    y1: float


class Path(NamedTuple):
    """One outline of a drawn path: its straight pieces, whether it bends, how it is painted (white paint is told apart)
    and when. `opaque`: what lies under its filling is not seen."""

    strokes: tuple[Stroke, ...]
    box: Box
    curved: bool
    filled: bool
    stroked: bool
    white_fill: bool
    white_stroke: bool
    opaque: bool
    order: int


class Picture(NamedTuple):
    """Where an image lies, whether it lets through what is under it, and when it is painted."""

    box: Box
    opaque: bool
    order: int


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything painted on a page; `cut`: a limit was reached and what lies beyond it is missing."""

    chars: tuple[Char, ...]
    runs: tuple[Run, ...]
    fonts: tuple[FontFace, ...]
    shapes: tuple[Shape, ...]
    paths: tuple[Path, ...]
    pictures: tuple[Picture, ...]
    cut: bool


class Summary(NamedTuple):
    """Counts of text objects that print and that do not (render mode 3 or 7), of path segments, and where images lie."""

    shown_text: int
    hidden_text: int
    segments: int
    pictures: tuple[Box, ...]

"""Drawing on paper that remembers: a Page keeps what was drawn, and where each value stands.

Lengths are PDF points; the origin is the top left corner of the upright page, y grows downwards. Boxes are
(x0, top, x1, bottom). Text may hold values: `mark("staff_total", "26")` yields a piece of text that is drawn as
"26" and recorded as a Mark of that field.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from reportlab.pdfgen.canvas import Canvas

from .fonts import advance, face_for

Box = tuple[float, float, float, float]
Op = Callable[[Canvas], None]
A4 = (595.28, 841.89)
_OPEN, _IS, _BAR, _CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"  # private use: never drawn
_NOT_FIRST = "，。；：、？！）〕》」』”％%℃㎡,.;:)]"
_NOT_LAST = "（〔《「『“("


def mark(field_name: str, shown: object, value: object | None = None) -> str:
    """Text that shows `shown` and records it as `field_name` with the canonical `value` (default: what is shown)."""
    return f"{_OPEN}{field_name}{_IS}{shown if value is None else value}{_BAR}{shown}{_CLOSE}"


def plain(text: str) -> str:
    """The text as a reader sees it, without the marks."""
    return "".join(one.character for one in letters_of(text))


@dataclass(frozen=True, slots=True)
class Mark:
    """A value of a field that stands on a page."""

    field: str
    value: str
    box: Box
    shown: str = ""  # the characters as drawn; empty where an area as a whole shows the value


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line: its characters and the box of each."""

    characters: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    character: str
    tags: tuple[tuple[str, str, int], ...] = ()  # field, value, running number of the mark


@dataclass(frozen=True, slots=True)
class Style:
    """How one application looks on paper. Sizes and lengths in points."""

    face: str = "Song"
    title_face: str = "ZenHei"
    size: float = 11.0
    leading: float = 1.45
    margin: float = 62.0
    rule: float = 0.7
    padding: float = 4.5
    shade: float = 1.0  # fill of label cells: 1 is white
    page: tuple[float, float] = A4


def letters_of(text: str) -> list[Letter]:
    """The letters that are drawn, each with the marks it belongs to."""
    letters: list[Letter] = []
    stack: list[tuple[str, str, int]] = []
    i = number = 0
    while i < len(text):
        if text[i] == _OPEN:
            sep, bar = text.index(_IS, i), text.index(_BAR, i)
            stack.append((text[i + 1 : sep], text[sep + 1 : bar], number))
            number += 1
            i = bar + 1
        elif text[i] == _CLOSE:
            stack.pop()
            i += 1
        else:
            letters.append(Letter(text[i], tuple(stack)))
            i += 1
    return letters


def width_of(text: str, face: str, size: float) -> float:
    """Width of a piece of text on one line."""
    return sum(advance(one.character, face) for one in letters_of(text)) * size


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".,-/@%_")


def _tokens(letters: Sequence[Letter]) -> list[list[Letter]]:
    tokens: list[list[Letter]] = []
    for one in letters:
        if tokens and _is_word(one.character) and _is_word(tokens[-1][-1].character):
            tokens[-1].append(one)
        else:
            tokens.append([one])
    return tokens


def wrap(text: str, width: float, face: str, size: float, *, first_indent: float = 0.0) -> list[list[Letter]]:
    """Lines that fit into `width`: numbers stay whole where they can, punctuation never opens a line."""
    lines: list[list[Letter]] = []
    for part in text.split("\n"):
        line: list[Letter] = []
        used = first_indent
        for token in _tokens(letters_of(part)):
            length = sum(advance(one.character, face) for one in token) * size
            if line and used + length > width + 0.01 and token[0].character not in _NOT_FIRST:
                carried: list[Letter] = []
                while line and line[-1].character in _NOT_LAST:
                    carried.insert(0, line.pop())
                lines.append(line)
                line, used = carried, sum(advance(one.character, face) for one in carried) * size
            for one in token:
                step = advance(one.character, face) * size
                if length > width and line and used + step > width + 0.01:
                    lines.append(line)
                    line, used = [], 0.0
                line.append(one)
                used += step
        lines.append(line)
    return lines


def union(boxes: Sequence[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


@dataclass
class Page:
    """One sheet: what to draw, what it says, and what kind of page it truly is."""

    width: float
    height: float
    kind: str
    ops: list[Op] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    turn: int = 0  # /Rotate of the PDF page, degrees clockwise; the viewer sees width × height

    def replay(self, canvas: Canvas) -> None:
        """Draws the page on a canvas whose page size is (width, height)."""
        for op in self.ops:
            op(canvas)

    def line(
        self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.7, grey: float = 0.0, dash: tuple[float, ...] = ()
    ) -> None:
        top = self.height

        def op(canvas: Canvas) -> None:
            canvas.saveState()
            canvas.setStrokeGray(grey)
            canvas.setLineWidth(width)
            if dash:
                canvas.setDash(list(dash))
            canvas.line(x0, top - y0, x1, top - y1)
            canvas.restoreState()

        self.ops.append(op)

    def rect(
        self,
        box: Box,
        *,
        fill: float | tuple[float, float, float] | None = None,
        width: float = 0.7,
        stroke: float | tuple[float, float, float] | None = 0.0,
    ) -> None:
        top = self.height

        def op(canvas: Canvas) -> None:
            canvas.saveState()
            canvas.setLineWidth(width)
            if stroke is not None:
                canvas.setStrokeColorRGB(*(stroke if isinstance(stroke, tuple) else (stroke,) * 3))
            if fill is not None:
                canvas.setFillColorRGB(*(fill if isinstance(fill, tuple) else (fill,) * 3))
            canvas.rect(box[0], top - box[3], box[2] - box[0], box[3] - box[1], stroke=int(stroke is not None), fill=int(fill is not None))
            canvas.restoreState()

        self.ops.append(op)

    def curve(self, points: Sequence[tuple[float, float]], *, width: float = 1.2, colour: tuple[float, float, float] = (0, 0, 0)) -> None:
        """A stroke of a pen through the points."""
        top = self.height

        def op(canvas: Canvas) -> None:
            canvas.saveState()
            canvas.setStrokeColorRGB(*colour)
            canvas.setLineWidth(width)
            canvas.setLineCap(1)
            path = canvas.beginPath()
            path.moveTo(points[0][0], top - points[0][1])
            for x, y in points[1:]:
                path.lineTo(x, top - y)
            canvas.drawPath(path, stroke=1, fill=0)
            canvas.restoreState()

        self.ops.append(op)

    def picture(self, image: object, box: Box, *, mask: str | None = "auto") -> None:
        """An image (reportlab ImageReader) laid into a box."""
        top = self.height

        def op(canvas: Canvas) -> None:
            canvas.drawImage(image, box[0], top - box[3], box[2] - box[0], box[3] - box[1], mask=mask)

        self.ops.append(op)

    def letters(
        self,
        x: float,
        y: float,
        letters: Sequence[Letter],
        *,
        face: str,
        size: float,
        bold: bool = False,
        colour: tuple[float, float, float] = (0, 0, 0),
        stretch: float = 0.0,
    ) -> list[Box]:
        """One line of letters, its top at y; `stretch` is added after each letter. Records line and marks."""
        boxes: list[Box] = []
        runs: list[tuple[float, str, str]] = []
        at = x
        for one in letters:
            name = face_for(one.character, face)
            step = advance(one.character, face) * size
            boxes.append((at, y, at + step, y + size))
            if runs and runs[-1][1] == name and not stretch:
                runs[-1] = (runs[-1][0], name, runs[-1][2] + one.character)
            else:
                runs.append((at, name, one.character))
            at += step + stretch
        baseline = self.height - (y + size * 0.86)

        def op(canvas: Canvas) -> None:
            canvas.saveState()
            canvas.setFillColorRGB(*colour)
            canvas.setStrokeColorRGB(*colour)
            canvas.setLineWidth(size * 0.028)
            for start, name, characters in runs:
                canvas.setFont(name, size)
                canvas.drawString(start, baseline, characters, mode=2 if bold else 0)
            canvas.restoreState()

        self.ops.append(op)
        self.lines.append(Line("".join(one.character for one in letters), tuple(boxes)))
        return boxes

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        face: str,
        size: float,
        bold: bool = False,
        colour: tuple[float, float, float] = (0, 0, 0),
        stretch: float = 0.0,
    ) -> Box:
        """One line of text, marks recorded; gives its box."""
        return self.block([letters_of(text)], x, y, face=face, size=size, bold=bold, colour=colour, stretch=stretch)

    def block(
        self,
        lines: Sequence[Sequence[Letter]],
        x: float,
        y: float,
        *,
        face: str,
        size: float,
        width: float | None = None,
        align: str = "left",
        leading: float = 1.3,
        bold: bool = False,
        first_indent: float = 0.0,
        colour: tuple[float, float, float] = (0, 0, 0),
        stretch: float = 0.0,
    ) -> Box:
        """Lines of letters one below the other; a mark that runs over lines gets one box around them."""
        found: dict[tuple[str, str, int], list[tuple[Box, str]]] = {}
        everything: list[Box] = []
        at_y = y
        for number, line in enumerate(lines):
            length = sum(advance(one.character, face) for one in line) * size + stretch * max(0, len(line) - 1)
            at_x = x + (first_indent if number == 0 else 0)
            if width is not None and align == "center":
                at_x = x + max(0.0, (width - length) / 2)
            elif width is not None and align == "right":
                at_x = x + max(0.0, width - length)
            boxes = self.letters(at_x, at_y, line, face=face, size=size, bold=bold, colour=colour, stretch=stretch)
            for one, box in zip(line, boxes, strict=True):
                for tag in one.tags:
                    found.setdefault(tag, []).append((box, one.character))
            everything += boxes
            at_y += size * leading
        for (name, value, _), drawn in found.items():
            self.marks.append(Mark(name, value, union([box for box, _ in drawn]), "".join(one for _, one in drawn)))
        # A value wrapped over lines must be found as well: the block as one run of characters.
        if len(lines) > 1:
            self.lines.append(Line("".join(one.character for line in lines for one in line), tuple(everything)))
        return union(everything) if everything else (x, y, x, y + size)

    def tag(self, field_name: str, value: object, box: Box) -> None:
        """Records a value that an area of the page shows as a whole (the rows of a roster, a row of tick boxes)."""
        self.marks.append(Mark(field_name, str(value), box))

    def find(self, text: str) -> list[Box]:
        """Boxes of every place where these characters stand on the page."""
        boxes: list[Box] = []
        for line in self.lines:
            start = line.characters.find(text)
            while start >= 0:
                box = union(line.boxes[start : start + len(text)])
                if box not in boxes:
                    boxes.append(box)
                start = line.characters.find(text, start + len(text))
        return boxes


def drawn_tick(page: Page, box: Box, rng: Random, colour: tuple[float, float, float] = (0.05, 0.05, 0.35)) -> None:
    """A tick by hand over a box, a little out of it."""
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0

    def jitter() -> float:
        return rng.uniform(-0.06, 0.06) * w

    page.curve(
        [(x0 + 0.12 * w + jitter(), y0 + 0.5 * h), (x0 + 0.42 * w + jitter(), y1 - 0.08 * h), (x1 + 0.15 * w + jitter(), y0 - 0.05 * h)],
        width=max(1.1, h * 0.11),
        colour=colour,
    )


def signature(page: Page, x: float, y: float, name: str, rng: Random, size: float = 17.0) -> Box:
    """A name written by hand: brush face, uneven height, a stroke below."""
    at = x
    boxes = []
    for character in name:
        step = size * rng.uniform(0.86, 1.0)
        boxes.append(
            page.text(at, y + rng.uniform(-2, 2), character, face="Kai", size=size * rng.uniform(0.95, 1.12), colour=(0.05, 0.05, 0.3))
        )
        at += step
    box = union(boxes)
    page.lines.append(Line(name, tuple(boxes)))
    wave = [(x + i * 3.0, y + size * 1.15 + math.sin(i / 2) * 1.2) for i in range(int((at - x) / 3))]
    if len(wave) > 2:
        page.curve(wave, width=0.8, colour=(0.05, 0.05, 0.3))
    return box

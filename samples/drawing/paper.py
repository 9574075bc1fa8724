"""Drawing on paper that remembers: a Page keeps what was drawn, and where each value stands.

Lengths are PDF points; the origin is the top left corner of the upright page, y grows downwards. Boxes are
(x0, top, x1, bottom). Text may hold values: `mark("staff_total", "26")` yields a piece of text that is drawn as
"26" and recorded as a Mark of that field.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
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
    return "".join(one.character for one in _letters(text))


@dataclass(frozen=True, slots=True)
class Mark:
    """A value of a field that stands on a page."""

    field: str
    value: str
    box: Box


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


def _letters(text: str) -> list[Letter]:
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
    return sum(advance(one.character, face) for one in _letters(text)) * size


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
        for token in _tokens(_letters(part)):
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

    def line(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.7, grey: float = 0.0,
             dash: tuple[float, ...] = ()) -> None:
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

    def rect(self, box: Box, *, fill: float | tuple[float, float, float] | None = None, width: float = 0.7,
             stroke: float | tuple[float, float, float] | None = 0.0) -> None:
        top = self.height

        def op(canvas: Canvas) -> None:
            canvas.saveState()
            canvas.setLineWidth(width)
            if stroke is not None:
                canvas.setStrokeColorRGB(*(stroke if isinstance(stroke, tuple) else (stroke,) * 3))
            if fill is not None:
                canvas.setFillColorRGB(*(fill if isinstance(fill, tuple) else (fill,) * 3))
            canvas.rect(box[0], top - box[3], box[2] - box[0], box[3] - box[1],
                        stroke=int(stroke is not None), fill=int(fill is not None))
            canvas.restoreState()

        self.ops.append(op)

    def curve(self, points: Sequence[tuple[float, float]], *, width: float = 1.2,
              colour: tuple[float, float, float] = (0, 0, 0)) -> None:
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

    def letters(self, x: float, y: float, letters: Sequence[Letter], *, face: str, size: float, bold: bool = False,
                colour: tuple[float, float, float] = (0, 0, 0), stretch: float = 0.0) -> list[Box]:
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

    def text(self, x: float, y: float, text: str, *, face: str, size: float, bold: bool = False,
             colour: tuple[float, float, float] = (0, 0, 0), stretch: float = 0.0) -> Box:
        """One line of text, marks recorded; gives its box."""
        return self.block([_letters(text)], x, y, face=face, size=size, bold=bold, colour=colour, stretch=stretch)

    def block(self, lines: Sequence[Sequence[Letter]], x: float, y: float, *, face: str, size: float,
              width: float | None = None, align: str = "left", leading: float = 1.3, bold: bool = False,
              first_indent: float = 0.0, colour: tuple[float, float, float] = (0, 0, 0),
              stretch: float = 0.0) -> Box:
        """Lines of letters one below the other; a mark that runs over lines gets one box around them."""
        found: dict[tuple[str, str, int], list[Box]] = {}
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
                    found.setdefault(tag, []).append(box)
            everything += boxes
            at_y += size * leading
        for (name, value, _), boxes in found.items():
            self.marks.append(Mark(name, value, union(boxes)))
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


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `span` columns wide, `down` rows deep; `value` true for what was filled in."""

    text: str
    span: int = 1
    down: int = 1
    align: str = "center"
    label: bool = False
    stretch: bool = False  # the letters of a label pulled apart over the cell


@dataclass
class Book:
    """The pages of one document while it is being drawn, with a cursor."""

    style: Style
    rng: Random
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0
    kind: str = "other"

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def left(self) -> float:
        return self.style.margin

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.page.width - 2 * self.style.margin

    @property
    def bottom(self) -> float:
        return self.page.height - self.style.margin * 0.9

    def new_page(self, kind: str | None = None, *, landscape: bool = False) -> Page:
        self.kind = kind or self.kind
        width, height = self.style.page
        if landscape:
            width, height = height, width
        self.pages.append(Page(width, height, self.kind))
        self.y = self.style.margin
        return self.page

    def room(self, height: float) -> None:
        """Turns to a new page of the same kind where `height` does not fit any more."""
        if self.y + height > self.bottom:
            self.new_page()

    def gap(self, height: float) -> None:
        self.y += height

    def title(self, text: str, *, size: float = 18.0, gap: float = 12.0) -> None:
        lines = wrap(text, self.inner, self.style.title_face, size)
        self.page.block(lines, self.left, self.y, face=self.style.title_face, size=size, width=self.inner,
                        align="center", leading=1.35, bold=True)
        self.y += len(lines) * size * 1.35 + gap

    def paragraph(self, text: str, *, indent: bool = True, size: float | None = None, align: str = "left",
                  bold: bool = False, face: str | None = None, gap: float = 3.0) -> None:
        """Running text; a paragraph that does not fit goes on on the next page, line by line."""
        size = size or self.style.size
        face = face or self.style.face
        first = 2 * size if indent and align == "left" else 0.0
        lines = wrap(text, self.inner, face, size, first_indent=first)
        step = size * self.style.leading
        while lines:
            self.room(step)
            fits = max(1, int((self.bottom - self.y) / step))
            self.page.block(lines[:fits], self.left, self.y, face=face, size=size, width=self.inner, align=align,
                            leading=self.style.leading, bold=bold, first_indent=first)
            self.y += min(fits, len(lines)) * step
            lines, first = lines[fits:], 0.0
        self.y += gap

    def table(self, rows: Sequence[Sequence[Cell]], widths: Sequence[float], *, size: float | None = None,
              header: int = 0, rules: str = "full", x: float | None = None, keep: bool = False,
              min_height: float = 0.0) -> list[tuple[Page, Box]]:
        """A table; breaks between rows that no cell spans and repeats `header` rows. Widths are shares of the width.

        Gives the box of the body rows on each page they stand on.
        """
        size = size or self.style.size
        x = self.left if x is None else x
        total = sum(widths)
        columns = [share / total * self.inner for share in widths]
        grid = _lay_out(rows, len(columns))
        heights = self._heights(grid, rows, columns, size, min_height)
        groups = _groups(grid, len(rows))
        placed: list[tuple[Page, Box]] = []
        head = [number for group in groups for number in group if number < header]
        if keep and self.y + sum(heights) > self.bottom:
            self.new_page()
        for group in groups:
            needed = sum(heights[number] for number in group)
            if self.y + needed > self.bottom and group[0] >= header:
                self.new_page()
                if head:
                    self._draw_rows(head, grid, heights, columns, x, size, rules)
            top = self.y
            self._draw_rows(group, grid, heights, columns, x, size, rules)
            if group[0] >= header:
                box = (x, top, x + sum(columns), self.y)
                if placed and placed[-1][0] is self.page:
                    box = union([placed[-1][1], box])
                    placed.pop()
                placed.append((self.page, box))
        return placed

    def _heights(self, grid: list[tuple[int, int, Cell]], rows: Sequence[Sequence[Cell]], columns: list[float],
                 size: float, min_height: float) -> list[float]:
        pad = self.style.padding
        heights = [max(min_height, size * 1.3 + 2 * pad)] * len(rows)
        for row, column, cell in sorted(grid, key=lambda one: one[2].down):
            width = sum(columns[column : column + cell.span]) - 2 * pad
            need = len(wrap(cell.text, width, self.style.face, size)) * size * 1.3 + 2 * pad
            have = sum(heights[row : row + cell.down])
            if need > have:
                heights[row + cell.down - 1] += need - have
        return heights

    def _draw_rows(self, group: Sequence[int], grid: list[tuple[int, int, Cell]], heights: list[float],
                   columns: list[float], x: float, size: float, rules: str) -> None:
        pad, style = self.style.padding, self.style
        tops = {}
        at = self.y
        for number in group:
            tops[number] = at
            at += heights[number]
        for row, column, cell in grid:
            if row not in tops:
                continue
            left = x + sum(columns[:column])
            width = sum(columns[column : column + cell.span])
            height = sum(heights[row : row + cell.down])
            box = (left, tops[row], left + width, tops[row] + height)
            if rules == "full":
                self.page.rect(box, width=style.rule, fill=style.shade if cell.label and style.shade < 1 else None)
            elif rules == "lines":
                self.page.line(box[0], box[3], box[2], box[3], width=style.rule * 0.6, grey=0.4)
            lines = wrap(cell.text, width - 2 * pad, style.face, size)
            free = height - len(lines) * size * 1.3
            stretch = 0.0
            if cell.stretch and len(lines) == 1 and 2 <= len(lines[0]) <= 6:
                spare = width - 4 * pad - width_of(cell.text, style.face, size)
                stretch = max(0.0, min(spare / (len(lines[0]) - 1), size * 1.4))
            self.page.block(lines, left + pad, tops[row] + max(pad * 0.5, free / 2), face=style.face, size=size,
                            width=width - 2 * pad, align=cell.align, stretch=stretch)
        self.y = at

    def lines_of(self, text: str, *, size: float, width: float, face: str | None = None) -> list[list[Letter]]:
        return wrap(text, width, face or self.style.face, size)


def _lay_out(rows: Sequence[Sequence[Cell]], columns: int) -> list[tuple[int, int, Cell]]:
    """Row and column of every cell, spans heeded."""
    taken: set[tuple[int, int]] = set()
    out: list[tuple[int, int, Cell]] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            if column + cell.span > columns:
                raise ValueError(f"row {number} is wider than the table: {plain(cell.text)}")
            out.append((number, column, cell))
            taken |= {(number + i, column + j) for i in range(cell.down) for j in range(cell.span)}
            column += cell.span
    return out


def _groups(grid: list[tuple[int, int, Cell]], count: int) -> list[list[int]]:
    """Rows that must stay together because a cell spans them."""
    joined = [False] * (count + 1)
    for row, _, cell in grid:
        for number in range(row + 1, row + cell.down):
            joined[number] = True
    groups: list[list[int]] = []
    for number in range(count):
        if joined[number] and groups:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def drawn_tick(page: Page, box: Box, rng: Random, colour: tuple[float, float, float] = (0.05, 0.05, 0.35)) -> None:
    """A tick by hand over a box, a little out of it."""
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0

    def jitter() -> float:
        return rng.uniform(-0.06, 0.06) * w

    page.curve([(x0 + 0.12 * w + jitter(), y0 + 0.5 * h), (x0 + 0.42 * w + jitter(), y1 - 0.08 * h),
                (x1 + 0.15 * w + jitter(), y0 - 0.05 * h)], width=max(1.1, h * 0.11), colour=colour)


def signature(page: Page, x: float, y: float, name: str, rng: Random, size: float = 17.0) -> Box:
    """A name written by hand: brush face, uneven height, a stroke below."""
    at = x
    boxes = []
    for character in name:
        step = size * rng.uniform(0.86, 1.0)
        boxes.append(page.text(at, y + rng.uniform(-2, 2), character, face="Kai", size=size * rng.uniform(0.95, 1.12),
                               colour=(0.05, 0.05, 0.3)))
        at += step
    box = union(boxes)
    page.lines.append(Line(name, tuple(boxes)))
    wave = [(x + i * 3.0, y + size * 1.15 + math.sin(i / 2) * 1.2) for i in range(int((at - x) / 3))]
    if len(wave) > 2:
        page.curve(wave, width=0.8, colour=(0.05, 0.05, 0.3))
    return box


def shifted(style: Style, **changes: object) -> Style:
    """The same style with some things changed."""
    return replace(style, **changes)  # type: ignore[arg-type]

"""Documents page by page: running text, tables that break over pages, and a cursor that goes down the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from .paper import Box, Letter, Page, Style, plain, union, width_of, wrap


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
        self.page.block(
            lines, self.left, self.y, face=self.style.title_face, size=size, width=self.inner, align="center", leading=1.35, bold=True
        )
        self.y += len(lines) * size * 1.35 + gap

    def paragraph(
        self,
        text: str,
        *,
        indent: bool = True,
        size: float | None = None,
        align: str = "left",
        bold: bool = False,
        face: str | None = None,
        gap: float = 3.0,
    ) -> None:
        """Running text; a paragraph that does not fit goes on on the next page, line by line."""
        size = size or self.style.size
        face = face or self.style.face
        first = 2 * size if indent and align == "left" else 0.0
        lines = wrap(text, self.inner, face, size, first_indent=first)
        step = size * self.style.leading
        while lines:
            self.room(step)
            fits = max(1, int((self.bottom - self.y) / step))
            self.page.block(
                lines[:fits],
                self.left,
                self.y,
                face=face,
                size=size,
                width=self.inner,
                align=align,
                leading=self.style.leading,
                bold=bold,
                first_indent=first,
            )
            self.y += min(fits, len(lines)) * step
            lines, first = lines[fits:], 0.0
        self.y += gap

    def table(
        self,
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        *,
        size: float | None = None,
        header: int = 0,
        rules: str = "full",
        x: float | None = None,
        keep: bool = False,
        min_height: float = 0.0,
    ) -> list[tuple[Page, Box]]:
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

    def _heights(
        self, grid: list[tuple[int, int, Cell]], rows: Sequence[Sequence[Cell]], columns: list[float], size: float, min_height: float
    ) -> list[float]:
        pad = self.style.padding
        heights = [max(min_height, size * 1.3 + 2 * pad)] * len(rows)
        for row, column, cell in sorted(grid, key=lambda one: one[2].down):
            width = sum(columns[column : column + cell.span]) - 2 * pad
            need = len(wrap(cell.text, width, self.style.face, size)) * size * 1.3 + 2 * pad
            have = sum(heights[row : row + cell.down])
            if need > have:
                heights[row + cell.down - 1] += need - have
        return heights

    def _draw_rows(
        self,
        group: Sequence[int],
        grid: list[tuple[int, int, Cell]],
        heights: list[float],
        columns: list[float],
        x: float,
        size: float,
        rules: str,
    ) -> None:
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
            self.page.block(
                lines,
                left + pad,
                tops[row] + max(pad * 0.5, free / 2),
                face=style.face,
                size=size,
                width=width - 2 * pad,
                align=cell.align,
                stretch=stretch,
            )
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

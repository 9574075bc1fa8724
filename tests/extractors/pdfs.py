"""Small PDFs drawn for tests, with faces that reportlab brings along: no font file of the machine is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.textlayer import TextLayer, read_text_layer

SONG = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def drawn(folder: Path, *pages: Callable[[Canvas], None], size: tuple[float, float] = (WIDTH, HEIGHT), **options: object) -> str:
    """The path of a PDF with one page for each function."""
    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=size, **options)
    for page in pages:
        canvas.setFont(SONG, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return str(path)


def read(folder: Path, page: Callable[[Canvas], None], **options: object) -> TextLayer:
    """The page that a function draws, read."""
    return read_text_layer(drawn(folder, page, **options), 1, file="drawn.pdf")


def lines(canvas: Canvas, pieces: Iterable[tuple[float, float, float, float]]) -> None:
    """Rulings in the frame tests think in: origin top left."""
    for x0, top, x1, bottom in pieces:
        canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)


def put(canvas: Canvas, x: float, baseline: float, text: str) -> None:
    """Text whose baseline is `baseline` points below the top."""
    canvas.drawString(x, HEIGHT - baseline, text)


def grid(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    """All rulings of a grid."""
    lines(canvas, [(xs[0], y, xs[-1], y) for y in ys])
    lines(canvas, [(x, ys[0], x, ys[-1]) for x in xs])


def fill(canvas: Canvas, xs: list[float], ys: list[float], rows: list[list[str]]) -> None:
    """One text a cell, near its left side."""
    for top, bottom, row in zip(ys, ys[1:], rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            put(canvas, x + 4, (top + bottom) / 2 + 4, text)


def rows_of(layer: TextLayer, table: int = 0) -> list[list[str]]:
    """The texts of a table, row by row."""
    found = layer.page.tables[table]
    return [[cell.text for cell in found.row(index)] for index in range(found.n_rows)]

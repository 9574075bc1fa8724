"""From drawn pages to files: digital PDF, image-only PDF, pictures, TIFF, ZIP. The same pages give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import pypdfium2
from PIL import Image as Pillow
from reportlab import rl_config
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .damage import Image, damage_all, move_box
from .fonts import installed
from .paper import Box, Line, Mark, Page

rl_config.useA85 = 0  # images as they are, a quarter smaller
FIXED_DATE = (2020, 5, 20, 9, 0, 0)


@dataclass(frozen=True)
class Scan:
    """A page that is only a picture. `width` and `height` in points, marks and lines in points of the picture."""

    width: float
    height: float
    kind: str
    jpeg: bytes
    size_px: tuple[int, int]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    hidden: tuple[tuple[str, Box], ...] = ()  # an invisible text layer: words and their boxes
    turn: int = 0

    def find(self, text: str) -> list[Box]:
        return Page(self.width, self.height, self.kind, lines=list(self.lines)).find(text)


Sheet = Page | Scan


def _canvas(target: io.BytesIO, size: tuple[float, float], *, encrypt: StandardEncryption | None = None) -> Canvas:
    installed()
    canvas = Canvas(target, pagesize=size, invariant=1, pageCompression=1, encrypt=encrypt)
    canvas.setTitle("")
    canvas.setAuthor("")
    return canvas


def _place(canvas: Canvas, sheet: Sheet) -> None:
    """Draws one sheet so that a viewer sees it upright, whatever its /Rotate."""
    turn = sheet.turn % 360
    width, height = sheet.width, sheet.height
    canvas.setPageSize((width, height))  # reportlab itself swaps the sides of a page turned by 90 or 270
    canvas.setPageRotation(turn)
    if turn == 90:
        canvas.transform(0, 1, -1, 0, height, 0)
    elif turn == 180:
        canvas.transform(-1, 0, 0, -1, width, height)
    elif turn == 270:
        canvas.transform(0, -1, 1, 0, 0, width)
    if isinstance(sheet, Page):
        sheet.replay(canvas)
        return
    canvas.drawImage(ImageReader(io.BytesIO(sheet.jpeg)), 0, 0, width, height)
    for words, box in sheet.hidden:
        text = canvas.beginText(box[0], height - box[3] + (box[3] - box[1]) * 0.15)
        text.setTextRenderMode(3)
        text.setFont(installed()[0].name, (box[3] - box[1]) * 0.86)
        text.textOut(words)
        canvas.drawText(text)


def pdf_bytes(sheets: Sequence[Sheet], *, password: str | None = None, no_mapping: bool = False) -> bytes:
    """One PDF of drawn and scanned sheets. `no_mapping` takes the fonts' ToUnicode away: text comes out as rubbish."""
    target = io.BytesIO()
    encrypt = StandardEncryption(password, ownerPassword="owner", strength=40) if password else None
    canvas = _canvas(target, (sheets[0].width, sheets[0].height), encrypt=encrypt)
    for sheet in sheets:
        _place(canvas, sheet)
        canvas.showPage()
    canvas.save()
    data = target.getvalue()
    return data.replace(b"/ToUnicode", b"/XoUnicode") if no_mapping else data


def render(page: Page, dpi: int) -> Image:
    """The page as pixels: height × width × 3, BGR."""
    document = pypdfium2.PdfDocument(pdf_bytes([page]))
    try:
        return np.ascontiguousarray(document[0].render(scale=dpi / 72).to_numpy()[:, :, :3])
    finally:
        document.close()


def scan(
    page: Page,
    rng: np.random.Generator,
    *,
    dpi: int = 200,
    kinds: Sequence[str] = ("slight_skew",),
    quality: int = 60,
    colour: bool = True,
    hidden: Sequence[tuple[str, Box]] = (),
) -> Scan:
    """The page printed, damaged and scanned; marks and lines moved with the paper."""
    pixels, matrix = damage_all(render(page, dpi), kinds, rng)
    if not colour:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
    height, width = pixels.shape[:2]
    up, down = np.diag([dpi / 72, dpi / 72, 1.0]), np.diag([72 / dpi, 72 / dpi, 1.0])
    whole = down @ matrix @ up
    coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
    return Scan(
        width * 72 / dpi,
        height * 72 / dpi,
        page.kind,
        coded,
        (width, height),
        tuple(replace(one, box=move_box(one.box, whole)) for one in page.marks),
        tuple(Line(one.characters, tuple(move_box(box, whole) for box in one.boxes)) for one in page.lines),
        tuple((words, move_box(box, whole)) for words, box in hidden),
    )


def in_pixels(sheet: Scan) -> Scan:
    """The same scan measured in pixels, as loose pictures are: one pixel is one point."""
    factor = sheet.size_px[0] / sheet.width
    matrix = np.diag([factor, factor, 1.0])
    return Scan(
        float(sheet.size_px[0]),
        float(sheet.size_px[1]),
        sheet.kind,
        sheet.jpeg,
        sheet.size_px,
        tuple(replace(one, box=move_box(one.box, matrix)) for one in sheet.marks),
        tuple(Line(one.characters, tuple(move_box(box, matrix) for box in one.boxes)) for one in sheet.lines),
    )


def picture_bytes(sheet: Scan, suffix: str) -> bytes:
    """The scan as .jpg (as it is) or .png (greys, few levels, so that it stays small)."""
    if suffix in (".jpg", ".jpeg"):
        return sheet.jpeg
    target = io.BytesIO()
    Pillow.open(io.BytesIO(sheet.jpeg)).convert("L").quantize(16).save(target, "PNG", optimize=True)
    return target.getvalue()


def tiff_bytes(sheets: Sequence[Scan], dpi: int) -> bytes:
    """A TIFF of several pages, JPEG inside."""
    target = io.BytesIO()
    pictures = [Pillow.open(io.BytesIO(sheet.jpeg)).convert("L") for sheet in sheets]
    pictures[0].save(target, "TIFF", save_all=True, append_images=pictures[1:], compression="jpeg", quality=40, dpi=(dpi, dpi))
    return target.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    """A name as Windows in China writes it: GBK bytes without the UTF-8 flag."""

    __slots__ = ()

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def zip_bytes(files: Sequence[tuple[str, bytes]], *, gbk: bool) -> bytes:
    """A ZIP with fixed dates; `gbk` writes the names the old Chinese way."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = (_GbkInfo if gbk else zipfile.ZipInfo)(name, FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return target.getvalue()


def freeze_zip(data: bytes) -> bytes:
    """A DOCX with fixed dates inside, so that the same content gives the same bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_bytes([(name, archive.read(name)) for name in sorted(archive.namelist())], gbk=False)


@dataclass
class Written:
    """A file of an application: what a reader finds in it."""

    path: str  # below the application's folder; empty for a loose file
    data: bytes
    sheets: Sequence[Sheet] = ()
    kinds: Sequence[str] = field(default_factory=tuple)
    marks: Sequence[Mark] = ()  # of a format without pages (DOCX): box is ignored
    words: str = ""  # the whole text of a format without pages

"""Files → pictures: PDF pages drawn by pdfium, loose images by Pillow, both bounded in pixels.

A PDF's picture has `scale` points per pixel, so its width and height are those a viewer shows (after /Rotate).
A loose image's pixel is one point after its EXIF turn. Nothing in a file is believed: sizes are checked before
anything is decoded, and what cannot be drawn raises `Undrawable` with the Problem to report.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.pdfium import OpenPage, Unopenable, open_page, open_pdf
from models.geometry import Box
from models.problem import Category, Problem, Severity

Source = str | bytes
Pixels = NDArray[np.uint8]

READ_DPI = 200  # what a page is read at: 300 dpi reads no better and costs twice the time
LOOK_DPI = 300  # what decides is looked at again at this resolution, where the page has it
MAX_PIXELS = 40_000_000  # of one picture that is read; A4 at 300 dpi has 8.7 million, A3 at 400 dpi 31 million
MAX_SOURCE_PIXELS = 180_000_000  # of a loose image before it is made smaller: a 600 dpi A3 has 70 million
MAX_FRAMES = 500
MAX_SIDE_PT = 14_400  # PDF's own limit for a page
FORMATS = ("PNG", "JPEG", "TIFF", "BMP")
READ_SIDE = 4_600  # px, longest side of a loose image that is read: more only costs time
MIN_SIDE = 4  # px


class Undrawable(Exception):
    """A page or image that gives no picture; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A page as pixels (height × width × 3, RGB, read-only). `scale`: points per pixel; `width`, `height` in points
    as a viewer shows the page. `source_dpi`: resolution of the picture the page was made from, None where unknown."""

    pixels: Pixels
    scale: float
    width: float
    height: float
    source_dpi: float | None = None
    is_photo: bool = False


def render(source: str, number: int, dpi: float | None = None, password: str | None = None) -> Picture:
    """Page `number` (from 1) of a PDF; without `dpi` at READ_DPI.

    Raises Undrawable where the file or the page cannot be opened or drawn.
    """
    try:
        with open_pdf(source, password=password) as document, open_page(document, number) as page:
            return _drawn(page, dpi)
    except Unopenable as error:
        page_number = number if error.page is not None else None
        raise Undrawable(_trouble(f"{error.reason.value}，无法渲染", "请提供完好且不加密的 PDF", page_number)) from error


def _drawn(page: OpenPage, dpi: float | None) -> Picture:
    width, height = page.width, page.height
    if not (0 < width <= MAX_SIDE_PT and 0 < height <= MAX_SIDE_PT):
        raise Undrawable(_trouble(f"页面尺寸不合常规（{width:.0f} × {height:.0f} 点），未渲染", "请重新导出或扫描该页", page.number))
    source_dpi = page.picture_dpi()
    scale = min((dpi or READ_DPI) / 72, (MAX_PIXELS / (width * height)) ** 0.5)
    try:
        bitmap = page.bitmap(scale)
        pixels = np.array(bitmap.to_numpy()[:, :, 2::-1])
        bitmap.close()
    except Exception as error:
        raise Undrawable(_trouble("页面无法渲染", "请重新导出或扫描该页", page.number)) from error
    return _picture(pixels, width / pixels.shape[1], width, height, source_dpi)


def frames(source: Source) -> Iterator[Picture]:
    """The frames of a loose image, one after the other. Raises Undrawable where it is broken, too large or no image."""
    for index in range(count_frames(source)):
        yield frame(source, index + 1)


def count_frames(source: Source) -> int:
    """How many pages an image file has (a TIFF may have several), at most MAX_FRAMES."""
    with _image(source) as image:
        try:
            return min(int(getattr(image, "n_frames", 1)), MAX_FRAMES)
        except Exception as error:
            raise Undrawable(_trouble("图像文件损坏，无法读取", "请重新扫描或拍照后提交")) from error


def frame(source: Source, number: int = 1) -> Picture:
    """Frame `number` (from 1) of a loose image; a very large one is made smaller, its points stay those of the file."""
    from PIL import Image, ImageOps

    with _image(source) as image:
        try:
            image.seek(number - 1)
            _check_size(image.size)
            dpi = _stated_dpi(image)
            width, height = _turned_size(image)
            image.draft("RGB", (READ_SIDE, READ_SIDE))
            shown = ImageOps.exif_transpose(image)
            shown.thumbnail((READ_SIDE, READ_SIDE), Image.Resampling.LANCZOS)
            pixels = np.array(_on_white(shown))
        except Undrawable:
            raise
        except Exception as error:
            raise Undrawable(_trouble("图像文件损坏，无法读取", "请重新扫描或拍照后提交", number)) from error
    return _picture(pixels, width / pixels.shape[1], width, height, dpi, is_photo=True)


def _picture(pixels: Pixels, scale: float, width: float, height: float, dpi: float | None, *, is_photo: bool = False) -> Picture:
    pixels = np.ascontiguousarray(pixels, np.uint8)
    pixels.setflags(write=False)
    return Picture(pixels, scale, width, height, dpi, is_photo)


def _trouble(message: str, remedy: str, page: int | None = None) -> Problem:
    category = Category.FILE if page is None else Category.PAGE
    return Problem(category, Severity.ERROR, message, remedy, page=page)


@contextmanager
def _image(source: Source) -> Iterator[Any]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_SOURCE_PIXELS
    stream = io.BytesIO(source) if isinstance(source, bytes) else Path(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(stream, formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise Undrawable(_too_large()) from error
        except Exception as error:
            raise Undrawable(_trouble("图像文件无法打开：已损坏或不是 PNG、JPEG、TIFF、BMP", "请重新扫描或拍照后提交")) from error
        with image:
            yield image


def _too_large() -> Problem:
    return _trouble(f"图像像素过多（上限 {MAX_SOURCE_PIXELS // 1_000_000} 百万），未读取", "请以 300 dpi 重新扫描")


def _check_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_SOURCE_PIXELS:
        raise Undrawable(_too_large())
    if min(size) < MIN_SIDE:
        raise Undrawable(_trouble("图像过小，没有内容可读", "请重新扫描或拍照后提交"))


def _stated_dpi(image: Any) -> float | None:
    try:
        stated = float(image.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    return stated if 50 <= stated <= 2400 else None


def _turned_size(image: Any) -> tuple[float, float]:
    """Width and height of the file's own pixels after the EXIF turn."""
    width, height = image.size
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (float(height), float(width)) if turned else (float(width), float(height))


def _on_white(image: Any) -> Any:
    """RGB without transparency; sixteen bits a pixel are scaled down, not cut off."""
    from PIL import Image

    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        values = np.asarray(image, np.float64)
        top = max(255.0, float(values.max(initial=0.0)))
        return Image.fromarray((values / top * 255).astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, rgba).convert("RGB")
    return image.convert("RGB")


def cut_png(picture: Picture, box: Box, margin: float, longest: int = 900) -> bytes:
    """The part of a page around `box` (viewer's points) with `margin` points on every side, as PNG bytes, at most `longest` px wide."""
    from PIL import Image

    height, width = picture.pixels.shape[:2]
    x0, top = max(0, int((box.x0 - margin) / picture.scale)), max(0, int((box.top - margin) / picture.scale))
    x1, bottom = min(width, int((box.x1 + margin) / picture.scale) + 1), min(height, int((box.bottom + margin) / picture.scale) + 1)
    if x1 - x0 < MIN_SIDE or bottom - top < MIN_SIDE:
        return b""
    image = Image.fromarray(picture.pixels[top:bottom, x0:x1])
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()

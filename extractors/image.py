"""A picture made ready to be read: upright, straight, evenly lit, the red out of the way; and the way back.

Every step is a homography; together they give the one matrix of `Page.view`, so that a box found here points into
the page that a person sees. What was done is said in `notes`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.ink import (
    Mask,
    balanced,
    evened,
    grey_of,
    ink_of,
    is_blank,
    red_of,
    resized,
    shrunk,
    text_height,
    unevenness,
    warped,
    warped_mask,
    without_red,
)
from extractors.ocr.engine import CropText, Engine
from extractors.raster import Picture, Pixels
from extractors.straighten import (
    LEAST_SKEW,
    SURE_TURN,
    Matrix,
    find_sheet,
    line_ratio,
    look,
    rotation,
    skew_angle,
    squared,
    text_bands,
    turn_matrix,
    turned,
)
from models.geometry import Box, View

A4_AREA = 595.28 * 841.89  # pt²: a loose image without a size of its own is read as if it were about A4
LOW_DPI = 120  # below this a stroke of a small character is one pixel or less
READ_PX = 200 / 72  # pixels per point that a page is read at
LEAST_CHANGE = (0.8, 1.12)  # a factor between these is not worth drawing anew
MOST_PX = 3400  # px: longest side of a picture that is worked on
MAX_UPSCALE = 2.0
DARK_PAPER = 215  # paper darker than this: a dark copy or a photo
UNEVEN = 0.12
LOOK_STRAIGHT = 1200  # px, longest side of the copy on which angles are measured
AXIS_SIDE = 800  # px, longest side on which lines are found to tell across from along
ELONGATED = 2.0  # a line this many times longer than thick shows which way it runs
LEAST_LINES, FEW_LINES = 0.5, 0.25  # of the side: less length of lines than this tells nothing
AXIS_CLEAR, AXIS_PLAIN = 2.0, 6.0  # the one kind must be this much longer in all than the other; where there are few lines
PROBES = 6  # lines read to tell up from down
SURE_PROBE = 0.88  # mean confidence on Chinese characters that needs no look at the other way up
CLEARLY_BETTER = 0.12  # a page is turned only where the other way reads this much better


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page ready to be read. `scale`: read points per pixel; `width` × `height` in read points.

    `pixels` is RGB with even paper and cleaned red, `ink` and `red` are masks of the same size, `height_px` the typical
    height of a character (0 where unknown).
    """

    pixels: Pixels
    ink: Mask
    red: Mask
    scale: float
    view: View
    notes: tuple[str, ...]
    blank: bool
    low_resolution: bool
    height_px: float

    @property
    def width(self) -> float:
        return float(self.pixels.shape[1] * self.scale)

    @property
    def height(self) -> float:
        return float(self.pixels.shape[0] * self.scale)

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Pixels → read points."""
        return Box(x0 * self.scale, top * self.scale, x1 * self.scale, bottom * self.scale)


def prepare(picture: Picture, quarters: int = 0) -> Sheet:
    """The picture turned clockwise by this many quarters, straight and clean."""
    notes: list[str] = []
    image, matrix, factor = _sheet_in(picture, notes)
    image, matrix = _upright(image, matrix, quarters, notes)
    image, matrix = _straight(image, matrix, notes)
    scale = _read_scale(picture, image, factor)
    dpi = picture.source_dpi if picture.source_dpi and not picture.is_photo else 72 / scale
    image, matrix, scale = _large_enough(image, matrix, scale, notes)
    if low := dpi < LOW_DPI:
        notes.append(f"原图分辨率低（约 {dpi:.0f} dpi）")
    image, red = _clean(image, notes)
    ink = ink_of(grey_of(image))
    to_viewer = np.diag([picture.scale, picture.scale, 1.0]) @ np.linalg.inv(matrix) @ np.diag([1 / scale, 1 / scale, 1.0])
    return Sheet(image, ink, red, scale, _view(to_viewer), tuple(notes), is_blank(ink), low, text_height(ink))


def quarters_of(picture: Picture, engine: Engine) -> int:
    """Quarters by which a picture must be turned clockwise to stand upright: `prepare` wants them."""
    return way_up(_sheet_in(picture, [])[0], engine)


def _sheet_in(picture: Picture, notes: list[str]) -> tuple[Pixels, Matrix, float]:
    """The sheet that lies in a picture, the way to it from the picture's pixels, and the factor by which it was made smaller."""
    image, factor = shrunk(picture.pixels, MOST_PX)
    matrix = np.diag([factor, factor, 1.0])
    if (found := find_sheet(image)) is not None:
        image = warped(image, found.matrix, found.width, found.height)
        matrix = found.matrix @ matrix
        notes.append("从照片中裁出纸面并校正透视")
    return image, matrix, factor


def crop_of(picture: Picture, view: View, box: Box, px_per_pt: float, degrees: float = 0.0) -> Pixels:
    """What stands at `box` (read points), turned about its middle, drawn anew from the page's picture at this scale."""
    to_viewer = np.array(view.matrix, np.float64).reshape(3, 3)
    width, height = max(1, round(box.width * px_per_pt)), max(1, round(box.height * px_per_pt))
    cos, sin = math.cos(math.radians(degrees)) / px_per_pt, math.sin(math.radians(degrees)) / px_per_pt
    x, y = box.center
    turn = np.array([[cos, -sin, x - (cos * width - sin * height) / 2], [sin, cos, y - (sin * width + cos * height) / 2], [0, 0, 1]])
    matrix = np.diag([1 / picture.scale, 1 / picture.scale, 1.0]) @ to_viewer @ turn
    return warped(picture.pixels, np.linalg.inv(matrix), width, height)


def _view(matrix: Matrix) -> View:
    matrix = matrix / matrix[2, 2]
    if np.allclose(matrix, np.eye(3), atol=1e-9):
        return View()
    a, b, c, d, e, f, g, h, i = (float(value) for value in matrix.reshape(-1))
    return View((a, b, c, d, e, f, g, h, i))


def _upright(image: Pixels, matrix: Matrix, quarters: int, notes: list[str]) -> tuple[Pixels, Matrix]:
    if quarters == 0:
        return image, matrix
    notes.append(f"页面已顺时针旋转 {quarters * 90} 度")
    turn = turn_matrix(quarters, image.shape[1], image.shape[0])
    return turned(image, quarters), turn @ matrix


def way_up(image: Pixels, engine: Engine) -> int:
    """Quarters by which the image must be turned clockwise to stand upright.

    The order of lines tells across from along; up from down is told by reading a few lines. An upright page costs
    one such reading; a page is turned only where another way reads clearly better.
    """
    mask = look(image)
    if mask.mean() < 0.0005:
        return 0
    sideways = lies_sideways(image, engine)
    if sideways is None:
        sideways = line_ratio(mask) <= 1 / SURE_TURN
        order: tuple[int, ...] = (1, 3, 0, 2) if sideways else (0, 2, 1, 3)
    else:
        order = (1, 3) if sideways else (0, 2)
    scores: dict[int, float] = {}
    for quarters in order:
        scores[quarters] = _readable(image, mask, quarters, engine)
        if scores[quarters] >= SURE_PROBE:
            return quarters
    best = max(scores, key=lambda quarters: scores[quarters])
    return best if scores[best] - scores.get(0, 0.0) >= CLEARLY_BETTER else 0


def lies_sideways(image: Pixels, engine: Engine) -> bool | None:
    """Do the lines run up and down? Told by the shape of the lines that are found; None where too few are, or both kinds.

    A recogniser reads single characters lying on their side all too willingly, so its confidence cannot tell.
    """
    small, _ = shrunk(image, AXIS_SIDE)
    wide = tall = 0
    for x0, top, x1, bottom in engine.detect(small):
        width, height = x1 - x0, bottom - top
        wide += width if width >= ELONGATED * height else 0
        tall += height if height >= ELONGATED * width else 0
    more, less = max(wide, tall), min(wide, tall)
    clearly = more >= LEAST_LINES * AXIS_SIDE and more >= AXIS_CLEAR * less
    return tall > wide if clearly or (more >= FEW_LINES * AXIS_SIDE and more >= AXIS_PLAIN * less) else None


def _readable(image: Pixels, mask: Mask, quarters: int, engine: Engine) -> float:
    """Mean confidence with which a few lines read this way up; figures and Latin, alike upside down, do not count."""
    view = np.ascontiguousarray(np.rot90(mask, -quarters))
    factor = max(image.shape[:2]) / max(mask.shape)
    crops = []
    whole = np.rot90(image, -quarters)
    for band in text_bands(view, PROBES):
        pad = max(2, (band.bottom - band.top) // 6)
        top, bottom = max(0, band.top - pad), band.bottom + pad
        x0 = max(0, band.x0 - pad)
        x1 = min(band.x1 + pad, x0 + 14 * (bottom - top))
        crop = whole[int(top * factor) : int(bottom * factor), int(x0 * factor) : int(x1 * factor)]
        if min(crop.shape[:2]) >= 8:
            crops.append(np.ascontiguousarray(crop))
    return _chinese_confidence(engine.read_crops(crops)) if crops else 0.0


def _chinese_confidence(texts: tuple[CropText, ...]) -> float:
    """0 where fewer than four Chinese characters were read in all."""
    values = [char.confidence for text in texts for char in text.chars if is_chinese(char.text)]
    if len(values) < 4:
        return 0.0
    return float(np.mean(values))


def is_chinese(char: str) -> bool:
    """One of the common Chinese characters, which no engine makes of figures, signs and dirt."""
    return "\u4e00" <= char <= "\u9fff"


def _straight(image: Pixels, matrix: Matrix, notes: list[str]) -> tuple[Pixels, Matrix]:
    """Skew and what is left of perspective taken out together, so that the page is drawn anew only once."""
    small, factor = shrunk(grey_of(image), LOOK_STRAIGHT)
    mask = ink_of(evened(small))
    turn = np.eye(3)
    if abs(degrees := skew_angle(mask)) >= LEAST_SKEW:
        notes.append(f"页面已校正倾斜 {abs(degrees):.1f} 度")
        turn = rotation(degrees, mask.shape[1], mask.shape[0])
        mask = warped_mask(mask, turn)
    if (square := squared(mask)) is not None:
        notes.append("页面已按表格线校正变形")
        turn = square @ turn
    if np.array_equal(turn, np.eye(3)):
        return image, matrix
    full = np.diag([1 / factor, 1 / factor, 1.0]) @ turn @ np.diag([factor, factor, 1.0])
    return warped(image, full, image.shape[1], image.shape[0]), full @ matrix


def _read_scale(picture: Picture, image: Pixels, factor: float) -> float:
    """Points per pixel of the frame the page is read in: the page's own, or about A4 for a loose image."""
    if not picture.is_photo:
        return picture.scale / factor
    return math.sqrt(A4_AREA / (image.shape[0] * image.shape[1]))


def _large_enough(image: Pixels, matrix: Matrix, scale: float, notes: list[str]) -> tuple[Pixels, Matrix, float]:
    """Made larger where the pixels are too few to read well, smaller where more only cost time."""
    factor = min(MAX_UPSCALE, READ_PX * scale)
    if LEAST_CHANGE[0] < factor < LEAST_CHANGE[1]:
        return image, matrix, scale
    if factor > 1:
        notes.append(f"图像已放大 {factor:.1f} 倍后识别")
    size = round(image.shape[1] * factor), round(image.shape[0] * factor)
    stretch: NDArray[np.float64] = np.diag([size[0] / image.shape[1], size[1] / image.shape[0], 1.0])
    return resized(image, *size), stretch @ matrix, scale / factor


def _clean(image: Pixels, notes: list[str]) -> tuple[Pixels, Mask]:
    """Even paper, red out of the way; the mask tells where the red was."""
    grey = grey_of(image)
    uneven = unevenness(grey)
    paper = float(np.percentile(shrunk(grey, 600)[0], 75))
    if uneven > UNEVEN or paper < DARK_PAPER:
        notes.append("光照不均或底色深，已均衡亮度")
    image = evened(balanced(image))
    red = red_of(image)
    if red.any():
        notes.append("有红色印章或笔迹，已仅在红色处清除")
        image = without_red(image, red)
    return image, red

"""What happens to a page between the printer and the inbox, as named kinds of damage with their map of points.

`damage(image, kind, rng)` takes a page image (height × width × 3, uint8, BGR) and gives the damaged image (its
size may differ) and a 3 × 3 matrix that takes homogeneous pixel points of the page to pixel points of the result.
Strength is drawn from `rng` within what still can be read by eye. Kinds that leave all points where they are give
the identity. Kinds may be applied one after the other: multiply the matrices from the left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Map = NDArray[np.float64]
Rng = np.random.Generator
Damage = Callable[[Image, Rng], tuple[Image, Map]]

REFERENCE_WIDTH = 1654  # px of an A4 page at 200 dpi: strengths given in pixels scale with width / this


def _identity() -> Map:
    return np.eye(3, dtype=np.float64)


def _scale(image: Image) -> float:
    return max(0.5, image.shape[1] / REFERENCE_WIDTH)


def _clip(values: NDArray[Any]) -> Image:
    return np.clip(values, 0, 255).astype(np.uint8)


def _field(shape: tuple[int, int], rng: Rng, cells: int) -> NDArray[np.float32]:
    """A smooth random field in 0…1 of this shape."""
    small = rng.random((cells + 2, cells + 2)).astype(np.float32)
    return np.clip(cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), 0, 1)


def _warp(image: Image, matrix: Map, size: tuple[int, int], border: tuple[int, int, int]) -> Image:
    return cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=border)  # type: ignore[return-value]


def skew(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Turned by 0.6 to 2.6 degrees on the glass."""
    height, width = image.shape[:2]
    angle = float(rng.uniform(0.6, 2.6)) * float(rng.choice([-1, 1]))
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 0.985), [0, 0, 1]])
    return _warp(image, matrix, (width, height), (250, 250, 250)), matrix


def slight_skew(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Turned by less than half a degree."""
    height, width = image.shape[:2]
    angle = float(rng.uniform(-0.5, 0.5))
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), [0, 0, 1]])
    return _warp(image, matrix, (width, height), (250, 250, 250)), matrix


def _turn(image: Image, code: int, matrix: list[list[float]]) -> tuple[Image, Map]:
    return cv2.rotate(image, code), np.array(matrix, dtype=np.float64)  # type: ignore[return-value]


def turn90(image: Image, _rng: Rng) -> tuple[Image, Map]:
    """The sheet lay turned by 90 degrees clockwise."""
    return _turn(image, cv2.ROTATE_90_CLOCKWISE, [[0, -1, image.shape[0]], [1, 0, 0], [0, 0, 1]])


def turn180(image: Image, _rng: Rng) -> tuple[Image, Map]:
    """The sheet lay upside down."""
    height, width = image.shape[:2]
    return _turn(image, cv2.ROTATE_180, [[-1, 0, width], [0, -1, height], [0, 0, 1]])


def turn270(image: Image, _rng: Rng) -> tuple[Image, Map]:
    """The sheet lay turned by 90 degrees counter-clockwise."""
    return _turn(image, cv2.ROTATE_90_COUNTERCLOCKWISE, [[0, 1, 0], [-1, 0, image.shape[1]], [0, 0, 1]])


def noise(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Sensor noise."""
    grain = rng.normal(0, rng.uniform(8, 18), image.shape[:2]).astype(np.float32)
    return _clip(image.astype(np.float32) + grain[:, :, None]), _identity()


def speckle(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Dust of a copier: black and white dots, most of one pixel."""
    out = image.copy()
    height, width = image.shape[:2]
    for value, share in ((30, 0.0006), (255, 0.0004)):
        count = int(height * width * share * rng.uniform(0.5, 1.5))
        out[rng.integers(0, height, count), rng.integers(0, width, count)] = value
    for _ in range(int(rng.integers(10, 40))):
        centre = (int(rng.integers(0, width)), int(rng.integers(0, height)))
        cv2.circle(out, centre, max(1, round(_scale(image) * rng.uniform(0.5, 1.4))), (60, 60, 60), -1)
    return out, _identity()


def jpeg(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Saved once more at quality 25 to 45."""
    coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 46))])[1]
    return cv2.imdecode(coded, cv2.IMREAD_COLOR), _identity()  # type: ignore[return-value]


def blur(image: Image, rng: Rng) -> tuple[Image, Map]:
    """A little out of focus."""
    return cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.7, 1.2)) * _scale(image)), _identity()  # type: ignore[return-value]


def low_resolution(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Faxed: made small and large again."""
    height, width = image.shape[:2]
    factor = float(rng.uniform(0.44, 0.58))
    small = cv2.resize(image, (int(width * factor), int(height * factor)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), _identity()  # type: ignore[return-value]


def uneven_light(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Light falls off towards one side."""
    light = 0.62 + 0.4 * _field(image.shape[:2], rng, 2)
    return _clip(image.astype(np.float32) * light[:, :, None]), _identity()


def shadow(image: Image, rng: Rng) -> tuple[Image, Map]:
    """The shadow of a hand or phone across the sheet, with a soft edge."""
    height, width = image.shape[:2]
    mask = np.zeros((height, width), np.float32)
    x = float(rng.uniform(0.35, 0.75)) * width
    lean = float(rng.uniform(-0.35, 0.35)) * width
    corner = [(x, 0), (width, 0), (width, height), (x + lean, height)]
    cv2.fillPoly(mask, [np.array(corner, np.int32)], (1.0,))
    mask = cv2.GaussianBlur(mask, (0, 0), 25 * _scale(image))  # type: ignore[assignment]
    return _clip(image.astype(np.float32) * (1 - mask * rng.uniform(0.25, 0.45))[:, :, None]), _identity()


def dark_copy(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Photocopied too dark: strokes thicken, the ground turns grey."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    thick = cv2.erode(grey, np.ones((2, 2), np.uint8)) if _scale(image) > 0.9 else grey
    ground = 190 + 30 * _field(grey.shape[:2], rng, 3)
    values = thick.astype(np.float32) / 255 * ground + rng.normal(0, 7, grey.shape)
    return cv2.cvtColor(_clip(values), cv2.COLOR_GRAY2BGR), _identity()  # type: ignore[return-value]


def _rules(ink: NDArray[np.float32], length: int) -> Image:
    """Where long straight lines run: not 0 there and close by."""
    dark = (ink > 0.15).astype(np.uint8)
    lines = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    lines |= cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return cv2.dilate(lines, np.ones((5, 5), np.uint8))  # type: ignore[return-value]


def light_copy(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Photocopied too light: the toner comes and goes, thin strokes break and are lost."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float32)
    scale = _scale(image)
    ink = (255 - cv2.GaussianBlur(grey, (0, 0), 0.9 * scale)) / 255
    patches = 0.55 * _field(grey.shape[:2], rng, 60) + 0.45 * _field(grey.shape[:2], rng, 9)
    grain = cv2.GaussianBlur(rng.normal(0, 1, grey.shape).astype(np.float32), (0, 0), 0.8 * scale) * scale
    ink = ink * (0.62 + 0.5 * patches) + 0.11 * grain
    text = (ink > 0.15) & (_rules(ink, round(70 * scale)) == 0)
    limit = float(np.quantile(ink[text], rng.uniform(0.46, 0.56)))  # so much of the ink is lost, thin face or bold
    values = np.where(ink > limit, 255 - 215 * np.clip(ink + 0.1, 0, 1), 255)
    return cv2.cvtColor(_clip(values), cv2.COLOR_GRAY2BGR), _identity()  # type: ignore[return-value]


def fold(image: Image, rng: Rng) -> tuple[Image, Map]:
    """One or two folds: a bright ridge beside a dark line."""
    out = image.astype(np.float32)
    height, width = image.shape[:2]
    for _ in range(int(rng.integers(1, 3))):
        upright = bool(rng.random() < 0.3)
        at = int(rng.uniform(0.3, 0.7) * (width if upright else height))
        thick = max(1, round(1.5 * _scale(image)))
        for offset, shade in ((0, -55), (thick, 35), (-2 * thick, -14)):
            if upright:
                out[:, at + offset : at + offset + thick] += shade
            else:
                out[at + offset : at + offset + thick, :] += shade
        if upright:
            out[:, at:] *= 0.96
        else:
            out[at:, :] *= 0.96
    return _clip(out), _identity()


def bleed_through(image: Image, rng: Rng) -> tuple[Image, Map]:
    """The back of the sheet shines through, mirrored."""
    back = cv2.GaussianBlur(image[:, ::-1], (0, 0), 1.6 * _scale(image)).astype(np.float32)
    back = np.roll(back, int(rng.integers(20, 90) * _scale(image)), axis=0)
    share = float(rng.uniform(0.1, 0.2))
    return _clip(image.astype(np.float32) - (255 - back) * share), _identity()


def stain(image: Image, rng: Rng) -> tuple[Image, Map]:
    """The ring of a tea cup."""
    height, width = image.shape[:2]
    mask = np.zeros((height, width), np.float32)
    centre = (int(rng.uniform(0.15, 0.85) * width), int(rng.uniform(0.15, 0.85) * height))
    radius = int(rng.uniform(110, 190) * _scale(image))
    cv2.circle(mask, centre, radius, (0.35,), -1)
    cv2.circle(mask, centre, radius, (1.0,), max(3, round(9 * _scale(image))))
    mask = cv2.GaussianBlur(mask, (0, 0), 3 * _scale(image))  # type: ignore[assignment]
    tint = np.array([60, 40, 22], np.float32)  # what the tea takes away from blue, green, red
    return _clip(image.astype(np.float32) - mask[:, :, None] * tint * rng.uniform(0.6, 1.0)), _identity()


def black_edge(image: Image, rng: Rng) -> tuple[Image, Map]:
    """The lid was open: black along one or two edges, and punch holes."""
    out = image.copy()
    height = image.shape[0]
    depth = int(rng.uniform(8, 26) * _scale(image))
    out[:, : depth // 2] = 25
    out[height - depth :, :] = 20
    for share in (0.38, 0.62):
        cv2.circle(out, (int(34 * _scale(image)), int(height * share)), int(15 * _scale(image)), (35, 35, 35), -1)
    return out, _identity()


def streak(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Dirt on the scanner's glass: thin lines down the page."""
    out = image.astype(np.float32)
    for _ in range(int(rng.integers(1, 4))):
        at = int(rng.uniform(0.05, 0.95) * image.shape[1])
        out[:, at : at + max(1, round(_scale(image)))] -= rng.uniform(40, 110)
    return _clip(out), _identity()


def marker(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Bands of a text marker over some lines."""
    out = image.astype(np.float32)
    height, width = image.shape[:2]
    for _ in range(int(rng.integers(2, 5))):
        x, y = int(rng.uniform(0.1, 0.5) * width), int(rng.uniform(0.1, 0.9) * height)
        out[y : y + int(34 * _scale(image)), x : x + int(rng.uniform(0.15, 0.4) * width), 0] *= 0.45
    return _clip(out), _identity()


def stretch(image: Image, rng: Rng) -> tuple[Image, Map]:
    """The sheet was drawn through unevenly: some per cent longer or shorter."""
    height, width = image.shape[:2]
    factor = float(rng.uniform(0.96, 1.04))
    matrix = np.diag([1.0, factor, 1.0])
    return _warp(image, matrix, (width, int(height * factor)), (250, 250, 250)), matrix


def photo(image: Image, rng: Rng) -> tuple[Image, Map]:
    """Taken by phone on a table: perspective, table around the sheet, warm and uneven light."""
    height, width = image.shape[:2]
    border = 0.05
    out_size = (int(width * (1 + 2 * border)), int(height * (1 + 2 * border)))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = corners + np.array([width * border, height * border], np.float32)
    moved += rng.uniform(-0.03, 0.03, (4, 2)).astype(np.float32) * np.array([width, height], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32)).astype(np.float64)
    table = (int(rng.integers(60, 110)), int(rng.integers(80, 130)), int(rng.integers(110, 160)))
    out = _warp(image, matrix, out_size, table).astype(np.float32)
    light = 0.72 + 0.3 * _field(out.shape[:2], rng, 2)
    out *= light[:, :, None] * np.array([0.93, 0.98, 1.0], np.float32)
    out += rng.normal(0, 4, out.shape[:2]).astype(np.float32)[:, :, None]
    return _clip(out), matrix


KINDS: dict[str, Damage] = {
    one.__name__: one
    for one in (
        skew,
        slight_skew,
        turn90,
        turn180,
        turn270,
        noise,
        speckle,
        jpeg,
        blur,
        low_resolution,
        uneven_light,
        shadow,
        dark_copy,
        light_copy,
        fold,
        bleed_through,
        stain,
        black_edge,
        streak,
        marker,
        stretch,
        photo,
    )
}


def damage(image: Image, kind: str, rng: Rng) -> tuple[Image, Map]:
    """The image after this kind of damage, and the map of its points (see the module's docstring)."""
    if kind not in KINDS:
        raise ValueError(f"unknown damage {kind!r}; known: {', '.join(KINDS)}")
    return KINDS[kind](image, rng)


def damage_all(image: Image, kinds: Sequence[str], rng: Rng) -> tuple[Image, Map]:
    """Several kinds one after the other, and the one map of all."""
    matrix = _identity()
    for kind in kinds:
        image, step = damage(image, kind, rng)
        matrix = step @ matrix
    return image, matrix


def move_box(box: tuple[float, float, float, float], matrix: Map) -> tuple[float, float, float, float]:
    """The upright box around a box after the map: the bounds of its four moved corners."""
    x0, y0, x1, y1 = box
    points = matrix @ np.array([(x0, y0, 1), (x1, y0, 1), (x1, y1, 1), (x0, y1, 1)], np.float64).T
    points = points[:2] / points[2]
    return float(points[0].min()), float(points[1].min()), float(points[0].max()), float(points[1].max())

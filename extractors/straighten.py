"""How a page lies in its picture: the sheet in a photo, quarter turns, and the last degrees of skew."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ink import Mask, Pixels, closed, evened, grey_of, ink_of, opened, shrunk, spots_of

Matrix = NDArray[np.float64]

LOOK = 1000  # px: longest side of the copy on which the lie of a page is judged
SHEET_SHARE = 0.35  # a sheet in a photo covers at least this much of it
SHEET_WHOLE = 0.97  # and no more than this, else the picture is the sheet
SHEET_CORNER = 0.6  # |cos| of its corners' angles stays below this
SHEET_CONTRAST = 22  # grey levels by which the sheet is brighter than what lies around it
MAX_SKEW = 5.0  # degrees
LEAST_SKEW = 0.12  # degrees: less is not worth drawing the page anew
SURE_TURN = 1.5  # ratio of line structure across and along that needs no second thought


@dataclass(frozen=True, slots=True)
class Band:
    """A piece that looks like a line of text: left, top, right, bottom in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A sheet in a photo: the homography from the photo's pixels to the sheet's, and the sheet's size in pixels."""

    matrix: Matrix
    width: int
    height: int


def find_sheet(image: Pixels) -> Found | None:
    """The sheet that lies in this picture; None where the picture is the sheet."""
    small, factor = shrunk(grey_of(image), 700)
    corners = _sheet_corners(small)
    if corners is None:
        return None
    corners = corners / factor
    width, height = _sheet_size(corners)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(corners.astype(np.float32), target), np.float64)
    return Found(matrix, round(width), round(height))


def _sheet_corners(grey: Pixels) -> NDArray[np.float32] | None:
    soft = cv2.GaussianBlur(grey, (0, 0), 2)
    level, _ = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = closed(np.asarray(soft > level, np.uint8), 15, 15)
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    largest: NDArray[np.int32] = np.asarray(cv2.convexHull(max(contours, key=cv2.contourArea)), np.int32)
    share = cv2.contourArea(largest) / grey.size
    if not SHEET_SHARE <= share <= SHEET_WHOLE:
        return None
    corners = _four_corners(largest)
    if corners is None or cv2.contourArea(corners) < 0.9 * cv2.contourArea(largest):
        return None
    inside = np.zeros_like(grey)
    cv2.fillConvexPoly(inside, corners.astype(np.int32), 1)
    around = grey[inside == 0]
    if around.size < grey.size * 0.02 or np.percentile(grey[inside == 1], 60) - np.percentile(around, 60) < SHEET_CONTRAST:
        return None
    return corners if _sides_free(corners, grey.shape[1], grey.shape[0]) else None


def _sides_free(corners: NDArray[np.float32], width: int, height: int) -> bool:
    """A sheet on a table shows table on at least three sides; a scan with a black edge is no photo."""
    margin = 0.004 * max(width, height)
    middles = [(corners[i] + corners[(i + 1) % 4]) / 2 for i in range(4)]
    free = [margin < x < width - margin and margin < y < height - margin for x, y in middles]
    return sum(map(bool, free)) >= 3


def _four_corners(hull: NDArray[np.int32]) -> NDArray[np.float32] | None:
    """The quadrilateral that a convex outline nearly is, from its top left clockwise."""
    length = cv2.arcLength(hull, True)
    for share in (0.02, 0.03, 0.045, 0.06):
        corners = cv2.approxPolyDP(hull, share * length, True)
        if len(corners) == 4:
            break
    else:
        return None
    points = corners.reshape(4, 2).astype(np.float32)
    middle = points.mean(axis=0)
    order = np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))
    points = points[order]
    points = np.roll(points, -int(np.argmin(points.sum(axis=1))), axis=0)
    sides = np.roll(points, -1, axis=0) - points
    sides /= np.maximum(np.linalg.norm(sides, axis=1, keepdims=True), 1e-6)
    cosines = np.abs((sides * np.roll(sides, 1, axis=0)).sum(axis=1))
    return points if float(cosines.max()) < SHEET_CORNER else None


def _sheet_size(corners: NDArray[np.float32]) -> tuple[float, float]:
    top, right, bottom, left = (float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4))
    return max(top, bottom), max(left, right)


def turned(image: Pixels, quarters: int) -> Pixels:
    """The image turned clockwise by this many quarters."""
    return np.ascontiguousarray(np.rot90(image, -quarters))


def turn_matrix(quarters: int, width: int, height: int) -> Matrix:
    """Pixels of an image of this size → pixels of the image turned clockwise by `quarters`."""
    kinds: tuple[list[list[float]], ...] = (
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0, -1, height], [1, 0, 0], [0, 0, 1]],
        [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
    )
    return np.array(kinds[quarters % 4], np.float64)


def look(image: Pixels) -> Mask:
    """The ink of a small copy, without rulings and black edges: what line structure is judged on."""
    mask = ink_of(evened(shrunk(grey_of(image), LOOK)[0]))
    return without_rules(mask)


def without_rules(mask: Mask) -> Mask:
    """The mask without runs that are too long for any character."""
    long = max(40, max(mask.shape) // 18)
    rules = opened(mask, long, 1) | opened(mask, 1, long)
    return np.asarray(mask & (1 - rules), np.uint8)


def line_ratio(mask: Mask) -> float:
    """How much more the ink is ordered in rows than in columns: above 1 the lines run across."""
    rows, cols = _structure(mask), _structure(np.ascontiguousarray(mask.T))
    return (rows + 1e-9) / (cols + 1e-9)


def _structure(mask: Mask) -> float:
    """Change from row to row of the ink, in bands of columns so that skew and columns of text do not blur it."""
    total = 0.0
    edges = np.linspace(0, mask.shape[1], 7).astype(int)
    for x0, x1 in pairwise(edges):
        profile = mask[:, x0:x1].sum(axis=1, dtype=np.float64)
        total += float(np.square(np.diff(profile)).sum())
    return total / max(float(mask.sum()), 1.0)


def skew_angle(mask: Mask) -> float:
    """Degrees by which the lines of this mask rise to the right (−5…5); 0 where no angle stands out."""
    mask, _ = shrunk(mask * np.uint8(255), 900)
    if not mask.any():
        return 0.0
    coarse = np.arange(-MAX_SKEW, MAX_SKEW + 0.01, 0.5)
    scores = [_sharpness(mask, float(angle)) for angle in coarse]
    best = float(coarse[int(np.argmax(scores))])
    if max(scores) < 1.02 * float(np.median(scores)):
        return 0.0
    for step in (0.2, 0.08, 0.04):
        fine = [best + k * step for k in (-2, -1, 0, 1, 2)]
        best = fine[int(np.argmax([_sharpness(mask, angle) for angle in fine]))]
    return best


def _sharpness(mask: Mask, degrees: float) -> float:
    """How sharply rows of ink stand apart after shearing the picture straight by this angle."""
    height, width = mask.shape
    slope = np.tan(np.radians(degrees))
    matrix = np.array([[1, 0, 0], [slope, 1, -slope * width / 2]], np.float64)
    straight = cv2.warpAffine(mask, matrix, (width, height), flags=cv2.INTER_LINEAR)
    profile = straight.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(profile)).sum())


def rotation(degrees: float, width: int, height: int) -> Matrix:
    """Turns an image of this size clockwise by `degrees` about its middle."""
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0), [0, 0, 1]])
    return np.asarray(turn, np.float64)


def text_bands(mask: Mask, limit: int) -> list[Band]:
    """Up to `limit` pieces of the mask that look like lines of text running across, the longest first."""
    bands = []
    reach = max(8, mask.shape[1] // 60)
    for spot in spots_of(closed(mask, reach, 1)):
        ratio = spot.width / max(1, spot.height)
        if ratio >= 2.5 and 7 <= spot.height <= mask.shape[0] // 12 and spot.area >= 0.25 * spot.width * spot.height:
            bands.append(Band(spot.x, spot.y, spot.x + spot.width, spot.y + spot.height))
    return sorted(bands, key=lambda band: band.x0 - band.x1)[:limit]

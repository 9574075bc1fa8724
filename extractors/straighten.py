"""How a page lies in its picture: the sheet in a photo, quarter turns, and the last degrees of skew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ink import Mask, Pixels, closed, evened, grey_of, grown, ink_of, opened, pieces_of, shrunk, spots_of

Matrix = NDArray[np.float64]

LOOK = 1000  # px: longest side of the copy on which the lie of a page is judged
SHEET_SHARE = 0.35  # a sheet in a photo covers at least this much of it
SHEET_WHOLE = 0.97  # and no more than this, else the picture is the sheet
SHEET_CORNER = 0.6  # |cos| of its corners' angles stays below this
SHEET_CONTRAST = 22  # grey levels by which the sheet is brighter than what lies around it
SHEET_LEVELS = range(60, 215, 12)
SHEET_EDGE = 0.6  # of the sharpest outline's: light that falls off over the table makes softer edges than the sheet has
SHEET_STEP = 8  # grey levels by which the softest edge of a sheet at least stands out
EDGE_STEP = 4  # px of a look of 700: how far to both sides of an edge its brightness is taken
SHEET_FULL = 0.94  # share of its outline's hull that a bright patch must fill to be a sheet
MAX_SKEW = 5.0  # degrees
LEAST_SKEW = 0.12  # degrees: less is not worth drawing the page anew
LEAST_LEAN = 0.0025  # down per right: three pixels over a page of 1200
MAX_LEAN = 0.12
LEAN_SPREAD = 0.05  # rulings that lean further from the others than this are something else
RULE_RUN = 16  # px of a page of 1200: what even a leaning thin ruling has in one row, and few strokes of characters
ASTRAY, HALF_PIXEL = 3.0, 0.5  # times the usual distance from a ruling's line, and px, beyond which a point is none of it
BAR = 11  # px of the same: thicker than any ruling
RULE_SPAN = 0.16  # of the page's width: shorter strokes do not tell how a ruling leans
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
    """The largest sharply bounded bright quadrilateral: a shadow over the sheet hides its edge at some levels of brightness,
    and at others a lit part of the table belongs to it."""
    soft = np.asarray(cv2.GaussianBlur(grey, (0, 0), 2), np.uint8)
    found = [corners for level in SHEET_LEVELS if (corners := _bright_quad(soft, level)) is not None]
    sharp = [_edge_contrast(soft, corners) for corners in found]
    least = max(SHEET_STEP, SHEET_EDGE * max(sharp, default=0.0))
    return max((corners for corners, one in zip(found, sharp, strict=True) if one >= least), key=cv2.contourArea, default=None)


def _edge_contrast(grey: Pixels, corners: NDArray[np.float32]) -> float:
    """By how many grey levels the softest side of a quadrilateral is brighter just inside than just outside."""
    middle, shares = corners.mean(axis=0), np.linspace(0.08, 0.92, 24)[:, None]
    height, width = grey.shape
    softest = 255.0
    for i in range(4):
        start, end = corners[i], corners[(i + 1) % 4]
        normal = np.array([start[1] - end[1], end[0] - start[0]]) / max(float(np.linalg.norm(end - start)), 1e-6)
        normal *= np.sign(float(normal @ (middle - start))) or 1.0
        points = start + shares * (end - start)
        inner, outer = (np.rint(points + step * normal).astype(int) for step in (EDGE_STEP, -EDGE_STEP))
        seen = (outer >= 0).all(axis=1) & (outer[:, 0] < width) & (outer[:, 1] < height)
        seen &= (inner >= 0).all(axis=1) & (inner[:, 0] < width) & (inner[:, 1] < height)
        if seen.sum() < len(points) / 2:
            continue  # the sheet goes on beyond the picture
        steps = grey[inner[seen, 1], inner[seen, 0]].astype(float) - grey[outer[seen, 1], outer[seen, 0]]
        softest = min(softest, float(np.percentile(steps, 30)))
    return softest


def _bright_quad(grey: Pixels, level: int) -> NDArray[np.float32] | None:
    bright = closed(np.asarray(grey > level, np.uint8), 15, 15)
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    hull: NDArray[np.int32] = np.asarray(cv2.convexHull(largest), np.int32)
    area = cv2.contourArea(hull)
    if not SHEET_SHARE <= area / grey.size <= SHEET_WHOLE or cv2.contourArea(largest) < SHEET_FULL * area:
        return None
    corners = _four_corners(hull)
    if corners is None or not 0.93 <= cv2.contourArea(corners) / area <= 1.02:
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
    small, _ = shrunk(mask, 600)
    scores = [_sharpness(small, float(angle)) for angle in coarse]
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
    profile = cv2.reduce(straight, 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F).ravel()
    return float(np.square(np.diff(profile)).sum())


def rotation(degrees: float, width: int, height: int) -> Matrix:
    """Turns an image of this size clockwise by `degrees` about its middle."""
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0), [0, 0, 1]])
    return np.asarray(turn, np.float64)


def squared(mask: Mask) -> Matrix | None:
    """Homography that makes the rulings of this mask level and upright; None where they are, or where there are too few.

    How far each ruling leans is a line over its place on the page: that is what perspective does to parallels.
    """
    mask = _without_bars(mask)
    across, down = _leans(mask), _leans(np.ascontiguousarray(mask.T))
    if len(across) < 2 or len(down) < 2:
        return None
    height, width = mask.shape
    level, upright = _lean_by_place(across, height), _lean_by_place(down, width)
    ends = [level(0), level(height), upright(0), upright(width)]
    if max(abs(lean) for lean in ends) < LEAST_LEAN or max(abs(lean) for lean in ends) > MAX_LEAN:
        return None
    corners = [_crossing(y, level(y), x, upright(x), width, height) for x, y in ((0, 0), (width, 0), (width, height), (0, height))]
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(np.array(corners, np.float32), target), np.float64)


def _without_bars(mask: Mask) -> Mask:
    """Without what is thicker than any ruling: the table a sheet lies on, whose edge leans as no ruling of the sheet does."""
    bars = opened(mask, BAR, BAR)
    return np.asarray(mask & (1 - grown(bars, 2 * BAR, 2 * BAR)), np.uint8) if bars.any() else mask


def _leans(mask: Mask) -> list[tuple[float, float, float]]:
    """Long straight strokes that run across: where they cross the middle, how they lean (down per right), their length."""
    width = mask.shape[1]
    out = []
    for spot, own in pieces_of(opened(closed(mask, 3, 3), RULE_RUN, 1), least_width=round(width * RULE_SPAN)):
        at = np.flatnonzero(own.any(axis=0))
        middle = (own * np.arange(spot.height)[:, None]).sum(axis=0)[at] / own.sum(axis=0)[at]
        lean, base = np.polyfit(at, middle, 1)
        off = np.abs(middle - (lean * at + base))
        good = off <= ASTRAY * np.median(off) + HALF_PIXEL  # a character that touches the ruling, a crossing one
        lean, base = np.polyfit(at[good], middle[good], 1)
        if abs(lean) <= MAX_LEAN:
            out.append((float(spot.y + base + lean * (width / 2 - spot.x)), float(lean), float(good.sum())))
    return out


def _lean_by_place(lines: list[tuple[float, float, float]], size: int) -> Callable[[float], float]:
    """Robust fit of lean over place; one lean for all where the lines do not spread over the page."""
    at, lean, length = (np.array(values) for values in zip(*lines, strict=True))
    middle = float(np.median(lean))
    kept = np.abs(lean - middle) <= LEAN_SPREAD
    at, lean, length = at[kept], lean[kept], length[kept]
    if at.size < 4 or np.ptp(at) < 0.25 * size:
        return lambda _place: middle
    slope, base = np.polyfit(at, lean, 1, w=np.sqrt(length))
    left = np.abs(lean - (slope * at + base))
    good = left <= np.median(left) * 2.5 + 1e-4
    slope, base = np.polyfit(at[good], lean[good], 1, w=np.sqrt(length[good]))
    return lambda place: float(slope * place + base)


def _crossing(y: float, level: float, x: float, upright: float, width: int, height: int) -> tuple[float, float]:
    """Where a line of this lean through (middle, y) meets one of that lean through (x, middle)."""
    # v = y + level · (u - width/2) and u = x + upright · (v - height/2)
    u = (x + upright * (y - level * width / 2 - height / 2)) / (1 - upright * level)
    return u, y + level * (u - width / 2)


def text_bands(mask: Mask, limit: int) -> list[Band]:
    """Up to `limit` pieces of the mask that look like lines of text running across, the longest first."""
    bands = []
    reach = max(8, mask.shape[1] // 60)
    for spot in spots_of(closed(mask, reach, 1)):
        ratio = spot.width / max(1, spot.height)
        if ratio >= 2.5 and 7 <= spot.height <= mask.shape[0] // 12 and spot.area >= 0.25 * spot.width * spot.height:
            bands.append(Band(spot.x, spot.y, spot.x + spot.width, spot.y + spot.height))
    return sorted(bands, key=lambda band: band.x0 - band.x1)[:limit]

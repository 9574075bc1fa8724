"""Paper, ink and red on a page image: the pixel work that everything else on the image side is made of.

Images are height × width (grey) or height × width × 3 (RGB), uint8; masks are uint8 with 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Mask = NDArray[np.uint8]

PAPER_GRID = 48  # px: side of the squares in which the paper's brightness is taken
PAPER_QUANTILE = 80  # the paper is brighter than this share of a square, unless the square is mostly ink
PAPER_WHITE = 262  # a little above 255, since the brightest nearby is a little brighter than the paper is
DARKEST_PAPER = 70  # below this a square is no paper but a table top or a black edge
LEAST_TINT, MOST_TINT = 1.12, 1.45  # how much brighter one colour of the paper is than another, to be tinted; more is no paper
INK_LEVELS = (120, 205)  # Otsu's threshold is kept within these, on evened paper of 255
RED_MARGIN = 32  # how much red must exceed green and blue
RED_SATURATION = 0.22
RED_SHARE = 0.00005  # less red than this share of the page is noise of a colour scan
LOOK_THROUGH = 2400  # px, longest side on which a seal is looked through
DARK_THROUGH = 110
THROUGH_SHARE = 0.015  # of the red: black that shows through it
PAINT_FROM = 3  # px around a mask that what is painted over it is made up from
SPECK = 0.28  # of a character's height: a piece smaller than this may be dust
DUST_REACH = 0.5  # of a character's height: a speck further than this from any character is dust
BLANK_INK = 0.0006  # share of ink below which a page may be blank: a page number and dust


@dataclass(frozen=True, slots=True)
class Spot:
    """A connected piece of ink: its box in pixels and the number of its pixels."""

    x: int
    y: int
    width: int
    height: int
    area: int


def use_threads(count: int) -> None:
    """Pixel work takes as many threads as its process was given: cv2's own pool would be a second one, a tenth of a page's processor time."""
    cv2.setNumThreads(count)


def resized(image: Pixels, width: int, height: int) -> Pixels:
    """The image at another size: averaged when made smaller, bilinear when made larger."""
    smaller = width * height < image.shape[0] * image.shape[1]
    method = cv2.INTER_AREA if smaller and height < image.shape[0] * 0.85 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, (width, height), interpolation=method), np.uint8)


def shares_of(mask: Mask, width: int, height: int) -> NDArray[np.float32]:
    """How much of every pixel is ink, 0…1, after the mask is drawn at another size."""
    method = cv2.INTER_AREA if width * height < mask.size else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(mask.astype(np.float32), (width, height), interpolation=method), np.float32)


def softened(values: NDArray[np.float32], reach: float) -> NDArray[np.float64]:
    """The values of a picture, each mixed with those around it; `reach` in pixels."""
    return np.asarray(cv2.GaussianBlur(values.astype(np.float64), (0, 0), reach), np.float64)


def shrunk(image: Pixels, longest: int) -> tuple[Pixels, float]:
    """The image with its longer side at most `longest` pixels, and the factor by which it was made smaller (≤ 1)."""
    factor = min(1.0, longest / max(image.shape[:2]))
    if factor == 1.0:
        return image, 1.0
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8), factor


def warped(image: Pixels, matrix: NDArray[np.float64], width: int, height: int) -> Pixels:
    """The image under a homography (its pixels → new pixels), white where nothing was."""
    out = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255, 255, 255)
    )
    return np.asarray(out, np.uint8)


def warped_mask(mask: Mask, matrix: NDArray[np.float64]) -> Mask:
    """The mask under a homography, same size."""
    size = (mask.shape[1], mask.shape[0])
    return np.asarray(cv2.warpPerspective(mask * np.uint8(255), matrix, size, flags=cv2.INTER_LINEAR) > 127, np.uint8)


def grey_of(image: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def paper_of(grey: Pixels) -> NDArray[np.float32]:
    """Brightness of the paper at every pixel, from the bright part of each square, smoothed."""
    rows, cols = max(1, round(grey.shape[0] / PAPER_GRID)), max(1, round(grey.shape[1] / PAPER_GRID))
    small = cv2.resize(grey, (cols * 8, rows * 8), interpolation=cv2.INTER_AREA)
    squares = small.reshape(rows, 8, cols, 8).transpose(0, 2, 1, 3).reshape(rows, cols, 64)
    bright = np.percentile(squares, PAPER_QUANTILE, axis=2).astype(np.float32)
    # A square that is all ink (a seal, a black bar) borrows the paper of its neighbours.
    bright = np.maximum(bright, cv2.erode(cv2.dilate(bright, np.ones((5, 5))), np.ones((5, 5))))
    bright = np.maximum(cv2.GaussianBlur(bright, (0, 0), 1.0), DARKEST_PAPER)
    return np.asarray(cv2.resize(bright, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_CUBIC), np.float32)


def balanced(image: Pixels) -> Pixels:
    """An RGB image whose paper is tinted (warm light, a licence's ground) with its paper grey, so that red is what is redder than paper."""
    small, _ = shrunk(image, 400)
    paper = np.percentile(small.reshape(-1, 3), PAPER_QUANTILE, axis=0)
    gains = paper.max() / np.maximum(paper, DARKEST_PAPER)
    if gains.max() < LEAST_TINT:
        return image
    lifted = [
        cv2.convertScaleAbs(channel, alpha=float(min(gain, MOST_TINT))) for channel, gain in zip(cv2.split(image), gains, strict=True)
    ]
    return np.asarray(cv2.merge(lifted), np.uint8)


def evened(image: Pixels) -> Pixels:
    """Grey or RGB with its paper lifted to 255 everywhere: shadows and dark grounds gone, colours kept."""
    grey = image if image.ndim == 2 else grey_of(image)
    paper = np.asarray(np.clip(paper_of(grey), 1, 255), np.uint8)
    if image.ndim == 3:
        paper = np.asarray(cv2.merge([paper, paper, paper]), np.uint8)
    return np.asarray(cv2.divide(image, paper, scale=255), np.uint8)


def evened_crop(image: Pixels, line_px: int) -> Pixels:
    """The same for a crop of one line and what stands around it: its paper is the brightest nearby, smoothed."""
    image = balanced(image)
    reach = max(3, line_px // 2)
    small, factor = shrunk(grey_of(image), 400)
    span = max(3, round(reach * factor))
    paper = cv2.GaussianBlur(cv2.dilate(cv2.medianBlur(small, 3), np.ones((span, span), np.uint8)), (0, 0), span / 2)
    paper = np.maximum(cv2.resize(paper, (image.shape[1], image.shape[0])), DARKEST_PAPER)
    return np.asarray(cv2.divide(image, cv2.merge([paper, paper, paper]), scale=PAPER_WHITE), np.uint8)


def unevenness(grey: Pixels) -> float:
    """How much the paper's brightness differs over the page: 0 is even, 0.3 a shadow."""
    paper = paper_of(shrunk(grey, 800)[0])
    low, high = np.percentile(paper, (5, 95))
    return float((high - low) / max(high, 1))


def ink_level(even: Pixels) -> float:
    """The threshold between ink and paper on an evened grey image."""
    level, _ = cv2.threshold(even, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return float(min(max(level, INK_LEVELS[0]), INK_LEVELS[1]))


def ink_of(even: Pixels) -> Mask:
    """Where there is ink on an evened grey image."""
    return np.asarray(even < ink_level(even), np.uint8)


def averaged(grey: Pixels, width: int, height: int) -> Pixels:
    """The mean of what stands around every pixel of a grey image, in a rectangle of this size, to the nearest level."""
    return np.asarray(cv2.blur(grey, (max(1, width), max(1, height))), np.uint8)


def rows_of(mask: Mask, degrees: float = 0.0) -> NDArray[np.float64]:
    """How much of a mask lies in each of its rows, after this much of a tilt is taken out."""
    height, width = mask.shape
    slope = np.tan(np.radians(degrees))
    matrix = np.array([[1, 0, 0], [-slope, 1, slope * width / 2]])
    return np.asarray(cv2.warpAffine(mask, matrix, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1), np.float64)


def spots_of(mask: Mask) -> list[Spot]:
    """The connected pieces of a mask, in no promised order."""
    x, y, width, height = cv2.boundingRect(mask)
    if not width:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask[y : y + height, x : x + width], connectivity=8)
    stats[:, :2] += (x, y)
    return [Spot(*(int(value) for value in stats[i])) for i in range(1, count)]


def pieces_of(mask: Mask, least_width: int = 0, least_height: int = 0) -> Iterator[tuple[Spot, Mask]]:
    """The connected pieces of a mask, those of at least this size, each with a mask of its own of the size of its box."""
    x, y, width, height = cv2.boundingRect(mask)
    if not width:
        return
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask[y : y + height, x : x + width], connectivity=8)
    large = (stats[1:, cv2.CC_STAT_WIDTH] >= least_width) & (stats[1:, cv2.CC_STAT_HEIGHT] >= least_height)
    for i in np.flatnonzero(large) + 1:
        spot = Spot(*(int(value) for value in stats[i]))
        window = labels[spot.y : spot.y + spot.height, spot.x : spot.x + spot.width]
        yield replace(spot, x=spot.x + x, y=spot.y + y), np.asarray(window == i, np.uint8)


def opened(mask: Mask, width: int, height: int) -> Mask:
    """What is left of a mask where a rectangle of this size fits."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((max(1, height), max(1, width)), np.uint8)), np.uint8)


def closed(mask: Mask, width: int, height: int) -> Mask:
    """A mask with gaps of less than this size filled."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((max(1, height), max(1, width)), np.uint8)), np.uint8)


def grown(mask: Mask, width: int, height: int) -> Mask:
    return np.asarray(cv2.dilate(mask, np.ones((max(1, height), max(1, width)), np.uint8)), np.uint8)


def blanked(image: Pixels, mask: Mask) -> Pixels:
    """A copy of the image, white where the mask is."""
    return np.asarray(cv2.copyTo(np.full_like(image, 255), mask, image.copy()), np.uint8)


def painted_over(image: Pixels, mask: Mask) -> Pixels:
    """The image with a mask's pixels made up from what stands around them."""
    return np.asarray(cv2.inpaint(image, mask, PAINT_FROM, cv2.INPAINT_TELEA), np.uint8)


def red_of(image: Pixels) -> Mask:
    """Where an RGB image is red: seal ink, alone or over black (which keeps a red tinge at its edges only)."""
    red, green, blue = cv2.split(image)
    excess = cv2.subtract(red, cv2.max(green, blue))
    least = cv2.max(cv2.convertScaleAbs(red, alpha=RED_SATURATION), np.full_like(red, RED_MARGIN))
    mask = opened(np.asarray(excess > least, np.uint8), 2, 2)
    if float(mask.mean()) < RED_SHARE:
        return np.zeros_like(mask)
    return mask


def without_red(image: Pixels, red: Mask) -> Pixels:
    """The image with red ink turned to paper, only where the red is; black under it stays.

    In the red channel seal ink is nearly as light as paper, text under it dark: the channel's own paper level
    (its bright part on the red) is stretched to white.
    """
    if not red.any():
        return image
    area = grown(red, 5, 5).astype(bool)
    channel = image[:, :, 0].astype(np.float32)
    light = float(np.percentile(channel[red.astype(bool)], 60))
    lifted = np.clip(channel * (255 / max(light, 90)) * 1.04, 0, 255)
    out = image.copy()
    out[area] = lifted[area, None].astype(np.uint8)
    return out


def shows_through(image: Pixels) -> bool | None:
    """Does black show through the red ink of this RGB image? None where there is no red, or nothing crosses it.

    Seal ink over print lets rulings and characters through; a seal in thick ink hides them, and nobody can tell what stood there.
    What lies between red on both sides and is not red itself is looked at: dark where black shows, pale where red only has a hole.
    """
    small, _ = shrunk(image, LOOK_THROUGH)
    red = red_of(small)
    if not red.any():
        return None
    across = closed(red, 9, 1) | closed(red, 1, 9)
    dark = (grey_of(small) < DARK_THROUGH) & (red == 0)
    crossed = float((dark & (across > 0)).sum())
    return crossed > THROUGH_SHARE * float(red.sum())


def without_dust(mask: Mask, height_px: float) -> Mask:
    """Specks that stand by themselves taken off; a decimal point or an accent stands by a character and stays."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA]
    sides = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    solid = (sides >= SPECK * height_px) & (areas >= 0.5 * SPECK * SPECK * height_px * height_px)
    solid[0] = False
    reach = 2 * round(DUST_REACH * height_px) + 1
    near = grown(np.asarray(solid[labels], np.uint8), reach, reach)
    touched = np.bincount(labels[near.astype(bool)], minlength=count) > 0
    keep = solid | touched
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def text_height(mask: Mask) -> float:
    """Typical height in pixels of a character, from the pieces of ink; 0 where there is too little to tell."""
    heights = [spot.height for spot in spots_of(mask) if spot.height >= 6 and 0.3 <= spot.width / spot.height <= 2.2]
    return float(np.percentile(heights, 70)) if len(heights) >= 12 else 0.0


def is_blank(mask: Mask) -> bool:
    """Nothing on it that could be a line of text: dust, a fold, a punched hole or a black edge at most."""
    height, width = mask.shape
    edge_y, edge_x = height // 25, width // 25
    inner = mask[edge_y : height - edge_y, edge_x : width - edge_x]
    clean = opened(inner, 2, 2)
    if float(clean.mean()) >= BLANK_INK * 8:
        return False
    signs = [spot for spot in spots_of(clean) if min(spot.width, spot.height) >= 5 and max(spot.width, spot.height) < width // 6]
    return len(signs) < 6

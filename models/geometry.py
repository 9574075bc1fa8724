"""Where things stand on a page: PDF points, origin at the top left, of a page turned upright. The one convention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle in points; `top` is above `bottom`, as on the page one looks at."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def center(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds_point(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def holds_center(self, other: Box) -> bool:
        return self.holds_point(*other.center)

    def overlap_x(self, other: Box) -> float:
        """Common width in points; 0 where there is none."""
        return max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def overlap_y(self, other: Box) -> float:
        """Common height in points; 0 where there is none."""
        return max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def overlap(self, other: Box) -> float:
        """Common area in square points."""
        return self.overlap_x(other) * self.overlap_y(other)

    def grow(self, by: float) -> Box:
        return Box(self.x0 - by, self.top - by, self.x1 + by, self.bottom + by)

    def rounded(self) -> Box:
        """To a tenth of a point: what is written out, so that two machines write the same."""
        return Box(round(self.x0, 1), round(self.top, 1), round(self.x1, 1), round(self.bottom, 1))


def around(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that holds all of them; None of none."""
    known = list(boxes)
    if not known:
        return None
    return Box(
        min(box.x0 for box in known),
        min(box.top for box in known),
        max(box.x1 for box in known),
        max(box.bottom for box in known),
    )


@dataclass(frozen=True, slots=True)
class View:
    """How the upright page that was read lies in the page as a viewer shows it.

    A scan is turned, straightened and rectified before it is read; what is written out must point into the
    page that a person sees. `matrix` is a 3 × 3 homography, row by row, from read points to viewer points.
    """

    matrix: tuple[float, float, float, float, float, float, float, float, float] = (1, 0, 0, 0, 1, 0, 0, 0, 1)

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f, g, h, i = self.matrix
        w = g * x + h * y + i
        if w == 0:
            return x, y
        return (a * x + b * y + c) / w, (d * x + e * y + f) / w

    def box(self, box: Box) -> Box:
        """The upright box around `box` where a viewer shows it."""
        corners = [self.point(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        return Box(
            min(x for x, _ in corners),
            min(y for _, y in corners),
            max(x for x, _ in corners),
            max(y for _, y in corners),
        )

    @property
    def is_identity(self) -> bool:
        return self.matrix == (1, 0, 0, 0, 1, 0, 0, 0, 1)


UPRIGHT = View()

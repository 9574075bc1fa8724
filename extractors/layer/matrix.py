"""Matrices between PDF user space and the page as a viewer shows it, y downwards."""

from __future__ import annotations

from models.geometry import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def to_view(rotation: int, left: float, bottom: float, right: float, top: float) -> Matrix:
    """From PDF user space to the page as shown, y downwards."""
    return {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[rotation]


def times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def angle_of(a: float, b: float) -> int:
    """Clockwise quarter turns of a direction whose y grows downwards; -1 where it lies askew."""
    if abs(b) <= 0.1 * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) <= 0.1 * abs(b):
        return 90 if b > 0 else 270
    return -1


def picture_box(full: Matrix, page: Box) -> Box | None:
    corners = [point(x, y, full) for x in (0.0, 1.0) for y in (0.0, 1.0)]
    box = Box(
        max(0.0, min(x for x, _ in corners)),
        max(0.0, min(y for _, y in corners)),
        min(page.x1, max(x for x, _ in corners)),
        min(page.bottom, max(y for _, y in corners)),
    )
    return box if box.width > 0 and box.height > 0 else None

"""A page whose text runs sideways or upside down, turned so that it can be read; the view tells the way back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractors.layer.glyphs import Glyph, Rule, Sheet
from models.geometry import UPRIGHT, Box, View

MOST = 0.8
MIN_GLYPHS = 12


def uprighted(sheet: Sheet) -> tuple[Sheet, View]:
    """The sheet as it is, or turned where nearly all its text reads another way. Pure."""
    angles = Counter(glyph.angle for glyph in sheet.glyphs if not glyph.falling)
    if not angles:
        return sheet, UPRIGHT
    angle, count = angles.most_common(1)[0]
    if angle not in (90, 180, 270) or count < MIN_GLYPHS or count < MOST * len(sheet.glyphs):
        return sheet, UPRIGHT
    turn = _Turn(angle, sheet.width, sheet.height)
    width, height = (sheet.height, sheet.width) if angle in (90, 270) else (sheet.width, sheet.height)
    turned = replace(
        sheet,
        width=width,
        height=height,
        glyphs=tuple(turn.glyph(glyph) for glyph in sheet.glyphs),
        rules=tuple(turn.rule(rule) for rule in sheet.rules),
        shades=tuple(turn.rule(rule) for rule in sheet.shades),
        squares=tuple(replace(square, box=turn.box(square.box)) for square in sheet.squares),
        strokes=tuple(turn.box(box) for box in sheet.strokes),
        pictures=tuple(turn.box(box) for box in sheet.pictures),
    )
    return turned, turn.view


class _Turn:
    """Undoes a reading direction of `angle` degrees clockwise."""

    def __init__(self, angle: int, width: float, height: float) -> None:
        self.angle = angle
        self.width = width
        self.height = height

    @property
    def view(self) -> View:
        w, h = self.width, self.height
        if self.angle == 90:
            return View((0, -1, w, 1, 0, 0, 0, 0, 1))
        if self.angle == 270:
            return View((0, 1, 0, -1, 0, h, 0, 0, 1))
        return View((-1, 0, w, 0, -1, h, 0, 0, 1))

    def corners(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        if self.angle == 90:
            return top, self.width - x1, bottom, self.width - x0
        if self.angle == 270:
            return self.height - bottom, x0, self.height - top, x1
        return self.width - x1, self.height - bottom, self.width - x0, self.height - top

    def box(self, box: Box) -> Box:
        return Box(*self.corners(box.x0, box.top, box.x1, box.bottom))

    def rule(self, rule: Rule) -> Rule:
        return Rule(*self.corners(*rule))

    def glyph(self, glyph: Glyph) -> Glyph:
        x0, top, x1, bottom = self.corners(glyph.x0, glyph.top, glyph.x1, glyph.bottom)
        angle = (glyph.angle - self.angle) % 360
        base = glyph.base
        if self.angle == 180:
            base = self.height - base if glyph.angle in (0, 180) else self.width - base
        elif self.angle == 90 and glyph.angle in (90, 270):
            base = self.width - base
        elif self.angle == 270 and glyph.angle in (0, 180):
            base = self.height - base
        return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, base=base, angle=angle)

"""Round red seals as pictures: a ring, a star, the owner's name along the ring. They lie over what is printed."""

from __future__ import annotations

import math
from functools import cache

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from .fonts import pil_font
from .paper import Page


@cache
def _picture(name: str, footer: str, alpha: int, side: int = 208) -> Image.Image:
    big = side * 2
    red = (206, 30, 36)
    ink = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(ink)
    draw.ellipse((6, 6, big - 6, big - 6), outline=255, width=14)
    centre, radius = big / 2, big * 0.145
    star = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.4
        angle = -math.pi / 2 + i * math.pi / 5
        star.append((centre + r * math.cos(angle), centre + r * math.sin(angle)))
    draw.polygon(star, fill=255)
    size = int(big * min(0.115, 1.25 / max(len(name), 8)))
    font = pil_font("UMing", size)
    sweep = math.radians(min(290, 24 * len(name)))
    for i, character in enumerate(name):
        angle = -sweep / 2 + sweep * (i + 0.5) / len(name)
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size, size), character, font=font, fill=255, anchor="mm", stroke_width=1, stroke_fill=255)
        tile = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        r = big / 2 - 14 - size * 0.75
        ink.paste(255, (int(centre + r * math.sin(angle)) - size, int(centre - r * math.cos(angle)) - size), tile)
    if footer:
        draw.text((centre, big * 0.76), footer, font=pil_font("UMing", int(big * 0.075)), fill=255, anchor="mm")
    ink = ink.resize((side, side), Image.Resampling.LANCZOS).point(lambda v: (v * alpha // 255) // 24 * 24)
    picture = Image.new("RGBA", (side, side), (*red, 0))
    picture.putalpha(ink)
    return picture


def seal(page: Page, x: float, y: float, name: str, *, footer: str = "", size: float = 112.0, alpha: int = 190) -> None:
    """A seal centred at (x, y). Size in points; three strengths of ink, so that a file holds each picture once."""
    reader = ImageReader(_picture(name, footer, 240 if alpha > 220 else 200 if alpha > 180 else 160))
    page.picture(reader, (x - size / 2, y - size / 2, x + size / 2, y + size / 2))

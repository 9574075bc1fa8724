"""The Chinese faces a page is drawn with; a character that a face lacks is drawn with one that has it, never as a box."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_ROOT = Path("/usr/share/fonts/truetype")
PACKAGES = "fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-uming fonts-arphic-ukai fonts-arphic-gbsn00lp fonts-arphic-gkai00mp"


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file. `file` below FONT_ROOT, `index` inside a collection."""

    name: str
    file: str
    index: int = 0

    @property
    def path(self) -> Path:
        return FONT_ROOT / self.file


# The order is the order of falling back: the first two have the widest coverage.
FACES = (
    Face("ZenHei", "wqy/wqy-zenhei.ttc"),
    Face("MicroHei", "wqy/wqy-microhei.ttc"),
    Face("UMing", "arphic/uming.ttc"),
    Face("UKai", "arphic/ukai.ttc"),
    Face("Song", "arphic-gbsn00lp/gbsn00lp.ttf"),
    Face("Kai", "arphic-gkai00mp/gkai00mp.ttf"),
)


class MissingGlyph(ValueError):
    """A character that no installed face can draw: the truth would be a lie."""


@cache
def installed() -> tuple[Face, ...]:
    """The faces on this machine, registered with reportlab; leaves with exit code 3 where there is none."""
    here = tuple(face for face in FACES if face.path.is_file())
    if not here:
        print(f"没有找到可用的中文字体，请先安装（任选其一即可）：apt-get install {PACKAGES}", file=sys.stderr)
        raise SystemExit(3)
    for face in here:
        font = TTFont(face.name, str(face.path), subfontIndex=face.index)
        font.face.table.pop("name", None)  # tens of kilobytes of licence text in every subset; a PDF needs none of it
        pdfmetrics.registerFont(font)
    return here


@cache
def _coverage(name: str) -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)


@cache
def face_for(character: str, wanted: str) -> str:
    """The name of the face that draws this character: the wanted one if it can, else the first that can."""
    names = [face.name for face in installed()]
    code = ord(character)
    for name in ([wanted] if wanted in names else []) + names:
        if code in _coverage(name):
            return name
    raise MissingGlyph(f"no installed face has {character!r} (U+{code:04X})")


@cache
def advance(character: str, wanted: str) -> float:
    """Width of one character at size 1."""
    return float(pdfmetrics.stringWidth(character, face_for(character, wanted), 1))


@cache
def pil_font(name: str, size_px: int) -> ImageFont.FreeTypeFont:
    """The same face for Pillow, for seals that are drawn as pictures."""
    face = next((one for one in installed() if one.name == name), installed()[0])
    return ImageFont.truetype(str(face.path), size_px, index=face.index)

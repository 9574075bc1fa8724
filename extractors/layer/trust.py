"""Whether a page's text layer can be believed, and why not, in words for the audit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from extractors.layer.glyphs import Font, Glyph, Sheet
from models.document import Doubt

HIDDEN_SHARE = 0.5
BAD_SHARE = 0.05
FONT_BAD_SHARE = 0.15
RARE_SHARE = 0.3
MIN_LETTERS = 12
BROAD_EM = 0.95
NARROW_EM = 0.4
BROAD_LETTERS = frozenset("WMmwÆŒœæÅ½¼¾")


class Belief(Enum):
    """What to do with the layer: read it, read it and look again by OCR, or leave it for OCR alone."""

    BELIEVED = "believed"
    DOUBTED = "doubted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class LayerTrust:
    """`reasons` are Chinese clauses; `fonts` the names of fonts whose characters are doubted."""

    belief: Belief
    reasons: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()

    @property
    def needs_ocr(self) -> bool:
        return self.belief is not Belief.BELIEVED


def judge_layer(sheet: Sheet) -> tuple[LayerTrust, tuple[frozenset[Doubt], ...]]:
    """The page's trust and, font by font, the doubts that its words carry. Pure."""
    glyphs = sheet.glyphs
    reasons: list[str] = []
    hidden = sum(1 for glyph in glyphs if glyph.hidden)
    bad = sum(1 for glyph in glyphs if glyph.unmapped and not glyph.hidden)
    if hidden:
        reasons.append(f"有 {hidden} 个字符是图像下面的隐藏文字层，不作为依据")
    if bad:
        reasons.append(f"有 {bad} 个字符在文字层中没有可靠编码")
    if sheet.outside:
        reasons.append(f"有 {sheet.outside} 个字符在页面之外，未采用")
    if sheet.invisible:
        reasons.append(f"有 {sheet.invisible} 个字符不可见（白色、极小或被遮盖），未采用")
    if sheet.askew:
        reasons.append(f"有 {sheet.askew} 个字符斜置或反写（如水印），未采用")
    if sheet.cut:
        reasons.append("页面内容超过上限，其余未读")
    suspects = suspicious_fonts(sheet)
    if suspects:
        names = "、".join(sorted({sheet.fonts[i].name or "无名字体" for i in suspects}))
        reasons.append(f"字体 {names[:80]} 的文字与字形可能不一致")
    doubts = tuple(frozenset((Doubt.LAYER_DOUBTED,)) if i in suspects else frozenset[Doubt]() for i in range(len(sheet.fonts)))
    belief = Belief.BELIEVED
    if glyphs and (hidden >= HIDDEN_SHARE * len(glyphs) or bad >= HIDDEN_SHARE * len(glyphs)):
        belief = Belief.REJECTED
    elif hidden or suspects or sheet.askew > len(glyphs) or bad > BAD_SHARE * len(glyphs):
        belief = Belief.DOUBTED
    fonts = tuple(sheet.fonts[i].name for i in sorted(suspects))
    return LayerTrust(belief, tuple(reasons), fonts), doubts


def suspicious_fonts(sheet: Sheet) -> frozenset[int]:
    """Fonts whose codes and shapes do not agree: shapes of other characters, many codes without a mapping, Latin letters
    as wide as Chinese ones, a mix of scripts that nobody writes. What holds of one subset of a font holds of all."""
    letters: dict[int, list[Glyph]] = {}
    for glyph in sheet.glyphs:
        if not glyph.hidden:
            letters.setdefault(glyph.font, []).append(glyph)
    found = {i for i, font in enumerate(sheet.fonts) if _is_false(font)}
    for font, group in letters.items():
        unmapped = sum(1 for glyph in group if glyph.unmapped)
        if unmapped > FONT_BAD_SHARE * len(group) or _implausible(group) or _misshapen(group):
            found.add(font)
    names = {sheet.fonts[i].name for i in found if i < len(sheet.fonts)} - {""}
    return frozenset(found | {i for i, font in enumerate(sheet.fonts) if font.embedded and font.name in names})


def _is_false(font: Font) -> bool:
    """One figure drawn as another is enough; of Chinese characters two, for faces differ."""
    return len(font.false) >= 2 or font.false.isdigit()


def _implausible(group: list[Glyph]) -> bool:
    """Rare blocks in number: half of what stands here is not what a Chinese application is written with."""
    if len(group) < MIN_LETTERS:
        return False
    kinds = Counter(_kind(glyph.text[:1]) for glyph in group)
    return kinds["rare"] > RARE_SHARE * len(group)


def _kind(char: str) -> str:
    code = ord(char) if char else 0
    if code < 0x250 or 0x2000 <= code <= 0x2BFF or 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFFEF or 0x370 <= code <= 0x3FF:
        return "plain"
    if 0x4E00 <= code <= 0x9FFF or 0x2E80 <= code <= 0x2FDF or 0x3200 <= code <= 0x33FF:
        return "han"
    return "rare"


def _misshapen(group: list[Glyph]) -> bool:
    """Advances that do not fit: Latin letters and figures a whole em wide, Chinese characters half an em."""
    upright = [glyph for glyph in group if glyph.angle == 0]
    latin = [glyph for glyph in upright if glyph.text.isalnum() and ord(glyph.text[0]) < 0x250 and glyph.text not in BROAD_LETTERS]
    han = [glyph for glyph in upright if _kind(glyph.text[:1]) == "han"]
    broad = sum(1 for glyph in latin if glyph.x1 - glyph.x0 > BROAD_EM * glyph.size)
    narrow = sum(1 for glyph in han if glyph.x1 - glyph.x0 < NARROW_EM * (glyph.bottom - glyph.top))
    return (broad >= 2 and broad > 0.2 * len(latin)) or (narrow >= 3 and narrow > 0.5 * len(han))

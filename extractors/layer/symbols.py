"""Characters that mean something other than their code says: symbol fonts' ticks, radicals for characters, ligatures."""

from __future__ import annotations

import unicodedata

from models.document import MarkState

# Glyphs of symbol fonts by the low byte of their code; pages name these fonts and give U+F0xx or the bare byte.
WINGDINGS = {
    0xFE: "☑",
    0xFD: "☒",
    0xFC: "√",
    0xFB: "×",
    0xA8: "□",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0x6E: "■",
    0xA7: "▪",
    0x6C: "●",
    0x6D: "○",
    0xA1: "○",
    0xA4: "●",
}
WINGDINGS_2 = {0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "√", 0x4F: "×", 0xA3: "□", 0x30: "□", 0x2A: "□", 0xA2: "■"}
WEBDINGS = {0x61: "√", 0x63: "□", 0x67: "■", 0x72: "×"}
ZAPF_DINGBATS = {0x33: "√", 0x34: "√", 0x35: "×", 0x36: "×", 0x37: "×", 0x38: "×", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□"}
SYMBOL = {0xD6: "√", 0xB4: "×", 0x7F: "□", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB7: "•", 0xB0: "°", 0xA8: "◆", 0xAE: "→"} | {
    code: chr(code) for code in range(0x20, 0x3F)
}
# The office suite that has no Wingdings draws its signs with this face, under the codes of Wingdings and Symbol.
OPEN_SYMBOL = {**WINGDINGS, 0xB7: "•"}
BULLET = "•"  # a sign of such a font that is no tick: an ornament before a line
ORNAMENTAL = (WINGDINGS, WINGDINGS_2, WEBDINGS, OPEN_SYMBOL)
SYMBOL_FONTS: tuple[tuple[str, dict[int, str]], ...] = (
    ("opensymbol", OPEN_SYMBOL),
    ("wingdings2", WINGDINGS_2),
    ("wingdings-2", WINGDINGS_2),
    ("wingdings3", {}),
    ("wingdings", WINGDINGS),
    ("webdings", WEBDINGS),
    ("zapfdingbats", ZAPF_DINGBATS),
    ("dingbats", ZAPF_DINGBATS),
    ("symbolmt", SYMBOL),
)

# One shape for each meaning, so that a finder knows few of them.
SAME_MARK = {
    "✓": "√", "✔": "√", "🗸": "√", "✅": "☑", "🗹": "☑", "☐": "□", "◻": "□", "▢": "□", "❏": "□", "❐": "□", "❑": "□", "❒": "□", "⬜": "□", "☒": "☒", "🗷": "☒",
    "◼": "■", "⬛": "■", "✗": "×", "✘": "×", "✕": "×", "✖": "×",
}  # fmt: skip
BOX_MARKS = {"□": MarkState.EMPTY, "☑": MarkState.TICKED, "☒": MarkState.TICKED, "■": MarkState.TICKED, "√": MarkState.TICKED}

# Characters that faces draw with one glyph for both, so that a layer may say either; a form written here means the second.
VARIANTS = {
    "戶": "户", "戸": "户", "內": "内", "沒": "没", "呂": "吕", "黃": "黄", "別": "别", "換": "换", "溫": "温", "強": "强", "硏": "研", "敎": "教", "靑": "青", "淸": "清",
    "稅": "税", "悅": "悦", "脫": "脱", "虛": "虚", "卽": "即", "旣": "既", "槪": "概", "郞": "郎", "眞": "真", "値": "值",
}  # fmt: skip

# Radicals that fonts' tables give in place of the character that looks the same. Those NFKC folds are folded by it.
RADICALS = {
    "⺁": "厂", "⺟": "母", "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页",
    "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙",
    "⻳": "龟", "⻱": "龜", "⻑": "長", "⻪": "黾", "⺒": "巳", "⺓": "幺", "⺎": "兀", "⺐": "尢", "⺛": "旡", "⺕": "彐",
    "⺢": "水", "⺮": "竹", "⺶": "羊", "⻌": "辶", "⻏": "阝", "⺀": "冫",
}  # fmt: skip
FOLDED_BLOCKS = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0x2F800, 0x2FA1F))
ZERO_WIDTH = frozenset(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0x2028, 0x2029, 0xFEFF, 0x034F, 0x061C, *range(0xFE00, 0xFE10))
)
PRIVATE_USE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))


def of_radical(char: str) -> str:
    """The character that a radical or a ligature of a font's table stands for; any other character as it is."""
    if any(low <= ord(char) <= high for low, high in FOLDED_BLOCKS):
        return unicodedata.normalize("NFKC", char)
    return RADICALS.get(char, char)


def symbol_table(font: str) -> dict[int, str] | None:
    """The table of a symbol font by its name; None for fonts whose codes mean what they say."""
    plain = font.lower().replace(" ", "").replace("_", "")
    found = next((table for name, table in SYMBOL_FONTS if name in plain), None)
    return SYMBOL if found is None and plain.rpartition("+")[2] == "symbol" else found


def sign_of(code: int, table: dict[int, str]) -> str | None:
    """What a code of a symbol font means; None where the code is an ordinary character's."""
    private = 0xF000 <= code <= 0xF0FF
    if not private and (code >= 0x100 or table is OPEN_SYMBOL):
        return BULLET if is_private(code) and table is OPEN_SYMBOL else None
    known = table.get(code & 0xFF)
    return BULLET if known is None and code & 0xFF > 0x20 and any(table is one for one in ORNAMENTAL) else known


def is_private(code: int) -> bool:
    return any(low <= code <= high for low, high in PRIVATE_USE)


def is_bad(code: int) -> bool:
    """Not a character anybody wrote: U+FFFD, private use, control, a lone surrogate, no character at all."""
    return code == 0xFFFD or is_private(code) or code < 32 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE

"""Text from files is untrusted: here is the one escape for each place it may be shown in.

Whatever a reader cannot see (control characters, direction marks, zero-width characters, lone surrogates, private
use) is replaced by its number, as in <U+202E>: taken out of force and said where it stood. HTML is escaped by
jinja2 on top of `visible`.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters by category, yet drawn as nothing.
INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# A first pass that most text ends with: Chinese, Latin and punctuation without anything to hide.
PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2100-\u27ff\u3000-\u312f\u3200-\u9fff\uff01-\uff5e]*")
CELL_LIMIT = 32_767
CELL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
FILE_NAME_BYTES = 200
FILE_NAME_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
RESERVED_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})
ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])([1-8]\d{5})((?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3})([\dXx])(?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)(\d{4})(\d{4})(?!\d)")


def visible(text: str, *, lines: bool = False) -> str:
    """The text with everything invisible spelled out; line breaks stay where `lines`, else show as ⏎."""
    if PLAIN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n")
    return "".join(_seen(char, lines) for char in text)


def _seen(char: str, lines: bool) -> str:
    if char in "\n\r":
        return "\n" if lines else "⏎"
    if char == "\t":
        return " "
    if unicodedata.category(char) in INVISIBLE_CATEGORIES or char in INVISIBLE_LETTERS:
        return f"<U+{ord(char):04X}>"
    return char


def terminal_text(text: str) -> str:
    """For stderr and log lines: one line, no escape sequence survives."""
    return visible(text)


def cell_text(text: str) -> str:
    """For a cell of a workbook: lines kept, never longer than Excel holds, and what is cut is said.

    `_x000A_` in a cell means a character to Excel; an underscore that would begin one is escaped as Excel does it.
    """
    shown = CELL_ESCAPE.sub("_x005F_", visible(text, lines=True))
    if _utf16(shown) <= CELL_LIMIT:
        return shown
    note = f"…〔原文共{len(text)}字，此处放不下，后面从略；全文见results.jsonl〕"
    room = CELL_LIMIT - _utf16(note)
    kept = shown.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    return kept + note


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def looks_like_formula(text: str) -> bool:
    return text.startswith(FORMULA_STARTS)


def xml_text(text: str) -> str:
    """For a DOCX: nothing that XML forbids, lines kept."""
    return visible(text, lines=True)


def file_name(untrusted_name: str, suffix: str, taken: set[str]) -> str:
    """A name for one file in one folder: no path, nothing a system reserves, at most 200 bytes, unlike any in `taken`.

    `taken` holds the names given so far in lower case (some file systems do not tell case apart) and gets this one.
    """
    shown = FILE_NAME_FORBIDDEN.sub("_", re.sub(r"<U\+[0-9A-F]+>|⏎", "_", visible(untrusted_name)))
    stem = unicodedata.normalize("NFC", shown).strip(" .") or "未命名"
    if stem.split(".")[0].strip().lower() in RESERVED_NAMES:
        stem = f"_{stem}"
    number = 1
    while True:
        tail = suffix if number == 1 else f"（{number}）{suffix}"
        name = _cut_bytes(stem, FILE_NAME_BYTES - len(tail.encode())).rstrip(" .") + tail
        if name.lower() not in taken:
            taken.add(name.lower())
            return name
        number += 1


def _cut_bytes(text: str, room: int) -> str:
    return text.encode()[:room].decode(errors="ignore")


def without_surrogates(text: str) -> str:
    """For formats that are strict about Unicode (parquet)."""
    return text.encode("utf-8", errors="backslashreplace").decode() if not text.isascii() else text


def masked(text: str) -> str:
    """Identity card and mobile numbers with their middle starred, for logs and letters."""
    return MOBILE.sub(r"\1****\3", ID_NUMBER.sub(r"\1***********\3", text))

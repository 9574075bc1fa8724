"""The 18 characters of a 统一社会信用代码: found in running text, checked, and put right only where arithmetic proves it.

GB 32100-2015: authority (1), kind (1), region (6 digits), organisation code (9), check character (modulo 31);
the letters I, O, S, V and Z are never used, so an OCR engine's O is always a slip.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from stdnum.cn import uscc

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# Never part of a code: the only thing they can stand for.
FORBIDDEN_FOR = {"O": "0", "I": "1", "S": "5", "Z": "2", "V": "U"}
# In the first eight places only digits can stand.
LETTER_FOR_DIGIT = {"B": "8", "D": "0", "Q": "0", "G": "6", "L": "1", "A": "4", "T": "7"}
# Both are legal characters: either may be meant. One swap at most: a dozen variants against a modulus of 31 would
# let every third misreading of another kind be "repaired" into a wrong code.
CONFUSED = {"8": "B", "B": "8"}
AUTHORITIES = "123456789ANY"

# A code as it may stand in a line: broken into groups, with one missing or superfluous mark between them.
RUN = re.compile(r"(?<![0-9A-Z])[0-9A-Z](?:[ \-.·]?[0-9A-Z]){17}(?![0-9A-Z])")
TIGHT_RUN = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")
IN_ADDRESS = re.compile(r"[0-9A-Z]{18}")
TRAILING_COPY_MARK = re.compile(r"[(\[]\s*\d{1,2}\s*[-/]\s*\d{1,2}\s*[)\]]")


@dataclass(frozen=True, slots=True)
class CodeRead:
    """`value` 18 capital characters; `valid`: the check character holds; `repaired`: characters were put right first.

    `swapped`: among them one that was legal (B for 8), which arithmetic supports but the paper does not show; an O for
    a 0 is no guess, since no code has an O. `span` is where it stands in the text that was searched.
    """

    value: str
    valid: bool
    repaired: bool = False
    swapped: bool = False
    span: tuple[int, int] = (0, 0)


def check_code(text: str) -> CodeRead | None:
    """The code that `text`, a cell or a label's value, is; None where it is not 18 characters of the right kind.

    A slip is repaired only if the check character then holds and exactly one repair fits.
    """
    compact = "".join(char for char in _plain(text) if char not in " -.·\t\n\u200b")
    if len(compact) != LENGTH or not compact.isascii() or not compact.isalnum():
        return None
    if uscc.is_valid(compact):
        return CodeRead(compact, True, span=(0, len(text)))
    repaired = _repair(compact)
    if repaired is not None:
        return CodeRead(repaired[0], True, True, repaired[1], (0, len(text)))
    return CodeRead(compact, False, span=(0, len(text)))


def find_codes(text: str) -> tuple[CodeRead, ...]:
    """All codes in running text, those whose check character holds first; overlapping shapes are given once."""
    plain = _plain(text)
    plain = TRAILING_COPY_MARK.sub(lambda match: " " * len(match.group()), plain)
    found: list[CodeRead] = []
    for pattern in (TIGHT_RUN, RUN):
        for match in pattern.finditer(plain):
            read = check_code(match.group())
            if read is None or not _looks_like_code(read.value) or _overlaps(match.span(), found):
                continue
            found.append(replace(read, span=match.span()))
    return tuple(sorted(found, key=lambda read: (not read.valid, read.span)))


def codes_in_address(text: str) -> tuple[str, ...]:
    """Valid codes inside a web address, where letters and digits stand close on both sides (…?uniscid=9132…)."""
    plain = _plain(text)
    windows = (plain[at : at + LENGTH] for at in range(len(plain) - LENGTH + 1))
    valid = (window for window in windows if window[0] in AUTHORITIES and IN_ADDRESS.fullmatch(window) and uscc.is_valid(window))
    return tuple(dict.fromkeys(valid))


def _plain(text: str) -> str:
    """Half-width capitals; the length stays the same, so that spans hold."""
    chars = (unicodedata.normalize("NFKC", char) for char in text)
    upper = ((char.upper() if len(char) == 1 and len(char.upper()) == 1 else " ") for char in chars)
    return "".join(upper)


def _repair(code: str) -> tuple[str, bool] | None:
    """The code put right, and whether a legal character had to be swapped for another (a guess, though a proven one)."""
    forced = "".join(FORBIDDEN_FOR.get(char, char) for char in code)
    forced = "".join(LETTER_FOR_DIGIT.get(char, char) if 2 <= at < 8 else char for at, char in enumerate(forced))
    if uscc.is_valid(forced):
        return forced, False
    swapped = (forced[:at] + CONFUSED[char] + forced[at + 1 :] for at, char in enumerate(forced) if char in CONFUSED)
    fitting = {variant for variant in swapped if uscc.is_valid(variant)}
    return (fitting.pop(), True) if len(fitting) == 1 else None


def _looks_like_code(value: str) -> bool:
    """Not a bank account or a serial number: an authority in front, six digits of a region, not digits of one kind."""
    return value[0] in AUTHORITIES and sum(char.isdigit() for char in value[2:8]) == 6 and len(set(value)) > 4


def _overlaps(span: tuple[int, int], found: list[CodeRead]) -> bool:
    return any(span[0] < other.span[1] and other.span[0] < span[1] for other in found)

"""Chinese and mixed numerals to Decimal: 一百一十六, 壹佰贰拾, 1.2万, 3万4千, 廿六, 三点五万, 二〇一九.

Works on text that `folded` has made uniform (one character for one character, so that spans stay true).
What the grammar does not allow is None, never a guess: 五十千, 300十万, a number of more than 20 digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MAX_LENGTH = 48
"""Characters of one numeral. The longest amount in words of 15 digits has 34; what is longer is no numeral."""

MAX_DIGITS = 20
MAX_COEFFICIENT = 10**7
"""Before 百 and 千 in digits: 1,325千元 is written in tables headed 千元; 12,345,678千元 by nobody who applies here."""

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30}

# Capital, traditional and full-width forms; each maps to exactly one character.
FOLD = str.maketrans(
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９．，％：；（）［］｛｝／＋－～〜＝＜＞＃＆＊　"
    "壹壱贰貳弍叁叄參肆伍陆陸柒漆捌玖拾佰仟萬億兩倆圓圆個戶餘幾點負數於於達過場間隊隻項冊臺○◯〖〗【】〔〕_",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,%:;()[]{}/+-~~=<>#&* "
    "一一二二二三三三四五六六七七八九十百千万亿两两元元个户余几点负数于于达过场间队只项册台〇〇[][][] ",
)
# Capital forms are words of their own in these; there they are left alone.
PLAIN_WORDS = re.compile(
    "队伍|隊伍|入伍|退伍|落伍|为伍|登陆|登陸|大陆|陆续|陆运|水陆|陆路|内陆|着陆|收拾|拾取|拾起|拾到|夕拾|放肆|肆意|肆无|肆虐|参加|參加|參與|漆"
)


def folded(text: str) -> str:
    """`text` with every digit form, comma and bracket made uniform, at the same length."""
    out = text.translate(FOLD)
    if "伍" in text or "陆" in text or "陸" in text or "拾" in text or "肆" in text or "參" in text or "漆" in text:
        chars = list(out)
        for found in PLAIN_WORDS.finditer(text):
            chars[found.start() : found.end()] = found.group()
        out = "".join(chars)
    return out


@dataclass(frozen=True, slots=True)
class Numeral:
    """`value`; `high` where the words give two (七八十: 70 to 80); `multiplier` is the 万 or 亿 at the end, else 1.

    `elliptic`: the last place was left out (一万三 for 13000), which a lost character looks like too.
    `bare`: only a multiplier was written (百家, 千余人).
    """

    value: Decimal
    high: Decimal | None = None
    multiplier: int = 1
    elliptic: bool = False
    bare: bool = False


_ARABIC = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?")


def arabic(text: str) -> Decimal | None:
    """A number in digits: 1250, 1,250.5, .5; None where commas do not stand in threes or the digits are too many."""
    if sum(char.isdigit() for char in text) > MAX_DIGITS:
        return None
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(text) if _ARABIC.fullmatch(text) else None


def read_numeral(text: str) -> Numeral | None:
    """One whole numeral, spaces taken off by the caller."""
    if not text or len(text) > MAX_LENGTH:
        return None
    if (plain := arabic(text)) is not None:
        return Numeral(plain)
    text = _GROUPED.sub(lambda found: found.group().replace(",", ""), text)
    if sum(char.isdigit() for char in text) > MAX_DIGITS:
        return None
    multiplier = 1
    for char in reversed(text):
        if char not in LARGE:
            break
        multiplier *= LARGE[char]
    if len(text) == 1 and (text in SMALL or text in LARGE):
        value = (SMALL | LARGE)[text]
        return Numeral(Decimal(value), multiplier=multiplier, bare=text != "十")
    pair = _pair(text)
    if pair is not None:
        return Numeral(pair[0], high=pair[1], multiplier=multiplier)
    result = _large(text)
    if result is None:
        return None
    bare = all(char in SMALL or char in LARGE for char in text) and text[0] != "十"
    return Numeral(result.value, multiplier=multiplier, elliptic=result.elliptic, bare=bare)


@dataclass(frozen=True, slots=True)
class _Part:
    value: Decimal
    elliptic: bool = False


def _pair(text: str) -> tuple[Decimal, Decimal] | None:
    """Two neighbouring digits that mean about: 七八十, 三四家, 两三百, 十七八, 四五千万."""
    found = re.fullmatch(r"([一二两三四五六七八九]?十)?([一二两三四五六七八])([二两三四五六七八九])([十百千]?[万亿]?)", text)
    if found is None:
        return None
    head, first, second, tail = found.groups()
    if DIGITS[second] != DIGITS[first] + 1 or (head and tail):
        return None
    base = _section(head) if head else _Part(Decimal(0))
    if base is None:
        return None
    factor = 1
    for char in tail:
        factor *= (SMALL | LARGE)[char]
    return (base.value + DIGITS[first]) * factor, (base.value + DIGITS[second]) * factor


def _large(text: str, depth: int = 0) -> _Part | None:
    """A numeral with 兆, 亿, 万 in it."""
    if depth > 6:
        return None
    for char in ("兆", "亿", "万"):
        cut = text.rfind(char)
        if cut < 0:
            continue
        left = _large(text[:cut], depth + 1) if cut else _Part(Decimal(1))
        if left is None or (left.elliptic and cut):
            return None
        rest = text[cut + 1 :]
        return _after(left.value * LARGE[char], rest, LARGE[char], depth)
    return _section(text)


def _after(head: Decimal, rest: str, unit: int, depth: int) -> _Part | None:
    """What follows 万 or 亿: nothing, a smaller number, one digit for the next place (一万三), or a decimal part."""
    if not rest:
        return _Part(head)
    if rest[0] == "点":
        fraction = _fraction(rest[1:])
        return None if fraction is None else _Part(head + fraction)
    if len(rest) == 1 and rest in DIGITS:
        return _Part(head + DIGITS[rest] * unit // 10, elliptic=True) if DIGITS[rest] else None
    part = _large(rest, depth + 1)
    if part is None or part.value >= unit or "." in rest.lstrip("零〇"):
        return None
    return _Part(head + part.value, part.elliptic)


def _fraction(text: str) -> Decimal | None:
    """Digits after 点."""
    if not text or any(char not in DIGITS or char == "两" for char in text):
        return None
    return Decimal("0." + "".join(str(DIGITS[char]) for char in text))


def _section(text: str) -> _Part | None:
    """A numeral below 10000 (or a row of digits), with or without a decimal part."""
    if "点" in text:
        whole, _, tail = text.partition("点")
        fraction = _fraction(tail)
        part = _section(whole) if whole else _Part(Decimal(0))
        if fraction is None or part is None or part.elliptic:
            return None
        return _Part(part.value + fraction)
    if (plain := arabic(text)) is not None:
        return _Part(plain)
    if len(text) > 1 and all(char in DIGITS for char in text):
        return _Part(Decimal("".join(str(DIGITS[char]) for char in text)))
    return _places(text)


_PLACE = re.compile(r"(\d+(?:\.\d+)?|[一二两三四五六七八九])?([十百千])|([廿卅])|([零〇]+)|(\d{1,3}|[一二两三四五六七八九])")


def _places(text: str) -> _Part | None:
    """千, 百, 十 and units in falling order; 零 in between; a lone digit after 百 or 千 means the next place."""
    total, last, zero, elliptic, at = Decimal(0), 10000, False, False, 0
    while at < len(text):
        found = _PLACE.match(text, at)
        if found is None:
            return None
        at = found.end()
        digit, place, tens, zeros, unit = found.groups()
        if zeros:
            if zero or len(zeros) > 1:
                return None
            zero = True
            continue
        if tens:
            place, weight, value = "十", 10, Decimal(TENS[tens])
        elif place:
            coefficient = _coefficient(digit, place, first=total == 0, bare_ok=place == "十" or total == 0)
            if coefficient is None:
                return None
            weight, value = SMALL[place], coefficient * SMALL[place]
        else:
            return _with_units(total, unit, last, zero) if at == len(text) else None
        if weight >= last:
            return None
        total, last, zero = total + value, weight, False
    if zero and total:
        return None
    return _Part(total, elliptic)


def _coefficient(digit: str | None, place: str, *, first: bool, bare_ok: bool) -> Decimal | None:
    if digit is None:
        return Decimal(1) if bare_ok else None
    if digit in DIGITS:
        return Decimal(DIGITS[digit])
    value = Decimal(digit)
    # 300十 and 12百 are no way to write a number; 3.5千 is.
    if place == "十" or (not first and value >= 10) or value >= MAX_COEFFICIENT:
        return None
    return value


def _with_units(total: Decimal, unit: str, last: int, zero: bool) -> _Part | None:
    if unit == "两" and total:
        return None
    value = Decimal(DIGITS[unit]) if unit in DIGITS else Decimal(unit)
    if total == 0 or last == 10:
        return _Part(total + value) if value < 10 or total == 0 else None
    if zero:
        return _Part(total + value) if value < last else None
    if unit not in DIGITS:
        return _Part(total + value) if len(unit) == len(str(last)) - 1 and last < 10000 else None
    return _Part(total + value * last // 10, elliptic=True)

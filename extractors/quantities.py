"""Chinese text → Quantities: every number with its unit as an interval with qualifier and period.

One pass from left to right: numerals (`numerals`), what merely looks like one blanked out before (`masks`), units
(`units`), the words around it (余, 近, 约, 不足, 以上 …), ranges, fractions. What the grammar does not allow is left
out; what may be read in two ways (102，35万元) is given as `ambiguous`. The bounds follow section 4 of the contract.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.masks import BLANK, masked
from extractors.numerals import DIGITS, Numeral, folded, read_numeral
from extractors.periods import period_at
from extractors.units import KILO, LEFT_OUT, Unit, unit_at
from models.quantity import Qualifier, Quantity

ABOUT_SHARE = Decimal("0.1")
"""约, 左右, 上下: ten per cent either way (contract, section 4)."""

MAX_RUN = 64
"""Characters of one run of numerals, spaces included; longer runs are no number of an application."""

PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

RATIO_PLACES = Decimal("0.0000000001")

_CH = "〇零一二两三四五六七八九十百千万亿兆廿卅"
_ATOM = r"\d(?:\d|[,.](?=\d))*"
_RUN = re.compile(rf"(?:{_ATOM}|(?<![\d\w])\.\d+|[{_CH}点])(?:\s{{0,3}}(?:{_ATOM}|[{_CH}点]))*")
_AFTER_RING = re.compile(r"\s{0,2}(?:[家人次万亿平元名户场期个%㎡千]|m2|M2)")

_BEFORE: tuple[tuple[Qualifier, bool, str], ...] = (
    # qualifier, the number itself excluded?, words
    (Qualifier.BELOW, False, "小于等于|小于或等于|低于或等于|≦|<=|不超过|不高于|不大于|不多于|未超过|至多|最多|≤"),
    (Qualifier.AT_LEAST, False, "大于等于|大于或等于|高于或等于|等于或大于|≧|>=|不少于|不低于|不小于|至少|起码|最少|最低|≥|不下"),
    (Qualifier.BELOW, True, "不足|不到|未达到|未达|未满|不满|少于|低于|小于|近乎|接近|将近|几近|近|<"),
    (Qualifier.MORE_THAN, True, "超过|超出|多于|高于|大于|突破|逾|(?<![高])超(?!市|级)|>"),
    (Qualifier.ABOUT, False, "大约|大概|大致|约莫|约|估计"),
)
_LINK = r"(?:占(?:到)?(?:全部|全体|总|员工|职工)?(?:人员|人数|员工|职工|数|量)?(?:总数)?的?|达到|达|为|有|是|到|在|合计|合|计|:)?\s{0,2}(?:人民币|RMB|¥|￥)?\s{0,2}"
_PREFIXES = tuple((qualifier, is_open, re.compile(rf"(?:{words})\s{{0,2}}{_LINK}$")) for qualifier, is_open, words in _BEFORE)
_PREFIX_SIGNS = frozenset("不未没至最少低小近乎超多高大突逾约估≤≥≦≧<>")
_PREFIX_REACH = 18
_AFTER = re.compile(
    r"\s{0,2}(?:[余多]?(?P<least>(?:及|含|\(含\)|或)?以上|有余|开外|起|余|多(?!种|样|年|元|方|层|次)|\+)|(?P<about>左右|上下|前后|光景)|(?P<most>(?:及|含)?以下|以内|之内)|(?P<under>不到))"
)
_INFIX = re.compile(r"\s{0,2}([余多来几])\s{0,2}([十百千]?[万亿]?)")
_VAGUE = re.compile(r"(?:[数几好]几?|上|成百上|成)$")
_RANGE = re.compile(r"\s{0,2}(?:[-~—–―]{1,3}|至|到)\s{0,2}")
_PART_OF = re.compile(r"\s{0,3}分\s{0,3}之?\s{0,3}")
_TENTHS = re.compile(r"\s{0,3}成(?!员(?!工))(?![立果功本长为绩效交就都品套熟])\s{0,3}([一二三四五六七八九1-9半])?")
_COINS = re.compile(
    r"\s?零?(?:([\d一二三四五六七八九])\s?角)?\s?零?(?:([\d一二三四五六七八九])\s?分(?!别|支|公|钟|之|布|为|类|配))?\s?(?:钱|整)?"
)
_FRACTION_NEXT = re.compile(r"\s\d{1,3}/\d")
_SLASH = re.compile(r"\s?/\s?(\d{1,6})(?![\d/.])")
_MORE = re.compile(r"\s?([余多])")
_POWER = re.compile(r"\s?\^[-\d.]*")
_MIXED = re.compile(r"\s{0,3}又\s{0,3}")
# 二十有六 is 26 in an old style that nobody can tell from 二十，有六.
_OLD_AND = re.compile("有[一二三四五六七八九]")
_COUNTER = re.compile(r"\s?个\s?([百千]?[万亿])")
# 一 before these is an article (一个平台, 一家机构), not a count, when a word follows.
_ARTICLE = re.compile(r"[个位种家名项条套类所支部份](?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class _Run:
    """A numeral as found: where it stands, what it says, and whether its notation leaves a doubt."""

    start: int
    end: int
    text: str
    numeral: Numeral
    ambiguous: bool = False


def read_quantities(text: str) -> list[Quantity]:
    """Every number with its unit, in the order in which they stand; spans count the characters of `text`.

    Units are canonical (see `extractors.units`); amounts are in 万元. `value` of a range is its lower end. Never raises;
    the time grows with the length of the text.
    """
    plain, repaired = masked(folded(text), _AFTER_RING)
    out: list[Quantity] = []
    at = 0
    while (found := _RUN.search(plain, at)) is not None:
        at = max(found.end(), at + 1)
        if len(found.group()) > MAX_RUN:
            continue
        for run in _runs(plain, found):
            if run.start < (out[-1].span[1] if out else 0) or _is_tail(text, run.start):
                continue
            quantity, end = _quantity(plain, run)
            at = max(at, end)
            if quantity is not None:
                out.append(_finished(text, quantity, repaired))
    return out


def _is_tail(text: str, start: int) -> bool:
    """The rest of something that was blanked: the 050 of X1,050."""
    return (
        text[max(0, start - 1) : start] in (",", ".")
        and text[max(0, start - 2) : start - 1].isascii()
        and text[max(0, start - 2) : start - 1].isalnum()
    )


def _finished(text: str, quantity: Quantity, repaired: frozenset[int]) -> Quantity:
    start, end = quantity.span
    return replace(
        quantity,
        text=text[start:end],
        period=period_at(text, start),
        repaired=bool(repaired) and any(at in repaired for at in range(start, end)),
    )


# --- runs -----------------------------------------------------------------------------------------------------------


def _runs(plain: str, found: re.Match[str]) -> list[_Run]:
    """One run, or its pieces where the whole makes no number."""
    pieces = [(piece.start() + found.start(), piece.group()) for piece in re.finditer(r"\S+", found.group())]
    if len(pieces) > 1:
        joined = _joined(plain, pieces, found.end())
        if joined is not None:
            return [joined]
    return [run for start, piece in pieces for run in _one(plain, start, piece)]


def _joined(plain: str, pieces: list[tuple[int, str]], end: int) -> _Run | None:
    """Pieces that are one number: 一百 二 十, 1000 万, 1 2 6, or one broken over a line."""
    start, words = pieces[0][0], [word for _, word in pieces]
    whole = "".join(words)
    numeral = read_numeral(whole)
    if numeral is None:
        return None
    if numeral.elliptic:
        return _Run(start, end, whole, numeral, ambiguous=True)
    seams = [(a[-1], b[0], plain[at + len(a) : nxt]) for (at, a), (nxt, b) in itertools.pairwise(pieces)]
    if all(not (left.isdigit() and right.isdigit()) for left, right, _ in seams):
        broken = any("\n" in gap or "\r" in gap for _, _, gap in seams)
        if all(word[0] in DIGITS for word in words) and not any(char not in DIGITS for char in whole):
            return None
        return _Run(start, end, whole, numeral) if not broken or unit_at(plain, end) else None
    if unit_at(plain, end) is None and whole[-1].isdigit():
        return None
    if all(len(word) == 1 for word in words) and all(len(gap) == 1 for *_, gap in seams) and not re.search(r"[\n\r]", plain[start:end]):
        return _Run(start, end, whole, numeral)
    if len(seams) == 1 and re.search(r"[\n\r]", seams[0][2]):
        line = plain[plain.rfind("\n", 0, start) + 1 : start]
        return _Run(start, end, whole, numeral, ambiguous=len(line.strip()) < 4 or len(words[0]) > 3)
    return _Run(start, end, whole, numeral, ambiguous=True)


def _one(plain: str, start: int, piece: str) -> list[_Run]:
    """A run without spaces: a number, a doubtful one, or nothing."""
    end = start + len(piece)
    while piece and piece[-1] == "点":
        piece, end = piece[:-1], end - 1
    while piece and piece[0] == "点" and (start > 0 and plain[start - 1] not in " \n"):
        piece, start = piece[1:], start + 1
    if not piece:
        return []
    if piece[-1] in "千兆" and len(piece) > 1 and KILO.match(plain, end) and not plain.startswith("字", end):
        piece, end = piece[:-1], end - 1
    numeral = read_numeral(piece)
    if numeral is not None:
        if plain[end : end + 2][:1] == "。" and plain[end + 1 : end + 2].isdigit() and piece.isdigit():
            tail = re.compile(r"\d*[万亿千]*").match(plain, end + 1)
            stop = tail.end() if tail else end
            return [_Run(start, stop, piece, numeral, ambiguous=True)]
        return [_Run(start, end, piece, numeral)]
    return _doubtful(plain, start, piece)


def _doubtful(plain: str, start: int, piece: str) -> list[_Run]:
    """102,35: a comma that is neither a thousand's nor surely a decimal one; said only where a unit follows."""
    end = start + len(piece)
    found = re.fullmatch(r"(\d{1,9}),(\d{1,2}|\d{4,6})(\.\d+)?([千万亿]{0,2})", piece)
    if found is None or unit_at(plain, end) is None:
        return []
    value = read_numeral(f"{found.group(1)}.{found.group(2)}{found.group(4)}")
    return [_Run(start, end, piece, value, ambiguous=True)] if value is not None else []


# --- one quantity ---------------------------------------------------------------------------------------------------


def _quantity(plain: str, run: _Run) -> tuple[Quantity | None, int]:
    """The quantity that begins with this run, and where reading goes on."""
    if (power := _POWER.match(plain, run.end)) is not None:
        return None, power.end()
    if (mixed := _MIXED.match(plain, run.end)) is not None and (rest := _RUN.match(plain, mixed.end())) is not None:
        return _after_mixed(plain, rest.end())
    if run.text == "一" and _ARTICLE.match(plain, run.end):
        return None, run.end + 1
    if (
        len(run.text) == 1
        and run.numeral.bare
        and plain.startswith("元", run.end)
        and not _VAGUE.search(plain, max(0, run.start - 3), run.start)
    ):
        return None, run.end + 1
    if run.text[-1] in "十百" and _OLD_AND.match(plain, run.end):
        return None, run.end + 2
    if run.text.isdigit() and _FRACTION_NEXT.match(plain, run.end):
        return None, run.end
    if (part := _part_of(plain, run)) is not None:
        return part
    if (slash := _slash(plain, run)) is not None:
        return slash
    if (tenths := _TENTHS.match(plain, run.end)) is not None and run.numeral.value <= 10:
        return _of_tenths(plain, run, tenths)
    measured = _measure(plain, run)
    if measured is None and _RANGE.match(plain, run.end) is not None and not run.numeral.bare:
        numeral = run.numeral
        measured = _Measured(numeral.value, numeral.high, None, run.end, "", numeral.multiplier)
        spread = _spread(plain, run, measured)
        return spread if spread is not None else (None, run.end)
    if measured is None:
        return None, run.end
    spread = _spread(plain, run, measured)
    return spread if spread is not None else (_bounded(plain, run, measured), measured.end)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A number with its unit, before the words around it are weighed. `infix`: 余, 多, 来, 几 or 数 inside."""

    value: Decimal
    high: Decimal | None
    unit: Unit | None
    end: int
    infix: str
    multiplier: int


def _after_mixed(plain: str, end: int) -> tuple[None, int]:
    """一又二分之一 is passed over whole."""
    part = _PART_OF.match(plain, end)
    last = _RUN.match(plain, part.end()) if part is not None else None
    return None, last.end() if last is not None else end


def _measure(plain: str, run: _Run) -> _Measured | None:
    numeral, end, infix = run.numeral, run.end, ""
    value, high, multiplier = numeral.value, numeral.high, numeral.multiplier
    if (found := _INFIX.match(plain, end)) is not None and _carries(plain, run, found):
        infix, tail = found.groups()
        for char in tail:
            value, multiplier = value * PLACES[char], multiplier * PLACES[char]
        end = found.end()
    elif (counted := _COUNTER.match(plain, end)) is not None:
        for char in counted.group(1):
            value *= PLACES[char]
        end = counted.end()
    unit = unit_at(plain, end)
    if unit is not None and unit[0].name == "百分点" and high is not None:
        return None
    if unit is None:
        if LEFT_OUT.match(plain, end) or not _stands_alone(plain, run, end):
            return None
        return _Measured(value, high, None, end, infix, multiplier)
    kind, end = unit
    if plain[end : end + 1] == "半" and plain[end + 1 : end + 2] not in tuple("年径成数"):
        value, end = value + Decimal("0.5"), end + 1
    if kind.name == "万元":
        value, high, end = _with_coins(plain, value, high, end)
    return _Measured(value * kind.factor, high * kind.factor if high is not None else None, kind, end, infix, multiplier)


def _carries(plain: str, run: _Run, found: re.Match[str]) -> bool:
    """Is 余, 多, 来, 几 after the numeral a part of it? Only if a unit or 万 follows, or the clause ends with 余 or 多."""
    word, tail = found.groups()
    if word in "来几" and run.text[-1] not in "十百千万亿0":
        return False
    if tail or unit_at(plain, found.end()) is not None:
        return True
    return word in "余多" and (found.end() >= len(plain) or plain[found.end()] in ",。;、)\n ")


def _with_coins(plain: str, value: Decimal, high: Decimal | None, end: int) -> tuple[Decimal, Decimal | None, int]:
    """元 may be followed by 角 and 分."""
    found = _COINS.match(plain, end)
    if found is None or not (found.group(1) or found.group(2)):
        return value, high, end + (1 if plain[end : end + 1] == "整" else 0)
    for group, weight in ((1, Decimal("0.1")), (2, Decimal("0.01"))):
        if digit := found.group(group):
            value += Decimal(DIGITS.get(digit, int(digit) if digit.isdigit() else 0)) * weight
    return value, None, found.end()


def _stands_alone(plain: str, run: _Run, end: int) -> bool:
    """Is a numeral without a unit a number at all? Digits: yes. 一 or 十 inside a word: no."""
    before = plain[run.start - 1 : run.start]
    after = plain[end : end + 1]
    if run.text[0].isdigit() or run.text[0] == ".":
        return not (after.isascii() and after.isalpha()) and len(run.text) <= 15
    if run.numeral.bare:
        return False
    inside = ("一" <= before <= "鿿" and before not in "是为共负有达约近超逾") or "一" <= after <= "鿿"
    if not inside:
        return True
    has_place = any(char in "十百千万亿廿卅" for char in run.text) and len(run.text) > 1
    return has_place and not run.numeral.elliptic


def _bounded(plain: str, run: _Run, measured: _Measured) -> Quantity:
    """The interval, from the words before, inside and after the number."""
    qualifier, is_open, start = _prefix(plain, run.start, measured.unit)
    value, end = _signed(plain, run.start, measured.value), measured.end
    if value < 0:
        start = min(start, _sign_at(plain, run.start))
    after = _AFTER.match(plain, end) if measured.unit is None or measured.unit.name not in ("年", "个月", "天") else None
    vague = _VAGUE.search(plain, max(0, run.start - 3), run.start) if run.numeral.bare or run.text == "十" else None
    if vague:
        start = min(start, vague.start())
    unit = measured.unit.name if measured.unit else None
    base = Quantity(value, value, value, Qualifier.EXACT, unit, span=(start, end), ambiguous=run.ambiguous or _lost_place(run, measured))
    if base.ambiguous:
        return replace(base, low=None, high=None)
    if measured.infix in ("来", "几") or vague:
        return replace(base, low=None, high=None, qualifier=Qualifier.ABOUT)
    if measured.high is not None:
        base = replace(base, high=measured.high, qualifier=Qualifier.RANGE)
        return _qualified(base, qualifier, is_open) if qualifier is not None else base
    if after is not None and after.lastgroup:
        base = replace(base, span=(start, after.end()))
    if measured.infix or (after is not None and after.lastgroup == "least"):
        if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST) or qualifier is None:
            return _qualified(base, qualifier or Qualifier.AT_LEAST, is_open and not measured.infix)
        return replace(base, low=None, high=None, qualifier=Qualifier.ABOUT)
    if after is not None and after.lastgroup in ("most", "under"):
        return _qualified(base, Qualifier.BELOW, after.lastgroup == "under")
    if qualifier is not None and (after is None or qualifier is not Qualifier.BELOW):
        return _qualified(base, qualifier, is_open)
    if after is not None and after.lastgroup == "about":
        return _qualified(base, Qualifier.ABOUT, False)
    if run.numeral.bare:
        return replace(base, low=None, high=None, qualifier=Qualifier.ABOUT)
    return base


def _lost_place(run: _Run, measured: _Measured) -> bool:
    """一百五家 may be 一百五十家 or 一百零五家."""
    return run.numeral.elliptic and measured.unit is not None


def _qualified(base: Quantity, qualifier: Qualifier, is_open: bool) -> Quantity:
    value, high = base.value, base.high if base.high is not None else base.value
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        more = qualifier is Qualifier.MORE_THAN
        return replace(base, low=value, high=None, qualifier=qualifier, low_open=more and is_open)
    if qualifier is Qualifier.BELOW:
        return replace(base, low=None, high=high, qualifier=qualifier, high_open=is_open)
    band = abs(value) * ABOUT_SHARE
    return replace(base, low=value - band, high=high + abs(high) * ABOUT_SHARE, qualifier=Qualifier.ABOUT)


def _prefix(plain: str, start: int, unit: Unit | None) -> tuple[Qualifier | None, bool, int]:
    """The qualifying word before a number, whether it shuts the number itself out, and where it begins."""
    if unit is not None and unit.name in ("年", "个月", "天") and re.search(r"[近]\s?$", plain[max(0, start - 3) : start]):
        return None, False, start
    reach = max(0, start - _PREFIX_REACH)
    window = plain[reach:start]
    if _PREFIX_SIGNS.isdisjoint(window):
        return None, False, start
    for qualifier, is_open, pattern in _PREFIXES:
        found = pattern.search(window)
        if found is not None and not (found.group().startswith("近") and window[: found.start()][-1:] in ("最", "附", "邻", "临", "靠")):
            return qualifier, is_open, reach + found.start()
    return None, False, start


def _sign_at(plain: str, start: int) -> int:
    found = re.search(r"(?:负|(?<![\w)%\-])-)\s{0,2}$", plain[max(0, start - 4) : start])
    return max(0, start - 4) + found.start() if found else start


def _signed(plain: str, start: int, value: Decimal) -> Decimal:
    at = _sign_at(plain, start)
    return -value if at < start and "担" not in plain[at : at + 2] else value


def _spread(plain: str, run: _Run, first: _Measured) -> tuple[Quantity | None, int] | None:
    """A–B: both ends in the unit of the second; 两到三万 gives its 万 to both."""
    found = _RANGE.match(plain, first.end)
    if found is None or run.ambiguous or first.high is not None:
        return None
    follows = _RUN.match(plain, found.end())
    if follows is None or len(follows.group()) > MAX_RUN:
        return None
    numeral = read_numeral(re.sub(r"\s", "", follows.group()))
    if numeral is None:
        return None
    second_run = _Run(follows.start(), follows.end(), follows.group(), numeral)
    second = _measure(plain, second_run)
    if second is None or (first.unit is not None and second.unit is not None and first.unit.name != second.unit.name):
        return None
    if (
        first.unit is None
        and second.unit is None
        and (plain[run.start - 1 : run.start] in ("-", "+") or plain[second.end : second.end + 1] == "-")
    ):
        return None, second.end
    factor = second.unit.factor if second.unit is not None and first.unit is None else Decimal(1)
    low = first.value * factor
    low *= _shared(first, run, second, numeral)
    if low >= second.value:
        return None, second.end
    _, is_open, start = _prefix(plain, run.start, second.unit)
    after = _AFTER.match(plain, second.end)
    unit = second.unit.name if second.unit else (first.unit.name if first.unit else None)
    base = Quantity(low, low, second.value, Qualifier.RANGE, unit, span=(start, after.end() if after else second.end))
    if after is not None and after.lastgroup == "about":
        base = _qualified(base, Qualifier.ABOUT, is_open)
    return base, base.span[1]


def _shared(first: _Measured, run: _Run, second: _Measured, numeral: Numeral) -> int:
    """The 万 (千, 百) of the second number that the first one means too: 两到三万, 一百二十到一百五十万, 三到五百."""
    if first.multiplier > 1:
        return 1
    if second.multiplier > 1 and first.value < numeral.value / numeral.multiplier:
        return second.multiplier
    words = numeral.value
    for place in (1000, 100):
        if run.text in DIGITS and words % place == 0 and first.value < words / place < 10:
            return place
    return 1


def _slash(plain: str, run: _Run) -> tuple[Quantity | None, int] | None:
    """22/26, a fraction without a unit."""
    found = _SLASH.match(plain, run.end)
    if found is None or not run.text.isdigit() or len(run.text) > 6 or plain[run.start - 1 : run.start] == "/":
        return None
    below = Decimal(found.group(1))
    if below == 0 or re.search(r"\d\s$", plain[max(0, run.start - 2) : run.start]):
        return None, found.end()
    return _bounded(plain, run, _Measured(_ratio(run.numeral.value, below), None, None, found.end(), "", 1)), found.end()


def _ratio(above: Decimal, below: Decimal) -> Decimal:
    return (above / below).quantize(RATIO_PLACES).normalize() if abs(above / below) < 10**9 else above / below


def _part_of(plain: str, run: _Run) -> tuple[Quantity | None, int] | None:
    """百分之八十五 is 85 %; 三分之二 a fraction; 一又二分之一 and what else is rare is passed over."""
    found = _PART_OF.match(plain, run.end)
    if found is None:
        return None
    rate = run.text in ("百", "千", "万", "百万")
    if "之" not in found.group() and run.text != "百":
        return None
    at = found.end() + (1 if plain[found.end() : found.end() + 1] == "负" else 0)
    upper = _RUN.match(plain, at)
    numeral = read_numeral(re.sub(r"\s", "", upper.group())) if upper is not None and len(upper.group()) <= MAX_RUN else None
    if upper is None or numeral is None or numeral.high is not None or run.numeral.value == 0 or plain[run.start - 1 : run.start] == "又":
        return None, upper.end() if upper else found.end()
    if LEFT_OUT.match(plain, upper.end()):
        return None, upper.end()
    sign = -1 if "负" in plain[found.end() : at] else 1
    end, infix = upper.end(), ""
    if (more := _INFIX.match(plain, end)) is not None and more.group(1) in "余多几" and not more.group(2):
        end, infix = more.end(), more.group(1)
    value = numeral.value * sign * 100 / run.numeral.value if rate else _ratio(numeral.value * sign, run.numeral.value)
    return _bounded(
        plain, _Run(run.start, end, "0", Numeral(value)), _Measured(value, None, Unit("%") if rate else None, end, infix, 1)
    ), end


def _of_tenths(plain: str, run: _Run, found: re.Match[str]) -> tuple[Quantity | None, int]:
    """八成 is 80 %, 七成六 76 %, 三成半 35 %."""
    last = found.group(1)
    extra = Decimal(5) if last == "半" else Decimal(DIGITS.get(last, 0) if not last.isdigit() else last) if last else Decimal(0)
    end, infix = found.end(), ""
    if (more := _MORE.match(plain, end)) is not None:
        end, infix = more.end(), more.group(1)
    high = run.numeral.high * 10 if run.numeral.high is not None else None
    measured = _Measured(run.numeral.value * 10 + extra, high, Unit("%"), end, infix, 1)
    quantity = _bounded(plain, run, measured)
    return quantity, quantity.span[1]


__all__ = ["BLANK", "read_quantities"]

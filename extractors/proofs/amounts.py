"""Amounts of money and days as certificates, leases and balance sheets write them: strict, so that nothing is half read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors.dates import DateRead, read_dates
from extractors.numerals import folded, read_numeral
from models.answer import Caveat
from models.quantity import Quantity, exactly

WAN = Decimal(10_000)
# Unit of money → how many 万元 it is.
IN_WAN = {
    "元": Decimal(1) / WAN,
    "百元": Decimal(100) / WAN,
    "千元": Decimal(1000) / WAN,
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": WAN,
}
FOREIGN = re.compile(r"美元|美金|港元|港币|欧元|日元|英镑|澳元|加元|新台币|外币|USD|HKD|EUR|JPY")
OURS = re.compile(r"人民币|RMB|CNY|¥|￥", re.IGNORECASE)
NUMERAL = r"[0-9][0-9,]*(?:\.[0-9]+)?[百千万亿]*|[〇零一二三四五六七八九十百千万亿]+"
AMOUNT = re.compile(rf"({NUMERAL})(元)?(?:整|正)?")
ENDED = re.compile(rf"({NUMERAL})(元)整(?=[^0-9〇零一二三四五六七八九十百千万亿元角分]*$)")
MAX_AMOUNT = Decimal(10) ** 9

# 二0一九: a 0 among Chinese digits, as certificates print it.
CHINESE_DIGIT = "〇零一二三四五六七八九"
MIXED_ZERO = re.compile(f"(?<=[{CHINESE_DIGIT}])[0OoＯ○](?=[{CHINESE_DIGIT}0OoＯ○]|年)")
MAX_TEXT = 20_000
FULL, YEAR_ONLY = len("2019-03-01"), len("2019")

FORMAL = re.compile(
    r"[(（]?(?:人民币)?[)）]?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}[元圆]整?(?:[(（]?人民币[)）]?)?[^0-9零壹贰叁肆伍陆柒捌玖拾佰仟]{0,12}"
)


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in 万元, None where the words are not one clean amount; `note` and `caveats` say what to think of it."""

    amount: Quantity | None
    note: str = ""
    caveats: frozenset[Caveat] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """A day in running text with its place."""

    day: date
    span: tuple[int, int]


def is_formal_amount(text: str) -> bool:
    """Is it one amount in formal numerals (壹佰万元整), whatever a watermark says behind it?"""
    return FORMAL.fullmatch(re.sub(r"\s+", "", text)) is not None


def money_of(text: str, *, unit: str | None = None) -> Money:
    """The one amount that `text` is, with nothing left over: 壹佰万元整, （人民币）伍仟万元, 50.0000万元整, 1,250 with `unit` 千元.

    `unit` is a table's or a caption's, used where the words have none.
    """
    plain = re.sub(r"\s+", "", folded(text))
    foreign = FOREIGN.search(plain)
    plain = FOREIGN.sub("元", OURS.sub("", plain)) if foreign else OURS.sub("", plain)
    plain = re.sub(r"\(\)|\[\]|[()\[\]:;,。]+$|^[()\[\]:;]+", "", plain).replace("元元", "元")
    # 整 ends an amount; what an engine read behind it belongs to a seal or a watermark.
    match = AMOUNT.fullmatch(plain) or ENDED.match(plain)
    if match is None:
        both = re.fullmatch(rf"({NUMERAL})(元)?(?:整|正)?[(/,]*({NUMERAL})(元)?(?:整|正)?\)?", plain)
        return _two_ways(text, both, unit) if both and not foreign else Money(None)
    amount = _in_wan(match.group(1), has_yuan=match.group(2) is not None, unit=unit)
    if amount is None:
        return Money(None)
    if foreign:
        return Money(_quantity(amount, text), f"币种为{foreign.group()}", frozenset({Caveat.UNIT_OF_COUNT}))
    if not match.group(2) and unit is None and not re.search("[万亿]", match.group(1)):
        return Money(_quantity(amount, text), "未写单位，按元计", frozenset({Caveat.UNIT_MISSING}))
    return Money(_quantity(amount, text))


def _two_ways(text: str, both: re.Match[str], unit: str | None) -> Money:
    """The same amount in words and in figures."""
    left = _in_wan(both.group(1), has_yuan=both.group(2) is not None, unit=unit)
    right = _in_wan(both.group(3), has_yuan=both.group(4) is not None, unit=unit)
    if left is None or right is None:
        return Money(None)
    if left == right:
        return Money(_quantity(left, text), "大写与小写一致")
    return Money(_quantity(left, text), "大写与小写不一致", frozenset({Caveat.AMBIGUOUS}))


def _in_wan(numeral: str, *, has_yuan: bool, unit: str | None) -> Decimal | None:
    read = read_numeral(numeral)
    if read is None or read.high is not None or read.elliptic or read.bare:
        return None
    scale = IN_WAN["元"] if has_yuan or unit is None or re.search("[万亿]", numeral) else IN_WAN.get(unit)
    amount = read.value * scale if scale is not None else None
    return amount if amount is not None and 0 <= amount <= MAX_AMOUNT else None


def _quantity(amount: Decimal, text: str) -> Quantity:
    value = amount.normalize()
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return exactly(value, "万元", text=text)


def day_of(text: str) -> str | None:
    """The one day (or, where no more is written, month) that `text` holds, as ISO; None of none, of two, or of a year alone."""
    values = {read.value for read in _dates(text)}
    days = {value for value in values if len(value) == FULL}
    best = days or {value for value in values if len(value) > YEAR_ONLY}
    return best.pop() if len(best) == 1 else None


def days_in(text: str) -> tuple[Day, ...]:
    """All full days in a text, in order: 2019年3月1日, 二〇一九年三月一日, 2019-03-01, 2019.3.1."""
    return tuple(Day(date.fromisoformat(read.value), read.span) for read in _dates(text) if len(read.value) == FULL)


def _dates(text: str) -> list[DateRead]:
    return read_dates(MIXED_ZERO.sub("〇", text[:MAX_TEXT]))

"""Words of a cell → the one number that a field asks for, in the field's unit, with every doubt said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from extractors.finders.label_words import unit_of
from extractors.quantities import read_quantities
from models.answer import Caveat
from models.fields import Field
from models.quantity import Qualifier, Quantity, plain

LATEST_FULL_YEAR = 2019  # the last full year before the notice of May 2020
TO_WAN = {"万元": Decimal(1), "元": Decimal("0.0001"), "千元": Decimal("0.1"), "亿元": Decimal(10000)}
SAME_COUNT = {"㎡": {"㎡"}, "人": {"人", "名", "位"}, "家": {"家", "户", "个"}, "次": {"次", "场", "期", "场次"}, "%": {"%"}}
OTHER_COUNT = {"家": {"家次", "户次", "次", "人次"}, "次": {"人次", "批次", "家次", "户次"}, "人": {"人次"}}
HUNDRED = Decimal(100)
MOST_DIGITS = Decimal(10) ** 12

_ASIDE = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_PARTLY = re.compile(r"其中|包括|含有|另有|另外|另|此外|不含|不包括|除")
_ALL = re.compile(r"(?:共计|合计|总计|共有|总共|总数|总|共)[^，,；;。0-9]{0,6}$")
_PARTS = re.compile(r"自有|自购|自建|租赁|租用|承租|借用|分别|网点|[一二两三1-3]处|设备.{0,12}软件|软件.{0,12}设备")
_PART = re.compile(r"\s*[\u4e00-\u9fff]{1,10}\s*[:：为]?\s*[\d.０-９．]+\s*")  # a part of a sum: 租赁 286.5
_NOT_YET = re.compile(
    r"(?:预计|计划|拟|预期|力争|将达)[^，,。；;]*$|(?:必?须|[应需](?:为|有|达|当|要|不)|要求)[^，,。；;\d]{0,4}$"
)  # planned or demanded
_RULE = re.compile(r"不少于|不低于|至少|不小于|≥|>=|达到要求|符合要求|以上要求")
_FILLER = re.compile(
    r"[\s:：，,。.；;、/\-—_~*※()（）\[\]【】①-⑳]|共计|合计|总计|共有|总共|共|约|大约|左右|达到|达|为|有|计|整|人民币|余|多|近|超过|逾|以上|现有|目前|(?:1[0-2]|0?[1-9])月[0-3]?\d日止?|年[末底]|年度?|每年|"
    r"平方米|平米|㎡|m2|m²|万元|千元|亿元|元|人次|人|名|位|家次|户次|家|户|个|场次|次|场|期|%|￥|¥|20[0-4][0-9]|全年|累计|自|从|以来|至今|截至|截止|(?:成立|开业|设立|运营|注册)(?:以来|至今)"
)
_UNIT_BEHIND = re.compile(r"\s*[（(]\s*(?:单位[:：])?\s*([^（）()\d\s]{1,4})\s*[)）]")
_LOST_SQUARE = re.compile(r"(?<=\d)[mM](?=\s*$|[，,；;。、)）])")  # 156m: an engine lost the small 2; an area has no other unit like it
_FRACTION = re.compile(r"^\D{0,6}(\d{1,5})\s*[/／÷]\s*(\d{1,5})\D{0,6}$")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a number before it is read: from its label, its table's header or caption. `condition`: the label is
    itself a condition of the notice (服务场所100平方米以上)."""

    unit: str | None = None
    period: str | None = None
    cumulative: bool = False
    condition: bool = False


@dataclass(frozen=True, slots=True)
class NumberRead:
    """`value` None: nothing in the words is surely this field's number. `span` is where it stands."""

    value: Quantity | None
    span: tuple[int, int] = (0, 0)
    caveats: frozenset[Caveat] = frozenset()
    because: str = ""


NOTHING = NumberRead(None)
UNREAD = NumberRead(None, because="像是数字，但不成数")
LIKE_YEARS = range(2005, 2031)  # a bare 2019 in a cell of counts is more likely the year
LATEST_TAKEN = "取最近一个完整年度"
WHOLE = frozenset({"人", "家", "次"})
_LOOKS_LIKE_NUMBER = re.compile(
    r"\s*(?=.*[0-9０-９])[0-9０-９\s,，.．。、/／:：'’‘`~|OolISBZ〇○-]+\s*(?:平方米|㎡|m2|万元|千元|元|人|名|家|户|次|场|%|％)?\s*"
)


def read_number(field: Field[Quantity], text: str, asked: Asked) -> NumberRead:
    """The number of `field` in the words of a cell; lines are parted by newlines."""
    if field.unit == "㎡":
        text = _LOST_SQUARE.sub("㎡", text)
    quantities = [_with_unit_behind(one, text) for one in read_quantities(text) if abs(one.value) < MOST_DIGITS]
    if field.unit in WHOLE:
        quantities = [one for one in quantities if "/" not in one.text and "／" not in one.text]
    quantities = [one for one in quantities if not _NOT_YET.search(text[max(0, one.span[0] - 8) : one.span[0]])]
    found = _chosen(field, text, quantities)
    if found is None:
        return UNREAD if _LOOKS_LIKE_NUMBER.fullmatch(text) else NOTHING
    quantity, caveats, because = found
    year = quantity.unit is None and quantity.is_exact and quantity.value in LIKE_YEARS
    if field.unit in WHOLE and (year or quantity.value != quantity.value.to_integral_value()):
        caveats.add(Caveat.AMBIGUOUS)
    return _finish(field, text, quantity, asked, caveats, because)


def _with_unit_behind(quantity: Quantity, text: str) -> Quantity:
    """847.96（万元）: the form prints the unit in brackets behind the number."""
    found = _UNIT_BEHIND.match(text, quantity.span[1]) if quantity.unit is None else None
    unit = unit_of(found.group(1)) if found else None
    return quantity if unit is None else replace(quantity, unit=unit)


def _chosen(field: Field[Quantity], text: str, quantities: list[Quantity]) -> tuple[Quantity, set[Caveat], str] | None:
    """The quantity that answers, with what speaks against it."""
    fitting = [one for one in quantities if _unit_fits(field, one.unit)]
    if fitting:
        return _one_of(field, text, fitting)
    other = [one for one in quantities if one.unit in OTHER_COUNT.get(field.unit or "", ())]
    if other and field.unit == "家":
        return other[0], {Caveat.UNIT_OF_COUNT}, f"写的是“{other[0].unit}”，不是“{field.unit}”"
    bare = [one for one in quantities if one.unit is None]
    total = _total_of_parts(text, bare) if len(bare) == len(quantities) else None
    if total is not None:
        return total
    if len(bare) == len(quantities) and bare and _only_number(text, bare):
        return _one_of(field, text, bare)
    return None


def _total_of_parts(text: str, bare: list[Quantity]) -> tuple[Quantity, set[Caveat], str] | None:
    """自有 0，租赁 286.5，合计 286.5: parts, each behind a short word, and the total that they make."""
    parts = [part for part in re.split(r"[，,、；;\n]|\s{2,}", text) if part.strip()]
    if len(parts) != len(bare) or len(bare) < 3 or not all(_PART.fullmatch(part) for part in parts):
        return None
    totals = [one for one in bare if _ALL.search(text[max(0, one.span[0] - 10) : one.span[0]])]
    if len(totals) != 1 or not all(one.is_exact for one in bare):
        return None
    rest = sum((one.value for one in bare if one is not totals[0]), Decimal(0))
    return totals[0], set() if rest == totals[0].value else {Caveat.SUM}, "取合计数"


def _unit_fits(field: Field[Quantity], unit: str | None) -> bool:
    if unit is None:
        return False
    if field.unit == "万元":
        return unit in TO_WAN
    return unit in SAME_COUNT.get(field.unit or "", ())


def _only_number(text: str, bare: list[Quantity]) -> bool:
    """Nothing but fillers beside the numbers: 见附件2 is not a number."""
    rest = list(_ASIDE.sub(lambda match: " " * len(match.group()), text))
    for one in bare:
        rest[one.span[0] : one.span[1]] = " " * (one.span[1] - one.span[0])
    left = "".join(rest)
    cut = _PARTLY.search(left)
    return not _FILLER.sub("", left[: cut.start()] if cut else left)


def _one_of(field: Field[Quantity], text: str, fitting: list[Quantity]) -> tuple[Quantity, set[Caveat], str]:
    """One of several: not in brackets, not after 其中, of the latest full year, or the total."""
    asides = [match.span() for match in _ASIDE.finditer(text)]
    main = [one for one in fitting if not any(start <= one.span[0] < end for start, end in asides)] or fitting
    partly = _PARTLY.search(text)
    if partly and main[0].span[0] < partly.start():
        main = [one for one in main if one.span[0] < partly.start()]
    if len(main) == 1:
        return main[0], set(), ""
    dated = [one for one in main if (one.period or "").isdigit() and int(one.period or 0) <= LATEST_FULL_YEAR]
    if len(dated) == len(main) or len(dated) >= 2:
        latest = max(dated, key=lambda one: int(one.period or 0))
        return latest, set(), f"{LATEST_TAKEN}（{latest.period} 年）"
    total = [one for one in main if _ALL.search(text[max(0, one.span[0] - 10) : one.span[0]])]
    if len(total) == 1:
        return total[0], set(), "取合计数"
    if len({one.value for one in main}) == 1 and len({one.qualifier for one in main}) == 1:
        return main[0], set(), ""
    if (
        field.unit in ("㎡", "万元")
        and _PARTS.search(text)
        and all(one.is_exact and one.unit == main[0].unit for one in main)
        and not total
    ):
        summed = sum((one.value for one in main), Decimal(0))
        span = (main[0].span[0], main[-1].span[1])
        words = "＋".join(plain(one.value) for one in main)
        whole = replace(main[0], value=summed, low=summed, high=summed, text=text[span[0] : span[1]], span=span)
        return whole, {Caveat.SUM}, f"由 {words} 相加"
    return main[0], {Caveat.AMBIGUOUS}, "同一格有几个数"


def _finish(field: Field[Quantity], text: str, quantity: Quantity, asked: Asked, caveats: set[Caveat], because: str) -> NumberRead:
    """The quantity in the field's unit, with period, and caveats for all that is not as asked."""
    if quantity.ambiguous:
        caveats.add(Caveat.AMBIGUOUS)
    if quantity.repaired:
        caveats.add(Caveat.REPAIRED)
    echoed = asked.condition and quantity.qualifier is Qualifier.AT_LEAST and quantity.text.rstrip().endswith("以上")
    if _RULE.search(text) or echoed:
        caveats.add(Caveat.RULE_COPY)
    period = quantity.period or asked.period
    if (asked.cumulative and not because.startswith(LATEST_TAKEN)) or period == "cumulative":
        period = "cumulative"
        caveats.add(Caveat.CUMULATIVE)
    if period is not None and period.isdigit() and field.unit in ("家", "次"):
        if int(period) > LATEST_FULL_YEAR:
            return NOTHING
        caveats |= {Caveat.PERIOD} if int(period) < LATEST_FULL_YEAR else set()
    reasons = [because] if because else []
    if field.unit == "万元":
        quantity, unit_because = _in_wan(quantity, asked, caveats)
    elif field.unit == "%":
        quantity, unit_because = _in_percent(quantity, caveats)
    else:
        quantity, unit_because = _counted(field, quantity, asked, caveats)
    reasons += [unit_because] if unit_because else []
    return NumberRead(replace(quantity, period=period), quantity.span, frozenset(caveats), "；".join(reasons))


def _in_wan(quantity: Quantity, asked: Asked, caveats: set[Caveat]) -> tuple[Quantity, str]:
    if quantity.unit in TO_WAN:
        return scaled(quantity, TO_WAN[quantity.unit], "万元"), ""
    if re.search(r"[万亿]\s*$", quantity.text):
        return scaled(quantity, TO_WAN["元"], "万元"), "“万”后未写“元”"
    if asked.unit in TO_WAN:
        said = f"单位“{asked.unit}”取自标签或表头" if asked.unit != "万元" else ""
        return scaled(quantity, TO_WAN[asked.unit], "万元"), said
    caveats.add(Caveat.UNIT_MISSING)
    return replace(quantity, unit="万元"), "金额未写单位，暂按万元"


def _in_percent(quantity: Quantity, caveats: set[Caveat]) -> tuple[Quantity, str]:
    if quantity.unit is None:
        decimal = "." in quantity.text or "．" in quantity.text or "点" in quantity.text
        if quantity.value <= 1 and (decimal or quantity.value == 1):
            if quantity.value == 1 and not decimal:
                caveats.add(Caveat.AMBIGUOUS)
            quantity = scaled(quantity, HUNDRED, "%")
        else:
            quantity = replace(quantity, unit="%")
    if not 0 <= quantity.value <= HUNDRED:
        caveats.add(Caveat.AMBIGUOUS)
    return quantity, ""


def _counted(field: Field[Quantity], quantity: Quantity, asked: Asked, caveats: set[Caveat]) -> tuple[Quantity, str]:
    if Caveat.UNIT_OF_COUNT in caveats:
        return quantity, ""
    if quantity.unit is None and asked.unit in OTHER_COUNT.get(field.unit or "", ()):
        caveats.add(Caveat.UNIT_OF_COUNT)
        return replace(quantity, unit=asked.unit), f"标签的单位是“{asked.unit}”"
    return replace(quantity, unit=field.unit), ""


def scaled(quantity: Quantity, factor: Decimal, unit: str) -> Quantity:
    """The same quantity in another unit."""
    return replace(
        quantity,
        value=(quantity.value * factor).normalize() + 0,
        low=None if quantity.low is None else quantity.low * factor,
        high=None if quantity.high is None else quantity.high * factor,
        unit=unit,
    )


def read_ratio(field: Field[Quantity], text: str, asked: Asked) -> NumberRead:
    """83%, 0.83, 八成; 24/26 is divided out to two decimals."""
    found = _FRACTION.match(text.strip())
    if found and int(found.group(2)) > 0 and int(found.group(1)) <= int(found.group(2)):
        value = (Decimal(found.group(1)) * HUNDRED / Decimal(found.group(2))).quantize(Decimal("0.01"), ROUND_HALF_UP)
        span = (text.index(found.group(1)), len(text.rstrip()))
        quantity = Quantity(value, value, value, Qualifier.EXACT, "%", text=text[span[0] : span[1]], span=span)
        return NumberRead(quantity, span, frozenset(), f"由 {found.group(1)}/{found.group(2)} 算出")
    return read_number(field, text, asked)


def caption_unit(text: str) -> str | None:
    """（单位：万元） above a table; of several units (平方米、万元、人) the amounts'. None where 单位 names an organisation."""
    found = re.search(r"(?:金额|计量|货币)?单\s*位\s*[:：]\s*(?:人民币)?\s*([^\s，,；;）)]{1,6})", text)
    if found is None:
        return None
    alone = unit_of(found.group(1))
    if alone is not None:
        return alone
    listed = [unit_of(part.strip(" 。）)")) for part in re.split(r"[、，,；;/／]", text[found.start(1) :])]
    units = [unit for unit in listed if unit is not None]
    amounts = {unit for unit in units if unit in TO_WAN}
    return amounts.pop() if len(units) > 1 and len(units) == len(listed) and len(amounts) == 1 else None

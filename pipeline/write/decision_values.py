"""What a person wrote into 人工结论 → the value of a field. Strict: a slip of the keyboard must not become a fact."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from models.fields import Kind
from models.quantity import Quantity, exactly
from pipeline.text_safety import visible
from pipeline.write.words import AnyField

NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6})?")
UNIT_SPELLINGS = {
    "㎡": ("㎡", "平方米", "平米", "m2"), "万元": ("万元", "万"), "人": ("人", "名", "位"), "家": ("家", "户"), "次": ("次", "场", "期", "场次"), "%": ("%",),
}  # fmt: skip
WHOLE_UNITS = frozenset({"人", "家", "次"})
DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?月?)?年?")
YEAR = re.compile(r"(?:19|20)\d{2}")
CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
CATEGORIES = ("综合", "创新", "创业")
TRUE_WORDS = frozenset({"是", "有", "已注册", "true"})
FALSE_WORDS = frozenset({"否", "没有", "未注册", "false"})
LENGTH_LIMIT = 200


class Refused(Exception):
    """A cell that cannot be used: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def value_given(field: AnyField, written: object) -> Quantity | str:
    """The value that a cell's content (text, number, date, truth value) gives for a field; Refused where it gives none."""
    if isinstance(written, float) and not written.is_integer() and not field.is_number:
        raise Refused(f"“{written}”是小数，{field.title}不是数字", f"请填写{field.title}")
    if field.is_number:
        return _number(field, written)
    parse = PARSERS.get(field.kind)
    return parse(written) if parse else _text(field, written)


def _plain(written: object) -> str:
    if isinstance(written, bool):
        return "是" if written else "否"
    if isinstance(written, float) and written.is_integer():
        return str(int(written))
    return unicodedata.normalize("NFKC", str(written)).strip()


def _number(field: AnyField, written: object) -> Quantity:
    if isinstance(written, bool | date | datetime):
        raise Refused(f"“{visible(str(written))}”不是数字", "请把单元格格式改为常规，只填数字")
    text = repr(written) if isinstance(written, float) else _plain(written)
    text = re.sub(r"\s", "", text)
    for spelling in sorted(
        UNIT_SPELLINGS.get(unicodedata.normalize("NFKC", field.unit or ""), UNIT_SPELLINGS.get(field.unit or "", ())), key=len, reverse=True
    ):
        text = text.removesuffix(unicodedata.normalize("NFKC", spelling))
    if not NUMBER.fullmatch(text):
        raise Refused(f"“{visible(str(written))[:40]}”不是一个确定的数", f"请只填数字，单位按{field.unit}计，不写“约”“余”等字")
    value = Decimal(text.replace(",", ""))
    if field.unit in WHOLE_UNITS and value != value.to_integral_value():
        raise Refused(f"{field.title}应是整数，写的是{text}", "请填整数")
    if field.kind is Kind.RATIO and value > 100:
        raise Refused(f"比例不能超过100%，写的是{text}", "请填0到100之间的数")
    return exactly(value, field.unit, text=visible(str(written)))


def _date(written: object) -> str:
    if isinstance(written, datetime | date):
        return written.strftime("%Y-%m-%d")
    match = DATE.fullmatch(_plain(written))
    if match is None:
        raise Refused(f"“{visible(str(written))[:40]}”不是日期", "请写成2016-03-01；只知年月的写2016-03")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise Refused(f"没有“{visible(str(written))[:40]}”这一天", "请核对后重填") from error
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _year(written: object) -> str:
    text = _plain(written).removesuffix("年")
    if not YEAR.fullmatch(text):
        raise Refused(f"“{visible(str(written))[:40]}”不是年份", "请填四位年份，如2017")
    return text


def _category(written: object) -> str:
    text = _plain(written)
    found = [one for one in CATEGORIES if text in (one, f"{one}服务机构", f"{one}类")]
    if not found:
        raise Refused(f"没有“{visible(text)[:40]}”这个类别", f"请填{'、'.join(CATEGORIES)}之一")
    return found[0]


def _truth(written: object) -> str:
    text = _plain(written).lower()
    if text in TRUE_WORDS:
        return "true"
    if text in FALSE_WORDS:
        return "false"
    raise Refused(f"“{visible(text)[:40]}”不能判断是或否", "请填“是”或“否”")


def _code(written: object) -> str:
    if isinstance(written, int | float):
        raise Refused("代码被表格软件当成了数字，末几位已经丢失", "请先把单元格格式改为文本，再填18位代码")
    text = _plain(written).upper().replace(" ", "")
    if not CODE.fullmatch(text) or not _check_character_fits(text):
        raise Refused(f"“{visible(text)[:40]}”不是有效的统一社会信用代码（位数或校验码不对）", "请对照证照核对18位代码")
    return text


def _check_character_fits(code: str) -> bool:
    """GB 32100-2015: mod 31 over the first 17 characters."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(char) * pow(3, at, 31) for at, char in enumerate(code[:17]))
    return alphabet[-total % 31] == code[17]


def _text(field: AnyField, written: object) -> str:
    if isinstance(written, bool | datetime | date):
        raise Refused(f"“{visible(str(written))}”不像{field.title}", "请把单元格格式改为文本后重填")
    text = _plain(written)
    if len(text) > LENGTH_LIMIT:
        raise Refused(f"内容有{len(text)}字，过长", f"请填{LENGTH_LIMIT}字以内")
    if visible(text) != text:
        raise Refused("内容里有看不见的字符", "请在记事本里重新录入后粘贴")
    return text


PARSERS: dict[Kind, Callable[[object], str]] = {
    Kind.DATE: _date, Kind.YEAR: _year, Kind.CATEGORY: _category, Kind.TRUTH: _truth, Kind.CODE: _code,
}  # fmt: skip

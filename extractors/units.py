"""Units as they are written, and the one name each goes by: 平米, 平方, m2 are ㎡; 户 is 家, 场 and 期 are 次, 名 and 位 are 人.

Canonical units: ㎡, 万元, 人, 家, 次, 人次, 家次, %, 百分点, 年, 个月, 天, 小时, 亩 (land: kept as it is, never floor area),
个, 份, 件, 项, 台, 套, 台套, 批次 and what else is counted in an application, each under its own name. Amounts in 元, 千元,
万元, 亿元 are all 万元; foreign money stays in its own unit. A number without a unit, or with 万 alone, has the unit None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

TEN_THOUSANDTH = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Unit:
    """`name` is canonical; `factor` takes the number as written into it."""

    name: str
    factor: Decimal = Decimal(1)


_SPELLINGS: tuple[tuple[str, str, str], ...] = (
    # spelling, canonical, characters that must not follow (then it is another word)
    ("平方公里", "平方公里", ""),
    ("平方米", "㎡", ""),
    ("平方", "㎡", "公"),
    ("平米", "㎡", ""),
    ("平", "㎡", "均台稳安时等江常房面价衡板行整桌"),
    ("㎡", "㎡", ""),
    ("m²", "㎡", ""),
    ("M²", "㎡", ""),
    ("m2", "㎡", ""),
    ("M2", "㎡", ""),
    ("m^2", "㎡", ""),
    ("亩", "亩", ""),
    ("公顷", "公顷", ""),
    ("元人民币", "元", ""),
    ("元", "元", "旦素器件月宵老"),
    ("块钱", "元", ""),
    ("人民币", "元", ""),
    ("美元", "美元", ""),
    ("欧元", "欧元", ""),
    ("日元", "日元", ""),
    ("港元", "港元", ""),
    ("港币", "港元", ""),
    ("英镑", "英镑", ""),
    ("韩元", "韩元", ""),
    ("澳元", "澳元", ""),
    ("加元", "加元", ""),
    ("台币", "台币", ""),
    ("卢布", "卢布", ""),
    ("印度卢布", "印度卢布", ""),
    ("卢比", "卢比", ""),
    ("奈拉", "奈拉", ""),
    ("人次", "人次", ""),
    ("人(次)", "人次", ""),
    ("人/次", "人次", ""),
    ("名次", "名次", ""),
    ("家次", "家次", ""),
    ("家(次)", "家次", ""),
    ("家/次", "家次", ""),
    ("户次", "家次", ""),
    ("户(次)", "家次", ""),
    ("户/次", "家次", ""),
    ("企次", "家次", ""),
    ("个次", "家次", ""),
    ("人", "人", "民工才力气体类"),
    ("名", "人", "录单称义誉额牌片校"),
    ("位", "人", "于置列居数"),
    ("位数", "位数", ""),
    ("家", "家", "庭具电长乡教"),
    ("户", "家", "外口籍主型"),
    ("个", "个", ""),
    ("场次", "次", ""),
    ("场(次)", "次", ""),
    ("次(场)", "次", ""),
    ("期次", "次", ""),
    ("期(次)", "次", ""),
    ("场/次", "次", ""),
    ("次", "次", "性数序日年要级于"),
    ("场", "次", "所地景馆"),
    ("期", "次", "限间望末初货刊满"),
    ("个百分点", "百分点", ""),
    ("百分点", "百分点", ""),
    ("%", "%", ""),
    ("‰", "‰", ""),
    ("批次", "批次", ""),
    ("批", "批", "准复"),
    ("台(套)", "台套", ""),
    ("台套", "台套", ""),
    ("台/套", "台套", ""),
    ("台", "台", "式"),
    ("套", "套", "餐"),
    ("份", "份", "额"),
    ("件", "件", ""),
    ("项", "项", ""),
    ("条", "条", "件例"),
    ("篇", "篇", ""),
    ("部", "部", "门分"),
    ("本", "本", "计项科身级市省地年次届公单院所中"),
    ("册", "册", ""),
    ("种", "种", "植子"),
    ("类", "类", ""),
    ("款", "款", "项"),
    ("支", "支", "持撑出付行部"),
    ("门", "门", "店"),
    ("页", "页", ""),
    ("处", "处", "理室长"),
    ("间", "间", ""),
    ("辆", "辆", ""),
    ("届", "届", ""),
    ("轮", "轮", ""),
    ("所", "所", "有在得以需属谓"),
    ("组", "组", "织"),
    ("对", "对", "接外于中企"),
    ("双", "双", ""),
    ("张", "张", ""),
    ("笔", "笔", ""),
    ("单", "单", "位"),
    ("级", "级", ""),
    ("倍", "倍", ""),
    ("工位", "工位", ""),
    ("人月", "人月", ""),
    ("人天", "人天", ""),
    ("卡位", "工位", ""),
    ("个工作日", "天", ""),
    ("工作日", "天", ""),
    ("个月", "个月", ""),
    ("月", "个月", ""),
    ("年", "年", "级"),
    ("周年", "年", ""),
    ("天", "天", ""),
    ("日", "天", "元"),
    ("周", "周", ""),
    ("小时", "小时", ""),
    ("课时", "课时", ""),
    ("学时", "学时", ""),
    ("分钟", "分钟", ""),
    ("公里", "公里", ""),
    ("千米", "公里", ""),
    ("厘米", "厘米", ""),
    ("米", "米", ""),
    ("公斤", "公斤", ""),
    ("千克", "千克", ""),
    ("吨", "吨", ""),
    ("千瓦", "千瓦", ""),
    ("kg", "公斤", ""),
    ("km", "公里", ""),
)

# Weights of the market, data sizes and the like: their number is not taken, because 千 and 两 belong to the unit.
LEFT_OUT = re.compile(
    r"\s{0,3}(?:斤|两|分(?![之别为类布成])|块(?!钱)|打(?!造|破|通|印)|折(?!旧)|毫|角|字节|比特|卡路里|大卡|卡(?!位)|克|微克|毫克|兆|[A-Za-z])"
)


def _spaced(spelling: str) -> str:
    """平方米 is also found as 平 方 米."""
    return r"\s?".join(re.escape(char) for char in spelling)


def _pattern() -> re.Pattern[str]:
    ordered = sorted(_SPELLINGS, key=lambda row: -len(row[0]))
    parts = [f"(?:{_spaced(spelling)}){f'(?![{stop}])' if stop else ''}" for spelling, _, stop in ordered]
    return re.compile(r"\s{0,3}(?:" + "|".join(f"({part})" for part in parts) + ")")


UNIT_STARTS = frozenset(spelling[0] for spelling, _, _ in _SPELLINGS)
_ORDERED = sorted(_SPELLINGS, key=lambda row: -len(row[0]))
_PATTERN = _pattern()
# 千 and 公 at a numeral's end may belong to the unit: 12千米 is 12 公里.
KILO = re.compile("[米克瓦卡字比]")


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit that stands at `at` (spaces before it allowed) and where it ends."""
    first = at
    while first < at + 3 and first < len(text) and text[first].isspace():
        first += 1
    if text[first : first + 1] not in UNIT_STARTS:
        return None
    found = _PATTERN.match(text, at)
    if found is None or found.lastindex is None:
        return None
    name = _ORDERED[found.lastindex - 1][1]
    return (Unit("万元", TEN_THOUSANDTH) if name == "元" else Unit(name)), found.end()

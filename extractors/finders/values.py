"""The words of a cell or of a line after its label → the value of a field, by the field's kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from extractors.codes import check_code, find_codes
from extractors.dates import read_dates
from extractors.finders.labels import Label, Role, match_label
from extractors.finders.numbers import Asked, NumberRead, read_number, read_ratio
from extractors.finders.ticks import GLYPH_STATE, options_in
from models.answer import Caveat
from models.document import MarkState
from models.fields import Field, Kind
from models.quantity import Quantity
from models.regions import find_county


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` None and not `blank`: there is writing that gives no value. `blank`: nothing to take, no candidate.

    `text` are the words used and `span` where they stand in the text given; `because` a short Chinese clause or "".
    """

    value: Quantity | str | None
    text: str = ""
    span: tuple[int, int] = (0, 0)
    caveats: frozenset[Caveat] = frozenset()
    because: str = ""
    blank: bool = False


BLANK = Reading(None, blank=True)
CATEGORIES = {"综合": "综合", "创新": "创新", "创业": "创业"}
YES, NO = "true", "false"
TRUTHS = {
    r"未注册|没有注册|尚未注册|暂未注册|未入驻|待注册|拟(?:于[^，。]{0,8})?(?:在[^，。]{0,8})?注册|正在(?:申请)?注册|注册中|申请中|不存在|没有|无关联|否|不是|未": NO,
    r"(?:已经?|均已)(?:在[^，。]{0,16})?(?:注册|入驻|完成)|存在|是|有": YES,
}
DATE_ASKED = "日期："  # 20160318 is a date only behind a word that asks for one
LONGEST_VALUE = 200
MOST_NAME = 60

_EMPTY = re.compile(r"[\s_＿—–\-－/／\\|.。…·:：、,，*（）()\[\]【】〔〕]*")
_NONE = frozenset({"无", "暂无", "没有", "空", "略", "待填", "未填", "不详", "/", "N/A", "n/a", "NA", "（盖章）", "（公章）", "盖章", "公章", "签字", "签章", "（签字）", "手写签名", "同上"})
_DATE_BLANK = re.compile(r"[\s_＿—–\-－/／.。()（）]*年?[\s_＿—–\-－/／.]*月?[\s_＿—–\-－/／.]*日?[\s_＿]*")
_STAMP = re.compile(
    r"[（(\[【]\s*(?:加\s*盖|请\s*盖|单\s*位)?\s*(?:盖?\s*公?\s*章|公\s*章|签\s*章|印\s*章|盖\s*章\s*处|签\s*字|签\s*名|全\s*称|章)\s*(?:处)?\s*[）)\]】]?"
)
_STAMP_AFTER = re.compile(r"\s+(?:盖\s*章|公\s*章|签\s*章)\s*$")
_ORGANISATION = re.compile(r"公司|中心|协会|商会|联盟|研究院|研究所|事务所|基地|学院|学校|大学|合作社|促进会|服务站|服务部|集团|银行|支行|孵化器|园区|局|院|所|厂|社|会|部|站|室|平台|馆|店|场|办")
_HAN = r"\u4e00-\u9fff\u3400-\u4dbf·•"
_PERSON_WORD = re.compile(rf"[{_HAN}]{{2,12}}")
_TITLES = re.compile(r"(?:先生|女士|同志|主任|经理|总经理|董事长|部长|会长|秘书长|科长|院长|所长|老师|男|女)$")
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9](?:[ -]?[0-9xX*＊×]{4}){2})(?![0-9])")
_LANDLINE = re.compile(r"(?<![0-9])[(]?(0[1-9][0-9]{1,2})[)]?[\s\-–—－]{0,3}([0-9]{3,4}[ -]?[0-9]{4})(?:[-转]\s?[0-9]{1,5})?(?![0-9])")
_LOCAL = re.compile(r"(?<![0-9])([2-8][0-9]{6,7})(?![0-9])")
_PLACE_WORD = re.compile(r"[省市区县州镇乡村路街道巷号楼栋幢室园座层组社]")
_POSTCODE = re.compile(r"[（(，,;；\s]*(?:邮政编码|邮编)\s*[:：]?\s*[0-9]{6}[）)]?\s*$")
_YEARS = re.compile(r"(?<![0-9])(20[0-2][0-9])(?![0-9])")
_OLD_CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{8})-?([0-9X])(?![0-9A-Z])")
_AGREES = re.compile(r"(?<![不未])同意(?:该单位|其|该机构|上报|申报|并)?[^，,。；;不]{0,12}?(?:推荐|上报|申报)|(?<![不未予])(?:予以|特此|特予)推荐|(?<![不未])同意(?=[。，,；;\s]|$)")
_DISAGREES = re.compile(r"不(?:予)?同意|不予推荐|不推荐|暂不推荐|不符合")


def value_of(field: Field[Quantity] | Field[str], text: str, *, label: Label | str = "", unit: str | None = None,
             period: str | None = None) -> Reading:
    """What `text` says for `field`. Never raises.

    `label` names the field and may say unit, period or 累计; `unit` and `period` come from elsewhere (a table's
    caption, a header, a cell beside) and give way to what the label and the words themselves say.
    """
    if is_blank(text) or len(text) > 20 * LONGEST_VALUE:
        return BLANK
    named = label if isinstance(label, Label) else match_label(label) if label else None
    if field.is_number:
        return _number(field, text, named, unit, period)
    reading = _READERS[field.kind](text)
    if reading.blank or named is None or named.role is not Role.NEAR:
        return reading
    return replace(reading, caveats=reading.caveats | {Caveat.BASIS}, because=named.reason)


def is_blank(text: str) -> bool:
    """Nothing was filled in: empty, rules, a lone unit of a date, 无."""
    squashed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return bool(_EMPTY.fullmatch(text)) or squashed in _NONE or bool(_DATE_BLANK.fullmatch(squashed)) or not re.search(r"\w", squashed)


def _number(field: Any, text: str, label: Label | None, unit: str | None, period: str | None) -> Reading:
    asked = Asked(
        (label.unit if label else None) or unit,
        (label.period if label and label.period != "annual" else None) or period or (label.period if label else None),
        bool(label and label.cumulative),
    )
    read: NumberRead = (read_ratio if field.kind is Kind.RATIO else read_number)(field, text, asked)
    if read.value is None:
        return Reading(None, text, (0, len(text)), because=read.because) if read.because else BLANK
    caveats, because = set(read.caveats), read.because
    if label is not None and label.role is Role.NEAR:
        caveats.add(_caveat_of(label.reason))
        because = "；".join(part for part in (label.reason, because) if part)
    return Reading(read.value, text[read.span[0] : read.span[1]], read.span, frozenset(caveats), because)


def _caveat_of(reason: str) -> Caveat:
    if "累计" in reason:
        return Caveat.CUMULATIVE
    return Caveat.UNIT_OF_COUNT if "家次" in reason else Caveat.BASIS


def _of(text: str, start: int, end: int, value: str | None, *caveats: Caveat, because: str = "") -> Reading:
    return Reading(value, text[start:end], (start, end), frozenset(caveats), because)


def tight(text: str) -> str:
    """Without spaces, but one between two Latin words; full-width letters and digits made half-width."""
    text = "".join(unicodedata.normalize("NFKC", char) if char.isalnum() else char for char in text)
    text = re.sub(r"(?<=[A-Za-z])[\s\u3000]+(?=[A-Za-z])", "\x00", text)
    return re.sub(r"[\s\u3000\u200b-\u200f\ufeff]+", "", text).replace("\x00", " ")


def _bounds(text: str, cut: str) -> tuple[int, int]:
    """Where `cut`, a stretch of `text` stripped at its ends, stands."""
    start = text.find(cut)
    return (start, start + len(cut)) if start >= 0 else (0, len(text))


def _name(text: str) -> Reading:
    used = text
    stamp = _STAMP.search(used)
    if stamp and stamp.start() == 0:
        used = used[stamp.end() :]
    elif stamp:
        used = used[: stamp.start()]
    used = _STAMP_AFTER.sub("", used)
    used = re.split(r"[，,；;。\t]|(?:^|\s)(?:注|备注)[:：]|(?<=[司心会院所盟])\s*(?=20[0-9]{2}\s*年)", used.strip(" \n　:："), maxsplit=1)[0]
    code = re.search(r"[0-9A-Z]{15,}", used)
    used = (used[: code.start()] if code else used).strip(" \n　:：_＿/")
    value = tight(used)
    if len(re.findall(rf"[{_HAN}A-Za-z]", value)) < 4 or len(value) > MOST_NAME or match_label(value) is not None:
        return BLANK
    if not _ORGANISATION.search(value) or any(char in GLYPH_STATE for char in value) or "？" in value:
        return BLANK
    return _of(text, *_bounds(text, used), value)


def _code(text: str) -> Reading:
    read = check_code(text)
    found = find_codes(text) if read is None else ()
    read = read or (found[0] if found else None)
    if read is not None:
        caveats = [Caveat.REPAIRED] if read.swapped else []
        if not read.valid:
            return _of(text, *read.span, read.value, Caveat.CHECK_CHARACTER, because="校验码不符")
        return _of(text, *read.span, read.value, *caveats, because="识别字符经校验码更正" if read.repaired else "")
    upper = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    old = _OLD_CODE.search(upper)
    if old:
        right = organisation_code_holds(old.group(1) + old.group(2))
        because = "是旧的组织机构代码，不是18位统一社会信用代码" + ("" if right else "，且校验码不符")
        return _of(text, 0, len(text), old.group(1) + "-" + old.group(2), Caveat.BASIS if right else Caveat.CHECK_CHARACTER, because=because)
    long = re.search(r"[0-9A-Z]{12,24}", upper)
    if long:
        return _of(text, 0, len(text), long.group(), Caveat.CHECK_CHARACTER, because=f"有 {len(long.group())} 位，不是18位")
    return BLANK


def organisation_code_holds(code: str) -> bool:
    """Check character of the nine-character 组织机构代码 (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    values = [int(char, 36) for char in code[:8]]
    check = 11 - sum(weight * value for weight, value in zip(weights, values, strict=True)) % 11
    return code[8] == {10: "X", 11: "0"}.get(check, str(check))


def _person(text: str) -> Reading:
    used = re.sub(r"[（(\[【].*", "", text.replace("\n", " "))
    used = re.split(r"[，,；;。、:：/／|]|\d|\+|电话|手机|职务|性别|身份证", used, maxsplit=1)[0].strip(" 　:：_＿")
    parts = used.split()
    if len(parts) > 1 and all(len(part) >= 2 for part in parts):
        used = parts[0]
    value = tight(used)
    value = _TITLES.sub("", value) if len(value) > 3 else value
    if not _PERSON_WORD.fullmatch(value) or (len(value) > 5 and "·" not in value and "•" not in value):
        return BLANK
    if match_label(value) is not None or (_ORGANISATION.search(value[-1]) and len(value) > 4):
        return BLANK
    return _of(text, *_bounds(text.replace("\n", " "), used), value)


def _date(text: str) -> Reading:
    plain = text.replace("\n", " ")
    reads = read_dates(plain)
    lead = 0
    if not reads:
        reads, lead = read_dates(DATE_ASKED + plain.strip()), len(DATE_ASKED) - (len(plain) - len(plain.lstrip()))
    if not reads:
        return BLANK
    first = reads[0]
    start, end = first.span[0] - lead, first.span[1] - lead
    return _of(text, start, end, first.value, *([Caveat.REPAIRED] if first.repaired else []))


def _address(text: str) -> Reading:
    used = _POSTCODE.sub("", text.strip(" \n　:：_＿"))
    value = tight(used)
    if len(value) < 4 or len(value) > 120 or not _PLACE_WORD.search(value) or match_label(value) is not None:
        return BLANK
    if "@" in value or "www." in value.lower() or "http" in value.lower():
        return BLANK
    return _of(text, *_bounds(text, used), value)


def _county(text: str) -> Reading:
    county = find_county(_STAMP.sub("", tight(text)))
    return BLANK if county is None else _of(text, 0, len(text.rstrip()), county.name)


def _phone(text: str) -> Reading:
    plain = "".join(one if len(one := unicodedata.normalize("NFKC", char)) == 1 else char for char in text.replace("\n", " "))
    for pattern in (_MOBILE, _LANDLINE, _LOCAL):
        found = pattern.search(plain)
        if found:
            value = re.sub(r"[\s+]", "", found.group())
            value = re.sub(r"^86-?(?=1)", "", value)
            return _of(text, found.start(), found.end(), value)
    return BLANK


def _category(text: str) -> Reading:
    return chosen(text, CATEGORIES)


def _truth(text: str) -> Reading:
    reading = chosen(text, {r"(?<![不])是|已注册|已入驻|有": YES, r"否|不是|未注册|未入驻|无|没有": NO}, whole=False)
    if not reading.blank and any(option.state for option in options_in(text, {r"(?<![不])是|已注册|有": YES, r"否|不是|未注册|无": NO})):
        return reading
    plain = tight(text)
    for pattern, value in TRUTHS.items():
        found = re.match(rf"(?:我?(?:单位|机构|中心|公司|司)|本(?:单位|机构|中心|公司))?(?:目前)?(?:{pattern})", plain) or (
            re.search(pattern, plain) if len(plain) <= 30 and len(pattern) > 12 and not re.fullmatch(r"是|有|否|未", plain) else None
        )
        if found:
            return _of(text, 0, len(text.rstrip()), value)
    return BLANK


def chosen(text: str, words: dict[str, str], *, whole: bool = True) -> Reading:
    """The option that is ticked; without any box the only one that is named."""
    options = options_in(text, words)
    if not options:
        return BLANK
    if any(option.state is not None for option in options):
        return _ticked(text, [option for option in options if option.state is not None])
    named = list(dict.fromkeys(option.value for option in options))
    if not whole or len(named) == len(set(words.values())) > 2:
        return BLANK
    if len(named) == 1:
        return _of(text, options[0].start, options[0].end, named[0])
    return _of(text, options[0].start, options[-1].end, named[0], Caveat.SEVERAL_TICKED, because=f"同时写有{'、'.join(named)}")


def _ticked(text: str, options: list[Any]) -> Reading:
    ticked = [option for option in options if option.state is MarkState.TICKED]
    unclear = [option for option in options if option.state is MarkState.UNCLEAR]
    values = list(dict.fromkeys(option.value for option in ticked))
    if len(values) > 1:
        start, end = ticked[0].start, ticked[-1].end
        return _of(text, start, end, values[0], Caveat.SEVERAL_TICKED, because=f"{'、'.join(values)}都已勾选")
    if unclear:
        return _of(text, unclear[0].start, unclear[0].end, None, because="勾选痕迹不清")
    if not values:
        return BLANK
    tick, option = ticked[0].tick, ticked[0]
    start, end = min(tick.start, option.start), max(tick.end, option.end)
    return _of(text, start, end, values[0], because=f"勾选“{option.value if option.value not in (YES, NO) else text[option.start:option.end]}”")


def _year(text: str) -> Reading:
    years = _YEARS.findall(unicodedata.normalize("NFKC", text.replace("\n", "")))
    if not years:
        return BLANK
    if len(set(years)) > 1:
        return _of(text, 0, len(text), max(years), Caveat.AMBIGUOUS, because=f"写有{'、'.join(dict.fromkeys(years))}几个年份")
    start = text.find(years[0])
    return _of(text, *((start, start + 4) if start >= 0 else (0, len(text))), years[0])


def _opinion(text: str) -> Reading:
    plain = tight(text)
    refused = _DISAGREES.search(plain)
    if refused:
        return _of(text, 0, len(text), "不同意推荐", Caveat.CLAIM, because=f"意见写有“{refused.group()}”")
    if ("同意" in plain and re.search(r"推荐", plain) and _AGREES.search(plain)) or re.search(r"(?<!不)同意(?:推荐|上报|申报)", plain):
        return _of(text, 0, len(text), "同意推荐")
    if re.search(r"(?<!不)(?:特此|予以|特予|建议)推荐|(?<![不暂])推荐(?:其|该单位)?申报", plain):
        return _of(text, 0, len(text), "同意推荐", Caveat.CLAIM, because="没有写明“同意推荐”")
    if re.search(r"属实|审批|审核|审定|上报|同意", plain):
        return _of(text, 0, len(text), None, because="没有写明“同意推荐”")
    return BLANK


_READERS: dict[Kind, Callable[[str], Reading]] = {
    Kind.NAME: _name,
    Kind.CODE: _code,
    Kind.PERSON: _person,
    Kind.DATE: _date,
    Kind.ADDRESS: _address,
    Kind.COUNTY: _county,
    Kind.PHONE: _phone,
    Kind.CATEGORY: _category,
    Kind.TRUTH: _truth,
    Kind.YEAR: _year,
    Kind.OPINION: _opinion,
}

"""Words of a cell → names, codes, persons, dates, addresses, counties, phones, years, opinions; and what a reading is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extractors.codes import check_code, find_codes
from extractors.conditions import condition_in
from extractors.dates import read_dates
from extractors.finders.labels import match_label, resembles_label
from extractors.finders.ticks import GLYPH_STATE
from extractors.translations import address_untranslated, name_untranslated
from models.answer import Caveat
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
DATE_ASKED = "日期："  # 20160318 is a date only behind a word that asks for one
MOST_NAME = 60

_STAMP = re.compile(
    r"[（(\[【]\s*(?:加\s*盖|请\s*盖|单\s*位)?\s*(?:盖?\s*公?\s*章|公\s*章|签\s*章|印\s*章|盖\s*章\s*处|签\s*字|签\s*名|全\s*称|章)\s*(?:处)?\s*[）)\]】]?"
)
_OTHER_LABEL = re.compile(
    r"所属县市区|所属集团|上级单位|控股股东|信用代码|法定代表人|法人代表|联系电话|联系方式|手机号码|联系人|成立日期|成立时间|注册资本|注册资金|单位名称|申报类别|填报日期"
)
# 所属集团公司（合并）, 上级主管单位: the head of a column says what kind of body, and names none.
_NAMES_NOBODY = re.compile(
    r"(?:所属|隶属|所在|上级|主管|归口|申报|申请|推荐|本级|关联|合作|控股|参股|母|子|分|总|本|我|该|贵|的|或|及|和|与|、|（合并）|\(合并\)|（单体）|集团|公司|企业|单位|机构|股东|部门|中心|平台|协会)+"
)
# 本单位承诺所填内容属实 beside 申报单位: what the applicant declares there, and no name.
_DECLARES = re.compile(
    r"(?:[本我](?:单位|公司|机构|中心|企业|协会|平台|会|院|所|们|处)|我(?=承诺|保证|声明)|兹|以上|上述|所填|所报|特此)(?:.*(?:承诺|保证|声明|属实|负责)|.*(?:内容|材料|信息|数据).*真实)|.*(?:承诺|属实|声明)$"
)
_STAMP_AFTER = re.compile(r"\s+(?:盖\s*章|公\s*章|签\s*章)\s*$")
_ORGANISATION = re.compile(
    r"公司|企业|合伙|处|行|网|中心|协会|商会|联盟|研究院|研究所|事务所|基地|学院|学校|大学|合作社|促进会|服务站|服务部|集团|银行|支行|孵化器|园区|局|院|所|厂|社|会|部|站|室|平台|馆|店|场|办"
)
_HAN = r"\u4e00-\u9fff\u3400-\u4dbf·•"
_PERSON_WORD = re.compile(rf"[{_HAN}]{{2,12}}")
_NOBODY = re.compile(r"^详?见(?:附|上|后|封|第|材料|表|下)|附件|同上|同左|待定|暂缺|空缺|另行|如下|签字|盖章")
_TITLES = re.compile(
    r"(?:执行董事|理事长|副主任|副总经理|负责人|法人|先生|女士|同志|主任|经理|总经理|董事长|部长|会长|秘书长|科长|院长|所长|老师)$"
)
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9](?:[ -]?[0-9xX*＊×]{4}){2})(?![0-9])")
_LANDLINE = re.compile(r"(?<![0-9])[(]?(0[1-9][0-9]{1,2})[)]?[\s\-–—－]{0,3}([0-9]{3,4}[ -]?[0-9]{4})(?:[-转]\s?[0-9]{1,5})?(?![0-9])")
_LOCAL = re.compile(r"(?<![0-9])([2-8][0-9]{6,7})(?![0-9])")
_PLACE_WORD = re.compile(r"[省市区县州镇乡村路街道巷号楼栋幢室园座层组社]")
_POSTCODE = re.compile(r"[（(，,;；\s]*(?:邮政编码|邮编)\s*[:：]?\s*[0-9]{6}[）)]?\s*$")
_YEARS = re.compile(r"(?<![0-9])(20[0-2][0-9])(?![0-9])")
_OLD_CODE = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{8})-?([0-9X])(?![0-9A-Z])")
_AGREES = re.compile(r"(?<![不未])同意|(?<![不未])(?:予以|特此|特予|建议|拟)推荐")
_DISAGREES = re.compile(r"不(?:予)?同意|不予推荐|不推荐|暂不推荐|不符合")


def taken_from(text: str, start: int, end: int, value: str | None, *caveats: Caveat, because: str = "") -> Reading:
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


def _is_label(value: str) -> bool:
    return match_label(value) is not None or resembles_label(value)


# A name ends with what kind of body it is; a telephone, a sum or the next cell's figures behind it are no part of it.
_FIGURES_BEHIND = re.compile(r"(?<=[司心会院所盟社站])(?:\s+[0-9０-９]|[0-9０-９]{3})[0-9０-９.,，\-—]*$")
_FIGURE_BEHIND = re.compile(r"[司心会院所盟社站][0-9０-９]{1,2}$")


def read_name(text: str) -> Reading:
    used = name_untranslated(text)
    stamp = _STAMP.search(used)
    if stamp and stamp.start() == 0:
        used = used[stamp.end() :]
    elif stamp:
        used = used[: stamp.start()]
    used = _STAMP_AFTER.sub("", used)
    used = re.split(
        r"[，,；;。\t]|(?:^|\s)(?:注|备注)[:：]|(?<=[司心会院所盟])\s{3,}|(?<=[司心会院所盟社站厂部校馆台园器体团）)])\s*(?=(?:20[0-9]{2}|二[〇○零Ｏ][一二]\S)\s*年|20[0-9]{2}\s*[./-]\s*[01]?[0-9]\s*[./-])",
        used.strip(" \n　:："),
        maxsplit=1,
    )[0]
    code = re.search(r"[0-9A-Z]{15,}", used)
    used = (used[: code.start()] if code else used).strip(" \n　:：_＿/")
    if (figures := _FIGURES_BEHIND.search(used)) is not None:
        used = used[: figures.start()]
    value = tight(used)
    if _FIGURE_BEHIND.search(value):
        return taken_from(text, 0, len(text), None, because="名称后面连着数字")
    if len(re.findall(rf"[{_HAN}A-Za-z]", value)) < 4 or len(value) > MOST_NAME or _is_label(value) or _NAMES_NOBODY.fullmatch(value):
        return BLANK
    if _DECLARES.match(value):
        return BLANK
    if _OTHER_LABEL.search(value):
        return taken_from(text, 0, len(text), None, because="其中夹有别的栏目")
    if not _ORGANISATION.search(value) or any(char in GLYPH_STATE for char in value) or "？" in value:
        return BLANK
    return taken_from(text, *_bounds(text, used), value)


def read_code(text: str) -> Reading:
    read = check_code(text)
    found = find_codes(text) if read is None else ()
    read = read or (found[0] if found else None)
    if read is not None:
        caveats = [Caveat.REPAIRED] if read.swapped else []
        if not read.valid:
            return taken_from(text, *read.span, read.value, Caveat.CHECK_CHARACTER, because="校验码不符")
        return taken_from(text, *read.span, read.value, *caveats, because="识别字符经校验码更正" if read.repaired else "")
    upper = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    old = _OLD_CODE.search(upper)
    if old:
        right = organisation_code_holds(old.group(1) + old.group(2))
        because = "是旧的组织机构代码，不是18位统一社会信用代码" + ("" if right else "，且校验码不符")
        return taken_from(
            text, 0, len(text), old.group(1) + "-" + old.group(2), Caveat.BASIS if right else Caveat.CHECK_CHARACTER, because=because
        )
    long = re.search(r"[0-9A-Z]{12,24}", upper)
    if long:
        return taken_from(text, 0, len(text), long.group(), Caveat.CHECK_CHARACTER, because=f"有 {len(long.group())} 位，不是18位")
    return BLANK


def organisation_code_holds(code: str) -> bool:
    """Check character of the nine-character 组织机构代码 (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    values = [int(char, 36) for char in code[:8]]
    check = 11 - sum(weight * value for weight, value in zip(weights, values, strict=True)) % 11
    return code[8] == {10: "X", 11: "0"}.get(check, str(check))


def read_person(text: str) -> Reading:
    used = re.sub(r"[（(\[【].*", "", text.replace("\n", " "))
    used = re.split(r"[，,；;。、:：/／|]|\d|\+|电话|手机|职务|性别|身份证", used, maxsplit=1)[0].strip(" 　:：_＿")
    parts = [part for part in used.split() if not _TITLES.fullmatch(part)] or used.split()
    if len(parts) == 1 or all(len(part) >= 2 for part in parts):
        used = parts[0] if parts else used
    value = tight(used)
    value = _TITLES.sub("", value) if len(value) > 3 else value
    if not _PERSON_WORD.fullmatch(value) or (len(value) > 5 and "·" not in value and "•" not in value):
        return BLANK
    if _NOBODY.search(value) or _is_label(value) or (_ORGANISATION.search(value[-1]) and len(value) > 4):
        return BLANK
    return taken_from(text, *_bounds(text.replace("\n", " "), used), value)


def read_date(text: str) -> Reading:
    plain = text.replace("\n", " ")
    reads = read_dates(plain)
    lead = 0
    if not reads:
        reads, lead = read_dates(DATE_ASKED + plain.strip()), len(DATE_ASKED) - (len(plain) - len(plain.lstrip()))
    if not reads:
        return BLANK
    first = reads[0]
    start, end = first.span[0] - lead, first.span[1] - lead
    return taken_from(text, start, end, first.value, *([Caveat.REPAIRED] if first.repaired else []))


def read_address(text: str) -> Reading:
    used = address_untranslated(_POSTCODE.sub("", text.strip(" \n　:：_＿")))
    value = tight(used).rstrip("。．.；;，,、")
    if len(value) < 4 or len(value) > 120 or not _PLACE_WORD.search(value) or _is_label(value):
        return BLANK
    if _OTHER_LABEL.search(value):
        return taken_from(text, 0, len(text), None, because="其中夹有别的栏目")
    if "@" in value or "www." in value.lower() or "http" in value.lower():
        return BLANK
    return taken_from(text, *_bounds(text, used), value)


def read_county(text: str) -> Reading:
    county = find_county(_STAMP.sub("", tight(text)))
    return BLANK if county is None else taken_from(text, 0, len(text.rstrip()), county.name)


def read_phone(text: str) -> Reading:
    """A number on one line, or one that a narrow cell has broken over two."""
    solid = [at for at, char in enumerate(text) if char != "\n"]
    for places in (list(range(len(text))), solid):
        plain = "".join(half_width(text[at]) for at in places)
        for pattern in (_MOBILE, _LANDLINE, _LOCAL):
            found = pattern.search(plain)
            if found:
                value = re.sub(r"[\s+]", "", found.group())
                value = re.sub(r"^86-?(?=1)", "", value)
                return taken_from(text, places[found.start()], places[found.end() - 1] + 1, value)
    return BLANK


def half_width(char: str) -> str:
    """A character as one of half its width, where that is one character still; a line's end as a blank: places stay what they are."""
    if char == "\n":
        return " "
    one = unicodedata.normalize("NFKC", char)
    return one if len(one) == 1 else char


def read_year(text: str) -> Reading:
    years = _YEARS.findall(unicodedata.normalize("NFKC", text.replace("\n", "")))
    if not years:
        return BLANK
    if len(set(years)) > 1:
        return taken_from(text, 0, len(text), max(years), Caveat.AMBIGUOUS, because=f"写有{'、'.join(dict.fromkeys(years))}几个年份")
    start = text.find(years[0])
    return taken_from(text, *((start, start + 4) if start >= 0 else (0, len(text))), years[0])


def read_opinion(text: str) -> Reading:
    """同意推荐 where it is said; 情况属实 alone says nothing; a refusal is shown and left to a person."""
    plain = tight(text)
    refused = _DISAGREES.search(plain)
    if refused:
        return taken_from(text, 0, len(text), "不同意推荐", Caveat.CLAIM, because=f"意见写有“{refused.group()}”")
    agreed = _AGREES.search(plain)
    condition = condition_in(plain)
    if agreed and condition is not None:
        return taken_from(text, 0, len(text), "同意推荐", Caveat.CLAIM, because=f"所写的同意附有条件：“{condition}”")
    if agreed and "推荐" in plain:
        return taken_from(text, 0, len(text), "同意推荐")
    if agreed and re.search(r"同意.{0,4}(?:上报|申报)", plain):
        return taken_from(text, 0, len(text), "同意上报", Caveat.CLAIM, because="写的是“同意上报（申报）”，没有写明“同意推荐”")
    if re.search(r"属实|审批|审核|审定|上报|同意|推荐", plain):
        return taken_from(text, 0, len(text), None, because="没有写明“同意推荐”")
    return BLANK

"""The words of a cell or of a line after its label → the value of a field, by the field's kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from extractors.finders.labels import Label, Role, match_label
from extractors.finders.numbers import Asked, NumberRead, read_number, read_ratio
from extractors.finders.recognition import read_recognised
from extractors.finders.registration import read_registration
from extractors.finders.relations import said_under_label
from extractors.finders.texts import (
    BLANK,
    Reading,
    read_address,
    read_code,
    read_county,
    read_date,
    read_name,
    read_opinion,
    read_person,
    read_phone,
    read_year,
    taken_from,
    tight,
)
from extractors.finders.ticks import GLYPH_STATE, Option, options_in
from extractors.translations import untranslated
from models.answer import Caveat
from models.document import MarkState
from models.fields import PLATFORM_REGISTERED, PREVIOUS_RECOGNITION_YEAR, RELATED_PARTY, Field, Kind
from models.quantity import Quantity

CATEGORIES = {r"综\s?合": "综合", r"创\s?新": "创新", r"创\s?业": "创业"}  # a cell may break the line within the word
YES, NO = "true", "false"
TRUTHS = {
    r"不存在|没有|无关联|否|不是|未": NO,
    r"存在|是|有": YES,
}
LONGEST_VALUE = 200
_EMPTY = re.compile(r"[\s_＿—–\-－/／\\|.。…·:：、,，*（）()\[\]【】〔〕]*")
_NONE = frozenset(
    [
        "无",
        "暂无",
        "没有",
        "空",
        "略",
        "待填",
        "未填",
        "不详",
        "/",
        "N/A",
        "n/a",
        "NA",
        "（盖章）",
        "（公章）",
        "盖章",
        "公章",
        "签字",
        "签章",
        "（签字）",
        "(盖章)",
        "(公章)",
        "(签字)",
        "手写签名",
        "同上",
    ]
)
_EXAMPLE = re.compile(
    r"(?:例|如|例如|示例|样例|格式)[:：]|(?:示例|样例)|.*[（(](?:示例|样例|例)[）)]"
)  # 如：120平方米: printed in the form
_DATE_BLANK = re.compile(r"[\s_＿—–\-－/／.。()（）]*年?[\s_＿—–\-－/／.]*月?[\s_＿—–\-－/／.]*日?[\s_＿]*")


def value_of(
    field: Field[Quantity] | Field[str],
    text: str,
    *,
    label: Label | str = "",
    unit: str | None = None,
    period: str | None = None,
) -> Reading:
    """What `text` says for `field`. Never raises.

    `label` names the field and may say unit, period or 累计; `unit` and `period` come from elsewhere (a table's
    caption, a header, a cell beside) and give way to what the label and the words themselves say.
    """
    if is_blank(text) or len(text) > 20 * LONGEST_VALUE:
        return BLANK
    named = label if isinstance(label, Label) else match_label(label) if label else None
    if field.is_number:
        return _number(field, text, named, unit, period)
    own = {PLATFORM_REGISTERED.name: _registered, RELATED_PARTY.name: _related, PREVIOUS_RECOGNITION_YEAR.name: read_recognised}.get(
        field.name
    )
    reading = (own or _READERS[field.kind])(text)
    if reading.blank or named is None or named.role is not Role.NEAR:
        return reading
    return replace(reading, caveats=reading.caveats | {Caveat.BASIS}, because=named.reason)


def is_blank(text: str) -> bool:
    """Nothing was filled in: empty, rules, a lone unit of a date, 无."""
    squashed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if _EXAMPLE.match(squashed):
        return True
    return bool(_EMPTY.fullmatch(text)) or squashed in _NONE or bool(_DATE_BLANK.fullmatch(squashed)) or not re.search(r"\w", squashed)


_STATES_A_LIMIT = re.compile(r"[0-9０-９]\s*[^0-9０-９\s]{0,6}以上|不少于|不低于|至少")


def _number(field: Any, text: str, label: Label | None, unit: str | None, period: str | None) -> Reading:
    asked = Asked(
        (label.unit if label else None) or unit,
        (label.period if label and label.period != "annual" else None) or period or (label.period if label else None),
        bool(label and label.cumulative),
        bool(label and _STATES_A_LIMIT.search(label.text)),
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


ENDS_OF_LINE = "。.；;，, \n"
_CATEGORY_WORD = re.compile(r"(?:综合|创新|创业)(?:性|型)?(?:类|服务类|服务机构|服务|机构|类服务机构|类机构)?")


# 第三类（创业服务机构）, 3、创业服务机构: the notice's number before the name.
_ORDINAL_BEFORE = re.compile(
    r"^\s*(?:第?[一二三1-3１-３]类?[、.．:：）)]?|第?[（(][一二三1-3][）)]类?[、.．:：]?)\s*[（(]?(?=综|创)|(?<=构)[）)]\s*$"
)


_BRACKETED = re.compile(r"[（(\[【〔][^（()）\[\]【】〔〕]{4,60}[）)\]】〕]")
_FILLED_IN = re.compile(r"(?<=[合新业])\s+(?=(?:性|型|类)?(?:服务)?机构)")  # a name filled in before what is printed
_TELLS_TO_CHOOSE = re.compile(r"选|择|之一|任一|填一|填写")


def without_menu(text: str) -> str:
    """综合服务机构（综合、创新、创业，选填一类）: what may be chosen is no choice; blanks stand in its place."""

    def blanked(found: re.Match[str]) -> str:
        inside = found.group()
        names = {value for pattern, value in CATEGORIES.items() if re.search(pattern, inside)}
        told = len(names) == len(CATEGORIES) or (len(names) > 1 and _TELLS_TO_CHOOSE.search(inside) is not None)
        return " " * len(inside) if told and not any(char in GLYPH_STATE for char in inside) else inside

    left = _BRACKETED.sub(blanked, text)
    return left if any(re.search(pattern, left) for pattern in CATEGORIES) else text


def _category(text: str) -> Reading:
    """Ticked, or nothing but the categories' names: 创业辅导 is a service, not the category."""
    text = without_menu(text)
    if not any(option.tick for option in options_in(text, CATEGORIES)):
        text_of_name = _ORDINAL_BEFORE.sub("", untranslated(_unbroken(text).strip(ENDS_OF_LINE)))
        text_of_name = _FILLED_IN.sub("", re.sub(r"[（(][^）)]*[）)]", "", text_of_name))
        named = [part for part in re.split(r"[、,，/；;和及或\s]+", text_of_name) if part]
        if not all(_CATEGORY_WORD.fullmatch(part) for part in named):
            return BLANK
    return chosen(text, CATEGORIES)


def _unbroken(text: str) -> str:
    """Chinese breaks lines anywhere, within a word too."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])", "", text)


_ENTERED = r"(?:注册|入驻|登记)"
_AT_ITS_PLATFORM = r"(?:(?![未否没不已])[\u3400-\u9fff\d])"  # 已在湖南省中小企业公共服务平台注册: no further option within
OPTIONS = {
    rf"(?<!不)是|已{_AT_ITS_PLATFORM}{{0,24}}?{_ENTERED}|(?<!没)有": YES,
    rf"否|不是|[尚还暂]?未{_AT_ITS_PLATFORM}{{0,24}}?{_ENTERED}|没有|无": NO,
}


def _truth(text: str) -> Reading:
    options = options_in(text, OPTIONS)
    if any(option.tick is not None for option in options):
        return _ticked(text, list(options))
    plain = tight(text)
    if len(plain) <= 6 and {option.value for option in options} == {YES, NO} and plain in ("是否", "有无", "是/否", "有/无"):
        return BLANK
    lead = r"(?:我?(?:单位|机构|中心|公司|司)|本(?:单位|机构|中心|公司))?(?:目前)?"
    for pattern, value in TRUTHS.items():
        if re.match(f"{lead}(?:{pattern})", plain):
            return taken_from(text, 0, len(text.rstrip()), value)
    return BLANK


def _registered(text: str) -> Reading:
    """Boxes first; then what the words say of the province's platform."""
    options = options_in(text, OPTIONS)
    plain = tight(text)
    if any(option.tick is not None for option in options) or plain in ("是否", "有无", "是/否", "有/无"):
        return _truth(text)
    return read_registration(text)


_AFFIRMED = re.compile(r"\s*(?:是|有|存在)\s*[，,。；;：:（(]")


def _related(text: str) -> Reading:
    """A tick or 有; else what the words say of a tie. Silence and denial are the same: nothing is said."""
    options = options_in(text, OPTIONS)
    said = None if any(option.tick is not None for option in options) else said_under_label(text)
    if said is not None:
        sure, why = said[0] or _AFFIRMED.match(text) is not None, said[1]
        return taken_from(text, 0, len(text.rstrip()), YES, *(() if sure else (Caveat.CLAIM,)), because=why)
    reading = _truth(text)
    return BLANK if reading.value == NO else reading


def chosen(text: str, words: dict[str, str]) -> Reading:
    """The option that is ticked; without any box the only one that is named."""
    options = options_in(text, words)
    if not options:
        return BLANK
    if any(option.tick is not None for option in options):
        return _ticked(text, list(options))
    named = list(dict.fromkeys(option.value for option in options))
    if len(named) == len(set(words.values())) > 2:
        return BLANK
    if len(named) == 1:
        return taken_from(text, options[0].start, options[0].end, named[0])
    return taken_from(text, options[0].start, options[-1].end, named[0], Caveat.SEVERAL_TICKED, because=f"同时写有{'、'.join(named)}")


def _ticked(text: str, options: list[Option]) -> Reading:
    """What the boxes say. An option whose box was not seen, beside seen ones that are all empty, may be the ticked one."""
    ticked = [option for option in options if option.state is MarkState.TICKED]
    unclear = [option for option in options if option.state is MarkState.UNCLEAR]
    unseen = [option for option in options if option.state is None]
    values = list(dict.fromkeys(option.value for option in ticked))
    if len(values) > 1:
        start, end = ticked[0].start, ticked[-1].end
        return taken_from(text, start, end, values[0], Caveat.SEVERAL_TICKED, because=f"{'、'.join(values)}都已勾选")
    if unclear or (unseen and not ticked):
        doubtful = (unclear or unseen)[0]
        return taken_from(text, doubtful.start, doubtful.end, None, because="勾选痕迹不清")
    if not values:
        return BLANK
    option, tick = ticked[0], ticked[0].tick
    start = min(option.start, tick.start if tick else option.start)
    end = max(option.end, tick.end if tick else option.end)
    return taken_from(text, start, end, values[0], because=f"勾选“{text[option.start : option.end]}”")


_READERS: dict[Kind, Callable[[str], Reading]] = {
    Kind.NAME: read_name,
    Kind.CODE: read_code,
    Kind.PERSON: read_person,
    Kind.DATE: read_date,
    Kind.ADDRESS: read_address,
    Kind.COUNTY: read_county,
    Kind.PHONE: read_phone,
    Kind.CATEGORY: _category,
    Kind.TRUTH: _truth,
    Kind.YEAR: read_year,
    Kind.OPINION: read_opinion,
}

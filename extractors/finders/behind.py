"""What is said behind a number of the number itself: 其中兼职4人, （含重复）, 2020年起只租用一半, 数据未经核实.

One set of rules for a sentence's tail, for the rest of a form's cell and for a remark beside or below a row. What is said is
cut at commas and brackets; a clause puts the number in doubt where it names a part that is not what the field asks for, a
later loss, a way of counting, or that nobody has checked the number yet. A clause that denies it (不含兼职, 已去重) does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.finders.behind_words import RULES, AnyField
from extractors.finders.known_parts import unknown_part
from models.answer import Caveat
from models.fields import PREMISES_AREA

LONGEST = 240  # characters behind a number that are looked at

_CLAUSE = re.compile(r"[^，,。；;：:（）()\[\]【】\n\r]+")
_ELSE = re.compile(
    r"\s*(?:另(?!一?半|一部分|一层|[一1]处)|此外|除此|除上述|同时|还(?:有|聘|租|拥|设)|并(?!不|无|未|非)|年内新|累计(?!次)|为(?:中小|企业|客户))"
)
_PART = re.compile(
    r"其中|当中|里面|里头|之中|[中里内](?:有|的)(?=[约近]?[\d一二两三四五六七八九十])|准确地?说|严格[来地]?说|其实|实际上(?!门)|实系|账上|(?<![包])含(?!税)|包括|包含|内含|内有|(?:有|大)?(?:一)?(?:部分|多半|半数|大半)|一半|另一?半|[一二三四五六七八九]成|百分之|分之"
)
_NO_PART = re.compile(r"(?:长期|常年|并)?(?:特?聘(?!专家|顾问)|聘[请有任用]|拥有|建有|组建|联合|现有|组织|培养)")
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
_PART_NAMED = re.compile(r"其中|当中|里面|里头|(?<!包)含(?!税)|包括|包含|内含|内有")
_MADE_GOOD = re.compile(r"补齐|补足|补上")
UNKNOWN_PART = "其中“{}”是否计入须人工确认"
_UNITS = {
    "㎡": r"(?:平方米|平米|㎡|m2|m²|平方|平)", "万元": r"(?:万元|万|元|台|套|件|辆)", "人": r"[人名位]", "家": r"[家户个]", "次": r"(?:场次|[场次期])",
}  # fmt: skip
_FIGURE = r"[\d０-９][\d０-９,.，．]*|[一二两三四五六七八九十百千零〇]+"
_LATER = re.compile(
    r"2020|今年|去年(?:底|末)|年底|年初|春节|节后|目前|现|近期|日前|近日|此后|随后|后来|之后|疫情|截至|至今|以来|已|将|[，]?后(?=[将又因经])|本月|[1-6]月"
)
_DENIED = re.compile(
    r"(?<!是)不(?:含|包括|包含|计|是|属|存在|涉及|纳入|得|作)|未(?:含|计|包括|包含|将|发生|出现|有|存在)|无(?!法|权|形|偿|需|锡|关|故|效|签|记录)|没有(?!剔|去|扣|经|核|审)|并非|并未|(?<!是)非(?!专职|全职|在编|国民|企业)|除(?!了|此|名)|(?<!未)(?<!没)(?<!有)(?:剔除|扣除|排除|去除|去重|排重)|已(?:经)?去重|避免|防止|杜绝|区别于|已(?:全部)?(?:补齐|补足)"
)
_DENIED_BEHIND = re.compile(
    r"[^，；]{0,8}(?:不计|未计|不纳入|未纳入|除外|不含|不在内|已(?:剔除|扣除|去重|合并|续|补齐|更新)|均?(?:只|仅|按|合并)[^，；]{0,4}(?:计|算)|不(?:再)?重复|为零|为0|[:：]?(?:无|0|零)$)"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    caveat: Caveat
    reason: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of what is said behind a number; `aside`: right behind its number, in brackets or a column of remarks.
    `listed`: a clause before it has begun to name parts."""

    text: str
    start: int
    aside: bool
    listed: bool = False


def clauses_of(text: str, *, aside: bool = False) -> Iterator[Clause]:
    """The clauses of `text`, which begins right behind a number. `aside`: all of it is a remark on the number."""
    opened, listed = aside, False
    for found in _CLAUSE.finditer(text):
        before = text[found.start() - 1 : found.start()]
        opened = aside or before in ("（", "(", "[", "【") or (opened and before in ("，", ",", "；", ";", "：", ":"))
        listed = listed and before not in ("。", "；", ";", "\n")
        yield Clause(found.group(), found.start(), opened, listed)
        listed = listed or re.match(r"其中|当中|里面|包括|含|内含", found.group()) is not None


def doubt_in(field: AnyField, clause: Clause, *, exact: bool = True, whole: Decimal | None = None) -> Doubt | None:
    """What the clause says against a number of `field`, `whole`; None where it says nothing. Never raises."""
    if _ELSE.match(clause.text) and not (clause.text.startswith("累计") and re.search(_FIGURE, clause.text) is None):
        return None
    part = _speaks_of_a_part(field, clause, whole)
    for rule in RULES:
        if field not in rule.fields or (rule.exact and not exact) or (rule.in_part and not part):
            continue
        if rule.later and not part and _LATER.search(clause.text) is None:
            continue
        if rule.unless is not None and rule.unless.search(clause.text):
            continue
        found = next((one for one in rule.words.finditer(clause.text) if one.group() and not _is_denied(clause.text, one)), None)
        if found is not None:
            return Doubt(rule.caveat, rule.reason.format(found.group()[:16]))
    return _unknown(field, clause, whole)


def doubt_behind(field: AnyField, text: str, *, exact: bool = True, aside: bool = False, whole: Decimal | None = None) -> Doubt | None:
    """The first doubt that the words behind a number, or a remark on it (`aside`), cast on it."""
    plain = re.sub(r"\s+", "", text[:LONGEST])
    told = next((told for clause in clauses_of(plain, aside=aside) if (told := doubt_in(field, clause, exact=exact, whole=whole))), None)
    return told or (lease_over(plain) if field is PREMISES_AREA else None)


def _speaks_of_a_part(field: AnyField, clause: Clause, whole: Decimal | None) -> bool:
    unit = _UNITS.get(field.unit or "")
    counted = unit is not None and re.match(rf"(?:有|约|后?[将把]|[^，；]{{0,4}}价值)?(?:{_FIGURE})[余多]?{unit}", clause.text) is not None
    return clause.aside or counted or _PART.search(clause.text) is not None or (clause.listed and _fits_in(clause.text, unit, whole))


def _fits_in(text: str, unit: str | None, whole: Decimal | None) -> bool:
    """兼职2人, behind 其中大专及以上10人: one more part, where it is less than the whole."""
    if unit is None or whole is None or _NO_PART.match(text):
        return False
    found = re.search(rf"({_FIGURE})[余多]?{unit}", text)
    return found is not None and (_PLAIN.fullmatch(found.group(1)) is None or Decimal(found.group(1)) < whole)


def _unknown(field: AnyField, clause: Clause, whole: Decimal | None) -> Doubt | None:
    """其中4人…: a part that is not known to be of the kind asked for."""
    unit = _UNITS.get(field.unit or "")
    names = clause.aside or clause.listed or _PART_NAMED.match(clause.text) is not None
    if _MADE_GOOD.search(clause.text):
        return None
    figure = re.search(_FIGURE, clause.text)
    if not names or _DENIED.search(clause.text, 0, figure.start() if figure else 0) or not _fits_in(clause.text, unit, whole):
        return None
    told = unknown_part(field, clause.text)
    return Doubt(Caveat.CLAIM, UNKNOWN_PART.format(told[:16])) if told else None


def _is_denied(text: str, found: re.Match[str]) -> bool:
    return _DENIED.search(text, 0, found.start()) is not None or _DENIED_BEHIND.match(text, found.end()) is not None


_TERM = re.compile(
    r"(?:租期|租赁期限?|租赁合同|合同期?|协议|租约|使用期限?|期限|有效期)[^，；]{0,24}?(?:至|到|止于|截至|[-—–~～])(20\d\d)[年.\-/](\d{1,2})?|(20\d\d)年(?:(\d{1,2})月(?:份)?(?:\d{1,2}日)?|底|末)?[^，；]{0,6}(?:到期|期满|届满)"
)
_RENEWED = re.compile(r"续租|续签|续约|顺延|延长|延期|新签|重新签")
_NOTICE = (2020, 5)


def lease_over(text: str) -> Doubt | None:
    """租期至2019年12月31日: the rooms were rented for a time that is over, and nothing says that it was made longer."""
    if _RENEWED.search(text) is not None and re.search(r"未(?:再|予|能)?续", text) is None:
        return None
    for found in _TERM.finditer(text):
        year, month = int(found.group(1) or found.group(3)), int(found.group(2) or found.group(4) or 12)
        if (year, month) < _NOTICE:
            return Doubt(Caveat.PERIOD, f"写有“{found.group()[:20]}”，租期已满，现在是否仍用须人工确认")
    return None

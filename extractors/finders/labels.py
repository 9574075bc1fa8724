"""Which field a form's label names: exact first, then with known words around it, last with one slip of the OCR.

A label is taken only as a whole: what is left over beside a known label must be a known filler (本单位, 2019 年末,
总数 …), else the words name something else. A longer entry wins over a shorter one, and decoys take part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from models.fields import (
    BY_NAME,
    COLLEGE_RATIO,
    FIELDS,
    OTHER_LABELS,
    STAFF_COLLEGE,
    WORDINGS,
    Field,
    Kind,
)
from models.quantity import Quantity

AnyField = Field[Quantity] | Field[str]


class Role(Enum):
    FIELD = "field"
    NEAR = "near"
    DECOY = "decoy"


@dataclass(frozen=True, slots=True)
class Label:
    """What the words of a label mean. `field` None: a label that no field asks for (it ends the value before it).

    `unit` and `period` are what the label itself says (（千元）, 2019 年末); `also` further fields that the same
    label names (联系人及电话). `reason`: why a value under it must be looked at by a person.
    """

    text: str
    role: Role
    field: AnyField | None = None
    reason: str = ""
    unit: str | None = None
    period: str | None = None
    cumulative: bool = False
    also: tuple[AnyField, ...] = ()
    slip: bool = False

    @property
    def asks(self) -> bool:
        return self.field is not None and self.role is not Role.DECOY


@dataclass(frozen=True, slots=True)
class Plain:
    """A label's text without spaces, brackets and punctuation, and what the brackets said."""

    key: str
    notes: tuple[str, ...]


LONGEST_LABEL = 60
FUZZY_FROM = 5
BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">"}
_ORDINAL = re.compile(r"^(?:[(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[、)]|\.(?![0-9]))|[①-⑳⑴-⒇])+")
_DROPPED = re.compile(r"[\s:：、,，.。;；/\\\-—–_~*＊★☆●•·…“”\"'|│]+")
_YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?![0-9])")
_HEAD = re.compile(
    r"^(?:其中|(?:截至|截止)?(?:20[0-4]\d年?度?|上一?年度?|去年|本年度?|当年|近一年|最近一年|年)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?末|年?底|全年|度)?(?:前|止)?|"
    r"(?:截至|截止)(?:目前)?|本单位|本机构|我单位|本企业|申报单位|申请单位|申报机构|机构|单位|企业|平台|现有|目前|当前|实有|实际|固定|拥有|自有或租赁|期末|年末|年底|年度|全年|年均|"
    r"自?(?:成立|组建|运营|建立)以来|累计|历年来?|近[三两二]年|三年|请填写|填写|需|须)"
)
_ANNUAL = re.compile(r"(?:其中)?(?:上|本|全|每)?(?:一)?年(?!末|底|份)")
CUMULATIVE = re.compile(r"累计|历年|近[二两三四五]年|自成立以来|[二两三]年(?:共|合计)")
PLANNED = re.compile(r"计划|预计|拟|目标|预期|规划")
HEADS_OF = {
    "staff_college": ("服务人员中", "服务人员", "从业人员中", "从业人员", "员工中", "员工", "职工", "人员", "人员中", "具有", "专职人员", "专职服务人员", "服务团队"),
    "college_ratio": ("服务人员中", "服务人员", "从业人员", "员工", "职工", "人员", "具有"),
    "staff_total": ("专职", "在岗", "在职", "全职"),
    "enterprises_served": ("服务", "为", "开展"),
    "contact_phone": ("联系人", "单位联系人", "固定"),
    "public_activities": ("组织", "开展", "组织开展", "举办", "面向中小企业"),
    "specialised_activities": ("组织", "开展", "组织开展", "举办", "面向中小企业"),
    "welfare_activities": ("组织", "开展", "组织开展", "举办", "面向中小企业"),
    "premises_area": ("自有", "公共"),
}
TAILS_OF_UNIT = {
    "㎡": ("面积", "总面积", "面积合计", "合计面积", "大小", "情况", "合计", "总计"),
    "万元": ("总额", "金额", "合计", "总计", "总值", "数额", "情况", "额", "规模", "价值"),
    "人": ("数", "人数", "总数", "总人数", "数量", "合计", "总计", "情况", "员", "人员", "人员数", "员数", "人员数量", "员工", "共", "共计", "小计"),
    "家": ("数", "家数", "户数", "数量", "总数", "合计", "总计", "总量", "情况", "共计"),
    "次": ("数", "次数", "场次", "场数", "数量", "总数", "合计", "总计", "情况", "总次数", "共计", "期数"),
    "%": ("情况",),
}
TAILS_OF_KIND = {
    Kind.NAME: ("全称", "名称"),
    Kind.PERSON: ("姓名", "签名", "签字", "名字"),
    Kind.PHONE: ("号码", "号"),
    Kind.CODE: ("号", "号码", "证号"),
    Kind.DATE: ("日期", "时间"),
    Kind.TRUTH: ("情况", "状况", "状态"),
    Kind.CATEGORY: ("选择",),
    Kind.OPINION: ("栏",),
}
_RATIO_TAIL = re.compile(
    r"(?:人数|人员)?(?:(?:所)?占(?:总人数|服务人员总数|服务人员总人数|服务人员|从业人员|全体[人职员][员工]|员工总数|职工总数|员工|职工|全部人员|人员总数|总数)?的?(?:比例|比重|百分比|比率|比)|比例|比重|百分比|比率)$"
)
# A slip of the OCR gives a character foreign to forms; a character that forms do use is another word (中专 for 大专).
_NEVER_A_SLIP = frozenset("非未无前旧原曾拟预近各每首末初次双单多少新再他她其某甲乙丙丁零一二三四五六七八九十百千万亿男女")

UNIT_WORDS = {
    "㎡": ("㎡", "平方米", "m2", "m²", "平米", "平方", "平", "m^2", "㎡)"),
    "万元": ("万元", "人民币万元", "万元人民币", "万", "万元整"),
    "千元": ("千元", "人民币千元"),
    "元": ("元", "人民币元"),
    "亿元": ("亿元",),
    "人": ("人", "名", "位", "人数"),
    "家": ("家", "户", "家数"),
    "个": ("个",),
    "次": ("次", "场", "期", "场次", "次数", "次/年", "场/年", "次/场", "场(次)"),
    "家次": ("家次", "户次", "家(次)", "户(次)", "家/次"),
    "人次": ("人次",),
    "%": ("%", "百分比", "百分数"),
    "亩": ("亩",),
}
_UNIT_OF_WORD = {unicodedata.normalize("NFKC", word).lower(): unit for unit, words in UNIT_WORDS.items() for word in words}
FITTING = {
    "㎡": {"㎡"},
    "万元": {"万元", "千元", "元", "亿元"},
    "人": {"人", "个"},
    "家": {"家", "个", "家次", "次"},
    "次": {"次", "个"},
    "%": {"%"},
}
_PER_YEAR = re.compile(r"/年$|每年$|/年度$")


def unit_of(word: str) -> str | None:
    """The canonical unit that a word names: 平方米 → ㎡, 单位：千元 → 千元; None for anything else."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", word)).lower()
    text = re.sub(r"^(?:计量|金额|货币)?单位[::]?", "", text)
    return _UNIT_OF_WORD.get(text) or _UNIT_OF_WORD.get(_PER_YEAR.sub("", text))


def plain_label(text: str) -> Plain:
    """Takes off what does not name: spaces, ordinals, stars, punctuation; brackets' contents become notes."""
    text = unicodedata.normalize("NFKC", text.replace("㎡", "平方米"))
    text = re.sub(r"\s+", "", text)
    text = _ORDINAL.sub("", text)
    kept: list[str] = []
    notes: list[str] = []
    closing, inner, depth = "", "", 0
    for char in text:
        if depth:
            depth += (BRACKETS.get(char) == closing) - (char == closing)
            if depth:
                inner += char
            else:
                notes.append(inner)
        elif char in BRACKETS:
            closing, inner, depth = BRACKETS[char], "", 1
        else:
            kept.append(char)
    if depth and inner:
        notes.append(inner)
    return Plain(_DROPPED.sub("", "".join(kept)), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Entry:
    role: Role
    field: AnyField | None
    reason: str = ""


def _vocabulary() -> dict[str, _Entry]:
    """Every known label once; a field's label before a near one before a decoy."""
    found: dict[str, _Entry] = {}
    for label in OTHER_LABELS:
        found[plain_label(label).key] = _Entry(Role.DECOY, None)
    for field in FIELDS:
        for label in field.decoys:
            found[plain_label(label).key] = _Entry(Role.DECOY, None)
    for field in FIELDS:
        for label, reason in field.near:
            found[plain_label(label).key] = _Entry(Role.NEAR, field, reason)
    for field in FIELDS:
        for label in field.labels:
            found[plain_label(label).key] = _Entry(Role.FIELD, field)
    found.pop("", None)
    return found


VOCABULARY = _vocabulary()
_WORDINGS = tuple((BY_NAME[name], re.compile("|".join(patterns))) for name, patterns in WORDINGS.items())
_ALPHABET = frozenset("".join(VOCABULARY)) | _NEVER_A_SLIP
_LONG_KEYS = tuple(key for key, entry in VOCABULARY.items() if len(key) >= FUZZY_FROM and entry.field is not None)


@lru_cache(maxsize=8192)
def match_label(text: str) -> Label | None:
    """The meaning of `text` as one whole label; None where it is none. Never raises."""
    if not text or len(text) > LONGEST_LABEL:
        return None
    plain = plain_label(text)
    if len(plain.key) < 2 or (PLANNED.search(plain.key) and plain.key not in VOCABULARY):
        return None
    if plain.key not in VOCABULARY and (double := _compound(text)) is not None:
        return _with_notes(double, plain.notes)
    found = _match_key(plain.key)
    if found is None:
        return _slipped(plain.key, text, plain.notes)
    return _with_notes(replace(found, text=text), plain.notes)


def _match_key(key: str) -> Label | None:
    """By the vocabulary, with heads and tails taken off one after the other, the least first."""
    entry = VOCABULARY.get(key)
    if entry is not None:
        return _label(entry, key, "")
    for head, rest in _heads(key):
        entry = VOCABULARY.get(rest)
        if entry is not None and not (entry.role is Role.DECOY and head):
            return _label(entry, key, head)
        found = _without_tail(rest)
        if found is not None and _head_fits(head, found):
            return _label(found, key, head)
        ratio = _RATIO_TAIL.search(rest)
        if ratio and _means_college(rest[: ratio.start()]):
            return _label(_Entry(Role.FIELD, COLLEGE_RATIO), key, head)
    return _with_own_head(key) or _worded(key)


def _worded(key: str) -> Label | None:
    """By the patterns of WORDINGS; words that two fields' patterns take name neither."""
    if len(key) < 2:
        return None
    for head, rest in _heads(key):
        meant = [field for field, pattern in _WORDINGS if pattern.fullmatch(rest)]
        if len(meant) == 1:
            return _label(_Entry(Role.FIELD, meant[0]), key, head + (rest if _YEAR.match(rest) else ""))
    return None


def _heads(key: str) -> Iterator[tuple[str, str]]:
    """(taken off, what is left), beginning with nothing taken off."""
    head = ""
    yield head, key
    while True:
        found = _HEAD.match(key)
        if not found or not found.group() or len(found.group()) >= len(key):
            return
        head += found.group()
        key = key[found.end() :]
        yield head, key


def _head_fits(head: str, entry: _Entry) -> bool:
    return not head or entry.role is not Role.DECOY


def _without_tail(key: str) -> _Entry | None:
    """The entry under `key` less a tail that its kind of value allows; the longest entry first."""
    for cut in range(len(key) - 1, 1, -1):
        entry = VOCABULARY.get(key[:cut])
        if entry is None:
            continue
        if entry.field is None:
            return None
        tails = TAILS_OF_UNIT.get(entry.field.unit or "") or TAILS_OF_KIND.get(entry.field.kind, ())
        return entry if key[cut:] in tails else None
    return None


def _with_own_head(key: str) -> Label | None:
    """服务人员中大专及以上, 组织开展公共服务活动次数: heads that only one field allows."""
    for _, rest in _heads(key):
        for name, heads in HEADS_OF.items():
            for head in heads:
                if not rest.startswith(head) or len(rest) <= len(head):
                    continue
                left = rest[len(head) :]
                entry = VOCABULARY.get(left) or _without_tail(left)
                ratio = _RATIO_TAIL.search(left)
                if ratio and _means_college(left[: ratio.start()]):
                    entry = _Entry(Role.FIELD, COLLEGE_RATIO)
                if entry is not None and entry.field is BY_NAME[name] and entry.role is Role.FIELD:
                    return _label(entry, key, key[: len(key) - len(left)])
    return None


def _means_college(key: str) -> bool:
    entry = VOCABULARY.get(key) or _without_tail(key)
    if entry is None and key.startswith(("其中", "服务人员", "从业人员", "员工", "职工", "具有")):
        entry = next((VOCABULARY[key[cut:]] for cut in range(1, 6) if key[cut:] in VOCABULARY), None)
    return entry is not None and entry.field is STAFF_COLLEGE and entry.role is Role.FIELD


def _label(entry: _Entry, text: str, head: str) -> Label:
    year = _YEAR.search(head)
    annual = entry.field is not None and entry.field.unit in ("家", "次") and _ANNUAL.match(text) is not None
    period = year.group(1) if year else ("annual" if annual and not CUMULATIVE.search(text) else None)
    return Label(text, entry.role, entry.field, entry.reason, period=period, cumulative=bool(CUMULATIVE.search(text)))


def _with_notes(label: Label, notes: tuple[str, ...]) -> Label | None:
    """What the brackets add: unit, period, cumulative; a unit of another kind makes it another label."""
    for note in notes:
        unit = unit_of(note) or next((unit for part in re.split(r"[,，、;；]", note) if (unit := unit_of(part))), None)
        if unit is not None and label.field is not None and label.field.is_number:
            if label.field is STAFF_COLLEGE and unit == "%":
                label = replace(label, field=COLLEGE_RATIO)
            if unit not in FITTING.get(label.field.unit or "", set()) if label.field else False:
                return replace(label, role=Role.DECOY, field=None)
            label = replace(label, unit=unit)
        year = _YEAR.search(note)
        if year and label.field is not None and label.field.is_number:
            label = replace(label, period=year.group(1))
        if CUMULATIVE.search(note):
            label = replace(label, cumulative=True)
        if PLANNED.search(note):
            return replace(label, role=Role.DECOY, field=None)
    return label


def _compound(text: str) -> Label | None:
    """联系人及电话: every part names a field of its own."""
    whole = plain_keeping_marks(text)
    return next((label for mark in _BETWEEN if (label := _double(text, re.split(mark, whole))) is not None), None)


_BETWEEN = ("[/／]", "、", "[及和与]")


def _double(text: str, parts: list[str]) -> Label | None:
    parts = [part for part in parts if part]
    labels = [label for part in parts if (label := _match_key(_DROPPED.sub("", part))) is not None and label.asks]
    fields = [label.field for label in labels if label.field is not None]
    if not 2 <= len(parts) <= 3 or len(fields) != len(parts) or len({field.name for field in fields}) != len(parts):
        return None
    return Label(text, Role.FIELD, fields[0], also=tuple(fields[1:]))


def plain_keeping_marks(text: str) -> str:
    """The label without spaces and brackets, but with the marks that part it."""
    text = re.sub(r"\s+|[:：]+$", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[(（\[【][^)）\]】]*[)）\]】]", "", text)


def _slipped(key: str, text: str, notes: tuple[str, ...]) -> Label | None:
    """One character read wrongly or one speck read as a character, and only one field so meant."""
    if len(key) < FUZZY_FROM:
        return None
    foreign = [i for i, char in enumerate(key) if char not in _ALPHABET and not char.isascii()]
    if len(foreign) != 1:
        return None
    at = foreign[0]
    pattern = re.compile(re.escape(key[:at]) + ".?" + re.escape(key[at + 1 :]))
    meant = {
        VOCABULARY[known].field: known
        for known in _LONG_KEYS
        if abs(len(known) - len(key)) <= 1 and pattern.fullmatch(known)
    }
    if len(meant) != 1:
        return None
    label = _match_key(next(iter(meant.values())))
    return None if label is None else _with_notes(replace(label, text=text, slip=True), notes)


@dataclass(frozen=True, slots=True)
class Span:
    """A label inside a longer text: where it stands, and where its value may begin."""

    start: int
    end: int
    label: Label
    after: int


_NO_START = frozenset("）)】]〕，,。；;、：:")
_COLON = re.compile(r"[:：﹕∶]")
_BOUNDARY = re.compile(r"[\s，,。；;、|│丨]")
_STARTS_NUMBER = re.compile(r"[0-9０-９]")


def labels_in(text: str) -> tuple[Span, ...]:
    """Labels in running text that a colon follows, left to right, none overlapping.

    `match_label` must take the words before the colon as a whole, from as far left as it can.
    """
    found: list[Span] = []
    floor = 0
    for colon in _COLON.finditer(text):
        span = label_ending_at(text, colon.start(), floor)
        if span is not None:
            found.append(replace(span, after=colon.end()))
            floor = colon.end()
    return tuple(found)


def label_ending_at(text: str, end: int, floor: int = 0) -> Span | None:
    """The longest label that ends at `end` and begins at `floor` or later, on its own line rather than over two."""
    while end > floor and text[end - 1].isspace():
        end -= 1
    line = text.rfind("\n", floor, end) + 1
    for start in (*range(max(line, floor), end - 1), *range(max(floor, end - LONGEST_LABEL), line)):
        if end - start > LONGEST_LABEL or text[start] in _NO_START or text[start].isspace() or (start > floor and _breaks_a_word(text, start)):
            continue
        label = match_label(text[start:end])
        if label is not None:
            return Span(start, end, label, end)
    return None


def _breaks_a_word(text: str, start: int) -> bool:
    """Beginning here would cut a number or a Latin word in two."""
    return text[start].isascii() and text[start].isalnum() and text[start - 1].isascii() and text[start - 1].isalnum()


def labels_before_numbers(text: str) -> tuple[Span, ...]:
    """Labels that a number follows directly (其中大专及以上 24 人), for cells that hold several values."""
    found: list[Span] = []
    floor = 0
    for number in re.finditer(r"[0-9０-９][0-9０-９,，.．]*", text):
        if number.start() < floor:
            continue
        end = number.start()
        while end > floor and (text[end - 1].isspace() or text[end - 1] in ":：为共有达计约（("):
            end -= 1
        span = label_ending_at(text, end, floor)
        if span is not None:
            found.append(replace(span, after=end))
        floor = number.end()
    return tuple(found)

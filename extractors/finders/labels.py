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
from itertools import takewhile

from extractors.finders.label_words import (
    ANNUAL,
    BRACKETS,
    CUMULATIVE,
    DROPPED,
    FITTING,
    HEAD,
    HEADS_OF,
    NEVER_A_SLIP,
    ORDINAL,
    PLANNED,
    RATIO_TAIL,
    TAILS_OF_KIND,
    TAILS_OF_UNIT,
    YEAR,
    unit_of,
)
from extractors.translations import label_untranslated
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
# 服务企业②（家）, 服务企业（家）注1: the mark of a note behind a label's words.
_NOTE_MARK = re.compile(r"(?<=[\u3400-\u9fff）)])\s*(?:[①-⑳⑴-⒇¹²³⁴⁵⁶⁷⁸⁹]|注\d{1,2}(?!\d))(?=$|\s*[（(])")
FUZZY_FROM = 5
LEAST_LIKE, MOST_LIKE = 4, 12


def plain_label(text: str) -> Plain:
    """Takes off what does not name: spaces, ordinals, stars, punctuation; brackets' contents become notes."""
    text = unicodedata.normalize("NFKC", _NOTE_MARK.sub("", text.replace("㎡", "平方米")))
    text = re.sub(r"\s+", "", text)
    text = ORDINAL.sub("", text)
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
    return Plain(DROPPED.sub("", "".join(kept)), tuple(notes))


@lru_cache(maxsize=2048)
def resembles_label(text: str) -> bool:
    """Is it a label with one character read wrongly? Then it is nobody's name, though no label can be made of it."""
    key = plain_label(text).key
    if not LEAST_LIKE <= len(key) <= MOST_LIKE:
        return False
    return any(sum(a != b for a, b in zip(key, known, strict=True)) <= 1 for known in VOCABULARY if len(known) == len(key))


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


_REST_OF_COUNTY = frozenset({"区", "市区", "市、区", "市", "县", "县区", "县、区", "区、县"})  # of 县（市、区）
VOCABULARY = _vocabulary()
_WORDINGS = tuple((BY_NAME[name], re.compile("|".join(patterns))) for name, patterns in WORDINGS.items())
_ALPHABET = frozenset("".join(VOCABULARY)) | NEVER_A_SLIP
_OWN_HEADS = tuple({head for heads in HEADS_OF.values() for head in heads})
_BEGINNINGS = frozenset(key[:2] for key in VOCABULARY)
_LONGEST_KEY = max(map(len, VOCABULARY))
_LONG_KEYS = tuple(key for key, entry in VOCABULARY.items() if len(key) >= FUZZY_FROM and entry.field is not None)
_LONG_BY_LENGTH = {length: tuple(key for key in _LONG_KEYS if len(key) == length) for length in {len(key) for key in _LONG_KEYS}}


@lru_cache(maxsize=8192)
def match_label(text: str) -> Label | None:
    """The meaning of `text` as one whole label; None where it is none. Never raises."""
    if not text or len(text) > LONGEST_LABEL:
        return None
    plain = plain_label(_CENTURY_CUT.sub("20", text))
    if plain.key in ("县", "区", "市") and any(note in _REST_OF_COUNTY for note in plain.notes):
        return Label(text, Role.FIELD, BY_NAME["county"])
    if len(plain.key) < 2 or (PLANNED.search(_APPLYING.sub("", plain.key)) and plain.key not in VOCABULARY):
        return None
    if plain.key in ("单位", "机构") and any("章" in note or "称" in note for note in plain.notes):
        return Label(text, Role.FIELD, BY_NAME["organisation_name"])
    if (plain.key not in VOCABULARY or re.search(r"[/／、]", text)) and (double := _compound(text)) is not None:
        return _with_notes(double, plain.notes)
    found = _match_key(plain.key)
    if found is None and (both := _count_and_share(text)) is not None:
        return both
    if found is None and (own := label_untranslated(text)) is not None:
        return match_label(own)
    if found is None:
        return _slipped(plain.key, text, plain.notes)
    if _SAYS_SO.match(plain.key) and not plain.notes and "是否" not in plain.key:
        return None  # 已在省平台注册 answers, it does not ask
    return _with_notes(replace(found, text=text), plain.notes)


_APPLYING = re.compile(r"^(?:本次|此次)?拟(?=申报|申请|参评|选报|认定)")  # who applies now plans nothing
_CENTURY_CUT = re.compile(r"^[0〇○Oo](?=[12]\d年)")  # 019年: the first figure of a line is soonest lost
_TIME = re.compile(
    r"(?:截[至止])?(?:(?:20\d\d)?年度?)?(?:上年|去年|本年)?度?(?:[年期]?[末底初]|期[末初])?"
)  # 年末资产总额 is a decoy as 资产总额 is
_SAYS_SO = re.compile(r"已经?(?:在|于|注册|入驻|加入)|20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:在|于|起在|入驻|加入)")


def _match_key(key: str) -> Label | None:
    """By the vocabulary, with heads and tails taken off one after the other, the least first."""
    entry = VOCABULARY.get(key)
    if entry is not None:
        return _label(entry, key, "")
    for head, rest in _heads(key):
        entry = VOCABULARY.get(rest)
        if entry is not None and (entry.role is not Role.DECOY or _TIME.fullmatch(head)):
            return _label(entry, key, head)
        found = _without_tail(rest)
        if found is not None and _head_fits(head, found):
            return _label(found, key, head)
        ratio = RATIO_TAIL.search(rest)
        if ratio and _means_college(rest[: ratio.start()]):
            return _label(_Entry(Role.FIELD, COLLEGE_RATIO), key, head)
    return _with_own_head(key) or _worded(key)


def _worded(key: str) -> Label | None:
    """By the patterns of WORDINGS; words that two fields' patterns take name neither."""
    if len(key) < 2:
        return None
    for head, rest in _heads(key):
        meant = [field for field, pattern in _WORDINGS if pattern.fullmatch(rest) and not (field.kind is Kind.YEAR and YEAR.search(head))]
        if len(meant) == 1:
            return _label(_Entry(Role.FIELD, meant[0]), key, head + (rest if YEAR.match(rest) else ""))
    return None


def _heads(key: str) -> Iterator[tuple[str, str]]:
    """(taken off, what is left), beginning with nothing taken off."""
    head = ""
    yield head, key
    while True:
        found = HEAD.match(key)
        if not found or not found.group() or len(found.group()) >= len(key):
            return
        head += found.group()
        key = key[found.end() :]
        yield head, key


def _head_fits(head: str, entry: _Entry) -> bool:
    return not head or entry.role is not Role.DECOY


def _without_tail(key: str) -> _Entry | None:
    """The entry under `key` less a tail that its kind of value allows; the longest entry first."""
    if key[:2] not in _BEGINNINGS:
        return None
    for cut in range(min(len(key) - 1, _LONGEST_KEY), 1, -1):
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
        if not rest.startswith(_OWN_HEADS):
            continue
        for name, heads in HEADS_OF.items():
            for head in heads:
                if not rest.startswith(head) or len(rest) <= len(head):
                    continue
                left = rest[len(head) :]
                entry = VOCABULARY.get(left) or _without_tail(left)
                ratio = RATIO_TAIL.search(left)
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
    if entry.role is Role.FIELD and entry.field is BY_NAME["enterprises_served"] and text.startswith("其中") and not YEAR.search(head):
        entry = _Entry(Role.DECOY, None)  # 其中服务企业: of the firms of a park; 其中2019年服务企业: of a total over years
    if entry.role is Role.FIELD and entry.field is not None and entry.field.unit in ("家", "次") and "年均" in text:
        entry = _Entry(Role.NEAR, entry.field, "年均数不是一个年度的实际数")
    year = YEAR.search(head)
    annual = entry.field is not None and entry.field.unit in ("家", "次") and ANNUAL.match(text) is not None
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
        year = YEAR.search(note)
        if year and label.field is not None and label.field.is_number:
            label = replace(label, period=year.group(1))
        if CUMULATIVE.search(note):
            label = replace(label, cumulative=True)
        if PLANNED.search(note):
            return replace(label, role=Role.DECOY, field=None)
    return label


def _compound(text: str) -> Label | None:
    """联系人及电话: every part names a field of its own."""
    if not re.search("[及和与、/／]", text):
        return None
    whole = plain_keeping_marks(text)
    return next((label for mark in _BETWEEN if (label := _double(text, re.split(mark, whole))) is not None), None)


_BETWEEN = ("[/／]", "、", "[及和与]")
_AND_SHARE = re.compile(
    r"(?P<count>.{2,24}?)[/／、及和与以,，]{1,2}(?:其)?(?:所?占)?(?:总人数|总数|服务人员|比)?的?(?:占比|比例|比率|比重|百分比|比)$"
)


def _count_and_share(text: str) -> Label | None:
    """大专及以上学历人数及比例: a count and the share that it makes, asked for in one cell; named by the share."""
    found = _AND_SHARE.fullmatch(plain_keeping_marks(text))
    label = _match_key(DROPPED.sub("", found.group("count"))) if found is not None else None
    counts = label is not None and label.role is Role.FIELD and label.field is STAFF_COLLEGE
    return replace(label, text=text, field=COLLEGE_RATIO) if label is not None and counts else None


def _double(text: str, parts: list[str]) -> Label | None:
    parts = [part for part in parts if part]
    if not 2 <= len(parts) <= 3:
        return None
    labels = tuple(takewhile(lambda label: label is not None and label.asks, (_match_key(DROPPED.sub("", part)) for part in parts)))
    fields = [label.field for label in labels if label is not None and label.field is not None]
    if len(fields) != len(parts) or len({field.name for field in fields}) != len(parts):
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
    before, behind = key[:at], key[at + 1 :]
    near = (known for length in (len(key) - 1, len(key)) for known in _LONG_BY_LENGTH.get(length, ()))
    alike = sorted((known for known in near if known.startswith(before) and known.endswith(behind)), key=_LONG_KEYS.index)
    meant = {VOCABULARY[known].field: known for known in alike}
    if len(meant) != 1:
        return None
    label = _match_key(next(iter(meant.values())))
    return None if label is None else _with_notes(replace(label, text=text, slip=True), notes)


_LIMIT = re.compile(r"以上|不少于|不低于|不小于|至少|≥|>=")
_CONDITION = re.compile(
    r"^(?P<label>[^0-9０-９]{2,30}?)(?:是否|能否)?(?:已经?|均)?(?:应|须|需|要求)?(?:达到?|满足|有|为|在|占)?(?:不少于|不低于|不小于|至少|≥|>=)?\s*[0-9０-９一二三四五六七八九十百]{1,5}\s*"
    r"(?:平方米|㎡|m2|万元|人|名|家|户|次|场|%|％|以上|及以上|（含）|\(含\)|左右)*$"
)


@lru_cache(maxsize=4096)
def condition_label(text: str) -> Label | None:
    """服务场所100平方米以上: a condition of the notice as a row's label, never the applicant's own number."""
    if len(text) > LONGEST_LABEL or not _LIMIT.search(text):
        return None
    found = _CONDITION.match(re.sub(r"\s+", "", ORDINAL.sub("", unicodedata.normalize("NFKC", text))))
    if found is None or _LIMIT.search(found.string, found.end("label")) is None:
        return None  # 其中大专及以上：36人 tells a number, no limit
    label = match_label(found.group("label"))
    return replace(label, text=text) if label is not None and label.asks else None

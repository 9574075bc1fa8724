"""Several labels of one page that may name the same field: which one asks it, and which ones only nearly do.

服务人员 beside 职工总人数, 联系人的电话 beside 填表人的电话: the nearer label answers; the other candidate is kept,
with a caveat where it says something else, so that a person sees it and it contests nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.finders.entry import Entry
from extractors.finders.labels import Role, plain_label
from models.answer import AnyCandidate, Caveat
from models.fields import ENTERPRISES_SERVED, Kind
from models.quantity import Quantity

# The first group that occurs on the page names the field best; words contained in the label decide.
NEAREST: dict[str, tuple[tuple[str, ...], ...]] = {
    "staff_total": (
        ("服务人员", "服务团队", "平台人数", "管理机构从业人员"),
        ("从业人员", "申报单位从业"),
        ("职工", "员工", "在职", "现有人员", "总人数", "单位人数"),
    ),
    "premises_area": (
        ("服务场所", "服务场地", "服务用房", "服务面积", "服务大厅"),
        ("经营", "营业", "办公", "场地", "场所"),
        ("项目面积", "研发"),
    ),
    "legal_representative": (("法定代表人", "法人代表", "法人"), ("负责人",)),
    "contact_person": (("联系人",), ("经办人",)),
    "contact_phone": (("联系电话", "联系人电话", "联系方式"), ("手机", "移动电话"), ("电话",)),
    "address": (("单位地址", "注册地", "住所"), ("通讯地址", "联系地址", "办公地址", "经营"), ("地址",)),
    "established_on": (("成立", "设立", "组建"), ("注册", "登记")),
    "organisation_name": (
        ("申报单位", "申请单位", "申报机构", "申请机构", "单位名称", "单位全称", "法人"),
        ("企业名称", "公司名称", "机构名称"),
        ("运营", "依托"),
    ),
    "public_activities": (("公共服务活动",), ("活动",)),
    "enterprises_served": (("年服务", "年度服务", "上年服务"), ("服务",)),
}
OTHER_PERSONS = ("填表人", "填报人", "审核人", "推荐单位联系人", "财务负责人", "制表人", "项目负责人", "平台负责人")
REPEATED_KINDS = frozenset({Kind.NAME, Kind.PERSON, Kind.PHONE, Kind.ADDRESS, Kind.CODE})
REPEATS = 3
BESIDE_OTHERS = frozenset({"contact_phone"})


def ranked(entries: Sequence[Entry], pairs: Sequence[tuple[Entry, AnyCandidate]]) -> tuple[AnyCandidate, ...]:
    """The candidates, with a caveat on those whose label is further from the field than another's on the page."""
    pairs = _without_lists(pairs)
    owners = _phone_owners(entries)
    best: dict[str, int] = {}
    places: list[int] = []
    for entry, found in pairs:
        place = _distance(found, owners.get(id(entry), ""))
        places.append(place)
        if found.value is not None:
            best[found.field.name] = min(place, best.get(found.field.name, place))
    out: list[AnyCandidate] = []
    for (_, found), place in zip(pairs, places, strict=True):
        if place > best.get(found.field.name, place):
            nearer = [o for (_, o), p in zip(pairs, places, strict=True) if o.field is found.field and p < place]
            if all(one.value != found.value for one in nearer):
                found = replace(found, caveats=found.caveats | {Caveat.CLAIM})
        out.append(found)
    return tuple(out)


_VISITS = re.compile(r"[家户]次|人次")
_FIRMS = re.compile(r"[（(\s][家户][)）]|[家户]数(?!次)")


def without_visits(found: Sequence[AnyCandidate]) -> tuple[AnyCandidate, ...]:
    """服务企业（家） | 79 | 服务企业（家次） | 244: where the form asks both, the visits are another question, and contest nothing."""
    firms = [one.value.value for one in found if _is_plain_count(one) and isinstance(one.value, Quantity)]
    return tuple(replace(one, caveats=frozenset({Caveat.CLAIM})) if _counts_visits(one, firms) else one for one in found)


def _counts_visits(one: AnyCandidate, firms: Sequence[Decimal | None]) -> bool:
    if one.field is not ENTERPRISES_SERVED or not _VISITS.search(one.label) or not isinstance(one.value, Quantity):
        return False
    visits = one.value.value
    return visits is not None and any(count is not None and count <= visits for count in firms)


def _is_plain_count(one: AnyCandidate) -> bool:
    return one.field is ENTERPRISES_SERVED and not one.caveats and not _VISITS.search(one.label) and _FIRMS.search(one.label) is not None


def _without_lists(pairs: Sequence[tuple[Entry, AnyCandidate]]) -> list[tuple[Entry, AnyCandidate]]:
    """Without labels that stand on the page again and again with other values: cases of other firms, not this form."""
    values: dict[str, set[object]] = {}
    for _, found in pairs:
        if found.field.kind in REPEATED_KINDS:
            values.setdefault(plain_label(found.label).key, set()).add(found.value)
    return [(entry, found) for entry, found in pairs if len(values.get(plain_label(found.label).key, ())) < REPEATS]


def _distance(found: AnyCandidate, owner: str) -> int:
    groups = NEAREST.get(found.field.name, ())
    key = plain_label(found.label).key
    place = next((i for i, words in enumerate(groups) if any(word in key for word in words)), len(groups))
    place += "专职" in key or "兼职" in key
    if found.field.name in BESIDE_OTHERS and owner and "联系人" not in key:
        place += 0 if "联系人" in owner and owner not in OTHER_PERSONS else 10
    return place


def _phone_owners(entries: Sequence[Entry]) -> dict[int, str]:
    """Entry → the person's label that stands last before it in reading order."""
    owners: dict[int, str] = {}
    owner = ""
    for entry in entries:
        key = plain_label(entry.label_text).key
        field = entry.label.field
        if (field is not None and field.kind is Kind.PERSON) or (entry.label.role is Role.DECOY and key in OTHER_PERSONS):
            owner = key
        owners.setdefault(id(entry), owner)
    return owners

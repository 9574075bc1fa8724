"""Applications out of plain values, for tests: `application(premises_area="168", category="综合")`.

A number is a decimal ("168"), a quantity in words ("≥100" 100余, ">100" 超过, "<100" 近, "~100" 约, "90-110" a range), or a
Quantity. Several values in a tuple make a conflict. None is absent, UNREADABLE is unreadable. A whole Answer is taken as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from models.answer import (
    Answer,
    AnyAnswer,
    Application,
    Bound,
    Candidate,
    Caveat,
    FileRecord,
    FoundBy,
    Source,
    State,
)
from models.document import FileStatus, Place, Word
from models.fields import BY_NAME, COLLEGE_RATIO, FIELDS, STAFF_COLLEGE, STAFF_TOTAL, Field
from models.geometry import Box
from models.problem import Problem
from models.proof import PageRef, Proof, ProofKind, ProofState
from models.quantity import Qualifier, Quantity, exactly

UNREADABLE: Final = object()
BOX = Box(72.0, 101.5, 233.0, 118.0)
ALL_PROOFS = tuple(Proof(kind, ProofState.PRESENT, (PageRef("申报材料.pdf", 5),)) for kind in ProofKind)
SOUND: Mapping[str, Any] = {
    "organisation_name": "岳阳市青桐中小企业服务中心",
    "credit_code": "52430600MJK000001X",
    "legal_representative": "周望山",
    "established_on": "2012-03-18",
    "address": "湖南省岳阳市岳阳楼区青桐路18号3楼",
    "county": "岳阳楼区",
    "contact_person": "陈雨舟",
    "contact_phone": "0730-8000001",
    "declared_on": "2020-06-01",
    "category": "综合",
    "premises_area": "168",
    "service_assets": "156.32",
    "registered_capital": "200",
    "staff_total": "20",
    "staff_college": "18",
    "college_ratio": "90",
    "enterprises_served": "320",
    "public_activities": "12",
    "specialised_activities": "6",
    "welfare_activities": "5",
    "platform_registered": "true",
    "previous_recognition_year": None,
    "recommendation_opinion": "同意推荐",
    "related_party": None,
}
"""Passes every criterion of hunan-2020 in every category; an invented organisation."""


def application(
    name: str = "青桐服务中心",
    *,
    proofs: Iterable[Proof] = ALL_PROOFS,
    bounds: Iterable[Bound] = (),
    problems: Iterable[Problem] = (),
    files: Iterable[FileRecord] | None = None,
    county_folder: str | None = None,
    **values: Any,
) -> Application:
    """A sound application with the given fields changed. The stated ratio follows the counts unless it is given."""
    merged = {**SOUND, **values}
    if {"staff_total", "staff_college"} & set(values) and "college_ratio" not in values:
        merged["college_ratio"] = _ratio(merged["staff_total"], merged["staff_college"])
    known = tuple(files) if files is not None else (FileRecord("申报材料.pdf", f"sha-{name}", 12, FileStatus.READ),)
    answers = {field.name: answer(field, merged[field.name]) for field in FIELDS}
    return Application(name, known, answers, tuple(proofs), (), tuple(bounds), tuple(problems), county_folder)


def answer(field: Field[Any] | str, value: Any, *, caveats: Iterable[Caveat] = (), page: int = 2) -> AnyAnswer:
    """One answer; see the module's head for how values are written. Caveats make a single value a conflict."""
    known = BY_NAME[field] if isinstance(field, str) else field
    if isinstance(value, Answer):
        return value
    if value is None:
        return Answer(known, State.ABSENT, because="材料中未找到")
    if value is UNREADABLE:
        unread = _candidate(known, None, frozenset(), page)
        return Answer(known, State.UNREADABLE, chosen=unread, because="有字迹，未能确认", confidence=0.4, found_by=FoundBy.TABLE)
    several = value if isinstance(value, tuple) else (value,)
    candidates = tuple(_candidate(known, one, frozenset(caveats), page + place) for place, one in enumerate(several))
    values = tuple(one.value for one in candidates)
    state = State.CONFLICT if len(several) > 1 or caveats else State.FOUND
    because = "申报表单元格" if state is State.FOUND else "申报表与证明材料不一致"
    return Answer(known, state, values[0], candidates[0], candidates[1:], values, because, 0.97, FoundBy.TABLE)


def corrected(field: Field[Any] | str, value: Any, by: str = "李审") -> AnyAnswer:
    """A value that a person settled."""
    known = BY_NAME[field] if isinstance(field, str) else field
    taken = parsed(known, value)
    return Answer(known, State.CORRECTED, taken, None, (), (taken,), f"人工核定（{by}）", 1.0, None, by)


def bound(field: Field[Any] | str, at_most: str, detail: str = "资产总计") -> Bound:
    """A number that the field cannot exceed."""
    known = BY_NAME[field] if isinstance(field, str) else field
    return Bound(known, parsed(known, at_most), Place("审计报告.pdf", 4, BOX, f"{detail} {at_most}"), detail)


def proofs_without(*kinds: ProofKind) -> tuple[Proof, ...]:
    """Every proof but these, which are missing."""
    return tuple(Proof(one.kind, ProofState.MISSING) if one.kind in kinds else one for one in ALL_PROOFS)


def quantity(text: str, unit: str | None = None, *, period: str | None = None) -> Quantity:
    """A quantity from the short notation of this module."""
    marks = {"≥": Qualifier.AT_LEAST, ">": Qualifier.MORE_THAN, "<": Qualifier.BELOW, "~": Qualifier.ABOUT}
    qualifier = marks.get(text[0])
    if qualifier is None and "-" in text[1:]:
        low, high = (Decimal(part) for part in text.split("-"))
        return Quantity(low, low, high, Qualifier.RANGE, unit, text=text, period=period)
    if qualifier is None:
        return exactly(Decimal(text), unit, text=text, period=period)
    number = Decimal(text[1:])
    tenth = number / 10
    lows = {Qualifier.AT_LEAST: number, Qualifier.MORE_THAN: number, Qualifier.ABOUT: number - tenth}
    highs = {Qualifier.BELOW: number, Qualifier.ABOUT: number + tenth}
    return Quantity(
        number, lows.get(qualifier), highs.get(qualifier), qualifier, unit, text=text, period=period,
        low_open=qualifier is Qualifier.MORE_THAN, high_open=qualifier is Qualifier.BELOW,
    )  # fmt: skip


def parsed(field: Field[Any], value: Any) -> Any:
    if not field.is_number or isinstance(value, Quantity):
        return value
    return quantity(str(value), field.unit)


def _candidate(field: Field[Any], value: Any, caveats: frozenset[Caveat], page: int) -> Candidate[Any]:
    text = f"{field.title}{value if value is not None else '？'}"
    place = Place("申报材料.pdf", page, BOX, text)
    taken = None if value is None else parsed(field, value)
    return Candidate(field, taken, place, (Word(text, BOX),), Source.FORM, FoundBy.TABLE, field.title, "申报表单元格", caveats)


def _ratio(total: Any, college: Any) -> Any:
    try:
        whole, part = Decimal(str(total)), Decimal(str(college))
    except ArithmeticError:
        return None
    return str((part * 100 / whole).quantize(Decimal("0.01"))) if whole else None


__all__ = [
    "ALL_PROOFS",
    "COLLEGE_RATIO",
    "SOUND",
    "STAFF_COLLEGE",
    "STAFF_TOTAL",
    "UNREADABLE",
    "answer",
    "application",
    "bound",
    "corrected",
    "parsed",
    "proofs_without",
    "quantity",
]


UNIT_NUMBERS = iter(range(1, 10_000))


def unit(name: str, **values: object) -> Application:
    """An application that shares nothing with any other unless it is said."""
    number = next(UNIT_NUMBERS)
    own = {
        "organisation_name": f"岳阳{name}服务有限公司", "credit_code": f"9143060000000{number:04d}A", "legal_representative": f"法人{name}{number}",
        "address": f"岳阳市君山区第{number}路{number}号", "contact_person": f"联系{name}{number}", "contact_phone": f"0730-8{number:06d}",
    }  # fmt: skip
    return application(name, **{**own, **values})

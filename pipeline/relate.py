"""Between applications: the same unit twice, and signals that two units belong together; signals only, never a verdict.

Common ownership by the state is not a relation (Company Law), nor is an address that two units give down to the building only.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.answer import Application
from models.document import Place
from models.fields import ADDRESS, CONTACT_PERSON, CONTACT_PHONE, CREDIT_CODE, DECLARED_ON, LEGAL_REPRESENTATIVE, ORGANISATION_NAME, Field
from models.notice import Notice
from models.problem import Category, Problem, Severity
from models.verdict import Relation
from pipeline.judging.told import MEDIUM, SETTLED, STRONG, WEAK, Agency

SPELLING = re.compile(r"[\s()（）\[\]【】〔〕《》“”\"'·,，、。.:：;；—_-]")
REGION = re.compile(r"^(?:中国)?(?:湖南省|湖南)?(?:岳阳市)?")
ROOM = re.compile(r"\d+\s*(?:室|房|层|楼|号|栋|幢|单元|座)|[A-Z]\s*座")
STATE_HELD = re.compile(r"国有资产|国资委|人民政府|财政局|国有资本|城市建设投资|工业和信息化局|管理委员会")
"""A shareholder like this is common ownership by the state."""
MOST_ALIKE = 12
"""A telephone or address that more applications share than this is a form's own (the office's), not theirs."""
SHORTEST_ADDRESS = 6


@dataclass(frozen=True, slots=True)
class Signal:
    """A trait that two units may share, why it matters and why it may be innocent."""

    name: str
    strength: str
    innocent: str
    of_application: Callable[[Application], str]
    of_agency: Callable[[Agency], str]
    field: Field[str]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What is said of an application that stands twice; `stands_back`: why it is not the one that counts, else empty."""

    problems: tuple[Problem, ...]
    stands_back: str = ""


def spelled(text: str) -> str:
    """A name or address without spaces, marks and width."""
    return SPELLING.sub("", unicodedata.normalize("NFKC", text)).upper()


def _sure(application: Application, field: Field[str]) -> str:
    answer = application[field]
    return answer.value if answer.state in SETTLED and answer.value is not None else ""


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text).split("/")[0])
    return digits if len(digits) >= 7 else ""


def _address(text: str) -> str:
    plain = REGION.sub("", spelled(text))
    return plain if len(plain) >= SHORTEST_ADDRESS and ROOM.search(plain) else ""


SIGNALS: tuple[Signal, ...] = (
    Signal(
        "法定代表人相同",
        STRONG,
        "可能是同名同姓，须核对证件",
        lambda a: spelled(_sure(a, LEGAL_REPRESENTATIVE)),
        lambda a: spelled(a.legal_representative),
        LEGAL_REPRESENTATIVE,
    ),
    Signal(
        "地址相同",
        MEDIUM,
        "同一园区或写字楼内的单位可能共用门牌",
        lambda a: _address(_sure(a, ADDRESS)),
        lambda a: _address(a.address),
        ADDRESS,
    ),
    Signal(
        "联系电话相同", MEDIUM, "可能由同一代办人填报", lambda a: _phone(_sure(a, CONTACT_PHONE)), lambda a: _phone(a.phone), CONTACT_PHONE
    ),
    Signal(
        "联系人相同",
        WEAK,
        "可能是同名同姓，或由同一代办人填报",
        lambda a: spelled(_sure(a, CONTACT_PERSON)),
        lambda a: spelled(a.contact),
        CONTACT_PERSON,
    ),
)


def relate(applications: Sequence[Application], registry: Sequence[Agency] = ()) -> tuple[Relation, ...]:
    """Signals between two applications, and between an application and an agency on the register that still holds its title.

    Every trait is compared through an index, so time grows with the batch and not with its pairs.
    """
    found: list[Relation] = []
    for signal in SIGNALS:
        by_value = _index(applications, signal.of_application)
        for group in by_value.values():
            if len(group) > MOST_ALIKE and signal.strength == STRONG:
                # Too many for every pair: a chain still touches everybody.
                found += [_between(signal, *pair) for pair in pairwise(group) if not is_same_unit(*pair)]
            elif 1 < len(group) <= MOST_ALIKE:
                found += [
                    _between(signal, left, right)
                    for i, left in enumerate(group)
                    for right in group[i + 1 :]
                    if not is_same_unit(left, right)
                ]
        for agency in registry:
            alike = by_value.get(signal.of_agency(agency), ()) if signal.of_agency(agency) else ()
            if len(alike) <= MOST_ALIKE:
                found += [_to_agency(signal, one, agency) for one in alike if not is_entry_of(one, agency)]
    found += _by_shareholder(applications, registry)
    return tuple(sorted(found, key=lambda one: (one.left, one.right, one.signal)))


def valid_agencies(registry: Sequence[Agency], notice: Notice) -> tuple[Agency, ...]:
    """Those that held their title when the notice went out; where the register does not say until when, they count."""
    day = notice.first_issued or datetime.date(notice.year, 1, 1)
    return tuple(one for one in registry if one.valid_to is None or one.valid_to >= day)


def _index(applications: Iterable[Application], trait: Callable[[Application], str]) -> Mapping[str, list[Application]]:
    by_value: dict[str, list[Application]] = defaultdict(list)
    for one in applications:
        value = trait(one)
        if value:
            by_value[value].append(one)
    return by_value


def _places(application: Application, field: Field[str]) -> tuple[Place, ...]:
    chosen = application[field].chosen
    return (chosen.place,) if chosen is not None else ()


def _between(signal: Signal, left: Application, right: Application) -> Relation:
    first, second = sorted((left, right), key=lambda one: one.name)
    evidence = (*_places(first, signal.field), *_places(second, signal.field))
    return Relation(first.name, second.name, signal.name, signal.strength, evidence, signal.innocent)


def _to_agency(signal: Signal, one: Application, agency: Agency) -> Relation:
    return Relation(one.name, f"名录：{agency.name}", signal.name, signal.strength, _places(one, signal.field), signal.innocent)


def _by_shareholder(applications: Sequence[Application], registry: Sequence[Agency]) -> list[Relation]:
    """An applicant that is a shareholder of an agency on the register; shareholders of applicants are not read yet."""
    by_name = _index(applications, lambda one: spelled(_sure(one, ORGANISATION_NAME)))
    return [
        Relation(
            one.name, f"名录：{agency.name}", "申报单位是其股东", STRONG, _places(one, ORGANISATION_NAME), "参股比例很小的，可能不构成控制"
        )
        for agency in registry
        for holder in agency.shareholders
        if not STATE_HELD.search(holder)
        for one in by_name.get(spelled(holder), ())
        if not is_entry_of(one, agency)
    ]


def is_same_unit(left: Application, right: Application) -> bool:
    """The same code, or the same name up to spelling."""
    codes = _sure(left, CREDIT_CODE), _sure(right, CREDIT_CODE)
    names = spelled(_sure(left, ORGANISATION_NAME)), spelled(_sure(right, ORGANISATION_NAME))
    return bool(codes[0] and codes[0] == codes[1]) or bool(names[0] and names[0] == names[1])


def is_entry_of(one: Application, agency: Agency) -> bool:
    """The register's entry is the applicant itself."""
    code, name = _sure(one, CREDIT_CODE), spelled(_sure(one, ORGANISATION_NAME))
    return bool(agency.code and code == agency.code) or bool(name and name == spelled(agency.name))


def same_unit(applications: Sequence[Application], registry: Sequence[Agency]) -> dict[str, tuple[Agency, ...]]:
    """The register's entries of each applicant itself, by application."""
    by_code = {agency.code: agency for agency in registry if agency.code}
    by_name = {spelled(agency.name): agency for agency in registry if agency.name}
    found: dict[str, tuple[Agency, ...]] = {}
    for one in applications if registry else ():
        entries = (by_code.get(_sure(one, CREDIT_CODE)), by_name.get(spelled(_sure(one, ORGANISATION_NAME))))
        known = tuple(dict.fromkeys(entry for entry in entries if entry is not None))
        if known:
            found[one.name] = known
    return found


def find_duplicates(applications: Sequence[Application]) -> dict[str, Duplicate]:
    """The same unit handed in more than once, and the same file in the papers of two units; by application."""
    problems: dict[str, list[Problem]] = defaultdict(list)
    back: dict[str, str] = {}
    for group in _same_units(applications):
        last = _latest(group)
        for one in group:
            others = "、".join(other.name for other in group if other is not one)
            problems[one.name].append(_duplicate(f"与“{others}”是同一单位（代码或名称相同）", "请确认以哪一份为准", CREDIT_CODE.name))
            if last is None:
                back[one.name] = f"同一单位报了 {len(group)} 份，填报日期分不出先后，由人工确认以哪一份为准"
            elif one is not last:
                back[one.name] = f"同一单位有较晚的一份“{last.name}”，以后者为准"
    for name, message in _same_files(applications):
        problems[name].append(_duplicate(message, "请核对是否误放了别家的材料", None))
    return {name: Duplicate(tuple(found), back.get(name, "")) for name, found in problems.items()}


def _duplicate(message: str, remedy: str, field: str | None) -> Problem:
    return Problem(Category.DUPLICATE, Severity.WARNING, message, remedy, field=field)


def _same_units(applications: Sequence[Application]) -> list[list[Application]]:
    """Groups of more than one, joined by code or by name."""
    group_of: dict[str, list[Application]] = {}
    keyed: dict[str, list[Application]] = {}
    for one in applications:
        mine = [one]
        for key in (f"code {_sure(one, CREDIT_CODE)}", f"name {spelled(_sure(one, ORGANISATION_NAME))}"):
            if not key.endswith(" "):
                group = keyed.setdefault(key, mine)
                if group is not mine:
                    group += [other for other in mine if other not in group]
                    mine = group
        for other in mine:
            group_of[other.name] = mine
        for key in (f"code {_sure(one, CREDIT_CODE)}", f"name {spelled(_sure(one, ORGANISATION_NAME))}"):
            if not key.endswith(" "):
                keyed[key] = mine
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return list(groups.values())


def _latest(group: Sequence[Application]) -> Application | None:
    """The one declared last; None where the dates do not tell."""
    dated = sorted(group, key=lambda one: _sure(one, DECLARED_ON))
    first, last = _sure(dated[-2], DECLARED_ON), _sure(dated[-1], DECLARED_ON)
    whole = all(_is_day(_sure(one, DECLARED_ON)) for one in group)
    return dated[-1] if whole and last > first else None


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _same_files(applications: Sequence[Application]) -> list[tuple[str, str]]:
    """Who holds a file that another unit's papers hold too."""
    holders: dict[str, list[tuple[Application, str]]] = defaultdict(list)
    for one in applications:
        for file in one.files:
            if file.sha256:
                holders[file.sha256].append((one, file.path))
    found = []
    for held in holders.values():
        names = dict.fromkeys(one.name for one, _ in held)
        if len(names) > 1:
            found += [
                (one.name, f"文件“{path}”与“{'、'.join(name for name in names if name != one.name)}”所交的完全相同") for one, path in held
            ]
    return found

"""Between applications: signals that two units belong together; signals only, never a verdict.

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
from models.fields import ADDRESS, CONTACT_PERSON, CONTACT_PHONE, LEGAL_REPRESENTATIVE, Field
from models.notice import Notice
from models.verdict import Relation
from pipeline.holdings import by_shareholder
from pipeline.judging.told import MEDIUM, STRONG, WEAK, Agency
from pipeline.units import MOST_ALIKE, is_entry_of, is_same_unit, spelled, sure_text

REGION = re.compile(r"^(?:中国)?(?:湖南省|湖南)?(?:岳阳市)?")
ROOM = re.compile(r"\d+\s*(?:室|房|层|楼|号|栋|幢|单元|座)|[A-Z]\s*座")
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
        lambda a: spelled(sure_text(a, LEGAL_REPRESENTATIVE)),
        lambda a: spelled(a.legal_representative),
        LEGAL_REPRESENTATIVE,
    ),
    Signal(
        "地址相同",
        MEDIUM,
        "同一园区或写字楼内的单位可能共用门牌",
        lambda a: _address(sure_text(a, ADDRESS)),
        lambda a: _address(a.address),
        ADDRESS,
    ),
    Signal(
        "联系电话相同",
        MEDIUM,
        "可能由同一代办人填报",
        lambda a: _phone(sure_text(a, CONTACT_PHONE)),
        lambda a: _phone(a.phone),
        CONTACT_PHONE,
    ),
    Signal(
        "联系人相同",
        WEAK,
        "可能是同名同姓，或由同一代办人填报",
        lambda a: spelled(sure_text(a, CONTACT_PERSON)),
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
    found += by_shareholder(applications, registry)
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

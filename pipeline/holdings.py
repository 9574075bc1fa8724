"""Ties by shares: one unit holds another, or two have a shareholder in common, among applicants and agencies on the register."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from models.answer import Application
from models.document import Place
from models.fields import ORGANISATION_NAME
from models.verdict import Relation
from pipeline.judging.told import MEDIUM, STRONG, Agency
from pipeline.units import MOST_ALIKE, is_entry_of, is_same_unit, spelled, sure_text

STATE_HELD = re.compile(r"国有资产|国资委|人民政府|财政局|国有资本|城市建设投资|工业和信息化局|管理委员会")
"""A shareholder like this is common ownership by the state."""
CONTROLS_AT = Decimal(50)  # per cent; DOMAIN: a shareholder of half or more
SMALL = "参股比例很小的，可能不构成控制"
NAMESAKE = "自然人股东可能是同名同姓；" + SMALL


@dataclass(frozen=True, slots=True)
class Unit:
    """An applicant or an agency on the register."""

    label: str
    name: str
    of: Application | Agency


@dataclass(frozen=True, slots=True)
class Stake:
    """A holder's share in a unit; None where no paper tells it."""

    unit: Unit
    holder: str
    share: Decimal | None
    places: tuple[Place, ...]


def by_shareholder(applications: Sequence[Application], registry: Sequence[Agency]) -> list[Relation]:
    """The state as a holder ties nobody; what a share is too small for is for a person to say."""
    units = (*map(_applicant, applications), *map(_listed, registry))
    named: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        named[unit.name].append(unit)
    held: dict[str, list[Stake]] = defaultdict(list)
    for stake in (stake for unit in units for stake in _stakes(unit) if not STATE_HELD.search(stake.holder)):
        held[spelled(stake.holder)].append(stake)
    found = [
        _held(owner, stake)
        for name, stakes in held.items()
        for owner in (named.get(name, ()) if name else ())
        for stake in stakes
        if not _is_same(owner, stake.unit)
    ]
    found += [_in_common(*pair) for stakes in held.values() for pair in _pairs(stakes) if not _is_same(pair[0].unit, pair[1].unit)]
    return list(dict.fromkeys(found))


def _applicant(one: Application) -> Unit:
    return Unit(one.name, spelled(sure_text(one, ORGANISATION_NAME)), one)


def _listed(agency: Agency) -> Unit:
    return Unit(f"名录：{agency.name}", spelled(agency.name), agency)


def _stakes(unit: Unit) -> Iterator[Stake]:
    if isinstance(unit.of, Agency):
        yield from (Stake(unit, holder, None, ()) for holder in unit.of.shareholders)
    else:
        yield from (Stake(unit, one.name, one.share, (one.place,)) for one in unit.of.facts.shareholders)


def _is_same(left: Unit, right: Unit) -> bool:
    """One unit, or two agencies: what the register's agencies are to each other is not asked."""
    if isinstance(left.of, Agency):
        return isinstance(right.of, Agency) or is_entry_of(right.of, left.of)
    return is_entry_of(left.of, right.of) if isinstance(right.of, Agency) else is_same_unit(left.of, right.of)


def _pairs(stakes: Sequence[Stake]) -> Iterable[tuple[Stake, Stake]]:
    """Every pair with an applicant in it; of a crowd a chain, which still touches everybody."""
    return combinations(stakes, 2) if len(stakes) <= MOST_ALIKE else pairwise(stakes)


def _held(owner: Unit, stake: Stake) -> Relation:
    if isinstance(stake.unit.of, Agency):
        signal = "申报单位是其股东"
    else:
        signal = "名录机构是其股东" if isinstance(owner.of, Agency) else "一方是另一方的股东"
    strength = STRONG if stake.share is None or stake.share >= CONTROLS_AT else MEDIUM
    own = () if isinstance(owner.of, Agency) or stake.places else _named_at(owner.of)
    return _relation(owner, stake.unit, signal, strength, (*stake.places, *own), SMALL)


def _named_at(one: Application) -> tuple[Place, ...]:
    chosen = one[ORGANISATION_NAME].chosen
    return (chosen.place,) if chosen is not None else ()


def _in_common(left: Stake, right: Stake) -> Relation:
    both = all(one.share is not None and one.share >= CONTROLS_AT for one in (left, right))
    innocent = NAMESAKE if len(left.holder) <= 4 else SMALL
    return _relation(left.unit, right.unit, "股东相同", STRONG if both else MEDIUM, (*left.places, *right.places), innocent)


def _relation(one: Unit, other: Unit, signal: str, strength: str, evidence: tuple[Place, ...], innocent: str) -> Relation:
    """The applicant stands left, of two applicants the one whose name comes first."""
    left, right = sorted((one, other), key=lambda unit: (isinstance(unit.of, Agency), unit.label))
    return Relation(left.label, right.label, signal, strength, evidence, innocent)

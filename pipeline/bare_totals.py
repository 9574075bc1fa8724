"""A list's total without any unit, beside the same number with one in the form or the text: they speak in the same unit.

A total that nobody else states keeps its caveat, and is for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.proofs.amounts import IN_WAN
from models.answer import AnyCandidate, Caveat, Findings, Source
from models.fields import SERVICE_ASSETS
from models.quantity import Quantity, exactly

UNITS = ("万元", "元")


def with_units_of_others(found: Sequence[Findings]) -> tuple[Findings, ...]:
    """The same findings; a bare total in 元 becomes 万元, or stays without its caveat, where the application says so elsewhere."""
    stated = {amount for one in found for candidate in one.candidates if (amount := _stated(candidate)) is not None}
    return tuple(replace(one, candidates=tuple(_settled(candidate, stated) for candidate in one.candidates)) for one in found)


def _stated(candidate: AnyCandidate) -> Decimal | None:
    """What a form or a text states with its unit, in 万元; nothing that is itself in question."""
    value = candidate.value
    if candidate.field is not SERVICE_ASSETS or not isinstance(value, Quantity) or candidate.source is Source.PROOF or candidate.caveats:
        return None
    return value.value if value.is_exact and value.unit == "万元" else None


def _settled(candidate: AnyCandidate, stated: set[Decimal]) -> AnyCandidate:
    value = candidate.value
    if Caveat.UNIT_MISSING not in candidate.caveats or candidate.source is not Source.PROOF or not isinstance(value, Quantity):
        return candidate
    if candidate.field is not SERVICE_ASSETS or not value.is_exact:
        return candidate
    number = value.value / IN_WAN["元"]
    unit = next((unit for unit in UNITS if number * IN_WAN[unit] in stated), None)
    if unit is None:
        return candidate
    told = f"{candidate.detail}；清单未写单位，申报表或报告所写相同，按{unit}计"
    amount = exactly(number * IN_WAN[unit], "万元", text=value.text)
    return replace(candidate, value=amount, detail=told, caveats=candidate.caveats - {Caveat.UNIT_MISSING})  # type: ignore[arg-type]

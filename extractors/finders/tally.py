"""Counts of a text taken together: which of them are taken, what they add up to, one reading for several parts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.finders.count import Count
from models.answer import Caveat
from models.quantity import Qualifier, Quantity, plain


def swap(counts: list[Count], changed: dict[int, Count]) -> list[Count]:
    return [changed.get(at, count) for at, count in enumerate(counts)]


def taken_at(counts: list[Count], field: object) -> list[int]:
    return [at for at, count in enumerate(counts) if count.taken and count.field is field]


def added(counts: list[Count], at: list[int]) -> Decimal:
    return sum((counts[i].quantity.value for i in at), Decimal(0))


def summed_up(parts: list[Count], reason: str) -> Count:
    """One reading for several parts; a person confirms it."""
    first = parts[0]
    start, end = min(part.quantity.span[0] for part in parts), max(part.quantity.span[1] for part in parts)
    together = sum((part.quantity.value for part in parts), Decimal(0))
    exact = all(part.quantity.is_exact for part in parts)
    words = first.sentence.text[start:end] if first.sentence is not None else ""
    qualifier = Qualifier.EXACT if exact else Qualifier.AT_LEAST
    quantity = Quantity(
        together,
        together,
        together if exact else None,
        qualifier,
        first.quantity.unit,
        text=words,
        span=(start, end),
        period=first.quantity.period,
    )
    terms = "＋".join(plain(part.quantity.value) for part in parts)
    caveats = frozenset().union(*(part.caveats for part in parts)) | {Caveat.SUM}
    return replace(first, quantity=quantity, caveats=caveats, taken=True, reason=f"{terms}，{reason}", is_part=False)

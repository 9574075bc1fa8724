"""Premises of several rooms, each with a lease or a deed of its own: what they make together, where that is what the applicant states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from models.answer import AnyCandidate, Candidate, Caveat, Findings, FoundBy, Source
from models.fields import PREMISES_AREA
from models.quantity import Quantity, exactly, plain

SLACK = Decimal("0.05")  # ㎡: areas are written to two decimals
MOST_PAPERS = 12
HARMLESS = frozenset({Caveat.REPAIRED})


def with_premises_added(findings: Sequence[Findings]) -> tuple[Findings, ...]:
    """The findings, with the sum of the areas that several papers give, and a caveat on each of these, where form or report state that sum.

    Nothing where a single paper gives what is stated, or where the sum is another: then a person says which of them count.
    """
    told = [one for finding in findings for one in finding.candidates if one.field.name == PREMISES_AREA.name and _is_plain(one)]
    parts = [one for one in told if one.source is Source.PROOF]
    values = {_value(one) for one in parts}
    claims = {_value(one) for one in told if one.source is not Source.PROOF}
    whole = sum(values, Decimal(0))
    if not 2 <= len(values) <= MOST_PAPERS or not any(abs(claim - whole) <= SLACK for claim in claims):
        return tuple(findings)
    added = _sum_of(parts, whole)
    mine = {id(one) for one in parts}
    out: list[Findings] = []
    for finding in findings:
        marked = tuple(
            replace(one, caveats=one.caveats | {Caveat.ONE_OF_SEVERAL}) if id(one) in mine else one for one in finding.candidates
        )
        first = any(one is parts[0] for one in finding.candidates)
        out.append(replace(finding, candidates=(*marked, added) if first else marked))
    return tuple(out)


def _is_plain(one: AnyCandidate) -> bool:
    """A plain number of which nothing is in doubt but a figure that was put right."""
    return isinstance(one.value, Quantity) and one.value.is_exact and not one.caveats - HARMLESS


def _value(one: AnyCandidate) -> Decimal:
    assert isinstance(one.value, Quantity)
    return one.value.value


def _sum_of(parts: Sequence[AnyCandidate], whole: Decimal) -> Candidate[Quantity]:
    """The sum, shown at the first of the papers."""
    first = parts[0]
    values = list(dict.fromkeys(_value(one) for one in parts))
    text = f"{'＋'.join(map(plain, values))}＝{plain(whole)}㎡"
    return Candidate(
        PREMISES_AREA,
        exactly(whole, "㎡", text=text),
        replace(first.place, text=text),
        first.words,
        Source.PROOF,
        FoundBy.COMPUTED,
        first.label,
        f"{len(values)}处场地证明的面积相加（{text}）",
    )

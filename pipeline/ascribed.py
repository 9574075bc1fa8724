"""Rows of lists that are not the applicant's: activities that others held, people whom others employ, things that others own, itself among its clients.

A list alone cannot tell: whose it is, is known where all papers are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.proofs.own_names import is_anothers, same_body
from models.answer import AnyCandidate, Caveat, Findings, FoundBy, Source
from models.document import Place
from models.facts import Ascribed
from models.fields import ORGANISATION_NAME, PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES
from models.quantity import Quantity, exactly, plain

ACTIVITIES = frozenset({PUBLIC_ACTIVITIES.name, SPECIALISED_ACTIVITIES.name, WELFARE_ACTIVITIES.name})
OFF_A_CERTIFICATE = frozenset({FoundBy.LICENCE, FoundBy.QR})
SHOWN = 30


def names_of_applicant(findings: Sequence[Findings]) -> tuple[str, ...]:
    """What the form and the certificates call the applicant, and what it was called before; empty where nothing does."""
    candidates = (one for finding in findings for one in finding.candidates if one.field.name == ORGANISATION_NAME.name)
    told = [str(one.value) for one in candidates if one.value is not None and not one.caveats and _names_itself(one)]
    former = [name.old for finding in findings for name in finding.facts.former_names]
    return tuple(dict.fromkeys((*told, *former))) if told else ()


def _names_itself(one: AnyCandidate) -> bool:
    return one.source is Source.FORM or one.found_by in OFF_A_CERTIFICATE


def with_rows_of_others(findings: Sequence[Findings]) -> tuple[Findings, ...]:
    """The findings, each count of rows that are another's beside what is left without them; of activities only what is left."""
    applicant = names_of_applicant(findings)
    if not applicant:
        return tuple(findings)
    out = []
    for finding in findings:
        told: dict[tuple[str, Place], list[Ascribed]] = defaultdict(list)
        for one in finding.facts.ascribed:
            told[one.field, one.place].append(one)
        told_apart = (more for one in finding.candidates for more in _apart(one, told.get((one.field.name, one.place), []), applicant))
        out.append(replace(finding, candidates=tuple(told_apart)))
    return tuple(out)


def _apart(one: AnyCandidate, told: Sequence[Ascribed], applicant: tuple[str, ...]) -> tuple[AnyCandidate, ...]:
    away = [(names[0], amount) for rows in told for names, amount in _not_counted(rows, applicant)]
    less = sum((amount for _, amount in away), Decimal(0))
    if not isinstance(one.value, Quantity) or not 0 < less <= one.value.value:
        return (one,)
    left = one.value.value - less
    value = replace(exactly(left, one.value.unit, text=one.value.text), period=one.value.period)
    why = f"其中{plain(less)}{one.value.unit}写明属“{away[0][0][:SHOWN]}”{'等' if len(away) > 1 else ''}，不属申报单位"
    if one.field.name in ACTIVITIES:
        place = replace(one.place, text=f"{plain(left)}{one.value.unit}")
        return (replace(one, value=value, place=place, detail=f"{one.detail}；{why}", caveats=one.caveats | {Caveat.CO_ORGANISED}),)
    whole = replace(one, detail=f"{one.detail}；{why}", caveats=one.caveats | {Caveat.BASIS})
    place = replace(one.place, text=f"{plain(left)}{one.value.unit}")
    return whole, replace(whole, value=value, place=place, detail=f"{one.detail}；{why}，未计")


def _not_counted(rows: Ascribed, applicant: tuple[str, ...]) -> list[tuple[tuple[str, ...], Decimal]]:
    if rows.own:
        return [(rows.names, rows.amount)] if is_anothers(rows.names, applicant) else []
    return [((name,), rows.amount) for name in rows.names if same_body(name, applicant)]

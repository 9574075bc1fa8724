"""Agreements by which the applicant itself takes firms into the park that it runs: no papers on its own premises, and their terms are no terms of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractors.proofs.own_names import may_be
from extractors.proofs.owners import PARK_ROLE
from models.facts import Facts, Party


def sheets_of_tenants(parties: Iterable[Party], applicant: Iterable[str]) -> frozenset[tuple[str, int | None]]:
    """File and page of the agreements on which the applicant stands as the park. `applicant`: its name, earlier ones too."""
    own = tuple(applicant)
    parks = (one for one in parties if one.role == PARK_ROLE)
    return frozenset((one.place.file, one.place.page) for one in parks if any(may_be(one.name, mine) for mine in own))


def without_tenants(facts: Facts, applicant: str) -> Facts:
    """The facts without whom such agreements name and how long they run."""
    sheets = sheets_of_tenants(facts.parties, (applicant, *(one.old for one in facts.former_names)))
    if not sheets:
        return facts
    parties = tuple(one for one in facts.parties if (one.place.file, one.place.page) not in sheets)
    terms = tuple(one for one in facts.terms if (one.place.file, one.place.page) not in sheets)
    return replace(facts, parties=parties, terms=terms)

"""A certificate of another organisation among the papers: what it says is not the applicant's, and says nothing against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from extractors.proofs.consistency import name_key, same_name
from models.answer import AnyCandidate, Caveat, Findings, FoundBy, Source
from models.facts import FormerName
from models.fields import CREDIT_CODE, ORGANISATION_NAME, Field

Sheet = tuple[str, int | None]  # file, page

OFF_A_CERTIFICATE = frozenset({FoundBy.LICENCE, FoundBy.QR})
ALIKE = 0.8  # names this like may be one name, misread


def with_foreign_certificates_marked(findings: Sequence[Findings]) -> tuple[Findings, ...]:
    """The findings, with a caveat on what certificates of others say; as they are where the applicant's own is not among them.

    The form says who applies and a certificate bears it out; another certificate is another's if neither its name nor
    its code is the applicant's, and the names could not be one name misread, an earlier name, or a branch and its house.
    """
    everything = [one for finding in findings for one in finding.candidates]
    former = tuple(one for finding in findings for one in finding.facts.former_names)
    claimed = {name_key(str(one.value)) for one in everything if one.field.name == ORGANISATION_NAME.name and _is_claim(one)}
    if len(claimed) != 1:
        return tuple(findings)
    applicant = next(iter(claimed))
    names, codes = _by_sheet(everything, ORGANISATION_NAME), _by_sheet(everything, CREDIT_CODE)
    own = {sheet for sheet, told in names.items() if told == {applicant}}
    own_codes = {code for sheet in own for code in codes.get(sheet, set())}
    foreign = {
        sheet
        for sheet, told in names.items()
        if sheet not in own and not codes.get(sheet, set()) & own_codes and all(_is_another(name, applicant, former) for name in told)
    }
    if not own or not own_codes or not foreign:
        return tuple(findings)
    return tuple(replace(one, candidates=tuple(_marked(candidate, foreign) for candidate in one.candidates)) for one in findings)


def _is_claim(one: AnyCandidate) -> bool:
    return one.source is Source.FORM and one.value is not None and not one.caveats


def _by_sheet(candidates: Iterable[AnyCandidate], field: Field[str]) -> dict[Sheet, set[str]]:
    """What the certificates say for a field, sheet by sheet."""
    out: dict[Sheet, set[str]] = {}
    for one in candidates:
        if one.field.name == field.name and one.found_by in OFF_A_CERTIFICATE and one.value is not None and one.place.page is not None:
            out.setdefault((one.place.file, one.place.page), set()).add(name_key(str(one.value)))
    return out


def _is_another(name: str, applicant: str, former: tuple[FormerName, ...]) -> bool:
    if same_name(name, applicant, former) or name in applicant or applicant in name:
        return False
    return SequenceMatcher(None, name, applicant, autojunk=False).ratio() < ALIKE


def _marked(one: AnyCandidate, foreign: set[Sheet]) -> AnyCandidate:
    if one.found_by not in OFF_A_CERTIFICATE or (one.place.file, one.place.page) not in foreign:
        return one
    return replace(one, caveats=one.caveats | {Caveat.OTHER_ORGANISATION})

"""所属县市区 where no paper names it: the county that the address lies in, borne out by who signed or by the applicant's own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.answer import Answer, AnyAnswer, AnyCandidate, Candidate, FoundBy, State
from models.document import Doubt
from models.fields import ADDRESS, COUNTY, ORGANISATION_NAME, RECOMMENDATION_OPINION
from models.regions import County, city_of, find_county

BY_ADDRESS = "由单位地址得出"
ADDRESS_AGREES = "单位地址在同一县市区，两处写法一致"
READ_WELL = 0.95  # of a scanned address: its city and county are names of a closed list, and both were read
HIDING = frozenset({Doubt.RED_OVERLAP, Doubt.BROKEN_STROKES, Doubt.LOW_CONFIDENCE, Doubt.CROSSED_OUT, Doubt.UNREAD, Doubt.LOW_RESOLUTION})


def located(answers: Mapping[str, AnyAnswer]) -> AnyAnswer:
    """The answer for the county: as the papers give it; else by the address, a conflict where who signed is of another county.

    A functional area may recommend for itself while an address in it names the district around it: who signed tells that.
    """
    given, address = answers[COUNTY.name], answers[ADDRESS.name]
    chosen, county = address.chosen, _of_address(address)
    if county is None or chosen is None:
        return given
    others = list(_named_elsewhere(answers))
    if given.state is State.UNREADABLE:
        return _borne_out(given, county, others, address)
    if given.state is not State.ABSENT:
        return given
    because, state = BY_ADDRESS, State.FOUND
    if any(one != county for one in others):
        names = "、".join(dict.fromkeys(one.name for one in others if one != county))
        because, state = f"{BY_ADDRESS}，推荐意见或单位名称中另有{names}，请核对", State.CONFLICT
    return _answer(county, chosen, because, state, address.confidence)


def _of_address(address: AnyAnswer) -> County | None:
    """The county that the address lies in. Of one whose street was not read surely only where it names city and county, and both were read well."""
    if address.state is State.FOUND:
        return find_county(str(address.value))
    chosen = address.chosen
    if address.state is not State.UNREADABLE or chosen is None or chosen.confidence < READ_WELL or chosen.doubts & HIDING:
        return None
    told = {_with_its_city(str(one)) for one in address.possible}
    return told.pop() if len(told) == 1 else None


def _with_its_city(address: str) -> County | None:
    county = find_county(address)
    at = -1 if county is None else address.find(county.name)
    return county if county is not None and at > 0 and city_of(address[:at]) == county.city else None


def _borne_out(given: AnyAnswer, county: County, others: list[County], address: AnyAnswer) -> AnyAnswer:
    """A county of which a seal may hide a character, read at two places of the package: nothing else can stand at both."""
    told = {find_county(str(value)) for value in given.possible}
    if address.state is not State.FOUND or told != {county} or any(one != county for one in others) or given.chosen is None:
        return given
    by = given.chosen
    chosen = Candidate(COUNTY, county.name, by.place, by.words, by.source, by.found_by, label=by.label, detail=by.detail)
    because = f"{by.detail or by.label}；{ADDRESS_AGREES}"
    return Answer(
        COUNTY,
        State.FOUND,
        value=county.name,
        chosen=chosen,
        possible=(county.name,),
        because=because,
        confidence=address.confidence,
        found_by=by.found_by,
    )


def _answer(county: County, by: AnyCandidate, because: str, state: State, confidence: float | None) -> Answer[str]:
    candidate = Candidate(COUNTY, county.name, by.place, by.words, by.source, FoundBy.COMPUTED, label=by.label, detail=BY_ADDRESS)
    return Answer(
        COUNTY,
        state,
        value=county.name,
        chosen=candidate,
        possible=(county.name,),
        because=because,
        confidence=confidence,
        found_by=FoundBy.COMPUTED,
    )


def _named_elsewhere(answers: Mapping[str, AnyAnswer]) -> Iterator[County]:
    """Counties in the applicant's name and in the words of the opinion, where the signer stands."""
    opinion, name = answers[RECOMMENDATION_OPINION.name], answers[ORGANISATION_NAME.name]
    texts = [one.place.text for one in (opinion.chosen, *opinion.others) if one is not None]
    for text in (*texts, str(name.value or "")):
        if (county := find_county(text)) is not None:
            yield county

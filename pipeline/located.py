"""所属县市区 where no paper names it: the county that the address lies in, borne out by who signed or by the applicant's own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.answer import Answer, AnyAnswer, AnyCandidate, Candidate, FoundBy, State
from models.fields import ADDRESS, COUNTY, ORGANISATION_NAME, RECOMMENDATION_OPINION
from models.regions import County, find_county

BY_ADDRESS = "由单位地址得出"


def located(answers: Mapping[str, AnyAnswer]) -> AnyAnswer:
    """The answer for the county: as the papers give it; else by the address, a conflict where who signed is of another county.

    A functional area may recommend for itself while an address in it names the district around it: who signed tells that.
    """
    given, address = answers[COUNTY.name], answers[ADDRESS.name]
    chosen = address.chosen
    if given.state is not State.ABSENT or address.state is not State.FOUND or chosen is None:
        return given
    county = find_county(str(address.value))
    if county is None:
        return given
    others = list(_named_elsewhere(answers))
    because, state = BY_ADDRESS, State.FOUND
    if any(one != county for one in others):
        names = "、".join(dict.fromkeys(one.name for one in others if one != county))
        because, state = f"{BY_ADDRESS}，推荐意见或单位名称中另有{names}，请核对", State.CONFLICT
    return _answer(county, chosen, because, state, address.confidence)


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

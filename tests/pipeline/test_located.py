"""The county where no paper names it: by the address, borne out by who signed."""

from __future__ import annotations

import pytest

from models.answer import Answer, AnyAnswer, Candidate, FoundBy, Source, State
from models.document import Doubt, Place, Word
from models.fields import ADDRESS, COUNTY, ORGANISATION_NAME, RECOMMENDATION_OPINION, Field
from models.geometry import Box
from pipeline.located import located


def said(field: Field[str], value: str | None, text: str = "", state: State = State.FOUND) -> AnyAnswer:
    if value is None:
        return Answer(field, State.ABSENT)
    place = Place("申报.pdf", 2, None, text or value)
    return Answer(field, state, value=value, chosen=Candidate(field, value, place, (), Source.FORM, FoundBy.LABEL), possible=(value,))


def answers(
    address: str | None, *, name: str = "湖南某某服务有限公司", opinion: str = "", county: str | None = None, state: State = State.FOUND
) -> dict[str, AnyAnswer]:
    return {
        COUNTY.name: said(COUNTY, county),
        ADDRESS.name: said(ADDRESS, address, state=state),
        ORGANISATION_NAME.name: said(ORGANISATION_NAME, name),
        RECOMMENDATION_OPINION.name: said(RECOMMENDATION_OPINION, "同意推荐", opinion) if opinion else said(RECOMMENDATION_OPINION, None),
    }


@pytest.mark.parametrize(
    ("address", "name", "opinion", "state", "value"),
    [
        ("湖南省岳阳市华容县章华镇迎宾北路9号", "湖南某某服务有限公司", "", State.FOUND, "华容县"),
        ("汨罗市建设东路16号", "湖南某某服务有限公司", "同意推荐。汨罗市科技和工业信息化局（盖章）", State.FOUND, "汨罗市"),
        ("湖南省岳阳市南湖新区赊月路29号", "湖南某某服务有限公司", "", State.FOUND, "南湖新区"),
        ("岳阳市岳阳楼区金鹗中路88号", "岳阳市岳阳楼区某某服务中心", "", State.FOUND, "岳阳楼区"),
        ("岳阳市岳阳楼区金鹗中路88号", "湖南某某服务有限公司", "", State.FOUND, "岳阳楼区"),
        ("岳阳市岳阳楼区木里港路5号", "湖南某某服务有限公司", "同意推荐。岳阳经济技术开发区产业发展局", State.CONFLICT, "岳阳楼区"),
        ("岳阳市巴陵东路1号", "湖南某某服务有限公司", "", State.ABSENT, None),
        ("湖北省监利县容城镇1号", "湖南某某服务有限公司", "", State.ABSENT, None),
    ],
)
def test_the_address_tells_the_county(address: str, name: str, opinion: str, state: State, value: str | None) -> None:
    answer = located(answers(address, name=name, opinion=opinion))
    assert (answer.state, answer.value) == (state, value)


def test_what_the_papers_say_stands() -> None:
    assert located(answers("汨罗市建设东路16号", county="平江县")).value == "平江县"


@pytest.mark.parametrize("state", [State.CONFLICT, State.UNREADABLE])
def test_a_doubtful_address_tells_nothing(state: State) -> None:
    assert located(answers("汨罗市建设东路16号", state=state)).state is State.ABSENT


def test_where_it_was_taken_from_is_shown() -> None:
    answer = located(answers("平江县天岳街道首家坪路18号"))
    assert answer.chosen is not None
    assert (answer.chosen.place.text, answer.found_by) == ("平江县天岳街道首家坪路18号", FoundBy.COMPUTED)
    assert "地址" in answer.because


def unread(county: str, *others: str) -> AnyAnswer:
    place = Place("申报.pdf", 1, None, f"{county}工业和信息化局")
    chosen = Candidate(COUNTY, county, place, (), Source.FORM, FoundBy.LABEL, detail="申报表标签“推荐单位”之后")
    return Answer(COUNTY, State.UNREADABLE, chosen=chosen, possible=(county, *others))


@pytest.mark.parametrize(
    ("given", "address", "name", "state", "value"),
    [
        (unread("君山区"), "岳阳市君山区柳林洲街道君山大道57号", "湖南某某服务有限公司", State.FOUND, "君山区"),
        (unread("武陵区"), "常德市武陵区芙蓉路1299号", "常德市武陵区某某中心", State.FOUND, "武陵区"),
        (unread("岳阳县"), "岳阳市岳阳楼区金鹗中路88号", "湖南某某服务有限公司", State.UNREADABLE, None),
        (unread("岳阳县", "岳阳楼区"), "岳阳市岳阳县荣家湾镇1号", "湖南某某服务有限公司", State.UNREADABLE, None),
        (unread("岳阳楼区"), "岳阳市岳阳楼区木里港路5号", "岳阳经济技术开发区某某中心", State.UNREADABLE, None),
        (unread("岳阳楼区"), "岳阳市巴陵东路1号", "湖南某某服务有限公司", State.UNREADABLE, None),
    ],
)
def test_a_county_under_a_seal_is_borne_out_by_the_address(
    given: AnyAnswer, address: str, name: str, state: State, value: str | None
) -> None:
    answer = located({**answers(address, name=name), COUNTY.name: given})
    assert (answer.state, answer.value) == (state, value)


def test_an_address_that_is_doubtful_itself_bears_nothing_out() -> None:
    doubtful = answers("岳阳市君山区君山大道57号", state=State.UNREADABLE)
    assert located({**doubtful, COUNTY.name: unread("君山区")}).state is State.UNREADABLE


def read(text: str, *doubts: Doubt, confidence: float = 0.99, others: tuple[str, ...] = ()) -> AnyAnswer:
    word = Word(text, Box(0, 0, 200, 12), confidence, "rapidocr", frozenset(doubts))
    chosen = Candidate(ADDRESS, text, Place("申报.pdf", 1, word.box, text), (word,), Source.FORM, FoundBy.TABLE)
    return Answer(ADDRESS, State.UNREADABLE, chosen=chosen, possible=(text, *others))


@pytest.mark.parametrize(
    ("address", "value"),
    [
        (read("岳阳市岳阳楼区金鹗中路66号"), "岳阳楼区"),  # its street is a rare character, its city and county are known names
        (read("湖南省岳阳市岳阳楼区金鹗中路66号", others=("岳阳市岳阳楼区金鄂中路66号",)), "岳阳楼区"),
        (read("岳阳市岳阳楼区金鹗中路66号", others=("岳阳市君山区金鹗中路66号",)), None),
        (read("临湘市河西工业区1号"), None),  # one name alone
        (read("长沙市岳阳楼区金鹗中路66号"), None),
        (read("岳阳市岳阳楼区金鹗中路66号", confidence=0.9), None),
        (read("岳阳市岳阳楼区金鹗中路66号", Doubt.RED_OVERLAP), None),
        (read("岳阳市岳阳楼区金鹗中路66号", Doubt.BROKEN_STROKES), None),
    ],
)
def test_an_address_whose_street_is_doubtful_still_tells_city_and_county(address: AnyAnswer, value: str | None) -> None:
    assert located({**answers(None), ADDRESS.name: address}).value == value

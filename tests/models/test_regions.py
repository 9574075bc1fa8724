"""Which county people mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.regions import CITIES, COUNTIES, PILOTS, city_of, find_county


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("岳阳楼区", "岳阳楼区"), ("岳阳楼", "岳阳楼区"), ("岳阳楼区工信局", "岳阳楼区"), ("岳阳市岳阳楼区工业和信息化局（盖章）", "岳阳楼区"), ("岳 阳 楼 区", "岳阳楼区"),
        ("汨罗", "汨罗市"), ("汨罗市科技和工业信息化局", "汨罗市"), ("平江县科工局", "平江县"), ("平江工信局", "平江县"), ("湖南省岳阳市岳阳县城关镇", "岳阳县"),
        ("岳阳市岳阳楼区青桐路18号", "岳阳楼区"), ("益阳市南县", "南县"), ("长沙县", "长沙县"), ("城步", "城步苗族自治县"), ("通道县", "通道侗族自治县"),
        ("屈原管理区", "屈原管理区"), ("屈原区", "屈原管理区"), ("岳阳市经开区", "岳阳经济技术开发区"), ("经开区", "岳阳经济技术开发区"), ("南湖新区管委会", "南湖新区"),
        ("城陵矶新港区", "城陵矶新港区"), ("祁阳市", "祁阳县"), ("洪江区", "洪江管理区"), ("洪江市", "洪江市"), ("湘阴县发展和改革局", "湘阴县"), ("临湘", "临湘市"),
    ],
)  # fmt: skip
def test_a_county_is_found(text: str, name: str) -> None:
    county = find_county(text)
    assert county is not None
    assert county.name == name


@pytest.mark.parametrize(
    "text", ["岳阳市", "岳阳", "长沙市", "湖南省", "", "省直", "君山区、平江县", "湖南县域经济研究院", "天心科技有限公司", "株洲", "市辖区"]
)
def test_no_county_is_guessed(text: str) -> None:
    assert find_county(text) is None


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("岳阳市", "岳阳市"),
        ("岳阳楼区", "岳阳市"),
        ("长沙", None),
        ("长沙市、岳阳市", None),
        ("吉首市", "湘西土家族苗族自治州"),
        ("", None),
    ],
)
def test_the_city_is_told_by_itself_or_by_a_county(text: str, city: str | None) -> None:
    assert city_of(text) == city


def test_2020_had_fourteen_cities_and_each_name_once() -> None:
    assert len(CITIES) == 14
    names = [county.name for county in COUNTIES]
    assert len(names) == len(set(names))
    codes = [county.code for county in COUNTIES if county.code]
    assert len(codes) == len(set(codes))
    assert sum(not county.zone for county in COUNTIES) == 122
    yueyang = {county.name for county in COUNTIES if county.city == "岳阳市" and not county.zone}
    assert yueyang == {"岳阳楼区", "云溪区", "君山区", "岳阳县", "华容县", "湘阴县", "平江县", "汨罗市", "临湘市"}
    assert "祁阳县" in names


def test_all_pilots_are_counties() -> None:
    assert len(PILOTS) == 13
    assert set(PILOTS) <= {county.name for county in COUNTIES}


@given(st.text(max_size=400))
def test_no_text_makes_it_raise(text: str) -> None:
    find_county(text)
    city_of(text)

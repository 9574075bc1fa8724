"""A word with one spelling is put right as it is read; what may be another word is left alone."""

from __future__ import annotations

import pytest

from extractors.ocr.engine import SPELT, Char, as_spelt
from extractors.spelling import borne_by_place


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("泪罗市青桐服务中心", "汨罗市青桐服务中心"),
        ("汨罗市青桐服务中心", "汨罗市青桐服务中心"),
        ("青桐有很公司", "青桐有限公司"),
        ("青桐有色公司", "青桐有色公司"),
        ("湖南泪水工作室", "湖南泪水工作室"),
        ("彬州市", "彬州市"),
        ("岳阳市临相市望湖大道", "岳阳市临湘市望湖大道"),
        ("相阴县", "湘阴县"),
        ("面临相市场", "面临相市场"),
        ("来阳县", "耒阳县"),
        ("未来阳光公司", "未来阳光公司"),
        ("阮江市", "沅江市"),
        ("阮江先生", "阮江先生"),
        ("溆浦县、攸县", "溆浦县、攸县"),
        ("共96.199.04元", "共96,199.04元"),
        ("1.234,567.8", "1,234,567.8"),
        ("1.234.567.80万元", "1,234,567.80万元"),
        ("54.771", "54.771"),  # three decimals, or a comma that lost its tail
        ("12.345.678", "12.345.678"),  # either sign may be the point
        ("96,199.04", "96,199.04"),
        ("2020.03.12", "2020.03.12"),
        ("192.168.100.10.1", "192.168.100.10.1"),
        ("V1.200.1", "V1.200.1"),
        ("", ""),
    ],
)
def test_only_spellings(read: str, meant: str) -> None:
    chars = [Char(char, 0.5, 0.6, "其", 0.4) for char in read]
    spelt = as_spelt(chars)
    assert "".join(char.text for char in spelt) == meant
    assert all(one.confidence == SPELT for one, was in zip(spelt, chars, strict=True) if one.text != was.text)


def test_a_character_that_can_be_no_other_is_sure_and_the_others_are_as_they_were() -> None:
    assert [char.confidence for char in as_spelt([Char("汨", 0.2, 0.6), Char("罗", 0.8, 0.7)])] == [SPELT, 0.7]


@pytest.mark.parametrize(
    ("text", "rivals", "borne"),
    [
        ("遂宁市金桐公司", {0: "逐"}, {0}),
        ("遂宁市金桐公司", {0: "南"}, set()),  # 南宁市 is a city too
        ("遂宁市金桐公司", {3: "全"}, set()),  # the name behind it is borne by nothing
        ("湖南省岳阳市岳阳楼区五里牌", {3: "丘", 8: "侯"}, {3, 8}),
        ("县平江县工业园", {1: "干"}, set()),  # a place begins a name, or stands behind a larger one
        ("平江县工业园", {0: ""}, set()),
        ("", {0: "逐"}, set()),
    ],
)
def test_a_place_bears_its_characters_where_the_rival_makes_none(text: str, rivals: dict[int, str], borne: set[int]) -> None:
    assert borne_by_place(text, rivals) == borne


def test_an_undecided_character_of_a_place_is_sure_and_keeps_its_place_in_the_line() -> None:
    first, second, third = as_spelt([Char("遂", 0.1, 0.65, "逐", 0.34), Char("宁", 0.5, 0.99, "宇", 0.01), Char("市", 0.9, 0.6, "布", 0.3)])
    assert [char.confidence for char in (first, second, third)] == [SPELT, 0.99, SPELT]
    assert (first.text, first.at, first.rival_confidence) == ("遂", 0.1, 0.0)

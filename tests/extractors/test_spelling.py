"""A word with one spelling is put right as it is read; what may be another word is left alone."""

from __future__ import annotations

import pytest

from extractors.ocr.engine import SPELT, Char, as_spelt


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

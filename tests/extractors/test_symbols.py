"""Signs of symbol fonts: ticks mean ticks, ornaments are no missing letters, ordinary letters stay what they are."""

from __future__ import annotations

import pytest

from extractors.layer.symbols import of_radical, sign_of, symbol_table
from extractors.plumb import plain_text


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("ABCDEF+Wingdings-Regular", 0xF0FE, "☑"),
        ("Wingdings", 0xA8, "□"),
        ("Wingdings", 0xF0D8, "•"),
        ("ABCDEF+Symbol", 0xF0B7, "•"),
        ("SymbolMT", 0x31, "1"),
        ("OpenSymbol", 0xF0B7, "•"),
        ("OpenSymbol", 0xF0FE, "☑"),
        ("OpenSymbol", 0xE00C, "•"),
        ("OpenSymbol", ord("1"), None),
    ],
)
def test_a_code_of_a_symbol_font_means_its_sign(font: str, code: int, sign: str | None) -> None:
    table = symbol_table(font)
    assert table is not None
    assert sign_of(code, table) == sign


@pytest.mark.parametrize("font", ["SegoeUISymbol", "SimSun", "NotoSansSymbols-Regular"])
def test_other_fonts_have_no_table(font: str) -> None:
    assert symbol_table(font) is None


def test_two_readers_agree_on_a_character_that_two_codes_draw_alike() -> None:
    assert plain_text("206戶") == plain_text("206户")


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("⺠营", "民营"),
        ("⻓沙", "长沙"),
        ("⻪池", "黾池"),
        ("⼯信局", "工信局"),
        ("﨑", "﨑"),
        ("民营二〇", "民营二〇"),
        ("①㎡㈱", "①㎡㈱"),
    ],
)
def test_a_radical_is_the_character_that_looks_the_same(drawn: str, meant: str) -> None:
    assert "".join(map(of_radical, drawn)) == meant
    assert plain_text(drawn) == plain_text(meant)

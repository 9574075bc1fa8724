"""Credit codes: check characters by python-stdnum, slips put right only where arithmetic proves it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.codes import ALPHABET, check_code, codes_in_address, find_codes

# Check characters worked out by hand from the table of GB 32100-2015.
GOOD = ("91110000600037341L", "9132090306182111X8")


@pytest.mark.parametrize("code", GOOD)
def test_a_good_code_is_valid_in_every_spelling(code: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
    for text in (code, code.lower(), wide, f"{code[:2]} {code[2:8]} {code[8:]}", f" {code}\n"):
        read = check_code(text)
        assert read is not None
        assert (read.value, read.valid, read.repaired) == (code, True, False)


@pytest.mark.parametrize(
    ("written", "value", "swapped"),
    [("911IOOOO600037341L", GOOD[0], False), ("91110000600O3734IL", GOOD[0], False), ("9132O90306182111X8", GOOD[1], False), ("9132090306182111XB", GOOD[1], True),
     ("913Z090306182111X8", GOOD[1], False)],
)  # fmt: skip
def test_letters_that_no_code_has_are_put_right(written: str, value: str, swapped: bool) -> None:
    read = check_code(written)
    assert read is not None
    assert (read.value, read.valid, read.repaired, read.swapped) == (value, True, True, swapped)


@pytest.mark.parametrize("text", ["", "统一社会信用代码", "9111000060003734", "91110000600037341L1", "430600123456789"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert check_code(text) is None


def test_a_wrong_check_character_stays_as_written_and_invalid() -> None:
    read = check_code("91110000600037341K")
    assert read is not None
    assert (read.value, read.valid) == ("91110000600037341K", False)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("统一社会信用代码：91110000600037341L(1-1)", ["91110000600037341L"]), ("代码 91 110000 600037341 L 。", ["91110000600037341L"]),
        ("账号6222021907000123456 电话07308000001", []), ("证号111111111111111111", []),
    ],
)  # fmt: skip
def test_codes_in_running_text(text: str, values: list[str]) -> None:
    assert [read.value for read in find_codes(text)] == values


def test_an_address_gives_its_code() -> None:
    assert codes_in_address("http://x.cn/i?uniscid=91110000600037341L&y=1") == ("91110000600037341L",)


@given(st.text(max_size=60))
def test_nothing_raises(text: str) -> None:
    check_code(text)
    find_codes(text)
    codes_in_address(text)


@given(st.sampled_from(GOOD), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_never_a_sure_code_of_another(code: str, at: int, char: str) -> None:
    """Repair by swapping is flagged; without a swap only the code itself comes out as valid."""
    read = check_code(code[:at] + char + code[at + 1 :])
    assert read is None or not read.valid or read.swapped or read.value == code

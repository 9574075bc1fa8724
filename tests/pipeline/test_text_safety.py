"""Untrusted text: nothing invisible stays in force, and nothing is taken away without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text_safety import (
    CELL_LIMIT,
    FILE_NAME_BYTES,
    cell_text,
    file_name,
    looks_like_formula,
    masked,
    terminal_text,
    visible,
    without_surrogates,
)

ANYTHING = st.text(st.characters(codec=None), max_size=80)


@pytest.mark.parametrize(
    ("untrusted", "shown"),
    [
        ("岳阳楼区中小企业服务中心（综合）", "岳阳楼区中小企业服务中心（综合）"),
        ("168㎡ ≥ 100 ㎡、92.31%", "168㎡ ≥ 100 ㎡、92.31%"),
        ("甲\u202e乙", "甲<U+202E>乙"),
        ("零\u200b宽", "零<U+200B>宽"),
        ("\x1b[31m红", "<U+001B>[31m红"),
        ("空\x00", "空<U+0000>"),
        ("行\n行", "行⏎行"),
        ("软\u00ad连", "软<U+00AD>连"),
        ("私\ue000", "私<U+E000>"),
        ("半\ud800", "半<U+D800>"),
        ("空白字母\u3164", "空白字母<U+3164>"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(untrusted: str, shown: str) -> None:
    assert visible(untrusted) == shown


@given(ANYTHING)
def test_a_terminal_gets_one_line_without_commands(untrusted: str) -> None:
    shown = terminal_text(untrusted)
    assert shown.isprintable() or all(char.isprintable() or char.isspace() for char in shown)
    assert not any(char in shown for char in "\x1b\n\r\u202e\u2066\x00\x9b")
    shown.encode()


@given(ANYTHING)
def test_spelling_out_twice_changes_nothing_more(untrusted: str) -> None:
    assert visible(visible(untrusted)) == visible(untrusted)


def test_a_cell_is_cut_where_excel_ends_and_says_so() -> None:
    shown = cell_text("长" * 40_000)
    assert len(shown) == CELL_LIMIT
    assert shown.endswith("全文见results.jsonl〕")
    assert "原文共40000字" in shown
    assert len(cell_text("𠮷" * 20_000).encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert cell_text("长" * CELL_LIMIT) == "长" * CELL_LIMIT


def test_excels_own_escape_cannot_smuggle_a_character() -> None:
    assert cell_text("甲_x000D_乙") == "甲_x005F_x000D_乙"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_what_a_spreadsheet_would_calculate_is_known(text: str) -> None:
    assert looks_like_formula(text)


@pytest.mark.parametrize(
    ("untrusted", "name"),
    [
        ("岳阳市服务中心", "岳阳市服务中心.docx"),
        ("../../etc/passwd", "_.._etc_passwd.docx"),
        ("a/b\\c:d*e?f", "a_b_c_d_e_f.docx"),
        ("CON", "_CON.docx"),
        ("nul.txt", "_nul.txt.docx"),
        ("", "未命名.docx"),
        (" . ", "未命名.docx"),
        ("甲\n乙\u202e", "甲_乙_.docx"),
        ("\x00\x1f", "__.docx"),
    ],
)
def test_a_name_never_leads_elsewhere(untrusted: str, name: str) -> None:
    assert file_name(untrusted, ".docx", set()) == name


def test_equal_names_are_numbered_whatever_their_case() -> None:
    taken: set[str] = set()
    assert [file_name(one, ".docx", taken) for one in ("Abc", "abc", "ABC")] == ["Abc.docx", "abc（2）.docx", "ABC（3）.docx"]


@given(st.lists(ANYTHING | st.just("长" * 200), max_size=6))
def test_file_names_are_short_different_and_harmless(untrusted: list[str]) -> None:
    taken: set[str] = set()
    names = [file_name(one, ".docx", taken) for one in untrusted]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert len(name.encode()) <= FILE_NAME_BYTES
        assert not set(name) & set('/\\:*?"<>|\x00\n')
        assert not name.startswith(".")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("身份证430602198503124517，手机13874001234", "身份证430602***********7，手机138****1234"),
        ("统一社会信用代码91430600MA4L16JQ9B", "统一社会信用代码91430600MA4L16JQ9B"),
        ("电话0731-88955553，面积168㎡", "电话0731-88955553，面积168㎡"),
    ],
)
def test_personal_numbers_are_starred_and_others_are_not(text: str, hidden: str) -> None:
    assert masked(text) == hidden


@given(ANYTHING)
def test_parquet_gets_valid_unicode(untrusted: str) -> None:
    without_surrogates(untrusted).encode()

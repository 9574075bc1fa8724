"""Promises of `read_dates`: ISO, as precise as written; nothing where there is no date."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import read_dates


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("二〇一六年三月十八日", ["2016-03-18"]), ("二○二○年六月九日报送", ["2020-06-09"]), ("二零二零年十二月二十一日", ["2020-12-21"]), ("2020.6.5", ["2020-06-05"]),
        ("2020/06/05", ["2020-06-05"]), ("2020-06-05", ["2020-06-05"]), ("2020年 6 月 5 日", ["2020-06-05"]), ("２０２０年６月５日", ["2020-06-05"]), ("2020 年\n6月5日", ["2020-06-05"]),
        ("填报日期：20200605", ["2020-06-05"]), ("成立于2016年3月", ["2016-03"]), ("2016-03", ["2016-03"]), ("2012年", ["2012"]),
        ("自2016年3月18日至2036年3月17日", ["2016-03-18", "2036-03-17"]), ("二〇〇九年", ["2009"]),
        ("20200605", []), ("6月8日", []), ("2016年13月", []), ("2019年2月30日", []), ("面积2018.5平方米", []), ("0730-8123456", []), ("〔2016〕334号", []), ("", []),
    ],
)  # fmt: skip
def test_dates_are_read_as_precisely_as_they_are_written(text: str, values: list[str]) -> None:
    found = read_dates(text)
    assert [one.value for one in found] == values
    assert all(text[slice(*one.span)] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2020    年     5    月   28   日", ["2020-05-28"]), ("2 0 2 0 年 5 月 28 日", ["2020-05-28"]), ("二〇二〇　年　五　月　二十八　日", ["2020-05-28"]),
        ("二O二O年五月二十八日", ["2020-05-28"]), ("二0二0年五月二十八日", ["2020-05-28"]), ("ニ〇ニ〇年五月二十八日", ["2020-05-28"]), ("二〇二〇年五月二+八日", ["2020-05-28"]),
        ("2020年5月28曰", ["2020-05-28"]), ("二〇二〇年五月八目", ["2020-05-08"]), ("2020·5·28", ["2020-05-28"]), ("2020.5,28", ["2020-05-28"]), ("2020,5.28", ["2020-05-28"]),
        ("2020,5,28", []), ("2019.5,28家", ["2019-05"]), ("二〇二〇年 月 日", []), ("2020年　月　日", []),
    ],
)  # fmt: skip
def test_what_paper_and_engines_make_of_a_date_is_still_that_date(text: str, values: list[str]) -> None:
    found = read_dates(text)
    assert [(one.value, one.repaired) for one in found] == [(value, False) for value in values]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020年5月28", "2020-05-28"), ("2020年5月28\n（盖章）", "2020-05-28"), ("2020年5月2", "2020-05"), ("2020年5月02", "2020-05"),
        ("2019年5月28家", "2019-05"), ("2019年5月12场", "2019-05"), ("2020年5月32", "2020-05"), ("二〇二〇年五月二十", "2020-05"),
    ],
)  # fmt: skip
def test_a_day_without_its_last_word_is_whole_only_where_no_figure_can_be_missing(text: str, value: str) -> None:
    assert [one.value for one in read_dates(text)] == [value]


def test_a_letter_taken_for_a_digit_is_flagged() -> None:
    assert [(one.value, one.repaired) for one in read_dates("2O20年6月5日")] == [("2020-06-05", True)]


_DIGITS = "〇一二三四五六七八九"


def _words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


@settings(max_examples=200, deadline=None)
@given(st.dates(min_value=__import__("datetime").date(1950, 1, 1), max_value=__import__("datetime").date(2049, 12, 31)), st.integers(0, 5))
def test_any_day_in_any_spelling_reads_back(day: object, spelling: int) -> None:
    y, m, d = day.year, day.month, day.day  # type: ignore[attr-defined]
    year = "".join(_DIGITS[int(char)] for char in str(y))
    text = [
        f"{y}年{m}月{d}日",
        f"{y}-{m:02d}-{d:02d}",
        f"{y}.{m}.{d}",
        f"{y}/{m}/{d}",
        f"{year}年{_words(m)}月{_words(d)}日",
        f"{y} 年 {m} 月 {d} 日",
    ][spelling]
    assert [one.value for one in read_dates(f"于{text}成立")] == [f"{y}-{m:02d}-{d:02d}"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789年月日号.-/一二〇○十OlI \n：日期", max_size=60) | st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    for one in read_dates(text):
        assert text[slice(*one.span)] == one.text

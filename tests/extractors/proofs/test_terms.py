"""The end of a term of operation is a check figure of its beginning."""

from __future__ import annotations

import pytest

from extractors.proofs.terms import adds_up


@pytest.mark.parametrize(
    ("term", "holds"),
    [
        ("2012年12月21日至2032年12月20日", True),
        ("2013年11月25日至2033年11月25日", True),
        ("自2017年05月22日至2027年05月21日", True),
        ("2016年3月1日至2036年2月29日", True),
        ("2011年09月26日至2021年12月30日", False),  # ends on another day
        ("2012年12月24日至2032年12月20日", False),  # the beginning misread
        ("2013年11月25日至2030年11月24日", False),  # seventeen years: the year of one of them may be misread
        ("2011年05月12日至2031年05月11日", False),  # 2014 to 2034, where fours have lost their thin strokes
        ("2012年01月21日至2032年01月20日", False),  # April, likewise
        ("2004年03月19日至长期", False),
        ("2032年12月21日至2012年12月20日", False),
        ("", False),
    ],
)
def test_a_term_bears_out_its_beginning_only_where_it_adds_up_one_way(term: str, holds: bool) -> None:
    assert adds_up(term) is holds

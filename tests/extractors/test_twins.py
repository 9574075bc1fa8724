"""A person's name in which a character may be what is left of another."""

from __future__ import annotations

import pytest

from extractors.twins import may_lack_a_stroke


@pytest.mark.parametrize(
    ("text", "lacks"), [("毛新妹", True), ("林大", True), ("何晓兰", False), ("岳阳市大桥服务中心", False), ("", False)]
)
def test_only_short_texts_are_in_doubt(text: str, lacks: bool) -> None:
    assert may_lack_a_stroke(text) is lacks

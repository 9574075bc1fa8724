"""Consent is plain, or it hangs on something and is none yet."""

from __future__ import annotations

import pytest

from extractors.conditions import condition_in


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("经初审，材料真实、完整，符合申报条件，同意推荐。", True),
        ("经我局现场核实后，同意推荐。", True),
        ("同意推荐，应予支持。", True),
        ("补充社保证明后同意推荐。", False),
        ("待现场核查完成后同意推荐", False),
        ("原则同意推荐。", False),
        ("同意推荐，但须补齐租赁合同。", False),
        ("材料补正到位再予推荐", False),
        ("", True),
    ],
)
def test_a_condition_is_heard(sentence: str, plain: bool) -> None:
    assert (condition_in(sentence) is None) is plain

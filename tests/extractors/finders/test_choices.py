"""Options in cells of their own: the tick decides, wherever it stands; without a tick nothing is taken."""

from __future__ import annotations

import pytest

from extractors.finders import FINDERS
from models.answer import Caveat
from tests.builders import page_of, said

TICKED = {
    "ticks below": """
        申报类别（打√） │ 综合服务机构 │ 创新服务机构 │ 创业服务机构
        ^ │ │ │ √
        """,
    "ticks to the right": "申报类别 │ 综合 │ │ 创新 │ │ 创业 │ √",
    "options below each other": """
        申报类别 │ 综合服务机构 │
        ^ │ 创新服务机构 │
        ^ │ 创业服务机构 │ √
        """,
    "each with its own box": "申报类别 │ □综合 │ □创新 │ ☑创业",
    "a box drawn below": """
        申报类别 │ 综合服务机构 │ 创新服务机构 │ 创业服务机构
        ^ │ [ ] │ [ ] │ [x]
        """,
}


@pytest.mark.parametrize("drawing", TICKED.values(), ids=TICKED)
def test_the_ticked_option_is_the_category(drawing: str) -> None:
    page = page_of(drawing)
    assert said(one for find in FINDERS for one in find(page)) == {"category": "创业"}


def test_two_ticked_options_are_a_question() -> None:
    page = page_of("申报类别 │ 综合 │ √ │ 创新 │ √ │ 创业 │ ")
    (found,) = [one for find in FINDERS for one in find(page)]
    assert Caveat.SEVERAL_TICKED in found.caveats


def test_options_without_any_tick_give_nothing() -> None:
    page = page_of("""
    申报类别 │ 综合服务机构 │ 创新服务机构 │ 创业服务机构
    ^ │ │ │
    """)
    assert said(one for find in FINDERS for one in find(page)) == {}


def test_yes_and_no_in_cells_of_their_own() -> None:
    page = page_of("是否在省平台注册 │ 是 │ │ 否 │ √")
    assert said(one for find in FINDERS for one in find(page)) == {"platform_registered": "false"}


@pytest.mark.parametrize(
    "drawing",
    [
        """
        申报类别：□综合
        □创新
        ☑创业
        """,
        """
        申报类别：
        □综合服务机构
        □创新服务机构
        ☑创业服务机构
        """,
        "申报类别 │ □综合服务机构 □创⏎新服务机构 ☑创⏎业服务机构",
        "申报类别 │ 创业服务机⏎构",
    ],
    ids=["further lines", "below the label", "broken within a word", "one word over two lines"],
)
def test_options_over_several_lines_are_one_choice(drawing: str) -> None:
    page = page_of(drawing)
    assert said(one for find in FINDERS for one in find(page)) == {"category": "创业"}

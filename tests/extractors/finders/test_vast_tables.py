"""Tables far larger than any form: the work grows with their cells, not with the square of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from types import FrameType

import pytest

from extractors.finders import FINDERS
from extractors.finders.part_time import foreign_part
from extractors.finders.shape import Grid
from models.document import Page
from tests.builders import page_of

TITLE = "附件1 湖南省中小微企业核心服务机构申报表\n"
FORM = ["服务人员（人） │ 26 │ 服务场所面积（㎡） │ 168", "其中：大专及以上（人） │ 24 │ 年服务企业数（家） │ 320"]
HEADS = ["服务人员 │ 服务场所面积 │ 服务资产 │ 年服务企业数", "26人 │ 168㎡ │ 156万元 │ 320家"]
ASKED = ["项目 │ 条件要求 │ 目标值 │ 实际情况"]
STEEPEST = 3.0  # times the work for twice the rows; a square would make it four
PATCHES = {"form": FORM, "heads": HEADS, "asked": ASKED}


def rows(lines: list[str], n: int) -> Page:
    return page_of(TITLE + "\n".join(lines[at % len(lines)] for at in range(n)))


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, and generators gone on with: a measure that no busy machine changes."""
    count = 0

    def seen(frame: FrameType, event: str, arg: object) -> None:  # noqa: ARG001
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", PATCHES)
def test_twice_the_rows_are_twice_the_work(kind: str) -> None:
    def looked_at(n: int) -> int:
        page = rows(PATCHES[kind], n)
        return calls(lambda: [find(page) for find in FINDERS])

    looked_at(8)  # what is learnt once
    assert looked_at(160) < STEEPEST * looked_at(80)


def test_a_head_that_comes_again_and_again_passes_the_same_cells() -> None:
    grid = Grid(rows([*ASKED, "服务人员 │ 不少于10人 │ 20人 │ 26人"], 40).tables[0])
    assert {grid.texts[number] for number in grid.passed} >= {"不少于10人", "20人"}
    assert "26人" not in {grid.texts[number] for number in grid.passed}


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        ("服务人员 │ 12\n其中：兼职 │ 4", "其中：兼职"),
        ("服务人员 │ 12 │ 专职 │ 8 │ 兼职 │ 4", "兼职"),
        ("服务人员 │ 12 │ 其中 │ 兼职 │ 4", "兼职"),
        ("服务人员 │ 12 │ 专职 │ 12 │ 兼职 │ 4", ""),
        ("兼职 │ 4 │ 其中 │ 女 │ 6", ""),
    ],
)
def test_people_of_elsewhere_are_told_by_their_own_row(drawing: str, told: str) -> None:
    assert foreign_part(page_of(drawing).tables[0], Decimal(12)) == told

"""A table of contents names pages, and answers nothing."""

from __future__ import annotations

import pytest

from extractors.finders.instructions import without_instructions
from extractors.finders.label import find_labels
from tests.builders import page_of, said

CONTENTS = """
总 目 录
一、申报表 ................................ 4
1.服务场所 ............................... 6
2.服务资产 ............................... 7
3.服务人员 ............................... 7
4.年服务企业 ............................. 8
三、附件 ................................. 10
"""


def read(drawing: str) -> dict[str, str]:
    return said(find_labels(without_instructions(page_of(drawing))))


@pytest.mark.parametrize(
    "drawing",
    [
        CONTENTS,
        CONTENTS.replace(".", "…"),
        CONTENTS.replace(".", "·"),
        CONTENTS.replace("总 目 录\n", ""),
        "目　录\n服务场所证明        3\n服务人员        第5页\n服务资产        P7",
    ],
    ids=["dots", "leaders", "middle dots", "untitled", "gaps"],
)
def test_the_pages_of_a_table_of_contents_are_no_values(drawing: str) -> None:
    assert read(drawing) == {}


@pytest.mark.parametrize(
    "drawing",
    [
        "基本情况\n服务场所面积（平方米）……………168\n服务资产（万元）……………120\n服务人员（人）……………12",
        "目录\n材料见后\n\n以下为申报表\n基本情况\n服务场所面积（平方米）    168\n服务资产（万元）    120\n服务人员（人）    12",
    ],
    ids=["a form with leaders", "a form below a heading"],
)
def test_a_form_is_read(drawing: str) -> None:
    assert read(drawing) == {"premises_area": "168㎡", "service_assets": "120万元", "staff_total": "12人"}

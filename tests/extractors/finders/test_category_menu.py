"""What may be chosen, in brackets behind the blank, is no choice."""

from __future__ import annotations

import pytest

from extractors.finders.label import find_labels
from extractors.finders.table import find_in_tables
from tests.builders import page_of, said


@pytest.mark.parametrize(
    ("answer", "category"),
    [
        ("综合  服务机构（综合、创新、创业，选填一类）", "综合"),
        ("创业服务机构（从综合、创新、创业中选填一类）", "创业"),
        ("创新（综合/创新/创业 三选一）", "创新"),
        ("创业（综合、创新、创业）", "创业"),
        ("（综合、创新、创业，选填一类）", None),
        ("综合、创新（综合、创新、创业，选填一类）", "综合!SEVERAL_TICKED"),
    ],
)
def test_the_category_is_what_is_filled_in(answer: str, category: str | None) -> None:
    assert said(find_labels(page_of(f"六、申报类别：{answer}"))).get("category") == category
    assert said(find_in_tables(page_of(f"单位名称 │ 岳阳市青桐服务中心\n申报类别 │ {answer}"))).get("category") == category

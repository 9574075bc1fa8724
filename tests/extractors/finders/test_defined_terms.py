"""A short head that the form's own note explains asks for what the note says."""

from __future__ import annotations

import pytest

from extractors.finders.table import find_in_tables
from tests.builders import page_of, said

FORM = "指标 │ 服务场所面积（平方米） │ 服务人员（人） │ 活动（次）\n数据 │ 116 │ 17 │ 4\n{note}"
KNOWN = {"premises_area": "116㎡", "staff_total": "17人"}


@pytest.mark.parametrize(
    ("note", "more"),
    [
        ("④ “活动”指2019年本单位开展的公益性公共服务活动，其中线下3次。", {"welfare_activities": "4次"}),
        ("注：“活动”一栏指中小企业公共服务活动。", {"public_activities": "4次"}),
        ("说明：「活动」系指本单位组织的公益性服务活动", {"welfare_activities": "4次"}),
        ("“活动”指党建、工会等各项文体安排", {}),
        ("“场次”指公益性公共服务活动", {}),
        ("活动丰富，指导有方", {}),
    ],
)
def test_the_note_tells_what_the_head_asks(note: str, more: dict[str, str]) -> None:
    found = said(find_in_tables(page_of(FORM.format(note=note))))
    assert {name: value.split("@")[0] for name, value in found.items()} == KNOWN | more

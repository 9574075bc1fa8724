"""All of the building that the premises are in is not the premises; a building of one's own may be."""

from __future__ import annotations

import pytest

from extractors.finders.prose import read_sentences
from models.fields import PREMISES_AREA
from models.quantity import Quantity


def taken(text: str) -> list[int]:
    return [
        int(one.value.value) for one in read_sentences(text) if one.taken and isinstance(one.value, Quantity) and one.field is PREMISES_AREA
    ]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("中心办公服务场所建筑面积520平方米，位于县政务中心三楼。政务中心大楼总建筑面积2.6万平方米。", [520]),
        ("中心所在的科技大厦总建筑面积12000平方米，我中心租用其中3楼共260平方米。", [260]),
        ("该楼总面积4800㎡。", []),
        ("本栋楼总建筑面积4800㎡，我公司租赁办公面积210㎡。", [210]),
        ("办公楼总建筑面积1200平方米，全部用于服务。", [1200]),
        ("中心位于创新大厦5楼，总建筑面积326平方米。", [326]),
        ("我单位自有办公大楼总建筑面积1500㎡。", [1500]),
    ],
)
def test_the_building_around_the_premises(text: str, areas: list[int]) -> None:
    assert taken(text) == areas

"""What is let is the rooms of the lease: their total where they are listed, never the building that they are in."""

from __future__ import annotations

import pytest
from proof_pages import page

from extractors.proofs import lease
from extractors.proofs.rooms import rooms_of
from models.answer import Caveat
from models.document import Reading
from models.quantity import Quantity, plain

HEAD = "房号|用途|建筑面积（㎡）"
ROOMS = f"{HEAD}\n301|办公|97.8\n302|会议洽谈|81.5\n305|培训教室|146.7"


def areas(text: str, table: str = "", below: str = "", **how: object) -> list[tuple[str, frozenset[Caveat]]]:
    reading = lease.read((page(text, table=table, below=below, **how),))  # type: ignore[arg-type]
    return [(plain(one.value.value), one.caveats) for one in reading.candidates if isinstance(one.value, Quantity)]


@pytest.mark.parametrize(
    "clause",
    [
        "该楼总建筑面积4800㎡，其余楼层由甲方另行出租，与乙方无关。",
        "该楼建筑面积4800㎡。",
        "本大楼总建筑面积为4800平方米。",
        "房屋所在楼宇总建筑面积4800平方米。",
        "该栋建筑总建筑面积4800㎡。",
        "整座大厦建筑面积4800㎡",
        "上述建筑物总建筑面积4800平方米",
    ],
)
def test_the_building_is_not_what_is_let(clause: str) -> None:
    assert areas(f"房屋租赁合同\n{clause}") == []
    assert areas("房屋租赁合同", ROOMS + "\n合计||326", below=clause) == [("326", frozenset())]


@pytest.mark.parametrize("clause", ["乙方租用该楼建筑面积300㎡", "该房屋建筑面积300㎡", "该楼三层建筑面积300㎡", "租赁房屋总建筑面积300㎡"])
def test_an_area_in_the_building_is(clause: str) -> None:
    assert areas(f"房屋租赁合同\n{clause}") == [("300", frozenset())]


@pytest.mark.parametrize(
    ("rows", "area", "caveats"),
    [
        (ROOMS + "\n合计||326", "326", set()),
        (ROOMS + "\n总计||326㎡", "326", set()),
        (ROOMS, "326", {Caveat.SUM}),
        (ROOMS + "\n合计||362", "362", {Caveat.SUM}),
        (f"{HEAD}\n301|办公|97.8", "97.8", set()),
        ("楼层|面积\n3层|120平方米\n4层|80平方米\n合计|200平方米", "200", set()),
        ("房间|使用面积（㎡）\n301|97.8\n302|81.5\n合计|179.3", "179.3", {Caveat.BASIS}),
        (ROOMS + "\n负101|仓库|60\n合计||386", "386", {Caveat.BASIS}),
    ],
    ids=["total", "total with its unit", "no total", "wrong total", "one room", "floors", "usable", "a store room among them"],
)
def test_rooms_are_added_up(rows: str, area: str, caveats: set[Caveat]) -> None:
    assert areas("房屋租赁合同", rows) == [(area, frozenset(caveats))]


@pytest.mark.parametrize(
    "table",
    [
        "用途|面积\n办公|见附图\n合计|",
        "坐落|青桐路18号\n用途|办公\n使用期限|2052年3月5日",
        "楼层|占地面积\n1层|320\n合计|320",
        "楼层|公摊面积（㎡）\n1层|32\n合计|32",
        "序号|资产名称|金额\n1|服务器|300\n合计||300",
        ROOMS + "\n306|储藏|面议",
    ],
)
def test_other_tables_give_no_area(table: str) -> None:
    assert rooms_of(page("房屋租赁合同", table=table)) == []


def test_an_area_that_was_guessed_at_is_none() -> None:
    rows = ROOMS + "\n合计||326"
    assert rooms_of(page("房屋租赁合同", table=rows, reading=Reading.OCR, doubtful=("81.5",))) == []

"""A list of assets in sentences is read as one in a table is: its total, checked by adding up; and a 小计 is no 合计."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proof_pages import page

from extractors.proofs import assets
from models.answer import Caveat, FoundBy
from models.document import Page
from models.quantity import Quantity, plain

TITLE = "用于服务的设备设施明细\n说明：下列资产均归本单位所有，用于对外服务，金额单位为元。\n"
ITEMS = "1. 服务平台软件，入账价值179,100元；\n2. 笔记本电脑，入账价值116,400元；\n3. 台式计算机，入账价值232,900元；\n"


def told(*pages: Page) -> list[tuple[str, bool, frozenset[Caveat]]]:
    found = assets.read(pages).candidates
    return [(plain(one.value.value), one.found_by is FoundBy.LIST, one.caveats) for one in found if isinstance(one.value, Quantity)]


@pytest.mark.parametrize(
    ("text", "wan", "proven", "caveats"),
    [
        (ITEMS + "以上服务资产合计528,400元（52.84万元）。", "52.84", True, set()),
        (ITEMS + "上述设备价值共计52.84万元。", "52.84", True, set()),
        (ITEMS.replace("；", "") + "服务资产总额：528400元", "52.84", True, set()),
        (ITEMS + "以上服务资产合计582,400元。", "58.24", False, {Caveat.SUM}),
        (ITEMS, "52.84", False, {Caveat.SUM}),
        (ITEMS.replace("116,400元", "价值若干") + "以上服务资产合计528,400元。", "52.84", False, set()),
        ("以上服务资产合计528,400元。", "52.84", False, set()),
    ],
    ids=["both units", "in 万元", "no marks between", "wrong total", "no total", "one item unclear", "total alone"],
)
def test_the_total_of_the_items(text: str, wan: str, proven: bool, caveats: set[Caveat]) -> None:
    assert told(page(TITLE + text)) == [(wan, proven, frozenset(caveats))]


def test_items_go_on_over_the_page() -> None:
    first, rest = ITEMS.split("3.")
    assert told(page(TITLE + first), page("3." + rest + "以上服务资产合计528,400元。", number=2)) == [("52.84", True, frozenset())]


@pytest.mark.parametrize(
    "text",
    [
        "截至2019年末资产总计528,400元。",
        "本年拟购设备合计528,400元。",
        "设备合计528,400元，累计折旧100,000元。",
        ITEMS + "以上服务资产合计528,400元。以上服务资产合计600,000元。",
        ITEMS.replace("2. ", "4. "),
        "1. 服务平台软件，入账价值179,100元。",
    ],
    ids=["a balance sheet's", "planned", "with depreciation", "two totals", "a number is missing", "one item is no list"],
)
def test_what_gives_no_total(text: str) -> None:
    assert told(page("服务设备明细\n" + text)) == []


SUBTOTAL = "类别|名称|金额（元）\n办公设备|服务器|156,400\n办公设备|投影系统|49,700\n小计||206,100"


def test_a_subtotal_alone_is_for_a_person() -> None:
    assert told(page("服务资产明细表", table=SUBTOTAL)) == [("20.61", True, frozenset({Caveat.CLAIM}))]


def test_subtotals_are_neither_rows_nor_the_total() -> None:
    table = SUBTOTAL + "\n培训设施|桌椅|93,900\n小计||93,900\n总计||300,000"
    assert told(page("服务资产明细表", table=table)) == [("30", True, frozenset())]


@given(st.text(alphabet="1234567890.,，。；;元万 、()合计服务资产以上\n", max_size=120))
def test_no_text_raises(text: str) -> None:
    assert told(page("服务资产清单\n" + text)) is not None

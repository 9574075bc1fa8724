"""Who holds shares, from lists and from lines; nothing else on a page is a holder."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proof_pages import page

from extractors.proofs.shareholders import shareholders_of

INVESTOR = "岳阳槿桥投资有限公司"


def held(*pages: object) -> list[tuple[str, str | None]]:
    return [(one.name, None if one.share is None else str(one.share)) for one in shareholders_of(pages)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            f"序号|股东名称|出资额（万元）|出资比例\n1|{INVESTOR}|120|60%\n2|周望山|80|40%\n合计||200|100%",
            [(INVESTOR, "60"), ("周望山", "40")],
        ),
        ("股东姓名|认缴出资额（万元）|持股比例（%）\n周望山|102|51.00\n钱远帆|98|49.00", [("周望山", "51.00"), ("钱远帆", "49.00")]),
        ("股东（发起人）|出资方式|认缴出资额\n周望山|货币|100", [("周望山", None)]),
        ("股东名称|出资比例\n周望山|0.6\n钱远帆|0.4", [("周望山", None), ("钱远帆", None)]),  # of one or of a hundred?
        ("股东名称|出资比例\n其他股东|30%\n周望山|70%", [("周望山", "70")]),
        ("序号|企业名称|服务内容\n1|岳阳白露有限公司|培训", []),
        ("姓名|学历|股东\n周望山|本科|是", []),
    ],
)
def test_a_list_of_holders(table: str, expected: list[tuple[str, str | None]]) -> None:
    assert held(page("股权结构", table=table)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"控股股东：{INVESTOR}（持股比例60%）", [(INVESTOR, "60")]),
        (f"股东名称：{INVESTOR}  出资比例：60%", [(INVESTOR, "60")]),
        ("股东一：周望山，持股51%；股东二：钱远帆，持股49%", [("周望山", "51"), ("钱远帆", "49")]),
        ("本公司无控股股东。", []),
        ("股东会决议：同意申报。", []),
        ("全体股东：以上情况属实。", []),
    ],
)
def test_lines_that_name_a_holder(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert held(page(text)) == expected


def test_a_name_half_read_ties_nobody() -> None:
    assert held(page("股权结构", table="股东名称|出资比例\n周望山|60%", doubtful=("周望山",))) == []


def test_each_holder_stands_once_with_its_place() -> None:
    table = "股东名称|出资比例\n周望山|60%"
    found = shareholders_of((page("股权结构", table=table), page("公司章程", table=table, number=2)))
    assert [(one.name, one.share, one.place.page) for one in found] == [("周望山", Decimal(60), 1)]
    assert found[0].place.box is not None


@given(
    st.lists(
        st.sampled_from(["股东名称", "出资比例", "|", "\n", "60%", "周望山", "：", "股东", "0", "有限公司", "（", "1e9", "𠀀"]), max_size=40
    )
)
def test_no_page_whatever_raises(text: list[str]) -> None:
    joined = "".join(text)
    shareholders_of((page(joined.replace("|", ""), table=f"股东名称|出资比例\n{joined}"),))

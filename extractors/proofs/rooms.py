"""The rooms of a lease, listed in a table with the area of each: what is let is their total, not the building around them."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.numerals import arabic, folded
from extractors.proofs.listing import listings
from extractors.proofs.reading import listed, number_candidate, squash
from extractors.proofs.rows import Column, Listing, Row, is_scanned
from extractors.quantities import read_quantities
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page
from models.fields import PREMISES_AREA
from models.quantity import exactly, plain

AREA_UNIT = "㎡"
COLUMNS = (
    Column("area", listed("建筑面积 租赁面积 出租面积 承租面积 房屋面积 合同面积 计租面积 房间面积 面积 使用面积 套内面积 实际使用面积")),
    Column("room", listed("房号 房间号 房间 房间名称 室号 门牌号 楼层 层数 单元 单元号 位置 部位 房屋名称 场所 名称")),
    Column("use", listed("用途 房屋用途 功能 使用功能")),
)
NEEDED = frozenset({"area"})
USABLE = re.compile(r"使用面积|套内|实用")
# Areas of another kind, and rooms that may serve nobody.
NOT_LET = re.compile(r"占地|土地|宗地|公摊|分摊|共用|公用|产权|总")
BESIDE = re.compile(r"仓库|库房|宿舍|车位|车库|食堂|厂房|公摊|公寓|出租|转租")
LARGEST = Decimal(1_000_000)
SLACK = Decimal("0.05")
MIN_ROWS = 2


def rooms_of(page: Page) -> list[AnyCandidate]:
    """The total of each table of rooms on a page; none where a cell says anything else than an area."""
    found = (_total(listing) for listing in listings((page,), COLUMNS, NEEDED))
    return [one for one in found if one is not None]


def _total(listing: Listing) -> AnyCandidate | None:
    title = listing.title("area")
    areas = [area for row in listing.rows if (area := _area(row)) is not None]
    totals = [(row, area) for row in listing.totals if (area := _area(row)) is not None]
    summed = sum(areas, Decimal(0))
    if NOT_LET.search(squash(title)) or not areas or listing.lost or (listing.totals and not totals):
        return None
    if len(areas) < len(listing.rows) and (not totals or is_scanned(listing.pages[0]) or summed > totals[-1][1]):
        return None
    caveats = {Caveat.BASIS} if USABLE.search(title) or any(BESIDE.search(squash(row.text + row.rest)) for row in listing.rows) else set()
    if totals:
        row, value = totals[-1]
        agrees, whole = abs(summed - value) <= SLACK, len(areas) == len(listing.rows)
        told = f"{len(areas)}处相加与合计一致" if agrees else f"{len(areas)}处相加为{plain(summed)}，与合计不一致"
        told = told if whole else "分项有未能识读的，未核加"
        caveats |= {Caveat.SUM} if whole and not agrees else set()
        found_by = FoundBy.LIST if whole and agrees and len(areas) >= MIN_ROWS else FoundBy.TABLE
        return _candidate(listing, (row,), value, f"房屋明细合计，{told}", caveats, found_by)
    if len(areas) == 1:
        return _candidate(listing, listing.rows, summed, "房屋明细所列的面积", caveats, FoundBy.TABLE)
    return _candidate(listing, listing.rows, summed, f"房屋明细没有合计，{len(areas)}处相加", caveats | {Caveat.SUM}, FoundBy.COMPUTED)


def _candidate(
    listing: Listing, rows: tuple[Row, ...], value: Decimal, detail: str, caveats: set[Caveat], found_by: FoundBy
) -> AnyCandidate:
    words = tuple(word for row in rows for word in row.get("area").words)
    text = rows[0].get("area").text if len(rows) == 1 else f"{plain(value)}{AREA_UNIT}"
    return number_candidate(
        PREMISES_AREA,
        exactly(value, AREA_UNIT, text=text),
        rows[0].page,
        words,
        text=text,
        found_by=found_by,
        label=listing.title("area"),
        detail=f"场地证明{detail}",
        caveats=caveats,
    )


def _area(row: Row) -> Decimal | None:
    """The one area that a cell is, its unit in the cell or in the title; None of anything else, and of figures read off a picture unsurely."""
    entry = row.get("area")
    if is_scanned(row.page) and not entry.sure:
        return None
    value = arabic(folded(squash(entry.text)))
    if value is None:
        found = [one for one in read_quantities(entry.text) if one.unit == AREA_UNIT and one.is_exact]
        value = found[0].value if len(found) == 1 and found[0].text == entry.text.strip() else None
    return value if value is not None and 0 < value <= LARGEST else None

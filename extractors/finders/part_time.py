"""People of elsewhere in a total of staff: 22人（专职9人，特聘兼职专家13人）."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from models.document import Cell, Table, cells_in
from models.once import once_for_each

_FULL_TIME = re.compile(
    r"(?:专职|全职|在编|在职|在岗|正式|固定)(?:服务|工作)?(?:人员|员工|职工)?\s{0,4}(?:共|有|为|[:：])?\s{0,4}(?P<count>\d{1,6})\s{0,4}[人名位]?"
)
_PART_TIME = re.compile(
    r"(?:兼职|外聘|特聘|聘请|特邀|客座|劳务派遣|实习|志愿|返聘)[\u4e00-\u9fff、]{0,10}\s{0,4}(?:共|有|为|[:：])?\s{0,4}(?P<count>\d{1,6})\s{0,4}[人名位]?"
)
_FIRST = re.compile(r"\d{1,6}")


def full_timers(text: str) -> tuple[int, int] | None:
    """Where the count of full-time people stands in a total that part-timers belong to; None where the total has none of them."""
    plain = "".join(half if len(half := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)
    total, full = _FIRST.search(plain), _FULL_TIME.search(plain)
    parts = [int(one.group("count")) for one in _PART_TIME.finditer(plain)]
    if total is None or full is None or not parts or full.start("count") == total.start():
        return None
    return full.span("count") if int(full.group("count")) + sum(parts) == int(total.group()) else None


_KIND = r"(?:服务|工作)?(?:人员|员工|职工|专家|顾问|教师)?(?:人数|总数|数|数量)?(?:[（(]人[)）])?[:：]?"
_FOREIGN_CELL = re.compile(
    rf"(?P<part>其中[:：、]?)?(?:兼职|外聘|特聘|聘请|特邀|客座|劳务派遣|派遣|借调|挂职|实习|见习|志愿|外单位)(?:[、及和](?:外聘|兼职|特聘|实习|派遣))?{_KIND}"
)
_FULL_CELL = re.compile(rf"(?:其中[:：、]?)?(?:专职|全职|正式|在编){_KIND}")
_GROUP = re.compile(r"其中[:：]?")
_COUNT = re.compile(r"(\d{1,6})\s*[人名位]?")


def foreign_part(table: Table, total: Decimal) -> str:
    """其中：兼职 | 4, or 专职 | 8 | 兼职 | 4 where the total is 12: the label of people of elsewhere in the total; "" where there are none."""
    counted = _counted(table)
    full = {one.count for one in counted if not one.foreign}
    for one in counted:
        if not one.foreign or not 0 < one.count < total:
            continue
        if one.grouped or total - one.count in full:
            return one.text
    return ""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A cell for people of elsewhere or for full-timers, with the number beside it; `grouped`: it says 其中, or a cell before it does."""

    text: str
    count: int
    foreign: bool
    grouped: bool


@once_for_each(cells_in)
def _counted(table: Table) -> tuple[_Counted, ...]:
    """Such cells with a bare number right of them or else below."""
    return tuple(one for cell in table.cells if (one := _count_beside(table, cell)) is not None)


def _count_beside(table: Table, cell: Cell) -> _Counted | None:
    text = re.sub(r"\s+", "", cell.text)
    foreign = _FOREIGN_CELL.fullmatch(text)
    if foreign is None and not _FULL_CELL.fullmatch(text):
        return None
    beside = (table.at(cell.row, cell.col + cell.col_span), table.at(cell.row + cell.row_span, cell.col))
    numbers = (_COUNT.fullmatch(unicodedata.normalize("NFKC", one.text.strip())) for one in beside if one is not None)
    found = next((one for one in numbers if one is not None), None)
    if found is None:
        return None
    grouped = foreign is not None and (foreign["part"] is not None or _is_grouped(table, cell))
    return _Counted(text, int(found.group(1)), foreign is not None, grouped)


def _is_grouped(table: Table, cell: Cell) -> bool:
    """Does 其中 stand before the cell in its row?"""
    return any(_GROUP.fullmatch(re.sub(r"\s+", "", one.text)) for one in table.before(cell))

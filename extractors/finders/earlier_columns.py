"""Columns of what was filled in before (上年填报值, 修改前) beside those of now, where no year says which is which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.finders.labels import Label, Role
from extractors.finders.shape import HEAD_ROWS, MOST_HEADER, Grid
from models.fields import ENTERPRISES_SERVED, PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES

FEWEST_COLUMNS = 3
OF_A_YEAR = (ENTERPRISES_SERVED, PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)
WHICH_YEAR = "表内只写“{}”，未写明是哪一年，须人工确认"

_AMOUNT = r"(?:填报|申报|填写|录入|上报|报送|实际|完成|实现|认定|系统带出)*(?:值|数|数值|数据|情况|内容|指标|完成)?"
_LAST_YEAR = re.compile(rf"(?:上上?一?年度?|去年|前一?年|往年)(?:同期|末|底)?的?{_AMOUNT}")
_THIS_YEAR = re.compile(rf"(?:本年度?|今年|当年)(?:末|底)?的?{_AMOUNT}")
_BEFORE = re.compile(rf"(?:上一?[次期轮]|前[次期]|历史|(?:修改|变更|更正|调整|补正|修订)[之以]?前|原(?:先|来|有)?)的?{_AMOUNT}时?")
_NOW = re.compile(
    rf"(?:本[次期轮]|此次|当前|目前|现在?|(?:修改|变更|更正|调整|补正|修订)[之以]?后|最新|(?:本单位)?(?=填报|申报|实际))的?{_AMOUNT}|期末数?|现状"
)


@dataclass(frozen=True, slots=True)
class Then:
    """`cells` that tell an earlier state, and the heads of the columns that tell only 本年: column → words."""

    cells: frozenset[int]
    this_year: dict[int, str]


def columns_then(grid: Grid) -> Then:
    """The columns under 上年填报值, 上次申报数, 修改前, where 本次填报值, 本年数, 修改后 stand beside them."""
    for row in range(min(HEAD_ROWS, grid.n_rows)):
        heads = {number: re.sub(r"\s+", "", grid.texts[number]) for number in grid.row(row) if grid.cells[number].col}
        asking = any((label := grid.labels[number]) is not None and label.asks for number in grid.row(row))
        if asking or grid.n_cols < FEWEST_COLUMNS or any(len(text) > MOST_HEADER for text in heads.values()):
            continue
        years = [number for number, text in heads.items() if _THIS_YEAR.fullmatch(text)]
        before = [number for number, text in heads.items() if _LAST_YEAR.fullmatch(text) or _BEFORE.fullmatch(text)]
        if before and (years or any(_NOW.fullmatch(text) for text in heads.values())):
            columns = {grid.cells[number].col for number in before}
            cells = (number for number, cell in enumerate(grid.cells) if cell.col in columns and cell.row > row and cell.col_span == 1)
            return Then(frozenset(cells), {grid.cells[number].col: heads[number] for number in years})
    return Then(frozenset(), {})


def of_which_year(label: Label, head: str | None) -> Label:
    """本年服务企业 of a form that names no year may be this year's: what is counted by the year is for a person."""
    if head is None or label.role is not Role.FIELD or label.period not in (None, "annual") or label.field not in OF_A_YEAR:
        return label
    return replace(label, role=Role.NEAR, reason=WHICH_YEAR.format(head))

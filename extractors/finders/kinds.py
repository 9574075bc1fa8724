"""Rows that list the kinds of what a head asks: 公共服务活动 | 次数 over 政策解读 | 3, 银企对接 | 2, 合计 | 5. None of them is the whole; nor is 计划 | 15."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.finders.naming import named
from extractors.finders.shape import Grid, year_of
from extractors.finders.whose import LONGEST_HEAD, TOTAL, is_own
from extractors.finders.words import squeeze
from extractors.finders.years import WHOLE

_NOT_YET = re.compile(
    r"(?:通知|申报|本年|年度|全年|20\d\d年)*(?:计划|目标|任务|预计|预期|要求|条件|标准|指标)(?:任务|目标|要求|条件|指标)?(?:数|值|量)?"
)
_ALL = re.compile(rf"(?:全年|年度|本年)?(?:{TOTAL.pattern})(?:数)?|全年|全部|总体|整体")
LEAST_KINDS = 2  # rows without a total; beside a total one is enough
MOST_ROWS = 200
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE = re.compile(r"(?P<figure>\d[\d,，]{0,12}(?:\.\d{1,4})?)\s*[\u4e00-\u9fff㎡%％²m]{0,3}")
# What is asked, aimed at or true now beside what once was: their rows are told apart by other rules.
_NO_KIND = re.compile(
    r"计划|目标|要求|条件|标准|任务|预计|拟|实际|完成|现有|本年|上年|去年|今年|同期|本期|上期|期[初末]|年[初末]|增|减|数量|数值|数据|填报|内容|情况|占比|比例|\d"
)


def rows_of_kinds(grid: Grid) -> frozenset[int]:
    """The cells of rows that each name one kind under a head that asks for all; of a total that is not their sum too. Never raises."""
    found: set[int] = set()
    for row in range(grid.n_rows - 1):
        if row in grid.lists:
            continue
        columns = _asked_columns(grid, row)
        if not columns:
            continue
        rows = _rows_below(grid, row)
        aims = [at for at in rows if _NOT_YET.fullmatch(squeeze(grid.texts[grid.row(at)[0]]))]
        found.update(number for at in aims for number in grid.row(at))
        rows = [at for at in rows if at not in aims]
        totals = [at for at in rows if _ALL.fullmatch(squeeze(grid.texts[grid.row(at)[0]]))]
        kinds = [at for at in rows if at not in totals]
        if len(totals) > 1 or len(kinds) < (1 if totals else LEAST_KINDS) or not all(_names_a_kind(grid, at) for at in kinds):
            continue
        wrong = totals if totals and not all(_adds_up(grid, kinds, totals[0], col) for col in columns) else []
        found.update(number for at in (*kinds, *wrong) for number in grid.row(at))
    return frozenset(found)


def _asked_columns(grid: Grid, row: int) -> list[int]:
    """The columns right of the first whose head in this row asks for a number."""
    numbers = grid.row(row)
    if len(numbers) < 2 or _HAN.search(grid.texts[numbers[0]]) is None:
        return []
    out = []
    for number in numbers[1:]:
        label = named(grid, number, [grid.texts[numbers[0]]])
        if label is None or not label.asks or label.field is None or not label.field.is_number or re.search(r"\d\s*$", grid.texts[number]):
            continue
        out.append(grid.cells[number].col)
    return out


def _rows_below(grid: Grid, row: int) -> list[int]:
    """The rows of the same shape below, as far as a figure stands in each."""
    shape = grid.partition(row)
    out: list[int] = []
    for at in range(row + 1, min(grid.n_rows, row + 1 + MOST_ROWS)):
        if grid.partition(at) != shape or not all(_is_figure(grid, number) for number in grid.row(at)[1:]):
            break
        out.append(at)
    return out


def _is_figure(grid: Grid, number: int) -> bool:
    return grid.is_blank(number) or _FIGURE.fullmatch(squeeze(grid.texts[number])) is not None


def _names_a_kind(grid: Grid, row: int) -> bool:
    number = grid.row(row)[0]
    text, label = squeeze(grid.texts[number]), grid.labels[number]
    plain = re.sub(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十])[)）、.．]\s*", "", text)
    if len(plain) > LONGEST_HEAD or _HAN.search(plain) is None or (label is not None and label.asks):
        return False
    return year_of(text) is None and WHOLE.fullmatch(plain) is None and _NO_KIND.search(plain) is None and is_own(plain) is not True


def _adds_up(grid: Grid, kinds: list[int], total: int, col: int) -> bool:
    figures = [_figure(grid, at, col) for at in (*kinds, total)]
    known = [one for one in figures if one is not None]
    return len(known) == len(figures) and sum(known[:-1], Decimal(0)) == known[-1]


def _figure(grid: Grid, row: int, col: int) -> Decimal | None:
    """The number of a cell; an empty one counts for nothing."""
    number = grid.at(row, col)
    if number is None or grid.is_blank(number):
        return Decimal(0)
    found = _FIGURE.fullmatch(squeeze(grid.texts[number]))
    return Decimal(re.sub(r"[,，]", "", found["figure"])) if found is not None else None

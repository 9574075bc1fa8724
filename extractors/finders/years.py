"""Years in a table: side by side, below each other, or above groups of columns; the last full one answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.finders.label_words import CUMULATIVE, unit_of
from extractors.finders.labels import Label
from extractors.finders.naming import named
from extractors.finders.shape import FOREIGN, Grid, Year, latest
from extractors.finders.words import squeeze

PART = re.compile(r"[（(]?(?:其中|其 中|内[:：]|含[:：]|#)")
WHOLE = re.compile(
    r"[（(]?(?:合计|总计|小计|共计|总数|总量|总额|总人数|人数|数量|家数|户数|次数|场次|全部|实际|当年|本年|年末|年末数|[-—－/]+)[）)]?(?:[（(].{1,6}[）)])?"
)

NUMBER_ALONE = re.compile(r"[\d.,，]+(?:%|％|万?元|人|家|户|次|场|㎡|平方米|m2)?")
YEARS_SHOWN = re.compile(r"(?:最?近|历)[二两三四五]?年(?:来)?(?!累计|合计|总|共)")


@dataclass(frozen=True, slots=True)
class Carried:
    """What the last table of the page before hands on: columns, the column of the year to take, unit, list or not, columns of units and of remarks."""

    n_cols: int
    years: dict[int, Year]
    unit: str | None
    is_list: bool
    unit_columns: frozenset[int] = frozenset()
    remark_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Asking:
    """A label cell with the groups it stands under, and the cell that answers (-1: none)."""

    number: int
    label: Label
    value: int
    where: str
    unit: str | None = None
    period: str | None = None


def _of_one_year(label: Label) -> Label:
    """近三年业绩 | 服务企业（家） above 2017年 | 2018年 | 2019年: the years stand side by side, none of them is the sum."""
    if label.cumulative and CUMULATIVE.search(YEARS_SHOWN.sub("", label.text)) is None:
        return replace(label, cumulative=False)
    return label


class YearReader:
    """Reads what years head in one table; `taken` are the cells that are answered so. `others`: cells of another body's figures."""

    def __init__(self, grid: Grid, carried: Carried | None, lists: frozenset[int], others: frozenset[int] = frozenset()) -> None:
        self.grid = grid
        self.others = others
        self.carried = carried
        self.lists = lists
        self.taken: set[int] = set()

    def asking(self) -> Iterator[Asking]:
        for one in (*self._of_years(), *self._of_year_rows()):
            yield replace(one, label=_of_one_year(one.label))

    def _of_years(self) -> Iterator[Asking]:
        heads = [
            (row, {self.grid.cells[n].col: year for n, year in cells.items() if n not in self.others})
            for row, cells in self.grid.year_rows()
        ]
        rows = [(row, years) for row, years in heads if years]
        if not rows and self.carried and self.carried.years:
            rows = [(-1, self.carried.years)]
        for i, (row, years) in enumerate(rows):
            end = rows[i + 1][0] if i + 1 < len(rows) else self.grid.n_rows
            above = self._labels_above(row, years)
            if above:
                yield from self._below_labels(row, years, above)
            elif self._heads_labels(row, years):
                yield from self._under_year(row, years)
            else:
                yield from self._below_years(row, end, years)

    def _labels_above(self, row: int, years: dict[int, Year]) -> dict[int, Label]:
        """Labels that each head some of the years: 服务企业（家） above 2017 | 2018 | 2019, beside other labels above the same years."""
        found: dict[int, Label] = {}
        for number in self.grid.row(row - 1) if row > 0 else ():
            cell = self.grid.cells[number]
            label = named(self.grid, number, []) if number not in self.others else None
            inside = sum(cell.col <= col < cell.col + cell.col_span for col in years)
            counts = label is not None and label.field is not None and label.asks and label.field.is_number
            if cell.row + cell.row_span == row and inside > 1 and label is not None and counts:
                found[number] = label
        return found

    def _below_labels(self, row: int, years: dict[int, Year], labels: dict[int, Label]) -> Iterator[Asking]:
        """The row under the years answers each label in the column of its own latest year; two such rows are a list."""
        shape = self.grid.partition(row)
        n_rows = sum(self.grid.partition(at) == shape for at in (row + 1, row + 2) if at < self.grid.n_rows)
        for at in range(row - 1, min(row + 2, self.grid.n_rows)):
            self.taken.update(self.grid.row(at))
        for number, label in labels.items() if n_rows == 1 else ():
            cell = self.grid.cells[number]
            own = {col: year for col, year in years.items() if cell.col <= col < cell.col + cell.col_span}
            chosen = latest(own)
            value = self.grid.at(row + 1, chosen) if chosen is not None else None
            if chosen is None or value is None or self.grid.is_blank(value):
                continue
            where = f"申报表多年度表格，取“{own[chosen].year}年”栏，上方标签“{squeeze(label.text)}”"
            yield Asking(number, label, value, where, None, str(own[chosen].year))
        if n_rows == 1:
            spans = [self.grid.cells[number] for number in self._heads_of_years(row, years)]
            yield from self._beside_years(row, {col for cell in spans for col in range(cell.col, cell.col + cell.col_span)} | set(years))

    def _heads_of_years(self, row: int, years: dict[int, Year]) -> Iterator[int]:
        """The cells above a row of years that stand over any of them, known labels or not."""
        for number in self.grid.row(row - 1):
            cell = self.grid.cells[number]
            if cell.row < row and cell.row + cell.row_span == row and any(cell.col <= col < cell.col + cell.col_span for col in years):
                yield number

    def _beside_years(self, row: int, columns: set[int]) -> Iterator[Asking]:
        """服务场所（㎡） over both rows of heads, 服务人员（人） over 总数 | 大专及以上: what other heads beside the years ask in the same row."""
        for value in self.grid.row(row + 1):
            cell = self.grid.cells[value]
            head, upper = self.grid.at(row, cell.col), self.grid.at(row - 1, cell.col)
            if cell.col in columns or head is None or upper is None or self.grid.is_blank(value) or self.grid.labels[value] is not None:
                continue
            if self.grid.cells[head].col_span != cell.col_span or FOREIGN.search(self.grid.texts[upper]) or {head, value} & self.others:
                continue
            label = named(self.grid, head, [self.grid.texts[upper]] if upper != head else [])
            if label is not None and label.asks:
                yield Asking(head, label, value, f"申报表单元格，上方标签“{squeeze(label.text)}”")

    def _heads_labels(self, row: int, years: dict[int, Year]) -> bool:
        """Is every year's first cell below it a label? Then the years group columns, and values stand one row deeper."""
        under = [self.grid.at(row + 1, col) for col in years]
        return row >= 0 and all(number is not None and self.grid.labels[number] is not None for number in under)

    def _under_year(self, row: int, years: dict[int, Year]) -> Iterator[Asking]:
        chosen = latest(years)
        self.taken.update(number for at in range(row, min(row + 3, self.grid.n_rows)) for number in self.grid.row(at))
        head = self.grid.at(row, chosen) if chosen is not None else None
        if chosen is None or head is None or row + 2 >= self.grid.n_rows:
            return
        for col in range(chosen, chosen + self.grid.cells[head].col_span):
            number, value = self.grid.at(row + 1, col), self.grid.at(row + 2, col)
            label = self.grid.labels[number] if number is not None else None
            if number is None or value is None or label is None or not label.asks or self.grid.is_blank(value):
                continue
            where = f"申报表多年度表格，取“{years[chosen].year}年”栏，列标签“{squeeze(label.text)}”"
            yield Asking(number, label, value, where, None, str(years[chosen].year))

    def _below_years(self, row: int, end: int, years: dict[int, Year]) -> Iterator[Asking]:
        chosen = latest(years)
        if row >= 0:
            self.taken.update(self.grid.row(row))
        over = False
        for below in range(row + 1, end):
            numbers = self.grid.row(below)
            cols = {self.grid.cells[number].col for number in numbers}
            if not set(years) <= cols or (below in self.lists and row not in self.lists):
                if chosen is not None and (torn := self._torn(below, years, chosen)):
                    self.taken.update(torn)
                else:
                    over = over or len(numbers) <= 2 or not set(years) & cols
                continue
            if over and not self._holds_numbers(below, years):
                continue
            heads = [number for number in numbers if self.grid.cells[number].col < min(years) and number not in self.others]
            label, unit, at = self._row_label(heads)
            self.taken.update(numbers)
            if label is None or chosen is None or not label.asks:
                continue
            value = self.grid.at(below, chosen)
            if value is not None and not self.grid.is_blank(value):
                where = f"申报表多年度表格，取“{years[chosen].year}年”栏，行标签“{squeeze(label.text)}”"
                yield Asking(at, label, value, where, unit, str(years[chosen].year))

    def _torn(self, row: int, years: dict[int, Year], chosen: int) -> list[int]:
        """A row in which a ruling is gone: label, unit and an earlier year's number in one cell, the number of the year that counts
        beside it. Whose the first number is cannot be told from the cell."""
        value = self.grid.at(row, chosen)
        if value is None or NUMBER_ALONE.fullmatch(squeeze(self.grid.texts[value])) is None or self.grid.cells[value].col != chosen:
            return []
        cells = [(number, self.grid.cells[number]) for number in self.grid.row(row) if number != value]
        wide = [number for number, cell in cells if cell.col_span > 1 and any(cell.col < col < cell.col + cell.col_span for col in years)]
        return [*wide, value] if any(re.search(r"\d", self.grid.texts[number]) for number in wide) else []

    def _holds_numbers(self, row: int, years: dict[int, Year]) -> bool:
        """After a row across the years: does this one stand under them again, a number in each?"""
        cells = [self.grid.at(row, col) for col in years]
        return all(cell is not None and NUMBER_ALONE.fullmatch(squeeze(self.grid.texts[cell])) is not None for cell in cells)

    def _row_label(self, heads: list[int]) -> tuple[Label | None, str | None, int]:
        """The label among the cells left of the years, the unit in a cell of its own."""
        unit = next((unit for number in heads if (unit := unit_of(self.grid.texts[number]))), None)
        texts = [number for number in heads if not self.grid.is_blank(number) and unit_of(self.grid.texts[number]) is None]
        for number in reversed(texts):
            group = [self.grid.texts[one] for one in texts if one != number]
            if any(FOREIGN.search(text) for text in group):
                return None, unit, number
            label = named(self.grid, number, group[-1:])
            if label is not None:
                return label, unit, number
            if self._is_part(number, texts):
                return None, unit, number
        return None, unit, heads[0] if heads else 0

    def _is_part(self, number: int, texts: list[int]) -> bool:
        """其中：小微企业 beside a label over several rows: what names the whole does not name this row of it."""
        parted = any(self.grid.cells[one].row_span > self.grid.cells[number].row_span for one in texts if one != number)
        return bool(PART.match(squeeze(self.grid.texts[number]))) or (parted and not WHOLE.fullmatch(squeeze(self.grid.texts[number])))

    def _of_year_rows(self) -> Iterator[Asking]:
        """Years below each other; what they head stands in the row above them."""
        for col, years in self.grid.year_columns():
            rows = {number: self.grid.cells[number].row for number in years}
            if any(number in self.taken for number in years):
                continue
            beside = self._labels_beside(years)
            if beside:
                yield from self._right_of_years(years, beside)
                continue
            first = min(rows.values())
            chosen = latest(years)
            span = range(first, max(rows.values()) + 1)
            self.taken.update(number for row in span for number in self.grid.row(row))
            if first == 0 or chosen is None:
                continue
            for head in self.grid.row(first - 1):
                cell = self.grid.cells[head]
                label = named(self.grid, head, [])
                value = self.grid.at(rows[chosen], cell.col)
                if cell.col <= col or label is None or not label.asks or value is None or self.grid.is_blank(value):
                    continue
                where = f"申报表多年度表格，取“{years[chosen].year}年”行，列标签“{squeeze(label.text)}”"
                yield Asking(head, label, value, where, None, str(years[chosen].year))
            self.taken.update(self.grid.row(first - 1))

    def _labels_beside(self, years: dict[int, Year]) -> dict[int, Label]:
        """Labels left of the years, each over several of their rows: 服务企业（家） | 2017年 | 77."""
        found: dict[int, Label] = {}
        for number in years:
            cell = self.grid.cells[number]
            left = self.grid.at(cell.row, cell.col - 1)
            label = named(self.grid, left, []) if left is not None else None
            if left is not None and label is not None and label.asks and self.grid.cells[left].row_span > 1:
                found[left] = label
        return found

    def _right_of_years(self, years: dict[int, Year], labels: dict[int, Label]) -> Iterator[Asking]:
        for left, label in labels.items():
            cell = self.grid.cells[left]
            own = {number: year for number, year in years.items() if cell.row <= self.grid.cells[number].row < cell.row + cell.row_span}
            chosen = latest(own)
            value = self.grid.right_of(chosen, self.grid.cells[chosen].row) if chosen is not None else None
            self.taken.update(one for row in range(cell.row, cell.row + cell.row_span) for one in self.grid.row(row))
            if chosen is None or value is None or self.grid.is_blank(value):
                continue
            where = f"申报表多年度表格，取“{own[chosen].year}年”行，左侧标签“{squeeze(label.text)}”"
            yield Asking(left, label, value, where, None, str(own[chosen].year))

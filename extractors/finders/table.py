"""Labels and values in the cells of a table: value to the right, below, in the same cell, or in a year's column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.finders.choices import choice_of
from extractors.finders.clauses import clause_entries, is_an_offices
from extractors.finders.defined_terms import defined_terms
from extractors.finders.degrees import degrees_in, degrees_in_words
from extractors.finders.earlier_columns import columns_then, of_which_year
from extractors.finders.entry import LONG_TEXT, Entry, candidates_of, leading_label
from extractors.finders.kinds import rows_of_kinds
from extractors.finders.label_words import unit_of
from extractors.finders.labels import Label, Role
from extractors.finders.naming import joined, named
from extractors.finders.numbers import caption_unit
from extractors.finders.part_time import foreign_part
from extractors.finders.rank import ranked, without_visits
from extractors.finders.registration import states_registration
from extractors.finders.remarks import noted, notes_on, remarked
from extractors.finders.shape import FOREIGN, Grid, Year, mirrored
from extractors.finders.signers import signs_for_an_office
from extractors.finders.spans import closing
from extractors.finders.texts import read_phone
from extractors.finders.whose import cells_of_others, parts_beside_totals, rows_of_parts
from extractors.finders.words import candidate, run_of, squeeze
from extractors.finders.years import Asking, Carried, YearReader
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Cell, Page, Table, Word, words_on
from models.fields import (
    CONTACT_PERSON,
    CONTACT_PHONE,
    LEGAL_REPRESENTATIVE,
    PLATFORM_REGISTERED,
    PREMISES_AREA,
    STAFF_COLLEGE,
    STAFF_TOTAL,
    Kind,
)
from models.geometry import Box
from models.once import once_for_each
from models.quantity import Quantity

CAPTION_REACH = 45.0  # points above a table in which its unit may stand
EDGE_SHARE = 0.3  # a table goes on over the page if it begins in this upper share of it
LEAST_TURNS = 4  # rows
TURNING = 0.8  # share of the rows of labels in which one is known
RUNNING_HEADS = 1  # lines that may stand above a table that goes on
WRAPPING = frozenset({Kind.NAME, Kind.ADDRESS})
MOST_WRAPS = 3
CONDITION = re.compile(r"(?:不少于|不低于|≥|>=|大于等于|至少)\d[\d,.]*\D{0,4}|\d[\d,.]*\D{0,4}(?:以上|及以上|\(含\)以上|（含）以上)")
VERDICT = re.compile(r"[是否√✓✔☑■×]|(?:完全|基本|不)?(?:符合|达到|达标|满足)(?:要求|条件|标准)?|合格")
OFFICES_OPINION = re.compile(
    r"(?!.{0,4}(?:申报|申请|填报)(?:单位|机构|企业))(?=.*(?:推荐|初审|审核|审查|审批|评审|复核|主管|部门|工信|经信|局|委|厅|[县市区州省]))[^:：]{2,24}(?:意见|结论|审核|审查|推荐)"
)  # what heads a row in which an office speaks
AREA_SUM = re.compile(r"(?:面积)?(?:合计|总计|共计|总面积|合计面积)(?:面积)?[:：为]?[\d,]+(?:\.\d+)?(?:㎡|平方米|平米|m2|m²)")
REPEATS = 3  # a text that stands this often in one column is data, not a label
_REGISTRATION = Label(PLATFORM_REGISTERED.title, Role.FIELD, PLATFORM_REGISTERED)


def find_in_tables(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:
    """All that the page's tables offer. `before`: the page in front, whose last table may go on here."""
    entries = table_entries(page, before)
    found = without_visits(ranked(entries, [(entry, one) for entry in entries for one in candidates_of(page, entry, FoundBy.TABLE)]))
    found = (*found, *_phone_beside(page, found))
    cells = (run_of(cell.words) for table in page.tables if not Grid(table).lists for cell in table.cells)
    found = tuple(_with_foreign_part(page, one) for one in found if not _signed_for_an_office(page, one))
    further = clause_entries(cells if not is_an_offices(page) else (), {one.field for one in found})
    found = (*found, *(one for entry in further for one in candidates_of(page, entry, FoundBy.TABLE)))
    if any(one.field is STAFF_COLLEGE for one in found):
        return found
    return (*found, *(_degrees_beside(page, found) or degrees_in(page)))


def _signed_for_an_office(page: Page, one: AnyCandidate) -> bool:
    """县（市、区）工信主管部门初审意见 | … 负责人（签字）：谢文: who signs, and whom to ask, in an office's row is none of the applicant's."""
    if one.field not in (LEGAL_REPRESENTATIVE, CONTACT_PERSON, CONTACT_PHONE) or not one.words:
        return False
    if signs_for_an_office(one.field, one.label, one.words, page.lines):
        return True
    table, own = next(_seats(page, one.words[0]), (None, None))
    if table is None or own is None:
        return False
    level = own.box.center[1]
    beside = [cell for cell in table.cells if cell.col < own.col and cell.box.top <= level <= cell.box.bottom]
    return any(OFFICES_OPINION.fullmatch(squeeze(run_of(cell.words).text)) for cell in beside)


def _with_foreign_part(page: Page, one: AnyCandidate) -> AnyCandidate:
    """服务人员 | 12 | 其中兼职 | 4: whether people of elsewhere are meant a person says."""
    if one.field is not STAFF_TOTAL or not isinstance(one.value, Quantity) or not one.words:
        return one
    table, _ = next(_seats(page, one.words[0]), (None, None))
    told = foreign_part(table, one.value.value) if table is not None else ""
    return (
        replace(one, caveats=one.caveats | {Caveat.BASIS}, detail=f"{one.detail}；另填“{told}”，是否即服务人员须人工确认") if told else one
    )


def _seats(page: Page, word: Word) -> Iterator[tuple[Table, Cell]]:
    """The tables that hold a word, each with the cell it stands in."""
    return page.seats_at(*word.box.center)


def _phone_beside(page: Page, found: Sequence[AnyCandidate]) -> tuple[AnyCandidate, ...]:
    """A telephone without a label of its own, alone in the cell behind the name of whom to call: 联系人 | 张三 | 13800138000."""
    if any(one.field is CONTACT_PHONE for one in found):
        return ()
    out: list[AnyCandidate] = []
    for one in found:
        if one.field is not CONTACT_PERSON or not one.words or one.value is None:
            continue
        done: Table | None = None
        for table, own in _seats(page, one.words[0]):
            behind = table.at(own.row, own.col + own.col_span) if table is not done else None
            done = table
            reading = read_phone(run_of(behind.words).text) if behind is not None else None
            if behind is None or reading is None or reading.blank or squeeze(reading.text) != squeeze(run_of(behind.words).text):
                continue
            detail = "申报表单元格，联系人姓名右侧的电话号码"
            out.append(candidate(page, CONTACT_PHONE, reading, behind.words, found_by=FoundBy.TABLE, label=one.label, detail=detail))
    return tuple(out)


def _degrees_beside(page: Page, found: Sequence[AnyCandidate]) -> tuple[AnyCandidate, ...]:
    """The degrees that stand in the cell of the total, added together."""
    out: list[AnyCandidate] = []
    for one in found:
        if one.field is not STAFF_TOTAL or not isinstance(one.value, Quantity) or not one.words:
            continue
        _, cell = next(_seats(page, one.words[0]), (None, None))
        if cell is not None:
            out += degrees_in_words(page, run_of(cell.words), one.value.value, one.label)
    return tuple(out)


def table_entries(page: Page, before: Page | None = None) -> tuple[Entry, ...]:
    """Every label of the page's tables with the words that answer it, in reading order."""
    out: list[Entry] = []
    for number, table in enumerate(page.tables):
        carried = _carried(before) if number == 0 and before is not None and _at_top(page, table) else None
        out.extend(_TableReader(page, table, carried).entries())
    return tuple(out)


def _at_top(page: Page, table: Table) -> bool:
    return table.box.top <= EDGE_SHARE * page.height


def goes_on(page: Page, before: Page) -> bool:
    """Does the page begin with further rows of the form table at the end of the page before?"""
    if not page.tables or not before.tables:
        return False
    first, last = min(page.tables, key=lambda one: one.box.top), max(before.tables, key=lambda one: one.box.bottom)
    above = [line for line in page.lines if line.box.bottom < first.box.top + 1]
    grid = Grid(first)
    asking = any(label is not None and label.asks for label in grid.labels)
    return _at_top(page, first) and first.n_cols == last.n_cols and len(above) <= RUNNING_HEADS and asking and not grid.lists


def _carried(before: Page) -> Carried | None:
    if not before.tables:
        return None
    table = max(before.tables, key=lambda one: one.box.bottom)
    grid = Grid(table)
    years: dict[int, Year] = {}
    for _, cells in grid.year_rows():
        years = {grid.cells[number].col: year for number, year in cells.items()}
    is_list = bool(grid.lists) and grid.n_rows - 1 in grid.lists
    return Carried(grid.n_cols, years, caption_above(before, table.box), is_list, grid.unit_columns, grid.remark_columns)


def caption_above(page: Page, box: Box) -> str | None:
    """The unit in a line close above a table: （单位：万元）."""
    return next((unit for bottom, unit in _captions(page) if 0 <= box.top - bottom + 2 <= CAPTION_REACH), None)


@once_for_each(words_on)
def _captions(page: Page) -> tuple[tuple[float, str], ...]:
    """The page's lines that tell a unit, from the last to the first: where each ends, and the unit."""
    return tuple((line.box.bottom, unit) for line in reversed(page.lines) if (unit := caption_unit(line.text)))


HEAD_OF = re.compile(r"(?:法定代表人|法人代表|法人|(?:单位|机构|企业|主要)?负责人|董事长|总经理|主任)(?:信息|情况)?")


class _TableReader:
    """Goes through one table: first years side by side, then row by row."""

    def __init__(self, page: Page, table: Table, carried: Carried | None) -> None:
        self.page = page
        turned = mirrored(table)
        self.grid = Grid(turned)
        self.grid.labels = self._with_defined(defined_terms(page))
        self.beside = "左侧" if turned is table else "右侧"
        same = carried is not None and carried.n_cols == self.grid.n_cols
        self.carried = carried if same else None
        self.unit = caption_above(page, table.box) or (self.carried.unit if self.carried else None) or self._unit_inside()
        self.unit_columns = self.grid.unit_columns | (self.carried.unit_columns if self.carried else frozenset())
        self.remark_columns = self.grid.remark_columns | (self.carried.remark_columns if self.carried else frozenset())
        self.others = cells_of_others(self.grid)
        self.then = columns_then(self.grid)
        self.passed = (
            self.grid.passed
            | self.others
            | parts_beside_totals(self.grid)
            | rows_of_parts(self.grid)
            | rows_of_kinds(self.grid)
            | self.then.cells
        )
        self.lists = self._lists()
        self.years = YearReader(self.grid, self.carried, self.lists, self.others)
        self.columns = self._repeated()
        self.notes = notes_on(page)
        self.lone_years = self.grid.lone_years()
        self.alternates = self._alternates()

    def _with_defined(self, terms: Mapping[str, Label]) -> tuple[Label | None, ...]:
        """The labels of the cells, heads that a note on the page explains among them, each in the unit that it says itself."""
        if not terms:
            return self.grid.labels
        told = (terms.get(self.grid.key(number)) if label is None else None for number, label in enumerate(self.grid.labels))
        return tuple(
            label if one is None else replace(one, text=self.grid.texts[number])
            for number, (label, one) in enumerate(zip(self.grid.labels, told, strict=True))
        )

    def _lists(self) -> frozenset[int]:
        rows = self.grid.lists
        if self.carried and self.carried.is_list and not rows:
            return frozenset(range(self.grid.n_rows))
        return rows

    def _unit_inside(self) -> str | None:
        """单位：万元 in a cell of its own, in the first rows."""
        return next((unit for cell in self.grid.cells if cell.row <= 1 and (unit := caption_unit(cell.text))), None)

    def _repeated(self) -> frozenset[tuple[int, str]]:
        counts: dict[tuple[int, str], int] = {}
        for number, cell in enumerate(self.grid.cells):
            if self.grid.labels[number] is not None:
                key = (cell.col, self.grid.key(number))
                counts[key] = counts.get(key, 0) + 1
        return frozenset(key for key, count in counts.items() if count >= REPEATS)

    def entries(self) -> Iterator[Entry]:
        found = [*self.years.asking(), *self._of_rows()]
        cells = self.grid.cells
        for asking in sorted(found, key=lambda one: (cells[one.number].row, cells[one.number].col)):
            yield self._entry(asking)
        yield from self._inside_cells(frozenset(one.value for one in found if one.label.asks))

    def _entry(self, asking: Asking) -> Entry:
        cell = self.grid.cells[asking.value]
        label = noted(remarked(asking.label, self._remark_on(asking.value)), self.notes)
        choice = choice_of(self.grid, asking.number, label.field, self.page.marks) if label.field is not None else None
        if choice is not None:
            return Entry(label, label.text, choice.words, choice.region, asking.where)
        words = (*cell.words, *self._wrapped(asking))
        unit = asking.unit or self.unit
        return Entry(label, label.text, words, cell.box, asking.where, unit, asking.period)

    def _wrapped(self, asking: Asking) -> tuple[Word, ...]:
        """A table without rulings has a row for every line: the next ones go on where the label's column is empty."""
        label, cell = self.grid.cells[asking.number], self.grid.cells[asking.value]
        if self.grid.table.ruled or asking.label.field is None or asking.label.field.kind not in WRAPPING:
            return ()
        words: list[Word] = []
        for row in range(cell.row + cell.row_span, min(cell.row + cell.row_span + MOST_WRAPS, self.grid.n_rows)):
            head, tail = self.grid.at(row, label.col), self.grid.at(row, cell.col)
            if tail is None or (head is not None and not self.grid.is_blank(head)) or self.grid.is_blank(tail):
                break
            if self.grid.labels[tail] is not None or leading_label(self.grid.texts[tail]) is not None:
                break
            words += self.grid.cells[tail].words
        return tuple(words)

    # --- row by row -----------------------------------------------------------------------------------------------

    def _of_rows(self) -> Iterator[Asking]:
        foreign = False
        done: set[tuple[int, int]] = set()
        for row in range(self.grid.n_rows):
            heading = self.grid.section(row)
            if heading is not None and self.grid.labels[self.grid.row(row)[0]] is None:
                foreign = bool(FOREIGN.search(heading))
                continue
            if self.alternates and row % 2:
                continue
            if (row in self.lists and not self.alternates) or foreign:
                continue
            for asking in (*self._of_row(row), *self._under_two_heads(row)):
                if (asking.number, asking.value) not in done:
                    done.add((asking.number, asking.value))
                    yield asking

    def _of_row(self, row: int) -> Iterator[Asking]:
        """From left to right: a label takes the next cell; a label before a label is its group, or a column's head."""
        groups: list[int] = []
        pending: tuple[int, Label] | None = None
        stray: int | None = None
        unit: str | None = None
        heads = self._heads_columns(row)
        for number in self.grid.row(row):
            if number in self.years.taken:
                groups, pending, stray = [], None, None
                continue
            if number in self.passed or (pending is not None and self._is_condition(number, row)):
                continue
            if pending is not None and self._is_for_a_unit(number) and self._more_to_come(number, row):
                unit = unit_of(self.grid.texts[number])
                continue
            if pending is not None and self._is_verdict(pending[1], number, row):
                continue
            before = self._groups_before(groups, pending, stray)
            label = self._label_at(number, before, is_value=pending is not None)
            if label is not None:
                groups, stray, unit = ([] if number in heads else before), None, None
                label = named(self.grid, number, [self.grid.texts[one] for one in groups]) or label
                if self._is_foreign(groups) or self._is_of_the_head(label, groups):
                    label = replace(label, role=Role.DECOY, field=None, also=())
                pending = (number, label)
                if number in heads:
                    yield self._asks(number, label, heads[number], "上方", None)
                    pending = None
                continue
            if pending is None:
                stray = number if stray is None and not self.grid.is_blank(number) else None
                continue
            if (said := unit_of(self.grid.texts[number])) is not None and self._more_to_come(number, row):
                unit = said
                continue
            if not self.grid.is_blank(number):
                yield self._asks(*pending, number, self.beside, unit or self._unit_right_of(number, row))
            pending = None
        if pending is not None:
            yield from self._below(*pending)

    def _groups_before(self, groups: list[int], pending: tuple[int, Label] | None, stray: int | None) -> list[int]:
        """What a label cell stands under: a label or other words right before it, else what the row began with."""
        if pending is not None:
            return [*groups, pending[0]]
        return [stray] if stray is not None else groups

    def _asks(self, number: int, label: Label, value: int, side: str, unit: str | None) -> Asking:
        where = f"申报表单元格，{side}标签“{squeeze(label.text)}”"
        label = of_which_year(label, self.then.this_year.get(self.grid.cells[value].col))
        row, year = self.lone_years.get(self.grid.cells[value].col, (self.grid.n_rows, None))
        if year is None or self.grid.cells[value].row <= row:
            return Asking(number, label, value, where, unit)
        if not year.whole:
            label = replace(label, role=Role.DECOY, field=None, also=())
        return Asking(number, label, value, f"{where}，“{year.year}年”栏", unit, str(year.year))

    def _remark_on(self, value: int) -> str:
        """What the table's column for remarks says of the row's value."""
        cell = self.grid.cells[value]
        beside = (self.grid.at(cell.row, col) for col in self.remark_columns if col > cell.col)
        return next((self.grid.texts[number] for number in beside if number is not None), "")

    def _label_at(self, number: int, groups: list[int], *, is_value: bool) -> Label | None:
        """The cell as a label: by itself, or together with the label or group before it (服务场所 | 面积)."""
        label = self.grid.labels[number]
        if label is not None:
            repeated = (self.grid.cells[number].col, self.grid.key(number)) in self.columns
            return None if repeated and is_value else label
        return joined(self.grid, number, [self.grid.texts[one] for one in groups])

    def _is_foreign(self, groups: list[int]) -> bool:
        return any(FOREIGN.search(self.grid.texts[number]) for number in groups)

    def _is_of_the_head(self, label: Label, groups: list[int]) -> bool:
        """法定代表人 | 手机: the number of who heads the applicant, not of whom to call."""
        return label.field is CONTACT_PHONE and any(HEAD_OF.fullmatch(self.grid.key(number)) for number in groups[-1:])

    def _is_condition(self, number: int, row: int) -> bool:
        """服务场所 | 100平方米以上 | 168平方米: the limit stands between the label and the applicant's own number."""
        right = self.grid.right_of(number, row)
        own = right is not None and self.grid.labels[right] is None and re.match(r"\D{0,3}\d", self.grid.texts[right]) is not None
        return own and CONDITION.fullmatch(re.sub(r"\s+", "", self.grid.texts[number])) is not None

    def _is_for_a_unit(self, number: int) -> bool:
        """Where the rows have their units; a name has none, and a dash or nothing stands there."""
        cell = self.grid.cells[number]
        return cell.col in self.unit_columns and cell.col_span == 1

    def _is_verdict(self, label: Label, number: int, row: int) -> bool:
        """服务人员 | 符合 | 38人: whether a condition is met stands before the number that meets it."""
        right = self.grid.right_of(number, row)
        numeric = label.field is not None and label.field.is_number and VERDICT.fullmatch(squeeze(self.grid.texts[number])) is not None
        return numeric and right is not None and self.grid.labels[right] is None and re.search(r"\d", self.grid.texts[right]) is not None

    def _more_to_come(self, number: int, row: int) -> bool:
        """Is a cell with a unit followed by the value? Or is it itself where the value should be?"""
        right = self.grid.right_of(number, row)
        return right is not None and self.grid.labels[right] is None

    def _unit_right_of(self, number: int, row: int) -> str | None:
        right = self.grid.right_of(number, row)
        return unit_of(self.grid.texts[right]) if right is not None else None

    def _heads_columns(self, row: int) -> dict[int, int]:
        """Labels of this row that head a column, with the value below: labels side by side, values in the next row."""
        if self.alternates:
            known = {number: self.grid.below(number) for number in self.grid.row(row) if self.grid.labels[number] is not None}
            return {number: under for number, under in known.items() if under is not None and not self.grid.is_blank(under)}
        begin = [(number, self.grid.cells[number]) for number in self.grid.row(row)]
        numbers = [number for number, cell in begin if cell.row == row and cell.row_span == 1]
        labels = [number for number in numbers if self.grid.labels[number] is not None]
        beside = [(a, b) for a, b in pairwise(numbers) if self.grid.labels[a] and self.grid.labels[b]]
        if not beside or len(labels) < 0.6 * len(numbers):
            return {}
        below = {number: under for number in labels if (under := self._answer_below(number)) is not None}
        below = {number: under for number, under in below.items() if not self._names_rows(number, under)}
        answered = [number for number in below.values() if self.grid.labels[number] is None]
        if len(below) < 2 or len(answered) < len(below):
            return {}
        return {number: under for number, under in below.items() if not self.grid.is_blank(under)} if self._one_row(row) else {}

    def _names_rows(self, number: int, under: int) -> bool:
        """项目 over 内容 at the left edge: what the two rows are, no head and no answer."""
        told = (self.grid.labels[number], self.grid.labels[under])
        return self.grid.cells[number].col == 0 and all(label is not None and not label.asks for label in told)

    def _answer_below(self, number: int) -> int | None:
        """The cell under a head, past those that are another's."""
        under = self.grid.below(number)
        while under is not None and under in self.passed:
            under = self.grid.below(under)
        return under

    def _under_two_heads(self, row: int) -> Iterator[Asking]:
        """服务人员（人） over 总数 | 大专及以上, values one row deeper: each column's lower head, named under the upper one."""
        uppers = [number for number in self.grid.row(row) if self.grid.cells[number].row == row]
        depths = {self.grid.cells[number].row_span for number in uppers}
        grouped = any(self.grid.cells[number].col_span > 1 and self.grid.cells[number].row_span == 1 for number in uppers)
        if row + 2 >= self.grid.n_rows or depths != {1, 2} or not grouped or any(number in self.years.taken for number in uppers):
            return
        values = self.grid.row(row + 2)
        if any(self.grid.labels[number] is not None or self.grid.cells[number].row_span > 1 for number in values):
            return
        if row + 3 < self.grid.n_rows and self.grid.partition(row + 3) == self.grid.partition(row + 2):
            return
        for value in values:
            cell = self.grid.cells[value]
            head, upper = self.grid.at(row + 1, cell.col), self.grid.at(row, cell.col)
            if head is None or upper is None or self.grid.cells[head].col_span != cell.col_span or self.grid.is_blank(value):
                continue
            label = named(self.grid, head, [self.grid.texts[upper]] if upper != head else [])
            if label is not None and label.asks and not self._is_foreign([upper]):
                yield self._asks(head, label, value, "上方", None)

    def _alternates(self) -> bool:
        """Do rows of labels and rows of values take turns through the whole table, so that every label is answered below it?"""
        rows = range(0, self.grid.n_rows, 2)
        if self.grid.n_rows < LEAST_TURNS or self.grid.n_rows % 2 or self.grid.n_cols < 2:
            return False
        if any(self.grid.partition(row) != self.grid.partition(row + 1) for row in rows):
            return False
        labels = [(cell.row, label) for cell, label in zip(self.grid.cells, self.grid.labels, strict=True) if label is not None]
        heads = {row for row, _ in labels if row % 2 == 0}
        beside = any(row % 2 for row, _ in labels)
        crowded = sum(row % 2 == 0 for row, _ in labels) >= 0.5 * len(self.grid.cells) / 2
        return not beside and len(heads) >= TURNING * len(rows) and crowded

    def _one_row(self, row: int) -> bool:
        """Only one row of values: more of them are a list."""
        if any(number in self.passed for number in self.grid.row(row + 1)):
            return True  # whose the rows are is written in front of them
        shape = self.grid.partition(row)
        if row + 2 >= self.grid.n_rows or self.grid.partition(row + 2) != shape:
            return True
        following = self.grid.row(row + 2)
        return any(self.grid.labels[number] is not None for number in following) or all(map(self.grid.is_blank, following))

    def _below(self, number: int, label: Label) -> Iterator[Asking]:
        """A label at the end of its row: the cell under it answers, if it has the same columns and is no label."""
        under = self._answer_below(number)
        if under is None or under in self.years.taken or self.grid.labels[under] is not None or self.grid.is_blank(under):
            return
        if leading_label(self.grid.texts[under]) is None and self.grid.cells[under].row not in self.lists:
            yield self._asks(number, label, under, "上方", None)

    # --- label and value in one cell ------------------------------------------------------------------------------

    def _sum_of_rooms(self, number: int) -> Entry | None:
        """服务场所 | 坐落 | 面积（㎡） | … | 合计：142.7㎡: what the rooms listed in the row's rows make."""
        cell = self.grid.cells[number]
        head = self.grid.at(cell.row, 0)
        label = self.grid.labels[head] if head is not None and head != number else None
        if (
            label is None
            or label.field is not PREMISES_AREA
            or not label.asks
            or AREA_SUM.fullmatch(squeeze(self.grid.texts[number])) is None
        ):
            return None
        run = run_of(cell.words)
        figure = re.search(r"\d", run.text)
        words = run.cut(figure.start() if figure is not None else 0, len(run.text))
        return Entry(label, label.text, words, cell.box, f"申报表单元格，“{squeeze(label.text)}”栏的合计")

    def _inside_cells(self, answered: frozenset[int]) -> Iterator[Entry]:
        """法定代表人：张三 in one cell."""
        foreign = False
        taken = self.years.taken | answered
        for number, cell in enumerate(self.grid.cells):
            heading = self.grid.section(cell.row)
            if heading is not None and leading_label(heading) is None:
                foreign = bool(FOREIGN.search(heading))
            if foreign or cell.row in self.lists or number in taken or self.grid.labels[number] is not None:
                continue
            run = run_of(cell.words)
            if len(run.text) <= LONG_TEXT and states_registration(run.text):
                yield Entry(_REGISTRATION, _REGISTRATION.text, cell.words, cell.box, "申报表单元格，写明省平台注册情况")
                continue
            if (whole := self._sum_of_rooms(number)) is not None:
                yield whole
                continue
            span = leading_label(run.text)
            if span is None or len(run.text) > 4 * LONG_TEXT or span.label.role is Role.DECOY:
                continue
            words = run.cut(span.after, closing(run.text, span.after, len(run.text)))
            if words:
                detail = f"申报表单元格内，标签“{squeeze(span.label.text)}”之后"
                yield Entry(span.label, span.label.text, words, cell.box, detail, self.unit)

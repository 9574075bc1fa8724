"""What the rows of a table are: lists, years side by side, sections; and what its cells are: labels, units, years."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from extractors.finders.label_words import unit_of
from extractors.finders.labels import Label, Role, condition_label, match_label, plain_label
from extractors.finders.numbers import LATEST_FULL_YEAR
from extractors.finders.questions import label_asked_plainly
from extractors.finders.values import is_blank
from extractors.finders.words import squeeze
from models.document import Cell, Table
from models.fields import ESTABLISHED_ON, Kind

LIST_FIRST = frozenset({"序号", "编号", "No", "NO", "序", "项次"})
LIST_HEADERS = frozenset(
    [
        "姓名",
        "性别",
        "年龄",
        "出生年月",
        "学历",
        "学位",
        "专业",
        "职务",
        "职称",
        "岗位",
        "工作内容",
        "身份证号",
        "身份证号码",
        "入职时间",
        "社保",
        "是否专职",
        "毕业院校",
        "毕业学校",
        "所学专业",
        "企业名称",
        "服务企业名称",
        "单位名称",
        "法定代表人",
        "联系人",
        "联系电话",
        "电话",
        "手机",
        "服务内容",
        "服务项目",
        "服务时间",
        "服务日期",
        "合同编号",
        "合同金额",
        "评价",
        "满意度",
        "所属行业",
        "入驻时间",
        "签约时间",
        "从业人数",
        "活动名称",
        "活动主题",
        "活动时间",
        "活动地点",
        "活动内容",
        "时间",
        "日期",
        "地点",
        "主题",
        "参加人数",
        "参与人数",
        "人数",
        "主办单位",
        "承办单位",
        "活动类型",
        "类型",
        "类别",
        "角色",
        "设备名称",
        "资产名称",
        "名称",
        "规格型号",
        "规格",
        "型号",
        "数量",
        "单价",
        "金额",
        "原值",
        "净值",
        "购置日期",
        "购置时间",
        "购入日期",
        "存放地点",
        "使用部门",
        "备注",
        "统一社会信用代码",
        "地址",
        "股东名称",
        "出资比例",
        "持股比例",
        "工种",
        "合作机构",
        "机构名称",
        "服务规模",
        "占比",
        "享受的服务",
        "学历证书",
        "证书编号",
        "发证日期",
    ]
)
TOTALS = re.compile(r"合\s*计|总\s*计|小\s*计")  # the last line of a list
MOST_HEADER = 14  # characters of a list's column title
LIST_ROWS = 2
MOST_ROWS = 400  # a form in a list's clothes shows itself within so many; of longer tables no more is looked at
MIRRORED_WIDTHS = (2, 4)  # columns
LEAST_MIRRORED = 4  # rows that end with a label
SEVERAL = 2
# A column's title in a table of label, condition and value: whose the column is not, and whose it is.
WANTED = re.compile(r"要求|标准|条件|门槛|下限|目标|计划|预期|预计|应达|规定|参考|权重|分值|得分|评分|页码|页次|证明材料|佐证|依据|备注")
OWN = re.compile(r"实际|现有|现状|完成|达到|自评|自查|申报|本单位|我单位|填报|是否")
_UNIT_HEAD = re.compile(r"(?:计量|数量|计算|填报)?单位")
_LIKE_A_UNIT = re.compile(r"是[/／、]?否|有[/／、]?无|[年月日个项台套份件]|台[（(/／]?套[）)]?|批次|年[份月]|日期|文[字本]|选[择项]|勾选")
_REMARKS = re.compile(r"(?:备\s*注|说明|附注|注释?)(?:说明|情况)?|(?:统计|计算|填报|数据)?口径(?:说明)?|(?:情况|填报|数据|有关|其他)说明")
HEAD_ROWS = 2  # rows at the top of a table that may name its columns
SECTION_LENGTH = 40
MOST_LABEL_LINES = 3
FOREIGN = re.compile(
    r"园区|基地情况|入驻|在孵|孵化|服务对象|合作(?:单位|机构)|专家|导师|推荐单位|主管部门|出租|被服务|联合申报|股东|集团|上级|投资方|培训|财务负责人|项目负责人|受益企业|典型企业|会员|"
    r"计划|预期|目标|规划|拟"
)
PARTIAL = re.compile(
    r"\d{1,2}\s*[-—~至]\s*\d{1,2}\s*月|上半年|下半年|季度|预计|计划|预测|目标|合计|小计|累计|增长|平均|同比|至今|拟|前\d+个?月|\d{1,2}月"
)
_DAY = re.compile(
    r"^20[0-4]\d(?:年\d{1,2}月\d{1,2}日?|[./-]\d{1,2}(?:[./-]\d{1,2})?)$"
)  # an answer; as a column's head only a year's last day
_MONTH = re.compile(r"^20[0-4]\d年\d{1,2}月$")
_YEAR_CELL = re.compile(r"^(?:截至)?(20[0-4]\d)(?:年度?|年末|年底|年12月(?:31日|底|末)?)?(?:\(.*\)|数|情况|实绩|完成|实际|数值|数据)*$")
# 上年填报值（2018年度）, 本年数（2019年）, 期末（2019年12月31日）: words of no field, and the year they stand for.
_OF_A_TIME = (
    r"(?:上上?|本|去|前|当|今|同|报告|统计|填报|申报|基|历史|计划|预计|预测|目标)?(?:一?年度?|次|期|年期)?(?:同期|末|底)?的?"
    r"(?:填报|申报|填写|录入|实际|完成|实现|系统|带出|核定|认定)*(?:值|数|数值|数据|情况|实绩|指标|完成)?\("
)
_YEAR_TOLD = re.compile(
    rf"^{_OF_A_TIME}(?:截至)?(20[0-4]\d)(?:年度?|年末|年底|年12月(?:31日|底|末)?)?(?:数|实绩|实际|数据)?\)(?:数|数值|数据|情况)?$"
)
# 2019年1—12月, 2019年1月至2019年12月: all of the year.
_ALL_MONTHS = re.compile(r"(20[0-4]\d)年0?1月?(?:1日)?[-—–~～至到](?:\1年)?12月(?:31日|底|末)?")
_YEAR_BEGUN = re.compile(rf"(?:{_OF_A_TIME})?(20[0-4]\d)年?")


@dataclass(frozen=True, slots=True)
class Year:
    """A cell that heads a year; `whole`: not a part of it, not planned, not a sum."""

    year: int
    whole: bool


def year_of(text: str) -> Year | None:
    """2019年, 2019年度, 2020年1-5月; None for anything else."""
    squashed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if len(squashed) > 24:
        return None
    squashed = _ALL_MONTHS.sub(r"\1年", squashed)
    found = _YEAR_CELL.match(squashed) or _YEAR_TOLD.match(squashed)
    if found:
        return Year(int(found.group(1)), not (PARTIAL.search(squashed) and "12月" not in squashed))
    start = None if _DAY.match(squashed) else _YEAR_BEGUN.match(squashed)
    return Year(int(start.group(1)), False) if start and PARTIAL.search(squashed) else None


_TOLD_WHEN = re.compile(r"\d|[〇○零一二三四五六七八九十]年")
# 申报年度： | 2020, known label or not: what stands behind it is its answer.
_ASKS_FOR_A_YEAR = re.compile(
    r"(?:[\u4e00-\u9fff]{2}(?:年份|批次|届次)|(?:申报|申请|认定|评定|获评|批准|注册|入驻|登记|投用|启用)(?:年度|时间|日期))(?:[(（][^()（）]{0,8}[)）])?[:：]?$"
    r"|[\u4e00-\u9fff]{2}(?:年度|时间|日期)[:：]$"
)
# What tells how to fill in: 须10人以上, 填综合、创新、创业之一, 与法人证书一致, 单位：平方米, 是/否.
_TELLS_HOW = re.compile(
    r"须|请|应当?|需|不得|不予|不受理|填写?(?!报)|单位[:：]|以上|以内|不少于|不低于|不计|不含|一致|之一|为准|如实|例如|^如|指|是[/／]否|有[/／]无|(?:年度|口径|个|位)[,，;；]|提供|附"
)
_LIMITS = re.compile(
    r"20\d\d年?度?|\d+位|(?:不少于|不低于|至少|达到?|占)\D{0,4}[\d.,]+\D{0,3}|[\d.,]+(?:平方米|㎡|万元|[人名家户次场个%％])*(?:\(含\)|（含）)?(?:及|含)?以上"
)
_ANSWERED = re.compile(r"[□☑☐√■✓☒]")


_ACCOUNT = re.compile(
    r"(?:机构)?(?:账[号户]|会员|用户)(?:名称?|类型|状态|级别|编号|等级)|(?:注册|审核|认证)状态|已?(?:发布|开展|报送|提供)(?:的)?(?:服务)?(?:产品|对接|信息|活动)(?:数|数量|情况)?|登录(?:名|账号)"
)


def _of_the_account(label: Label | None) -> Label | None:
    """The day that an account was registered is not the unit's."""
    if label is None or label.field is not ESTABLISHED_ON or re.search(r"成立|设立|组建", label.text):
        return label
    return replace(label, role=Role.DECOY, field=None, also=())


def label_told_how(lines: Sequence[str]) -> Label | None:
    """The label that a cell's first lines make, where all the others only say how to fill it in; None for label and value in one cell."""
    for cut in range(1, min(len(lines), MOST_LABEL_LINES + 1)):
        label = match_label("".join(lines[:cut]))
        rest = re.sub(r"\s+", "", unicodedata.normalize("NFKC", "".join(lines[cut:])))
        if label is None or not label.asks or _ANSWERED.search(rest) or _TELLS_HOW.search(rest) is None:
            continue
        if not re.search(r"\d", _LIMITS.sub("", rest)):
            unit = unit_of(found.group(1)) if (found := re.search(r"单位:([^;,。;、:]{1,4})", rest)) else None
            return replace(label, unit=unit) if unit is not None and label.unit is None else label
    return None


class Grid:
    """A table with the meaning of its cells. Cells are known by their place in `cells`."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.cells = table.cells
        self._at: dict[tuple[int, int], int] = {}
        for number, cell in enumerate(table.cells):
            for row in range(cell.row, cell.row + min(cell.row_span, 400)):
                for col in range(cell.col, cell.col + min(cell.col_span, 100)):
                    self._at.setdefault((row, col), number)
        self._asked: dict[int, tuple[list[int], list[int]]] = {}
        self._partitions: dict[int, tuple[tuple[int, int], ...]] = {}
        self._keys: dict[int, str] = {}
        self.n_rows = table.n_rows
        self.n_cols = table.n_cols
        self.texts = tuple(cell.text for cell in table.cells)
        self.labels: tuple[Label | None, ...] = tuple(
            match_label(text) or condition_label(text) or label_asked_plainly(text) for text in self.texts
        )
        self.labels = tuple(label or self._told_how(number) for number, label in enumerate(self.labels))
        if self._is_of_an_account():
            self.labels = tuple(_of_the_account(label) for label in self.labels)

    def _is_of_an_account(self) -> bool:
        """账号状态, 会员类型, 已发布服务产品: a screen of a platform, whose 注册日期 is the account's."""
        return sum(_ACCOUNT.fullmatch(re.sub(r"\s+", "", text)) is not None for text in self.texts) >= SEVERAL

    def _told_how(self, number: int) -> Label | None:
        """服务人员 and below it 须10人以上，兼职不计: a label that says in small print how to fill in the cell beside it."""
        lines = self.cells[number].lines
        beside = self.right_of(number, self.cells[number].row)
        if len(lines) < SEVERAL or beside is None or self.labels[beside] is not None or is_blank(self.texts[beside]):
            return None
        return label_told_how(lines)

    def at(self, row: int, col: int) -> int | None:
        return self._at.get((row, col))

    def row(self, row: int) -> tuple[int, ...]:
        """The cells that cover a row, left to right, each once."""
        return self._rows.get(row, ())

    @cached_property
    def _rows(self) -> dict[int, tuple[int, ...]]:
        covering: dict[int, dict[int, int]] = {}
        for (row, col), number in self._at.items():
            covering.setdefault(row, {})[col] = number
        return {row: tuple(dict.fromkeys(number for _, number in sorted(cells.items()))) for row, cells in covering.items()}

    def _column(self, col: int) -> tuple[int, ...]:
        """The cells that cover a column, top to bottom, each once."""
        return tuple(dict.fromkeys(number for row in range(self.n_rows) if (number := self._at.get((row, col))) is not None))

    @cached_property
    def unit_columns(self) -> frozenset[int]:
        """Columns of nothing but units, below 单位 or 计量单位: between a label and its value, with a dash or nothing where no unit is."""
        return frozenset(col for col in range(1, self.n_cols - 1) if self._is_of_units(self._column(col)))

    def _is_of_units(self, numbers: tuple[int, ...]) -> bool:
        told = [number for number in numbers if self.cells[number].col_span == 1 and not self.is_blank(number)]
        headed = bool(told) and _UNIT_HEAD.fullmatch(squeeze(self.texts[told[0]])) is not None
        under = told[1:] if headed else told
        units = [number for number in under if unit_of(self.texts[number]) is not None]
        told_by = all(number in units or _LIKE_A_UNIT.fullmatch(squeeze(self.texts[number])) for number in under)
        return len(units) >= (1 if headed else SEVERAL) and told_by

    @cached_property
    def remark_columns(self) -> frozenset[int]:
        """Columns under 备注 or 统计口径: what stands there says of what kind the number before it is."""
        heads = (cell for cell in self.cells if cell.row < HEAD_ROWS and cell.col > 1)
        return frozenset(cell.col for cell in heads if _REMARKS.fullmatch(squeeze(cell.text)))

    def right_of(self, number: int, row: int) -> int | None:
        cell = self.cells[number]
        return self.at(row, cell.col + cell.col_span)

    def below(self, number: int) -> int | None:
        """The cell under this one if it has the same columns."""
        cell = self.cells[number]
        under = self.at(cell.row + cell.row_span, cell.col)
        if under is None:
            return None
        other = self.cells[under]
        return under if (other.col, other.col_span) == (cell.col, cell.col_span) else None

    def is_blank(self, number: int) -> bool:
        return is_blank(self.texts[number])

    def key(self, number: int) -> str:
        if number not in self._keys:
            self._keys[number] = plain_label(self.texts[number]).key if len(self.texts[number]) <= 60 else ""
        return self._keys[number]

    def partition(self, row: int) -> tuple[tuple[int, int], ...]:
        if row not in self._partitions:
            self._partitions[row] = tuple((self.cells[number].col, self.cells[number].col_span) for number in self.row(row))
        return self._partitions[row]

    @cached_property
    def lists(self) -> frozenset[int]:
        """Rows that belong to a list (roster, firms served …): header, entries and all."""
        rows: set[int] = set()
        for row in range(self.n_rows):
            if row in rows or not self._heads_list(row):
                continue
            shape = self.partition(row)
            last = row
            while last + 1 < self.n_rows and self.partition(last + 1) == shape:
                last += 1
            if last + 1 < self.n_rows and any(TOTALS.search(self.texts[number]) for number in self.row(last + 1)[:2]):
                last += 1
            rows.update(range(row, last + 1))
        return frozenset(rows)

    def _heads_list(self, row: int) -> bool:
        numbers = [number for number in self.row(row) if not self.is_blank(number)]
        keys = [self.key(number) for number in numbers]
        if len(keys) < 3 or any(len(key) > MOST_HEADER for key in keys[:1]):
            return False
        known = sum(key in LIST_HEADERS or key in LIST_FIRST for key in keys)
        if keys[0] in LIST_FIRST:
            plain = known >= 2 or not any(re.search(r"\d", self.texts[number]) for number in numbers)
            return plain and not self._is_of_labels(row)
        titled = sum(key in LIST_HEADERS or self.labels[number] is not None for key, number in zip(keys, numbers, strict=True))
        if known < 2 or titled < 0.7 * len(keys) or self._is_of_labels(row):
            return False
        shape, same = self.partition(row), 0
        while same < LIST_ROWS and row + same + 1 < self.n_rows and self.partition(row + same + 1) == shape:
            same += 1
        following = [self.labels[number] for number in self.row(row + 1)] if same else []
        return same >= LIST_ROWS and not any(label is not None and label.asks for label in following)

    def _is_of_labels(self, row: int) -> bool:
        """Are the rows under a header of its shape labels themselves, so that it is a form in a list's clothes: each row
        another label (序号 | 指标 | 数值), or labels and values in turn, row under row?"""
        shape = self.partition(row)
        head = {self.key(number) for number in self.row(row)}
        per_column: dict[int, set[str]] = {}
        below = row + 1
        while below < min(self.n_rows, row + MOST_ROWS) and self.partition(below) == shape:
            asking = [number for number in self.row(below) if (label := self.labels[number]) is not None and label.asks]
            if len(asking) >= SEVERAL and 2 * len(asking) > len(shape) and not {self.key(number) for number in asking} & head:
                return True
            for number in asking:
                per_column.setdefault(self.cells[number].col, set()).add(self.key(number))
            below += 1
        n_rows = below - row - 1
        return n_rows >= SEVERAL and any(2 * len(keys) > n_rows for keys in per_column.values())

    @cached_property
    def passed(self) -> frozenset[int]:
        """Cells that stand between a label and its value and are not the applicant's own: 条件要求, 目标值, 页码."""
        found: set[int] = set()
        columns: frozenset[int] = frozenset()  # that a header asks for above, in a row of the same shape as all between
        for row in range(self.n_rows):
            if row and self.partition(row) != self.partition(row - 1):
                columns = frozenset()
            found.update(number for number in self.row(row) if self.cells[number].col in columns)
            columns |= self._foreign_columns(row) if row < self.n_rows - 1 else frozenset()
        return frozenset(found)

    def _foreign_columns(self, row: int) -> frozenset[int]:
        """Columns of a header that ask what others want or where it is proved; of several, only those that say 实际 are the applicant's."""
        numbers = [number for number in self.row(row) if not self.is_blank(number)]
        if len(numbers) < 3 or any((label := self.labels[number]) is not None and label.asks for number in numbers):
            return frozenset()
        texts = {self.cells[number].col: re.sub(r"\s+", "", self.texts[number]) for number in numbers}
        if any(len(text) > MOST_HEADER or (re.search(r"\d", text) and not year_of(text)) for text in texts.values()):
            return frozenset()
        foreign = (col for col, text in texts.items() if WANTED.search(text) and not OWN.search(text) and col > min(texts))
        return frozenset(col for col in foreign if not self._labels_stand_below(row, col))

    def _labels_stand_below(self, row: int, col: int) -> bool:
        """Do most cells below a header's cell ask for something? 条件 above 服务场所, 服务资产 is the column of labels."""
        rows, asking = self._asked_in(col)
        first = bisect_right(rows, row)
        return asking[-1] - asking[first] >= max(SEVERAL, (len(rows) - first) / 2)

    def _asked_in(self, col: int) -> tuple[list[int], list[int]]:
        """A column's cells that are not blank: the row of each, and how many of those above it ask for something; at the end, of all."""
        if col not in self._asked:
            filled = sorted((self.cells[number].row, number) for number in self._column(col) if not self.is_blank(number))
            asks = ((label := self.labels[number]) is not None and label.asks for _, number in filled)
            self._asked[col] = [row for row, _ in filled], [0, *accumulate(map(int, asks))]
        return self._asked[col]

    def section(self, row: int) -> str | None:
        """The words of a row that is one short cell from edge to edge: a heading."""
        numbers = self.row(row)
        if len(numbers) == 1 and 0 < len(self.texts[numbers[0]]) <= SECTION_LENGTH and self.cells[numbers[0]].row_span == 1:
            text = self.texts[numbers[0]]
            return None if re.search(r"[:：].*\w", text) and not unit_of(text) else text
        return None

    def year_rows(self) -> Iterator[tuple[int, dict[int, Year]]]:
        """Rows with two or more years side by side: (row, cell → year)."""
        for row in range(self.n_rows):
            years = self._years_of(self.row(row))
            heads = any(not _MONTH.match(self.texts[number]) for number in years)
            if heads and len(years) >= 2 and len({self.cells[number].col for number in years}) >= 2:
                yield row, years

    def _years_of(self, numbers: Iterable[int]) -> dict[int, Year]:
        """The cells that head a year, not those that answer a label: 注册资本（万元）| 2000, 启用时间 | 2018年3月."""
        years = {number: year for number in numbers if (year := year_of(self.texts[number])) is not None}
        return {number: year for number, year in years.items() if not self._answers(number, years)}

    def _answers(self, number: int, years: dict[int, Year]) -> bool:
        cell = self.cells[number]
        left = self.at(cell.row, cell.col - 1)
        right = self.right_of(number, cell.row)
        if self._is_asked_above(cell):
            return True
        if left is None or right in years or (self.labels[left] is None and not _ASKS_FOR_A_YEAR.search(squeeze(self.texts[left]))):
            return False
        return self.cells[left].row_span <= cell.row_span

    def _is_asked_above(self, cell: Cell) -> bool:
        """成立时间 over 2008年6月, 认定年份 over 2017年: an answer, and the head of nothing."""
        above = self.at(cell.row - 1, cell.col)
        label = self.labels[above] if above is not None else None
        if above is None or label is None or label.field is None or not label.asks or label.field.kind not in (Kind.DATE, Kind.YEAR):
            return False
        upper, beside = self.cells[above], self.right_of(above, cell.row - 1)
        answered = beside is not None and self.labels[beside] is None and _TOLD_WHEN.search(self.texts[beside]) is not None
        return (upper.col, upper.col_span) == (cell.col, cell.col_span) and not answered

    def lone_years(self) -> dict[int, tuple[int, Year]]:
        """Columns that one year alone heads: column → (row of the header, year)."""
        found: dict[int, tuple[int, Year]] = {}
        for row in range(min(3, self.n_rows)):
            years = self._years_of(self.row(row))
            asking = any((label := self.labels[number]) is not None and label.asks for number in self.row(row))
            if len(years) == 1 and not asking and len(self.row(row)) > 1:
                number, year = next(iter(years.items()))
                found[self.cells[number].col] = (row, year)
        return found

    def year_columns(self) -> Iterator[tuple[int, dict[int, Year]]]:
        """Columns with two or more years below each other: (column, cell → year)."""
        for col in range(self.n_cols):
            years = self._years_of(number for number in self._column(col) if number not in self.passed)
            rows = {self.cells[number].row for number in years}
            if len(years) >= 2 and max(rows) - min(rows) <= 3 * len(rows):
                yield col, years


def mirrored(table: Table) -> Table:
    """The table from right to left, where every row ends with its label and begins with the value; else the table itself."""
    width = table.n_cols
    if width not in MIRRORED_WIDTHS:
        return table
    rows = [[table.at(row, col) for col in range(width)] for row in range(table.n_rows)]
    ends = [(asked(row[0]), asked(row[-1])) for row in rows if row[0] is not row[-1]]
    if any(first for first, _ in ends) or sum(last for _, last in ends) < LEAST_MIRRORED:
        return table
    cells = (replace(cell, col=width - cell.col - cell.col_span) for cell in table.cells)
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))))


def asked(cell: Cell | None) -> bool:
    """Is the cell a label that asks for a field?"""
    label = match_label(cell.text) if cell is not None else None
    return label is not None and label.asks


def latest(years: dict[int, Year]) -> int | None:
    """The cell of the latest full year up to the one that is asked for; None where there is none."""
    whole = [(year.year, number) for number, year in years.items() if year.whole and year.year <= LATEST_FULL_YEAR]
    return max(whole)[1] if whole else None

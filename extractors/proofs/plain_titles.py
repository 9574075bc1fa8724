"""Lists whose title names only what they are of: 附表1 服务资产, 二、秘书处（服务）人员表, 2019年服务企业.

Such a line heads a section of a report as well; it is a list's title only right above a table with that list's columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.proofs.headers import holds_values, kind_opened
from extractors.proofs.reading import bare, listed, squash
from models.document import Line, Page, Table, lines_of
from models.proof import PageKind

TITLE_LENGTH = 44
LINES_ABOVE = 3  # between a title and its table: 单位：元, 截至2019年12月31日
FEWEST_ROWS = 3
FEWEST_COLUMNS = 2
OPENING_ROWS = 3
_LEAD = (
    r"(?:附[件表录]?(?:[一二三四五六七八九十\d]{1,3}(?:[-—.]\d{1,2})?)?[:、.]?|表[一二三四五六七八九十\d]{1,3}(?:[-—.]\d{1,2})?[:、.]?|"
    r"[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.]|[①-⑩])?(?:20\d\d(?:年度?)?)?的?(?:[本我](?:单位|公司|中心|机构|协会|院|所|会))?的?"
)
_TAIL = r"(?:总|汇总|登记|统计|基本|开展)?(?:表|册|簿|情况)?(?:\([^()]{0,20}\))?:?"
# For each kind: what it may be titled, the columns of which one says what each row is, and what another column must speak of.
_TOPICS: tuple[tuple[PageKind, str, frozenset[str], str], ...] = (
    (
        PageKind.ASSET_LIST,
        r"(?:服务|自有|现有|固定|办公|用于服务的?)*(?:资产|设备|设施)(?:[及和、与]?(?:设备|设施|软件))?",
        frozenset(listed("资产 名称 设备 品名 设备设施 设施设备 固定资产")),
        "金额|价|值|总额",
    ),
    (
        PageKind.ROSTER,
        r"(?:秘书处|办公室|机构)?(?:\(?(?:服务|工作|从业|在职|在岗|专职|全体|现有)\)?[和及、]?)*(?:人员|员工|职工|团队)",
        frozenset(listed("姓名 名字 员工姓名")),
        "",
    ),
    (
        PageKind.ACTIVITY_LIST,
        r"(?:(?:组织|举办|开展|主办|承办)[的]?)*[^,。;:()\d]{0,36}(?<!人)活动",
        frozenset(listed("名称 活动 主题 活动名称 活动主题 活动内容 题目")),
        "时间|日期|月份|年月",
    ),
    (
        PageKind.FIRMS_SERVED,
        r"(?:已|被|受|所)?服务(?:的)?(?:中小(?:微)?)?(?:企业|客户|对象|单位)",
        frozenset(listed("企业 名称 客户 公司 企业名称 单位名称 客户名称")),
        "",
    ),
)
_PATTERNS = tuple((kind, re.compile(_LEAD + topic + _TAIL), subjects, re.compile(beside)) for kind, topic, subjects, beside in _TOPICS)
# Columns of a form: what is asked, in which unit, and the answer.
_ASKS = frozenset(listed("指标 指标名称 单位 计量单位 数值 数据 填报数 申报数 实际数 完成数 条件 标准 要求 现状"))
# A list of what is meant to be, of a part, or of other people.
_NOT_THE_WHOLE = re.compile(
    r"计划|拟|预计|主要|重点|部分|骨干|核心|负责|管理人员|领导|股东|代表|典型|案例|专家|导师|兼职|外聘|参加|受邀|应邀|协办|参与|意向|潜在|会员|入驻|在孵"
)


@dataclass(frozen=True, slots=True)
class PlainList:
    """A table that is a list, `kind`, by the line that heads it: its words, and the height at which it stands."""

    kind: PageKind
    title: str
    top: float
    table: Table


def plain_lists(page: Page) -> tuple[PlainList, ...]:
    """The page's lists that only a plain title together with their columns tells, from above."""
    return tuple(_plain_lists(page))


def _plain_lists(page: Page) -> Iterator[PlainList]:
    loose: tuple[Line, ...] | None = None
    floor = 0.0
    for table in sorted(page.tables, key=lambda one: one.box.top):
        if table.n_rows >= FEWEST_ROWS:
            loose = lines_of(page.words_outside(page.tables)) if loose is None else loose
            yield from _told(table, [line for line in loose if floor - 1 <= line.box.top and line.box.bottom <= table.box.top + 1])
        floor = table.box.bottom


def _told(table: Table, above: Sequence[Line]) -> Iterator[PlainList]:
    within = tuple(dict.fromkeys(squash(cell.text) for cell in table.row(0) if cell.text.strip()))
    titles = [(within[0], table.box.top)] if len(within) == 1 else []
    titles += [(squash(line.text), line.box.top) for line in reversed(above[-LINES_ABOVE:])]
    opened = kind_opened(table)
    for title, top in titles:
        kind = kind_plain(title, _headers(table))
        if kind is not None and opened in (None, kind):
            yield PlainList(kind, title, top, table)
            return


def kind_plain(title: str, headers: Sequence[tuple[str, ...]]) -> PageKind | None:
    """The kind of list that a squashed title says, if one of these header rows names what such a list is of; else None."""
    if len(title) > TITLE_LENGTH or _NOT_THE_WHOLE.search(title):
        return None
    if any(_ASKS & set(row) for row in headers):
        return None
    for kind, pattern, subjects, beside in _PATTERNS:
        if pattern.fullmatch(title) and any(subjects & set(row) and any(map(beside.search, row)) for row in headers):
            return kind
    return None


def _headers(table: Table) -> list[tuple[str, ...]]:
    """The rows at the head of a table that may name its columns: bare texts, none of them a value."""
    rows = [tuple(dict.fromkeys(bare(cell.text) for cell in table.row(at))) for at in range(min(OPENING_ROWS, table.n_rows))]
    named = [tuple(text for text in row if text) for row in rows]
    first_value = next((at for at, row in enumerate(named) if holds_values(row)), len(named))
    return [row for row in named[:first_value] if len(row) >= FEWEST_COLUMNS]

"""A table of degrees (硕士 3 | 本科 12 | 大专 7 | 中专及以下 4 | 合计 26): those from 大专 up, added together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from extractors.finders.label_words import unit_of
from extractors.finders.numbers import Asked, read_number
from extractors.finders.shape import Grid, Year, latest, year_of
from extractors.finders.texts import Reading
from extractors.finders.whose import cells_of_others
from extractors.finders.words import Run, candidate
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page, Word
from models.fields import STAFF_COLLEGE, STAFF_TOTAL
from models.quantity import exactly

# Each group of people once: what is counted within another (大专及以上, 本科及以上 beside 硕士) is told by the order.
HIGH = ("博士", "博士研究生", "博士及以上", "硕士", "硕士研究生", "硕士及以上", "研究生", "研究生及以上", "本科", "大学本科", "本科及以上")
COLLEGE = ("大专", "专科", "大学专科", "高职", "大专专科", "高职大专")
BELOW = (
    "中专",
    "高中",
    "中专及以下",
    "高中及以下",
    "大专以下",
    "中专高中",
    "高中中专",
    "中专高中及以下",
    "高中及中专",
    "其他",
    "其它",
    "初中及以下",
    "技校",
    "中技",
)
TOTAL = ("合计", "总计", "总数", "总人数", "小计", "人数合计")
_KNOWN = frozenset((*HIGH, *COLLEGE, *BELOW, *TOTAL))
MOST_ROWS = 200  # below a row of heads: of longer tables no more is looked at
LEAST_KINDS = 2
_SHARE = re.compile(r"[%％]|占比|比例|比重")
_HAS_NUMBER = re.compile(r"\d{1,4}\s*[人名位]?")
_SUFFIX = re.compile(r"(?:学历|人数|人员|生数|数)+$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A degree and the cell with its number, of the year `period` where years are told apart."""

    kind: str
    number: int
    period: str | None = None


def degrees_in(page: Page) -> Iterator[AnyCandidate]:
    """A candidate for staff_college of every table of degrees on the page."""
    for table in page.tables:
        grid = Grid(table)
        for pairs in (*_across(grid), *_down(grid)):
            found = _summed(page, grid, pairs)
            if found is not None:
                yield found


_SAID = re.compile(
    r"(博士(?:研究生)?|硕士(?:研究生)?|研究生|(?:大学)?本科|大专|专科|高职|中专|高中|大专以下|中专及以下|高中及以下|其他)(?:学历|生|人员)?[:：为有]?\s*(\d{1,4})\s*[人名位]"
)


def degrees_in_words(page: Page, run: Run, total: Decimal, label: str) -> Iterator[AnyCandidate]:
    """28人，其中硕士5人、本科13人、大专8人、中专2人 in one cell: those from 大专 up, if all of them make the total."""
    said = [(found.group(1), Decimal(found.group(2)), found) for found in _SAID.finditer(run.text)]
    kinds = [kind for kind, _, _ in said]
    if len(set(kinds)) != len(kinds) or not {"大专", "专科", "高职"} & set(kinds) or "以上" in run.text:
        return
    if sum((count for _, count, _ in said), Decimal(0)) != total:
        return
    up = [one for one in said if one[0] in (*HIGH, *COLLEGE)]
    words = run.cut(up[0][2].start(), up[-1][2].end())
    sums = "＋".join(str(count) for _, count, _ in up)
    value = replace(exactly(sum((count for _, count, _ in up), Decimal(0)), STAFF_COLLEGE.unit), text=sums)
    reading = Reading(value, run.text[up[0][2].start() : up[-1][2].end()], because=f"各学历人数相加 {sums}，合计与总数相符")
    yield candidate(page, STAFF_COLLEGE, reading, words, found_by=FoundBy.TABLE, label=label, detail="申报表服务人员栏的学历构成")


def _kind(grid: Grid, number: int) -> str:
    key = grid.key(number)
    return key if key in TOTAL else _SUFFIX.sub("", key.removeprefix("其中"))


def _across(grid: Grid) -> Iterator[list[Pair]]:
    """Degrees side by side, numbers below: of several rows that of the latest full year, or else of the total."""
    for row in range(grid.n_rows - 1):
        heads = [(kind, number) for number in grid.row(row) if (kind := _kind(grid, number)) in _KNOWN]
        answer, period = _row_that_answers(grid, row) if len(heads) >= LEAST_KINDS else (None, None)
        if answer is None:
            continue
        under = [(kind, grid.at(answer, grid.cells[number].col), number) for kind, number in heads]
        yield [Pair(kind, below, period) for kind, below, head in under if below is not None and _same_columns(grid, below, head)]


def _same_columns(grid: Grid, one: int, other: int) -> bool:
    a, b = grid.cells[one], grid.cells[other]
    return (a.col, a.col_span) == (b.col, b.col_span)


def _row_that_answers(grid: Grid, row: int) -> tuple[int | None, str | None]:
    """The row of numbers under a row of heads, and its year where it has one; None where several could be meant."""
    shape = grid.partition(row)
    below = range(row + 1, min(grid.n_rows, row + 1 + MOST_ROWS))
    rows = list(takewhile(lambda at: grid.partition(at) == shape, below)) or list(below[:1])
    years = {at: year for at in rows if (first := _first(grid, at)) is not None and (year := year_of(grid.texts[first])) is not None}
    if years:
        chosen = latest(years)
        return chosen, str(years[chosen].year) if chosen is not None else None
    counted = [at for at in rows if not _SHARE.search("".join(grid.texts[number] for number in grid.row(at)))]
    rows = counted or rows
    totals = [at for at in rows if (first := _first(grid, at)) is not None and _kind(grid, first) in TOTAL]
    chosen_rows = totals or rows
    alike = any(_HAS_NUMBER.fullmatch(grid.texts[number].strip()) for at in chosen_rows[1:] for number in grid.row(at))
    return (None if alike else chosen_rows[0], None)


def _first(grid: Grid, row: int) -> int | None:
    return next(iter(grid.row(row)), None)


def _down(grid: Grid) -> Iterator[list[Pair]]:
    """Degrees below each other, or in pairs with their numbers along a row: the number stands to the right, or in the latest year's column."""
    pairs: list[Pair] = []
    others = grid.passed | cells_of_others(grid)
    years = dict(grid.year_rows())
    for row in range(grid.n_rows):
        headed = {grid.cells[number].col: year for at in years if at < row for number, year in years[at].items()}
        here = [
            pair
            for number in grid.row(row)
            if (kind := _kind(grid, number)) in _KNOWN and (pair := _pair(grid, kind, number, row, headed, others)) is not None
        ]
        if not here and pairs:
            yield pairs
            pairs = []
        pairs += here
    yield pairs


def _pair(grid: Grid, kind: str, number: int, row: int, years: dict[int, Year], others: frozenset[int]) -> Pair | None:
    """The cell that answers a degree: under the latest full year where years head columns, else the next that is the applicant's."""
    right = grid.right_of(number, row)
    while right is not None and (right in others or unit_of(grid.texts[right]) is not None):
        right = grid.right_of(right, row)
    if right is None or not set(years) & {grid.cells[one].col for one in grid.row(row)}:
        return None if right is None else Pair(kind, right)
    chosen = latest(years)
    value = grid.at(row, chosen) if chosen is not None else None
    return None if chosen is None or value is None else Pair(kind, value, str(years[chosen].year))


def _summed(page: Page, grid: Grid, pairs: Sequence[Pair]) -> AnyCandidate | None:
    kinds = [pair.kind for pair in pairs]
    counts = [_count(grid, pair.number) for pair in pairs]
    degrees = [kind for kind in kinds if kind not in TOTAL]
    if not any(kind in COLLEGE for kind in kinds) or not any(kind in HIGH for kind in kinds) or len(set(degrees)) != len(degrees):
        return None
    if sum(kind.endswith("及以上") for kind in kinds) > 1 or None in counts or _within_another(kinds):
        return None
    known = [(kind, count) for kind, count in zip(kinds, counts, strict=True) if count is not None]
    college = sum((count for kind, count in known if kind in (*HIGH, *COLLEGE)), Decimal(0))
    everybody = sum((count for kind, count in known if kind not in TOTAL), Decimal(0))
    totals = [count for kind, count in known if kind in TOTAL]
    words: tuple[Word, ...] = tuple(word for pair in pairs if pair.kind in (*HIGH, *COLLEGE) for word in grid.cells[pair.number].words)
    said = "＋".join(str(count) for kind, count in known if kind in (*HIGH, *COLLEGE))
    checked = totals == [everybody]
    because = f"学历栏相加 {said}" + ("，各栏合计与总数相符" if checked else "")
    value = replace(exactly(college, STAFF_COLLEGE.unit), text=said, period=pairs[0].period)
    reading = Reading(value, said, caveats=frozenset() if checked else frozenset({Caveat.SUM}), because=because)
    return candidate(page, STAFF_COLLEGE, reading, words, found_by=FoundBy.TABLE, label="学历结构", detail="申报表学历结构表格")


def _within_another(kinds: Sequence[str]) -> bool:
    """本科及以上 beside 硕士 counts the same people twice."""
    above = [kind for kind in kinds if kind.endswith("及以上")]
    rank = {"本科": 0, "硕士": 1, "研究生": 1, "博士": 2}
    level = min((rank.get(kind.removesuffix("及以上"), 3) for kind in above), default=3)
    return any(rank.get(kind.removeprefix("大学").removesuffix("研究生") or "研究生", -1) > level for kind in kinds)


def _count(grid: Grid, number: int) -> Decimal | None:
    text = grid.texts[number]
    if grid.is_blank(number):
        return Decimal(0)
    read = read_number(STAFF_TOTAL, text, Asked())
    return read.value.value if read.value is not None and read.value.is_exact and not read.caveats else None

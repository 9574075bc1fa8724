"""Whose a column or a row of a form is, where its head says so: 申报单位 beside 所属集团（合并）, 本单位 beside 全市平均."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.finders.shape import Grid
from extractors.finders.words import squeeze

OWN = re.compile(
    r"(?:本|我|申报|申请|填报|参评)(?:级|部|单位|公司|机构|企业|中心|主体|平台|协会|院|所|会)?(?:单体|自身|本级|本部|数据?|情况|实际|数值|填报|完成)*|单体|本部|自身"
)
OTHERS = re.compile(
    r"集团|母公司|总公司|总部|总院|总会|上级|主管|控股|股东|投资方|举办单位|关联|兄弟|合作|联合|合并|分公司|子公司|全[国省市县区州]|[省市县区]平均|平均|行业|同行|同类|同业|园区|入驻|出租方|其他(?:单位|公司|企业|机构)"
)
TOTAL = re.compile(r"合计|总计|总数|小计|总量|总额|共计")
LONGEST_HEAD = 30  # characters
_BRACKETS = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")
_ORGANISATION = re.compile(r"[\u4e00-\u9fff（）()]{4,30}(?:公司|中心|协会|研究院|研究所|联盟|促进会|联合会|商会|事务所)")


def cells_of_others(grid: Grid) -> frozenset[int]:
    """The cells that are another body's figures, and the heads that say whose a column or row is: none of them asks or answers."""
    found: set[int] = set()
    for row in range(grid.n_rows - 1):
        heads = _heads([number for number in grid.row(row) if grid.cells[number].row == row], grid)
        if heads:
            found.update(heads, _below(grid, row, [number for number, own in heads.items() if not own]))
    for col in range(min(2, grid.n_cols)):
        found.update(_rows_of_others(grid, col))
    return frozenset(found)


def _heads(numbers: list[int], grid: Grid) -> dict[int, bool]:
    """Cell → is it the applicant's, of a row that has nothing but such heads behind its first cell; {} for any other row."""
    if not numbers or is_own(grid.texts[numbers[0]]) is not None or ((first := grid.labels[numbers[0]]) is not None and first.asks):
        return {}  # 申报单位 | 某某公司 | 所属集团 | 某某集团 are labels with their values
    numbers = [number for number in numbers[1:] if not grid.is_blank(number)]
    said = {number: is_own(grid.texts[number]) for number in numbers}
    whose = {number: own for number, own in said.items() if own is not None}
    return whose if len(whose) == len(said) and set(whose.values()) == {True, False} else {}


def is_own(text: str) -> bool | None:
    """None where the words do not say whose it is."""
    squeezed = squeeze(text)
    if len(squeezed) > LONGEST_HEAD or re.search(r"\d", squeezed):
        return None
    plain = _BRACKETS.sub("", squeezed)
    if OWN.fullmatch(plain):
        return True
    if OTHERS.search(squeezed):
        return False
    return True if _ORGANISATION.fullmatch(plain) else None


def _below(grid: Grid, row: int, heads: list[int]) -> Iterator[int]:
    """The cells under these heads, as far down as the columns stay what they are."""
    for head in heads:
        first, last = grid.cells[head].col, grid.cells[head].col + grid.cells[head].col_span
        for below in range(row + grid.cells[head].row_span, grid.n_rows):
            under = dict.fromkeys(number for col in range(first, last) if (number := grid.at(below, col)) is not None)
            inside = all(first <= grid.cells[one].col and grid.cells[one].col + grid.cells[one].col_span <= last for one in under)
            if not under or not inside or any(grid.labels[one] is not None for one in under):
                break
            yield from under


# What adds up to the applicant's own; 计划 and 兼职 beside 合计 do not.
_PART = re.compile(
    r"(?:自有|自购|自建|租赁|租用|承租|男性?|女性?|线上|线下|[上下]半年|第?[一二三四1-4]季度|其中[:：]?[\u4e00-\u9fff]{0,12}|(?:其[他它余]|中小|中型|小型|微型|小微|规模以上|规上)企业)(?:面积|部分|场地|场所|人数|人员|职工|员工|活动)?"
)


def parts_beside_totals(grid: Grid) -> frozenset[int]:
    """The cells of 自有 and 租赁 under a row of heads that ends or begins with 合计: only the total answers."""
    found: set[int] = set()
    for row in range(grid.n_rows - 1):
        heads = [
            number for number in grid.row(row) if grid.cells[number].row == row and grid.cells[number].col and not grid.is_blank(number)
        ]
        if len(heads) > 1 and all(_is_head(grid, number) for number in heads):
            parts = [number for number in heads if TOTAL.fullmatch(squeeze(grid.texts[number])) is None]
            if len(parts) == len(heads) - 1 and all(_PART.fullmatch(squeeze(grid.texts[number])) for number in parts):
                found.update(heads, _below(grid, row, parts))
    return frozenset(found)


_STRETCH = re.compile(
    r"(?:20\d\d年)?(?:第?[一二三四1-4]季度?|[上下]半年|(?:[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月份?|\d{1,2}[-—~～至]\d{1,2}月份?|Q[1-4])(?:数|小计)?",
    re.IGNORECASE,
)
LEAST_PARTS = 2  # rows


def rows_of_parts(grid: Grid) -> frozenset[int]:
    """The cells of 一季度 … 四季度 or of 自有 and 租赁, row under row below a row of labels: only 全年 or 合计 below them answers."""
    below = False
    rows: list[int] = []
    for row in range(grid.n_rows):
        numbers = grid.row(row)
        if not numbers:
            continue
        first = squeeze(grid.texts[numbers[0]])
        if below and (_STRETCH.fullmatch(first) or _PART.fullmatch(first)):
            rows.append(row)
        elif not rows:
            below = any((label := grid.labels[number]) is not None and label.asks for number in numbers[1:])
    return frozenset(number for row in rows for number in grid.row(row)) if len(rows) >= LEAST_PARTS else frozenset()


def _is_head(grid: Grid, number: int) -> bool:
    text, label = squeeze(grid.texts[number]), grid.labels[number]
    return len(text) <= LONGEST_HEAD and re.search(r"\d", text) is None and (label is None or not label.asks)


def _rows_of_others(grid: Grid, col: int) -> Iterator[int]:
    """Rows below a row of labels that open with 所属集团, beside one that opens with 申报单位."""
    firsts = [number for row in range(grid.n_rows) if (number := grid.at(row, col)) is not None and grid.cells[number].col == col]
    whose = {number: own for number in dict.fromkeys(firsts) if (own := is_own(grid.texts[number])) is not None}
    if set(whose.values()) != {True, False}:
        return
    top = min(grid.cells[number].row for number in whose)
    asking = [number for number in grid.row(top - 1) if (label := grid.labels[number]) is not None and label.asks] if top else []
    if len(asking) < 2 or any(grid.partition(grid.cells[number].row) != grid.partition(top - 1) for number in whose):
        return
    for number, own in whose.items():
        yield from (number,) if own else grid.row(grid.cells[number].row)

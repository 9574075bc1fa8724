"""Who stands on a list of people and is not, or no longer, one of them: by a word in the row, a day in a column for it, or a line below the list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.dates import read_dates
from extractors.proofs.reading import listed, squash
from extractors.proofs.rows import Column, Row

LEFT_COLUMN = Column(
    "left",
    listed(
        "离职时间 离职日期 离职年月 离岗时间 离岗日期 停保时间 停保日期 停保年月 停保月份 停缴时间 停缴年月 中断缴费时间 终止参保时间 减员时间 减员日期 "
        "调离时间 调出时间 调出日期 离开时间 离开日期 解聘时间 解除合同时间 解除劳动合同时间 退休时间 退休日期"
    ),
)
EMPLOYER_COLUMN = Column(
    "employer",
    listed(
        "劳动合同签订单位 合同签订单位 签订单位 用人单位 用工单位 参保单位 缴费单位 社保缴纳单位 社保缴费单位 社保单位 工资发放单位 所属单位 所在单位 劳动合同单位 "
        "聘用单位 单位名称 工作单位"
    ),
)
ELSEWHERE_BEFORE = re.compile("原|曾|前|毕业|推荐|培训")  # 原工作单位: where somebody came from
LEFT = re.compile(
    r"(?<![未无非不增])(?:离职|离岗|(?<!离)退休(?!返聘|[前年时干金])|辞职|辞退|解聘|除名|病故|去世|调离|调出|调走|减员|借调[至到去往]|停薪|停保|停缴|断缴|不在岗"
    r"|(?:暂停|中断|终止|停止)(?:缴费|参保|缴纳)|(?:解除|终止)(?:劳动|聘用|聘任)?(?:合同|关系))"
    r"|(?:(?:待|拟|尚?未)(?:于[^,，。]{1,12})?|计划[^,，。]{0,10})(?:入职|到岗|报到|上岗)"
)
# A line around the list that speaks of people on it: 注：第13、14号为兼职人员; 其中退休返聘2人.
OF_SOME = re.compile(r"兼职|外聘|实习|特聘|客座|返聘|劳务派遣|退休|离职|离岗|停保|辞职|调离|借调|不在岗|未到岗|见习|志愿者")
# The same words of nobody: 均为专职，无兼职; 不含实习人员; 兼职专家另册.
OF_NONE = re.compile(
    r"(?:[无没未非]|不[含包计列属]|除)[^。;；]{0,16}(?:兼职|外聘|实习|特聘|客座|返聘|派遣|退休|离职|离岗|停保|借调|见习|志愿)"
    r"|另[有行附册外列聘]|[不未另]计|此外|以外|是否|专兼职|专职[/、或]兼职"
)
OF_THESE = re.compile(r"其中|[包]?含|包括|以上|上述|名册|名单|本表")
NUMBERS = re.compile(
    r"(?:第|序号|编号)(?P<from>\d{1,3})(?:[-—–~至到]第?(?P<to>\d{1,3}))?(?P<more>(?:[号位行]?[、,，和及]第?\d{1,3})*)(?![\d年月条章])"
)
COUNT = re.compile(r"(\d{1,3})[人名位]")
REMARK_LENGTH = 60
LEAST_NAME = 2
NOBODY = re.compile(r"[/\\—–\-无否空0.]*")
COMPACT_DAY = re.compile(r"(20[0-3]\d)(?:0[1-9]|1[0-2])(?:[0-3]\d)?")


def has_left(row: Row, said: str, asked_year: int | None) -> bool:
    """`said`: whatever stands in the row beside name and schooling. A day of leaving after the asked year and the one behind it is to come."""
    if LEFT.search(said):
        return True
    when = squash(row.get(LEFT_COLUMN.key).text)
    if NOBODY.fullmatch(when):
        return False
    compact = COMPACT_DAY.fullmatch(when)
    years = [int(compact.group(1))] if compact else [int(one.value[:4]) for one in read_dates(when)]
    return bool(years) and (asked_year is None or min(years) <= asked_year + 1)


def noted(captions: Sequence[str], rows: Sequence[Row]) -> tuple[tuple[Row, ...], int]:
    """The rows that a line around the list says are part-timers or gone, and how many people such lines count without naming them."""
    named: list[Row] = []
    counted = 0
    for line in dict.fromkeys(squash(one) for one in captions):
        if len(line) > REMARK_LENGTH or not OF_SOME.search(line) or OF_NONE.search(line):
            continue
        mine = _rows_told(line, rows)
        count = COUNT.search(line[match.start() :]) if OF_THESE.search(line) and (match := OF_SOME.search(line)) else None
        named += mine
        counted += int(count.group(1)) if count is not None and not mine and int(count.group(1)) < len(rows) else 0
    return tuple(row for row in rows if any(row is one for one in named)), counted


def numbers_told(match: re.Match[str]) -> set[int]:
    """The rows' numbers that a match of NUMBERS names."""
    first, last = int(match["from"]), int(match["to"] or match["from"])
    return {*range(first, last + 1), *(int(one) for one in re.findall(r"\d+", match["more"]))}


def _rows_told(line: str, rows: Sequence[Row]) -> list[Row]:
    numbers = {number for match in NUMBERS.finditer(line) for number in numbers_told(match)}
    names = ((row, squash(row.get("name").text)) for row in rows)
    return [row for row, name in names if row.number in numbers or (len(name) >= LEAST_NAME and name in line)]

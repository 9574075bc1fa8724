"""Lists of activities as they are kept: one table, a table a quarter below one title, another year's or another kind's section.

What a heading says holds for the rows below it, before what the title says; a list that only a season's heading parts from
the one above it goes on with it, and is counted with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.numerals import folded, read_numeral
from extractors.proofs.reading import squash
from extractors.proofs.rows import Listing, Row
from models.document import Word

TITLE_LENGTH, HEADING_LENGTH = 40, 30
# What a list is called, and what stands around it without being its name.
NAMES_A_LIST = re.compile(r"活动|培训|服务情况")
LIST_WORD = re.compile(r"(?:清单|一览表?|情况表?|统计表?|汇总表?|明细表?|列表|台账|名单|记录表?|登记表|目录|简表)(?:\(.*\))?$")
REMARK = re.compile(r"。|^(?:说明|备?注|填表|制表|审核|填报)[:人]|^(?:全年|总计|合计|小计|共).{0,12}\d+[次场项期个]|均[由为系]")
YEAR = re.compile(r"(20[0-3]\d)\s*年?")
SEASON = re.compile(
    r"第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?<![\d.\-年])\d{1,2}月份?(?:[-—–~至到]\d{1,2}月份?)?(?!\d)|(?<!十)[一二三四五六七八九十]{1,2}月份?"
)
_COUNTED = r"[次场项期个]"
HEADING = re.compile(
    r"(?:\((?![一二三四五六七八九十\d]{1,2}\)))?(?:附[件录表]?\d?|另附?|参考)?[:、]?(?P<nth>[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}、)?"
    r"(?P<year>20[0-3]\d)?年?度?(?P<season>第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?(?:[-—–~至到]\d{1,2}月份?)?|[一二三四五六七八九十]{1,2}月份?)?"
    r"[^0-9。;:]{0,20}(?:\(?(?:共计?|计|合计)?(?P<stated>\d{1,3})"
    + _COUNTED
    + r"\)?)?(?:[,、(]?(?:仅?供参考|不计入[^。]{0,6}|备查)\)?)?\)?"
)
# A line that says of which year all rows are: 统计年度：2019年, 2019年1月—12月.
OF_YEAR = re.compile(
    r"(?:年度|年份|期间|区间|时段|周期|时间范围|统计范围)[:为]?\(?(20[0-3]\d)年?度?\)?$|^\(?(20[0-3]\d)年?度?\)?$"
    r"|(?P<whole>20[0-3]\d)[年.]0?1月?(?:[.]?0?1日?)?[-—–~至到](?:(?P=whole)[年.])?12月?"
)
ALL_IN_ALL = re.compile(
    r"(?:全年|年度|总计|合计|合共|共计|(?<!公)共)[^0-9。;,第]{0,10}?([0-9]{1,4}|[一二三四五六七八九十百]{1,5})" + _COUNTED + "(?!数)"
)
QUARTERS, HALVES = 4, 2
LAST_OF_YEAR = frozenset("四4下")


@dataclass(frozen=True, slots=True)
class Section:
    """Rows below one heading. `year`, `stated`: the year and the number that it names; `heading` may be ""."""

    heading: str
    rows: tuple[Row, ...]

    @property
    def year(self) -> int | None:
        years = set(YEAR.findall(self.heading))
        return int(years.pop()) if len(years) == 1 else None

    @property
    def stated(self) -> int | None:
        match = HEADING.fullmatch(self.heading)
        return int(match.group("stated")) if match is not None and match.group("stated") else None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Tables that are one list, each with what it is headed by within the list."""

    title: str
    parts: tuple[Listing, ...]
    headings: tuple[str, ...]

    def sections(self, part: Listing, rows: Sequence[Row]) -> tuple[Section, ...]:
        """The given rows of a part, by the headings that they stand under."""
        own = self.headings[self.parts.index(part)]
        keyed = ((squash(row.under) if is_heading(squash(row.under)) else own, row) for row in rows)
        groups = groupby(keyed, key=lambda pair: pair[0])
        return tuple(Section(heading, tuple(row for _, row in pairs)) for heading, pairs in groups)

    @property
    def captions(self) -> tuple[str, ...]:
        return tuple(line for part in self.parts for line in part.captions)

    @property
    def area(self) -> tuple[Word, ...]:
        """The words of all tables on the first page: where the count can be checked by looking."""
        page = self.parts[0].pages[0]
        return tuple(word for part in self.parts if part.pages[0] is page for word in part.area)

    @property
    def years(self) -> frozenset[int]:
        """Those that its title, else a line around its tables, else its file's name tell."""
        titled = {int(year) for year in YEAR.findall(self.title)}
        lines = [squash(line) for line in self.captions]
        told = titled or {int(year) for line in lines for match in OF_YEAR.finditer(line) for year in match.groups() if year}
        return frozenset(told or self._of_file())

    @property
    def stated(self) -> int | None:
        """The number that a line around the tables gives for the whole; None where none does, or several differ."""
        lines = [squash(line) for line in self.captions]
        numerals = [read_numeral(match.group(1)) for line in lines if not is_heading(line) for match in ALL_IN_ALL.finditer(folded(line))]
        found = {int(one.value) for one in numerals if one is not None and one.high is None}
        return found.pop() if len(found) == 1 else None

    @property
    def missing_seasons(self) -> str:
        """What the list names where its tables are not all parts of a year, and nothing holds them together; "" where it is whole."""
        headings = {section.heading for part in self.parts for section in self.sections(part, part.rows)}
        seasons = [SEASON.search(heading) for heading in sorted(headings)]
        if not all(seasons):
            return ""
        quarters = {match.group("quarter") for match in seasons if match} - {None}
        halves = {match.group("half") for match in seasons if match} - {None}
        named = quarters | halves
        if self.years and not SEASON.search(self.title) and (not named or named & LAST_OF_YEAR):
            return ""  # in a season there may have been nothing; where the last is missing, the list may end too soon
        whole = len(quarters) == QUARTERS or len(halves) == HALVES
        return "" if whole else "、".join(dict.fromkeys(match.group() for match in seasons if match))

    def _of_file(self) -> set[int]:
        name = self.parts[0].pages[0].file.rsplit("/", 1)[-1]
        return {int(year) for year in YEAR.findall(name)} if NAMES_A_LIST.search(name) else set()


def ledgers_of(listings: Iterable[Listing]) -> tuple[Ledger, ...]:
    """The lists put together, each table that a heading within a list opens with the ones above it."""
    out: list[Ledger] = []
    for listing in listings:
        if not listing.rows:
            continue
        title, heading = _named(listing)
        own = heading or (title if SEASON.search(title) else "")
        before = out[-1] if out else None
        if before is not None and not own and not title:
            own = heading = squash(before.parts[-1].trailing)  # a heading at the foot of the page before
        if before is not None and _goes_on(before, title, heading):
            out[-1] = Ledger(before.title, (*before.parts, listing), (*before.headings, own))
        else:
            out.append(Ledger(title or heading, (listing,), (own,)))
    return tuple(out)


def _goes_on(before: Ledger, title: str, heading: str) -> bool:
    if title:
        return SEASON.search(title) is not None and _without_season(title) == _without_season(before.title)
    return bool(heading)


def _without_season(title: str) -> str:
    return SEASON.sub("", title) if SEASON.search(title) else ""


def _named(listing: Listing) -> tuple[str, str]:
    """The name of a list among the lines around it, and the heading of its part of one."""
    lines = [squash(line) for line in listing.captions]
    plain = [line for line in lines if len(line) <= TITLE_LENGTH and not REMARK.search(line)]
    titles = [line for line in plain if NAMES_A_LIST.search(line)]
    headings = [line for line in plain if is_heading(line) and line != squash(listing.trailing)]
    title = next((line for line in titles if line not in headings), "")
    return title, next(iter(headings), "")


def is_heading(line: str) -> bool:
    """Does a squashed line head a part of a list: 第一季度, 二、公益活动, (附:2018年度活动)?"""
    whole = OF_YEAR.search(line)
    if len(line) > HEADING_LENGTH or LIST_WORD.search(line) or (whole is not None and whole.group("whole")):
        return False
    match = HEADING.fullmatch(line)
    return match is not None and any(match.group(name) for name in ("nth", "year", "season"))

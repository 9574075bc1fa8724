"""A list in parts: by department, trade or quarter, each below a heading of its own and often in a table of its own, numbered anew.

Parts are one list only where nothing says that one of them is another: the list of another year, a plan, a selection, people from
outside, the same names again. What the parts make together is sure only where a total is stated beside them; whoever counts says so (`Listing.in_parts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.proofs.headers import LEFT_OUT, LISTED, SUM, TITLE_LENGTH
from extractors.proofs.joining import joined
from extractors.proofs.reading import bare, squash
from extractors.proofs.rows import Listing, Row, is_scanned

# What a list's title says of the part alone: 第一季度, 综合部, （一）.
OF_PART = re.compile(
    r"第?[一二三四1-4]季度|(?:1[0-2]|[1-9])月份?|[上下]半年|[\u3400-\u9fff]{2,6}(?:部|科|室|组|队)|^[一二三四五六七八九十]{1,3}[、.]|\([^()]{1,12}\)"
)
# Words by which rows are no part of what was asked for: planned, chosen from the whole, of other years, of another kind.
OTHER = re.compile(
    r"拟|计划|意向|预计|潜在|储备|未来|下一步|其中|重点|典型|代表|骨干|部分|节选|案例|往年|历年|以前|会员|入驻|入孵|在孵|毕业|合作|专家|导师|顾问|"
    r"待(?:服务|签|定|入职|聘|岗|启动|开展|对接)|未(?:服务|成交|签|启动|入职|开展|合作|履约)|停薪|终止|流失|子公司|分公司|母公司|关联|"
    r"外聘|兼职|志愿|离职|退休|实习|派遣|党员|理事|董事|监事|股东|培训人员|参训|学员"
)
YEAR = re.compile(r"20[0-3]\d")
SAME_NAMES = 0.5  # share of a list's names that another has too which make it no part beside that one


def in_parts(lists: Sequence[Listing]) -> tuple[Listing, ...]:
    """The same lists, those that are parts of one put together."""
    out: list[Listing] = []
    for one in lists:
        if out and _is_next_part(out[-1], one):
            first = replace(one.rows[0], opens=True)
            lost = tuple(dict.fromkeys((*out[-1].lost, *one.lost)))
            out[-1] = replace(joined(out[-1], replace(one, rows=(first, *one.rows[1:]))), lost=lost)
        else:
            out.append(one)
    return tuple(out)


def parts_of(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """The rows part by part: a new one begins where the numbers do, below a heading, a sum or the columns' titles again."""
    out: list[list[Row]] = []
    for at, row in enumerate(rows):
        headed = row.opens or (at > 0 and row.under != rows[at - 1].under)
        if not out or (headed and row.number in (1, None)):
            out.append([])
        out[-1].append(row)
    numbered = [part[0].number for part in out]
    if len(out) > 1 and len({number is None for number in numbered}) > 1:
        return (tuple(rows),)  # numbered here and not there: nothing tells where a part begins
    return tuple(map(tuple, out))


def without_left_out(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows that count, and those under a heading that says of them that they do not."""
    aside = {id(row) for row in rows if LEFT_OUT.search(squash(row.under))}
    return tuple(row for row in rows if id(row) not in aside), tuple(row for row in rows if id(row) in aside)


def foreign_part(rows: Sequence[Row]) -> str:
    """The heading under which rows of another kind stand (二、2020年拟服务企业); "" where none is."""
    return next((row.under for row in rows if OTHER.search(squash(row.under))), "")


def _is_next_part(before: Listing, one: Listing) -> bool:
    """Has this list the columns of the one before, and does it begin where a part would?"""
    if not before.rows or not one.rows or is_scanned(one.rows[0].page):
        return False
    if before.keys != one.keys or [bare(title) for title in before.titles] != [bare(title) for title in one.titles]:
        return False
    first = one.rows[0].number
    if first != 1 and not (first is None and before.rows[0].number is None):
        return False
    return _says_nothing_else(before, one)


def _says_nothing_else(before: Listing, one: Listing) -> bool:
    """Do the words around a list leave it a part of the one before: no other year, no other kind, no title of another list?"""
    mine, theirs = _told(one), _told(before)
    if OTHER.search(mine) or set(YEAR.findall(mine)) - set(YEAR.findall(theirs)) or _names_the_same(before, one):
        return False
    titles, known = _list_titles(one), _list_titles(before)
    return not titles or titles <= known


def _names_the_same(before: Listing, one: Listing) -> bool:
    """Are half of a list's names on the one before too: the same people another month, or some of them again?"""
    known = {name for row in before.rows if (name := squash(row.get("name").text))}
    mine = [name for row in one.rows if (name := squash(row.get("name").text))]
    return sum(name in known for name in mine) >= SAME_NAMES * max(1, len(mine))


def _told(one: Listing) -> str:
    """The heading and the short lines around a list; a sentence or a sum below it says nothing of what it is."""
    lines = (squash(line) for line in (*one.captions, one.rows[0].under))
    return "".join(line for line in lines if len(line) <= TITLE_LENGTH and not SUM.search(line))


def _list_titles(one: Listing) -> set[str]:
    """The titles of lists among the lines around this one, without what they say of its part."""
    plain = (squash(line) for line in one.captions)
    return {OF_PART.sub("", line) for line in plain if LISTED.search(line) and len(line) <= TITLE_LENGTH}

"""What opens a list: the titles of its columns, and among them the one that says what each of its rows is.

By these a list ends where another begins, though nothing but the next header parts the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.proofs.reading import bare, listed, squash
from extractors.proofs.rows import Column, key_of
from extractors.proofs.rules import LIST_KINDS, RULES
from models.document import Table
from models.proof import PageKind

# Who a service contract or its ledger is made out to.
CLIENTS = "委托单位 委托方 委托企业 委托单位名称 签约单位 签约企业 合同单位 合同对方 甲方单位 客户 客户单位 客户单位名称 受服务单位 服务客户 受益企业"
# What each row of a list is; lists of other things (honours, patents, papers handed in) have no kind of their own.
SUBJECTS: dict[PageKind, tuple[str, ...]] = {
    PageKind.ROSTER: listed("姓名 员工姓名 人员姓名 职工姓名"),
    PageKind.ACTIVITY_LIST: listed(
        "活动名称 活动主题 活动题目 活动内容 主题 培训名称 培训主题 培训内容 会议名称 活动项目 服务活动名称 服务活动"
    ),
    PageKind.FIRMS_SERVED: listed(
        "企业名称 服务企业名称 被服务企业 被服务企业名称 受服务企业 客户名称 公司名称 服务企业 服务对象 服务对象名称 企业全称 单位名称 服务单位 "
        + CLIENTS
    ),
    PageKind.ASSET_LIST: listed("资产名称 设备名称 设备设施名称 软件名称 仪器名称 仪器设备名称 固定资产名称 设施名称"),
    PageKind.OTHER: listed("荣誉名称 奖项名称 证书名称 专利名称 材料名称 附件名称 文件名称 制度名称 合作机构 机构名称 合同名称 核查项目"),
}
ALL_SUBJECTS = frozenset(title for titles in SUBJECTS.values() for title in titles)
ALL_COLUMNS = frozenset(title for rule in RULES if rule.kind in LIST_KINDS for title in rule.columns)
TITLE_LENGTH = 34
OPENING_ROWS = 3  # a title within the table, a group of columns, the columns
SEVERAL = 3  # column titles that make a header where none says what the rows are
# What stands in a list's rows and never in its header: a firm, a number, a day.
VALUE = re.compile(r"(?:公司|加工厂|合作社)$|^\d+$|\d{5}|\d月\d")
# A line that states a figure, or says where a paper is to be found, names it without being it: 82家(名单另附).
REFERS = re.compile(r"\d[余多]?[家户次场期人名项]\(|[附另]后|[另后]附|附上|见附|详见|另见|另[册行]")
# A list's title that says it is not the whole of it; 主要 and 重点 may be all there are.
EXCERPT = re.compile(r"部分|节选|摘录|选录|举例|示例|前\d+[家户]")
LISTED = re.compile(r"名单|名录|名册|一览|清单|台账|明细|目录")
# What heads a part of a list: 二、商贸业; （三）其他; 第一季度（31家）; 部门：培训部 人数：4; 综合部（4人）.
PART = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.:]|\([一二三四五六七八九十]{1,3}\)|第?[一二三四]季度|(?:1[0-2]|[1-9])月份?(?:$|[(:])"
    r"|(?:所属|所在)?(?:部门|科室|处室|岗位|班组|行业|产业|类别|分类|片区|乡镇|园区|服务(?:类型|类别|项目|内容))(?:名称)?:)[^。;；]{0,24}$"
    r"|[\u3400-\u9fff、]{2,12}\(?共?[0-9]{1,4}[人名位家户]\)?$"
)
# What says of the rows below it, or of a part, that they do not count: 二、兼职人员（不计入服务人员）.
LEFT_OUT = re.compile(r"不(?:计入|列入|纳入|算入|计算在内|在统计范围|作统计)|(?:未|不)(?:予)?计入|(?:仅供|供)参考|仅?作?备查")
# The same as a line that is nothing but a heading: what the rows are, and in brackets that they are left out; a note is none.
ASIDE = re.compile(
    r"(?:附(?:[件表录一二三四五\d]{0,2})[:：、.]?|[一二三四五六七八九十]{1,3}[、.:]|\([一二三四五六七八九十\d]{1,3}\))?(?![^()]*(?:注|以上|上述|说明|(?:公司|厂|店|社|部)\())"
    r"(?=[^()]*(?:专家|导师|顾问|人员|员工|兼职|外聘|实习|志愿|企业|单位|客户|会员|活动|项目|资产|设备|名单))[\u3400-\u9fff、]{2,14}"
    r"\((?P<why>[^()]{2,24})\)[:：]?"
)
SUM = re.compile(r"合计|小计|总计|共计|累计|总和|合共|总数")
BRACKETED = re.compile(r"\([^()]*\)")
PAPER_NUMBER = re.compile(
    r"^(?:(?:证明|佐证|支撑|申报|附加)?(?:材料|资料|文件)|附件|附录|附表|附)(?:之|第)?[一二三四五六七八九十\d]{1,3}(?:[-—.]\d{1,2})?[:、.—-]?"
)  # what stands before the title of a paper among others
OF_YEAR = re.compile(r"(?<!\d)20\d\d(?:年度?)(?:\d{1,2}[-—~至]\d{1,2}月)?")


def is_excerpt(line: str) -> bool:
    """Does the title of a list call it a part?"""
    plain = squash(line)
    return len(plain) <= TITLE_LENGTH and LISTED.search(plain) is not None and EXCERPT.search(plain) is not None


def share_of(told: re.Match[str], *, of_year: bool = False) -> float:
    """How much of a squashed line these words of it are, what stands in brackets beside them (2019年末) and the number of the
    paper (证明材料之三:) left out; of a numbered paper, and where `of_year`, its year too."""
    numbered = PAPER_NUMBER.match(told.string) is not None
    patterns: tuple[re.Pattern[str], ...] = (BRACKETED, PAPER_NUMBER, *((OF_YEAR,) if of_year or numbered else ()))
    aside = (one.span() for pattern in patterns for one in pattern.finditer(told.string))
    length = len(told.string) - sum(end - start for start, end in aside if end <= told.start() or told.end() <= start)
    return len(told.group()) / max(1, length)


def heads_a_part(line: str) -> bool:
    """Is this line the heading of a part of a list, and no title of a list of its own?"""
    plain = squash(line)
    return PART.match(plain) is not None and LISTED.search(plain) is None and SUM.search(plain) is None


def leaves_out(line: str) -> bool:
    """Is this line the heading of rows that do not count, in so many words: 附：外聘兼职专家（不计入服务人员）?"""
    aside = ASIDE.fullmatch(squash(line))
    return aside is not None and LEFT_OUT.search(aside["why"]) is not None and SUM.search(aside.string[: aside.start("why")]) is None


def holds_values(row: Iterable[str]) -> bool:
    """Are there values among these bare texts, as beside the labels of a form?"""
    return any(VALUE.search(text) for text in row)


def refers(line: str) -> bool:
    """Does a squashed line speak of a paper that is elsewhere?"""
    return REFERS.search(line) is not None


def titles_apart(row: Iterable[str]) -> tuple[str, ...]:
    """Bare titles of columns, two that stand so close that they were read as one (场次参训人次) each by itself."""
    return tuple(title for text in row for title in _titles_in(text))


def _titles_in(text: str) -> tuple[str, ...]:
    known = ALL_COLUMNS | ALL_SUBJECTS
    if text in known:
        return (text,)
    pairs = ((text[:at], text[at:]) for at in range(2, len(text) - 1))
    return next((pair for pair in pairs if known.issuperset(pair)), (text,))


def kind_opened(table: Table) -> PageKind | None:
    """The kind of list that a table's first rows open; None where they are no header, or do not tell."""
    for row in _first_rows(table):
        if holds_values(row):
            return None
        kind = kind_named(row)
        if kind is not None:
            return kind
    return None


def kind_named(row: tuple[str, ...]) -> PageKind | None:
    """The kind of list of which these bare texts are the header; None where they are none, or do not tell."""
    if holds_values(row):
        return None
    kinds = [kind for kind, titles in SUBJECTS.items() if any(text in titles for text in row)]
    if len(kinds) == 1 and len(_filled(row)) >= 2:
        return kinds[0]
    known = [rule for rule in RULES if rule.kind in LIST_KINDS and len(set(row) & set(rule.columns)) >= max(SEVERAL, rule.columns_needed)]
    return known[0].kind if len(known) == 1 and not kinds else None


def opens_another(table: Table, columns: Sequence[Column], needed: frozenset[str]) -> bool:
    """Do a table's first rows open a list of other things than the one with these columns?"""
    told = (names_others(row, columns, needed) for row in _first_rows(table))
    return next((one for one in told if one is not None), False)


def names_others(row: tuple[str, ...], columns: Sequence[Column], needed: frozenset[str]) -> bool | None:
    """Are these bare texts the header of a list of other things than those that the `needed` columns name? None: no telling."""
    own = frozenset(title for column in columns if column.key in needed for title in column.titles)
    if holds_values(row) or own & set(row):
        return False
    if ALL_SUBJECTS & set(row):
        return len(_filled(row)) >= 2
    if any(key_of(text, tuple(columns)) in needed for text in row):
        return False
    return True if len(ALL_COLUMNS & set(row)) >= SEVERAL else None


def _first_rows(table: Table) -> list[tuple[str, ...]]:
    rows = (tuple(dict.fromkeys(bare(cell.text) for cell in table.row(at))) for at in range(min(OPENING_ROWS, table.n_rows)))
    return [row for row in rows if _filled(row)]


def _filled(row: tuple[str, ...]) -> list[str]:
    return [text for text in row if text]

"""服务企业名单: how many different firms stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.proofs.counting import caveats_of, count_rows, parts_doubt, stated_total
from extractors.proofs.headers import CLIENTS, is_excerpt
from extractors.proofs.listing import listings
from extractors.proofs.owners import owner_of
from extractors.proofs.parts import foreign_part, in_parts
from extractors.proofs.reading import ASKED, AnyCandidate, Asked, ProofReading, counted, is_sure, listed, number_candidate, squash, trouble
from extractors.proofs.rows import Column, Listing, Row
from extractors.proofs.running_heads import names_the_papers
from models.answer import Caveat, FoundBy
from models.document import Page
from models.fields import ENTERPRISES_SERVED
from models.problem import Problem, Severity
from models.proof import PageKind

KIND = PageKind.FIRMS_SERVED

COLUMNS = (
    Column(
        "name",
        listed(
            "企业名称 服务企业名称 单位名称 公司名称 被服务企业名称 被服务企业 服务对象 客户名称 服务企业 名称 企业全称 "
            "受服务企业 服务单位 服务对象名称 中小企业名称 服务企业全称 企业 " + CLIENTS
        ),
    ),
    Column(
        "year",
        ("服务年度", "年度", "年份", "服务时间", "时间", "服务日期", "签约时间", "签订日期", "签订时间", "签约日期", "合同日期", "日期"),
    ),
    Column("what", ("服务内容", "服务项目", "服务类型", "服务事项", "服务方式", "服务类别")),
    Column("contact", ("联系人", "联系电话", "法定代表人", "电话", "联系方式")),
    Column("field", ("所属行业", "行业", "所属县区", "所在地", "地址", "备注", "规模", "企业类型", "企业规模")),
)
NEEDED = frozenset({"name"})
ENDINGS = ("有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "公司", "(有限合伙)", "(普通合伙)", "有限合伙", "普通合伙")
MARKS = re.compile(r"[\s()（）\[\]【】《》“”\"'.,，、·\-—_]")
# What an engine makes of specks and ticks beside a Chinese name: kana, small letters, signs.
STRAY = re.compile(r"[a-z\u3040-\u30ff。、*'`~^<>|√✓:;：；]")
WRITTEN = re.compile(r"[\u3400-\u9fff]{4}")
MOST_STRAY = 4  # characters of one name that may be marks beside the other
YEAR = re.compile(r"(20[0-3]\d)")
# Not firms: a person, a household.
PERSON = re.compile(r"^[\u3400-\u9fff]{2,3}$")

# Who is no enterprise: a ledger of contracts names them beside firms.
NOT_SERVED = re.compile(r"已(?:终止|解除|取消|注销)|未(?:签约|启动|成交|履行)|待(?:服务|签约)|洽谈中")
OFFICE = re.compile(
    r"(?:[省市县区镇乡](?:级)?(?:[\u4e00-\u9fff]{1,12})?(?:局|委员会|委|厅|办公室)|人民政府|街道办事处|管委会|管理委员会|[中小]学|大学|职业(?:技术)?学院|幼儿园|人民医院|中医院|人民法院|检察院)$"
)


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    lists = in_parts([one for one in listings(pages, COLUMNS, NEEDED) if one.rows])
    for listing in lists:
        more, here = _of_listing(listing, asked)
        candidates += more
        problems += here
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), owner_of(pages))


def _of_listing(listing: Listing, asked: Asked) -> tuple[list[AnyCandidate], list[Problem]]:
    count = count_rows(listing, key="name", noun="企业名称")
    rows, period, doubts, undated = _of_year(count.rows, listing, asked)
    doubts = [*count.doubts, *doubts]
    excerpt = [Caveat.EXCERPT] if any(is_excerpt(line) for line in listing.captions) else []
    short = (*count.short, *undated, *(one.value for one in excerpt))
    firms = {key: row for row in reversed(rows) if (key := firm_key(row.get("name").text))}
    people = [row for row in firms.values() if PERSON.match(squash(row.get("name").text))]
    twins = _twins(rows, firms)
    stated = stated_total(listing, ("家", "户", "个"))
    whole_names = {name: row for row in reversed(rows) if (name := MARKS.sub("", squash(row.get("name").text)))}
    repeated = len(rows) - len(firms)
    if stated == len(whole_names):  # the list's own total takes 某某有限公司 and 某某有限责任公司 for two
        firms = whole_names
    if stated is not None and stated not in (len(firms), len(rows)):
        doubts.append(f"名单另写共{stated}家")
    if people:
        doubts.append(f"有{len(people)}行像是个人姓名")
    if offices := [row for row in firms.values() if OFFICE.search(squash(row.get("name").text))]:
        doubts.append(f"有{len(offices)}行是机关、学校等，不像企业（{squash(offices[0].get('name').text)[:20]}）")
    if ended := [row for row in rows if NOT_SERVED.search(squash(row.rest))]:
        doubts.append(f"有{len(ended)}行写明已终止、未签约等（{squash(ended[0].get('name').text)[:20]}），是否计入看不出来")
    if twins:
        doubts.append(f"“{twins[0]}”与“{twins[1]}”可能是同一家")
    if foreign := foreign_part(rows):
        doubts.append(f"名单中“{squash(foreign)[:20]}”部分是否计入，看不出来")
    summed = parts_doubt(listing, stated, len(firms), len(rows))
    told = f"清单 {len(rows)} 行，去重后 {len(firms)} 家"
    page, words = listing.rows[0].page, listing.header
    problems: list[Problem] = []
    if repeated:
        problems.append(
            trouble(
                page,
                f"服务企业名单{told}（重复{repeated}行：{_repeated(rows)}）",
                "核对名单中的重复企业",
                name=ENTERPRISES_SERVED.name,
                words=words,
                severity=Severity.INFO,
            )
        )
    told_doubts = [*doubts, *short, *([summed] if summed else [])]
    if told_doubts:
        problems.append(
            trouble(
                page, f"服务企业名单{told}，但{'；'.join(told_doubts)}", "对照名单逐行核对企业数", name=ENTERPRISES_SERVED.name, words=words
            )
        )
    detail = told + (f"；{'；'.join(told_doubts)}" if told_doubts else f"（{count.told}）")
    value = counted(ENTERPRISES_SERVED, len(firms), period=period)
    return [
        number_candidate(
            ENTERPRISES_SERVED,
            value,
            page,
            words,
            text=f"{len(firms)}家",
            found_by=FoundBy.LIST,
            area=listing.area,
            label="服务企业名单",
            detail=detail,
            # Two firms may share a name: a form that says the same bears the count out, by itself it is open.
            caveats=[*caveats_of(doubts, short), *excerpt, *([Caveat.REPEATED] if repeated else []), *([Caveat.SUM] if summed else [])],
        )
    ], problems


def firm_key(name: str) -> str:
    """A firm's name up to its ending, spaces and brackets: 岳阳 某某（有限）公司 twice is one firm."""
    plain = MARKS.sub("", squash(name))
    plain = STRAY.sub("", plain) if WRITTEN.search(plain) else plain
    for ending in ENDINGS:
        bare_ending = MARKS.sub("", ending)
        if plain.endswith(bare_ending) and len(plain) > len(bare_ending) + 1:
            return plain.removesuffix(bare_ending)
    return plain


def _of_year(rows: tuple[Row, ...], listing: Listing, asked: Asked) -> tuple[tuple[Row, ...], str | None, list[str], list[str]]:
    """The rows of the asked year where a column says the year; else all, in the caption's year. With doubts, and with those
    after which there can only be more rows."""
    if asked.year is None:
        return rows, None, [], []
    years = [{int(year) for year in YEAR.findall(squash(row.get("year").text))} for row in rows]
    if listing.has("year") and sum(map(bool, years)) >= 0.8 * len(rows) and any(asked.year in one for one in years):
        of_year = tuple(row for row, one in zip(rows, years, strict=True) if asked.year in one)
        return of_year, str(asked.year), [], [] if all(years) else ["部分行未写年度"]
    headed = [{int(year) for year in YEAR.findall(row.under)} for row in rows]
    if any(asked.year in one for one in headed):
        of_year = tuple(row for row, one in zip(rows, headed, strict=True) if asked.year in one)
        return of_year, str(asked.year), [], [] if all(headed) else ["部分行未写年度"]
    if any(headed):
        return rows, None, [f"名单所写年度为{'、'.join(map(str, sorted(set().union(*headed))))}"], []
    own = [line for line in listing.captions if ("名单" in line or "企业" in line or "一览" in line) and not names_the_papers(line)]
    stated = {int(year) for line in own for year in YEAR.findall(line)}
    if stated and asked.year not in stated:
        return rows, None, [f"名单所写年度为{'、'.join(map(str, sorted(stated)))}"], []
    if len(stated) > 1:
        return rows, None, [f"名单跨{len(stated)}个年度，未分年度"], []
    return rows, str(asked.year) if stated else None, [], []


def _repeated(rows: Iterable[Row]) -> str:
    seen: set[str] = set()
    again: list[str] = []
    for row in rows:
        key = firm_key(row.get("name").text)
        if key in seen:
            again.append(squash(row.get("name").text))
        seen.add(key)
    return "、".join(again[:5]) + ("等" if len(again) > 5 else "")


def _twins(rows: tuple[Row, ...], firms: dict[str, Row]) -> tuple[str, str] | None:
    """Two names nearly the same, one of them not surely read: perhaps the same firm, misread."""
    unsure = [key for key, row in firms.items() if not is_sure(row.get("name").words)]
    if not unsure or not rows:
        return None
    for key in unsure[:50]:
        for other in firms:
            if other != key and _nearly_same(key, other):
                return key, other
    return None


def _nearly_same(key: str, other: str) -> bool:
    """One character apart, or one within the other but for a few."""
    short, long = sorted((key, other), key=len)
    if len(short) < 5:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return short in long and len(long) - len(short) <= MOST_STRAY

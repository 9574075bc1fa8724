"""服务企业名单: how many different firms stand on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from extractors.proofs.counting import caveats_of, count_rows, parts_doubt, stated_total
from extractors.proofs.headers import CLIENTS, LISTED, TITLE_LENGTH, is_excerpt
from extractors.proofs.listing import listings
from extractors.proofs.own_names import names_in
from extractors.proofs.owners import owner_of
from extractors.proofs.parts import foreign_part, in_parts, without_left_out
from extractors.proofs.reading import ASKED, Asked, ProofReading, counted, is_sure, listed, number_candidate, squash, trouble
from extractors.proofs.rows import Column, Listing, Row
from extractors.proofs.running_heads import names_the_papers
from extractors.proofs.shared_cells import HEADS, miscounted, spread
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page
from models.facts import Ascribed
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
    Column(
        "server",
        ("服务机构", "服务机构名称", "服务提供单位", "服务提供方", "提供服务单位", "受托方", "受托单位", "服务方", "乙方", "乙方单位"),
    ),
    Column("contact", ("联系人", "联系电话", "法定代表人", "电话", "联系方式")),
    HEADS,
    Column("field", ("所属行业", "行业", "所属县区", "所在地", "地址", "备注", "规模", "企业类型", "企业规模")),
)
NEEDED = frozenset({"name"})
# 有限公司 is short for 有限责任公司; 股份有限公司 and 集团有限公司 are companies of their own beside it.
ENDINGS = ("有限责任公司", "有限公司", "公司", "(有限合伙)", "(普通合伙)", "有限合伙", "普通合伙")
MARKS = re.compile(r"[\s()（）\[\]【】《》“”\"'.,，、·\-—_]")
# What an engine makes of specks and ticks beside a Chinese name: kana, small letters, signs.
STRAY = re.compile(r"[a-z\u3040-\u30ff。、*'`~^<>|√✓:;：；]")
WRITTEN = re.compile(r"[\u3400-\u9fff]{4}")
MOST_STRAY = 4  # characters of one name that may be marks beside the other
YEAR = re.compile(r"(20[0-3]\d)")
BRANCH = re.compile(r"(?P<house>.{4,}?(?:公司|厂|合作社|集团))[\u3400-\u9fff\d]{0,8}(?:分公司|分厂|分部|办事处|营业部|门市部|分店)$")
REGION = re.compile(r"湖南省?|[\u3400-\u9fff]{2,3}[市县区]")
LEAST_NAME = 6
SOME_MONTHS = re.compile(
    r"第?[一二三四1-4](?:[、至到-][一二三四1-4])?季度|[上下]半年|前[二三两]个?季度|(?<!\d)\d{1,2}月?份?[-—–~～至到](?:20\d\d年)?\d{1,2}月"
)
ONE_SEASON = re.compile(r"[一二三四1-4]季度|[上下]半年")
ALL_MONTHS = re.compile(r"(?<!\d)0?1月?份?[-—–~～至到](?:20\d\d年)?12月|全年|上半年.{0,4}下半年|一.{1,3}四季度")
FIRM = re.compile(
    r"[\u3400-\u9fff()A-Za-z0-9·]{4,40}(?:公司|厂|合作社|商行|经营部|工作室|工厂|门市部|加工场|养殖场|农场|店)(?:\([^()]*\))?"
)
# Not firms: a person, a household.
PERSON = re.compile(r"^[\u3400-\u9fff]{2,3}$")

# Who is no enterprise: a ledger of contracts names them beside firms.
NOT_SERVED = re.compile(
    r"(?:已|被)(?:终止|解除|取消|注销|吊销|停业|歇业)|^(?:注销|吊销|停业)$|未(?:签约|启动|成交|履行|服务|开展)|待(?:服务|签约)|拟(?:服务|签约|开展|对接)"
    r"|(?:计划|预计)(?:于)?20[2-9]\d年|洽谈中"
)
# A word of its own in a row: what size of firm it is. The title asked for counts the small and middling.
TOO_LARGE = re.compile(r"(?:特?大型|大)(?:企业|规模)?|(?:央企|国企总部|上市公司|世界500强)")
SMALL_TOO = re.compile("[中小微]")
OFFICE = re.compile(
    r"(?:[省市县区镇乡](?:级)?(?:[\u4e00-\u9fff]{1,12})?(?:局|委员会|委|厅|办公室)|人民政府|街道办事处|管委会|管理委员会|[中小]学|大学|职业(?:技术)?学院|幼儿园|人民医院|中医院|人民法院|检察院)$"
)


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    lists = in_parts([one for one in listings(pages, COLUMNS, NEEDED) if one.rows])
    ascribed: list[Ascribed] = []
    for listing in lists:
        more, here = _of_listing(listing, asked)
        candidates += more
        problems += here
        ascribed += [told for one in more[:1] for told in _ascribed(one, listing)]
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), owner_of(pages), ascribed=tuple(ascribed))


def _ascribed(candidate: AnyCandidate, listing: Listing) -> list[Ascribed]:
    """The firms by name, of which none may be the applicant; and by whom a column says they were served."""
    named = [row for row in listing.rows if row.get("name").sure]
    firms = tuple(dict.fromkeys(squash(row.get("name").text) for row in named))
    by = Counter(names for row in named if row.get("server").sure and (names := names_in(row.get("server").text)))
    of_itself = Ascribed(ENTERPRISES_SERVED.name, candidate.place, firms, Decimal(1), own=False)
    return [of_itself, *(Ascribed(ENTERPRISES_SERVED.name, candidate.place, names, Decimal(count)) for names, count in by.items())]


def _of_listing(listing: Listing, asked: Asked) -> tuple[list[AnyCandidate], list[Problem]]:
    count = count_rows(listing, key="name", noun="企业名称")
    taken, aside = without_left_out(count.rows)
    taken, aside = (taken, aside) if taken else (count.rows, ())
    rows, period, doubts, undated = _of_year(spread(taken, "name", FIRM), listing, asked)
    doubts += [wrong] if (wrong := miscounted(taken, "name", FIRM)) else []
    doubts = [*count.doubts, *doubts]
    excerpt = [Caveat.EXCERPT] if any(is_excerpt(line) for line in listing.captions) else []
    short = (*count.short, *undated, *(one.value for one in excerpt), *_part_of_year(listing))
    firms = {key: row for row in reversed(rows) if (key := firm_key(row.get("name").text))}
    people = [row for row in firms.values() if PERSON.match(squash(row.get("name").text))]
    twins = _twins(rows, firms)
    stated = stated_total(listing, ("家", "户", "个"))
    whole_names = {name: row for row in reversed(rows) if (name := MARKS.sub("", squash(row.get("name").text)))}
    repeated = len(rows) - len(firms)
    if stated == len(whole_names):  # the list's own total takes 某某有限公司 and 某某有限责任公司 for two
        firms = whole_names
    if stated is not None and stated not in (len(firms), len(rows), len(rows) + len(aside)):
        doubts.append(f"名单另写共{stated}家")
    if people:
        doubts.append(f"有{len(people)}行像是个人姓名")
    offices = [row for row in firms.values() if OFFICE.search(squash(row.get("name").text))]
    large = [row for row in firms.values() if _is_large(row)]
    ended = [row for row in firms.values() if any(NOT_SERVED.search(word) for word in _said(row))]
    twice = _same_house(firms)
    if offices:
        doubts.append(f"有{len(offices)}行是机关、学校等，不像企业（{squash(offices[0].get('name').text)[:20]}）")
    if large:
        doubts.append(f"有{len(large)}行写明为大型企业（{squash(large[0].get('name').text)[:20]}）")
    if twice:
        doubts.append(f"“{twice[0][0]}”与“{twice[0][1]}”像是同一家{f'，这样的共{len(twice)}处' if len(twice) > 1 else ''}")
    if ended:
        doubts.append(f"有{len(ended)}行写明已终止、注销、未签约等（{squash(ended[0].get('name').text)[:20]}），是否计入看不出来")
    if twins:
        doubts.append(f"“{twins[0]}”与“{twins[1]}”可能是同一家")
    if foreign := foreign_part(rows):
        doubts.append(f"名单中“{squash(foreign)[:20]}”部分是否计入，看不出来")
    summed = parts_doubt(replace(listing, rows=taken), stated, len(firms), len(rows))
    told = f"清单 {len(rows)} 行，去重后 {len(firms)} 家" + (f"，“{squash(aside[0].under)[:20]}”{len(aside)}行未计入" if aside else "")
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
    # Two firms may share a name: a form that says the same bears the count out, by itself it is open.
    caveats = [*caveats_of(doubts, short), *excerpt, *([Caveat.REPEATED] if repeated else []), *([Caveat.SUM] if summed else [])]
    apart = {id(row) for row in (*people, *offices, *large, *ended) if row.get("name").sure}
    n_less = sum(id(row) not in apart for row in firms.values()) - len(twice)
    counts = [(len(firms), "", caveats)]
    if n_less < len(firms):  # what the form says bears out one of the two counts, and a person which
        counts = [(len(firms), "，全部计入", [*caveats, Caveat.BASIS]), (n_less, "，不计存疑的各行", [*caveats, Caveat.BASIS])]
    return [
        number_candidate(
            ENTERPRISES_SERVED,
            counted(ENTERPRISES_SERVED, number, period=period),
            page,
            words,
            text=f"{number}家",
            found_by=FoundBy.LIST,
            area=listing.area,
            label="服务企业名单",
            detail=detail + basis,
            caveats=against,
        )
        for number, basis, against in counts
    ], problems


def _part_of_year(listing: Listing) -> list[str]:
    """Does the list's title name only some months or a half of the year?"""
    titles = [line for line in map(squash, listing.captions) if len(line) <= TITLE_LENGTH and LISTED.search(line)]
    told = next((match.group() for line in titles if (match := SOME_MONTHS.search(line)) and not ALL_MONTHS.search(line)), "")
    seasons = {match.group() for line in titles for match in ONE_SEASON.finditer(line)}
    return [f"名单标题只写{told}"] if told and len(seasons) < 2 else []  # a title a quarter: its parts are counted elsewhere


def _said(row: Row) -> tuple[str, ...]:
    """The words that stand in a row beside the firm's name: in cells without a known title, and in the remark."""
    return tuple(squash(word) for word in (*row.rest.split(), row.get("field").text))


def _is_large(row: Row) -> bool:
    """Does a cell of the row say, by itself, that the firm is large?"""
    return any(TOO_LARGE.fullmatch(word) and not SMALL_TOO.search(word) for word in _said(row))


def _same_house(firms: dict[str, Row]) -> list[tuple[str, str]]:
    """Pairs that are the same firm called otherwise: a branch beside its house, a name with and without its province or city."""
    known = {MARKS.sub("", squash(row.get("name").text)): row for row in firms.values()}
    out: list[tuple[str, str]] = []
    for name in known:
        house = BRANCH.match(name)
        other = house.group("house") if house is not None else REGION.sub("", name, count=1) if REGION.match(name) else ""
        if other != name and other in known and len(other) >= LEAST_NAME:
            out.append((other, name))
    return out


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

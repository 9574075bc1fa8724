"""活动清单: how many activities the applicant held itself in the asked year, by kind.

What counts: 主办, 承办, 联合主办, 组织. 协办 is for a person to say; 参加 and 受邀 never count. Which field an
activity belongs to is told by its 类别 column, else by the heading it stands under, else by the list's title, else by its own
name (then for a person); where none of these tells, and all names say the same, by what they all say. A column 场次 says how
many times a row counts; tables that a season's heading parts (第一季度) are one list (`ledgers.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.dates import read_dates
from extractors.proofs.activity_rows import (
    ATTENDED_ROLE,
    HEADING_WORDS,
    HELD,
    HELD_ROLE,
    SHARED_ROLE,
    TITLE_WORDS,
    UNCLEAR_ROLE,
    Judged,
    by_words,
    field_of,
    is_kind_unread,
    role_headed,
    role_of,
    role_titled,
    times_of,
    told_beside,
    year_of,
)
from extractors.proofs.counting import caveats_of, count_rows, stated_total, untitled_doubts
from extractors.proofs.entries import entries_on, rows_run_together
from extractors.proofs.grids import PLANNED
from extractors.proofs.hosts import ascribed
from extractors.proofs.ledgers import SEASON, Ledger, Section, ledgers_of
from extractors.proofs.listing import listings
from extractors.proofs.owners import owner_of
from extractors.proofs.parts import OTHER
from extractors.proofs.reading import ASKED, Asked, ProofReading, bare, counted, listed, number_candidate, squash, trouble
from extractors.proofs.rows import Column, Listing, Row
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page
from models.facts import Ascribed
from models.fields import PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES, Field
from models.problem import Problem, Severity
from models.proof import PageKind
from models.quantity import Quantity

KIND = PageKind.ACTIVITY_LIST

COLUMNS = (
    Column(
        "name",
        listed("活动名称 活动主题 活动内容 名称 主题 服务活动 活动 活动题目 项目名称 培训名称 服务活动名称 活动项目 会议名称 内容"),
    ),
    Column(
        "date",
        listed(
            "活动时间 时间 活动日期 日期 举办时间 开展时间 举办日期 年月 组织时间 开展日期 月份 活动月份 年度 年份 所属年度 起止时间 培训时间 培训日期"
        ),
    ),
    Column("kind", ("活动类别", "活动类型", "类别", "类型", "活动性质", "性质", "服务类别", "服务类型", "活动种类")),
    Column(
        "role",
        listed(
            "组织方式 角色 组织形式 主办承办 承担角色 本单位角色 参与方式 我单位角色 举办方式 主办协办 主承办 本单位身份 "
            "单位角色 承办方式 组织角色"
        ),
    ),
    Column("host", listed("主办单位 举办单位 组织单位 主办方 举办方 主办机构 举办机构 组织机构 组织方 主办单位名称 主办")),
    Column("carrier", listed("承办单位 承办方 承办机构 执行单位 实施单位 具体承办单位")),
    Column("helper", listed("协办单位 协办方 支持单位 指导单位 参与单位 合作单位")),
    Column("place", ("活动地点", "地点", "举办地点")),
    Column(
        "times", listed("场次 次数 场数 期数 活动场次 活动次数 举办场次 举办次数 开展场次 开展次数 组织场次 组织次数 培训场次 培训次数")
    ),
    Column(
        "heads",
        listed(
            "参训人次 参加人数 参加人次 参与人数 人数 参训人数 参与企业数 参会人数 参加企业数 服务企业数 规模 人次 参会人次 参与人次 "
            "到会人数 到会人次 到场人数 受益人数 受训人次 培训人次 培训人数"
        ),
    ),
)
NEEDED = frozenset({"name"})
FIELDS = (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)
# What each of a list's names must say where no title tells of what kind they are.
ALL_NAMES: tuple[tuple[Field[Quantity], re.Pattern[str]], ...] = (
    (WELFARE_ACTIVITIES, re.compile("公益")),
    (SPECIALISED_ACTIVITIES, re.compile("技术|诊断|推广|推介|知识产权|专利|商标|成果转化")),
)
# A list's title or a heading in it that says of its activities that others held them, or that nobody has yet.
OTHERS_HELD = re.compile(
    r"(?:受邀|应邀|被邀|获邀|(?<!企业)(?<!单位)(?<!人员)(?:参加|参与|出席|观摩|列席))[^,。;]{0,10}(?:活动|培训|会议|展会|论坛)"
    r"|(?:主管部门|其他单位|兄弟单位)[^,。;]{0,6}(?:主办|举办|组织)"
)
HELD_BY_ITSELF = re.compile(r"(?:^|[^被])(?:主办|承办|举办|组织|开展|自办)")
NOT_YET = re.compile(r"计划|拟(?:举办|开展|组织)|预计|工作安排")
# A remark that all of a list was somebody else's: 以上活动均由市工信局主办，本单位协办.
TIMES_TITLE = re.compile("场次|次数|场数|期数")
HOSTS_APART = re.compile(r"[、,，;；/]|和|与|联合")
OWN_NAME = re.compile(r"^(?:由)?[本我](?:单位|中心|公司|协会|会|院|所|机构|平台)")
MANY, HALF_YEAR, MONTH = 6, 6, len("2019-06")
A_DAY = re.compile(r"[日号]|\d[-./]\d")  # a month may see two of a name
ALL_SHARED = re.compile(r"均[^。;]{0,20}(?:协办|参加|参与|配合|协助)")


@dataclass(frozen=True, slots=True)
class _Told:
    """A ledger judged. `doubts`: why a person should count again; `short`: after which there can only be more."""

    ledger: Ledger
    judged: tuple[Judged, ...]
    n_rows: int
    doubts: tuple[str, ...]
    short: tuple[str, ...]
    undated: bool

    @property
    def page(self) -> Page:
        return self.ledger.parts[0].rows[0].page


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    hosted: list[Ascribed] = []
    for ledger in ledgers_of(_listings(pages)):
        if not _is_others(ledger.title):
            told = _told(ledger, asked)
            for field in (field for field in FIELDS if any(one.field is field for one in told.judged)):
                candidates.append(_candidate(told, field, asked))
                hosted += ascribed(candidates[-1], (one for one in told.judged if one.field is field), ledger.captions)
            problems += _problems(told, asked)
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), owner_of(pages), ascribed=tuple(hosted))


def _listings(pages: tuple[Page, ...]) -> tuple[Listing, ...]:
    """The tables of the pages; of pages without one, and of a table whose rows run into each other, the lines with a day."""
    found = listings(pages, COLUMNS, NEEDED)
    known = {id(page) for listing in found for page in listing.pages}
    out = list(found)
    for at, listing in enumerate(found):
        better = entries_on(listing.pages) if rows_run_together(listing) else ()
        if len(better) == 1 and better[0].rows[0].number == 1:
            out[at] = better[0]
    out += entries_on([page for page in pages if id(page) not in known])
    order = {id(page): at for at, page in enumerate(pages)}
    out.sort(key=lambda one: order[id(one.pages[0])])
    if out and (above := pages[: order[id(out[0].pages[0])]]):  # a title that the page before ended with, or a leaf that bears it
        lines = tuple(line.text for page in above for line in page.lines)
        out[0] = replace(out[0], captions=(*lines, *out[0].captions))
    return tuple(out)


def _is_others(title: str) -> bool:
    return OTHERS_HELD.search(title) is not None and not HELD_BY_ITSELF.search(OTHERS_HELD.sub("", title))


def _told(ledger: Ledger, asked: Asked) -> _Told:
    counts = [count_rows(part, key="name", noun="活动名称") for part in ledger.parts]
    unstated = _field_unstated(ledger)
    judged: list[Judged] = []
    doubts = [doubt for part, count in zip(ledger.parts, counts, strict=True) for doubt in (*count.doubts, *_untitled(part, count.rows))]
    for part, count in zip(ledger.parts, counts, strict=True):
        if part.has("kind") and (blank := sum(not squash(row.get("kind").text) for row in count.rows)):
            doubts.append(f"有{blank}行未写类别")
        if unread := sum(is_kind_unread(row) for row in count.rows):
            doubts.append(f"有{unread}行的类别未能认出")
        for section in ledger.sections(part, count.rows):
            rows = [_judge(row, ledger, section, unstated) for row in section.rows]
            doubts += _section_doubts(section, rows)
            judged += [] if _is_left_out(section.heading) else rows
    of_year = [one for one in judged if asked.year is None or one.year == asked.year]
    undated = [one for one in judged if one.year is None]
    if undated and len(undated) == len(judged):
        of_year = judged
        doubts.append("清单未写年度")
    elif undated:
        doubts.append(f"有{len(undated)}项未写日期")
        of_year = [*of_year, *undated]
    doubts += [*_total_doubts(ledger, judged, of_year), *_remarks(ledger), *_host_doubts(of_year)]
    if repeated := _repeated(of_year):
        doubts.append(f"“{repeated}”重复列入")
    short = [why for count in counts for why in count.short]
    if ledger.missing_seasons and ledger.stated is None:
        short.append(f"清单只有{ledger.missing_seasons}")
    elif ledger.stated is None and _ends_early(of_year, ledger):
        short.append("各项都在上半年，下半年的可能不在其中")
    return _Told(ledger, tuple(of_year), _times(judged), _once(doubts), _once(short), bool(undated))


def _ends_early(judged: Sequence[Judged], ledger: Ledger) -> bool:
    """Are so many days of a list of a year all in its first half? By chance one such list in sixty is."""
    days = [one.value for row in judged for one in read_dates(row.row.get("date").text)]
    months = [int(day[5:7]) for day in days if len(day) >= MONTH]
    return len(judged) >= MANY and len(months) >= len(judged) and max(months) <= HALF_YEAR and not SEASON.search(ledger.title)


def _judge(row: Row, ledger: Ledger, section: Section, unstated: tuple[Field[Quantity], bool]) -> Judged:
    years = {section.year} if section.year is not None else ledger.years
    field, by_column = field_of(row, _field_headed(section.heading, ledger.title, unstated))
    role = role_of(row)
    if role == HELD_ROLE and not row.get("role").text:
        titled = None if HELD.search(section.heading) else role_titled(ledger.title)
        role = role_headed(section.heading) or titled or role
    return Judged(row, year_of(row, years), role, field, by_column, times_of(row))


def _field_unstated(ledger: Ledger) -> tuple[Field[Quantity], bool]:
    """What an activity of this list belongs to where its own row states no kind, and whether its column or the title tells."""
    titled = by_words(ledger.title, TITLE_WORDS)
    if titled is not None:
        return titled, True
    if any(part.has("kind") for part in ledger.parts):
        return PUBLIC_ACTIVITIES, False
    common = _common_field(ledger)
    return (PUBLIC_ACTIVITIES, True) if common is None else (common, False)


def _field_headed(heading: str, title: str, unstated: tuple[Field[Quantity], bool]) -> tuple[Field[Quantity], bool]:
    """The same under a heading within the list: of a kind of its own only where it names one by its whole name."""
    headed = by_words(heading, HEADING_WORDS if by_words(title, TITLE_WORDS) is not None else TITLE_WORDS)
    return (headed, True) if headed is not None else unstated


def _common_field(ledger: Ledger) -> Field[Quantity] | None:
    """The kind that every activity's own name says; None where one of them says it of none."""
    names = [squash(row.get("name").text) for part in ledger.parts for row in part.rows if row.get("name").text]
    return next((field for field, pattern in ALL_NAMES if names and all(pattern.search(name) for name in names)), None)


def _is_left_out(heading: str) -> bool:
    """Does a heading say of its rows that others held them, or that they are yet to come?"""
    return bool(heading) and (_is_others(heading) or NOT_YET.search(heading) is not None)


def _untitled(part: Listing, rows: Sequence[Row]) -> list[str]:
    """Columns that were lost: without a title, or run into the one beside it."""
    told = bool(rows) and all(told_beside(row) for row in rows)
    lost = untitled_doubts(part, *(("kind",) if told else ("role", "kind")))
    lost += ["场次一栏为计划数"] if PLANNED.match(squash(part.title("times"))) else []
    run_in = not part.has("times") and any(TIMES_TITLE.search(bare(title)) for title in part.titles)
    return [*lost, "场次一栏未能分开"] if run_in else lost


def _section_doubts(section: Section, rows: Sequence[Judged]) -> list[str]:
    if OTHER.search(section.heading) and not _is_left_out(section.heading):
        return [f"“{section.heading}”部分是否计入，看不出来"]
    if section.stated is None or section.stated in (len(rows), _times(rows), _times(_held(rows))):
        return []
    return [f"“{section.heading}”写{section.stated}次，所列{_times(rows)}次"]


def _total_doubts(ledger: Ledger, judged: Sequence[Judged], of_year: Sequence[Judged]) -> list[str]:
    """What the numbers beside and below the rows say against them."""
    out: list[str] = []
    plain = [stated_total(part, ("次", "场", "期", "项", "个")) for part in ledger.parts] if len(ledger.parts) == 1 else []
    stated = next((one for one in (ledger.stated, *plain) if one is not None), None)
    made = {len(judged), len(of_year), _times(judged), _times(of_year), _times(_held(of_year))}
    if stated is not None and stated not in made:
        out.append(f"清单另写共{stated}次")
    unread = sum(one.times is None for one in of_year)
    if unread:
        out.append(f"有{unread}行的场次未能识读")
    totals = [times for part in ledger.parts for row in part.totals if "times" in row.keys and (times := times_of(row)) is not None]
    borne = any(total in (_times(judged), _times(of_year)) for total in totals)
    if totals and not borne and sum(totals) != _times(judged):
        out.append(f"合计行写{totals[-1]}次，与各行之和{_times(judged)}不一致")
    if not borne and len(judged) > 1 and [one.times for one in judged if "times" in one.row.keys] == list(range(1, len(judged) + 1)):
        out.append("场次一栏依次递增，是次数还是序号看不出来")
    return out


def _host_doubts(judged: Sequence[Judged]) -> list[str]:
    """Where only a column of hosts tells who held what, one of them must stand in every row."""
    told = [squash(one.row.get("host").text) for one in _held(judged) if "role" not in one.row.keys and one.row.get("host").text]
    named = [set(HOSTS_APART.split(host)) for host in told if not OWN_NAME.search(host)]
    mixed = named and (len(named) < len(told) or not set.intersection(*named))
    return ["主办单位一栏写有不同单位"] if mixed else []


def _remarks(ledger: Ledger) -> list[str]:
    lines = (squash(line) for line in ledger.captions)
    return [f"清单注明“{line[:30]}”" for line in lines if ALL_SHARED.search(line)]


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _times(rows: Iterable[Judged]) -> int:
    """How many activities these rows are; one whose number could not be read is at least one."""
    return sum(one.times if one.times is not None else 1 for one in rows)


def _held(rows: Iterable[Judged]) -> list[Judged]:
    return [one for one in rows if one.role == HELD_ROLE]


def _candidate(told: _Told, field: Field[Quantity], asked: Asked) -> AnyCandidate:
    judged = [one for one in told.judged if one.field is field]
    roles = Counter({role: _times(one for one in judged if one.role == role) for role in {one.role for one in judged}})
    held = roles[HELD_ROLE]
    caveats: set[Caveat] = set()
    said = (
        f"活动清单{told.n_rows}项"
        + (f"，{asked.year}年本类{_times(judged)}项" if asked.year else f"，本类{_times(judged)}项")
        + f"，其中主办或承办{held}项"
    )
    if roles[SHARED_ROLE]:
        said += f"、协办{roles[SHARED_ROLE]}项"
        caveats.add(Caveat.CO_ORGANISED)
    if roles[ATTENDED_ROLE]:
        said += f"、参加{roles[ATTENDED_ROLE]}项不计"
    if roles[UNCLEAR_ROLE]:
        said += f"、组织方式不明{roles[UNCLEAR_ROLE]}项"
        caveats.add(Caveat.PARTIAL)  # those that can be told were held, whatever the others were
    if not all(one.by_column for one in judged):
        said += "，类别由活动名称判断"
        caveats.add(Caveat.CLAIM)
    if told.doubts or told.short:
        said += f"；{'；'.join([*told.doubts, *told.short])}"
        caveats |= {Caveat.PERIOD} if told.undated and told.doubts else set(caveats_of(told.doubts, told.short))
    period = str(asked.year) if asked.year and not told.undated else None
    return number_candidate(
        field,
        counted(field, held, period=period),
        told.page,
        told.ledger.parts[0].header,
        text=f"{held}次",
        found_by=FoundBy.LIST,
        area=told.ledger.area,
        label=field.title,
        detail=said,
        caveats=caveats,
    )


def _problems(told: _Told, asked: Asked) -> list[Problem]:
    page, words = told.page, told.ledger.parts[0].header
    doubts = [*told.doubts, *told.short]
    out = [trouble(page, f"活动清单：{'；'.join(doubts)}", "对照活动证明逐项核对", words=words)] if doubts else []
    shared = sum(one.role == SHARED_ROLE for one in told.judged)
    if shared:
        out.append(trouble(page, f"活动清单有{shared}项为协办，未计入", "由审核人确认协办活动是否计入", words=words))
    others = told.n_rows - _times(told.judged)
    if others > 0:
        out.append(trouble(page, f"活动清单有{others}项不在{asked.year}年", "只计所问年度的活动", words=words, severity=Severity.INFO))
    return out


def _repeated(judged: Sequence[Judged]) -> str:
    """An activity of the same name on the same day is one activity entered twice."""
    days = (one for one in judged if A_DAY.search(squash(one.row.get("date").text)))
    seen = Counter((squash(one.row.get("name").text), squash(one.row.get("date").text)) for one in days)
    return next((name for (name, _), times in seen.items() if times > 1 and name), "")

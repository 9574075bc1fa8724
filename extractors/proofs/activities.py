"""活动清单: how many activities the applicant held itself in the asked year, by kind.

What counts: 主办, 承办, 联合主办, 组织. 协办 is for a person to say; 参加 and 受邀 never count. Which field an
activity belongs to is told by its 类别 column, else by the list's title, else by its own name (then for a person);
where neither column nor title tells, and all names say the same, by what they all say.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractors.dates import read_dates
from extractors.proofs.counting import caveats_of, count_rows, stated_total, untitled_doubts
from extractors.proofs.listing import listings
from extractors.proofs.owners import owner_of
from extractors.proofs.reading import ASKED, AnyCandidate, Asked, ProofReading, counted, listed, number_candidate, squash, trouble
from extractors.proofs.rows import Column, Listing, Row, is_scanned
from models.answer import Caveat, FoundBy
from models.document import Page
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
    Column("date", ("活动时间", "时间", "活动日期", "日期", "举办时间", "开展时间", "举办日期", "年月", "组织时间")),
    Column("kind", ("活动类别", "活动类型", "类别", "类型", "活动性质", "性质", "服务类别", "服务类型", "活动种类")),
    Column(
        "role",
        listed(
            "组织方式 角色 组织形式 主办承办 承担角色 本单位角色 参与方式 我单位角色 举办方式 主办协办 主承办 本单位身份 "
            "单位角色 承办方式 组织角色"
        ),
    ),
    Column("host", ("主办单位", "举办单位", "组织单位", "承办单位", "主办方", "举办方", "主办机构")),
    Column("place", ("活动地点", "地点", "举办地点")),
    Column(
        "heads",
        listed("参训人次 参加人数 参加人次 参与人数 人数 参训人数 参与企业数 参会人数 参加企业数 服务企业数 规模 人次 参会人次 参与人次"),
    ),
)
NEEDED = frozenset({"name"})

HELD = re.compile(r"主办|承办|联合|主承办|组织|举办|自办|独立|主持|发起|开展|牵头")
SHARED = re.compile(r"协办|支持单位|协助|配合|参与承办|支持|合作")
ATTENDED = re.compile(r"参加|参与|受邀|应邀|参会|参展|出席|列席|听课|观摩")
PART = re.compile("|".join((HELD.pattern, SHARED.pattern, ATTENDED.pattern)))
# Words of a 类别 cell (or a title) → field. The first field that fits wins: 公益性公共服务活动 is 公益性.
KIND_WORDS: tuple[tuple[Field[Quantity], re.Pattern[str]], ...] = (
    (WELFARE_ACTIVITIES, re.compile(r"公益")),
    (SPECIALISED_ACTIVITIES, re.compile(r"技术洽谈|洽谈|诊断|技术推广|推广|推介|知识产权|专利|技术|专业|创新|质量|品牌|成果")),
    (PUBLIC_ACTIVITIES, re.compile(r"公共|综合|政策|培训|融资|宣讲|讲座|对接|咨询|服务")),
)
# What a list's title tells of its activities, and what each of their names must say where no title does.
TITLE_WORDS: tuple[tuple[Field[Quantity], re.Pattern[str]], ...] = (
    (WELFARE_ACTIVITIES, re.compile("公益")),
    (PUBLIC_ACTIVITIES, re.compile("公共服务")),
    (SPECIALISED_ACTIVITIES, re.compile("技术|专业服务|知识产权")),
)
ALL_NAMES: tuple[tuple[Field[Quantity], re.Pattern[str]], ...] = (
    (WELFARE_ACTIVITIES, re.compile("公益")),
    (SPECIALISED_ACTIVITIES, re.compile("技术|诊断|推广|推介|知识产权|专利|商标|成果转化")),
)
ROLE_WORD = re.compile(r"(?:联合|独立|共同|受邀|应邀)?(?:主办|承办|主承办|协办|参加|参与|出席)(?:单位|方)?")
NOT_COUNTED_KIND = re.compile(r"内部|党建|团建|工会|党日|参观学习|内训")
# Of each word that names a part one character is enough where the others were lost: no other part has it.
HELD_LETTER, OTHER_LETTER = re.compile(r"[主承]|王办"), re.compile(r"[协参受邀支配助席听观]")
YEAR = re.compile(r"(20[0-3]\d)\s*年?")
# A list's title that says of all its activities that others held them.
OTHERS_HELD = re.compile(
    r"(?:受邀|应邀|被邀|获邀|(?<!企业)(?<!单位)(?<!人员)(?:参加|参与|出席|观摩|列席))[^,。;]{0,10}(?:活动|培训|会议|展会|论坛)"
    r"|(?:主管部门|其他单位|兄弟单位)[^,。;]{0,6}(?:主办|举办|组织)"
)
HELD_BY_ITSELF = re.compile(r"(?:^|[^被])(?:主办|承办|举办|组织|开展|自办)")


@dataclass(frozen=True, slots=True)
class _Judged:
    row: Row
    year: int | None
    role: str  # held, shared, attended, unclear
    field: Field[Quantity] | None
    by_column: bool


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    for listing in listings(pages, COLUMNS, NEEDED):
        if listing.rows:
            more, here = _of_listing(listing, asked)
            candidates += more
            problems += here
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), owner_of(pages))


def _of_listing(listing: Listing, asked: Asked) -> tuple[list[AnyCandidate], list[Problem]]:
    count = count_rows(listing, key="name", noun="活动名称")
    title = _title(listing)
    if OTHERS_HELD.search(title) and not HELD_BY_ITSELF.search(OTHERS_HELD.sub("", title)):
        return [], []
    title_years = {int(year) for year in YEAR.findall(title)}
    unstated = _field_unstated(listing, title)
    judged = [_judge(row, unstated, title_years) for row in count.rows]
    of_year = [one for one in judged if asked.year is None or one.year == asked.year]
    undated = [one for one in judged if one.year is None]
    told = bool(count.rows) and all(_told_beside(row) for row in count.rows)
    doubts = [*count.doubts, *untitled_doubts(listing, *(("kind",) if told else ("role", "kind")))]
    if undated and len(undated) == len(judged):
        of_year = judged
        doubts.append("清单未写年度")
    elif undated:
        doubts.append(f"有{len(undated)}项未写日期")
        of_year = [*of_year, *undated]
    stated = stated_total(listing, ("次", "场", "期", "项", "个"))
    if stated is not None and stated not in (len(judged), len(of_year), sum(one.role == "held" for one in of_year)):
        doubts.append(f"清单另写共{stated}次")
    repeated = _repeated(of_year)
    if repeated:
        doubts.append(f"“{repeated}”重复列入")
    problems = _problems(listing, of_year, [*doubts, *count.short], asked)
    fields = {one.field for one in of_year if one.field is not None}
    candidates = [
        _candidate(listing, [one for one in of_year if one.field is field], field, doubts, count.short, asked, len(judged), undated)
        for field in (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)
        if field in fields
    ]
    return candidates, problems


def _judge(row: Row, unstated: tuple[Field[Quantity], bool], title_years: set[int]) -> _Judged:
    years = {int(read.value[:4]) for read in read_dates(row.get("date").text)} or {
        int(y) for y in YEAR.findall(squash(row.get("date").text))
    }
    years = years or {int(year) for year in YEAR.findall(squash(row.get("name").text))} or title_years
    year = next(iter(years)) if len(years) == 1 else None
    field, by_column = _field_of(row, unstated)
    return _Judged(row, year, role_of(row), field, by_column)


def role_of(row: Row) -> str:
    """`held`, `shared` (协办), `attended` or `unclear`; a list without a role column says that all were held."""
    stated = squash(row.get("role").text)
    if stated:
        if (said := _of_words(stated)) is not None:
            return said if row.get("role").surely_says(PART) else "unclear"
        return "held" if is_scanned(row.page) and HELD_LETTER.search(stated) and not OTHER_LETTER.search(stated) else "unclear"
    if "role" in row.keys:
        return "unclear"
    told = _told_beside(row)
    if told:
        return told[0] if len(set(told)) == 1 else "unclear"
    name = squash(row.get("name").text)
    if re.match(r"(?:受邀|应邀)?(?:参加|参与|参展|出席|观摩)|受邀|应邀", name):
        return "attended"
    return "shared" if re.match(r"协办|协助", name) else "held"


def _told_beside(row: Row) -> list[str]:
    return [said for word in row.rest.split() if (said := _of_word(word)) is not None]


def _of_words(stated: str) -> str | None:
    if HELD.search(stated) and not re.match(r"协办|参与|参加", stated):
        return "held"
    return "shared" if SHARED.search(stated) else "attended" if ATTENDED.search(stated) else None


def _of_word(word: str) -> str | None:
    """The same of a cell whose column has no known title: nothing but the word itself says what it is."""
    plain = squash(word)
    return _of_words(plain) if ROLE_WORD.fullmatch(plain) else None


def _field_of(row: Row, unstated: tuple[Field[Quantity], bool]) -> tuple[Field[Quantity] | None, bool]:
    stated = squash(row.get("kind").text)
    if stated:
        return (None, True) if NOT_COUNTED_KIND.search(stated) else (_by_words(stated), True)
    if NOT_COUNTED_KIND.search(squash(row.get("name").text)):
        return None, False
    return unstated


def _field_unstated(listing: Listing, title: str) -> tuple[Field[Quantity], bool]:
    """What an activity of this list belongs to where its own row states no kind, and whether its column or the title tells."""
    titled = next((field for field, pattern in TITLE_WORDS if pattern.search(title)), None)
    if titled is not None:
        return titled, True
    if listing.has("kind"):
        return PUBLIC_ACTIVITIES, False
    common = _common_field(listing)
    return (PUBLIC_ACTIVITIES, True) if common is None else (common, False)


def _common_field(listing: Listing) -> Field[Quantity] | None:
    """The kind that every activity's own name says; None where one of them says it of none."""
    names = [squash(row.get("name").text) for row in listing.rows if row.get("name").text]
    return next((field for field, pattern in ALL_NAMES if names and all(pattern.search(name) for name in names)), None)


def _by_words(text: str) -> Field[Quantity] | None:
    return next((field for field, pattern in KIND_WORDS if pattern.search(text)), None)


def _candidate(
    listing: Listing,
    judged: list[_Judged],
    field: Field[Quantity],
    doubts: list[str],
    short: tuple[str, ...],
    asked: Asked,
    n_all: int,
    undated: list[_Judged],
) -> AnyCandidate:
    roles = Counter(one.role for one in judged)
    held = roles["held"]
    caveats: set[Caveat] = set()
    told = (
        f"活动清单{n_all}项"
        + (f"，{asked.year}年本类{len(judged)}项" if asked.year else f"，本类{len(judged)}项")
        + f"，其中主办或承办{held}项"
    )
    if roles["shared"]:
        told += f"、协办{roles['shared']}项"
        caveats.add(Caveat.CO_ORGANISED)
    if roles["attended"]:
        told += f"、参加{roles['attended']}项不计"
    if roles["unclear"]:
        told += f"、组织方式不明{roles['unclear']}项"
        caveats.add(Caveat.PARTIAL)  # those that can be told were held, whatever the others were
    if not all(one.by_column for one in judged):
        told += "，类别由活动名称判断"
        caveats.add(Caveat.CLAIM)
    if doubts or short:
        told += f"；{'；'.join([*doubts, *short])}"
        caveats |= {Caveat.PERIOD} if undated and doubts else set(caveats_of(doubts, short))
    period = str(asked.year) if asked.year and not undated else None
    page, words = listing.rows[0].page, listing.header
    return number_candidate(
        field,
        counted(field, held, period=period),
        page,
        words,
        text=f"{held}次",
        found_by=FoundBy.LIST,
        area=listing.area,
        label=field.title,
        detail=told,
        caveats=caveats,
    )


def _problems(listing: Listing, judged: list[_Judged], doubts: list[str], asked: Asked) -> list[Problem]:
    page = listing.rows[0].page
    out = [trouble(page, f"活动清单：{'；'.join(doubts)}", "对照活动证明逐项核对", words=listing.header)] if doubts else []
    shared = [one for one in judged if one.role == "shared"]
    if shared:
        out.append(trouble(page, f"活动清单有{len(shared)}项为协办，未计入", "由审核人确认协办活动是否计入", words=listing.header))
    others = sum(asked.year is not None and one.year is not None and one.year != asked.year for one in judged)
    if others:
        out.append(
            trouble(page, f"活动清单有{others}项不在{asked.year}年", "只计所问年度的活动", words=listing.header, severity=Severity.INFO)
        )
    return out


def _repeated(judged: list[_Judged]) -> str:
    """An activity of the same name on the same day is one activity entered twice."""
    seen = Counter((squash(one.row.get("name").text), squash(one.row.get("date").text)) for one in judged if one.row.get("date").text)
    return next((name for (name, _), times in seen.items() if times > 1 and name), "")


def _title(listing: Listing) -> str:
    lines = [squash(line) for line in listing.captions]
    return next((line for line in lines if re.search(r"活动|培训|服务情况", line) and len(line) <= 40), "")

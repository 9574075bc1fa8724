"""One row of a list of activities: whether the applicant held it, of which kind it is, when it was and how many times."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from extractors.dates import read_dates
from extractors.numerals import folded, read_numeral
from extractors.proofs.ledgers import YEAR
from extractors.proofs.reading import squash
from extractors.proofs.rows import Row, is_scanned
from models.fields import PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES, Field
from models.quantity import Quantity

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
# Kinds by their whole names: what a reader of a scan leaves of one, its first or last character lost, is no other kind.
WHOLE_KINDS = (
    "知识产权",
    "技术洽谈",
    "技术推广",
    "项目推介",
    "质量诊断",
    "品牌诊断",
    "质量品牌诊断",
    "政策宣讲",
    "融资对接",
    "公共服务",
    "公益服务",
    "公益活动",
)
OTHER_KINDS = re.compile(r"其他|其它|/|-|—|无")
# What a list's title tells of its activities.
TITLE_WORDS: tuple[tuple[Field[Quantity], re.Pattern[str]], ...] = (
    (WELFARE_ACTIVITIES, re.compile("公益")),
    (PUBLIC_ACTIVITIES, re.compile("公共服务")),
    (SPECIALISED_ACTIVITIES, re.compile("技术|专业服务|知识产权")),
)
# What the heading of a part must say to be of another kind than the list's title: a whole kind by its name.
HEADING_WORDS: tuple[tuple[Field[Quantity], re.Pattern[str]], ...] = (
    (WELFARE_ACTIVITIES, re.compile("公益")),
    (PUBLIC_ACTIVITIES, re.compile("公共服务")),
    (SPECIALISED_ACTIVITIES, re.compile("专业(?:技术)?(?:性)?服务|技术(?:类)?服务|技术推广及诊断|创新服务")),
)
ROLE_WORD = re.compile(
    r"(?:由|均由)?(?:本|我)?(?:单位|中心|公司|协会|会|院|所|机构)?(?:联合|独立|共同|受邀|应邀)?(?:主办|承办|主承办|协办|参加|参与|出席)(?:单位|方)?"
)
NOT_COUNTED_KIND = re.compile(r"内部|党建|团建|工会|党日|参观学习|内训")
# Of each word that names a part one character is enough where the others were lost: no other part has it.
HELD_LETTER, OTHER_LETTER = re.compile(r"[主承]|王办"), re.compile(r"[协参受邀支配助席听观]")
CALLED_OFF = re.compile(r"(?:已|因[^,。]{1,12})?(?:取消|延期|改期|未能?(?:如期)?(?:举办|开展|举行|实施)|计划中|拟(?:举办|开展|举行))")
TIMES = re.compile(r"(\d{1,3}|[一二三四五六七八九十两]{1,3})[次场期回]?")
HELD_ROLE, SHARED_ROLE, ATTENDED_ROLE, UNCLEAR_ROLE = "held", "shared", "attended", "unclear"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a row says. `role`: held, shared, attended or unclear; `times`: how often it was held, None where that could not be read."""

    row: Row
    year: int | None
    role: str
    field: Field[Quantity] | None
    by_column: bool
    times: int | None = 1


def year_of(row: Row, told: Collection[int]) -> int | None:
    """The year of a row's day, else of its name, else the one that the headings tell; None where none or several do."""
    when = row.get("date").text
    years = {int(read.value[:4]) for read in read_dates(when)} or {int(year) for year in YEAR.findall(squash(when))}
    years = years or {int(year) for year in YEAR.findall(squash(row.get("name").text))} or set(told)
    return next(iter(years)) if len(years) == 1 else None


def times_of(row: Row) -> int | None:
    """How often this was held by its column of times; 1 where the list has none."""
    if "times" not in row.keys:
        return 1
    match = TIMES.fullmatch(folded(squash(row.get("times").text)))
    numeral = read_numeral(match.group(1)) if match is not None and row.get("times").sure else None
    return int(numeral.value) if numeral is not None else None


def role_of(row: Row) -> str:
    """`held`, `shared` (协办), `attended` or `unclear`; a list without a role column says that all were held."""
    if any(CALLED_OFF.match(word) for word in row.rest.split()):
        return UNCLEAR_ROLE
    stated = squash(row.get("role").text)
    if stated:
        if (said := _of_words(stated)) is not None:
            return said if row.get("role").surely_says(PART) else UNCLEAR_ROLE
        return HELD_ROLE if is_scanned(row.page) and HELD_LETTER.search(stated) and not OTHER_LETTER.search(stated) else UNCLEAR_ROLE
    if "role" in row.keys:
        return UNCLEAR_ROLE
    told = told_beside(row)
    if told:
        return told[0] if len(set(told)) == 1 else UNCLEAR_ROLE
    name = squash(row.get("name").text)
    if re.match(r"(?:受邀|应邀)?(?:参加|参与|参展|出席|观摩)|受邀|应邀", name):
        return ATTENDED_ROLE
    return SHARED_ROLE if re.match(r"协办|协助", name) else HELD_ROLE


def role_headed(heading: str) -> str | None:
    """The part that a heading names for all rows below it: 二、协办的活动; None where it names none, or several."""
    if HELD.search(heading):
        return None
    return SHARED_ROLE if SHARED.search(heading) else ATTENDED_ROLE if ATTENDED.search(heading) else None


def role_titled(title: str) -> str | None:
    """The same of a list's title, where only what can be no matter of the activities counts: 融资支持活动清单 are the applicant's own."""
    return SHARED_ROLE if "协办" in title and not HELD.search(title) else None


def told_beside(row: Row) -> list[str]:
    """The parts that words outside the known columns name, each a word of its own."""
    return [said for word in row.rest.split() if (said := _of_word(word)) is not None]


def _of_words(stated: str) -> str | None:
    if HELD.search(stated) and not re.match(r"协办|参与|参加", stated):
        return HELD_ROLE
    return SHARED_ROLE if SHARED.search(stated) else ATTENDED_ROLE if ATTENDED.search(stated) else None


def _of_word(word: str) -> str | None:
    """The same of a cell whose column has no known title: nothing but the word itself says what it is."""
    plain = squash(word)
    return (
        _of_words(re.sub(r"^(?:由|均由)?(?:本|我)?(?:单位|中心|公司|协会|会|院|所|机构)?", "", plain))
        if ROLE_WORD.fullmatch(plain)
        else None
    )


def field_of(row: Row, unstated: tuple[Field[Quantity], bool]) -> tuple[Field[Quantity] | None, bool]:
    """The field that a row counts for, None for none, and whether a column or a title told it."""
    stated = squash(row.get("kind").text)
    if stated:
        return (None, True) if NOT_COUNTED_KIND.search(stated) else (by_words(_whole_kind(row, stated), KIND_WORDS), True)
    if NOT_COUNTED_KIND.search(squash(row.get("name").text)):
        return None, False
    return unstated


def _whole_kind(row: Row, stated: str) -> str:
    """知识产权 for 识产权, on a scan."""
    if not is_scanned(row.page):
        return stated
    return next((kind for kind in WHOLE_KINDS if stated in (kind[1:], kind[:-1])), stated)


def is_kind_unread(row: Row) -> bool:
    """On a scan, does the column of kinds hold words that name none?"""
    stated = squash(row.get("kind").text)
    if not stated or not is_scanned(row.page) or NOT_COUNTED_KIND.search(stated) or OTHER_KINDS.fullmatch(stated):
        return False
    return by_words(_whole_kind(row, stated), KIND_WORDS) is None


def by_words(text: str, words: tuple[tuple[Field[Quantity], re.Pattern[str]], ...]) -> Field[Quantity] | None:
    return next((field for field, pattern in words if pattern.search(text)), None)

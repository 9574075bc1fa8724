"""人员花名册: how many people stand on it, and how many of them have 大专 or more, counted row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.proofs.as_of import as_of
from extractors.proofs.counting import caveats_of, count_rows, names, parts_doubt, stated_total, untitled_doubts
from extractors.proofs.leavers import ELSEWHERE_BEFORE, EMPLOYER_COLUMN, LEFT_COLUMN, has_left, noted
from extractors.proofs.listing import listings
from extractors.proofs.own_names import names_in
from extractors.proofs.owners import owner_of
from extractors.proofs.parts import foreign_part, in_parts, without_left_out
from extractors.proofs.reading import ASKED, Asked, ProofReading, counted, listed, number_candidate, squash, trouble
from extractors.proofs.rows import Column, Listing, Row
from extractors.proofs.shared_cells import HEADS, miscounted, spread
from extractors.proofs.ticked_degrees import DEGREES, with_ticked_degrees
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page, Word
from models.facts import Ascribed, AsOf
from models.fields import STAFF_COLLEGE, STAFF_TOTAL
from models.problem import Problem
from models.proof import PageKind

KIND = PageKind.ROSTER

COLUMNS = (
    Column("name", ("姓名", "名字", "员工姓名", "人员姓名", "职工姓名")),
    Column("education", ("学历", "文化程度", "最高学历", "学历学位", "受教育程度", "学历层次", "文化水平", "教育程度")),
    Column(
        "full_time",
        listed(
            "是否专职 专职兼职 专兼职 是否全职 专职或兼职 用工形式 用工性质 人员性质 聘用形式 聘用方式 人员类别 专/兼职 "
            "全职兼职 工作性质 任职形式 在岗情况 身份 人员身份 人员来源 聘任方式 专兼职情况 任职性质"
        ),
    ),
    Column("remark", ("备注", "说明")),
    Column("post", ("职务", "岗位", "职位", "工作岗位", "担任职务", "职务岗位", "从事岗位", "工作内容")),
    LEFT_COLUMN,
    EMPLOYER_COLUMN,
    HEADS,
    *DEGREES,
    Column("born", ("出生年份", "出生年月", "出生日期", "年龄", "身份证号", "身份证号码")),
)
NEEDED = frozenset({"name"})

# Told from the first that fits; what fits none was not understood, and the count is not sure.
STUDYING = re.compile(r"在读|肄业|结业|未毕业|就读")
COLLEGE = re.compile(r"博士|硕士|研究生|本科|学士|大专|专科|高职|大学|MBA|EMBA|MPA|大本|双学位")
BELOW = re.compile(r"中专|中等专科|中技|中职|职高|职中|高中|技校|技工|初中|小学|高技|中师|文盲|无|以下|职业高中|普高")
SCHOOLING = re.compile("|".join((STUDYING.pattern, COLLEGE.pattern, BELOW.pattern)))
HIGHER_STUDIES = re.compile(r"硕士|博士|研究生")

NOT_FULL_TIME = re.compile(r"兼职|外聘|实习|特聘|客座|顾问|志愿|临时|劳务派遣|退休返聘|返聘|见习|钟点|非全日制|合作专家|聘请")
# In a 职务 cell 顾问 may be a consultant of the house (咨询顾问): only these tell.
OUTSIDE_POST = re.compile(r"兼职|外聘|实习|特聘|客座|志愿者|外部专家")
OUTSIDE_WORD = re.compile(
    r"兼职|外聘|实习|返聘|退休返聘|劳务派遣|非全职|非专职|临时工?|见习|(?:特聘|外聘|兼职|特邀|聘请|客座)+(?:专家|顾问|导师|人员|律师|会计师|教授|讲师|教师)"
)
PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}")
NO_NAME = re.compile(r"\d{2}|(?:公司|中心|协会|活动|培训班)$")
NO = ("否", "×", "非专职", "非全职", "不是", "N", "NO")
YES = listed("是 √ 专职 全职 在职 在岗 正式 合同制 正式员工 劳动合同 全日制 Y YES 在编 编制内 聘用 正式工 签订劳动合同 自有 固定")


@dataclass(frozen=True, slots=True)
class _Schooling:
    college: tuple[Row, ...]
    below: tuple[Row, ...]
    studying: tuple[Row, ...]
    unclear: tuple[Row, ...]


# A legend: 学历代码：1研究生 2本科 3大专 4中专及以下; or 研究生=1，本科=2.
LEVEL = (
    r"(?P<word>(?:博士|硕士|研究生|大学本科|本科|大学|大专|专科|高职|中专|高中|中技|技校|职高|初中|其他)[^0-9A-Z①-⑨,，;；。、=:：]{0,8})"
)
CODE_THEN_WORD = re.compile(r"(?<![0-9A-Z年月])(?P<code>[1-9A-F])[、.:=—-]?" + LEVEL)
WORD_THEN_CODE = re.compile(LEVEL + r"[=:—-](?:代码)?(?P<code>[1-9A-F])(?![0-9人名])")
LEAST_CODES = 2


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    employed: list[Ascribed] = []
    dated: list[AsOf] = []
    for listing in map(with_ticked_degrees, in_parts(listings(pages, COLUMNS, NEEDED))):
        if not listing.rows:
            continue
        more, trouble_here = _of_listing(listing, asked)
        held = as_of(more, listing.captions)
        if asked.year is not None and any(int(one.when[:4]) < asked.year for one in held):
            more = [replace(one, caveats=one.caveats | {Caveat.PERIOD}, detail=f"{one.detail}；为{held[0].when}的名册") for one in more]
        candidates += more
        problems += trouble_here
        employed += [told for one in more for told in _employed(one, listing)]
        dated += held
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), owner_of(pages), ascribed=tuple(employed), as_of=tuple(dated))


def _employed(candidate: AnyCandidate, listing: Listing) -> list[Ascribed]:
    """The rows behind a count, by whom a column says employs them or pays their insurance."""
    if ELSEWHERE_BEFORE.search(listing.title(EMPLOYER_COLUMN.key)):
        return []
    college = candidate.field.name == STAFF_COLLEGE.name
    cells = (row.get(EMPLOYER_COLUMN.key) for row in listing.rows if not college or schooling_of(row.get("education").text) == "college")
    by = Counter(names for cell in cells if cell.sure and (names := names_in(cell.text)))
    return [Ascribed(candidate.field.name, candidate.place, names, Decimal(count)) for names, count in by.items()]


def _of_listing(listing: Listing, asked: Asked) -> tuple[list[AnyCandidate], list[Problem]]:
    count = count_rows(listing, key="name", noun="姓名")
    taken, aside = without_left_out(count.rows)
    taken, aside = (taken, aside) if taken else (count.rows, ())
    unshared, repeated = _without_repeats(taken)
    rows = spread(unshared, "name", PERSON)
    doubts = [*count.doubts, *untitled_doubts(listing, "full_time"), *([f"{names(list(repeated), 'name')}重复列入"] if repeated else [])]
    doubts += _nameless(rows)
    doubts += [wrong] if (wrong := miscounted(unshared, "name", PERSON)) else []
    problems: list[Problem] = []
    page, words = listing.rows[0].page, _evidence(listing, "name")
    stated = stated_total(listing, ("人", "名", "位"))
    if stated is not None and stated not in (len(rows), len(rows) + len(aside)):
        doubts.append(f"名册另写共{stated}人")
    part = tuple(row for row in rows if _is_part_time(row))
    if foreign := foreign_part([row for row in rows if all(row is not one for one in part)]):
        doubts.append(f"名册中“{squash(foreign)[:20]}”部分是否计入，看不出来")
    summed = parts_doubt(replace(listing, rows=taken), stated, len(rows))
    told_doubts = [*doubts, *count.short, *([summed] if summed else [])]
    if told_doubts:
        problems.append(
            trouble(
                page,
                f"人员花名册清点为{len(rows)}人，但{'；'.join(told_doubts)}",
                "对照花名册逐行核对人数",
                name=STAFF_TOTAL.name,
                words=words,
            )
        )
    told_of, counted_aside = noted(listing.captions, rows)
    outside = {id(row) for row in (*part, *told_of)}
    part = tuple(row for row in rows if id(row) in outside)
    gone = tuple(row for row in rows if id(row) not in outside and has_left(row, _all_said(row), asked.year))
    unnamed = max(0, counted_aside - len(part) - len(gone))
    told = f"花名册逐行清点（{count.told}）" + (f"；与所写共{stated}人一致" if stated == len(rows) else "")
    told += f"；有的一行列数人，共{len(rows)}人" if len(rows) > len(unshared) else ""
    told += f"；“{squash(aside[0].under)[:20]}”{len(aside)}人未计入" if aside else ""
    caveats = [*caveats_of(doubts, count.short), *([Caveat.SUM] if summed else [])]
    candidates: list[AnyCandidate] = []
    whole = told + (f"；{'；'.join(told_doubts)}" if told_doubts else "")
    away = outside | {id(row) for row in gone}
    staff = tuple(row for row in rows if id(row) not in away)
    out_of = f"其中兼职、外聘或实习{len(part)}人" if part else ""
    out_of += ("，" if out_of and gone else "") + (f"已离职、退休或停保等{len(gone)}人" if gone else "")
    out_of += ("，" if out_of and unnamed else "") + (f"另注明兼职、离退等{unnamed}人" if unnamed else "")
    if out_of:
        caveats = [*caveats, Caveat.BASIS]
        problems.append(
            trouble(page, f"人员花名册{len(rows)}人，{out_of}", "请申报单位说明是否计入服务人员", name=STAFF_TOTAL.name, words=words)
        )
    for people, basis in ((rows, "全部人员"), (staff, "仅专职在岗")) if out_of else ((rows, ""),):
        n_people = len(people) - (unnamed if people is not rows else 0)
        text = f"{n_people}人"
        detail = "；".join(filter(None, (whole, out_of, basis)))
        candidates.append(
            number_candidate(
                STAFF_TOTAL,
                counted(STAFF_TOTAL, n_people),
                page,
                words,
                text=text,
                found_by=FoundBy.LIST,
                area=listing.area,
                label="人员花名册",
                detail=detail,
                caveats=caveats,
            )
        )
        if listing.has("education"):
            candidates.append(_college(listing, people, caveats, basis))
    return candidates, problems


def _nameless(rows: tuple[Row, ...]) -> list[str]:
    """Rows whose name is none, as the day that begins a row of another list."""
    out = [row for row in rows if NO_NAME.search(squash(row.get("name").text))]
    return [f"{names(out, 'name')}不像姓名"] if out else []


def _college(listing: Listing, rows: tuple[Row, ...], caveats: list[Caveat], basis: str) -> AnyCandidate:
    schooling = _schooling(rows, listing.captions)
    words = _evidence(listing, "education")
    told = f"学历栏大专及以上{len(schooling.college)}人，其他{len(schooling.below)}人"
    if schooling.studying:
        told += f"，在读{len(schooling.studying)}人未计入"
    if schooling.unclear:
        told += f"，{names(list(schooling.unclear), 'name') or len(schooling.unclear)}学历未能判定"
        caveats = [*caveats, Caveat.PARTIAL]
    return number_candidate(
        STAFF_COLLEGE,
        counted(STAFF_COLLEGE, len(schooling.college)),
        rows[0].page if rows else listing.pages[0],
        words,
        text=f"{len(schooling.college)}人",
        found_by=FoundBy.LIST,
        area=listing.area,
        label="学历",
        detail="；".join(filter(None, (told, basis))),
        caveats=caveats,
    )


def _schooling(rows: tuple[Row, ...], captions: tuple[str, ...]) -> _Schooling:
    sorted_rows: dict[str, list[Row]] = {"college": [], "below": [], "studying": [], "unclear": []}
    legend = schooling_codes(captions)
    for row in rows:
        entry = row.get("education")
        meant = legend.get(squash(entry.text)) if entry.sure else None
        told = schooling_of(meant or entry.text) if meant or entry.surely_says(SCHOOLING) else "unclear"
        sorted_rows[told].append(row)
    return _Schooling(*(tuple(sorted_rows[key]) for key in ("college", "below", "studying", "unclear")))


def schooling_codes(captions: tuple[str, ...]) -> Mapping[str, str]:
    """What each code in the 学历 column means, where a line beside the list says so: 1研究生 2本科 3大专, 本科=2; empty where none does."""
    for line in captions:
        plain = squash(line)
        pairs = [(match["code"], match["word"]) for match in WORD_THEN_CODE.finditer(plain)]
        if len(pairs) < LEAST_CODES:
            pairs = [(match["code"], match["word"]) for match in CODE_THEN_WORD.finditer(plain)]
        if len(pairs) >= LEAST_CODES and len({code for code, _ in pairs}) == len(pairs) == len({word for _, word in pairs}):
            return dict(pairs)
    return {}


def schooling_of(text: str) -> str:
    """`college`, `below`, `studying` (not counted) or `unclear` of the words in a 学历 cell."""
    plain = squash(text)
    if STUDYING.search(plain):
        return "college" if HIGHER_STUDIES.search(plain) else "studying"
    below, college = BELOW.search(plain), COLLEGE.search(plain)
    if below and college and not plain.startswith(("大专", "本科", "大学")):
        return "below" if plain.startswith(("大专以下", "中")) else "unclear"
    if plain.startswith(("大专以下", "专科以下")):
        return "below"
    return "college" if college else "below" if below else "unclear"


def _is_part_time(row: Row) -> bool:
    stated = squash(row.get("full_time").text)
    beside = stated + squash(row.get("remark").text)
    if NOT_FULL_TIME.search(squash(row.under)):
        return True  # the whole part is of people from outside
    if "full_time" not in row.keys and any(OUTSIDE_WORD.fullmatch(squash(word)) for word in row.rest.split()):
        return True  # its column has no title that is known
    return stated in NO or NOT_FULL_TIME.search(beside) is not None or OUTSIDE_POST.search(squash(row.get("post").text)) is not None


def _side(row: Row) -> str:
    return squash(row.get("remark").text) + squash(row.get("full_time").text)


def _all_said(row: Row) -> str:
    """Whatever stands in a row beside the name and the schooling, under known heads and under others."""
    return _side(row) + squash(row.get("post").text) + squash(row.rest)


def _without_repeats(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The same person twice: all cells but the number equal. Two of one name are two people."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Row] = []
    repeated: list[Row] = []
    for row in rows:
        key = (*tuple(squash(entry.text) for name, entry in zip(row.keys, row.entries, strict=True) if name != "number"), squash(row.rest))
        (repeated if key in seen and row.get("name").text else kept).append(row)
        seen.add(key)
    return tuple(kept), tuple(repeated)


def _evidence(listing: Listing, key: str) -> tuple[Word, ...]:
    """The column's title: a count has no words of its own, and its place is where the list begins."""
    title = listing.title(key)
    words = tuple(word for word in listing.header if squash(word.text) and squash(word.text) in squash(title))
    return words or listing.header[:1]

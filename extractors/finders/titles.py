"""The category where only the form's own title says it: 核心服务机构申报材料文本 / （综合服务机构）, 创新服务机构申报表.

A title is told by being nothing but a title: every line of it is made of the words that name such a form. So no other body's name, no
list of all three, no row of a table of conditions and no notice is taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.finders.words import squeeze
from models.answer import AnyCandidate, Candidate, FoundBy, Source
from models.document import Line, Page
from models.fields import CATEGORY
from models.geometry import Box, around

_KIND = r"(?P<kind>综合|创新|创业)"
_OPENS, _CLOSES = r"[(\[【〔<〈《—-]+", r"[)\]】〕>〉》—-]+"
_CATEGORY = re.compile(
    rf"(?:(?:申报)?(?:类别|类型):)?(?:{_OPENS})?(?:(?:申报)?(?:类别|类型):)?{_KIND}(?P<of>(?:性|型|类)*(?:核心)?(?:服务机构|机构)(?:类|型)?|类|型|(?={_CLOSES}))(?:{_CLOSES})?"
)
_WHOSE = re.compile(
    r"20\d\d年?(?:度)?|[\u4e00-\u9fff]{2,3}(?<!全)省(?=20|核心|中小|小微|创|综)|第[一二三四五六七八九十\d]+批(?:次)?|(?:中小微|中小|小微)企业(?=核心|创新服务机构|创业服务机构|综合服务机构|综合类|创新类|创业类)"
)
_CORE = re.compile(r"核心服务机构")
_DOC = re.compile(
    r"(?:(?:自愿)?(?:申报|申请|认定申报|认定申请|资格申报|资格认定|重新申报|申报推荐|推荐申报)(?:单位|机构|自评|自查|登记|信息|采集|(?:条件)?对照|比对|对标|基本情况|情况|审批|审核|备案|汇总)*(?:材料文本|材料汇编|材料|资料汇编|资料|文本|表格|表|书|报告书|报告|文件|册))(?:文本|汇编|封面|正文)?"
)
_ASIDE = re.compile(
    r"附件?[一二三四五六七八九十\d]{0,2}(?:-\d{1,2})?[:.、]?|附表[一二三四五六七八九十\d]{0,2}[:.、]?|[《》:·•|/*\"“”]+|[(](?:样本|正本|副本|全|全套|复印件|20\d\d年?(?:度)?|第[一二三四\d]+(?:册|部分))[)]|"
    r"20\d\d年\d{1,2}月(?:\d{1,2}日)?(?:填报|填写|填|编制)?|(?:填报|填表|申报)(?:日期|时间):?|编号:?\d*"
)
_TOKENS = (_CATEGORY, _DOC, _CORE, _ASIDE, _WHOSE)
LONGEST = 44  # characters of a line of a title
NEXT = 3.0  # line heights between the lines of one title


@dataclass(frozen=True, slots=True)
class _Part:
    """A line that is nothing but words of a title."""

    line: Line
    kind: str | None
    is_paper: bool
    is_core: bool


def find_title_category(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:  # noqa: ARG001
    """The category in the form's title or beneath it; nothing where boxes or another category stand beside it."""
    return tuple(_candidates(page))


def _candidates(page: Page) -> Iterator[AnyCandidate]:
    lines = page.lines
    parts = [_part_of(line) for line in lines]
    at = 0
    while at < len(parts):
        group = _group(parts, at)
        at += max(1, len(group))
        kinds = {part.kind for part in group if part.kind is not None}
        if len(kinds) != 1 or not any(part.is_paper for part in group):
            continue
        named = next(part for part in group if part.kind is not None)
        if not _is_offered(page, lines, named.line, kinds):
            yield _candidate(page, group, named, kinds.pop())


def _group(parts: Sequence[_Part | None], at: int) -> list[_Part]:
    """The lines of one title from this one on: each close below the one before."""
    found: list[_Part] = []
    for part in parts[at:]:
        if part is None or (found and part.line.box.top - found[-1].line.box.bottom > NEXT * _height(found[-1].line, part.line)):
            break
        found.append(part)
    return found


def _height(one: Line, other: Line) -> float:
    return max(6.0, one.box.height, other.box.height)


def _part_of(line: Line) -> _Part | None:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", line.text))
    if not plain or len(plain) > LONGEST:
        return None
    kinds: list[str] = []
    paper = core = False
    at = 0
    while at < len(plain):
        found = next((one for token in _TOKENS if (one := token.match(plain, at)) is not None and one.end() > at), None)
        if found is None:
            return None
        if found.re is _CATEGORY:
            if not _is_named(found, plain):
                return None
            kinds.append(found.group("kind"))
        paper, core = paper or found.re is _DOC, core or found.re is _CORE
        at = found.end()
    return None if len(set(kinds)) > 1 else _Part(line, kinds[0] if kinds else None, paper, core)


def _is_named(found: re.Match[str], plain: str) -> bool:
    """（创业） in brackets, or 创业类, 创业服务机构: a bare 综合 before 材料 is another word."""
    return bool(found.group("of")) or (
        plain[: found.start("kind")][-1:] in tuple("([【〔<〈《") and plain[found.end("kind") :][:1] in tuple(")]】〕>〉》")
    )


def _is_offered(page: Page, lines: Sequence[Line], named: Line, kinds: set[str]) -> bool:
    """Is it one of several options: a box before it, or another category on the lines around?"""
    box = named.box
    seat = Box(box.x0 - 3 * box.height, box.top - 2, box.x1 + 3 * box.height, box.bottom + 2)
    if any(seat.holds_center(mark.box) for mark in page.marks):
        return True
    where = next(at for at, line in enumerate(lines) if line is named)
    around_it = "".join(line.text for line in lines[max(0, where - 2) : where + 3] if len(line.text) <= LONGEST)
    return any(
        f"{kind}{tail}" in around_it for kind in ("综合", "创新", "创业") if kind not in kinds for tail in ("服务机构", "类", "型", "机构")
    )


def _candidate(page: Page, group: Sequence[_Part], named: _Part, kind: str) -> AnyCandidate:
    title = next(part for part in group if part.is_paper)
    shown = squeeze(named.line.text)
    words = tuple(word for word in named.line.words if kind in word.text) or named.line.words
    place = page.place(around(word.box for word in words), shown)
    detail = f"申报材料标题“{shown}”" if title is named else f"申报材料标题“{squeeze(title.line.text)}”旁的“{shown}”"
    return Candidate(CATEGORY, kind, place, words, Source.PROSE, FoundBy.LABEL, "", detail)

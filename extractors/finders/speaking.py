"""Stretches of a report that speak of another body than the applicant: the section on its group, the sentence that its parent opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.finders.count import Count
from extractors.finders.readings import ProseReading
from extractors.finders.subjects import figures_of_others
from extractors.finders.supposed import examples_in
from models.answer import Caveat
from models.fields import (
    COLLEGE_RATIO,
    ENTERPRISES_SERVED,
    ESTABLISHED_ON,
    PREMISES_AREA,
    PUBLIC_ACTIVITIES,
    REGISTERED_CAPITAL,
    SERVICE_ASSETS,
    SPECIALISED_ACTIVITIES,
    STAFF_COLLEGE,
    STAFF_TOTAL,
    WELFARE_ACTIVITIES,
)
from models.quantity import Quantity

_OPENS = r"(?:^|(?<=[。；;\n\f]))\s*"
_HEADING = re.compile(
    _OPENS
    + r"(?:(?P<han>[一二三四五六七八九十]{1,3}、)|(?P<aside>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<figure>\d{1,2}[、.．](?!\d)))\s*(?P<head>[^。；;，,：:\n\f]{2,24})"
)
_OF_OTHERS = re.compile(
    r"(?:所属|隶属|所在|关于|我们)*[\u4e00-\u9fff（）()]{0,16}?(?:集团(?:公司)?|母公司|总公司|上级单位|控股股东|举办单位|主管部门|行业|全[市县省区国])(?:的)?(?:整体|总体|基本)?(?:概况|简介|情况|介绍|背景|现状|概述|发展状况|发展情况)"
)
_GROUP = re.compile(
    _OPENS
    + r"(?P<name>[\u4e00-\u9fff（）()]{2,24}?集团(?:股份)?(?:有限)?(?:责任)?公司|母公司|总公司)(?!(?:的|之)?(?:全资|控股|下属|直属)*(?:子|分)公司)"
)
_SELF_AGAIN = re.compile(r"(?:我|本)(?:公司|单位|中心|司|所|院|会|协会)|子公司|分公司|申报单位")
_ENDS = re.compile(r"[。；;\n\f]")
# 某某公司是集团的子公司, 二、本公司情况: who applies is not the group itself.
_BELONGS = re.compile(
    r"(?:公司|中心|单位|协会)[^，。；\n\f]{0,6}(?:是|系|为)[^，。；\f]{0,40}(?:子公司|分公司|下属|旗下|全资|控股)|隶属于?[^，。；\f]{2,30}(?:集团|公司)|(?:本|我|申报)(?:公司|单位|机构|中心)(?:的)?(?:基本)?(?:情况|概况|简介)"
)


# 某某公司是某某学院的全资企业: whose the applicant is. Then 学院现有教职工1286人 is no word of its own.
_OWNED = re.compile(
    r"(?P<own>公司|中心|研究院|研究所|事务所|企业|机构|平台|实体|站)(?:是|系|为)由?(?P<owner>[\u4e00-\u9fff（）()]{2,24}?(?P<tail>大学|学院|学校|研究院|研究所|医院|集团|总公司|总院|协会|商会))"
    r"(?:的|出资|投资|独资|全资|控股|设立|举办|主办|兴办|创办|直属|下属|所属|旗下){1,4}[^，。；\d]{0,10}?(?:企业|公司|机构|单位|平台|实体|中心)"
)
_HAS = r"(?=\s*(?:[现共总占拥设]|有|建|目前|始建|创办|创建|成立|注册|始创|占地|开设|截至|教职|在校|职工|员工))"
_STOPS = re.compile(r"[。；;]|\n\s*\n")  # a line of a page may end within a sentence
SHORTEST_NAME = 6  # characters
HELD = frozenset(
    field.name for field in (ESTABLISHED_ON, REGISTERED_CAPITAL, PREMISES_AREA, SERVICE_ASSETS, STAFF_TOTAL, STAFF_COLLEGE, COLLEGE_RATIO)
)
"""What a body has, and not what is done for it."""
FIGURES = HELD | {field.name for field in (ENTERPRISES_SERVED, PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)}
LONGEST = 6000  # of a text: no page of an application says more, and what a hostile one says takes time


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to `end` of the text, `whom` it is about as it is called there. `not_own`: surely not the applicant's, whatever is said."""

    start: int
    end: int
    whom: str
    not_own: bool = False
    only: frozenset[str] | None = None
    """Names of the fields that the stretch speaks of; None for all."""


def stretches_of_others(text: str) -> tuple[Stretch, ...]:
    """Where `text` speaks of the applicant's group or trade; of those only where somebody says that it is a part. Never raises."""
    told = stretches_told(text)
    text = text[:LONGEST]
    parents = (*told, *_of_parents(text), *_of_owners(text))
    if _BELONGS.search(text) is None:
        return parents
    return (*parents, *_sections(text), *_sentences(text))


def stretches_told(text: str) -> tuple[Stretch, ...]:
    """Where the subjects of clauses say that the figures are another's. Never raises."""
    of_others = (Stretch(one.start, one.end, one.whom, True, HELD if one.holds else FIGURES) for one in figures_of_others(text))
    return (*of_others, *(Stretch(start, end, "填写示例", True, FIGURES) for start, end in examples_in(text)))


def anothers(counts: list[Count], stretches: Sequence[Stretch]) -> list[Count]:
    """The counts of a sentence, those of another body taken back before they are added to the applicant's; spans as in `stretches`' text."""
    return [_taken_back(one, stretches) for one in counts]


def _taken_back(one: Count, stretches: Sequence[Stretch]) -> Count:
    if one.sentence is None or one.field is None or not one.taken:
        return one
    at = one.sentence.start + one.quantity.span[0]
    part = next((part for part in stretches if part.start <= at < part.end and one.field.name in (part.only or FIGURES)), None)
    return one if part is None else one.no(f"此处说的是“{part.whom}”，不是申报单位")


_BRANCH = re.compile(
    r"(?P<parent>[\u4e00-\u9fff（）()]{4,30}?(?:公司|事务所|研究院|集团))(?P<branch>[\u4e00-\u9fff（）()]{2,10}?(?:分公司|分所|分院|分中心|办事处|营业部))"
)


def _of_parents(text: str) -> Iterator[Stretch]:
    """The sentence that the body opens of which the papers name a branch by its full name: 某某公司成立于2009年 beside 某某公司湖南分公司."""
    solid = re.sub(r"\s+", "", text)
    for parent in dict.fromkeys(re.split(r"[是为系由]", one.group("parent"))[-1] for one in _BRANCH.finditer(solid)):
        name = r"\s*".join(map(re.escape, parent))  # its letters may run over a line's end
        opens = re.compile(rf"{_OPENS}{name}(?!\s*[\u4e00-\u9fff（）()\s]{{2,12}}?(?:分公司|分所|分院|分中心|办事处|营业部))")
        for one in opens.finditer(text) if len(parent) >= SHORTEST_NAME else ():
            end = _STOPS.search(text, one.end())
            stop = end.start() if end else len(text)
            again = _SELF_AGAIN.search(text, one.end(), stop)
            yield Stretch(one.start(), again.start() if again else stop, parent, not_own=True)


def _of_owners(text: str) -> Iterator[Stretch]:
    """The sentences that the body opens to which the applicant says it belongs, by its full name or as 学院 for short."""
    for owned in _OWNED.finditer(re.sub(r"\s+", "", text)):
        owner, tail = owned.group("owner"), owned.group("tail")
        if owned.group("own") == tail:
            continue
        named = "|".join(r"\s*".join(map(re.escape, one)) for one in (owner, tail))
        for one in re.finditer(rf"(?:{_OPENS}(?:目前|现在|其中)?|(?<=[。；;，,]))(?:{named}){_HAS}", text):
            end = _STOPS.search(text, one.end())
            stop = end.start() if end else len(text)
            again = _SELF_AGAIN.search(text, one.end(), stop)
            yield Stretch(one.start(), again.start() if again else stop, tail, not_own=True)


def _sections(text: str) -> Iterator[Stretch]:
    """From a heading such as 一、集团概况 to the next one of the same rank."""
    headings = list(_HEADING.finditer(text))
    for at, one in enumerate(headings):
        head = re.sub(r"\s+", "", one.group("head"))
        if _OF_OTHERS.fullmatch(head):
            following = (other.start() for other in headings[at + 1 :] if other.lastgroup and _rank(other) == _rank(one))
            yield Stretch(one.start(), next(following, len(text)), head)


def _rank(heading: re.Match[str]) -> str:
    return next(name for name in ("han", "aside", "figure") if heading.group(name))


def _sentences(text: str) -> Iterator[Stretch]:
    """The sentence whose subject is the group, up to where the applicant is named again."""
    for one in _GROUP.finditer(text):
        end = _ENDS.search(text, one.end())
        stop = end.start() if end else len(text)
        again = _SELF_AGAIN.search(text, one.end(), stop)
        yield Stretch(one.start(), again.start() if again else stop, re.sub(r"\s+", "", one.group("name")))


def said_of_others(readings: Sequence[ProseReading], stretches: Sequence[Stretch]) -> list[ProseReading]:
    """The readings, those of a number that is somebody else's with a caveat: it answers nothing by itself and contests nothing."""
    return [_told(one, next((part for part in stretches if _is_in(part, one)), None)) for one in readings]


def _is_in(part: Stretch, one: ProseReading) -> bool:
    spoken_of = part.only is None or (one.field is not None and one.field.name in part.only)
    return spoken_of and part.start <= one.span[0] < part.end


def _told(one: ProseReading, part: Stretch | None) -> ProseReading:
    if part is not None and part.not_own and one.taken:
        return replace(one, taken=False, reason=f"此处说的是“{part.whom}”，不是申报单位")
    if part is None or not one.taken or one.caveats or not (isinstance(one.value, Quantity) or one.field is ESTABLISHED_ON):
        return one
    return replace(one, caveats=frozenset({Caveat.CLAIM}), reason=f"此处说的是“{part.whom}”，不是申报单位的数")

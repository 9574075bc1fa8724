"""Whose a number is: the last word that opens a clause and says whose what follows is."""

from __future__ import annotations

import re

from extractors.finders.count import Count
from extractors.finders.cues import Says
from extractors.finders.sentences import Cue, Sentence
from models.answer import Caveat

# Who is named only with his own number: the next clause is about the applicant again.
PASSING = frozenset(
    [
        "入驻企业",
        "在孵企业",
        "会员",
        "会员单位",
        "会员企业",
        "客户",
        "合作单位",
        "合作机构",
        "孵化基地",
        "市场",
        "创客中国",
        "主管部门",
        "上级单位",
        "关联公司",
        "控股股东",
        "被服务企业",
        "服务企业所在",
        "行业",
    ]
)


def _subject(sentence: Sentence, at: int) -> Cue | None:
    """The last word before `at` that opens a clause and says whose what follows is."""
    for start, end in reversed([clause for clause in sentence.clauses if clause[0] <= at]):
        for cue in sentence.between(start, min(end, at), Says.SELF, Says.OTHER):
            opening = sentence.text[start : cue.start]
            if re.search(r"[在于由为向对给与和及同将使助受经从]$|属于|位于|全部|参加|参与", opening) or len(opening) > 12:
                continue
            if re.fullmatch(
                r"(?:[\s（(“]|其中|目前|现|现有|截至|截止|截止到|\d{4}年?(?:度|末|底)?|\d{1,2}月\d{0,2}日?|二[〇零○一二三四五六七八九]+年|上年|去年|全年|近年来|几年来|据统计|经统计|同时|另外|另|此外|而|但|且|，|现阶段|自.{0,8}以来|该|整个|据|目前为止)*",
                opening,
            ):
                return _relative(sentence, cue, min(end, at)) or cue
    return None


def _relative(sentence: Sentence, own: Cue, end: int) -> Cue | None:
    """Who is named as belonging to the applicant: 公司母公司, 本中心的控股股东. What follows is his."""
    others = (cue for cue in sentence.between(own.end, end, Says.OTHER) if sentence.text[own.end : cue.start] in ("", "的", "之"))
    return next(others, None) if own.says is Says.SELF else None


# What a body that is named in passing has of its own: who speaks of its output goes on with its people.
_BUSINESS = re.compile(r"产值|营业收入|营收|销售(?:收入|额)|税收|纳税|利税|主营业务收入")


def _tells_of_business(sentence: Sentence, subject: Cue, count: Count) -> bool:
    """会员企业年产值逾58亿元，从业人员2.1万人."""
    between = sentence.text[subject.end : count.quantity.span[0]]
    return count.says is Says.STAFF and _BUSINESS.search(between) is not None


def _may_be_theirs(subject: Cue, count: Count) -> bool:
    """入驻企业136家，从业人员3200人: as a region counts its people, not as an office names its staff."""
    return subject.word.endswith("企业") and count.cue is not None and count.cue.word.startswith("从业")


def other_owner(sentence: Sentence, at: int, count: Count) -> Count:
    del at
    subject = _subject(sentence, count.quantity.span[0])
    if subject is None or subject.says is not Says.OTHER:
        return count
    if count.cue is not None and count.cue.start <= subject.start and subject.end <= count.cue.end:
        return count
    clause = sentence.clause(count.quantity.span[0])
    owner_here = clause[0] <= subject.start
    after = sentence.text[subject.end : subject.end + 4]
    if subject.word in (
        "岳阳",
        "岳阳市",
        "湖南",
        "湖南省",
        "开发区",
        "高新区",
        "经开区",
        "客户",
        "市场",
        "协会",
        "市内",
        "省内",
        "县内",
        "区内",
        "当地",
    ) and not re.match(r"(?:现?有|共有|拥有|中小|企业|共|全|的?总)", after):
        return count
    if any(
        cue.word[0] in "我本该" for cue in sentence.between(max(subject.end, clause[0]), count.quantity.span[0], Says.SELF)
    ) or re.search(r"我|本(?:公司|单位|中心|所|院)", sentence.text[subject.end : count.quantity.span[0]]):
        return count
    counted = any(subject.end <= one.span[0] and one.span[1] <= count.quantity.span[0] for one in sentence.quantities)
    if subject.word in PASSING and (not owner_here or counted) and not _tells_of_business(sentence, subject, count):
        doubt = f"前文说的是“{subject.word}”，此数是否属本单位须人工确认"
        return count.but(Caveat.CLAIM, doubt) if _may_be_theirs(subject, count) else count
    if not owner_here and sentence.between(clause[0], count.quantity.span[0], Says.SELF):
        return count.but(Caveat.CLAIM, f"前文说的是“{subject.word}”，此数是否属本单位须人工确认")
    if subject.word in ("总部", "总公司"):
        return count.but(Caveat.CLAIM, f"说的是“{subject.word}”，是否即申报单位须人工确认")
    part = sentence.between(clause[0], count.quantity.span[0], Says.PART)
    if part and count.cue is not None and count.says in (Says.AREA, Says.STAFF, Says.ASSETS, Says.FIRMS):
        if count.says is Says.AREA:
            return count
        return count.but(Caveat.CLAIM, f"前文说的是“{subject.word}”，此数是否属本单位须人工确认")
    if (
        not owner_here
        and count.cue is not None
        and count.cue.start >= clause[0]
        and sentence.text[subject.end : count.quantity.span[0]].count("，") > 2
    ):
        return count.but(Caveat.CLAIM, f"前文说的是“{subject.word}”，此数是否属本单位须人工确认")
    return count.no(f"说的是“{subject.word}”，不是申报单位")

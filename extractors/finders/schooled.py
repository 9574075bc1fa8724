"""Whose education a number tells: volunteers named before it, people whom a survey asked, workers sent to the firms; not the staff's.

A share or a number of those with a degree names nobody by itself. It is of the people counted right before it, unless the clause
names the staff again.
"""

from __future__ import annotations

import re

from extractors.finders.count import Count
from extractors.finders.cues import OWN_PEOPLE, Says
from extractors.finders.sentences import Sentence
from models.fields import COLLEGE_RATIO, STAFF_COLLEGE, STAFF_TOTAL

_PERSONS = ("人", "人次")
_SERVED = ("是活动或服务的对象", "说的是“")
# Kinds that one's own people are told apart by: women, party members, those with a title.
_OF_ONES_OWN = re.compile(
    r"男|女|党员|团员|职称|退役|持证|年龄|周岁|骨干|会计师|高级|中级|初级|副高|班子|编制|大学生|毕业生|研发|讲师|师资|教授"
)
_SURVEYED = re.compile(
    r"(?:调查|调研|问卷|抽样|摸底|普查|访谈|走访)[^，。；]{0,8}?(?:显示|表明|发现|反映|得知|结果|了解到|看出|看)|统计年鉴|被(?:调查|访)|受访|样本"
)
_OURS = re.compile(r"我|本(?:公司|单位|中心|机构|平台|协会|商会|司|所|院|会|校)|服务(?:人员|团队|队伍)|专职|员工(?!学历)")
_GOES_ON = re.compile(r"\s*(?:其中|他们|她们|这些人?|这批|上述人员|大专|本科|具有)")


def of_the_staff(sentence: Sentence, counts: list[Count], earlier: list[Count]) -> list[Count]:
    """The counts, those of other people's education taken back; `earlier` are the counts of the sentence before."""
    before = earlier if _GOES_ON.match(sentence.text) else []
    return [_checked(sentence, count, counts, before) for count in counts]


def _checked(sentence: Sentence, count: Count, counts: list[Count], before: list[Count]) -> Count:
    if not count.taken or count.field not in (STAFF_COLLEGE, COLLEGE_RATIO) or count.level is None or count.cue is None:
        return count
    at = min(count.cue.start, count.quantity.span[0])
    people = [one for one in counts if one.quantity.unit in _PERSONS and one.quantity.span[1] <= at] or [
        one for one in before if one.quantity.unit in _PERSONS
    ]
    if (whose := _others_before(sentence, people, at)) or (whose := _surveyed(sentence, at)):
        return count.no(f"说的是“{whose}”的学历，不是服务人员的")
    return count


def _others_before(sentence: Sentence, people: list[Count], at: int) -> str:
    """The people counted last before, where they are surely not the staff and nobody names the staff since."""
    known = [one for one in people if one.level is None]
    if not known or any(one.taken and one.field is STAFF_TOTAL for one in people):
        return ""
    last = known[-1]
    floor = last.quantity.span[1] if last.sentence is sentence else 0
    if last.taken or sentence.between(floor, at, Says.STAFF, Says.SELF) or _OURS.search(sentence.text[floor:at]):
        return ""
    if last.reason.startswith(_SERVED):
        return last.quantity.text
    word = last.cue.word if last.cue is not None and last.says is Says.STAFF_DECOY else ""
    return "" if word in OWN_PEOPLE or _OF_ONES_OWN.search(word) else word


def _surveyed(sentence: Sentence, at: int) -> str:
    found = _SURVEYED.search(sentence.text, 0, at)
    return found.group() if found is not None and _OURS.search(sentence.text[found.end() : at]) is None else ""

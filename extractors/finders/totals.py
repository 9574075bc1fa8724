"""A bare total behind parts: 本科18人，大专6人，共26人; 律师21人、行政4人，合计25人."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.finders.answering import answers
from extractors.finders.count import (
    Count,
)  # fmt: skip
from extractors.finders.cues import OWN_PEOPLE, Says
from extractors.finders.sentences import Cue, Sentence
from extractors.finders.standing import checked
from models.answer import Caveat
from models.fields import (
    STAFF_COLLEGE,
    STAFF_TOTAL,
)
from models.quantity import Quantity


def total_of_levels(sentence: Sentence, quantity: Quantity, before: Count | None) -> Count | None:
    """本科18人，大专6人，共26人: after levels of education a bare total is that of the staff."""
    if before is None or before.sentence is not sentence or before.level is None or quantity.unit not in ("人", None):
        return None
    gap = sentence.text[before.quantity.span[1] : quantity.span[0]]
    if before.quantity.unit == "%" and before.taken and re.fullmatch(r"[，,]?\s*[（(，,](?:即|计|为|共)?", gap):
        return checked(sentence, 0, replace(answers(replace(before, quantity=quantity), STAFF_COLLEGE), level=before.level), None)
    if not re.fullmatch(
        r"[\s，,、；（(]*(?:全部|总)?(?:共计|合计|总计|总共|一共|共有|共|(?:员工|人员|职工)?总(?:人)?数)(?:有|为|是)?", gap
    ):
        return None
    if before.quantity.unit == "%":
        return checked(sentence, 0, replace(answers(replace(before, quantity=quantity), STAFF_COLLEGE), level=before.level), None)
    cue = Cue(before.quantity.span[1], quantity.span[0], Says.STAFF, gap.strip("，,、（( "))
    return checked(sentence, 0, answers(Count(quantity, None, cue, False, "", says=Says.STAFF, sentence=sentence), STAFF_TOTAL), None)


_NOT_FULL = re.compile("兼职|派遣|实习|外聘|志愿|导师|专家|顾问|见习")


_BARE_TOTAL = re.compile(r"[\s，,、；（(]*(?:全部|全所|全院|全员|人员|员工)?(?:共计|合计|总计|总共|一共|共有|共)(?:有|为|是)?")


def total_of_kinds(sentence: Sentence, quantity: Quantity, earlier: list[Count]) -> Count | None:
    """律师21人、行政4人，合计25人: a total of our own kinds of people, where it is their sum."""
    kinds = [count for count in earlier if count.sentence is sentence and count.quantity.unit == "人"]
    if not any(count.cue is not None and count.cue.word in OWN_PEOPLE for count in kinds):
        return None
    if quantity.unit != "人" or len(kinds) < 2 or not _BARE_TOTAL.fullmatch(sentence.text[kinds[-1].quantity.span[1] : quantity.span[0]]):
        return None
    cue = Cue(kinds[-1].quantity.span[1], quantity.span[0], Says.STAFF, "合计")
    count = answers(Count(quantity, None, cue, False, "", says=Says.STAFF, sentence=sentence), STAFF_TOTAL)
    if all(sum((one.quantity.value for one in kinds[first:]), Decimal(0)) != quantity.value for first in range(len(kinds) - 1)):
        count = count.but(Caveat.SUM, "各类人员之和与合计数不符")
    outside = next(
        (one.cue.word for one in kinds if one.cue is not None and (one.cue.word not in OWN_PEOPLE or _NOT_FULL.search(one.cue.word))), ""
    )
    outside = outside or (_NOT_FULL.findall(sentence.text[: quantity.span[0]]) or [""])[0]
    if outside:
        count = count.but(Caveat.BASIS, f"合计中有“{outside}”，是否即服务人员须人工确认")
    return checked(sentence, 0, replace(count, is_total=True), None)


_ALL_OF_US = re.compile(
    r"(?:全(?:所|院|公司|中心|会|单位|机构|站|社|体)|(?:我|本)(?:所|院|公司|中心|会|单位|机构|站|社)全体)的?(?:现|共|目前|现有|共有|拥有|在职|在册|在岗)*(?P<kinds>[^，。；：:\d]{2,30}?)(?:总?共|共计|合计|总计|一共)(?:有|为)?$"
)
_OTHERWISE = re.compile("(?:行政|管理|后勤|辅助|工作|其他|其它|业务|支持|勤杂|综合)(?:人员|员工|职工)")
_EACH_KIND = re.compile("[、和与及]|以及")


def total_of_all_kinds(sentence: Sentence, quantity: Quantity) -> Count | None:
    """全所执业律师及行政人员共38人: two kinds of our own people, one of them all that are left, are the whole staff."""
    start = quantity.span[0]
    if quantity.unit != "人":
        return None
    found = _ALL_OF_US.search(sentence.text[sentence.clause(start)[0] : start])
    if found is None or _NOT_FULL.search(found["kinds"]) or _OTHERWISE.search(found["kinds"]) is None:
        return None
    kinds = [kind for kind in _EACH_KIND.split(found["kinds"]) if kind]
    if len(kinds) < 2 or not all(any(kind.endswith(own) for own in OWN_PEOPLE) or _OTHERWISE.fullmatch(kind) for kind in kinds):
        return None
    begin = start - len(found.group()) + found.start("kinds") - found.start()
    cue = Cue(begin, begin + len(found["kinds"]), Says.STAFF, found["kinds"])
    count = answers(Count(quantity, None, cue, False, "", says=Says.STAFF, sentence=sentence), STAFF_TOTAL)
    return checked(sentence, 0, replace(count, is_total=True), None)

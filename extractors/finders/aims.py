"""What is asked of all that may apply, and what the year to come is to bring: neither is the applicant's number."""

from __future__ import annotations

import re

from extractors.finders.count import Count
from extractors.finders.sentences import Sentence

RULE_ONLY = "是通知对一类机构的条件，不是本单位的数"
AIMED_AT = "是今后要达到的数，不是实际数"

_AIM_OF_A_YEAR = re.compile(
    r"20[1-9]\d\s*年(?:度|上半年|全年|底)?[^，。；：:\d]{0,10}?(?:目标(?:任务)?|计划|任务|指标|打算|安排|展望|设想)(?:为|是)?\s*[：:]"
)
_TO_BE_REACHED = re.compile(
    r"20[2-9]\d\s*年[^。；]*?(?<![需主重必纲概简提])要(?:达到?|实现|完成|突破|服务|开展|组织|举办|确保|力争|增加?到)|20[2-9]\d\s*年[^。；]*?(?:确保|争取|力争)"
)
_DONE_NOW = re.compile(r"已|实际|完成了|现有|20[01]\d\s*年|截至")


def aimed_at(sentence: Sentence, at: int, count: Count) -> Count:
    """2020年目标：全年服务企业200家; 2020年服务企业数要达到180家: what the year to come is to bring."""
    del at
    start = count.quantity.span[0]
    for pattern in (_AIM_OF_A_YEAR, _TO_BE_REACHED):
        found = pattern.search(sentence.text[:start])
        if found is not None and _DONE_NOW.search(sentence.text[found.end() : start]) is None:
            return count.no(AIMED_AT)
    return count


_OF_A_KIND = re.compile(r"(?:综合|创新|创业)(?:类|型)?(?:的)?(?:核心)?(?:服务)?机构(?P<between>[^。；]*)$")
_SAYS_THE_RULE = re.compile(r"应|须|需|要求|必须|不少于|不低于|至少|规定|条件|标准")
_SAYS_OURS = re.compile(r"我|本(?:公司|单位|中心|所|院|会|机构|平台|站)|实际|现有|目前|已|作为|完成|为[^，。；]{0,2}$")


def of_a_kind(sentence: Sentence, at: int, count: Count) -> Count:
    """综合服务机构要求年服务企业100家以上: said of all that may apply for this kind, not of the applicant."""
    del at
    start = count.quantity.span[0]
    found = _OF_A_KIND.search(sentence.text[:start])
    if (
        found is None
        or _SAYS_OURS.search(sentence.text[:start])
        or "以上" not in count.quantity.text + sentence.text[count.quantity.span[1] :][:2]
    ):
        return count
    return count.no(RULE_ONLY) if _SAYS_THE_RULE.search(sentence.text[:start]) else count

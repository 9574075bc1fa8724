"""全体员工（含生产、销售人员）86人 beside 服务人员35人: who makes and sells serves nobody's firms; the whole staff is another number."""

from __future__ import annotations

import re

from extractors.finders.count import Count
from extractors.finders.tally import swap, taken_at
from models.fields import STAFF_TOTAL

OF_ALL = "是连同生产、销售等人员的全体员工，另写明服务人员"
_SERVING = re.compile(r"服务")
_MAKERS = (
    r"(?:生产|销售|营销|研发|车间|制造|施工|安装|保安|保洁|安保|工勤|后勤|物业|门店|仓储|运输|司机|驾驶|种植|养殖|餐饮|绿化|一线|外勤|派遣)"
)
_WITH_MAKERS = re.compile(
    rf"(?:含|包括|包含|涵盖|连同|加上|算上)[^。；;）)\d]{{0,12}}?{_MAKERS}|{_MAKERS}[^。；;，,\d]{{0,10}}(?:等)?(?:人员|员工|职工|工人|部门)[^。；;，,\d]{{0,6}}在内"
)
_ASIDE = 24  # characters behind a number that may still say whom it holds


def without_makers(counts: list[Count]) -> list[Count]:
    """The counts, a whole staff that is said to hold those who make and sell no candidate where the service staff is told beside it."""
    at = taken_at(counts, STAFF_TOTAL)
    serving = [i for i in at if counts[i].cue is not None and _SERVING.search(counts[i].cue.word) and not _holds_makers(counts[i])]  # type: ignore[union-attr]
    if not serving:
        return counts
    least = min(counts[i].quantity.value for i in serving)
    whole = [i for i in at if i not in serving and counts[i].quantity.value > least and _holds_makers(counts[i])]
    return swap(counts, {i: counts[i].no(OF_ALL) for i in whole})


def _holds_makers(count: Count) -> bool:
    sentence = count.sentence
    if sentence is None:
        return False
    start, end = count.quantity.span
    opening = min(sentence.clause(start)[0], count.cue.start) if count.cue is not None else sentence.clause(start)[0]
    before = sentence.clause(opening - 1)[0] if opening else 0
    others = [one.span for one in sentence.quantities if one.span != (start, end)]
    first = max((stop for _, stop in others if stop <= opening), default=0)
    last = min((begin for begin, _ in others if begin >= end), default=len(sentence.text))
    return _WITH_MAKERS.search(sentence.text, max(before, first), min(end + _ASIDE, last)) is not None

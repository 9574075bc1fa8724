"""A loose number and the exact one right behind it: 突破百家，准确数字为118家; 占九成左右，具体为25名. The exact one answers."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from extractors.finders.count import UNEXPLAINED, Count
from extractors.finders.tally import swap
from models.fields import COLLEGE_RATIO, STAFF_COLLEGE

SAID_EXACTLY = "另写明确切的数"
_EXACTLY = re.compile(
    r"[^一-鿿\d]*(?:余|多|左右|以上)?(?:平方米|㎡|万元|[人名位家户次场期])?(?:以上|左右)?(?:大关|关口|之多|的关口)?[，,（(、；]\s*(?:其中)?"
    r"(?:(?:具体|准确|确切|精确|实际|真实|最终)(?:的)?(?:人数|数字|数量|数值|家数|户数|次数|场次|面积|金额|数)?(?:为|是|有|达|系|[:：])|实为|实测(?:面积)?(?:为|是)?|即(?:为|是)?)\s*"
)


def restated(counts: list[Count]) -> list[Count]:
    """The counts of a sentence, a bounded one that the next number tells exactly replaced by that."""
    changed: dict[int, Count] = {}
    for at, (loose, exact) in enumerate(itertools.pairwise(counts)):
        if at in changed or not _tells(loose, exact):
            continue
        persons = loose.field is COLLEGE_RATIO and exact.quantity.unit == "人"
        if persons and loose.level is not None and exact.field in (None, STAFF_COLLEGE):
            told = replace(loose, quantity=exact.quantity, field=STAFF_COLLEGE, reason=f"“{_word(loose)}”的确切人数")
            changed |= {at: loose.no(SAID_EXACTLY), at + 1: told}
        elif exact.quantity.unit == loose.quantity.unit and exact.field in (None, loose.field) and _holds(loose, exact):
            told = (
                exact
                if exact.field is not None and exact.taken
                else replace(loose, quantity=exact.quantity, reason=f"“{_word(loose)}”的确切数")
            )
            changed |= {at: loose.no(SAID_EXACTLY), at + 1: told}
    return swap(counts, changed) if changed else counts


def _tells(loose: Count, exact: Count) -> bool:
    sentence = loose.sentence
    if sentence is None or exact.sentence is not sentence or not loose.taken or loose.quantity.is_exact or not exact.quantity.is_exact:
        return False
    if not (exact.taken or exact.reason == UNEXPLAINED):
        return False
    return _EXACTLY.fullmatch(sentence.text[loose.quantity.span[1] : exact.quantity.span[0]]) is not None


def _holds(loose: Count, exact: Count) -> bool:
    one, value = loose.quantity, exact.quantity.value
    return (one.low is None or value >= one.low) and (one.high is None or value <= one.high)


def _word(count: Count) -> str:
    return count.cue.word if count.cue is not None else ""

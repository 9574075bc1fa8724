"""Kinds of activities beside each other: parts and their total, stated and reckoned numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finders.count import Count
from extractors.finders.cues import Says
from extractors.finders.tally import added, summed_up, swap, taken_at
from models.answer import Caveat
from models.fields import (
    PUBLIC_ACTIVITIES,
    SPECIALISED_ACTIVITIES,
    WELFARE_ACTIVITIES,
)

EVENTS = (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)


_GENERAL = re.compile("活动")


def _stated_over_reckoned(counts: list[Count]) -> list[Count]:
    """每月一次，全年共12次: a stated number makes the reckoned one needless."""
    for field in EVENTS:
        at = taken_at(counts, field)
        reckoned = [i for i in at if Caveat.FREQUENCY in counts[i].caveats]
        if reckoned and any(not counts[i].caveats for i in at):
            counts = swap(counts, {i: counts[i].no("由频率推算，另有写明的次数") for i in reckoned})
    return counts


def _kinds_and_their_total(counts: list[Count]) -> list[Count]:
    """宣讲3场，招聘2场，合计5场: a total behind kinds of events is all of them, where it is their sum."""
    changed: dict[int, Count] = {}
    for last in [i for i, count in enumerate(counts) if count.taken and count.is_total and count.field in EVENTS]:
        sentence = counts[last].sentence
        kinds: list[int] = []
        for i in range(last - 1, -1, -1):
            if (
                counts[i].sentence is not sentence
                or counts[i].quantity.unit != "次"
                or counts[i].quantity.span[0] > counts[last].quantity.span[0]
            ):
                break
            kinds.insert(0, i)
        if len(kinds) > 1 and added(counts, kinds) == counts[last].quantity.value:
            special = all(counts[i].field is SPECIALISED_ACTIVITIES for i in kinds)
            changed |= {i: counts[i].no("是分项，见合计") for i in kinds}
            says, field = (Says.SPECIAL, SPECIALISED_ACTIVITIES) if special else (Says.PUBLIC, PUBLIC_ACTIVITIES)
            if counts[last].field is not WELFARE_ACTIVITIES:
                changed[last] = replace(counts[last], says=says, field=field, reason="各分项之和与合计数相符")
    return swap(counts, changed)


def _one_kind_of_several(counts: list[Count]) -> list[Count]:
    """技术洽谈会2次，项目推广会1次: one kind among others listed is not surely the whole of its class."""
    changed: dict[int, Count] = {}
    for i in taken_at(counts, SPECIALISED_ACTIVITIES):
        kin = [one for one in counts if one.sentence is counts[i].sentence and one is not counts[i]]
        if any(one.taken and one.says is Says.EVENT for one in kin) and not _GENERAL.search(_word(counts[i])):
            changed[i] = counts[i].but(Caveat.CLAIM, "几类活动并列，哪几类计入须人工确认")
    return swap(counts, changed)


def _word(count: Count) -> str:
    return count.cue.word if count.cue is not None else ""


def _listed_with(head: Count, part: Count) -> bool:
    """招聘活动7场、创业沙龙5场: two kinds in a list, although one of them is called 活动."""
    sentence = head.sentence
    if sentence is None or sentence is not part.sentence or part.is_part or "公共服务" in _word(head) or head.is_total:
        return False
    first, second = sorted((head.quantity.span, part.quantity.span))
    gap = sentence.text[first[1] : second[0]]
    return gap.startswith(("、", "和", "及")) and "其中" not in gap


def events_settled(counts: list[Count]) -> list[Count]:
    """政策宣讲4场、银企对接3场 are parts; with a number for 公共服务活动 beside them they are nothing more."""
    counts = _one_kind_of_several(_kinds_and_their_total(_stated_over_reckoned(counts)))
    for field in EVENTS:
        at = taken_at(counts, field)
        parts = [i for i in at if counts[i].says is Says.EVENT] if field is PUBLIC_ACTIVITIES else at
        heads = [i for i in at if i not in parts]
        beside = [i for i in heads if any(_listed_with(counts[i], counts[j]) for j in parts)] if field is PUBLIC_ACTIVITIES else []
        if beside:
            parts, heads = sorted([*parts, *beside]), [i for i in heads if i not in beside]
        if len(heads) > 2 and counts[heads[1]].is_part and added(counts, heads[1:]) == counts[heads[0]].quantity.value:
            counts = swap(counts, {i: counts[i].no("是其中的一部分") for i in heads[1:]})
            heads = heads[:1]
        if field is PUBLIC_ACTIVITIES and heads:
            counts = swap(counts, {i: counts[i].no("是单项活动，另有活动总数") for i in parts})
            wholes = [i for i in heads if not counts[i].is_part]
            totals = [i for i in heads if counts[i].is_total]
            named = [i for i in heads if i not in wholes and "公共服务" in _word(counts[i])]
            if wholes and named and not any("服务" in _word(counts[i]) for i in wholes):
                doubt = "全部活动与其中的公共服务活动并存，以哪个为准须人工确认"
                counts = swap(counts, {i: counts[i].but(Caveat.BASIS, doubt) for i in heads})
            elif wholes and len(wholes) < len(heads):
                counts = swap(counts, {i: counts[i].no("是其中的一部分") for i in heads if i not in wholes})
            elif len(totals) == 1 and len(heads) > 1:
                counts = swap(counts, {i: counts[i].no("另有合计数") for i in heads if i not in totals})
            continue
        if field is not PUBLIC_ACTIVITIES:
            totals = [i for i in at if counts[i].is_total]
            if len(totals) == 1 and len(at) > 1:
                counts = swap(counts, {i: counts[i].no("另有合计数") for i in at if i not in totals})
                continue
        if len(parts) > 1 and len({counts[i].quantity.period for i in parts if (counts[i].quantity.period or "").isdigit()}) <= 1:
            one = summed_up([counts[i] for i in parts], "分项相加，须人工确认")
            counts = [*swap(counts, {i: counts[i].no("是分项，见合计") for i in parts}), one]
        elif len(parts) == 1 and field is PUBLIC_ACTIVITIES:
            counts = swap(counts, {parts[0]: counts[parts[0]].but(Caveat.CLAIM, "只是一类活动的次数，是否即全部公共服务活动须人工确认")})
    return counts

"""Numbers of one text against each other: the right year, totals and parts, rule and fact, one basis or two.

Never the sum over years, never a fixed column (DOMAIN 5). What loses keeps its reason.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from extractors.finders.adding import totals_checked
from extractors.finders.answering import REST_OF_STAFF
from extractors.finders.count import UNEXPLAINED, Count
from extractors.finders.cues import Says
from extractors.finders.flows import in_its_year, states_its_year, year_goes_on, years_settled
from extractors.finders.happenings import events_settled
from extractors.finders.premises import premises_of, unnamed_total
from extractors.finders.sentences import Sentence
from extractors.finders.tally import added, summed_up, swap, taken_at
from extractors.finders.then_now import then_and_now
from extractors.finders.whole_staff import without_makers
from models.answer import Caveat
from models.fields import (
    ENTERPRISES_SERVED,
    PREMISES_AREA,
    PUBLIC_ACTIVITIES,
    SERVICE_ASSETS,
    STAFF_COLLEGE,
    STAFF_TOTAL,
)
from models.quantity import Qualifier


def within(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """What can be settled inside one sentence: parts and totals, bases, units of count."""
    counts = then_and_now(unnamed_total(sentence, _clauses_of_the_notice(counts)))
    counts = premises_of(sentence, _facts_over_rules(_own_part(sentence, _corrected(sentence, counts))))
    counts = _assets(_sums(sentence, counts))
    counts = _staff(sentence, counts)
    return _left_over(sentence, _firms(sentence, counts))


def across(counts: list[Count], notice_year: int) -> list[Count]:
    """What needs the whole text: rule against fact, years, events that are parts."""
    counts = [in_its_year(count, notice_year) for count in _assets(_facts_over_rules(totals_checked(then_and_now(without_makers(counts)))))]
    counts = years_settled(year_goes_on(counts), notice_year)
    return events_settled(counts)


_OWN_PART = re.compile(
    r"其中(?!通过|经(?!营))[^，。；\d]{0,4}(?:我|本(?:公司|单位|中心|所|院|会|机构)|自用|自身|申报)|(?:我|本)(?:公司|单位|中心|所|院|会|站|机构|司)[^，。；\d服]{0,8}其中的?$"
)


def _may_hold(count: Count) -> bool:
    """A number of a field that is taken, or that only its owner speaks against: 集团共服务企业930家."""
    return count.field is not None and (count.taken or count.reason.startswith("说的是"))


def _own_part(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """办公场所1500平方米，其中我单位使用260平方米: the whole is not ours alone."""
    changed: dict[int, Count] = {}
    for i, count in enumerate(counts):
        start = count.quantity.span[0]
        if not _OWN_PART.search(sentence.text[sentence.clause(start)[0] : start]):
            continue
        wholes = [j for j in range(i) if _may_hold(counts[j]) and counts[j].quantity.unit == count.quantity.unit]
        if wholes:
            field = count.field or counts[wholes[-1]].field
            changed |= {j: counts[j].no("是几家共有的数，其中写明了本单位的部分") for j in wholes if counts[j].field is field}
            mine = replace(count, field=field, taken=True, cue=count.cue or counts[wholes[-1]].cue, is_part=False)
            changed[i] = mine.but(Caveat.BASIS, "写明是其中本单位的部分，须人工确认")
    return swap(counts, changed)


LEFT_OVER = (
    (PREMISES_AREA, "㎡", (Says.AREA, Says.ROOM)),
    (STAFF_TOTAL, "人", (Says.STAFF,)),
    (ENTERPRISES_SERVED, "家", (Says.FIRMS, Says.FIRMS_NEAR)),
    (PUBLIC_ACTIVITIES, "次", (Says.PUBLIC,)),
)


def _left_over(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """The sentence names a field, no number of it is taken, and one of its unit is left that nobody explained: a person looks."""
    for field, unit, says in LEFT_OVER:
        if any(count.field is field for count in counts):
            continue
        cues = sentence.between(0, len(sentence.text), *says)
        left = [i for i, count in enumerate(counts) if count.quantity.unit == unit and count.field is None and count.reason == UNEXPLAINED]
        left = [i for i in left if cues and cues[0].end <= counts[i].quantity.span[0]]
        if not left:
            continue
        reason = f"前文有“{cues[0].word}”，这个数是否即其数须人工确认"
        named = [replace(counts[i], field=field, cue=cues[0], taken=True, reason=reason).but(Caveat.CLAIM) for i in left]
        if field is PREMISES_AREA and len(left) > 1:
            counts = [
                *swap(counts, {i: counts[i].no("是分项，见合计") for i in left}),
                summed_up(named, "分项面积相加，能否合并计算须人工确认"),
            ]
        else:
            counts = swap(counts, {left[-1]: named[-1]})
    return counts


SUMMED_FIELDS = ((SERVICE_ASSETS, "万元", Says.ASSETS), (ENTERPRISES_SERVED, "家", Says.FIRMS))


def _sums(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """固定资产86万元，软件资产27万元，合计113万元: a total that is the sum of the parts before it, where the field is named."""
    for field, unit, says in SUMMED_FIELDS:
        same = [i for i, count in enumerate(counts) if count.quantity.unit == unit]
        cues = sentence.between(0, len(sentence.text), says)
        for place, i in enumerate(same):
            parts = next((same[k:place] for k in range(place - 1) if added(counts, same[k:place]) == counts[i].quantity.value), [])
            if (
                not parts
                or not cues
                or not _SUM_SAID.search(sentence.text[counts[parts[-1]].quantity.span[1] : counts[i].quantity.span[0]])
            ):
                continue
            if len({counts[k].quantity.period for k in parts}) > 1:
                continue
            if any(counts[k].says in (Says.MONEY_DECOY, Says.CAPITAL, Says.FIRMS_DECOY) for k in parts):
                continue
            whole = replace(
                counts[i], field=field, cue=cues[0], taken=True, caveats=frozenset(), is_total=True, reason="各项之和与合计数相符"
            )
            counts = swap(counts, {k: counts[k].no("是合计中的一项") for k in parts} | {i: whole})
    return counts


def _assets(counts: list[Count]) -> list[Count]:
    at = taken_at(counts, SERVICE_ASSETS)
    direct = [i for i in at if counts[i].says is Says.ASSETS]
    near = [i for i in at if counts[i].says is Says.ASSETS_NEAR]
    changed = {i: counts[i].no("另有写明“服务资产”的数") for i in near} if direct else {}
    wholes = [i for i in direct if not counts[i].is_part]
    if wholes:
        changed |= {i: counts[i].no("是其中的一部分") for i in direct if i not in wholes and any(w < i for w in wholes)}
    return swap(counts, changed)


def _staff(sentence: Sentence, counts: list[Count]) -> list[Count]:
    at = taken_at(counts, STAFF_TOTAL)
    near = [i for i in at if counts[i].says is Says.STAFF_NEAR]
    changed = {
        i: counts[i].no("参保人数，与服务人员数相同")
        for i in near
        if any(counts[j].quantity.value == counts[i].quantity.value for j in at if j not in near)
    }
    host = [i for i in at if _OF_THE_HOST.search(_words_to(sentence, counts[i]))]
    ours = [i for i in at if i not in host and _OUR_SERVICE.search(_words_to(sentence, counts[i]))]
    if host and ours:
        changed |= {i: counts[i].no("是依托单位的全部人员，另写明本单位的服务人员") for i in host}
        counts = swap(counts, changed)
        at = [i for i in at if i not in host]
    others = [i for i in at if REST_OF_STAFF in counts[i].reason]
    if len(others) < len(at):
        changed |= {i: counts[i].no(REST_OF_STAFF) for i in others}
    serving = [
        i
        for i, count in enumerate(counts)
        if count.quantity.unit == "人" and count.field in (None, STAFF_TOTAL) and _serves(sentence, count)
    ]
    if serving and any(i not in serving for i in at):
        doubt = "另写有从事服务的人数，以哪个为准须人工确认"
        changed |= {i: counts[i].but(Caveat.BASIS, doubt) for i in at}
        return swap(counts, changed)
    totals = [i for i in at if counts[i].is_total and i not in near]
    rest = [i for i in at if i not in totals and i not in near]
    if len(totals) == 1:
        before = [
            i
            for i, count in enumerate(counts)
            if count.quantity.unit == "人"
            and count.field is not STAFF_COLLEGE
            and count.quantity.span[0] < counts[totals[0]].quantity.span[0]
        ]
        for parts in (rest, before):
            if len(parts) > 1 and added(counts, parts) == counts[totals[0]].quantity.value:
                changed |= {i: counts[i].no("是合计中的一项") for i in parts if i not in totals}
    return swap(counts, changed)


_OF_THE_HOST = re.compile(
    r"(?:全[校院]|全集团|全系统|(?:大学|学院|集团|母公司|依托单位|总部|总公司)(?:现|共)?(?:有|拥有)?)[^，。；\d]{0,6}(?:教职员?工|职工|员工|人员|从业人员)"
)
_OUR_SERVICE = re.compile(r"(?:中心|平台|我|本(?:单位|机构|公司|中心|所|会|站)|基地|技术转移)[^，。；\d]{0,8}服务人员")


def _words_to(sentence: Sentence, count: Count) -> str:
    """The clause up to the number."""
    start = count.quantity.span[0]
    return sentence.text[sentence.clause(start)[0] : start]


def _serves(sentence: Sentence, count: Count) -> bool:
    start = count.quantity.span[0]
    return (
        re.search(r"(?:从事|负责)[^，。；\d]{0,10}服务(?![^，。；]{0,8}年(?:以上|多|余))", sentence.text[sentence.clause(start)[0] : start])
        is not None
    )


def _firms(sentence: Sentence, counts: list[Count]) -> list[Count]:
    at = taken_at(counts, ENTERPRISES_SERVED)
    by_visit = [i for i in at if counts[i].quantity.unit == "家次"]
    by_firm = [i for i in at if i not in by_visit]
    changed: dict[int, Count] = {}
    if by_visit and by_firm:
        changed |= {i: counts[i].no("家次不是家数；另有以家计的数") for i in by_visit}
    direct = [i for i in by_firm if counts[i].says is Says.FIRMS]
    near = [i for i in by_firm if counts[i].says is Says.FIRMS_NEAR]
    if direct:
        changed |= {i: counts[i].no("另有写明服务企业的数") for i in near}
    dated = {counts[i].quantity.period for i in direct}
    if len(direct) > 1 and len(dated) == 1:
        named = [i for i in direct if counts[i].is_part and states_its_year(counts[i])]
        wholes = named or [i for i in direct if not counts[i].is_part] or direct
        changed |= {i: counts[i].no("是其中的一部分") for i in direct if i not in wholes}
        direct = wholes
    if len(direct) > 1:
        whole = [i for i in direct if _is_yearly(sentence, counts[i])]
        if len(whole) == 1 and not any((counts[i].quantity.period or "").isdigit() for i in direct if i not in whole):
            changed |= {i: counts[i].no("另有全年合计数") for i in direct if i not in whole}
    return swap(counts, changed)


_SUM_SAID = re.compile("合计|共计|总计|共|总")
_CORRECTED = re.compile(r"剔除|去重|扣除|核减|核实|除去|去除")


def _corrected(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """141家，剔除重复后为133家: the later number counts, and a person looks at the list."""
    for field in dict.fromkeys(count.field for count in counts if count.taken):
        at = sorted(taken_at(counts, field), key=lambda i: counts[i].quantity.span[0])
        for one, other in itertools.pairwise(at):
            if _CORRECTED.search(sentence.text[counts[one].quantity.span[1] : counts[other].quantity.span[0]]):
                counts = swap(
                    counts, {one: counts[one].no("是剔除之前的数"), other: counts[other].but(Caveat.CLAIM, "剔除之后的数，须对照名单核实")}
                )
    return counts


def _is_yearly(sentence: Sentence, count: Count) -> bool:
    clause = sentence.clause(count.quantity.span[0])
    return count.is_total or bool(re.search(r"全年|年服务|年度|每年|年均", sentence.text[clause[0] : count.quantity.span[0]]))


def _clauses_of_the_notice(counts: list[Count]) -> list[Count]:
    """服务场所100平方米以上，服务人员10人以上: two fields or more in one sentence, all with 以上, is the notice speaking."""
    bounded = [
        i
        for i, count in enumerate(counts)
        if count.taken and "以上" in count.quantity.text and count.quantity.qualifier is Qualifier.AT_LEAST
    ]
    if len({counts[i].field for i in bounded}) < 2 or len(bounded) < len([count for count in counts if count.taken]):
        return counts
    return swap(counts, {i: counts[i].but(Caveat.RULE_COPY, "几项都只写“以上”，像是照抄通知条件") for i in bounded})


def _facts_over_rules(counts: list[Count]) -> list[Count]:
    stated = {count.field for count in counts if count.taken and Caveat.RULE_COPY not in count.caveats}
    copied = [i for i, count in enumerate(counts) if count.taken and Caveat.RULE_COPY in count.caveats and count.field in stated]
    return swap(counts, {i: counts[i].no("是通知的条件，另有本单位的数") for i in copied})

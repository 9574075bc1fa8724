"""Numbers of one text against each other: the right year, totals and parts, rule and fact, one basis or two.

Never the sum over years, never a fixed column (DOMAIN 5). What loses keeps its reason.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.finders.count import Count
from extractors.finders.cues import Says
from extractors.finders.sentences import Sentence
from models.answer import Caveat
from models.fields import (
    COLLEGE_RATIO,
    ENTERPRISES_SERVED,
    PREMISES_AREA,
    PUBLIC_ACTIVITIES,
    SERVICE_ASSETS,
    SPECIALISED_ACTIVITIES,
    STAFF_TOTAL,
    WELFARE_ACTIVITIES,
)
from models.quantity import Qualifier, Quantity, plain

MOST_YEARS = 12
FLOWS = (ENTERPRISES_SERVED, PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)
EVENTS = (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)
_GROSS = re.compile(r"建筑面积|合同面积|产权面积|房产证|不动产")
_NET = re.compile(r"使用面积|套内|实用面积|公摊后|实际使用")
_PART_YEAR = re.compile(r"[上下]半年|[一二三四1-4]季度|前三季度|\d{1,2}\s?月|[一二三四五六七八九十]月")
_WHOLE_YEAR = re.compile(r"1\s?月?\s?[-—–~至到]\s?12\s?月|一至十二月|每|全年|12月(?:31日|底|末)")
_AS_OF = re.compile(r"截至|截止")


def within(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """What can be settled inside one sentence: parts and totals, bases, units of count."""
    counts = _clauses_of_the_notice(counts)
    counts = _premises(sentence, _facts_over_rules(counts))
    counts = _assets(counts)
    counts = _staff(counts)
    return _firms(sentence, counts)


def across(counts: list[Count], notice_year: int) -> list[Count]:
    """What needs the whole text: rule against fact, years, events that are parts."""
    counts = _facts_over_rules(counts)
    counts = _years(counts, notice_year)
    return _events(counts)


def _swap(counts: list[Count], changed: dict[int, Count]) -> list[Count]:
    return [changed.get(at, count) for at, count in enumerate(counts)]


def _taken(counts: list[Count], field: object) -> list[int]:
    return [at for at, count in enumerate(counts) if count.taken and count.field is field]


# --- premises -------------------------------------------------------------------------------------------------------


def _premises(sentence: Sentence, counts: list[Count]) -> list[Count]:
    at = _taken(counts, PREMISES_AREA)
    if len(at) < 2:
        return counts
    changed: dict[int, Count] = {}
    bases = {i: _basis(sentence, counts[i]) for i in at}
    if {"gross", "net"} <= set(bases.values()):
        return _swap(counts, {i: counts[i].but(Caveat.BASIS, "建筑（合同）面积与使用面积并存，通知未定口径") for i in at})
    wholes = [i for i in at if not counts[i].is_part]
    named = [i for i in at if counts[i].is_part and counts[i].says is Says.AREA]
    if wholes and len(named) == 1 and all(counts[i].says is Says.AREA_GENERIC for i in wholes):
        return _swap(counts, {i: counts[i].no("是全部面积，其中写明了服务场所的面积") for i in at if i not in named})
    if named and wholes and not any(_for_service(counts[i]) for i in wholes) and all(_for_service(counts[i]) for i in named):
        return _swap(
            counts, {i: counts[i].but(Caveat.BASIS, "全部场地与其中的服务场所面积并存，以哪个为准须人工确认") for i in (*named, *wholes)}
        )
    totals = [i for i in at if counts[i].is_total]
    rest = [i for i in at if i not in totals]
    if len(totals) == 1 and (_sum(counts, rest) == counts[totals[0]].quantity.value or all(counts[i].is_part for i in rest)):
        return _swap(counts, {i: counts[i].no("是合计中的一项") for i in rest})
    if _sum(counts, at[:-1]) == counts[at[-1]].quantity.value and len(at) > 2:
        return _swap(counts, {i: counts[i].no("是合计中的一项") for i in at[:-1]})
    if wholes and len(wholes) < len(at):
        changed = {i: counts[i].no("是其中的一部分") for i in at if i not in wholes}
        at = wholes
    strong = [i for i in at if counts[i].says is Says.AREA]
    rooms = [i for i in at if counts[i].says is Says.ROOM]
    if len(strong) == 1 and len(strong) + len(rooms) == len(at) and rooms:
        first = counts[strong[0]].quantity
        if first.value >= _sum(counts, rooms) and strong[0] < rooms[0]:
            changed |= {i: counts[i].no("是服务场所中的一间") for i in rooms}
            at = strong
    if len(at) < 2 or (len({counts[i].quantity.value for i in at}) == 1 and len(at) == 2 and strong):
        return _swap(counts, changed)
    return [
        *_swap(counts, changed | {i: counts[i].no("是分项，见合计") for i in at}),
        _summed([counts[i] for i in at], "分项面积相加，能否合并计算须人工确认"),
    ]


def _for_service(count: Count) -> bool:
    """Does the clause up to the number say that the area serves others?"""
    sentence, start = count.sentence, count.quantity.span[0]
    return sentence is not None and re.search("服务|公共", sentence.text[sentence.clause(start)[0] : start]) is not None


def _basis(sentence: Sentence, count: Count) -> str | None:
    start = count.quantity.span[0]
    clause = sentence.clause(start)
    words = sentence.text[clause[0] : start]
    opened = words.rfind("（")
    words = words[opened + 1 :] if opened >= 0 else words
    net, gross = _NET.search(words), _GROSS.search(words)
    return "net" if net else "gross" if gross else None


def _sum(counts: list[Count], at: list[int]) -> Decimal:
    return sum((counts[i].quantity.value for i in at), Decimal(0))


def _summed(parts: list[Count], reason: str) -> Count:
    """One reading for several parts; a person confirms it."""
    first = parts[0]
    start, end = min(part.quantity.span[0] for part in parts), max(part.quantity.span[1] for part in parts)
    together = sum((part.quantity.value for part in parts), Decimal(0))
    exact = all(part.quantity.is_exact for part in parts)
    words = first.sentence.text[start:end] if first.sentence is not None else ""
    qualifier = Qualifier.EXACT if exact else Qualifier.AT_LEAST
    quantity = Quantity(
        together,
        together,
        together if exact else None,
        qualifier,
        first.quantity.unit,
        text=words,
        span=(start, end),
        period=first.quantity.period,
    )
    terms = "＋".join(plain(part.quantity.value) for part in parts)
    caveats = frozenset().union(*(part.caveats for part in parts)) | {Caveat.SUM}
    return replace(first, quantity=quantity, caveats=caveats, taken=True, reason=f"{terms}，{reason}", is_part=False)


# --- assets, staff, firms -------------------------------------------------------------------------------------------


def _assets(counts: list[Count]) -> list[Count]:
    at = _taken(counts, SERVICE_ASSETS)
    direct = [i for i in at if counts[i].says is Says.ASSETS]
    near = [i for i in at if counts[i].says is Says.ASSETS_NEAR]
    changed = {i: counts[i].no("另有写明“服务资产”的数") for i in near} if direct else {}
    wholes = [i for i in direct if not counts[i].is_part]
    if wholes:
        changed |= {i: counts[i].no("是其中的一部分") for i in direct if i not in wholes and any(w < i for w in wholes)}
    return _swap(counts, changed)


def _staff(counts: list[Count]) -> list[Count]:
    at = _taken(counts, STAFF_TOTAL)
    near = [i for i in at if counts[i].says is Says.STAFF_NEAR]
    changed = {
        i: counts[i].no("参保人数，与服务人员数相同")
        for i in near
        if any(counts[j].quantity.value == counts[i].quantity.value for j in at if j not in near)
    }
    totals = [i for i in at if counts[i].is_total and i not in near]
    rest = [i for i in at if i not in totals and i not in near]
    if len(totals) == 1 and len(rest) > 1 and _sum(counts, rest) == counts[totals[0]].quantity.value:
        changed |= {i: counts[i].no("是合计中的一项") for i in rest}
    return _swap(counts, changed)


def _firms(sentence: Sentence, counts: list[Count]) -> list[Count]:
    at = _taken(counts, ENTERPRISES_SERVED)
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
        wholes = [i for i in direct if not counts[i].is_part] or direct
        changed |= {i: counts[i].no("是其中的一部分") for i in direct if i not in wholes}
        direct = wholes
    if len(direct) > 1:
        whole = [i for i in direct if _is_yearly(sentence, counts[i])]
        if len(whole) == 1 and not any((counts[i].quantity.period or "").isdigit() for i in direct if i not in whole):
            changed |= {i: counts[i].no("另有全年合计数") for i in direct if i not in whole}
    return _swap(counts, changed)


def _is_yearly(sentence: Sentence, count: Count) -> bool:
    clause = sentence.clause(count.quantity.span[0])
    return count.is_total or bool(re.search(r"全年|年服务|年度|每年|年均", sentence.text[clause[0] : count.quantity.span[0]]))


# --- across ---------------------------------------------------------------------------------------------------------


def _clauses_of_the_notice(counts: list[Count]) -> list[Count]:
    """服务场所100平方米以上，服务人员10人以上: two fields or more in one sentence, all with 以上, is the notice speaking."""
    bounded = [
        i
        for i, count in enumerate(counts)
        if count.taken and "以上" in count.quantity.text and count.quantity.qualifier is Qualifier.AT_LEAST
    ]
    if len({counts[i].field for i in bounded}) < 2 or len(bounded) < len([count for count in counts if count.taken]):
        return counts
    return _swap(counts, {i: counts[i].but(Caveat.RULE_COPY, "几项都只写“以上”，像是照抄通知条件") for i in bounded})


def _facts_over_rules(counts: list[Count]) -> list[Count]:
    stated = {count.field for count in counts if count.taken and Caveat.RULE_COPY not in count.caveats}
    copied = [i for i, count in enumerate(counts) if count.taken and Caveat.RULE_COPY in count.caveats and count.field in stated]
    return _swap(counts, {i: counts[i].no("是通知的条件，另有本单位的数") for i in copied})


def _years(counts: list[Count], notice_year: int) -> list[Count]:
    for field in dict.fromkeys(count.field for count in counts if count.taken):
        if field is None:
            continue
        at = _taken(counts, field)
        counts = _swap(counts, _flow_years(counts, at, notice_year) if field in FLOWS else _stock_years(counts, at, notice_year))
    return counts


def _year(count: Count) -> int | None:
    period = count.quantity.period
    return int(period) if period is not None and period.isdigit() else None


def _flow_years(counts: list[Count], at: list[int], notice_year: int) -> dict[int, Count]:
    """A year's number: the last full year before the notice; else a person says whether another will do."""
    asked = notice_year - 1
    changed: dict[int, Count] = {}
    sums = _sums_of_years(counts, at)
    changed |= {i: counts[i].no("是数年合计，不是一年的数") for i in sums}
    at = [i for i in at if i not in sums]
    running = [i for i in at if counts[i].quantity.period == "cumulative"]
    dated = [i for i in at if _year(counts[i]) is not None]
    free = [i for i in at if i not in running and i not in dated]
    right = [i for i in dated if _year(counts[i]) == asked]
    if right or free:
        changed |= {i: counts[i].no("是累计数（或数年合计），不是一年的数") for i in running}
    elif len(running) > 1 and not dated:
        changed |= {i: counts[i].no("是更早年度的数") for i in running[:-1]}
        changed[running[-1]] = counts[running[-1]].but(Caveat.PERIOD, "数年的数依次列出，取最后一个，年度须人工确认")
    else:
        for i in running:
            changed[i] = counts[i].no("是累计数") if dated else counts[i].but(Caveat.CUMULATIVE, "累计数，没有年度口径")
    if right:
        changed |= {i: counts[i].no(f"是 {_year(counts[i])} 年的数，取最近一个完整年度 {asked} 年") for i in dated if i not in right}
    elif dated:
        earlier = [i for i in dated if (_year(counts[i]) or 0) < asked]
        pool = earlier or dated
        best = max(pool, key=lambda i: _year(counts[i]) or 0)
        changed |= {i: counts[i].no(f"是 {_year(counts[i])} 年的数") for i in dated if i != best}
        changed[best] = counts[best].but(Caveat.PERIOD, f"是 {_year(counts[best])} 年的数，不是 {asked} 年")
    for i in at:
        now = changed.get(i, counts[i])
        sentence, start = now.sentence, now.quantity.span[0]
        words = sentence.text[sentence.clause(start)[0] : start] if sentence is not None else ""
        if now.taken and _PART_YEAR.search(words) and not _WHOLE_YEAR.search(words):
            changed[i] = now.but(Caveat.PERIOD, "是一年中一段时间的数，不是全年的数")
    for i in right:
        sentence, start = counts[i].sentence, counts[i].quantity.span[0]
        clause = sentence.clause(start) if sentence is not None else (0, 0)
        if sentence is not None and _AS_OF.search(sentence.text[clause[0] : start]):
            changed[i] = counts[i].but(Caveat.PERIOD, "“截至”之数，是否为一年的数须人工确认")
    return changed


def _sums_of_years(counts: list[Count], at: list[int]) -> list[int]:
    """A total that is the sum of several years' numbers before it, whatever year stands nearest."""
    out = []
    for place, i in enumerate(at):
        before = at[max(0, place - MOST_YEARS) : place]
        years = {_year(counts[j]): counts[j].quantity.value for j in before if _year(counts[j]) is not None}
        if counts[i].is_total and len(years) > 1 and sum(years.values()) == counts[i].quantity.value:
            out.append(i)
    return out


def _stock_years(counts: list[Count], at: list[int], notice_year: int) -> dict[int, Count]:
    """A state of things: the latest that is not in the future."""
    dated = [i for i in at if _year(counts[i]) is not None and (_year(counts[i]) or 0) <= notice_year]
    if not dated:
        return {}
    latest = max(_year(counts[i]) or 0 for i in dated)
    changed = {i: counts[i].no(f"是 {_year(counts[i])} 年的数，取最近的 {latest} 年") for i in dated if _year(counts[i]) != latest}
    if latest < notice_year - 1 and len(dated) == len(at):
        for i in dated:
            if i not in changed and counts[i].field is not COLLEGE_RATIO and _stated_for_year(counts[i]):
                changed[i] = counts[i].but(Caveat.PERIOD, f"是 {latest} 年的数，不是最近年度")
    return changed


def _stated_for_year(count: Count) -> bool:
    """A year in the number's own clause; one in an earlier clause may speak of something else (成立于2014年)."""
    sentence, start = count.sentence, count.quantity.span[0]
    if sentence is None:
        return True
    return bool(re.search(r"(?:19|20)\d\d\s*年|[二一][〇○零九]..年", sentence.text[sentence.clause(start)[0] : start]))


def _events(counts: list[Count]) -> list[Count]:
    """政策宣讲4场、银企对接3场 are parts; with a number for 公共服务活动 beside them they are nothing more."""
    for field in EVENTS:
        at = _taken(counts, field)
        parts = [i for i in at if counts[i].says is Says.EVENT] if field is PUBLIC_ACTIVITIES else at
        heads = [i for i in at if i not in parts]
        if field is PUBLIC_ACTIVITIES and heads:
            counts = _swap(counts, {i: counts[i].no("是单项活动，另有活动总数") for i in parts})
            wholes = [i for i in heads if not counts[i].is_part]
            totals = [i for i in heads if counts[i].is_total]
            if wholes and len(wholes) < len(heads):
                counts = _swap(counts, {i: counts[i].no("是其中的一部分") for i in heads if i not in wholes})
            elif len(totals) == 1 and len(heads) > 1:
                counts = _swap(counts, {i: counts[i].no("另有合计数") for i in heads if i not in totals})
            continue
        if field is not PUBLIC_ACTIVITIES:
            totals = [i for i in at if counts[i].is_total]
            if len(totals) == 1 and len(at) > 1:
                counts = _swap(counts, {i: counts[i].no("另有合计数") for i in at if i not in totals})
                continue
        if len(parts) > 1 and len({counts[i].quantity.period for i in parts if (counts[i].quantity.period or "").isdigit()}) <= 1:
            one = _summed([counts[i] for i in parts], "分项相加，须人工确认")
            counts = [*_swap(counts, {i: counts[i].no("是分项，见合计") for i in parts}), one]
        elif len(parts) == 1 and field is PUBLIC_ACTIVITIES:
            counts = _swap(counts, {parts[0]: counts[parts[0]].but(Caveat.CLAIM, "只是一类活动的次数，是否即全部公共服务活动须人工确认")})
    return counts

"""Numbers of several years: the last full year before the notice answers, never the sum (DOMAIN 5)."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from extractors.finders.count import Count
from extractors.finders.tally import swap, taken_at
from models.answer import Caveat
from models.fields import (
    COLLEGE_RATIO,
    ENTERPRISES_SERVED,
    PUBLIC_ACTIVITIES,
    SPECIALISED_ACTIVITIES,
    WELFARE_ACTIVITIES,
)

MOST_YEARS = 12


FLOWS = (ENTERPRISES_SERVED, PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)


_PART_YEAR = re.compile(r"[上下]半年|[一二三四1-4]季度|前三季度|\d{1,2}\s?月|[一二三四五六七八九十]月")


_WHOLE_YEAR = re.compile(r"(?<!\d)1\s?月?\s?[-—–~至到]\s?12\s?月|一至十二月|每|全年|12月(?:31日|底|末)")


_AS_OF = re.compile(r"截至|截止")


def years_settled(counts: list[Count], notice_year: int) -> list[Count]:
    for field in dict.fromkeys(count.field for count in counts if count.taken):
        if field is None:
            continue
        at = taken_at(counts, field)
        counts = swap(counts, _flow_years(counts, at, notice_year) if field in FLOWS else _stock_years(counts, at, notice_year))
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
    wholes = {
        i for place, j in enumerate(at) for i in at[max(0, place - MOST_YEARS) : place] if _holds_the_year(counts[i], counts[j], asked)
    }
    changed |= {i: counts[i].no(f"是全部的数，其中写明了 {asked} 年的数") for i in wholes}
    at = [i for i in at if i not in wholes]
    running = [i for i in at if counts[i].quantity.period == "cumulative"]
    dated = [i for i in at if _year(counts[i]) is not None]
    free = [i for i in at if i not in running and i not in dated]
    right = [i for i in dated if _year(counts[i]) == asked]
    usual = [i for i in free if right and _USUAL.search(_clause_before(counts[i]))]
    changed |= {i: counts[i].no(f"是年均（每年）的数，另有 {asked} 年的数") for i in usual}
    free = [i for i in free if i not in usual]
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
    taken = [i for i in at if changed.get(i, counts[i]).taken]
    parts = [i for i in taken if _is_part_of_a_year(counts[i])]
    for i in parts:
        now = changed.get(i, counts[i])
        whole = len(parts) < len(taken)
        changed[i] = now.no(f"{PART_OF_A_YEAR}，另有全年的数") if whole else now.but(Caveat.PERIOD, f"{PART_OF_A_YEAR}，不是全年的数")
    for i in right:
        sentence, start = counts[i].sentence, counts[i].quantity.span[0]
        clause = sentence.clause(start) if sentence is not None else (0, 0)
        if sentence is not None and _AS_OF.search(sentence.text[clause[0] : start]):
            changed[i] = counts[i].but(Caveat.PERIOD, "“截至”之数，是否为一年的数须人工确认")
    return changed


PART_OF_A_YEAR = "是一年中一段时间的数"


def _is_part_of_a_year(count: Count) -> bool:
    words = _time_before(count)
    return _PART_YEAR.search(words) is not None and _WHOLE_YEAR.search(words) is None


_USUAL = re.compile("年均|每年|历年|平均")


def _time_before(count: Count) -> str:
    """The clause up to the number, and the one before it where that tells nothing but the time: 2019年1—10月，服务企业98家."""
    sentence, start = count.sentence, count.quantity.span[0]
    begin = sentence.clause(start)[0] if sentence is not None else 0
    earlier = sentence.clause(begin - 1)[0] if sentence is not None and begin else begin
    told = sentence.text[earlier:begin] if sentence is not None else ""
    return (told if _TIME_ONLY.fullmatch(told) else "") + _clause_before(count)


def _clause_before(count: Count) -> str:
    sentence, start = count.sentence, count.quantity.span[0]
    return sentence.text[sentence.clause(start)[0] : start] if sentence is not None else ""


def states_its_year(part: Count) -> bool:
    """其中2019年124家: the part's own clause names the year."""
    return re.search(r"其中[^，。；\d]{0,4}20\d\d\s*年", _clause_before(part)) is not None


def _holds_the_year(whole: Count, part: Count, asked: int) -> bool:
    """超过2000家企业，其中2019年超过260家: the undated number is more than a year's."""
    return (
        part.is_part
        and _year(part) == asked
        and whole.sentence is part.sentence
        and not whole.is_part
        and (_year(whole) is None or (_year(whole) == asked and states_its_year(part)))
        and whole.quantity.span[0] < part.quantity.span[0]
        and whole.quantity.value > part.quantity.value
    )


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
    if passed := [i for i in dated if (_year(counts[i]) or 0) < notice_year - 1 and _is_beside_the_present(counts, i, at)]:
        return {i: counts[i].no(f"是 {_year(counts[i])} 年的数，另有现在的数") for i in passed}
    latest = max(_year(counts[i]) or 0 for i in dated)
    changed = {i: counts[i].no(f"是 {_year(counts[i])} 年的数，取最近的 {latest} 年") for i in dated if _year(counts[i]) != latest}
    if latest < notice_year - 1 and len(dated) == len(at):
        for i in dated:
            if i not in changed and counts[i].field is not COLLEGE_RATIO and _stated_for_year(counts[i]):
                changed[i] = counts[i].but(Caveat.PERIOD, f"是 {latest} 年的数，不是最近年度")
    return changed


_THIS_YEAR = re.compile("今年")
_LAST_YEAR = re.compile("去年|上年(?!的)|上一年")


_NAMED_YEAR = re.compile("今年|去年|上年|20[0-9]{2}年")
_TIME_ONLY = re.compile(r"[\s\d一二三四五六七八九十年月日前后至到\-—~～以来今去上第季度半个，,]*")


def in_its_year(count: Count, notice_year: int) -> Count:
    """今年1-5月，为63家: 今年 is the notice's year, 去年 the one before; the clause before counts where it tells only the time."""
    sentence, start = count.sentence, count.quantity.span[0]
    if sentence is None or not count.taken or count.field not in FLOWS or (count.quantity.period or "").isdigit():
        return count
    begin = sentence.clause(start)[0]
    earlier = sentence.clause(begin - 1)[0] if begin else begin
    if begin and _TIME_ONLY.fullmatch(sentence.text[earlier:begin]):
        begin = earlier
    words = sentence.text[begin:start]
    if _PART_YEAR.search(words) and not _NAMED_YEAR.search(words) and (named := _NAMED_YEAR.findall(sentence.text[:begin])):
        words = named[-1] + words  # 今年受疫情影响，1-4月服务企业21家
    year = (
        notice_year
        if _THIS_YEAR.search(words)
        else notice_year - 1
        if _LAST_YEAR.search(words) and not re.search("[比较]", words)
        else None
    )
    return replace(count, quantity=replace(count.quantity, period=str(year))) if year is not None else count


def _stated_for_year(count: Count) -> bool:
    """A year in the number's own clause; one in an earlier clause may speak of something else (成立于2014年)."""
    sentence, start = count.sentence, count.quantity.span[0]
    if sentence is None:
        return True
    return bool(re.search(r"(?:19|20)\d\d\s*年|[二一][〇○零九]..年", sentence.text[sentence.clause(start)[0] : start]))


_ONLY_ITS_YEAR = re.compile(r"(?:而|但|其中)?(?:19|20)\d\d\s*年(?:度|末|底|年末|年底|12月底)?(?:时|则|仅|只)?(?:为|是|有|仅有|只有|仅为)?")


def _is_beside_the_present(counts: list[Count], i: int, at: list[int]) -> bool:
    """服务资产180万元，2018年为150万元: the number before it has no year, and its own clause has nothing but one."""
    sentence, start = counts[i].sentence, counts[i].quantity.span[0]
    if sentence is None or _ONLY_ITS_YEAR.fullmatch(sentence.text[sentence.clause(start)[0] : start]) is None:
        return False
    before = itertools.takewhile(lambda j: counts[j].sentence is sentence, reversed(at[: at.index(i)]))
    return any(_year(counts[j]) is None and not counts[j].caveats for j in before)


_TIME_OF_ITS_OWN = re.compile(
    r"\d\s*年|年[均度]|每|今年|去年|上年|当年|累计|历年|以来|截至|季度|半年|\d\s*月|年服务|年开展|年组织|计划|拟|目标|力争|将"
)


def year_goes_on(counts: list[Count]) -> list[Count]:
    """2019年组织公共服务活动12次；服务企业67家: over a semicolon the year holds where nothing else is said of time."""
    out: list[Count] = []
    dated_until, running = -1, ""
    for count in counts:
        sentence = count.sentence
        if sentence is None or count.field not in FLOWS or not count.taken:
            out.append(count)
            continue
        follows = sentence.start == dated_until and _TIME_OF_ITS_OWN.search(sentence.text[: count.quantity.span[0]]) is None
        if count.quantity.period is None and follows:
            count = replace(count, quantity=replace(count.quantity, period=running))
        if _year(count) is not None and sentence.text[-1:] in "；;":
            dated_until, running = sentence.start + len(sentence.text), str(_year(count))
        out.append(count)
    return out

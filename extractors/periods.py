"""When a number was true: 2019, every year, or all years together, from the words around it."""

from __future__ import annotations

import re

_CLAUSE_END = "。;；!！?？\n"
_REACH = 60
_YEAR = re.compile(r"(?<!\d)((?:19|20)\s?\d\s?\d)\s?(?:年|(?=\s?[:：]))|([一二][〇○零九][〇○零一二三四五六七八九]{2})\s?年")
_CUMULATIVE = re.compile(
    r"累计|累积|历年|成立以来|开业以来|运营以来|自.{2,12}以来|至今|(?<![\d〇○零一二三四五六七八九十])[近过]?去?[二两三四五六七八九十2-9]\s?年(?:来|间|内|共|合计|总)|几年来|多年来|近[二两三四五2-5]年"
)
_ANNUAL = re.compile(
    r"全年|年均|每年|(?<!十)一年|年度|当年|本年|上年|去年|每季|每月|每半年|(?<![\d〇零一二两三四五六七八九十几多数])年(?:服务|组织|开展|举办|培训|接待|活动|公)"
)
_AS_OF = re.compile(r"截至|截止|至今")
# The year of an event (成立于2014年) dates no number after it.
_EVENT = "成立|创立|创办|组建|设立|注册|认定|获评|评为|被评|建成|搬迁|上线|开业|始建|批准|挂牌|登记|获批|取得|颁发|授予|更名"
_EVENT_BEFORE = re.compile(rf"(?:(?:{_EVENT})[^，。；,;、]{{0,4}}|[比较]|相比于?|同)$")
_EVENT_AFTER = re.compile(
    rf"(?:\d{{1,2}}月|[一二三四五六七八九十]{{1,2}}月)?(?:\d{{1,2}}日|[一二三四五六七八九十]{{1,3}}日)?[^，。；,;、\d]{{0,10}}?(?:{_EVENT})"
)
# 2017—2019年 dates no number after it to 2019; 2019年1月—2019年12月 does.
_SPAN_BEFORE = re.compile(r"(?<!\d)((?:19|20)\s?\d\s?\d)\s?年?度?\s?(?:[-—–－~～至到]|——)\s?$")
_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def period_at(text: str, start: int) -> str | None:
    """ "2019", "annual", "cumulative" or None for the number at `start`: the nearest word of time in its sentence."""
    left = max(0, start - _REACH)
    for at in range(start - 1, left - 1, -1):
        if text[at] in _CLAUSE_END:
            left = at + 1
            break
    window = text[left:start]
    years = [(found.end() + 1, year_of(found)) for found in _YEAR.finditer(window) if not _is_of_an_event(window, found)]
    several = _end_of_years(window)
    if several is not None and years and years[-1][0] <= several + 1:
        years = []
    marks = years[-1:] or [(found.end(), "annual") for found in _ANNUAL.finditer(window, several or 0)]
    timed = max(marks) if marks else None
    this_year = [found.end() for found in _ANNUAL.finditer(window, several or 0)]
    running = max((found.end() for found in _CUMULATIVE.finditer(window)), default=several)
    if running is None:
        return timed[1] if timed else None
    if this_year and this_year[-1] > running and (timed is None or timed[0] < running):
        return "annual"
    if timed is None:
        return "cumulative"
    # 2019年累计服务 is a year's number; 2019年118家，三年共285家 and 截至2019年底累计 are not.
    between = window[timed[0] - 1 : running] if timed[0] <= running else ""
    if (
        timed[0] <= running
        and not re.search(r"[，,、]|家|次", between)
        and not _AS_OF.search(window)
        and "累" in window[running - 2 : running]
    ):
        return timed[1]
    return "cumulative" if running >= timed[0] else timed[1]


def _end_of_years(window: str) -> int | None:
    """Where the last span of several years (2017—2019年, 2017至2019年度) ends; None where there is none."""
    ends = (
        found.end() + window.startswith("度", found.end())
        for found in _YEAR.finditer(window)
        if (first := _SPAN_BEFORE.search(window[: found.start()])) is not None and re.sub(r"\s", "", first.group(1)) < year_of(found)
    )
    return max(ends, default=None)


def _is_of_an_event(window: str, found: re.Match[str]) -> bool:
    after = _EVENT_AFTER.match(window, found.end())
    return _EVENT_BEFORE.search(window[: found.start()]) is not None or after is not None


def year_of(found: re.Match[str]) -> str:
    """The year that `_YEAR` matched, in digits."""
    return re.sub(r"\s", "", found.group(1)) if found.group(1) else found.group(2).translate(_CHINESE)

"""When a number was true: 2019, every year, or all years together, from the words around it."""

from __future__ import annotations

import re

_CLAUSE_END = "。;；!！?？\n"
_REACH = 60
_YEAR = re.compile(r"(?<!\d)((?:19|20)\s?\d\s?\d)\s?(?:年|(?=\s?[:：]))|([一二][〇○零九][〇○零一二三四五六七八九]{2})\s?年")
_CUMULATIVE = re.compile(r"累计|累积|历年|成立以来|开业以来|运营以来|自.{2,12}以来|至今|[近过]?去?[二两三四五六七八九十2-9]\s?年(?:来|间|内|共|合计|总)|几年来|多年来|近[二两三四五2-5]年")
_ANNUAL = re.compile(r"全年|年均|每年|一年|年度|年服务|年组织|年开展|年举办|年培训|年接待|当年|本年|上年|去年|每季|每月|年活动|年公")
_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def period_at(plain: str, text: str, start: int, end: int) -> str | None:
    """"2019", "annual", "cumulative" or None for the number at `start`…`end`: the nearest word of time in its sentence."""
    del plain
    left = max(0, start - _REACH)
    for at in range(start - 1, left - 1, -1):
        if text[at] in _CLAUSE_END:
            left = at + 1
            break
    window = text[left:start]
    years = list(_YEAR.finditer(window))
    marks = [(found.end(), "cumulative") for found in _CUMULATIVE.finditer(window)]
    marks += [(found.end(), "annual") for found in _ANNUAL.finditer(window)]
    marks += [(found.end() + 1, year_of(found)) for found in years]
    if not marks:
        return None
    cumulative = [mark for mark in marks if mark[1] == "cumulative"]
    latest = max(marks)
    return "cumulative" if cumulative and max(cumulative)[0] >= latest[0] - 14 and latest[1] == "annual" else latest[1]


def year_of(found: re.Match[str]) -> str:
    """The year that `_YEAR` matched, in digits."""
    return re.sub(r"\s", "", found.group(1)) if found.group(1) else found.group(2).translate(_CHINESE)

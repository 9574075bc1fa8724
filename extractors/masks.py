"""Numbers that are no quantities: dates, document numbers, phones, codes, floors, ages, list numbers, names with numerals.

`masked` puts a blank of the same length in their place, so that no later step takes them for an amount. Every pattern
is bounded and starts at a distinct character: the work grows with the text, not with its square.
"""

from __future__ import annotations

import re

BLANK = "\x00"
_NUM = "〇零一二三四五六七八九十百千两"
_YEAR = r"(?:(?:19|20)\s?\d\s?\d|[一二][〇零九][〇零一二三四五六七八九]{2})"
_CONNECT = r"\s?[-~—–―至到、和与及/]\s?"

# Names and set phrases in which a numeral counts nothing.
SET_PHRASES = (
    "十二五", "十三五", "十四五", "一带一路", "五险一金", "三证合一", "五证合一", "多证合一", "两化融合", "两上三化", "破零倍增", "千家万户", "百家争鸣", "百家讲坛", "千方百计", "一站式",
    "一次性", "一体", "一条龙", "一对一", "一系列", "一揽子", "一企一策", "一户一策", "一人有限", "百人计划", "千人计划", "万人计划", "百千万", "百强", "双百", "三农", "两型", "零距离", "零门槛",
    "一家人", "统一", "唯一", "同一", "单一", "万一", "一级", "二级", "三级", "一流", "一线", "一方面", "一定", "一致", "一直", "一般", "一批", "一些", "一起", "一同", "一本通", "一件事",
    "三个代表", "一二三产", "十佳", "百佳", "二维码", "三方", "一卡通", "一网通办", "三一重工", "五一", "十一黄金周", "一年一度", "五位一体", "四个全面", "三位一体", "两个维护", "一把手", "一线员工",
    "四上", "三板", "两会", "三八", "五四", "七一", "八一", "一口价", "一套班子", "一等奖", "二等奖", "三等奖", "一岗双责", "一事一议", "百分制", "五星", "四星", "三星", "四技", "十百千",
)  # fmt: skip

_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # years, dates, times
        rf"{_YEAR}(?:{_CONNECT}{_YEAR}){{0,6}}\s?年(?:度|末|底|初|代)?(?:\s?(?:[01]?\d|[{_NUM}]{{1,3}})\s?月份?(?:\s?(?:[0-3]?\d|[{_NUM}]{{1,3}})\s?[日号])?)?",
        r"(?<!\d)(?:19|20)\d\d\s?([-./])\s?[01]?\d\s?\1\s?[0-3]?\d(?!\d)",
        r"(?<![\d.])(?:19|20)\d\d[-./](?:0[1-9]|1[0-2]|[1-9])(?=\s*(?:[-~—至到,;)。、\n]|$))",
        r"(?<!\d)(?:19|20)\d\d[-~—至到](?:19|20)\d\d(?!\d)",
        r"(?<![\d.])(?:19|20)\d\d(?=年)",
        rf"(?<![\d.个])(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月份?(?:\s?(?:[0-3]?\d|[{_NUM}]{{1,3}})\s?[日号])?",
        r"(?<![\d.])(?:1[0-2]|[1-9])\s?[-~—至到]\s?(?=\x00)",
        r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d|\s?[元万亿人家次户㎡平%名场])",
        r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
        rf"[{_NUM}\d]{{1,3}}点(?:钟|半|整|[{_NUM}]{{1,3}}分)",
        # document numbers, ordinals, house numbers
        r"[\[(]\s?(?:19|20)\d\d\s?[\])]\s?(?:第\s?)?\d{0,6}\s?号?",
        rf"第\s?(?:\d{{1,8}}|[{_NUM}]{{1,6}})(?:\s?[-~—至]\s?第?\s?\d{{1,8}})?(?:\s?(?:[号条章款项届期批次名位层年季]|季度))?",
        r"\d{1,8}(?:-\d{1,6})?\s?号(?!召)",
        rf"[{_NUM}]{{1,7}}号(?!召)",
        # floors and rooms
        r"\d{1,4}(?:\s?[-~—至]\s?\d{1,4})?\s?(?:层(?!次|面)|楼|栋|幢|座(?!谈)|室(?!内)|单元|#|房间)",
        rf"[{_NUM}]{{1,3}}(?:\s?至\s?[{_NUM}]{{1,3}})?(?:层(?!次|面)|楼|栋|幢|座(?!谈)|单元)",
        # ages
        rf"(?:\d{{1,3}}(?:\s?[-~—至]\s?\d{{1,3}})?|[{_NUM}]{{1,4}})\s?周?岁",
        # phones and other labelled numbers
        r"(?:电话|手机|传真|邮编|邮政编码|QQ|账号|帐号|号码|编号|代码|证号|热线)[^\d\n]{0,4}[\d\- ]{3,24}",
        r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d|\s?[元万亿人家次户㎡平%名场])",
        r"(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)",
        r"(?<!\d)[48]00[- ]\d{3,4}[- ]?\d{3,4}(?!\d)",
        r"(?<!\d)\d{5}(?=\s?(?:热线|平台))",
        # list numbers
        r"(?m:^)[ \t]{0,8}[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)、]|\.(?!\d))",
        r"(?<=[。;:])\s?\d{1,2}(?:、|\.(?!\d))(?!\d)",
        r"\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)(?!\s?[人家次场名户个%])",
        rf"(?<![{_NUM}万亿点])(?:" + "|".join(SET_PHRASES) + rf")(?![{_NUM}万亿点])",
    )
)

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+\-/:?=&%~#@*^]+")
_LETTER = re.compile(r"[A-Za-z]")
_MEASURED = re.compile(r"[\d.,~\-]{1,24}(?:m2|M2|m\^2|m|M|kg|km)\.?")
_CURRENCY = re.compile(r"(?:RMB|CNY|rmb)(?=[\d.]+$)")
_CONFUSED = re.compile(r"[0-9OolI.]{2,12}")
_HUNDRED = re.compile("[Il]O{1,3}")
_CODE = re.compile(r"\d+(?:[-/]\d+){2,}|\d{2,4}-\d{6,}|\d+-\d+-.*")
_FIXES = str.maketrans("OolI", "0011")


def masked(text: str, follows_unit: re.Pattern[str]) -> tuple[str, frozenset[int]]:
    """(`text` with blanks over what is no quantity, the positions at which an O or l was put right).

    `follows_unit` tells whether a unit follows: only then is 1OO a number with two slips in it.
    """
    repaired: set[int] = set()
    out = _TOKEN.sub(lambda found: _judged(found, text, follows_unit, repaired), text)
    for pattern in _PATTERNS:
        out = pattern.sub(_blank, out)
    return _rings(out, repaired), frozenset(repaired)


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found.group())


def _judged(found: re.Match[str], text: str, follows_unit: re.Pattern[str], repaired: set[int]) -> str:
    """An unbroken piece of Latin characters and digits: a code, an address on the net, a number, or a number with slips."""
    token = found.group()
    if len(token) > 40 and not _LETTER.search(token[:40]):
        return BLANK * len(token)
    if not _LETTER.search(token):
        return BLANK * len(token) if _CODE.fullmatch(token) and not _dated(token) else token
    if (currency := _CURRENCY.match(token)) is not None:
        return BLANK * currency.end() + token[currency.end() :]
    if _MEASURED.fullmatch(token) or token in ("m2", "M2", "m", "kg", "km"):
        return token
    if (
        _CONFUSED.fullmatch(token)
        and (any(char.isdigit() for char in token) or _HUNDRED.fullmatch(token))
        and follows_unit.match(text, found.end())
    ):
        repaired.update(found.start() + at for at, char in enumerate(token) if char in "OolI")
        return token.translate(_FIXES)
    return BLANK * len(token)


def _dated(token: str) -> bool:
    """Dates are blanked by their own pattern, which knows what they are."""
    return token[:2] in ("19", "20") and len(token) <= 10


_RING = re.compile(r"(?<=\d)〇{1,6}(?=[\d.,%㎡]|\s?[家人次万平元名户场])|(?<![一二三四五六七八九十百千零〇])〇{1,6}(?=\d)")


def _rings(text: str, repaired: set[int]) -> str:
    """1〇0 is 100: a Chinese zero among digits is a slip."""

    def fix(found: re.Match[str]) -> str:
        repaired.update(range(found.start(), found.end()))
        return "0" * len(found.group())

    return _RING.sub(fix, text) if "〇" in text else text

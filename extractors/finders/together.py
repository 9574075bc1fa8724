"""Numbers that are told together with another house's: 与长沙总部一道, 全年合计服务企业480家. How many are the applicant's own, a person says."""

from __future__ import annotations

import re

from extractors.finders.count import Count
from extractors.finders.sentences import Sentence
from models.answer import Caveat
from models.fields import PUBLIC_ACTIVITIES, REGISTERED_CAPITAL, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES

_EVENTS = (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)
_FAMILY = (
    r"(?:总部|总公司|总会|总所|总院|总行|母公司|集团(?:总部|公司|各(?:公司|单位|成员))?|分公司|子公司|分所|分会|分支机构|分部|(?:兄弟|关联|姊妹|姐妹)(?:单位|公司|机构|企业)"
    r"|股东单位|上级公司|成员单位)"
)
_PARTNERS = r"(?:合作(?:机构|单位|伙伴|方)|服务机构|联盟(?:成员|机构)?|协会|商会)"
_WITH = r"(?:(?<!参)与|[和同跟]|会同|连同|联合|携手|偕同|协同)(?!我|本)"
_JOINTLY = r"(?:一道|一起|一同|共同|合力|联手|携手)"
_ADDED_UP = r"(?:合计|合并(?:统计|计算|填报)?|合署(?:统计|计算)|(?:加|合|算)在一起|加总|相加|汇总(?:统计)?|总共)"
_SUMMED = (
    re.compile(rf"{_WITH}[^，。；\d]{{0,14}}?(?:{_FAMILY}|{_PARTNERS})[^，。；\d]{{0,6}}?{_ADDED_UP}"),
    re.compile(rf"(?:连同|(?<!不)(?<!未)(?:包括|包含|加上|算上|计入|含))[^，。；\d]{{0,8}}?{_FAMILY}[^，。；\d]{{0,8}}(?:[，,]|在内|$)"),
    re.compile(rf"{_FAMILY}[^，。；\d]{{0,4}}[与和及同](?:我|本)[^，。；\d]{{0,8}}?(?:{_ADDED_UP}|{_JOINTLY})"),
)
_SIDE_BY_SIDE = (
    re.compile(rf"{_WITH}[^，。；\d]{{0,14}}?{_FAMILY}[^，。；\d]{{0,6}}?{_JOINTLY}(?=[^，。；]{{0,3}}[，,]|为|向|服务|累计|全年)"),
    re.compile(rf"(?:会同|连同|携手|联合|偕同)[^，。；\d]{{0,14}}?{_FAMILY}(?=[^，。；]{{0,3}}[，,]|为|服务|共)"),
)


def together(sentence: Sentence, at: int, count: Count) -> Count:
    """与总部一道，全年合计服务企业480家; 连同分公司，服务人员共45人: the clause of the number or the one before it names the other house."""
    del at
    if count.field is REGISTERED_CAPITAL:
        return count
    start = count.quantity.span[0]
    begin = sentence.clause(start)[0]
    earlier = sentence.clause(begin - 1)[0] if begin else begin
    patterns = _SUMMED if count.field in _EVENTS else (*_SUMMED, *_SIDE_BY_SIDE)
    for pattern in patterns:
        found = pattern.search(sentence.text[earlier:start])
        if found is None or any(earlier <= one.span[0] < begin and one.unit == count.quantity.unit for one in sentence.quantities):
            continue
        return count.but(Caveat.BASIS, f"写有“{found.group().strip('，,')[:16]}”，其中本单位的数须人工确认")
    return count

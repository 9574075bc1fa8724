"""Numbers of what is not so, or not so yet: the example that a form gives, what would be if the subsidy came, what was before it doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.finders.count import Count
from extractors.finders.sentences import Sentence
from models.answer import Caveat

SUPPOSED = "是假设的情形，不是实际数"
OTHERWISE_COUNTED = "写的是换一种算法的数，以哪个为准须人工确认"
LONGEST = 20_000  # characters of a text

_MODEL = r"(?:示例|样例|范例|样表|样张|范文|范本|模板|示范文本|举例(?:说明)?|(?:填写?|书写|参考|录入|标准)格式|格式(?=如下))"
_EXAMPLE = re.compile(
    rf"(?:(?:^|(?<=[。；;\n\f]))\s*|(?<=[（(【\[]))[（(【\[“]?(?:(?:填[表写报]|书写|参考|申报|录入|正确|写法|规范)*{_MODEL}|例)(?:如下|[一二三1-9])?"
    r"(?:[）)】\]”]\s*[：:]?|\s*[：:])"
)
# 写明单位，如服务资产86万元: an instruction shows how it is done.
_SHOWS_HOW = re.compile(
    r"(?:填写|填报|写明|注明|写成|写作|写为|格式)[^。；\n\f]{0,20}[，,（(：:](?:如|例如|比如|譬如)[：:“\"]?(?![下上前今实期])"
)
_SPEAKS = re.compile(r"我|本(?:公司|单位|中心|机构|平台|协会|商会|司|所|院|会|校)|实际|现有|目前")
_ENDS = re.compile(r"[。！!？?\n\f]")


def examples_in(text: str) -> Iterator[tuple[int, int]]:
    """Where `text` shows how a form is to be filled in: to the end of the line, or to where the applicant speaks. Never raises."""
    text = text[:LONGEST]
    for pattern in (_EXAMPLE, _SHOWS_HOW):
        for found in pattern.finditer(text):
            yield found.start(), _end_of_example(text, found.end(), whole_line=pattern is _EXAMPLE)


def _end_of_example(text: str, at: int, *, whole_line: bool) -> int:
    """Its sentence; of what is headed 示例： the further ones of the line in which the applicant does not speak."""
    stop = _ENDS.search(text, at)
    while stop is not None and whole_line and text[stop.start()] not in "\n\f":
        following = _ENDS.search(text, stop.end())
        end = following.start() if following else len(text)
        if _SPEAKS.search(text, stop.end(), end):
            break
        stop = following
    return stop.start() if stop else len(text)


# --- what would be ----------------------------------------------------------------------------------------------------

_AS_SHOWN = r"(?:[^，。；]{0,10}?(?:所[知见述示列载附称]|[显所]示|可见|意|愿|实|期|约|数|故|旧|常|一|初|同))"
_IF = re.compile(
    r"(?:^|(?<=[，,。；;：:（(、]))\s*(?:我们?|本|该|我?(?:单位|公司|中心|机构|平台|协会)){0,2}"
    r"(?:如果(?!说)|倘若|倘使|倘|假如|假设|假若|假使|假定|若是|要是|设若|一旦|只要|除非|若(?![干非即离无])"
    rf"|如(?![下今上前此何是图表附例火潮亲家期愿意约故旧常初同（(：:“\"《]|实(?![现际])|数(?!据)|一(?!切|旦)|{_AS_SHOWN}[，,])"
    r"|(?<![接期等招对看优款厚亟])待(?![业遇人客企])(?=[^，。；\d]{1,18}?(?:后|之后|时|到位|完成|完工|落实|批复|获批)[，,]))"
)
_MIDWAY = re.compile(r"(?:如果(?!说)|倘若|假如|如(?=[能再加含按计算把将]|获(?!至))|若(?=[能再获加含按以计算把将不]))")
_OTHER_WAY = re.compile(r"(?:按|以|含|不含|计|不计|算|包括|加上|扣除|剔除)")
_ONLY_OFFERED = re.compile(
    r"\s*(?:有(?:任何)?(?:需[要求]|疑问|问题|虚假|不实|不符|违[反规]|变[动更化]|必要|隐瞒|遗漏|出入)|需|遇|您|贵|各?(?:企业|客户|用户|会员)一?(?:有|提出|需|遇|来|反映|咨询|求助)|(?:无|没有)?(?:特殊|特别|另有)(?:说明|注明|情况)|[^，。；]{0,8}(?:有需[要求]|需要|不实|虚假|不符))"
)
_COULD = re.compile(r"可(?!供)|能(?!力|源)|[将会就则便]|有望|预计|增[至加到]|提高|扩大|突破|达到")
_IN_FACT = re.compile(r"现(?!金|场|代|象)|目前|已(?!批|获)|实际|截[至止]|20[01]\d\s?年|去年|上年|共有|实有")
_TURNS = re.compile(r"(?:^|(?<=[，,：:]))(?:我|本(?:公司|单位|中心|机构|平台)|目前|现(?!金|场)|实际|截[至止]|但|不过|然而|20[01]\d\s?年)")


def supposed(sentence: Sentence, at: int, count: Count) -> Count:
    """如补助到位，服务资产可增至130万元; 待二期交付后，面积240平方米: what would be is no number of the applicant."""
    del at
    start = count.quantity.span[0]
    clause = sentence.clause(start)[0]
    for found in _IF.finditer(sentence.text, 0, start):
        said = sentence.text[found.end() : start]
        if _TURNS.search(said) or _IN_FACT.search(sentence.text[max(clause, found.end()) : start]):
            continue
        if _ONLY_OFFERED.match(said) and not _COULD.search(sentence.text[max(clause, found.end()) : start]):
            continue
        return count.but(Caveat.BASIS, OTHERWISE_COUNTED) if _OTHER_WAY.match(said) else count.no(SUPPOSED)
    midway = _MIDWAY.search(sentence.text, clause, start)
    if midway is not None and not _IN_FACT.search(sentence.text[midway.end() : start]):
        return count.but(Caveat.BASIS, OTHERWISE_COUNTED)
    return count

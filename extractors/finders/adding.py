"""Does a stated total agree with the parts it stands behind: 上半年6次、下半年9次，合计14次 is for a person, whichever of the two is the slip."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from extractors.finders.count import DECOYS, Count
from extractors.finders.cues import Says
from extractors.finders.flows import FLOWS
from extractors.finders.sentences import Sentence
from extractors.finders.tally import swap
from models.answer import Caveat
from models.quantity import Quantity

REASON = "各项之和与合计数不符，须人工核实"
WITH_ATTENDED = "合计中含有参加或协办的活动，自行组织的有几次须人工确认"
WITH_GONE = "其中一部分已经没有、尚未取得或是重复的，实有多少须人工确认"
TOTAL_WORDS = ("合计", "总计", "共计")
LEAST_PARTS = 2
MOST_PARTS = 24
"""Of a total, those looked at one by one."""

NOT_PARTS = DECOYS | {Says.CAPITAL, Says.ASSETS, Says.FIRMS, Says.STAFF, Says.AREA, Says.PUBLIC}
"""What a number before a total counts where it is another matter than the total's."""
ADDED_UNITS = ("人", "家", "次", "㎡", "万元")

_BARE_TOTAL = re.compile(
    r"[\s，,、；;：:）)]*(?:(?:以上|上述)?[两二三四五六七八九几各]?[项处类者层个]?)?(?:全年|全部|年度)?(?:共计|合计|总计|总共|一共|合共|共)"
    r"(?:开展|举办|组织|服务|主办|各类|各项|中小企业)*(?:有|为|是|达|约)?"
)
_EMPTY = re.compile(r"[\s，,、；;：:有为是达约计]*")
_TELLS_OF_CHANGE = re.compile("增|减|升|降|到|至|比|较|其中|改|更正|核实|核减|剔除|参加|协办")
# What fills a year without a remainder, right behind the total: （上半年6次、下半年9次）.
_OPENS = re.compile(r"[^，。；：（(\d]{0,4}[\s，,（(：:]*(?:其中[：:]?)?\s*")
_OF_A_YEAR = re.compile(r"[\s、，,和及；;]*(?:第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年)[^，。；、\d]{0,8}")
# A part that the applicant no longer has, does not have yet, or has counted twice; and what opens a part behind its whole.
_GONE: dict[str, re.Pattern[str]] = {
    "人": re.compile("离职|离岗|调离|辞职|拟(?:聘|招|录)|待(?:聘|招|入职)|尚未(?:到岗|入职)"),
    "㎡": re.compile("退租|退还|腾退|搬离|搬出|拆除|停用|弃用|不再(?:使用|租用|续租)|拟(?:租|建|购|扩)|在建|尚未(?:交付|启用|使用)|未交付"),
    "万元": re.compile("拟(?:购|采购|置|投)|计划(?:购|采购|投)|在途|尚未(?:到货|交付|购置)|未到货|报废|已(?:处置|变卖|出售|转让)"),
    "次": re.compile("参加|受邀|应邀|出席|列席|观摩|协办|取消|未(?:能)?(?:举办|开展)|延期|拟(?:举办|开展)"),
    "家": re.compile("重复"),
}
_CLAUSE_END = re.compile("[，,。；;）)]")
_STILL = re.compile("没有|无|不|并未|除外|扣除|剔除")
_OPENS_A_PART = re.compile(r"\s*[，,；;（(]?\s*(?:其中|包括|内含|含)[：:]?")
_QUARTER = re.compile(r"(?P<quarter>[一二三四1-4]季度?)|(?P<half>[上下]半年)")
SOME_QUARTERS = "只是其中几个季度（半年）之和，不是全年的数"
WHOLE_YEAR_PARTS = {"half": 2, "quarter": 4}


def totals_checked(counts: list[Count]) -> list[Count]:
    """The counts, a total with a caveat where the parts in its own sentence do not add up to it."""
    changed: dict[int, Count] = {}
    strange: dict[int, set[tuple[int, int]]] = {}
    for count in counts:
        if count.says in NOT_PARTS:
            strange.setdefault(id(count.sentence), set()).add(count.quantity.span)
    for at, count in enumerate(counts):
        if not count.taken or count.sentence is None or count.quantity.unit not in ADDED_UNITS:
            continue
        parts = _parts_before(count.sentence, count, strange.get(id(count.sentence), frozenset()))
        if (count.quantity.is_exact and _do_not_add(count.sentence, parts, count.quantity.value)) or _is_off(
            count.sentence, count.quantity
        ):
            changed[at] = count.but(Caveat.SUM, REASON)
        elif len(parts) >= LEAST_PARTS and any(_is_not_organised(count.sentence, one) for one in parts):
            changed[at] = count.but(Caveat.BASIS, WITH_ATTENDED)
        elif _is_partly_gone(count.sentence, count.quantity, parts):
            changed[at] = count.but(Caveat.BASIS, WITH_ATTENDED if count.quantity.unit == "次" else WITH_GONE)
        elif count.field in FLOWS and _is_of_some_quarters(count.sentence, parts, count.quantity.span[0]):
            changed[at] = count.but(Caveat.PERIOD, SOME_QUARTERS)
    return swap(counts, changed) if changed else counts


def _parts_before(sentence: Sentence, count: Count, strange: Collection[tuple[int, int]]) -> list[Quantity]:
    """The numbers of its unit before a total that nothing but a word for the total parts from them; [] for any other number."""
    start, cue = count.quantity.span[0], count.cue
    parts = [one for one in sentence.quantities if one.unit == count.quantity.unit and one.span[1] <= start]
    if not parts:
        return []
    last = parts[-1].span[1]
    if _BARE_TOTAL.fullmatch(sentence.text[last:start]):
        return parts
    if cue is None or cue.start < last or cue.end > start:
        return []
    before, after = sentence.text[last : cue.start], sentence.text[cue.end : start]
    if _BARE_TOTAL.fullmatch(before) and _EMPTY.fullmatch(after):
        return parts
    # 设备72万元、软件31万元，服务资产合计113万元: the head opens anew, so that what stands before it must be parts of its own kind.
    told = _BARE_TOTAL.fullmatch(after) or (_EMPTY.fullmatch(after) and cue.word.endswith(TOTAL_WORDS))
    return parts if _EMPTY.fullmatch(before) and told and not any(one.span in strange for one in parts) else []


def _is_of_some_quarters(sentence: Sentence, parts: Sequence[Quantity], end: int) -> bool:
    """第一季度20家、第二季度25家，共45家: parts of a year, and not all of them."""
    floors = [0, *(one.span[1] for one in parts)]
    names = [_QUARTER.search(sentence.text[floor : one.span[0]]) for floor, one in zip(floors, parts, strict=False)]
    kinds = {found.lastgroup for found in names if found is not None and found.lastgroup}
    if len(kinds) != 1 or None in names or "全年" in sentence.text[floors[-1] : end]:
        return False
    return len(parts) != WHOLE_YEAR_PARTS[kinds.pop()]


def _is_not_organised(sentence: Sentence, part: Quantity) -> bool:
    """参加省级活动3次: a part that is not the applicant's own doing."""
    clause = sentence.clause(part.span[0])
    return part.unit == "次" and bool(sentence.between(clause[0], part.span[0], Says.ATTEND, Says.ASSIST))


def _is_partly_gone(sentence: Sentence, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """自有120平方米、已退租80平方米，合计200平方米; 12人，其中3人已离职: is a part of it nothing that the applicant has?"""
    text, gone = sentence.text, _GONE[total.unit or ""]
    parts = parts[-MOST_PARTS:]
    floors = [0, *(one.span[1] for one in parts)]
    named = [text[max(floor, sentence.clause(one.span[0])[0]) : one.span[0]] for floor, one in zip(floors, parts, strict=False)]
    opens = _OPENS_A_PART.match(text, total.span[1])
    part = next((one for one in sentence.quantities if opens and one.unit == total.unit and one.span[0] >= opens.end()), None)
    if opens is not None and part is not None:
        stop = _CLAUSE_END.search(text, part.span[1])
        before, behind = text[opens.end() : part.span[0]], text[part.span[1] : stop.start() if stop else len(text)]
        named += [] if _CLAUSE_END.search(before) else [before + behind]
    return any(gone.search(words) and not _STILL.search(words.replace("不再", "")) for words in named)


def _is_off(sentence: Sentence, total: Quantity) -> bool:
    """Do the halves or quarters behind a total not make it up?"""
    following = [one for one in sentence.quantities if one.unit == total.unit and one.span[0] >= total.span[1]]
    divided = _of_the_year(sentence, total, following) if total.is_exact else ()
    return bool(divided) and sum((one.value for one in divided), Decimal(0)) != total.value


def _do_not_add(sentence: Sentence, parts: Sequence[Quantity], total: Decimal) -> bool:
    """No run of two parts or more that ends before the total makes it up, though they stand as a list of parts."""
    if len(parts) < LEAST_PARTS or not all(one.is_exact for one in parts):
        return False
    if len({one.period for one in parts if (one.period or "").isdigit()}) > 1:
        return False
    if any(_TELLS_OF_CHANGE.search(sentence.text[a.span[1] : b.span[0]]) for a, b in itertools.pairwise(parts)):
        return False
    runs = itertools.accumulate(one.value for one in reversed(parts))
    return total not in itertools.islice(runs, 1, None)


def _of_the_year(sentence: Sentence, total: Quantity, following: Sequence[Quantity]) -> Sequence[Quantity]:
    """The two halves or four quarters that stand right behind a total; nothing where one of them is missing."""
    opens = _OPENS.match(sentence.text, total.span[1])
    at = opens.end() if opens is not None else total.span[1]
    found: list[Quantity] = []
    kinds: set[str] = set()
    for one in following:
        name = _OF_A_YEAR.fullmatch(sentence.text[at : one.span[0]])
        if name is None or name.lastgroup is None or not one.is_exact:
            break
        kinds.add(name.lastgroup)
        found.append(one)
        at = one.span[1]
    return found if len(kinds) == 1 and len(found) == WHOLE_YEAR_PARTS[next(iter(kinds))] else ()

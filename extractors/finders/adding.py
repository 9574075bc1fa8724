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
TOTAL_WORDS = ("合计", "总计", "共计")
LEAST_PARTS = 2
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
    return all(sum((one.value for one in parts[first:]), Decimal(0)) != total for first in range(len(parts) - 1))


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

"""Numbers of running text against what is said of them around: the rest of their sentence, 其中… in the next, 以上数据…, what a bracket holds.

What is said goes as far as the next number of another field; a part of a part (其中大专及以上10人) belongs to its own number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.finders.behind import LONGEST, Clause, Doubt, clauses_of, doubt_behind, doubt_in, lease_over
from extractors.finders.count import Count
from extractors.finders.flows import FLOWS
from extractors.finders.tally import swap
from models.answer import Caveat
from models.fields import COLLEGE_RATIO, PREMISES_AREA, REGISTERED_CAPITAL, SERVICE_ASSETS, STAFF_COLLEGE, STAFF_TOTAL

_GOES_ON = re.compile(r"\s*(?:[（(]|其中|上述|以上|前述|该|此|这|部分|注[：:])")
_GENERAL = re.compile(
    r"(?:以上|上述|前述|前列|各项|所列|所填|本表|表内|表中|相关|有关|全部|所有|部分)(?!企业|人员|活动|场所|设备|部门|机构)[^，。；]{0,16}"
)
_GENERAL_REACH = 400
MOST_BEHIND = 24
"""Numbers behind one that are looked at; nobody says more of it."""

_PART_OPENS = re.compile(r"其中|当中|里面|包括|含|内含")
_INCLUDED = re.compile(
    r"(?:连同|包括|(?<![不未])含|加上|算上|计入|合并)[^。；\d]{0,16}\d*[^。；，]{0,8}(?:在内|一并|一起|合并|计算)?[，,、]?$"
)
_ASIDE = re.compile(r"[（(]([^（）()]{2,60})[）)]")
_BEFORE = re.compile(
    r"据[^，。；]{0,8}(?:估计|推算|测算)|初步(?:统计|估算|测算|核算|匡算)|粗略(?:统计|估算|估计)?|未经(?:审计|核实|审核)的?|(?<!不)预估|暂估|估算"
)
_PARTS_OF_STAFF = (STAFF_COLLEGE, COLLEGE_RATIO)
_NOW_LESS = re.compile(
    r"(?:现(?!金|场|代)|目前|如今|实际(?!控制)|今年|2020年|实为|缩|减|降)(?![^，。；]*(?:新[增租购聘招进建]|增|扩|另))[^，。；]{0,14}$"
)
_REALLY_LESS = re.compile(
    r"(?:实际|真正|核实|能够?提供|可(?:以)?(?:核实|查证)|佐证|有[^，。；]{0,6}(?:记录|凭证|证明|材料)的?)[^，。；新]{0,10}$|(?:只有|仅有|仅为)$"
)
_STATES = (PREMISES_AREA, SERVICE_ASSETS, STAFF_TOTAL)


def qualified(counts: list[Count], text: str) -> list[Count]:
    """The counts, those that the words around put in doubt with a caveat; `text` is what their sentences were cut from."""
    changed: dict[int, Count] = {}
    for at, count in enumerate(counts):
        if not count.taken or count.caveats or count.field is None or count.sentence is None or count.field is REGISTERED_CAPITAL:
            continue
        told = _doubt(counts, at, text)
        if told is not None:
            changed[at] = count.but(told.caveat, told.reason)
    return swap(counts, changed) if changed else counts


def _doubt(counts: Sequence[Count], at: int, text: str) -> Doubt | None:
    count = counts[at]
    field, sentence = count.field, count.sentence
    assert field is not None
    assert sentence is not None
    exact = count.quantity.is_exact
    tail = list(_tail(counts, at, text))
    for clause in tail:
        if (told := doubt_in(field, clause, exact=exact, whole=count.quantity.value)) is not None:
            return told
    if field is PREMISES_AREA and (over := lease_over("，".join(clause.text for clause in tail))) is not None:
        return over
    return _less_now(counts, at) or _before(count) or _general(count, text)


def _place(count: Count) -> tuple[int, int]:
    """Where the number stands in the text."""
    start = count.sentence.start if count.sentence is not None else 0
    return start + count.quantity.span[0], start + count.quantity.span[1]


def _tail(counts: Sequence[Count], at: int, text: str) -> Iterator[Clause]:
    """The clauses behind number `at` that still speak of it."""
    count = counts[at]
    begin = _place(count)[1]
    stretch = text[begin : begin + LONGEST]
    near = [(one, _place(one)[0] - begin) for one in counts[at + 1 : at + 1 + MOST_BEHIND]]
    last = 0
    for clause in clauses_of(stretch):
        gap = stretch[last : clause.start]
        last = clause.start + len(clause.text)
        if re.search(r"[。；;！!？?\n\f]", gap) and ("\n" in gap or "\f" in gap or not _GOES_ON.match(clause.text)):
            break
        inside = [one for one, start in near if clause.start <= start < last]
        if any(one.taken and one.field is not count.field and not _is_part_of(count, one) for one in inside):
            break
        if any(one.taken and one.field is count.field for one in inside) and not clause.aside:
            break
        if any(_is_part_of(count, one) for one in inside):
            continue
        if count.field is STAFF_COLLEGE and not clause.aside and not clause.text.startswith(("其中", "含", "包括")):
            continue
        yield clause
        if not clause.aside and any(_names_something_else(one, clause) for one in inside):
            break


def _is_part_of(whole: Count, part: Count) -> bool:
    return whole.field is STAFF_TOTAL and part.taken and part.field in _PARTS_OF_STAFF


def _names_something_else(other: Count, clause: Clause) -> bool:
    """A number with a head of its own that is no part: what follows may speak of that."""
    return other.cue is not None and not other.is_part and not clause.listed and _PART_OPENS.match(clause.text) is None


def _less_now(counts: Sequence[Count], at: int) -> Doubt | None:
    """服务人员15人，现在岗9人; 180平方米，目前实际使用不到90平方米: a smaller number that is said to be the present one."""
    count = counts[at]
    less = _NOW_LESS if count.field in _STATES else _REALLY_LESS if count.field in FLOWS else None
    if less is None or count.sentence is None:
        return None
    for other in counts[at + 1 :]:
        if other.sentence is not count.sentence or other.taken:
            break
        if other.quantity.unit != count.quantity.unit or other.quantity.value >= count.quantity.value:
            continue
        if other.cue is not None and other.says is not count.says and "DECOY" in (other.says.name if other.says else ""):
            continue
        start = other.quantity.span[0]
        words = count.sentence.text[max(count.quantity.span[1], count.sentence.clause(start)[0]) : start]
        if less.search(words):
            return Doubt(Caveat.PERIOD, "后文另有现在或实际的数，以哪个为准须人工确认")
    return None


def _before(count: Count) -> Doubt | None:
    """服务资产（含租赁设备50万元）160万元; 加上兼职4人，服务人员共12人; 据初步统计，服务企业105家."""
    sentence, field = count.sentence, count.field
    assert sentence is not None
    assert field is not None
    start = count.quantity.span[0]
    clause = sentence.clause(start)
    opening = min(clause[0], count.cue.start) if count.cue is not None else clause[0]
    for aside in _ASIDE.finditer(sentence.text, opening, start):
        if (told := doubt_behind(field, aside.group(1), aside=True)) is not None and told.caveat is not Caveat.PERIOD:
            return told
    earlier = sentence.clause(opening - 1)[0] if opening else 0
    head = sentence.text[earlier:opening]
    units = {one.unit for one in sentence.quantities if earlier <= one.span[0] < opening}
    ours = not units or count.quantity.unit in units
    if ours and (found := _INCLUDED.search(head)) is not None and (told := doubt_in(field, Clause(found.group(), 0, True))) is not None:
        return told
    for words in _parts_added(count):
        if (told := doubt_in(field, Clause(words, 0, aside=True))) is not None and told.caveat is Caveat.BASIS:
            return told
    found = _BEFORE.search(sentence.text, earlier if not re.search(r"\d", head) else opening, start)
    return Doubt(Caveat.CLAIM, f"写有“{found.group()}”，数据须人工核实") if found is not None else None


def _parts_added(count: Count) -> list[str]:
    """The clauses of the numbers right before a total that make it up."""
    sentence = count.sentence
    assert sentence is not None
    same = [one for one in sentence.quantities if one.unit == count.quantity.unit and one.span[1] <= count.quantity.span[0]]
    first = next((i for i in range(len(same) - 1) if sum(one.value for one in same[i:]) == count.quantity.value), None)
    if not count.is_total or first is None:
        return []
    return [sentence.text[slice(*sentence.clause(one.span[0]))] for one in same[first:]]


def _general(count: Count, text: str) -> Doubt | None:
    """以上数据未经审计: said of every number of the paragraph before it."""
    field = count.field
    assert field is not None
    end = _place(count)[1]
    stretch = re.split(r"[\n\f]", text[end : end + _GENERAL_REACH])[0]
    for found in _GENERAL.finditer(stretch):
        if found.start() and stretch[found.start() - 1] not in "，,。；;（( ：:":
            continue
        told = doubt_behind(field, _to_its_end(stretch, found.start()), exact=count.quantity.is_exact)
        if told is not None and told.caveat in (Caveat.CLAIM, Caveat.PERIOD) and "数据" in told.reason + found.group():
            return told
    return None


def _to_its_end(text: str, start: int) -> str:
    """From `start` to the end of its sentence or bracket."""
    return re.split(r"[。；;）)]", text[start:])[0]

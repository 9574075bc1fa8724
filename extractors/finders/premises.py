"""Several areas in one sentence: parts and totals, gross and net, rooms of one place, and the area no word names."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.finders.answering import EACH_ONLY
from extractors.finders.count import UNEXPLAINED, Count
from extractors.finders.cues import Says
from extractors.finders.restrictions import HANDED_TO_US
from extractors.finders.sentences import Sentence
from extractors.finders.tally import added, summed_up, swap, taken_at
from models.answer import Caveat
from models.fields import (
    PREMISES_AREA,
)

_GROSS = re.compile(r"建筑面积|合同面积|产权面积|房产证|不动产")


_NET = re.compile(r"使用面积|套内|实用面积|公摊后|实际使用")


def premises_of(sentence: Sentence, counts: list[Count]) -> list[Count]:
    counts = _without_let(sentence, counts)
    at = taken_at(counts, PREMISES_AREA)
    if len(at) == 1 and any(
        _is_net(sentence, one) for one in counts if not one.taken and one.quantity.span[0] > counts[at[0]].quantity.span[1]
    ):
        return swap(counts, {at[0]: counts[at[0]].but(Caveat.BASIS, "另写有扣除公摊的净面积，通知未定口径")})
    if len(at) < 2:
        return counts
    changed: dict[int, Count] = {}
    bases = {i: _basis(sentence, counts[i]) for i in at}
    if {"gross", "net"} <= set(bases.values()):
        return swap(counts, {i: counts[i].but(Caveat.BASIS, "建筑（合同）面积与使用面积并存，通知未定口径") for i in at})
    restated = [i for i in at if any(_restates(sentence, counts[i], counts[j]) for j in at if j > i)]
    if restated:
        return premises_of(sentence, swap(counts, {i: counts[i].no("其后括号内写明了确数") for i in restated}))
    each = [i for i in at if EACH_ONLY in counts[i].reason]
    if 0 < len(each) < len(at):
        counts = swap(counts, {i: counts[i].no(EACH_ONLY) for i in each})
        return premises_of(sentence, counts)
    wholes = [i for i in at if not counts[i].is_part]
    named = [i for i in at if counts[i].is_part and counts[i].says is Says.AREA]
    if wholes and len(named) == 1 and all(counts[i].says is Says.AREA_GENERIC for i in wholes):
        return swap(counts, {i: counts[i].no("是全部面积，其中写明了服务场所的面积") for i in at if i not in named})
    if named and wholes and not any(_for_service(counts[i]) for i in wholes) and all(_for_service(counts[i]) for i in named):
        return swap(
            counts, {i: counts[i].but(Caveat.BASIS, "全部场地与其中的服务场所面积并存，以哪个为准须人工确认") for i in (*named, *wholes)}
        )
    totals = [i for i in at if counts[i].is_total]
    rest = [i for i in at if i not in totals]
    if len(totals) == 1 and (added(counts, rest) == counts[totals[0]].quantity.value or all(counts[i].is_part for i in rest)):
        return swap(counts, {i: counts[i].no("是合计中的一项") for i in rest})
    if added(counts, at[:-1]) == counts[at[-1]].quantity.value and len(at) > 2:
        return swap(counts, {i: counts[i].no("是合计中的一项") for i in at[:-1]})
    if len(at) > 2 and added(counts, at[1:]) == counts[at[0]].quantity.value:
        return swap(counts, {i: counts[i].no("是其中的一部分") for i in at[1:]})
    if wholes and len(wholes) < len(at):
        changed = {i: counts[i].no("是其中的一部分") for i in at if i not in wholes}
        at = wholes
    strong = [i for i in at if counts[i].says is Says.AREA]
    rooms = [i for i in at if counts[i].says is Says.ROOM]
    if len(strong) == 1 and len(strong) + len(rooms) == len(at) and rooms:
        first = counts[strong[0]].quantity
        between = sentence.text[first.span[1] : counts[rooms[0]].quantity.span[0]]
        inside = counts[rooms[0]].is_part or _INSIDE.search(between)
        if inside and first.value >= added(counts, rooms) and strong[0] < rooms[0]:
            changed |= {i: counts[i].no("是服务场所中的一间") for i in rooms}
            at = strong
    if len(at) < 2 or (len({counts[i].quantity.value for i in at}) == 1 and len(at) == 2 and strong):
        return swap(counts, changed)
    return [
        *swap(counts, changed | {i: counts[i].no("是分项，见合计") for i in at}),
        summed_up([counts[i] for i in at], "分项面积相加，能否合并计算须人工确认"),
    ]


_LET_TO = r"(?:(?:对外|整体|部分)?(?:出租|转租|分租|租赁|出借)给|转租|分租|租给|借给|对外出租|用于出租)(?!我|本|中心|单位|公司|乙方|承租|申报|协会|[^，。；]{0,12}我)"
_LET_BEFORE = re.compile(_LET_TO + r"[^，。；\d]{0,14}$")
_LET_BEHIND = re.compile(r"[^，。；\d]{0,10}?" + _LET_TO)
_OWN_USE = re.compile("自用|自己使用|自行使用|自留|留用|留作|公共服务|(?:我|本)(?:公司|单位|中心|所|会|站)(?:实际)?使用|本部使用")


def _without_let(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """三层410平方米出租给某公司，自用的服务场所155平方米: what is let out does not answer; without 自用 a person says what is left."""
    let = [i for i, count in enumerate(counts) if count.quantity.unit == "㎡" and _is_let(sentence, count)]
    if not let:
        return counts
    rest = [i for i in taken_at(counts, PREMISES_AREA) if i not in let]
    own = [i for i in rest if _OWN_USE.search(sentence.text[sentence.clause(counts[i].quantity.span[0])[0] : counts[i].quantity.span[0]])]
    changed = {i: counts[i].no("是出租给别人的面积") for i in let}
    whole = added(counts, let) + max((counts[i].quantity.value for i in own), default=Decimal(0))
    changed |= {i: counts[i].no("是连同出租部分的全部面积") for i in rest if own and i not in own and counts[i].quantity.value >= whole}
    changed |= {i: counts[i].but(Caveat.BASIS, "其中有出租给别人的部分，自用多少须人工确认") for i in rest if not own}
    return swap(counts, changed)


def _is_let(sentence: Sentence, count: Count) -> bool:
    start, end = count.quantity.span
    return _LET_BEHIND.match(sentence.text, end) is not None or _LET_BEFORE.search(sentence.text[max(0, start - 24) : start]) is not None


_INSIDE = re.compile("设|内|含|包括|其中|建有|配|有|分为|划分|包含")


_OURS = re.compile(r"(?:我|本(?:公司|单位|中心|所|院|会|机构))[^，。；]{0,8}(?:使用|租|拥有|占用|面积)")


_SUMMED_UP = re.compile(r"(?:合计|共计|总计|共|总面积)[^，。；\d]{0,4}$")


def unnamed_total(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """服务站58平方米，另一处77平方米，合计135平方米: a total of areas that no word names is for a person."""
    if taken_at(counts, PREMISES_AREA) or any(count.quantity.unit == "㎡" and count.cue is not None for count in counts):
        return counts
    for i, count in enumerate(counts):
        start, end = count.quantity.span
        house = sentence.between(end, len(sentence.text), Says.AREA)
        if count.quantity.unit == "㎡" and count.reason == UNEXPLAINED and house and HANDED_TO_US.match(sentence.text, end):
            return swap(counts, {i: replace(count, field=PREMISES_AREA, taken=True, reason=f"交由本单位作“{house[0].word}”")})
        summed = _SUMMED_UP.search(sentence.text[max(0, start - 8) : start])
        ours = _OURS.search(sentence.text[sentence.clause(start)[0] : start])
        if count.quantity.unit == "㎡" and count.reason == UNEXPLAINED and (summed or ours):
            named = replace(count, field=PREMISES_AREA, taken=True, is_total=bool(summed), reason="面积")
            return swap(counts, {i: named.but(Caveat.CLAIM, "没有写明是服务场所的面积，须人工确认")})
    return counts


def _is_net(sentence: Sentence, count: Count) -> bool:
    start = count.quantity.span[0]
    return count.quantity.unit == "㎡" and re.search("净面积|扣除公摊", sentence.text[sentence.clause(start)[0] : start]) is not None


def _restates(sentence: Sentence, loose: Count, exact: Count) -> bool:
    """100㎡以上（实为107㎡）: the bracket says exactly what the words before it bound."""
    one, two = loose.quantity, exact.quantity
    gap = sentence.text[one.span[1] : two.span[0]]
    if one.is_exact and one.value == two.value and gap.strip() in ("（", "("):
        return True
    return (
        not one.is_exact and two.is_exact and gap.strip()[:1] in ("（", "(") and len(gap) <= 6 and (one.low is None or one.low <= two.value)
    )


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

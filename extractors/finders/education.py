"""大专及以上 by arithmetic: disjoint levels add up, nested ones do not, 均为 means all (DOMAIN 5).

本科以上18人，大专6人 → 24. 大专以上24人，其中本科18人 → 24. 只写本科 → nothing, since it is not what is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.finders.count import Count, level_of
from extractors.finders.cues import Says
from extractors.finders.sentences import Cue, Sentence
from models.answer import Caveat
from models.fields import COLLEGE_RATIO, STAFF_COLLEGE, STAFF_TOTAL
from models.quantity import Qualifier, Quantity

HUNDRED = Decimal(100)
_ALL = re.compile(r"(?:均|全部|都|皆|全员|全体|清一色|一律|个个|人人|统统|全(?=[为是具在]))[^，。；、！？\d]{0,8}$")
NOT_EVERYBODY = "只说其余（或除外之后）的人，是否全部须人工确认"
_BUT_FOR = re.compile(r"其余|余者|剩余|剩下|其他|其它|除[^，。；]{1,12}外")
_NOT_ALL = re.compile(r"(?<![\d〇一二三四五六七八九十百名员])人均|平均(?!年龄)|不都|未全部|不全")


def education_of(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """The counts of a sentence with its education numbers put together; one reading each for number and share at most."""
    total = _staff_total(counts)
    heads = [count for count in counts if count.taken and count.field is STAFF_COLLEGE and count.level is not None]
    shares = [count for count in counts if count.taken and count.field is COLLEGE_RATIO and count.level is not None]
    others = [count for count in counts if count not in heads and count not in shares]
    everybody = _everybody(sentence, counts)
    out = others + _heads(heads, total) + _shares(shares)
    if everybody is not None:
        out = [*out, *_all_of_them(sentence, everybody, total, out)]
    return [*out, *_whole_share(total, out)]


def _staff_total(counts: list[Count]) -> Count | None:
    found = [count for count in counts if count.taken and count.field is STAFF_TOTAL and not count.caveats]
    return found[-1] if found else None


def _heads(heads: list[Count], total: Count | None) -> list[Count]:
    """Numbers of persons by level → the number with 大专 and above."""
    above = [count for count in heads if count.level is not None and count.level.name == "大专" and count.level.up]
    if above:
        rest = [count.no("已含在大专及以上人数之内") for count in heads if count not in above]
        return above + rest
    levels: dict[str, list[Count]] = {}
    for count in heads:
        if count.level is not None and not count.level.down:
            levels.setdefault(count.level.name, []).append(count)
    below = [count.no("不是大专及以上") for count in heads if count.level is not None and (count.level.down or count.level.name == "中专")]
    parts, nested = _disjoint(levels)
    used = [count for count in parts if count.level is not None and count.level.name != "中专"]
    if not used:
        return below
    together = sum((count.quantity.value for count in used), Decimal(0))
    complete = any(count.level is not None and count.level.name == "大专" for count in used)
    whole = total.quantity.value if total is not None and total.quantity.is_exact else None
    if not complete and whole != together:
        return [*below, *nested, *(count.no("只写了本科及以上，大专人数未写，不能当作大专及以上人数") for count in used)]
    if len(used) == 1:
        return [*used, *below, *nested] if complete is False else [used[0].no("只写了大专一档，不是大专及以上"), *below, *nested]
    summed = replace(
        _summed(used, together),
        reason="＋".join(f"{count.level.name}{count.quantity.value:f}" for count in used if count.level) + "，各档不重叠，相加",
    )
    if whole is not None and together > whole:
        summed = summed.but(Caveat.SUM, "各档相加大于总人数，须核对花名册")
    return [summed, *below, *nested, *(count.no("已计入大专及以上人数") for count in used)]


def _disjoint(levels: dict[str, list[Count]]) -> tuple[list[Count], list[Count]]:
    """Levels that do not hold one another, and those held by a level written with 以上."""
    order = ["博士", "硕士", "本科", "大专", "中专"]
    parts: list[Count] = []
    nested: list[Count] = []
    for at, name in enumerate(order):
        for count in levels.get(name, []):
            lower_up = any(other.level is not None and other.level.up for below in order[at + 1 : 4] for other in levels.get(below, []))
            if lower_up:
                nested.append(count.no("已含在更低一档“以上”之内"))
            else:
                parts.append(count)
    return parts, nested


def _summed(parts: list[Count], together: Decimal) -> Count:
    first, last = parts[0], parts[-1]
    start, end = min(part.quantity.span[0] for part in parts), max(part.quantity.span[1] for part in parts)
    sentence = first.sentence
    exact = all(part.quantity.is_exact for part in parts)
    quantity = Quantity(
        together, together, together if exact else None, Qualifier.EXACT if exact else Qualifier.AT_LEAST, first.quantity.unit,
        text=sentence.text[start:end] if sentence is not None else "", span=(start, end), period=last.quantity.period,
    )  # fmt: skip
    caveats = frozenset().union(*(part.caveats for part in parts)) | (frozenset() if exact else frozenset({Caveat.SUM}))
    return replace(first, quantity=quantity, caveats=caveats, level=None)


def _shares(shares: list[Count]) -> list[Count]:
    """Shares by level → the share with 大专 and above."""
    above = [count for count in shares if count.level is not None and count.level.name == "大专" and count.level.up]
    if above:
        return above + [count.no("是其中一档的比例，不是大专及以上比例") for count in shares if count not in above]
    single = [
        count for count in shares if count.level is not None and not count.level.up and not count.level.down and count.level.name != "中专"
    ]
    names = {count.level.name for count in single if count.level is not None}
    up = [count for count in shares if count.level is not None and count.level.up and count.level.name == "本科"]
    if "大专" in names and len(single) + len(up) > 1:
        used = [*up, *(count for count in single if not up or (count.level is not None and count.level.name == "大专"))]
        together = sum((count.quantity.value for count in used), Decimal(0))
        if together <= HUNDRED:
            summed = _summed(used, together).but(Caveat.SUM, "由各档比例相加")
            return [summed, *(count.no("已计入相加的比例") for count in shares)]
    return [count.no(f"是{count.level.name if count.level else ''}一档的比例，不是大专及以上比例") for count in shares]


def _everybody(sentence: Sentence, counts: list[Count]) -> Cue | None:
    """The words that say all of them have 大专 or more; None where 均 speaks of somebody else."""
    for cue in sentence.between(0, len(sentence.text), Says.EDUCATION):
        level = level_of(cue.word)
        if level is None or level.down or level.name == "中专" or (level.name == "大专" and not level.up and "学历" not in cue.word):
            continue
        before = sentence.text[max(0, cue.start - 12) : cue.start]
        found = _ALL.search(before)
        if found is None or _NOT_ALL.search(before):
            continue
        at = cue.start - len(before) + found.start()
        persons = [count for count in counts if count.quantity.unit == "人" and count.quantity.span[1] <= at]
        subject = sentence.text[max(0, at - 10) : at]
        if persons and not persons[-1].taken and persons[-1].quantity.span[1] >= at - 8 and not _BUT_FOR.search(sentence.text[:at]):
            return None
        if re.search(r"(?:管理|负责|骨干|导师|专家|顾问|新进|班子|技术)[^，。；]{0,4}$", subject) and not persons:
            return None
        last = persons[-1] if persons else None
        if last is not None and last.field is STAFF_COLLEGE and not (last.level is not None and last.level.name == "中专"):
            return None
        return Cue(at, cue.end, Says.EDUCATION, sentence.text[at : cue.end])
    return None


def _all_of_them(sentence: Sentence, cue: Cue, total: Count | None, counts: list[Count]) -> list[Count]:
    text = sentence.text[cue.start : cue.end]
    share = Quantity(HUNDRED, HUNDRED, HUNDRED, Qualifier.EXACT, "%", text=text, span=(cue.start, cue.end))
    out = [Count(share, COLLEGE_RATIO, cue, True, f"“{text}”，即全部为大专及以上", sentence=sentence)]
    below = any(one.level is not None and (one.level.down or one.level.name == "中专") and one.quantity.value > 0 for one in counts)
    partly = below or _BUT_FOR.search(sentence.text[max(0, cue.start - 24) : cue.start]) is not None
    if partly:
        out = [out[0].but(Caveat.CLAIM, NOT_EVERYBODY)]
    if any(count.taken and count.field is COLLEGE_RATIO and not count.caveats for count in counts):
        out = []
    have = any(count.taken and count.field is STAFF_COLLEGE for count in counts)
    if partly and not have and (rest := _all_the_rest(sentence, cue, total)) is not None:
        return [rest]
    if total is not None and total.quantity.span[0] < cue.end and not have:
        quantity = replace(total.quantity, text=text, span=(cue.start, cue.end))
        everyone = Count(quantity, STAFF_COLLEGE, cue, True, f"“{text}”，等于服务人员总数", total.caveats, sentence=sentence)
        out.append(everyone.but(Caveat.CLAIM, NOT_EVERYBODY) if partly else everyone)
    return out


_REST = re.compile(r"(?:其余|余下|剩余|剩下|其他|其它)的?$")
_LOWER = re.compile(r"中专|高中|初中|小学|技校|中职|职高|中技|职中|大专以下|无学历")


def _all_the_rest(sentence: Sentence, cue: Cue, total: Count | None) -> Count | None:
    """员工19名，除2名为中专外，其余17名均为大专以上: the rest, where those left out have less and all of them make the total."""
    if total is None or not total.quantity.is_exact:
        return None
    people = [one for one in sentence.quantities if one.unit == "人" and total.quantity.span[1] <= one.span[0] and one.span[1] <= cue.start]
    if len(people) < 2 or _REST.search(sentence.text[: people[-1].span[0]]) is None:
        return None
    if sum(one.value for one in people) != total.quantity.value or not all(one.is_exact for one in people):
        return None
    left_out = _PARTED.split(sentence.text[people[0].span[1] : people[-1].span[0]])
    told = [clause for clause in left_out if _LOWER.search(clause)]
    if len(told) < len(people) - 1:
        return None
    return Count(people[-1], STAFF_COLLEGE, None, True, f"其余“{cue.word}”，与总数相符", sentence=sentence)


_PARTED = re.compile("[，、和及]")


def _whole_share(total: Count | None, counts: list[Count]) -> list[Count]:
    """大专以上占100%: everybody, so their number is the total (DOMAIN 5)."""
    whole = [
        c for c in counts if c.taken and c.field is COLLEGE_RATIO and not c.caveats and c.quantity.is_exact and c.quantity.value == HUNDRED
    ]
    if not whole or total is None or any(c.taken and c.field is STAFF_COLLEGE for c in counts):
        return []
    share = whole[0]
    quantity = replace(total.quantity, text=share.quantity.text, span=share.quantity.span)
    return [replace(share, quantity=quantity, field=STAFF_COLLEGE, reason="占100%，等于服务人员总数", caveats=total.caveats)]

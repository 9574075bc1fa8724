"""What would be taken from a piece of text, what would not, and why: for `shenhe explain`.

The states and rules are those of the contract, section 4, for one text alone: there is no form and no proof beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from extractors.finders.prose import NOTICE_YEAR, read_sentences
from extractors.finders.readings import ProseReading
from models.answer import Caveat, State
from models.fields import COLLEGE_RATIO, FIELDS, Field
from models.quantity import Qualifier, Quantity, plain

MAX_TEXT = 60_000
"""Characters of one text that are looked at; more is cut, and said."""

UNREADABLE = frozenset({Caveat.AMBIGUOUS, Caveat.REPAIRED})
CENT = Decimal("0.01")
STATE_WORDS = {State.FOUND: "取用", State.CONFLICT: "待人工核定", State.UNREADABLE: "未能确认", State.ABSENT: "未见"}
QUALIFIER_WORDS = {
    Qualifier.EXACT: "", Qualifier.AT_LEAST: "不少于", Qualifier.MORE_THAN: "多于", Qualifier.BELOW: "不到", Qualifier.ABOUT: "约", Qualifier.RANGE: "范围",
}  # fmt: skip
TRUTH_WORDS = {"true": "是", "false": "否"}
PERIOD_WORDS = {"annual": "每年", "cumulative": "累计"}


@dataclass(frozen=True, slots=True)
class Settled:
    """One field of one text. `chosen` carries the value; `others` are candidates that differ."""

    field: Field[Quantity] | Field[str]
    state: State
    chosen: ProseReading | None
    others: tuple[ProseReading, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that was read, and what follows for each field of which anything is said."""

    text: str
    settled: tuple[Settled, ...]
    readings: tuple[ProseReading, ...]


def explain(text: str, notice_year: int = NOTICE_YEAR) -> Explanation:
    """`text` read as the only source. Never raises."""
    text = text[:MAX_TEXT]
    readings = read_sentences(text, notice_year)
    settled = []
    for field in FIELDS:
        own = tuple(one for one in readings if one.field is not None and one.field.name == field.name)
        if own:
            settled.append(_settle(field, own))
    return Explanation(text, tuple(settled), readings)


def _settle(field: Field[Quantity] | Field[str], own: tuple[ProseReading, ...]) -> Settled:
    taken = [one for one in own if one.taken]
    if not taken:
        return Settled(field, State.ABSENT, None, (), "；".join(dict.fromkeys(one.reason for one in own)))
    clear = [one for one in taken if not one.caveats]
    doubtful = [one for one in taken if one.caveats]
    if not clear and all(one.caveats & UNREADABLE for one in taken):
        return Settled(field, State.UNREADABLE, None, tuple(taken), "；".join(dict.fromkeys(one.reason for one in taken)))
    best = _most_precise(clear) if clear else taken[0]
    differ = tuple(one for one in taken if one is not best and not agree(field, best, one))
    if not clear:
        return Settled(
            field,
            State.CONFLICT,
            best,
            tuple(one for one in taken if one is not best),
            "；".join(dict.fromkeys(one.reason for one in doubtful)),
        )
    if differ:
        because = "有几个不同的数：" + "，".join(_short(one) for one in (best, *differ))
        return Settled(field, State.CONFLICT, best, differ, "；".join(dict.fromkeys([because, *(one.reason for one in doubtful)])))
    same = [one for one in taken if one is not best and not one.computed]
    return Settled(field, State.FOUND, best, (), best.reason + (f"；另有 {len(same)} 处与此一致" if same else ""))


def _most_precise(readings: list[ProseReading]) -> ProseReading:
    """An exact number before a bounded one, more decimals before fewer, a stated one before a computed one of the same precision."""

    def rank(one: ProseReading) -> tuple[int, int, int]:
        if not isinstance(one.value, Quantity):
            return (1, 0, 0)
        return (int(one.value.is_exact), -_exponent(one.value.value) if not one.computed else 2, int(not one.computed))

    return max(readings, key=rank)


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(0, exponent) if isinstance(exponent, int) else 0


def agree(field: Field[Quantity] | Field[str], one: ProseReading, other: ProseReading) -> bool:
    """Do two readings say the same, to the precision in which they are written?"""
    a, b = one.value, other.value
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return isinstance(a, str) and isinstance(b, str) and (a == b or a.startswith(b) or b.startswith(a))
    if a.unit != b.unit or a.ambiguous or b.ambiguous:
        return False
    if a.is_exact and b.is_exact:
        step = max(Decimal(1).scaleb(_exponent(a.value)), Decimal(1).scaleb(_exponent(b.value)))
        if field.name == COLLEGE_RATIO.name or step < 1 or one.computed or other.computed:
            return abs(a.value - b.value) <= step / 2
        return a.value == b.value
    exact, loose = (a, b) if a.is_exact else (b, a)
    if exact.is_exact:
        return loose.qualifier is not Qualifier.ABOUT and (loose.low is not None or loose.high is not None) and _holds(loose, exact.value)
    return a.value == b.value and a.qualifier is b.qualifier


def _holds(loose: Quantity, value: Decimal) -> bool:
    above = loose.low is None or value > loose.low or (value == loose.low and not loose.low_open)
    return above and (loose.high is None or value < loose.high or (value == loose.high and not loose.high_open))


# --- for programs ---------------------------------------------------------------------------------------------------


def fields_json(explanation: Explanation) -> dict[str, Any]:
    """`fields` as section 4 of the contract has them; a field of which nothing is said is left out."""
    return {one.field.name: _field_json(one) for one in explanation.settled}


def _field_json(settled: Settled) -> dict[str, Any]:
    chosen = settled.chosen
    value = chosen.value if chosen is not None else None
    out: dict[str, Any] = {
        "state": settled.state.value,
        "value": None,
        "unit": settled.field.unit,
        "qualifier": None,
        "low": None,
        "high": None,
        "period": None,
    }
    if isinstance(value, Quantity):
        places = CENT if settled.field.name == COLLEGE_RATIO.name else None
        out |= {
            "value": _decimal(value.value, places), "low": _decimal(value.low, places), "high": _decimal(value.high, places),
            "qualifier": value.qualifier.value, "period": value.period,
        }  # fmt: skip
    elif isinstance(value, str):
        out["value"] = value
    out |= {
        "text": chosen.words if chosen is not None else None,
        "because": settled.because,
        "confidence": None if chosen is None else 1.0 if settled.state is State.FOUND else 0.5,
        "read_by": "text layer" if chosen is not None else None,
        "found_by": None if chosen is None else "computed" if chosen.computed else "prose",
        "place": {"file": None, "page": None, "box": None} if chosen is not None else None,
        "others": [
            {"value": _value_text(one), "text": one.words, "place": {"file": None, "page": None, "box": None}} for one in settled.others
        ],
    }
    return out


def _decimal(value: Decimal | None, places: Decimal | None) -> str | None:
    if value is None:
        return None
    return plain(value.quantize(places, ROUND_HALF_UP) if places is not None else value)


def _value_text(reading: ProseReading) -> str | None:
    return plain(reading.value.value) if isinstance(reading.value, Quantity) else reading.value


def explain_jsonl(lines: Iterable[str], notice_year: int = NOTICE_YEAR) -> Iterator[str]:
    """Lines {"id","text"} → lines {"id","fields"}. A line that is no such object gives {"id": null, "fields": {}, "error": …}."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        out: dict[str, Any]
        try:
            one = json.loads(line)
        except (ValueError, RecursionError):
            one = None
        if not isinstance(one, dict) or not isinstance(one.get("text"), str):
            known = one.get("id") if isinstance(one, dict) else None
            out = {
                "id": known if isinstance(known, str | int) else None,
                "fields": {},
                "error": f"第 {number} 行不是含 id、text 的 JSON 对象",
            }
        else:
            text = one["text"].encode("utf-8", "replace").decode("utf-8")
            out = {"id": one.get("id"), "fields": fields_json(explain(text, notice_year))}
        yield json.dumps(out, ensure_ascii=False)


# --- for people -----------------------------------------------------------------------------------------------------


def explain_text(text: str, notice_year: int = NOTICE_YEAR) -> str:
    """Chinese for people: what would be taken, what would not, and why."""
    explanation = explain(text, notice_year)
    lines: list[str] = []
    if len(text) > MAX_TEXT:
        lines.append(f"文字过长，只看前 {MAX_TEXT} 字。")
    stated = [one for one in explanation.settled if one.state is not State.ABSENT]
    found = [one for one in stated if one.state is State.FOUND]
    open_ = [one for one in stated if one.state is not State.FOUND]
    if not stated:
        lines.append("这段文字里没有可取用的申报内容。")
    for heading, group in (("会取用：", found), ("须人工核定：", open_)):
        lines += [heading] * bool(group) + [line for one in group for line in _settled_lines(one)]
    refused = [one for one in explanation.readings if not one.taken]
    if refused:
        lines.append("不取用：")
        lines += [f"  · 「{_visible(one.words)}」{_number_in(one)}{_named(one)}：{one.reason}" for one in refused]
    return "\n".join(lines)


def _number_in(reading: ProseReading) -> str:
    """中的“5期”, where the words hold more than the number that is meant."""
    value = reading.value
    if not isinstance(value, Quantity) or sum(char.isdigit() for char in reading.words) <= sum(char.isdigit() for char in value.text):
        return ""
    return f"中的“{_visible(value.text)}”"


def _named(reading: ProseReading) -> str:
    return f"（{reading.field.title}）" if reading.field is not None else ""


def _settled_lines(settled: Settled) -> list[str]:
    head = f"  · {settled.field.title}：{STATE_WORDS[settled.state]}"
    if settled.chosen is not None:
        head += f" {_short(settled.chosen)}"
    lines = [head, f"      理由：{settled.because}"]
    notes = sorted(caveat.value for caveat in settled.chosen.caveats if caveat.value not in settled.because) if settled.chosen else []
    if notes:
        lines.append("      注意：" + "；".join(notes))
    if settled.chosen is not None:
        lines.append(f"      原文：「{_visible(settled.chosen.words)}」")
    lines += [f"      另见：{_short(one)}「{_visible(one.words)}」" for one in settled.others]
    return lines


def _short(reading: ProseReading) -> str:
    """不少于 320 ㎡（2019 年）."""
    value = reading.value
    if not isinstance(value, Quantity):
        return TRUTH_WORDS.get(value, value) if isinstance(value, str) else "（无可取的值）"
    number = plain(value.value)
    if value.qualifier is Qualifier.RANGE and value.high is not None:
        number = f"{number}–{plain(value.high)}"
    words = " ".join(part for part in (QUALIFIER_WORDS[value.qualifier], number, value.unit or "") if part)
    period = PERIOD_WORDS.get(value.period or "", f"{value.period} 年" if value.period else "")
    return words + (f"（{period}）" if period else "")


def _visible(text: str) -> str:
    """Words from outside, on one line, without characters that steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)[:120]

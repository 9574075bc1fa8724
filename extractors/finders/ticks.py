"""Boxes and ticks among words: which of the options is ticked (☑综合 □创新, 综合（√）创新（ ）, √是 □否)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.document import MarkState

TICKED = "☑☒✓✔√■●◉▣✅🗹⊠⊙\uf052\uf0fe\uf0fd\uf06e\uf0fc\uf050"
EMPTY = "□○◯☐▢〇◻\uf0a8\uf06f\uf071\uf0a3\u25a2"
UNCLEAR = "▨"  # stands for a box of which the ink tells nothing
# What OCR makes of a box; only in front of an option do they mean one.
LIKE_EMPTY = "口囗日曰Oo"
LIKE_TICKED = "回凶区図团国図圆因囚园囟冈网"
_OPENS, _CLOSES = "（([【〔", "）)]】〕"
_TICK_IN_BRACKETS = re.compile(
    rf"[{re.escape(_OPENS)}](?:([^{re.escape(_OPENS + _CLOSES)}]{{0,3}})[{re.escape(_CLOSES)}]|\s*([{re.escape(TICKED)}]+)"
    rf"(?=[^{re.escape(_CLOSES)}{re.escape(_OPENS)}]*(?:[{re.escape(_OPENS)}]|$)))"  # its end was not read; no bracket around all options
)
# 请打“√”, 在□内划√: how to tick, not a tick.
_OPEN_QUOTE, _SHUT_QUOTE = "“\"‘'「『", "”\"’'」』"
_HOW_TO_TICK = re.compile(
    rf"(?:[打划画填][{_OPEN_QUOTE}]?\s*[{re.escape(TICKED)}]\s*[{_SHUT_QUOTE}]?|[{_OPEN_QUOTE}]\s*[{re.escape(TICKED + EMPTY)}]\s*[{_SHUT_QUOTE}])"
    rf"(?:\s*[{re.escape(TICKED)}](?=\s*(?:[,，。;；)）]|$)))?"  # the same stroke, seen once more by its ink
    rf"|[在于]\s*[{_OPEN_QUOTE}]?[{re.escape(EMPTY)}][{_SHUT_QUOTE}]?\s*(?=[里内中处上])"
)
_NAME = re.compile(r"[\u3400-\u9fff]+")  # 类, 服务机构 behind 综合
_NEAR = 1.6  # an option this many times nearer than the other is the one that a mark belongs to


@dataclass(frozen=True, slots=True)
class Tick:
    """`shared`: an empty box midway between two options, which may be either's; `bracketed`: （√） or （ ）, not a box."""

    state: MarkState
    start: int
    end: int
    shared: bool = False
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A word that can be ticked, with what is known of its box; `state` None: no box was seen that is surely its own."""

    value: str
    start: int
    end: int
    state: MarkState | None = None
    tick: Tick | None = None


GLYPH_STATE = dict.fromkeys(TICKED, MarkState.TICKED) | dict.fromkeys(EMPTY, MarkState.EMPTY) | dict.fromkeys(UNCLEAR, MarkState.UNCLEAR)


GLYPH_OF = {MarkState.TICKED: TICKED[0], MarkState.EMPTY: EMPTY[0], MarkState.UNCLEAR: UNCLEAR}


def ticks_in(text: str, option_starts: frozenset[int] = frozenset()) -> tuple[Tick, ...]:
    """Every box or tick in `text`; at `option_starts` an option's word begins."""
    found: list[Tick] = []
    taken = {at for match in _HOW_TO_TICK.finditer(text) for at in range(*match.span())}
    for match in _TICK_IN_BRACKETS.finditer(text):
        if taken.intersection(range(*match.span())):
            continue
        inner = re.sub(r"\s", "", match.group(1) or match.group(2) or "")
        ticked = all(char in TICKED for char in inner)
        if ticked or inner in ("V", "v", "/", "乄", "丿"):
            state = MarkState.EMPTY if not inner else MarkState.TICKED if ticked else MarkState.UNCLEAR
            found.append(Tick(state, match.start(), match.end(), bracketed=True))
            taken.update(range(match.start(), match.end()))
    for at, char in enumerate(text):
        if at in taken:
            continue
        state_of = GLYPH_STATE.get(char)
        if state_of is None and _next_solid(text, at + 1) in option_starts:
            state_of = MarkState.EMPTY if char in LIKE_EMPTY else MarkState.UNCLEAR if char in LIKE_TICKED else None
        if state_of is not None:
            found.append(Tick(state_of, at, at + 1))
    return tuple(sorted(found, key=lambda tick: tick.start))


def _next_solid(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def options_in(text: str, words: Mapping[str, str]) -> tuple[Option, ...]:
    """Options (pattern → value) of `text` in order, each with the state of the box that belongs to it."""
    found: list[Option] = []
    for pattern, value in words.items():
        found += [Option(value, match.start(), match.end()) for match in re.finditer(pattern, text)]
    options = sorted(found, key=lambda option: (option.start, -option.end))
    options = [one for i, one in enumerate(options) if i == 0 or one.start >= max(other.end for other in options[:i])]
    ticks = ticks_in(text, frozenset(option.start for option in options))
    return _paired(text, options, ticks)


def _paired(text: str, options: list[Option], ticks: tuple[Tick, ...]) -> tuple[Option, ...]:
    """Each box goes to the option that follows it, or to the one before it: whichever way the whole text is written."""
    if not options or not ticks:
        return tuple(options)
    before = [_last(ticks, options[i - 1].end if i else 0, one.start) for i, one in enumerate(options)]
    after = [_first(ticks, one.end, options[i + 1].start if i + 1 < len(options) else len(text)) for i, one in enumerate(options)]
    names = _whole_names(text, options, ticks)
    leads, follows = all(before), all(after) or (not before[0] and all(text[end : end + 1] in tuple(_OPENS) for _, end in names))
    if before[0] and after[-1]:
        # A box too many at one end: it stands apart, or in front of a name that was not read.
        first, last = _gap(text, before[0], names[0]), _gap(text, after[-1], names[-1])
        leads = leads and (first * _NEAR <= last or _NAME.match(text, after[-1].end) is not None)
        follows = follows and not leads and last * _NEAR <= first
    chosen = before if leads else after if follows else _nearest(text, names, ticks)
    if len({tick.bracketed for tick in ticks}) > 1 or _is_one_left_over(text, ticks, chosen):
        # （√） beside boxes, or a tick that is nobody's: with it the order of all is guessed.
        chosen = [_doubted(tick) for tick in chosen]
    return tuple(
        Option(one.value, one.start, one.end, tick.state if tick and not tick.shared else None, tick)
        for one, tick in zip(options, chosen, strict=True)
    )


def _whole_names(text: str, options: list[Option], ticks: tuple[Tick, ...]) -> list[tuple[int, int]]:
    """Where the options' names begin and end, what is written on without a gap (类, 服务机构) being part of a name."""
    stops = sorted([one.start for one in options] + [tick.start for tick in ticks] + [len(text)])
    return [(one.start, _name_end(text, one.end, next(stop for stop in stops if stop >= one.end))) for one in options]


def _name_end(text: str, start: int, stop: int) -> int:
    written_on = _NAME.match(text, start, stop)
    return written_on.end() if written_on else start


def _is_one_left_over(text: str, ticks: tuple[Tick, ...], chosen: list[Tick | None]) -> bool:
    """A tick that no option has; one right beside an option's tick is the same, seen twice."""
    ticked = [tick for tick in chosen if tick is not None and tick.state is not MarkState.EMPTY]
    taken = {tick.start for tick in ticked}
    return any(
        tick.state is MarkState.TICKED
        and tick.start not in taken
        and not any(text[min(tick.end, one.end) : max(tick.start, one.start)].strip() == "" for one in ticked)
        for tick in ticks
    )


def _doubted(tick: Tick | None) -> Tick | None:
    """A tick that may be another's is unclear; so may an empty box be, and tells nothing."""
    if tick is None or tick.state is MarkState.UNCLEAR:
        return tick
    return replace(tick, shared=True) if tick.state is MarkState.EMPTY else replace(tick, state=MarkState.UNCLEAR)


def _last(ticks: tuple[Tick, ...], start: int, end: int) -> Tick | None:
    inside = [tick for tick in ticks if start <= tick.start and tick.end <= end]
    return inside[-1] if inside else None


def _first(ticks: tuple[Tick, ...], start: int, end: int) -> Tick | None:
    inside = [tick for tick in ticks if start <= tick.start and tick.end <= end]
    return inside[0] if inside else None


def _nearest(text: str, names: list[tuple[int, int]], ticks: tuple[Tick, ...]) -> list[Tick | None]:
    """Fewer boxes than options: a box belongs to the option that it plainly stands beside; in doubt it is unclear.

    So is all where one box plainly stands before its option and another behind it: one at least is another's.
    """
    chosen: list[Tick | None] = [None] * len(names)
    behind: set[bool] = set()
    for tick in ticks:
        gaps = sorted((_gap(text, tick, name), i) for i, name in enumerate(names))
        doubtful = len(gaps) > 1 and gaps[1][0] < gaps[0][0] * _NEAR
        targets = [gaps[0][1], gaps[1][1]] if doubtful else [gaps[0][1]]
        behind |= set() if doubtful else {tick.start >= names[targets[0]][1]}
        for i in targets:
            state = tick.state if not doubtful or tick.state is MarkState.EMPTY else MarkState.UNCLEAR
            kept = chosen[i]
            if kept is None or kept.state is MarkState.EMPTY:
                chosen[i] = replace(tick, state=state, shared=doubtful and state is MarkState.EMPTY)
    return [_doubted(tick) for tick in chosen] if len(behind) > 1 else chosen


def _gap(text: str, tick: Tick, name: tuple[int, int]) -> int:
    between = (tick.end, name[0]) if tick.end <= name[0] else (name[1], tick.start)
    return 1 + 2 * (between[1] - between[0]) + 40 * text[between[0] : between[1]].count("\n")

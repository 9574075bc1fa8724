"""Boxes and ticks among words: which of the options is ticked (☑综合 □创新, 综合（√）创新（ ）, √是 □否)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.document import MarkState

TICKED = "☑☒✓✔√■●◉▣✅🗹⊠⊙\uf052\uf0fe\uf0fd\uf06e\uf0fc\uf050"
EMPTY = "□○◯☐▢〇◻\uf0a8\uf06f\uf071\uf0a3\u25a2"
UNCLEAR = "▨"  # stands for a box of which the ink tells nothing
# What OCR makes of a box; only in front of an option do they mean one.
LIKE_EMPTY = "口囗日曰"
LIKE_TICKED = "回凶区図团国図圆因囚园囟冈网"
_TICK_IN_BRACKETS = re.compile(r"[（(\[【〔]([^（()）\[\]【】〔〕]{0,3})[）)\]】〕]")
_NEAR = 1.6  # an option this many times nearer than the other is the one that a mark belongs to


@dataclass(frozen=True, slots=True)
class Tick:
    """`shared`: an empty box midway between two options, which may be either's."""

    state: MarkState
    start: int
    end: int
    shared: bool = False


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
    taken: set[int] = set()
    for match in _TICK_IN_BRACKETS.finditer(text):
        inner = match.group(1).strip()
        if not inner or inner in TICKED or inner in ("V", "v", "/", "乄", "丿"):
            state = MarkState.EMPTY if not inner else MarkState.TICKED if inner in TICKED else MarkState.UNCLEAR
            found.append(Tick(state, match.start(), match.end()))
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
    if all(before) and not after[-1]:
        chosen = before
    elif all(after) and not before[0]:
        chosen = after
    else:
        chosen = _nearest(text, options, ticks)
    return tuple(
        Option(one.value, one.start, one.end, tick.state if tick and not tick.shared else None, tick)
        for one, tick in zip(options, chosen, strict=True)
    )


def _last(ticks: tuple[Tick, ...], start: int, end: int) -> Tick | None:
    inside = [tick for tick in ticks if start <= tick.start and tick.end <= end]
    return inside[-1] if inside else None


def _first(ticks: tuple[Tick, ...], start: int, end: int) -> Tick | None:
    inside = [tick for tick in ticks if start <= tick.start and tick.end <= end]
    return inside[0] if inside else None


def _nearest(text: str, options: list[Option], ticks: tuple[Tick, ...]) -> list[Tick | None]:
    """Fewer boxes than options: a box belongs to the option that it plainly stands beside; in doubt it is unclear."""
    chosen: list[Tick | None] = [None] * len(options)
    for tick in ticks:
        gaps = sorted((_gap(text, tick, one), i) for i, one in enumerate(options))
        doubtful = len(gaps) > 1 and gaps[1][0] < gaps[0][0] * _NEAR
        targets = [gaps[0][1], gaps[1][1]] if doubtful else [gaps[0][1]]
        for i in targets:
            state = tick.state if not doubtful or tick.state is MarkState.EMPTY else MarkState.UNCLEAR
            kept = chosen[i]
            if kept is None or kept.state is MarkState.EMPTY:
                chosen[i] = Tick(state, tick.start, tick.end, doubtful and state is MarkState.EMPTY)
    return chosen


def _gap(text: str, tick: Tick, option: Option) -> int:
    between = (tick.end, option.start) if tick.end <= option.start else (option.end, tick.start)
    return 1 + 2 * (between[1] - between[0]) + 40 * text[between[0] : between[1]].count("\n")

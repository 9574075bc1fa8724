"""Labels inside longer words: before a colon, or directly before a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.finders.labels import LONGEST_LABEL, Label, match_label


@dataclass(frozen=True, slots=True)
class Span:
    """A label inside a longer text: where it stands, and where its value may begin."""

    start: int
    end: int
    label: Label
    after: int


_NO_START = frozenset("）)】]〕，,。；;、：:")
_COLON = re.compile(r"[:：﹕∶]")


def labels_in(text: str) -> tuple[Span, ...]:
    """Labels in running text that a colon follows or that brackets of their own hold (【联系人】张三), left to right, none overlapping.

    `match_label` must take the words before the colon as a whole, from as far left as it can.
    """
    found: list[Span] = _bracketed(text)
    afters = [span.after for span in found]
    floor = 0
    for colon in _COLON.finditer(text):
        floor = max([floor, *(after for after in afters if after <= colon.start())])
        span = label_ending_at(text, colon.start(), floor)
        if span is not None and colon.end() not in afters:
            found.append(replace(span, after=colon.end()))
            floor = colon.end()
    return tuple(sorted(found, key=lambda span: span.start))


_BRACKETED = re.compile(r"【([^【】\n]{2,24})】\s*[:：]?|〖([^〖〗\n]{2,24})〗\s*[:：]?|［([^［］\n]{2,24})］\s*[:：]?")


def _bracketed(text: str) -> list[Span]:
    """Labels set in brackets where the text begins with one."""
    if text.lstrip()[:1] not in ("【", "〖", "［"):
        return []
    told = ((found, found.lastindex or 1, match_label(found[found.lastindex or 1])) for found in _BRACKETED.finditer(text))
    return [Span(found.start(), found.end(group), label, found.end()) for found, group, label in told if label is not None]


def label_ending_at(text: str, end: int, floor: int = 0) -> Span | None:
    """The longest label that ends at `end` and begins at `floor` or later, on its own line rather than over two."""
    while end > floor and text[end - 1].isspace():
        end -= 1
    line = text.rfind("\n", floor, end) + 1
    reach = max(floor, end - LONGEST_LABEL)
    for start in (*range(max(line, reach), end - 1), *range(reach, line)):
        if (
            end - start > LONGEST_LABEL
            or text[start] in _NO_START
            or text[start].isspace()
            or (start > floor and _breaks_a_word(text, start))
        ):
            continue
        label = match_label(text[start:end])
        if label is not None:
            return _behind_gap(text, start, end, slip=label.slip) or Span(start, end, label, end)
    return None


def closing(text: str, start: int, end: int) -> int:
    """Where a bracket that was opened before `start` closes, else `end`: 申报表（申报类别：创新服务机构）."""
    opened = max(text.rfind(mark, 0, start) for mark in "（(【[")
    if opened < 0 or any(mark in text[opened:start] for mark in "）)】]"):
        return end
    depth = 1
    for at in range(start, end):
        depth += (text[at] in "（(【[") - (text[at] in "）)】]")
        if depth == 0:
            return at
    return end


_GAP = re.compile(r"\s{2,}|\u3000")
_VALUE = re.compile(r"\d|^[^\u4e00-\u9fff]*$")  # a number, or nothing but brackets and ticks


def _behind_gap(text: str, start: int, end: int, *, slip: bool) -> Span | None:
    """2016年9月5日　　开办资金: what stands before a wide gap is another label's value, if what is behind it names the field alone."""
    gaps = [gap for gap in _GAP.finditer(text, start, end) if slip or _VALUE.search(text[start : gap.start()])]
    if not gaps:
        return None
    label = match_label(text[gaps[-1].end() : end])
    return Span(gaps[-1].end(), end, label, end) if label is not None else None


def _breaks_a_word(text: str, start: int) -> bool:
    """Beginning here would cut a number or a Latin word in two."""
    return text[start].isascii() and text[start].isalnum() and text[start - 1].isascii() and text[start - 1].isalnum()


_IS_DATE = re.compile(r"\s*(?:年|月|日)")  # 2019年服务企业126家: the year belongs to the label


def labels_before_numbers(text: str) -> tuple[Span, ...]:
    """Labels that a number follows directly (其中大专及以上 24 人), for cells that hold several values."""
    found: list[Span] = []
    floor = 0
    for number in re.finditer(r"[0-9０-９][0-9０-９,，.．]*", text):
        if number.start() < floor or _IS_DATE.match(text, number.end()):
            continue
        end = number.start()
        while end > floor and (text[end - 1].isspace() or text[end - 1] in ":：为共有达计约（("):
            end -= 1
        span = label_ending_at(text, end, floor)
        if span is not None:
            found.append(replace(span, after=end))
        floor = number.end()
    return tuple(found)

"""Questionnaires: a question alone on its line, options with boxes below it, and the exact figure on a line of its own.

B1 服务场所面积 ⏎ □ 50㎡以下 ■ 100—200㎡ ⏎ 具体面积：186.4平方米. The options' limits are nobody's numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.finders.entry import Entry
from extractors.finders.labels import Label, match_label
from extractors.finders.ticks import GLYPH_STATE
from extractors.finders.words import Run, run_of, squeeze
from models.document import Line, Mark, Word
from models.fields import Kind
from models.geometry import around

MOST_LINES = 6  # of options and figures below a question
BESIDE = 2.0  # line heights between a drawn box and the line it belongs to
_EXACT = re.compile(
    r"\s*(?:[(（]?(?:具体|实际|确切|准确|精确|详细|请填写?|填写)(?:的|填写)?)(?:服务|建筑|使用)?(?:场所|资产|人员|企业|活动)?"
    r"(?:面积|金额|人数|数量|次数|家数|户数|场次|数额|数值|数字|数据|数|为|情况|填写)?\s*[:：]?\s*(?=[约共计为\s_＿]*[\d０-９])"
)
_NEXT_QUESTION = re.compile(
    r"\s*(?:[A-Z]\s?\d{1,2}|\d{1,2}(?:\.\d{1,2})?\s*[、.．)）]|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、)(?!\d)"
)


def questionnaire_entries(lines: Sequence[Line], marks: Sequence[Mark] = ()) -> Iterator[Entry]:
    """The ticks below a yes-or-no question, and the figures that stand below the options of a question for a number."""
    runs = [run_of(line.words) for line in lines]
    for at, run in enumerate(runs):
        label = match_label(run.text.strip().rstrip("?？:：")) if len(run.text) <= 80 else None
        if label is None or label.field is None or not label.asks:
            continue
        below = _below(runs, lines, marks, at)
        options = [one for one in below if is_boxed(lines[one], marks)]
        if label.field.kind is Kind.TRUTH and options == below[: len(options)] and options:
            yield _ticked(label, [lines[one] for one in options])
        elif label.field.is_number and options:
            yield from _figures(label, [runs[one] for one in below if one not in options])


def is_boxed(line: Line, marks: Sequence[Mark]) -> bool:
    """Does the line begin with a box, typed or drawn: an option?"""
    text = line.text.lstrip()
    if text[:1] in GLYPH_STATE:
        return True
    level, height = line.box.center[1], line.box.height
    left = line.box.x0
    return any(abs(mark.box.center[1] - level) <= height / 2 and left - BESIDE * height <= mark.box.center[0] <= left for mark in marks)


def _below(runs: Sequence[Run], lines: Sequence[Line], marks: Sequence[Mark], at: int) -> list[int]:
    """The lines of options and figures below a question, up to the next question or to a line that is neither."""
    out: list[int] = []
    for under in range(at + 1, min(at + 1 + MOST_LINES, len(lines))):
        text = runs[under].text
        known = is_boxed(lines[under], marks) or _EXACT.match(text) is not None
        wrapped = bool(out) and lines[under].box.x0 >= lines[out[0]].box.x0 - 1 and _NEXT_QUESTION.match(text) is None and "：" not in text
        if not (known or wrapped) or (not known and match_label(text) is not None):
            break
        out.append(under)
    return out


def _ticked(label: Label, lines: Sequence[Line]) -> Entry:
    words: tuple[Word, ...] = tuple(word for line in lines for word in line.words)
    region = around(word.box.grow(word.box.height) for word in words)
    return Entry(label, label.text, words, region, f"问卷“{squeeze(label.text)}”下方所选")


def _figures(label: Label, runs: Sequence[Run]) -> Iterator[Entry]:
    for run in runs:
        told = _EXACT.match(run.text)
        if told is not None and (words := run.cut(told.end(), len(run.text))):
            yield Entry(label, label.text, words, None, f"问卷“{squeeze(label.text)}”下方所填数字")
            return

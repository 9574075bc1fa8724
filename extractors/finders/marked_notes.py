"""Notes that a mark ties to a number: 170② in a cell, and below the table ② 2017—2019三年累计数.

The mark stands behind the number or behind its label: ①, ⑴, [1], 注1, ¹, *, or a small raised figure. What the note says
holds for that number alone, whatever it names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extractors.finders.label_words import unit_of
from extractors.finders.labels import AnyField, Label, Role
from extractors.finders.numbers import LATEST_FULL_YEAR
from extractors.finders.remarks import LONGEST, remarked
from extractors.finders.words import run_of
from models.document import Line, Page, Word

RAISED = 0.8  # a note's figure is smaller than this share of what it stands behind
LONGEST_NOTE = 160
FULL = 0.92  # a line that ends within this share of the widest one goes on in the next
COUNTED_BY_YEAR = ("家", "次")
UNITS = {"家": ("家", "户", "个"), "次": ("次", "场", "期", "场次")}
FEWEST_YEARS = 2
_OF_A_YEAR = re.compile(
    r"(?P<year>20[0-3]\d)年度?(?:服务|开展|举办|组织|为|共|计|[:：])*(?P<count>\d{1,5})(?P<unit>场次|[家户个次场期])(?!次)"
)
_A_SUM = re.compile(r"[^，,。；;（）()]*(?:累计|合计|历年|[两二三四五]年)[^，,。；;（）()]*")
_CIRCLED = {chr(0x2460 + at): str(at + 1) for at in range(20)} | {chr(0x2474 + at): str(at + 1) for at in range(20)}
_CIRCLED |= {chr(0x2776 + at): str(at + 1) for at in range(10)} | {chr(0x3220 + at): str(at + 1) for at in range(10)}
_RAISED_DIGITS = dict(zip("¹²³⁴⁵⁶⁷⁸⁹", "123456789", strict=True))
_MARK = rf"(?P<one>[{''.join(_CIRCLED)}{''.join(_RAISED_DIGITS)}]|[\[〔【［]注?\d{{1,2}}[\]〕】］]|[（(]?注释?[:：]?\d{{1,2}}[）)]?|(?<![*＊])[*＊]{{1,3}}(?![*＊])|[※★△▲#＃])"
_BEHIND = re.compile(rf"(?<=[\d\u3400-\u9fff㎡%％）)])\s{{0,2}}{_MARK}(?=\s|$|[（(])")
_NOTE = re.compile(rf"^\s*(?:(?:[附备脚表]?注释?|说明|备注)\s*[:：]\s*)?{_MARK}\s*[:：.、．]?\s*(?P<said>.+)$")
_NUMBERED = re.compile(r"^\s*(?:(?P<head>(?:[附备脚表]?注释?|说明|备注)\s*[:：]\s*))?[（(]?(?P<one>\d{1,2})[）).、．]\s*(?P<said>\D.+)$")
_NEXT = re.compile(rf"(?<=[。；;])\s*(?={_MARK.replace('?P<one>', '?:')})")
_UNIT = re.compile(
    r"(?:金额|计量|计算|数据|统计)?单位\s*(?:为|是|系|按|[:：])\s*(?:人民币)?([\u3400-\u9fff㎡]{1,3}?)(?=$|[，,。；;、）)\s])"
)


def marks_behind(words: Sequence[Word], label: str = "") -> tuple[str, ...]:
    """The marks behind a value or in its label, each as the number or the sign it is: "2", "*"."""
    texts = (run_of(words).text.strip(), label.strip())
    told = [_key(found["one"]) for text in texts for found in _BEHIND.finditer(text)]
    return tuple(dict.fromkeys([*told, *_raised(words)]))


def end_of_value(text: str) -> int:
    """Where a value ends and the mark of its note begins; the end of the text where it bears none."""
    found = [one for one in _BEHIND.finditer(text) if not text[one.end() :].strip()]
    return found[-1].start() if found else len(text)


def notes_by_mark(page: Page) -> dict[str, str]:
    """What the lines of a page say behind a mark of their own; of two with one mark nothing is known."""
    widest = max((line.box.x1 for line in page.lines), default=0.0)
    found: list[tuple[str, str]] = []
    open_line: Line | None = None
    inside = False
    for line in page.lines:
        text = run_of(line.words).text
        head, numbered = _NOTE.match(text), _NUMBERED.match(text)
        if head is not None:
            found += [(_key(one["one"]), one["said"]) for piece in _NEXT.split(text) if (one := _NOTE.match(piece)) is not None]
            inside = True
        elif numbered is not None and (inside or numbered["head"]):
            found.append((numbered["one"], numbered["said"]))
            inside = True
        elif open_line is not None and found and not text.rstrip().endswith(("：", ":")):
            found[-1] = (found[-1][0], found[-1][1] + text.strip())
        else:
            inside = False
        open_line = line if inside and line.box.x1 >= FULL * widest else None
    keys = [key for key, _ in found]
    return {key: re.sub(r"\s+", "", said)[:LONGEST_NOTE] for key, said in found if keys.count(key) == 1}


@dataclass(frozen=True, slots=True)
class Noted:
    """A label with what the notes of its marks say: against its number, in which unit it is; `by_years`: of which years it is
    the sum, where they say nothing else against it."""

    label: Label
    unit: str | None
    by_years: str = ""


def told_by_mark(page: Page, label: Label, label_text: str, words: Sequence[Word], unit: str | None) -> Noted:
    """What the marks behind a label and its number lead to."""
    if label.field is None or not label.field.is_number or label.role is not Role.FIELD:
        return Noted(label, unit)
    marks = marks_behind(words, label_text)
    notes = notes_by_mark(page) if marks else {}
    said = "；".join(notes[mark] for mark in marks if mark in notes)
    told = _UNIT.search(said)
    if told is not None and label.unit is None and unit is None:
        unit = unit_of(told.group(1))
    for note in said.split("；"):
        more = remarked(label, note[:LONGEST])
        if more.role is not label.role:
            return Noted(replace(more, reason=more.reason.replace("备注", "表下注", 1)), unit, _only_years(label, said))
    return Noted(label, unit, said)


def _only_years(label: Label, said: str) -> str:
    """The note, if it says nothing against the number but that it is the sum of years; else ""."""
    rest = _A_SUM.sub("", _OF_A_YEAR.sub("", said))
    return said if remarked(label, rest[:LONGEST]).role is label.role else ""


def share_of_the_year(field: AnyField, whole: Decimal, said: str) -> Decimal | None:
    """58 of a sum of 170 that a note takes apart by years: 2017年49家、2018年63家、2019年58家. Only if the years add up to it."""
    if field.unit not in COUNTED_BY_YEAR:
        return None
    parts = [(int(one["year"]), Decimal(one["count"])) for one in _OF_A_YEAR.finditer(said) if one["unit"] in UNITS[field.unit]]
    years = [year for year, _ in parts]
    if len(parts) < FEWEST_YEARS or len(set(years)) < len(years) or sum(count for _, count in parts) != whole:
        return None
    return dict(parts).get(LATEST_FULL_YEAR)


def _key(mark: str) -> str:
    if mark in _CIRCLED or mark in _RAISED_DIGITS:
        return _CIRCLED.get(mark) or _RAISED_DIGITS[mark]
    digits = re.search(r"\d+", mark)
    return digits.group() if digits is not None else unicodedata.normalize("NFKC", mark)


def _raised(words: Sequence[Word]) -> list[str]:
    """A figure of small type that stands high behind a number, on the same line."""
    return [
        small.text
        for before, small in pairwise(words)
        if re.fullmatch(r"\d{1,2}", small.text)
        and before.text[-1:].isdigit()
        and small.box.height < RAISED * before.box.height
        and small.box.bottom < before.box.bottom - 0.1 * before.box.height
        and 0 <= small.box.x0 - before.box.x1 + 1 <= before.box.height
    ]

"""Running text → what it says of an application, each number weighed by the words around it.

`read_sentences` knows no page: explain shows its readings, `find_in_prose` gives them their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from extractors.finders.asked_whether import condition_lines
from extractors.finders.count import Count
from extractors.finders.counts import counts_of
from extractors.finders.education import education_of
from extractors.finders.entry import LONG_TEXT
from extractors.finders.looseness import over_semicolons, with_looseness
from extractors.finders.qualified import qualified
from extractors.finders.readings import ProseReading
from extractors.finders.restated import restated
from extractors.finders.rows import rows_in
from extractors.finders.schooled import of_the_staff
from extractors.finders.sentences import sentences_of
from extractors.finders.spans import labels_in
from extractors.finders.speaking import anothers, said_of_others, stretches_of_others, stretches_told
from extractors.finders.statements import statements_of
from extractors.finders.weigh import across, within
from extractors.finders.words import Run, run_of, squeeze
from models.answer import AnyCandidate, Candidate, Caveat, FoundBy, Source
from models.document import Line, Page, Word, lines_of
from models.fields import COLLEGE_RATIO, STAFF_COLLEGE, STAFF_TOTAL
from models.geometry import around
from models.quantity import Qualifier, Quantity

NOTICE_YEAR = 2020
FULL_LINE = 0.78
"""A line that reaches this share of its column's width goes on in the next one."""

MIN_PROSE = 14
"""Characters; shorter stretches are headings and labels."""

PARAGRAPH = "\f"
"""Stands between the paragraphs of a page: a break that means something, whatever the lines do."""

SOFT = "\r"
"""Stands for a line break inside a number."""

CENT = Decimal("0.01")
_SENTENCE_END = "。！？!?；;：:"
_SHORT_LINE = 16
MAX_LABEL = 20
"""Characters of a line that is a label and nothing else."""


# --- text -----------------------------------------------------------------------------------------------------------


def read_sentences(text: str, notice_year: int = NOTICE_YEAR, *, wrapped: bool = False) -> tuple[ProseReading, ...]:
    """Everything that `text` says of an application and every number that it does not, in the order of the text.

    `wrapped`: its line breaks are those of a page's lines, and mean nothing. Never raises.
    """
    tables, rest = ([], text) if wrapped else rows_in(text)
    plain, back = _joined(rest, wrapped)
    others = stretches_told(plain)
    carried: Count | None = None
    last: list[Count] = []
    groups: list[list[Count]] = []
    for sentence in sentences_of(plain):
        found = anothers(counts_of(sentence, carried), others)
        found = restated(of_the_staff(sentence, found, last))
        last = found
        groups.append(with_looseness(sentence, within(sentence, education_of(sentence, found))))
        carried = found[-1] if found and sentence.text[-1:] in "；;" else None
    counts = over_semicolons(groups)
    readings = [*tables, *(_reading(count, text, back) for count in qualified(across(counts, notice_year), plain))]
    readings += [_moved(one, text, back) for one in statements_of(plain if wrapped else rest)] if wrapped else statements_of(rest)
    readings = _consistent(said_of_others(readings, stretches_of_others(text)))
    readings += _computed(readings)
    return tuple(sorted(readings, key=lambda one: (one.span, one.field.name if one.field else "")))


def _joined(text: str, wrapped: bool) -> tuple[str, list[int]]:
    """Text without the spaces and line breaks that mean nothing in Chinese, and where each character came from."""
    out: list[str] = []
    back: list[int] = []
    line = 0
    for at, char in enumerate(text):
        if not char.isspace():
            out.append(char)
            back.append(at)
            line += 1
            continue
        if char == PARAGRAPH:
            out.append("\n")
            back.append(at)
            continue
        last, following = (out[-1] if out else ""), _next_solid(text, at)
        if char == "\n":
            goes_on = wrapped or (line >= _SHORT_LINE and last not in _SENTENCE_END) or _answers(out, line, text, at)
            line = 0
            if goes_on and not (last.isdigit() and following.isdigit()):
                continue
            out.append(SOFT if goes_on else "\n")
            back.append(at)
        elif last.isascii() and following.isascii() and last.isalnum() and following.isalnum() and out[-1:] != [" "]:
            out.append(" ")
            back.append(at)
    return "".join(out), [*back, len(text)]


_LABEL_LINE = re.compile(r"[一-鿿（）()％%、及和其中：:]{2,16}")
_VALUE_LINE = re.compile(r"\s*(?:[（(][^）)\n]{1,6}[）)]|[\d０-９][\d０-９,，.．]{0,12}\s?[一-鿿㎡％%m²]{0,4})\s*(?:\n|$)")


def _answers(out: list[str], line: int, text: str, at: int) -> bool:
    """A label alone on its line, and on the next one nothing but its unit or its value: a cell of a table laid flat."""
    if not 0 < line <= MAX_LABEL or _VALUE_LINE.match(text, at + 1) is None:
        return False
    return _LABEL_LINE.fullmatch("".join(out[-line:])) is not None


def _next_solid(text: str, at: int) -> str:
    for char in text[at : at + 40]:
        if not char.isspace():
            return char
    return ""


def _reading(count: Count, text: str, back: list[int]) -> ProseReading:
    """A Count in the terms of the text that was given."""
    sentence = count.sentence
    offset = sentence.start if sentence is not None else 0
    first, last = (min(len(back) - 1, offset + at) for at in count.quantity.span)
    span = (back[first], back[max(first, last - 1)] + 1 if last > first else back[first])
    phrase = _phrase(count)
    start, end = (min(len(back) - 1, offset + at) for at in phrase)
    words = squeeze(text[back[start] : back[max(start, end - 1)] + 1 if end > start else back[start]])
    quantity = replace(count.quantity, span=span, text=text[span[0] : span[1]])
    return ProseReading(
        count.field, quantity, span, words, count.caveats, count.taken, count.reason, label=count.cue.word if count.cue else ""
    )


def _phrase(count: Count) -> tuple[int, int]:
    """From the word that names the number, or its clause's beginning, to the number's end."""
    start, end = count.quantity.span
    if count.sentence is None:
        return start, end
    begin = count.sentence.clause(start)[0]
    if count.cue is not None:
        begin = min(begin, count.cue.start) if end - count.cue.start <= 60 else begin
        end = max(end, count.cue.end)
    return begin, max(end, start)


def _moved(reading: ProseReading, text: str, back: list[int]) -> ProseReading:
    start, end = (min(len(back) - 1, at) for at in reading.span)
    span = (back[start], back[max(start, end - 1)] + 1 if end > start else back[start])
    del text
    return replace(reading, span=span)


def _consistent(readings: list[ProseReading]) -> list[ProseReading]:
    """A part greater than its whole: neither is sure."""
    whole, part = _sure(readings, STAFF_TOTAL.name), _sure(readings, STAFF_COLLEGE.name)
    if whole is None or part is None or part.value <= whole.value:
        return readings
    names = (STAFF_TOTAL.name, STAFF_COLLEGE.name)
    reason = "大专及以上人数多于服务人员总数，须人工核对"
    return [
        replace(one, caveats=one.caveats | {Caveat.CLAIM}, reason=reason)
        if one.taken and one.field is not None and one.field.name in names
        else one
        for one in readings
    ]


def _computed(readings: list[ProseReading]) -> list[ProseReading]:
    """大专及以上 ÷ 服务人员, where both are sure and one of each is stated."""
    whole, part = _sure(readings, STAFF_TOTAL.name), _sure(readings, STAFF_COLLEGE.name)
    if whole is None or part is None or whole.value <= 0 or part.value > whole.value:
        return []
    value = (part.value * 100 / whole.value).quantize(CENT, ROUND_HALF_UP)
    span = (min(whole.span[0], part.span[0]), max(whole.span[1], part.span[1]))
    quantity = Quantity(value, value, value, Qualifier.EXACT, "%", text=f"{part.text}；{whole.text}", span=span)
    return [
        ProseReading(
            COLLEGE_RATIO, quantity, span, quantity.text, frozenset(), True, f"由 {part.value:f}÷{whole.value:f} 算出", computed=True
        )
    ]


def _sure(readings: list[ProseReading], name: str) -> Quantity | None:
    """The one exact value of a field, if there is only one and nothing speaks against it."""
    found = [one for one in readings if one.taken and one.field is not None and one.field.name == name]
    values = {one.value.value for one in found if isinstance(one.value, Quantity)}
    first = found[0].value if found else None
    if len(values) != 1 or any(one.caveats for one in found) or not isinstance(first, Quantity) or not first.is_exact:
        return None
    return first


# --- pages ----------------------------------------------------------------------------------------------------------


def find_in_prose(page: Page, notice_year: int = NOTICE_YEAR) -> tuple[AnyCandidate, ...]:
    """Candidates from the running text of a page: paragraphs outside tables, and cells that tell a story."""
    runs = [run_of(word for line in lines for word in line.words) for words in _columns(page) for lines in _paragraphs(words)]
    whole = _merged([run for run in runs if _is_prose(run.text)])
    return tuple(_candidates(page, whole, notice_year))


def _merged(runs: list[Run]) -> Run:
    """The paragraphs of a page as one run, so that a later one can outweigh an earlier (2019 against 2018)."""
    text = ""
    words: tuple[Word, ...] = ()
    owner: list[tuple[int, int] | None] = []
    for run in runs:
        owner += [None if at is None else (at[0] + len(words), at[1]) for at in run.owner] + [None]
        words = (*words, *run.words)
        text += run.text + PARAGRAPH
    return Run(text, words, tuple(owner))


def _columns(page: Page) -> Iterator[tuple[Word, ...]]:
    """The words outside tables, then those of each long cell."""
    tables = [table for table in page.tables if len(table.cells) > 1]
    outside = page.words_outside(tables)
    asked = {id(word) for line in condition_lines(lines_of(outside)) for word in line.words}
    yield tuple(word for word in outside if id(word) not in asked)
    for table in tables:
        for cell in table.cells:
            if len(cell.text) > LONG_TEXT:
                yield cell.words


def _paragraphs(words: tuple[Word, ...]) -> Iterator[list[Line]]:
    """Lines that run on: a full line without a full stop is continued by the next."""
    lines = lines_of(words)
    if not lines:
        return
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    block: list[Line] = []
    for line in lines:
        if block and not _goes_on(block[-1], line, left, right):
            yield block
            block = []
        block.append(line)
    yield block


def _goes_on(line: Line, after: Line, left: float, right: float) -> bool:
    em = max(4.0, line.box.height)
    if after.box.top - line.box.bottom > 2.2 * em or (after.box.x0 - left > 1.5 * em and after.box.x0 - line.box.x0 > em):
        return False
    return line.text[-1:] not in _SENTENCE_END and line.box.x1 - left >= FULL_LINE * (right - left)


def _is_prose(text: str) -> bool:
    """Sentences, not a label with its value or a row of columns."""
    solid = re.sub(r"\s", "", text)
    if len(solid) < MIN_PROSE or not re.search(r"[，。；,;]", solid) or not re.search(r"[一-鿿]{4}", solid):
        return False
    labels = labels_in(text)
    return not (labels and labels[0].start <= 2 and len(solid) < 60 and "。" not in solid)


def _candidates(page: Page, run: Run, notice_year: int) -> Iterator[AnyCandidate]:
    for reading in read_sentences(run.text, notice_year, wrapped=True):
        if not reading.taken or reading.field is None or reading.labelled or reading.computed or Caveat.RULE_COPY in reading.caveats:
            continue
        words = run.cut(*reading.span)
        box = around(word.box for word in words)
        if box is None:
            continue
        place = page.place(box, reading.words)
        yield Candidate(
            reading.field,
            reading.value,
            place,
            words,
            Source.PROSE,
            FoundBy.PROSE,
            reading.label,
            f"申请报告正文：{reading.reason}",
            reading.caveats,
        )  # type: ignore[misc]

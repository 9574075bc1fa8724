"""A label with the words that answer it, wherever it stands, and the Candidates that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.finders.behind import doubt_behind
from extractors.finders.glued import glued_label
from extractors.finders.labels import Label, Role, condition_label, match_label
from extractors.finders.lettered import lettered_choice
from extractors.finders.marked_notes import end_of_value, share_of_the_year, told_by_mark
from extractors.finders.numbers import LATEST_FULL_YEAR
from extractors.finders.part_time import full_timers
from extractors.finders.spans import Span, labels_before_numbers, labels_in
from extractors.finders.texts import Reading, read_phone
from extractors.finders.ticks import GLYPH_STATE, options_in
from extractors.finders.values import CATEGORIES, is_blank, value_of, without_menu
from extractors.finders.words import WIDE, AnyField, Run, candidate, is_unread, run_of, squeeze
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Doubt, Page, Word
from models.fields import CATEGORY, COLLEGE_RATIO, CONTACT_PERSON, CONTACT_PHONE, PREMISES_AREA, STAFF_COLLEGE, STAFF_TOTAL, Kind
from models.geometry import Box
from models.quantity import Quantity, exactly

TICKABLE = frozenset({Kind.CATEGORY, Kind.TRUTH, Kind.YEAR})
_TWO_BASES = re.compile(r"(?=.*使用面积)(?=.*(?:建筑|合同|产权)面积)", re.DOTALL)
_SHARE_AND_COUNT = re.compile(r"[\d.．０-９]+[%％][（(，,、/]?(?:共|计|即)?[\d０-９]+[人名位][）)]?")
_NAME_FIRST = re.compile(
    r"\s*(?!\S{0,3}(?:办公|总机|手机|电话|座机|固定|固话|传真|前台|值班|热线|[室部科处]))[\u4e00-\u9fff·]{2,4}\s*[，,、/／(（:：\s]\s*(?:电话|手机)?[:：]?\s*[0-9０-９+(（]"
)  # 联系方式：张三 13800138000
LONG_TEXT = 160  # a cell with more than this is a story: labels inside it are read by the prose finder


@dataclass(frozen=True, slots=True)
class Entry:
    """`words` are the value's; `region` is where the value may stand, for ticks drawn there without a character.

    `detail` says in Chinese how the words were found; `unit` and `period` come from a header or caption; `by_years` is what a
    note says of the years that a sum is made of.
    """

    label: Label
    label_text: str
    words: tuple[Word, ...]
    region: Box | None
    detail: str
    unit: str | None = None
    period: str | None = None
    by_years: str = ""


def candidates_of(page: Page, entry: Entry, found_by: FoundBy) -> Iterator[AnyCandidate]:
    """What an entry offers: its own field, the further fields of a double label, and labels inside its words."""
    if not entry.label.asks:
        return
    if kept := _not_crossed_out(entry.words):
        # Who corrected the number, and whether rightly, the paper does not say: another paper may bear it out.
        for one in candidates_of(page, replace(entry, words=kept), found_by):
            yield (
                replace(one, caveats=one.caveats | {Caveat.AMBIGUOUS}, detail=f"{one.detail}，有划改，取未划去的")
                if one.field.is_number
                else one
            )
        return
    if is_unread(entry.words) and not any(word.text.strip() for word in entry.words):
        yield from _unread(page, entry, found_by)
        return
    run = run_of(entry.words)
    picked = lettered_choice(entry.label_text, run.text) if entry.label.field is CATEGORY else None
    if picked is not None:
        cut = run.cut(*picked.span)
        yield candidate(page, CATEGORY, picked, cut, found_by=found_by, label=entry.label_text, detail=entry.detail)
        return
    if is_ticked_entry(page, entry, run.text):
        return
    inner = inner_labels(run.text, entry.label.field)
    marked_by = told_by_mark(page, entry.label, entry.label_text, entry.words, entry.unit)
    entry = replace(entry, label=marked_by.label, unit=marked_by.unit, by_years=marked_by.by_years)
    marked = end_of_value(run.text) if entry.label.field is not None and entry.label.field.is_number else len(run.text)
    end = inner[0].start if inner else marked
    own = tuple(_own(_with_phone(_beside_ratio(entry, run.text), run.text[:end]), page, run, 0, end, found_by))
    yield from _with_part_timers(page, entry, run, own, found_by)
    again = (span.label.field is entry.label.field and span.label.role is Role.FIELD for span in inner)
    further = [span for span, same in zip(inner, again, strict=True) if not (same and own)]
    yield from inside(page, run, further, found_by, unit=entry.unit, period=entry.period, ends=[one.start for one in inner])
    if not own and not inner and _is_garbled(entry, run.text):
        yield from _unread(page, entry, found_by)


def _not_crossed_out(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that stand beside a crossed-out one; () where none is crossed out, or nothing else is written."""
    kept = tuple(word for word in words if Doubt.CROSSED_OUT not in word.doubts)
    return kept if len(kept) < len(words) and any(char.isdigit() for word in kept for char in word.text) else ()


def _is_garbled(entry: Entry, text: str) -> bool:
    """Is there writing that an engine could only guess at? Then it may be the value, though none can be made of it."""
    guessed = any(Doubt.LOW_CONFIDENCE in word.doubts for word in entry.words)
    return guessed and len(squeeze(text)) > 1 and not is_blank(text)


_ASKS_FOR_BOTH = re.compile(r"人数?(?:数量)?(?:[(（][^()（）]{0,4}[)）])?[及和与以、/／,，]")
_ONE_ALONE = re.compile(r"\d{1,5}\s*(?P<unit>[人名位])?")
# The count first, and what share it is: 58人，87.88%; 58人（占87.88%）; 58/87.88%.
_COUNT_AND_SHARE = re.compile(r"(?:其中)?\d{1,5}[人名位]?[、，,；;（(/／](?:占比?|比例)?(?:为|[:：])?\d{1,3}(?:\.\d+)?[%％][)）]?")


def _beside_ratio(entry: Entry, text: str) -> Entry:
    """87.88%（58人）, 58人，87.88%: the share's cell says the count too."""
    if entry.label.field is COLLEGE_RATIO and _ASKS_FOR_BOTH.search(entry.label.text) and (alone := _ONE_ALONE.fullmatch(text.strip())):
        counts = alone.group("unit") is not None  # a bare 14 may be either
        return replace(
            entry, label=replace(entry.label, role=Role.FIELD if counts else Role.DECOY, field=STAFF_COLLEGE if counts else None)
        )
    if entry.label.field is COLLEGE_RATIO and not entry.label.also and _COUNT_AND_SHARE.fullmatch(re.sub(r"\s+", "", text)):
        return replace(entry, label=replace(entry.label, field=STAFF_COLLEGE, unit=None, also=(COLLEGE_RATIO,)))
    if entry.label.field is not COLLEGE_RATIO or entry.label.also or not _SHARE_AND_COUNT.fullmatch(re.sub(r"\s+", "", text)):
        return entry
    return replace(entry, label=replace(entry.label, also=(STAFF_COLLEGE,)))


def _with_part_timers(page: Page, entry: Entry, run: Run, own: Sequence[AnyCandidate], found_by: FoundBy) -> Iterator[AnyCandidate]:
    """22人（专职9人，特聘兼职专家13人）: the total counts people of elsewhere, and whether those without them are meant a person says."""
    full = full_timers(run.text) if entry.label.field is STAFF_TOTAL else None
    if full is None:
        yield from own
        return
    for one in own:
        yield replace(one, caveats=one.caveats | {Caveat.BASIS}) if one.field is STAFF_TOTAL else one
    cut = run.cut(*full)
    for one in _own(replace(entry, words=cut), page, run, *full, found_by):
        yield replace(one, caveats=one.caveats | {Caveat.BASIS}, detail=f"{one.detail}，仅专职人员")


def _with_phone(entry: Entry, text: str) -> Entry:
    """联系人：张三（13800138000）: who is to be called, and where."""
    if entry.label.field is CONTACT_PHONE and not entry.label.also and _NAME_FIRST.match(text) and not read_phone(text).blank:
        return replace(entry, label=replace(entry.label, also=(CONTACT_PERSON,)))
    if entry.label.field is not CONTACT_PERSON or entry.label.also or read_phone(text).blank:
        return entry
    return replace(entry, label=replace(entry.label, also=(CONTACT_PHONE,)))


def _unread(page: Page, entry: Entry, found_by: FoundBy) -> Iterator[AnyCandidate]:
    if entry.label.field is not None:
        reading = Reading(None, because="有字迹而未能识读")
        yield candidate(page, entry.label.field, reading, entry.words, found_by=found_by, label=entry.label_text, detail=entry.detail)


def is_ticked_entry(page: Page, entry: Entry, text: str) -> bool:
    """Does a box or a tick answer here? Then the checkbox finder reads it."""
    field = entry.label.field
    if field is None or field.kind not in TICKABLE:
        return False
    text = without_menu(text) if field.kind is Kind.CATEGORY else text
    if any(char in GLYPH_STATE for char in text) or (field.kind is Kind.CATEGORY and _several_named(text)):
        return True
    if any(option.tick is not None for option in options_in(text, CATEGORIES)):
        return True
    return entry.region is not None and any(entry.region.holds_center(mark.box) for mark in page.marks)


def _several_named(text: str) -> bool:
    return len({option.value for option in options_in(text, CATEGORIES)}) > 2


def inner_labels(text: str, asked: AnyField | None = None) -> tuple[Span, ...]:
    """Labels inside a value's words: 共 26 人 其中大专及以上 24 人. At the very beginning the field's own label says nothing new."""
    if len(text) > LONG_TEXT:
        return ()
    spans = {span.start: span for span in labels_before_numbers(text) if span.label.field is None or span.label.field.is_number}
    spans |= {span.start: span for span in labels_in(text)}
    ordered: list[Span] = []
    for _, span in sorted(spans.items()):
        first = not text[: span.start].strip()
        if _is_within_a_code(text, span):
            continue
        if not (first and span.label.field is asked) and (not ordered or span.start >= ordered[-1].after):
            ordered.append(span)
    return tuple(ordered)


def _is_within_a_code(text: str, span: Span) -> bool:
    """QQ in 9143…MA4QQ9KB14: letters between letters and figures are no label."""
    around = (text[span.start - 1 : span.start], text[span.end : span.end + 1])
    return text[span.start].isascii() and any(char.isascii() and char.isalnum() for char in around if char)


def inside(
    page: Page,
    run: Run,
    spans: Sequence[Span],
    found_by: FoundBy,
    *,
    unit: str | None = None,
    period: str | None = None,
    ends: Sequence[int] = (),
) -> Iterator[AnyCandidate]:
    """Candidates of labels that stand inside a run, each up to the next one of `ends`."""
    for span in spans:
        end = min((one for one in ends if one >= span.after), default=len(run.text))
        if not span.label.asks:
            continue
        words = run.cut(span.after, end)
        entry = Entry(span.label, span.label.text, words, None, f"申报表同一单元格内标签“{squeeze(span.label.text)}”", unit, period)
        if not is_ticked_entry(page, entry, run.text[span.after : end]):
            yield from _own(entry, page, run, span.after, end, found_by)


def _own(entry: Entry, page: Page, run: Run, start: int, end: int, found_by: FoundBy) -> Iterator[AnyCandidate]:
    """The candidates of the entry's own label from the text between start and end."""
    fields: tuple[AnyField, ...] = (*((entry.label.field,) if entry.label.field else ()), *entry.label.also)
    stretches = _stretches(run.text, start, end, fields)
    for field, (first, last) in zip(fields, stretches, strict=True):
        label = entry.label if field is entry.label.field else replace(entry.label, field=field, unit=None)
        reading = value_of(field, run.text[first:last], label=label, unit=entry.unit, period=entry.period)
        if reading.blank:
            continue
        words = run.cut(first + reading.span[0], first + reading.span[1]) or run.cut(first, last)
        reading = _of_the_year(field, reading, entry.by_years)
        reading = _in_doubt(field, reading, run.text[first + reading.span[1] : len(run.text) if field is STAFF_TOTAL else last])
        caveats = {Caveat.BASIS} if field is PREMISES_AREA and _TWO_BASES.search(run.text) else set()
        yield candidate(page, field, reading, words, found_by=found_by, label=entry.label_text, detail=entry.detail, caveats=caveats)


def _of_the_year(field: AnyField, reading: Reading, said: str) -> Reading:
    """170②, and in note ② what each of the years makes of it: the year that is asked for."""
    whole = reading.value
    part = share_of_the_year(field, whole.value, said) if isinstance(whole, Quantity) and whole.value is not None else None
    if part is None or not isinstance(whole, Quantity):
        return reading
    value = exactly(part, field.unit, text=whole.text, period=str(LATEST_FULL_YEAR))
    because = f"表下注按年拆分，各年相加为{squeeze(whole.text)}，其中{LATEST_FULL_YEAR}年{part}{field.unit or ''}"
    return replace(reading, value=value, because=because, caveats=reading.caveats - {Caveat.CUMULATIVE})


def _in_doubt(field: AnyField, reading: Reading, behind: str) -> Reading:
    """12人（含兼职4人）, 150（未经审计）: the reading with what the rest of its cell says against the number."""
    if not isinstance(reading.value, Quantity):
        return reading
    told = doubt_behind(field, behind.replace(WIDE, "；"), exact=reading.value.is_exact, whole=reading.value.value)
    if told is None:
        return reading
    because = "；".join(part for part in (reading.because, told.reason) if part)
    return replace(reading, caveats=reading.caveats | {told.caveat}, because=because)


def _stretches(text: str, start: int, end: int, fields: tuple[AnyField, ...]) -> list[tuple[int, int]]:
    """Where each field of a double label is read: 26/24 part by part, 张三 0730-… as a whole."""
    if len(fields) < 2 or not all(field.is_number for field in fields):
        return [(start, end)] * len(fields)
    bounds, at = [], start
    for match in re.finditer(r"[/／、，,；;（(|\n]|(?<=[人家次])\s", text[start:end]):
        bounds.append((at, start + match.start()))
        at = start + match.end()
    bounds.append((at, end))
    filled = [(a, b) for a, b in bounds if not is_blank(text[a:b])]
    return filled if len(filled) == len(fields) else [(start, start)] * len(fields)


def leading_label(text: str) -> Span | None:
    """A label at the beginning of a cell or stretch, with its value behind it: after a colon, a gap, a new line or a number."""
    colon = labels_in(text)
    if colon and not text[: colon[0].start].strip():
        return colon[0]
    best: Span | None = None
    for gap in re.finditer(r"\s+|$", text[:80]):
        if gap.start() == 0 or gap.end() >= len(text):
            continue
        label = match_label(text[: gap.start()].strip())
        if label is not None and label.role is not Role.DECOY:
            best = Span(0, gap.start(), label, gap.end())
    if best is not None:
        return best
    if (glued := glued_label(text.strip())) is not None:
        lead = len(text) - len(text.lstrip())
        return Span(lead, lead + glued.end, glued.label, lead + glued.after)
    if condition_label(text) is not None:
        return None
    before = labels_before_numbers(text)
    if before and not text[: before[0].start].strip() and before[0].label.field is not None and before[0].label.field.is_number:
        return before[0]
    return None

"""Labels and values without rulings: on one line, in aligned columns, below each other, several pairs a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.finders.asked_whether import condition_entries
from extractors.finders.choices import is_option_line
from extractors.finders.clauses import clause_entries, is_an_offices
from extractors.finders.entry import Entry, candidates_of
from extractors.finders.glued import glued_label
from extractors.finders.labels import Label, match_label
from extractors.finders.numbers import caption_unit
from extractors.finders.questionnaire import is_boxed, questionnaire_entries
from extractors.finders.questions import question_entries
from extractors.finders.rank import ranked
from extractors.finders.shape import Grid
from extractors.finders.signers import without_signers_of_offices
from extractors.finders.spans import Span, closing, labels_before_numbers, labels_in
from extractors.finders.stacked import stacked_entries
from extractors.finders.values import is_blank, value_of
from extractors.finders.whose import cells_of_others, parts_beside_totals, rows_of_parts
from extractors.finders.words import Run, run_of, squeeze
from extractors.finders.years import YearReader
from models.answer import AnyCandidate, FoundBy
from models.document import Line, Page, Table, Word
from models.fields import CATEGORY, Kind
from models.geometry import Box, around

BELOW_REACH = 2.4  # line heights between a label and a value below it
WRAP_REACH = 1.3  # line heights between the lines of one value
ALIGNED = 1.3  # em by which the beginnings of two lines may differ
FULL_LINE = 3.0  # em that a line that goes on may end before the right edge
MOST_WRAPS = 3
WRAPPING = frozenset({Kind.NAME, Kind.ADDRESS, Kind.OPINION})
_UNKNOWN_LABEL = re.compile(r"(?:(?<=\s{3})|(?<=[；;]))[\u4e00-\u9fff][\u4e00-\u9fff（）() ]{1,14}[:：]|【[^【】]{2,16}】")
_COLON_SLIP = re.compile(r"[;；]")  # what an engine may make of a colon
OPENS_A_LINE = frozenset({Kind.CODE, Kind.DATE, Kind.PHONE, Kind.PERSON, Kind.QUANTITY})
LONGEST_OPENING = 24  # characters of a value that begins a line, its label at the end of the line above
RUN_ON = 2.0  # em that a full line may end before the right edge
_STOPS = re.compile(r"\s{2,}|\u3000|[。；;]")
_COLONS = ("：", ":")
_OPENING_ENDS = re.compile(r"[）),，。；;]")
_SINGLE = re.compile(r"[\u4e00-\u9fff]")
SHORTEST_ALONE = 3  # characters of a label that stands by itself close behind a value
_LEADERS = re.compile(r"[.．。·…‥_＿—-]{4,}|—{2,}")  # 服务场所…………168 平方米: a gap that is filled with dots
_PAIR_END = re.compile(r"\s{3,}|\s*\t+\s*")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as text with its labels; `spans` are in order. `boxed`: it begins with a box, and is an option."""

    run: Run
    box: Box
    spans: tuple[Span, ...]
    boxed: bool = False

    @property
    def em(self) -> float:
        return max(4.0, self.box.height)


def find_labels(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:  # noqa: ARG001
    """What the lines outside ruled tables offer; the page before says nothing about them."""
    entries = line_entries(page)
    found = ranked(entries, [(entry, found) for entry in entries for found in candidates_of(page, entry, FoundBy.LABEL)])
    if is_an_offices(page):
        return found
    further = clause_entries((run_of(line.words) for line in _outside(page).lines), {one.field for one in found})
    return (*found, *(one for entry in further for one in candidates_of(page, entry, FoundBy.LABEL)))


def line_entries(page: Page) -> tuple[Entry, ...]:
    """Every label of the page's lines with the words that answer it."""
    lines = _outside(page).lines
    rows = [_row(line, page) for line in lines]
    edge = max((row.box.x1 for row in rows), default=page.width)
    unit = next((unit for row in rows if (unit := caption_unit(row.run.text))), None)
    of_rows = (entry for at, row in enumerate(rows) for entry in _of_row(rows, at, row, edge, unit))
    found = [*without_signers_of_offices(of_rows, lines)]
    asked = (*question_entries(lines), *questionnaire_entries(lines, page.marks), *condition_entries(lines))
    return (*found, *stacked_entries(lines, unit), *asked)


def _outside(page: Page) -> Page:
    """The page with only the words that lines alone can tell: in no ruled table, under no year's head, in nobody else's column."""
    taken = [box for table in page.tables if not table.ruled for box in _told_by_heads(table)]
    if not any(table.ruled for table in page.tables) and not taken:
        return page
    words = tuple(word for word in page.words if not _in_ruled_cell(page, word))
    words = tuple(word for word in words if not any(box.holds_center(word.box) for box in taken))
    return replace(page, words=words, tables=())


def _told_by_heads(table: Table) -> tuple[Box, ...]:
    """The cells whose meaning a head above or before them gives, so that the line by itself would be misread: years side by side."""
    grid = Grid(table)
    others = cells_of_others(grid)
    years = YearReader(grid, None, grid.lists, others)
    for _ in years.asking():
        pass  # goes through the years; what it has taken is asked below
    return tuple(grid.cells[number].box for number in years.taken | others | parts_beside_totals(grid) | rows_of_parts(grid))


def _in_ruled_cell(page: Page, word: Word) -> bool:
    x, y = word.box.center
    return any(table.ruled and table.box.holds_point(x, y) for table, _ in page.seats_at(x, y))


def _row(line: Line, page: Page) -> _Row:
    run = run_of(line.words)
    return _Row(run, line.box, _with_words(run, spans_of(run.text)), is_boxed(line, page.marks))


def _with_words(run: Run, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Also a word by itself that is a label, with others beside it: where a long value fills its column the gap behind it is narrow."""
    found = list(spans)
    starts = {owner[0]: at for at, owner in enumerate(run.owner) if owner is not None and owner[1] == 0}
    for number, word in enumerate(run.words):
        start = starts.get(number, -1)
        end = start + len(word.text)
        if start <= 0 or end >= len(run.text) or not run.text[start - 1].isspace() or len(word.text) < SHORTEST_ALONE:
            continue
        label = match_label(word.text)
        if label is not None and label.asks and not any(span.start < end and start < span.after for span in found):
            found.append(Span(start, end, label, end))
    return tuple(sorted(found, key=lambda span: span.start))


def spans_of(text: str) -> tuple[Span, ...]:
    """The labels of a line: before a colon, alone in a column, or at a column's beginning with the value behind it."""
    found = list(labels_in(text))
    found += [span for span in _column_labels(text) if not any(_overlap(span, other) for other in found)]
    return tuple(sorted(found, key=lambda span: span.start))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.after and other.start < one.after


def _column_labels(text: str) -> Iterator[Span]:
    text = _LEADERS.sub(lambda dots: "\t" * len(dots.group()), text)
    at = 0
    for column in [*_PAIR_END.finditer(text), None]:
        end = column.start() if column else len(text)
        start = at + (len(text[at:end]) - len(text[at:end].lstrip()))
        stretch = text[start:end].rstrip()
        if column and _SINGLE.fullmatch(stretch):
            continue  # 地　　址: the next column ends the label
        span = _alone_or_first(stretch)
        if span is not None:
            after = column.end() if column and span.after >= len(stretch) else start + span.after
            yield replace(span, start=start + span.start, end=start + span.end, after=after)
        at = column.end() if column else end


def _alone_or_first(stretch: str) -> Span | None:
    """A whole column that is a label, or a label with its value behind one space or at once behind it."""
    if not stretch or stretch[-1] in "。；;，,":
        return None
    label = match_label(stretch)
    if label is not None:
        return Span(0, len(stretch), label, len(stretch))
    best: Span | None = None
    for gap in re.finditer(r"\s+", stretch[:60]):
        label = match_label(stretch[: gap.start()])
        if label is not None and label.field is not None:
            best = Span(0, gap.start(), label, gap.end())
    if best is not None and _fits_behind(best.label, stretch[best.after :]):
        return best
    if (glued := glued_label(stretch)) is not None:
        return glued
    slip = _COLON_SLIP.search(stretch[:40])
    if slip is not None and (label := match_label(stretch[: slip.start()])) is not None and label.asks:
        return Span(0, slip.start(), label, slip.end())
    for before in labels_before_numbers(stretch)[:1]:
        if before.start == 0 and before.label.field is not None and before.label.field.is_number and _only_amount(stretch[before.after :]):
            return before
    return None


def _fits_behind(label: Label, rest: str) -> bool:
    """Is what follows a label after a single space a value, and not the sentence going on?"""
    if label.field is None:
        return False
    if label.field.is_number:
        return _only_amount(rest)
    return label.field.kind in (Kind.CODE, Kind.DATE, Kind.PHONE) or (not re.search(r"[，。；]", rest) and len(rest) <= 50)


def _only_amount(rest: str) -> bool:
    return bool(
        re.fullmatch(
            r"[\s约共计为:：]*[0-9０-９一二三四五六七八九十百千万亿两,，.．]+\s*[余多]?\s*[^\s，。；0-9]{0,4}\s*(?:左右)?(?:[（(].*[)）])?",
            rest,
        )
    )


def _of_row(rows: Sequence[_Row], at: int, row: _Row, edge: float, unit: str | None) -> Iterator[Entry]:
    text = row.run.text
    heads = [span for i, span in enumerate(row.spans) if is_blank(text[span.after : _end(row, i)])]
    for i, span in enumerate(row.spans):
        end = _end(row, i)
        limit = _left_of_next(row, i, edge)
        options = _option_lines(rows, at) if span.label.field is CATEGORY and i == len(row.spans) - 1 else ()
        if options:
            words = (*row.run.cut(span.after, end), *options)
            detail = f"申报表标签“{squeeze(span.label.text)}”之后"
            yield Entry(span.label, span.label.text, words, around(word.box.grow(word.box.height) for word in words), detail, unit)
            continue
        if span in heads:
            yield from _value_below(rows, at, row, span, limit, unit, alone=len(heads) == len(row.spans))
            continue
        words = row.run.cut(span.after, end)
        box = around(word.box for word in words)
        if box is None:
            continue
        more = _wrapped(rows, at, span, words, box, limit) or _run_on(rows, at, i, words, edge)
        words = (*words, *more)
        detail = f"申报表标签“{squeeze(span.label.text)}”之后"
        yield Entry(span.label, span.label.text, words, _region(row, span, limit), detail, unit)


def _option_lines(rows: Sequence[_Row], at: int) -> tuple[Word, ...]:
    """The words of the lines below that are nothing but further options."""
    words: list[Word] = []
    for row in rows[at + 1 : at + 1 + MOST_WRAPS]:
        if not is_option_line(row.run.text):
            break
        words += row.run.words
    return tuple(words)


def _end(row: _Row, i: int) -> int:
    """Where the value of the i-th label of a line ends: at the next label, known or not."""
    end = row.spans[i + 1].start if i + 1 < len(row.spans) else len(row.run.text)
    unknown = _UNKNOWN_LABEL.search(row.run.text, row.spans[i].after, end)
    return closing(row.run.text, row.spans[i].after, unknown.start() if unknown else end)


def _left_of_next(row: _Row, i: int, edge: float) -> float:
    """How far right the i-th label's column goes."""
    if i + 1 < len(row.spans):
        box = row.run.box(row.spans[i + 1].start, row.spans[i + 1].end)
        if box is not None:
            return box.x0
    return edge + row.em


def _region(row: _Row, span: Span, limit: float) -> Box | None:
    box = row.run.box(span.start, span.end)
    return None if box is None else Box(box.x1, row.box.top - 2, max(box.x1, limit), row.box.bottom + 2)


def _value_below(rows: Sequence[_Row], at: int, row: _Row, span: Span, limit: float, unit: str | None, *, alone: bool) -> Iterator[Entry]:
    """The label's line ends there: words below it, in its column, that are no label themselves."""
    label_box = row.run.box(span.start, span.end)
    marks = _region(row, span, limit)
    if label_box is None or at + 1 >= len(rows):
        yield from _only_marks(span, marks, unit)
        return
    broken = _broken_off(rows, at, row, span)
    if broken:
        yield Entry(span.label, span.label.text, broken, marks, f"申报表标签“{squeeze(span.label.text)}”之后（接下行）", unit)
        return
    if not alone:
        yield from _only_marks(span, marks, unit)
        return
    under = rows[at + 1]
    options = under.boxed and span.label.field is not None and span.label.field.is_number  # limits, and nobody's number
    if options or under.box.top - label_box.bottom > BELOW_REACH * row.em or _labels_in_column(under, label_box.x0, limit):
        yield from _only_marks(span, marks, unit)
        return
    opinion = span.label.field is not None and span.label.field.kind is Kind.OPINION
    left = under.box.x0 if opinion and len(row.spans) == 1 else label_box.x0  # in the middle, or from the margin
    words = _words_between(under, left - ALIGNED * row.em, limit - 0.2 * row.em)
    box = around(word.box for word in words)
    if box is None or not (opinion or abs(box.x0 - label_box.x0) <= ALIGNED * row.em or _centred(box, label_box, row.em)):
        yield from _only_marks(span, marks, unit)
        return
    words = (*words, *_wrapped(rows, at + 1, span, words, box, limit))
    region = Box(label_box.x0 - row.em, under.box.top - 2, max(limit, label_box.x1), under.box.bottom + 2)
    yield Entry(span.label, span.label.text, words, region, f"申报表标签“{squeeze(span.label.text)}”下方", unit)


def _broken_off(rows: Sequence[_Row], at: int, row: _Row, span: Span) -> tuple[Word, ...]:
    """The line was full behind a label and a colon: its value opens the next line, before that one's first label."""
    last = max(row.spans, key=lambda one: one.start) is span
    exact = span.label.field is not None and span.label.field.kind in (Kind.CODE, Kind.PHONE)
    under = rows[at + 1]
    if not last or (len(row.spans) == 1 and not exact) or row.run.text[span.end : span.end + 1] not in _COLONS:
        return ()
    if under.box.top - row.box.bottom > BELOW_REACH * row.em or abs(under.box.x0 - row.box.x0) > FULL_LINE * row.em:
        return ()
    end = _opening_end(under, _OPENING_ENDS)
    field = span.label.field
    opening = under.run.text[:end].strip()
    if field is None or field.kind not in OPENS_A_LINE or len(opening) > LONGEST_OPENING:
        return ()
    return () if value_of(field, opening, label=span.label).value is None else under.run.cut(0, end)


def _opening_end(row: _Row, stop: re.Pattern[str]) -> int:
    """Where what a line opens with ends: at its first label or at a `stop` before that."""
    end = row.spans[0].start if row.spans else len(row.run.text)
    mark = stop.search(row.run.text, 0, end)
    return mark.start() if mark else end


def _only_marks(span: Span, region: Box | None, unit: str | None) -> Iterator[Entry]:
    """A label with nothing but drawn boxes beside it still is an entry for the checkbox finder."""
    yield Entry(span.label, span.label.text, (), region, f"申报表标签“{squeeze(span.label.text)}”之后", unit)


def _centred(box: Box, label: Box, em: float) -> bool:
    return abs(box.center[0] - label.center[0]) <= ALIGNED * em


def _labels_in_column(row: _Row, left: float, right: float) -> bool:
    for span in row.spans:
        box = row.run.box(span.start, span.end)
        if box is not None and box.x1 > left and box.x0 < right:
            return True
    return False


def _words_between(row: _Row, left: float, right: float) -> tuple[Word, ...]:
    """Words that begin in this column; a run that a gap has not broken goes with its beginning."""
    return tuple(word for word in row.run.words if left <= word.box.x0 < right)


def _wrapped(rows: Sequence[_Row], at: int, span: Span, words: tuple[Word, ...], box: Box, limit: float) -> tuple[Word, ...]:
    """The lines on which a long name or address goes on."""
    field = span.label.field
    if field is None or field.kind not in WRAPPING:
        return ()
    more: list[Word] = []
    last = box
    for row in rows[at + 1 : at + 1 + MOST_WRAPS]:
        em = row.em
        reaches = limit - last.x1 <= FULL_LINE * em or _unfinished(field.kind, words, more)
        found = _words_between(row, box.x0 - ALIGNED * em, limit)
        first = around(word.box for word in found)
        if first is None or not reaches or abs(first.x0 - box.x0) > ALIGNED * em:
            break
        if row.box.top - last.bottom > WRAP_REACH * em or _labels_in_column(row, first.x0 - em, limit) or row.spans:
            break
        if any(word.box.x1 > first.x0 - 0.2 * em and word.box.x0 < first.x0 for word in row.run.words):
            break
        more += found
        last = first
    return tuple(more)


def _run_on(rows: Sequence[_Row], at: int, i: int, words: tuple[Word, ...], edge: float) -> tuple[Word, ...]:
    """The line was full within a name or an address: it goes on where lines begin, up to a gap or a label."""
    row, span = rows[at], rows[at].spans[i]
    field = span.label.field
    if field is None or field.kind not in WRAPPING - {Kind.OPINION} or i + 1 < len(row.spans) or at + 1 >= len(rows):
        return ()
    under = rows[at + 1]
    full = row.box.x1 >= edge - RUN_ON * row.em and i > 0
    if not (full or (field.kind is Kind.NAME and _unfinished(field.kind, words, ()))):
        return ()
    if under.box.top - row.box.bottom > WRAP_REACH * row.em or abs(under.box.x0 - row.box.x0) > FULL_LINE * row.em:
        return ()
    end = _opening_end(under, _STOPS)
    opening = under.run.text[:end].strip()
    return under.run.cut(0, end) if 0 < len(opening) <= LONGEST_OPENING and not re.search(r"[:：]", opening) else ()


def _unfinished(kind: Kind, words: tuple[Word, ...], more: Sequence[Word]) -> bool:
    text = "".join(word.text for word in (*words, *more)).rstrip("（(盖章公) ）")
    return kind is Kind.NAME and not re.search(r"(?:公司|中心|协会|商会|联盟|院|所|厂|社|会|部|站)$", text)

"""Category and yes/no by boxes and ticks: typed (☑ □ √), or drawn and judged by their ink."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.finders.entry import Entry, is_ticked_entry
from extractors.finders.label import line_entries
from extractors.finders.labels import Label, Role
from extractors.finders.table import table_entries
from extractors.finders.ticks import GLYPH_OF, GLYPH_STATE, TICKED, options_in
from extractors.finders.values import CATEGORIES, OPTIONS, value_of
from extractors.finders.words import candidate, part, run_of
from models.answer import AnyCandidate, FoundBy
from models.document import Mark, Page, Word, lines_of
from models.fields import CATEGORY, Field
from models.geometry import Box, around
from models.quantity import Quantity

INK = "ink"
BOX_LIKE = frozenset("口囗曰日回凶区图団国図圆因囚园囟网V")  # an engine's reading of a box that a mark already tells


ALIGNED = 3.0  # heights of the line between the left ends of options that stand one below another
NEXT_LINE = 2.6  # the same, from one of their lines to the next
_LONE_OPTION = re.compile(r".{0,4}(?:综合|创新|创业)(?:性|型|类)*(?:服务)?(?:机构)?.{0,3}")
_OPTION = re.compile(r"(?:综合|创新|创业)(?:性|型|类)*(?:服务)?(?:机构)?")


def find_checkboxes(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:
    """What is ticked on the page: beside a label first, else a line that names the categories with boxes."""
    if not page.marks and not any(_may_tick(word.text) for word in page.words):
        return ()
    found = [
        one
        for entry in (*table_entries(page, before), *line_entries(page))
        if entry.label.asks and is_ticked_entry(page, entry, run_of(entry.words).text)
        for one in _of_entry(page, _with_lines_around(page, entry))
    ]
    if not any(one.field is CATEGORY for one in found):
        found += _of_lines(page)
    return tuple(found)


def _may_tick(text: str) -> bool:
    return any(char in GLYPH_STATE or char in BOX_LIKE or char in "（([【" for char in text) or "创" in text


def _of_entry(page: Page, entry: Entry) -> Iterator[AnyCandidate]:
    words = with_marks(entry.words, _marks_in(page.marks, entry.region))
    run = run_of(words)
    field = entry.label.field
    if field is None:
        return
    reading = value_of(field, run.text, label=entry.label)
    if _is_half_seen(entry.words, words, run.text, field):
        reading = replace(reading, value=None, because="有的选项未见勾选框")
    if not reading.blank:
        cut = (*(run.cut(*reading.span) or words), *_ticks_read(entry, field, reading.value))
        yield candidate(page, field, reading, cut, found_by=FoundBy.CHECKBOX, label=entry.label_text, detail=f"{entry.detail}的勾选框")


def _with_lines_around(page: Page, entry: Entry) -> Entry:
    """Categories that stand one below another: the label stands beside one of their lines, and the others answer it too."""
    own = around(word.box for word in entry.words)
    if entry.label.field is not CATEGORY or own is None or len(_named(entry.words)) == len(CATEGORIES):
        return entry
    height = min(word.box.height for word in entry.words)
    lines = [tuple(word for word in line.words if abs(word.box.x0 - own.x0) <= ALIGNED * height) for line in lines_of(page.words)]
    above = [words for words in reversed(lines) if words and words[0].box.center[1] < own.top]
    below = [words for words in lines if words and words[0].box.center[1] > own.bottom]
    first, last = replace(own, bottom=own.top + height), replace(own, top=own.bottom - height)
    more = [word for words in (*_options_next(above, first), *_options_next(below, last)) for word in words]
    if not more:
        return entry
    words = tuple(sorted((*entry.words, *more), key=lambda word: (word.box.center[1], word.box.x0)))
    whole = around(word.box for word in words)
    assert whole is not None
    reach = ALIGNED * height
    return replace(entry, words=words, region=replace(whole, x0=whole.x0 - reach, x1=whole.x1 + reach))


def _named(words: Iterable[Word]) -> set[str]:
    text = "".join(word.text for word in words)
    return {value for name, value in CATEGORIES.items() if re.search(name, text)}


def _options_next(lines: Iterable[tuple[Word, ...]], own: Box) -> Iterator[tuple[Word, ...]]:
    """The lines that follow each other from `own` on and name one category each."""
    last = own
    for words in lines:
        box = around(word.box for word in words)
        if box is None or abs(box.center[1] - last.center[1]) > NEXT_LINE * own.height or len(_named(words)) != 1:
            return
        if not _LONE_OPTION.fullmatch(re.sub(r"\s+", "", "".join(word.text for word in words))):
            return
        yield words
        last = box


def _ticks_read(entry: Entry, field: Field[Quantity] | Field[str], value: Quantity | str | None) -> tuple[Word, ...]:
    """The words with the tick where an engine read it as writing, and read the same option: a second witness beside the ink."""
    ticks = tuple(word for word in entry.words if word.reader not in (INK, "text layer") and any(char in TICKED for char in word.text))
    same = value is not None and ticks and value_of(field, run_of(entry.words).text, label=entry.label).value == value
    return ticks if same else ()


def _is_half_seen(read: Iterable[Word], words: tuple[Word, ...], text: str, field: Field[Quantity] | Field[str]) -> bool:
    """Boxes judged by ink, one of them at least not seen, and no tick that the engine read: what is taken for the tick may be a stroke."""
    if not any(word.reader == INK for word in words) or any(tick in word.text for word in read for tick in TICKED):
        return False
    options = options_in(text, CATEGORIES if field is CATEGORY else OPTIONS)
    return any(option.tick is None for option in options)


def _marks_in(marks: Iterable[Mark], region: Box | None) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if region is not None and region.holds_center(mark.box))


def with_marks(words: Iterable[Word], marks: Iterable[Mark]) -> tuple[Word, ...]:
    """Words with each mark as a character of its own, at its place; what a reader made of the same box is taken out."""
    known = tuple(marks)
    out: list[Word] = []
    for word in words:
        out.extend(_around_marks(word, known))
    out.extend(Word(GLYPH_OF[mark.state], mark.box, mark.confidence, mark.reader) for mark in known)
    return tuple(out)


def _around_marks(word: Word, marks: tuple[Mark, ...]) -> Iterator[Word]:
    """The pieces of a word left and right of the marks that stand in it, without the character that is the mark's box."""
    cuts: list[tuple[int, int, Box]] = []
    reach = word.box.grow(0.4 * word.box.height)
    inside = [mark for mark in marks if reach.holds_center(mark.box)] if word.text else []
    edges = [part(word, at, at + 1).box for at in range(len(word.text))] if inside else []
    for mark in inside:
        x = mark.box.center[0]
        near = [
            (abs(edge.center[0] - x), at)
            for at, edge in enumerate(edges)
            if (word.text[at] in GLYPH_STATE or word.text[at] in BOX_LIKE) and abs(edge.center[0] - x) <= edge.height
        ]
        if near:
            at = min(near)[1]
            cuts.append((at, at + 1, mark.box))
        else:
            at = sum(edge.center[0] < x for edge in edges)
            at -= 1 if at > 0 and abs(edges[at - 1].x0 - x) < abs(edges[at - 1].x1 - x) else 0
            at = _beside_an_option(word.text, at)
            cuts.append((at, at, mark.box))
    start, floor = 0, word.box.x0
    for left, right, box in sorted(set(cuts)):
        if left > start:
            yield _from(part(word, start, left), floor)
        start, floor = max(start, right), max(floor, box.x1)
    if start < len(word.text):
        yield _from(part(word, start, len(word.text)), floor)


def _beside_an_option(text: str, at: int) -> int:
    """No box stands within an option's word: where a character that was not read shifted the others, the nearer end is meant."""
    inside = next((found.span() for found in _OPTION.finditer(text) if found.start() < at < found.end()), None)
    return at if inside is None else inside[0] if at - inside[0] <= inside[1] - at else inside[1]


def _from(word: Word, left: float) -> Word:
    """The word beginning no further left than the mark before it: an engine's box of a line may hold the mark too."""
    if left <= word.box.x0:
        return word
    return replace(word, box=replace(word.box, x0=left, x1=max(left, word.box.x1)))


def _of_lines(page: Page) -> Iterator[AnyCandidate]:
    """A line that names two or more categories with boxes, without a label: a cover's ☑综合 □创新 □创业."""
    label = Label("类别", Role.FIELD, CATEGORY)
    for line in lines_of(page.words):
        if sum(line.text.count(word) for word in CATEGORIES.values()) < len(CATEGORIES):
            continue
        box = line.box
        words = with_marks(line.words, _marks_in(page.marks, replace(box, x0=box.x0 - 3 * box.height, x1=box.x1 + 3 * box.height)))
        run = run_of(words)
        options = options_in(run.text, CATEGORIES)
        if len({option.value for option in options}) < 3 or all(option.tick is None for option in options):
            continue
        reading = value_of(CATEGORY, run.text, label=label)
        if not reading.blank and around(word.box for word in words) is not None:
            cut = run.cut(*reading.span) or words
            yield candidate(page, CATEGORY, reading, cut, found_by=FoundBy.CHECKBOX, label="", detail="类别勾选框")

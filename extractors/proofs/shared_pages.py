"""A printed page on which one paper ends and another begins, as where papers were written one below the other.

Each paper is read by itself: the rest of a list at the head of a page belongs to the list before it, whatever stands below.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.proofs.grids import TOTAL
from extractors.proofs.headers import kind_named, kind_opened, refers, share_of
from extractors.proofs.page_shapes import FIRST_LINES, first_counted, number_of
from extractors.proofs.plain_titles import plain_lists
from extractors.proofs.reading import bare, squash
from extractors.proofs.rules import LIST_KINDS, RULES
from extractors.proofs.sorting import ENOUGH, STRONG, guesses
from models.document import Line, Page, Reading, Table, Word, lines_of
from models.geometry import Box
from models.proof import PageKind

TITLE_LENGTH = 30
TITLE_SHARE = 0.5  # of a line's characters that the title's words must be
NEVER_OPENS = frozenset({PageKind.PHOTO, PageKind.CERTIFICATE})
# What is read as one whole: a form or a report names the papers that come with it.
WHOLE = frozenset({PageKind.FORM, PageKind.NARRATIVE, PageKind.COVER})
HEAD_LINES = 2  # a list's title, and below it whose it is or as of when
RUNNING = re.compile(r"[。；，,;:]|日$")  # a sentence, a label or the day of a signature is no title
NUMBER_REACH = 12.0  # points by which the numbers of one column may stand apart
# A list's title that says of what it is, and one that says it is not of all.
OF_ALL = re.compile(r"人员|员工|职工|团队|名册|活动|企业|客户|资产|设备")
OF_SOME = re.compile(r"主要|重点|部分|骨干|核心|负责|管理|领导|班子|股东|代表|联系|典型|案例|专家|导师")
FOOT_LINES = 3  # a title, whose the list is, of which year
FEW_CHARS = 60  # less below a list is its foot: who made it, as of when


def papers_on(page: Page) -> tuple[Page, ...]:
    """The papers on a page with a text layer, in order, each as a Page of its own; any other page as it is."""
    if page.reading is not Reading.TEXT_LAYER:
        return (page,)
    floor = _end_of_rest(page)
    below = between(page, floor, float("inf")) if floor else page
    if floor and not below.tables and sum(len(squash(word.text)) for word in below.words) < FEW_CHARS and not _opening(below):
        return (page,)
    tops = _tops(below)
    parts = (between(page, start, end) for start, end in itertools.pairwise([0.0, *([floor] if floor else []), *tops, float("inf")]))
    return tuple(part for part in parts if part.words or part.tables) or (page,)


def between(page: Page, start: float, end: float) -> Page:
    """What stands on a page from one height to another."""

    def inside(box: Box) -> bool:
        return start <= box.center[1] < end

    return replace(
        page,
        words=tuple(word for word in page.words if inside(word.box)),
        tables=tuple(table for table in page.tables if start <= table.box.top < end),
        marks=tuple(mark for mark in page.marks if inside(mark.box)),
    )


def head_of(top: float, floor: float, loose: Sequence[Line]) -> float:
    """Where the title above a list that begins at `top` begins itself, below what ends at `floor`; `top` where it has none."""
    above = [line for line in loose if floor <= line.box.top < top]
    for line in reversed(above[-HEAD_LINES:]):
        text = squash(line.text)
        if len(text) > TITLE_LENGTH or RUNNING.search(text):
            break
        top = line.box.top
    return top


def opened_by(text: str, *, of_year: bool = False) -> PageKind | None:
    """The kind of paper whose title this squashed line is. `of_year`: the year before it counts for nothing."""
    if not 2 <= len(text) <= TITLE_LENGTH or refers(text):
        return None
    hits = ((match, rule.kind) for rule in RULES if (match := rule.title.search(text)) and rule.kind not in NEVER_OPENS)
    longest = max(hits, key=lambda hit: len(hit[0].group()), default=None)
    return longest[1] if longest is not None and share_of(longest[0], of_year=of_year) >= TITLE_SHARE else None


def title_left_behind(first: Page, pages: Sequence[Page]) -> tuple[Page, ...]:
    """The title of the list that begins at the head of `first`, where it ended the page before, as a Page of its own; else nothing."""
    at = next((at for at, page in enumerate(pages) if page is first), 0)
    lines, before = first.lines, pages[at - 1] if at else None
    if before is None or before.file != first.file or before.number == first.number or not lines or not _names_columns(lines[0]):
        return ()
    for line in before.lines[-FOOT_LINES:]:
        if opened_by(squash(line.text)) in LIST_KINDS and not any(table.box.holds_center(line.box) for table in before.tables):
            return (replace(between(before, line.box.top, float("inf")), tables=()),)
    return ()


def _end_of_rest(page: Page) -> float:
    """Below which height nothing belongs to the list that goes on from the page before; 0 where none does."""
    lines = page.lines
    start = next((at for at, line in enumerate(lines[:FIRST_LINES]) if number_of(line) is not None), None)
    if (
        start is None
        or any(_names_columns(line) for line in lines[:start])
        or _opening(replace(page, words=_words(lines[:start]), tables=()))
    ):
        return 0.0
    following, last = number_of(lines[start]) or 0, lines[start]
    if following < 2 or len(last.words) < 2:
        return 0.0
    left = last.words[0].box.x0
    for line in lines[start:]:
        if TOTAL.search(squash(line.text)) or (number_of(line) == following and abs(line.words[0].box.x0 - left) <= NUMBER_REACH):
            following += number_of(line) == following
            last = line
        elif _names_columns(line):
            break
    table = next((table for table in page.tables if table.box.holds_center(last.box)), None)
    return max(last.box.bottom, table.box.bottom if table is not None else 0.0) + 0.1


def _words(lines: Sequence[Line]) -> tuple[Word, ...]:
    return tuple(word for line in lines for word in line.words)


def _names_columns(line: Line) -> bool:
    return kind_named(tuple(bare(word.text) for word in line.words)) is not None


def _opening(page: Page) -> bool:
    return any(opened_by(squash(line.text)) is not None for line in page.lines)


def _tops(page: Page) -> list[float]:
    """The heights at which the papers on a page begin, after the first."""
    best = next(iter(guesses(page)), None)
    if best is None:
        return []
    if best.kind in WHOLE and best.points >= ENOUGH:
        return _list_at_foot(page)
    cuts = _cuts(page)
    kept: list[tuple[float, PageKind]] = []
    for (top, kind), (end, _) in itertools.pairwise((*cuts, (float("inf"), None))):
        if kind is not None and (not kept or kept[-1][1] is not kind) and _holds(between(page, top, end), kind):
            kept.append((top, kind))
    first = between(page, 0.0, kept[0][0]) if kept else None
    return [top for top, _ in (kept[1:] if first is not None and _is_no_paper(first) else kept)]


def _list_at_foot(page: Page) -> list[float]:
    """Where the list begins with which a form or a report ends, if it is one of all there are: 表2 工作人员, and 1, 2 below it."""
    last = max(page.tables, key=lambda table: table.box.bottom, default=None)
    if last is None or any(word.box.top > last.box.bottom for word in page.words) or kind_opened(last) not in LIST_KINDS:
        return []
    loose = lines_of(page.words_outside(page.tables))
    others = [table.box.bottom for table in page.tables if table is not last and table.box.bottom <= last.box.top]
    top = head_of(last.box.top, max(others, default=0.0), loose)
    title = "".join(squash(line.text) for line in loose if top <= line.box.top < last.box.top)
    first = first_counted(between(page, last.box.top + 1, float("inf")))
    return [top] if first == 1 and OF_ALL.search(title) and not OF_SOME.search(title) else []


def _cuts(page: Page) -> list[tuple[float, PageKind]]:
    """The heights at which a title or a list's header stands, and what they open; a header with a title above it is one."""
    loose = lines_of(page.words_outside(page.tables))
    out = [(line.box.top, kind) for line in loose if (kind := opened_by(squash(line.text))) is not None]
    out += [(one.top, one.kind) for one in plain_lists(page) if one.top not in {top for top, _ in out}]
    headers = [*_opened_tables(page.tables), *_opened_lines(loose)]
    for top, floor, kind in headers:
        if next((known for at, known in sorted(out, key=lambda cut: -cut[0]) if at < top), None) is not kind:
            out.append((head_of(top, floor, loose), kind))
    return sorted(out, key=lambda cut: cut[0])


def _opened_tables(tables: Sequence[Table]) -> list[tuple[float, float, PageKind]]:
    ordered = sorted(tables, key=lambda one: one.box.top)
    floors = [0.0, *(table.box.bottom for table in ordered)]
    return [(table.box.top, floor, kind) for table, floor in zip(ordered, floors, strict=False) if (kind := kind_opened(table)) is not None]


def _opened_lines(loose: Sequence[Line]) -> list[tuple[float, float, PageKind]]:
    named = ((at, line, kind_named(tuple(bare(word.text) for word in line.words))) for at, line in enumerate(loose))
    return [(line.box.top, _floor(loose[:at]), kind) for at, line, kind in named if kind is not None and len(line.words) >= 3]


def _floor(above: Sequence[Line]) -> float:
    """The bottom of the last line of several words: a row of what stands above."""
    return next((line.box.bottom for line in reversed(above) if len(line.words) > 1), 0.0)


def _holds(part: Page, kind: PageKind) -> bool:
    """Does the paper follow that a title promises?"""
    if kind in LIST_KINDS and (any(kind_opened(table) is kind for table in part.tables) or any(map(_names_columns, part.lines))):
        return True
    return any(guess.kind is kind and guess.points >= STRONG for guess in guesses(part))


def _is_no_paper(part: Page) -> bool:
    """A heading over what follows: 附件2, 三、佐证材料."""
    lines = part.lines
    return not part.tables and len(lines) <= HEAD_LINES and not any(RUNNING.search(squash(line.text)) for line in lines)

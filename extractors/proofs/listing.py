"""Lists over pages: header found by its words, rows joined over page breaks and blocks, tables or bare lines alike.

A roster, an activity list, a list of firms and a list of assets are the same thing to read: a header that names
columns, numbered rows, perhaps a total, perhaps the same header again on the next page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from functools import partial

from extractors.proofs.grids import TOTAL, Grid, Head, head_of, last_heading, of_lines, of_table
from extractors.proofs.headers import ALL_COLUMNS, heads_a_part, leaves_out, opens_another
from extractors.proofs.joining import joined, unwrapped
from extractors.proofs.reading import bare, squash
from extractors.proofs.rows import NUMBER_KEY, Column, Entry, Listing, Row, is_scanned, is_torn
from models.document import Doubt, Page, Table, Word
from models.geometry import Box

WRITING = re.compile(r"[\u3400-\u9fff]")
STRAYS = 3  # Chinese characters: with no more no row says whom or what it is about
HARDLY, MOSTLY = 0.7, 0.5  # a word below this, and the share of such words, that make a page one that could not be read
SCHOOL = re.compile(r"大学|学院|学校|师专|党校|电大|[中高小]学$|技校")
OF_SCHOOLS = 0.6  # share of a column's filled cells that name a school: it tells itself, whatever became of its title
HEADING_CELLS = 2  # 部门：培训部 | 人数：4
FILLED = 0.5  # share of the rows in which a column must say something to be one
NUMBER_REACH = 12.0  # points by which the numbers of one column may stand apart
NUMBER_COLUMN = Column(NUMBER_KEY, ("序号", "编号", "序", "No", "NO", "项次"))


def listings(pages: tuple[Page, ...], columns: tuple[Column, ...], needed: frozenset[str]) -> tuple[Listing, ...]:
    """The lists on these pages that have the `needed` columns. A page without a header goes on with the list before it."""
    known = (NUMBER_COLUMN, *columns)
    out: list[Listing] = []
    head: Head | None = None
    last_grid: Grid | None = None
    for page in pages:
        grids, ended = _grids(page, known, needed, last_grid if head else None)
        for grid in grids:
            found = head_of(grid, known, needed)
            if found is not None and out and _goes_on_numbered(_listing(grid, found, found.body_from), out[-1]):
                out[-1] = joined(out[-1], _listing(grid, found, found.body_from))
                head = found
            elif found is not None and not (head and out and _same(found, head) and not _starts_anew(grid, found, out[-1])):
                head = found
                out.append(_listing(grid, found, found.body_from))
            elif found is not None and out:
                # The same header in columns of its own: a stroke may have cut one of them in two on this page alone.
                out[-1] = joined(out[-1], _listing(grid, found, found.body_from))
            elif head is not None and out and grid.rows and len(grid.rows[0]) == len(head.keys):
                out[-1] = joined(out[-1], _listing(grid, head, 0))
            else:
                continue
            last_grid = grid
        last_grid = None if ended else last_grid
    return tuple(_settled(replace(one, lost=_lost(one, pages, out, partial(opens_another, columns=known, needed=needed)))) for one in out)


def _lost(one: Listing, pages: tuple[Page, ...], lists: list[Listing], is_another: Callable[[Table], bool]) -> tuple[str, ...]:
    """The pages from its first on which this list goes on in a way that nothing could be taken from.

    Numbered rows tell by the next number standing under the numbers; of others a page with a table is enough.
    """
    order = {id(page): at for at, page in enumerate(pages)}
    first = order.get(id(one.pages[0]), 0)
    mine = {id(page) for page in one.pages}
    known = {_place(row.page, word) for other in lists for row in other.rows for word in row.words}
    others = {id(page) for other in lists if other is not one for page in other.pages} - mine
    last = max((number for number in one.numbers if number is not None), default=None)
    out = []
    for page in pages[first:]:
        if page.number is None or id(page) in others:
            continue
        if id(page) not in mine and is_hardly_read(page):
            goes_on = True
        elif last is None:
            goes_on = id(page) not in mine and any(table.n_rows > 1 and not is_another(table) for table in page.tables)
        else:
            goes_on = _goes_on(one, page, last + 1, known, within_tables=id(page) in mine)
        if goes_on:
            out.append(f"第{page.number}页" if page.file == one.pages[0].file else f"“{page.file.rsplit('/', 1)[-1]}”")
    return tuple(out)


def is_hardly_read(page: Page) -> bool:
    """A picture with writing of which most could not be read: turned, cut off or faint."""
    words = [word for word in page.words if squash(word.text)]
    unsure = sum(word.confidence < HARDLY or Doubt.UNREAD in word.doubts for word in words)
    return is_scanned(page) and bool(words) and unsure >= MOSTLY * len(words)


def _place(page: Page, word: Word) -> tuple[str, int | None, Box]:
    return page.file, page.number, word.box


def _goes_on(one: Listing, page: Page, following: int, known: Set[tuple[str, int | None, Box]], *, within_tables: bool) -> bool:
    """Does this number stand under the list's numbers, in nothing that was read? `known`: the places of the words that were."""
    places = [word.box.x0 for row in one.rows if row.number is not None for word in row.get(NUMBER_KEY).words]
    return bool(places) and any(
        squash(word.text) == str(following)
        and _place(page, word) not in known
        and min(places) - NUMBER_REACH <= word.box.x0 <= max(places) + NUMBER_REACH
        and (not within_tables or any(table.box.holds_center(word.box) for table in page.tables))
        for word in page.words
    )


def _goes_on_numbered(one: Listing, before: Listing) -> bool:
    """Whatever its columns are called: its numbers go on where those of the list before end."""
    first = next((number for number in one.numbers if number is not None), None)
    return first is not None and first > 1 and first == len(before.rows) + 1


def _starts_anew(grid: Grid, head: Head, before: Listing) -> bool:
    """The same header, but numbers that begin at 1 again: another list, not the next page."""
    rows = _listing(grid, head, head.body_from).rows
    first = next((row.number for row in rows if row.number is not None), None)
    return first == 1 and any(number is not None for number in before.numbers)


def _same(left: Head, right: Head) -> bool:
    return [key for key in left.keys if key] == [key for key in right.keys if key]


def _grids(page: Page, known: tuple[Column, ...], needed: frozenset[str], before: Grid | None) -> tuple[list[Grid], bool]:
    """The page's tables, or where none of them is a list, its lines cut into columns; and whether it ends with a list of other things."""
    useful: list[Grid] = []
    others = False
    last = before
    for table in page.tables:
        if opens_another(table, known, needed):
            others, last = True, None
            continue
        grid = of_table(page, table, known, needed, last)
        if grid is not None:
            useful.append(grid)
            last = grid
    if useful:
        return useful, last is None
    lines = of_lines(page, known, needed, None if others else before)
    return ([lines] if lines is not None else []), others and lines is None


def _listing(grid: Grid, head: Head, start: int) -> Listing:
    rows: list[Row] = []
    totals: list[Row] = []
    above = last_heading([text for raw in grid.rows[: head.opens_at] for text in _texts(raw)]) if start else ""
    trailing = ""
    blocks = _blocks(head.keys)
    n_blocks = len(blocks)
    for nth, block in enumerate(blocks):
        keys = tuple(head.keys[at] or "" for at in block)
        body = [raw for raw in grid.rows[start:] if len(raw) == len(head.keys)]
        scanned = is_scanned(grid.page)
        under, opens, trailing = above or grid.heading, False, ""
        for at, raw in enumerate(body):
            if _repeats_header(raw, head):
                opens = True
                continue
            if (heading := _heading_in(raw)) and (leaves_out(heading) or not scanned):
                under = trailing = heading
                continue
            # On a digital page the first row may be the rest of one that began on the page before.
            if (at or scanned) and _is_seal_trace(raw, head, scanned=scanned):
                continue
            row = Row(
                grid.page,
                tuple(key for key in keys if key),
                tuple(raw[at] for at in block if head.keys[at]),
                " ".join(raw[at].text for at in block if not head.keys[at] and raw[at].text),
                nth,
                under,
                opens,
            )
            if not (nth + 1 < n_blocks and _is_total(raw) and _says_no_more(raw[at] for at in block)):
                (totals if _is_total(raw) else rows).append(row)
            opens, trailing = _is_total(raw), ""
    keys = tuple(dict.fromkeys(key for key in head.keys if key))
    titles = tuple(head.titles[head.keys.index(key)] for key in keys)
    merged = rows if grid.ruled else unwrapped(rows)
    return Listing(
        keys,
        titles,
        head.words,
        tuple(merged),
        tuple(totals),
        grid.outside,
        (grid.page,),
        untitled=_has_untitled(grid, head, start),
        trailing=trailing or grid.trailing,
    )


def _says_no_more(entries: Iterable[Entry]) -> bool:
    """合计 over the columns of several blocks: the word alone in this one, the sum in the last."""
    told = [entry.text for entry in entries if entry.text]
    return len(told) <= 1 and not any(char.isdigit() for text in told for char in text)


def _heading_in(raw: tuple[Entry, ...]) -> str:
    """The heading of a part that a row is, whatever cells it stands in; "" of a row of the list."""
    texts = _texts(raw)
    whole = "".join(texts)
    return whole if 0 < len(texts) <= HEADING_CELLS and (heads_a_part(whole) or leaves_out(whole)) else ""


def _texts(raw: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(entry.text for entry in dict.fromkeys(raw) if entry.text)


def _has_untitled(grid: Grid, head: Head, start: int) -> bool:
    """Read off a picture: is there a filled column whose title is gone, or lies under a seal?"""
    body = [row for row in grid.rows[start:] if len(row) == len(head.keys)]
    if not is_scanned(grid.page) or not body:
        return False
    lost = [at for at, (key, title) in enumerate(zip(head.keys, head.titles, strict=True)) if key is None and _is_lost(title, head.words)]
    filled = ([text for row in body if (text := squash(row[at].text))] for at in lost)
    return any(len(texts) >= FILLED * len(body) and not _is_of_schools(texts) for texts in filled)


def _is_lost(title: str, words: tuple[Word, ...]) -> bool:
    """A title that is known, word for word, was read: a seal beside it says nothing against it."""
    mine = [word for word in words if squash(word.text) and squash(word.text) in squash(title)]
    against = {Doubt.LOW_CONFIDENCE, Doubt.UNREAD} | (set() if bare(title) in ALL_COLUMNS else {Doubt.RED_OVERLAP})
    return not bare(title) or any(word.doubts & against for word in mine)


def _is_of_schools(texts: Sequence[str]) -> bool:
    """Do the cells of a column say by themselves that it is where people studied?"""
    return sum(SCHOOL.search(text) is not None for text in texts) >= OF_SCHOOLS * len(texts)


def _blocks(keys: tuple[str | None, ...]) -> list[list[int]]:
    """Columns of one block; 序号 | 企业名称 | 序号 | 企业名称 are two blocks side by side."""
    out: list[list[int]] = [[]]
    seen: set[str] = set()
    first = next((key for key in keys if key), None)
    for at, key in enumerate(keys):
        if key is not None and key == first and key in seen:
            out.append([])
            seen = set()
        if key is not None and key in seen:
            continue
        out[-1].append(at)
        seen |= {key} if key else set()
    told = [{key for at in block if (key := keys[at])} for block in out]
    shared = set.intersection(*told)
    # 类别 | 名称 | 金额 are one list with two columns that name, not two lists.
    return out if len(shared) >= 2 or all(one == shared for one in told) else [_firsts(keys)]


def _firsts(keys: tuple[str | None, ...]) -> list[int]:
    return [at for at, key in enumerate(keys) if key is None or key not in keys[:at]]


def _repeats_header(raw: tuple[Entry, ...], head: Head) -> bool:
    texts = [bare(entry.text) for entry in raw]
    return sum(bool(text) and text == bare(title) for text, title in zip(texts, head.titles, strict=True)) >= 2


def _is_seal_trace(raw: tuple[Entry, ...], head: Head, *, scanned: bool) -> bool:
    """Strokes of a seal below the last row make a row of their own: stray characters, on a scan in cells that no column has."""
    filled = [squash(entry.text) for entry in raw if entry.text]
    if scanned:
        return (
            is_torn(raw)
            and not _is_total(raw)
            and not squash(raw[0].text)[:1].isdigit()
            and len(WRITING.findall("".join(filled))) <= STRAYS
        )
    return bool(filled) and len(filled) <= max(1, len(head.keys) // 3) and all(len(text) <= 2 for text in filled)


def _is_total(raw: tuple[Entry, ...]) -> bool:
    return any(TOTAL.search(squash(entry.text)) for entry in raw[:4])


def _settled(one: Listing) -> Listing:
    """Blank rows of a pre-printed form taken off; in one order where the rows are numbered (blocks side by side, pages)."""
    rows = list(one.rows)
    unfilled = 0
    while rows and rows[-1].is_blank:
        last = rows.pop()
        # The last block of several may end sooner than the first.
        unfilled += last.number is not None or (is_scanned(last.page) and not last.is_torn and last.block == 0)
    rows = [row for row in rows if not (row.is_blank and row.number is None)]
    blocks = [row for row in rows if not row.is_blank]
    # Blocks side by side end with blank rows in the middle; a blank row among filled ones stays, it may be unread.
    if [row.number for row in rows if row.number is not None] != sorted(row.number for row in rows if row.number is not None):
        rows = blocks
    return replace(one, rows=tuple(rows), unfilled=unfilled)

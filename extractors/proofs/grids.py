"""Rows of cells of one page: from a table, or cut out of bare lines by the places of a header's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.finders.numbers import LATEST_FULL_YEAR
from extractors.proofs.cuts import entry_of, lower_halves, without_cuts
from extractors.proofs.headers import heads_a_part, leaves_out, names_others
from extractors.proofs.partings import parted, with_numbers
from extractors.proofs.reading import bare, squash
from extractors.proofs.rows import NO_ENTRY, NUMBER, NUMBER_KEY, Column, Entry, is_scanned, is_title, key_of
from models.document import Line, Page, Table, Word, join_words, lines_of
from models.geometry import Box

TOTAL = re.compile(r"^(?:本页)?(?:合计|总计|共计|小计|累计|总和|合共|合[十什汁叶讦][:：]?$)|(?:合计|总计|共计)(?:\(.*\))?[:：]?[0-9.,]*$")
PLANNED = re.compile(
    r"(?:年[初度])?(?:原?计划|拟|预计|预定|目标|安排|应(?=[到参开完组]))|[^()]{1,6}(?:计划|目标)(?:数|值)?$|[^()]{1,6}\((?:计划|预计|目标)(?:数|值)?\)"
)
EARLIER = re.compile(r"(?:年初|期初|上年|上期|去年|上一年|前一年|以前年度)|[^()]{1,8}\((?:年初|期初|上年|上期|去年)[^()]{0,4}\)")
YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
HEADER_ROWS = 5  # a header stands among the first rows of a table
ROW_REACH = 1.6  # a bare line belongs to a numbered row at most this many line heights away
WORD_GAP = 0.6  # header characters closer than this many heights are one title (序 号)
PARTED_NUMBER = re.compile(r"^\d{1,2}[.,·:'`-]\d{1,2}[.、)]?$")
MAX_ROWS = 5000
MAX_COLUMNS = 60
WIDE, MIN_COLUMNS, STRAY = 0.6, 3, 2  # a cell over this share of the columns, in a table of more than so many; stray characters
SECTION = re.compile(r"^(?:[一二三四五六七八九十]{1,2}[、.]|\([一二三四五六七八九十]{1,2}\))[^0-9]{1,14}$")
HEADING_REACH = 2  # lines above a list's columns among which its heading stands: below it 单位：家
REAL_COLUMN = 0.4  # share of the rows in which a cell must begin at a column
EDGE_REACH = 12.0  # points by which a column's edge may differ from page to page


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells of one page in a list's columns: from a table, or cut out of lines by the header's places.

    `spans`: left and right edge of each column in points. `starts`, `n_cols`: the table's own columns at which they
    begin, and how many it has; () and 0 for bare lines. `heading`, `trailing`: the line right above and right below it that
    heads a part of the list.
    """

    page: Page
    rows: tuple[tuple[Entry, ...], ...]
    spans: tuple[tuple[float, float], ...]
    ruled: bool
    outside: tuple[str, ...]
    starts: tuple[int, ...] = ()
    n_cols: int = 0
    heading: str = ""
    trailing: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    keys: tuple[str | None, ...]
    titles: tuple[str, ...]
    words: tuple[Word, ...]
    body_from: int
    opens_at: int = 0


def of_table(page: Page, table: Table, known: tuple[Column, ...], needed: frozenset[str], before: Grid | None) -> Grid | None:
    """The table in the columns of its header, or without one in the columns of the list before it; None where neither fits.

    What a seal's strokes cut in two is put together again: a column is as wide as its title's cell.
    """
    scanned = is_scanned(page)
    raw = _raw_rows(table, scanned=scanned)
    head = _head_in(raw, known, needed)
    edges = _left_edges(table)
    starts = _starts_of(raw, head) if head is not None else _starts_like(before, edges)
    if scanned and head is not None:
        starts = without_cuts(starts, raw[head.body_from - 1], (*edges, table.box.x1), known)
    if not starts:
        return None
    if scanned:
        single = _columns_of(needed, known, head, raw, starts, before)
        raw = _raw_rows(parted(table, starts, (*edges, table.box.x1), single), scanned=scanned)
    stops = (*starts[1:], len(edges))
    rows = tuple(tuple(_merged(row[start:stop]) for start, stop in zip(starts, stops, strict=True)) for row in raw)
    if scanned and rows and not _has_numbers(head, before, known):
        rows = with_numbers(rows, head.body_from if head is not None else 0)
    left = [edges[start] for start in starts]
    spans = tuple(zip(left, (*left[1:], table.box.x1), strict=True))
    captions = (*_captions(page, table), *_rows_above(raw, head))
    return Grid(page, rows, spans, table.ruled, captions, starts, len(edges), *_headings_beside(page, table))


def _rows_above(raw: tuple[tuple[Entry, ...], ...], head: Head | None) -> tuple[str, ...]:
    """What stands in the table's own first rows, above the columns' titles: its name, whose it is, 单位：万元."""
    rows = raw[: head.opens_at] if head is not None else ()
    return tuple(entry.text for row in rows for entry in dict.fromkeys(row) if entry.text)


def _has_numbers(head: Head | None, before: Grid | None, known: tuple[Column, ...]) -> bool:
    """Does the list begin with a column that nothing but numbers stand in?"""
    titles = [row[0].text for row in before.rows[:HEADER_ROWS] if row] if head is None and before is not None else []
    titles = list(head.titles[:1]) if head is not None else titles
    return any(key_of(title, known) == NUMBER_KEY for title in titles)


def _columns_of(
    needed: frozenset[str],
    known: tuple[Column, ...],
    head: Head | None,
    raw: tuple[tuple[Entry, ...], ...],
    starts: tuple[int, ...],
    before: Grid | None,
) -> frozenset[int]:
    """Of `starts`, the columns whose title names what every row of the list must have."""
    if head is not None:
        titles = [raw[head.body_from - 1][start].text for start in starts]
    else:
        found = head_of(before, known, needed) if before is not None else None
        titles = list(found.titles) if found is not None and len(found.titles) == len(starts) else []
    return frozenset(start for start, title in zip(starts, titles, strict=False) if key_of(title, known) in needed)


def _raw_rows(table: Table, *, scanned: bool) -> tuple[tuple[Entry, ...], ...]:
    """A cell's entry where it begins and in each row that it spans; nothing in the columns that it covers besides."""
    n_rows, n_cols = min(table.n_rows, MAX_ROWS), min(table.n_cols, MAX_COLUMNS)
    grid = [[NO_ENTRY] * n_cols for _ in range(n_rows)]
    opens = [False] * n_rows
    for cell in table.cells:
        entry = entry_of(cell, scanned=scanned)
        if cell.row < n_rows and cell.col < n_cols:
            opens[cell.row] = True
            for row in range(cell.row, min(n_rows, cell.row + cell.row_span)):
                grid[row][cell.col] = entry
    wide = {cell.row for cell in table.cells if cell.col_span >= WIDE * n_cols and n_cols > MIN_COLUMNS and _is_no_row(cell.text)}
    if not scanned:  # they say what the rows below them are
        wide = {cell.row for cell in table.cells if cell.row in wide and not heads_a_part(cell.text)}
    for at in lower_halves(table) if scanned else ():
        if 0 < at < n_rows:
            own = {cell.col for cell in table.cells if cell.row == at and cell.col < n_cols}
            pairs = zip(grid[at - 1], grid[at], strict=True)
            grid[at - 1] = [_merged((up, low)) if col in own else up for col, (up, low) in enumerate(pairs)]
            opens[at] = False
    # A row in which no cell begins is the lower half of the row above it.
    return tuple(tuple(row) for at, (row, opened) in enumerate(zip(grid, opens, strict=True)) if opened and at not in wide)


def _is_no_row(text: str) -> bool:
    """The words of a cell across most of a row: a heading within the list, or strokes of a seal below it; never 合计."""
    plain = squash(text)
    return TOTAL.search(plain) is None and (len(plain) <= STRAY or SECTION.match(plain) is not None)


def _left_edges(table: Table) -> list[float]:
    """Left edge of each column of the table; of one in which no cell begins, that of its left neighbour."""
    n_cols = min(table.n_cols, MAX_COLUMNS)
    edges = [min((cell.box.x0 for cell in table.cells if cell.col == col), default=-1.0) for col in range(n_cols)]
    for col in range(1, n_cols):
        edges[col] = edges[col] if edges[col] >= 0 else edges[col - 1]
    return edges


def _starts_of(raw: tuple[tuple[Entry, ...], ...], head: Head) -> tuple[int, ...]:
    """The columns where a title begins and most rows have a cell beginning: a stroke through the header is no column."""
    body = raw[head.body_from :]
    titles = raw[head.body_from - 1]
    real = [not body or sum(row[col] is not NO_ENTRY for row in body) >= REAL_COLUMN * len(body) for col in range(len(titles))]
    return tuple(col for col, entry in enumerate(titles) if entry is not NO_ENTRY and (col == 0 or real[col]))


def _starts_like(before: Grid | None, edges: list[float]) -> tuple[int, ...]:
    """The columns of a page that goes on: as many as before, or others of which each old edge has one of its own."""
    if before is None or not before.starts or not edges:
        return ()
    if len(edges) == before.n_cols:
        return before.starts
    starts = [min(range(len(edges)), key=lambda col: abs(edges[col] - left)) for left, _ in before.spans]
    near = all(abs(edges[col] - left) <= EDGE_REACH for col, (left, _) in zip(starts, before.spans, strict=True))
    return tuple(starts) if near and len(set(starts)) == len(starts) else ()


def _merged(pieces: tuple[Entry, ...]) -> Entry:
    known = [piece for piece in pieces if piece is not NO_ENTRY]
    if len(known) == 1:
        return known[0]
    return Entry("".join(piece.text for piece in known), tuple(word for piece in known for word in piece.words)) if known else NO_ENTRY


def _captions(page: Page, table: Table) -> tuple[str, ...]:
    """The lines that belong to a table: above it up to the table before, below it where no other table follows."""
    return tuple(line.text for line in _lines_beside(page, table))


def _headings_beside(page: Page, table: Table) -> tuple[str, str]:
    """The headings of parts of a list right above a table and, where no other table follows, below it; "" where none is."""
    lines = _lines_beside(page, table)
    above = [line.text for line in lines if line.box.center[1] < table.box.top]
    below = [line.text for line in lines if line.box.center[1] > table.box.bottom]
    return last_heading(above[-HEADING_REACH:]), last_heading(below[-1:])


def last_heading(lines: Sequence[str]) -> str:
    """The last of these lines that heads a part of a list; "" where none does."""
    return next((line for line in reversed(lines) if heads_a_part(line)), "")


def _lines_beside(page: Page, table: Table) -> tuple[Line, ...]:
    others = [other.box for other in page.tables if other is not table]
    ceiling = max((box.bottom for box in others if box.bottom <= table.box.top + 1), default=0.0)
    followed = any(box.top >= table.box.bottom - 1 for box in others)
    floor = table.box.bottom if followed else page.height + 1
    words = (word for word in page.words if not table.box.holds_center(word.box) and ceiling <= word.box.center[1] <= floor)
    return lines_of(tuple(words))


def head_of(grid: Grid, known: tuple[Column, ...], needed: frozenset[str]) -> Head | None:
    return _head_in(grid.rows, known, needed)


def _head_in(rows: tuple[tuple[Entry, ...], ...], known: tuple[Column, ...], needed: frozenset[str]) -> Head | None:
    for at, row in enumerate(rows[:HEADER_ROWS]):
        keys = tuple(key_of(entry.text, known) for entry in row)
        titles = tuple(entry.text for entry in row)
        body_from = at + 1
        if any(keys) and at + 1 < len(rows) and _is_second_header(row, rows[at + 1], known):
            below = rows[at + 1]
            keys = tuple(key_of(low.text, known) or key for key, low in zip(keys, below, strict=True))
            titles = tuple(low.text or title for title, low in zip(titles, below, strict=True))
            body_from = at + 2
        keys = _as_asked(_named_outright(keys, titles, known), titles)
        if needed <= set(keys) and len({key for key in keys if key}) >= 2:
            words = tuple(dict.fromkeys(word for entry in row for word in entry.words))
            return Head(keys, titles, words, body_from, at)
    return None


def _named_outright(keys: tuple[str | None, ...], titles: tuple[str, ...], known: tuple[Column, ...]) -> tuple[str | None, ...]:
    """Of columns of one key those whose title is its very own, if any is: beside 活动名称 no 活动通知文号, beside 序号 no 合同编号."""
    outright = {key for key, title in zip(keys, titles, strict=True) if is_title(title, tuple(one for one in known if one.key == key))}
    return tuple(
        None if key in outright and not is_title(title, tuple(one for one in known if one.key == key)) else key
        for key, title in zip(keys, titles, strict=True)
    )


def _as_asked(keys: tuple[str | None, ...], titles: tuple[str, ...]) -> tuple[str | None, ...]:
    """Of columns of one key none that only planned, or that is of an earlier day or year, where another tells what is asked:
    beside 实际场次 no 计划场次, beside 期末数 no 期初数, beside 2019年末金额 no 2018年末金额."""
    plain = [squash(title) for title in titles]
    for aside in (PLANNED, EARLIER):
        stays = {key for key, title in zip(keys, plain, strict=True) if key is not None and not aside.match(title)}
        keys = tuple(None if key in stays and aside.match(title) else key for key, title in zip(keys, plain, strict=True))
    years = [max((int(year) for year in YEAR.findall(title)), default=0) for title in plain]
    full = {
        key: max(year for one, year in zip(keys, years, strict=True) if one == key and year <= LATEST_FULL_YEAR)
        for key in _dated(keys, years)
    }
    return tuple(None if key in full and year and year != full[key] else key for key, year in zip(keys, years, strict=True))


def _dated(keys: Sequence[str | None], years: Sequence[int]) -> set[str]:
    """The keys of several columns with years of which one is over."""
    told = {key: {year for one, year in zip(keys, years, strict=True) if one == key and year} for key in keys if key is not None}
    return {key for key, of_key in told.items() if len(of_key) > 1 and min(of_key) <= LATEST_FULL_YEAR}


def _is_second_header(row: tuple[Entry, ...], below: tuple[Entry, ...], known: tuple[Column, ...]) -> bool:
    """A header of two rows: some titles span both, or one spans several columns that are named below it."""
    shared = sum(a is b and bool(a.text) for a, b in zip(row, below, strict=True))
    split = any(a is NO_ENTRY and b is not NO_ENTRY for a, b in zip(row, below, strict=True))
    named = sum(key_of(entry.text, known) is not None for entry in below)
    return named >= 2 and (split or shared >= 2) and not any(NUMBER.match(squash(entry.text)) for entry in below)


def of_lines(page: Page, known: tuple[Column, ...], needed: frozenset[str], before: Grid | None) -> Grid | None:
    lines = page.lines
    at, titles = _header_line(lines, known, needed)
    if titles:
        spans = _spans(titles, page.width)
        head_row = tuple(Entry(word.text, (word,)) for word in titles)
        body, above = lines[at + 1 :], lines[:at]
    elif before is not None and not page.tables and any(span != (0.0, 0.0) for span in before.spans):
        spans, head_row, body, above = before.spans, (), lines, ()
    else:
        return None
    rows, outside = _cut(body, spans, scanned=is_scanned(page))
    texts = tuple(line.text for line in above) + outside
    heading = last_heading([line.text for line in above[-HEADING_REACH:]])
    return Grid(page, ((head_row, *rows) if head_row else rows), spans, False, texts, heading=heading)


def _header_line(lines: tuple[Line, ...], known: tuple[Column, ...], needed: frozenset[str]) -> tuple[int, tuple[Word, ...]]:
    for at, line in enumerate(lines):
        titles = _titles(line)
        keys = [key for word in titles if (key := key_of(word.text, known))]
        others = names_others(tuple(bare(word.text) for word in titles), known, needed)
        if needed <= set(keys) and len(set(keys)) >= 2 and not others:
            return at, titles
    return 0, ()


def _titles(line: Line) -> tuple[Word, ...]:
    """Header words with torn titles mended (序 号)."""
    out: list[Word] = []
    for word in line.words:
        last = out[-1] if out else None
        if last and word.box.x0 - last.box.x1 < WORD_GAP * word.box.height and len(squash(last.text)) == 1:
            box = Box(last.box.x0, last.box.top, word.box.x1, word.box.bottom)
            out[-1] = replace(last, text=last.text + word.text, box=box)
        else:
            out.append(word)
    return tuple(out)


def _spans(titles: tuple[Word, ...], width: float) -> tuple[tuple[float, float], ...]:
    edges = [0.0, *((left.box.x1 + right.box.x0) / 2 for left, right in pairwise(titles)), max(width, titles[-1].box.x1)]
    return tuple(pairwise(edges))


def _cut(
    body: tuple[Line, ...], spans: tuple[tuple[float, float], ...], *, scanned: bool
) -> tuple[tuple[tuple[Entry, ...], ...], tuple[str, ...]]:
    """Lines to rows: a line with a number in front begins one, the others go to the nearest; far ones stand outside."""
    cells = [(line, _columns(line, spans)) for line in body[:MAX_ROWS]]
    anchors = [at for at, (_, columns) in enumerate(cells) if columns[0] and NUMBER.match(squash(join_words(columns[0])))]
    anchors += _misread([columns for _, columns in cells], anchors) if scanned and anchors else []
    if not anchors:
        rows = [columns for _, columns in cells if sum(bool(words) for words in columns) >= 2]
        return tuple(_entries(columns) for columns in rows), tuple(line.text for line, c in cells if sum(map(bool, c)) < 2)
    grouped: dict[int, list[tuple[Word, ...]]] = {at: list(cells[at][1]) for at in anchors}
    outside: list[str] = []
    extra: dict[int, tuple[Entry, ...]] = {}
    for at, (line, columns) in enumerate(cells):
        if at in grouped:
            continue
        nearest = min(anchors, key=lambda one: abs(_middle(cells[one][0]) - _middle(line)))
        if TOTAL.search(squash(line.text)) or heads_a_part(line.text) or leaves_out(line.text):
            extra[at] = _entries(columns)
        elif abs(_middle(cells[nearest][0]) - _middle(line)) <= ROW_REACH * max(line.box.height, cells[nearest][0].box.height):
            grouped[nearest] = [(*a, *b) for a, b in zip(grouped[nearest], columns, strict=True)]
        else:
            outside.append(line.text)
    rows_at = {at: _entries(columns) for at, columns in grouped.items()} | extra
    return tuple(rows_at[at] for at in sorted(rows_at)), tuple(outside)


def _misread(cells: list[list[tuple[Word, ...]]], anchors: list[int]) -> list[int]:
    """The lines that are as full as those that begin a row, and whose number dust has parted: 6.1 for 61."""
    usual = median(sum(map(bool, cells[at])) for at in anchors)
    return [
        at
        for at, columns in enumerate(cells)
        if columns[0] and PARTED_NUMBER.match(squash(join_words(columns[0]))) and sum(map(bool, columns)) >= usual
    ]


def _middle(line: Line) -> float:
    return line.box.center[1]


def _columns(line: Line, spans: tuple[tuple[float, float], ...]) -> list[tuple[Word, ...]]:
    out: list[list[Word]] = [[] for _ in spans]
    for word in line.words:
        shares = [max(0.0, min(word.box.x1, right) - max(word.box.x0, left)) for left, right in spans]
        out[shares.index(max(shares))].append(word)
    return [tuple(words) for words in out]


def _entries(columns: list[tuple[Word, ...]]) -> tuple[Entry, ...]:
    return tuple(Entry(join_words(words), words) for words in columns)

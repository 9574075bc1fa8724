"""Lists over pages: header found by its words, rows joined over page breaks and blocks, tables or bare lines alike.

A roster, an activity list, a list of firms and a list of assets are the same thing to read: a header that names
columns, numbered rows, perhaps a total, perhaps the same header again on the next page.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from extractors.proofs.reading import bare, is_sure, squash
from models.document import Line, Page, Table, Word, join_words, lines_of
from models.geometry import Box

HEADER_ROWS = 5        # a header stands among the first rows of a table
TOTAL = re.compile(r"^(?:本页)?(?:合计|总计|共计|小计|累计|总和|合共)|(?:合计|总计|共计)(?:\(.*\))?[:：]?$")
NUMBER = re.compile(r"^[(（]?(\d{1,4})[)）.、]?$")
ROW_REACH = 1.6        # a bare line belongs to a numbered row at most this many line heights away
WORD_GAP = 0.6         # header characters closer than this many heights are one title (序 号)
MAX_ROWS = 5000
NUMBER_KEY = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a list may have; `titles` are compared bare, an equal one before one that is contained."""

    key: str
    titles: tuple[str, ...]


NUMBER_COLUMN = Column(NUMBER_KEY, ("序号", "编号", "序", "No", "NO", "项次"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a row."""

    text: str
    words: tuple[Word, ...]

    @property
    def sure(self) -> bool:
        return is_sure(self.words)


NO_ENTRY = Entry("", ())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list; `entries` are the cells of the known columns, `rest` whatever else stands in it."""

    page: Page
    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    rest: str = ""

    def get(self, key: str) -> Entry:
        return next((entry for known, entry in zip(self.keys, self.entries, strict=True) if known == key), NO_ENTRY)

    @property
    def number(self) -> int | None:
        match = NUMBER.match(squash(self.get(NUMBER_KEY).text))
        return int(match.group(1)) if match else None

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for entry in self.entries for word in entry.words)

    @property
    def text(self) -> str:
        return " ".join(entry.text for entry in self.entries if entry.text)

    @property
    def is_blank(self) -> bool:
        return not any(entry.text for key, entry in zip(self.keys, self.entries, strict=True) if key != NUMBER_KEY) and not self.rest


@dataclass(frozen=True, slots=True)
class Listing:
    """One list, joined. `titles` are the column titles as written, by the order of `keys`; `captions` the lines around it."""

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    header: tuple[Word, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    captions: tuple[str, ...]
    pages: tuple[Page, ...]

    def title(self, key: str) -> str:
        return next((title for known, title in zip(self.keys, self.titles, strict=True) if known == key), "")

    def has(self, key: str) -> bool:
        return key in self.keys

    @property
    def caption(self) -> str:
        return "\n".join(self.captions)

    @property
    def numbers(self) -> tuple[int | None, ...]:
        return tuple(row.number for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows of raw cells of one page: from a table, or cut out of lines by the header's places."""

    page: Page
    rows: tuple[tuple[Entry, ...], ...]
    spans: tuple[tuple[float, float], ...]
    ruled: bool
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    keys: tuple[str | None, ...]
    titles: tuple[str, ...]
    words: tuple[Word, ...]
    body_from: int


def listings(pages: tuple[Page, ...], columns: tuple[Column, ...], needed: frozenset[str]) -> tuple[Listing, ...]:
    """The lists on these pages that have the `needed` columns. A page without a header goes on with the list before it."""
    known = (NUMBER_COLUMN, *columns)
    out: list[Listing] = []
    head: _Head | None = None
    last_grid: _Grid | None = None
    for page in pages:
        for grid in _grids(page, known, needed, last_grid if head else None):
            found = _head_of(grid, known, needed)
            if found is not None and not (head and out and _same(found, head) and not _starts_anew(grid, found, out[-1])):
                head = found
                out.append(_listing(grid, found, found.body_from))
            elif head is not None and out and grid.rows and len(grid.rows[0]) == len(head.keys):
                more = _listing(grid, head, found.body_from if found else 0)
                out[-1] = _joined(out[-1], more)
            else:
                continue
            last_grid = grid
    return tuple(_settled(one) for one in out)


def _starts_anew(grid: _Grid, head: _Head, before: Listing) -> bool:
    """The same header, but numbers that begin at 1 again: another list, not the next page."""
    rows = _listing(grid, head, head.body_from).rows
    first = next((row.number for row in rows if row.number is not None), None)
    return first == 1 and any(number is not None for number in before.numbers)


def _same(left: _Head, right: _Head) -> bool:
    return left.keys == right.keys


def _grids(page: Page, known: tuple[Column, ...], needed: frozenset[str], before: _Grid | None) -> list[_Grid]:
    """The page's tables, or where none of them is a list, its lines cut into columns."""
    grids = [_of_table(page, table) for table in page.tables]
    useful = [grid for grid in grids if _head_of(grid, known, needed) or (before and grid.rows and len(grid.rows[0]) == len(before.spans))]
    if useful:
        return useful
    lines = _of_lines(page, known, needed, before)
    return [lines] if lines is not None else []


def _of_table(page: Page, table: Table) -> _Grid:
    n_rows, n_cols = min(table.n_rows, MAX_ROWS), min(table.n_cols, 60)
    owner = {(row, col): cell for cell in table.cells for row in range(cell.row, cell.row + cell.row_span)
             for col in range(cell.col, cell.col + cell.col_span)}
    rows = tuple(
        tuple(Entry(cell.text, cell.words) if (cell := owner.get((row, col))) is not None else NO_ENTRY for col in range(n_cols))
        for row in range(n_rows)
    )
    return _Grid(page, rows, tuple((0.0, 0.0) for _ in range(n_cols)), table.ruled, _captions(page, table))


def _captions(page: Page, table: Table) -> tuple[str, ...]:
    """The lines that belong to a table: above it up to the table before, below it where no other table follows."""
    others = [other.box for other in page.tables if other is not table]
    ceiling = max((box.bottom for box in others if box.bottom <= table.box.top + 1), default=0.0)
    followed = any(box.top >= table.box.bottom - 1 for box in others)
    floor = table.box.bottom if followed else page.height + 1
    words = (word for word in page.words if not table.box.holds_center(word.box) and ceiling <= word.box.center[1] <= floor)
    return tuple(line.text for line in lines_of(tuple(words)))


def _head_of(grid: _Grid, known: tuple[Column, ...], needed: frozenset[str]) -> _Head | None:
    for at, row in enumerate(grid.rows[:HEADER_ROWS]):
        keys = tuple(_key_of(entry.text, known) for entry in row)
        titles = tuple(entry.text for entry in row)
        body_from = at + 1
        if at + 1 < len(grid.rows) and _is_second_header(row, grid.rows[at + 1], known):
            below = grid.rows[at + 1]
            keys = tuple(_key_of(low.text, known) or key for key, low in zip(keys, below, strict=True))
            titles = tuple(low.text or title for title, low in zip(titles, below, strict=True))
            body_from = at + 2
        if needed <= set(keys) and len({key for key in keys if key}) >= 2 and not _spans_all(row):
            words = tuple(dict.fromkeys(word for entry in row for word in entry.words))
            return _Head(keys, titles, words, body_from)
    return None


def _spans_all(row: tuple[Entry, ...]) -> bool:
    """One merged cell over the whole row is a title, not a header."""
    return len(row) > 1 and len({entry.text for entry in row}) == 1


def _is_second_header(row: tuple[Entry, ...], below: tuple[Entry, ...], known: tuple[Column, ...]) -> bool:
    shared = sum(a.text == b.text and bool(a.text) for a, b in zip(row, below, strict=True))
    split = any(row[at].text and row[at].text == row[at + 1].text for at in range(len(row) - 1))
    named = sum(_key_of(entry.text, known) is not None for entry in below)
    return named >= 2 and (split or shared >= 2) and not any(NUMBER.match(squash(entry.text)) for entry in below)


def _key_of(text: str, known: tuple[Column, ...]) -> str | None:
    title = bare(text)
    if not title or len(title) > 16:
        return None
    for column in known:
        if title in column.titles:
            return column.key
    inside = [(len(one), column.key) for column in known for one in column.titles if len(one) >= 2 and one in title]
    return max(inside)[1] if inside else None


def _listing(grid: _Grid, head: _Head, start: int) -> Listing:
    rows: list[Row] = []
    totals: list[Row] = []
    for block in _blocks(head.keys):
        keys = tuple(head.keys[at] or "" for at in block)
        for raw in grid.rows[start:]:
            if len(raw) != len(head.keys) or _repeats_header(raw, head):
                continue
            row = Row(grid.page, tuple(key for key in keys if key), tuple(raw[at] for at in block if head.keys[at]),
                      " ".join(raw[at].text for at in block if not head.keys[at] and raw[at].text))
            (totals if _is_total(raw) else rows).append(row)
    keys = tuple(dict.fromkeys(key for key in head.keys if key))
    titles = tuple(head.titles[head.keys.index(key)] for key in keys)
    merged = rows if grid.ruled else _unwrapped(rows)
    return Listing(keys, titles, head.words, tuple(merged), tuple(totals), grid.outside, (grid.page,))


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
    return out


def _repeats_header(raw: tuple[Entry, ...], head: _Head) -> bool:
    texts = [bare(entry.text) for entry in raw]
    return sum(bool(text) and text == bare(title) for text, title in zip(texts, head.titles, strict=True)) >= 2


def _is_total(raw: tuple[Entry, ...]) -> bool:
    return any(TOTAL.search(squash(entry.text)) for entry in raw[:4])


def _unwrapped(rows: list[Row]) -> list[Row]:
    """Without rulings a wrapped cell looks like a row of its own: one without number, with few cells filled."""
    if sum(row.number is not None for row in rows) < max(2, len(rows) // 3):
        return rows
    out: list[Row] = []
    for row in rows:
        filled = sum(bool(entry.text) for entry in row.entries)
        if out and row.number is None and filled <= max(1, len(row.entries) // 2) and out[-1].page is row.page:
            out[-1] = replace(out[-1], entries=tuple(
                Entry(a.text + b.text, a.words + b.words) for a, b in zip(out[-1].entries, row.entries, strict=True)))
        else:
            out.append(row)
    return out


def _joined(left: Listing, right: Listing) -> Listing:
    rows = (*left.rows, *right.rows)
    return replace(left, rows=rows[:MAX_ROWS], totals=(*left.totals, *right.totals), captions=(*left.captions, *right.captions),
                   pages=tuple(dict.fromkeys((*left.pages, *right.pages))))


def _settled(one: Listing) -> Listing:
    """Blank rows of a pre-printed form taken off; in one order where the rows are numbered (blocks side by side, pages)."""
    rows = list(one.rows)
    while rows and rows[-1].is_blank:
        rows.pop()
    rows = [row for row in rows if not (row.is_blank and row.number is None)]
    blocks = [row for row in rows if not row.is_blank]
    # Blocks side by side end with blank rows in the middle; a blank row among filled ones stays, it may be unread.
    if [row.number for row in rows if row.number is not None] != sorted(row.number for row in rows if row.number is not None):
        rows = blocks
    return replace(one, rows=tuple(rows))


# --- lists without a table: the header's places cut the lines into columns -----------------------------------------


def _of_lines(page: Page, known: tuple[Column, ...], needed: frozenset[str], before: _Grid | None) -> _Grid | None:
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
    rows, outside = _cut(body, spans)
    texts = tuple(line.text for line in above) + outside
    return _Grid(page, ((head_row, *rows) if head_row else rows), spans, False, texts)


def _header_line(lines: tuple[Line, ...], known: tuple[Column, ...], needed: frozenset[str]) -> tuple[int, tuple[Word, ...]]:
    for at, line in enumerate(lines):
        titles = _titles(line)
        keys = [key for word in titles if (key := _key_of(word.text, known))]
        if needed <= set(keys) and len(set(keys)) >= 2:
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
    edges = [0.0, *((left.box.x1 + right.box.x0) / 2 for left, right in itertools.pairwise(titles)), max(width, titles[-1].box.x1)]
    return tuple(itertools.pairwise(edges))


def _cut(body: tuple[Line, ...], spans: tuple[tuple[float, float], ...]) -> tuple[tuple[tuple[Entry, ...], ...], tuple[str, ...]]:
    """Lines to rows: a line with a number in front begins one, the others go to the nearest; far ones stand outside."""
    cells = [(line, _columns(line, spans)) for line in body[:MAX_ROWS]]
    anchors = [at for at, (_, columns) in enumerate(cells) if columns[0] and NUMBER.match(squash(join_words(columns[0])))]
    if not anchors:
        rows = [columns for _, columns in cells if sum(bool(words) for words in columns) >= 2]
        return tuple(_entries(columns) for columns in rows), tuple(line.text for line, c in cells if sum(map(bool, c)) < 2)
    grouped: dict[int, list[tuple[Word, ...]]] = {at: list(cells[at][1]) for at in anchors}
    outside: list[str] = []
    extra: list[tuple[Entry, ...]] = []
    for at, (line, columns) in enumerate(cells):
        if at in grouped:
            continue
        nearest = min(anchors, key=lambda one: abs(_middle(cells[one][0]) - _middle(line)))
        if TOTAL.search(squash(line.text)):
            extra.append(_entries(columns))
        elif abs(_middle(cells[nearest][0]) - _middle(line)) <= ROW_REACH * max(line.box.height, cells[nearest][0].box.height):
            grouped[nearest] = [(*a, *b) for a, b in zip(grouped[nearest], columns, strict=True)]
        else:
            outside.append(line.text)
    return (*(_entries(columns) for columns in grouped.values()), *extra), tuple(outside)


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

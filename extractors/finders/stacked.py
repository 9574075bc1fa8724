"""Labels that run over two or three lines in a column without rulings, with their value beside the middle of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.finders.entry import Entry
from extractors.finders.labels import Label, match_label
from extractors.finders.words import run_of, squeeze
from models.bands import Bands
from models.document import Line, Word
from models.geometry import Box, around

ALIGNED = 1.5  # em by which the middles or beginnings of a label's lines may differ
LINE_REACH = 1.1  # line heights between a label's lines
MOST_LINES = 3
COLUMN_GAP = 1.2  # em of empty space that end a column
SHORTEST = 2  # characters of a label's part


@dataclass(frozen=True, slots=True)
class _Piece:
    """The words of a line up to the first wide gap from `at` on."""

    words: tuple[Word, ...]
    box: Box
    text: str


def stacked_entries(lines: Sequence[Line], unit: str | None) -> Iterator[Entry]:
    """Entries of labels that no single line holds: 统一社会 / 信用代码 beside the code."""
    columns = [list(_columns(line)) for line in lines]
    filed = [_filed(pieces) for pieces in columns]
    for at, pieces in enumerate(columns):
        for piece in pieces:
            if len(piece.text) < SHORTEST or match_label(piece.text) is not None:
                continue
            yield from _joined(columns, filed, at, piece, unit)


def _filed(pieces: list[_Piece]) -> Bands[tuple[int, _Piece]]:
    """A line's pieces, numbered, by where they stand across the page."""
    filed: Bands[tuple[int, _Piece]] = Bands()
    for number, piece in enumerate(pieces):
        filed.add(piece.box.x0, piece.box.x1, (number, piece))
    return filed


def _first_under(filed: Bands[tuple[int, _Piece]], above: Box) -> _Piece | None:
    reach = ALIGNED * max(4.0, above.height)
    near = sorted(filed.near(above.x0 - reach, above.x1 + reach), key=lambda one: one[0])
    return next((piece for _, piece in near if _continues(above, piece.box)), None)


def _columns(line: Line) -> Iterator[_Piece]:
    words: list[Word] = []
    for word in line.words:
        if words and word.box.x0 - words[-1].box.x1 > COLUMN_GAP * max(4.0, min(word.box.height, words[-1].box.height)):
            yield _piece(words)
            words = []
        words.append(word)
    if words:
        yield _piece(words)


def _piece(words: list[Word]) -> _Piece:
    box = around(word.box for word in words)
    return _Piece(tuple(words), box or words[0].box, run_of(words).text.strip())


def _joined(
    columns: Sequence[list[_Piece]], filed: Sequence[Bands[tuple[int, _Piece]]], at: int, first: _Piece, unit: str | None
) -> Iterator[Entry]:
    parts = [first]
    for below in range(at + 1, min(at + 2 * MOST_LINES, len(columns))):
        under = _first_under(filed[below], parts[-1].box)
        if under is None:
            continue
        parts.append(under)
        label = match_label("".join(part.text for part in parts))
        if label is not None and label.asks and len(parts) <= MOST_LINES:
            yield from _entry(columns, at, below, parts, label, unit)
            return
        if len(parts) == MOST_LINES:
            return


def _continues(above: Box, below: Box) -> bool:
    em = max(4.0, above.height)
    near = -0.2 * em <= below.top - above.bottom <= LINE_REACH * em
    return near and (abs(above.x0 - below.x0) <= ALIGNED * em or abs(above.center[0] - below.center[0]) <= ALIGNED * em)


def _entry(columns: Sequence[list[_Piece]], first: int, last: int, parts: list[_Piece], label: Label, unit: str | None) -> Iterator[Entry]:
    """The column right of the label on the same lines; the next column's label ends it."""
    right = max(part.box.x1 for part in parts)
    beside = [
        min((piece for piece in columns[row] if piece.box.x0 >= right), key=lambda piece: piece.box.x0, default=None)
        for row in range(first, last + 1)
    ]
    pieces = [piece for piece in beside if piece is not None]
    if all(match_label(piece.text) is not None for piece in pieces[:1]):
        yield from _answered_below(columns, last, parts, label, unit)
        return
    left = min(piece.box.x0 for piece in pieces)
    pieces = [piece for piece in pieces if piece.box.x0 - left <= 2 * piece.box.height and match_label(piece.text) is None]
    words = tuple(word for piece in pieces for word in piece.words)
    if words:
        text = "".join(part.text for part in parts)
        yield Entry(label, text, words, None, f"申报表标签“{squeeze(text)}”右侧", unit)


def _answered_below(columns: Sequence[list[_Piece]], last: int, parts: list[_Piece], label: Label, unit: str | None) -> Iterator[Entry]:
    """With nothing beside it, a label in a card of its own is answered by what stands under its middle, larger as a rule."""
    foot = parts[-1].box
    for row in columns[last + 1 : last + 1 + MOST_LINES]:
        for piece in row:
            em = max(foot.height, piece.box.height)
            near = -0.2 * em <= piece.box.top - foot.bottom <= LINE_REACH * em
            if near and abs(piece.box.center[0] - foot.center[0]) <= ALIGNED * em and match_label(piece.text) is None:
                text = "".join(part.text for part in parts)
                yield Entry(label, text, piece.words, None, f"申报表标签“{squeeze(text)}”下方", unit)
                return

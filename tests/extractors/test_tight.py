"""Words of a table without rulings: columns half a character apart are parted where words of other rows begin, and nowhere else."""

from __future__ import annotations

import pytest

from extractors.layer.glyphs import Glyph
from extractors.layer.words import words_of

EM = 10.0


def line(y: float, *pieces: tuple[float, str]) -> list[Glyph]:
    """Pieces of text, each from its left edge on, a character every ten points."""
    return [Glyph(char, x0 + at * EM, y - 8, x0 + (at + 1) * EM, y + 2, y, EM, 0) for x0, text in pieces for at, char in enumerate(text)]


def texts(*lines: list[Glyph], loose: bool = True) -> list[str]:
    return [word.text for word in words_of([glyph for one in lines for glyph in one], loose=loose)]


SHORT_NAMES = [line(20.0 * at, (50, "周舟"), (86, "本科"), (150, "专员")) for at in range(1, 4)]
LONG_NAME = line(80.0, (50, "欧阳舟"), (86, "硕士研究生"), (150, "主任"))


def test_columns_half_a_character_apart_are_parted_where_words_of_other_rows_begin() -> None:
    assert texts(*SHORT_NAMES, LONG_NAME)[-3:] == ["欧阳舟", "硕士研究生", "主任"]


@pytest.mark.parametrize(
    ("others", "last"),
    [
        (SHORT_NAMES[:2], LONG_NAME),  # two rows are no column
        (SHORT_NAMES, line(80.0, (50, "欧阳舟"), (84, "硕士研究生"), (150, "主任"))),  # not where they begin
        (SHORT_NAMES, line(900.0, (50, "欧阳舟"), (86, "硕士研究生"), (150, "主任"))),  # far below them
        ([line(20.0 * at, (86, "本科"), (150, "专员")) for at in range(1, 4)], LONG_NAME),  # they begin their lines: an indent
    ],
    ids=["two rows", "beside", "far", "indent"],
)
def test_a_gap_parts_nothing_where_no_column_begins(others: list[list[Glyph]], last: list[Glyph]) -> None:
    assert "欧阳舟硕士研究生" in texts(*others, last)


def test_characters_set_close_are_never_parted() -> None:
    assert texts(*SHORT_NAMES, line(80.0, (56, "欧阳舟硕士研究生")))[-1] == "欧阳舟硕士研究生"


def test_within_a_ruled_cell_nothing_changes() -> None:
    assert "欧阳舟硕士研究生" in texts(*SHORT_NAMES, LONG_NAME, loose=False)

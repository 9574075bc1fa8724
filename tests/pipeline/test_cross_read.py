"""Digital figures are read by two parsers: what they do not agree on is not taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.plumb import texts_at
from models.document import Place
from models.geometry import Box
from pipeline.cross_read import TextQuestion, _witness

PLACE = Place("表.pdf", 1, Box(10, 10, 60, 20), "168")


def question(word: str) -> TextQuestion:
    return TextQuestion(PLACE, ((word, Box(10, 10, 60, 20)),))


@pytest.mark.parametrize(
    ("word", "near", "wide"),
    [("168", "168", "168"), ("168㎡", "168m2", "168m2"), ("服务场所", "务场所", "服务场所面积"), ("100", "10", "100㎡")],
    ids=["the same", "unit spelled apart", "cut at its edge", "a figure cut at its edge"],
)
def test_the_same_characters_agree(word: str, near: str, wide: str) -> None:
    witness = _witness(question(word), [(near, wide)])
    assert witness is not None
    assert witness.agrees


@pytest.mark.parametrize(
    ("word", "near", "wide"), [("168", "163", "服务163"), ("98", "86", "86"), ("100", "10", "10"), ("100", "19", "100 19")]
)
def test_another_figure_is_a_disagreement(word: str, near: str, wide: str) -> None:
    witness = _witness(question(word), [(near, wide)])
    assert witness is not None
    assert witness.agrees is False
    assert witness.trust < 0.9


def test_nothing_seen_is_no_witness() -> None:
    assert _witness(question("168"), [("", "168")]) is None
    assert _witness(question("168"), [(None, None)]) is None


def test_pdfplumber_finds_the_words_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(300, 200))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(50, 100, "168.5")
    canvas.save()
    assert texts_at(str(path), 1, [Box(45, 85, 90, 105), Box(200, 10, 250, 30)]) == ("168.5", "")


def test_a_broken_file_has_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    assert texts_at(str(path), 1, [Box(0, 0, 9, 9)]) == (None,)


def test_a_radical_is_the_character_that_it_looks_like() -> None:
    witness = _witness(question("石门县"), [("石⻔县", "石⻔县")])
    assert witness is not None
    assert witness.agrees

"""What the ledger keeps comes back as it was; what is not ours is a miss or a sentence, never a surprise."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.answer import Candidate, Findings, FoundBy, Source, Witness
from models.document import Page, Place, Reading, Word
from models.fields import CREDIT_CODE, PREMISES_AREA
from models.geometry import Box
from models.problem import Category, MachineError, Problem, Severity
from models.quantity import Qualifier, Quantity
from pipeline.codec import packed, renamed, unpacked
from pipeline.ledger import FILE_NAME, Ledger, code_fingerprint, key_of

AREA = Quantity(Decimal("168"), Decimal("168"), None, Qualifier.AT_LEAST, "㎡", "168余㎡")
PLACE = Place("甲/表.pdf", 2, Box(1, 2, 3, 4), "168余㎡")
WORD = Word("168余㎡", Box(1, 2, 3, 4))
FINDINGS = Findings(
    "甲/表.pdf",
    (),
    (
        Candidate(PREMISES_AREA, AREA, PLACE, (WORD,), Source.FORM, FoundBy.TABLE),
        Candidate(CREDIT_CODE, None, PLACE, (WORD,), Source.PROOF, FoundBy.LICENCE),
        Candidate(CREDIT_CODE, "168", PLACE, (WORD,), Source.PROOF, FoundBy.QR),
    ),
    problems=(Problem(Category.VALUE, Severity.INFO, "“甲/表.pdf”第 2 页", "请查看", file="甲/表.pdf"),),
)


def test_findings_come_back_equal() -> None:
    assert unpacked(Findings, packed(Findings, FINDINGS)) == FINDINGS


def test_old_bytes_under_a_new_name_speak_of_the_new_name() -> None:
    anew = renamed(Findings, FINDINGS, "甲/表.pdf", "乙.zip/材料.pdf")
    assert {one.place.file for one in anew.candidates} == {"乙.zip/材料.pdf"}
    assert anew.file == anew.problems[0].file == "乙.zip/材料.pdf"
    assert anew.problems[0].message == "“乙.zip/材料.pdf”第 2 页"
    assert renamed(Findings, anew, "乙.zip/材料.pdf", "甲/表.pdf") == FINDINGS


def test_witnesses_come_back_equal() -> None:
    held = (Witness(PLACE, "tesseract", "168", None, 0.25, "把握 0.250"),)
    assert unpacked(tuple[Witness, ...], packed(tuple[Witness, ...], held)) == held


@given(st.binary(max_size=400))
def test_bytes_that_are_no_entry_are_a_miss(body: bytes) -> None:
    assert unpacked(Page, body) is None


@given(st.data())
def test_a_damaged_entry_is_a_miss_or_a_page(data: st.DataObject) -> None:
    whole = bytearray(packed(Page, Page("a.pdf", 1, 595.0, 842.0, Reading.TEXT_LAYER, (WORD,))))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(unpacked(Page, bytes(whole)), Page | None)


def test_what_was_put_is_there_in_the_next_run(tmp_path: Path) -> None:
    first = Ledger(tmp_path)
    first.put("k", "page", b"one")
    first.put("k", "page", b"two")
    first.close()
    second = Ledger(tmp_path)
    assert (second.get("k"), second.get("other")) == (b"one", None)
    second.close()


def test_a_ledger_of_another_version_is_refused_with_a_sentence(tmp_path: Path) -> None:
    Ledger(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("update about set value = '99' where key = 'schema'")
    with pytest.raises(MachineError, match=r"另一版本（99）.*移走"):
        Ledger(tmp_path)


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be read as one" * 40, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_ledger_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(MachineError, match="移走"):
        Ledger(tmp_path)


def test_a_key_hangs_on_every_part_and_on_their_borders() -> None:
    assert len({key_of("a", "bc"), key_of("ab", "c"), key_of("a", "b", "c"), key_of("a", "bd")}) == 4


def test_the_fingerprint_of_a_stage_is_that_of_its_own_files() -> None:
    assert code_fingerprint(("pipeline/extract.py",)) != code_fingerprint(("pipeline/confirm.py",))

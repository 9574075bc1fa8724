"""What decides on a scan is read twice; the witness says who read what, and never raises."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.evidence import Evidence
from extractors.ocr.engine import Char, CropText
from extractors.ocr.scripted import ScriptedEngine
from extractors.recheck import Seen
from models.answer import Candidate, Extracted, Findings, FoundBy, Source
from models.document import Document, FileStatus, Media, Opened, Page, Place, Reading, Received, ReceivedFile, Word
from models.fields import CREDIT_CODE, DECLARED_ON, ORGANISATION_NAME, PREMISES_AREA, RECOMMENDATION_OPINION
from models.geometry import Box
from models.quantity import exactly
from pipeline import confirm as confirming
from pipeline.confirm import because, confirm, question_of
from pipeline.crew import InlineCrew
from pipeline.progress import SilentReporter
from pipeline.settings import Settings

BOX = Box(100, 100, 160, 120)
PLACE = Place("a/scan.png", 1, BOX, "168平方米")
WORD = Word("168平方米", BOX, 0.999, "rapidocr")


def read_as(text: str, sure: float = 0.9995) -> CropText:
    chars = tuple(Char(char, (i + 0.5) / len(text), sure) for i, char in enumerate(text))
    return CropText(text, sure, chars)


def area(word: Word = WORD) -> Candidate[object]:
    return Candidate(PREMISES_AREA, exactly(Decimal(168), "㎡", text="168平方米"), PLACE, (word,), Source.FORM, FoundBy.TABLE)  # type: ignore[return-value]


@pytest.fixture
def scan(tmp_path: Path) -> str:
    pixels = np.full((400, 400, 3), 255, np.uint8)
    for x in range(104, 156, 10):
        pixels[104:117, x : x + 6] = 20
    path = tmp_path / "scan.png"
    Image.fromarray(pixels).save(path)
    return str(path)


def extracted(source: str, candidate: object) -> Extracted:
    file = ReceivedFile("a/scan.png", source, "0", 1, Media.IMAGE)
    page = Page("a/scan.png", 1, 400, 400, Reading.OCR, (WORD,))
    document = Document("a/scan.png", "0", FileStatus.READ, (page,))
    return Extracted(Opened(Received("a", (file,)), (document,)), (Findings("a/scan.png", (), (candidate,)),))  # type: ignore[arg-type]


def witnesses(
    monkeypatch: pytest.MonkeyPatch, source: str, first: str, second: str | None, third: str | None = None
) -> tuple[bool | None, float, str]:
    monkeypatch.setattr(confirming, "first_engine", lambda _threads: ScriptedEngine(reads=lambda _: read_as(first)))
    other = ScriptedEngine(reads=lambda _: read_as(second or ""), name="second 1.0") if second is not None else None
    beside = ScriptedEngine(reads=lambda _: read_as(third or ""), name="third 1.0") if third is not None else None
    monkeypatch.setattr(confirming, "second_engine", lambda: other)
    monkeypatch.setattr(confirming, "third_engine", lambda _threads: beside)
    (confirmed,) = confirm((extracted(source, area()),), crew=InlineCrew(), settings=Settings(), reporter=SilentReporter())
    (witness,) = confirmed.witnesses
    assert witness.place == PLACE
    return witness.agrees, witness.trust, witness.because


def test_two_readers_that_agree_vouch_for_a_value(monkeypatch: pytest.MonkeyPatch, scan: str) -> None:
    agrees, trust, because = witnesses(monkeypatch, scan, "168平方米", "168")
    assert agrees is True
    assert trust >= 0.999
    assert "second 1.0 复核一致" in because


def test_a_reader_that_disagrees_is_quoted(monkeypatch: pytest.MonkeyPatch, scan: str) -> None:
    agrees, trust, because = witnesses(monkeypatch, scan, "168平方米", "158")
    assert agrees is False
    assert trust < 0.999
    assert "158" in because


@pytest.mark.parametrize(("third", "told"), [("168", "PP-OCRv4 读作同样的字"), ("158", "PP-OCRv4 读作别的字")])
def test_where_the_second_reader_disagrees_the_third_is_quoted(third: str, told: str, monkeypatch: pytest.MonkeyPatch, scan: str) -> None:
    assert told in witnesses(monkeypatch, scan, "168平方米", "158", third)[2]


def test_another_scale_that_reads_otherwise_takes_the_trust_away(monkeypatch: pytest.MonkeyPatch, scan: str) -> None:
    _, trust, because = witnesses(monkeypatch, scan, "163平方米", "168")
    assert trust < 0.999
    assert "163平方米" in because


def test_without_a_second_reader_nothing_is_taken(monkeypatch: pytest.MonkeyPatch, scan: str) -> None:
    agrees, trust, because = witnesses(monkeypatch, scan, "168平方米", None)
    assert agrees is None
    assert trust < 0.999
    assert "tesseract" in because


def test_a_file_that_is_gone_gives_a_witness_of_no_trust(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    agrees, trust, because = witnesses(monkeypatch, str(tmp_path / "gone.png"), "168", "168")
    assert (agrees, trust) == (None, 0.0)
    assert "未能复核" in because


def test_what_a_text_layer_says_is_not_asked_again() -> None:
    assert question_of(area(replace(WORD, reader="text layer"))) is None  # type: ignore[arg-type]


def test_only_the_numbers_of_the_value_are_asked() -> None:
    candidate = replace(area(), words=(replace(WORD, text="2019年168平方米"),))
    question = question_of(candidate)  # type: ignore[arg-type]
    assert question is not None
    assert question.asks[0].wanted == ("168",)


@pytest.mark.parametrize("written", ["352.5m2", "352.5 M2", "352.5㎡", "352.5"])
def test_the_figure_of_a_unit_is_no_number(written: str) -> None:
    candidate = area(replace(WORD, text=written))
    question = question_of(replace(candidate, value=replace(candidate.value, text=written)))  # type: ignore[type-var, arg-type]
    assert question is not None
    assert question.asks[0].wanted == ("352.5",)


def test_a_date_is_asked_by_its_digits_and_without_the_grammar_of_amounts() -> None:
    word = replace(WORD, text="2020年05月20日")
    question = question_of(Candidate(DECLARED_ON, "2020-05-20", PLACE, (word,), Source.FORM, FoundBy.LABEL))
    assert question is not None
    assert question.asks[0].wanted == ("2020", "05", "20")
    assert not question.asks[0].amount


def test_a_name_is_asked_whole_and_a_code_by_its_check_character() -> None:
    name = question_of(Candidate(ORGANISATION_NAME, "某中心", PLACE, (replace(WORD, text="某中心"),), Source.FORM, FoundBy.TABLE))
    code = question_of(Candidate(CREDIT_CODE, "91430100MA4L0000X0", PLACE, (WORD,), Source.FORM, FoundBy.TABLE))
    assert name is not None
    assert not name.numeric
    assert code is not None
    assert code.checked


@pytest.mark.parametrize(
    ("written", "value", "asked"),
    [
        ("经初审，情况属实，同意推荐。", "同意推荐", "实，同意推荐"),
        ("经审查，不同意推荐。", "不同意推荐", "查，不同意推荐"),
        ("同意推荐", "同意推荐", ""),  # the whole of it
    ],
)
def test_of_an_opinion_only_what_it_comes_to_is_asked_with_what_could_deny_it(written: str, value: str, asked: str) -> None:
    question = question_of(Candidate(RECOMMENDATION_OPINION, value, PLACE, (replace(WORD, text=written),), Source.PROOF, FoundBy.LABEL))
    assert question is not None
    assert question.asks[0].part == asked


def test_where_a_line_holds_the_opinion_the_lines_before_it_are_not_asked() -> None:
    words = tuple(replace(WORD, text=text) for text in ("经对申报材料初审，", "情况属实，同意推荐。"))
    question = question_of(Candidate(RECOMMENDATION_OPINION, "同意推荐", PLACE, words, Source.PROOF, FoundBy.LABEL))
    assert question is not None
    assert [ask.part for ask in question.asks] == ["实，同意推荐"]


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (Box(40, 100, 98, 120), ["不", "同意推荐。"]),  # right before it on its line: it may deny it
        (Box(40, 60, 98, 80), ["同意推荐。"]),
        (Box(300, 100, 360, 120), ["同意推荐。"]),  # a stamp beside it
    ],
)
def test_of_a_cell_that_an_office_stamped_only_the_opinion_is_asked(before: Box, asked: list[str]) -> None:
    words = (
        replace(WORD, text="不", box=before),
        replace(WORD, text="同意推荐。"),
        replace(WORD, text="（盖章）", box=Box(300, 160, 360, 180)),
    )
    question = question_of(Candidate(RECOMMENDATION_OPINION, "同意推荐", PLACE, words, Source.FORM, FoundBy.TABLE))
    assert question is not None
    assert [ask.word.text for ask in question.asks] == asked


def test_without_a_second_reader_a_name_is_not_taken_either(monkeypatch: pytest.MonkeyPatch, scan: str) -> None:
    word = replace(WORD, text="某某中心")
    name = Candidate(ORGANISATION_NAME, "某某中心", PLACE, (word,), Source.FORM, FoundBy.TABLE)
    monkeypatch.setattr(confirming, "first_engine", lambda _threads: ScriptedEngine(reads=lambda _: read_as("某某中心", 0.99999)))
    monkeypatch.setattr(confirming, "second_engine", lambda: None)
    monkeypatch.setattr(confirming, "third_engine", lambda _threads: None)
    (confirmed,) = confirm((extracted(scan, name),), crew=InlineCrew(), settings=Settings(), reporter=SilentReporter())
    assert confirmed.witnesses[0].agrees is None
    assert confirmed.witnesses[0].trust < 0.999


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (Evidence(weakest=0.9, rival=0.3, second=1), "有的字一字两可"),
        (Evidence(weakest=0.99, gap=0.6, second=1), "字间空缺过大，可能缺字"),
        (Evidence(weakest=0.99, cut_short=1, second=1), "旁边有未识读的字迹"),
        (Evidence(weakest=0.99, page_pieces=0.1, disputed=0.2, second=1), "本页多处数字笔画缺失"),
    ],
)
def test_what_keeps_a_reading_open_is_told_though_the_second_reader_agrees(evidence: Evidence, told: str) -> None:
    words = because(Seen(evidence, "150", "150"), "tesseract 5", 0.6)
    assert "tesseract 5 复核一致" in words
    assert told in words


def test_a_reading_against_which_nothing_speaks_names_no_doubt() -> None:
    told = because(Seen(Evidence(weakest=0.999, second=1, third=1), "150", "150"), "tesseract 5", 0.9996)
    assert told == "tesseract 5 复核一致，把握 1.000"

"""Every engine keeps the same contract: one answer a crop, no crash on odd crops, nothing dropped, no network."""

from __future__ import annotations

import socket

import cv2
import numpy as np
import pytest

from extractors.ocr import READERS, Known, rapid
from extractors.ocr.engine import CropText, Engine, Pixels, TextBox
from extractors.ocr.scripted import ScriptedEngine, says

HERE = [known for known in READERS if known.info().available]


def crop(width: int, height: int, text: str = "") -> Pixels:
    image = np.full((height, width, 3), 255, np.uint8)
    if text:
        cv2.putText(image, text, (8, height - 14), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (0, 0, 0), 2)
    return image


def opened(known: Known) -> Engine:
    engine = known.open(1)
    assert engine is not None
    return engine


@pytest.mark.parametrize("known", HERE, ids=lambda known: known.key)
def test_each_crop_gets_one_answer_in_its_own_place(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("an engine opened the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    texts = opened(known).read_crops([crop(200, 48, "1326"), crop(60, 48), crop(300, 48, "58.40"), crop(1, 1)], digits=True)
    assert [text.text for text in texts] == ["1326", "", "58.40", ""]


@pytest.mark.parametrize("known", HERE, ids=lambda known: known.key)
def test_characters_stand_in_order_across_the_crop(known: Known) -> None:
    (text,) = opened(known).read_crops([crop(200, 48, "1326")], digits=True)
    places = [char.at for char in text.chars]
    assert "".join(char.text for char in text.chars) == "1326"
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    assert 0 < text.confidence <= 1


@pytest.mark.parametrize("known", HERE, ids=lambda known: known.key)
def test_no_crops_and_no_ink_are_no_trouble(known: Known) -> None:
    engine = opened(known)
    assert engine.read_crops([]) == ()
    assert engine.detect_and_read(crop(3, 2)) == ()


@pytest.mark.parametrize("known", READERS, ids=lambda known: known.key)
def test_an_engine_that_is_missing_says_what_to_do(known: Known) -> None:
    info = known.info()
    assert info.title
    assert info.available or info.remedy


@pytest.mark.parametrize("known", HERE, ids=lambda known: known.key)
def test_the_reader_is_named_with_its_version(known: Known) -> None:
    name = opened(known).name
    assert any(char.isdigit() for char in name)


def test_the_scripted_engine_says_what_it_was_told() -> None:
    engine = ScriptedEngine(lines=(TextBox(0, 0, 10, 10, says("甲")),), crops=(says("乙"),))
    assert engine.detect_and_read(crop(20, 20))[0].crop.text == "甲"
    assert engine.read_crops([crop(20, 20), crop(20, 20)]) == (says("乙"), CropText("", 0.0))


@pytest.mark.parametrize("runtime", rapid.RUNTIMES)
def test_lines_of_other_sizes_one_after_another_keep_their_own_scores(runtime: str) -> None:
    pytest.importorskip(runtime)
    session = rapid.start(runtime, 1)._load_rec_model().session
    rng = np.random.default_rng(7)
    blocks = [rng.random((count, 3, rapid.LINE_HEIGHT, width), dtype=np.float32) for count, width in ((1, 192), (3, 320), (2, 192))]
    copied = [np.array(session(block)) for block in blocks]
    scores = rapid._in_place(session)
    for block, expected in zip(blocks + blocks, copied + copied, strict=True):
        assert np.array_equal(scores(block), expected)


def test_levels_from_the_table_are_those_worked_out_for_each_pixel() -> None:
    detector = rapid.start("onnxruntime", 1)._load_det_model()
    image = np.random.default_rng(7).integers(0, 256, (333, 500, 3), dtype=np.uint8)
    expected = detector.get_preprocess()(image[:, :, ::-1])
    rapid._by_table(detector)
    assert np.array_equal(detector.get_preprocess()(image[:, :, ::-1]), expected)


def test_pixel_work_takes_no_more_threads_than_the_engine() -> None:
    before = cv2.getNumThreads()
    try:
        for threads in (2, 1):
            rapid.RapidEngine(threads)
            assert cv2.getNumThreads() == threads
    finally:
        cv2.setNumThreads(before)

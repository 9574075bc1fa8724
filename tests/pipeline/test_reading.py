"""How a scanned page is read: what makes it a register's paper, and what it takes to be looked at as one."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ocr.engine import CropText
from extractors.ocr.scripted import ScriptedEngine
from extractors.proofs import certificate_page
from extractors.raster import Picture
from models.document import Page, Reading, Word
from models.geometry import Box
from pipeline.reading import _speaks_like_a_register

CODE = "91430600MA4T0R3A2Y"
LICENCE = (
    "营业执照",
    f"统一社会信用代码{CODE}",
    "名称湖南青桐科技有限公司",
    "住所湖南省岳阳市岳阳楼区青桐路18号",
    "法定代表人周望山",
    "注册资本壹佰万元整",
    "成立日期2012年03月18日",
)


def page(*lines: str, confidence: float = 0.99) -> Page:
    words = tuple(
        Word(line, Box(40, 40 + 30 * i, 40 + 12 * len(line), 54 + 30 * i), confidence, "scripted") for i, line in enumerate(lines)
    )
    return Page("drawn.pdf", 1, 595, 842, Reading.OCR, words)


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        (LICENCE, True),
        ((*LICENCE, "仅供申报2020年核心服务机构使用，再次复印无效"), True),
        (("申报单位基本情况", *LICENCE), False),
        (("填报说明", "统一社会信用代码"), False),
        (("会议通知", "各有关单位"), False),
    ],
)
def test_a_stamp_on_a_copy_makes_no_form_of_a_licence(lines: tuple[str, ...], is_one: bool) -> None:
    assert _speaks_like_a_register(page(*lines)) is is_one


@pytest.mark.parametrize(("confidence", "looks"), [(0.99, 0), (0.8, 1)])
def test_a_licence_read_whole_and_surely_is_not_read_again(confidence: float, looks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def again(_picture: Picture, *, file: str, **_: object) -> Page:
        seen.append(file)
        return page()

    monkeypatch.setattr(certificate_page, "read_certificate", again)
    first = page(*LICENCE, confidence=confidence)
    picture = Picture(np.full((80, 60, 3), 255, np.uint8), 1.0, 60, 80, 72)
    engine = ScriptedEngine(reads=lambda _: CropText("", 0.0))
    assert certificate_page.as_certificate(first, picture, engine) == first
    assert len(seen) == looks

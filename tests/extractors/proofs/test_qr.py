"""QR codes: decoded from pixels drawn here, and pictures that hold none."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp

from extractors.proofs.qr import entries, read_qr


def drawn(text: str, *, scale: int = 4, margin: int = 30) -> np.ndarray:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    small = np.asarray(code.to_image(scale=scale), np.uint8)
    grey = np.pad(small, margin, constant_values=255)
    return np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2))


def test_what_the_code_says_in_clear() -> None:
    text = "统一社会信用代码:9132090306182111X8;名称:岳阳青桐企业服务有限公司;成立日期:2012年03月18日"
    assert read_qr(drawn(text)) == (text,)
    assert {one.field.name: one.text for one in entries(text)} == {
        "organisation_name": "岳阳青桐企业服务有限公司",
        "established_on": "2012年03月18日",
        "credit_code": "9132090306182111X8",
    }


@pytest.mark.parametrize("shape", [(0, 0, 3), (5, 5, 3), (40, 40), (3, 900, 3)])
def test_pictures_without_a_code(shape: tuple[int, ...]) -> None:
    assert read_qr(np.full(shape, 200, np.uint8)) == ()


@pytest.mark.parametrize("text", ["", "http://example.cn", "名称:岳阳青桐……", "统一社会信用代码:9132090306182111X9"])
def test_what_is_cut_short_or_does_not_hold_is_not_told(text: str) -> None:
    assert entries(text) == ()

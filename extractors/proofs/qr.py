"""What the QR codes on a page say: the one witness on a licence that no OCR engine can misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.codes import check_code, codes_in_address, find_codes
from extractors.ink import warped
from models.fields import (
    ADDRESS,
    CREDIT_CODE,
    ESTABLISHED_ON,
    LEGAL_REPRESENTATIVE,
    ORGANISATION_NAME,
    REGISTERED_CAPITAL,
    Field,
)
from models.quantity import Quantity

READER = "zxing-cpp"
MAX_TEXTS = 8
MAX_CHARS = 2000
MAX_ENLARGED_PX = 8_000_000
# 登记日期 in a QR code is the day the licence was printed, not the day of establishment.
KEYS: tuple[tuple[Field[str] | Field[Quantity], tuple[str, ...]], ...] = (
    (CREDIT_CODE, ("统一社会信用代码", "社会信用代码", "信用代码")),
    (ORGANISATION_NAME, ("企业名称", "单位名称", "机构名称", "名称")),
    (LEGAL_REPRESENTATIVE, ("法定代表人", "法定代表人姓名")),
    (REGISTERED_CAPITAL, ("注册资本", "注册资金", "开办资金")),
    (ESTABLISHED_ON, ("成立日期", "成立时间")),
    (ADDRESS, ("住所", "住址", "经营场所")),
)
ENTRY = re.compile(r"^\s*([\u4e00-\u9fff]{2,10})\s*[:：]\s*(.+?)\s*$")
SEPARATOR = re.compile(r"[;；\n\r]+|[,，](?=[\u4e00-\u9fff]{2,10}[:：])")
# The issuing systems cut long contents short and say so with dots.
CUT_SHORT = re.compile(r"…|\.{3,}|\*{3,}")


@dataclass(frozen=True, slots=True)
class QrEntry:
    """One field in clear, as the QR code has it."""

    field: Field[str] | Field[Quantity]
    text: str


def read_qr(image: NDArray[np.uint8]) -> tuple[str, ...]:
    """Texts of the QR codes on an image (height × width × 3, RGB, or grey), in reading order; () where there is none.

    Never raises on any picture: a code that cannot be decoded is no code.
    """
    if image.ndim not in (2, 3) or 0 in image.shape:
        return ()
    for look in _looks(image):
        texts = _decoded(look)
        if texts:
            return texts
    return ()


def _looks(image: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    """The image as it is; without its red (seals, the national emblem); and, if it is no giant, at twice its size.

    Of 64 real photos 35 decode as they are, 45 with the other two (measured November 2026).
    """
    yield image
    if image.ndim == 3:
        yield np.ascontiguousarray(image[:, :, 0])
    height, width = image.shape[:2]
    if height * width <= MAX_ENLARGED_PX:
        yield warped(image, np.diag([2.0, 2.0, 1.0]), 2 * width, 2 * height)


def _decoded(image: NDArray[np.uint8]) -> tuple[str, ...]:
    import zxingcpp

    try:
        codes: list[Any] = list(zxingcpp.read_barcodes(image))
    except (ValueError, RuntimeError, TypeError):
        return ()
    texts = (code.text[:MAX_CHARS].strip("\x00 \n\r\t") for code in codes if "QR" in str(code.format).upper())
    return tuple(dict.fromkeys(text for text in texts if text))[:MAX_TEXTS]


def entries(text: str) -> tuple[QrEntry, ...]:
    """What a QR text says of the licence's fields: `名称:…;法定代表人:…`, or the code inside a web address."""
    found: dict[str, QrEntry] = {}
    for part in SEPARATOR.split(text[:MAX_CHARS]):
        match = ENTRY.match(part)
        field = _field_of(match.group(1)) if match else None
        if match is None or field is None or field.name in found or CUT_SHORT.search(match.group(2)):
            continue
        found[field.name] = QrEntry(field, match.group(2))
    code = _code_of(text)
    if code is not None:
        found[CREDIT_CODE.name] = QrEntry(CREDIT_CODE, code)
    else:
        found.pop(CREDIT_CODE.name, None)
    return tuple(found.values())


def _field_of(key: str) -> Field[str] | Field[Quantity] | None:
    return next((field for field, keys in KEYS if key in keys), None)


def _code_of(text: str) -> str | None:
    """The one valid code that the text holds; None where there is none, or two."""
    codes = {read.value for read in find_codes(text) if read.valid and not read.repaired} or set(codes_in_address(text))
    code = codes.pop() if len(codes) == 1 else None
    return code if code is not None and check_code(code) is not None else None

"""A photo of a licence, read as what it is: few lines on a patterned ground in a frame, no table.

What straightens a form (rulings, skew of long lines, scaling to a text height) finds nothing to hold on to there, and takes
the ornamental frame for rulings. So the picture is read as it lies, whole, and turned only where its labels are then found.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.codes import find_codes
from extractors.ink import balanced, warped
from extractors.ocr.engine import Engine, Pixels, TextBox
from extractors.proofs import licence
from extractors.proofs.certificate_words import LABELS
from extractors.proofs.labelled import read_labels
from extractors.proofs.qr import entries, read_qr
from extractors.proofs.reading import SURE, listed, squash
from extractors.raster import Picture
from extractors.straighten import rotation
from models.document import Doubt, Page, Reading, Word
from models.fields import CREDIT_CODE
from models.geometry import Box, View

HINTS = listed(
    "营业执照 法人证书 登记证书 登记机关 登记管理机关 经营范围 营业期限 业务范围 宗旨和业务 监督管理总局 行政管理总局 信用信息公示 注册资本 开办资金 成立日期 社会信用代码 扫描二维码"
)
ALL_FIELDS, SURELY = 6, 0.97  # name, code, person, day, capital, address: read so surely, no second look is worth its time
ENOUGH_LABELS = 3  # fewer may be chance: look at the picture the other ways up
QUARTERS = (0, 3, 1, 2)  # turns to try, counter-clockwise quarters, likelier ones first
# Degrees: a print that overlaps another reads differently a little askew. A code counts only if two looks agree and its
# check character holds.
SECOND_LOOKS = (0.5, 1.5, -0.5, -1.5)
LIFTED_LOOKS = (0.0, 1.0, -1.0)  # the same, with coloured print (the gold 副本, a seal) lifted to paper
UPPER_PART = 0.5
# Seal ink, as it stands on photos: clearly more red than green and blue.
RED_LEAD, RED_SHARE = 60, 0.12


def certificate_of(picture: Picture, *, file: str, number: int | None, engine: Engine) -> Page | None:
    """A photo read as a certificate, upright as it lies; None where too few of its labels are found: then it is another paper."""
    page = _read(picture, 0, file, number, engine)
    if _labels_on(page) < ENOUGH_LABELS:
        return None
    return _complete(page, picture, 0, engine)


def as_certificate(page: Page, picture: Picture, engine: Engine) -> Page:
    """`page` as it was read, or read anew as a certificate where that gives more of a licence's fields."""
    if not (picture.is_photo or page.qr_texts or any(hint in squash(page.text) for hint in HINTS)):
        return page
    known = _fields(page)
    if known[0] >= ALL_FIELDS and known[1] >= SURELY * known[0]:
        return page
    again = read_certificate(picture, file=page.file, number=page.number, engine=engine, qr_texts=page.qr_texts)
    again = replace(again, seconds=page.seconds)
    return again if _fields(again) > known else page


def read_certificate(picture: Picture, *, file: str, number: int | None, engine: Engine, qr_texts: tuple[str, ...] | None = None) -> Page:
    """The picture read whole, the way up that shows most labels. `Page.view` points into the picture as it lies.

    `qr_texts`: what its QR codes say, where that is known already.
    """
    looks: list[tuple[int, int, Page]] = []
    for quarters in QUARTERS:
        page = _read(picture, quarters, file, number, engine)
        looks.append((_labels_on(page), quarters, page))
        if looks[-1][0] >= ENOUGH_LABELS:
            break
    _, quarters, page = max(looks, key=lambda look: look[0])
    return _complete(page, picture, quarters, engine, qr_texts)


def _labels_on(page: Page) -> int:
    return len({one.key for one in read_labels(page, LABELS)} - {"other"})


def _complete(page: Page, picture: Picture, quarters: int, engine: Engine, qr_texts: tuple[str, ...] | None = None) -> Page:
    """With what the QR code says, and a second look for a code that was not read."""
    page = replace(page, qr_texts=read_qr(picture.pixels) if qr_texts is None else qr_texts)
    told = any(entry.field is CREDIT_CODE for text in page.qr_texts for entry in entries(text))
    return page if told or _has_code(page) or _labels_on(page) < ENOUGH_LABELS else _with_code(page, picture, quarters, engine)


def _has_code(page: Page) -> bool:
    return any(read.valid for line in page.lines for read in find_codes(line.text))


def _with_code(page: Page, picture: Picture, quarters: int, engine: Engine) -> Page:
    """The page with its code, where turned looks at its upper part read the same valid one twice."""
    image: Pixels = np.ascontiguousarray(np.rot90(picture.pixels, quarters))
    lifted: Pixels = np.repeat(balanced(image).max(axis=2, keepdims=True), 3, axis=2)
    height, width = image.shape[:2]
    seen: list[tuple[str, Word]] = []
    looks = [(degrees, image) for degrees in SECOND_LOOKS] + [(degrees, lifted) for degrees in LIFTED_LOOKS]
    for degrees, shown in looks:
        turned = np.ascontiguousarray(warped(shown, rotation(degrees, width, height), width, height)[: int(height * UPPER_PART)])
        for found in engine.detect_and_read(turned):
            codes = [read.value for read in find_codes(found.crop.text) if read.valid and not read.swapped]
            word = _word(found, turned, picture.scale, engine.name)
            twin = next((earlier for code, earlier in seen if code in codes), None)
            if twin is not None:
                return replace(page, words=(*page.words, replace(twin, text=codes[0], confidence=max(twin.confidence, SURE))))
            seen += [(code, word) for code in codes]
    return page


def _fields(page: Page) -> tuple[int, float]:
    """How many fields of a licence a page gives, and how surely."""
    told = [one for one in licence.read((replace(page, qr_texts=()),)).candidates if one.value is not None and not one.caveats]
    return len({one.field.name for one in told}), sum(one.confidence - 0.5 * bool(one.doubts) for one in told)


def _read(picture: Picture, quarters: int, file: str, number: int | None, engine: Engine) -> Page:
    image: Pixels = np.ascontiguousarray(np.rot90(picture.pixels, quarters))
    scale = picture.scale
    words = tuple(_word(box, image, scale, engine.name) for box in engine.detect_and_read(image) if box.crop.text.strip())
    height, width = image.shape[:2]
    notes = (f"证照照片，按整页识读{f'，已转正 {90 * quarters} 度' if quarters else ''}",)
    return Page(file, number, width * scale, height * scale, Reading.OCR, words, view=_view(picture, quarters), notes=notes)


def _word(found: TextBox, image: Pixels, scale: float, reader: str) -> Word:
    box = Box(found.x0 * scale, found.top * scale, found.x1 * scale, found.bottom * scale)
    doubts = {Doubt.LOW_CONFIDENCE} if found.crop.confidence < SURE else set()
    if _is_red(image[max(0, int(found.top)) : int(found.bottom) + 1, max(0, int(found.x0)) : int(found.x1) + 1]):
        doubts.add(Doubt.RED_OVERLAP)
    return Word(found.crop.text, box, found.crop.confidence, reader, frozenset(doubts))


def _is_red(patch: Pixels) -> bool:
    if patch.size == 0:
        return False
    red, green, blue = (patch[:, :, channel].astype(np.int16) for channel in range(3))
    return float(np.mean((red - np.maximum(green, blue)) > RED_LEAD)) > RED_SHARE


def _view(picture: Picture, quarters: int) -> View:
    """From points of the turned picture to points of the picture as a viewer shows it."""
    width, height = picture.pixels.shape[1] * picture.scale, picture.pixels.shape[0] * picture.scale
    turns: dict[int, View] = {
        0: View(),
        1: View((0, -1, width, 1, 0, 0, 0, 0, 1)),
        2: View((-1, 0, width, 0, -1, height, 0, 0, 1)),
        3: View((0, 1, 0, -1, 0, height, 0, 0, 1)),
    }
    return turns[quarters]

"""The QR code of a licence as a witness: candidates in clear, and which printed reading is its misreading."""

from __future__ import annotations

from itertools import zip_longest

from extractors.proofs.amounts import day_of, money_of
from extractors.proofs.certificate_words import NAME, ORGANISATION_ENDINGS, PERSON
from extractors.proofs.qr import READER, QrEntry, entries
from extractors.proofs.reading import squash
from models.answer import AnyCandidate, Candidate, FoundBy, Source
from models.document import Page, Word
from models.fields import ADDRESS, CREDIT_CODE, ESTABLISHED_ON, LEGAL_REPRESENTATIVE, ORGANISATION_NAME, REGISTERED_CAPITAL, Field
from models.geometry import Box

# A picture's QR text and the printed name may differ by what an engine misreads, not by a whole name.
MISREAD_SHARE = 0.25
NOWHERE = Box(0, 0, 0, 0)
TEXT_FIELDS: tuple[Field[str], ...] = (ORGANISATION_NAME, CREDIT_CODE, LEGAL_REPRESENTATIVE, ESTABLISHED_ON, ADDRESS)


def of_qr(page: Page) -> list[AnyCandidate]:
    """What the QR codes on a page say, each field once."""
    told: dict[str, AnyCandidate] = {}
    for text in page.qr_texts:
        for entry in entries(text):
            candidate = _qr_candidate(page, entry)
            if candidate is not None:
                told.setdefault(entry.field.name, candidate)
    return list(told.values())


def _qr_candidate(page: Page, entry: QrEntry) -> AnyCandidate | None:
    words = (Word(entry.text, NOWHERE, 1.0, READER),)
    place = page.place(None, entry.text)
    detail = "证照二维码明文"
    text = squash(entry.text)
    if entry.field is REGISTERED_CAPITAL:
        money = money_of(text)
        return (
            None
            if money.amount is None
            else Candidate(REGISTERED_CAPITAL, money.amount, place, words, Source.PROOF, FoundBy.QR, "注册资本", detail, money.caveats)
        )
    field = next(one for one in TEXT_FIELDS if one is entry.field)
    value = day_of(text) if field is ESTABLISHED_ON else text
    if value is None or (field is LEGAL_REPRESENTATIVE and not PERSON.fullmatch(value)):
        return None
    if field is ORGANISATION_NAME and not (NAME.fullmatch(value) and value.endswith(ORGANISATION_ENDINGS)):
        return None
    return Candidate(field, value, place, words, Source.PROOF, FoundBy.QR, field.title, detail)


def is_misreading(one: AnyCandidate, told: list[AnyCandidate]) -> bool:
    """Is this the engine's misreading of what the QR code says in clear? Only a few characters apart, and read by OCR."""
    if one.value is None or not any(word.reader != "text layer" for word in one.words):
        return False
    twin = next((other for other in told if other.field is one.field), None)
    if twin is None or twin.value == one.value or not (isinstance(one.value, str) and isinstance(twin.value, str)):
        return False
    return _apart(one.value, twin.value) <= MISREAD_SHARE * len(twin.value)


def _apart(left: str, right: str) -> int:
    """Characters that differ, place by place, from both ends: cheap, and enough for misread strings."""
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True))
    head = next((at for at, (a, b) in enumerate(zip_longest(left, right)) if a != b), 0)
    tail = next((at for at, (a, b) in enumerate(zip_longest(left[::-1], right[::-1])) if a != b), 0)
    return max(len(left), len(right)) - head - tail

"""Forms in two languages: what stands in English beside the Chinese says it again, and names nothing of its own."""

from __future__ import annotations

import re

_HAN = r"\u3400-\u9fff"
FEWEST_WORDS = 3  # of a whole address: Building A may be where it is
LEAST = 3  # letters: a unit or a number's mark (m2, No) is no translation
_BEHIND = re.compile(rf"(?<=[{_HAN})）\]】])[\s/／|·:：]*[A-Za-z][A-Za-z\s.,'’&/:：-]{{{LEAST - 1},}}(?:in20\d\d)?(?=[(（]|$)")
# E-mail地址, APP名称 say what kind it is, and nothing again.
_BEFORE = re.compile(
    rf"^(?!(?i:e-?mail|url|app|web|mac|vip|wechat|erp|logo)(?![A-Za-z]))[A-Za-z][A-Za-z\s.,'’&/:：-]{{{LEAST - 1},}}(?=[{_HAN}])"
)


_LABEL = re.compile(
    rf"(?P<own>.*[{_HAN}][{_HAN}（）()、:：\s㎡%％\d]*?)[\s/／|]*(?<![（(A-Za-z])[A-Za-z][^{_HAN}]{{{LEAST - 1},}}", re.DOTALL
)
_NAME = re.compile(rf"(?<=[{_HAN})）])\s+[A-Za-z][^{_HAN}]{{4,}}$")
_PLACE = re.compile(r"\b(?i:road|rd|street|st|avenue|ave|district|city|county|province|building|floor|hunan|yueyang|china)\b")

_WORD = re.compile("[A-Za-z]{2,}")


def label_untranslated(text: str) -> str | None:
    """服务资产（万元） of 服务资产（万元）Service Assets (RMB 10,000); None where no English stands behind the label."""
    found = _LABEL.fullmatch(text)
    return found["own"].strip() if found is not None else None


def name_untranslated(text: str) -> str:
    """A name without its English form behind it; letters that belong to the name stand within it, or close to it."""
    return _NAME.sub("", text)


def address_untranslated(text: str) -> str:
    """An address without the same in English behind it (5F, No.1 Xueyuan Road); A3栋 and B座 stay."""
    last = max((at for at, char in enumerate(text) if "\u3400" <= char <= "\u9fff"), default=len(text))
    gap = re.search(r"\s", text[last + 1 :])
    told = text[last + 1 + gap.start() :] if gap is not None else ""
    return text[: len(text) - len(told)] if _PLACE.search(told) and len(_WORD.findall(told)) >= FEWEST_WORDS else text


def untranslated(text: str) -> str:
    """The Chinese of a line or a cell, without the English before or behind it; a text of one language as it is."""
    kept = _BEHIND.sub("", text)
    return _BEFORE.sub("", kept) if kept == text else kept

"""Consent that hangs on something: 补正材料后同意推荐, 原则同意推荐, 同意推荐，但须补齐…. Nobody is recommended by it yet."""

from __future__ import annotations

import re

_MENDED = r"补充|补正|补齐|补交|补办|整改|完善|修改|更正|到位|齐全|符合要求"
_CONDITION = re.compile(
    rf"原则上?同意|拟同意|附条件|有条件地?同意|为前提|前提下|待[^,，。；;]{{1,16}}后|(?:{_MENDED})[^,，。；;]{{0,12}}(?:后|再|方可)"
    r"|但[^。；;]{0,16}(?:须|需|应|补|整改|完善)"
)


def condition_in(sentence: str) -> str | None:
    """The words by which a sentence makes its consent hang on something; None where it is plain."""
    found = _CONDITION.search(sentence)
    return found.group() if found is not None else None

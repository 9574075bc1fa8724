"""What a label cell means under the groups it stands in: 联系人 | 电话 is 联系人电话, 法定代表人 | 电话 is nobody's question."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finders.labels import VOCABULARY, Label, match_label, plain_label
from extractors.finders.registration import states_registration
from extractors.finders.shape import Grid
from extractors.finders.words import squeeze

_GENERAL = re.compile(r"(?:基本|主要|详细|具体)?(?:情况|信息|概况|状况|构成|结构|条件|业绩|指标|数据)$")
_ANSWER = re.compile(r"[（(]?(?:已|未|尚未|暂未|均已|现已)(?:完成|经|予)?(?:注册|入驻|登记|加入)[。；;]?[）)]?|[是否有无]")
LONGEST = 30  # characters of a cell that may be a part of a label


def named(grid: Grid, number: int, groups: list[str]) -> Label | None:
    """What a label cell means under its groups: 联系人 | 电话 is 联系人电话, 法定代表人 | 电话 is nobody's question."""
    return joined(grid, number, groups) or grid.labels[number]


def joined(grid: Grid, number: int, groups: list[str]) -> Label | None:
    text = grid.texts[number]
    if len(text) > LONGEST or grid.is_blank(number) or not re.search(r"[\u4e00-\u9fff]", text) or _answers(text):
        return None
    for group in reversed(groups[-2:]):
        for head in dict.fromkeys((group, _GENERAL.sub("", re.sub(r"\s+", "", group)))):
            label = match_label(closed(head) + text) if 1 < len(head) <= 20 else None
            if label is not None and not _only_by_unit(grid, number, closed(head) + text, label):
                return replace(label, text=f"{squeeze(head)}{squeeze(text)}")
    return None


def _answers(text: str) -> bool:
    """省平台 | 已注册: an answer, and no part of what is asked."""
    return _ANSWER.fullmatch(squeeze(text)) is not None or states_registration(text)


def _only_by_unit(grid: Grid, number: int, text: str, label: Label) -> bool:
    """Group and label together name nothing that is known, yet the label alone asks: then it stands alone."""
    own = grid.labels[number]
    return not label.asks and own is not None and own.asks and plain_label(text).key not in VOCABULARY


def closed(text: str) -> str:
    """With a bracket that a scan has lost, so that what follows does not stand inside it."""
    missing = sum(map(text.count, "（(")) - sum(map(text.count, "）)"))
    return text + "）" * max(0, missing)

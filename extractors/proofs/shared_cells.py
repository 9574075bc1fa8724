"""Lists in which one cell names several: 本科 | 张三、李四、王五 | 3人. Each name is an entry of its own, with all else that its row says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.numerals import folded
from extractors.proofs.reading import squash
from extractors.proofs.rows import Column, Entry, Row, is_scanned

HEADS = Column("heads", ("人数", "家数", "户数", "企业数", "企业家数", "人数合计", "数量"))  # how many a row's cell names
BETWEEN = re.compile(r"[、，,；;/]")
COUNT = re.compile(r"共?([0-9]{1,4})[人名位家户个]?")


def spread(rows: Sequence[Row], key: str, one: re.Pattern[str]) -> tuple[Row, ...]:
    """The rows with each of which column `key` names several of what `one` matches once for each; the others as they are."""
    return tuple(single for row in rows for single in _singles(row, key, one))


def miscounted(rows: Sequence[Row], key: str, one: re.Pattern[str]) -> str:
    """The number beside a cell that is not that of the names in it, in words; "" where all fit or none is written."""
    for row in rows:
        told, named = COUNT.fullmatch(folded(squash(row.get(HEADS.key).text))), len(_singles(row, key, one))
        if told is not None and named > 1 and int(told.group(1)) != named:
            return f"一行写{told.group(1)}，所列名称{named}个"
    return ""


def _singles(row: Row, key: str, one: re.Pattern[str]) -> tuple[Row, ...]:
    entry = row.get(key)
    names = [name for name in BETWEEN.split(squash(entry.text)) if name]
    if len(names) < 2 or is_scanned(row.page) or not all(one.fullmatch(name) for name in names):
        return (row,)
    return tuple(_with(row, key, Entry(name, entry.words)) for name in names)


def _with(row: Row, key: str, entry: Entry) -> Row:
    return replace(row, entries=tuple(entry if known == key else old for known, old in zip(row.keys, row.entries, strict=True)))

"""A roster with a column for each degree and a tick in one of them: 硕士 | 本科 | 大专 | 高中及以下. The ticked column's title is the degree."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.proofs.reading import listed, squash
from extractors.proofs.rows import NO_ENTRY, Column, Entry, Listing, Row, is_scanned

# Each level a column of its own, the title as written; of which level it is, is told from the title as from a 学历 cell.
DEGREES: tuple[Column, ...] = (
    Column("degree_doctor", listed("博士 博士研究生 博士及以上")),
    Column("degree_master", listed("硕士 硕士研究生 研究生 硕士及以上 研究生及以上 硕士以上")),
    Column("degree_bachelor", listed("本科 大学本科 全日制本科 本科及以上")),
    Column("degree_college", listed("大专 专科 大学专科 高职 大专高职 专科高职 大专及高职")),
    Column(
        "degree_below",
        listed("大专以下 高中及以下 中专及以下 高中 中专 中专高中 高中中专 中专及高中 其他学历 大专以下学历 高中以下 中专以下"),
    ),
)
EDUCATION = "education"
LEAST = 2  # columns of degrees
TICK = re.compile(r"[√✓✔☑■●○◯*]|1|是")


def with_ticked_degrees(listing: Listing) -> Listing:
    """The list with a 学历 for each row, where it has none and ticks tell; a row with no tick, or several, has none that could be told."""
    keys = tuple(column.key for column in DEGREES if listing.has(column.key))
    if listing.has(EDUCATION) or len(keys) < LEAST or any(is_scanned(page) for page in listing.pages):
        return listing
    rows = tuple(_with_degree(row, listing, keys) for row in listing.rows)
    return replace(listing, keys=(*listing.keys, EDUCATION), titles=(*listing.titles, "学历"), rows=rows)


def _with_degree(row: Row, listing: Listing, keys: tuple[str, ...]) -> Row:
    filled = [key for key in keys if squash(row.get(key).text)]
    told = len(filled) == 1 and TICK.fullmatch(squash(row.get(filled[0]).text)) is not None
    entry = Entry(listing.title(filled[0]), row.get(filled[0]).words) if told else NO_ENTRY
    return replace(row, keys=(*row.keys, EDUCATION), entries=(*row.entries, entry))

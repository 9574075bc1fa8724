"""As of when a list of people holds: 截至2019年12月, 2018年度花名册, 所属期：2019年12月."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.dates import read_dates
from extractors.proofs.headers import LISTED
from extractors.proofs.reading import squash
from extractors.proofs.running_heads import names_the_papers
from models.answer import AnyCandidate
from models.facts import AsOf

HOLDS_ON = re.compile(r"截[至止]|所属[期年]|(?:统计|数据|名册|在职|参保|缴费)(?:时间|日期|时点|年度|年月|月份|期)")
LINE_LENGTH = 60


def as_of(candidates: Sequence[AnyCandidate], captions: Sequence[str]) -> tuple[AsOf, ...]:
    """One for each candidate; none where no line tells, or two tell different days."""
    lines = [line for line in map(squash, captions) if len(line) <= LINE_LENGTH and not names_the_papers(line)]
    told = {day for line in lines if HOLDS_ON.search(line) for day in _days(line)}
    told = told or {day for line in lines if LISTED.search(line) for day in _days(line)}
    return tuple(AsOf(one.place, when) for one in candidates for when in told) if len(told) == 1 else ()


def _days(line: str) -> list[str]:
    days = {one.value for one in read_dates(line)}
    return list(days) if len(days) == 1 else []

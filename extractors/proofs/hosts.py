"""Who held the activities of a list, where its rows, a column of it or a line below it name somebody: for whoever knows the applicant's name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractors.proofs.activity_rows import HELD_ROLE, Judged, told_beside
from extractors.proofs.own_names import names_in
from extractors.proofs.reading import squash
from models.answer import AnyCandidate
from models.facts import Ascribed

COLUMNS = ("host", "carrier")
# 以上活动均由某协会主办; 均系某协会举办.
ALL_BY = re.compile(r"(?:均|全部|一律|全都|都是?|所有活动)[^。;；]{0,40}?(?:主办|承办|举办|组织)")
BY = re.compile(r"(?:由|系|为|[,，])([^,，。;；由系为]{2,30}?)(?:联合|共同|独立)?(?:主办|承办|举办|组织)")
# 银企对接会（云溪区某协会主办）.
BRACKETED = re.compile(r"[(（](?:由)?([^()（）]{2,30}?)(?:联合|共同)?(?:主办|承办|举办|组织)[)）]")


def ascribed(candidate: AnyCandidate, judged: Iterable[Judged], captions: Sequence[str]) -> tuple[Ascribed, ...]:
    """The rows behind a count of activities, by whom they name."""
    lines = (squash(line) for line in captions)
    of_all = tuple(name for line in lines if ALL_BY.search(line) for match in BY.finditer(line) for name in names_in(match.group(1)))
    times: dict[tuple[str, ...], int] = defaultdict(int)
    for one in judged:
        if one.role == HELD_ROLE and (names := _names(one) or of_all):
            times[names] += one.times if one.times is not None else 1
    return tuple(Ascribed(candidate.field.name, candidate.place, names, Decimal(count)) for names, count in times.items())


def _names(one: Judged) -> tuple[str, ...]:
    """Nobody where the row says by itself what part the applicant took."""
    if squash(one.row.get("role").text) or told_beside(one.row):
        return ()
    cells = [entry for key in COLUMNS if squash((entry := one.row.get(key)).text)]
    if cells:
        return tuple(name for entry in cells for name in names_in(entry.text)) if all(entry.sure for entry in cells) else ()
    told = (match.group(1) for text in (one.row.get("name").text, one.row.rest) for match in BRACKETED.finditer(squash(text)))
    return tuple(name for words in told for name in names_in(words))

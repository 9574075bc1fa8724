"""A list whose last page says that it goes on (第1页 共5页, 续下页) where nothing goes on: there may be more rows than are here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.proofs.reading import ProofReading, squash, trouble
from extractors.proofs.rows import is_scanned
from models.answer import Caveat, FoundBy
from models.document import Page
from models.quantity import Quantity

COUNTED = re.compile(
    r"第(?P<at>\d{1,3})页[,，/、|]?(?:共|总)(?P<of>\d{1,3})页|共(?P<of2>\d{1,3})页[,，/、|]?第(?P<at2>\d{1,3})页|[Pp]age(?P<at3>\d{1,3})of(?P<of3>\d{1,3})"
)
GOES_ON = re.compile(r"[(（]?(?:未完待?续?[,，、]?)?(?:续|转|接|见|下接|下转)(?:下|后|次)一?页[)）]?|[(（]未完(?:待续)?[)）]")
LAST_LINES = 3


def cut_pages(pages: Sequence[Page]) -> dict[int, str]:
    """By the id of each page after which others must have followed: how its own words say so. Pictures and office files do not tell."""
    of_file: dict[str, list[Page]] = {}
    for page in pages:
        if page.number is not None and not is_scanned(page):
            of_file.setdefault(page.file, []).append(page)
    return {
        id(page): why for mine in of_file.values() for at, page in enumerate(mine) if (why := _why(page, mine[at + 1 : at + 2], mine[-1]))
    }


def _why(page: Page, following: Sequence[Page], last: Page) -> str:
    if not following and any(GOES_ON.fullmatch(squash(line.text)) for line in page.lines[-LAST_LINES:]):
        return "页末写“续下页”，后面没有"
    label = _label(page)
    if label is None or label[0] >= label[1]:
        return ""
    after = [_label(one) for one in following]
    if (label[0] + 1, label[1]) in after or (label == (page.number, last.number) and following):
        return ""
    return f"页脚写第{label[0]}页、共{label[1]}页，后面的页没有"


def _label(page: Page) -> tuple[int, int] | None:
    """The page's own number and of how many, where one line tells and no two differ."""
    found = {
        (int(match["at"] or match["at2"] or match["at3"]), int(match["of"] or match["of2"] or match["of3"]))
        for line in page.lines
        for match in COUNTED.finditer(squash(line.text))
    }
    return found.pop() if len(found) == 1 else None


def with_cut_told(reading: ProofReading, last: Page, why: str) -> ProofReading:
    """The same reading, of whose last list there can only be more; a total that the rows make is whole."""
    counts = [one for one in reading.candidates if _is_open(one.found_by, one.value)]
    first = max((one.place.page or 0 for one in counts), default=0)
    candidates = tuple(
        replace(one, caveats=one.caveats | {Caveat.PARTIAL}, detail=f"{one.detail}；{why}")
        if (one.place.page or 0) == first and _is_open(one.found_by, one.value)
        else one
        for one in reading.candidates
    )
    problem = trouble(last, f"第{last.number}页{why}，清单可能不全", "请申报单位补齐缺页")
    return replace(reading, candidates=candidates, problems=(*reading.problems, problem))


def _is_open(found_by: FoundBy, value: object) -> bool:
    """Is it a count of rows, or their sum? A proven total of money has a unit that no count has."""
    counted = isinstance(value, Quantity) and (found_by is FoundBy.COMPUTED or value.unit != "万元")
    return counted and found_by in (FoundBy.LIST, FoundBy.COMPUTED)

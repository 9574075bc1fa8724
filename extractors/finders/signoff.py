"""How a report begins and ends: the office it is addressed to, the applicant's name and the day below it."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.finders.values import value_of
from extractors.finders.words import AnyCandidate, candidate, run_of
from models.answer import FoundBy
from models.document import Line, Page
from models.fields import COUNTY, DECLARED_ON
from models.geometry import Box

ADDRESSED_WITHIN = 5  # lines from the top of a report
DAY = re.compile(
    r"\s*(?:20\d\d|二[〇○零OoO0]{1,2}[一二三四五六七八九〇○零\d]{1,2}|二[〇○零O0][一二三四五六七八九])\s*[年./-].{1,14}[日号\d]\s*"
)
SIGNER = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9()（）·\s]{4,40}?(?:公司|中心|协会|研究院|研究所|联盟|促进会|联合会|商会|学院|院|所|平台|社|厂|部|馆|基地|学校)(?:[(（]?(?:盖章|公章)[)）]?)?"
)
OFFICE = re.compile(r"(?:局|厅|委|委员会|政府|科|处)(?:[(（]?(?:盖章|公章)[)）]?)?\s*$")
ADDRESS = re.compile(r"^[\u3400-\u9fff、\s]{3,30}(?:局|厅|委|委员会|主管部门)\s*[:：]\s*$")


def find_signoff(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:
    """The county that a report is addressed to, and the day under the applicant's own name at its end."""
    del before
    boxes = [table.box for table in page.tables if len(table.cells) > 1]
    lines = [line for line in page.lines if not any(box.holds_center(line.box) for box in boxes)]
    return (*_addressed(page, lines), *_signed(page, lines))


def _addressed(page: Page, lines: list[Line]) -> tuple[AnyCandidate, ...]:
    for line in lines[:ADDRESSED_WITHIN]:
        run = run_of(line.words)
        if ADDRESS.match(run.text):
            reading = value_of(COUNTY, run.text.rstrip(" ：:"))
            if not reading.blank and reading.value is not None:
                cut = run.cut(*reading.span) or line.words
                return (candidate(page, COUNTY, reading, cut, found_by=FoundBy.LABEL, label="报送", detail="报告抬头的报送机关"),)
    return ()


def _signed(page: Page, lines: list[Line]) -> tuple[AnyCandidate, ...]:
    """A line that is nothing but a day, right under a line that is nothing but an organisation's name, both to the right."""
    found: list[AnyCandidate] = []
    for above, line in pairwise(lines):
        run = run_of(line.words)
        if not DAY.fullmatch(run.text) or not _is_signer(above) or not _to_the_right(line.box, page.width):
            continue
        reading = value_of(DECLARED_ON, run.text)
        if not reading.blank and reading.value is not None:
            cut = run.cut(*reading.span) or line.words
            found.append(candidate(page, DECLARED_ON, reading, cut, found_by=FoundBy.LABEL, label="落款", detail="报告落款的日期"))
    return tuple(found[-1:])


def _is_signer(line: Line) -> bool:
    text = run_of(line.words).text.strip()
    return SIGNER.fullmatch(text) is not None and OFFICE.search(text) is None


def _to_the_right(box: Box, width: float) -> bool:
    return (box.x0 + box.x1) / 2 > 0.45 * width

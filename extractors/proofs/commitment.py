"""真实性承诺书: who commits, and the day that stands under it (one of the days the applicant put to the papers).

On a scan a signature without a day is said to be unread: seals are put over days, and another day may not answer for it.
"""

from __future__ import annotations

import re

from extractors.proofs.amounts import Day, days_in
from extractors.proofs.opinion import HEADING
from extractors.proofs.owners import ENDING, owner_of
from extractors.proofs.reading import ASKED, Asked, ProofReading, Run, running
from extractors.proofs.rows import is_scanned
from models.answer import AnyCandidate, Candidate, FoundBy, Source
from models.document import Page
from models.facts import Party, Signed
from models.fields import DECLARED_ON
from models.geometry import around
from models.proof import PageKind

KIND = PageKind.COMMITMENT

BEGINS = re.compile(r"承诺")
COMMITTER = re.compile(
    rf"(?:本单位|本公司|本机构|我单位|我公司|本中心)[(（,，:：]+(?:单位名称[:：])?([\u3400-\u9fffA-Za-z0-9()]{{2,40}}?{ENDING})[)）,，]"
)
SIGNED = re.compile(
    r"(?:承诺|申报|申请)(?:单位|机构|企业|人)[^。]{0,8}?[(（](?:公章|盖章|签章|印章)|(?:法定代表人|法人代表|负责人|承诺人)[^。]{0,6}?[(（]?签[字章名]"
)
UNSEEN = "落款处没有读到日期"


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:  # noqa: ARG001
    candidates: list[AnyCandidate] = []
    signed: list[Signed] = []
    parties = list(owner_of(pages, "承诺单位"))
    for page in pages:
        run = running(page)
        match = COMMITTER.search(run.text)
        if match is not None and all(party.name != match.group(1) for party in parties):
            place = page.place(around(word.box for word in run.words(*match.span(1))), match.group(1))
            parties.append(Party(match.group(1), "承诺单位", True, place))
        days = _own_days(run.text)
        if not days:
            candidates += _unseen(page, run)
            continue
        words = run.words(*days[-1].span)
        text = run.text[slice(*days[-1].span)]
        place = page.place(around(word.box for word in words), text)
        signed.append(Signed(match.group(1) if match else None, days[-1].day, place))
        candidates.append(
            Candidate(
                DECLARED_ON, days[-1].day.isoformat(), place, words, Source.FORM, FoundBy.LABEL, "承诺书日期", "真实性承诺书的落款日期"
            )
        )
    return ProofReading(KIND, tuple(candidates), (), (), tuple(parties), (), tuple(signed))


def _unseen(page: Page, run: Run) -> list[AnyCandidate]:
    """A signature on a scan under which a day should stand, and none was read."""
    begins = BEGINS.search(run.text)
    signed = SIGNED.search(run.text, begins.start()) if begins is not None and is_scanned(page) else None
    if signed is None:
        return []
    words = run.words(*signed.span())
    place = page.place(around(word.box for word in words), signed.group())
    return [Candidate(DECLARED_ON, None, place, words, Source.FORM, FoundBy.LABEL, "承诺书日期", f"真实性承诺书{UNSEEN}")]


def _own_days(text: str) -> tuple[Day, ...]:
    """The days under the commitment itself: after its first words, before the opinion that may stand below on the page."""
    begins = BEGINS.search(text)
    start = begins.start() if begins else 0
    ends = HEADING.search(text, start)
    return tuple(day for day in days_in(text) if start <= day.span[0] and (ends is None or day.span[0] < ends.start()))

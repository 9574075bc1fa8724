"""Papers that bear out that activities were held where no list does: the applicant's own notices, lists of who signed in, photos,
and a summary that tells them day by day.

They are no list, and nothing is counted on them; where a package holds no list they are the proof that the notice asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.proofs.reading import squash
from models.document import Page
from models.proof import PageKind, PageRef, Sorted

TITLE_AMONG, TITLE_LENGTH = 4, 40
_EVENT = r"(?:活动|培训|讲座|会议|对接会|推介会|座谈会|宣讲会|洽谈会|沙龙|论坛|辅导|路演|公开课|开放日)"
NOTICE = re.compile(r"^关于(?:举办|召开|开展|组织|举行).{2,30}(?:通知|邀请函|函|公告)$")
BY_ITSELF = re.compile(r"[我本](?:单位|中心|公司|协会|商会|联盟|会|院|所|机构|平台)(?:[^。]{0,20}(?:定于|举办|召开|开展|组织|主办|拟于))")
PICTURED = re.compile(rf"^.{{0,16}}{_EVENT}.{{0,10}}(?:照片|图片|影像|掠影|留影|剪影|实景)(?:资料|集|展示)?$")
SIGNED_IN = re.compile(rf"^.{{0,24}}{_EVENT}.{{0,10}}签到(?:表|册|簿|单)$")
SUMMED_UP = re.compile(
    r"^.{0,30}活动(?:开展|举办|组织|工作)*(?:总结?|小结|纪要|纪实|回顾|综述|简报|情况(?:总结|小结|说明|汇报|报告))(?:\([^()]{0,12}\))?$"
)
EVENT_TOLD = re.compile(
    r"(?:20\d\d[-./年]\d{1,2}|(?<!\d)(?:1[0-2]|[1-9])月(?:[0-3]?\d日|[上中下]旬)).{0,40}(?:举办|召开|开展|组织|承办|主办)"
)
NOT_HELD = re.compile(r"计划|拟|预计|将于|打算")
LEAST_TOLD = 2  # events in a summary: of one alone a sentence may speak
KINDS = frozenset({PageKind.UNRELATED, PageKind.PHOTO, PageKind.OTHER})
SUMMING_KINDS = KINDS | {PageKind.NARRATIVE}


def event_papers(pages: Iterable[Page], sorted_pages: Iterable[Sorted]) -> tuple[tuple[PageRef, PageKind], ...]:
    """The pages that are such papers, each as what stands in for a list of activities."""
    pairs = zip(pages, sorted_pages, strict=False)
    shown = [(page, told) for page, told in pairs if page.taken_for is None]  # what a look passes over is the same unread
    return tuple(
        (told.ref, PageKind.ACTIVITY_LIST)
        for page, told in shown
        if (told.kind in KINDS and is_event_paper(page)) or (told.kind in SUMMING_KINDS and is_summary(page))
    )


def is_summary(page: Page) -> bool:
    """A page that is titled as a summary of activities and tells when several of them were held."""
    lines = [squash(line.text) for line in page.lines]
    titled = any(len(line) <= TITLE_LENGTH and SUMMED_UP.search(line) for line in lines[:TITLE_AMONG])
    return titled and sum(EVENT_TOLD.search(line) is not None and NOT_HELD.search(line) is None for line in lines) >= LEAST_TOLD


def is_event_paper(page: Page) -> bool:
    lines = [squash(line.text) for line in page.lines[:TITLE_AMONG]]
    titles = [line for line in lines if len(line) <= TITLE_LENGTH]
    if any(PICTURED.search(title) or SIGNED_IN.search(title) for title in titles):
        return True
    return any(NOTICE.search(title) for title in titles) and BY_ITSELF.search(squash(page.text)) is not None

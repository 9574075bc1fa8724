"""What a form's own note says that a short head means: “活动”指2019年本单位开展的公益性公共服务活动, below a column 活动（次）."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.finders.labels import Label, Role, match_label, plain_label
from extractors.finders.words import run_on
from models.document import Page, words_on
from models.once import once_for_each

_DEFINED = re.compile(
    r"[“\"「『《【](?P<term>[\u3400-\u9fff]{2,10})(?:[（(][^）)]{1,6}[）)])?[”\"」』》】](?:一栏|栏|数|项)?(?:系|是|均|仅|即)?指(?:的是)?(?P<what>[^，,。；;：:\n]{4,60})"
)
_LEADS = re.compile(r"(?:的|年度?|开展|组织|举办|实际|本单位|我单位)+")
LONGEST_NOTES = 4000


@once_for_each(words_on)
def defined_terms(page: Page) -> Mapping[str, Label]:
    """Heads that are no labels by themselves, each with the label that a note on the page explains it by."""
    if not any("指" in word.text for word in page.words):
        return {}
    found: dict[str, Label] = {}
    for one in _DEFINED.finditer(run_on(page.words)[:LONGEST_NOTES]):
        label = _meant(one["what"])
        if label is not None and match_label(one["term"]) is None:
            found[plain_label(one["term"]).key] = label
    return found


def _meant(what: str) -> Label | None:
    """The label with which the explanation ends: 本单位开展的｜公益性公共服务活动."""
    starts = [0, *(lead.end() for lead in _LEADS.finditer(what))]
    labels = (match_label(what[start:]) for start in starts if len(what) - start > 1)
    label = next((one for one in labels if one is not None and one.asks), None)
    return label if label is not None and label.role is Role.FIELD and label.field is not None and label.field.is_number else None

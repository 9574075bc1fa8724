"""Whose 负责人 it is: who signs for an office below its opinion is nobody of the applicant's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.finders.entry import Entry
from extractors.finders.words import AnyField
from models.document import Line, Word
from models.fields import CONTACT_PERSON, LEGAL_REPRESENTATIVE
from models.geometry import around

HEAD_LENGTH = 24  # characters of a line that is a heading
_WHO_SIGNS = re.compile(r"(?:单位|部门|主要|经办)?(?:负责人|领导|经办人)(?:签字|签名|签章)?|签字|签名|签章")
_STAMPED = re.compile(r"[（(]?\s*(?:盖章|公章|签章|章)\s*[)）]?")
_OFFICE_HEADING = re.compile(r"(?:推荐|初审|审核|审查|主管|工信|部门|[县市区州]级?)[^。；;]{0,12}意见")
_OFFICE_SAYS = re.compile(r"(?:同意|予以|特此)(?:[^。；;]{0,6})推荐|^经(?:我局|我委|本局)?(?:[^。；;]{0,6})(?:审核|初审|审查|核查|核实)")
_OWN = re.compile(r"(?:申报|申请|填报|承诺)(?:单位|机构|企业|人)|[本我](?:单位|公司|机构|中心|企业|协会)|承诺|声明")


def without_signers_of_offices(entries: Iterable[Entry], lines: Sequence[Line]) -> Iterator[Entry]:
    """The entries but for who is named as 负责人 below an office's opinion."""
    for entry in entries:
        if entry.label.field is None or not signs_for_an_office(entry.label.field, entry.label_text, entry.words, lines):
            yield entry


def signs_for_an_office(field: AnyField, label: str, words: Sequence[Word], lines: Sequence[Line]) -> bool:
    """Going up from who signs, does an office's opinion come before anything that the applicant says?"""
    box = around(word.box for word in words)
    signs = _WHO_SIGNS.fullmatch(re.sub(r"[\s（）()：:]", "", _STAMPED.sub("", label))) is not None
    if box is None or not signs or field not in (LEGAL_REPRESENTATIVE, CONTACT_PERSON):
        return False
    for line in reversed([line for line in lines if line.box.top < box.bottom - box.height / 2]):
        plain = re.sub(r"\s+", "", line.text)
        heading = _OFFICE_HEADING.search(plain) if len(plain) <= HEAD_LENGTH else None
        own = _OWN.search(plain)
        if (heading is not None and (own is None or heading.start() < own.start())) or _OFFICE_SAYS.search(plain):
            return True
        if own is not None:
            return False
    return False

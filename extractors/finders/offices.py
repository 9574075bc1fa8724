"""Whom to ask at an office: the 咨询电话 and the contact of the department that a notice names are not the applicant's."""

from __future__ import annotations

import re

from extractors.finders.readings import ProseReading
from models.fields import CONTACT_PERSON, CONTACT_PHONE

REACH = 60  # characters before a value
_STOP = re.compile(r"[。；;\n]")
_OFFICE = r"(?:[省市县区]厅|工信[厅局委]|经信[厅局委]|工业和信息化[厅局]|科工局|科技和工业信息化局|发改[委局]|财政[厅局]|税务局|管委会|主管部门|推荐单位)"
# The kind of telephone that nobody answers for the applicant alone.
_ASKED_THERE = re.compile(
    r"(?:咨询|监督|投诉|举报|技术支持|受理|报名|查询|纪检|信访)(?:服务|受理)?(?:联系)?(?:电话|热线)?(?:号码)?\s*[:：]?\s*$"
)
_ATTACHED = re.compile(rf"{_OFFICE}[^，,。；;：:]{{0,14}}(?:联系人[^。；;]{{0,30}})?$")
_BEHIND_THEIRS = re.compile(rf"联系人[^。；;（(]{{0,10}}[（(][^）)]{{0,8}}{_OFFICE}[^）)]{{0,12}}[）)][^。；;]{{0,14}}$")
_TO_BE_ASKED = re.compile(rf"(?:请|可|应|须|径)[^。；;]{{0,8}}{_OFFICE}[^。；;]{{0,14}}(?:联系|咨询|垂询|反映)[^。；;]{{0,40}}$")
_IN_BRACKETS = re.compile(rf"\s*[（(][^）)]{{0,8}}{_OFFICE}[^）)]{{0,12}}[）)]")


def is_of_an_office(text: str, one: ProseReading) -> bool:
    """Is this contact or telephone that of a department or of a hotline?"""
    if one.field not in (CONTACT_PERSON, CONTACT_PHONE):
        return False
    start, end = one.span
    before = _STOP.split(text[max(0, start - REACH) : start])[-1]
    plain = (
        before[: before.rfind(one.label)]
        if one.label and one.label in before
        else re.sub(r"(?:联系人|电话|手机)[为是系:：\s]*$", "", before)
    )
    if one.field is CONTACT_PERSON and isinstance(one.value, str) and re.search(_OFFICE, one.value):
        return True
    if (
        _BEHIND_THEIRS.search(before)
        or _ASKED_THERE.search(plain)
        or _ATTACHED.search(plain)
        or _TO_BE_ASKED.search(plain)
        or _IN_BRACKETS.match(text, end)
    ):
        return True
    # 咨询电话：…，联系人周涛（省工信厅）: one line names both.
    behind = _STOP.split(text[end : end + REACH])[0]
    return one.field is CONTACT_PHONE and re.search(rf"联系人[^，,。；;（(]{{2,8}}{_IN_BRACKETS.pattern}", behind) is not None

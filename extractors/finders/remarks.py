"""What a form's column of remarks says of the number beside it: 系家次, 累计数, 含兼职 make it another kind of number."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finders.labels import AnyField, Label, Role
from models.fields import (
    ENTERPRISES_SERVED,
    PREMISES_AREA,
    PUBLIC_ACTIVITIES,
    SERVICE_ASSETS,
    SPECIALISED_ACTIVITIES,
    STAFF_COLLEGE,
    STAFF_TOTAL,
    WELFARE_ACTIVITIES,
)

LONGEST = 80  # characters of a remark; more is a story
_CLAUSE = re.compile(r"[，,。；;、（）()]")
_DENIED = re.compile(r"不[含包计是属]|未[含计]|非家次|剔除|扣除|除外|另有|另外|去重")
_CUMULATIVE = re.compile(r"^(?!.*20\d\d年).*(?:累计|历年|成立以来|近[两二三四五]年|[两二三]年合计)")
_PLANNED = re.compile(r"^(?!.*20\d\d年).*(?:预计|计划数|目标数|拟[建增聘租购]|暂估|估算|估计)")
_FOREIGN_STAFF = re.compile(r"(?:含|包括|其中)[^不]{0,10}(?:兼职|外聘|特聘|专家|导师|志愿|实习|退休|派遣|分公司|子公司)")
_ACTIVITIES: tuple[AnyField, ...] = (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES)
_KINDS: tuple[tuple[tuple[AnyField, ...], re.Pattern[str], str], ...] = (
    ((ENTERPRISES_SERVED,), re.compile("家次|户次|人次|多次|重复"), "备注写明按家次统计，家次不等于家"),
    ((STAFF_TOTAL, STAFF_COLLEGE), _FOREIGN_STAFF, "备注写明含编外人员，是否即服务人员须人工确认"),
    ((PREMISES_AREA,), re.compile("(?:含|包括|其中).{0,8}(?:公摊|入驻|出租|孵化|在孵|仓库|车间|在建)"), "备注写明含其他用途的面积，口径须人工确认"),
    ((STAFF_TOTAL, STAFF_COLLEGE), re.compile(r"\d+[人名].{0,4}离职|离职.{0,2}\d+[人名]"), "备注写明有人离职，现有多少须人工确认"),
    ((PREMISES_AREA,), re.compile("(?<!无)(?:退租|腾退|停用)|(?:尚未|未)(?:启用|交付|投入使用)"), "备注写明有的场地不在使用，现有多少须人工确认"),
    (_ACTIVITIES, re.compile(r"(?:含|包括|其中).{0,8}(?:参加|受邀|应邀|协办|取消|延期)|^(?:参加|受邀|应邀|协办)"), "备注写明含参加、协办或未举办的活动，自行组织的有几次须人工确认"),
    ((SERVICE_ASSETS,), re.compile("资产总[额计]|总资产|净资产|注册资[本金]|含.{0,6}(?:土地|厂房|车间)"), "备注所写与服务资产口径不同，须人工确认"),
)  # fmt: skip


def remarked(label: Label, remark: str) -> Label:
    """The label with what the remark puts in doubt; the label as it is where the remark says nothing of the kind. Never raises."""
    plain = re.sub(r"\s+", "", remark)
    if label.field is None or not label.field.is_number or label.role is not Role.FIELD or not 0 < len(plain) <= LONGEST:
        return label
    clauses = [clause for clause in _CLAUSE.split(plain) if clause and not _DENIED.search(clause)]
    for fields, pattern, reason in _KINDS:
        if label.field in fields and any(map(pattern.search, clauses)):
            return replace(label, role=Role.NEAR, reason=reason)
    if label.field.unit in ("家", "次") and any(map(_CUMULATIVE.search, clauses)):
        return replace(label, role=Role.NEAR, reason="备注写明是累计数，累计数没有年度口径")
    if any(map(_PLANNED.search, clauses)):
        return replace(label, role=Role.NEAR, reason="备注写明是预计或计划的数，须人工确认")
    return label

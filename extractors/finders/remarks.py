"""What a form's column of remarks says of the number beside it: 系家次, 累计数, 含兼职 make it another kind of number."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finders.behind import doubt_behind
from extractors.finders.labels import AnyField, Label, Role
from extractors.finders.words import run_of, run_on
from models.answer import Caveat
from models.document import Page, words_on
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
from models.once import once_for_each

LONGEST = 80  # characters of a remark; more is a story
_CLAUSE = re.compile(r"[，,。；;、（）()]")
_DENIED = re.compile(r"不[含包计是属]|未[含计]|非家次|剔除|扣除|除外|另有|另外|去重|[无不未]重复|没有重复")
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
    (_ACTIVITIES, re.compile(r"(?:含|包括|其中).{0,8}(?:参加(?!企业|人|单位|者)|受邀|应邀|协办|取消|延期)|^(?:参加(?!企业|人|单位|者)|受邀|应邀|协办)"), "备注写明含参加、协办或未举办的活动，自行组织的有几次须人工确认"),
    ((SERVICE_ASSETS,), re.compile("资产总[额计]|总资产|净资产|注册资[本金]|含.{0,6}(?:土地|厂房|车间)"), "备注所写与服务资产口径不同，须人工确认"),
)  # fmt: skip


_NOTE = re.compile(r"[ \t　]*(?:[*※★]|(?:备|附|特别|情况|补充|数据)?(?:注|说明|备注)\s*[:：](?!\s*[□☐]))")
_NOTE_CELL = re.compile(
    r"(?:备注|说明|附注|情况说明|补充说明|其[他它]说明|需要?说明的(?:情况|问题|事项)|特别说明|数据说明)(?:[（(][^）)]*[）)])?[:：]?"
)
_NUMBERED = re.compile(r"[ \t　]*(?:[（(]?\d{1,2}[）).、．]|[①-⑩])")
_SENTENCE = re.compile(r"[^。；;\n]+")
_INSTRUCTS = re.compile(r"请|须|应(?![收付用急])|填写|填报(?!时)|不得|是指|系指|如实|如有|若|按要求|一律|保留.{0,4}小数|单位[:：]")
_OF_ALL = re.compile(r"以上|上述|上表|前述|本表|表中|表内|所填|所列|各项|全部数据|有关数据|相关数据|^(?:数据|数字)")
_NAMED: tuple[tuple[AnyField, re.Pattern[str]], ...] = (
    (PREMISES_AREA, re.compile("服务场所|服务场地|经营场所|办公场所|办公面积|场地|场所面积|服务用房|服务面积")),
    (SERVICE_ASSETS, re.compile("服务资产|服务设备|资产总?额?")),
    (STAFF_TOTAL, re.compile("服务人员|从业人员|人员(?:总?数|数量|中)|职工|员工")),
    (STAFF_COLLEGE, re.compile("大专|学历人")),
    (ENTERPRISES_SERVED, re.compile("服务企业|企业(?:数|家数|数量|中)|服务家数|服务对象数")),
    (PUBLIC_ACTIVITIES, re.compile("(?<!专业服务)(?<!公益)活动(?:次数|场次|数|中|含|系|为|以)|公共服务活动")),
    (SPECIALISED_ACTIVITIES, re.compile("专业服务活动|专业活动|(?<!公益)(?<!公共服务)活动(?:次数|场次|数|中)")),
    (WELFARE_ACTIVITIES, re.compile("公益性?(?:服务)?活动|(?<!专业服务)活动(?:次数|场次|数|中)")),
)  # fmt: skip


@once_for_each(words_on)
def notes_on(page: Page) -> tuple[str, ...]:
    """The sentences of the page's notes: below a table behind 注：, or in a row of it that 备注 heads."""
    tables = [table for table in page.tables if len(table.cells) > 1]
    found: list[str] = []
    inside = False
    for line in run_on(page.words_outside(tables)).split("\n"):
        inside = _NOTE.match(line) is not None or (inside and _NUMBERED.match(line) is not None)
        found += [line] if inside else []
    for table in tables:
        for cell in table.cells:
            if not _NOTE_CELL.fullmatch(re.sub(r"\s+", "", cell.text)):
                continue
            beside = table.at(cell.row, cell.col + cell.col_span)
            found += [run_of(beside.words).text] if beside is not None and cell.col == 0 else []
    return tuple(one for text in found for one in _SENTENCE.findall(re.sub(r"[ \t　]+", "", text)) if not _INSTRUCTS.search(one))


def noted(label: Label, notes: tuple[str, ...]) -> Label:
    """The label with what a note on its page says against its number: 注：服务企业数含重复; 以上数据未经审计."""
    if label.field is None or not label.field.is_number or label.role is not Role.FIELD:
        return label
    names = next((pattern for field, pattern in _NAMED if field is label.field), None)
    for note in notes:
        named = names.search(note) if names is not None else None
        told = doubt_behind(label.field, note[named.end() :] if named else note, aside=True) if named or _OF_ALL.search(note) else None
        if told is not None and (named or told.caveat in (Caveat.CLAIM, Caveat.PERIOD)):
            return replace(label, role=Role.NEAR, reason=f"表下注明：{told.reason}")
    return label


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
    told = doubt_behind(label.field, plain, aside=True)
    return label if told is None else replace(label, role=Role.NEAR, reason=f"备注{told.reason}")

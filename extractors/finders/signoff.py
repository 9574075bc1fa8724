"""How a report begins and ends: the office it is addressed to, the applicant's name and the day below it, on a page or in a cell."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractors.dates import read_dates
from extractors.finders.label import spans_of
from extractors.finders.labels import Role, match_label
from extractors.finders.shape import asked
from extractors.finders.values import value_of
from extractors.finders.words import candidate, run_of
from models.answer import AnyCandidate, FoundBy
from models.document import Cell, Line, Page, Table, Word
from models.fields import COUNTY, DECLARED_ON, ORGANISATION_NAME, RECOMMENDATION_OPINION
from models.geometry import Box

ADDRESSED_WITHIN = 5  # lines from the top of a report
DAY = re.compile(
    r"\s*(?:20\d\d|二[〇○零OoO0]{1,2}[一二三四五六七八九〇○零\d]{1,2}|二[〇○零O0][一二三四五六七八九])\s*[年./-](?:\s{0,4}\S){1,9}\s{0,4}[日号\d]\s*"
)
SIGNER = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9()（）·\s]{4,40}?(?:公司|中心|协会|研究院|研究所|联盟|促进会|联合会|商会|学院|院|所|平台|社|厂|部|馆|基地|学校)(?:[(（]?(?:盖章|公章)[)）]?)?"
)
OFFICE = re.compile(r"(?:局|厅|委|委员会|政府|科|处)(?:[(（]?(?:盖章|公章)[)）]?)?\s*$")
# A cell in which the applicant speaks, by its own first words or by the head beside it; and whose word it is not.
OWN_WORD = re.compile(
    r"(?:申报|申请|填报|承诺)(?:单位|机构|企业|人)(?:真实性|法人)?(?:承诺|声明|保证|意见|签章|盖章|签字|自评)|真实性(?:承诺|声明)|^(?:诚信)?(?:承诺|声明)(?:书|事项)?$|"
    r"(?:本|我)(?:单位|公司|机构|中心|企业|人)?(?:郑重|在此|特此)*(?:作出)?(?:如下)?(?:承诺|声明|保证)"
)
# 申报单位：（盖章） ⏎ 法定代表人： … as a cell's first words: where it is signed. Another's name in the same cell may be the day's.
_OWN_PLACE = re.compile(
    r"^(?:申报|申请|填报|填表|报送|承诺)(?:单位|机构|企业|主体|人)(?:名称)?[:：]?[（(]?(?:加盖)?(?:盖章|公章|签章|印章|签字|签名|章)[)）]?"
)
# 单位意见 | 所填内容真实，同意申报, 申报单位 | 情况属实（盖章）: a head that names nobody but the applicant.
_OWN_HEAD = re.compile(
    r"(?:申报|申请|填报|参评|报送|承诺)(?:单位|机构|企业|主体|人)(?:意见|签章|盖章|公章|签字|落款|确认)*|"
    r"(?:本|我)?(?:单位|机构|企业|公司|中心)(?:自评|申报|承诺|确认)?(?:意见|承诺|声明|签章|盖章|公章|签字|落款|确认)+|(?:法定代表人|法人代表|单位负责人)(?:意见|签字|签章|签名)+"
)
_OFFICE_HEAD = re.compile(
    r"(?=.*(?:工信|工业和信息化|科工|经信|主管|推荐|初审|审核|审查|上级|[县市区州]级?))[\u3400-\u9fff、()（）]{2,24}?(?:部门|单位|机关|机构|局|委|办公室|审核|审查|初审|推荐|意见)(?:签章|盖章|公章|意见)*"
)
_OFFICE_SAYS = re.compile(r"^\s*(?P<head>[\u3400-\u9fff、()（）]{3,24})\s*[:：]\s*(?P<said>.+)$")
_BRACKETED = re.compile(r"[（(][^）)]{0,12}[）)]")
OTHERS_WORD = re.compile(r"推荐|审核|初审|审查|审定|主管|专家|工信|部门|上级|局意见|[县市区州]意见")
SIGNED_BY = re.compile(r"(?:申报|申请|承诺)(?:单位|机构|人)|法定代表人|法人代表|单位负责人")
STAMPED = re.compile(r"盖章|公章|签章|签字|签名")
_SELF = re.compile(r"[本我](?:单位|公司|中心|机构|企业|协会|商会|院|所|会)|(?:申报|申请|填报|承诺)(?:单位|机构|企业|人)|(?:承诺|声明)[:：]")
_UNIT_STAMPS = re.compile(r"(?:^|[^\u3400-\u9fff])(?:本)?单位[（(](?:盖章|公章|签章|章)[)）]")
AFTER_DAY = re.compile(r"[\s★☆*。.，,（）()盖公章印签字名:：]{0,20}")
_OTHERS_LINE = re.compile(r"意见|同意|属实|审核|初审|审查|审定|主管部门|推荐(?:单位|部门|机关)")
_CONSENT = re.compile(r"同意|(?:主管部门|推荐单位|推荐部门|推荐机关|审查|审定)意见")
_NAMED_DAY = re.compile(r"^\s*(?:日\s*期|时\s*间)\s*[:：]\s*")
_OWN_SIGN = re.compile(
    r"\s*(?:申报|申请|填报|填表|报送|承诺)(?:单位|机构|企业|人|主体)(?:名称)?\s*[（(](?:盖章|公章|签章|签字|加盖公章|章)[)）]\s*[:：]?\s*(?:[\u3400-\u9fff（）()·]{4,40}?(?:公司|中心|协会|院|所|联盟|促进会|联合会|商会|会|社|平台|厂))?[\s,，]*"
    r"(?:(?:法定代表人|法人代表|(?:单位)?负责人)\s*(?:[（(]签[字名章]{1,2}[)）])?\s*[:：]?\s*[\u3400-\u9fff·]{0,4}\s+)?"
)
# The applicant's own signature below a form: 法定代表人（签字）：, 申报单位（公章）, 单位盖章：. A seal may cost one character of it.
_OWN_SIGNATURE = re.compile(
    r"法[\u3400-\u9fff]代表人|法定[\u3400-\u9fff]表人|法定代表|法人代表|单位负责人|"
    r"^(?:申报|申请|填报|填表|报送|承诺|本|我)(?:单位|机构|企业|人|主体)(?:名称)?[（(]?(?:盖章|公章|签章|签字|签名|加盖公章|章)[)）]?|"
    r"(?:^|[^\u3400-\u9fff])单位(?:盖章|公章|签章|[（(](?:盖章|公章|签章|章)[)）])"
)
ASKING_CELLS = 4  # labels of a form's table
MOST_SIGNING = 10  # lines between a form's last row and the day of its signature, remarks counted
LONGEST_SIGNATURE = 40  # characters of a line that names a signer
MOST_REMARKS = 4  # lines
FORM_LABELS = 6  # labels that make lines a form
FORM_CELLS = 8  # a table with fewer is no form
COVER_HEAD, COVER_LINES = 6, 24  # lines of a cover's title; a page with more is no cover
COVER = re.compile(r"核心服务机构.{0,10}(?:申报|申请|推荐)(?:材料|资料|书|表|报告)|(?:申报|申请)(?:材料|资料|书)")
BELOW_REACH = 60.0  # points
HEAD_REACH = 40  # characters of a cell in which it says whose word it is
ADDRESS = re.compile(r"^[\u3400-\u9fff、\s]{3,30}(?:局|厅|委|委员会|主管部门)\s*[:：]\s*$")


def find_signoff(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:
    """The county that a report is addressed to, and the day under the applicant's own name at its end."""
    boxes = [table.box for table in page.tables if len(table.cells) > 1]
    lines = [line for line in page.lines if not any(box.holds_center(line.box) for box in boxes)]
    signed = (*_signed(page, lines), *_in_cells(page), *_gone_over(page, before), *_signed_beside(page, lines))
    signed = (*signed, *(_signed_below(page, lines) if not any(one.field is DECLARED_ON for one in signed) else ()))
    if not any(one.field is DECLARED_ON for one in signed):
        signed = (*signed, *(_below_form(page, lines) or _below_labels(page, lines)))
    opinions = (*_opinion_gone_over(page, before), *_opinions_of_offices(page, lines))
    return (*_addressed(page, lines), *signed, *_on_cover(page, lines), *opinions)


def _on_cover(page: Page, lines: list[Line]) -> tuple[AnyCandidate, ...]:
    """The day that stands by itself at the foot of a cover: 湖南省…核心服务机构 申报材料 … 二〇二〇年五月二十日."""
    head = re.sub(r"\s+", "", "".join(line.text for line in lines[:COVER_HEAD]))
    days = [line for line in lines if DAY.fullmatch(run_of(line.words).text)]
    if page.tables or len(lines) > COVER_LINES or COVER.search(head) is None or len(days) != 1:
        return ()
    if any(_CONSENT.search(line.text) for line in lines):  # a form in lines, the office's opinion and its day below it
        return ()
    run = run_of(days[0].words)
    reading = value_of(DECLARED_ON, run.text)
    above = [line for line in lines if line.box.bottom <= days[0].box.top]
    if reading.blank or reading.value is None or not above or OFFICE.search(above[-1].text):
        return ()
    cut = run.cut(*reading.span) or days[0].words
    return (candidate(page, DECLARED_ON, reading, cut, found_by=FoundBy.LABEL, label="封面", detail="封面的日期"),)


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
    for at, (above, line) in enumerate(pairwise(lines)):
        run = run_of(line.words)
        if not DAY.fullmatch(run.text) or not _stands_right(page, line.box):
            continue
        if not _is_signer(above) and not _is_own_stamp(lines[: at + 1]):
            continue
        found += _signer(page, above)
        reading = value_of(DECLARED_ON, run.text)
        if not reading.blank and reading.value is not None:
            cut = run.cut(*reading.span) or line.words
            found.append(candidate(page, DECLARED_ON, reading, cut, found_by=FoundBy.LABEL, label="落款", detail="报告落款的日期"))
    days = [one for one in found if one.field is DECLARED_ON]
    return (*(one for one in found if one.field is ORGANISATION_NAME), *days[-1:])


def _signer(page: Page, line: Line) -> tuple[AnyCandidate, ...]:
    """The applicant's name where it alone is the signature."""
    run = run_of(line.words)
    reading = value_of(ORGANISATION_NAME, run.text)
    if reading.blank or SIGNER.fullmatch(run.text.strip()) is None or not _speaks_of_itself(page, str(reading.value)):
        return ()
    cut = run.cut(*reading.span) or line.words
    return (candidate(page, ORGANISATION_NAME, reading, cut, found_by=FoundBy.LABEL, label="落款", detail="报告落款的单位名称"),)


def _speaks_of_itself(page: Page, name: str) -> bool:
    """Does the report name its signer before, and apply for something?"""
    text = re.sub(r"\s+", "", page.text)
    return text.count(name) > 1 and re.search(r"申报|申请", text) is not None


def _is_signer(line: Line) -> bool:
    text = run_of(line.words).text.strip()
    plain = re.sub(r"\s+", "", text)
    if STAMPED.search(plain) and SIGNED_BY.search(plain) and not OTHERS_WORD.search(plain):
        return True
    return SIGNER.fullmatch(text) is not None and OFFICE.search(text) is None


def _is_own_stamp(lines: list[Line]) -> bool:
    """单位（章）： at the end of these lines, and the last that is said above it the applicant's own word, not an office's."""
    said = [re.sub(r"\s+", "", line.text) for line in lines]
    if not said or _UNIT_STAMPS.search(said[-1]) is None:
        return False
    for text in reversed(said[-1 - MOST_REMARKS :]):
        if OTHERS_WORD.search(text) or _CONSENT.search(text):
            return False
        if _SELF.search(text):
            return True
    return False


def _in_cells(page: Page) -> tuple[AnyCandidate, ...]:
    """The day at the end of a cell in which the applicant commits himself: 申报单位承诺 | …（公章） 2020年6月1日."""
    found: list[AnyCandidate] = []
    for table in page.tables:
        for cell in table.cells:
            run = run_of(cell.words)
            if not _is_own_word(table, cell, run.text):
                continue
            days = read_dates(run.text)
            if not days or not AFTER_DAY.fullmatch(run.text[days[-1].span[1] :]):
                continue
            reading = value_of(DECLARED_ON, days[-1].text)
            if reading.blank or reading.value is None:
                continue
            cut = run.cut(*days[-1].span)
            reading = replace(reading, text=days[-1].text)
            found.append(
                candidate(
                    page, DECLARED_ON, reading, cut, found_by=FoundBy.LABEL, label="承诺落款", detail="申报单位承诺（意见）栏的落款日期"
                )
            )
    return tuple(found)


def _below_form(page: Page, lines: list[Line]) -> tuple[AnyCandidate, ...]:
    """A day alone, to the right, right below the form's last table, when nobody but the applicant has a say in that table, or when
    whoever else has one has dated it in its own cell, and no sooner."""
    forms = [table for table in page.tables if sum(map(asked, table.cells)) >= ASKING_CELLS] or list(page.tables)
    table = max(forms, key=lambda one: one.box.bottom, default=None)
    if table is None or len(table.cells) < FORM_CELLS:
        return ()
    others = [cell for cell in table.cells if _is_others_say(cell)]
    day = _day_below(page, table, lines) if all(_days_of_say(table, cell) for cell in others) else None
    if day is None:
        return ()
    run = run_of(day.words)
    reading = value_of(DECLARED_ON, run.text)
    if reading.blank or reading.value is None or any(str(reading.value) > first for cell in others for first in _days_of_say(table, cell)):
        return ()
    cut = run.cut(*reading.span) or day.words
    return (candidate(page, DECLARED_ON, reading, cut, found_by=FoundBy.LABEL, label="落款", detail="申报表下方的日期"),)


def _below_labels(page: Page, lines: list[Line]) -> tuple[AnyCandidate, ...]:
    """The same below a form of lines without any table: 联系人：张三, and at the right edge below all labels a day alone."""
    runs = [run_of(line.words) for line in lines]
    asked_in = [[span.label.field for span in spans_of(run.text) if span.label.asks] for run in runs]
    last = max((at for at, fields in enumerate(asked_in) if fields), default=-1)
    if page.tables or sum(map(len, asked_in)) < FORM_LABELS or any({DECLARED_ON, RECOMMENDATION_OPINION} & set(one) for one in asked_in):
        return ()
    days = [
        at for at in range(last + 1, len(lines)) if DAY.fullmatch(_NAMED_DAY.sub("", runs[at].text)) and _stands_right(page, lines[at].box)
    ]
    others = (re.sub(r"\s+", "", run.text) for run in runs[max(0, last) :])
    if len(days) != 1 or days[0] - last > MOST_REMARKS or any(OTHERS_WORD.search(text) or OFFICE.search(text) for text in others):
        return ()
    reading = value_of(DECLARED_ON, runs[days[0]].text)
    if reading.blank or reading.value is None:
        return ()
    cut = runs[days[0]].cut(*reading.span) or lines[days[0]].words
    return (candidate(page, DECLARED_ON, reading, cut, found_by=FoundBy.LABEL, label="落款", detail="申报表下方的日期"),)


def _signed_below(page: Page, lines: list[Line]) -> tuple[AnyCandidate, ...]:
    """法定代表人（签字）：… 2020年5月22日 right below a form, wherever on the line, above all that another has to say."""
    is_signed = False
    for line in _below_last_asked(page, lines)[:MOST_SIGNING]:
        run = run_of(line.words)
        plain = re.sub(r"\s+", "", run.text)
        if OTHERS_WORD.search(plain) or OFFICE.search(run.text) or _CONSENT.search(plain):
            break
        signature = _OWN_SIGNATURE.search(plain) if len(plain) <= LONGEST_SIGNATURE else None
        days = read_dates(run.text)
        is_signed |= signature is not None
        if not is_signed or not days or not AFTER_DAY.fullmatch(run.text[days[-1].span[1] :]):
            continue
        if signature is None and not DAY.fullmatch(_NAMED_DAY.sub("", run.text)):
            continue
        reading = replace(value_of(DECLARED_ON, days[-1].text), text=days[-1].text)
        if reading.blank or reading.value is None:
            continue
        cut = run.cut(*days[-1].span) or line.words
        detail = "申报表下方签章处的日期"
        return (candidate(page, DECLARED_ON, reading, cut, found_by=FoundBy.LABEL, label="落款", detail=detail),)
    return ()


def _below_last_asked(page: Page, lines: list[Line]) -> list[Line]:
    """The lines below a form's last row: a table that asks, or lines that do."""
    forms = [table.box.bottom for table in page.tables if sum(map(asked, table.cells)) >= ASKING_CELLS]
    if forms:
        return [line for line in lines if line.box.top >= max(forms) - 1]
    labels = [sum(span.label.asks for span in spans_of(run_of(line.words).text)) for line in lines]
    if sum(labels) < FORM_LABELS:
        return []
    signatures = [_OWN_SIGNATURE.search(re.sub(r"\s+", "", line.text)) is not None for line in lines]
    last = max((at for at, number in enumerate(labels) if number and not signatures[at]), default=-1)
    return lines[last + 1 :]


def _day_below(page: Page, table: Table, lines: list[Line]) -> Line | None:
    """The first line below a form that is nothing but a day; a remark may stand between, nobody's stamp or opinion."""
    edge = table.box.bottom
    for line in [line for line in lines if line.box.top >= edge - 1][: MOST_REMARKS + 1]:
        text = run_of(line.words).text
        if line.box.top - edge > BELOW_REACH:
            return None
        if DAY.fullmatch(_NAMED_DAY.sub("", text)):
            return line if _stands_right(page, line.box) else None
        plain = re.sub(r"\s+", "", text)
        if _OTHERS_LINE.search(plain) or STAMPED.search(plain) or OFFICE.search(text) or read_dates(text):
            return None
        edge = line.box.bottom
    return None


def _is_others_say(cell: Cell) -> bool:
    """A cell that asks for or holds another's opinion: 推荐意见 and what is written there, not 参加市工信局活动3次."""
    plain = re.sub(r"\s+", "", cell.text)
    if OTHERS_WORD.search(plain) is None:
        return False
    return not re.search(r"\d", plain) or bool(read_dates(cell.text)) or "意见" in plain


def _days_of_say(table: Table, cell: Cell) -> tuple[str, ...]:
    """The days that stand in a cell of another's opinion, or in the one that its head is of."""
    mine = read_dates(cell.text)
    beside = table.at(cell.row, cell.col + cell.col_span)
    below = table.at(cell.row + cell.row_span, cell.col)
    said = next((days for one in (beside, below) if one is not None and (days := read_dates(one.text))), ())
    return tuple(one.value for one in mine or said)


def _signed_beside(page: Page, lines: list[Line]) -> tuple[AnyCandidate, ...]:
    """申报单位（公章）：某某中心　2020年5月19日 on one line."""
    found: list[AnyCandidate] = []
    for line in lines:
        run = run_of(line.words)
        signed = _OWN_SIGN.match(run.text)
        if signed is None or not DAY.fullmatch(_NAMED_DAY.sub("", run.text[signed.end() :])):
            continue
        reading = value_of(DECLARED_ON, run.text[signed.end() :])
        if reading.blank or reading.value is None:
            continue
        cut = run.cut(signed.end() + reading.span[0], signed.end() + reading.span[1]) or line.words
        found.append(candidate(page, DECLARED_ON, reading, cut, found_by=FoundBy.LABEL, label="落款", detail="申报单位盖章处的日期"))
    return tuple(found[-1:])


def _opinion_gone_over(page: Page, before: Page | None) -> tuple[AnyCandidate, ...]:
    """The opinion at the top of a page whose heading was the last line of the page before."""
    last = before.lines[-1].text if before is not None and before.lines else ""
    label = match_label(last.strip().rstrip(":：")) if last else None
    if label is None or label.field is not RECOMMENDATION_OPINION or not label.asks or not page.lines:
        return ()
    run = run_of(page.lines[0].words)
    reading = value_of(RECOMMENDATION_OPINION, run.text)
    if reading.blank or reading.value is None:
        return ()
    detail = f"上页末“{last.strip()}”之后（接上页）"
    return (candidate(page, RECOMMENDATION_OPINION, reading, page.lines[0].words, found_by=FoundBy.LABEL, label=label.text, detail=detail),)


def _opinions_of_offices(page: Page, lines: list[Line]) -> tuple[AnyCandidate, ...]:
    """县区工信部门 | 经审核，同意推荐: what the office says beside its own name, where no label asks for an opinion."""
    found = [_opinion_of(page, _head_of(table, cell), cell.words) for table in page.tables for cell in table.cells]
    for line in lines:
        run = run_of(line.words)
        said = _OFFICE_SAYS.match(run.text)
        if said is not None:
            found.append(_opinion_of(page, said.group("head"), run.cut(*said.span("said"))))
    return tuple(one for one in found if one is not None)


def _opinion_of(page: Page, head: str, words: tuple[Word, ...]) -> AnyCandidate | None:
    plain = _BRACKETED.sub("", re.sub(r"\s+", "", head))
    label = match_label(head)
    asked_for = label is not None and (label.field is RECOMMENDATION_OPINION or label.role is Role.DECOY)
    if asked_for or _OFFICE_HEAD.fullmatch(plain) is None or _OWN_HEAD.fullmatch(plain) is not None:
        return None
    reading = value_of(RECOMMENDATION_OPINION, run_of(words).text)
    if reading.blank or reading.value is None or "推荐" not in str(reading.value):
        return None
    return candidate(page, RECOMMENDATION_OPINION, reading, words, found_by=FoundBy.LABEL, label=plain, detail=f"“{plain}”一栏的意见")


def _gone_over(page: Page, before: Page | None) -> tuple[AnyCandidate, ...]:
    """The day alone at the top of a page, left over from the cell at the foot of the page before in which the applicant commits himself."""
    if before is None or not before.tables or not page.tables:
        return ()
    last = max(before.tables, key=lambda one: one.box.bottom)
    first = min(page.tables, key=lambda one: one.box.top)
    own = [cell for cell in last.cells if cell.row + cell.row_span == last.n_rows and _is_own_word(last, cell, cell.text)]
    top = [cell for cell in first.row(0) if cell.words]
    if not own or read_dates(own[-1].text) or len(top) != 1 or first.n_cols != last.n_cols:
        return ()
    run = run_of(top[0].words)
    reading = value_of(DECLARED_ON, run.text) if DAY.fullmatch(run.text) else None
    if reading is None or reading.blank or reading.value is None:
        return ()
    detail = "申报单位承诺（意见）栏的落款日期（接上页）"
    return (candidate(page, DECLARED_ON, reading, top[0].words, found_by=FoundBy.LABEL, label="承诺落款", detail=detail),)


def _is_own_word(table: Table, cell: Cell, text: str) -> bool:
    """Is it the applicant who speaks in this cell? The head beside it says so, or else its own first words."""
    head = _head_of(table, cell)
    first = re.sub(r"\s+", "", text)[:HEAD_REACH]
    if OTHERS_WORD.search(head) or OTHERS_WORD.search(first[:12]):
        return False
    own_place = _OWN_PLACE.match(first) and not OTHERS_WORD.search(text)
    return bool(OWN_WORD.search(head) or OWN_WORD.search(first) or own_place or _OWN_HEAD.fullmatch(_BRACKETED.sub("", head)))


def _head_of(table: Table, cell: Cell) -> str:
    """What stands left of a cell, or above one that runs from edge to edge, without spaces; "" where nothing does."""
    left = table.at(cell.row, cell.col - 1) if cell.col else None
    if left is None and cell.row and cell.col_span == table.n_cols:
        left = table.at(cell.row - 1, cell.col)
    return re.sub(r"\s+", "", left.text) if left is not None and len(left.text) <= HEAD_REACH else ""


def _stands_right(page: Page, box: Box) -> bool:
    """An office file says nothing of where on the paper a line stands."""
    return page.number is None or _to_the_right(box, page.width)


def _to_the_right(box: Box, width: float) -> bool:
    return (box.x0 + box.x1) / 2 > 0.45 * width

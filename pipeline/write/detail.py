"""审核明细.xlsx: every application, every field with its evidence, every criterion, every problem; columns to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from models.answer import State
from models.notice import Notice
from models.verdict import Decision, Outcome
from pipeline.text_safety import visible
from pipeline.write.case import RunCase
from pipeline.write.detail_notes import NOTES
from pipeline.write.sheet import LINK_LIMIT, Look, Value, new_workbook, page_foot, put, put_link, row_height, save_book
from pipeline.write.view import ApplicationView, CriterionView, FieldView, RunView, view

NAME = "审核明细.xlsx"
OVERVIEW, FIELDS, CRITERIA, PROBLEMS, PROOFS, RELATIONS, NOTES_SHEET = "总览", "字段", "条件", "问题", "材料完整性", "关联", "说明"
RULED, FIELD, VERDICT, REASON, PERSON = "申报单位（材料）", "项目", "人工结论", "理由", "核定人"
WORDS_LIMIT = 300  # characters of evidence a row shows; the whole stands in results.jsonl


@dataclass(frozen=True, slots=True)
class Head:
    title: str
    width: float


OVERVIEW_HEADS = (
    Head("序号", 6), Head("申报单位", 30), Head("申报单位（材料）", 26), Head("县市区", 12), Head("类别", 14), Head("结论", 12), Head("待核事项数", 9),
    Head("待核事项", 62), Head("理由", 40), Head("提示", 24), Head("查看", 8),
)  # fmt: skip
FIELD_HEADS = (
    Head("序号", 6), Head(RULED, 26), Head(FIELD, 16), Head("取值", 20), Head("状态", 10), Head(VERDICT, 18), Head(REASON, 20), Head(PERSON, 10),
    Head("原文", 32), Head("文件", 26), Head("页", 6), Head("读取", 14), Head("找到方式", 10), Head("把握", 8), Head("取舍理由", 34),
    Head("其他候选", 40), Head("查看", 8),
)  # fmt: skip
PROBLEM_HEADS = (Head("序号", 6), Head(RULED, 28), Head("程度", 8), Head("类别", 12), Head("情况", 60), Head("处理办法", 50), Head("位置", 36), Head("查看", 8))
RELATION_HEADS = (Head(RULED, 28), Head("另一单位", 28), Head("迹象", 30), Head("强弱", 10), Head("依据", 50), Head("可能无碍的情形", 40))
STANDING_HEADS = (Head(RULED, 30), Head("通知", 50), Head("结论", 14), Head("理由", 70))
COLOURS = {Outcome.MET.value: Look.GREEN, Outcome.NOT_MET.value: Look.RED, Outcome.CANNOT_TELL.value: Look.AMBER}
DECISION_LOOKS = {Decision.RECOMMEND.value: Look.GREEN, Decision.DO_NOT_RECOMMEND.value: Look.RED, Decision.REFER.value: Look.AMBER}
STATE_LOOKS = {State.CONFLICT.value: Look.AMBER, State.UNREADABLE.value: Look.AMBER, State.ABSENT.value: Look.GREY}
PROOF_LOOKS = {"present": Look.GREEN, "missing": Look.RED, "doubtful": Look.AMBER}


def write_detail(case: RunCase, folder: Path) -> tuple[Path, ...]:
    run = view(case)
    book = new_workbook()
    _overview(book, run)
    _fields(book, run)
    _criteria(book, run, case.notice)
    _problems(book, run)
    _proofs(book, run)
    _relations(book, run)
    if len(case.judged) > 1:
        _standings(book, run)
    _notes(book, run, case.notice)
    return (save_book(book, folder / NAME, case.started),)


def _sheet(book: Workbook, title: str, heads: Sequence[Head], run: RunView, *, freeze: str) -> Worksheet:
    """A sheet with its heading row, filter, frozen panes and print set-up."""
    sheet: Worksheet = book.create_sheet(title)
    for at, head in enumerate(heads, 1):
        put(sheet, 1, at, head.title, Look.PLAIN_HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = head.width
    sheet.row_dimensions[1].height = row_height([(head.title, head.width) for head in heads], size=10, least=24)
    sheet.freeze_panes = freeze
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.75, 0.3
    page_foot(sheet, left=f"审核明细·{title}", right=f"运行编号 {visible(run.run_id)[:60]}")
    return sheet


def _close(sheet: Worksheet, heads: Sequence[Head], last_row: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{max(1, last_row)}"


def _row(sheet: Worksheet, row: int, values: Sequence[tuple[Value, Look]], heads: Sequence[Head], *, repeated: str = "") -> None:
    """A row high enough for its texts; a column whose text repeats down the sheet may run out of sight."""
    for at, (value, look) in enumerate(values, 1):
        put(sheet, row, at, value, look)
    pairs = zip(values, heads, strict=False)
    texts = [(str(value), head.width) for (value, _), head in pairs if value not in (None, "") and head.title != repeated]
    sheet.row_dimensions[row].height = row_height(texts, size=10, least=18)


def _overview(book: Workbook, run: RunView) -> None:
    sheet = _sheet(book, OVERVIEW, OVERVIEW_HEADS, run, freeze="C2")
    first_field = 2
    for row, one in enumerate(run.applications, 2):
        questions = "\n".join(f"{number}．{question.text}" for number, question in enumerate(one.questions, 1))
        values: list[tuple[Value, Look]] = [
            (one.number, Look.PLAIN_CENTER), (one.organisation, Look.PLAIN), (one.name, Look.PLAIN), (one.county, Look.PLAIN),
            (one.category, Look.PLAIN_CENTER), (one.decision_title, DECISION_LOOKS[one.decision]), (len(one.questions), Look.PLAIN_CENTER),
            (questions, Look.PLAIN), (one.because, Look.PLAIN), (one.hint, Look.PLAIN),
        ]  # fmt: skip
        _row(sheet, row, values, OVERVIEW_HEADS)
        if row < LINK_LIMIT:
            put_link(sheet, row, len(OVERVIEW_HEADS), "字段", f"#'{FIELDS}'!A{first_field}")
        first_field += len(one.fields)
    _close(sheet, OVERVIEW_HEADS, 1 + len(run.applications))


def _fields(book: Workbook, run: RunView) -> None:
    """One row a field. Links are few in Excel: with more rows than it holds, open questions get theirs first."""
    sheet = _sheet(book, FIELDS, FIELD_HEADS, run, freeze="D2")
    total = sum(len(one.fields) for one in run.applications)
    row = 1
    for one in run.applications:
        for field in one.fields:
            row += 1
            _row(sheet, row, _field_values(one, field), FIELD_HEADS, repeated=RULED)
            if total < LINK_LIMIT or field.open or field.asked:
                put_link(sheet, row, len(FIELD_HEADS), "页面", f"review/{one.slug}.html#f-{field.name}")
    _close(sheet, FIELD_HEADS, row)
    _invite(sheet, row)


def _field_values(one: ApplicationView, field: FieldView) -> list[tuple[Value, Look]]:
    seen = field.evidence
    state = Look.AMBER if field.asked else STATE_LOOKS.get(field.state, Look.PLAIN_CENTER)
    others = "\n".join(f"{other.value}（{other.evidence.place}：{other.why}）" for other in field.others)
    return [
        (one.number, Look.PLAIN_CENTER), (one.name, Look.PLAIN), (field.title, Look.PLAIN), (field.value, Look.PLAIN), (field.state_title, state),
        *((text, Look.FILL_IN) for text in field.settled),
        (_short(seen.words if seen else ""), Look.PLAIN), (seen.file if seen else "", Look.PLAIN), (seen.page if seen else None, Look.PLAIN_CENTER),
        (seen.read_by if seen else "", Look.PLAIN), (seen.found_by if seen else "", Look.PLAIN_CENTER), (seen.confidence if seen else "", Look.PLAIN_CENTER),
        (field.because, Look.PLAIN), (others, Look.PLAIN),
    ]  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= WORDS_LIMIT else f"{text[:WORDS_LIMIT]}…（原文共{len(text)}字，全文见results.jsonl）"


def _invite(sheet: Worksheet, last_row: int) -> None:
    """Says in the column itself how to fill it in."""
    column = get_column_letter(1 + [head.title for head in FIELD_HEADS].index(VERDICT))
    hint = DataValidation(type="custom", formula1="TRUE", allow_blank=True, showInputMessage=True, showErrorMessage=False)
    hint.promptTitle, hint.prompt = VERDICT, "填核定后的值（数字不写单位）；填“确认”即采用所列取值；填“无”即材料中没有。须填核定人和理由。"
    sheet.add_data_validation(hint)
    hint.add(f"{column}2:{column}{max(2, last_row)}")


def _criteria(book: Workbook, run: RunView, notice: Notice) -> None:
    """The matrix: applications down, criteria across, three colours, margins in the cells."""
    titles = dict.fromkeys((one.id, one.title) for each in run.applications for one in each.criteria)
    by_id: dict[str, str] = {}
    for identifier, title in titles:
        by_id.setdefault(identifier, title)
    order = [one for one in dict.fromkeys(criterion.id for criterion in notice.criterion) if one in by_id]
    columns = [*order, *(one for one in by_id if one not in order)]
    heads = (Head("序号", 6), Head(RULED, 28), Head("类别", 14), Head("结论", 12), *(Head(by_id[one], 15) for one in columns))
    sheet = _sheet(book, CRITERIA, heads, run, freeze="E2")
    for row, each in enumerate(run.applications, 2):
        known = {one.id: one for one in each.criteria}
        values: list[tuple[Value, Look]] = [
            (each.number, Look.PLAIN_CENTER), (each.name, Look.PLAIN), (each.category, Look.PLAIN_CENTER), (each.decision_title, DECISION_LOOKS[each.decision]),
        ]  # fmt: skip
        values += [_mark(known.get(identifier)) for identifier in columns]
        _row(sheet, row, values, heads)
    last = 1 + len(run.applications)
    _close(sheet, heads, last)
    _legend(sheet, last + 2)


def _mark(one: CriterionView | None) -> tuple[Value, Look]:
    if one is None:
        return "—", Look.GREY
    if one.manual:
        return "人工核对", Look.AMBER
    doubt = "" if one.firm or one.outcome == Outcome.CANNOT_TELL.value else "\n（取决于待核事项）"
    margin = f"\n{one.margin}" if one.margin else ""
    return f"{one.outcome_title}{margin}{doubt}", COLOURS[one.outcome]


def _legend(sheet: Worksheet, row: int) -> None:
    meanings = (
        (Look.GREEN, "符合：所有可能的取值都达到条件"), (Look.RED, "不符合：所有可能的取值都达不到条件"),
        (Look.AMBER, "需人工：材料中的取值不足以判定，或由人工核对"), (Look.GREY, "不适用：该类别没有这一条件"),
    )  # fmt: skip
    put(sheet, row, 2, "图例", Look.PLAIN)
    for at, (look, meaning) in enumerate(meanings, 1):
        put(sheet, row + at, 2, meaning, look)
        sheet.row_dimensions[row + at].height = 30


def _problems(book: Workbook, run: RunView) -> None:
    sheet = _sheet(book, PROBLEMS, PROBLEM_HEADS, run, freeze="C2")
    row = 1
    for one in (None, *run.applications):
        for problem in one.problems if one is not None else run.problems:
            row += 1
            look = {"error": Look.RED, "warning": Look.AMBER}.get(problem.severity, Look.GREY)
            values: list[tuple[Value, Look]] = [
                (one.number if one else None, Look.PLAIN_CENTER), (one.name if one else "（整批）", Look.PLAIN), (problem.severity_title, look),
                (problem.category, Look.PLAIN_CENTER), (problem.message, Look.PLAIN), (problem.remedy, Look.PLAIN), (problem.place, Look.PLAIN),
            ]  # fmt: skip
            _row(sheet, row, values, PROBLEM_HEADS)
            if one is not None and row < LINK_LIMIT:
                put_link(sheet, row, len(PROBLEM_HEADS), "页面", f"review/{one.slug}.html")
    _close(sheet, PROBLEM_HEADS, row)


def _proofs(book: Workbook, run: RunView) -> None:
    """Applications down, proofs across."""
    titles = list(dict.fromkeys(proof.title for one in run.applications for proof in one.proofs))
    heads = (Head("序号", 6), Head(RULED, 28), *(Head(title, 30) for title in titles))
    sheet = _sheet(book, PROOFS, heads, run, freeze="C2")
    for row, one in enumerate(run.applications, 2):
        known = {proof.title: proof for proof in one.proofs}
        values: list[tuple[Value, Look]] = [(one.number, Look.PLAIN_CENTER), (one.name, Look.PLAIN)]
        for title in titles:
            proof = known.get(title)
            more = [part for part in (proof.because, proof.pages) if part] if proof else []
            values.append(("\n".join([proof.state_title, *more]), PROOF_LOOKS[proof.state]) if proof else ("—", Look.GREY))
        _row(sheet, row, values, heads)
    _close(sheet, heads, 1 + len(run.applications))


def _relations(book: Workbook, run: RunView) -> None:
    sheet = _sheet(book, RELATIONS, RELATION_HEADS, run, freeze="A2")
    row = 1
    for one in run.applications:
        for each in one.relations:
            row += 1
            told = (one.name, each.other, each.signal, each.strength, each.evidence, each.innocent)
            _row(sheet, row, [(text, Look.PLAIN) for text in told], RELATION_HEADS)
    if row == 1:
        _row(sheet, 2, [("（本批次没有发现关联迹象）", Look.PLAIN)], RELATION_HEADS)
    _close(sheet, RELATION_HEADS, row)


def _standings(book: Workbook, run: RunView) -> None:
    sheet = _sheet(book, "各通知对照", STANDING_HEADS, run, freeze="B2")
    row = 1
    for one in run.applications:
        for each in one.standings:
            row += 1
            values: list[tuple[Value, Look]] = [
                (one.name, Look.PLAIN), (each.notice, Look.PLAIN), (each.decision_title, DECISION_LOOKS[each.decision]), (each.because, Look.PLAIN),
            ]  # fmt: skip
            _row(sheet, row, values, STANDING_HEADS)
    _close(sheet, STANDING_HEADS, row)


def _notes(book: Workbook, run: RunView, notice: Notice) -> None:
    heads = (Head("事项", 22), Head("说明", 110))
    sheet = _sheet(book, NOTES_SHEET, heads, run, freeze="A2")
    told: list[tuple[str, str]] = [
        *NOTES,
        ("依据的通知", f"{notice.title}（{notice.id}）{'' if notice.complete else '：内容收录不全，不作推荐'}"),
        *(("通知未见部分", text) for text in notice.missing),
        ("“年”的口径", notice.period.note or notice.period.default),
        ("运行编号", run.run_id),
        ("运行时间", f"{run.started}（北京时间）"),
        ("审核结论封存校验值", run.sealed_hash),
        ("程序", run.program),
        *((f"版本：{name}", version) for name, version in run.versions),
        *((f"设置：{name}", value) for name, value in run.settings),
    ]
    for row, (name, text) in enumerate(told, 2):
        _row(sheet, row, [(name, Look.PLAIN), (text, Look.PLAIN)], heads)
    _close(sheet, heads, 1 + len(told))


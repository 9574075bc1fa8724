"""审核明细.xlsx: every application, every field with its evidence, every criterion, every problem; columns to fill in."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet

from models.notice import Notice
from models.verdict import Decision, Outcome
from pipeline.write.case import RunCase
from pipeline.write.detail_fields import FIELDS, RULED, fields_sheet, open_sheet
from pipeline.write.detail_notes import NOTES
from pipeline.write.graph import Drawn, caption
from pipeline.write.listing import Head, close, fill_row, listing
from pipeline.write.sheet import LINK_LIMIT, Look, Value, new_workbook, put, put_link, row_height, save_book
from pipeline.write.view import relations_drawn, view
from pipeline.write.view_model import CriterionView, RunView

NAME = "审核明细.xlsx"
OVERVIEW, CRITERIA, PROBLEMS, PROOFS, RELATIONS, STANDINGS, NOTES_SHEET = "总览", "条件", "问题", "材料完整性", "关联", "各通知对照", "说明"


OVERVIEW_HEADS = (
    Head("序号", 6), Head("申报单位", 30), Head("申报单位（材料）", 26), Head("县市区", 12), Head("类别", 14), Head("结论", 12), Head("待核事项数", 9),
    Head("待核事项", 62), Head("理由", 40), Head("提示", 24), Head("查看", 8),
)  # fmt: skip
PROBLEM_HEADS = (
    Head("序号", 6),
    Head(RULED, 28),
    Head("程度", 8),
    Head("类别", 12),
    Head("情况", 60),
    Head("处理办法", 50),
    Head("位置", 36),
    Head("查看", 8),
)
RELATION_HEADS = (Head(RULED, 28), Head("另一单位", 28), Head("迹象", 30), Head("强弱", 10), Head("依据", 50), Head("可能无碍的情形", 40))
COLOURS = {Outcome.MET.value: Look.GREEN, Outcome.NOT_MET.value: Look.RED, Outcome.CANNOT_TELL.value: Look.AMBER}
DECISION_LOOKS = {Decision.RECOMMEND.value: Look.GREEN, Decision.DO_NOT_RECOMMEND.value: Look.RED, Decision.REFER.value: Look.AMBER}
PICTURE_WIDTH = 1240  # pixels: as wide as the list above it
PROOF_LOOKS = {"present": Look.GREEN, "missing": Look.RED, "doubtful": Look.AMBER}


def write_detail(case: RunCase, folder: Path) -> tuple[Path, ...]:
    run = view(case)
    book = new_workbook()
    _overview(book, run)
    open_sheet(book, run, case.crops)
    fields_sheet(book, run)
    _criteria(book, run, case.notice)
    _problems(book, run)
    _proofs(book, run)
    _relations(book, run, relations_drawn(case))
    if len(case.judged) > 1:
        _standings(book, run)
    _notes(book, run, case.notice)
    return (save_book(book, folder / NAME, case.started),)


def _overview(book: Workbook, run: RunView) -> None:
    sheet = listing(book, OVERVIEW, OVERVIEW_HEADS, run, freeze="C2")
    first_field = 2
    for row, one in enumerate(run.applications, 2):
        questions = "\n".join(f"{number}．{question.text}" for number, question in enumerate(one.questions, 1))
        values: list[tuple[Value, Look]] = [
            (one.number, Look.PLAIN_CENTER), (one.organisation, Look.PLAIN), (one.name, Look.PLAIN), (one.county, Look.PLAIN),
            (one.category, Look.PLAIN_CENTER), (one.decision_title, DECISION_LOOKS[one.decision]), (len(one.questions), Look.PLAIN_CENTER),
            (questions, Look.PLAIN), (one.because, Look.PLAIN), (one.hint, Look.PLAIN),
        ]  # fmt: skip
        fill_row(sheet, row, values, OVERVIEW_HEADS)
        if row < LINK_LIMIT:
            put_link(sheet, row, len(OVERVIEW_HEADS), "字段", f"#'{FIELDS}'!A{first_field}")
        first_field += len(one.fields)
    close(sheet, OVERVIEW_HEADS, 1 + len(run.applications))


def _criteria(book: Workbook, run: RunView, notice: Notice) -> None:
    """The matrix: applications down, criteria across, three colours, margins in the cells."""
    titles = dict.fromkeys((one.id, one.title) for each in run.applications for one in each.criteria)
    by_id: dict[str, str] = {}
    for identifier, title in titles:
        by_id.setdefault(identifier, title)
    order = [one for one in dict.fromkeys(criterion.id for criterion in notice.criterion) if one in by_id]
    columns = [*order, *(one for one in by_id if one not in order)]
    heads = (Head("序号", 6), Head(RULED, 28), Head("类别", 14), Head("结论", 12), *(Head(by_id[one], 15) for one in columns))
    sheet = listing(book, CRITERIA, heads, run, freeze="E2")
    for row, each in enumerate(run.applications, 2):
        known = {one.id: one for one in each.criteria}
        values: list[tuple[Value, Look]] = [
            (each.number, Look.PLAIN_CENTER), (each.name, Look.PLAIN), (each.category, Look.PLAIN_CENTER), (each.decision_title, DECISION_LOOKS[each.decision]),
        ]  # fmt: skip
        values += [_mark(known.get(identifier)) for identifier in columns]
        fill_row(sheet, row, values, heads)
    last = 1 + len(run.applications)
    close(sheet, heads, last)
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
    sheet = listing(book, PROBLEMS, PROBLEM_HEADS, run, freeze="C2")
    row = 1
    for one in (None, *run.applications):
        for problem in one.problems if one is not None else run.problems:
            row += 1
            look = {"error": Look.RED, "warning": Look.AMBER}.get(problem.severity, Look.GREY)
            values: list[tuple[Value, Look]] = [
                (one.number if one else None, Look.PLAIN_CENTER), (one.name if one else "（整批）", Look.PLAIN), (problem.severity_title, look),
                (problem.category, Look.PLAIN_CENTER), (problem.message, Look.PLAIN), (problem.remedy, Look.PLAIN), (problem.place, Look.PLAIN),
            ]  # fmt: skip
            fill_row(sheet, row, values, PROBLEM_HEADS)
            if one is not None and row < LINK_LIMIT:
                put_link(sheet, row, len(PROBLEM_HEADS), "页面", f"review/{one.slug}.html")
    close(sheet, PROBLEM_HEADS, row)


def _proofs(book: Workbook, run: RunView) -> None:
    """Applications down, proofs across."""
    titles = list(dict.fromkeys(proof.title for one in run.applications for proof in one.proofs))
    heads = (Head("序号", 6), Head(RULED, 28), *(Head(title, 30) for title in titles))
    sheet = listing(book, PROOFS, heads, run, freeze="C2")
    for row, one in enumerate(run.applications, 2):
        known = {proof.title: proof for proof in one.proofs}
        values: list[tuple[Value, Look]] = [(one.number, Look.PLAIN_CENTER), (one.name, Look.PLAIN)]
        for title in titles:
            proof = known.get(title)
            more = [part for part in (proof.because, proof.pages) if part] if proof else []
            values.append(("\n".join([proof.state_title, *more]), PROOF_LOOKS[proof.state]) if proof else ("—", Look.GREY))
        fill_row(sheet, row, values, heads)
    close(sheet, heads, 1 + len(run.applications))


def _relations(book: Workbook, run: RunView, drawn: Drawn | None) -> None:
    """The list, and under it the picture."""
    sheet = listing(book, RELATIONS, RELATION_HEADS, run, freeze="A2")
    row = 1
    for one in run.applications:
        for each in one.relations:
            row += 1
            told = (one.name, each.other, each.signal, each.strength, each.evidence, each.innocent)
            fill_row(sheet, row, [(text, Look.PLAIN) for text in told], RELATION_HEADS)
    if row == 1:
        fill_row(sheet, 2, [("（本批次没有发现关联迹象）", Look.PLAIN)], RELATION_HEADS)
    close(sheet, RELATION_HEADS, row)
    if drawn is not None:
        _draw(sheet, row + 2, drawn)


def _draw(sheet: Worksheet, row: int, drawn: Drawn) -> None:
    wide = sum(head.width for head in RELATION_HEADS)
    put(sheet, row, 1, caption(drawn), Look.SMALL)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(RELATION_HEADS))
    sheet.row_dimensions[row].height = row_height([(caption(drawn), wide)], size=9, least=18)
    if not drawn.png:
        return
    picture = Image(io.BytesIO(drawn.png))
    scale = min(1.0, PICTURE_WIDTH / max(1, picture.width))
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    sheet.add_image(picture, f"A{row + 1}")


def _standings(book: Workbook, run: RunView) -> None:
    """Who would stand where: applications down, notices across, and the sums in the last row."""
    each = tuple(head for title in run.notices for head in (Head(f"{title}\n结论", 24), Head("理由", 48)))
    heads = (Head("序号", 6), Head("申报单位", 30), Head(RULED, 28), Head("类别", 14), *each)
    sheet = listing(book, STANDINGS, heads, run, freeze="E2")
    for row, one in enumerate(run.applications, 2):
        values: list[tuple[Value, Look]] = [
            (one.number, Look.PLAIN_CENTER), (one.organisation, Look.PLAIN), (one.name, Look.PLAIN), (one.category, Look.PLAIN_CENTER),
        ]  # fmt: skip
        for standing in one.standings:
            values += [(standing.decision_title, DECISION_LOOKS[standing.decision]), (standing.because, Look.PLAIN)]
        fill_row(sheet, row, values, heads)
    last = 1 + len(run.applications)
    close(sheet, heads, last)
    sums: list[tuple[Value, Look]] = [("", Look.PLAIN), ("合计", Look.PLAIN), ("", Look.PLAIN), ("", Look.PLAIN)]
    for at in range(len(run.notices)):
        counted = Counter(one.standings[at].decision_title for one in run.applications if at < len(one.standings))
        sums += [("", Look.PLAIN), ("；".join(f"{decision.title} {counted[decision.title]} 家" for decision in Decision), Look.PLAIN)]
    fill_row(sheet, last + 1, sums, heads)


def _notes(book: Workbook, run: RunView, notice: Notice) -> None:
    heads = (Head("事项", 22), Head("说明", 110))
    sheet = listing(book, NOTES_SHEET, heads, run, freeze="A2")
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
        fill_row(sheet, row, [(name, Look.PLAIN), (text, Look.PLAIN)], heads)
    close(sheet, heads, 1 + len(told))

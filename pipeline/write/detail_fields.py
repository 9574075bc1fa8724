"""The sheets 待核 and 字段 of 审核明细: every answer with its evidence, and the columns in which a person settles it."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from models.answer import State
from pipeline.write.case import Crop
from pipeline.write.listing import Head, close, fill_row, listing
from pipeline.write.sheet import LINK_LIMIT, Look, Value, put_link
from pipeline.write.view_model import ApplicationView, FieldView, QuestionView, RunView

OPEN, FIELDS = "待核", "字段"
RULED, FIELD, VERDICT, REASON, PERSON = "申报单位（材料）", "项目", "人工结论", "理由", "核定人"
WORDS_LIMIT = 300  # characters of evidence a row shows; the whole stands in results.jsonl
PICTURES_LIMIT = 400
PICTURE_BYTES = 400_000
PICTURE_WIDTH, PICTURE_HEIGHT = 300, 90  # pixels on the sheet
STATE_LOOKS = {State.CONFLICT.value: Look.AMBER, State.UNREADABLE.value: Look.AMBER, State.ABSENT.value: Look.GREY}

OPEN_HEADS = (
    Head("序号", 6), Head(RULED, 26), Head(FIELD, 16), Head("待核事项", 50), Head("所列取值", 16), Head("候选", 40), Head("页面截图", 44),
    Head(VERDICT, 18), Head(REASON, 22), Head(PERSON, 10), Head("查看", 8),
)  # fmt: skip
FIELD_HEADS = (
    Head("序号", 6), Head(RULED, 26), Head(FIELD, 16), Head("取值", 20), Head("状态", 10), Head(VERDICT, 18), Head(REASON, 20), Head(PERSON, 10),
    Head("原文", 32), Head("文件", 26), Head("页", 6), Head("读取", 14), Head("找到方式", 10), Head("把握", 8), Head("取舍理由", 34),
    Head("其他候选", 40), Head("查看", 8),
)  # fmt: skip


def open_sheet(book: Workbook, run: RunView, crops: Iterable[Crop]) -> None:
    """Questions that a value would settle, the weightiest first; only the columns to fill in are unlocked."""
    sheet = listing(book, OPEN, OPEN_HEADS, run, freeze="D2")
    pictures = {(one.application, one.field): one.png for one in crops if len(one.png) <= PICTURE_BYTES}
    row = 1
    for one, question in _questions(run):
        row += 1
        field = one.field(question.field or "")
        fill_row(sheet, row, _open_values(one, question, field), OPEN_HEADS, repeated=RULED)
        put_link(sheet, row, len(OPEN_HEADS), "页面", f"review/{one.slug}.html#f-{field.name}")
        png = pictures.get((one.name, field.name))
        if png is not None and row <= PICTURES_LIMIT:
            _picture(sheet, row, png)
    if row == 1:
        fill_row(sheet, 2, [("", Look.PLAIN), ("（没有须填值核定的事项）", Look.PLAIN)], OPEN_HEADS)
    close(sheet, OPEN_HEADS, row)
    _invite(sheet, OPEN_HEADS, row)
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.formatColumns = sheet.protection.formatRows = False


def _questions(run: RunView) -> list[tuple[ApplicationView, QuestionView]]:
    """Each field of each application once, by what hangs on it."""
    first: dict[tuple[str, str], tuple[ApplicationView, QuestionView]] = {}
    for one in run.applications:
        known = {field.name for field in one.fields}
        for question in sorted(one.questions, key=lambda question: -question.weight):
            if question.field in known and question.field is not None:
                first.setdefault((one.name, question.field), (one, question))
    return sorted(first.values(), key=lambda pair: -pair[1].weight)


def _open_values(one: ApplicationView, question: QuestionView, field: FieldView) -> list[tuple[Value, Look]]:
    seen = [f"{field.value or '（未能识读）'}（{field.evidence.place}）"] if field.evidence else []
    candidates = "\n".join(dict.fromkeys([*seen, *(f"{other.value}（{other.evidence.place}）" for other in field.others)]))
    texts = (one.name, field.title, question.text, field.value, candidates, "")
    return [(one.number, Look.PLAIN_CENTER), *((text, Look.PLAIN) for text in texts), *((text, Look.FILL_IN) for text in field.settled)]


def _picture(sheet: Worksheet, row: int, png: bytes) -> None:
    """The crop of the page beside the question; a picture that cannot be opened is left out, the place says where to look."""
    try:
        picture = Image(io.BytesIO(png))
    except (OSError, ValueError, SyntaxError):
        return
    scale = min(PICTURE_WIDTH / max(1, picture.width), PICTURE_HEIGHT / max(1, picture.height), 1.0)
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    sheet.add_image(picture, f"{get_column_letter(1 + [head.title for head in OPEN_HEADS].index('页面截图'))}{row}")
    sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, picture.height * 0.75 + 4)


def fields_sheet(book: Workbook, run: RunView) -> None:
    """One row a field. Links are few in Excel: with more rows than it holds, open questions get theirs first."""
    sheet = listing(book, FIELDS, FIELD_HEADS, run, freeze="D2")
    total = sum(len(one.fields) for one in run.applications)
    row = 1
    for one in run.applications:
        for field in one.fields:
            row += 1
            fill_row(sheet, row, _field_values(one, field), FIELD_HEADS, repeated=RULED)
            if total < LINK_LIMIT or field.open or field.asked:
                put_link(sheet, row, len(FIELD_HEADS), "页面", f"review/{one.slug}.html#f-{field.name}")
    close(sheet, FIELD_HEADS, row)
    _invite(sheet, FIELD_HEADS, row)


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


def _invite(sheet: Worksheet, heads: tuple[Head, ...], last_row: int) -> None:
    """Says in the column itself how to fill it in."""
    column = get_column_letter(1 + [head.title for head in heads].index(VERDICT))
    hint = DataValidation(type="custom", formula1="TRUE", allow_blank=True, showInputMessage=True, showErrorMessage=False)
    hint.promptTitle, hint.prompt = VERDICT, "填核定后的值（数字不写单位）；填“确认”即采用所列取值；填“无”即材料中没有。须填核定人和理由。"
    sheet.add_data_validation(hint)
    hint.add(f"{column}2:{column}{max(2, last_row)}")

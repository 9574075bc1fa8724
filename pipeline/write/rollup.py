"""推荐汇总表.xlsx: the table of the notice's 附件2, ready to print and sign; only who is recommended stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from models.fields import BY_NAME
from models.notice import Column, Notice
from models.verdict import Assessment, Decision
from pipeline.text_safety import visible
from pipeline.write.case import Judged, RunCase
from pipeline.write.rollup_cells import cell_value
from pipeline.write.sheet import Look, Value, new_workbook, page_foot, put, row_height, save_book
from pipeline.write.words import short_hash

NAME = "推荐汇总表.xlsx"
CHINESE_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
TITLE_ROW, HEADER_ROW, HEAD_ROW = 1, 2, 3
MARGIN_IN = 0.6
SHEET_NAME_LIMIT = 31
CENTRED = frozenset(
    {
        "row_number",
        "category",
        "category_title",
        "recommender",
        "contact_person",
        "contact_phone",
        "college_with_ratio",
        "previous_recognition_year",
    }
)
NOBODY = "（本批次没有建议推荐的单位）"
NOT_WHOLE = "（通知内容收录不全，程序不作推荐；各单位按已知条件的判断见审核明细）"
ASIDE_COLUMNS = (("序号", 6.0), ("申报单位名称", 40.0), ("所属县市区", 16.0), ("申报类别", 10.0), ("未列入推荐的原因和须核定的事项", 86.0))


def write_rollup(case: RunCase, folder: Path) -> tuple[Path, ...]:
    """One sheet to print a notice; who waits for a person or is not recommended stands on sheets of their own."""
    book = new_workbook()
    for judged in case.judged:
        name = "推荐汇总表" if judged is case.judged[0] else _sheet_name(f"推荐汇总表 {judged.notice.id}")
        _table(book.create_sheet(name), case, judged)
    for decision in (Decision.REFER, Decision.DO_NOT_RECOMMEND):
        _aside(book.create_sheet(decision.title), case, decision)
    return (save_book(book, folder / NAME, case.started),)


def _sheet_name(text: str) -> str:
    return "".join("_" if char in "[]:*?/\\'" else char for char in visible(text))[:SHEET_NAME_LIMIT]


def _table(sheet: Worksheet, case: RunCase, judged: Judged) -> None:
    layout = judged.notice.table
    columns = layout.columns
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    width = sum(column.width for column in columns)
    _merged(sheet, TITLE_ROW, len(columns), layout.title, Look.TITLE, height=36)
    _spread(sheet, HEADER_ROW, len(columns), _header_lines(layout.header, case.recommender))
    headings = [(heading_lines(column.title), column.width) for column in columns]
    for at, (heading, _) in enumerate(headings, 1):
        put(sheet, HEAD_ROW, at, heading, Look.HEAD)
    sheet.row_dimensions[HEAD_ROW].height = row_height(headings, least=34)
    row = _groups(sheet, judged, HEAD_ROW + 1)
    row = _total(sheet, judged, row, len(columns))
    _spread(sheet, row + 1, len(columns), layout.footer)
    _merged(
        sheet,
        row + 2,
        len(columns),
        _seal_note(case, judged.notice),
        Look.SMALL,
        height=row_height([(_seal_note(case, judged.notice), width)], size=9),
    )
    _print_set_up(sheet, case, last_row=row + 2, last_column=len(columns), repeat=HEAD_ROW)


def heading_lines(title: str) -> str:
    """Broken where an eye would: before the first bracket and before a slash, never inside a unit."""
    head, bracket, rest = title.partition("（")
    return f"{head}\n（{rest.replace('/', chr(10) + '/')}" if bracket else title


def _header_lines(lines: Sequence[str], recommender: str | None) -> tuple[str, ...]:
    """The name of --recommender goes behind the notice's own 推荐单位 line."""
    return tuple(f"{line}{recommender}" if recommender and line.startswith("推荐单位") else line for line in lines)


def _merged(sheet: Worksheet, row: int, columns: int, text: str, look: Look, *, height: float) -> None:
    for at in range(1, columns + 1):
        put(sheet, row, at, None, look)
    put(sheet, row, 1, text, look)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    sheet.row_dimensions[row].height = height


def _spread(sheet: Worksheet, row: int, columns: int, lines: Sequence[str]) -> None:
    """Lines side by side over the whole width: the first at the left edge, the last at the right when there are two."""
    sheet.row_dimensions[row].height = 24
    if not lines:
        return
    share = columns / len(lines)
    for number, line in enumerate(lines):
        first, last = round(number * share) + 1, round((number + 1) * share)
        look = Look.LINE_RIGHT if len(lines) == 2 and number == 1 else Look.LINE
        put(sheet, row, first, line, look)
        if last > first:
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)


def _groups(sheet: Worksheet, judged: Judged, row: int) -> int:
    """Every category with its rows, numbered anew in each; returns the next free row."""
    columns = judged.notice.table.columns
    if not judged.recommendation.recommended:
        _merged(sheet, row, len(columns), NOBODY if judged.notice.complete else NOT_WHOLE, Look.CENTER, height=30)
        return row + 1
    groups = by_category(judged)
    for place, (title, members) in enumerate(groups):
        _merged(sheet, row, len(columns), f"{CHINESE_NUMBERS[place % 10]}、{title}（{len(members)}家）", Look.GROUP, height=22)
        row += 1
        for number, assessment in enumerate(members, 1):
            _row(sheet, row, columns, judged.notice, assessment, number)
            row += 1
    return row


def by_category(judged: Judged) -> list[tuple[str, list[Assessment]]]:
    """(title, members) in the notice's order, without empty ones; members in the recommendation's order."""
    titles = {rule.name: rule.title for rule in judged.notice.category}
    members: dict[str, list[Assessment]] = {title: [] for title in titles.values()}
    for assessment in judged.recommendation.recommended:
        members.setdefault(titles.get(assessment.category or "", assessment.category or "类别未定"), []).append(assessment)
    return [(title, group) for title, group in members.items() if group]


def _row(sheet: Worksheet, row: int, columns: Sequence[Column], notice: Notice, assessment: Assessment, number: int) -> None:
    texts = []
    for at, column in enumerate(columns, 1):
        value = cell_value(column, notice, assessment, number)
        cell = put(sheet, row, at, value, _look(column, value))
        texts.append((str(cell.value if cell.value is not None else ""), column.width))
    sheet.row_dimensions[row].height = row_height(texts, least=37)


def _look(column: Column, value: Value) -> Look:
    field = BY_NAME.get(column.source)
    if not isinstance(value, str):
        return Look.NUMBER
    return Look.CENTER if column.source in CENTRED or (field is not None and field.is_number) else Look.TEXT


def _total(sheet: Worksheet, judged: Judged, row: int, columns: int) -> int:
    groups = by_category(judged)
    parts = "、".join(f"{title}{len(members)}家" for title, members in groups)
    total = len(judged.recommendation.recommended)
    _merged(sheet, row, columns, f"合计：推荐{total}家{'（其中' + parts + '）' if parts else ''}", Look.GROUP, height=22)
    return row + 1


def _seal_note(case: RunCase, notice: Notice) -> str:
    lines = [
        f"依据：《{notice.title}》（{notice.id}）",
        f"运行编号：{visible(case.run_id)}    审核结论封存校验值（SHA-256）：{case.sealed_hash}    简码：{short_hash(case.sealed_hash)}",
    ]
    if not notice.complete:
        lines.append(f"本通知（{notice.id}）内容收录不全，程序不作推荐，本表不能用于报送。")
    if notice.table.reconstructed:
        lines.append("表样按通知内容推定，以正式附件2为准；校验值供纸质件与审核日志核对之用。")
    return "\n".join(lines)


def _aside(sheet: Worksheet, case: RunCase, decision: Decision) -> None:
    """Who is not in the table, with the reason and what is to be settled: nothing is lost."""
    for at, (_, wide) in enumerate(ASIDE_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = wide
    members = [one for one in case.assessments if one.decision is decision]
    basis = f"，依据{case.notice.year}年通知" if len(case.judged) > 1 else ""
    _merged(sheet, 1, len(ASIDE_COLUMNS), f"{decision.title}的申报单位（{len(members)}家{basis}）", Look.TITLE, height=34)
    for at, (title, _) in enumerate(ASIDE_COLUMNS, 1):
        put(sheet, 2, at, title, Look.HEAD)
    sheet.row_dimensions[2].height = 24
    for number, assessment in enumerate(members, 1):
        row: tuple[Value, ...] = (number, *_who(assessment), _reasons(assessment))
        for at, value in enumerate(row, 1):
            put(sheet, 2 + number, at, value, Look.TEXT if at in (2, 5) else Look.CENTER)
        sheet.row_dimensions[2 + number].height = row_height(
            [(str(value), wide) for value, (_, wide) in zip(row, ASIDE_COLUMNS, strict=True)], least=24
        )
    last = 2 + max(1, len(members))
    if not members:
        _merged(sheet, 3, len(ASIDE_COLUMNS), "（无）", Look.CENTER, height=26)
    _print_set_up(sheet, case, last_row=last, last_column=len(ASIDE_COLUMNS), repeat=2)


def _who(assessment: Assessment) -> tuple[str, str, str]:
    answers = assessment.application.answers
    name, county = answers["organisation_name"].value, answers["county"].value
    return (
        str(name or assessment.application.name),
        str(county or assessment.application.county_folder or ""),
        assessment.category or "未定",
    )


def _reasons(assessment: Assessment) -> str:
    questions = [f"{number}．{question.text}" for number, question in enumerate(assessment.questions, 1)]
    return "\n".join([assessment.because, *questions])


def _print_set_up(sheet: Worksheet, case: RunCase, *, last_row: int, last_column: int, repeat: int) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{repeat + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{repeat}:{repeat}"
    sheet.print_area = f"A1:{get_column_letter(last_column)}{last_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = MARGIN_IN, 0.85, 0.3, 0.35
    page_foot(sheet, left=f"运行编号 {visible(case.run_id)[:60]}", right=f"封存校验值 {case.sealed_hash}")

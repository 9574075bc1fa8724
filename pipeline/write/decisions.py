"""审核明细.xlsx comes back with the column 人工结论 filled in: what a person settled, read strictly, every mistake named by its cell.

The file may have been through many hands: it is opened within limits, formulas are refused, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from models.answer import AnyAnswer, Application
from models.fields import FIELDS
from models.problem import Category, Problem, Severity, UsageError
from models.quantity import Quantity
from pipeline.text_safety import cell_text, visible
from pipeline.write.decision_values import Refused, value_given
from pipeline.write.detail_fields import FIELD, OPEN, PERSON, REASON, RULED, VERDICT
from pipeline.write.detail_fields import FIELDS as FIELDS_SHEET
from pipeline.write.result_line import value_string
from pipeline.write.words import AnyField, answer_text

FILE_LIMIT = 100_000_000  # bytes, packed
UNPACKED_LIMIT = 1_500_000_000
HEADING_ROWS = 10  # where to look for the heading row: people put lines above it
TEXT_LIMIT = 500
NEEDED = (RULED, FIELD, VERDICT)
UNSIGNED = "（未署名）"
CONFIRM, NONE = "确认", "无"


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on one field. `value` None: it is not in the papers. `before` is what the machine had, `cell` where
    the word was written."""

    application: str
    field: AnyField
    value: Quantity | str | None
    written: str
    reason: str
    by: str
    before: str
    cell: str


@dataclass(frozen=True, slots=True)
class Decisions:
    corrections: tuple[Correction, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with something in 人工结论; texts are as they stood."""

    sheet: str
    row: int
    application: str
    field: str
    verdict: object
    formula: bool
    reason: str
    person: str
    column: str

    @property
    def cell(self) -> str:
        return f"{self.sheet}!{self.column}{self.row}"


def read_decisions(path: Path, applications: Sequence[Application]) -> Decisions:
    """The corrections for these applications, in the file's order. UsageError where it is no 审核明细 at all."""
    by_text: dict[str, list[Application]] = {}
    for application in applications:
        by_text.setdefault(cell_text(application.name), []).append(application)
    corrections: list[Correction] = []
    problems: list[Problem] = []
    for line in _lines(path):
        try:
            corrections.append(_correction(line, by_text))
            problems += _unsigned(line)
        except Refused as refused:
            problems.append(_problem(line, str(refused), refused.remedy))
    agreed, clashes = _each_once(corrections)
    return Decisions(agreed, (*problems, *clashes))


def _correction(line: _Line, by_text: Mapping[str, list[Application]]) -> Correction:
    known = by_text.get(line.application, [])
    if not known:
        raise Refused(f"申报单位“{_brief(line.application)}”不在这次的材料里", f"请照“{RULED}”栏的原样填写，或删去这一行的人工结论")
    if len(known) > 1:
        raise Refused(f"有{len(known)}份材料都叫“{_brief(line.application)}”，分不清是哪一份", "请把材料文件夹改成不同的名称后重新运行")
    field = next((one for one in FIELDS if line.field in (one.title, one.name)), None)
    if field is None:
        raise Refused(f"没有“{_brief(line.field)}”这个项目", f"请照“{FIELD}”栏的原样填写")
    if line.formula:
        raise Refused("人工结论里是公式", "请直接填写值")
    answer = known[0].answers[field.name]
    value = _value(line, field, answer)
    by = _brief(line.person) or UNSIGNED
    return Correction(known[0].name, field, value, _brief(str(line.verdict)), _brief(line.reason), by, answer_text(answer), line.cell)


def _value(line: _Line, field: AnyField, answer: AnyAnswer) -> Quantity | str | None:
    text = str(line.verdict).strip()
    if text == NONE:
        return None
    if text == CONFIRM:
        if answer.value is None:
            raise Refused("这一项没有取值，不能填“确认”", "请填写核定后的值，或填“无”")
        return answer.value
    return value_given(field, line.verdict)


def _unsigned(line: _Line) -> list[Problem]:
    missing = [name for name, text in ((PERSON, line.person), (REASON, line.reason)) if not text]
    if not missing:
        return []
    message = f"没有填{'和'.join(missing)}，人工结论已采用"
    return [_problem(line, message, "请补填后再运行一次，以便审核日志写明何人、何故", severity=Severity.WARNING)]


def _each_once(corrections: Sequence[Correction]) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """The same field settled twice: alike is one, unlike is nobody's."""
    groups: dict[tuple[str, str], list[Correction]] = {}
    for one in corrections:
        groups.setdefault((one.application, one.field.name), []).append(one)
    agreed, clashes = [], []
    for group in groups.values():
        if len({value_string(one.value, one.field) for one in group}) == 1:
            agreed.append(group[0])
            continue
        cells = "、".join(one.cell for one in group)
        message = f"{cells}：“{visible(group[0].application)}”的{group[0].field.title}填了不同的人工结论，均未采用。"
        clashes.append(Problem(Category.VALUE, Severity.ERROR, message, "请只留一个后再运行一次。", field=group[0].field.name))
    return tuple(agreed), tuple(clashes)


def _problem(line: _Line, message: str, remedy: str, *, severity: Severity = Severity.ERROR) -> Problem:
    field = next((one.name for one in FIELDS if line.field in (one.title, one.name)), None)
    unused = "" if severity is Severity.WARNING else "，未采用"
    return Problem(Category.VALUE, severity, f"核定文件{line.cell}：{message}{unused}。", f"{remedy}。", field=field)


def _brief(text: str) -> str:
    shown = visible(text.strip())
    return shown if len(shown) <= TEXT_LIMIT else f"{shown[:TEXT_LIMIT]}…"


def _lines(path: Path) -> Iterator[_Line]:
    """Rows with a 人工结论. Whatever is wrong with the file as a file is one sentence."""
    _check_size(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            sheets = [name for name in (OPEN, FIELDS_SHEET) if name in book.sheetnames]
            if not sheets:
                raise UsageError(f"核定文件“{visible(path.name)}”里没有“{FIELDS_SHEET}”表：请用本程序写出的审核明细.xlsx填写。")
            for name in sheets:
                yield from _filled(book[name].iter_rows(), name, path.name)
        finally:
            book.close()
    except UsageError:
        raise
    except Exception as error:
        # openpyxl raises whatever its parsers raise; the file is a stranger's.
        raise UsageError(f"核定文件“{visible(path.name)}”打不开（{type(error).__name__}）：请用Excel或WPS另存为.xlsx后再试。") from error


def _check_size(path: Path) -> None:
    try:
        packed = path.stat().st_size
        with ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (OSError, BadZipFile, ValueError) as error:
        raise UsageError(
            f"核定文件“{visible(path.name)}”打不开：须是审核明细.xlsx（不是.xls或其他格式），请检查路径并另存为.xlsx。"
        ) from error
    if packed > FILE_LIMIT or unpacked > UNPACKED_LIMIT:
        raise UsageError(f"核定文件“{visible(path.name)}”过大，不予读取：请用本程序写出的审核明细.xlsx填写。")


def _filled(rows: Iterator[Sequence[object]], sheet: str, name: str) -> Iterator[_Line]:
    columns: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if not columns:
            columns = _headings(row)
            if number > HEADING_ROWS:
                break
            continue
        verdict = _cell(row, columns[VERDICT])
        if verdict is not None and str(verdict).strip():
            formula = getattr(row[columns[VERDICT]], "data_type", "") == "f"
            texts = {title: str(_cell(row, columns[title]) or "").strip() for title in (RULED, FIELD, REASON, PERSON) if title in columns}
            yield _Line(
                sheet, number, texts[RULED], texts[FIELD], verdict, formula, texts.get(REASON, ""), texts.get(PERSON, ""),
                get_column_letter(columns[VERDICT] + 1),
            )  # fmt: skip
    if not columns:
        raise UsageError(
            f"核定文件“{visible(name)}”的“{sheet}”表缺少“{'、'.join(NEEDED)}”这几栏：请勿改动表头，用本程序写出的审核明细.xlsx填写。"
        )


def _headings(row: Sequence[object]) -> dict[str, int]:
    """Title → position; empty where this is not the heading row."""
    found = {str(value).strip(): at for at in range(len(row)) if (value := _cell(row, at)) is not None}
    return found if all(title in found for title in NEEDED) else {}


def _cell(row: Sequence[object], at: int) -> object:
    return getattr(row[at], "value", None) if at < len(row) else None

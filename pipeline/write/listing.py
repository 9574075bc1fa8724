"""A sheet that lists: heading row, filter, frozen panes, print set-up, rows as high as their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.text_safety import visible
from pipeline.write.sheet import Look, Value, page_foot, put, row_height
from pipeline.write.view_model import RunView


@dataclass(frozen=True, slots=True)
class Head:
    title: str
    width: float


def listing(book: Workbook, title: str, heads: Sequence[Head], run: RunView, *, freeze: str) -> Worksheet:
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


def close(sheet: Worksheet, heads: Sequence[Head], last_row: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{max(1, last_row)}"


def fill_row(sheet: Worksheet, row: int, values: Sequence[tuple[Value, Look]], heads: Sequence[Head], *, repeated: str = "") -> None:
    """A row high enough for its texts; a column whose text repeats down the sheet may run out of sight."""
    for at, (value, look) in enumerate(values, 1):
        put(sheet, row, at, value, look)
    pairs = zip(values, heads, strict=False)
    texts = [(str(value), head.width) for (value, _), head in pairs if value not in (None, "") and head.title != repeated]
    sheet.row_dimensions[row].height = row_height(texts, size=10, least=18)

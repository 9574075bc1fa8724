"""The register of core agencies that an office keeps: CSV or XLSX, one agency a row, headings in Chinese.

openpyxl is imported here to read it, and in pipeline/write to write workbooks.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from models.notice import Notice
from models.problem import UsageError
from models.strict import nearest
from pipeline.judging.told import Agency

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("单位名称", "名称", "机构名称", "企业名称", "服务机构名称"),
    "code": ("统一社会信用代码", "信用代码", "社会信用代码", "代码"),
    "legal_representative": ("法定代表人", "法人代表", "法人"),
    "address": ("地址", "住所", "注册地址"),
    "phone": ("联系电话", "电话", "手机"),
    "contact": ("联系人",),
    "shareholders": ("股东", "股东名称", "主要股东"),
    "recognised": ("认定年份", "认定年度", "批次"),
    "valid_to": ("有效期至", "有效期", "到期日期"),
}
MAX_ROWS, MAX_BYTES = 50_000, 20_000_000
FIRST_YEAR, LAST_YEAR = 2000, 2100


def read_registry(path: Path, notice: Notice | None = None) -> tuple[Agency, ...]:
    """The agencies of a register; where 有效期至 is missing, the notice's table of cohorts tells it.

    Raises UsageError with every mistake, one a line: row, heading, reason, remedy.
    """
    rows = list(_rows(path))
    if not rows:
        raise UsageError(f"{path.name} 是空的；请给出有表头的名录，至少有“单位名称”一列。")
    columns, mistakes = _columns(rows[0], path.name)
    agencies: list[Agency] = []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        if any(cells.values()):
            agency, wrong = _agency(cells, number, path.name)
            mistakes += wrong
            agencies += [agency] if agency else []
    if mistakes:
        raise UsageError("\n".join(mistakes[:50]))
    ends = {one.recognised: one.valid_to for one in notice.cohort} if notice else {}
    return tuple(replace(one, valid_to=one.valid_to or ends.get(one.recognised or 0)) for one in agencies)


def _columns(heading: Sequence[str], file: str) -> tuple[dict[str, int], list[str]]:
    columns: dict[str, int] = {}
    for at, text in enumerate(heading):
        words = re.sub(r"[\s*（(].*$", "", unicodedata.normalize("NFKC", text).strip())
        name = next((name for name, titles in HEADINGS.items() if words in titles), None)
        if name is not None:
            columns.setdefault(name, at)
    if "name" in columns:
        return columns, []
    near = next((title for text in heading if (title := nearest(text, HEADINGS["name"]))), None)
    return columns, [f"{file} 第 1 行：没有“单位名称”一列；请加上这一列{f'（最接近的写法：{near}）' if near else ''}。"]


def _agency(cells: dict[str, str], number: int, file: str) -> tuple[Agency | None, list[str]]:
    mistakes = []
    year, end = cells.get("recognised", ""), cells.get("valid_to", "")
    found = re.search(r"\d{4}", year)
    recognised = int(found[0]) if found and FIRST_YEAR <= int(found[0]) <= LAST_YEAR else None
    if year and recognised is None:
        mistakes.append(f"{file} 第 {number} 行“认定年份”：“{year[:20]}”不是年份；请写四位年份，如 2019。")
    valid_to = _date(end)
    if end and valid_to is None:
        mistakes.append(f"{file} 第 {number} 行“有效期至”：“{end[:20]}”不是日期；请写成 2022-12-31。")
    if not cells.get("name"):
        mistakes.append(f"{file} 第 {number} 行“单位名称”：是空的；请补上，或删去这一行。")
    if mistakes:
        return None, mistakes
    holders = tuple(part for part in re.split(r"[、,，;；\n]", cells.get("shareholders", "")) if part.strip())
    texts = {name: cells.get(name, "") for name in ("code", "legal_representative", "address", "phone", "contact")}
    return Agency(cells["name"], shareholders=holders, recognised=recognised, valid_to=valid_to, row=number, **texts), []


def _date(text: str) -> datetime.date | None:
    found = re.search(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})", unicodedata.normalize("NFKC", text))
    try:
        return datetime.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _rows(path: Path) -> Iterator[list[str]]:
    """The cells of each row as text. Raises UsageError where the file cannot be read."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UsageError(f"{path.name} 超过 20 MB，不像是名录；请核对。")
        yield from _workbook(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    except OSError:
        raise UsageError(f"打不开名录 {path.name}；请核对路径和读取权限。") from None


def _csv(path: Path) -> Iterator[list[str]]:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            for number, row in enumerate(csv.reader(io.StringIO(text))):
                if number > MAX_ROWS:
                    return
                yield row
        except csv.Error:
            break
        return
    raise UsageError(f"{path.name} 不是可读的 CSV；请另存为 UTF-8 编码的 CSV 或 XLSX。")


def _workbook(path: Path) -> Iterator[list[str]]:
    import zipfile

    from openpyxl import load_workbook

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=40, values_only=True):
            yield ["" if cell is None else cell.date().isoformat() if isinstance(cell, datetime.datetime) else str(cell) for cell in row]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, EOFError, SyntaxError):
        raise UsageError(f"{path.name} 不是可读的 XLSX；请在 Excel 里另存一次，或存为 CSV。") from None

"""The office's register: read from CSV or XLSX, every mistake named by its row."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.notice_file import load_notice
from models.problem import UsageError
from pipeline.registry import read_registry

HEAD = "单位名称,统一社会信用代码,法定代表人,认定年份,有效期至,股东,备注\n"
ROW = "岳阳白杨咨询有限公司,91430600MA00000001,周望山,2019,2022-12-31,岳阳青桐投资有限公司、李某,无\n"


def csv_of(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "名录.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_any_of_the_offices_encodings(tmp_path: Path, encoding: str) -> None:
    (agency,) = read_registry(csv_of(tmp_path, HEAD + ROW + ",,,,,,\n", encoding))
    assert (agency.name, agency.code, agency.recognised, agency.valid_to, agency.row) == (
        "岳阳白杨咨询有限公司", "91430600MA00000001", 2019, datetime.date(2022, 12, 31), 2,
    )  # fmt: skip
    assert agency.shareholders == ("岳阳青桐投资有限公司", "李某")


def test_a_workbook_with_dates(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["机构名称", "认定年度", "有效期至"])
    book.active.append(["岳阳白杨咨询有限公司", 2018, datetime.datetime(2021, 12, 31)])
    book.save(tmp_path / "名录.xlsx")
    (agency,) = read_registry(tmp_path / "名录.xlsx")
    assert (agency.recognised, agency.valid_to) == (2018, datetime.date(2021, 12, 31))


def test_the_notices_table_tells_where_the_register_does_not(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "单位名称,认定年份\n甲,2018\n乙,2011\n")
    assert [one.valid_to for one in read_registry(path, load_notice("hunan-2020"))] == [datetime.date(2021, 12, 31), None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "是空的"), ("单位名,年份\n甲,2019\n", "没有“单位名称”一列"), (HEAD + "甲,,,去年,,,\n", "第 2 行“认定年份”：“去年”"), (HEAD + "甲,,,2019,不详,,\n", "第 2 行“有效期至”"),
        (HEAD + ",9143,,2019,,,\n", "第 2 行“单位名称”：是空的"), (HEAD + "甲,,,2019,2020-13-40,,\n", "不是日期"),
    ],
)  # fmt: skip
def test_every_mistake_names_its_row(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_registry(csv_of(tmp_path, text))
    assert words in str(raised.value)


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UsageError, match="不是可读的 XLSX"):
        read_registry(broken)
    with pytest.raises(UsageError, match="打不开名录"):
        read_registry(tmp_path / "没有.csv")
    binary = tmp_path / "x.csv"
    binary.write_bytes(bytes(range(128, 256)) * 3)
    with pytest.raises(UsageError):
        read_registry(binary)

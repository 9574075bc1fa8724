"""The way round by Excel: what a person filled in comes back whole, and every slip is named by its cell."""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import papers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from models.answer import Application, State
from models.fields import BY_NAME, FIELDS
from models.problem import Severity, UsageError
from models.quantity import Quantity
from pipeline.write.decision_values import Refused, value_given
from pipeline.write.decisions import Decisions, read_decisions
from pipeline.write.detail import write_detail


@cache
def batch() -> tuple[Application, ...]:
    return tuple(one.application for one in papers.batch(7))


@cache
def written() -> bytes:
    """审核明细 of the batch."""
    with TemporaryDirectory() as folder:
        return write_detail(papers.case(papers.batch(7)), Path(folder))[0].read_bytes()


def filled(tmp_path: Path, *rows: tuple[str, object, str, str], application: int = 5) -> Decisions:
    """The named fields of one application filled in, and read back."""
    name = batch()[application].name
    book = load_workbook(io.BytesIO(written()))
    sheet = book["字段"]
    for field, verdict, reason, person in rows:
        row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == name and row[2].value == BY_NAME[field].title)
        row[5].value, row[6].value, row[7].value = verdict, reason, person  # type: ignore[assignment]
    book.save(tmp_path / "filled.xlsx")
    return read_decisions(tmp_path / "filled.xlsx", batch())


def test_an_untouched_file_decides_nothing(tmp_path: Path) -> None:
    assert filled(tmp_path) == Decisions((), ())


def test_what_a_person_settled_comes_back_with_name_and_reason(tmp_path: Path) -> None:
    got = filled(tmp_path, ("premises_area", "103", "以租赁合同为准", "王某"), ("category", "综合", "本人说明", "王某"))
    assert got.problems == ()
    by_field = {one.field.name: one for one in got.corrections}
    area = by_field["premises_area"]
    assert isinstance(area.value, Quantity)
    assert (area.value.value, area.value.unit, area.reason, area.by, area.before) == (Decimal(103), "㎡", "以租赁合同为准", "王某", "98 ㎡")
    assert area.application == batch()[5].name
    assert by_field["category"].value == "综合"


def test_confirm_takes_the_value_shown_and_none_takes_it_away(tmp_path: Path) -> None:
    got = filled(tmp_path, ("premises_area", "确认", "现场核实", "王某"), ("registered_capital", "无", "未提供", "王某"))
    values = {one.field.name: one.value for one in got.corrections}
    assert values["premises_area"] == batch()[5].answers["premises_area"].value
    assert values["registered_capital"] is None


@pytest.mark.parametrize(
    ("field", "verdict", "words"),
    [
        ("premises_area", "约100", "不是一个确定的数"),
        ("premises_area", "一百", "不是一个确定的数"),
        ("premises_area", "-5", "不是一个确定的数"),
        ("premises_area", "1e9", "不是一个确定的数"),
        ("premises_area", datetime.datetime(2020, 1, 1), "不是数字"),
        ("staff_total", "10.5", "整数"),
        ("college_ratio", "120", "不能超过100"),
        ("established_on", "2016年13月", "没有"),
        ("established_on", "去年", "不是日期"),
        ("category", "其他", "类别"),
        ("platform_registered", "拟注册", "是或否"),
        ("credit_code", "91430600MA4L16JQ9X", "校验码"),
        ("credit_code", 914306001234567890, "当成了数字"),
        ("previous_recognition_year", "17", "年份"),
        ("organisation_name", "名" * 300, "过长"),
        ("organisation_name", "甲\u202e乙", "看不见的字符"),
        ("staff_college", "确认", "不能填“确认”"),
        ("premises_area", "=1+1", "公式"),
    ],
)
def test_every_slip_is_named_by_its_cell_with_a_remedy(field: str, verdict: object, words: str, tmp_path: Path) -> None:
    got = filled(tmp_path, (field, verdict, "理由", "王某"))
    assert got.corrections == ()
    assert len(got.problems) == 1
    assert words in got.problems[0].message
    assert "字段!F" in got.problems[0].message
    assert got.problems[0].remedy
    assert got.problems[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("field", "verdict", "value"),
    [
        ("premises_area", 103, "103"),
        ("premises_area", 103.5, "103.5"),
        ("premises_area", "1,250.50平方米", "1250.50"),
        ("service_assets", "１５６．３２万元", "156.32"),
        ("enterprises_served", "120家", "120"),
        ("established_on", datetime.datetime(2016, 3, 1), "2016-03-01"),
        ("established_on", "2016年3月", "2016-03"),
        ("established_on", "2016/3/1", "2016-03-01"),
        ("platform_registered", True, "true"),
        ("platform_registered", "否", "false"),
        ("category", "创新服务机构", "创新"),
        ("previous_recognition_year", 2017, "2017"),
        ("contact_phone", 13874001234, "13874001234"),
        ("credit_code", "91430600ma4l16jq97", "91430600MA4L16JQ97"),
    ],
)
def test_values_as_excel_hands_them_over(field: str, verdict: object, value: str) -> None:
    got = value_given(BY_NAME[field], verdict)
    assert (str(got.value) if isinstance(got, Quantity) else got) == value


@given(
    st.sampled_from(FIELDS), st.text(st.characters(codec=None), max_size=30) | st.integers() | st.floats() | st.booleans() | st.datetimes()
)
def test_no_content_of_a_cell_breaks_the_reading(field: object, written: object) -> None:
    with contextlib.suppress(Refused):
        assert value_given(field, written) is not None  # type: ignore[arg-type]


def test_a_missing_name_is_said_but_the_decision_counts(tmp_path: Path) -> None:
    got = filled(tmp_path, ("premises_area", "103", "", ""))
    assert len(got.corrections) == 1
    assert got.corrections[0].by == "（未署名）"
    assert [(one.severity, "核定人" in one.message) for one in got.problems] == [(Severity.WARNING, True)]


def table(
    tmp_path: Path,
    *rows: tuple[object, ...],
    heads: tuple[str, ...] = ("申报单位（材料）", "项目", "人工结论", "理由", "核定人"),
    sheet: str = "字段",
) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in (heads, *rows):
        page.append(row)
    book.save(tmp_path / "x.xlsx")
    return tmp_path / "x.xlsx"


def test_two_different_words_on_one_field_are_nobodys(tmp_path: Path) -> None:
    name = batch()[0].name
    path = table(
        tmp_path,
        (name, "服务场所面积", "103", "a", "王某"),
        (name, "服务场所面积", "98", "b", "李某"),
        (name, "服务人员", 12, "a", "王某"),
        (name, "服务人员", "12人", "a", "王某"),
    )
    got = read_decisions(path, batch())
    assert [one.field.name for one in got.corrections] == ["staff_total"]
    assert any("字段!C2、字段!C3" in one.message for one in got.problems)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("没有这个单位", "服务场所面积", "103", "a", "b"), "不在这次的材料里"),
        ((papers.NAMES[0], "占地面积", "103", "a", "b"), "没有“占地面积”这个项目"),
        ((None, None, "103", "a", "b"), "不在这次的材料里"),
    ],
)
def test_rows_about_nobody_are_named(row: tuple[object, ...], words: str, tmp_path: Path) -> None:
    got = read_decisions(table(tmp_path, row), batch())
    assert got.corrections == ()
    assert words in got.problems[0].message


def test_the_sheet_of_open_questions_is_read_too(tmp_path: Path) -> None:
    path = write_detail(papers.case(papers.batch(7)), tmp_path)[0]
    book = load_workbook(path)
    book["待核"].cell(2, 8).value, book["待核"].cell(2, 9).value, book["待核"].cell(2, 10).value = 103, "现场丈量", "王某"
    book["字段"].cell(2, 6).value = "约"
    book["待核"].cell(3, 8).value = "很多"
    book.save(path)
    got = read_decisions(path, batch())
    assert [(one.field.name, one.by, one.cell) for one in got.corrections] == [
        ("premises_area", "王某", "待核!H2"),
        ("organisation_name", "（未署名）", "字段!F2"),
    ]
    assert any("待核!H3" in one.message for one in got.problems)


def test_a_hostile_application_name_is_found_again(tmp_path: Path) -> None:
    made = papers.application("甲", "=甲\u202e_x000D_\n乙")
    path = write_detail(papers.case((papers.assessment(made),)), tmp_path)[0]
    book = load_workbook(path)
    book["字段"].cell(2, 6).value = "新名称"
    book.save(path)
    assert [one.application for one in read_decisions(path, (made,)).corrections] == [made.name]


def test_what_was_settled_before_is_written_out_to_be_given_back(tmp_path: Path) -> None:
    first = filled(tmp_path, ("premises_area", "103", "以租赁合同为准", "王某")).corrections[0]
    answer = papers.found("premises_area", first.value or "")
    settled = replace(answer, state=State.CORRECTED, decided_by="王某", because="王某核定：以租赁合同为准")
    made = papers.application("甲", premises_area=settled)
    path = write_detail(papers.case((papers.assessment(made),)), tmp_path)[0]
    again = read_decisions(path, (made,)).corrections
    assert [(one.field.name, one.reason, one.by) for one in again] == [("premises_area", "以租赁合同为准", "王某")]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken", b"%PDF-1.4"])
def test_what_is_no_workbook_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"核定文件“d\.xlsx”"):
        read_decisions(path, batch())


def test_a_zip_of_something_else_a_missing_sheet_or_heading_is_one_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.xlsx", "w") as archive:
        archive.writestr("a", "b")
    for path, words in (
        (tmp_path / "z.xlsx", "打不开"), (table(tmp_path, sheet="别的"), "没有“字段”表"), (tmp_path / "none.xlsx", "打不开"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=words):
            read_decisions(path, batch())
    with pytest.raises(UsageError, match="缺少"):
        read_decisions(table(tmp_path, ("a", "b"), heads=("单位", "值")), batch())

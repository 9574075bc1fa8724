"""An office finishes with Excel alone: run, fill in 人工结论, run again; the table is whole and the audit says who decided what."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.notice_file import load_notice
from pipeline.crew import InlineCrew
from pipeline.run import RunRequest, RunResult, run
from pipeline.settings import Settings
from pipeline.write.audit import verify

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "inbox"
AREA_OPEN, SHORT = "35", "06"
PERSON, REASON = "王审核", "对照原件和现场核实"
HEADINGS = ("申报单位（材料）", "项目", "人工结论", "理由", "核定人")


@dataclass(frozen=True, slots=True)
class Decided:
    """What the test writes into a sheet: the application's number, the field's title, 人工结论; and what must come of it."""

    sheet: str
    number: str
    title: str
    verdict: object
    field: str
    value: str | None


DECIDED = (
    Decided("待核", AREA_OPEN, "服务场所面积", 168, "premises_area", "168"),
    Decided("字段", AREA_OPEN, "联系人", "无", "contact_person", None),
    Decided("字段", SHORT, "其中大专及以上", "确认", "staff_college", ""),
)


def sample(number: str) -> Path:
    return next(path for path in sorted(SAMPLES.iterdir()) if path.name.startswith(number))


def lines(folder: Path) -> dict[str, dict[str, object]]:
    text = (folder / "results.jsonl").read_text(encoding="utf-8")
    return {one["application"][:2]: one for one in map(json.loads, text.splitlines())}


def events(folder: Path, kind: str) -> list[dict[str, object]]:
    text = (folder / "audit.jsonl").read_text(encoding="utf-8")
    return [one for one in map(json.loads, text.splitlines()) if one["event"] == kind]


@dataclass(frozen=True, slots=True)
class Round:
    first: RunResult
    second: RunResult


@pytest.fixture(scope="module")
def there_and_back(tmp_path_factory: pytest.TempPathFactory) -> Round:
    folder = tmp_path_factory.mktemp("round")
    for number in (AREA_OPEN, SHORT):
        shutil.copytree(sample(number), folder / "inbox" / sample(number).name)
    asked = RunRequest(folder / "inbox", folder / "out", (load_notice("hunan-2020"),), "first", Settings(workers=1))
    first = run(asked, crew=InlineCrew())
    book = load_workbook(first.folder / "审核明细.xlsx")
    for one in DECIDED:
        fill_in(book, one)
    book.save(folder / "审核明细（已填）.xlsx")
    again = replace(asked, run_id="second", decisions=folder / "审核明细（已填）.xlsx")
    return Round(first, run(again, crew=InlineCrew()))


def fill_in(book: Workbook, one: Decided) -> None:
    sheet = book[one.sheet]
    at = columns(sheet)
    row = next(
        row
        for row in range(2, sheet.max_row + 1)
        if str(sheet.cell(row, at["申报单位（材料）"]).value).startswith(one.number) and sheet.cell(row, at["项目"]).value == one.title
    )
    for heading, value in (("人工结论", one.verdict), ("理由", REASON), ("核定人", PERSON)):
        sheet.cell(row, at[heading]).value = value  # type: ignore[assignment]


def columns(sheet: Worksheet) -> dict[str, int]:
    found = {str(cell.value): at for at, cell in enumerate(sheet[1], 1)}
    assert set(HEADINGS) <= set(found)
    return found


def words_of(path: Path, sheet: int = 0) -> Iterator[str]:
    return (str(cell.value) for row in load_workbook(path).worksheets[sheet].iter_rows() for cell in row if cell.value is not None)


def test_the_first_run_leaves_the_open_question_to_a_person(there_and_back: Round) -> None:
    before = lines(there_and_back.first.folder)
    assert before[AREA_OPEN]["outcome"] == "refer"
    assert before[SHORT]["outcome"] == "do_not_recommend"
    name = before[AREA_OPEN]["fields"]["organisation_name"]["value"]  # type: ignore[index]
    assert name not in set(words_of(there_and_back.first.folder / "推荐汇总表.xlsx"))


@pytest.mark.parametrize("one", DECIDED, ids=lambda one: f"{one.sheet} {one.field}")
def test_every_decision_stands_with_name_and_reason(one: Decided, there_and_back: Round) -> None:
    before = lines(there_and_back.first.folder)[one.number]["fields"][one.field]  # type: ignore[index]
    after = lines(there_and_back.second.folder)[one.number]["fields"][one.field]  # type: ignore[index]
    assert after["state"] == "corrected"
    assert after["value"] == (before["value"] if one.value == "" else one.value)
    assert PERSON in after["because"]
    assert REASON in after["because"]


def test_what_nobody_decided_is_as_it_was(there_and_back: Round) -> None:
    decided = {(one.number, one.field) for one in DECIDED}
    before, after = lines(there_and_back.first.folder), lines(there_and_back.second.folder)
    for number, one in before.items():
        for field, told in one["fields"].items():  # type: ignore[attr-defined]
            if (number, field) not in decided and field != "college_ratio":
                assert after[number]["fields"][field] == told  # type: ignore[index]


def test_the_table_is_whole_after_it(there_and_back: Round) -> None:
    after = lines(there_and_back.second.folder)
    assert after[AREA_OPEN]["outcome"] == "recommend"
    assert after[SHORT]["outcome"] == "do_not_recommend"
    table = set(words_of(there_and_back.second.folder / "推荐汇总表.xlsx"))
    name = after[AREA_OPEN]["fields"]["organisation_name"]["value"]  # type: ignore[index]
    assert {name, "168"} <= table
    assert any("服务场所面积经人工核定" in text for text in table)


def test_every_decision_is_in_the_audit_and_nothing_else_is(there_and_back: Round) -> None:
    told = events(there_and_back.second.folder, "correction")
    assert {(str(one["subject"])[:2], one["data"]["field"], one["actor"], one["data"]["reason"]) for one in told} == {  # type: ignore[index]
        (one.number, one.field, PERSON, REASON) for one in DECIDED
    }
    assert {str(one["data"]["cell"])[:2] for one in told} == {"待核", "字段"}  # type: ignore[index]
    assert events(there_and_back.first.folder, "correction") == []
    assert verify(there_and_back.second.folder) == ()


def test_the_papers_give_the_decisions_back_for_the_next_round(there_and_back: Round) -> None:
    sheet = load_workbook(there_and_back.second.folder / "审核明细.xlsx")["字段"]
    at = columns(sheet)
    kept = {
        (str(sheet.cell(row, at["申报单位（材料）"]).value)[:2], sheet.cell(row, at["项目"]).value): sheet.cell(row, at["核定人"]).value
        for row in range(2, sheet.max_row + 1)
        if sheet.cell(row, at["人工结论"]).value
    }
    assert kept == {(one.number, one.title): PERSON for one in DECIDED}

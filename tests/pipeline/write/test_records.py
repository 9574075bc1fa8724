"""results.jsonl is the contract to the letter; what does not fit is said and stops nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import jsonschema
import pandas as pd
import papers
import pyarrow.parquet as pq
import pytest

from models.answer import State
from models.fields import BY_NAME, FIELDS
from models.quantity import Qualifier, Quantity
from models.verdict import Decision, Recommendation
from pipeline.write import Judged
from pipeline.write.records import defects, result_problems, run_body, write_parquet, write_records
from pipeline.write.result_line import answer_record, application_record
from pipeline.write.schema import results_schema
from tests.builders import ANSWER_KEYS


def written(folder: Path, rows: int) -> list[dict]:
    write_records(papers.case(papers.batch(rows)), folder)
    return [json.loads(line) for line in (folder / "results.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("rows", [0, 1, 14])
def test_every_line_fits_the_schema_beside_it(rows: int, tmp_path: Path) -> None:
    records = written(tmp_path, rows)
    schema = json.loads((tmp_path / "results.schema.json").read_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert len(records) == rows
    for record in records:
        jsonschema.Draft202012Validator(schema).validate(record)


def test_keys_and_their_order_are_the_contracts(tmp_path: Path) -> None:
    record = written(tmp_path, 1)[0]
    assert list(record) == ["application", "notice", "files", "fields", "proofs", "criteria", "outcome", "problems"]
    assert list(record["fields"]) == [field.name for field in FIELDS]
    assert all(list(field) == ANSWER_KEYS for field in record["fields"].values())
    assert list(record["criteria"][0]) == ["id", "outcome", "manual", "firm", "margin", "clause", "because"]
    assert list(record["problems"][0]) == ["category", "severity", "where", "message", "remedy"]
    assert list(record["problems"][0]["where"]) == ["file", "page", "box", "field"]


def test_lines_are_sorted_by_application_then_notice(tmp_path: Path) -> None:
    batch = papers.batch(5)
    second = tuple(replace(one, notice_id="hunan-2021") for one in batch)
    case = papers.case(batch)
    case = replace(case, judged=(*case.judged, Judged(papers.notice(), Recommendation("hunan-2021", second, ()))))
    write_records(case, tmp_path)
    keys = [(one["application"], one["notice"]) for one in map(json.loads, (tmp_path / "results.jsonl").read_text().splitlines())]
    assert keys == sorted(keys)
    assert len(keys) == 10


def quantity(value: str, low: str | None, high: str | None, qualifier: Qualifier, unit: str) -> Quantity:
    return Quantity(Decimal(value), None if low is None else Decimal(low), None if high is None else Decimal(high), qualifier, unit)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("premises_area", papers.number("168.50", "㎡"), ("168.5", "㎡", "exact", "168.5", "168.5", "2019")),
        ("service_assets", papers.number("1E+2", "万元"), ("100", "万元", "exact", "100", "100", "2019")),
        ("college_ratio", papers.number("92.307692", "%"), ("92.31", "%", "exact", "92.31", "92.31", "2019")),
        ("college_ratio", papers.number("79.595", "%"), ("79.60", "%", "exact", "79.60", "79.60", "2019")),
        ("college_ratio", papers.number("80", "%"), ("80.00", "%", "exact", "80.00", "80.00", "2019")),
        ("enterprises_served", quantity("320", "320", None, Qualifier.AT_LEAST, "家"), ("320", "家", "at_least", "320", None, None)),
        ("enterprises_served", quantity("100", None, "100", Qualifier.BELOW, "家"), ("100", "家", "below", None, "100", None)),
        ("staff_total", quantity("20", None, None, Qualifier.ABOUT, "人"), ("20", "人", "about", None, None, None)),
        ("category", "综合", ("综合", None, None, None, None, None)),
    ],
)
def test_values_are_strings_and_intervals(name: str, value: Quantity | str, expected: tuple[str | None, ...]) -> None:
    record = answer_record(papers.found(name, value))
    assert tuple(record[key] for key in ("value", "unit", "qualifier", "low", "high", "period")) == expected


def test_what_is_absent_has_every_key_and_nothing_in_it() -> None:
    record = answer_record(papers.absent("premises_area"))
    assert list(record) == ANSWER_KEYS
    assert (record["state"], record["value"], record["place"], record["others"], record["unit"]) == ("absent", None, None, [], "㎡")


def test_a_conflict_lists_every_candidate_with_its_place() -> None:
    record = answer_record(papers.conflict("premises_area", papers.number("98", "㎡"), papers.number("103", "㎡")))
    assert record["value"] == "98"
    assert [other["value"] for other in record["others"]] == ["98", "103"]
    assert [other["place"]["page"] for other in record["others"]] == [2, 3]


def test_what_was_computed_stands_where_its_parts_do() -> None:
    made = papers.application("甲")
    ratio = replace(made.answers["college_ratio"], chosen=None)
    made = replace(made, answers={**made.answers, "college_ratio": ratio})
    record = application_record(papers.assessment(made))
    assert record["fields"]["college_ratio"]["place"] == record["fields"]["staff_college"]["place"]
    assert defects(record) == ()


def test_a_person_may_settle_what_has_no_place() -> None:
    field = BY_NAME["premises_area"]
    settled = replace(papers.absent("premises_area"), state=State.CORRECTED, value=papers.number("120", "㎡"), decided_by="王某")
    record = application_record(papers.assessment(papers.application("甲", **{field.name: settled})))
    assert record["fields"]["premises_area"]["place"] is None
    assert defects(record) == ()


def test_a_record_that_does_not_fit_is_said_and_the_others_are_written(tmp_path: Path) -> None:
    broken = replace(papers.found("premises_area", papers.number("168", "㎡")), chosen=None)
    good, bad = papers.assessment(papers.application("好")), papers.assessment(papers.application("坏", premises_area=broken))
    case = papers.case((good, bad))
    write_records(case, tmp_path)
    problems = result_problems(case)
    assert len((tmp_path / "results.jsonl").read_text().splitlines()) == 2
    assert [("坏" in one.message, "好" in one.message) for one in problems] == [(True, False)]


HOSTILE = '甲\u202e\x00\n"}\ud800'


def test_a_hostile_name_stays_one_valid_line(tmp_path: Path) -> None:
    write_records(papers.case((papers.assessment(papers.application("甲", HOSTILE)),)), tmp_path)
    raw = (tmp_path / "results.jsonl").read_bytes()
    assert raw.count(b"\n") == 1
    assert json.loads(raw)["application"] == HOSTILE
    assert pq.read_table(tmp_path / "fields.parquet").column("application")[0].as_py() == HOSTILE.replace("\ud800", "\\ud800")


def test_the_same_frame_gives_the_same_bytes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": ["甲", None], "n": [1.5, 2]})
    first = write_parquet(frame, tmp_path / "a.parquet").read_bytes()
    assert write_parquet(frame, tmp_path / "b.parquet").read_bytes() == first
    assert pq.read_table(tmp_path / "a.parquet").to_pydict() == {"a": ["甲", None], "n": [1.5, 2.0]}


def test_run_json_counts_what_came_and_what_became_of_it() -> None:
    counts = run_body(papers.case(papers.batch(7)))["counts"]
    assert counts["applications"] == 7
    assert counts["files_by_status"] == {"read": 7, "partly": 7, "quarantined": 0, "unsupported": 0}
    assert counts["outcomes"] == {"hunan-2020": {"do_not_recommend": 1, "recommend": 5, "refer": 1}}
    assert Decision.REFER.value == "refer"


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(results_schema())


def test_a_record_without_a_field_is_told() -> None:
    record = application_record(papers.assessment(papers.application("甲")))
    assert defects(record) == ()
    del record["fields"]["county"]
    assert any("county" in defect for defect in defects(record))

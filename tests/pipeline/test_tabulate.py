"""The two dataframes: one schema, and criteria in bulk that say what Quantity.reaches says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandera.errors
import pandera.pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.fields import FIELDS, PREMISES_AREA
from models.notice_file import known_notices, load_notice
from models.quantity import Qualifier, Quantity, Truth
from pipeline.judge import judge_all
from pipeline.tabulate import FIELDS_SCHEMA, VERDICTS_SCHEMA, cross_check, fields_frame, reaches, verdicts_frame
from tests.factory import UNREADABLE, application, corrected, quantity

NOTICE = load_notice("hunan-2020")
DICTIONARY = Path(__file__).resolve().parents[2] / "docs" / "dataframes.md"
BATCH = [
    application("甲"),
    application("乙", organisation_name="乙", credit_code="2", premises_area="98"),
    application("丙", organisation_name="丙", credit_code="3", premises_area="~100", category=None, address="坏\ud800字"),
    application("丁", organisation_name="丁", credit_code="4", premises_area=("98", "103"), staff_total=UNREADABLE),
    application("戊", organisation_name="戊", credit_code="5", premises_area=corrected(PREMISES_AREA, "100"), proofs=()),
]

ends = st.none() | st.decimals(0, 300, places=1)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    flags = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    return Quantity(low or high or Decimal(1), low, high, Qualifier.RANGE, "㎡", low_open=flags[0], high_open=flags[1], ambiguous=flags[2])


@settings(max_examples=40)
@given(st.lists(quantities(), min_size=1, max_size=12), st.decimals(0, 300, places=1))
def test_in_bulk_and_one_by_one_tell_the_same(values: list[Quantity], limit: Decimal) -> None:
    frame = fields_frame(application(f"u{number}", premises_area=value) for number, value in enumerate(values))
    rows = frame[frame["field"] == "premises_area"]
    assert list(reaches(rows, limit)) == [value.reaches(limit).value for value in values]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(("98", "103"), Truth.CANNOT_TELL), (None, Truth.CANNOT_TELL), (UNREADABLE, Truth.CANNOT_TELL), (corrected(PREMISES_AREA, "100"), Truth.YES),
     (quantity("320", "㎡", period="cumulative"), Truth.CANNOT_TELL), (quantity("20", "㎡", period="cumulative"), Truth.NO)],
    ids=["conflict", "absent", "unreadable", "corrected", "cumulative above", "cumulative below"],
)  # fmt: skip
def test_only_settled_values_tell_in_bulk(value: object, expected: Truth) -> None:
    frame = fields_frame([application(premises_area=value)])
    assert list(reaches(frame[frame["field"] == "premises_area"], Decimal(100))) == [expected.value]


def test_one_row_for_every_application_and_field_in_form_order() -> None:
    frame = fields_frame(BATCH)
    assert len(frame) == len(BATCH) * len(FIELDS)
    assert list(frame["field"][: len(FIELDS)]) == [field.name for field in FIELDS]
    row = frame[(frame["application"] == "乙") & (frame["field"] == "premises_area")].iloc[0]
    assert (row["value"], row["unit"], row["low"], row["state"], row["page"], row["x0"]) == ("98", "㎡", "98", "found", 2, 72.0)


def test_no_application_gives_empty_frames_with_all_columns() -> None:
    assert list(fields_frame([]).columns) == list(FIELDS_SCHEMA.columns)
    assert len(verdicts_frame([])) == 0


def test_the_schema_is_strict() -> None:
    frame = fields_frame(BATCH[:1])
    with pytest.raises(pandera.errors.SchemaErrors):
        FIELDS_SCHEMA.validate(frame.assign(extra=1), lazy=True)
    with pytest.raises(pandera.errors.SchemaErrors):
        fields_frame([application("甲"), application("甲")])


@pytest.mark.parametrize("name", known_notices())
def test_what_was_judged_is_borne_out_by_the_frames(name: str) -> None:
    notice = load_notice(name)
    assessments = judge_all(BATCH, notice)
    assert cross_check(fields_frame(BATCH), verdicts_frame(assessments), notice) == ()


def test_a_verdict_that_the_frames_do_not_bear_out_is_seen() -> None:
    verdicts = verdicts_frame(judge_all(BATCH, NOTICE))
    wrong = (verdicts["application"] == "乙") & (verdicts["criterion"] == "premises_area")
    verdicts.loc[wrong, "outcome"] = "met"
    found = cross_check(fields_frame(BATCH), verdicts, NOTICE)
    assert [(one.application, one.criterion, one.judged, one.checked) for one in found] == [("乙", "premises_area", "met", "no")]


@pytest.mark.parametrize("schema", [FIELDS_SCHEMA, VERDICTS_SCHEMA], ids=["fields", "verdicts"])
def test_every_column_is_in_the_data_dictionary(schema: pandera.pandas.DataFrameSchema) -> None:
    documented = {
        name.strip()
        for line in DICTIONARY.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
        for name in line.split("|")[1].split(",")
    }
    assert set(schema.columns) <= documented


def test_the_same_batch_under_two_notices_makes_one_frame() -> None:
    both = [*judge_all(BATCH, NOTICE), *judge_all(BATCH, load_notice("hunan-2025"))]
    assert set(verdicts_frame(both)["notice"]) == {"hunan-2020", "hunan-2025"}

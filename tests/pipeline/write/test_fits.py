"""The quick check says of every record what a validator says; a keyword that it does not know is refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import jsonschema
import papers
import pytest

from pipeline.write.fits import compiled
from pipeline.write.result_line import application_record
from pipeline.write.schema import inlined, results_schema

VALIDATOR = jsonschema.Draft202012Validator(results_schema())
OTHERS: tuple[Any, ...] = (None, True, 0, -1.5, "", "168", "found", [], [1, 2], {}, {"file": "甲"})


def record() -> dict[str, Any]:
    conflict = papers.conflict("premises_area", papers.number("98", "㎡"), papers.number("103", "㎡"))
    return application_record(papers.assessment(papers.application("甲", premises_area=conflict)))


def changed(part: Any) -> Iterator[Any]:
    """The same record with one thing put wrong (or right) at a time: every value by others, every key dropped, one added."""
    if isinstance(part, dict):
        yield {**part, "unheard_of": 1}
        for key, value in part.items():
            yield {other: kept for other, kept in part.items() if other != key}
            yield from ({**part, key: one} for one in (*OTHERS, *changed(value)))
    elif isinstance(part, list):
        yield [*part, *part, {}]
        for at, value in enumerate(part[:2]):
            yield from ([*part[:at], one, *part[at + 1 :]] for one in (*OTHERS, *changed(value)))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(results_schema())


@pytest.mark.parametrize("field", ["premises_area", "college_ratio", "category", "contact_phone"])
def test_every_changed_field_is_judged_as_a_validator_judges_it(field: str) -> None:
    schema: Any = inlined(results_schema())["properties"]
    fits, validator = (
        compiled(schema["fields"]["properties"][field]),
        jsonschema.Draft202012Validator(schema["fields"]["properties"][field]),
    )
    for one in (record()["fields"][field], *changed(record()["fields"][field])):
        assert fits(one) == validator.is_valid(one), one


@pytest.mark.parametrize("part", ["files", "proofs", "criteria", "problems", "outcome", "application"])
def test_every_changed_part_is_judged_as_a_validator_judges_it(part: str) -> None:
    schema: Any = inlined(results_schema())["properties"]
    fits, validator = compiled(schema[part]), jsonschema.Draft202012Validator(schema[part])
    value = record()[part][:2] if isinstance(record()[part], list) else record()[part]
    for one in (value, *changed(value)):
        assert fits(one) == validator.is_valid(one), one


def test_a_whole_record_fits_and_one_without_a_field_does_not() -> None:
    fits, whole = compiled(inlined(results_schema())), record()
    short = copy.deepcopy(whole)
    del short["fields"]["county"]
    assert (fits(whole), fits(short)) == (True, False)
    assert (VALIDATOR.is_valid(whole), VALIDATOR.is_valid(short)) == (True, False)


@pytest.mark.parametrize("schema", [{"oneOf": []}, {"enum": [1]}, {"items": []}, {"type": "tuple"}])
def test_what_it_does_not_know_is_refused(schema: Any) -> None:
    with pytest.raises(KeyError):
        compiled(schema)

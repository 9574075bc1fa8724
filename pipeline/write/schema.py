"""results.schema.json: contract section 4 as JSON Schema 2020-12, built from the vocabulary so that the two cannot part."""

from __future__ import annotations

from enum import Enum

from models.answer import FoundBy, State
from models.document import FileStatus
from models.fields import FIELDS
from models.problem import Category, Severity
from models.proof import ProofKind, ProofState
from models.quantity import Qualifier
from models.verdict import Decision, Outcome
from pipeline.write.chain import Json

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL = r"^-?(0|[1-9]\d*)(\.\d+)?$"
RATIO = r"^-?(0|[1-9]\d*)\.\d{2}$"
PERIOD = r"^(\d{4}|annual|cumulative)$"
TEXT: Json = {"type": "string"}
TEXT_OR_NULL: Json = {"type": ["string", "null"]}
PAGE: Json = {"type": ["integer", "null"], "minimum": 1}
FLAG: Json = {"type": "boolean"}


def results_schema() -> dict[str, Json]:
    """One line of results.jsonl; every object names all its keys and allows no other."""
    fields = {field.name: _field(field.unit, ratio=field.name == "college_ratio", number=field.is_number) for field in FIELDS}
    return {
        "$schema": DRAFT,
        "title": "results.jsonl：每行一个申报单位（多个通知时，每行一个申报单位和一个通知）",
        **_object(
            {
                "application": {"type": "string", "minLength": 1},
                "notice": {"type": "string", "minLength": 1},
                "files": _list(
                    _object({"path": TEXT, "sha256": TEXT, "pages": {"type": "integer", "minimum": 0}, "status": _enum(FileStatus)})
                ),
                "fields": _object(fields),
                "proofs": _list(_object({"kind": _enum(ProofKind), "state": _enum(ProofState), "pages": _list({"$ref": "#/$defs/page"})})),
                "criteria": _list({"$ref": "#/$defs/criterion"}),
                "outcome": _enum(Decision),
                "problems": _list({"$ref": "#/$defs/problem"}),
            }
        ),
        "$defs": _definitions(),
    }


def inlined(schema: dict[str, Json]) -> dict[str, Json]:
    """The same schema without references: following them is half of a validator's time."""
    definitions = _definitions()

    def resolved(part: Json) -> Json:
        if isinstance(part, dict):
            reference = part.get("$ref")
            if isinstance(reference, str):
                return resolved(definitions[reference.rsplit("/", 1)[-1]])
            return {key: resolved(value) for key, value in part.items() if key != "$defs"}
        return [resolved(one) for one in part] if isinstance(part, list) else part

    return {key: resolved(value) for key, value in schema.items() if key != "$defs"}


def _definitions() -> dict[str, Json]:
    return {
        "box": {"type": ["array", "null"], "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
        "page": _object({"file": TEXT, "page": PAGE}),
        "place": {**_object({"file": TEXT, "page": PAGE, "box": {"$ref": "#/$defs/box"}}), "type": ["object", "null"]},
        "other": _object({"value": TEXT_OR_NULL, "text": TEXT, "place": {"$ref": "#/$defs/place"}}),
        "criterion": _object(
            {
                "id": TEXT, "outcome": _enum(Outcome), "manual": FLAG, "firm": FLAG,
                "margin": {"type": ["string", "null"], "pattern": DECIMAL}, "clause": TEXT, "because": TEXT,
            }
        ),
        "problem": _object(
            {
                "category": _enum(Category), "severity": _enum(Severity), "message": TEXT, "remedy": TEXT,
                "where": _object({"file": TEXT_OR_NULL, "page": PAGE, "box": {"$ref": "#/$defs/box"}, "field": TEXT_OR_NULL}),
            }
        ),
    }  # fmt: skip


def _field(unit: str | None, *, ratio: bool, number: bool) -> Json:
    """A field's answer. Evidence is part of the value: only what is absent, or a person's word, may lack a place."""
    amount: Json = {"type": ["string", "null"], "pattern": RATIO if ratio else DECIMAL} if number else TEXT_OR_NULL
    bound: Json = amount if number else {"type": "null"}
    answer = _object(
        {
            "state": _enum(State), "value": amount, "unit": {"const": unit},
            "qualifier": {"enum": [*(one.value for one in Qualifier), None]} if number else {"type": "null"},
            "low": bound, "high": bound, "period": {"type": ["string", "null"], "pattern": PERIOD},
            "text": TEXT_OR_NULL, "because": TEXT, "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
            "read_by": TEXT_OR_NULL, "found_by": {"enum": [*(one.value for one in FoundBy), None]},
            "place": {"$ref": "#/$defs/place"}, "others": _list({"$ref": "#/$defs/other"}),
        }
    )  # fmt: skip
    absent = {"properties": {"state": {"const": "absent"}}}
    seen = {"properties": {"state": {"enum": ["found", "conflict", "unreadable"]}}}
    taken = {"properties": {"state": {"enum": ["found", "conflict"]}}}
    return {
        **answer,
        "allOf": [
            {"if": absent, "then": {"properties": {"value": {"type": "null"}, "place": {"type": "null"}}}},
            {"if": seen, "then": {"properties": {"place": {"type": "object"}}}},
            {"if": taken, "then": {"properties": {"value": {"type": "string"}}}},
        ],
    }


def _object(properties: dict[str, Json]) -> dict[str, Json]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _enum(kind: type[Enum]) -> Json:
    return {"enum": [one.value for one in kind]}

"""The two dataframes, built here and nowhere else from models/fields.py, and the numeric criteria checked on them in bulk.

fields: one row per application × field. verdicts: one row per application × notice × criterion. Schemas by pandera, strict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import pandas as pd
import pandera.pandas as pa

from models.answer import AnyAnswer, Application, State
from models.criterion import Compare, Count, Criterion, Limit, Op
from models.fields import FIELDS
from models.notice import Notice
from models.quantity import Qualifier, Quantity, Truth, plain
from models.verdict import Assessment, Decision, Outcome, Verdict

FIELD_NAMES = tuple(field.name for field in FIELDS)
SETTLED = (State.FOUND.value, State.CORRECTED.value)


def _text() -> pa.Column:
    return pa.Column("string", nullable=True)


def _number(check: pa.Check | None = None) -> pa.Column:
    return pa.Column("float64", check, nullable=True)


def _one_of(values: Iterable[object], *, nullable: bool = False) -> pa.Column:
    return pa.Column("string", pa.Check.isin(list(values)), nullable=nullable)


FIELDS_SCHEMA = pa.DataFrameSchema(
    {
        "application": pa.Column("string"),
        "field": _one_of(FIELD_NAMES),
        "title": pa.Column("string"),
        "state": _one_of(state.value for state in State),
        "value": _text(),
        "unit": _text(),
        "qualifier": _one_of((one.value for one in Qualifier), nullable=True),
        "low": _text(),
        "high": _text(),
        "low_number": _number(),
        "high_number": _number(),
        "high_open": pa.Column("bool"),
        "ambiguous": pa.Column("bool"),
        "period": _text(),
        "text": _text(),
        "because": pa.Column("string"),
        "confidence": _number(pa.Check.in_range(0, 1)),
        "read_by": _text(),
        "found_by": _text(),
        "file": _text(),
        "page": pa.Column("Int64", pa.Check.ge(1), nullable=True),
        "x0": _number(),
        "top": _number(),
        "x1": _number(),
        "bottom": _number(),
        "others": pa.Column("int64", pa.Check.ge(0)),
        "decided_by": _text(),
    },
    strict=True,
    ordered=True,
    unique=["application", "field"],
)
VERDICTS_SCHEMA = pa.DataFrameSchema(
    {
        "application": pa.Column("string"),
        "notice": pa.Column("string"),
        "category": _text(),
        "criterion": pa.Column("string"),
        "title": pa.Column("string"),
        "outcome": _one_of(one.value for one in Outcome),
        "manual": pa.Column("bool"),
        "firm": pa.Column("bool"),
        "margin": _text(),
        "field": _text(),
        "clause": pa.Column("string"),
        "quote": pa.Column("string"),
        "because": pa.Column("string"),
        "file": _text(),
        "page": pa.Column("Int64", pa.Check.ge(1), nullable=True),
        "decision": _one_of(one.value for one in Decision),
    },
    strict=True,
    ordered=True,
    unique=["application", "notice", "criterion"],
)


def fields_frame(applications: Iterable[Application]) -> pd.DataFrame:
    """One row per application × field of the vocabulary, sorted as given; numbers as decimal strings, and as floats to compare.

    Raises pandera's SchemaError where a row breaks the schema: a defect of ours, never of a document.
    """
    rows = [_field_row(one.name, name, one.answers.get(name)) for one in applications for name in FIELD_NAMES]
    return _frame(rows, FIELDS_SCHEMA)


def verdicts_frame(assessments: Iterable[Assessment]) -> pd.DataFrame:
    """One row per application × notice × criterion, in the order of the assessments."""
    rows = [_verdict_row(one, verdict) for one in assessments for verdict in one.verdicts]
    return _frame(rows, VERDICTS_SCHEMA)


def _verdict_row(one: Assessment, verdict: Verdict) -> tuple[object, ...]:
    place = verdict.place
    return (
        one.application.name, one.notice_id, one.category, verdict.criterion, verdict.title, verdict.outcome.value, verdict.manual,
        verdict.firm, verdict.margin, verdict.field, verdict.clause, verdict.quote, verdict.because,
        place.file if place else None, place.page if place else None, one.decision.value,
    )  # fmt: skip


def _frame(rows: Sequence[tuple[object, ...]], schema: pa.DataFrameSchema) -> pd.DataFrame:
    names = list(schema.columns)
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    data = {name: _column(list(values), types[name]) for name, values in zip(names, columns, strict=True)}
    return schema.validate(pd.DataFrame(data, columns=names), lazy=True)


def _column(values: list[Any], dtype: str) -> pd.Series[Any]:
    column: pd.Series[Any] = pd.Series(values, dtype=cast(Any, "string" if dtype.startswith("str") else dtype))
    return column


TITLES = {field.name: field.title for field in FIELDS}


def _field_row(application: str, name: str, answer: AnyAnswer | None) -> tuple[object, ...]:
    if answer is None:
        return (application, name, TITLES[name], State.ABSENT.value, *(None,) * 7, False, False, None, None, "", *(None,) * 9, 0, None)
    value, chosen = answer.value, answer.chosen
    place = chosen.place if chosen else None
    box = place.box if place else None
    quantity = value if isinstance(value, Quantity) else None
    return (
        application, name, answer.field.title, answer.state.value,
        plain(quantity.value) if quantity else value, (answer.field.unit if value is not None else None),
        quantity.qualifier.value if quantity else None,
        _string(quantity.low) if quantity else None, _string(quantity.high) if quantity else None,
        _float(quantity.low) if quantity else None, _float(quantity.high) if quantity else None,
        bool(quantity and quantity.high_open), bool(quantity and quantity.ambiguous),
        quantity.period if quantity else None,
        place.text if place else None, answer.because, answer.confidence,
        chosen.read_by if chosen else None, answer.found_by.value if answer.found_by else None,
        place.file if place else None, place.page if place else None,
        *((box.x0, box.top, box.x1, box.bottom) if box else (None,) * 4),
        len(answer.others), answer.decided_by,
    )  # fmt: skip


def _string(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


# ── criteria in bulk ──


def reaches(fields: pd.DataFrame, limit: Decimal) -> pd.Series[str]:
    """`Quantity.reaches` on every row at once: "yes", "no" or "cannot tell"; a row without a settled number cannot be told."""
    bound = float(limit)
    settled = fields["state"].isin(SETTLED) & fields["value"].notna() & ~fields["ambiguous"]
    cumulative = (fields["period"] == "cumulative").fillna(False)
    yes = settled & ~cumulative & (fields["low_number"] >= bound)
    no = settled & ((fields["high_number"] < bound) | ((fields["high_number"] == bound) & fields["high_open"]))
    result = pd.Series(Truth.CANNOT_TELL.value, index=fields.index, dtype="string")
    result[no.to_numpy(dtype=bool)] = Truth.NO.value
    result[yes.to_numpy(dtype=bool)] = Truth.YES.value
    return result


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A verdict that the frames do not bear out: a defect of ours, to be shown and never hidden."""

    application: str
    criterion: str
    judged: str
    checked: str


def cross_check(fields: pd.DataFrame, verdicts: pd.DataFrame, notice: Notice) -> tuple[Disagreement, ...]:
    """The minimum criteria of a notice checked once more, in bulk, on the dataframes as they are written out.

    Only settled values are compared here: what a conflict may hide is judged value by value in judge.py. A verdict
    that the frame calls met or failed must say so; where judging saw more (another year, a bound) it may ask a person.
    """
    found: list[Disagreement] = []
    mine = verdicts[verdicts["notice"] == notice.id]
    for criterion, limit in _minimums(notice):
        field = criterion.condition.fields[0]
        lines = mine[mine["criterion"] == criterion.id]
        if criterion.when.category:
            lines = lines[lines["category"].isin(list(criterion.when.category))]
        rows = fields[fields["field"] == field]
        truths = pd.DataFrame({"application": rows["application"], "state": rows["state"], "truth": reaches(rows, limit.value)})
        both = lines.merge(truths, on="application", how="inner")
        both = both[both["state"].isin(SETTLED)]
        wanted = both["truth"].map({"yes": Outcome.MET.value, "no": Outcome.NOT_MET.value, "cannot tell": Outcome.CANNOT_TELL.value})
        wrong = both[(both["outcome"] != wanted) & (both["outcome"] != Outcome.CANNOT_TELL.value)]
        found += [Disagreement(str(row.application), criterion.id, str(row.outcome), str(row.truth)) for row in wrong.itertuples()]
    return tuple(found)


def _minimums(notice: Notice) -> tuple[tuple[Criterion, Limit], ...]:
    """The criteria that are one field against one minimum, asked of everybody in their category."""
    return tuple(
        (one, one.condition.limit)
        for one in notice.criterion
        if isinstance(one.condition, Compare | Count)
        and one.condition.limit.op is Op.AT_LEAST
        and one.condition.field in FIELD_NAMES
        and not (one.when.region or one.when.level)
    )

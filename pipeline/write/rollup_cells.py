"""What stands in a cell of 推荐汇总表: a field of the application, or one of the few columns that are put together."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from models.answer import Application, State
from models.fields import BY_NAME, COLLEGE_RATIO, COUNTY, STAFF_COLLEGE, STAFF_TOTAL
from models.notice import Column, ColumnSource, Notice
from models.quantity import Quantity
from models.verdict import Assessment, Outcome
from pipeline.write.sheet import Value
from pipeline.write.words import number_text, value_text


def cell_value(column: Column, notice: Notice, assessment: Assessment, number: int) -> Value:
    """Numbers as numbers where they are exact; 「320 以上」 stays words."""
    special = column.special
    if special is ColumnSource.ROW_NUMBER:
        return number
    if special is not None:
        return SPECIAL[special](notice, assessment)
    return field_value(assessment.application, column.source)


def field_value(application: Application, name: str) -> Value:
    answer = application.answers.get(name)
    if answer is None or answer.value is None:
        return ""
    if isinstance(answer.value, Quantity):
        return quantity_value(answer.value, name)
    return value_text(answer.value, answer.field)


def quantity_value(value: Quantity, name: str) -> Value:
    field = BY_NAME[name]
    if value.is_exact:
        return Decimal(number_text(value.value, field)).normalize() + 0
    return value_text(value, field).removesuffix(f" {field.unit}").replace(" ", "")


def _recommender(_: Notice, assessment: Assessment) -> Value:
    county = field_value(assessment.application, COUNTY.name)
    return county or assessment.application.county_folder or ""


def _category_title(notice: Notice, assessment: Assessment) -> Value:
    rule = notice.category_rule(assessment.category)
    return rule.title if rule else assessment.category or ""


def _college_with_ratio(_: Notice, assessment: Assessment) -> Value:
    """The count with its ratio, 「24 / 92.31%」; the whole stands in the column beside it."""
    answers = assessment.application.answers
    college, total, ratio = (answers[field.name].value for field in (STAFF_COLLEGE, STAFF_TOTAL, COLLEGE_RATIO))
    parts = []
    if isinstance(college, Quantity):
        parts.append(value_text(college, STAFF_COLLEGE).removesuffix(STAFF_COLLEGE.unit or "").replace(" ", ""))
    if isinstance(ratio, Quantity):
        parts.append(value_text(ratio, COLLEGE_RATIO).replace(" ", ""))
    elif isinstance(college, Quantity) and isinstance(total, Quantity) and college.is_exact and total.is_exact and total.value > 0:
        parts.append(f"{number_text(college.value * 100 / total.value, COLLEGE_RATIO)}%")
    return " / ".join(parts)


def _activities(notice: Notice, assessment: Assessment) -> Value:
    rule = notice.category_rule(assessment.category)
    return field_value(assessment.application, rule.activities) if rule and rule.activities else ""


def _services(_: Notice, __: Assessment) -> Value:
    """No field of the papers answers it yet: a person fills it in."""
    return ""


def _remark(_: Notice, assessment: Assessment) -> Value:
    """What a signer should know although it changes nothing: sources that differ, a person's word."""
    by_field = {verdict.field: verdict for verdict in assessment.verdicts if verdict.field}
    parts = []
    for answer in assessment.application.answers.values():
        if answer.state is State.CORRECTED:
            parts.append(f"{answer.field.title}经人工核定")
        elif answer.state is State.CONFLICT and answer.field.name in by_field:
            met = by_field[answer.field.name].outcome is Outcome.MET
            parts.append(f"{answer.field.title}各处有出入{'，均达标' if met else ''}")
    return "；".join(parts)


SPECIAL: dict[ColumnSource, Callable[[Notice, Assessment], Value]] = {
    ColumnSource.RECOMMENDER: _recommender,
    ColumnSource.CATEGORY_TITLE: _category_title,
    ColumnSource.COLLEGE_WITH_RATIO: _college_with_ratio,
    ColumnSource.ACTIVITIES: _activities,
    ColumnSource.SERVICES: _services,
    ColumnSource.REMARK: _remark,
}

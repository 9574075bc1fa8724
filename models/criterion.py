"""The kinds of criteria a notice can hold: a small algebra of frozen conditions, each written in a notice's TOML by its `kind`.

A criterion's condition may rest on a field that nobody reads yet: it loads, is shown, and cannot be told.
The 29 kinds met in notices of this and sibling programmes can all be written in it; the test lists them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import ClassVar


class Op(Enum):
    """How a number is held against its limit. 以上 includes the number itself; 超过 and 不满 exclude it."""

    AT_LEAST = "≥"
    MORE_THAN = ">"
    AT_MOST = "≤"
    LESS_THAN = "<"

    @property
    def is_minimum(self) -> bool:
        return self in (Op.AT_LEAST, Op.MORE_THAN)


@dataclass(frozen=True, slots=True)
class Limit:
    op: Op
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """To whom a condition applies; an empty tuple is everybody. `region` holds counties or cities."""

    category: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    level: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold. `kind` is its name in the file, `words` what an office calls it."""

    kind: ClassVar[str] = ""
    words: ClassVar[str] = ""
    when: When = When()

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields it rests on, its parts' included."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited(Condition):
    """A condition with exactly one limit."""

    at_least: Decimal | None = None
    more_than: Decimal | None = None
    at_most: Decimal | None = None
    less_than: Decimal | None = None

    @property
    def limits(self) -> tuple[Limit, ...]:
        """All limits that were written; a sound notice has one."""
        pairs = (
            (Op.AT_LEAST, self.at_least),
            (Op.MORE_THAN, self.more_than),
            (Op.AT_MOST, self.at_most),
            (Op.LESS_THAN, self.less_than),
        )
        return tuple(Limit(op, value) for op, value in pairs if value is not None)

    @property
    def limit(self) -> Limit:
        """The one limit of a sound notice."""
        if self.at_least is not None:
            return Limit(Op.AT_LEAST, self.at_least)
        return self.limits[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Limited):
    """A field against a number."""

    kind: ClassVar[str] = "compare"
    words: ClassVar[str] = "数值比较"
    field: str
    unit: str

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Limited):
    """How often or how many in a period, of some kinds only. `period` "" is the notice's own."""

    kind: ClassVar[str] = "count"
    words: ClassVar[str] = "期间计数"
    field: str
    unit: str
    counted: tuple[str, ...] = ()
    period: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Limited):
    """Part of a whole in per cent, compared as part × 100 against limit × whole; `stated` is the field with the ratio as written.

    `part_of_whole` false: the one may exceed the other (this year's income of last year's).
    """

    kind: ClassVar[str] = "ratio"
    words: ClassVar[str] = "比例"
    numerator: str
    denominator: str
    stated: str | None = None
    part_of_whole: bool = True
    unit: str = "%"

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.numerator, self.denominator, *((self.stated,) if self.stated else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionRatio(Limited):
    """Those who have one thing or another (学历或职称), of a whole; `both` is the field with how many have all of them."""

    kind: ClassVar[str] = "union_ratio"
    words: ClassVar[str] = "并集比例"
    either: tuple[str, ...]
    denominator: str
    both: str | None = None
    unit: str = "%"

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.either, self.denominator, *((self.both,) if self.both else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset(Limited):
    """How many of a whole (≥3 of the staff insured): a part greater than the whole cannot be right."""

    kind: ClassVar[str] = "subset"
    words: ClassVar[str] = "其中人数"
    field: str
    whole: str
    unit: str

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field, self.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLimit(Condition):
    """A date on or after one day, on or before another."""

    kind: ClassVar[str] = "date"
    words: ClassVar[str] = "日期"
    field: str
    not_before: datetime.date | None = None
    not_after: datetime.date | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOrder(Condition):
    """One date of the papers not later than another of them."""

    kind: ClassVar[str] = "date_order"
    words: ClassVar[str] = "日期先后"
    earlier: str
    later: str

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.earlier, self.later)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingYears(Condition):
    """Full years from a date to `as_of`."""

    kind: ClassVar[str] = "operating_years"
    words: ClassVar[str] = "运营年限"
    field: str
    years: int
    as_of: datetime.date

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truthful(Condition):
    """A yes-or-no field says what is asked."""

    kind: ClassVar[str] = "truth"
    words: ClassVar[str] = "是否"
    field: str
    expected: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Condition):
    """A field's value stands on a list of the notice (`list`), or must not (`inside = false`)."""

    kind: ClassVar[str] = "listed"
    words: ClassVar[str] = "名单"
    field: str
    list: str
    inside: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortRule(Condition):
    """An earlier recognition must have run out by `as_of`, by the notice's table of cohorts."""

    kind: ClassVar[str] = "cohort"
    words: ClassVar[str] = "认定批次"
    field: str
    as_of: datetime.date

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRule(Condition):
    """No related party in the batch or among valid agencies; `field` is what the papers themselves say of it."""

    kind: ClassVar[str] = "relation"
    words: ClassVar[str] = "关联关系"
    field: str

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(Condition):
    """The route's first due date; `field` is the date the applicant put to the papers."""

    kind: ClassVar[str] = "deadline"
    words: ClassVar[str] = "期限"
    field: str

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness(Condition):
    """The proofs that the notice's `[[proof]]` tables ask for are in the package."""

    kind: ClassVar[str] = "completeness"
    words: ClassVar[str] = "材料完整"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual(Condition):
    """A line for a person; `ask` is what to look at."""

    kind: ClassVar[str] = "manual"
    words: ClassVar[str] = "人工核对"
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Condition):
    """Conditions taken together."""

    parts: tuple[Condition, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for part in self.parts for name in part.fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf(Group):
    kind: ClassVar[str] = "all"
    words: ClassVar[str] = "同时满足"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf(Group):
    kind: ClassVar[str] = "any"
    words: ClassVar[str] = "满足其一"


@dataclass(frozen=True, slots=True, kw_only=True)
class KOfN(Group):
    kind: ClassVar[str] = "k_of_n"
    words: ClassVar[str] = "满足其中几项"
    k: int


CONDITIONS: tuple[type[Condition], ...] = (
    Compare, Count, Ratio, UnionRatio, Subset, DateLimit, DateOrder, OperatingYears, Truthful, Listed, CohortRule, RelationRule,
    DeadlineRule, Completeness, Manual, AllOf, AnyOf, KOfN,
)  # fmt: skip
BY_KIND = {condition.kind: condition for condition in CONDITIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the check: what must hold, where the notice says so, and its very words.

    `quote` is a part of the notice (white space aside); `paraphrase` stands in for it where the words are not known.
    `assumed`: nobody has told us, it was concluded.
    """

    id: str
    title: str
    clause: str
    condition: Condition
    quote: str = ""
    paraphrase: str = ""
    assumed: bool = False
    note: str = ""

    @property
    def is_manual(self) -> bool:
        return isinstance(self.condition, Manual)

    @property
    def when(self) -> When:
        return self.condition.when

    def applies_to(self, category: str | None) -> bool:
        """Whether it is asked of this category; of an unknown one only what is asked of all."""
        return not self.when.category or category in self.when.category

    @property
    def source(self) -> str:
        """The words to lay beside a verdict."""
        return self.quote or f"（转述）{self.paraphrase}"


def walk(condition: Condition) -> Iterator[Condition]:
    """A condition and all its parts."""
    yield condition
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from walk(part)

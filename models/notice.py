"""A year's notice as data: categories, criteria with their clauses, routes and due dates, cohorts, copies, proofs, the table's columns.

`models/notices/<id>.toml` is one notice; a new year needs a new file and no code. Loading is strict (see `notice_file.py`).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum

from models.criterion import Criterion
from models.proof import ProofKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Who sent it out, when, under which title; a notice that was passed on has several."""

    by: str
    on: datetime.date | None = None
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What 「年」 means: `default` is the year judged by; `stated` says whether the notice defines it."""

    default: str
    stated: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRule:
    """A category (综合), what belongs to it, and which field counts its activities."""

    name: str
    title: str
    definition: str
    clause: str
    services: tuple[str, ...] = ()
    activities: str | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One hand-over: from whom, to whom, by when (`at`: a time of day)."""

    sender: str
    receiver: str
    due: datetime.date | None = None
    at: datetime.time | None = None
    clause: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way of the papers. `counties` go this way; `marks` are words in 推荐单位 or 主管部门 that tell it.

    `otherwise`: everybody else goes it. A county named by two routes may go either way. `unverified`: its list is from memory.
    """

    id: str
    title: str
    hops: tuple[Hop, ...]
    counties: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    otherwise: bool = False
    unverified: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """The agencies recognised in one year are valid to a day: a table, never year + 3."""

    recognised: int
    valid_to: datetime.date
    assumed: bool = False
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """How many of a paper are handed in; `count` None where the notice does not say."""

    document: str
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedProof:
    """A proof that the package should hold."""

    kind: ProofKind
    title: str
    assumed: bool = False
    category: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadField:
    """A field that a criterion needs and that this program does not read yet."""

    name: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """A list that criteria refer to (失信名单); `complete = false`: who is not on it may still be."""

    id: str
    title: str
    entries: tuple[str, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """At most so many from one region (a city, a county, or 每县市区)."""

    region: str
    at_most: int
    clause: str
    quote: str = ""


class ColumnSource(Enum):
    """What a column of the table shows: a field of the application by its name, or one of these."""

    ROW_NUMBER = "row_number"
    RECOMMENDER = "recommender"
    CATEGORY_TITLE = "category_title"
    COLLEGE_WITH_RATIO = "college_with_ratio"
    ACTIVITIES = "activities"
    SERVICES = "services"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: heading (units in it), width in characters, and what it shows: a field's name or a ColumnSource value."""

    title: str
    width: int
    source: str

    @property
    def special(self) -> ColumnSource | None:
        """None: `source` is the name of a field."""
        return next((one for one in ColumnSource if one.value == self.source), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """附件2. `reconstructed`: the real one is not known. `header` stands left to right above, `footer` below the table."""

    title: str
    reconstructed: bool
    columns: tuple[Column, ...]
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Everything of one notice that judging and writing need. `complete` False: it never recommends anybody."""

    id: str
    title: str
    issuer: str
    year: int
    complete: bool
    programme: str
    basis: tuple[str, ...]
    issued: tuple[Issued, ...]
    period: Period
    category: tuple[CategoryRule, ...]
    criterion: tuple[Criterion, ...]
    route: tuple[Route, ...]
    table: TableLayout
    cohort: tuple[Cohort, ...] = ()
    copies: tuple[Copies, ...] = ()
    proof: tuple[WantedProof, ...] = ()
    platform_behaviours: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[UnreadField, ...] = ()
    list: tuple[NamedList, ...] = ()
    quota: tuple[Quota, ...] = ()
    ban_years: int | None = None
    note: str = ""

    @property
    def categories(self) -> tuple[str, ...]:
        """Their names, in the notice's order."""
        return tuple(one.name for one in self.category)

    def category_rule(self, name: str | None) -> CategoryRule | None:
        return next((one for one in self.category if one.name == name), None)

    def criteria_for(self, category: str | None) -> tuple[Criterion, ...]:
        """The lines asked of this category, in the notice's order."""
        return tuple(one for one in self.criterion if one.applies_to(category))

    def title_of(self, field: str) -> str:
        """The heading of a field that is not read yet, else its name."""
        return next((one.title for one in self.unread if one.name == field), field)

    @property
    def first_issued(self) -> datetime.date | None:
        return min((one.on for one in self.issued if one.on), default=None)

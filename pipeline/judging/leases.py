"""How long the premises are the applicant's: a lease that has run out by the day the papers are due."""

from __future__ import annotations

import datetime

from models.answer import Application
from models.notice import Notice
from models.problem import Category, Problem, Severity
from pipeline.judging.dates import routes_of


def lease_problems(application: Application, notice: Notice, received_on: datetime.date | None = None) -> tuple[Problem, ...]:
    """Said once, at the lease that runs longest; nothing where any lease still runs, or none says how long it does."""
    terms = application.facts.terms
    due = received_on or last_day(application, notice)
    ended = [(one.ends, one) for one in terms if one.ends is not None]
    if due is None or not ended or any(one.open_ended for one in terms):
        return ()
    ends, term = max(ended, key=lambda pair: pair[0])
    if ends >= due:
        return ()
    message = f"场所证明的期限到 {ends} 为止（“{term.place.text[:60]}”），早于{'收件日期' if received_on else '报送期限'} {due}，未见仍在期限内的证明"
    remedy = "请补交续签的合同或其他仍然有效的场所证明"
    return (Problem(Category.CONSISTENCY, Severity.WARNING, message, remedy, term.place.file, term.place.page, term.place.box),)


def last_day(application: Application, notice: Notice) -> datetime.date | None:
    """The first day by which the papers may be due, over every route that may be theirs: earlier than that is surely too early."""
    return min((hop.due for route in routes_of(application, notice) for hop in route.hops[:1] if hop.due), default=None)

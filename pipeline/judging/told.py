"""What checking one condition gives, and how several are put together, in three values."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.answer import Application, State
from models.criterion import Condition
from models.document import Place
from models.notice import Notice
from models.problem import Problem
from models.quantity import Truth
from models.verdict import Relation

SETTLED = frozenset({State.FOUND, State.CORRECTED})
"""States whose value nobody has to ask about."""
STRONG, MEDIUM, WEAK = "强", "中", "弱"
"""How much a signal of a relation says."""


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome of one condition with its reason.

    `margin`: decimal string in the condition's unit, above the limit positive. `settled`: the values it rests on are
    beyond question, so that a failure is a refusal and not a question. `absent`: nothing was found to judge by.
    """

    truth: Truth
    because: str
    margin: str | None = None
    field: str | None = None
    place: Place | None = None
    settled: bool = True
    absent: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def firm(self) -> bool:
        return self.truth is not Truth.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Agency:
    """A valid or former core agency, as a register lists it; `recognised` is the year of its cohort."""

    name: str
    code: str = ""
    legal_representative: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""
    shareholders: tuple[str, ...] = ()
    recognised: int | None = None
    valid_to: datetime.date | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One application before one notice, with what is known besides: `registered` are the register's entries of the
    unit itself, `category` the one that is declared beyond question."""

    application: Application
    notice: Notice
    received_on: datetime.date | None = None
    relations: tuple[Relation, ...] = ()
    registered: tuple[Agency, ...] = ()
    category: str | None = None


Check = Callable[[Condition, Case], Told]


def cannot_tell(because: str, *, field: str | None = None, place: Place | None = None, absent: bool = False) -> Told:
    return Told(Truth.CANNOT_TELL, because, field=field, place=place, settled=False, absent=absent)


def both(truths: Sequence[Truth]) -> Truth:
    """All of them: one no is no, one open is open."""
    if Truth.NO in truths:
        return Truth.NO
    return Truth.CANNOT_TELL if Truth.CANNOT_TELL in truths else Truth.YES


def at_least_k(truths: Sequence[Truth], k: int) -> Truth:
    """k of them: no, where even all open ones would not do."""
    yes, maybe = truths.count(Truth.YES), truths.count(Truth.CANNOT_TELL)
    if yes >= k:
        return Truth.YES
    return Truth.CANNOT_TELL if yes + maybe >= k else Truth.NO


def agreed(truths: Sequence[Truth]) -> Truth:
    """What holds for every value that may be the true one."""
    return truths[0] if truths and all(truth is truths[0] for truth in truths) else Truth.CANNOT_TELL


def negated(truth: Truth) -> Truth:
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(truth, Truth.CANNOT_TELL)

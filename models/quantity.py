"""A number from a document is an interval with a unit, a qualifier and a period; comparing it gives yes, no or cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Truth(Enum):
    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


class Qualifier(Enum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    BELOW = "below"
    ABOUT = "about"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` is the number as written (a range: its lower end), in `unit`; `low` and `high` bound the truth.

    None is no bound. `low_open`: the truth is above `low`, not equal to it (超过 100); `high_open`: below `high` (近 100).
    `period` is "2019", "annual", "cumulative" or None. `text` and `span` are the words and where they stand in the
    text that was read. `repaired`: characters were put right (O for 0) before the number made sense.
    `ambiguous`: the notation allows another number (102，35); such a quantity has no sure value.
    """

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    unit: str | None
    text: str = ""
    span: tuple[int, int] = (0, 0)
    low_open: bool = False
    high_open: bool = False
    period: str | None = None
    repaired: bool = False
    ambiguous: bool = False

    def reaches(self, limit: Decimal) -> Truth:
        """Is it `limit` or more? 以上 includes the number itself."""
        if self.ambiguous:
            return Truth.CANNOT_TELL
        if self.low is not None and self.low >= limit:
            return Truth.YES
        if self.high is not None and (self.high < limit or (self.high == limit and self.high_open)):
            return Truth.NO
        return Truth.CANNOT_TELL

    @property
    def is_exact(self) -> bool:
        return self.qualifier is Qualifier.EXACT and not self.ambiguous


def exactly(value: Decimal, unit: str | None = None, *, text: str = "", period: str | None = None) -> Quantity:
    """A quantity of one number."""
    return Quantity(value, value, value, Qualifier.EXACT, unit, text=text, period=period)


def plain(number: Decimal) -> str:
    """A decimal as a person writes it: no exponent, no zeros at the end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

"""What papers state beside the fields: whose they are, who signed them when, how long a lease runs, who holds shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.document import Place
from models.proof import PageKind, PageRef


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or person that a proof names, and as what (承租方, 权利人, 主办单位 …).

    `is_holder`: the role in which the applicant should stand; the other side of a lease is not.
    """

    name: str
    role: str
    is_holder: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Term:
    """How long a lease or a free use runs; None: not stated. `open_ended`: 长期, or a title without an end."""

    starts: date | None
    ends: date | None
    open_ended: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Signed:
    """Who put a day to a paper (an opinion, a commitment); `by` or `day` None where it stays blank."""

    by: str | None
    day: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class FormerName:
    """An earlier name that the papers admit to; `new` None where it only says 曾用名."""

    old: str
    new: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one page says of its owner. `fingerprint` None: too short, or a kind whose text is a template."""

    ref: PageRef
    kind: PageKind
    owners: tuple[Party, ...]
    codes: tuple[str, ...]
    former_names: tuple[FormerName, ...]
    fingerprint: str | None


@dataclass(frozen=True, slots=True)
class Shareholder:
    """Who holds how much of the applicant, in per cent; `share` None: not stated, or not to be told."""

    name: str
    share: Decimal | None
    place: Place


@dataclass(frozen=True, slots=True)
class Ascribed:
    """Rows of a list that say whose they are (主办单位, 产权单位), or which firm they are, as written.

    `field`, `place`: those of the candidate that was counted from them. `amount`: what the rows make of it, in its unit.
    `own`: what is not the applicant's does not count; False: what is the applicant's own does not, `amount` being that of each name.
    """

    field: str
    place: Place
    names: tuple[str, ...]
    amount: Decimal
    own: bool = True


@dataclass(frozen=True, slots=True)
class AsOf:
    """When a list says that it held: 2019-12, 2019. `place`: that of the candidates counted from it but for its words."""

    place: Place
    when: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of them from one document, or from one application. `opinions` are signed by offices, `commitments` by the applicant."""

    parties: tuple[Party, ...] = ()
    terms: tuple[Term, ...] = ()
    opinions: tuple[Signed, ...] = ()
    commitments: tuple[Signed, ...] = ()
    pages: tuple[PageFacts, ...] = ()
    shareholders: tuple[Shareholder, ...] = ()
    ascribed: tuple[Ascribed, ...] = ()
    as_of: tuple[AsOf, ...] = ()

    @property
    def former_names(self) -> tuple[FormerName, ...]:
        return tuple(name for page in self.pages for name in page.former_names)


def together(parts: tuple[Facts, ...]) -> Facts:
    """The facts of several documents as one."""
    return Facts(
        tuple(one for part in parts for one in part.parties),
        tuple(one for part in parts for one in part.terms),
        tuple(one for part in parts for one in part.opinions),
        tuple(one for part in parts for one in part.commitments),
        tuple(one for part in parts for one in part.pages),
        tuple(one for part in parts for one in part.shareholders),
        tuple(one for part in parts for one in part.ascribed),
        tuple(one for part in parts for one in part.as_of),
    )

"""What prose says, before any page is known: a field, its value, where it stands, and why it is taken or not."""

from __future__ import annotations

from dataclasses import dataclass

from models.answer import Caveat
from models.fields import Field
from models.quantity import Quantity


@dataclass(frozen=True, slots=True)
class ProseReading:
    """One value in running text. `field` None: a number that answers nothing an application is asked.

    `span` is the value's place in the text that was read, `words` the phrase around it as it stood; `reason` is a
    Chinese clause, why it is taken or why not. `labelled`: it stands behind a label and a colon, where the label
    finder reads it too. `computed`: it stands nowhere, but follows from two others.
    """

    field: Field[Quantity] | Field[str] | None
    value: Quantity | str | None
    span: tuple[int, int]
    words: str
    caveats: frozenset[Caveat] = frozenset()
    taken: bool = True
    reason: str = ""
    labelled: bool = False
    computed: bool = False
    label: str = ""

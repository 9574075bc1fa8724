"""Applications that were worked through before: kept whole, by all that they hang on, so that an unchanged one costs one look.

Nothing is kept of an application that lost a task or a page on the way: the next run tries again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.answer import Application
from models.document import Reading, Received
from models.notice import Notice
from pipeline.codec import packed, unpacked
from pipeline.ledger import WORKING_CODE, Ledger, code_fingerprint, key_of
from pipeline.memory import engines_here
from pipeline.settings import Settings
from pipeline.write.case import Crop, PageLook
from pipeline.write.chain import Event

KIND = "application"


@dataclass(frozen=True, slots=True)
class Line:
    """One line for the audit log, about the application it stands with: the event, and its data as JSON."""

    event: Event
    data: str


@dataclass(frozen=True, slots=True)
class Worked:
    """An application whose files need not be opened again: its answers, pictures, and what papers and log tell of its pages."""

    application: Application
    looks: tuple[PageLook, ...]
    crops: tuple[Crop, ...]
    lines: tuple[Line, ...]

    @property
    def is_whole(self) -> bool:
        return all(look.reading is not Reading.FAILED for look in self.looks)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The ledger as a run sees it before anything is read. `notice` is the one that tells which year is asked for."""

    ledger: Ledger
    settings: Settings
    notice: Notice

    def take(self, received: Received) -> Worked | None:
        body = self.ledger.get(self._key(received))
        held = None if body is None else unpacked(tuple[Worked], body)
        return held[0] if held is not None else None

    def keep(self, received: Sequence[Received], worked: Sequence[Worked], *, lost: frozenset[str]) -> None:
        """`lost`: paths of files of which a task gave no result."""
        for one, made in zip(received, worked, strict=True):
            if made.is_whole and not any(file.path in lost for file in one.files):
                self.ledger.put(self._key(one), KIND, packed(tuple[Worked], (made,)))

    def _key(self, received: Received) -> str:
        """Where the files lie is no part of it; how they are called is, for it stands in every place."""
        bare = replace(received, files=tuple(replace(file, source="") for file in received.files))
        settings = (self.settings.engine, self.settings.threads, self.settings.read_all, self.settings.limits)
        asked = (self.notice.period, self.notice.year)
        return key_of(
            KIND, repr(bare), repr(settings), repr(asked), key_of(*self.settings.passwords), code_fingerprint(WORKING_CODE), engines_here()
        )

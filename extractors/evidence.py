"""What speaks for and against a reading besides the engine that made it: facts only; believing.py says what they are worth.

Readers look at the same ink and err alike where the ink is gone; so what is asked here is also: how many strokes
are broken on this page, where stems stand, what the ink does not explain (MEASURED.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.strokes import BROKEN_PAGE

NUMBER = re.compile(r"[0-9][0-9,，.．]*[0-9]|[0-9]")
SQUARE = re.compile("[mM][2²]")
WELL_FORMED = re.compile(r"(0|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]*)(\.[0-9]{1,2}|\.[0-9]{2}0{2}|\.[0-9]{2}0{4})?")
BROKEN_WORD = 0.1  # pieces too many for each character of one number
SOUND_DISPUTED, SOUND_FAINT = 0.1, 0.05  # of the page's words: there strokes turn pale and are not lost (coarse scans, not light copies)
SOUND_GAP = 0.2  # of the ink's height: in a wider one a point may have been, that is gone (29.3 read 293)
WEAK = 0.9  # an engine's confidence below which a character is a guess


def well_formed(number: str) -> bool:
    """Commas in threes, at most two decimals or noughts after them (50.0000万元), no leading zero."""
    return WELL_FORMED.fullmatch(number.replace("，", ",").replace("．", ".")) is not None


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a text; the 2 of m2 belongs to the unit, and a reader that drops it has read the number all the same."""
    return tuple(NUMBER.findall(SQUARE.sub("㎡", text)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is known about one reading, each feature 0…1 unless said otherwise.

    `weakest`: the engine's confidence in its least sure character; `rival`: the runner-up's there. `repeated`: the same
    engine at another scale says the same. `second`, `third` 1 agrees, 0 differs, 0.5 could not read. `pieces`: ink pieces per
    character of the word above one; `page_pieces`: the same over the numbers of the page; `bridged`, `page_bridged`: how many of
    these pale strokes hold together. `drawn`: how much likelier the figures read are, in the type of their page, than any others at
    their places (typeface.py; 1 is 100 nats and more, 0 not at all or not to be told). `lacking`: a short text with a character that a
    stroke more makes another. `ones`: holds a '1'; `stem`: how
    much its worst '1' stands like a '4' (stems.py). `red`, `coarse`: a seal over it, low resolution. `unexplained`: share of the ink that
    belongs to no character that was read; `beside`: ink or red at either end, where a lost character may have stood. `checked`: a check character bears it out.
    `cut_short`: ink as tall as a character stands beside it, and nobody read it. `placed`: where it stands in its cell no character
    can be missing at either end; `skipped`: how much of a character is missing at the widest step between two (places.py).
    """

    weakest: float
    rival: float = 0.0
    repeated: float = 1.0
    second: float = 0.5
    third: float = 0.5
    second_tries: float = 0.0
    grammar: float = 1.0
    pieces: float = 0.0
    page_pieces: float = 0.0
    ones: float = 0.0
    stem: float = 0.0
    red: float = 0.0
    coarse: float = 0.0
    unexplained: float = 0.0
    beside: float = 0.0
    checked: float = 0.0
    length: float = 0.0
    gap: float = 0.0
    disputed: float = 0.0
    faint: float = 0.0
    hidden: float = 0.0
    unseconded: float = 0.0
    cut_short: float = 0.0
    placed: float = 0.0
    skipped: float = 0.0
    bridged: float = 0.0
    page_bridged: float = 0.0
    drawn: float = 0.0
    lacking: float = 0.0

    @property
    def breaks(self) -> float:
        """Pieces too many for each character of this word; what is merely pale counts as broken where others are in doubt."""
        return self.pieces - (self.bridged if self._is_sound else 0.0)

    @property
    def page_breaks(self) -> float:
        """The same over the figures of the page."""
        return self.page_pieces - (self.page_bridged if self._is_sound else 0.0)

    @property
    def is_broken(self) -> bool:
        """The page's figures fall into pieces, or this one does."""
        return self.page_breaks > BROKEN_PAGE or self.breaks > BROKEN_WORD

    @property
    def _is_sound(self) -> bool:
        return self.disputed <= SOUND_DISPUTED and self.faint <= SOUND_FAINT and self.gap <= SOUND_GAP

    def with_check(self) -> Evidence:
        """The same with a check character that bears it out."""
        return replace(self, checked=1.0)

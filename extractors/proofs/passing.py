"""Which scanned pages need not be read, from a cheap look at each: only what is surely a paper that proves nothing.

In doubt a page is read. A page is passed over where its title says what it is, where it is a picture with little writing,
or where it goes on with a paper that was passed over; never where anything seen on it speaks of a field or of evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.glance import PICTURE, Glance, SeenLine
from extractors.proofs.reading import squash
from extractors.proofs.rules import EVIDENCE
from extractors.proofs.skipped_papers import (
    CONTACT,
    DATED,
    HARMLESS,
    PADDINGS,
    PRESS,
    PRESS_BODY,
    SENTENCE,
    TELLING,
    TITLE_AMONG,
    Padding,
    padding_of,
)
from extractors.proofs.sorting import ENOUGH, guesses_of_lines
from models.proof import PageKind

TALL = 1.3  # of the usual line's height: large print
LEGIBLE = 0.9  # mean confidence on what was read below which a look tells nothing
SIGNS = 2  # that a page goes on with a paper: so many of the lines seen
LEAST_SEEN = 6  # lines that must have been seen, or all there are
PHOTO_CHARS = 120  # a picture with more to say is a page
STRAY_LINES = 3  # of a photo that are found where nothing is written
HINT = 1.5  # points of a kind of evidence that make a picture worth reading


@dataclass(frozen=True, slots=True)
class Passing:
    """What a page was taken for that need not be read, and why, in Chinese. `paper`: its kind of paper, None for a picture."""

    kind: PageKind
    because: str
    paper: Padding | None = None


def pages_to_pass(looks: Sequence[Glance | None]) -> tuple[Passing | None, ...]:
    """For each page of one file, in order: why it need not be read, or None where it is to be read. A look may be missing."""
    out: list[Passing | None] = []
    before: Passing | None = None
    for look in looks:
        before = _passing(look, before) if look is not None else None
        out.append(before)
    return tuple(out)


def is_evidence(top: Sequence[SeenLine]) -> bool:
    """Do the first lines say that the page is evidence, or speak of a field? Then it is read, and no further look is needed."""
    lines = [squash(line.text) for line in top]
    if any(guess.kind in EVIDENCE and (guess.titled or guess.points >= ENOUGH) for guess in guesses_of_lines(lines)):
        return True
    return _tells(lines)


def _passing(look: Glance, before: Passing | None) -> Passing | None:
    seen = [squash(line.text) for line in look.top] + [squash(text) for text in look.rest]
    if _is_photo(look, seen):
        return Passing(PageKind.PHOTO, f"照片，图像占版面 {look.picture:.0%}，文字 {look.n_lines} 行")
    if look.legible < LEGIBLE or is_evidence(look.top):
        return None
    titled = padding_of(look.top)
    if _tells(seen):
        return None
    if titled is not None:
        return Passing(titled.kind, f"{titled.name}，页首有“{_title_words(look.top, titled)}”", titled)
    if (masthead := _masthead(look.top)) and (_is_dated(look.top, masthead) or any(PRESS_BODY.search(line) for line in seen)):
        return Passing(PRESS.kind, f"{PRESS.name}，有“{masthead}”", PRESS)
    return _going_on(look, seen, before)


def _is_photo(look: Glance, seen: list[str]) -> bool:
    """A picture with little writing, all of which was read and says nothing."""
    if look.picture < PICTURE or not look.whole or sum(map(len, seen)) > PHOTO_CHARS:
        return False
    if look.n_lines > STRAY_LINES and look.legible < LEGIBLE:
        return False
    hints = any(guess.kind in EVIDENCE and guess.points >= HINT for guess in guesses_of_lines(seen))
    return not hints and not _tells(seen) and not any(CONTACT.search(line) for line in seen)


def _going_on(look: Glance, seen: list[str], before: Passing | None) -> Passing | None:
    """A page without title after a paper of several pages, of running text and in that paper's words."""
    if before is None or before.paper is None or before.paper.goes_on is None or look.n_rules > 1:
        return None
    if len(seen) < min(LEAST_SEEN, look.n_rows):
        return None
    signs = sum(before.paper.goes_on.search(line) is not None for line in seen)
    if signs < min(SIGNS, len(seen)):
        return None
    return Passing(before.kind, f"{before.paper.name}，没有标题，接前页", before.paper)


def _title_words(top: Sequence[SeenLine], paper: Padding) -> str:
    return next((text for line in top if paper.title.search(text := squash(line.text))), "")


def _masthead(top: Sequence[SeenLine]) -> str:
    """A newspaper's name in large print; a report that only quotes one has it among its lines."""
    texts = [squash(line.text) for line in top[:TITLE_AMONG] if line.height >= TALL]
    return next((match.group() for text in texts if (match := PRESS.title.search(text)) and not SENTENCE.search(text)), "")


def _is_dated(top: Sequence[SeenLine], masthead: str) -> bool:
    """Does the masthead's line hold its name and the day of the issue, and nothing else?"""
    return any(text.startswith(masthead) and DATED.match(text.removeprefix(masthead)) for text in (squash(line.text) for line in top))


def _tells(lines: Sequence[str]) -> bool:
    return any(TELLING.search(_bare(line)) for line in lines)


def _bare(line: str) -> str:
    """A line without the words by which padding is told: they say nothing of a field."""
    line = HARMLESS.sub("", line)
    for paper in PADDINGS:
        line = paper.title.sub("", line)
    return line

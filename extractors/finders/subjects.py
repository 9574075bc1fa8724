"""Whose figures a clause gives, told by its grammatical subject: a firm of a success story, a shareholder, the university behind the applicant.

The subject holds for the clauses that follow without one of their own, up to where the applicant speaks again or the sentence ends.
A name alone says nothing: it may be the applicant's. What makes it another's is what the text says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.finders import subject_words as say

LONGEST = 20_000  # characters of a text
SHOWN = 20  # characters of a name
OFTEN = 2  # times that a text calls the applicant 公司


@dataclass(frozen=True, slots=True)
class Told:
    """From `start` to `end` of the text the figures are those of `whom`; `holds`: only what a body has is its own, not what was done for it."""

    start: int
    end: int
    whom: str
    holds: bool = False


@dataclass(frozen=True, slots=True)
class _Subject:
    whom: str
    holds: bool


_OF_STORY = _Subject("案例中的企业", holds=True)


def figures_of_others(text: str) -> tuple[Told, ...]:
    """Where `text` gives the figures of another body than the applicant, by the subjects of its clauses. Never raises."""
    solid, back = _solid(text[:LONGEST])
    others = _Others.of(solid)
    out: list[Told] = []
    story = False
    last: _Subject | None = None
    for start, end in _sentences(solid):
        story = (story and solid[start - 1] != "\f") or say.STORY.match(solid, start, end) is not None
        goes_on = last if say.GOES_ON.match(solid, start, end) else None
        told = story or say.EXAMPLE.match(solid, start, end) is not None
        last = None
        for first, stop, subject in _of_sentence(solid, start, end, others, goes_on or (_OF_STORY if told else None)):
            out.append(Told(back[first], back[stop - 1] + 1, subject.whom[:SHOWN], subject.holds))
            last = subject if stop == end and subject is not _OF_STORY else None
    asides = (found for pattern in say.ASIDES for found in pattern.finditer(solid) if found.group("name") not in others.own)
    out += [Told(back[one.start("aside")], back[one.end("aside") - 1] + 1, one.group("name")[:SHOWN]) for one in asides]
    return tuple(out)


def _solid(text: str) -> tuple[str, list[int]]:
    """The text without spaces and line breaks, but for those between paragraphs, and where each character came from."""
    out: list[str] = []
    back: list[int] = []
    for at, char in enumerate(text):
        if char == "\f" or (char == "\n" and (out[-1:] or ["\f"])[0] in "。；;！!？?\f"):
            out.append("\f")
            back.append(at)
        elif not char.isspace():
            out.append(char)
            back.append(at)
    return "".join(out), back


def _sentences(solid: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer(r"[。；;！!？?\f]|$", solid):
        if found.start() > start:
            yield start, found.start()
        start = found.end()


def _clauses(solid: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses between commas and colons; a comma inside a number parts nothing."""
    at = start
    for found in re.finditer(r"(?<!\d)[,，：:]|[,，：:](?!\d)", solid[start:end]):
        if start + found.start() > at:
            yield at, start + found.start()
        at = start + found.end()
    if end > at:
        yield at, end


@dataclass(frozen=True, slots=True)
class _Others:
    """What the text as a whole says of the bodies it names: `named` are others', `own` the applicant's, `first` is likely to be; `firm`: it calls itself 公司."""

    named: frozenset[str]
    own: frozenset[str]
    first: str
    firm: bool
    hosts: frozenset[str]

    @classmethod
    def of(cls, solid: str) -> _Others:
        own = {found.group("name") for found in say.CALLED_FOR_SHORT.finditer(solid)}
        subjects = (say.ANY_NAME.match(solid, start, end) for start, end in _sentences(solid))
        first = next((found.group("name") for found in subjects if found is not None), "")  # an applicant's report names it first
        named = {found.group("name") for pattern in say.OWNERS for found in pattern.finditer(solid)} - own - {first}
        firm = say.IS_FIRM.search(solid) is not None or len(say.SPEAKS_AS_FIRM.findall(solid)) >= OFTEN
        return cls(frozenset(named), frozenset(own), first, firm and say.IS_SCHOOL.search(solid) is None, _hosts(solid))


def _hosts(solid: str) -> frozenset[str]:
    """The kinds of the bodies on which the applicant says it leans, where it is none of these itself."""
    if say.IS_SCHOOL.search(solid) is not None or say.SPEAKS_FOR_ITSELF.search(solid) is None:
        return frozenset()
    return frozenset(found.group("kind") for found in say.HOST.finditer(solid))


def _of_sentence(solid: str, start: int, end: int, others: _Others, current: _Subject | None) -> Iterator[tuple[int, int, _Subject]]:
    """The clauses of one sentence that are another's; `current` is whom it speaks of where it does not say."""
    story = current is not None and current.holds
    served = _is_served(solid, start, end)
    waiting: int | None = None
    for first, last in _clauses(solid, start, end):
        if current is None and _behind_opening(solid, first, last) == last:
            waiting = first if waiting is None else waiting  # 2018年，学员王某创办的公司成立: a day belongs to what follows
            continue
        if (subject := _subject(solid, first, last, others, served=served, story=current is _OF_STORY)) is not None:
            current = replace(subject, holds=subject.holds or story)
        elif current is not None and _speaks_again(solid, first, last, current):
            current = None
        if current is not None and say.GIVES.search(solid, first, last) is None:
            yield first if waiting is None else waiting, last, current
        waiting = None


def _is_served(solid: str, start: int, end: int) -> bool:
    """公司为其提供…: is the body that opens the sentence one that the applicant serves, and is no other one meant?"""
    found = say.SERVED.search(solid, start, end)
    clauses = list(_clauses(solid, start, end))
    return found is not None and say.MANY.search(solid, clauses[0][1], found.end()) is None


def _speaks_again(solid: str, first: int, last: int, current: _Subject) -> bool:
    """Is the clause the applicant's again, or may it be?"""
    at = _behind_opening(solid, first, last)
    serves = say.APPLIES_AS.search(solid, first, last) is not None
    if current.holds and not serves and say.FIRM_OF_STORY.match(solid, at, last):
        return False  # 某某公司成立于2016年，公司现有员工30人
    if say.SERVES.search(solid, first, last) is not None or (serves and (current is _OF_STORY or not current.holds)):
        return True
    return any(
        found is not None
        for found in (say.OWN_OPENS.match(solid, at, last), say.OWN_ACTS.search(solid, first, last), say.NEW_NAME.match(solid, at, last))
    )


def _behind_opening(solid: str, first: int, last: int) -> int:
    opening = say.OPENING.match(solid, first, last)
    return opening.end() if opening is not None else first


def _subject(solid: str, first: int, last: int, others: _Others, *, served: bool, story: bool) -> _Subject | None:
    """Whose the clause is, where its subject is surely another body."""
    at = _behind_opening(solid, first, last)
    if (found := say.FOUNDED_BY.match(solid, at, last)) is not None and say.NAMED_FIRM.search(found.group("name")) is None:
        return _Subject(found.group("name"), holds=True)
    for pattern, holds in ((say.OF_HOUSE, False), (say.OF_CLIENT, True), (say.BY_HOUSE, False), (say.BY_CLIENT, True)):
        found = pattern.match(solid, at, last)
        if found is None or say.COUNTS_FIRMS.match(solid, found.end(), last) is not None:
            continue
        if _is_others(found, others) and say.HOLDS_SHARES.search(solid, found.end(), last) is None:
            return _Subject(found.group("name"), holds)
    for pattern, holds in ((say.RELATION_ALONE, False), (say.SOMEBODY, True)):
        if (found := pattern.match(solid, at, last)) is not None:
            return _Subject(found.group("name"), holds)
    if (found := say.SCHOOL.match(solid, at, last)) is not None and others.firm:
        return _Subject(found.group("name"), holds=False)
    for kind in others.hosts:
        if (found := say.CALLED[kind].match(solid, at, last)) is not None:
            return _Subject(found.group("name"), holds=False)
    found = say.FULL_NAME.match(solid, at, last)
    name = found.group("name") if found is not None else ""
    if not name or name in others.own or not (served or story or name in others.named):
        return None
    return None if story and name == others.first else _Subject(name, holds=served or story)


def _is_others(found: re.Match[str], others: _Others) -> bool:
    name = found.group("name")
    leans = found.groupdict().get("leans") is not None
    return name not in others.own and (not leans or say.LEANT_ON.search(name) is not None)

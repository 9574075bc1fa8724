"""Activities written as cards below each other: a line that names one, and below it its day, its place, its host.

活动1 产学研技术洽谈会 ⏎ 时间：2019-02-08 地点：岳阳 主办：某某中心. No table, and no line begins with a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.numerals import read_numeral
from extractors.proofs.event_words import APART, DAY, FAR, FEWEST, FOOT, HOST, KEYS, WORDS
from extractors.proofs.reading import squash
from extractors.proofs.rows import NO_ENTRY, Entry, Listing, Row, is_scanned
from models.document import Line, Page, Word

_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
_NAME = r"(?P<name>(?!\d)\S.{2,39}?)(?=\s(?:活动|举办|开展|培训|会议)?(?:时间|日期)|$)"
HEADS = tuple(
    re.compile(pattern + _NAME)
    for pattern in (
        rf"(?:活动|专场|场次|培训|案例)\s?{_NUMBER}\s?[、.:)]?\s?",
        rf"第{_NUMBER}[次场期项](?:活动)?\s?[、.:]?\s?",
        rf"(?:[(]{_NUMBER}[)]|{_NUMBER.replace('number', 'counted')}[、.])\s?(?:(?:活动|培训|会议)?(?:名称|主题)[:]?\s?)?",
        r"(?:活动|培训|会议)(?:名称|主题|题目)\s?[:]?\s?",
    )
)
WHEN = re.compile(rf"(?:^|\s)(?:活动|举办|开展|培训|会议|组织)?(?:时间|日期)\s?[:]?\s?(?P<date>{DAY})")


@dataclass(frozen=True, slots=True)
class _Card:
    """`at`: its first line; `day`: the day as written, "" where none stands."""

    at: int
    number: int | None
    name: str
    day: str


def cards(page: Page, texts: Sequence[str]) -> Listing | None:
    """The cards of a page as a list, `texts` its lines; None where days stand without a name, or the numbers do not follow each other."""
    if is_scanned(page):
        return None
    lines = page.lines
    found = _cards(texts)
    if sum(bool(card.day) for card in found) < FEWEST or not _counted(found):
        return None
    stops = [*(card.at for card in found[1:]), _end(lines, texts, found[-1].at)]
    rows = tuple(_row(page, card, lines[card.at : stop], texts[card.at : stop]) for card, stop in zip(found, stops, strict=True))
    around = (*lines[: found[0].at], *lines[stops[-1] :])
    return Listing(KEYS, KEYS, lines[found[0].at].words, rows, (), tuple(line.text for line in around), (page,))


def _cards(texts: Sequence[str]) -> list[_Card]:
    """The cards by the way in which the first of them is headed; none where a day belongs to no card, or two to one."""
    opening = next(((head, at) for at, text in enumerate(texts) for head in HEADS if head.fullmatch(_head_of(text))), None)
    if opening is None:
        return []
    head, out = opening[0], []
    for at, text in enumerate(texts):
        match = head.fullmatch(_head_of(text))
        if match is not None:
            told = match.groupdict()
            out.append(_Card(at, _number(told.get("number") or told.get("counted")), match["name"].strip(), ""))
        when = WHEN.search(text)
        if when is not None:
            if not out or out[-1].day:
                return []
            out[-1] = _Card(out[-1].at, out[-1].number, out[-1].name, when["date"])
    return out


def _head_of(text: str) -> str:
    when = WHEN.search(text)
    return text[: when.start()] if when is not None else text


def _number(text: str | None) -> int | None:
    numeral = read_numeral(text) if text else None
    return int(numeral.value) if numeral is not None else None


def _counted(found: Sequence[_Card]) -> bool:
    numbers = [card.number for card in found]
    known = [number for number in numbers if number is not None]
    return not known or (len(known) == len(numbers) and known == list(range(known[0], known[0] + len(known))))


def _end(lines: Sequence[Line], texts: Sequence[str], last: int) -> int:
    """The line with which the last card ends: a total, a signature, or a gap."""
    for at in range(last + 1, len(lines)):
        if FOOT.search(squash(texts[at])) or lines[at].box.top - lines[at - 1].box.bottom > FAR * lines[at].box.height:
            return at
    return len(lines)


def _row(page: Page, card: _Card, lines: Sequence[Line], texts: Sequence[str]) -> Row:
    words: tuple[Word, ...] = tuple(word for line in lines for word in line.words)
    told = " ".join(texts)
    host = HOST.search(told)
    values = (
        Entry(str(card.number), words[:1]) if card.number is not None else NO_ENTRY,
        Entry(card.day, words) if card.day else NO_ENTRY,
        Entry(card.name if WORDS.search(card.name) else told, words),
        Entry(host.group(1), words) if host else NO_ENTRY,
    )
    return Row(page, KEYS, values, " ".join(APART.split(told)))

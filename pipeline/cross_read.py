"""Digital pages read a second time, by another parser, where a value decides: the text layer's own witness.

A font whose map to Unicode is broken shows one thing and says another; two parsers seldom repair it alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.layer.symbols import RADICALS
from extractors.plumb import READER, plain_text, texts_at
from models.answer import AnyCandidate, Confirmed, Extracted, FoundBy, Witness
from models.document import Media, Page, Place, ReceivedFile
from models.fields import Kind
from models.geometry import Box
from pipeline.crew import Crew
from pipeline.settings import Settings

TEXT_LAYER = "text layer"
CROSS_READ = frozenset({Kind.QUANTITY, Kind.RATIO, Kind.CODE})  # figures decide; their wrong mapping is what nobody sees
PAGES_PER_TASK = 20
MAX_QUESTIONS = 200  # of one page
SECONDS_TO_START = 60.0
SLACK_PT = 0.6  # two parsers place the same glyph within half a point
WIDE_PT = 6.0  # a word cut out of a longer run is placed by the usual widths of its letters, and may be off by half of one
AGREED, DIFFERED = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """A candidate's place, and its words with their boxes as a viewer shows them."""

    place: Place
    words: tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True)
class TextTask:
    file: ReceivedFile
    pages: tuple[tuple[int, tuple[TextQuestion, ...]], ...]
    passwords: tuple[str, ...]


def cross_read(extracted: Sequence[Extracted], *, crew: Crew, settings: Settings) -> tuple[tuple[Witness, ...], ...]:
    """The witnesses of each application's digital values, in the order given. What cannot be asked has no witness."""
    owned = [(owner, task) for owner, one in enumerate(extracted) for task in _tasks(one, settings)]
    out: list[list[Witness]] = [[] for _ in extracted]
    limit = settings.limits.seconds_per_page
    for done in crew.work(ask_again, [task for _, task in owned], seconds=lambda task: SECONDS_TO_START + limit * len(task.pages)):
        out[owned[done.index][0]] += done.result or ()
    return tuple(tuple(found) for found in out)


def with_witnesses(confirmed: Sequence[Confirmed], more: Sequence[Sequence[Witness]]) -> tuple[Confirmed, ...]:
    """The same applications with these witnesses besides those they have."""
    return tuple(replace(one, witnesses=(*one.witnesses, *extra)) for one, extra in zip(confirmed, more, strict=True))


def ask_again(task: TextTask) -> tuple[Witness, ...]:
    """Runs in a worker process."""
    out: list[Witness] = []
    for number, questions in task.pages:
        boxes = [box.grow(slack) for question in questions for _, box in question.words for slack in (SLACK_PT, WIDE_PT)]
        texts = iter(_texts(task, number, boxes))
        pairs = [[(next(texts), next(texts)) for _ in question.words] for question in questions]
        out += [one for question, seen in zip(questions, pairs, strict=True) if (one := _witness(question, seen)) is not None]
    return tuple(out)


def _texts(task: TextTask, number: int, boxes: Sequence[Box]) -> tuple[str | None, ...]:
    for password in (None, *task.passwords):
        texts = texts_at(task.file.source, number, boxes, password=password)
        if any(texts):
            return texts
    return (None,) * len(boxes)


def _witness(question: TextQuestion, seen: Sequence[tuple[str | None, str | None]]) -> Witness | None:
    """Agreement by the characters that carry meaning, in any order; None where the other parser saw nothing there."""
    if not seen or any(not near for near, _ in seen):
        return None
    said = "；".join(near for near, _ in seen if near)
    if all(_alike(word, near or "", wide or "") for (word, _), (near, wide) in zip(question.words, seen, strict=True)):
        return Witness(question.place, READER, said, True, AGREED, f"{READER} 复核一致")
    return Witness(question.place, READER, said, False, DIFFERED, f"{READER} 在同一处读作“{said[:40]}”，文字层编码可疑")


def _alike(word: str, near: str, wide: str) -> bool:
    """Right there nothing but the word's characters, or all of them; and all of them in the neighbourhood."""
    wanted = _meaning(word)
    return wanted <= _meaning(near) or (_meaning(near) <= wanted <= _meaning(wide))


def _meaning(text: str) -> Counter[str]:
    return Counter(char for char in plain_text("".join(RADICALS.get(one, one) for one in text)) if char.isalnum())


def _tasks(extracted: Extracted, settings: Settings) -> list[TextTask]:
    files = {file.path: file for file in extracted.opened.received.files if file.media is Media.PDF}
    pages = {(page.file, page.number): page for document in extracted.opened.documents for page in document.pages}
    asked: dict[str, dict[int, dict[Place, TextQuestion]]] = {}
    for finding in extracted.findings:
        for candidate in finding.candidates:
            place = candidate.place
            page = pages.get((place.file, place.page))
            if place.page is not None and page is not None and place.file in files and _decides(candidate):
                asked.setdefault(place.file, {}).setdefault(place.page, {}).setdefault(place, _question(candidate, page))
    tasks: list[TextTask] = []
    for path, by_page in asked.items():
        listed = [(number, tuple(questions.values())[:MAX_QUESTIONS]) for number, questions in sorted(by_page.items())]
        for at in range(0, len(listed), PAGES_PER_TASK):
            tasks.append(TextTask(files[path], tuple(listed[at : at + PAGES_PER_TASK]), settings.passwords))
    return tasks


def _decides(candidate: AnyCandidate) -> bool:
    return (
        candidate.value is not None
        and candidate.field.kind in CROSS_READ
        and candidate.found_by is not FoundBy.LIST
        and bool(candidate.words)
        and all(word.reader == TEXT_LAYER for word in candidate.words)
    )


def _question(candidate: AnyCandidate, page: Page) -> TextQuestion:
    return TextQuestion(candidate.place, tuple((word.text, page.view.box(word.box)) for word in candidate.words))

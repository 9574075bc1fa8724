"""Candidates → Witnesses: what decides on a scan is read a second time, guarded like reading itself.

Each value's crop is drawn anew at another scale and read by the independent engine; broken strokes, red ink and the
grammar of numbers are weighed in. A notice never changes what is found here; which fields decide is data below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.believing import features_of, trust
from extractors.codes import find_codes
from extractors.evidence import Evidence, numbers_in
from extractors.ocr import first_engine, second_engine, third_engine
from extractors.ocr.earlier import MODELS as THIRD
from extractors.places import Seats, seats_of
from extractors.raster import LOOK_DPI
from extractors.recheck import Ask, PageAsks, Seen, bare, faintness, look_again
from extractors.strokes import expected_pieces
from models.answer import AnyCandidate, Caveat, Confirmed, Extracted, FoundBy, Witness
from models.document import Document, Page, Place, ReceivedFile, Word
from models.fields import RECOMMENDATION_OPINION, Field, Kind
from models.geometry import Box, View
from models.quantity import Quantity
from pipeline.crew import Crew
from pipeline.progress import Reporter
from pipeline.reading import drawn
from pipeline.settings import Settings

BY_DIGITS = frozenset({Kind.DATE, Kind.YEAR, Kind.PHONE})  # runs of digits without the grammar of amounts
NOT_BY_OCR = frozenset({"text layer", "office file", "ink"})
DIGITS = re.compile(r"[0-9]+")
PAGES_PER_TASK = 6
SECONDS_TO_START = 60.0
NEGATION = 2  # characters before an opinion's words that are read with it: 不同意推荐 says another thing
MAX_ASKS = 60  # of one page: a page with more candidates is a list, and lists are counted, not believed one by one
NOBODY = "无"
FIGURE_READ_AT = 0.9  # a stroke of a seal taken for a figure tells nothing of the page's strokes
UNCONFIRMED = 0.99  # below what is taken: without an independent reader nothing on a scan is sure but by its check character
# What keeps a reading from being taken, by feature of believing.py.
AGAINST = {
    "cut_short": "旁边有未识读的字迹",
    "undecided": "有的字一字两可",
    "torn": "字间空缺过大，可能缺字",
    "astray": "有不属于所读各字的墨迹",
    "skips": "字距过大，可能缺字或读入了邻格",
    "lost_beside": "字旁有墨迹，可能缺字",
    "lost_one": "“1”可能是缺笔的“4”",
    "lost_many": "本页多处数字笔画缺失",
    "gainsaid_among": "本页另有存疑之处，另一识别模型读法不同",
    "holed": "字间有空缺，另一识别模型读法不同",
}
NO_SECOND = "本机没有第二识别引擎（tesseract），未能独立复核"
NOT_DRAWN = "页面无法重新渲染，未能复核"


@dataclass(frozen=True, slots=True)
class Question:
    """One candidate to be looked at again: its place, and its words with the numbers that decide in each."""

    place: Place
    asks: tuple[Ask, ...]
    numeric: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class PageTask:
    """The questions of one page, the words with figures on it by which broken strokes are known, and where all its words stand."""

    number: int
    view: View
    questions: tuple[Question, ...]
    figures: tuple[Word, ...]
    faint: float = 0.0
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmTask:
    file: ReceivedFile
    pages: tuple[PageTask, ...]
    passwords: tuple[str, ...]
    threads: int


def confirm(extracted: Sequence[Extracted], *, crew: Crew, settings: Settings, reporter: Reporter) -> tuple[Confirmed, ...]:
    """Every application with the witnesses of its decisive scanned values, in the order given. No file raises."""
    owned = [(owner, task) for owner, one in enumerate(extracted) for task in _tasks(one, settings)]
    reporter.stage("复核关键数值", len(owned))
    witnesses: list[list[Witness]] = [[] for _ in extracted]
    tasks = [task for _, task in owned]
    limit = settings.limits.seconds_per_page
    for done in crew.work(look_twice, tasks, seconds=lambda task: SECONDS_TO_START + limit * len(task.pages)):
        owner, task = owned[done.index]
        witnesses[owner] += done.result if done.result is not None else _unconfirmed(task.pages)
        reporter.step()
    return tuple(Confirmed(one, tuple(sorted(found, key=_order))) for one, found in zip(extracted, witnesses, strict=True))


def _order(witness: Witness) -> tuple[str, int, float, float, str]:
    box = witness.place.box
    return witness.place.file, witness.place.page or 0, box.top if box else 0.0, box.x0 if box else 0.0, witness.place.text


def look_twice(task: ConfirmTask) -> tuple[Witness, ...]:
    """The witnesses of one task; runs in a worker process."""
    shown = [(page, picture) for page in task.pages if (picture := drawn(task.file, page.number, task.passwords, LOOK_DPI)) is not None]
    missing = [page for page in task.pages if all(page is not other for other, _ in shown)]
    second = second_engine()
    asks = [
        PageAsks(picture, page.view, tuple(ask for one in page.questions for ask in one.asks), page.figures, page.faint, page.boxes)
        for page, picture in shown
    ]
    seen = look_again(asks, first_engine(task.threads), second, third_engine(task.threads))
    reader = second.name if second is not None else NOBODY
    out = _unconfirmed(missing)
    for (page, _), answers in zip(shown, seen, strict=True):
        left = iter(answers)
        out += [_witness(one, [next(left) for _ in one.asks], reader) for one in page.questions]
    return tuple(out)


def _unconfirmed(pages: Sequence[PageTask]) -> list[Witness]:
    return [Witness(one.place, NOBODY, "", None, 0.0, NOT_DRAWN) for page in pages for one in page.questions]


def _witness(question: Question, seen: Sequence[Seen], reader: str) -> Witness:
    """All words of a candidate together: as sure as the least sure of them."""
    weighed = [(trust(_with_check(one.evidence, question), numeric=question.numeric), one) for one in seen]
    least, first = min(weighed, key=lambda pair: pair[0])
    if reader == NOBODY and not question.checked:
        least = min(least, UNCONFIRMED)
    said = {one.evidence.second for one in seen}
    agrees = None if 0.5 in said else 0.0 not in said
    text = "；".join(one.second for one in seen if one.second)
    return Witness(question.place, reader, text, agrees, round(least, 6), because(first, reader, least))


def _with_check(evidence: Evidence, question: Question) -> Evidence:
    return evidence.with_check() if question.checked else evidence


def because(seen: Seen, reader: str, probability: float) -> str:
    """What was weighed, for a person."""
    evidence = seen.evidence
    if reader == NOBODY:
        told = [NO_SECOND]
    elif evidence.second == 1:
        told = [f"{reader} 复核一致"]
    elif evidence.second == 0:
        told = [f"{reader} 复核读作“{seen.second}”"]
    else:
        told = [f"{reader} 未能读出"]
    if evidence.second != 1 and evidence.third != 0.5:
        told.append(f"{THIRD} 读作{'同样的字' if evidence.third else '别的字'}")
    if not evidence.repeated:
        told.append(f"换一比例重读为“{seen.again}”")
    flags = (
        (evidence.is_broken, "笔画断缺"),
        (evidence.red > 0, "压有红色印章"),
        (evidence.coarse > 0, "分辨率低"),
        (evidence.grammar < 1, "数字写法不合规"),
    )
    features = features_of(evidence)
    told += [text for flag, text in flags if flag] + [text for name, text in AGAINST.items() if features[name]]
    told += ["校验码相符"] if evidence.checked else []
    return "，".join(told) + f"，把握 {probability:.3f}"


def _tasks(extracted: Extracted, settings: Settings) -> Iterator[ConfirmTask]:
    files = {file.path: file for file in extracted.opened.received.files}
    documents = {document.file: document for document in extracted.opened.documents}
    by_page: dict[tuple[str, int], dict[Place, Question]] = {}
    for finding in extracted.findings:
        for candidate in finding.candidates:
            number = candidate.place.page
            page = _page(documents.get(candidate.place.file), number) if number is not None else None
            question = question_of(candidate, page)
            if question is not None and number is not None:
                by_page.setdefault((candidate.place.file, number), {}).setdefault(question.place, question)
    by_file: dict[str, list[PageTask]] = {}
    for (path, number), questions in sorted(by_page.items()):
        page = _page(documents.get(path), number)
        if page is not None:
            boxes = tuple(word.box for word in page.words if word.text)
            seats = seats_of(page)
            asked = tuple(_seated(one, seats) for one in list(questions.values())[:MAX_ASKS])
            task = PageTask(number, page.view, asked, _figures(page), faintness(_by_ocr(page)), boxes)
            by_file.setdefault(path, []).append(task)
    for path, pages in by_file.items():
        for at in range(0, len(pages), PAGES_PER_TASK):
            yield ConfirmTask(files[path], tuple(pages[at : at + PAGES_PER_TASK]), settings.passwords, settings.threads)


def _seated(question: Question, seats: Seats) -> Question:
    """Told of each word whether a character may be missing at its ends, by where it stands in its cell."""
    asks = (replace(ask, placed=seats.bounds(ask.word, ask.wanted or ((ask.part,) if ask.part else ()))) for ask in question.asks)
    return replace(question, asks=tuple(asks))


def _page(document: Document | None, number: int) -> Page | None:
    return next((page for page in document.pages if page.number == number), None) if document is not None else None


def _by_ocr(page: Page) -> tuple[Word, ...]:
    return tuple(word for word in page.words if word.reader not in NOT_BY_OCR)


def _figures(page: Page) -> tuple[Word, ...]:
    return tuple(word for word in _by_ocr(page) if word.confidence >= FIGURE_READ_AT and expected_pieces(word.text) is not None)


def question_of(candidate: AnyCandidate, page: Page | None = None) -> Question | None:
    """What must be asked about a candidate; None where nothing needs to be: not from a scan, unread, or counted.

    A number that was cut out of a line is looked for in the whole line of `page`: where it was cut is an estimate.
    """
    field: Field[Quantity] | Field[str] = candidate.field
    if candidate.value is None or candidate.found_by in (FoundBy.QR, FoundBy.LIST):
        return None
    words = [word for word in candidate.words if word.reader not in NOT_BY_OCR and word.text]
    if not words:
        return None
    numbers = _numbers(candidate)
    amount = field.kind not in BY_DIGITS
    if numbers:
        wanted = [(word, tuple(number for number in numbers if number in _tokens(field.kind, word.text))) for word in words]
        asks = tuple(Ask(_whole(word, page), some, amount) for word, some in wanted if some or not any(each for _, each in wanted))
    else:
        said = _deciding(words, str(candidate.value)) if field.name == RECOMMENDATION_OPINION.name else []
        asks = tuple(_ask_text(word, page, candidate) for word in said or words)
    checked = field.kind is Kind.CODE and Caveat.CHECK_CHARACTER not in candidate.caveats
    return Question(candidate.place, asks, any(ask.wanted for ask in asks), checked)


def _deciding(words: Sequence[Word], value: str) -> list[Word]:
    """The words that hold what an opinion comes to, and what stands right before them on their line: 不 is a word of its own there."""
    holding = [word for word in words if value in word.text]
    opening = [word for word in holding if word.text.find(value) < NEGATION]
    before = [one for one in words if any(one is not word and _stands_before(one.box, word.box) for word in opening)]
    return [word for word in words if any(word is one for one in (*holding, *before))]


def _stands_before(one: Box, word: Box) -> bool:
    height = word.height
    return one.overlap_y(word) > 0.5 * min(height, one.height) and -height < word.x0 - one.x1 < NEGATION * height


def _ask_text(word: Word, page: Page | None, candidate: AnyCandidate) -> Ask:
    """The words of a text; of a code only the code, of an opinion only what it comes to, whatever stands on the same line."""
    whole = _whole(word, page)
    code = candidate.field.kind is Kind.CODE
    found = find_codes(word.text) if code else ()
    part = word.text[slice(*found[0].span)] if found else word.text
    if candidate.field.name == RECOMMENDATION_OPINION.name and (at := word.text.find(str(candidate.value))) >= 0:
        part = word.text[max(0, at - NEGATION) : at + len(str(candidate.value))]
    return Ask(whole, part="" if part == whole.text else part, code=code)


def _whole(word: Word, page: Page | None) -> Word:
    """The word of the page that `word` is a piece of, else itself."""
    if page is None:
        return word
    own = bare(word.text)
    near = (one for one in page.words if one.reader == word.reader and one.box.grow(1).holds_center(word.box))
    wholes = (one for one in near if own and own in bare(one.text))
    return next(wholes, word)


def _numbers(candidate: AnyCandidate) -> tuple[str, ...]:
    """The numbers in a candidate's words that make its value."""
    text = "".join(word.text for word in candidate.words)
    if isinstance(candidate.value, Quantity):
        inside = numbers_in(candidate.value.text) or numbers_in(text)
        return tuple(dict.fromkeys(inside))
    if candidate.field.kind in BY_DIGITS:
        return tuple(dict.fromkeys(DIGITS.findall(text)))
    return ()


def _tokens(kind: Kind, text: str) -> tuple[str, ...]:
    return tuple(DIGITS.findall(text)) if kind in BY_DIGITS else numbers_in(text)

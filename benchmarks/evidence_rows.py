"""Every value of a drawn page, read and looked at again: what calibrating counts, and what plain rapidocr made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.hard_pages import HardPage, Truth
from extractors.believing import trust
from extractors.codes import check_code
from extractors.evidence import Evidence, numbers_in
from extractors.ocr import first_engine, second_engine, third_engine
from extractors.places import seats_of
from extractors.raster import Picture
from extractors.recheck import Ask, PageAsks, faintness, look_again
from extractors.scan import read_scan
from extractors.strokes import expected_pieces
from models.document import Page, Word
from pipeline.confirm import FIGURE_READ_AT
from samples.drawing.damage import move_box

TEXTS_PER_PAGE = 10  # about what a page holds that decides
DAY = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One value: where from, what stands there, what was read, and the evidence; `evidence` None where it was not found.

    `plain` is what plain rapidocr read at this place, None where it was not asked.
    """

    page: int
    kind: str
    numeric: bool
    truth: str
    read: str
    evidence: Evidence | None
    plain: str | None = None

    @property
    def right(self) -> bool:
        return value_in(self.truth, numeric=self.numeric) == (self.read if self.numeric else value_in(self.read, numeric=False))

    @property
    def plain_right(self) -> bool:
        return value_in(self.truth, numeric=self.numeric) == value_in(self.plain or "", numeric=self.numeric)

    @property
    def trust(self) -> float:
        return 0.0 if self.evidence is None else trust(self.evidence, numeric=self.numeric)


def value_in(text: str, *, numeric: bool) -> str:
    """What counts of a cell's words: the day, the number without its commas, or the words without spaces and signs."""
    text = text.replace(" ", "")
    if not numeric:
        if code := code_in(text):
            return code
        return "".join(char for char in text if char.isalnum())
    if day := DAY.search(text):
        return "-".join(day.groups())
    return "+".join(one.replace(",", "").replace("，", "") for one in numbers_in(text))


def code_in(text: str) -> str | None:
    """The code that a cell holds, put right as the product does; None where it is no code or its check character fails."""
    found = check_code(text)
    return found.value if found is not None and found.valid else None


def rows_of(page: HardPage, seed: int, plain: dict[int, str] | None = None, most_texts: int = TEXTS_PER_PAGE) -> Iterator[Row]:
    """Every number of a page and some of its labels, read and looked at again; `plain`: text by index of cell."""
    scale = 72 / page.dpi
    picture = picture_of(page)
    read = read_scan(picture, file="drawn", number=1, engine=first_engine())
    figures = tuple(word for word in read.words if word.confidence >= FIGURE_READ_AT and expected_pieces(word.text) is not None)
    texts = [cell for cell in page.cells if not cell.numeric][:most_texts]
    found = [(cell, words_at(page, cell, read, scale)) for cell in [*(cell for cell in page.cells if cell.numeric), *texts]]
    asks = {id(cell): ask for cell, words in found if (ask := ask_of(cell, words)) is not None}
    boxes = tuple(word.box for word in read.words if word.text)
    seats = seats_of(read)
    asks = {key: replace(ask, placed=seats.bounds(ask.word, ask.wanted)) for key, ask in asks.items()}
    page_asks = PageAsks(picture, read.view, tuple(asks.values()), figures, faintness(read.words), boxes)
    seen = iter(look_again([page_asks], first_engine(), second_engine(), third_engine())[0])
    for cell, words in found:
        ask = asks.get(id(cell))
        said = value_in("".join(word.text for word in words), numeric=cell.numeric)
        evidence = next(seen).evidence if ask is not None else None
        if evidence is not None and not cell.numeric and code_in(said):
            evidence = evidence.with_check()
        told = None if plain is None else plain.get(page.cells.index(cell), "")
        yield Row(seed, page.kind, cell.numeric, cell.text, said, evidence, told)


def picture_of(page: HardPage) -> Picture:
    scale = 72 / page.dpi
    return Picture(page.pixels, scale, page.pixels.shape[1] * scale, page.pixels.shape[0] * scale, page.dpi)


def words_at(page: HardPage, cell: Truth, read: Page, scale: float) -> list[Word]:
    """The words whose middle lies in a cell, as it lies on the damaged page."""
    x0, y0, x1, y1 = (value * scale for value in move_box(cell.box, page.matrix))
    middles = [(word, read.view.box(word.box).center) for word in read.words]
    return [word for word, (x, y) in middles if x0 <= x <= x1 and y0 <= y <= y1]


def ask_of(cell: Truth, words: list[Word]) -> Ask | None:
    """How the product would ask for it: one number, the figures of a day, or the whole text; None where that was not read."""
    if len(words) != 1:
        return None
    text = words[0].text
    if not cell.numeric:
        return Ask(words[0], code=code_in(cell.text) is not None)
    if day := DAY.search(text.replace(" ", "")):
        return Ask(words[0], tuple(dict.fromkeys(day.groups())), amount=False)
    numbers = numbers_in(text)
    return Ask(words[0], numbers) if len(numbers) == 1 else None


def save(rows: Iterable[Row], path: Path) -> None:
    with path.open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)


def load(paths: Iterable[Path]) -> list[Row]:
    """Rows as they were saved; ValueError or TypeError where a line is none."""
    rows = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            evidence = data.pop("evidence")
            rows.append(Row(**data, evidence=Evidence(**evidence) if evidence else None))
    return rows

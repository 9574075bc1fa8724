"""Pictures of the places that a person is asked about: cut from the page, so that nobody has to open the file to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.raster import cut_png
from models.answer import Application
from models.document import Media, Received, ReceivedFile
from models.geometry import Box
from pipeline.crew import Crew
from pipeline.reading import drawn
from pipeline.settings import Settings
from pipeline.write.case import ASKED, MOST_PICTURES, Crop

DPI = 130
MARGIN_PT = 28.0
SECONDS_TO_START = 60.0


@dataclass(frozen=True, slots=True)
class Cut:
    application: str
    field: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class CutTask:
    file: ReceivedFile
    cuts: tuple[Cut, ...]
    passwords: tuple[str, ...]


def illustrate(applications: Sequence[Application], received: Sequence[Received], *, crew: Crew, settings: Settings) -> tuple[Crop, ...]:
    """A picture for every answer in conflict or unreadable whose place is on a page. What cannot be drawn has none."""
    files = {file.path: file for one in received for file in one.files if file.refused is None and file.media is not Media.DOCX}
    by_file: dict[str, list[Cut]] = {}
    for application in applications:
        for answer in application.answers.values():
            place = answer.chosen.place if answer.state in ASKED and answer.chosen is not None else None
            if place is not None and place.page is not None and place.box is not None and place.file in files:
                by_file.setdefault(place.file, []).append(Cut(application.name, answer.field.name, place.page, place.box))
    tasks = [CutTask(files[path], tuple(cuts[:MOST_PICTURES]), settings.passwords) for path, cuts in sorted(by_file.items())]
    limit = settings.limits.seconds_per_page
    crops: list[Crop] = []
    for done in crew.work(cut_out, tasks, seconds=lambda task: SECONDS_TO_START + limit * len({cut.page for cut in task.cuts})):
        crops += done.result or ()
    return tuple(sorted(crops, key=lambda crop: (crop.application, crop.field)))


def cut_out(task: CutTask) -> tuple[Crop, ...]:
    """Runs in a worker process: each page is drawn once."""
    out: list[Crop] = []
    for number in sorted({cut.page for cut in task.cuts}):
        picture = drawn(task.file, number, task.passwords, DPI)
        if picture is None:
            continue
        for cut in task.cuts:
            png = cut_png(picture, cut.box, MARGIN_PT) if cut.page == number else b""
            if png:
                out.append(Crop(cut.application, cut.field, png))
    return tuple(out)

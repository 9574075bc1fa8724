"""One form page in one call: an image, the values that stand on it and their boxes. For benches and calibration.

    from drawing.pages import form_page
    page = form_page(7, dpi=200, kinds=("light_copy", "skew"))
    for one in page.values:                        # decisive values, boxes in pixels of page.image
        x0, top, x1, bottom = one.box
        crop = page.image[round(top):round(bottom), round(x0):round(x1)]   # shows one.shown

The same arguments draw the same pixels. `samples/` must be on sys.path. Kinds of damage: `drawing.damage.KINDS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .damage import Image, Map, damage_all, move_box
from .files import render
from .forms import LAYOUTS, draw_form, some_look
from .paper import Box
from .studio import Studio

DECISIVE = (
    "premises_area",
    "service_assets",
    "registered_capital",
    "staff_total",
    "staff_college",
    "college_ratio",
    "enterprises_served",
    "public_activities",
    "specialised_activities",
    "welfare_activities",
)


@dataclass(frozen=True, slots=True)
class DrawnValue:
    """A value on a page image: the field, the canonical value, the characters as drawn, the box in pixels."""

    field: str
    value: str
    shown: str
    box: Box


@dataclass(frozen=True)
class FormPage:
    """`image`: height × width × 3, uint8, BGR. `matrix` maps pixels of the clean page to pixels of `image`.

    `values` are the decisive numbers, `texts` everything else that is recorded (dates, tick boxes) and every drawn
    line of text (field "line").
    """

    image: Image
    values: tuple[DrawnValue, ...]
    texts: tuple[DrawnValue, ...]
    matrix: Map
    layout: str
    category: str


def form_page(seed: int, *, dpi: int = 200, kinds: Sequence[str] = (), layout: str | None = None, category: str | None = None) -> FormPage:
    """Draws the first page of a form with fresh values, face and layout, damaged by `kinds` in their order."""
    studio = Studio(seed, seed % 60, "form_page")
    rng = studio.rng
    category = category or rng.choice(("综合", "创新", "创业"))
    applicant = studio.world.applicant(category)
    look = some_look(rng, layout=layout or rng.choice(LAYOUTS))
    book = studio.book()
    draw_form(book, applicant, look)
    page = book.pages[0]
    image, matrix = damage_all(render(page, dpi), kinds, studio.pixels)
    scale = dpi / 72

    def moved(box: Box) -> Box:
        return move_box((box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale), matrix)

    drawn = [DrawnValue(one.field, one.value, one.shown, moved(one.box)) for one in page.marks if one.shown]
    lines = [
        DrawnValue("line", one.characters, one.characters, moved((one.boxes[0][0], one.boxes[0][1], one.boxes[-1][2], one.boxes[-1][3])))
        for one in page.lines
        if one.boxes and one.boxes[0][1] == one.boxes[-1][1]
    ]
    values = tuple(one for one in drawn if one.field in DECISIVE)
    return FormPage(image, values, (*(one for one in drawn if one.field not in DECISIVE), *lines), matrix, look.layout, category)

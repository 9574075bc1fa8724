"""review/: a page to read the whole run by, from disk, without network: a list, and one page an application."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.text_safety import visible
from pipeline.write.atomic import folder_aside
from pipeline.write.case import RunCase
from pipeline.write.graph import caption
from pipeline.write.view import relations_drawn, view

FOLDER = "review"
GRAPH = "relations.png"
CROP_LIMIT = 2_000_000  # bytes of one picture; a larger one is left out, the place says where to look
CROPS_LIMIT = 5_000
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


def environment() -> Environment:
    """Escapes everything; what a reader cannot see is spelled out before that."""
    return Environment(
        loader=PackageLoader("pipeline.write", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value, lines=True) if type(value) is str else value,
    )


def write_page(case: RunCase, folder: Path) -> tuple[Path, ...]:
    """review/index.html, review/0001.html, …, review/crops/*.png, relations.png where there are any; the folder appears whole."""
    target = folder / FOLDER
    with folder_aside(target) as aside:
        shown = view(case, _write_crops(case, aside))
        pages = environment()
        drawn = relations_drawn(case)
        if drawn is not None and drawn.png:
            (aside / GRAPH).write_bytes(drawn.png)
        index = pages.get_template("index.html").render(
            run=shown, graph=GRAPH if drawn and drawn.png else "", told=caption(drawn) if drawn else ""
        )
        (aside / "index.html").write_bytes(_encoded(index))
        for one in shown.applications:
            page = pages.get_template("application.html").render(run=shown, application=one)
            (aside / f"{one.slug}.html").write_bytes(_encoded(page))
    return tuple(sorted(path for path in target.rglob("*") if path.is_file()))


def _encoded(page: str) -> bytes:
    return page.encode("utf-8", errors="backslashreplace")


def _write_crops(case: RunCase, review: Path) -> dict[tuple[str, str], str]:
    """Pictures under names of our own (their hash); (application, field) → address."""
    addresses: dict[tuple[str, str], str] = {}
    for crop in case.crops[:CROPS_LIMIT]:
        if len(crop.png) > CROP_LIMIT or not crop.png.startswith(PNG_MAGIC):
            continue
        name = f"{hashlib.sha256(crop.png).hexdigest()[:24]}.png"
        (review / "crops").mkdir(exist_ok=True)
        (review / "crops" / name).write_bytes(crop.png)
        addresses[crop.application, crop.field] = f"crops/{name}"
    return addresses

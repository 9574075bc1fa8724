"""pdfplumber as the second reader of digital pages: another parser, another idea of encodings, the same ink.

pdfium reads a page first and fast. Where a value decides, what pdfplumber finds at the same place must say the same;
a font whose map to Unicode is broken in a way only one of the two repairs shows here.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Sequence
from typing import Any

from extractors.layer.symbols import VARIANTS, of_radical
from models.geometry import Box

READER = "pdfplumber"
MAX_CHARS = 60_000  # of one page; a page with more is no form


def texts_at(source: str, number: int, boxes: Sequence[Box], *, password: str | None = None) -> tuple[str | None, ...]:
    """The characters whose middle lies in each box (viewer's points) of page `number`, without spaces.

    None where pdfplumber cannot say: the page does not open, is cropped and turned at once, or holds too much.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    nothing = (None,) * len(boxes)
    try:
        with pdfplumber.open(source, password=password or "") as document:
            page = document.pages[number - 1]
            try:
                shift = _shift(page)
                chars = page.chars if shift is not None else []
                if shift is None or len(chars) > MAX_CHARS:
                    return nothing
                return tuple(_inside(chars, box, *shift) for box in boxes)
            finally:
                page.close()
    except Exception:  # pdfminer raises whatever a broken file provokes; the witness then has nothing to say
        return nothing


def _shift(page: Any) -> tuple[float, float] | None:
    """From pdfplumber's frame (MediaBox) to the viewer's (CropBox)."""
    left, top = page.cropbox[0] - page.mediabox[0], page.mediabox[3] - page.cropbox[3]
    if (left or top) and page.rotation:
        return None
    return float(left), float(top)


def _inside(chars: Sequence[dict[str, Any]], box: Box, left: float, top: float) -> str:
    found = [char for char in chars if box.holds_point((char["x0"] + char["x1"]) / 2 - left, (char["top"] + char["bottom"]) / 2 - top)]
    return plain_text("".join(str(char["text"]) for char in found))


def plain_text(text: str) -> str:
    """Half-width, without spaces and marks nobody sees: how two readers' texts are compared."""
    folded = "".join(VARIANTS.get(char) or of_radical(char) for char in unicodedata.normalize("NFKC", text))
    return "".join(char for char in folded if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc"))

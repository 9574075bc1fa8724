"""Plain rapidocr, as somebody would use it who reads its front page: what everything is measured beside."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np

from benchmarks.hard_pages import HardPage, Pixels
from samples.drawing.damage import move_box

Line = tuple[float, float, float, str]  # middle x and y, left edge, text


def open_plain(*, classifier: bool = True) -> Any:  # Any: rapidocr has no types
    """rapidocr with its defaults; without the classifier of turned lines it turns no '6' into a '9'."""
    logging.disable(logging.WARNING)
    from rapidocr import RapidOCR

    return RapidOCR() if classifier else RapidOCR(params={"Global.use_cls": False})


def lines_of(engine: Any, image: Pixels) -> list[Line]:
    """Lines of an RGB image with the middle of each and its left edge, in pixels."""
    found = engine(np.ascontiguousarray(image[:, :, ::-1]))
    if found.boxes is None:
        return []
    return [
        (float(corners[:, 0].mean()), float(corners[:, 1].mean()), float(corners[:, 0].min()), text)
        for corners, text in zip(found.boxes, found.txts, strict=True)
    ]


def by_cell(page: HardPage, lines: list[Line]) -> dict[int, str]:
    """By index of cell the text of the lines whose middle lies in it, from left to right."""
    out = {}
    for index, cell in enumerate(page.cells):
        x0, y0, x1, y1 = move_box(cell.box, page.matrix)
        inside = sorted((left, text) for x, y, left, text in lines if x0 <= x <= x1 and y0 <= y <= y1)
        out[index] = "".join(text for _, text in inside)
    return out

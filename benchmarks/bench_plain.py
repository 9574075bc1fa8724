"""How hard are the samples? Plain rapidocr, as its makers ship it, over the scanned pages: the share of decisive values it gets wrong.

Below 2 % the samples would be too easy to prove anything. Usage: python benchmarks/bench_plain.py [SAMPLES]
"""

from __future__ import annotations

import logging
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from extractors.raster import Undrawable, frame, render
from models.geometry import Box
from pipeline.expected import ExpectedField, read_expected

DPI = 200
DECISIVE = (
    "premises_area", "service_assets", "staff_total", "staff_college", "enterprises_served", "public_activities", "specialised_activities",
    "welfare_activities", "credit_code", "declared_on",
)  # fmt: skip
IMAGES = {".png", ".jpg", ".jpeg", ".tif", ".tiff"}


def plain(text: str) -> str:
    return re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", text))


def is_there(value: str, text: str) -> bool:
    """Does the number stand in the text as a number of its own?"""
    if re.fullmatch(r"[\d.]+", value):
        return value in re.findall(r"\d+(?:\.\d+)?", text) or value.rstrip("0").rstrip(".") in re.findall(r"\d+(?:\.\d+)?", text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return [int(part) for part in value.split("-")] == [int(part) for part in re.findall(r"\d+", text)[:3]]
    return value in text


def wanted(samples: Path) -> dict[tuple[Path, int], list[tuple[str, ExpectedField, Box]]]:
    pages: dict[tuple[Path, int], list[tuple[str, ExpectedField, Box]]] = defaultdict(list)
    for one in read_expected(samples / "expected"):
        for name in DECISIVE:
            truth = one.fields.get(name)
            if truth is None or truth.medium != "scanned" or truth.value is None:
                continue
            for place in truth.places[:1]:
                path = samples / "inbox" / place.file
                if place.page is not None and place.box is not None and path.is_file():
                    pages[path, place.page].append((name, truth, place.box))
    return pages


def main() -> int:
    samples = Path(sys.argv[1] if len(sys.argv) > 1 else "samples")
    logging.disable(logging.WARNING)
    from rapidocr import RapidOCR

    engine = RapidOCR()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for (path, number), asked in sorted(wanted(samples).items()):
        try:
            picture = frame(path.read_bytes(), number) if path.suffix.lower() in IMAGES else render(str(path), number, DPI)
        except Undrawable:
            continue
        found = engine(np.ascontiguousarray(picture.pixels[:, :, ::-1]))
        lines = [] if found.boxes is None else list(zip(found.boxes * picture.scale, found.txts, strict=True))
        for name, truth, box in asked:
            near = [text for corners, text in lines if box.overlap(Box(*corners.min(axis=0), *corners.max(axis=0))) > 0]
            hit = is_there(truth.value or "", plain("".join(near)))
            total[name] += 1
            right[name] += hit
            if not hit:
                print(f"  {path.name} 第 {number} 页 {name}: {near} ≠ {truth.value}")
    wrong = sum(total.values()) - sum(right.values())
    for name in sorted(total):
        print(f"{name:28}{right[name]:6} / {total[name]}")
    print(f"plain rapidocr: {wrong} of {sum(total.values())} decisive scanned values wrong ({wrong / max(1, sum(total.values())):.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())

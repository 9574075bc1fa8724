"""Trains the weights of extractors/believing.py on pages drawn for it, and tests them on pages drawn apart that no fit has seen.

    python -m benchmarks.calibrate gather FILE FIRST LAST      evidence of training pages FIRST…LAST-1, one JSON line a value
    python -m benchmarks.calibrate fit FILE… [--write]         weights; with --write into extractors/evidence_model.py
    python -m benchmarks.calibrate bench [--pages N] [--rows FILE] [--first SEED] [--png PNG]
                                                               held-out pages, drawn and read now, beside plain rapidocr
    python -m benchmarks.calibrate report FILE… [--png PNG]    the same table from rows that `bench --rows` kept

Training and test share no face, no table and no damage (training_pages.py, hard_pages.py). Needs tesseract.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import hard_pages, training_pages
from benchmarks.evidence_rows import Row, load, rows_of, save
from benchmarks.fitting import NUMBERS, TEXTS, Fitted, fit
from benchmarks.plain_rapid import by_cell, lines_of, open_plain
from benchmarks.reliability import draw_curve, show

HELD_OUT = 1_010_000  # the first test page; none from here on was looked at before the weights stood
TRAINING_TEXTS = 24  # a page: few are read wrong, so many are needed
PAGES = 36  # two of each kind: some minutes; 54 hold more than 3,000 values


def main() -> int:
    given = _parser().parse_args()
    if given.step == "gather":
        path, first, last = given.files
        for seed in range(int(first), int(last)):
            rows = list(rows_of(training_pages.draw(seed), seed, most_texts=TRAINING_TEXTS))
            save(rows, Path(path))
            print(seed, rows[0].kind, len(rows), "wrong", sum(not row.right for row in rows), file=sys.stderr, flush=True)
        return 0
    if given.step == "fit":
        return _fit(load(Path(path) for path in given.files), write=given.write)
    rows = list(_held_out(given.first, given.pages, given.rows)) if given.step == "bench" else load(Path(path) for path in given.files)
    if given.png:
        draw_curve(rows, given.png)
    return show(rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", nargs="?", default="bench", choices=("gather", "fit", "bench", "report"))
    parser.add_argument("files", nargs="*")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--first", type=int, default=HELD_OUT)
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--png", type=Path)
    return parser


def _held_out(first: int, pages: int, kept: Path | None) -> Iterator[Row]:
    plain = open_plain()
    for seed in range(first, first + pages):
        page = hard_pages.draw(seed)
        rows = list(rows_of(page, seed, by_cell(page, lines_of(plain, page.pixels))))
        if kept is not None:
            save(rows, kept)
        yield from rows


def _fit(rows: list[Row], *, write: bool) -> int:
    numbers, texts = [row for row in rows if row.numeric], [row for row in rows if not row.numeric]
    number, text = fit(numbers, NUMBERS), fit(texts, TEXTS)
    for name, some, fitted in (("numbers", numbers, number), ("texts", texts, text)):
        pages = len({row.page for row in some})
        print(f"{name}: {len(some)} on {pages} pages, {sum(not row.right for row in some)} read wrong; on pages left out of the weights")
        print(f"  {fitted.taken} ({fitted.taken / len(some):.1%}) above the threshold, {fitted.wrong} of them wrong")
    if write:
        _write(number, text, (len(numbers), len(texts), len({row.page for row in rows})))
    return 0


def _write(number: Fitted, text: Fitted, counts: tuple[int, int, int]) -> None:
    heading = f"trained by benchmarks/calibrate.py on {counts[0]} numbers and {counts[1]} texts of {counts[2]} drawn pages"
    lines = [f'"""Weights of the model in believing.py, {heading}."""\n']
    for name, fitted in (("NUMBER", number), ("TEXT", text)):
        lines.append(f"{name}_INTERCEPT = {fitted.intercept:.3f}\n{name}_WEIGHTS = (")
        lines += [f'    ("{key}", {weight}),' for key, weight in fitted.weights]
        lines.append(f")\n{name}_CURVE = (")
        lines += [f"    ({score}, {share})," for score, share in fitted.curve]
        lines.append(f")\n{name}_VETOED = {fitted.vetoed}")
    target = Path(__file__).resolve().parent.parent / "extractors" / "evidence_model.py"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())

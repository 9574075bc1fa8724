"""Trains the weights of extractors/evidence.py on pages drawn here, and tests them on pages drawn apart.

    python -m benchmarks.calibrate gather FILE FIRST LAST     evidence of pages FIRST…LAST-1, one JSON line a value
    python -m benchmarks.calibrate fit FILE… [--write]        weights; with --write into extractors/evidence_model.py
    python -m benchmarks.calibrate report FILE… [--png PNG]   taken and silently wrong by damage, with 95 % bounds

Errors come in clusters, so the bound is also told by page. Needs tesseract.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.hard_pages import HardPage, Truth, draw
from extractors.evidence import FEATURES, Evidence, features_of, numbers_in, trust
from extractors.ocr import first_engine, second_engine
from extractors.raster import Picture
from extractors.recheck import Ask, PageAsks, look_again
from extractors.scan import read_scan
from extractors.strokes import expected_pieces
from models.document import Page, Word
from samples.drawing.damage import move_box

TAKEN_AT = 0.999
TEXTS_PER_PAGE = 10
RIDGE = 0.02  # keeps weights of features that never err finite
STEPS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One value: where from, what stands there, what was read, and the evidence; `evidence` None where it was not found."""

    page: int
    kind: str
    numeric: bool
    truth: str
    read: str
    evidence: Evidence | None

    @property
    def right(self) -> bool:
        return plain(self.truth) == plain(self.read)

    @property
    def trust(self) -> float:
        return 0.0 if self.evidence is None else trust(self.evidence, numeric=self.numeric)


def plain(text: str) -> str:
    return text.replace(" ", "").replace(",", "").replace("（", "(").replace("）", ")")


def gather(seed: int) -> Iterator[Row]:
    """Every number of a page and some of its labels, read and looked at again."""
    page = draw(seed)
    scale = 72 / page.dpi
    picture = Picture(page.pixels, scale, page.pixels.shape[1] * scale, page.pixels.shape[0] * scale, page.dpi)
    read = read_scan(picture, file="drawn", number=1, engine=first_engine())
    figures = tuple(word for word in read.words if expected_pieces(word.text) is not None)
    texts = [cell for cell in page.cells if not cell.numeric][:TEXTS_PER_PAGE]
    found = [(cell, _words_at(page, cell, read, scale)) for cell in [*(cell for cell in page.cells if cell.numeric), *texts]]
    asks = {id(cell): ask for cell, words in found if (ask := _ask(cell, words)) is not None}
    seen = iter(look_again([PageAsks(picture, read.view, tuple(asks.values()), figures)], first_engine(), second_engine())[0])
    for cell, words in found:
        text = "".join(word.text for word in words)
        ask = asks.get(id(cell))
        said = ask.wanted[0] if ask is not None and ask.wanted else text
        yield Row(seed, page.kind, cell.numeric, cell.text, said, next(seen).evidence if ask is not None else None)


def _words_at(page: HardPage, cell: Truth, read: Page, scale: float) -> list[Word]:
    x0, y0, x1, y1 = (value * scale for value in move_box(cell.box, page.matrix))
    middles = [(word, read.view.box(word.box).center) for word in read.words]
    return [word for word, (x, y) in middles if x0 <= x <= x1 and y0 <= y <= y1]


def _ask(cell: Truth, words: list[Word]) -> Ask | None:
    if len(words) != 1:
        return None
    numbers = numbers_in(words[0].text)
    if cell.numeric:
        return Ask(words[0], numbers) if len(numbers) == 1 else None
    return Ask(words[0])


def load(paths: list[Path]) -> list[Row]:
    rows = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            evidence = Evidence(**data.pop("evidence")) if data.get("evidence") else data.pop("evidence")
            rows.append(Row(**data, evidence=evidence))
    return rows


def fit(rows: list[Row], names: tuple[str, ...]) -> tuple[float, dict[str, float]]:
    """Logistic regression by Newton's method with a small ridge."""
    known = [row for row in rows if row.evidence is not None]
    x = np.array([[1.0, *(features_of(row.evidence)[name] for name in names)] for row in known if row.evidence is not None])
    y = np.array([row.right for row in known], np.float64)
    weights = np.zeros(x.shape[1])
    ridge = np.diag([1e-6] + [RIDGE] * len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - p) - ridge @ weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge
        weights += np.linalg.solve(curve, slope)
    return float(weights[0]), {name: round(float(weight), 3) for name, weight in zip(names, weights[1:], strict=True)}


def report(rows: list[Row]) -> None:
    """Taken and silently wrong, by damage, for numbers and texts."""
    for numeric in (True, False):
        print("数字" if numeric else "文字")
        some = [row for row in rows if row.numeric is numeric]
        for kind in [*sorted({row.kind for row in some}), "all"]:
            of = [row for row in some if kind in (row.kind, "all")]
            taken = [row for row in of if row.trust >= TAKEN_AT]
            silent = [row for row in taken if not row.right]
            wrong = sum(not row.right for row in of)
            bound = 3.0 / max(1, len({row.page for row in taken})) if not silent else float("nan")
            print(
                f"  {kind:15} {len(of):5} first wrong {wrong / len(of):6.2%} taken {len(taken) / len(of):6.1%} silent {len(silent)}  pages ≤ {bound:.2%}"
            )
            for row in silent:
                print("      ", row.page, row.truth, "→", row.read, row.evidence)


def picture_of(rows: list[Row], path: Path) -> None:
    """Reliability curve: said against held, in bins of trust."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 5))
    axes = figure.subplots()
    edges = (0, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 1.0001)
    pairs = [(row.trust, row.right) for row in rows if row.evidence is not None]
    bins = [[pair for pair in pairs if low <= pair[0] < high] for low, high in pairwise(edges)]
    points = [(np.mean([p for p, _ in one]), np.mean([r for _, r in one]), len(one)) for one in bins if one]
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.7)
    axes.plot([p for p, _, _ in points], [r for _, r, _ in points], marker="o")
    for p, r, count in points:
        axes.annotate(str(count), (p, r), fontsize=7)
    axes.set_xlabel("trust")
    axes.set_ylabel("share right")
    figure.savefig(path, dpi=120)


def write(number: tuple[float, dict[str, float]], text: tuple[float, dict[str, float]], counts: tuple[int, int]) -> None:
    lines = [
        f'"""Weights of the model in evidence.py, trained by benchmarks/calibrate.py on {counts[0]} numbers and {counts[1]} texts."""\n'
    ]
    for name, (intercept, weights) in (("NUMBER", number), ("TEXT", text)):
        lines.append(f"{name}_INTERCEPT = {intercept:.3f}\n{name}_WEIGHTS = {{")
        lines += [f'    "{key}": {weight},' for key, weight in weights.items()]
        lines.append("}")
    target = Path(__file__).resolve().parent.parent / "extractors" / "evidence_model.py"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("gather", "fit", "report"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--png", type=Path)
    given = parser.parse_args()
    if given.step == "gather":
        path, first, last = given.files
        with Path(path).open("a", encoding="utf-8") as out:
            for seed in range(int(first), int(last)):
                rows = list(gather(seed))
                out.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
                out.flush()
                print(seed, rows[0].kind, len(rows), "wrong", sum(not row.right for row in rows), file=sys.stderr, flush=True)
        return 0
    rows = load([Path(path) for path in given.files])
    if given.step == "report":
        report(rows)
        if given.png:
            picture_of(rows, given.png)
        return 0
    numbers, texts = [row for row in rows if row.numeric], [row for row in rows if not row.numeric]
    number, text = fit(numbers, FEATURES), fit(texts, FEATURES)
    print(number, text, sep="\n")
    if given.write:
        write(number, text, (len(numbers), len(texts)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

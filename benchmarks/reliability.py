"""The table of what was taken and what was silently wrong, with its bounds, and the curve of what was said against what held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import comb
from pathlib import Path

from benchmarks.evidence_rows import Row
from benchmarks.hard_pages import LIGHT, SEALED

TAKEN_AT = 0.999
BOUND = 0.05  # one-sided: with 95 % the true share lies below
GROUPS = {"light photocopies": LIGHT, "translucent seal": SEALED[:1], "opaque seal": SEALED[1:]}
TARGETS = {"ordinary damage": 0.96, "light photocopies": 0.60, "translucent seal": 0.85}
PLAIN_ERRS = 0.02
SILENT_SHARE = 2 / 6300
EDGES = (0, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0001)


def show(rows: Sequence[Row]) -> int:
    """Prints the tables; 1 where a target is missed."""
    for title, some in (
        ("numbers and days", [row for row in rows if row.numeric]),
        ("names and codes", [row for row in rows if not row.numeric]),
    ):
        print(f"-- {title}")
        _table(some)
    print("-- all decisive values")
    shares = _groups(rows)
    silent, taken = _silent(rows), [row for row in rows if row.trust >= TAKEN_AT]
    pages, bad = len({row.page for row in rows}), len({row.page for row in silent})
    plain = sum(not row.plain_right for row in rows) / max(1, len(rows))
    print(f"{len(rows)} values on {pages} pages, {len({row.kind for row in rows})} kinds of damage; plain rapidocr wrong in {plain:.2%}")
    print(f"silently wrong {len(silent)} of {len(taken)} taken: ≤ {upper_bound(len(silent), len(taken)):.3%} of values,", end=" ")
    print(f"{bad} of {pages} pages: ≤ {upper_bound(bad, pages):.2%} of pages (95 %)")
    for row in silent:
        print(f"   page {row.page} {row.kind}: {row.truth} → {row.read} ({row.trust:.4f})")
    kept = all(shares.get(name, 1.0) >= least for name, least in TARGETS.items())
    return 0 if kept and len(silent) <= SILENT_SHARE * max(len(rows), 3150) and plain >= PLAIN_ERRS else 1


def _table(rows: Sequence[Row]) -> None:
    print(f"{'damage':18}{'values':>8}{'plain wrong':>13}{'first wrong':>13}{'taken':>9}{'silent':>8}")
    for kind in sorted({row.kind for row in rows}):
        print(_line(kind, [row for row in rows if row.kind == kind]))


def _groups(rows: Sequence[Row]) -> dict[str, float]:
    of = {name: [row for row in rows if row.kind in kinds] for name, kinds in GROUPS.items()}
    hard = {kind for kinds in GROUPS.values() for kind in kinds}
    of = {"ordinary damage": [row for row in rows if row.kind not in hard], **of}
    for name, some in of.items():
        if some:
            print(_line(name, some) + (f"   target ≥ {TARGETS[name]:.0%}" if name in TARGETS else ""))
    return {name: sum(row.trust >= TAKEN_AT for row in some) / len(some) for name, some in of.items() if some}


def _line(name: str, rows: Sequence[Row]) -> str:
    count = len(rows)
    plain, first = sum(not row.plain_right for row in rows) / count, sum(not row.right for row in rows) / count
    taken = sum(row.trust >= TAKEN_AT for row in rows) / count
    return f"{name:18}{count:>8}{plain:>13.1%}{first:>13.1%}{taken:>9.1%}{len(_silent(rows)):>8}"


def _silent(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.trust >= TAKEN_AT and not row.right]


def upper_bound(wrong: int, count: int) -> float:
    """Clopper and Pearson's one-sided 95 % bound of a share of which `wrong` in `count` were seen."""
    if not count or wrong >= count:
        return 1.0
    low, high = wrong / count, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        at_most = sum(comb(count, k) * middle**k * (1 - middle) ** (count - k) for k in range(wrong + 1))
        low, high = (middle, high) if at_most > BOUND else (low, middle)
    return high


def draw_curve(rows: Sequence[Row], path: Path) -> None:
    """A PNG: mean of what was said against the share that held, in bins of what was said; the count beside each point."""
    from matplotlib.figure import Figure

    pairs = [(row.trust, row.right) for row in rows if row.evidence is not None]
    bins = [[pair for pair in pairs if low <= pair[0] < high] for low, high in pairwise(EDGES)]
    points = [(sum(p for p, _ in one) / len(one), sum(r for _, r in one) / len(one), len(one)) for one in bins if one]
    figure = Figure(figsize=(5.4, 5.4))
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.7)
    axes.plot([said for said, _, _ in points], [held for _, held, _ in points], marker="o")
    for said, held, count in points:
        axes.annotate(str(count), (said, held), textcoords="offset points", xytext=(5, -10), fontsize=7)
    axes.set(xlabel="said: probability", ylabel="held: share right", title=f"{len(pairs)} values on held-out pages")
    figure.tight_layout()
    figure.savefig(path, dpi=110)

"""Fresh seeds of our own samples: nothing silently wrong, and how much is left to people. Usage: python -m benchmarks.bench_samples [SEED …]

Limits (issue A): 0 silently wrong; digital fields ≥ 98 % right, scanned ≥ 90 %, evidence pages ≥ 98 %.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.check import Mark, Score, details, table
from pipeline.check_run import check_samples
from pipeline.progress import SilentReporter
from pipeline.settings import Settings

HOME = Path(__file__).resolve().parent.parent
SEEDS = ("11", "12", "13")
LEAST = {"digital": 0.98, "scanned": 0.90}
LEAST_EVIDENCE = 0.98


def share(score: Score, medium: str) -> float:
    row = score.media.get(medium)
    return row[Mark.RIGHT] / sum(row.values()) if row else 1.0


def evidence(score: Score) -> float:
    total = sum(score.evidence.values())
    return (total - score.evidence["wrong_page"] - score.evidence["no_place"]) / total if total else 1.0


def main(seeds: list[str]) -> int:
    missed = False
    for seed in seeds:
        with tempfile.TemporaryDirectory(prefix="shenhe-bench-") as spare:
            subprocess.run(
                [sys.executable, str(HOME / "samples" / "make_samples.py"), "--seed", seed, "--out", spare],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            began = time.monotonic()
            score = check_samples(Path(spare), settings=Settings(), out=Path(spare) / "out", reporter=SilentReporter())
            print(f"seed {seed}: {time.monotonic() - began:.0f} s")
        print(table(score))
        print(details(score))
        shares = {medium: share(score, medium) for medium in LEAST}
        told = "，".join(f"{medium} {value:.1%}" for medium, value in shares.items())
        print(f"seed {seed}: silently wrong {score.silently_wrong}, right: {told}, evidence pages {evidence(score):.1%}\n")
        missed |= bool(score.silently_wrong) or evidence(score) < LEAST_EVIDENCE or any(shares[one] < LEAST[one] for one in LEAST)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(SEEDS)))

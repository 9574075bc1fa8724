"""2,000 pages through one run: what the run and its workers hold, early against late. Usage: python -m benchmarks.soak_memory [PAGES].

One page in sixteen is a scan, so that engines are at work all the time and the whole takes about ten minutes on two cores.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from benchmarks import night

MIX = (("01", 15), ("02", 15), ("07", 9), ("10", 11), ("09", 10), ("39", 11), ("12", 10), ("50", 15), ("16", 14))  # sample, pages
PAGES = 2000
GROWTH = 1.5  # late against early: more would be a leak that a longer night feels
LIMIT = 4 * 3600.0
READING = "识读页面"  # what a run says when it begins to read pages


def lay(inbox: Path, pages: int) -> None:
    """Copies with bytes of their own, so that nothing is known beforehand."""
    laid, number = 0, 0
    for name, size in cycle(MIX):
        if laid >= pages:
            return
        target = inbox / f"{number:04}"
        shutil.copytree(night.sample(name), target)
        for path in target.rglob("*.pdf"):
            path.write_bytes(path.read_bytes() + f"\n% copy {number}\n".encode())
        laid, number = laid + size, number + 1


def main() -> int:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory(prefix="shenhe-memory-") as place:
        inbox, out = Path(place) / "inbox", Path(place) / "out"
        lay(inbox, pages)
        process = night.start(inbox, out, "m", "--workers", "2")
        started = time.monotonic()
        held: list[tuple[int, int]] = []
        while process.poll() is None and time.monotonic() - started < LIMIT:
            if READING in night.told_so_far(process):
                workers = [night.own_bytes(pid) for pid in night.family(process.pid)[1:]]
                held.append((night.own_bytes(process.pid), max(workers, default=0)))
            time.sleep(1.0)
        code = process.wait()
        seconds = time.monotonic() - started
        run = json.loads((out / "m" / "run.json").read_text(encoding="utf-8"))
        read = int(run["counts"]["pages"])
        print(f"exit {code}, {read} pages in {seconds:.0f} s, {read / seconds:.1f} pages a second, timings {run['timings']}")
        growth = [told("the run", [one[0] for one in held]), told("its largest worker", [one[1] for one in held])]
        return 0 if code in (0, 1) and growth[1] <= GROWTH else 1


def told(name: str, held: list[int]) -> float:
    """Prints the peaks of the five fifths of the time, and gives the last but one against the second."""
    share = max(1, len(held) // 5)
    peaks = [max(held[at : at + share], default=0) / 1e6 for at in range(0, 5 * share, share)]
    growth = peaks[3] / max(peaks[1], 1.0)
    print(f"{name}: {' '.join(f'{peak:.0f}' for peak in peaks)} MB at most in each fifth of the time, {growth:.2f} times")
    return growth


if __name__ == "__main__":
    raise SystemExit(main())

"""2,000 pages through one run: what the run and its workers hold, early against late. Usage: soak_memory.py [PAGES]."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

import night

NUMBERS = ("01", "02", "05", "07", "09", "35", "39")
PAGES = 2000
PAGES_EACH = 8  # of a sample, roughly
GROWTH = 1.5  # late against early: more would be a leak that a longer night feels
LIMIT = 4 * 3600.0


def lay(inbox: Path, pages: int) -> None:
    for number, source in zip(range(pages // PAGES_EACH), cycle([night.sample(one) for one in NUMBERS]), strict=False):
        target = inbox / f"{number:04}"
        shutil.copytree(source, target)
        for path in target.rglob("*.pdf"):
            path.write_bytes(path.read_bytes() + f"\n% copy {number}\n".encode())


def main() -> int:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory(prefix="shenhe-memory-") as place:
        inbox, out = Path(place) / "inbox", Path(place) / "out"
        lay(inbox, pages)
        process = night.start(inbox, out, "m", "--workers", "2", quiet=True)
        started = time.monotonic()
        held: list[tuple[int, int]] = []
        while process.poll() is None and time.monotonic() - started < LIMIT:
            workers = [night.own_bytes(pid) for pid in night.family(process.pid)[1:]]
            held.append((night.own_bytes(process.pid), max(workers, default=0)))
            time.sleep(1.0)
        code = process.wait()
        run = json.loads((out / "m" / "run.json").read_text(encoding="utf-8"))
        read = int(run["counts"]["pages"])
        share = max(1, len(held) // 5)
        early, late = held[share : 2 * share], held[-2 * share : -share]
        for name, at in (("run", 0), ("largest worker", 1)):
            first, last = (max((one[at] for one in part), default=0) / 1e6 for part in (early, late))
            print(f"{name}: {first:.0f} MB early, {last:.0f} MB late, {last / max(first, 1):.2f} times")
        seconds = time.monotonic() - started
        print(f"exit {code}, {read} pages in {seconds:.0f} s, {read / seconds:.1f} pages a second, timings {run['timings']}")
        workers_early, workers_late = max(one[1] for one in early), max(one[1] for one in late)
        return 0 if code in (0, 1) and workers_late <= GROWTH * workers_early else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""What a night costs: a second run over an unchanged inbox, one changed file, memory over a long run, and a Dask cluster.

Usage: python -m benchmarks.bench_night [APPLICATIONS] [--cluster] (only the cluster). The inbox is the samples, as often as needed, each copy with a
few bytes of its own so that nothing is known beforehand. At most 3 % of the first run's time may go into the second.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from distributed import Client

from benchmarks import night

NUMBERS = tuple(sorted(path.name[:2] for path in night.SAMPLES.iterdir()))
SCANNED = ("07", "24", "33", "09", "08", "13")  # for the cluster: where starting up is not all there is to do
APPLICATIONS = 26
MOST_SHARE = 0.03
LIMIT = 4 * 3600.0
SECONDS_TO_START = 120
READING = "识读页面"  # what a run says when it begins to read pages


def inbox_of(home: Path, count: int, numbers: Sequence[str] = NUMBERS) -> Path:
    inbox = home / "inbox"
    for number, source in zip(range(count), cycle([night.sample(one) for one in numbers]), strict=False):
        target = inbox / f"{number:03}-{source.name}"
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
        for path in target.rglob("*.pdf") if target.is_dir() else ():
            path.write_bytes(path.read_bytes() + f"\n% copy {number}\n".encode())
    return inbox


def repeated(inbox: Path, out: Path) -> bool:
    first = night.finish(night.start(inbox, out, "first"), limit=LIMIT)
    second = night.finish(night.start(inbox, out, "second"), limit=LIMIT)
    same = night.results(out / "first") == night.results(out / "second")
    changed = sorted(inbox.rglob("*.pdf"))[0]
    changed.write_bytes(changed.read_bytes() + b"\n% changed\n")
    third = night.finish(night.start(inbox, out, "third"), limit=LIMIT)
    share = second.seconds / first.seconds
    print(
        f"first {first.seconds:.1f} s (peak {first.peak_bytes / 1e6:.0f} MB), second {second.seconds:.1f} s = {share:.1%}, same results: {same}"
    )
    print(f"one changed file: {third.seconds:.1f} s")
    return same and share <= MOST_SHARE


@contextmanager
def cluster(scratch: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers of one thread each on loopback: the address and the workers."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "PYTHONPATH": str(night.HOME),
        "TMPDIR": str(night.SCRATCH),
        "DASK_TEMPORARY_DIRECTORY": str(scratch),
        "OMP_NUM_THREADS": "1",
    }

    def dask(*words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(scratch), "--host", "127.0.0.1")
    scheduler = dask("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show")
    workers = [dask("distributed.cli.dask_worker", address, *options) for _ in range(2)]
    try:
        with Client(address, timeout=SECONDS_TO_START, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=SECONDS_TO_START)
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def clustered(inbox: Path, home: Path) -> bool:
    """The same inbox by two local workers, by two of Dask, and by two of which one is killed in the middle of reading."""
    local = night.finish(night.start(inbox, home / "local", "l", "--workers", "2"), limit=LIMIT)
    with cluster(home / "scratch") as (address, _):
        whole = night.finish(night.start(inbox, home / "dask", "d", "--scheduler", address), limit=LIMIT)
    same = night.results(home / "local" / "l") == night.results(home / "dask" / "d")
    ratio = reading_seconds(home / "local" / "l") / max(0.1, reading_seconds(home / "dask" / "d"))
    print(
        f"two local workers {local.seconds:.1f} s, two of Dask {whole.seconds:.1f} s; reading alone at {ratio:.2f} of the speed; same results: {same}"
    )
    with cluster(home / "scratch") as (address, workers):
        run = night.start(inbox, home / "hurt", "h", "--scheduler", address)
        at = reading_seconds(home / "local" / "l") / 3
        while run.poll() is None and READING not in night.told_so_far(run):
            time.sleep(0.1)
        time.sleep(at)
        met = run.poll() is None
        family = night.family(workers[0].pid)
        workers[0].kill()
        workers[0].wait()
        hurt = night.finish(run, limit=LIMIT)
        left = [pid for pid in family if night.alive(pid)]
    if hurt.code not in (0, 1):
        print(f"one of two killed: exit {hurt.code}\n{hurt.told[-1000:]}")
        return False
    kept = night.results(home / "local" / "l") == night.results(home / "hurt" / "h")
    print(
        f"one of two killed {at:.0f} s after reading began ({'in the middle of the run' if met else 'too late'}): "
        f"exit {hurt.code}, {hurt.seconds:.1f} s, same results: {kept}, processes left: {len(left)}"
    )
    print(f"left in /tmp: {night.left_behind()}")
    return same and kept and met and not left and not night.left_behind()


def reading_seconds(folder: Path) -> float:
    return float(json.loads((folder / "run.json").read_text(encoding="utf-8"))["timings"]["read"])


def main() -> int:
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    count = int(words[0]) if words else APPLICATIONS
    with tempfile.TemporaryDirectory(prefix="shenhe-night-") as place:
        home = Path(place)
        good = True
        if "--cluster" not in sys.argv:
            inbox = inbox_of(home, count)
            print(f"{count} applications, {sum(1 for path in inbox.rglob('*') if path.is_file())} files")
            good = repeated(inbox, home / "out")
        small = inbox_of(home / "small", count if "--cluster" in sys.argv else len(SCANNED), SCANNED)
        return 0 if clustered(small, home / "small") and good else 1


if __name__ == "__main__":
    raise SystemExit(main())

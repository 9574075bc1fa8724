"""What a night costs: a second run over an unchanged inbox, one changed file, memory over a long run, and a Dask cluster.

Usage: python benchmarks/bench_night.py [APPLICATIONS]. The inbox is the samples, as often as needed, each copy with a
few bytes of its own so that nothing is known beforehand. At most 3 % of the first run's time may go into the second.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

import night

NUMBERS = ("01", "02", "03", "04", "05", "06", "09", "10", "13", "35", "39", "07", "24")
APPLICATIONS = 26
MOST_SHARE = 0.03
LIMIT = 4 * 3600.0


def inbox_of(home: Path, count: int) -> Path:
    inbox = home / "inbox"
    for number, source in zip(range(count), cycle([night.sample(one) for one in NUMBERS]), strict=False):
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


def clustered(inbox: Path, out: Path) -> bool:
    """The same inbox by a scheduler and two workers on loopback, one of which is killed once reading has begun."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    local = night.finish(night.start(inbox, out / "local", "l", "--workers", "2"), limit=LIMIT)

    def dask(*words: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(night.HOME)}
        return subprocess.Popen([sys.executable, "-m", *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(out), "--host", "127.0.0.1")
    processes = [dask("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show")]
    processes += [dask("distributed.cli.dask_worker", address, *options) for _ in range(2)]
    try:
        whole = night.finish(night.start(inbox, out / "dask", "d", "--scheduler", address), limit=LIMIT)
        same = night.results(out / "local" / "l") == night.results(out / "dask" / "d")
        print(
            f"local {local.seconds:.1f} s, Dask {whole.seconds:.1f} s ({local.seconds / whole.seconds:.2f} of its throughput), same results: {same}"
        )
        run = night.start(inbox, out / "hurt", "h", "--scheduler", address)
        log = out / "hurt" / "h" / "audit.jsonl"
        while run.poll() is None and not (log.exists() and b"file_received" in log.read_bytes()):
            time.sleep(0.1)
        time.sleep(local.seconds / 4)
        processes[1].kill()
        hurt = night.finish(run, limit=LIMIT)
        kept = night.results(out / "local" / "l") == night.results(out / "hurt" / "h")
        print(f"one of two workers killed: exit {hurt.code}, {hurt.seconds:.1f} s, same results: {kept}")
        return same and kept
    finally:
        for process in processes:
            process.kill()


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else APPLICATIONS
    with tempfile.TemporaryDirectory(prefix="shenhe-night-") as place:
        home = Path(place)
        inbox = inbox_of(home, count)
        print(f"{count} applications, {sum(1 for path in inbox.rglob('*') if path.is_file())} files")
        good = repeated(inbox, home / "out")
        small = inbox_of(home / "small", 6)
        return 0 if clustered(small, home / "out2") and good else 1


if __name__ == "__main__":
    raise SystemExit(main())

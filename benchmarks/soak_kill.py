"""kill -9 at random moments of a run, gone on with each time: in the end the results are those of an unbroken run.

A kill counts only if it met a living run that had begun to read. Then the same with a full disk, on a small tmpfs where
that is allowed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import night

NUMBERS = ("01", "02", "04", "06", "09", "13", "24", "28", "29", "32")
KILLS = 20
LIMIT = 900.0
SECONDS_TO_DIE = 10.0  # a fork server that is still importing notices late that it is alone
TMPFS_BYTES = 3_000_000


def begun(out: Path, run_id: str) -> bool:
    """Whether the run has got past its first lines: reading has begun."""
    try:
        return b'"file_received"' in (out / run_id / "audit.jsonl").read_bytes()
    except OSError:
        return False


def resumed(folder: Path) -> int:
    return sum(1 for line in (folder / "audit.jsonl").open(encoding="utf-8") if json.loads(line)["event"] == "resumed")


def kill_once(inbox: Path, out: Path, run_id: str, wait: float) -> tuple[bool, int]:
    """Starts or goes on with a run and kills it `wait` seconds after it began to read.

    Returns whether it was alive by then, and how many of its processes outlived it by more than SECONDS_TO_DIE.
    """
    process = night.start(inbox, out, run_id, "--workers", "2")
    before = (out / run_id / "audit.jsonl").stat().st_size if (out / run_id / "audit.jsonl").exists() else 0
    while process.poll() is None and not (begun(out, run_id) and (out / run_id / "audit.jsonl").stat().st_size > before):
        time.sleep(0.02)
    time.sleep(wait)
    crew = night.family(process.pid)[1:]
    met = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    started = time.monotonic()
    while any(night.alive(pid) for pid in crew) and time.monotonic() - started < SECONDS_TO_DIE:
        time.sleep(0.05)
    left = [pid for pid in crew if night.alive(pid)]
    for pid in left:
        print(f"   outlived its run: {Path(f'/proc/{pid}/cmdline').read_bytes()[:120]!r}")
    return met, len(left)


def same(one: Path, other: Path) -> bool:
    return night.results(one) == night.results(other)


def kills(home: Path, inbox: Path, whole: Path, seconds: float) -> bool:
    """Rounds of a run that is killed until it gets through; each round begins from nothing."""
    met_alive = wrong = rounds = outlived = 0
    dice = random.Random(20)
    while met_alive < KILLS and rounds < KILLS:
        out = home / f"killed-{rounds}"
        rounds += 1
        for _ in range(4):
            wait = dice.uniform(0.0, seconds * 0.6)
            met, survivors = kill_once(inbox, out, "k", wait)
            met_alive, outlived = met_alive + met, outlived + survivors
            print(f"   round {rounds}: kill {wait:5.2f} s after reading began: {'met a living run' if met else 'too late, not counted'}")
            if not met or met_alive >= KILLS:
                break
        last = night.finish(night.start(inbox, out, "k"), limit=LIMIT) if not (out / "k" / "run.json").exists() else None
        good = (last is None or last.code in (0, 1)) and same(out / "k", whole)
        audit = subprocess.run(
            [sys.executable, "-m", "pipeline", "audit", str(out / "k")], cwd=night.HOME, capture_output=True, check=False
        )
        print(f"   round {rounds}: resumed {resumed(out / 'k')} times, results equal: {good}, audit: {audit.returncode}")
        wrong += not good or audit.returncode != 0
        shutil.rmtree(out)
    left = night.left_behind()
    print(f"kills that met a living run: {met_alive}; rounds whose results differ: {wrong}")
    print(f"processes that outlived their run: {outlived}; left in /tmp: {len(left)} {left[:5]}")
    return met_alive >= KILLS and not wrong and not outlived and not left


def full_disk(home: Path, inbox: Path, whole: Path) -> bool | None:
    """None where no small disk can be had."""
    disk = home / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS_BYTES}", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        print("full disk: no small tmpfs to be had here, not shown")
        return None
    try:
        ballast = disk / "ballast"
        ballast.write_bytes(b"\x00" * (TMPFS_BYTES - 600_000))
        first = night.finish(night.start(inbox, disk / "out", "d"), limit=LIMIT)
        print(f"full disk: exit {first.code}: {first.told.strip().splitlines()[-1][:200]}")
        subprocess.run(["mount", "-o", "remount,size=1g", str(disk)], check=True)
        ballast.unlink()
        second = night.finish(night.start(inbox, disk / "out", "d"), limit=LIMIT)
        good = first.code == 3 and "Traceback" not in first.told and second.code in (0, 1) and same(disk / "out" / "d", whole)
        print(f"full disk: after room was made, exit {second.code}, results equal: {good}")
        return good
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="shenhe-kill-") as place:
        home = Path(place)
        inbox = home / "inbox"
        night.lay(inbox, NUMBERS)
        ran: Any = night.finish(night.start(inbox, home / "whole", "w", "--workers", "2"), limit=LIMIT)
        print(f"unbroken: exit {ran.code}, {ran.seconds:.1f} s")
        whole = home / "whole" / "w"
        passed = kills(home, inbox, whole, ran.seconds)
        disk = full_disk(home, inbox, whole)
        return 0 if passed and disk is not False else 1


if __name__ == "__main__":
    raise SystemExit(main())

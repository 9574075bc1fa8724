"""What the night's benchmarks share: a run as a process of its own, what it left behind, and how much memory it took."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
SAMPLES = HOME / "samples" / "inbox"
HOSTILE = Path(os.environ.get("SHENHE_DATA", HOME.parent / "shared" / "data")) / "hostile"
TICK = 0.2


@dataclass(frozen=True, slots=True)
class Ran:
    """One finished process: its exit code, seconds, and the most memory that it and its workers held together."""

    code: int
    seconds: float
    peak_bytes: int
    told: str


def command(inbox: Path, out: Path, run_id: str, *more: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "run", str(inbox), "-o", str(out), "--run-id", run_id, *more]


def start(inbox: Path, out: Path, run_id: str, *more: str, before: tuple[str, ...] = (), quiet: bool = False) -> subprocess.Popen[str]:
    """A run; what it tells is kept for `finish` unless it is to be quiet (nobody empties the pipe meanwhile)."""
    return subprocess.Popen(
        [*before, *command(inbox, out, run_id, *more)],
        cwd=HOME, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL if quiet else subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(HOME)},
    )  # fmt: skip


def finish(process: subprocess.Popen[str], *, limit: float) -> Ran:
    """Waits for the end; a run that takes longer than `limit` seconds is a hang (code -9)."""
    started, peak = time.monotonic(), 0
    while process.poll() is None:
        peak = max(peak, family_bytes(process.pid))
        if time.monotonic() - started > limit:
            process.kill()
        time.sleep(TICK)
    told = process.stderr.read() if process.stderr is not None else ""
    return Ran(process.returncode, time.monotonic() - started, peak, told)


def family(pid: int) -> list[int]:
    """A process and everything below it."""
    found = [pid]
    for one in found:
        for listing in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in listing.read_text().split()]
            except OSError:
                continue
    return found


def own_bytes(pid: int) -> int:
    """Resident memory of one process; 0 where it has gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def family_bytes(pid: int) -> int:
    """Resident memory of all of them; what they share is counted by each."""
    return sum(own_bytes(one) for one in family(pid))


def results(folder: Path) -> dict[str, Any]:
    lines = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["application"]: one for one in map(json.loads, lines)}


def sample(number: str) -> Path:
    return next(path for path in sorted(SAMPLES.iterdir()) if path.name.startswith(number))


def lay(inbox: Path, numbers: tuple[str, ...]) -> None:
    """Copies these samples into an inbox."""
    inbox.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        source = sample(number)
        if source.is_dir():
            shutil.copytree(source, inbox / source.name)
        else:
            shutil.copy2(source, inbox / source.name)

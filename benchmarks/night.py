"""What the night's benchmarks share: a run as a process of its own, what it left behind, and how much memory it took."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
SAMPLES = HOME / "samples" / "inbox"
HOSTILE = Path(os.environ.get("SHENHE_DATA", HOME.parent / "shared" / "data")) / "hostile"
TICK = 0.5
_OWN = tempfile.TemporaryDirectory(prefix="shenhe-bench-")
SCRATCH = Path(_OWN.name, "tmp")
SCRATCH.mkdir()
_LOGS: dict[int, Path] = {}


@dataclass(frozen=True, slots=True)
class Ran:
    """One finished process: its exit code, seconds, and the most memory that it and its workers held together."""

    code: int
    seconds: float
    peak_bytes: int
    told: str


def command(inbox: Path, out: Path, run_id: str, *more: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "run", str(inbox), "-o", str(out), "--run-id", run_id, *more]


def start(inbox: Path, out: Path, run_id: str, *more: str, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """A run. What it tells goes to a file of ours, and our `SCRATCH` stands for the system's /tmp."""
    environment = {**os.environ, "PYTHONPATH": str(HOME), "TMPDIR": str(SCRATCH)}
    log = Path(_OWN.name, f"{len(_LOGS)}.log")
    with log.open("w", encoding="utf-8") as told:
        words = [*before, *command(inbox, out, run_id, *more)]
        process = subprocess.Popen(words, cwd=HOME, text=True, stdout=subprocess.DEVNULL, stderr=told, env=environment)
    _LOGS[process.pid] = log
    return process


def finish(process: subprocess.Popen[str], *, limit: float) -> Ran:
    """Waits for the end; a run that takes longer than `limit` seconds is a hang (code -9)."""
    started, peak = time.monotonic(), 0
    while process.poll() is None:
        peak = max(peak, family_bytes(process.pid))
        if time.monotonic() - started > limit:
            process.kill()
        time.sleep(TICK)
    return Ran(process.returncode, time.monotonic() - started, peak, told_so_far(process))


def told_so_far(process: subprocess.Popen[str]) -> str:
    return _LOGS[process.pid].read_text(encoding="utf-8", errors="replace")


def left_behind() -> list[str]:
    """What runs have left in the folder that stood for /tmp."""
    return sorted(path.name for path in SCRATCH.iterdir())


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


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
    """Memory of one process, what it shares with others counted in parts (PSS); 0 where it has gone."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) * 1024
    except (OSError, IndexError, ValueError, StopIteration):
        return 0


def family_bytes(pid: int) -> int:
    """Memory of the whole tree of processes."""
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

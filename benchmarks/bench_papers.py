"""1,000 applications (answers made, not read) judged, related and written, without letters: a minute, a gigabyte, growth close to linear.

python -m benchmarks.bench_papers [N]
"""

from __future__ import annotations

import datetime
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bench_judging import made
from models.notice_file import load_notice
from pipeline.conclude import conclude, defects
from pipeline.logbook import judged as log_judged
from pipeline.tabulate import fields_frame, verdicts_frame
from pipeline.write import WRITERS, RunCase
from pipeline.write.audit import AuditLog
from pipeline.write.events import log_application
from pipeline.write.letters import write_letters

HOME = Path(__file__).resolve().parent.parent
FULL, TENTH = 1_000, 100
LIMIT_SECONDS = 60.0
LIMIT_BYTES = 1024 * 1024 * 1024
MOST_GROWTH = 1.5
"""Seconds an application in a batch of 1,000 against one of 100: 1 is linear. Imports are paid before the clock starts."""


@contextmanager
def stage(name: str) -> Iterator[None]:
    started = time.process_time()
    yield
    print(f"  {name:34}{time.process_time() - started:8.2f} s", flush=True)


def once(count: int, folder: Path) -> float:
    """Processor seconds of one thread, which is what the clock shows on a machine that does nothing else."""
    chance = random.Random(2020)
    notice = load_notice("hunan-2020")
    batch = [made(number, chance, people=max(1, count * 9 // 10)) for number in range(count)]
    print(f"{count} applications")
    begun = time.process_time()
    with AuditLog(folder / "audit.jsonl", actor="bench") as log:
        with stage("relate, judge, recommend"):
            judged = conclude(batch, (notice,))
        with stage("check on the dataframes"):
            assert not [flaw for one in judged for flaw in defects(one.recommendation, one.notice)]
        with stage("answers and verdicts into the log"):
            for application in batch:
                log_application(log, application)
            log_judged(log, judged)
        with stage("dataframes"):
            frames = fields_frame(batch), verdicts_frame(judged[0].recommendation.assessments)
        case = RunCase("bench", datetime.datetime(2020, 6, 5, tzinfo=datetime.UTC), "bench", judged, *frames, log.seal())
        for writer in WRITERS:
            if writer is not write_letters:
                with stage(writer.__name__):
                    writer(case, folder)
    return time.process_time() - begun


def alone(count: int) -> tuple[float, int]:
    """A batch in a process of its own: its seconds, and the most memory it held."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_papers", "--one", str(count)], check=True, stdout=subprocess.PIPE, text=True, cwd=HOME
    )
    print(done.stdout.rsplit("\n", 2)[0])
    seconds, peak = done.stdout.rstrip().rsplit("\n", 1)[-1].split()
    return float(seconds), int(peak)


def one(count: int) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        once(3, folder / "warm")
        seconds = once(count, folder / "timed")
    finally:
        shutil.rmtree(folder)
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def main(count: int) -> int:
    small, _ = alone(TENTH)
    seconds, peak = alone(count)
    growth = (seconds / count) / (small / TENTH)
    allowed = LIMIT_SECONDS * count / FULL
    print(f"{TENTH}: {small:.1f} s; {count}: {seconds:.1f} s of {allowed:.0f} s allowed; an application costs {growth:.2f} times as much")
    print(f"peak memory {peak // 2**20} MB of {LIMIT_BYTES // 2**20} MB")
    good = seconds <= allowed and peak <= LIMIT_BYTES and growth <= MOST_GROWTH
    print("within" if good else "OVER")
    return 0 if good else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else FULL))

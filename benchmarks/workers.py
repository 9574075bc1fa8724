"""Scanned pages read by workers: how two compare with one, whether the default choice is the best, and what they hold.

    python -m benchmarks.workers [PAGES=100] [MEMORY_PAGES=500]

Start-up apart: every worker has read a page before the clock starts. Limits (issue B): two workers of one thread are
≥ 1.7 times one; the default within 5 % of the best choice; peak ≤ 1.5 GB a worker, last hundred pages within 5 % of the first.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from PIL import Image

from benchmarks.hard_pages import draw
from benchmarks.night import family, own_bytes
from extractors.textlayer import Advice
from models.document import Media, ReceivedFile
from pipeline.crew import ProcessCrew
from pipeline.read import SCANS_PER_TASK
from pipeline.reading import PagePlan, ReadTask, read_pages
from pipeline.settings import Settings

DRAWN = 20  # different pages; more are the same again, read anew
KINDS = ("clean", "skew", "noise", "jpeg", "dark_copy", "uneven_light", "fold", "seal", "light_copy", "photo")
LEAST_GAIN = 1.7
NEAR_BEST = 0.95
MOST_BYTES = 1.5e9
GROWTH = 1.05
HUNDRED = 100
TASK_SECONDS = 600.0


def pages_file(folder: Path) -> ReceivedFile:
    """A PDF of pictures only."""
    path = folder / "pages.pdf"
    images = [Image.fromarray(draw(9000 + number, KINDS[number % len(KINDS)]).pixels) for number in range(DRAWN)]
    images[0].save(path, save_all=True, append_images=images[1:], resolution=200, quality=80)
    return ReceivedFile("pages.pdf", str(path), "0" * 64, path.stat().st_size, Media.PDF)


def tasks_of(file: ReceivedFile, pages: int, threads: int) -> list[ReadTask]:
    numbers = [number % DRAWN + 1 for number in range(pages)]
    plans = [PagePlan(number, Advice.OCR) for number in numbers]
    return [ReadTask(file, tuple(plans[at : at + SCANS_PER_TASK]), None, threads) for at in range(0, pages, SCANS_PER_TASK)]


def pages_a_second(file: ReceivedFile, pages: int, workers: int, threads: int, scratch: str) -> float:
    crew = ProcessCrew(workers, Settings().limits.memory_bytes, scratch=scratch)
    try:
        warm = [ReadTask(file, (PagePlan(1, Advice.OCR),), None, threads)] * (workers * 2)
        list(crew.work(read_pages, warm, seconds=lambda _task: TASK_SECONDS))
        began = time.monotonic()
        read = sum(
            len(done.result or ()) for done in crew.work(read_pages, tasks_of(file, pages, threads), seconds=lambda _task: TASK_SECONDS)
        )
        return read / (time.monotonic() - began)
    finally:
        crew.close()


def held(file: ReceivedFile, pages: int, scratch: str) -> list[int]:
    """The most that one worker held, a figure for each hundred pages."""
    crew = ProcessCrew(Settings().worker_count, Settings().limits.memory_bytes, scratch=scratch)
    out: list[int] = []
    read = peak = 0
    try:
        for done in crew.work(read_pages, tasks_of(file, pages, 1), seconds=lambda _task: TASK_SECONDS):
            read += len(done.result or ())
            peak = max(peak, *(own_bytes(pid) for pid in family(os.getpid())[1:]), 0)
            if read >= HUNDRED * (len(out) + 1):
                out.append(peak)
                peak = 0
    finally:
        crew.close()
    return out


def main(pages: int, memory_pages: int) -> int:
    cores = len(os.sched_getaffinity(0))
    choices = dict.fromkeys([(1, 1), (2, 1), (cores, 1), (1, cores), (max(1, cores // 2), 2)])
    default = (Settings().worker_count, Settings().threads)
    with tempfile.TemporaryDirectory(prefix="shenhe-workers-") as folder:
        file = pages_file(Path(folder))
        speed = {choice: pages_a_second(file, pages, *choice, folder) for choice in choices}
        for (workers, threads), value in speed.items():
            mark = "（默认）" if (workers, threads) == default else ""
            print(f"{workers} 个进程 × {threads} 线程：{value:.2f} 页/秒，是 1×1 的 {value / speed[1, 1]:.2f} 倍{mark}")
        gain, near = speed[2, 1] / speed[1, 1], speed[default] / max(speed.values())
        print(f"两个进程比一个：{gain:.2f} 倍（要求 ≥ {LEAST_GAIN}）；默认是最好的 {near:.1%}（要求 ≥ {NEAR_BEST:.0%}）")
        peaks = held(file, memory_pages, folder) if memory_pages else []
    print("每百页每个进程最多占用：" + "、".join(f"{peak / 1e6:.0f} MB" for peak in peaks))
    flat = not peaks or (max(peaks) <= MOST_BYTES and peaks[-1] <= GROWTH * peaks[0])
    return 0 if gain >= LEAST_GAIN and near >= NEAR_BEST and flat else 1


if __name__ == "__main__":
    given = [int(one) for one in islice(sys.argv[1:], 2)]
    sys.exit(main(*(given + [100, 500][len(given) :])))

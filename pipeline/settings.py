"""What a run may use: limits against hostile files, workers, engines. One frozen value, made by the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one file may cost. Each is far above an honest application and far below what hurts."""

    file_bytes: int = 600 * MEGABYTE
    zip_entries: int = 3000
    unpacked_bytes: int = 1500 * MEGABYTE
    zip_ratio: int = 200
    zip_depth: int = 3
    files_per_application: int = 2000
    folder_depth: int = 20
    pages: int = 1500
    pixels: int = 40_000_000
    seconds_to_look: int = 60
    seconds_per_page: int = 90
    memory_bytes: int = 6 * 1024 * MEGABYTE
    image_frames: int = 300


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is done. `threads` are an OCR engine's own; `workers` are processes. `read_all`: no page is left unread."""

    workers: int = 0
    threads: int = 1
    engine: str = "rapidocr"
    read_all: bool = False
    strict: bool = False
    by_county: bool = False
    limits: Limits = Limits()
    passwords: tuple[str, ...] = ()

    @property
    def worker_count(self) -> int:
        """As many as asked for; else one a core, as measured best with one engine thread each."""
        return self.workers or max(1, len(os.sched_getaffinity(0)))

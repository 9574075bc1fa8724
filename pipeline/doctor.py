"""`shenhe doctor`: what is installed, which OCR engines work, what is missing and the remedy."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from extractors.ocr import ENGINES, READERS
from pipeline import VERSION
from pipeline.logbook import versions

GIGABYTE = 1024**3
LEAST_FREE_GB = 2
LEAST_MEMORY_GB = 3
MISSING = 3


@dataclass(frozen=True, slots=True)
class Health:
    lines: tuple[str, ...]
    exit_code: int


def examine(folder: Path = Path()) -> Health:
    """A line for each thing looked at; exit code 3 where a run could not be done at all."""
    lines = [f"shenhe {VERSION}，Python {platform.python_version()}，{platform.system()} {platform.machine()}，{os.cpu_count()} 核"]
    lines += [f"　{name} {number}" for name, number in versions() if not name.startswith(("shenhe", "python", "engine"))]
    engines = [known.info() for known in ENGINES]
    for one in (known.info() for known in READERS):
        lines.append(
            f"{'[可用]' if one.available else '[缺少]'} {one.title}：{one.detail}"
            + (f"。补救：{one.remedy}" if one.remedy and not one.available else "")
        )
    if not engines[-1].available:
        lines.append("　没有独立的第二引擎时，扫描件上决定结论的数字若无其他旁证，一律标为“未能识读”，转人工。")
    free = shutil.disk_usage(folder).free / GIGABYTE
    lines.append(f"{'[可用]' if free >= LEAST_FREE_GB else '[不足]'} 磁盘剩余 {free:.1f} GB（建议不少于 {LEAST_FREE_GB} GB）")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    lines.append(f"{'[可用]' if memory >= LEAST_MEMORY_GB else '[不足]'} 内存 {memory:.1f} GB（每个工作进程约需 1.5 GB）")
    can_read = any(one.available for one in engines)
    lines.append("结论：可以运行。" if can_read else "结论：没有可用的文字识别引擎，扫描件读不了。请运行 make setup。")
    return Health(tuple(lines), 0 if can_read else MISSING)

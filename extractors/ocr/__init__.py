"""The engines, in the order in which they are tried for reading whole pages; the last one is the independent second. A third reads lines only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.ocr import earlier, rapid, tesseract
from extractors.ocr.engine import Engine, EngineInfo
from models.problem import MachineError


@dataclass(frozen=True, slots=True)
class Known:
    """One engine that may be installed: what it is, and how to open it with a number of threads."""

    key: str
    info: Callable[[], EngineInfo]
    open: Callable[[int], Engine | None]


ENGINES: tuple[Known, ...] = (
    Known("rapidocr", rapid.info, lambda threads: rapid.open_rapid(threads)),
    Known("tesseract", tesseract.info, lambda _threads: tesseract.open_tesseract()),
)
READERS: tuple[Known, ...] = (*ENGINES, Known("earlier", earlier.info, lambda threads: earlier.open_earlier(threads)))


def first_engine(threads: int = 1) -> Engine:
    """The engine that reads pages; raises MachineError (exit 3) where the machine has none."""
    for known in ENGINES:
        if known.info().available:
            engine = known.open(threads)
            if engine is not None:
                return engine
    raise MachineError("本机没有可用的文字识别引擎：请运行 make setup 安装依赖，再用 shenhe doctor 查看。")


def second_engine() -> Engine | None:
    """The independent reader for decisive values, None where it is not installed."""
    return tesseract.open_tesseract()


def third_engine(threads: int = 1) -> Engine | None:
    """A reader of lines that errs more like the first than the second does, None where it is not installed."""
    return earlier.open_earlier(threads)

"""PP-OCRv4, the model before PP-OCRv6, as a third reader of lines that are cut out: trained apart and built otherwise.

It errs more like PP-OCRv6 than tesseract does, and less than PP-OCRv6 shown the same line twice; above all it reads Chinese names
on poor paper, where tesseract reads hardly any. Its model file lies in a wheel of its own, whose code is never imported.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from extractors.ocr.engine import CropText, EngineInfo, Pixels, TextBox
from extractors.ocr.rapid import LineReader, preferred_runtime, start

MODELS = "PP-OCRv4"
WHEEL, RECOGNISER = "rapidocr_onnxruntime", "ch_PP-OCRv4_rec_infer.onnx"


class EarlierReader:
    """Reads lines and finds none; not safe to share between threads."""

    def __init__(self, runtime: str, model: Path, threads: int = 1) -> None:
        self._reader = LineReader(start(runtime, threads, model))

    @property
    def name(self) -> str:
        return MODELS

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        del image
        return ()

    def detect(self, image: Pixels) -> tuple[tuple[int, int, int, int], ...]:
        del image
        return ()

    def read_crops(self, images: Sequence[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:
        del digits, otherwise  # one model reads everything
        return self._reader.read(images)


def info() -> EngineInfo:
    title = f"{MODELS}（第三识别引擎）"
    if _model() is None or preferred_runtime() is None:
        return EngineInfo(
            "earlier", title, False, "未安装：扫描件上的名称会多一些转人工", "重新安装依赖：make setup（Python 3.13 暂无此件）"
        )
    return EngineInfo("earlier", title, True, f"模型 {RECOGNISER}")


@lru_cache(maxsize=2)
def open_earlier(threads: int = 1) -> EarlierReader | None:
    """The reader of this process, or None where its model is not installed."""
    runtime, model = preferred_runtime(), _model()
    return EarlierReader(runtime, model, threads) if runtime is not None and model is not None else None


def _model() -> Path | None:
    spec = importlib.util.find_spec(WHEEL)
    path = Path(spec.origin).parent / "models" / RECOGNISER if spec is not None and spec.origin is not None else None
    return path if path is not None and path.is_file() else None

"""rapidocr (PP-OCRv6, models inside its wheel) as the default engine: classifier off, no cut-off, no network.

Lines are recognised in batches of like width, which is where most of the time goes; the model file's path is
given, so the code that would fetch a model is never reached. The line-angle classifier turns '9' into '6'
(MEASURED.md) and stays off: pages are turned upright before they get here.
"""

from __future__ import annotations

import importlib.util
import logging
import math
import os
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.ink import resized, use_threads
from extractors.ocr.engine import Char, CropText, EngineInfo, Pixels, TextBox, as_spelt
from models.problem import MachineError

MODELS = "PP-OCRv6"
DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"
RUNTIMES = ("openvino", "onnxruntime")  # openvino takes about half of onnxruntime's time on one thread
LINE_HEIGHT = 48  # px, the recogniser's input
WIDTH_STEP = 64  # px: crops are padded to a multiple, so that few shapes are ever compiled
MIN_WIDTH = 192  # px: a narrower input loses characters at the edges
MAX_WIDTH = 3200  # px: a line longer than 66 characters of its height is squeezed
BATCH = 16
BATCH_AREA = 8192  # px of width a batch may hold together: memory stays flat
DETECT_SIDE = 1600  # px, longest side that detection looks at
MIN_SIDE = 8  # px: anything smaller holds no line


class LineReader:
    """Recognition of lines that are cut out, with one model; not safe to share between threads."""

    def __init__(self, rapid: Any) -> None:
        self._recogniser = rapid._load_rec_model()
        self._characters: list[str] = self._recogniser.postprocess_op.character
        self._scores = _in_place(self._recogniser.session)

    def read(self, images: Sequence[Pixels]) -> tuple[CropText, ...]:
        out = [CropText("", 0.0)] * len(images)
        for width, batch in _batches(images):
            block = np.zeros((len(batch), 3, LINE_HEIGHT, width), np.float32)
            used = [_lay(block[i], images[at]) for i, at in enumerate(batch)]
            scores = self._scores(block)
            for i, at in enumerate(batch):
                out[at] = self._decode(scores[i], used[i] / width)
        return tuple(out)

    def _decode(self, scores: NDArray[np.float32], share: float) -> CropText:
        """Greedy CTC: runs of one class, blanks dropped; `share` of the steps lie on the crop, the rest on padding."""
        best: list[int] = scores.argmax(axis=1).tolist()
        steps = len(best) * share
        chars: list[Char] = []
        start = 0
        for end in range(1, len(best) + 1):
            if end < len(best) and best[end] == best[start]:
                continue
            if best[start]:
                chars.append(self._char(scores[start:end], best[start], (start + end) / 2 / max(steps, 1)))
            start = end
        read = as_spelt(chars)
        text = "".join(char.text for char in read).strip()
        if not text:
            return CropText("", 0.0)
        return CropText(text, sum(char.confidence for char in read) / len(read), read)

    def _char(self, scores: NDArray[np.float32], index: int, at: float) -> Char:
        row = scores[int(scores[:, index].argmax())]
        others = row.copy()
        others[[0, index]] = -1.0  # the blank and itself
        rival = int(others.argmax())
        return Char(self._characters[index], min(1.0, at), float(row[index]), self._characters[rival], float(row[rival]))


class RapidEngine:
    """Detection and recognition on `threads` threads; not safe to share between threads."""

    def __init__(self, threads: int = 1, runtime: str | None = None) -> None:
        chosen = runtime or preferred_runtime()
        if chosen is None:
            raise MachineError("没有可用的识别运行库：请安装 onnxruntime 或 openvino，然后重新运行。")
        self._runtime = chosen
        use_threads(threads)
        self._rapid = start(self._runtime, threads)
        _by_table(self._rapid._load_det_model())
        self._rapid.crop_text_regions = lambda _image, _boxes: []  # lines are cut out here, not there: a tenth of a page's time
        self._reader = LineReader(self._rapid)
        self._name = f"rapidocr {version('rapidocr')} {MODELS}"

    @property
    def name(self) -> str:
        return self._name

    @property
    def runtime(self) -> str:
        return f"{self._runtime} {version(self._runtime)}"

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        boxes = self.detect(image)
        crops = self.read_crops([image[top:bottom, x0:x1] for x0, top, x1, bottom in boxes])
        return tuple(TextBox(*box, crop) for box, crop in zip(boxes, crops, strict=True) if crop.text)

    def detect(self, image: Pixels) -> tuple[tuple[int, int, int, int], ...]:
        if min(image.shape[:2]) < MIN_SIDE:
            return ()
        found = self._rapid(image[:, :, ::-1], use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return ()
        boxes = [_bounds(corners, image.shape[1], image.shape[0]) for corners in found.boxes]
        return tuple(box for box in boxes if box[2] - box[0] >= 3 and box[3] - box[1] >= MIN_SIDE)

    def read_crops(self, images: Sequence[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:
        del digits, otherwise  # one model reads everything
        return self._reader.read(images)


def preferred_runtime() -> str | None:
    """The faster runtime of those installed, None where there is none."""
    return next((name for name in RUNTIMES if importlib.util.find_spec(name) is not None), None)


def info() -> EngineInfo:
    """Installed, models in their place, and which runtime would be used; loads nothing heavy."""
    title = "rapidocr（PP-OCRv6）"
    remedy = "重新安装依赖：make setup"
    spec = importlib.util.find_spec("rapidocr")
    runtime = preferred_runtime()
    if spec is None or spec.origin is None:
        return EngineInfo("rapidocr", title, False, "未安装 rapidocr", remedy)
    missing = [name for name in (DETECTOR, RECOGNISER) if not (Path(spec.origin).parent / "models" / name).is_file()]
    if missing or runtime is None:
        return EngineInfo("rapidocr", title, False, f"缺少 {'、'.join(missing) or 'onnxruntime 或 openvino'}", remedy)
    return EngineInfo("rapidocr", title, True, f"rapidocr {version('rapidocr')}，{runtime} {version(runtime)}")


@lru_cache(maxsize=2)
def open_rapid(threads: int = 1, runtime: str | None = None) -> RapidEngine:
    """The engine of this process: models are loaded once."""
    return RapidEngine(threads, runtime)


def start(runtime: str, threads: int, recogniser: Path | None = None) -> Any:
    """rapidocr with its models from their place on disk; `recogniser`: another file to read lines with."""
    # Loading takes a second and much memory, so only who reads a scan pays for it.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # it would write to the home folder and call out
    import rapidocr

    if runtime == "openvino":
        _keep_no_kernels()

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    models = Path(rapidocr.__file__).parent / "models"
    kind = rapidocr.EngineType(runtime)
    for name in (DETECTOR, RECOGNISER):
        if not (models / name).is_file():
            raise MachineError(f"rapidocr 缺少模型文件 {name}：请重新安装依赖（make setup），本程序不联网下载。")
    return rapidocr.RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "Global.log_level": "error",
            "Global.max_side_len": 100_000,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECT_SIDE,
            "Det.engine_type": kind,
            "Rec.engine_type": kind,
            "Det.model_path": str(models / DETECTOR),
            "Rec.model_path": str(recogniser or models / RECOGNISER),
            "EngineConfig.openvino.inference_num_threads": threads,
            # Else every process of few threads is bound to the same cores; one that takes all cores is quicker bound.
            "EngineConfig.openvino.enable_cpu_pinning": threads > 1 and threads >= len(os.sched_getaffinity(0)),
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _in_place(session: Any) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """What computes the scores of a block of lines; they are gone when it is called again.

    rapidocr copies what it hands to openvino and, twice, what it gets back: a seventh of the time that recognition takes.
    """
    if getattr(type(session), "__name__", "") != "OpenVINOInferSession":
        return lambda block: np.asarray(session(block))
    request = session.session

    def scores(block: NDArray[np.float32]) -> NDArray[np.float32]:
        request.infer([block], share_inputs=True, share_outputs=True)
        return np.asarray(request.get_output_tensor().data)

    return scores


def _by_table(detector: Any) -> None:
    """Detection's levels from a table of 256: what rapidocr works out for every pixel anew, the same to the last bit, in a fifth of the time."""
    given = detector.get_preprocess()
    greys = np.arange(256, dtype=np.uint8).reshape(256, 1, 1).repeat(3, axis=2)
    table = given.normalize(greys)[:, 0].astype(np.float32)

    def normalize(image: NDArray[np.uint8]) -> NDArray[np.float32]:
        levels = np.empty((3, *image.shape[:2]), np.float32)
        for channel in range(3):
            np.take(table[:, channel], image[:, :, channel], out=levels[channel], mode="clip")
        return levels.transpose(1, 2, 0)

    given.normalize = normalize
    detector.get_preprocess = lambda: given


def _keep_no_kernels() -> None:
    """openvino keeps what it compiles for every new shape: 450 MB after some hundred lines, and no time is saved by it."""
    from rapidocr.inference_engine.openvino.device_config import CPUConfig

    given = CPUConfig.get_config

    def frugal(self: CPUConfig) -> dict[str, Any]:
        return {**given(self), "CPU_RUNTIME_CACHE_CAPACITY": "0"}

    if given.__module__ != __name__:  # rapidocr hands no other setting on than those it names
        CPUConfig.get_config = frugal  # type: ignore[method-assign]


def _bounds(corners: NDArray[np.float32], width: int, height: int) -> tuple[int, int, int, int]:
    x0, top = np.floor(corners.min(axis=0)).astype(int)
    x1, bottom = np.ceil(corners.max(axis=0)).astype(int)
    return max(0, int(x0)), max(0, int(top)), min(width, int(x1)), min(height, int(bottom))


def _width(image: Pixels) -> int:
    height, width = (int(side) for side in image.shape[:2])
    return min(MAX_WIDTH, max(1, math.ceil(LINE_HEIGHT * width / max(1, height))))


def _batches(images: Sequence[Pixels]) -> list[tuple[int, list[int]]]:
    """Indices of crops by the width they are padded to, in batches of bounded size."""
    by_width: dict[int, list[int]] = {}
    for index, image in enumerate(images):
        if min(image.shape[:2]) > 1:
            padded = max(MIN_WIDTH, math.ceil(_width(image) / WIDTH_STEP) * WIDTH_STEP)
            by_width.setdefault(padded, []).append(index)
    out = []
    for width, indices in sorted(by_width.items()):
        size = max(1, min(BATCH, BATCH_AREA // width))
        out += [(width, indices[at : at + size]) for at in range(0, len(indices), size)]
    return out


def _lay(target: NDArray[np.float32], image: Pixels) -> int:
    """Scales a crop to the recogniser's height into `target` (BGR, -1…1); gives the width it takes there."""
    width = min(_width(image), int(target.shape[2]))
    small = resized(image, width, LINE_HEIGHT)
    target[:, :, :width] = small[:, :, ::-1].transpose(2, 0, 1) / np.float32(127.5) - np.float32(1)
    return width

"""tesseract through pytesseract: the second, independent reader, where it is installed.

Starting a process costs more than reading a line, so many crops go onto one sheet, each on a line of its own, and
come back by their place on it. One thread a process: with its default threads two processes take four times as long.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from extractors.ink import resized
from extractors.ocr.engine import Char, CropText, EngineInfo, Pixels, TextBox, as_spelt

CHINESE, OTHERWISE, DIGITS = "chi_sim", "HanS", "eng"
LANGUAGES = (DIGITS, CHINESE)
DIGIT_SIGNS = "0123456789.,%-/:()+"
LINE_HEIGHT = 44  # px: of figures; capitals of 30 to 33 px are read best
CHINESE_HEIGHTS = {CHINESE: 36, OTHERWISE: 28}  # px: lower lines of the same names are read right by 7 in 100 more
GAP = 36  # px of white between two crops of a sheet, and around them
SHEET_HEIGHT = 9000  # px: tesseract refuses images beyond 32,767
SHEET_WIDTH = 4000
TIMEOUT = 60  # seconds a sheet
REMEDY = "apt-get install tesseract-ocr tesseract-ocr-chi-sim"


class TesseractEngine:
    """Reads Chinese by `chi_sim`, another time by `HanS` where that is installed, and figures by `eng`.

    A process that fails or takes too long has read nothing.
    """

    @property
    def name(self) -> str:
        return f"tesseract {_version()}"

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        words = _words(image, CHINESE, "--psm 3")
        lines: dict[tuple[int, int, int], list[_Word]] = {}
        for word in words:
            lines.setdefault(word.line, []).append(word)
        return tuple(_text_box(line) for line in lines.values())

    def detect(self, image: Pixels) -> tuple[tuple[int, int, int, int], ...]:
        del image  # costs as much as reading, and says less of lines that stand sideways
        return ()

    def read_crops(self, images: Sequence[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:
        out = [CropText("", 0.0)] * len(images)
        language = DIGITS if digits else OTHERWISE if otherwise else CHINESE
        if otherwise and language not in _languages():
            return tuple(out)
        config = f"--psm 6 -c tessedit_char_whitelist={DIGIT_SIGNS}" if digits else "--psm 6"
        for sheet, bands in _sheets(images, CHINESE_HEIGHTS.get(language, LINE_HEIGHT)):
            words = _words(sheet, language, config)
            for index, (top, bottom, width) in bands.items():
                inside = [word for word in words if top <= word.middle < bottom]
                out[index] = _crop_text(inside, width)
        return tuple(out)


class _Word:
    __slots__ = ("bottom", "confidence", "line", "text", "top", "x0", "x1")

    def __init__(self, text: str, confidence: float, line: tuple[int, int, int], box: tuple[int, int, int, int]) -> None:
        self.text, self.confidence, self.line = text, confidence, line
        self.x0, self.top, self.x1, self.bottom = box

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def info() -> EngineInfo:
    title = "tesseract（第二识别引擎）"
    if importlib.util.find_spec("pytesseract") is None:
        return EngineInfo("tesseract", title, False, "未安装 pytesseract", "重新安装依赖：make setup")
    if shutil.which("tesseract") is None:
        return EngineInfo("tesseract", title, False, "未安装 tesseract：扫描件中的关键数值将缺少独立复核", REMEDY)
    missing = [language for language in LANGUAGES if language not in _languages()]
    if missing:
        return EngineInfo("tesseract", title, False, f"缺少语言数据 {'、'.join(missing)}", REMEDY)
    return EngineInfo("tesseract", title, True, f"tesseract {_version()}（{'、'.join(LANGUAGES)}）")


@lru_cache(maxsize=1)
def open_tesseract() -> TesseractEngine | None:
    """The engine, or None where tesseract or its language data is not installed."""
    return TesseractEngine() if info().available else None


@lru_cache(maxsize=1)
def _version() -> str:
    import pytesseract

    return str(pytesseract.get_tesseract_version())


@lru_cache(maxsize=1)
def _languages() -> tuple[str, ...]:
    import pytesseract

    try:
        return tuple(pytesseract.get_languages())
    except (pytesseract.TesseractError, OSError):
        return ()


def _words(image: Pixels, language: str, config: str) -> list[_Word]:
    import pytesseract

    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        data = pytesseract.image_to_data(image, lang=language, config=config, output_type=pytesseract.Output.DICT, timeout=TIMEOUT)
    except (pytesseract.TesseractError, RuntimeError, OSError):
        return []
    out = []
    for i, text in enumerate(data["text"]):
        if not text.strip():
            continue
        line = (data["block_num"][i], data["par_num"][i], data["line_num"][i])
        x0, top = data["left"][i], data["top"][i]
        box = (x0, top, x0 + data["width"][i], top + data["height"][i])
        out.append(_Word(text.strip(), max(0.0, float(data["conf"][i]) / 100), line, box))
    return out


def _sheets(images: Sequence[Pixels], line_height: int) -> list[tuple[Pixels, dict[int, tuple[int, int, int]]]]:
    """Crops stacked on white sheets; for each crop the band it stands in (top, bottom) and its width there."""
    sheets: list[tuple[Pixels, dict[int, tuple[int, int, int]]]] = []
    lines = [(i, _line(image, line_height)) for i, image in enumerate(images) if min(image.shape[:2]) > 1]
    per_sheet = SHEET_HEIGHT // (line_height + GAP)
    for at in range(0, len(lines), per_sheet):
        group = lines[at : at + per_sheet]
        width = max(line.shape[1] for _, line in group) + 2 * GAP
        sheet = np.full(((line_height + GAP) * len(group) + GAP, width, 3), 255, np.uint8)
        bands = {}
        for row, (index, line) in enumerate(group):
            top = GAP + row * (line_height + GAP)
            sheet[top : top + line_height, GAP : GAP + line.shape[1]] = line
            bands[index] = (top - GAP // 2, top + line_height + GAP // 2, line.shape[1])
        sheets.append((sheet, bands))
    return sheets


def _line(image: Pixels, height: int) -> Pixels:
    width = max(1, min(SHEET_WIDTH, round(height * image.shape[1] / image.shape[0])))
    return resized(image, width, height)


def _crop_text(words: list[_Word], width: int) -> CropText:
    words = sorted(words, key=lambda word: word.x0)
    text = "".join(word.text for word in words)
    if not text:
        return CropText("", 0.0)
    chars = []
    for word in words:
        step = (word.x1 - word.x0) / len(word.text)
        for i, char in enumerate(word.text):
            at = (word.x0 - GAP + (i + 0.5) * step) / max(1, width)
            chars.append(Char(char, min(1.0, max(0.0, at)), word.confidence))
    read = as_spelt(chars)
    return CropText("".join(char.text for char in read), sum(char.confidence for char in read) / len(read), read)


def _text_box(words: list[_Word]) -> TextBox:
    x0, top = min(word.x0 for word in words), min(word.top for word in words)
    x1, bottom = max(word.x1 for word in words), max(word.bottom for word in words)
    return TextBox(x0, top, x1, bottom, _crop_text(words, x1 - x0))

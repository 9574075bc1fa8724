"""An engine that says what it was told to: for tests of everything that uses an engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractors.ocr.engine import CropText, Pixels, TextBox


def says(text: str, confidence: float = 0.99) -> CropText:
    return CropText(text, confidence)


@dataclass
class ScriptedEngine:
    """`lines` is what every page holds; `crops` are handed out in order, then `reads` is asked, then nothing is read."""

    lines: tuple[TextBox, ...] = ()
    crops: Sequence[CropText] = ()
    reads: Callable[[Pixels], CropText] | None = None
    name: str = "scripted"
    asked: list[tuple[int, int]] = field(default_factory=list)
    _at: int = 0

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        height, width = image.shape[:2]
        return tuple(line for line in self.lines if line.x1 <= width and line.bottom <= height)

    def detect(self, image: Pixels) -> tuple[tuple[int, int, int, int], ...]:
        height, width = image.shape[:2]
        inside = (line for line in self.lines if line.x1 <= width and line.bottom <= height)
        return tuple((int(line.x0), int(line.top), int(line.x1), int(line.bottom)) for line in inside)

    def read_crops(self, images: Sequence[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:
        del digits, otherwise
        return tuple(self._next(image) for image in images)

    def _next(self, image: Pixels) -> CropText:
        self.asked.append((int(image.shape[1]), int(image.shape[0])))
        if self._at < len(self.crops):
            self._at += 1
            return self.crops[self._at - 1]
        return self.reads(image) if self.reads is not None else CropText("", 0.0)

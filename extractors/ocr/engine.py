"""What every OCR engine offers: lines found and read on an image, and lines that are already cut out, read only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.spelling import borne_by_place, put_right
from extractors.variants import simplified

DOUBTED = 0.02  # a rival below this is none
SPELT = 0.995  # of a character that can be no other
Pixels = NDArray[np.uint8]  # height × width × 3, RGB


@dataclass(frozen=True, slots=True)
class Char:
    """One character: where its middle stands across the crop (0 left … 1 right), how sure, and what else it may be."""

    text: str
    at: float
    confidence: float
    rival: str = ""
    rival_confidence: float = 0.0


def as_spelt(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Characters with those put right that can be no others, and as sure as such a character is."""
    chars = [_in_either_script(char) for char in chars]
    text = "".join(char.text if len(char.text) == 1 else "\0" for char in chars)
    meant = put_right(text)
    doubted = {i: char.rival for i, char in enumerate(chars) if char.rival_confidence >= DOUBTED}
    meant |= {i: text[i] for i in borne_by_place("".join(meant.get(i, char) for i, char in enumerate(text)), doubted) if i not in meant}
    return tuple(
        replace(char, text=meant[i], confidence=max(char.confidence, SPELT), rival="", rival_confidence=0.0) if i in meant else char
        for i, char in enumerate(chars)
    )


def _in_either_script(char: Char) -> Char:
    """荐 or 薦 is the same character: as sure as both are."""
    if not char.rival or char.rival == char.text or simplified(char.rival) != simplified(char.text):
        return char
    return replace(char, confidence=min(1.0, char.confidence + char.rival_confidence), rival="", rival_confidence=0.0)


@dataclass(frozen=True, slots=True)
class CropText:
    """The line on one crop. `confidence` is the mean over the characters, 0 where nothing was read.

    `chars` is empty where an engine does not tell its characters apart.
    """

    text: str
    confidence: float
    chars: tuple[Char, ...] = ()

    @property
    def weakest(self) -> float:
        return min((char.confidence for char in self.chars), default=self.confidence)


@dataclass(frozen=True, slots=True)
class TextBox:
    """A line found on an image; the box in pixels: left, top, right, bottom."""

    x0: float
    top: float
    x1: float
    bottom: float
    crop: CropText


class Engine(Protocol):
    """Low confidence is reported, never dropped: who uses the words flags them."""

    @property
    def name(self) -> str:
        """With version and models, as `Word.reader` shows it."""

    def detect_and_read(self, image: Pixels) -> tuple[TextBox, ...]:
        """The lines of an upright image, in no promised order; () where there is none."""

    def detect(self, image: Pixels) -> tuple[tuple[int, int, int, int], ...]:
        """Where lines are, unread: left, top, right, bottom in pixels; () where it cannot tell."""

    def read_crops(self, images: Sequence[Pixels], *, digits: bool = False, otherwise: bool = False) -> tuple[CropText, ...]:
        """One CropText for each image, each of one line. `digits`: the lines hold figures and signs only.

        `otherwise`: by the engine's other model for Chinese, where it has one.
        """


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """An engine as `doctor` lists it."""

    key: str
    title: str
    available: bool
    detail: str
    remedy: str = ""

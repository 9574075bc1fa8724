"""Things on a page filed by height, so that what lies near is found without asking all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

BAND_PT = 24.0
MOST_BANDS = 2000


class Bands(Generic[T]):
    """A shelf of bands; what spans several lies in each, what lies off the page in the first or the last."""

    def __init__(self) -> None:
        self._bands: dict[int, list[T]] = {}

    def add(self, top: float, bottom: float, item: T) -> None:
        for band in _bands(top, bottom):
            self._bands.setdefault(band, []).append(item)

    def at(self, y: float) -> list[T]:
        """Everything that may cross this height."""
        return self._bands.get(_band(y), [])

    def near(self, top: float, bottom: float) -> Iterator[T]:
        """Everything that may lie between these heights, each once."""
        seen: set[int] = set()
        for band in _bands(top, bottom):
            for item in self._bands.get(band, ()):
                if id(item) not in seen:
                    seen.add(id(item))
                    yield item


def _band(y: float) -> int:
    return int(min(max(0.0, y) / BAND_PT, MOST_BANDS))


def _bands(top: float, bottom: float) -> range:
    return range(_band(top), _band(bottom) + 1)

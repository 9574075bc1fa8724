"""Where applications register under the name that they have in the inbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .studio import Studio
from .truth import Case

Draw = Callable[[Studio], Case]
_REGISTRY: list[tuple[str, Draw, bool]] = []


@dataclass(frozen=True, slots=True)
class Package:
    """A registered application: its name in the inbox and how it is drawn."""

    index: int
    name: str
    draw: Draw
    spare: bool  # left out of the small set that is kept with the source


def application(name: str, *, spare: bool = False) -> Callable[[Draw], Draw]:
    """Registers a function under the name its application has in the inbox."""

    def register(draw: Draw) -> Draw:
        _REGISTRY.append((name, draw, spare))
        return draw

    return register


def packages() -> tuple[Package, ...]:
    """All applications in the order of their names."""
    return tuple(Package(i, *entry) for i, entry in enumerate(sorted(_REGISTRY, key=lambda one: one[0])))

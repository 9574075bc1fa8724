"""Where applications register under the name that they have in the inbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .studio import Studio
from .truth import Case

Draw = Callable[[Studio], Case]
_REGISTRY: list[tuple[str, Draw]] = []


@dataclass(frozen=True, slots=True)
class Package:
    """A registered application: its name in the inbox and how it is drawn."""

    index: int
    name: str
    draw: Draw


def application(name: str) -> Callable[[Draw], Draw]:
    """Registers a function under the name its application has in the inbox."""
    def register(draw: Draw) -> Draw:
        _REGISTRY.append((name, draw))
        return draw

    return register


def packages() -> tuple[Package, ...]:
    """All applications in the order of their names."""
    return tuple(Package(i, name, draw) for i, (name, draw) in enumerate(sorted(_REGISTRY, key=lambda one: one[0])))

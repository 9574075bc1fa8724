"""What a labelled sample says should come out: one JSON file an application, written by whoever drew it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.geometry import Box
from models.problem import UsageError


@dataclass(frozen=True, slots=True)
class ExpectedPlace:
    """A place where the value truly stands; `page` and `box` None where the format has none."""

    file: str
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class ExpectedField:
    """`value` is the true one; `also` are other spellings of it; `alts` may stand in a conflict; `states` are accepted."""

    value: str | None
    unit: str | None
    qualifiers: tuple[str, ...]
    states: tuple[str, ...]
    also: tuple[str, ...]
    alts: tuple[str, ...]
    decoys: tuple[str, ...]
    places: tuple[ExpectedPlace, ...]
    medium: str
    difficulty: str
    unscored: bool


@dataclass(frozen=True, slots=True)
class Expected:
    application: str
    fields: Mapping[str, ExpectedField]
    criteria: Mapping[str, tuple[str, ...]]
    outcomes: tuple[str, ...]
    problems: tuple[tuple[str, ...], ...]


def read_expected(folder: Path) -> tuple[Expected, ...]:
    """Every *.json of a folder, sorted by application. UsageError names the file that cannot be used."""
    if not folder.is_dir():
        raise UsageError(f"没有标注文件夹：{folder}。样本文件夹应含 inbox/ 与 expected/。")
    found = tuple(_read(path) for path in sorted(folder.glob("*.json")))
    if not found:
        raise UsageError(f"标注文件夹 {folder} 里没有 .json 文件。")
    return tuple(sorted(found, key=lambda one: one.application))


def _read(path: Path) -> Expected:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return Expected(
            application=str(record["application"]),
            fields={name: _field(entry) for name, entry in record["fields"].items()},
            criteria={name: tuple(accepted) for name, accepted in record.get("criteria", {}).items()},
            outcomes=tuple(record["outcome"]),
            problems=tuple(tuple(one["any"]) for one in record.get("problems", [])),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"标注文件 {path.name} 不能用（{type(error).__name__}: {error}）。请改正或移走后重试。") from error


def _field(entry: Mapping[str, object]) -> ExpectedField:
    qualifier = entry.get("qualifier")
    return ExpectedField(
        value=_text(entry.get("value")),
        unit=_text(entry.get("unit")),
        qualifiers=tuple([str(qualifier)] if qualifier else []) + _texts(entry.get("qualifier_also")),
        states=_texts(entry.get("accept_states")) or ("found",),
        also=_texts(entry.get("also")),
        alts=_texts(entry.get("alts")),
        decoys=_texts(entry.get("decoys")),
        places=tuple(_place(one) for one in _listed(entry.get("places"))),
        medium=str(entry.get("medium", "digital")),
        difficulty=str(entry.get("difficulty", "plain")),
        unscored=bool(entry.get("unscored")),
    )


def _place(entry: object) -> ExpectedPlace:
    if not isinstance(entry, dict):
        raise TypeError("places 的每一项应是对象")
    box = entry.get("box")
    page = entry.get("page")
    return ExpectedPlace(str(entry.get("file")), None if page is None else int(page), Box(*map(float, box)) if box else None)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in _listed(value))


def _text(value: object) -> str | None:
    return None if value is None else str(value)

"""A JSON Schema compiled to one question: does this record fit? Answered many times sooner than by a validator.

Of the keywords only those that our schema uses, without references. A validator need only be asked what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.write.chain import Json

Check = Callable[[Json], bool]
TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
SAID_ELSEWHERE = frozenset({"$schema", "title", "then"})


def compiled(schema: Json) -> Check:
    """Raises KeyError for a keyword that is not known here."""
    rules = _dict(schema)
    checks = [KEYWORDS[key](value, rules) for key, value in rules.items() if key not in SAID_ELSEWHERE]
    return lambda value: all(check(value) for check in checks)


def _type(names: Json, _rules: Mapping[str, Json]) -> Check:
    wanted = [names] if isinstance(names, str) else _list(names)
    kinds = tuple(kind for name in wanted for kind in TYPES[str(name)])
    if "boolean" in wanted:
        return lambda value: isinstance(value, kinds)
    return lambda value: isinstance(value, kinds) and not isinstance(value, bool)


def _properties(parts: Json, _rules: Mapping[str, Json]) -> Check:
    checks = tuple((key, compiled(part)) for key, part in _dict(parts).items())
    return lambda value: not isinstance(value, dict) or all(check(value[key]) for key, check in checks if key in value)


def _required(keys: Json, _rules: Mapping[str, Json]) -> Check:
    wanted = {str(key) for key in _list(keys)}
    return lambda value: not isinstance(value, dict) or wanted <= value.keys()


def _no_others(allowed: Json, rules: Mapping[str, Json]) -> Check:
    known = set(_dict(rules["properties"]))
    return lambda value: bool(allowed) or not isinstance(value, dict) or value.keys() <= known


def _items(part: Json, _rules: Mapping[str, Json]) -> Check:
    check = compiled(part)
    return lambda value: not isinstance(value, list) or all(check(one) for one in value)


def _one_of(values: Json, _rules: Mapping[str, Json]) -> Check:
    """Texts and null only: in Python True is 1, in JSON it is not. Raises KeyError for other values."""
    known = set(_list(values))
    if not all(one is None or isinstance(one, str) for one in known):
        raise KeyError(f"no text: {values}")
    return lambda value: (value is None or isinstance(value, str)) and value in known


def _pattern(pattern: Json, _rules: Mapping[str, Json]) -> Check:
    search = re.compile(str(pattern)).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _least(limit: Json, _rules: Mapping[str, Json]) -> Check:
    return lambda value: not isinstance(value, int | float) or value >= float(str(limit))


def _most(limit: Json, _rules: Mapping[str, Json]) -> Check:
    return lambda value: not isinstance(value, int | float) or value <= float(str(limit))


def _shortest(limit: Json, _rules: Mapping[str, Json]) -> Check:
    return lambda value: not isinstance(value, list | str) or len(value) >= int(str(limit))


def _longest(limit: Json, _rules: Mapping[str, Json]) -> Check:
    return lambda value: not isinstance(value, list | str) or len(value) <= int(str(limit))


def _all_of(parts: Json, _rules: Mapping[str, Json]) -> Check:
    checks = [compiled(part) for part in _list(parts)]
    return lambda value: all(check(value) for check in checks)


def _if(condition: Json, rules: Mapping[str, Json]) -> Check:
    when, then = compiled(condition), compiled(rules["then"])
    return lambda value: not when(value) or then(value)


def _dict(part: Json) -> Mapping[str, Json]:
    if not isinstance(part, Mapping):
        raise KeyError(f"no object: {part}")
    return part


def _list(part: Json) -> list[Json]:
    if not isinstance(part, list):
        raise KeyError(f"no list: {part}")
    return part


KEYWORDS: Mapping[str, Callable[[Json, Mapping[str, Json]], Check]] = {
    "type": _type,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _no_others,
    "items": _items,
    "enum": _one_of,
    "const": lambda value, rules: _one_of([value], rules),
    "pattern": _pattern,
    "minimum": _least,
    "maximum": _most,
    "minItems": _shortest,
    "minLength": _shortest,
    "maxItems": _longest,
    "allOf": _all_of,
    "if": _if,
}

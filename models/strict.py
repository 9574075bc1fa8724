"""TOML into frozen dataclasses, strictly: every mistake of a file at once, each with line, key, reason, remedy and the nearest right key.

The dataclasses are the schema: their fields are the keys, their types the wanted values, their defaults what may be left out.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import re
import tomllib
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Path = tuple[str | int, ...]

WORDS_OF_TYPE: dict[object, str] = {
    str: "文字（写在引号里）",
    int: "整数",
    bool: "true 或 false",
    Decimal: "数（不带引号）",
    datetime.date: "日期（如 2020-06-08，不带引号）",
    datetime.time: "时刻（如 17:30:00，不带引号）",
}
NEAR_ENOUGH = 0.6
"""difflib's ratio from which a wrong key is taken for a slip of a right one."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a file of ours, as one sentence: file, line where it can be told, key, reason, remedy."""

    file: str
    line: int | None
    key: str
    reason: str
    remedy: str
    nearest: str | None = None

    def __str__(self) -> str:
        place = f"{self.file} 第 {self.line} 行" if self.line else self.file
        key = f"“{self.key}”" if self.key else ""
        hint = f"（最接近的写法：{self.nearest}）" if self.nearest and self.nearest not in self.remedy else ""
        return f"{place} {key}：{self.reason}；{self.remedy}{hint}。" if key else f"{place}：{self.reason}；{self.remedy}{hint}。"


def nearest(word: str, right: tuple[str, ...]) -> str | None:
    """The right word that a wrong one was probably meant to be."""
    found = difflib.get_close_matches(word, right, n=1, cutoff=NEAR_ENOUGH)
    return found[0] if found else None


class Reader:
    """Builds dataclasses out of one parsed file and collects what is wrong on the way.

    `tagged` maps a base class to its subclasses by the value of the key `kind`. A field whose type is such a base
    and whose name is `condition` takes its keys from the same table. `check` sees every object that was built.
    """

    def __init__(
        self,
        file: str,
        text: str,
        tagged: Mapping[type, Mapping[str, type]],
        check: Callable[[object, Path], None] | None = None,
    ) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self.check = check
        self._tagged = tagged
        self._misspelt: set[tuple[Path, str | None]] = set()
        self._lines = lines_of_keys(text)

    def wrong(self, path: Path, reason: str, remedy: str, near: str | None = None) -> None:
        self.mistakes.append(Mistake(self.file, self.line(path), key_of(path), reason, remedy, near))

    def line(self, path: Path) -> int | None:
        """The line of the key, or of the nearest table around it."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return None

    def table(self, cls: type[T], raw: object, path: Path) -> T | None:
        """A table as `cls`; None where something in it is wrong."""
        if not isinstance(raw, dict):
            self.wrong(path, "这里应当是一个表", "请照模板写成 [表名] 或 { 键 = 值 }")
            return None
        before = len(self.mistakes)
        hints = get_type_hints(cls)
        fields = {one.name: one for one in dataclasses.fields(cast(Any, cls))}
        flat = next((name for name in fields if name == "condition" and hints[name] in self._tagged), None)
        own = {name for name in fields if name != flat}
        values: dict[str, object] = {}
        whole = True
        if flat:
            rest = {key: value for key, value in raw.items() if key not in own}
            values[flat] = self.by_kind(hints[flat], rest, path, also=tuple(own))
        else:
            self._unknown(raw, tuple(fields), path)
        for name in own:
            if name in raw:
                values[name] = self.value(hints[name], raw[name], (*path, name))
            elif _required(fields[name]):
                whole = False
                if (path, name) in self._misspelt:
                    continue
                self.wrong(path, f"缺少 {name}", f"请补上 {name} = …，应为{self.words(hints[name])}")
        if len(self.mistakes) > before or not whole:
            return None
        built = cls(**values)
        if self.check:
            self.check(built, path)
        return built

    def by_kind(self, base: type[T], raw: object, path: Path, also: tuple[str, ...] = ()) -> T | None:
        """A table whose `kind` tells its class."""
        if not isinstance(raw, dict):
            self.wrong(path, "这里应当是一个表", "请照模板写成 { kind = … }")
            return None
        kinds = self._tagged[base]
        kind = raw.get("kind")
        if kind is None:
            self.wrong(path, "缺少 kind", f"请写明种类，可用：{'、'.join(kinds)}")
            return None
        if not isinstance(kind, str) or kind not in kinds:
            near = nearest(str(kind), tuple(kinds))
            self.wrong((*path, "kind"), f"没有“{kind}”这一种类", f"可用：{'、'.join(kinds)}", near)
            return None
        cls = kinds[kind]
        rest = {key: value for key, value in raw.items() if key != "kind"}
        names = tuple(one.name for one in dataclasses.fields(cls))
        before = len(self.mistakes)
        self._unknown(rest, names, path, also=(*also, "kind"))
        known = {key: value for key, value in rest.items() if key in names}
        # With a key misspelt the rest is read for its own mistakes, but what seems missing may only be misspelt.
        check, self.check = self.check, self.check if len(self.mistakes) == before else None
        built = self.table(cls, known, path)
        self.check = check
        return cast("T | None", built) if len(self.mistakes) == before else None

    def value(self, hint: Any, raw: object, path: Path) -> object:
        """One value of the wanted type; what is wrong is noted, and None given back."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            return self.value(next(one for one in get_args(hint) if one is not type(None)), raw, path)
        if origin is tuple:
            return self._many(get_args(hint)[0], raw, path)
        if hint in self._tagged:
            return self.by_kind(hint, raw, path)
        if dataclasses.is_dataclass(hint):
            return self.table(cast(type, hint), raw, path)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._enum(hint, raw, path)
        if hint is Decimal and isinstance(raw, int | Decimal) and not isinstance(raw, bool):
            number = Decimal(raw)
            if number.is_finite():
                return number
        elif type(raw) is hint and raw != "":
            return raw
        if raw == "" and hint is str:
            self.wrong(path, "是空的", "请写上内容，没有就把整行删去")
        else:
            self.wrong(path, f"写成了{show(raw)}", f"应为{self.words(hint)}")
        return None

    def words(self, hint: Any) -> str:
        """What a value should be, in Chinese."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            return self.words(next(one for one in get_args(hint) if one is not type(None)))
        if origin is tuple:
            return "列表（写在方括号里）" if get_args(hint)[0] is str else "一个或几个表"
        if isinstance(hint, type) and issubclass(hint, Enum):
            return "、".join(str(one.value) for one in hint) + " 之一"
        return WORDS_OF_TYPE.get(hint, "表")

    def _many(self, hint: Any, raw: object, path: Path) -> tuple[object, ...]:
        if not isinstance(raw, list):
            self.wrong(path, f"写成了{show(raw)}", f"应为{self.words(tuple[hint, ...])}")
            return ()
        return tuple(self.value(hint, one, (*path, index)) for index, one in enumerate(raw))

    def _enum(self, hint: type[Enum], raw: object, path: Path) -> Enum | None:
        for one in hint:
            if one.value == raw:
                return one
        values = tuple(str(one.value) for one in hint)
        self.wrong(path, f"没有“{raw}”", f"应为 {'、'.join(values)} 之一", nearest(str(raw), values))
        return None

    def _unknown(self, raw: Mapping[str, object], names: tuple[str, ...], path: Path, also: tuple[str, ...] = ()) -> None:
        for key in raw:
            if key not in names:
                near = nearest(key, (*names, *also))
                self._misspelt.add((path, near))
                remedy = f"请改为 {near}" if near else f"请删去，这里可用：{'、'.join((*names, *also))}"
                self.wrong((*path, key), "没有这个键", remedy, near)


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def show(raw: object) -> str:
    """A value as a person wrote it, shortened."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, list | dict):
        return "一个列表" if isinstance(raw, list) else "一个表"
    return f"“{str(raw)[:30]}”"


def key_of(path: Path) -> str:
    """criterion 第 3 项.unit"""
    out = ""
    for part in path:
        out += f" 第 {part + 1} 项" if isinstance(part, int) else f"{'.' if out else ''}{part}"
    return out


HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\s]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+(?:\s*\.\s*[A-Za-z0-9_\-]+)*)\s*=")


def lines_of_keys(text: str) -> dict[Path, int]:
    """Where each key stands, by its path; array tables are counted. Values that go over several lines are passed over."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = HEADER.match(line)
        if header:
            here = _header_path(tuple(part.strip() for part in header[2].split(".")), header[1] == "[[", counts)
            lines.setdefault(here, number)
            continue
        key = KEY.match(line)
        if key:
            path = (*here, *(part.strip() for part in key[1].split(".")))
            for end in range(len(here) + 1, len(path) + 1):
                lines.setdefault(path[:end], number)
    return lines


def _header_path(names: tuple[str, ...], many: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for position, name in enumerate(names):
        path = (*path, name)
        last = position == len(names) - 1
        if last and many:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


TOML_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
WORD = re.compile(r"^\s*([A-Za-z0-9_\-]+)")
TOML_REASONS = (
    ("Invalid date", "没有这一天", "请核对日期，写成 2020-06-08"),
    ("Cannot overwrite a value", "同一个键写了两次", "请删去一处"),
    ("Cannot declare", "同一个表写了两次", "请合成一处，或改用 [[双方括号]]"),
    ("Unterminated string", "引号没有配对", "请补上后一个引号"),
    ("Illegal character", "引号里有换行或控制字符", "请写在一行里，或用三个引号"),
    ("Expected '=' after a key", "键的后面没有等号", "请写成 键 = 值；键只用英文字母"),
    ("Invalid value", "等号后面的值不合写法", "文字请加英文引号，日期和数不加"),
    ("Unclosed array", "方括号没有配对", "请补上 ]"),
    ("Invalid statement", "这一行不合写法", "请写成 键 = 值、[表名] 或以 # 开头的说明"),
    ("Expected newline or end of document", "值的后面还有多余的字", "请换行，或在前面加 #"),
)


MOST_REPAIRS = 20
"""Lines with broken notation that are set aside before giving up on the rest of a file."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The file's tables, numbers as Decimals, and what is wrong with its notation; `lost` are keys on lines set aside."""

    tables: dict[str, Any]
    mistakes: tuple[Mistake, ...]
    lost: frozenset[str] = frozenset()


def parse(text: str, file: str) -> Parsed:
    """Reads TOML; a line that is not TOML is a Mistake and set aside, so that the rest is still looked at. Never raises."""
    lines = text.split("\n")
    mistakes: list[Mistake] = []
    lost: set[str] = set()
    for _ in range(MOST_REPAIRS):
        try:
            return Parsed(tomllib.loads("\n".join(lines), parse_float=Decimal), tuple(mistakes), frozenset(lost))
        except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
            mistake = _broken(str(error), file, len(lines))
            mistakes.append(mistake)
            if mistake.line is None or not 1 <= mistake.line <= len(lines) or not lines[mistake.line - 1].strip():
                break
            key = KEY.match(lines[mistake.line - 1]) or WORD.match(lines[mistake.line - 1])
            lost |= {key[1]} if key else set()
            lines[mistake.line - 1] = ""
    return Parsed({}, tuple(mistakes), frozenset(lost))


def _broken(message: str, file: str, last: int) -> Mistake:
    at = TOML_LINE.search(message)
    line = int(at[1]) if at else (last if "end of document" in message else None)
    reason, remedy = next(
        ((why, what) for start, why, what in TOML_REASONS if start in message),
        ("写法不合 TOML 格式", "请对照 docs/notice-template.toml 改正"),
    )
    return Mistake(file, line, "", reason, remedy)

"""What must fit together in a notice: units with fields, conditions with lists, routes with dates, everything once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from models.criterion import (
    CohortRule,
    Compare,
    Completeness,
    Condition,
    Count,
    Criterion,
    DateLimit,
    DateOrder,
    DeadlineRule,
    Group,
    KOfN,
    Limited,
    Listed,
    OperatingYears,
    Subset,
    Truthful,
    walk,
)  # fmt: skip
from models.fields import BY_NAME, Kind
from models.notice import CategoryRule, Column, ColumnSource, Notice, Period, Route, TableLayout
from models.regions import COUNTIES, find_county
from models.strict import Mistake, Reader, nearest
from models.strict import Path as KeyPath

ID = re.compile(r"[a-z][a-z0-9_-]*")
YEAR = re.compile(r"20\d\d")
PERSONAL = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)|[\w.]+@[\w.]+\.\w+")
"""A phone number or a mail address: nobody's belongs into a notice's data."""
WANTED_KINDS: tuple[tuple[type[Condition], frozenset[Kind], str], ...] = (
    (Limited, frozenset({Kind.QUANTITY, Kind.RATIO}), "数值"),
    (DateLimit, frozenset({Kind.DATE}), "日期"),
    (DateOrder, frozenset({Kind.DATE}), "日期"),
    (OperatingYears, frozenset({Kind.DATE}), "日期"),
    (DeadlineRule, frozenset({Kind.DATE}), "日期"),
    (CohortRule, frozenset({Kind.YEAR}), "年份"),
    (Truthful, frozenset({Kind.TRUTH}), "是否"),
)


def _names(raw: object, key: str) -> tuple[str, ...]:
    """What the tables of a list call themselves, as far as they can be read."""
    tables = raw if isinstance(raw, list) else []
    return tuple(str(one[key]) for one in tables if isinstance(one, dict) and isinstance(one.get(key), str))


@dataclass(slots=True)
class Rules:
    """What must fit together; called with every object that the reader builds."""

    reader: Reader
    raw: dict[str, Any]
    built_in: bool
    stem: str
    criteria: list[tuple[Criterion, KeyPath]] = field(default_factory=list)
    routes: list[tuple[Route, KeyPath]] = field(default_factory=list)

    @property
    def categories(self) -> tuple[str, ...]:
        return _names(self.raw.get("category"), "name")

    @property
    def field_names(self) -> tuple[str, ...]:
        return (*BY_NAME, *_names(self.raw.get("unread"), "name"))

    @property
    def complete(self) -> bool:
        return self.raw.get("complete") is True

    def __call__(self, built: object, path: KeyPath) -> None:
        rules: tuple[tuple[type, Callable[[Any, KeyPath], None]], ...] = (
            (Criterion, self._criterion),
            (Condition, self._condition),
            (Route, self._route),
            (CategoryRule, self._category),
            (Column, self._column),
            (TableLayout, self._table),
            (Period, self._period),
            (Notice, self._notice),
        )
        for cls, rule in rules:
            if isinstance(built, cls):
                rule(built, path)

    # one object at a time

    def _criterion(self, one: Criterion, path: KeyPath) -> None:
        self.criteria.append((one, path))
        if not ID.fullmatch(one.id):
            self.reader.wrong((*path, "id"), f"“{one.id}”不能作编号", "编号只用小写英文字母、数字和下划线，以字母开头")
        if bool(one.quote) == bool(one.paraphrase):
            self.reader.wrong(path, "quote（原文）和 paraphrase（转述）应当恰有一个", "有通知原文就写 quote，只知大意才写 paraphrase")
        elif one.paraphrase and self.complete and not one.assumed:
            self.reader.wrong((*path, "paraphrase"), "完整的通知应当引用原文", "请改写 quote = 通知原文，或写明 assumed = true")

    def _condition(self, one: Condition, path: KeyPath) -> None:
        self._known_categories(one.when.category, (*path, "when", "category"))
        for region in one.when.region:
            self._known_region(region, (*path, "when", "region"))
        for name in one.fields:
            self._known_field(one, name, path)
        if isinstance(one, Limited):
            self._limit(one, path)
        if isinstance(one, Compare | Count | Subset):
            self._unit(one, path)
        if isinstance(one, DateLimit) and one.not_before is None and one.not_after is None:
            self.reader.wrong(path, "没有写日期界限", "请写 not_before = 日期 或 not_after = 日期")
        if isinstance(one, Listed):
            lists = _names(self.raw.get("list"), "id")
            if one.list not in lists:
                self.reader.wrong((*path, "list"), f"没有名单“{one.list}”", f'请先写 [[list]]，id = "{one.list}"', nearest(one.list, lists))
        if isinstance(one, OperatingYears) and one.years < 1:
            self.reader.wrong((*path, "years"), f"写成了“{one.years}”", "年限应为 1 以上的整数")
        if isinstance(one, Group):
            self._group(one, path)

    def _limit(self, one: Limited, path: KeyPath) -> None:
        if len(one.limits) != 1:
            self.reader.wrong(
                path,
                f"应当恰有一个界限，现有 {len(one.limits)} 个",
                "请在 at_least（以上）、more_than（超过）、at_most（以下）、less_than（不满）中只写一个",
            )
        elif one.limit.value < 0:
            self.reader.wrong(path, f"界限写成了负数 {one.limit.value}", "请改为 0 或正数")
        unit = getattr(one, "unit", "%")
        if unit != "%" and not isinstance(one, Compare | Count | Subset):
            self.reader.wrong((*path, "unit"), f"单位写成了“{unit}”", "比例的单位是 %，这一行可以删去")

    def _unit(self, one: Compare | Count | Subset, path: KeyPath) -> None:
        known = BY_NAME.get(one.field)
        if known is not None and known.unit != one.unit:
            self.reader.wrong(
                (*path, "unit"), f"单位写成了“{one.unit}”", f'{known.title}以“{known.unit}”计，请换算后改为 unit = "{known.unit}"'
            )

    def _known_field(self, one: Condition, name: str, path: KeyPath) -> None:
        key = next(
            (
                key
                for key in ("field", "numerator", "denominator", "stated", "whole", "either", "both", "earlier", "later")
                if _holds(one, key, name)
            ),
            "field",
        )
        known = BY_NAME.get(name)
        if name not in self.field_names:
            near = nearest(name, self.field_names)
            remedy = f"请改为 {near}" if near else "确是程序还不读的字段，请先用 [[unread]] 写明 name 和 title"
            self.reader.wrong((*path, key), f"没有字段“{name}”", remedy, near)
        elif known is not None and not isinstance(one, Group):
            for cls, kinds, words in WANTED_KINDS:
                if isinstance(one, cls) and known.kind not in kinds:
                    self.reader.wrong((*path, key), f"{known.title}（{name}）不是{words}", f'kind = "{one.kind}" 只能用于{words}字段')

    def _group(self, one: Group, path: KeyPath) -> None:
        if len(one.parts) < 2:
            self.reader.wrong((*path, "parts"), "至少要有两项", "只有一项时请直接写那一项")
        if isinstance(one, KOfN) and not 1 <= one.k <= len(one.parts):
            self.reader.wrong((*path, "k"), f"k = {one.k}，而 parts 有 {len(one.parts)} 项", f"请改为 1 到 {len(one.parts)} 之间")

    def _route(self, one: Route, path: KeyPath) -> None:
        self.routes.append((one, path))
        for county in one.counties:
            self._known_region(county, (*path, "counties"))
        due = [hop.due for hop in one.hops if hop.due]
        if due != sorted(due):
            self.reader.wrong((*path, "hops"), "后一程的期限早于前一程", "请核对 due 的先后")
        if not one.hops:
            self.reader.wrong(path, "没有写一程", "请用 [[route.hops]] 写明 sender、receiver 和 due")
        if not (one.counties or one.marks or one.otherwise):
            self.reader.wrong(path, "没有写谁走这条路线", "请写 counties、marks，或 otherwise = true（其余都走这条）")

    def _category(self, one: CategoryRule, path: KeyPath) -> None:
        if one.activities is not None and one.activities not in self.field_names:
            self.reader.wrong(
                (*path, "activities"), f"没有字段“{one.activities}”", "请写活动次数的字段名", nearest(one.activities, self.field_names)
            )

    def _column(self, one: Column, path: KeyPath) -> None:
        sources = (*BY_NAME, *(source.value for source in ColumnSource))
        if one.source not in sources:
            near = nearest(one.source, sources)
            self.reader.wrong(
                (*path, "source"), f"不知道“{one.source}”取自哪里", f"请写字段名，或 {'、'.join(s.value for s in ColumnSource)} 之一", near
            )
        if not 1 <= one.width <= 80:
            self.reader.wrong((*path, "width"), f"列宽写成了 {one.width}", "应为 1 到 80 之间的整数（字符数）")

    def _table(self, one: TableLayout, path: KeyPath) -> None:
        if not one.columns:
            self.reader.wrong((*path, "columns"), "汇总表没有一列", "请至少写一列")

    def _period(self, one: Period, path: KeyPath) -> None:
        if not YEAR.fullmatch(one.default):
            self.reader.wrong((*path, "default"), f"写成了“{one.default}”", '请写四位年份，如 default = "2019"')

    def _notice(self, one: Notice, path: KeyPath) -> None:
        if self.built_in and one.id != self.stem:
            self.reader.wrong((*path, "id"), f"编号“{one.id}”与文件名“{self.stem}.toml”不一致", "请改成一样")

    # what several say together

    def finish(self, text: str) -> None:
        """The rules over the whole file, on as much of it as could be built."""
        identifier = self.raw.get("id")
        if isinstance(identifier, str) and not ID.fullmatch(identifier):
            self.reader.wrong(("id",), f"“{identifier}”不能作编号", "编号只用小写英文字母、数字和短横线，如 hunan-2026")
        if self.raw.get("complete") is False and not self.raw.get("missing"):
            self.reader.wrong(("complete",), "写明不完整，却没有写缺什么", '请用 missing = ["…"] 写明还缺哪些内容')
        self._twice()
        self._needed()
        for number, line in enumerate(text.splitlines(), 1):
            found = PERSONAL.search(line)
            if found:
                self.reader.mistakes.append(
                    Mistake(self.reader.file, number, "", f"写有电话或邮箱“{found[0]}”", "通知数据里不留联系方式，请删去")
                )

    def _twice(self) -> None:
        for name in ("category", "cohort", "route", "unread", "list"):
            key = {"category": "name", "cohort": "recognised", "unread": "name"}.get(name, "id")
            seen: set[object] = set()
            tables = self.raw.get(name)
            for index, one in enumerate(tables if isinstance(tables, list) else []):
                value = one.get(key) if isinstance(one, dict) else None
                if value is not None and str(value) in seen:
                    self.reader.wrong((name, index, key), f"“{value}”写了两次", "请删去一处，或改成不同的")
                seen.add(str(value))
        asked: dict[tuple[str, str], KeyPath] = {}
        for one, path in self.criteria:
            for category in one.when.category or self.categories or ("",):
                if (one.id, category) in asked and one.when.region == () and one.when.level == ():
                    self.reader.wrong((*path, "id"), f"“{one.id}”对“{category}”写了两条", "一类一条：请分别写 when.category，或换一个 id")
                    break
                asked[(one.id, category)] = path

    def _needed(self) -> None:
        kinds = {type(part): path for one, path in self.criteria for part in walk(one.condition)}
        if Completeness in kinds and not self.raw.get("proof"):
            self.reader.wrong(kinds[Completeness], "要核对材料是否完整，却没有写要哪些证明", "请用 [[proof]] 写明 kind 和 title")
        if CohortRule in kinds and not self.raw.get("cohort"):
            self.reader.wrong(kinds[CohortRule], "要核对认定批次，却没有批次表", "请用 [[cohort]] 写明 recognised 和 valid_to")
        dated = any(hop.due for one, _ in self.routes for hop in one.hops)
        if DeadlineRule in kinds and self.routes and not dated and self.complete:
            self.reader.wrong(kinds[DeadlineRule], "要核对期限，却没有一程写了期限", "请在 [[route.hops]] 写 due = 日期")
        routes = self.raw.get("route")
        rest = sum(isinstance(one, dict) and one.get("otherwise") is True for one in routes) if isinstance(routes, list) else 1
        if rest != 1:
            self.reader.wrong(
                ("route",), f"otherwise = true 应当恰有一条路线，现有 {rest} 条", "请只在“其余都走这条”的路线上写 otherwise = true"
            )

    def _known_categories(self, names: tuple[str, ...], path: KeyPath) -> None:
        for name in names:
            if name not in self.categories:
                known = "、".join(self.categories) or "（没有写 [[category]]）"
                self.reader.wrong(path, f"没有类别“{name}”", f"这份通知的类别：{known}", nearest(name, self.categories))

    def _known_region(self, name: str, path: KeyPath) -> None:
        names = (*(one.name for one in COUNTIES), *dict.fromkeys(one.city for one in COUNTIES))
        if name not in names:
            county = find_county(name)
            near = county.name if county else nearest(name, names)
            self.reader.wrong(path, f"没有名为“{name}”的县市区或市州", "请写全称，如 岳阳楼区、平江县、岳阳市", near)


def _holds(one: Condition, key: str, name: str) -> bool:
    value = getattr(one, key, None)
    return value == name or (isinstance(value, tuple) and name in value)

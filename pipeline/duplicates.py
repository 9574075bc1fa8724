"""The same unit handed in twice, and the same papers in the packages of two units."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.proofs.consistency import shared_pages
from models.answer import Application
from models.facts import PageFacts
from models.fields import CREDIT_CODE, DECLARED_ON, ORGANISATION_NAME
from models.problem import Category, Problem, Severity
from models.proof import PageKind, PageRef
from pipeline.units import MOST_ALIKE, is_same_unit, spelled, sure_text

PAGES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What is said of an application that stands twice; `stands_back`: why it is not the one that counts, else empty."""

    problems: tuple[Problem, ...]
    stands_back: str = ""


def find_duplicates(applications: Sequence[Application]) -> dict[str, Duplicate]:
    """The same unit handed in more than once, and the same file or page in the papers of two units; by application."""
    problems: dict[str, list[Problem]] = defaultdict(list)
    back: dict[str, str] = {}
    for group in _same_units(applications):
        last = _latest(group)
        for one in group:
            others = "、".join(other.name for other in group if other is not one)
            problems[one.name].append(_duplicate(f"与“{others}”是同一单位（代码或名称相同）", "请确认以哪一份为准", CREDIT_CODE.name))
            if last is None:
                back[one.name] = f"同一单位报了 {len(group)} 份，填报日期分不出先后，由人工确认以哪一份为准"
            elif one is not last:
                back[one.name] = f"同一单位有较晚的一份“{last.name}”，以后者为准"
    for name, message in _same_files(applications):
        problems[name].append(_duplicate(message, "请核对是否误放了别家的材料", None))
    for name, problem in _same_pages(applications):
        problems[name].append(problem)
    return {name: Duplicate(tuple(found), back.get(name, "")) for name, found in problems.items()}


def _duplicate(message: str, remedy: str, field: str | None) -> Problem:
    return Problem(Category.DUPLICATE, Severity.WARNING, message, remedy, field=field)


def _same_units(applications: Sequence[Application]) -> list[list[Application]]:
    """Groups of more than one, joined by code or by name."""
    group_of: dict[str, list[Application]] = {}
    keyed: dict[str, list[Application]] = {}
    for one in applications:
        mine = [one]
        for key in (f"code {sure_text(one, CREDIT_CODE)}", f"name {spelled(sure_text(one, ORGANISATION_NAME))}"):
            if not key.endswith(" "):
                group = keyed.setdefault(key, mine)
                if group is not mine:
                    group += [other for other in mine if other not in group]
                    mine = group
        for other in mine:
            group_of[other.name] = mine
        for key in (f"code {sure_text(one, CREDIT_CODE)}", f"name {spelled(sure_text(one, ORGANISATION_NAME))}"):
            if not key.endswith(" "):
                keyed[key] = mine
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return list(groups.values())


def _latest(group: Sequence[Application]) -> Application | None:
    """The one declared last; None where the dates do not tell."""
    dated = sorted(group, key=lambda one: sure_text(one, DECLARED_ON))
    first, last = sure_text(dated[-2], DECLARED_ON), sure_text(dated[-1], DECLARED_ON)
    whole = all(_is_day(sure_text(one, DECLARED_ON)) for one in group)
    return dated[-1] if whole and last > first else None


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _same_files(applications: Sequence[Application]) -> list[tuple[str, str]]:
    """Who holds a file that another unit's papers hold too."""
    holders: dict[str, list[tuple[Application, str]]] = defaultdict(list)
    for one in applications:
        for file in one.files:
            if file.sha256:
                holders[file.sha256].append((one, file.path))
    found = []
    for held in holders.values():
        names = dict.fromkeys(one.name for one, _ in held)
        if len(names) > 1:
            found += [
                (one.name, f"文件“{path}”与“{'、'.join(name for name in names if name != one.name)}”所交的完全相同") for one, path in held
            ]
    return found


def _same_pages(applications: Sequence[Application]) -> list[tuple[str, Problem]]:
    """Pages of proof that two units' papers share word for word: one Problem for each of the two, with both places."""
    by_name = {one.name: one for one in applications}
    held: dict[tuple[str, str], list[tuple[PageRef, PageRef]]] = defaultdict(list)
    for left, page, right, other in shared_pages(_pages_of_few(applications)):
        one, two = by_name[left], by_name[right]
        if not is_same_unit(one, two) and not _is_same_file(one, page.file, two, other.file):
            held[left, right].append((page, other))
            held[right, left].append((other, page))
    return [(mine, _shared(by_name[mine], other, pages)) for (mine, other), pages in held.items()]


def _pages_of_few(applications: Sequence[Application]) -> list[tuple[str, tuple[PageFacts, ...]]]:
    """Without the texts that more applications hold than any two would share: those are a form's own."""
    holders = Counter(mark for one in applications for mark in {fact.fingerprint for fact in one.facts.pages})
    return [(one.name, tuple(fact for fact in one.facts.pages if holders[fact.fingerprint] <= MOST_ALIKE)) for one in applications]


def _is_same_file(one: Application, file: str, two: Application, other: str) -> bool:
    """Said already, of the whole file."""
    sums = {file.path: file.sha256 for file in one.files}.get(file), {file.path: file.sha256 for file in two.files}.get(other)
    return sums[0] is not None and sums[0] == sums[1]


def _shared(mine: Application, other: str, pages: Sequence[tuple[PageRef, PageRef]]) -> Problem:
    kinds = {fact.ref: fact.kind for fact in mine.facts.pages}
    told = "；".join(f"{_where(page)}与对方{_where(theirs)}" for page, theirs in pages[:PAGES_SHOWN])
    more = f"等 {len(pages)} 页" if len(pages) > PAGES_SHOWN else ""
    # A third party's licence (the auditor's, the landlord's) rightly lies in many packages.
    common = all(kinds[page] is PageKind.LICENCE for page, _ in pages)
    return Problem(
        Category.DUPLICATE, Severity.INFO if common else Severity.WARNING, f"与“{other}”有内容完全相同的证明材料：{told}{more}",
        "请核对是否共用或误放了材料；审计机构、出租方等第三方的证照相同属正常", pages[0][0].file, pages[0][0].page,
    )  # fmt: skip


def _where(ref: PageRef) -> str:
    return f"“{ref.file}”" if ref.page is None else f"“{ref.file}”第{ref.page}页"

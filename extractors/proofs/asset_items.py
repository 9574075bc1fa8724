"""A list of assets written in sentences: 1. 投影仪，入账价值2万元；2. … 以上服务资产合计20万元. Its total, checked by adding up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.proofs.reading import Run, number_candidate, running
from extractors.quantities import read_quantities
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page, Word
from models.fields import SERVICE_ASSETS
from models.quantity import Quantity, exactly, plain

UNIT = "万元"
# A clause ends with a mark, or where behind an amount the next number or the total begins.
CLAUSE = re.compile(r"(?:[^。;元]|元(?!\d{1,3}[、.](?!\d)|以上|上述|前述|(?:服务)?资产|合计|总计|共计))+元?")
NUMBERED = re.compile(r"^[(]?(?P<number>\d{1,3})(?:[)、]|\.(?!\d))")
TOTAL = re.compile(
    r"(?:(?:以上|上述|前述)[^。;]{0,16}|(?:服务)?资产|设备|设施|软件)(?:价值|总值|金额)?(?:合计|总计|共计|总额|总价值|总值|总金额)[^。;\d]{0,10}$"
)
# Never a candidate, whatever it is called beside.
OTHER = re.compile(r"资产总计|总资产|净资产|注册资本|投入|累计折旧|负债|收入|补助|拟购|计划|租金")
SLACK = Decimal("0.000001")
LEAST_ITEMS = 2
MIN_SUMMANDS = 3


@dataclass(frozen=True, slots=True)
class _Said:
    """An amount of money in 万元 with where it stands; `number` that of its item, None of a total; `amount` None where none is clear."""

    page: Page
    words: tuple[Word, ...]
    amount: Decimal | None
    text: str
    number: int | None = None


def told_total(pages: tuple[Page, ...]) -> list[AnyCandidate]:
    """The total of the items, or their sum where no total is said; nothing where neither stands there."""
    said = [one for page in pages for one in _of_run(page, running(page))]
    items = [one for one in said if one.number is not None]
    totals = [one for one in said if one.number is None and one.amount is not None]
    summed = sum((one.amount for one in items if one.amount is not None), Decimal(0))
    whole = bool(items) and all(one.amount is not None for one in items) and [one.number for one in items] == list(range(1, len(items) + 1))
    text = "".join(running(page).text for page in pages)
    caveats = {Caveat.BASIS} if "固定资产" in text and "服务" not in text else set()
    if len({one.amount for one in totals}) == 1:
        return [_of_total(totals[0], items, summed, caveats, whole=whole)]
    if totals or len(items) < LEAST_ITEMS or not whole:
        return []
    words = tuple(word for one in items if one.page is items[0].page for word in one.words)
    how = FoundBy.COMPUTED if len(items) >= MIN_SUMMANDS else FoundBy.TABLE
    shown = f"{plain(summed)}{UNIT}"
    return [_candidate(items[0].page, words, summed, shown, f"资产清单没有合计，{len(items)}项相加", caveats | {Caveat.SUM}, how)]


def _of_total(total: _Said, items: list[_Said], summed: Decimal, caveats: set[Caveat], *, whole: bool) -> AnyCandidate:
    assert total.amount is not None
    agrees = abs(summed - total.amount) <= SLACK
    if not whole:
        told = "分项有未能识读的，未核加" if items else "没有列明分项，未核加"
        caveats = caveats | ({Caveat.SUM} if summed > total.amount + SLACK else set())
    else:
        told = f"{len(items)}项相加与合计一致" if agrees else f"{len(items)}项相加为{plain(summed)}万元，与合计不一致"
        caveats = caveats | (set() if agrees else {Caveat.SUM})
    how = FoundBy.LIST if whole and agrees and len(items) >= LEAST_ITEMS else FoundBy.TABLE
    return _candidate(total.page, total.words, total.amount, total.text, f"资产清单合计，{told}", caveats, how)


def _of_run(page: Page, run: Run) -> list[_Said]:
    """The items and totals of a page, clause by clause."""
    out: list[_Said] = []
    for clause in CLAUSE.finditer(run.text):
        words = clause.group()
        numbered = NUMBERED.match(words)
        moneys = [one for one in read_quantities(words) if one.unit == UNIT]
        if numbered is not None:
            amount = moneys[0].value if len(moneys) == 1 and moneys[0].is_exact else None
            out.append(_said(page, run, clause.start(), moneys[:1], amount, int(numbered["number"])))
        elif moneys and OTHER.search(words) is None and TOTAL.search(words[: moneys[0].span[0]]):
            same = {one.value for one in moneys if one.is_exact}
            amount = moneys[0].value if len(same) == 1 and len(moneys) == len([one for one in moneys if one.is_exact]) else None
            out.append(_said(page, run, clause.start(), moneys[:1], amount, None))
    return out


def _said(page: Page, run: Run, at: int, moneys: list[Quantity], amount: Decimal | None, number: int | None) -> _Said:
    if not moneys:
        return _Said(page, (), amount, "", number)
    start, end = moneys[0].span
    return _Said(page, run.words(at + start, at + end), amount, moneys[0].text, number)


def _candidate(
    page: Page, words: tuple[Word, ...], wan: Decimal, text: str, detail: str, caveats: set[Caveat], how: FoundBy
) -> AnyCandidate:
    value = exactly(Decimal(plain(wan)), UNIT, text=text)
    return number_candidate(
        SERVICE_ASSETS, value, page, words, text=text, found_by=how, label="服务资产合计", detail=detail, caveats=caveats
    )

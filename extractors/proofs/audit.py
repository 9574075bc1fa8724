"""审计报告 and 资产负债表: 资产总计 with its unit. 服务资产 cannot exceed it; it is never taken for 服务资产."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.numerals import arabic, folded
from extractors.proofs.amounts import IN_WAN
from extractors.proofs.assets import UNIT
from extractors.proofs.owners import full_name, owner_of
from extractors.proofs.reading import ASKED, Asked, ProofReading, running, squash
from extractors.quantities import read_quantities
from models.answer import Bound
from models.document import Page, Table, Word
from models.facts import Party
from models.fields import SERVICE_ASSETS
from models.geometry import around
from models.proof import PageKind
from models.quantity import exactly, plain

KIND = PageKind.AUDIT_REPORT

TOTAL = re.compile(r"资产总计|资产总额|总资产|资产合计")
NOT_TOTAL = re.compile(r"(?:净|流动|固定|无形|非流动|其他|生物|负债|增长|长期|递延)资产|净资产|权益")
TOTAL_CELL = re.compile(r"^(?:资产)?(?:资产总计|资产总额|总资产|资产合计)[:：]?$")
END_OF_YEAR = re.compile(r"期末|年末|本年|12月31日")
START_OF_YEAR = re.compile(r"期初|年初|上年")
SENTENCE = re.compile(r"(?:资产总计|资产总额|总资产|资产合计)(?:为|是|达|:|：|人民币|合计|计)*")
ROW_NUMBER = re.compile(r"行次|序号|编号|附注|注释")
GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3}){2,}[.,][0-9]{2}")
NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
OPENING = re.compile(r"审计了(?:后附的|所附的|后附)?(.{4,40}?)(?:\(以下|财务报表|20\d\d年|（以下|的财务)")
WINDOW = 40


@dataclass(frozen=True, slots=True)
class _Found:
    wan: Decimal
    words: tuple[Word, ...]
    text: str
    unit: str


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:  # noqa: ARG001
    """One Bound for each page that states the total of all assets and its unit."""
    bounds: list[Bound] = []
    unit_before: str | None = None
    for page in pages:
        unit = unit_on(page) or unit_before
        unit_before = unit
        found = _in_tables(page, unit) or _in_sentence(page) or (None if _is_in_a_table(page) else _in_lines(page, unit))
        if found is not None:
            place = page.place(around(word.box for word in found.words), found.text)
            quantity = exactly(Decimal(plain(found.wan)), "万元", text=found.text)
            bounds.append(
                Bound(
                    SERVICE_ASSETS, quantity, place, f"资产总计{found.text}（{found.unit}）= {plain(found.wan)}万元，服务资产不应超过此数"
                )
            )
    return ProofReading(KIND, (), tuple(bounds), (), _parties(pages))


def unit_on(page: Page) -> str | None:
    """单位：元 in a caption; None where none stands, or two differ."""
    units = {match.group(1) for match in UNIT.finditer(squash(page.text)) if "单位" in match.group()}
    return units.pop() if len(units) == 1 else None


def _in_tables(page: Page, unit: str | None) -> _Found | None:
    if unit is None:
        return None
    for table in page.tables:
        for cell in table.cells:
            if TOTAL_CELL.match(squash(cell.text)):
                found = _beside(table, cell.row, cell.col + cell.col_span, unit)
                if found is not None:
                    return found
    return None


def _is_in_a_table(page: Page) -> bool:
    """Its row was found, if not its number: the line through the row would give the first number that can be read."""
    return any(TOTAL_CELL.match(squash(cell.text)) and table.n_cols > 1 for table in page.tables for cell in table.cells)


def _beside(table: Table, row: int, col: int, unit: str) -> _Found | None:
    """The number at the end of the year; without a header that tells, the larger one: a bound may be too wide, never too narrow."""
    options: list[tuple[int, Decimal, tuple[Word, ...], str]] = []
    for at in range(col, table.n_cols):
        cell = table.at(row, at)
        if ROW_NUMBER.search(_header(table, row, at)):
            continue
        value = _value(cell.text) if cell is not None else None
        if cell is not None and value is None and re.search(r"[0-9]", cell.text):
            return None  # it may be the very one, and what stands beside it would be too narrow a bound
        if cell is not None and value is not None:
            options.append((at, value, cell.words, cell.text))
        elif cell is not None and re.search(r"[\u4e00-\u9fff]", cell.text):
            break
    named = [one for one in options if END_OF_YEAR.search(_header(table, row, one[0]))]
    best = named[0] if named else max(options, key=lambda one: one[1], default=None)
    return None if best is None else _Found(best[1] * IN_WAN[unit], best[2], best[3], unit)


def _header(table: Table, row: int, col: int) -> str:
    cells = (table.at(above, col) for above in range(min(row, 4)))
    text = "".join(cell.text for cell in cells if cell is not None)
    return "" if START_OF_YEAR.search(text) and not END_OF_YEAR.search(text) else text


def _value(text: str) -> Decimal | None:
    plain_text = folded(squash(text)).lstrip("¥￥")
    if GROUPED.fullmatch(plain_text):  # a reader's points for commas
        plain_text = re.sub("[.,]", "", plain_text[:-3]) + "." + plain_text[-2:]
    return arabic(plain_text) if plain_text else None


def _in_sentence(page: Page) -> _Found | None:
    """截至2019年12月31日，贵单位资产总额为2,638,646.37元."""
    run = running(page)
    for match in SENTENCE.finditer(run.text):
        if NOT_TOTAL.search(run.text[max(0, match.start() - 2) : match.end()]):
            continue
        window = run.text[match.end() : match.end() + WINDOW]
        first = next((one for one in read_quantities(window) if one.unit == "万元" and one.span[0] <= 2), None)
        if first is not None and not first.ambiguous:
            start, end = match.end() + first.span[0], match.end() + first.span[1]
            return _Found(first.value, run.words(start, end), run.text[start:end], "正文")
    return None


def _in_lines(page: Page, unit: str | None) -> _Found | None:
    if unit is None:
        return None
    for line in page.lines:
        text = folded(squash(line.text))
        match = TOTAL.search(text)
        if match is None or NOT_TOTAL.search(text[max(0, match.start() - 2) : match.end()]):
            continue
        rest = re.split(r"负债", text[match.end() :])[0]
        # Numbers of neighbouring columns stand apart on paper: they are read word by word, never from the joined line.
        after = [word for word in line.words if NUMBER.fullmatch(folded(squash(word.text))) and squash(word.text) in rest]
        values = [(value, word) for word in after if (value := _value(word.text)) is not None]
        if values:
            value, word = max(values, key=lambda one: one[0])
            return _Found(value * IN_WAN[unit], (word,), word.text, unit)
    return None


def _parties(pages: tuple[Page, ...]) -> tuple[Party, ...]:
    """Who was audited: 编制单位, the addressee (某某中心：), or 审计了某某 in the text."""
    found = {party.name: party for party in owner_of(pages, "被审计单位")}
    for page in pages:
        for line in page.lines[:12]:
            name = full_name(line.text) if squash(line.text).endswith(":") else None
            if name is not None and "会计师" not in name:
                found.setdefault(name, Party(name, "被审计单位", True, page.place(line.box, line.text)))
        run = running(page)
        match = OPENING.search(run.text)
        audited = full_name(match.group(1)) if match else None
        if match is not None and audited is not None:
            place = page.place(around(word.box for word in run.words(*match.span(1))), audited)
            found.setdefault(audited, Party(audited, "被审计单位", True, place))
    return tuple(found.values())

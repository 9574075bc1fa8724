"""服务资产清单: its total, checked by adding up the rows; the sum where no total stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.numerals import arabic, folded
from extractors.proofs.amounts import IN_WAN, money_of
from extractors.proofs.asset_items import told_total
from extractors.proofs.disowned import GONE_COLUMN, OWNER_COLUMN, disowned
from extractors.proofs.listing import listings
from extractors.proofs.own_names import names_in
from extractors.proofs.owners import owner_of
from extractors.proofs.reading import ASKED, Asked, ProofReading, listed, number_candidate, squash, trouble
from extractors.proofs.rows import Column, Listing, Row, is_scanned
from extractors.proofs.sums import adding_up, plain_words, readings, writes_cents
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page, Word
from models.facts import Ascribed
from models.fields import SERVICE_ASSETS
from models.problem import Problem
from models.proof import PageKind
from models.quantity import Quantity, exactly, plain

KIND = PageKind.ASSET_LIST

# The more to the left, the sooner it is what is asked: a total value before a price a piece.
COLUMNS = (
    Column(
        "amount",
        listed(
            "金额 总价 合计金额 价值 总金额 账面价值 资产价值 总值 金额合计 资产金额 购置金额 小计 评估价值 资产总值 "
            "账面原值 原值 资产原值 设备原值 购置价 购置总价 购置价值 总额 价格 现值 账面金额 入账价值 资产额 原值金额"
        ),
    ),
    Column("net", ("净值", "账面净值", "资产净值", "净额", "折余价值")),
    GONE_COLUMN,
    OWNER_COLUMN,
    Column("price", ("单价", "单位价格", "单台价格", "单价金额")),
    Column("count", ("数量", "台数", "件数", "台套", "数目", "数量台套")),
    Column(
        "name",
        listed("资产名称 设备名称 名称 项目 资产项目 设备设施名称 资产类别 品名 软件名称 设施名称 仪器设备名称 设备 类别 资产"),
    ),
)
NEEDED = frozenset({"name", "amount"})
UNIT = re.compile(r"(?:单位[:为]?|[(\[（【]|金额)\s*(?:人民币)?(百万元|千万元|万元|千元|百元|亿元|元)")
TITLE_UNIT = re.compile(r"[(（\[/](?:人民币)?(百万元|千万元|万元|千元|百元|亿元|元)[)）\]]?|(万元|千元)$")
GRAND = re.compile(r"合计|总计|共计|^合[十什汁叶讦][:：]?$")  # the stroke of 讠 is soonest lost
PART = re.compile(r"小计|本页")
# 注：服务资产按净值填报; 申报数以账面净值为准.
BY_NET = re.compile(
    r"(?:服务资产|申报(?:表|数|金额)?|填报(?:数|金额)?|本(?:表|单位))[^。；;]{0,10}(?:按|以|取|为|系|采用)[^。；;原]{0,8}净(?:值|额)(?!率)"
)
# An amount to the cent with a seal's strokes read behind it.
TRAILED = re.compile(r"([0-9][0-9,]*\.[0-9]{2})[^0-9.,元万千]{1,4}$")
MIN_DIGITS = 5
MIN_SUMMANDS = 3  # rows: a sum of fewer is as easily made by a slip as by the truth
MIN_PROOF = 2  # rows: of one alone the total is only a copy
CENT = Decimal("0.01")
DOUBT_BOTH = "先对照原件核对是否识读有误；确不一致的，请申报单位核对资产清单的合计数"


@dataclass(frozen=True, slots=True)
class _Amount:
    """A row with what its amount may say, the likeliest first."""

    row: Row
    said: tuple[Decimal, ...]
    pointless: bool = False  # without the two decimals that the other rows have: good for a proof, not by itself

    @property
    def value(self) -> Decimal | None:
        return self.said[0] if self.said and not self.pointless else None


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:  # noqa: ARG001
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    owned: list[Ascribed] = []
    for listing in listings(pages, COLUMNS, NEEDED):
        if listing.rows or listing.totals:
            more, here = _of_listing(listing)
            candidates += _beside_others(more, listing)
            problems += here
            owned += _owned(candidates, listing)
    return ProofReading(KIND, tuple(candidates or told_total(pages)), (), tuple(problems), owner_of(pages), ascribed=tuple(owned))


def _of_listing(listing: Listing) -> tuple[list[AnyCandidate], list[Problem]]:
    unit = unit_of(listing.title("amount"), listing.caption)
    in_cents = writes_cents([row.get("amount") for row in listing.rows])
    amounts = [
        _Amount(
            row,
            _said_of(listing, row, unit, in_cents=in_cents),
            is_scanned(row.page) and in_cents and not writes_cents([row.get("amount")]),
        )
        for row in listing.rows
        if row.get("amount").text or row.get("name").text
    ]
    grand = _grand_total(listing, len(amounts))
    summed = sum((one.value for one in amounts if one.value is not None), Decimal(0))
    complete = bool(amounts) and not listing.lost and all(one.value is not None for one in amounts)
    if grand is not None:
        stated = _number(grand, unit)
        made = None if listing.lost else adding_up([one.said for one in amounts], _said(grand, unit, in_cents=in_cents))
        if made is not None:
            return _stated(listing, grand, made, made, unit, complete=True)
        if stated is None and complete and _same_digits(grand.get("amount").text, summed):
            stated = summed
        if stated is not None:
            return _stated(listing, grand, stated, summed, unit, complete=complete)
        return [_unread(listing, grand), *([_summed(listing, amounts, summed, unit, complete=True)] if complete else [])], []
    if not any(one.value is not None for one in amounts):
        return [], []
    return [_summed(listing, amounts, summed, unit, complete=complete)], []


def _beside_others(found: list[AnyCandidate], listing: Listing) -> list[AnyCandidate]:
    """The same, and beside what the list comes to what it comes to otherwise: without rows that are not the owner's, or at its net value.

    Which of them is meant is for a person, whatever a form says; unless a line beside the list says it: 服务资产按净值填报.
    """
    unit = unit_of(listing.title("amount"), listing.caption)
    whole = next((one for one in found if isinstance(one.value, Quantity)), None)
    if whole is None or not isinstance(whole.value, Quantity):
        return found
    away = disowned(listing.rows, listing.captions)
    less = sum((value for row in away if (value := _number(row, unit)) is not None), Decimal(0)) * IN_WAN[unit or "元"]
    others = [(whole.value.value - less, f"不计注明租入、借用、报废或处置等的{len(away)}项")] if 0 < less <= whole.value.value else []
    net = _net_total(listing, unit)
    if net is not None and net != whole.value.value:
        others.append((net, f"“{listing.title('net')}”一栏的合计"))
    if not others:
        return found
    if not away and net is not None and _is_told_net(listing, unit):
        told = f"资产清单“{listing.title('net')}”一栏的合计，清单注明按净值"
        at_net, place = exactly(Decimal(plain(net)), "万元", text=f"{plain(net)}万元"), replace(whole.place, text=f"{plain(net)}万元")
        return [replace(whole, value=at_net, place=place, detail=told, caveats=whole.caveats - {Caveat.BASIS})]
    marked = [replace(one, caveats=one.caveats | {Caveat.BASIS}) for one in found]
    more = [
        replace(
            whole,
            value=exactly(Decimal(plain(wan)), "万元", text=whole.value.text),
            place=replace(whole.place, text=f"{plain(wan)}万元"),
            detail=f"资产清单{how}",
            caveats=whole.caveats | {Caveat.BASIS},
        )
        for wan, how in others
    ]
    return [*marked, *more]


def _is_told_net(listing: Listing, unit: str | None) -> bool:
    """Does a line beside the list say that net values are what is meant, and does its own total of them, if it has one, agree?"""
    grand = _grand_total(listing, len(listing.rows))
    unit = unit_of(listing.title("net"), "") or unit
    stated = _number(grand, unit, key="net") if grand is not None else None
    summed = sum((_number(row, unit, key="net") or Decimal(0) for row in listing.rows), Decimal(0))
    agrees = stated is None or abs(stated - summed) <= CENT * max(1, len(listing.rows))
    return agrees and any(BY_NET.search(squash(line)) for line in listing.captions)


def _owned(found: list[AnyCandidate], listing: Listing) -> list[Ascribed]:
    """The rows of the list counted last by whom a column of it says they belong to."""
    unit = unit_of(listing.title("amount"), listing.caption)
    amounts: dict[tuple[str, ...], Decimal] = {}
    for row in listing.rows:
        names, value = names_in(row.get(OWNER_COLUMN.key).text) if row.get(OWNER_COLUMN.key).sure else (), _number(row, unit)
        if names and value is not None:
            amounts[names] = amounts.get(names, Decimal(0)) + value * IN_WAN[unit or "元"]
    return [Ascribed(SERVICE_ASSETS.name, one.place, names, amount) for one in found[-1:] for names, amount in amounts.items()]


def _net_total(listing: Listing, unit: str | None) -> Decimal | None:
    """The column of net values, added up, in 万元; None where a cell of it says nothing clear."""
    net_unit = unit_of(listing.title("net"), "") or unit
    values = [_number(row, net_unit, key="net") for row in listing.rows if row.get("amount").text]
    if not listing.has("net") or not values or listing.lost:
        return None
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) * IN_WAN[net_unit or "元"] if len(known) == len(values) else None


def _said_of(listing: Listing, row: Row, unit: str | None, *, in_cents: bool) -> tuple[Decimal, ...]:
    """The same of one of the list's rows: on a scan also what its price makes with its number of pieces."""
    said = _said(row, unit, in_cents=in_cents)
    same_unit = unit_of(listing.title("price"), "") in (None, unit)
    if not (is_scanned(row.page) and listing.has("price") and listing.has("count") and same_unit):
        return said
    price, count = _number(row, unit, key="price"), arabic(folded(squash(row.get("count").text)))
    made = price * count if price is not None and count is not None else None
    return said if made is None or not said or made in said else (*said, made)


def _said(row: Row, unit: str | None, *, in_cents: bool) -> tuple[Decimal, ...]:
    """What an amount may say; a text layer or an office file says one thing or nothing."""
    literal = _number(row, unit)
    if not is_scanned(row.page):
        return () if literal is None else (literal,)
    return readings(row.get("amount"), literal, in_cents=in_cents)


def _unread(listing: Listing, grand: Row) -> AnyCandidate:
    entry = grand.get("amount")
    return number_candidate(
        SERVICE_ASSETS,
        None,
        grand.page,
        entry.words,
        text=entry.text,
        found_by=FoundBy.LIST,
        label=listing.title("amount"),
        detail="资产清单的合计数未能读准",
    )


def _same_digits(text: str, value: Decimal) -> bool:
    """Do the figures of a badly read total stand in the order of the sum's (2,888200.00 for 2,888,200.00)?"""
    digits = re.sub(r"\D", "", folded(squash(text)))
    return digits in {re.sub(r"\D", "", f"{value:.2f}"), re.sub(r"\D", "", plain(value))} and len(digits) >= MIN_DIGITS


def _stated(
    listing: Listing, grand: Row, stated: Decimal, summed: Decimal, unit: str | None, *, complete: bool
) -> tuple[list[AnyCandidate], list[Problem]]:
    page, words = grand.page, grand.get("amount").words
    text = grand.get("amount").text
    caveats = [*_caveats(listing, unit), *([Caveat.CLAIM] if _is_part(grand) else [])]
    scale = IN_WAN[unit or "元"]
    name = "只有小计，没有合计" if _is_part(grand) else "合计"
    problems: list[Problem] = []
    n_rows = len(listing.rows)
    slack = CENT * max(1, n_rows)
    proven = False
    if not complete and summed <= stated + slack:
        told = "分项有未能识读的，未核加"
    elif not complete:
        told = f"已识读的分项相加已达{plain(summed)}，大于合计"
        caveats.append(Caveat.SUM)
    elif abs(summed - stated) <= slack:
        told = f"{n_rows}项相加与合计一致"
        proven = n_rows >= MIN_PROOF
    else:
        told = f"{n_rows}项相加为{plain(summed)}，与合计{plain(stated)}不一致"
        caveats.append(Caveat.SUM)
        problems.append(
            trouble(
                page,
                f"服务资产清单合计{text}{unit or ''}，分项相加为{plain(summed)}{unit or ''}，两者不一致",
                DOUBT_BOTH if is_scanned(page) else "请申报单位核对资产清单的合计数",
                name=SERVICE_ASSETS.name,
                words=words,
            )
        )
    out: list[AnyCandidate] = [
        _candidate(
            page, words, text, stated * scale, f"资产清单{name}，{told}", caveats, listing, FoundBy.LIST if proven else FoundBy.TABLE
        )
    ]
    if complete and Caveat.SUM in caveats:
        how = FoundBy.COMPUTED if n_rows >= MIN_SUMMANDS else FoundBy.TABLE
        out.append(_candidate(page, words, text, summed * scale, f"资产清单{n_rows}项相加", caveats, listing, how))
    return out, problems


def _caveats(listing: Listing, unit: str | None) -> list[Caveat]:
    """What the list itself leaves open: its unit, 原值 beside 净值, a list of 固定资产 where 服务资产 are asked for."""
    captions = squash(listing.caption)
    other_basis = listing.has("net") or ("固定资产" in captions and "服务" not in captions)
    return [*([] if unit else [Caveat.UNIT_MISSING]), *([Caveat.BASIS] if other_basis else [])]


def _summed(listing: Listing, amounts: list[_Amount], summed: Decimal, unit: str | None, *, complete: bool) -> AnyCandidate:
    words = tuple(word for one in amounts for word in one.row.get("amount").words)
    caveats = [Caveat.SUM, *_caveats(listing, unit), *([] if complete else [Caveat.CLAIM])]
    told = "资产清单的合计未能读准" if listing.totals else "资产清单没有合计行"
    detail = f"{told}，{len(amounts)}项相加" + ("" if complete else "，其中有未能识读的")
    how = FoundBy.COMPUTED if complete and len(amounts) >= MIN_SUMMANDS else FoundBy.TABLE
    page, text = listing.rows[0].page, f"{plain(summed)}{unit or ''}"
    return _candidate(page, words, text, summed * IN_WAN[unit or "元"], detail, caveats, listing, how)


def _candidate(
    page: Page,
    words: tuple[Word, ...],
    text: str,
    wan: Decimal,
    detail: str,
    caveats: list[Caveat],
    listing: Listing,
    found_by: FoundBy = FoundBy.TABLE,
) -> AnyCandidate:
    """`found_by` LIST says that the rows prove the figure; TABLE, that it stands on its own words and is read again;
    COMPUTED, that it is the sum of all rows, each read."""
    here = frozenset(page.words)
    same_page = tuple(word for word in words if word in here) or words[:1]
    value = exactly(Decimal(plain(wan)), "万元", text=text)
    return number_candidate(
        SERVICE_ASSETS,
        value,
        page,
        same_page,
        text=text,
        found_by=found_by,
        label=listing.title("amount"),
        detail=detail,
        caveats=caveats,
    )


def unit_of(title: str, caption: str) -> str | None:
    """The unit of money that a column's title or else the caption gives (金额（万元）, 单位：元)."""
    match = TITLE_UNIT.search(squash(title))
    if match:
        return match.group(1) or match.group(2)
    units = {found.group(1) for found in UNIT.finditer(squash(caption)) if "单位" in found.group()}
    return units.pop() if len(units) == 1 else None


def _number(row: Row, unit: str | None, *, key: str = "amount") -> Decimal | None:
    """The amount of a row in the list's unit; a unit in the cell itself is converted."""
    entry = row.get(key)
    words = plain_words(entry.words) if is_scanned(row.page) else entry.words
    text = folded(squash(entry.text if words == entry.words else "".join(word.text for word in words))).lstrip("¥￥")
    value = arabic(text)
    if value is not None:
        # Nobody writes tenths of a 分: a third decimal is a ruling or a stroke that was read as a figure.
        return value if unit not in (None, "元") or value == value.quantize(CENT) else None
    trailed = TRAILED.match(text)
    if trailed is not None:
        return arabic(trailed.group(1))
    money = money_of(text)
    if money.amount is None or money.caveats:
        return None
    return money.amount.value / IN_WAN[unit or "元"]


def _grand_total(listing: Listing, n_rows: int) -> Row | None:
    """The last 合计; a 小计 only where it is the only total."""
    grand = [row for row in listing.totals if GRAND.search(_head(row)) and not PART.search(_head(row))]
    if grand:
        return grand[-1]
    return listing.totals[-1] if len(listing.totals) == 1 and n_rows else None


def _is_part(row: Row) -> bool:
    """Is it a 小计 rather than a 合计: there may be more of the list that was not seen."""
    return PART.search(_head(row)) is not None


def _head(row: Row) -> str:
    return squash("".join(entry.text for key, entry in zip(row.keys, row.entries, strict=True) if key in ("number", "name")) + row.rest)

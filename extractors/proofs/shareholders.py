"""股权结构: who holds shares of the applicant, from a list (股东名称 | 出资比例) or from lines that name one by one.

A fact for finding related parties; never a value of a field. It may stand on any page: articles, a report, a 股权结构图's table.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.proofs.listing import listings
from extractors.proofs.owners import NAME
from extractors.proofs.reading import SURE, listed, squash
from extractors.proofs.rows import Column, Row
from models.document import Line, Page
from models.facts import Shareholder
from models.geometry import around

TOLD_BY = re.compile("股东|出资人|发起人|投资人|合伙人")
COLUMNS = (
    Column(
        "holder",
        listed(
            "股东名称 股东姓名 股东 股东名称(姓名) 股东(发起人) 股东或发起人 出资人 出资人名称 发起人名称 发起人 投资人 投资人名称 合伙人 合伙人名称"
        ),
    ),
    Column("share", listed("出资比例 持股比例 股权比例 占股比例 股份比例 投资比例 所占比例 占比 比例 认缴出资比例 份额")),
    Column("amount", listed("出资额 认缴出资额 实缴出资额 认缴出资 实缴出资 出资金额 认缴额 持股数 股份数 认缴金额")),
    Column("other", listed("出资方式 出资时间 出资日期 证件号码 证照号码 证件类型 股东类型 备注 国籍 性质")),
)
NEEDED = frozenset({"holder"})
PER_CENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)%?")
ORGANISATION = re.compile(rf"{NAME}$")
PERSON = re.compile(r"[\u3400-\u9fff·]{2,8}")
NOBODY = re.compile(r"合计|总计|小计|其他|其它|股东|自然人|无$|以上|以下|详见|比例|出资")
LABEL = r"(?:控股股东|第一大股东|大股东|股东|出资人|投资人|发起人)(?:名称|姓名)?(?:\(姓名\))?[一二三四五六七八九十\d]{0,2}"
ENDS = r"(?=$|[\s(,，;；。、]|[认实]缴|出资|持股|股权|占)"
LINE = re.compile(rf"(?:^|[;；,，。\d.、)])\s*{LABEL}[:：]\s*(?:{NAME}|([\u3400-\u9fff]{{2,4}}?)){ENDS}")
SHARE_IN_LINE = re.compile(r"(?:出资|持股|股权|占股|股份)?(?:比例|占比|持股|占)[:：为]?\s*(\d{1,3}(?:\.\d{1,6})?)%")
MOST_HOLDERS = 200


def shareholders_of(pages: tuple[Page, ...]) -> tuple[Shareholder, ...]:
    """Each holder once, where it first stands; what was not read surely is left out, as a name half read ties nobody."""
    telling = tuple(page for page in pages if any(TOLD_BY.search(squash(line.text)) for line in page.lines))
    found: dict[str, Shareholder] = {}
    for one in (*_in_lists(telling), *(one for page in telling for line in page.lines for one in _in_line(page, line))):
        found.setdefault(one.name, one)
    return tuple(found.values())[:MOST_HOLDERS]


def _in_lists(pages: tuple[Page, ...]) -> list[Shareholder]:
    lists = listings(pages, COLUMNS, NEEDED) if pages else ()
    shares = [one for one in lists if {"share", "amount"} & set(one.keys)]
    return [holder for one in shares for row in one.rows if (holder := _of_row(row)) is not None]


def _of_row(row: Row) -> Shareholder | None:
    entry, name = row.get("holder"), squash(row.get("holder").text)
    if not entry.sure or NOBODY.search(name) or not (ORGANISATION.match(name) or PERSON.fullmatch(name)):
        return None
    share = row.get("share")
    box = around(word.box for word in row.words)
    return Shareholder(name, _per_cent(share.text) if share.sure else None, row.page.place(box, row.text))


def _per_cent(text: str) -> Decimal | None:
    """60% and 60.00 are; 0.6 may be a share of one or of a hundred, and is not told."""
    plain = squash(text)
    match = PER_CENT.fullmatch(plain)
    value = Decimal(match.group(1)) if match else None
    if value is None or value > 100 or (value <= 1 and "%" not in plain):
        return None
    return value


def _in_line(page: Page, line: Line) -> list[Shareholder]:
    text = squash(line.text)
    out = []
    for match in LINE.finditer(text):
        name = match.group(1) or match.group(2)
        share = SHARE_IN_LINE.search(re.split(r"[;；。]", text[match.end() :])[0])
        if not NOBODY.search(name) and all(word.confidence >= SURE for word in line.words):
            out.append(Shareholder(name, Decimal(share.group(1)) if share else None, page.place(line.box, line.text)))
    return out

"""Rows of a list of assets that are not, or no longer, the owner's: hired, borrowed, scrapped, sold, or yet to be bought."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.proofs.leavers import NOBODY, NUMBERS, REMARK_LENGTH, numbers_told
from extractors.proofs.reading import listed, squash
from extractors.proofs.rows import Column, Row

GONE_COLUMN = Column(
    "gone",
    listed(
        "处置日期 处置时间 处置年月 报废日期 报废时间 报废年月 出售日期 转出日期 转让日期 核销日期 退租日期 归还日期 减少日期 停用日期 注销日期"
    ),
)
OWNER_COLUMN = Column(
    "owner",
    listed(
        "产权单位 权属单位 所有权人 资产所有单位 资产所有人 产权人 所有单位 权利人 资产归属 归属单位 产权归属 资产权属 权属 产权所有人 资产所属单位 所属单位"
    ),
)
# A cell's word, whole: 租入; 已报废; 2019年8月处置; 借用区工信局.
NOT_OWNED = re.compile(
    r"(?<![非无未不])(?:(?:融资|经营)?租[入用]|借[用入](?!人)|(?:待|拟|已|申请|准?予)报废|已?(?:处置|变卖|出售|核销|盘亏|毁损|划出|转出|捐出|退租|丢失|灭失)(?!费|权|部|意见)"
    r"|代管|代存|寄存|(?:待|拟|计划|预计|尚?未)(?:20[2-9]\d年)?[^,，。]{0,4}(?:购置|采购|购买|购|到货|交付|验收|入账)|20[2-9]\d年[^,，。]{0,4}(?:拟|计划|预计))"
)
WHOLE_WORD = re.compile(r"(?:融资|经营性?|对外)?租赁(?:资产|设备|取得)?|报废|转让|外借|借入|租赁?物|租来|借来|捐赠转出|在途")
# Ahead of what the thing is called, or in brackets behind it: 租用服务器, 服务器（租）.
NAMED_SO = re.compile(r"^(?:租用|租入|借用|借入)|\((?:租|租用|租入|租赁|借|借用|借入|已?报废|已?处置|待报废)\)$")
OF_SOME = re.compile(r"租[入用]|借[用入]|报废|处置|代管")
OF_NONE = re.compile(
    r"(?:[无没未非]|不[含包计列属]|除)[^。;；]{0,16}(?:租|借|报废|处置|代管)|另[有行附册外列]|[不未另]计|此外|以外|是否|[/、或]租"
)


def is_disowned(row: Row) -> bool:
    """Does a cell of the row, its name or a day in a column for it, say so?"""
    words = [squash(word) for word in (*row.rest.split(), row.get(OWNER_COLUMN.key).text)]
    if any(NOT_OWNED.search(word) or WHOLE_WORD.fullmatch(word) for word in words):
        return True
    name = squash(row.get("name").text).replace("（", "(").replace("）", ")")
    when = squash(row.get(GONE_COLUMN.key).text)
    return NAMED_SO.search(name) is not None or (not NOBODY.fullmatch(when) and any(char.isdigit() for char in when))


def disowned(rows: Sequence[Row], captions: Sequence[str]) -> tuple[Row, ...]:
    """The rows that are, by themselves or by a line around the list: 注：第3、4项为租入."""
    numbers: set[int] = set()
    for line in (squash(one) for one in captions):
        if len(line) <= REMARK_LENGTH and OF_SOME.search(line) and not OF_NONE.search(line):
            numbers |= {number for match in NUMBERS.finditer(line) for number in numbers_told(match)}
    return tuple(row for row in rows if row.number in numbers or is_disowned(row))

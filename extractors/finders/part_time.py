"""People of elsewhere in a total of staff: 22人（专职9人，特聘兼职专家13人）."""

from __future__ import annotations

import re
import unicodedata

_FULL_TIME = re.compile(
    r"(?:专职|全职|在编|在职|在岗|正式|固定)(?:服务|工作)?(?:人员|员工|职工)?\s{0,4}(?:共|有|为|[:：])?\s{0,4}(?P<count>\d{1,6})\s{0,4}[人名位]?"
)
_PART_TIME = re.compile(
    r"(?:兼职|外聘|特聘|聘请|特邀|客座|劳务派遣|实习|志愿|返聘)[\u4e00-\u9fff、]{0,10}\s{0,4}(?:共|有|为|[:：])?\s{0,4}(?P<count>\d{1,6})\s{0,4}[人名位]?"
)
_FIRST = re.compile(r"\d{1,6}")


def full_timers(text: str) -> tuple[int, int] | None:
    """Where the count of full-time people stands in a total that part-timers belong to; None where the total has none of them."""
    plain = "".join(half if len(half := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)
    total, full = _FIRST.search(plain), _FULL_TIME.search(plain)
    parts = [int(one.group("count")) for one in _PART_TIME.finditer(plain)]
    if total is None or full is None or not parts or full.start("count") == total.start():
        return None
    return full.span("count") if int(full.group("count")) + sum(parts) == int(total.group()) else None

"""How a day, a host and the end of a list are written among activities. Data only."""

from __future__ import annotations

import re

from extractors.proofs.rows import NUMBER_KEY

KEYS = (NUMBER_KEY, "date", "name", "host")
_YEAR, _MONTH, GAP = r"20[0-3]\d", r"\d{1,2}", r"\s?"
DAY = (
    rf"(?:{_YEAR}{GAP}年{GAP}{_MONTH}{GAP}月(?:{GAP}{_MONTH}{GAP}[日号])?|{_YEAR}[-./]{_MONTH}[-./]{_MONTH}"
    rf"|{_MONTH}{GAP}月{GAP}{_MONTH}{GAP}[日号]|(?<!\d){_MONTH}[-./]{_MONTH}(?![\d.]))"
)
FOOT = re.compile(r"(?:共|合计|总计).{0,10}\d+[次场项期]|填表|制表|审核人|盖章")
HOST = re.compile(r"(?:主办|举办|组织|承办)(?:单位|方|机构)?[:：]([^\s,，;；。]{2,30})")
WORDS = re.compile(r"[\u3400-\u9fff]{2}")
APART = re.compile(r"[\s,，;；。]+")
FEWEST = 2  # days with which lines begin: one may be the date of the paper
FAR = 1.5  # heights: so far below an entry its words end

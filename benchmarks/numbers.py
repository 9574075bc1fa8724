"""Chinese numbers as other projects test them, compared by value: right, wrong, not understood.

    SHENHE_DATA=../shared/data python -m benchmarks.numbers [--details]

A case counts as not understood when nothing, too little, or only an ambiguous quantity is read. It is wrong when a
value is read that the case does not have. Amounts are compared in 元, whatever unit they are kept in.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extractors.quantities import read_quantities
from models.quantity import Qualifier, Quantity

LEFT_OUT = (
    "日期、时刻（1991年1月16日、20点）：不作数量，另由日期读法读",
    "门牌、文号、序数（一百零一号、第零十刃）：不是数量",
    "折、打、对折、半百（75折、五十打）：申报材料中不用",
    "千克、斤、两、克、字节、比特等重量与数据单位中与数词混写者（六斤八两、三千比特）",
    "k、M、G 等字母词头与幂（40k、2e5、2^-1、15k左右）：与编号、型号分不开",
    "带分数（一又二分之一、1 4/3）与“百分之二三十”一类约数",
    "省略末位而又带单位的写法（三块二、一块二角之“块”）：与漏字分不开，示为有歧义",
    "词中的单个数字（一点两小时、四川、九九、放肆）",
    "逗号不合三位分节的数（102，35万元）：示为有歧义，不取",
)
MONEY = ("万元", "美元", "欧元", "日元", "港元", "英镑", "韩元", "澳元", "加元", "台币", "卢布", "印度卢布", "卢比", "奈拉")
TOLERANCE = Decimal("0.000001")


def main() -> int:
    path = Path(os.environ.get("SHENHE_DATA", "../shared/data")) / "numbers" / "cases.jsonl"
    if not path.is_file():
        print("not measured: numbers")
        return 0
    totals: Counter[str] = Counter()
    suites: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        kind = judged(case)
        totals[kind] += 1
        suites[case["suite"]][kind] += 1
        if kind != "right" and "--details" in sys.argv:
            print(kind, case["text"][:60], wanted(case), [str(q.value) + (q.unit or "") for q in read_quantities(case["text"])], sep="\t")
    print(f"{'suite':60}{'right':>8}{'wrong':>8}{'not understood':>16}")
    for suite, row in [*sorted(suites.items()), ("TOTAL", totals)]:
        print(f"{suite:60}{row['right']:>8}{row['wrong']:>8}{row['not understood']:>16}")
    cases = sum(totals.values())
    print(f"numbers: {totals['right'] / cases:.1%} right, {totals['wrong'] / cases:.1%} wrong of {cases}")
    print("left out on purpose:", *LEFT_OUT, sep="\n  ")
    return 0


def judged(case: dict[str, Any]) -> str:
    want = wanted(case)
    have = [value for quantity in read_quantities(case["text"]) if asked(case, quantity) for value in values(quantity, grams(case))]
    if want is None:
        return "not understood"
    if len(have) == len(want) and all(_same(a, b) for a, b in zip(have, want, strict=True)):
        return "right"
    strangers = [a for a in have if not any(_same(a, b) for b in want)]
    return "wrong" if strangers else "not understood"


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= TOLERANCE * max(Decimal(1), abs(other))


def asked(case: dict[str, Any], quantity: Quantity) -> bool:
    """A suite on money or on percent asks for these only: other numbers in its sentences are none of its business."""
    if "Currency" in case["suite"] or case.get("kind") == "money_spans":
        return quantity.unit in MONEY
    if "Percent" in case["suite"]:
        return quantity.unit in ("%", "百分点")
    return quantity.unit is not None if "Dimension" in case["suite"] else True


def grams(case: dict[str, Any]) -> bool:
    return isinstance(case.get("expect"), dict) and case["expect"].get("unit") == "gram"


def values(quantity: Quantity, in_grams: bool = False) -> list[Decimal]:
    if quantity.ambiguous:
        return []
    factor = 10000 if quantity.unit == "万元" else 1000 if in_grams and quantity.unit in ("千克", "公斤") else 1
    ends = [quantity.low, quantity.high] if quantity.qualifier is Qualifier.RANGE else [quantity.value]
    return [end * factor for end in ends if end is not None]


def wanted(case: dict[str, Any]) -> list[Decimal] | None:
    """The case's numbers; None where a case has no number to compare with (another language's house style)."""
    if "value" in case:
        return [Decimal(case["value"])]
    if "results" in case:
        out = [one["resolution"].get("value") for one in case["results"]]
        return [number for one in out if one is not None for number in _numbers(str(one))]
    expect = case.get("expect")
    if case.get("kind") == "must_error":
        return []
    if isinstance(expect, dict):
        expect = expect.get("num", expect.get("value"))
    if isinstance(expect, list):
        if case.get("kind") == "money_spans":
            return [value for span in expect for quantity in read_quantities(span) for value in values(quantity)]
        return [number for one in expect for number in _numbers(str(one))]
    if case.get("kind") == "itn_sentence":
        return None
    return _numbers(str(expect))


def _numbers(text: str) -> list[Decimal]:
    try:
        return [Decimal(found.rstrip("%")) for found in re.findall(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?", text)]
    except InvalidOperation:
        return []


if __name__ == "__main__":
    sys.exit(main())

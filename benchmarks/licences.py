"""The licence reader on real photos: per field right, silently wrong, given to a person, missed.

    SHENHE_DATA=../shared/data python -m benchmarks.licences [--details]

Sure is what the reader offers without caveat, doubt or rival, all its words at 0.8 or better; a sure value that differs from
the transcript is silently wrong. Transcripts hold a few typing errors of their own: 093 and 167 in the name, 119 in the date.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from extractors.ocr import first_engine
from extractors.proofs import licence
from extractors.proofs.certificate_page import as_certificate, certificate_of
from extractors.proofs.reading import AnyCandidate, squash
from extractors.raster import frame
from extractors.scan import read_scan
from models.document import Page
from models.quantity import Quantity, plain

MISTYPED = {("093", "organisation_name"), ("167", "organisation_name"), ("119", "established_on")}
TARGETS = {"credit_code": 62, "established_on": 61, "registered_capital": 54, "organisation_name": 58}
SURE = 0.8
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def main() -> int:
    root = Path(os.environ.get("SHENHE_DATA", "../shared/data")) / "licences"
    if not (root / "truth.jsonl").is_file():
        print("not measured: licences")
        return 0
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    engine = first_engine(1)
    decoded = 0
    for line in (root / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        picture = frame(str(root / case["image"]), 1)
        page = certificate_of(picture, file=case["image"], number=1, engine=engine)
        page = page or as_certificate(read_scan(picture, file=case["image"], number=1, engine=engine), picture, engine)
        decoded += bool(page.qr_texts)
        _score(case, page, totals)
    print(f"{'field':24}{'right':>8}{'silently wrong':>16}{'to a person':>14}{'missed':>8}{'of':>6}{'target':>8}")
    for field, row in totals.items():
        shown = f"{row['right']:>8}{row['silently wrong']:>16}{row['to a person']:>14}{row['missed']:>8}"
        print(f"{field:24}{shown}{sum(row.values()):>6}{TARGETS.get(field, ''):>8}")
    print(f"QR codes decoded on {decoded} photos; values whose transcript is mistyped are left out")
    return 0


def _score(case: dict[str, object], page: Page, totals: dict[str, Counter[str]]) -> None:
    name = Path(str(case["image"])).stem
    candidates = licence.read((page,)).candidates
    for field, want in _truth(case).items():
        if want is None or (name, field) in MISTYPED:
            continue
        mine = [one for one in candidates if one.field.name == field]
        kind = _judged(mine, want)
        totals[field][kind] += 1
        if kind != "right" and "--details" in sys.argv:
            print(
                name,
                field,
                kind,
                want,
                [(one.place.text, round(one.confidence, 2), sorted(c.value for c in one.caveats)) for one in mine],
                sep="\t",
            )


def _truth(case: dict[str, object]) -> dict[str, str | None]:
    fields = case["fields"]
    assert isinstance(fields, dict)
    start = fields.get("start_date") or ""
    # One transcript has its date in Chinese figures; the term of the same licence begins on that day.
    day = DATE.match(start if not start or start[0].isdigit() else fields.get("operation_date") or "")
    yuan = case.get("capital_yuan")
    return {
        "credit_code": fields.get("social_credit_code"),
        "organisation_name": squash(fields.get("name") or "") or None,
        "legal_representative": fields.get("legal_person"),
        "established_on": f"{day.group(1)}-{int(day.group(2)):02d}-{int(day.group(3)):02d}" if day else None,
        "registered_capital": f"{float(yuan) / 10_000:.6f}".rstrip("0").rstrip(".") if isinstance(yuan, int | float) else None,
    }


def _judged(candidates: list[AnyCandidate], want: str) -> str:
    values = {_shown(one) for one in candidates if one.value is not None}
    sure = [one for one in candidates if one.value is not None and not one.caveats and not one.doubts and one.confidence >= SURE]
    if not candidates:
        return "missed"
    if len(values) != 1 or not sure:
        return "to a person"
    return "right" if values == {want} else "silently wrong"


def _shown(one: AnyCandidate) -> str:
    return plain(one.value.value) if isinstance(one.value, Quantity) else str(one.value)


if __name__ == "__main__":
    sys.exit(main())

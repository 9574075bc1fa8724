"""The licence reader on real photos, the whole way: each photo is an application of its own, read, confirmed and settled.

    SHENHE_DATA=../shared/data python -m benchmarks.licences [--details]

Right is a right value in state `found`; silently wrong a wrong one in that state; to a person a value in any other state, of
which as many as told were right as well; missed nothing at all. Transcripts hold a few typing errors of their own: 093 and
167 in the name, 119 in the date.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.proofs.reading import squash
from models.answer import AnyAnswer, Application, State
from models.quantity import Quantity, plain
from pipeline.confirm import confirm
from pipeline.crew import InlineCrew
from pipeline.extract import extract
from pipeline.progress import SilentReporter
from pipeline.read import read
from pipeline.receive import receive
from pipeline.settings import Settings
from pipeline.settle import settle

MISTYPED = {("093", "organisation_name"), ("167", "organisation_name"), ("119", "established_on")}
TARGETS = {"credit_code": 62, "established_on": 61, "registered_capital": 54, "organisation_name": 58}
SILENT_ALLOWED = {"organisation_name": 1, "legal_representative": 1}
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
RIGHT, SILENT, REFERRED, REFERRED_RIGHT, MISSED = "right", "silently wrong", "to a person", "(right there)", "missed"


def main() -> int:
    root = Path(os.environ.get("SHENHE_DATA", "../shared/data")) / "licences"
    if not (root / "truth.jsonl").is_file():
        print("not measured: licences")
        return 0
    cases = [json.loads(line) for line in (root / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    found = {Path(one.name).stem: one for one in applications_of(root / str(case["image"]) for case in cases)}
    for case in cases:
        _score(case, found[Path(str(case["image"])).stem], totals)
    print(f"{'field':24}{RIGHT:>8}{SILENT:>16}{REFERRED:>13}{REFERRED_RIGHT:>15}{MISSED:>8}{'of':>5}{'target':>8}")
    for field, row in totals.items():
        shown = f"{row[RIGHT]:>8}{row[SILENT]:>16}{row[REFERRED]:>13}{row[REFERRED_RIGHT]:>15}{row[MISSED]:>8}"
        print(f"{field:24}{shown}{row[RIGHT] + row[SILENT] + row[REFERRED] + row[MISSED]:>5}{TARGETS.get(field, ''):>8}")
    print("values whose transcript is mistyped are left out")
    kept = all(totals[field][RIGHT] >= target for field, target in TARGETS.items())
    return 0 if kept and all(row[SILENT] <= SILENT_ALLOWED.get(field, 0) for field, row in totals.items()) else 1


def applications_of(photos: Iterable[Path]) -> Iterator[Application]:
    """Each photo as an application of its own, the whole way to its settled answers."""
    settings, crew, quiet = Settings(), InlineCrew(), SilentReporter()
    with tempfile.TemporaryDirectory() as folder:
        inbox, spool = Path(folder) / "inbox", Path(folder) / "spool"
        inbox.mkdir()
        spool.mkdir()
        for photo in photos:
            shutil.copyfile(photo, inbox / photo.name)
        received = receive(inbox, spool=spool, settings=settings).applications
        opened = read(received, crew=crew, settings=settings, reporter=quiet)
        extracted = extract(opened, crew=crew, settings=settings, reporter=quiet)
        for one in confirm(extracted, crew=crew, settings=settings, reporter=quiet):
            yield settle(one)


def _score(case: dict[str, object], application: Application, totals: dict[str, Counter[str]]) -> None:
    name = Path(str(case["image"])).stem
    for field, want in _truth(case).items():
        if want is None or (name, field) in MISTYPED:
            continue
        answer = application.answers[field]
        kind = _judged(answer, want)
        totals[field][kind] += 1
        totals[field][REFERRED_RIGHT] += kind == REFERRED and _shown(answer) == want
        if kind != RIGHT and "--details" in sys.argv:
            others = [(one.place.text, sorted(c.value for c in one.caveats)) for one in answer.others]
            print(name, field, kind, want, _shown(answer), answer.state.value, answer.because, others, sep="\t")


def _judged(answer: AnyAnswer, want: str) -> str:
    if answer.state is State.FOUND:
        return RIGHT if _shown(answer) == want else SILENT
    return MISSED if answer.state is State.ABSENT else REFERRED


def _shown(answer: AnyAnswer) -> str:
    value = answer.value if answer.value is not None or answer.chosen is None else answer.chosen.value
    return plain(value.value) if isinstance(value, Quantity) else str(value)


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


if __name__ == "__main__":
    sys.exit(main())

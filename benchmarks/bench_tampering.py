"""A finished run, tampered with in every way the tests know, one at a time: how, whether `audit` finds it, and what it says.

Usage: python -m benchmarks.bench_tampering. The ways are those of tests/pipeline/write/test_audit.py; here the run is a real one.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import night

sys.path.insert(0, str(night.HOME / "tests" / "pipeline" / "write"))

from test_audit import HARMS

from pipeline.write.audit import verify

LIMIT = 600.0
NAMES = ("单位0", "单位1", "单位2")  # as the tests call them, each with an 申报表.pdf


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="shenhe-tampering-") as place:
        home = Path(place)
        inbox, out = home / "inbox", home / "out"
        source = next(iter(sorted(night.sample("04").rglob("*.pdf"))))
        for number, name in enumerate(NAMES):
            (inbox / name).mkdir(parents=True)
            (inbox / name / "申报表.pdf").write_bytes(source.read_bytes() + f"\n% {number}\n".encode())
        ran = night.finish(night.start(inbox, out, "t", "--workers", "1"), limit=LIMIT)
        lines = sum(1 for _ in (out / "t" / "audit.jsonl").open("rb"))
        print(f"run: exit {ran.code}, {lines} lines in the log; untouched: {len(verify(out / 't'))} findings")
        found = 0
        for number, (name, harm) in enumerate(HARMS.items(), 1):
            folder, copy = home / f"run-{number}", home / f"inbox-{number}"
            shutil.copytree(out / "t", folder)
            shutil.copytree(inbox, copy)
            harm(folder, copy)
            findings = verify(folder, copy)
            found += bool(findings)
            print(f"{number:3} {'found' if findings else 'MISSED':7}{name:45} {findings[0].message[:60] if findings else ''}")
            shutil.rmtree(folder)
        print(f"{len(HARMS)} ways, {found} found")
        return 0 if found == len(HARMS) and ran.code in (0, 1) else 1


if __name__ == "__main__":
    raise SystemExit(main())

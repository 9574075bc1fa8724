"""Every hostile file there is and every bomb we can make, in one run without a network, good files among them.

Prints status × count, crashes and hangs of the run (there must be none), peak memory, the slowest file, whether the good
ones came out as they do alone, and whether anything was written outside the output folder or the inbox was changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "hostile"))

import bombs
import night

GOOD = ("01", "06", "28")
LIMIT = 3 * 3600.0
STATUSES = {"read", "partly", "quarantined", "unsupported"}


def fingerprint(folder: Path) -> str:
    """Names, sizes, times and contents of all regular files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=os.fsencode):
        status = path.lstat()
        digest.update(os.fsencode(path) + f"{status.st_size} {status.st_mtime_ns} {status.st_mode}".encode())
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as handle:
                digest.update(hashlib.file_digest(handle, "sha256").digest())
    return digest.hexdigest()


def unpriced(record: dict[str, Any]) -> list[str]:
    """Files of an application without exactly one known status, or not read in full without a problem that has a remedy."""
    said = {one["where"]["file"]: one["remedy"] for one in record["problems"]}
    paths = Counter(file["path"] for file in record["files"])
    return [
        file["path"]
        for file in record["files"]
        if file["status"] not in STATUSES or paths[file["path"]] != 1 or (file["status"] != "read" and not said.get(file["path"]))
    ]


def slowest(folder: Path) -> tuple[float, str]:
    seconds: Counter[str] = Counter()
    for line in (folder / "audit.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if event["event"] == "page_read":
            seconds[str(event["data"].get("file", event["subject"]))] += float(event["data"].get("seconds", 0.0))
    return max(((spent, name) for name, spent in seconds.items()), default=(0.0, ""))


def main() -> int:
    size = bombs.SMALL if "--small" in sys.argv else bombs.FULL
    with tempfile.TemporaryDirectory(prefix="shenhe-soak-") as place:
        home = Path(place)
        inbox, alone, out = home / "inbox", home / "alone", home / "out"
        night.lay(alone, GOOD)
        night.lay(inbox, GOOD)
        if night.HOSTILE.is_dir():
            shutil.copytree(night.HOSTILE, inbox / "hostile")
        bombs.lay_bombs(inbox, size)
        before = fingerprint(inbox)
        offline = ("unshare", "-n") if os.geteuid() == 0 and shutil.which("unshare") else ()
        reference = night.finish(night.start(alone, out, "alone"), limit=LIMIT)
        ran = night.finish(night.start(inbox, out, "hostile", before=offline), limit=LIMIT)
        print(f"run: exit {ran.code}, {ran.seconds:.0f} s, peak {ran.peak_bytes / 1e6:.0f} MB, network {'none' if offline else 'as is'}")
        if ran.code not in (0, 1) or reference.code != 0:
            print(ran.told[-2000:])
            return 1
        found = night.results(out / "hostile")
        statuses = Counter(file["status"] for one in found.values() for file in one["files"])
        for status, count in statuses.most_common():
            print(f"{status:12} {count:6}")
        wrong = [path for one in found.values() for path in unpriced(one)]
        good = night.results(out / "alone")
        changed = [name for name, one in good.items() if found.get(name) != one]
        spent, name = slowest(out / "hostile")
        escaped = [path for path in (home / "escaped.pdf", home.parent / "escaped.pdf", Path("/tmp/escaped.pdf")) if path.exists()]
        strange = {path.name for path in home.iterdir()} - {"inbox", "alone", "out"}
        untouched = fingerprint(inbox) == before
        print(f"crashes 0, hangs 0; slowest file {name!r}: {spent:.1f} s of reading")
        print(f"files without one status and a remedy: {len(wrong)} {wrong[:5]}")
        print(f"good files changed by their neighbours: {len(changed)} {changed[:5]}")
        print(f"written outside the output folder: {len(escaped) + len(strange)}; inbox unchanged: {untouched}")
        return 1 if wrong or changed or escaped or strange or not untouched else 0


if __name__ == "__main__":
    raise SystemExit(main())

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

from benchmarks import night

GOOD = ("01", "06", "28")
LIMIT = 3 * 3600.0
DEADLY = ("超过时限", "处理进程异常退出", "超过内存上限")
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
    """Seconds of reading of the slowest file that came through; what ran into a limit is counted apart."""
    seconds: dict[str, float] = {}
    for line in (folder / "audit.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if event["event"] == "page_read":
            name = str(event["data"]["file"])
            seconds[name] = seconds.get(name, 0.0) + float(event["data"]["seconds"])
    return max(((spent, name) for name, spent in seconds.items()), default=(0.0, ""))


def cut_off(found: dict[str, Any]) -> Counter[str]:
    """Files that cost a worker, by the limit that they ran into."""
    told = {
        (one["where"]["file"], why) for record in found.values() for one in record["problems"] for why in DEADLY if why in one["message"]
    }
    return Counter(why for _, why in told)


def lay(inbox: Path, size: bombs.Size) -> None:
    """Honest applications, every hostile file as an application of its own, every bomb."""
    night.lay(inbox, GOOD)
    if night.HOSTILE.is_dir():
        for path in sorted(night.HOSTILE.iterdir()):
            if path.suffix != ".tsv":
                shutil.copy2(path, inbox / path.name)
    bombs.lay_bombs(inbox, size)


def main() -> int:
    size = bombs.SMALL if "--small" in sys.argv else bombs.FULL
    with tempfile.TemporaryDirectory(prefix="shenhe-soak-") as place:
        home = Path(place)
        inbox, alone, out = home / "inbox", home / "alone", home / "out"
        night.lay(alone, GOOD)
        lay(inbox, size)
        before = fingerprint(inbox)
        offline = ("unshare", "-n") if os.geteuid() == 0 and shutil.which("unshare") else ()
        reference = night.finish(night.start(alone, home / "out-alone", "alone"), limit=LIMIT)
        ran = night.finish(night.start(inbox, out, "hostile", before=offline), limit=LIMIT)
        crashes, hangs = int(ran.code not in (0, 1, -9) or "Traceback" in ran.told), int(ran.code == -9)
        print(f"run: exit {ran.code}, {ran.seconds:.0f} s, network {'none' if offline else 'as is'}")
        print(f"crashes of the run {crashes}, hangs {hangs}, peak memory of all its processes {ran.peak_bytes / 1e6:.0f} MB")
        if crashes or hangs or reference.code != 0:
            print(ran.told[-2000:])
            return 1
        good = report(out / "hostile", night.results(home / "out-alone" / "alone"))
        escaped = [path for path in (home / "escaped.pdf", home.parent / "escaped.pdf", Path("/tmp/escaped.pdf")) if path.exists()]
        strange = sorted({path.name for path in home.iterdir()} - {"inbox", "alone", "out", "out-alone"}) + night.left_behind()
        untouched = fingerprint(inbox) == before
        print(f"written outside the output folder: {len(escaped) + len(strange)} {strange[:5]}; inbox unchanged: {untouched}")
        return 0 if good and untouched and not escaped and not strange else 1


def report(folder: Path, alone: dict[str, Any]) -> bool:
    """The table; whether every file has its one status and remedy, and the good ones are as they are alone."""
    found = night.results(folder)
    statuses = Counter(file["status"] for one in found.values() for file in one["files"])
    print(f"{len(found)} applications, {statuses.total()} files")
    for status, count in statuses.most_common():
        print(f"  {status:12} {count:6}")
    for why, count in cut_off(found).most_common():
        print(f"  cost a worker: {why} {count}")
    spent, name = slowest(folder)
    print(f"slowest file that was read: {name!r}, {spent:.1f} s of reading")
    wrong = [path for one in found.values() for path in unpriced(one)]
    print(f"files without one status and a remedy: {len(wrong)} {wrong[:5]}")
    changed = [name for name, one in alone.items() if found.get(name) != one]
    print(f"good files changed by their neighbours: {len(changed)} of {len(alone)} {changed[:5]}")
    return not wrong and not changed


if __name__ == "__main__":
    raise SystemExit(main())

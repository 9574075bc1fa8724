"""Whatever lies in the inbox: the run ends, every file has one status, what was not read has a remedy, good files are as ever."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bombs import SMALL, lay_bombs, sound

from models.notice_file import load_notice
from pipeline.run import RunRequest, RunResult, run
from pipeline.settings import Settings

STATUSES = {"read", "partly", "quarantined", "unsupported"}
READABLE = ("zip_slip", "odd_names", "gbk_zip", "honest")  # honest files under names or in packings that are not


def everything(folder: Path) -> dict[bytes, tuple[int, int, int, str]]:
    """Names, sizes, times, rights and hashes of all there is."""
    found = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        regular = path.is_file() and not path.is_symlink()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if regular else ""
        found[os.fsencode(path)] = (status.st_size, status.st_mtime_ns, status.st_mode, digest)
    return found


class Night:
    """One run over everything that hurts, with the inbox before and after."""

    def __init__(self, home: Path) -> None:
        self.home, inbox = home, home / "inbox"
        inbox.mkdir()
        os.chdir(home)
        lay_bombs(inbox, SMALL)
        (inbox / "honest").mkdir()
        (inbox / "honest" / "a.pdf").write_bytes(sound())
        self.before = everything(inbox)
        request = RunRequest(inbox, home / "out", (load_notice("hunan-2020"),), "t", Settings(workers=2))
        self.result: RunResult = run(request)
        self.after = everything(inbox)
        lines = (self.result.folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
        self.records: dict[str, Any] = {one["application"]: one for one in map(json.loads, lines)}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    here = Path.cwd()
    try:
        return Night(tmp_path_factory.mktemp("hostile"))
    finally:
        os.chdir(here)


def test_the_run_ends_and_says_that_not_all_was_read(night: Night) -> None:
    assert night.result.exit_code == 1
    assert (night.result.folder / "run.json").is_file()


def test_every_file_has_one_status_and_what_was_not_read_has_a_remedy(night: Night) -> None:
    for name, record in night.records.items():
        remedies = {one["where"]["file"]: one["remedy"] for one in record["problems"]}
        paths = Counter(file["path"] for file in record["files"])
        for file in record["files"]:
            assert file["status"] in STATUSES, (name, file)
            assert paths[file["path"]] == 1, (name, file)
            assert file["status"] == "read" or remedies.get(file["path"]), (name, file)


def test_every_bomb_is_on_the_list(night: Night) -> None:
    assert {path.name for path in (night.home / "inbox").iterdir()} == set(night.records)
    assert all(record["files"] or record["problems"] for record in night.records.values())


@pytest.mark.parametrize("application", READABLE)
def test_honest_pages_are_read_wherever_they_lie(night: Night, application: str) -> None:
    assert "read" in {file["status"] for file in night.records[application]["files"]}


def test_nothing_is_written_outside_the_output_folder(night: Night) -> None:
    assert {path.name for path in night.home.iterdir()} == {"inbox", "out"}
    assert {path.name for path in (night.home / "out").iterdir()} <= {
        "t",
        ".lock",
        "ledger.sqlite",
        "ledger.sqlite-wal",
        "ledger.sqlite-shm",
    }
    assert not Path("/tmp/escaped.pdf").exists()
    assert not (night.result.folder / ".work").exists()


def test_the_inbox_is_as_it_was(night: Night) -> None:
    assert night.after == night.before


def test_no_name_is_shown_with_its_power(night: Night) -> None:
    page = (night.result.folder / "review" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    for name in ("results.jsonl", "audit.jsonl", "review/index.html"):
        text = (night.result.folder / name).read_text(encoding="utf-8")
        assert "\x1b" not in text
    assert "\u202e" not in page
    assert "\u202e" not in (night.result.folder / "audit.jsonl").read_text(encoding="utf-8")


def test_no_letter_leaves_the_folder_of_letters(night: Night) -> None:
    folder = night.result.folder.resolve()
    assert all(folder in path.resolve().parents for path in night.result.folder.rglob("*"))

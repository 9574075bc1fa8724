"""Whatever lies in the inbox: the run ends, every file has one status, what was not read has a remedy, good files are as ever."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from bombs import SMALL, lay_bombs, sound
from openpyxl import load_workbook

from models.notice_file import load_notice
from pipeline.log import LogReporter
from pipeline.run import RunRequest, RunResult, run
from pipeline.settings import Settings
from pipeline.summary import tell
from pipeline.text_safety import terminal_text
from pipeline.write.audit import story, verify

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


def test_the_audit_finds_every_input_again_whatever_it_is_called(night: Night) -> None:
    assert [finding.message for finding in verify(night.result.folder)] == []


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


def test_what_a_form_says_is_taken_as_it_stands(night: Night) -> None:
    """Or the checks below would be of nothing."""
    opinion = night.records["speaking_form"]["fields"]["recommendation_opinion"]
    assert opinion["text"].startswith('=HYPERLINK("http://evil.invalid")')
    assert "<script>alert(1)</script>" in opinion["text"]


def test_no_workbook_holds_a_formula_or_a_link_out(night: Night) -> None:
    for path in night.result.folder.glob("*.xlsx"):
        book = load_workbook(path)
        for sheet in book.worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f", (path.name, sheet.title, cell.coordinate, cell.value)
                target = cell.hyperlink.target if cell.hyperlink is not None else None
                assert target is None or target.startswith("review/"), (path.name, cell.coordinate)
        with ZipFile(path) as parts:
            assert not [name for name in parts.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_no_page_holds_an_element_that_a_file_brought(night: Night) -> None:
    class Looking(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in {"script", "iframe", "object", "form", "base", "w:altchunk"}, path
            for name, value in attrs:
                assert not name.startswith("on"), (path, name)
                assert name not in {"src", "href"} or not re.match(r"(?i)\s*(https?:|//|javascript:|data:text)", value or ""), (path, value)

    for path in (night.result.folder / "review").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        Looking().feed(text)
        assert "49{" not in text


def test_no_letter_holds_more_than_text(night: Night) -> None:
    letters = sorted(night.result.folder.rglob("*.docx"))
    assert letters
    for path in letters:
        with ZipFile(path) as parts:
            body = parts.read("word/document.xml").decode()
            relations = parts.read("word/_rels/document.xml.rels").decode()
        assert not re.search(r"<w:(altChunk|hyperlink|fldSimple|instrText|object)\b", body), path.name
        assert 'TargetMode="External"' not in relations
        assert "\u202e" not in body


def test_nothing_that_people_or_machines_are_told_has_power(night: Night, capsys: pytest.CaptureFixture[str]) -> None:
    for as_json in (True, False):
        reporter = LogReporter(as_json=as_json)
        tell(night.result, reporter)
        reporter.close()
    for name in night.records:
        print(terminal_text(story(night.result.folder, name)), file=sys.stderr)
    told = capsys.readouterr().err
    assert "new⏎line.pdf" in told
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)

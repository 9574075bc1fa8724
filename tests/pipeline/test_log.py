"""What a run says: sentences for people, the same with facts for machines, and no name with its power in either."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.notice_file import load_notice
from pipeline.crew import InlineCrew
from pipeline.log import LogReporter
from pipeline.run import RunRequest, run
from pipeline.settings import Settings
from pipeline.summary import tell


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_run_tells_machines_of_stages_files_seconds_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "坏\x1b[2J.pdf").write_bytes(b"%PDF-1.7 broken")
    (inbox / "乙.wps").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    reporter = LogReporter(as_json=True)
    result = run(RunRequest(inbox, tmp_path / "out", (load_notice("hunan-2020"),), "t", Settings()), reporter=reporter, crew=InlineCrew())
    tell(result, reporter)
    reporter.close()
    told = events(capsys)
    assert all({"event", "message", "timestamp", "level"} <= one.keys() for one in told)
    by_event: dict[str, list[dict[str, Any]]] = {}
    for one in told:
        by_event.setdefault(one["event"], []).append(one)
    assert (by_event["received"][0]["applications"], by_event["received"][0]["files"], by_event["received"][0]["known"]) == (2, 2, 0)
    assert {one["stage"] for one in by_event["stage_done"]} >= {"查看文件", "识读页面"}
    assert all(one["seconds"] >= 0 and one["done"] <= one["total"] for one in by_event["stage_done"])
    assert {(one["file"], one["status"]) for one in by_event["file"]} == {("坏<U+001B>[2J.pdf", "quarantined"), ("乙.wps", "unsupported")}
    assert (by_event["decided"][0]["applications"], by_event["decided"][0]["refer"]) == (2, 2)
    (finished,) = by_event["finished"]
    assert (finished["exit_code"], finished["folder"]) == (1, str(result.folder))
    assert {"receive", "read", "judge"} <= finished["seconds"].keys()


def test_people_are_told_no_more_than_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = LogReporter(as_json=False)
    reporter.stage("识读页面", 3)
    reporter.say("file", "", file="甲.pdf")
    reporter.say("decided", "申报 1 份", applications=1)
    reporter.close()
    assert capsys.readouterr().err.splitlines() == ["识读页面：共 3", "申报 1 份"]

"""A run's folder: never on top of a finished one, and cleared of what killed runs have left lying."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from models.problem import UsageError
from pipeline.folders import open_run_folder


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def test_what_a_killed_run_left_aside_is_cleared_at_the_next_start(inbox: Path, tmp_path: Path) -> None:
    out, kept = tmp_path / "out", tmp_path / "kept"
    kept.mkdir()
    (kept / "a").write_text("a")
    for run in ("killed", "again"):
        (out / run / ".work" / "pymp-1").mkdir(parents=True)
        (out / run / ".work" / "link").symlink_to(kept)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "s"))
    (tmp_path / "s").rename(out / "killed" / ".work" / "listener")
    (out / "again" / ".补正通知.aside").mkdir()
    (out / "again" / ".results.jsonl.aside").write_text("half")
    folder = open_run_folder(out, "again", inbox=inbox)
    assert not (out / "killed" / ".work").exists()
    assert [path.name for path in folder.path.iterdir()] == [".work"]
    assert list(folder.work.iterdir()) == []
    assert (kept / "a").exists()


def test_a_work_folder_that_is_a_link_is_taken_away_and_not_followed(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a").write_text("a")
    (tmp_path / "out" / "r").mkdir(parents=True)
    (tmp_path / "out" / "r" / ".work").symlink_to(tmp_path / "kept")
    open_run_folder(tmp_path / "out", "r", inbox=inbox)
    assert (tmp_path / "kept" / "a").exists()
    assert not (tmp_path / "out" / "r" / ".work").is_symlink()


def test_a_finished_run_is_never_opened_again(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "r").mkdir(parents=True)
    (tmp_path / "out" / "r" / "run.json").write_text("{}")
    with pytest.raises(UsageError, match="已经完成"):
        open_run_folder(tmp_path / "out", "r", inbox=inbox)

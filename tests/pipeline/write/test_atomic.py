"""A result appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.problem import MachineError
from pipeline.write.atomic import file_aside, folder_aside, write_whole


def test_a_file_is_there_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "sub" / "a.txt"
    with file_aside(target) as aside:
        aside.write_text("half")
        assert not target.exists()
        aside.write_text("whole")
    assert target.read_text() == "whole"
    assert [path.name for path in target.parent.iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = write_whole(tmp_path / "a.txt", b"old")
    with pytest.raises(ValueError, match="invalid literal"), file_aside(target) as aside:
        int(str(aside.write_text("new")) + "x")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_full_disk_is_a_sentence_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"a\.txt.*磁盘"), file_aside(tmp_path / "a.txt"):
        raise OSError(28, "No space left on device")


def test_a_folder_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "f"
    with folder_aside(target) as aside:
        (aside / "one").write_text("1")
    with folder_aside(target) as aside:
        (aside / "two").write_text("2")
        assert (target / "one").exists()
    assert [path.name for path in target.iterdir()] == ["two"]
    with pytest.raises(KeyError), folder_aside(target):
        raise KeyError
    assert [path.name for path in tmp_path.rglob("*")] == ["f", "two"]

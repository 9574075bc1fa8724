"""One run an output folder: the second is refused by name; a lock dies with its process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.problem import MachineError
from pipeline.lock import LOCK_NAME, held


def test_a_second_run_is_told_who_is_there(tmp_path: Path) -> None:
    with held(tmp_path, "夜班"), pytest.raises(MachineError, match=r"正被另一次运行使用.*运行 夜班.*进程"), held(tmp_path, "第二"):
        pass


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    for name in ("一", "二"):
        with held(tmp_path, name):
            assert name in (tmp_path / LOCK_NAME).read_text(encoding="utf-8")


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    program = "import os, sys; from pathlib import Path; from pipeline.lock import held\nwith held(Path(sys.argv[1]), 'k'): os._exit(9)"
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    with held(tmp_path, "后来"):
        pass


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("whole")
    (tmp_path / LOCK_NAME).symlink_to(victim)
    with pytest.raises(MachineError), held(tmp_path, "一"):
        pass
    assert victim.read_text() == "whole"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineError, match="不能写"), held(tmp_path / "file" / "out", "一"):
        pass

"""The watch takes what has come to rest, leaves what is half copied and says so, and nothing but a wish ends it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models.problem import MachineError, UsageError
from pipeline import watch as module
from pipeline.watch import Rest, Seen, Watching, is_network, is_unfinished, look_over, watch


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


class Night:
    """A watch in a thread, with what it did and said."""

    def __init__(self, inbox: Path, deed: Callable[[frozenset[str]], None] | None = None, *, poll: bool | None = None) -> None:
        self.runs: list[frozenset[str]] = []
        self.said: list[str] = []
        self.deed = deed
        self.watching = Watching(inbox, self._run, self.said.append, rest=0.5, poll=poll)
        self.thread = threading.Thread(target=watch, args=(self.watching,))

    def _run(self, left_out: frozenset[str]) -> None:
        self.runs.append(left_out)
        if self.deed is not None:
            self.deed(left_out)

    def __enter__(self) -> Night:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.watching.stop.set()
        self.thread.join(10)
        assert not self.thread.is_alive()

    def wait(self, count: int, seconds: float = 8.0) -> None:
        end = time.monotonic() + seconds
        while len(self.runs) < count and time.monotonic() < end:
            time.sleep(0.02)
        assert len(self.runs) == count, self.said


def hand_in(inbox: Path, name: str) -> None:
    (inbox / name).mkdir()
    (inbox / name / "表.pdf").write_bytes(b"%PDF-")


@pytest.mark.parametrize("poll", [False, True])
def test_a_hand_in_is_reviewed_once_it_rests_and_again_when_it_changes(inbox: Path, poll: bool) -> None:
    with Night(inbox, poll=poll) as night:
        hand_in(inbox, "甲")
        night.wait(1)
        (inbox / "甲" / "补.pdf").write_bytes(b"%PDF-")
        night.wait(2)
        time.sleep(1.2)
        assert night.runs == [frozenset(), frozenset()]


def test_an_empty_inbox_starts_nothing(inbox: Path) -> None:
    with Night(inbox) as night:
        time.sleep(1.2)
        assert not night.runs


def test_what_is_half_copied_is_left_out_and_said(inbox: Path) -> None:
    hand_in(inbox, "甲")
    (inbox / "乙").mkdir()
    (inbox / "乙" / "表.pdf.part").write_bytes(b"%PDF-")
    with Night(inbox) as night:
        night.wait(1)
        assert night.runs == [frozenset({"乙"})]
        assert any("“乙”“表.pdf.part”还没有复制完" in line for line in night.said)
        (inbox / "乙" / "表.pdf.part").rename(inbox / "乙" / "表.pdf")
        night.wait(2)
        assert night.runs[1] == frozenset()


def test_a_file_that_grows_is_waited_for(inbox: Path) -> None:
    path = inbox / "长.pdf"
    path.write_bytes(b"%PDF-")
    with Night(inbox) as night, path.open("ab", buffering=0) as handle:
        for _ in range(12):
            handle.write(b"x" * 100)
            time.sleep(0.15)
        assert not night.runs
        night.wait(1)


@pytest.mark.parametrize("trouble", [MachineError("磁盘已满"), ValueError("一个缺陷")])
def test_no_trouble_of_one_run_ends_the_night(inbox: Path, monkeypatch: pytest.MonkeyPatch, trouble: Exception) -> None:
    monkeypatch.setattr(module, "SECONDS_AFTER_TROUBLE", 0.1)
    hand_in(inbox, "甲")

    def fail_once(_left_out: frozenset[str]) -> None:
        if len(night.runs) == 1:
            raise trouble

    with Night(inbox, fail_once) as night:
        night.wait(2)
        assert any(str(trouble) in line for line in night.said)


def test_a_missing_inbox_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个收件文件夹"):
        watch(Watching(tmp_path / "无", lambda _left: None, lambda _text: None))


def test_rest_is_no_change_for_so_long() -> None:
    rest, one, other = Rest(10), Seen((("a", 1, 1),)), Seen((("a", 2, 1),))
    assert rest.look({"甲": one}, 0)[0] == frozenset()
    assert rest.look({"甲": one}, 10)[0] == {"甲"}
    assert rest.look({"甲": other}, 11)[1] == {"甲"}
    assert rest.look({"甲": other, "乙": one}, 21) == (frozenset({"甲"}), frozenset({"乙"}))


@pytest.mark.parametrize(
    ("name", "waits"),
    [("表.pdf.part", True), ("表.pdf.crdownload", True), ("表.TMP", True), ("表.pdf", False), ("~$表.docx", False), ("party.pdf", False)],
)
def test_names_of_unfinished_files(name: str, waits: bool) -> None:
    assert is_unfinished(name) is waits


def test_links_are_not_followed_and_locks_do_not_count(inbox: Path) -> None:
    (inbox / "圈").symlink_to(".")
    (inbox / "~$表.docx").write_bytes(b"x")
    (inbox / ".hidden").write_bytes(b"x")
    seen = look_over(inbox)
    assert seen is not None
    assert list(seen) == ["圈"]
    assert len(seen["圈"].stamp) == 1


def test_names_that_are_no_utf8_are_watched_too(inbox: Path) -> None:
    Path(os.fsdecode(os.fsencode(inbox) + b"/" + "申报".encode("gbk"))).mkdir()
    assert look_over(inbox)


@pytest.mark.parametrize(("system", "polled"), [("cifs", True), ("nfs4", True), ("ext4", False)])
def test_network_shares_are_polled(tmp_path: Path, system: str, polled: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\n//server/share {tmp_path / 'share'} {system} rw 0 0\n")
    assert is_network(tmp_path / "share" / "inbox", mounts) is polled
    assert not is_network(tmp_path / "shared", mounts)

"""Where a run's results go: one folder a run, never inside the inbox, never on top of a finished run."""

from __future__ import annotations

import datetime
import errno
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.problem import MachineError, ShenheError, UsageError
from pipeline.write.atomic import ASIDE

RUN_ID = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._-]{0,79}")
FINISHED_BY = "run.json"  # written last
WORK = ".work"  # what a run needs while it lasts: unpacked zips, what libraries write aside, the fork server's socket
TROUBLES = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘只读",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件过多",
}


@dataclass(frozen=True, slots=True)
class RunFolder:
    path: Path
    log: Path
    work: Path


def new_run_id() -> str:
    """UTC time, sortable: 20200608T010203Z."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def check_inbox(inbox: Path, out: Path) -> None:
    """Before anything is written: there is an inbox, and the results do not lie inside it. Raises UsageError."""
    if not inbox.is_dir():
        raise UsageError(f"没有这个收件文件夹：{inbox}。请检查路径。")
    real_out, real_inbox = out.resolve(), inbox.resolve()
    if real_out == real_inbox or real_inbox in real_out.parents:
        raise UsageError("输出文件夹不能放在收件文件夹里面：收件文件夹只读不写。请用 -o 另指一处。")


@contextmanager
def machine_troubles() -> Iterator[None]:
    """What the machine refuses in the middle of a run (a full disk above all) becomes a sentence and exit 3."""
    try:
        yield
    except (BrokenPipeError, ShenheError):
        raise
    except OSError as error:
        reason = TROUBLES.get(error.errno or 0, error.strerror or str(error))
        raise MachineError(f"运行中断：{reason}。已读完的都记在台账里，处理后用同一个 --run-id 再运行一次，可以接着做。") from error


@contextmanager
def writing_aside(scratch: Path) -> Iterator[None]:
    """What libraries write aside while the block lasts lies in the run's own folder, not in the system's."""
    before = tempfile.tempdir
    tempfile.tempdir = str(scratch)
    try:
        yield
    finally:
        tempfile.tempdir = before


def open_run_folder(out: Path, run_id: str, *, inbox: Path) -> RunFolder:
    """The folder of this run, made where it is missing. A finished id is refused (UsageError).

    What runs that were killed have left lying aside is cleared: the caller holds `out`, so none of them is at work.
    """
    if not RUN_ID.fullmatch(run_id) or ".." in run_id:
        raise UsageError(f"运行编号“{run_id[:40]}”不能用作文件夹名：请用字母、数字、汉字、点、横线，80 个字以内。")
    check_inbox(inbox, out)
    folder = out.resolve() / run_id
    if (folder / FINISHED_BY).exists():
        raise UsageError(f"运行编号“{run_id}”已经完成，不会覆盖。请换一个编号，或不写 --run-id。")
    work = folder / WORK
    for left in (*folder.parent.glob(f"*/{WORK}"), *folder.glob(f".*{ASIDE}")):
        clear(left)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work.mkdir()
    except OSError as error:
        raise MachineError(f"输出文件夹 {folder} 不能写（{error.strerror}）。请检查权限和磁盘剩余空间，或用 -o 另指一处。") from error
    return RunFolder(folder, folder / "audit.jsonl", work)


def clear(path: Path) -> None:
    """Removes a file or folder of ours with all it holds, never what a link points to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def newest_run(out: Path) -> Path:
    """`out` itself where it is a run's folder, else the newest finished run below it. UsageError where there is none."""
    if (out / "audit.jsonl").exists():
        return out
    runs = sorted(path.parent for path in out.glob(f"*/{FINISHED_BY}")) if out.is_dir() else []
    if not runs:
        raise UsageError(f"{out} 里没有已完成的运行结果。请先运行 shenhe run。")
    return max(runs, key=lambda path: ((path / FINISHED_BY).stat().st_mtime_ns, path.name))

"""A file or a folder of results appears whole or not at all: written aside, then renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.problem import MachineError
from pipeline.text_safety import visible

ASIDE = ".aside"


@contextmanager
def file_aside(path: Path) -> Iterator[Path]:
    """Yields a path beside `path` to write to; it becomes `path` when the block ends well and is gone when it does not."""
    aside = path.with_name(f".{path.name}{ASIDE}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield aside
        _settle_on_disk(aside)
        os.replace(aside, path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        aside.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> Path:
    with file_aside(path) as aside:
        aside.write_bytes(data)
    return path


@contextmanager
def folder_aside(path: Path) -> Iterator[Path]:
    """Yields an empty folder beside `path`; it takes the place of `path` when the block ends well."""
    aside = path.with_name(f".{path.name}{ASIDE}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        yield aside
        if path.exists():
            shutil.rmtree(path)
        os.replace(aside, path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _settle_on_disk(path: Path) -> None:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())


def _cannot_write(path: Path, error: OSError) -> MachineError:
    reason = error.strerror or str(error)
    return MachineError(
        f"写不了结果文件“{visible(path.name)}”（{visible(reason)}）：请查看输出文件夹的权限和磁盘剩余空间，再用同一运行编号重做。"
    )

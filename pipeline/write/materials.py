"""Are the materials still those that were read? Found again by the names that the log shows, compared by their hashes.

Everything here is untrusted: the log may be forged, and the inbox holds whatever people hand in.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZipFile, ZipInfo

from pipeline.receive import DIRECTORY_BYTES, UNPACKING_ERRORS, directory_bytes, shown
from pipeline.write.chain import file_digest

NUMBERED = re.compile(r"（\d+）$")  # how receive.py tells two names apart that look the same
ZIP_DEPTH = 3
ZIP_MEMBERS = 3000
ZIP_BYTES = 1_500_000_000  # unpacked, of one zip: more is not unpacked just to compare it
BLOCK = 1 << 20


@dataclass(slots=True)
class Materials:
    """An inbox to look things up in. `sizes` are those of all files that the log names: only such are unpacked from zips."""

    inbox: Path
    sizes: frozenset[int]
    _listed: dict[Path, list[tuple[str, Path, bool]]] = field(default_factory=dict)
    _unpacked: dict[Path, frozenset[str]] = field(default_factory=dict)

    def still_hold(self, name: str, wanted: str) -> bool | None:
        """Whether the file is what came; None: it is not there.

        Without a hash the file was refused unread: that it is there is all that can be said. A file inside a zip is
        looked for by its hash, its name may have been in any encoding.
        """
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\x00" in name:
            return None
        answers = [self._is_what_came(path, wanted, inner=inner) for path, inner in self._places(self.inbox, parts)]
        return any(answers) if answers else None

    def _places(self, folder: Path, parts: Sequence[str]) -> Iterator[tuple[Path, bool]]:
        """The files that a name in the log may mean, and whether something inside them is meant (then they are zips)."""
        for here, path, is_folder in self._listing(folder):
            if parts[0] != here and NUMBERED.sub("", parts[0]) != here:
                continue
            if not is_folder:
                yield path, len(parts) > 1
            elif len(parts) > 1:
                yield from self._places(path, parts[1:])

    def _listing(self, folder: Path) -> list[tuple[str, Path, bool]]:
        """What lies there, by the names that the log would show: text and composed, whatever they are on the disk."""
        if folder not in self._listed:
            try:
                with os.scandir(folder) as entries:
                    found = [(shown(entry.name), Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in entries]
            except OSError:
                found = []
            self._listed[folder] = found
        return self._listed[folder]

    def _is_what_came(self, path: Path, wanted: str, *, inner: bool) -> bool:
        if not wanted:
            return True
        if path.is_symlink() or not path.is_file():  # a pipe, say: to open it would be to wait for ever
            return False
        if inner:
            return wanted in self._inside(path)
        try:
            return file_digest(path) == wanted
        except OSError:
            return False

    def _inside(self, path: Path) -> frozenset[str]:
        """The hashes of what a zip holds."""
        if path not in self._unpacked:
            try:
                with path.open("rb") as handle:
                    self._unpacked[path] = frozenset(_Unpacking(self.sizes).hashes(handle, ZIP_DEPTH))
            except OSError:
                self._unpacked[path] = frozenset()
        return self._unpacked[path]


@dataclass(slots=True)
class _Unpacking:
    """One zip with the zips inside it, within bounds; what cannot be unpacked has no hash."""

    sizes: frozenset[int]
    left: int = ZIP_BYTES

    def hashes(self, handle: IO[bytes], depth: int) -> Iterator[str]:
        try:
            if directory_bytes(handle) > DIRECTORY_BYTES:
                return
            with ZipFile(handle) as archive:
                places: set[int] = set()
                for member in archive.infolist()[:ZIP_MEMBERS]:
                    if member.header_offset not in places:  # a bomb may name the same bytes a thousand times
                        places.add(member.header_offset)
                        yield from self._of_member(archive, member, depth)
        except UNPACKING_ERRORS:
            return

    def _of_member(self, archive: ZipFile, member: ZipInfo, depth: int) -> Iterator[str]:
        if member.file_size in self.sizes:
            yield from self._hash(archive, member)
        if depth > 1 and member.filename.lower().endswith(".zip") and member.file_size <= self.left:
            with archive.open(member) as inner:
                yield from self.hashes(inner, depth - 1)

    def _hash(self, archive: ZipFile, member: ZipInfo) -> Iterator[str]:
        digest = hashlib.sha256()
        try:
            with archive.open(member) as handle:
                while self.left > 0 and (block := handle.read(BLOCK)):
                    self.left -= len(block)
                    digest.update(block)
        except UNPACKING_ERRORS:
            return
        if self.left > 0:
            yield digest.hexdigest()

"""Inbox → applications. The inbox is only read; what comes out of zips goes into a spool under names of our own."""

from __future__ import annotations

import errno
import hashlib
import lzma
import os
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO

from extractors.sniff import HEAD_BYTES, REMEDY, Sort, sniff, sort_of_zip
from models.document import Media, Received, ReceivedFile
from models.problem import Category, Problem, Severity, UsageError
from pipeline.settings import Limits, Settings

BLOCK = 1024 * 1024
UNPACKING_ERRORS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, RuntimeError, EOFError, ValueError, LookupError)
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
SPARE_BYTES = 64 * BLOCK  # of the disk: nobody's zip may take what the run needs for its results
DIRECTORY_BYTES = 8 * BLOCK  # of a zip: more would be millions of members, and each costs memory before it can be counted
END_OF_ZIP, END_OF_ZIP64 = b"PK\x05\x06", b"PK\x06\x06"
SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
READABLE_ENDINGS = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".docx", ".zip"})
MEDIA = {Sort.PDF: Media.PDF, Sort.IMAGE: Media.IMAGE, Sort.DOCX: Media.DOCX}


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the inbox that is nobody's application: hidden files, office lock files."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reception:
    applications: tuple[Received, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Desk:
    """What one application gathers while its files are walked."""

    limits: Limits
    spool: Path
    files: list[ReceivedFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    unpacked: int = 0


def receive(inbox: Path, *, spool: Path, settings: Settings, leave_out: frozenset[str] = frozenset()) -> Reception:
    """All applications of the inbox, sorted by name. `spool` is a folder of the run for what zips hold.

    `leave_out`: raw names of what lies directly in the inbox and is still being copied; said, not read.
    """
    if not inbox.is_dir():
        raise UsageError(f"没有这个收件文件夹：{inbox}。请检查路径。")
    inbox = inbox.absolute()  # workers on other machines have another working folder
    applications: list[Received] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    names: set[str] = set()
    for entry, plain_name, county in _entries(inbox, settings, skipped, leave_out):
        name = fresh(names, plain_name)
        desk = _Desk(settings.limits, spool)
        _take(desk, entry, name, depth=0)
        skipped += desk.skipped
        if desk.files or desk.problems:
            applications.append(Received(name, tuple(desk.files), tuple(desk.problems), county))
        elif entry.is_dir(follow_symlinks=False):
            empty = Problem(Category.FILE, Severity.ERROR, f"文件夹“{name}”中没有申报文件。", "请确认是否漏收，补齐后重新运行。", file=name)
            applications.append(Received(name, (), (empty,), county))
    return Reception(tuple(sorted(applications, key=lambda one: one.application)), tuple(skipped), tuple(problems))


def _entries(
    inbox: Path, settings: Settings, skipped: list[Skipped], leave_out: frozenset[str]
) -> Iterator[tuple[os.DirEntry[str], str, str | None]]:
    """The applications' own folders and files, with their names; with --by-county one level lower."""
    for entry in _listed(inbox):
        name = shown(entry.name)
        if entry.name in leave_out:
            skipped.append(Skipped(name, "还在复制中，这次未审"))
            continue
        if _is_skipped(entry.name, name, skipped):
            continue
        if settings.by_county and entry.is_dir(follow_symlinks=False):
            for inner in _listed(Path(entry.path)):
                inner_name = f"{name}/{shown(inner.name)}"
                if not _is_skipped(inner.name, inner_name, skipped):
                    yield inner, inner_name, name
        else:
            yield entry, name, None


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_skipped(raw: str, name: str, skipped: list[Skipped]) -> bool:
    if raw.startswith("~$"):
        skipped.append(Skipped(name, "办公软件的锁定文件"))
    elif raw.startswith(".") or raw.lower() in SKIPPED_NAMES:
        skipped.append(Skipped(name, "隐藏文件或系统文件"))
    else:
        return False
    return True


def _take(desk: _Desk, entry: os.DirEntry[str], name: str, *, depth: int) -> None:
    """One entry of the inbox, with everything below it."""
    if len(desk.files) >= desk.limits.files_per_application:
        _complain(desk, name, f"文件超过 {desk.limits.files_per_application} 个，其余未读。", "请申报单位合并后重新提交。")
        return
    if entry.is_symlink():
        _complain(desk, name, f"“{name}”是链接，不是文件，未读取。", "请放入文件本身。")
    elif entry.is_dir(follow_symlinks=False):
        if depth >= desk.limits.folder_depth:
            _complain(desk, name, f"文件夹层数超过 {desk.limits.folder_depth} 层，其下未读。", "请减少文件夹层数。")
            return
        for inner in _listed(Path(entry.path)):
            inner_name = f"{name}/{shown(inner.name)}"
            if not _is_skipped(inner.name, inner_name, desk.skipped):
                _take(desk, inner, inner_name, depth=depth + 1)
    else:
        _take_file(desk, entry.path, name)


def _take_file(desk: _Desk, path: str, name: str) -> None:
    try:
        handle = open_regular(path)
    except OSError as error:
        _refuse(desk, path, name, Sort.OTHER, f"“{name}”打不开（{error.strerror or '不是普通文件'}）。", "请检查权限，或重新复制该文件。")
        return
    with handle:
        size = os.fstat(handle.fileno()).st_size
        if size > desk.limits.file_bytes:
            message = f"“{name}”有 {size // 1_000_000} MB，超过单个文件 {desk.limits.file_bytes // 1_000_000} MB 的上限。"
            _refuse(desk, path, name, Sort.OTHER, message, "请申报单位拆分或降低扫描分辨率后重新提交。", size=size)
            return
        digest = _digest(handle)
        handle.seek(0)
        _sort_file(desk, handle, path, name, digest, size, depth=0)


def _sort_file(desk: _Desk, handle: IO[bytes], path: str, name: str, digest: str, size: int, *, depth: int) -> None:
    """A file with known bytes: a zip is opened, a readable one taken, anything else refused with its remedy."""
    sort = sniff(handle.read(HEAD_BYTES))
    if sort is Sort.ZIP:
        try:
            handle.seek(0)
            if directory_bytes(handle) > DIRECTORY_BYTES:
                message = f"压缩包“{name}”的目录异常大，疑似压缩炸弹，未展开。"
                _refuse(desk, path, name, Sort.ZIP, message, "请直接提交文件，不要压缩。", digest=digest, size=size)
                return
            archive = zipfile.ZipFile(handle)
            sort = sort_of_zip(archive)
        except UNPACKING_ERRORS:
            message = f"压缩包“{name}”已损坏或无法打开。"
            _refuse(desk, path, name, Sort.ZIP, message, "请重新压缩为普通 ZIP，或直接提交文件。", digest=digest, size=size)
            return
        with archive:
            if sort is Sort.ZIP:
                _unpack(desk, archive, name, depth=depth)
                return
    media = MEDIA.get(sort)
    if media is not None:
        desk.files.append(ReceivedFile(fresh(desk.names, name), path, digest, size, media))
        return
    ending = Path(name).suffix.lower()
    if ending == ".pdf":
        message = f"“{name}”的名称是 .pdf，内容却是{sort.value}，无法按 PDF 打开。"
    else:
        message = f"“{name}”是{sort.value}，不能直接读取。"
    _refuse(desk, path, name, sort, message, REMEDY[sort], digest=digest, size=size)


def directory_bytes(handle: IO[bytes]) -> int:
    """How large a zip says its list of members is; 0 where it does not say (then it is no zip). Raises OSError."""
    size = handle.seek(0, os.SEEK_END)
    handle.seek(max(0, size - 70_000))
    tail = handle.read()
    end = tail.rfind(END_OF_ZIP)
    if end < 0 or end + 16 > len(tail):
        return 0
    told = int(struct.unpack_from("<I", tail, end + 12)[0])
    wide = tail.rfind(END_OF_ZIP64, 0, end)
    if wide >= 0 and wide + 48 <= len(tail):
        told = max(told if told != 0xFFFFFFFF else 0, int(struct.unpack_from("<Q", tail, wide + 40)[0]))
    return told


def _unpack(desk: _Desk, archive: zipfile.ZipFile, name: str, *, depth: int) -> None:
    """The members of a zip, each into the spool under its hash; no member ever names a path."""
    if depth >= desk.limits.zip_depth:
        _complain(desk, name, f"压缩包“{name}”套了 {depth} 层，未再展开。", "请解压后直接提交文件。")
        return
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > desk.limits.zip_entries:
        _complain(desk, name, f"压缩包“{name}”中文件超过 {desk.limits.zip_entries} 个，未展开。", "请拆分后重新提交。")
        return
    if overlap(members):
        _complain(desk, name, f"压缩包“{name}”中的文件互相重叠，疑似压缩炸弹，未展开。", "请直接提交文件，不要压缩。")
        return
    taken = 0
    for info in members:
        inner = member_name(info)
        full = f"{name}/{inner}"
        parts = inner.split("/")
        if any(_is_skipped(part, full, desk.skipped) for part in parts if part not in ("..", ".")):
            continue
        if inner.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            _complain(desk, name, f"压缩包“{name}”中的文件名“{inner}”指向包外，未展开。", "请让申报单位重新压缩。")
        elif stat.S_ISLNK(info.external_attr >> 16):
            _complain(desk, full, f"压缩包内的“{inner}”是链接，未读取。", "请放入文件本身。")
        elif info.flag_bits & 0x1:
            _refuse(desk, "", full, Sort.ZIP, f"压缩包内的“{inner}”加了密码，无法展开。", "请提供不加密的压缩包。")
        else:
            _unpack_one(desk, archive, info, full, depth=depth)
        taken += 1
    if taken == 0:
        _complain(desk, name, f"压缩包“{name}”里没有文件。", "请重新提交。")


def overlap(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two members claim the same bytes: no honest zip does, and a small one becomes huge that way (Fifield 2019)."""
    places = sorted((info.header_offset, info.header_offset + info.compress_size) for info in members)
    return any(end > begin for (_, end), (begin, _) in pairwise(places)) or len({begin for begin, _ in places}) < len(places)


def _unpack_one(desk: _Desk, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, *, depth: int) -> None:
    limits = desk.limits
    ratio = info.file_size // max(info.compress_size, 1)
    suspicious = info.file_size > BLOCK and ratio > limits.zip_ratio
    if suspicious or info.file_size > limits.file_bytes:
        _refuse(
            desk, "", name, Sort.ZIP, f"“{name}”展开后异常大，疑似压缩炸弹，未展开。", "请直接提交文件，不要压缩。", size=info.file_size
        )
        return
    if shutil.disk_usage(desk.spool).free - info.file_size < SPARE_BYTES:
        _refuse(desk, "", name, Sort.ZIP, f"磁盘剩余空间不足，“{name}”未展开。", "请清出磁盘空间后重新运行。", size=info.file_size)
        return
    holder = desk.spool / f"incoming-{os.getpid()}-{len(desk.files)}-{desk.unpacked}"
    digest = hashlib.sha256()
    size = 0
    try:
        with archive.open(info) as member, holder.open("wb") as out:
            while block := member.read(BLOCK):
                size += len(block)
                desk.unpacked += len(block)
                if size > limits.file_bytes or desk.unpacked > limits.unpacked_bytes:
                    raise OverflowError
                digest.update(block)
                out.write(block)
    except OverflowError:
        holder.unlink(missing_ok=True)
        _refuse(desk, "", name, Sort.ZIP, f"“{name}”展开后超过上限，未读取。", "请直接提交文件，不要压缩。", size=size)
        return
    except UNPACKING_ERRORS as error:
        holder.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            raise
        _refuse(desk, "", name, Sort.ZIP, f"“{name}”在压缩包内已损坏，无法展开。", "请重新压缩后提交。", size=size)
        return
    kept = desk.spool / digest.hexdigest()
    holder.replace(kept)
    with kept.open("rb") as handle:
        _sort_file(desk, handle, str(kept), name, digest.hexdigest(), size, depth=depth + 1)


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 where the zip says so, else the bytes tried as UTF-8, then as GBK (Windows in China)."""
    if info.flag_bits & 0x800:
        return _tidy(info.filename)
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return _tidy(info.filename)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _tidy(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _tidy(info.filename)


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/").split("\x00")[0])


def shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are tried as GBK, else written as escapes; composed (NFC)."""
    try:
        name.encode("utf-8")
        text = name
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            text = raw.decode("utf-8", errors="backslashreplace")
    return unicodedata.normalize("NFC", text)


def fresh(names: set[str], name: str) -> str:
    """The name, numbered where it is taken: a zip may hold two members of one name, and two names may look the same."""
    own, number = name, 1
    while own in names:
        number += 1
        own = f"{name}（{number}）"
    names.add(own)
    return own


def open_regular(path: str) -> IO[bytes]:
    """A regular file opened for reading without following links, blocking on pipes or touching its access time."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags | os.O_NOATIME)
    except PermissionError:
        descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "不是普通文件")
    return os.fdopen(descriptor, "rb")


def _digest(handle: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := handle.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _complain(desk: _Desk, name: str, message: str, remedy: str) -> None:
    desk.problems.append(Problem(Category.FILE, Severity.ERROR, message, remedy, file=name))


def _refuse(desk: _Desk, path: str, name: str, sort: Sort, message: str, remedy: str, *, digest: str = "", size: int = 0) -> None:
    """A file that stays on the list with its status and is not read."""
    own = fresh(desk.names, name)
    problem = Problem(Category.FILE, Severity.ERROR, message, remedy, file=own)
    broken = sort in (Sort.EMPTY, Sort.ZIP) or Path(name).suffix.lower() in READABLE_ENDINGS
    media = Media.BROKEN if broken else Media.UNSUPPORTED
    desk.files.append(ReceivedFile(own, path, digest, size, media, refused=problem))

"""What lies in the inbox becomes applications; nothing is ignored silently, nothing is followed, nothing is written."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.sniff import REMEDY, Sort, sniff
from models.document import Media
from models.problem import UsageError
from pipeline.receive import MEDIA, Reception, member_name, receive, shown
from pipeline.settings import Limits, Settings

PDF = b"%PDF-1.4\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def received(inbox: Path, **changes: object) -> Reception:
    spool = inbox.parent / "spool"
    spool.mkdir(exist_ok=True)
    return receive(inbox, spool=spool, settings=Settings(**changes))  # type: ignore[arg-type]


def test_folders_files_and_zips_are_applications_of_their_own(inbox: Path) -> None:
    (inbox / "甲中心" / "附件").mkdir(parents=True)
    (inbox / "甲中心" / "申报表.pdf").write_bytes(PDF)
    (inbox / "甲中心" / "附件" / "执照.png").write_bytes(PNG)
    (inbox / "乙公司.pdf").write_bytes(PDF)
    with zipfile.ZipFile(inbox / "丙协会.zip", "w") as archive:
        archive.writestr("内/申报表.pdf", PDF)
    got = {one.application: [file.path for file in one.files] for one in received(inbox).applications}
    assert got == {
        "甲中心": ["甲中心/申报表.pdf", "甲中心/附件/执照.png"],
        "乙公司.pdf": ["乙公司.pdf"],
        "丙协会.zip": ["丙协会.zip/内/申报表.pdf"],
    }


def test_by_county_takes_the_second_level(inbox: Path) -> None:
    (inbox / "岳阳楼区" / "甲中心").mkdir(parents=True)
    (inbox / "岳阳楼区" / "甲中心" / "表.pdf").write_bytes(PDF)
    (inbox / "岳阳楼区" / "乙.pdf").write_bytes(PDF)
    one, other = received(inbox, by_county=True).applications
    assert (one.application, one.county_folder) == ("岳阳楼区/乙.pdf", "岳阳楼区")
    assert (other.application, other.county_folder) == ("岳阳楼区/甲中心", "岳阳楼区")


@pytest.mark.parametrize(
    ("name", "content", "media", "word"),
    [
        ("空.pdf", b"", Media.BROKEN, "空文件"),
        ("文字.pdf", "这不是 PDF".encode(), Media.BROKEN, "纯文本"),
        ("表.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, Media.UNSUPPORTED, "Word"),
        ("表.rar", b"Rar!\x1a\x07\x01\x00", Media.UNSUPPORTED, "RAR"),
        ("照片.heic", b"\x00\x00\x00\x18ftypheic", Media.UNSUPPORTED, "HEIC"),
        ("坏.zip", b"PK\x03\x04 broken", Media.BROKEN, "压缩包"),
        ("图.png", b"not a picture at all", Media.BROKEN, "纯文本"),
    ],
)
def test_what_cannot_be_read_stays_on_the_list_with_a_remedy(inbox: Path, name: str, content: bytes, media: Media, word: str) -> None:
    (inbox / name).write_bytes(content)
    (file,) = received(inbox).applications[0].files
    assert file.media is media
    assert file.refused is not None
    assert word in file.refused.message
    assert file.refused.remedy


def test_hidden_and_lock_files_are_skipped_and_said(inbox: Path) -> None:
    for name in (".DS_Store", "~$申报表.docx", "Thumbs.db"):
        (inbox / name).write_bytes(b"x")
    reception = received(inbox)
    assert not reception.applications
    assert {one.path for one in reception.skipped} == {".DS_Store", "~$申报表.docx", "Thumbs.db"}


def test_an_empty_folder_is_said(inbox: Path) -> None:
    (inbox / "空单位").mkdir()
    (one,) = received(inbox).applications
    assert "没有申报文件" in one.problems[0].message


def test_links_and_pipes_are_never_followed(inbox: Path) -> None:
    secret = inbox.parent / "secret.pdf"
    secret.write_bytes(PDF)
    (inbox / "链接.pdf").symlink_to(secret)
    os.mkfifo(inbox / "管道.pdf")
    for one in received(inbox).applications:
        assert not [file for file in one.files if file.refused is None]


def test_names_in_gbk_are_read(inbox: Path) -> None:
    path = inbox / "包.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("AAAAAA.pdf", PDF)
    raw = path.read_bytes().replace(b"AAAAAA.pdf", "申报表".encode("gbk") + b".pdf")
    path.write_bytes(raw)
    (file,) = received(inbox).applications[0].files
    assert file.path == "包.zip/申报表.pdf"


@pytest.mark.parametrize("member", ["../../逃.pdf", "/etc/逃.pdf", "C:/逃.pdf", "..\\..\\逃.pdf"])
def test_a_member_never_names_a_path(inbox: Path, member: str) -> None:
    with zipfile.ZipFile(inbox / "包.zip", "w") as archive:
        archive.writestr(member, PDF)
    before = set(inbox.parent.rglob("*"))
    one = received(inbox).applications[0]
    assert not [file for file in one.files if file.refused is None]
    assert "指向包外" in one.problems[0].message
    assert {path.name for path in set(inbox.parent.rglob("*")) - before} <= {"spool"}


def test_bombs_are_refused_before_they_unfold(inbox: Path) -> None:
    with zipfile.ZipFile(inbox / "弹.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("大.pdf", b"\x00" * 30_000_000)
    (file,) = received(inbox).applications[0].files
    assert file.refused is not None
    assert "压缩炸弹" in file.refused.message


def test_a_member_that_lies_about_its_size_is_stopped(inbox: Path) -> None:
    path = inbox / "谎.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("大.pdf", PDF + b"\x01" * 3_000_000)
    limits = Limits(file_bytes=2_000_000)
    spool = inbox.parent / "spool"
    spool.mkdir()
    reception = receive(inbox, spool=spool, settings=Settings(limits=limits))
    assert all(file.refused is not None for one in reception.applications for file in one.files)


def test_too_deep_zips_are_not_opened(inbox: Path) -> None:
    inner = PDF
    name = "表.pdf"
    for level in range(5):
        path = inbox.parent / f"{level}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, inner)
        inner, name = path.read_bytes(), f"{level}.zip"
    (inbox / "套.zip").write_bytes(inner)
    assert any("套了" in problem.message for problem in received(inbox).applications[0].problems)


def test_encrypted_members_are_said(inbox: Path) -> None:
    path = inbox / "密.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("表.pdf", PDF)
    raw = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(signature) + offset
        struct.pack_into("<H", raw, at, struct.unpack_from("<H", raw, at)[0] | 1)
    path.write_bytes(bytes(raw))
    (file,) = received(inbox).applications[0].files
    assert file.refused is not None
    assert "密码" in file.refused.message


def test_the_inbox_is_left_as_it_was(inbox: Path) -> None:
    (inbox / "甲").mkdir()
    (inbox / "甲" / "表.pdf").write_bytes(PDF)
    with zipfile.ZipFile(inbox / "乙.zip", "w") as archive:
        archive.writestr("表.pdf", PDF)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_mode) for path in inbox.rglob("*")}
    received(inbox)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_mode) for path in inbox.rglob("*")} == before


def test_hashes_are_those_of_the_bytes(inbox: Path) -> None:
    (inbox / "表.pdf").write_bytes(PDF)
    (file,) = received(inbox).applications[0].files
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()


def test_names_that_are_no_utf8_are_shown() -> None:
    assert shown(os.fsdecode("申报".encode("gbk"))) == "申报"


def test_a_missing_inbox_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个收件文件夹"):
        receive(tmp_path / "无", spool=tmp_path, settings=Settings())


def test_what_is_still_being_copied_is_left_out_and_said(inbox: Path) -> None:
    for name in ("甲", "乙"):
        (inbox / name).mkdir()
        (inbox / name / "表.pdf").write_bytes(PDF)
    reception = receive(inbox, spool=inbox.parent, settings=Settings(), leave_out=frozenset({"乙"}))
    assert [one.application for one in reception.applications] == ["甲"]
    assert [(one.path, one.reason) for one in reception.skipped] == [("乙", "还在复制中，这次未审")]


def test_files_can_be_found_from_any_working_folder(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "表.pdf").write_bytes(PDF)
    monkeypatch.chdir(inbox.parent)
    (file,) = receive(Path("inbox"), spool=inbox.parent, settings=Settings()).applications[0].files
    assert Path(file.source).is_absolute()


def test_a_list_of_members_that_would_fill_the_memory_is_not_read(inbox: Path) -> None:
    body = PDF * 100 + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, 500_000_000, 0, 0)
    (inbox / "包.zip").write_bytes(b"PK\x03\x04" + body)
    (file,) = received(inbox).applications[0].files
    assert file.refused is not None
    assert "目录异常大" in file.refused.message


def test_a_wide_zip_is_no_bomb(inbox: Path) -> None:
    with zipfile.ZipFile(inbox / "包.zip", "w") as archive, archive.open("表.pdf", "w", force_zip64=True) as out:
        out.write(PDF)
    (file,) = received(inbox).applications[0].files
    assert file.refused is None


def test_a_full_disk_is_not_the_fault_of_the_zip(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(inbox / "包.zip", "w") as archive:
        archive.writestr("表.pdf", PDF)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    monkeypatch.setattr(zipfile.ZipExtFile, "read", full)
    with pytest.raises(OSError, match="No space left"):
        received(inbox)


def test_a_zip_may_not_take_the_rest_of_the_disk(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(inbox / "包.zip", "w") as archive:
        archive.writestr("表.pdf", PDF)
    monkeypatch.setattr("pipeline.receive.SPARE_BYTES", 10**18)
    (file,) = received(inbox).applications[0].files
    assert file.refused is not None
    assert "磁盘剩余空间不足" in file.refused.message


def test_two_members_of_one_name_are_two_files(inbox: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(inbox / "包.zip", "w") as archive:
        warnings.simplefilter("ignore")
        for body in (PDF, PDF + b"2", b""):
            archive.writestr("表.pdf", body)
    files = received(inbox).applications[0].files
    assert [file.path for file in files] == ["包.zip/表.pdf", "包.zip/表.pdf（2）", "包.zip/表.pdf（3）"]
    assert files[2].refused is not None
    assert files[2].refused.file == "包.zip/表.pdf（3）"


def test_two_names_that_look_the_same_are_two_applications(inbox: Path) -> None:
    for name in ("caf\u00e9", "cafe\u0301"):
        (inbox / name).mkdir()
        (inbox / name / "表.pdf").write_bytes(PDF)
    applications = received(inbox).applications
    assert [one.application for one in applications] == ["café", "café（2）"]
    assert len({file.path for one in applications for file in one.files}) == 2


@given(st.binary(max_size=3000))
def test_any_first_bytes_have_a_sort_and_what_is_not_read_has_a_remedy(head: bytes) -> None:
    sort = sniff(head)
    assert sort in MEDIA or sort in REMEDY or sort is Sort.ZIP


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=40), st.binary(max_size=80)), max_size=5), st.binary(max_size=30), st.integers(0, 400))
def test_any_zip_is_received_without_a_word_from_python(
    tmp_path_factory: pytest.TempPathFactory, members: list[tuple[str, bytes]], noise: bytes, at: int
) -> None:
    """Members under any name, the bytes of the zip overwritten anywhere: files and problems come out, nothing else."""
    home = tmp_path_factory.mktemp("zip")
    inbox, spool = home / "inbox", home / "spool"
    inbox.mkdir()
    spool.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in members:
                with contextlib.suppress(ValueError, IndexError):
                    archive.writestr(name or "x", PDF + body)
    raw = packed.getvalue()
    (inbox / "包.zip").write_bytes(raw[:at] + noise + raw[at + len(noise) :])
    reception = receive(inbox, spool=spool, settings=Settings())
    assert {path.name for path in home.iterdir()} == {"inbox", "spool"}
    for application in reception.applications:
        assert application.files or application.problems
        for file in application.files:
            assert file.refused is None or file.refused.remedy
            assert "\x00" not in file.path


@given(st.binary(max_size=60))
def test_any_member_name_is_text_that_can_be_written(raw: bytes) -> None:
    info = zipfile.ZipInfo(raw.decode("cp437"))
    name = member_name(info)
    assert name.encode("utf-8").decode("utf-8") == name
    assert "\x00" not in name


@given(st.binary(min_size=1, max_size=60).filter(lambda raw: b"/" not in raw and b"\x00" not in raw))
def test_any_file_name_can_be_shown(raw: bytes) -> None:
    assert shown(os.fsdecode(raw)).encode("utf-8")

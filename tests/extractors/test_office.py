"""What a DOCX promises: words in order, cells as they are merged, ticks as they are set; and that no zip can do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors import office
from extractors.office import OfficeReason, Unreadable, docx_pictures, read_docx
from models.document import Doubt, MarkState, Page, Reading

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def saved(folder: Path, document) -> str:
    path = folder / "a.docx"
    document.save(path)
    return str(path)


def read(folder: Path, document) -> Page:
    (page,) = read_docx(saved(folder, document), "a.docx")
    return page


def rows_of(page: Page, table: int = 0) -> list[list[str]]:
    found = page.tables[table]
    return [[cell.text for cell in found.row(i)] for i in range(found.n_rows)]


def add(document, xml: str) -> None:
    document.element.body.insert(0, parse_xml(xml))


def test_paragraphs_and_tables_stand_in_their_order(tmp_path):
    document = docx.Document()
    document.add_paragraph("核心服务机构申报表")
    table = document.add_table(2, 2)
    for cell, text in zip([cell for row in table.rows for cell in row.cells], ["单位名称", "某某中心", "服务场所", "168㎡"], strict=True):
        cell.text = text
    document.add_paragraph("填报日期：2020年6月3日")
    page = read(tmp_path, document)
    assert page.text.split("\n") == ["核心服务机构申报表", "单位名称某某中心", "服务场所168㎡", "填报日期：2020年6月3日"]
    assert rows_of(page) == [["单位名称", "某某中心"], ["服务场所", "168㎡"]]
    assert (page.number, page.reading) == (None, Reading.OFFICE)
    assert page.place(page.words[0].box, "x").box is None


def test_merged_cells_span_what_they_cover(tmp_path):
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "某某路一号"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "人员"
    table.cell(0, 0).text, table.cell(1, 1).text, table.cell(1, 2).text = "地址", "总数", "26"
    table.cell(2, 1).text, table.cell(2, 2).text = "其中大专以上", "24"
    cells = {cell.text: (cell.row, cell.col, cell.row_span, cell.col_span) for cell in read(tmp_path, document).tables[0].cells}
    assert cells == {
        "地址": (0, 0, 1, 1), "某某路一号": (0, 1, 1, 2), "人员": (1, 0, 2, 1),
        "总数": (1, 1, 1, 1), "26": (1, 2, 1, 1), "其中大专以上": (2, 1, 1, 1), "24": (2, 2, 1, 1),
    }  # fmt: skip


def test_tabs_and_wide_spaces_part_words(tmp_path):
    document = docx.Document()
    document.add_paragraph("联系人\t周望山  电话　0730-1234567")
    document.add_paragraph("面积____168____平方米")
    assert [word.text for word in read(tmp_path, document).words] == ["联系人", "周望山", "电话", "0730-1234567", "面积 168 平方米"]


@pytest.mark.parametrize(
    ("xml", "text", "state"),
    [
        (f'<w:p {nsdecls("w")} {W14}><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
         "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>综合</w:t></w:r></w:p>", "☑综合", MarkState.TICKED),
        (f'<w:p {nsdecls("w")} {W14}><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
         "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>综合</w:t></w:r></w:p>", "□综合", MarkState.EMPTY),
        (f'<w:p {nsdecls("w")}><w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>综合</w:t></w:r></w:p>', "☑综合", MarkState.TICKED),
        (f'<w:p {nsdecls("w")}><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>综合</w:t></w:r></w:p>', "□综合", MarkState.EMPTY),
        (f'<w:p {nsdecls("w")}><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
         "</w:fldChar></w:r><w:r><w:t>综合</w:t></w:r></w:p>", "☑综合", MarkState.TICKED),
    ],
    ids=["control ticked", "control empty", "wingdings 2", "wingdings box", "legacy field"],
)  # fmt: skip
def test_ticks_of_every_kind_are_marks(tmp_path, xml, text, state):
    document = docx.Document()
    add(document, xml)
    page = read(tmp_path, document)
    assert page.words[0].text == text
    assert [mark.state for mark in page.marks] == [state]


def test_deleted_hidden_and_struck_text_is_told_apart(tmp_path):
    document = docx.Document()
    add(document, f"<w:p {nsdecls('w')}><w:del><w:r><w:delText>150</w:delText></w:r></w:del><w:ins><w:r><w:t>168</w:t></w:r></w:ins></w:p>")
    paragraph = document.add_paragraph()
    paragraph.add_run("500").font.hidden = True
    struck = document.add_paragraph().add_run("120")
    struck.font.strike = True
    page = read(tmp_path, document)
    assert [word.text for word in page.words] == ["168", "120"]
    assert page.words[1].doubts == {Doubt.CROSSED_OUT}
    assert "隐藏" in page.notes[0]


def test_text_boxes_headers_and_nested_tables_are_read(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉单位"
    outer = document.add_table(1, 1)
    inner = outer.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "服务人员", "26人"
    add(document, f'<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>文本框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>")  # fmt: skip
    page = read(tmp_path, document)
    texts = [word.text for word in page.words]
    assert {"页眉单位", "文本框里的话", "服务人员", "26人"} <= set(texts)
    assert texts.count("文本框里的话") == 1
    assert [["服务人员", "26人"]] in [rows_of(page, i) for i in range(len(page.tables))]


def test_pasted_pictures_are_handed_over(tmp_path):
    document = docx.Document()
    stream = io.BytesIO()
    Image.new("RGB", (30, 20), (200, 10, 10)).save(stream, "PNG")
    stream.seek(0)
    document.add_picture(stream)
    pictures = docx_pictures(saved(tmp_path, document))
    assert [Image.open(io.BytesIO(one.data)).size for one in pictures] == [(30, 20)]
    assert "/" not in pictures[0].name


def refused(path: Path) -> OfficeReason:
    with pytest.raises(Unreadable) as caught:
        read_docx(str(path), "a.docx")
    return caught.value.reason


def test_what_is_no_docx_is_refused_with_its_reason(tmp_path):
    path = tmp_path / "a.docx"
    for data, reason in (
        (b"", OfficeReason.BROKEN),
        (b"PK\x03\x04xx", OfficeReason.BROKEN),
        (b"\xd0\xcf\x11\xe0" + bytes(600), OfficeReason.LOCKED),
    ):
        path.write_bytes(data)
        assert refused(path) is reason
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refused(path) is OfficeReason.BROKEN


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(office, "MAX_XML", 100_000)
    path = Path(saved(tmp_path, docx.Document()))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/extra.xml", b" " * 200_000)
    assert refused(path) is OfficeReason.TOO_LARGE


def test_entities_are_not_expanded(tmp_path):
    path = Path(saved(tmp_path, docx.Document()))
    body = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&a;&b;end</w:t></w:r></w:p></w:body></w:document>"
    )
    other = tmp_path / "b.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for item in old.infolist():
            new.writestr(item, body if item.filename == "word/document.xml" else old.read(item))
    try:
        text = read_docx(str(other), "b.docx")[0].text
    except Unreadable:
        text = ""
    assert "root:" not in text
    assert "lol" not in text


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 40_000), noise=st.binary(max_size=30))
def test_a_damaged_file_raises_nothing_but_unreadable(tmp_path, cut, noise):
    document = docx.Document()
    document.add_table(2, 2)
    path = Path(saved(tmp_path, document))
    data = path.read_bytes()
    at = cut % len(data)
    path.write_bytes(data[:at] + noise + data[at + len(noise) :])
    try:
        read_docx(str(path), "a.docx")
        docx_pictures(str(path))
    except Unreadable:
        pass


def test_rows_that_begin_late_and_wide_spans_stay_in_bounds(tmp_path):
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "甲"
    span = table.cell(1, 0)._tc.get_or_add_tcPr()
    span.append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="99999"/>'))
    assert read(tmp_path, document).tables[0].n_cols <= 201
    assert qn("w:gridSpan")


def test_characters_copied_out_of_a_pdf_are_what_they_look_like(tmp_path):
    document = docx.Document()
    document.add_paragraph("单位名称：⻓沙市⺠营企业服务中⼼")
    assert read(tmp_path, document).text == "单位名称：长沙市民营企业服务中心"

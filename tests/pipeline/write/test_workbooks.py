"""推荐汇总表 and 审核明细: official, complete, and inert whatever the papers say."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import papers
import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image

from models.notice import Column
from models.verdict import Decision, Outcome, Recommendation, Relation
from pipeline.write import Crop, Judged
from pipeline.write.detail import write_detail
from pipeline.write.page import write_page
from pipeline.write.rollup import heading_lines, write_rollup
from pipeline.write.rollup_cells import cell_value
from pipeline.write.sheet import Look, lines_needed, new_workbook, put, text_width

INJECTIONS = ('=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "#N/A", "＝1+1")


def rollup(tmp_path: Path, rows: int, **changed: object) -> Workbook:
    return load_workbook(write_rollup(papers.case(papers.batch(rows), **changed), tmp_path)[0])


def detail(tmp_path: Path, rows: int, **changed: object) -> Workbook:
    return load_workbook(write_detail(papers.case(papers.batch(rows), **changed), tmp_path)[0])


def texts(sheet: object) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]  # type: ignore[attr-defined]


@pytest.mark.parametrize("rows", [0, 12, 300])
def test_the_table_is_ready_to_print(rows: int, tmp_path: Path) -> None:
    sheet = rollup(tmp_path, rows, recommender="岳阳楼区工业和信息化局")["推荐汇总表"]
    assert sheet["A1"].value == "湖南省中小微企业核心服务机构推荐汇总表"
    assert sheet["A1"].font.name == "方正小标宋简体"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("landscape", 9, 1)
    assert sheet.print_title_rows == "$3:$3"
    assert "&P" in sheet.oddFooter.center.text
    assert "&N" in sheet.oddFooter.center.text
    assert any(text == "推荐单位（盖章）：岳阳楼区工业和信息化局" for text in texts(sheet))
    assert {"填表人：", "审核人：", "联系电话："} <= set(texts(sheet))


def test_the_paper_carries_the_run_and_the_seal(tmp_path: Path) -> None:
    sheet = rollup(tmp_path, 1)["推荐汇总表"]
    foot = next(text for text in texts(sheet) if "运行编号" in text)
    assert "20200605T010203Z" in foot
    assert papers.SEALED in foot
    assert papers.SEALED in sheet.oddFooter.right.text


def test_only_who_is_recommended_stands_in_the_table_and_nobody_is_lost(tmp_path: Path) -> None:
    book = rollup(tmp_path, 14)
    batch = papers.batch(14)
    sheets = {Decision.RECOMMEND: "推荐汇总表", Decision.REFER: "转人工核定", Decision.DO_NOT_RECOMMEND: "不予推荐"}
    for one in batch:
        name = one.application.answers["organisation_name"].value
        listed = {decision for decision, title in sheets.items() if name in texts(book[title])}
        assert listed == {one.decision}


def test_rows_are_grouped_and_numbered_by_category(tmp_path: Path) -> None:
    sheet = rollup(tmp_path, 14)["推荐汇总表"]
    first = [row[0].value for row in sheet.iter_rows(min_row=4, max_row=16)]
    groups = [value for value in first if isinstance(value, str)]
    assert groups[:3] == ["一、综合服务机构（3家）", "二、创新服务机构（4家）", "三、创业服务机构（3家）"]
    assert [value for value in first if isinstance(value, int)] == [1, 2, 3, 1, 2, 3, 4, 1, 2, 3]


def test_exact_numbers_are_numbers_and_320_odd_stays_words(tmp_path: Path) -> None:
    sheet = rollup(tmp_path, 1)["推荐汇总表"]
    row = [cell.value for cell in sheet[5]]
    assert row[4:9] == [168, 156.32, 26, "24 / 92.31%", "320以上"]


def test_the_activities_are_those_the_category_counts() -> None:
    column, rules = Column(title="次", width=9, source="activities"), papers.notice()
    made = papers.application("甲")
    values = [cell_value(column, rules, papers.assessment(made, category=one), 1) for one in ("综合", "创新", "创业")]
    assert values == [Decimal(12), Decimal(6), Decimal(4)]


def test_a_long_name_gets_a_row_that_holds_it(tmp_path: Path) -> None:
    sheet = rollup(tmp_path, 2)["推荐汇总表"]
    row = next(row for row in sheet.iter_rows() if row[1].value == papers.LONG_NAME)[1]
    width = sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[row.row].height >= 15 * lines_needed(papers.LONG_NAME, width)
    assert row.alignment.wrap_text


def test_headings_break_before_the_unit() -> None:
    assert heading_lines("服务资产（万元）") == "服务资产\n（万元）"
    assert heading_lines("其中大专及以上（人）/比例（%）") == "其中大专及以上\n（人）\n/比例（%）"
    assert heading_lines("备注") == "备注"
    assert text_width("服务A") == 5


@pytest.mark.parametrize("untrusted", INJECTIONS)
def test_no_text_becomes_a_formula(untrusted: str, tmp_path: Path) -> None:
    made = papers.application(
        "甲", untrusted.strip(), organisation_name=papers.found("organisation_name", untrusted), address=papers.found("address", untrusted)
    )
    case = papers.case((papers.assessment(made, Decision.REFER, "综合", (papers.question(),)), papers.assessment(replace(made, name="乙"))))
    for path in (*write_rollup(case, tmp_path), *write_detail(case, tmp_path)):
        for sheet in load_workbook(path).worksheets:
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type in "fe"]
        with zipfile.ZipFile(path) as archive:
            assert not any(
                b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist() if "/worksheets/" in name
            )


def test_formula_like_text_stays_text_even_when_edited() -> None:
    book = new_workbook()
    sheet = book.create_sheet("a")
    assert put(sheet, 1, 1, "=1+1", Look.TEXT).quotePrefix
    assert not put(sheet, 1, 2, "甲=1", Look.TEXT).quotePrefix


HOSTILE = ("甲\n乙", "甲\u202e乙", "甲\x0b乙", "名" * 60, "名" * 85, "\x00", "a&b<c>", "_x000D_", "甲\ud800")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_open_without_a_repair(name: str, tmp_path: Path) -> None:
    made = papers.application(name, organisation_name=papers.found("organisation_name", name))
    case = papers.case((papers.assessment(made),), run_id="批次&P 1")
    for path in (*write_rollup(case, tmp_path), *write_detail(case, tmp_path)):
        shown = "\n".join(text for sheet in load_workbook(path).worksheets for text in texts(sheet))
        assert not set(shown) & set("\u202e\x0b\x00\ud800")
    if "\u202e" in name:
        assert "<U+202E>" in shown


def test_a_text_too_long_for_a_cell_is_cut_and_said(tmp_path: Path) -> None:
    made = papers.assessment(papers.application("甲"), Decision.REFER)
    made = replace(made, because="因" * 40_000)
    sheet = load_workbook(write_detail(papers.case((made,)), tmp_path)[0])["总览"]
    assert any("原文共40000字" in text for text in texts(sheet))


def test_the_detail_has_its_sheets_filters_and_panes(tmp_path: Path) -> None:
    book = detail(tmp_path, 14)
    assert book.sheetnames == ["总览", "待核", "字段", "条件", "问题", "材料完整性", "关联", "说明"]
    for sheet in book.worksheets:
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("rows", [0, 1])
def test_nothing_at_all_looks_right_too(rows: int, tmp_path: Path) -> None:
    book = detail(tmp_path, rows)
    assert book["总览"]["B1"].value == "申报单位"
    assert any("没有发现关联迹象" in text for text in texts(book["关联"]))


def test_open_questions_come_first(tmp_path: Path) -> None:
    sheet = detail(tmp_path, 14)["总览"]
    outcomes = [sheet.cell(row, 6).value for row in range(2, 16)]
    assert outcomes[:2] == ["转人工核定", "转人工核定"]
    assert outcomes[2:4] == ["不予推荐", "不予推荐"]


def test_every_field_of_every_application_has_a_row_with_its_evidence(tmp_path: Path) -> None:
    sheet = detail(tmp_path, 6)["字段"]
    assert sheet.max_row == 1 + 6 * 24
    heads = [cell.value for cell in sheet[1]]
    row = {head: cell.value for head, cell in zip(heads, next(row for row in sheet.iter_rows() if row[4].value == "有出入"), strict=True)}
    assert (row["项目"], row["取值"], row["文件"], row["页"]) == ("服务场所面积", "98 ㎡", "申报表.pdf", 2)
    assert "103 ㎡（申报表.pdf 第3页" in row["其他候选"]
    assert row["人工结论"] in (None, "")


def test_links_lead_to_the_review_page(tmp_path: Path) -> None:
    book = detail(tmp_path, 2)
    assert book["字段"].cell(2, 17).hyperlink.target == "review/0001.html#f-organisation_name"
    assert book["总览"].cell(3, 11).hyperlink.location == "'字段'!A26"


def test_the_matrix_shows_three_colours_and_margins(tmp_path: Path) -> None:
    sheet = detail(tmp_path, 7)["条件"]
    cells = [cell for row in sheet.iter_rows(min_row=2, max_row=8, min_col=5) for cell in row]
    shown = {str(cell.value).split("\n")[0] for cell in cells}
    assert {"符合", "不符合", "需人工", "人工核对", "—"} <= shown
    colours = {cell.fill.start_color.rgb for cell in cells if str(cell.value).startswith(("符合", "不符合", "需人工"))}
    assert len(colours) == 3
    assert "不符合\n差2 人" in {cell.value for cell in cells}


def test_relations_are_told_from_both_sides(tmp_path: Path) -> None:
    batch = papers.batch(2)
    names = [one.application.name for one in batch]
    relation = Relation(names[0], names[1], "法定代表人相同", "强", (), "同名不同人")
    sheet = load_workbook(write_detail(papers.case(batch, relations=(relation,)), tmp_path)[0])["关联"]
    assert {sheet["A2"].value, sheet["A3"].value} == set(names)


@pytest.mark.parametrize("write", [write_rollup, write_detail])
def test_the_same_case_gives_the_same_bytes(write: object, tmp_path: Path) -> None:
    first, second = (write(papers.case(papers.batch(4)), tmp_path / part)[0].read_bytes() for part in ("a", "b"))  # type: ignore[operator]
    assert first == second


def test_a_notice_known_in_part_says_that_its_table_is_not_to_be_used(tmp_path: Path) -> None:
    case = papers.case(papers.batch(1))
    partly = replace(case.judged[0], notice=replace(case.notice, complete=False))
    sheet = load_workbook(write_rollup(replace(case, judged=(partly,)), tmp_path)[0])["推荐汇总表"]
    assert any("不能用于报送" in text for text in texts(sheet))
    assert Outcome.MET.title == "符合"


def test_several_notices_stand_side_by_side_one_row_an_applicant(tmp_path: Path) -> None:
    case = papers.case(papers.batch(6))
    later = papers.notice("hunan-2025")
    referred = tuple(replace(one, notice_id=later.id, decision=Decision.REFER, because="通知内容不全") for one in case.assessments)
    both = replace(case, judged=(*case.judged, Judged(later, Recommendation(later.id, referred, ()))))
    book = load_workbook(write_detail(both, tmp_path)[0])
    sheet = book["各通知对照"]
    assert [str(cell.value).split("（")[0] for cell in sheet[1]][4::2] == ["2020年通知", "2025年通知"]
    assert "收录不全，不作推荐" in str(sheet["G1"].value)
    decided = {one.application.name: one.decision.title for one in case.assessments}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=7)]
    assert {str(row[2]): row[4] for row in rows} == decided
    assert {row[6] for row in rows} == {Decision.REFER.title}
    assert "建议推荐 0 家" in str(sheet["H8"].value)
    tables = load_workbook(write_rollup(both, tmp_path)[0])
    assert any("收录不全，程序不作推荐" in text for text in texts(tables["推荐汇总表 hunan-2025"]))
    assert any("关于组织申报2020年" in text for text in texts(tables["推荐汇总表"]))
    page = write_page(both, tmp_path)
    assert "2025年通知（hunan-2025）" in next(path for path in page if path.name == "index.html").read_text()


def test_a_cell_that_needs_a_quote_lends_it_to_no_other(tmp_path: Path) -> None:
    book = new_workbook()
    sheet = book.create_sheet("一")
    for row, text in enumerate(("甲", "=1+1", "乙"), 1):
        put(sheet, row, 1, text, Look.PLAIN)
    book.save(tmp_path / "a.xlsx")
    cells = [row[0] for row in load_workbook(tmp_path / "a.xlsx")["一"].iter_rows()]
    assert [bool(cell.quotePrefix) for cell in cells] == [False, True, False]
    assert {cell.style for cell in cells} == {Look.PLAIN.value}


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 60), "#dde").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(("png", "pictures"), [(picture(), 1), (b"\x89PNG\r\n\x1a\nbroken", 0), (b"", 0)])
def test_open_questions_have_a_sheet_with_the_picture_and_only_the_answers_unlocked(png: bytes, pictures: int, tmp_path: Path) -> None:
    name = papers.batch(6)[5].application.name
    sheet = detail(tmp_path, 6, crops=(Crop(name, "premises_area", png),))["待核"]
    assert [sheet.cell(row, 3).value for row in (2, 3)] == ["服务场所面积", "其中大专及以上"]
    assert "103 ㎡（申报表.pdf 第3页）" in sheet.cell(2, 6).value
    assert len(sheet._images) == pictures
    assert sheet.protection.sheet
    assert [sheet.cell(2, column).protection.locked for column in range(1, 12)] == [True] * 7 + [False] * 3 + [True]

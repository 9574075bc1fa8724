"""What holds for every finder: nothing raises, and no candidate comes without its words and place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.finders import FINDERS
from models.answer import Source
from models.document import Cell, Page, Reading, Table, Word
from models.geometry import Box
from tests.builders import page_of

PIECES = st.sampled_from(
    [
        "单位名称",
        "申报单位（盖章）：",
        "法定代表人",
        "服务场所面积（㎡）",
        "服务资产（千元）",
        "服务人员",
        "其中：大专及以上",
        "占比",
        "年服务企业",
        "公共服务活动",
        "申报类别",
        "☑综合",
        "□创新",
        "创业（√）",
        "是否在省平台注册",
        "☑是",
        "□否",
        "2018年",
        "2019年",
        "合计",
        "序号",
        "姓名",
        "学历",
        "推荐意见",
        "同意推荐",
        "168",
        "26人",
        "126家次",
        "24/26",
        "1.6.8",
        "约100",
        "2019",
        "见附件2",
        "/",
        "：",
        "（",
        "）",
        "[x]",
        "[",
        "]",
        "[?]",
        "<",
        "^",
        "岳阳市青桐服务中心",
        "周望山",
        "0730-8000001",
        "2020年6月3日",
        "⏎",
        "A",
        "一",
        "\u3000",
        "■",
        "((",
        "单位：万元",
    ]
)
LINES = st.lists(st.lists(PIECES, min_size=1, max_size=6), max_size=8)


@given(LINES, st.sampled_from([" │ ", "  ", ""]), st.sampled_from(["run", "char", "line"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_page_raises_and_every_candidate_has_its_evidence(lines: list[list[str]], between: str, grain: str, ruled: bool) -> None:
    page = page_of("\n".join(between.join(line) for line in lines), grain=grain, ruled=ruled)
    for finder in FINDERS:
        for found in finder(page, page):
            assert found.source is Source.FORM
            assert found.words
            assert found.place.file == page.file
            assert found.detail


@given(st.lists(st.tuples(st.integers(-3, 9), st.integers(-3, 9), st.integers(0, 5), st.integers(0, 5), st.text(max_size=6))))
@settings(max_examples=80, deadline=None)
def test_no_table_however_broken_raises(cells: list[tuple[int, int, int, int, str]]) -> None:
    box = Box(0, 0, 10, 10)
    table = Table(box, tuple(Cell(r, c, box, (Word(text, box),) if text else (), rs, cs) for r, c, rs, cs, text in cells))
    page = Page("a.pdf", 1, 595, 842, Reading.TEXT_LAYER, tuple(w for cell in table.cells for w in cell.words), (table,))
    for finder in FINDERS:
        finder(page)


def test_what_a_form_offers_can_be_drawn_back_onto_the_page() -> None:
    page = page_of("单位名称 │ 岳阳市青桐企业服务中心\n服务场所面积 │ 168㎡\n填报日期：2020年6月3日")
    for finder in FINDERS:
        for found in finder(page):
            assert found.place.box is not None
            assert 0 <= found.place.box.x0 < found.place.box.x1 <= page.width
            assert 0 <= found.place.box.top < found.place.box.bottom <= page.height

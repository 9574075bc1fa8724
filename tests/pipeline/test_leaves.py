"""Pages of one paper in files of their own are read as one paper; other files stay what they are."""

from __future__ import annotations

import pytest

from extractors.proofs import read_proofs, sort_pages
from models.document import Document, FileStatus, Page, Reading
from models.quantity import Quantity
from pipeline.leaves import bundles
from tests.builders import page_of


def document(file: str, pages: int = 1, status: FileStatus = FileStatus.READ, number: int | None = 1) -> Document:
    return Document(file, "0" * 64, status, tuple(Page(file, number, 595, 842, Reading.OCR) for _ in range(pages)))


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (["甲/花名册10.jpg", "甲/花名册2.jpg", "甲/花名册1.jpg"], [["甲/花名册1.jpg", "甲/花名册2.jpg", "甲/花名册10.jpg"]]),
        (["甲/IMG_0007.JPG", "甲/IMG_0008.jpg"], [["甲/IMG_0007.JPG", "甲/IMG_0008.jpg"]]),
        (["甲/扫描0001.pdf", "甲/扫描0002.pdf"], [["甲/扫描0001.pdf", "甲/扫描0002.pdf"]]),
        (["甲/执照.jpg", "甲/合同.jpg"], [["甲/执照.jpg"], ["甲/合同.jpg"]]),
        (["甲/1.jpg", "乙/2.jpg", "甲/3.png"], [["甲/1.jpg"], ["乙/2.jpg"], ["甲/3.png"]]),
    ],
)  # fmt: skip
def test_leaves_that_are_named_alike_but_for_their_figures_are_one_paper(files: list[str], wanted: list[list[str]]) -> None:
    got = bundles([document(file) for file in files])
    assert sorted([page.file for page in one.pages] for one in got) == sorted(wanted)
    assert all(one.file == one.pages[0].file for one in got)


def test_a_file_of_several_pages_or_one_that_could_not_be_read_stays_alone() -> None:
    whole = [
        document("甲/1.pdf", 2),
        document("甲/2.pdf"),
        document("甲/3.pdf", 0, FileStatus.QUARANTINED),
        document("甲/4.docx", number=None),
    ]
    assert bundles(whole) == tuple(whole)


def test_a_list_photographed_page_by_page_is_counted_as_one() -> None:
    header = "序号 │ 企业名称 │ 服务内容"
    first = f"2019年服务企业名单\n{header}\n1 │ 岳阳甲子食品有限公司 │ 培训\n2 │ 湘阴乙丑机械有限公司 │ 诊断"
    second = f"{header}\n3 │ 汨罗丙寅茶业有限公司 │ 培训\n4 │ 平江丁卯纺织有限公司 │ 融资"
    pages = [page_of(text, file=f"甲/照片{at}.jpg", reader="rapidocr 3") for at, text in enumerate((first, second), 1)]
    (paper,) = bundles([Document(page.file, "0" * 64, FileStatus.READ, (page,)) for page in pages])
    (reading,) = read_proofs(paper.pages, sort_pages(paper.pages))
    (served,) = reading.candidates
    assert isinstance(served.value, Quantity)
    assert (served.value.value, served.caveats) == (4, frozenset())

"""review/: opens from disk, reaches for nothing, shows everything, and nothing from a file acts in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import papers
import pytest

from models.verdict import Decision
from pipeline.write import Crop
from pipeline.write.page import write_page
from pipeline.write.view import margin_text, view

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def pages(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (folder / "review").glob("*.html")}


def test_there_is_a_list_and_a_page_for_each(tmp_path: Path) -> None:
    paths = write_page(papers.case(papers.batch(3)), tmp_path)
    assert [path.name for path in paths] == ["0001.html", "0002.html", "0003.html", "index.html"]


def test_the_page_reaches_for_nothing_and_says_so(tmp_path: Path) -> None:
    write_page(papers.case(papers.batch(7), crops=(Crop(papers.batch(7)[5].application.name, "premises_area", PNG),)), tmp_path)
    for text in pages(tmp_path).values():
        elements = Elements(text).seen
        assert "default-src 'none'" in next(str(attrs["content"]) for tag, attrs in elements if "http-equiv" in attrs and tag == "meta")
        assert not {tag for tag, _ in elements} & {"script", "link", "iframe", "object", "form", "base"}
        for _, attrs in elements:
            assert not [name for name in attrs if name.startswith("on")]
            for name in ("src", "href"):
                assert re.fullmatch(r"(index|\d{4})\.html|#f-[a-z_]+|crops/[0-9a-f]{24}\.png", attrs.get(name) or "index.html")


def test_all_of_an_application_is_on_its_page(tmp_path: Path) -> None:
    write_page(papers.case(papers.batch(7)), tmp_path)
    text = pages(tmp_path)["0001.html"]
    for words in (
        "转人工核定",
        "待核事项（2）",
        "租赁合同写98㎡",
        "服务场所 100 平方米以上" if "综合服务" in text else "服务场所 50 平方米以上",
        "103 ㎡",
        "第9页字迹模糊",
        "租赁合同已到期",
        "abababab",
        "文字层可信",
    ):
        assert words in text


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}\u202e\x00"


def test_nothing_from_a_file_acts_on_the_page(tmp_path: Path) -> None:
    made = papers.application(HOSTILE, address=papers.found("address", HOSTILE), category=papers.conflict("category", HOSTILE, "综合"))
    one = replace(
        papers.assessment(made, Decision.REFER, "综合", (replace(papers.question(), text=HOSTILE),)), because=HOSTILE, hint=HOSTILE
    )
    write_page(papers.case((one,), run_id="a<b>"), tmp_path)
    for text in pages(tmp_path).values():
        tags = [tag for tag, _ in Elements(text).seen]
        assert "script" not in tags
        assert "img" not in tags
        assert "{{7*7}}" in text or "index" in text
        assert not set(text) & set("\u202e\x00")


@pytest.mark.parametrize(("png", "shown"), [(PNG, True), (b"<svg onload=x>", False), (PNG + b"0" * 3_000_000, False)])
def test_only_a_picture_of_bounded_size_is_shown(png: bytes, shown: bool, tmp_path: Path) -> None:
    batch = papers.batch(1)
    write_page(papers.case(batch, crops=(Crop(batch[0].application.name, "premises_area", png),)), tmp_path)
    assert ("<img" in pages(tmp_path)["0001.html"]) is shown
    assert (tmp_path / "review" / "crops").exists() is shown


@pytest.mark.parametrize(
    ("criterion", "margin", "words"),
    [
        ("premises_area", "68", "多68 ㎡"),
        ("staff_total", "-2", "差2 人"),
        ("college_ratio", "-0.4", "差0.4 个百分点"),
        ("premises_area", "0", "正好达到"),
        ("deadline", "3", "多3"),
        ("category_fit", None, ""),
    ],
)
def test_margins_are_said_in_the_criterions_unit(criterion: str, margin: str | None, words: str) -> None:
    verdict = replace(papers.assessment(papers.application("甲")).verdicts[0], criterion=criterion, field=None, margin=margin)
    assert margin_text(verdict) == words


def test_who_waits_for_a_person_comes_first_the_weightiest_question_on_top() -> None:
    batch = [papers.assessment(papers.application(f"单位{at}"), Decision.REFER, "综合", (papers.question(weight=at),)) for at in range(3)]
    shown = view(papers.case((*batch, papers.assessment(papers.application("先")))))
    assert [one.name for one in shown.applications] == ["单位2", "单位1", "单位0", "先"]


def test_an_empty_run_has_a_page_too(tmp_path: Path) -> None:
    assert [path.name for path in write_page(papers.case(()), tmp_path)] == ["index.html"]
    assert "没有申报材料" in pages(tmp_path)["index.html"]


def test_a_second_writing_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    write_page(papers.case(papers.batch(3)), tmp_path)
    write_page(papers.case(papers.batch(1)), tmp_path)
    assert sorted(pages(tmp_path)) == ["0001.html", "index.html"]

"""The picture of relations: nothing where nothing is, bounded, the same twice, harmless, and nothing left behind by its library."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import papers
import pytest
from openpyxl import load_workbook

from models.verdict import Relation
from pipeline.write import graph
from pipeline.write.detail import write_detail
from pipeline.write.graph import MOST_UNITS, caption, draw
from pipeline.write.page import write_page

HOME = Path(__file__).resolve().parents[3]
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def drawn_anew() -> Iterator[None]:
    graph._drawn.cache_clear()
    yield
    graph._drawn.cache_clear()


def relation(left: str, right: str, signal: str = "法定代表人相同", strength: str = "强") -> Relation:
    return Relation(left, right, signal, strength, (), "可能是同名同姓")


def chain(units: int) -> list[Relation]:
    return [relation(f"单位{at:02d}", f"单位{at + 1:02d}") for at in range(units - 1)]


def test_where_there_are_no_relations_nothing_is_drawn(tmp_path: Path) -> None:
    case = papers.case(papers.batch(3))
    assert draw((), {}) is None
    write_page(case, tmp_path)
    assert not (tmp_path / "review" / "relations.png").exists()
    assert "关联关系图" not in (tmp_path / "review" / "index.html").read_text()
    write_detail(case, tmp_path)
    assert load_workbook(tmp_path / "审核明细.xlsx")["关联"]._images == []  # type: ignore[attr-defined]


def test_the_picture_stands_on_the_page_and_under_the_list(tmp_path: Path) -> None:
    batch = papers.batch(3)
    names = [one.application.name for one in batch]
    case = papers.case(batch, relations=(relation(names[0], names[1]), relation(names[0], names[2], "联系人相同", "弱")))
    paths = write_page(case, tmp_path)
    assert tmp_path / "review" / "relations.png" in paths
    assert (tmp_path / "review" / "relations.png").read_bytes().startswith(PNG_MAGIC)
    assert '<img class="graph" src="relations.png"' in (tmp_path / "review" / "index.html").read_text()
    write_detail(case, tmp_path)
    sheet = load_workbook(tmp_path / "审核明细.xlsx")["关联"]
    assert len(sheet._images) == 1  # type: ignore[attr-defined]
    assert sheet.auto_filter.ref == "A1:F5"
    assert str(sheet["A7"].value).startswith("图例")


def test_the_same_relations_give_the_same_bytes_in_any_order() -> None:
    known = [relation("甲", "乙"), relation("甲", "丙", "地址相同", "中"), relation("名录：白杨公司", "甲", "联系人相同", "弱")]
    first = draw(known, {})
    graph._drawn.cache_clear()
    assert draw(list(reversed(known)), {}) == first


@pytest.mark.parametrize(("units", "shown", "left_out"), [(2, 2, 0), (40, 40, 0), (60, MOST_UNITS, 20)])
def test_it_holds_no_more_than_the_most_connected(units: int, shown: int, left_out: int) -> None:
    made = draw(chain(units), {})
    assert made is not None
    assert (made.units, made.left_out) == (shown, left_out)
    assert (f"另有 {left_out} 家" in caption(made)) is bool(left_out)


def test_who_has_most_ties_is_kept() -> None:
    star = [relation("中心", f"边缘{at:03d}", "联系电话相同", "中") for at in range(100)]
    kept = graph._most_tied(graph._ties(star))
    assert "中心" in kept
    assert len(kept) == MOST_UNITS


@pytest.mark.parametrize("name", ["$\\frac{1}{2$", "甲\u202e乙\x00", "\ud800", "=cmd|' /C calc'!A0", "㐀𠀀" * 40, "\n\n"])
def test_no_name_breaks_it_or_acts_in_it(name: str) -> None:
    made = draw([relation(name, "乙", signal=name)], {name: name})
    assert made is not None
    assert made.png.startswith(PNG_MAGIC)


def test_a_fault_of_the_drawing_is_told_and_costs_no_paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(graph, "_picture", lambda *_: 1 / 0)
    batch = papers.batch(2)
    case = papers.case(batch, relations=(relation(batch[0].application.name, batch[1].application.name),))
    write_page(case, tmp_path)
    write_detail(case, tmp_path)
    assert "关联关系图未能画出" in (tmp_path / "review" / "index.html").read_text()
    assert "<img" not in (tmp_path / "review" / "index.html").read_text()
    assert "关联关系图未能画出" in str(load_workbook(tmp_path / "审核明细.xlsx")["关联"]["A5"].value)


def test_without_a_chinese_font_dots_carry_numbers_and_the_words_stand_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "chinese_font", lambda: None)
    made = draw([relation("材料二", "材料一")], {"材料一": "岳阳青桐中心"})
    assert made is not None
    assert made.legend == ((1, "岳阳青桐中心"), (2, "材料二"))
    assert "1．岳阳青桐中心；2．材料二" in caption(made)


def test_two_units_with_several_signals_are_one_line_in_the_colour_of_the_strongest() -> None:
    ties = graph._ties([relation("乙", "甲", "地址相同", "中"), relation("甲", "乙"), relation("甲", "乙", "联系人相同", "弱")])
    assert [(one.signals, one.strength) for one in ties] == [(("法定代表人相同", "地址相同", "联系人相同"), "强")]


def test_the_library_writes_nothing_into_a_home(tmp_path: Path) -> None:
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    home.mkdir()
    scratch.mkdir()
    code = (
        "from models.verdict import Relation\nfrom pipeline.write.graph import draw\n"
        "assert draw([Relation('a', 'b', 'c', '强', (), '')], {})"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MPL"))}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOME, env={**kept, "HOME": str(home), "TMPDIR": str(scratch)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout + done.stderr == b""
    assert list(home.rglob("*")) == []
    assert list(scratch.rglob("*")) == []

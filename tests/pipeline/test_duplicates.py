"""The same unit twice; the same file, or the same page of proof, in two packages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.answer import Application, FileRecord
from models.document import FileStatus
from models.facts import Facts, PageFacts
from models.notice_file import load_notice
from models.problem import Category, Severity
from models.proof import PageKind, PageRef
from pipeline.duplicates import find_duplicates
from pipeline.judge import judge_all
from pipeline.write.letters import points_of
from tests.factory import unit


@pytest.mark.parametrize(
    ("first", "second", "back"),
    [
        ({"credit_code": "A", "declared_on": "2020-06-01"}, {"credit_code": "A", "declared_on": "2020-06-05"}, {"甲": "乙"}),
        ({"organisation_name": "岳阳（青桐）中心", "declared_on": "2020-06-05"}, {"organisation_name": "岳阳(青桐) 中心", "declared_on": "2020-06-01"}, {"乙": "甲"}),
        ({"credit_code": "A"}, {"credit_code": "A"}, {"甲": "人工", "乙": "人工"}),                                # no telling which is later
        ({"credit_code": "A", "declared_on": None}, {"credit_code": "A", "declared_on": "2020-06-01"}, {"甲": "人工", "乙": "人工"}),
    ],
)  # fmt: skip
def test_of_the_same_unit_the_later_one_counts(first: dict[str, object], second: dict[str, object], back: dict[str, str]) -> None:
    found = find_duplicates([unit("甲", **first), unit("乙", **second)])
    assert {name: one.stands_back for name, one in found.items() if one.stands_back}.keys() == back.keys()
    assert all(word in found[name].stands_back for name, word in back.items())
    assert all(one.problems for one in found.values())


def test_three_that_are_joined_by_code_and_by_name_are_one() -> None:
    batch = [
        unit("甲", credit_code="A"),
        unit("乙", organisation_name="同名中心"),
        unit("丙", credit_code="A", organisation_name="同名中心"),
    ]
    found = find_duplicates(batch)
    assert {name: "3 份" in one.stands_back for name, one in found.items()} == {"甲": True, "乙": True, "丙": True}


def test_the_same_file_in_two_packages_is_said_and_blocks_nobody() -> None:
    lease = FileRecord("租赁合同.pdf", "same", 3, FileStatus.READ)
    found = find_duplicates([unit("甲", files=[lease]), unit("乙", files=[lease]), unit("丙")])
    assert {name: one.stands_back for name, one in found.items()} == {"甲": "", "乙": ""}
    assert "租赁合同.pdf" in found["甲"].problems[0].message


def holding(name: str, *pages: tuple[str, int, str | None, PageKind], **values: object) -> Application:
    """An application whose pages bear these fingerprints."""
    facts = tuple(PageFacts(PageRef(file, number), kind, (), (), (), mark) for file, number, mark, kind in pages)
    return replace(unit(name, **values), facts=Facts(pages=facts))


ROSTER, LICENCE = PageKind.ROSTER, PageKind.LICENCE


def test_the_same_page_in_two_packages_is_told_to_both_with_both_places() -> None:
    batch = [
        holding("甲", ("甲/名册.pdf", 3, "x", ROSTER)),
        holding("乙", ("乙/人员.pdf", 7, "x", ROSTER), ("乙/人员.pdf", 8, "y", ROSTER)),
    ]
    found = find_duplicates(batch)
    first, second = found["甲"].problems[0], found["乙"].problems[0]
    assert (first.category, first.severity, first.file, first.page) == (Category.DUPLICATE, Severity.WARNING, "甲/名册.pdf", 3)
    assert (second.file, second.page) == ("乙/人员.pdf", 7)
    for problem in (first, second):
        assert "“甲/名册.pdf”第3页" in problem.message
        assert "“乙/人员.pdf”第7页" in problem.message
        assert problem.remedy
    assert found["甲"].stands_back == ""


def test_it_reaches_the_judgement_and_the_letter_and_stops_nobody() -> None:
    batch = [holding("甲", ("甲/名册.pdf", 3, "x", ROSTER)), holding("乙", ("乙/人员.pdf", 7, "x", ROSTER))]
    for one in judge_all(batch, load_notice("hunan-2020")):
        assert one.decision.value == "recommend"
        assert any("内容完全相同" in problem.message for problem in one.problems)
        assert any("内容完全相同" in point.found for point in points_of(one))


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        (holding("甲", ("a.pdf", 1, None, ROSTER)), holding("乙", ("b.pdf", 1, None, ROSTER)), "too little text to tell"),
        (holding("甲", ("a.pdf", 1, "x", ROSTER)), holding("乙", ("b.pdf", 1, "y", ROSTER)), "other texts"),
        (holding("甲", ("a.pdf", 1, "x", ROSTER), ("a.pdf", 2, "x", ROSTER)), holding("乙"), "one's own page twice"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_no_sharing(left: Application, right: Application, why: str) -> None:
    assert find_duplicates([left, right]) == {}, why


def test_one_unit_handed_in_twice_shares_its_own_pages() -> None:
    batch = [holding("甲", ("a.pdf", 1, "x", ROSTER), credit_code="A"), holding("乙", ("b.pdf", 1, "x", ROSTER), credit_code="A")]
    assert all("内容完全相同" not in problem.message for one in find_duplicates(batch).values() for problem in one.problems)


def test_a_file_that_is_the_same_whole_is_told_once() -> None:
    files = [FileRecord("a.pdf", "same", 9, FileStatus.READ)]
    batch = [holding(name, *(("a.pdf", at, f"x{at}", ROSTER) for at in range(1, 9)), files=files) for name in ("甲", "乙")]
    assert [len(one.problems) for one in find_duplicates(batch).values()] == [1, 1]


def test_many_pages_are_one_problem_and_a_third_partys_licence_is_only_a_remark() -> None:
    many = [holding(name, *((f"{name}.pdf", at, f"x{at}", ROSTER) for at in range(1, 31))) for name in ("甲", "乙")]
    problems = find_duplicates(many)["甲"].problems
    assert len(problems) == 1
    assert "等 30 页" in problems[0].message
    shared = [holding(name, (f"{name}.pdf", 1, "x", LICENCE)) for name in ("甲", "乙")]
    assert find_duplicates(shared)["乙"].problems[0].severity is Severity.INFO


def test_a_text_that_everybody_holds_is_the_forms_own() -> None:
    assert find_duplicates([holding(f"单位{at}", (f"{at}.pdf", 1, "x", ROSTER)) for at in range(20)]) == {}


def test_units_apart_are_left_alone() -> None:
    assert find_duplicates([unit("甲"), unit("乙")]) == {}
    assert find_duplicates([]) == {}

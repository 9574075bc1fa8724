"""A number that was crossed out on the paper is not the answer; the one beside it is, and a person or another paper says whether rightly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.finders.checkbox import find_checkboxes
from extractors.finders.label import find_labels
from models.answer import AnyCandidate, Caveat
from models.document import Doubt, Page
from models.quantity import Quantity
from tests.builders import page_of


def crossed(drawing: str, text: str) -> Page:
    page = page_of(drawing)
    words = tuple(
        replace(word, doubts=word.doubts | {Doubt.CROSSED_OUT}, reader="rapidocr") if word.text == text else word for word in page.words
    )
    assert words != page.words
    return replace(page, words=words)


def area(found: tuple[AnyCandidate, ...]) -> AnyCandidate:
    (one,) = [one for one in found if one.field.name == "premises_area"]
    return one


def test_what_stands_beside_a_crossed_out_number_is_taken_with_a_doubt() -> None:
    one = area(find_labels(crossed("服务场所面积：    640    460平方米", "640")))
    assert isinstance(one.value, Quantity)
    assert str(one.value.value) == "460"
    assert Caveat.AMBIGUOUS in one.caveats
    assert "划改" in one.detail


def test_where_nothing_stands_beside_it_no_other_number_is_made_up() -> None:
    found = find_labels(crossed("服务场所面积：    640平方米", "640平方米"))
    assert all("划改，取" not in one.detail for one in found)


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("申报类别：○综合服务机构  ○创新服务机构  √创业服务机构", "创业"),
        ("申报类别：O综合服务机构  √创新服务机构  O创业服务机构", "创新"),
        ("申报类别：O综合服务机构  O创新服务机构  O创业服务机构", None),
    ],
)
def test_circles_to_tick_are_boxes_however_they_are_read(line: str, category: str | None) -> None:
    values = {one.value for one in find_checkboxes(page_of(line)) if one.field.name == "category"}
    assert values - {None} == ({category} if category else set())

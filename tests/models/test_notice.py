"""hunan-2020 says what the paper says, word by word; the other years say that they are known in part."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from models.criterion import Compare, Count, Criterion, Ratio
from models.notice import Notice
from models.notice_file import FOLDER, known_notices, load_notice

HERE = Path(__file__).parent
PAPER = Path(os.environ.get("SHENHE_DATA", HERE / "nowhere")) / ".." / "notice-2020.txt"
DIGESTS = HERE / "quotes-2020.txt"
NOTICE = load_notice("hunan-2020")
THRESHOLDS = {
    "综合": {"premises_area": 100, "service_assets": 100, "staff_total": 10, "college_ratio": 80, "enterprises_served": 100, "public_activities": 8},
    "创新": {"premises_area": 100, "service_assets": 100, "staff_total": 10, "college_ratio": 80, "enterprises_served": 50, "specialised_activities": 3},
    "创业": {"premises_area": 50, "service_assets": 50, "staff_total": 10, "college_ratio": 80, "enterprises_served": 50, "welfare_activities": 2},
}  # fmt: skip
COMMON = {"platform_registered", "cohort", "related_party", "completeness", "deadline"}
MANUAL = {"incorporated_conditions", "platform_service", "category_fit", "applicant_scope"}


def bare(text: str) -> str:
    """Without white space: the paper breaks lines and puts blanks anywhere."""
    return re.sub(r"\s", "", text)


def quotes(notice: Notice) -> Iterator[str]:
    yield from (one.quote for one in notice.criterion)
    yield from (hop.quote for route in notice.route for hop in route.hops)
    yield from (one.quote for one in notice.cohort if one.quote)
    yield from (one.definition for one in notice.category)


def digest(quote: str) -> str:
    return hashlib.sha256(bare(quote).encode()).hexdigest()[:16]


def test_every_quote_was_checked_against_the_paper() -> None:
    """The paper's text is not ours to keep: the digests are of quotes that were found in it."""
    checked = set(DIGESTS.read_text(encoding="utf-8").split())
    assert {digest(quote) for quote in quotes(NOTICE)} == checked


def test_every_quote_stands_in_the_paper_where_it_is_at_hand() -> None:
    paper = bare(PAPER.read_text(encoding="utf-8")) if PAPER.is_file() else "".join(bare(quote) for quote in quotes(NOTICE))
    assert [quote for quote in quotes(NOTICE) if bare(quote) not in paper] == []


@pytest.mark.parametrize("category", THRESHOLDS)
def test_thresholds_are_those_of_the_paper(category: str) -> None:
    numeric = {one.id: limit_of(one) for one in NOTICE.criteria_for(category) if isinstance(one.condition, Compare | Count | Ratio)}
    assert numeric == {name: Decimal(number) for name, number in THRESHOLDS[category].items()}


def limit_of(one: Criterion) -> Decimal:
    assert isinstance(one.condition, Compare | Count | Ratio)
    return one.condition.limit.value


@pytest.mark.parametrize(("category", "extra"), [("综合", set()), ("创新", {"organising_capability"}), ("创业", {"reputation"})])
def test_every_category_has_its_lines_and_no_others(category: str, extra: set[str]) -> None:
    asked = NOTICE.criteria_for(category)
    assert {one.id for one in asked} == set(THRESHOLDS[category]) | COMMON | MANUAL | extra
    assert {one.id for one in asked if one.is_manual} == MANUAL | extra
    assert len(asked) == len({one.id for one in asked})


def test_routes_dates_cohorts_and_copies() -> None:
    due = {route.id: [hop.due for hop in route.hops] for route in NOTICE.route}
    june = [datetime.date(2020, 6, day) for day in range(1, 31)]
    assert due == {"county": [june[7], june[11]], "pilot": [june[11]], "provincial": [june[11]]}
    assert [one.on for one in NOTICE.issued] == [datetime.date(2020, 5, 11), datetime.date(2020, 5, 15)]
    assert {one.recognised: str(one.valid_to) for one in NOTICE.cohort} == {2017: "2020-12-31", 2018: "2021-12-31", 2019: "2022-12-31"}
    assert {one.document: one.count for one in NOTICE.copies} == {"推荐文件": 2, "推荐汇总表": 2, "申报材料": None}
    assert all(one.assumed for one in NOTICE.proof)
    assert NOTICE.table.reconstructed


def test_only_2020_is_complete_and_the_others_say_what_is_missing() -> None:
    notices = [load_notice(name) for name in known_notices()]
    assert [one.id for one in notices if one.complete] == ["hunan-2020"]
    assert all(one.missing for one in notices)


def test_no_notice_holds_a_name_or_number_of_a_person() -> None:
    for path in FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"0731|@|联系人[:：]", text)


def test_what_changed_in_2025_is_another_kind_of_criterion() -> None:
    kinds = {one.id: one.condition.kind for one in load_notice("hunan-2025").criterion}
    assert (kinds["qualified_ratio"], kinds["staff_insured"], kinds["operating_years"]) == ("union_ratio", "subset", "operating_years")

"""The 29 kinds of criteria that notices were seen to hold can all be written, loaded, shown and judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.criterion import BY_KIND, CONDITIONS, Limit, Op, walk
from models.notice_file import check_notice, load_notice
from models.verdict import Decision, Outcome
from pipeline.judge import KINDS, judge
from pipeline.notices import describe
from tests.factory import application

DOCS = Path(__file__).resolve().parents[2] / "docs"
KINDS_FILE, TEMPLATE = DOCS / "notice-kinds.toml", DOCS / "notice-template.toml"
AS_CRITERIA = (
    "min_number", "min_ratio", "count_per_period", "bool_registered", "qualitative", "category_definition", "incorporated_conditions", "cohort_validity",
    "related_party_exclusion", "deadline", "legal_person", "operating_years", "subset_min", "union_ratio", "any_of", "k_of_n", "prerequisite_title", "growth",
    "service_mix", "satisfaction", "client_mix", "region_a", "region_b", "level", "blacklist", "age_cutoff", "lease_term_min", "site_visit_report",
)  # fmt: skip


@pytest.mark.parametrize("path", [KINDS_FILE, TEMPLATE], ids=lambda path: path.stem)
def test_the_documented_examples_hold_no_mistake(path: Path) -> None:
    assert [str(mistake) for mistake in check_notice(path)] == []


def test_every_kind_seen_can_be_written() -> None:
    notice = load_notice(KINDS_FILE)
    written = {criterion.id for criterion in notice.criterion}
    assert set(AS_CRITERIA) <= written
    # Copies, routes, quotas and bans are data of the notice rather than criteria.
    assert notice.copies
    assert notice.route[0].hops[0].at
    assert notice.quota
    assert notice.ban_years == 3


def test_every_kind_is_judged_and_shown() -> None:
    notice = load_notice(KINDS_FILE)
    used = {part.kind for criterion in notice.criterion for part in walk(criterion.condition)}
    assert used == set(BY_KIND)
    assert set(KINDS) | {BY_KIND[kind] for kind in ("all", "any", "k_of_n")} == set(CONDITIONS)
    words = describe(notice)
    assert all(criterion.title in words for criterion in notice.criterion)


EXPECTED = {
    "min_number": Outcome.MET, "min_ratio": Outcome.MET, "count_per_period": Outcome.MET, "bool_registered": Outcome.MET, "qualitative": Outcome.CANNOT_TELL,
    "any_of": Outcome.CANNOT_TELL,                       # 168 ㎡ is too small, and nobody reads 工位数
    "k_of_n": Outcome.MET, "operating_years": Outcome.MET, "age_cutoff": Outcome.MET, "blacklist": Outcome.MET, "region_a": Outcome.MET,
    "subset_min": Outcome.CANNOT_TELL, "union_ratio": Outcome.CANNOT_TELL, "growth": Outcome.CANNOT_TELL, "lease_term_min": Outcome.CANNOT_TELL,
    "legal_person": Outcome.CANNOT_TELL, "prerequisite_title": Outcome.CANNOT_TELL, "site_visit_report": Outcome.CANNOT_TELL,
    "level": Outcome.CANNOT_TELL, "date_order": Outcome.MET, "deadline": Outcome.MET, "completeness": Outcome.MET,
}  # fmt: skip


def test_what_is_not_read_yet_is_open_and_the_rest_is_told() -> None:
    assessment = judge(application(), load_notice(KINDS_FILE))
    outcomes = {verdict.criterion: verdict.outcome for verdict in assessment.verdicts}
    assert {name: outcomes[name] for name in EXPECTED} == EXPECTED
    assert "region_b" not in outcomes
    assert assessment.decision is Decision.REFER


def test_a_limit_is_the_one_that_was_written() -> None:
    rule = next(one.condition for one in load_notice("hunan-2020").criterion if one.id == "premises_area")
    assert rule.limit == Limit(Op.AT_LEAST, rule.at_least)  # type: ignore[attr-defined]

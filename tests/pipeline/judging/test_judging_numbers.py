"""Numbers against limits: every kind with its truth table, cannot tell included."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.answer import Caveat, State
from models.criterion import Compare, Condition, Count, Limit, Op, Ratio, Subset, UnionRatio
from models.notice_file import load_notice
from models.quantity import Qualifier, Quantity, Truth, exactly
from pipeline.judge import check
from pipeline.judging.evidence import holds
from pipeline.judging.told import Case, Told, both, cannot_tell
from tests.factory import UNREADABLE, answer, application, bound, corrected, quantity

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.CANNOT_TELL
NOTICE = load_notice("hunan-2020")
AREA = Compare(field="premises_area", unit="㎡", at_least=Decimal(100))
ASSETS = Compare(field="service_assets", unit="万元", at_least=Decimal(100))
SERVED = Count(field="enterprises_served", unit="家", at_least=Decimal(100))
COLLEGE = Ratio(numerator="staff_college", denominator="staff_total", stated="college_ratio", at_least=Decimal(80))
CONFLICTING = frozenset({Caveat.BASIS})


def told(condition: Condition, **values: Any) -> Told:
    got = check(condition, Case(application(**values), NOTICE))
    assert got is not None
    return got


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("99.9", NO), ("100", YES), ("100.1", YES), ("0", NO),
        ("≥100", YES), ("≥99", OPEN), ("≥320", YES),          # 余、以上: only a lower bound
        (">100", YES), (">99", OPEN),                          # 超过
        ("<100", NO), ("<101", OPEN), ("<50", NO),             # 近、不足
        ("~100", OPEN), ("~112", YES), ("~90", NO), ("~91", OPEN),
        ("90-110", OPEN), ("100-120", YES), ("80-99", NO),
        (("326", "320"), YES), (("98", "96"), NO), (("103", "98"), OPEN), (("~100", "300"), OPEN),
        (None, OPEN), (UNREADABLE, OPEN),
        (Quantity(Decimal(300), None, None, Qualifier.ABOUT, "㎡"), OPEN),                     # 上百
        (Quantity(Decimal(102), Decimal(102), Decimal(102), Qualifier.EXACT, "㎡", ambiguous=True), OPEN),
    ],
)  # fmt: skip
def test_a_minimum_includes_its_own_number(value: Any, expected: Truth) -> None:
    assert told(AREA, premises_area=value).truth is expected


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        ("more_than", "100", NO), ("more_than", "100.01", YES), ("more_than", ">100", YES), ("more_than", "≥100", OPEN), ("more_than", "<100", NO),
        ("at_most", "100", YES), ("at_most", "100.01", NO), ("at_most", ">100", NO), ("at_most", "≥100", OPEN), ("at_most", "<100", YES),
        ("less_than", "100", NO), ("less_than", "99.9", YES), ("less_than", "<100", YES), ("less_than", "≥100", NO), ("less_than", "≥99", OPEN),
    ],
)  # fmt: skip
def test_the_other_ways_to_limit(op: str, value: str, expected: Truth) -> None:
    limits: dict[str, Any] = {op: Decimal(100)}
    assert told(Compare(field="premises_area", unit="㎡", **limits), premises_area=value).truth is expected


@given(st.decimals(0, 500, places=2), st.decimals(0, 500, places=2))
def test_an_exact_number_always_tells_as_plain_comparison_does(number: Decimal, limit: Decimal) -> None:
    value = exactly(number)
    assert holds(value, Limit(Op.AT_LEAST, limit)) is (YES if number >= limit else NO)
    assert holds(value, Limit(Op.MORE_THAN, limit)) is (YES if number > limit else NO)
    assert holds(value, Limit(Op.AT_MOST, limit)) is (YES if number <= limit else NO)
    assert holds(value, Limit(Op.LESS_THAN, limit)) is (YES if number < limit else NO)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300), st.sampled_from(list(Op)))
def test_what_an_interval_tells_holds_for_every_number_in_it(one: int, other: int, limit: int, op: Op) -> None:
    low, high = sorted((one, other))
    spoken = holds(Quantity(Decimal(low), Decimal(low), Decimal(high), Qualifier.RANGE, "㎡"), Limit(op, Decimal(limit)))
    inside = {holds(exactly(Decimal(number)), Limit(op, Decimal(limit))) for number in range(low, high + 1)}
    assert spoken is (inside.pop() if len(inside) == 1 else OPEN)


@pytest.mark.parametrize(
    ("caveats", "value", "expected"),
    [
        ({Caveat.UNIT_OF_COUNT}, "320", OPEN), ({Caveat.UNIT_OF_COUNT}, "80", NO),   # 家 ≤ 家次
        ({Caveat.CUMULATIVE}, "320", OPEN), ({Caveat.CUMULATIVE}, "80", NO),
        ({Caveat.BASIS}, "320", OPEN), ({Caveat.PERIOD}, "80", OPEN), ({Caveat.RULE_COPY}, "100", OPEN),
        ({Caveat.REPAIRED}, "80", OPEN), ({Caveat.OTHER_ORGANISATION}, "320", OPEN), ({Caveat.FREQUENCY}, "320", OPEN),
    ],
)  # fmt: skip
def test_a_number_with_a_caveat_never_passes_by_itself(caveats: set[Caveat], value: str, expected: Truth) -> None:
    got = told(SERVED, enterprises_served=answer("enterprises_served", value, caveats=caveats))
    assert got.truth is expected
    assert not got.settled


def test_two_bases_that_both_pass_are_met_and_firm() -> None:
    rivals = answer("premises_area", ("205", "160"), caveats=CONFLICTING)
    got = told(AREA, premises_area=rivals)
    assert (got.truth, got.firm, got.settled) == (YES, True, False)
    assert "结论相同" in got.because


def test_a_place_that_could_not_be_read_leaves_a_conflict_open() -> None:
    read = answer("premises_area", "168")
    unread = answer("premises_area", UNREADABLE)
    assert read.chosen is not None
    assert unread.chosen is not None
    both_places = type(read)(read.field, State.CONFLICT, read.value, read.chosen, (unread.chosen,), read.possible)  # type: ignore[arg-type]
    assert told(AREA, premises_area=both_places).truth is OPEN


def test_what_a_person_settled_decides() -> None:
    got = told(AREA, premises_area=corrected("premises_area", "98"))
    assert (got.truth, got.settled, got.margin) == (NO, True, "-2")


@pytest.mark.parametrize(
    ("value", "margin", "words"),
    [
        ("168", "68", "168 ㎡ ≥ 100 ㎡，高出 68 ㎡"), ("98", "-2", "98 ㎡ < 100 ㎡，差 2 ㎡"), ("100", "0", "恰好达到"),
        ("99.9", "-0.1", "差 0.1 ㎡"), ("~100", None, "约 100 ㎡（90–110 ㎡）"), ("≥320", "220", "至少 320 ㎡"), ("<100", "0", "低于 100 ㎡"),
    ],
)  # fmt: skip
def test_the_margin_and_the_reason_are_said(value: str, margin: str | None, words: str) -> None:
    got = told(AREA, premises_area=value)
    assert got.margin == margin
    assert words in got.because


@pytest.mark.parametrize(
    ("claim", "total", "expected", "complains"),
    [
        ("120", "200", YES, False), ("120", "120", YES, False), ("120", "110", OPEN, True), ("120", "90", OPEN, True),
        ("95", "90", NO, True), ("80", "200", NO, False), (None, "90", OPEN, False), (None, "200", OPEN, False),
    ],
)  # fmt: skip
def test_total_assets_bound_service_assets_from_above(claim: str | None, total: str, expected: Truth, complains: bool) -> None:
    got = check(ASSETS, Case(application(service_assets=claim, bounds=[bound("service_assets", total)]), NOTICE))
    assert got is not None
    assert got.truth is expected
    assert bool(got.problems) is complains
    assert got.settled is (claim is not None and not complains)


def test_an_absent_claim_says_what_total_assets_tell() -> None:
    got = check(ASSETS, Case(application(service_assets=None, bounds=[bound("service_assets", "90")]), NOTICE))
    assert got is not None
    assert "资产总计只有 90 万元" in got.because


@pytest.mark.parametrize(
    ("period", "value", "expected"),
    [
        ("2019", "100", YES), ("annual", "100", YES), (None, "100", YES), ("2019", "99", NO),
        ("2018", "320", OPEN), ("2018", "20", OPEN), ("cumulative", "320", OPEN), ("cumulative", "99", NO),
    ],
)  # fmt: skip
def test_a_count_is_of_the_years_that_the_notice_means(period: str | None, value: str, expected: Truth) -> None:
    assert told(SERVED, enterprises_served=quantity(value, "家", period=period)).truth is expected


@pytest.mark.parametrize(
    ("total", "college", "stated", "expected"),
    [
        ("49", "39", "80", NO),            # 79.59 % shown as 80 fails
        ("49", "39", None, NO), ("50", "40", None, YES), ("1000", "796", "80", NO), ("10", "8", "80", YES), ("132", "102", None, NO),
        ("10", "11", None, OPEN),          # more than all
        (None, None, "80", YES), (None, None, "79.6", NO), (None, "39", "85", YES), ("49", None, "79", NO), (None, None, None, OPEN),
        ("49", None, None, OPEN), (UNREADABLE, "39", None, OPEN), (None, None, "~80", OPEN), (None, None, "≥80", YES),
        ("~50", "48", None, YES), ("~50", "30", None, NO), ("~50", "40", None, OPEN), ("~50", "40", "85", YES), ("≥20", "18", None, OPEN),
        (("50", "49"), "40", None, YES), (("50", "51"), "40", None, OPEN), (("50", "60"), "30", None, NO),
        ("20", "≥18", None, YES), ("20", "<16", None, NO), ("20", "<17", None, OPEN),
        ("0", "0", None, OPEN),
    ],
)  # fmt: skip
def test_a_ratio_is_compared_in_whole_numbers(total: Any, college: Any, stated: Any, expected: Truth) -> None:
    assert told(COLLEGE, staff_total=total, staff_college=college, college_ratio=stated).truth is expected


@given(st.integers(1, 400), st.integers(0, 400))
def test_a_ratio_of_two_counts_never_rounds(total: int, college: int) -> None:
    college = min(college, total)
    got = told(COLLEGE, staff_total=str(total), staff_college=str(college), college_ratio=None)
    assert got.truth is (YES if college * 100 >= 80 * total else NO)
    assert got.margin is not None
    assert (Decimal(got.margin) >= 0) is (got.truth is YES)


def test_a_stated_ratio_on_the_other_side_of_the_limit_is_asked() -> None:
    computed = answer("college_ratio", ("79.59", "85"))
    assert told(COLLEGE, staff_total="49", staff_college="39", college_ratio=computed).truth is OPEN
    same_side = answer("college_ratio", ("79.59", "70"))
    assert told(COLLEGE, staff_total="49", staff_college="39", college_ratio=same_side).truth is NO


def test_a_ratio_that_a_person_settled_decides() -> None:
    assert told(COLLEGE, staff_total="49", staff_college="39", college_ratio=corrected("college_ratio", "90")).truth is YES


def test_a_shortfall_below_two_decimals_is_still_a_shortfall() -> None:
    got = told(COLLEGE, staff_total="100000", staff_college="79999", college_ratio=None)
    assert (got.truth, got.margin) == (NO, "-0.01")


@pytest.mark.parametrize(
    ("bachelor", "titled", "both_of_them", "total", "expected"),
    [
        ("6", "5", None, "10", YES),      # the larger alone makes 60 %
        ("5", "4", None, "10", OPEN),     # between 5 and 9
        ("3", "2", None, "10", NO),       # together 5 at most
        ("5", "4", "3", "10", YES), ("5", "4", "4", "10", NO),
        ("6", None, None, "10", YES), ("5", None, None, "10", OPEN), (None, None, None, "10", OPEN), ("6", "5", None, None, OPEN),
    ],
)  # fmt: skip
def test_a_union_ratio_counts_nobody_twice(bachelor: Any, titled: Any, both_of_them: Any, total: Any, expected: Truth) -> None:
    rule = UnionRatio(
        either=("public_activities", "specialised_activities"), both="welfare_activities", denominator="staff_total", at_least=Decimal(60)
    )
    values = {"public_activities": bachelor, "specialised_activities": titled, "welfare_activities": both_of_them}
    assert told(rule, staff_total=total, **values).truth is expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [("3", "10", YES), ("2", "10", NO), ("12", "10", OPEN), (None, "10", OPEN), ("3", None, YES), ("~3", "10", OPEN)],
)
def test_a_part_is_no_more_than_its_whole(part: Any, whole: Any, expected: Truth) -> None:
    rule = Subset(field="staff_college", whole="staff_total", unit="人", at_least=Decimal(3))
    assert told(rule, staff_college=part, staff_total=whole).truth is expected


@pytest.mark.parametrize(
    "rule",
    [
        Compare(field="lease_term", unit="年", at_least=Decimal(3)),
        Count(field="clients", unit="家", at_least=Decimal(3)),
        Ratio(numerator="income_2019", denominator="income_2018", at_least=Decimal(110)),
        Subset(field="staff_insured", whole="staff_total", unit="人", at_least=Decimal(3)),
        UnionRatio(either=("a", "b"), denominator="c", at_least=Decimal(60)),
    ],
    ids=lambda rule: rule.kind,
)
def test_a_field_that_nobody_reads_yet_cannot_be_told(rule: Condition) -> None:
    got = told(rule)
    assert (got.truth, got.settled, got.absent) == (OPEN, False, True)


def test_all_of_nothing_is_open_and_the_empty_told_is_never_firm() -> None:
    assert both([]) is YES
    assert not cannot_tell("").firm


@given(st.lists(st.integers(1, 40), min_size=4, max_size=4))
def test_what_uncertain_counts_tell_holds_for_every_pair_in_them(ends: list[int]) -> None:
    (low, high), (few, many) = sorted(ends[:2]), sorted(ends[2:])
    got = told(COLLEGE, staff_total=f"{few}-{many}", staff_college=f"{low}-{high}", college_ratio=None)
    pairs = [(part, whole) for part in range(low, high + 1) for whole in range(few, many + 1) if part <= whole]
    if got.truth is not OPEN:
        assert {part * 100 >= 80 * whole for part, whole in pairs} <= {got.truth is YES}

"""Dates, years of operation, routes and deadlines."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from models.answer import Answer, State
from models.criterion import Condition, DateLimit, DateOrder, DeadlineRule, OperatingYears
from models.document import Place
from models.facts import Signed
from models.fields import DECLARED_ON, RECOMMENDATION_OPINION
from models.notice import Notice
from models.notice_file import load_notice
from models.quantity import Truth
from pipeline.judge import check
from pipeline.judging.dates import routes_of
from pipeline.judging.evidence import days_of
from pipeline.judging.told import Case, Told
from tests.factory import UNREADABLE, answer, application

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.CANNOT_TELL
NOTICE = load_notice("hunan-2020")
DEADLINE = DeadlineRule(field="declared_on")


def told(condition: Condition, received_on: datetime.date | None = None, notice: Notice = NOTICE, **values: Any) -> Told:
    got = check(condition, Case(application(**values), notice, received_on))
    assert got is not None
    return got


def opinion(text: str) -> Answer[str]:
    """同意推荐 with these words on the paper."""
    given: Any = answer(RECOMMENDATION_OPINION, "同意推荐")
    return replace(given, chosen=replace(given.chosen, place=Place("申报材料.pdf", 9, None, text)))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2016-03-18", ("2016-03-18", "2016-03-18")), ("2016-02", ("2016-02-01", "2016-02-29")), ("2016", ("2016-01-01", "2016-12-31")),
        ("2016-13", None), ("2016-02-30", None), ("", None), ("去年", None), ("0000", None), ("99999", None),
    ],
)  # fmt: skip
def test_a_date_is_as_long_as_it_is_imprecise(text: str, days: tuple[str, str] | None) -> None:
    wanted = None if days is None else tuple(datetime.date.fromisoformat(day) for day in days)
    assert days_of(text) == wanted


@pytest.mark.parametrize(
    ("county", "declared", "expected"),
    [
        ("岳阳楼区", "2020-06-08", YES), ("岳阳楼区", "2020-06-09", NO), ("汨罗市", "2020-06-12", NO), ("云溪区工信局", "2020-05-20", YES),
        ("省直", "2020-06-12", YES), ("省直单位（主管部门）", "2020-06-13", NO), ("耒阳市", "2020-06-12", YES), ("浏阳市", "2020-06-13", NO),
        ("平江县", "2020-06-08", YES), ("平江县", "2020-06-10", OPEN), ("平江", "2020-06-12", OPEN), ("平江县", "2020-06-13", NO),
        (None, "2020-06-08", YES), (None, "2020-06-10", OPEN), (None, "2020-06-13", NO),     # the route is not known
        (("岳阳楼区", "省直"), "2020-06-10", OPEN), (("岳阳楼区", "君山区"), "2020-06-10", NO),
        ("岳阳楼区", "2020-06", OPEN), ("岳阳楼区", "2020-05", YES), ("岳阳楼区", "2020-07", NO), ("岳阳楼区", "2020", OPEN),
        ("岳阳楼区", None, OPEN), ("岳阳楼区", UNREADABLE, OPEN), ("岳阳楼区", ("2020-06-01", "2020-06-20"), OPEN), ("岳阳楼区", "不详", OPEN),
        ("岳阳经开区", "2020-06-08", YES), ("屈原管理区", "2020-06-09", NO),
    ],
)  # fmt: skip
def test_the_deadline_is_that_of_the_route(county: Any, declared: Any, expected: Truth) -> None:
    got = told(DEADLINE, county=county, declared_on=declared)
    assert got.truth is expected
    assert "填报不等于报送" in got.because


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("同意推荐。2020年6月5日", YES), ("同意推荐。2020年6月10日", NO), ("同意推荐。二〇二〇年六月五日", YES),
        ("同意推荐", YES), ("同意推荐。2020年6月", YES), ("2020年度申报材料真实，同意推荐", YES),
    ],
)  # fmt: skip
def test_the_opinions_date_counts_too(words: str, expected: Truth) -> None:
    assert told(DEADLINE, recommendation_opinion=opinion(words)).truth is expected


def test_a_day_that_nobody_could_read_may_be_late_unless_the_office_signed_in_time() -> None:
    known: Any = answer(DECLARED_ON, "2020-05-25")
    unread = replace(known, state=State.CONFLICT, others=(replace(known.chosen, value=None),))
    assert told(DEADLINE, declared_on=unread).truth is OPEN
    assert told(DEADLINE, declared_on=unread, recommendation_opinion=opinion("同意推荐。2020年6月5日")).truth is YES
    assert told(DEADLINE, declared_on=unread, recommendation_opinion=opinion("同意推荐。2020年6月10日")).truth is not YES


def test_who_signs_may_tell_the_route() -> None:
    signed = opinion("该单位为省直单位，申报材料真实、完整，同意推荐。2020年6月10日")
    assert told(DEADLINE, county=None, declared_on="2020-06-10", recommendation_opinion=signed).truth is YES
    assert told(DEADLINE, county="岳阳楼区", declared_on="2020-06-10", recommendation_opinion=signed).truth is OPEN


def test_a_late_form_is_a_problem_with_its_remedy() -> None:
    (problem,) = told(DEADLINE, declared_on="2020-06-10").problems
    assert "晚于报送期限" in problem.message
    assert "2020-06-08" in problem.message


def test_an_opinion_older_than_the_form_is_said() -> None:
    got = told(DEADLINE, recommendation_opinion=opinion("同意推荐。2020年5月20日"))
    assert got.truth is YES
    assert ["早于填报日期" in problem.message for problem in got.problems] == [True]


def test_a_form_older_than_the_notice_is_said() -> None:
    got = told(DEADLINE, declared_on="2019-05-20")
    assert any("早于通知印发日期" in problem.message for problem in got.problems)


@pytest.mark.parametrize(
    ("day", "county", "expected"),
    [("2020-06-08", "岳阳楼区", YES), ("2020-06-09", "岳阳楼区", NO), ("2020-06-09", "平江县", OPEN), ("2020-06-12", "省直", YES)],
)
def test_the_day_of_receipt_stands_over_the_papers(day: str, county: str, expected: Truth) -> None:
    received = datetime.date.fromisoformat(day)
    assert told(DEADLINE, received, county=county, declared_on=None).truth is expected
    assert told(DEADLINE, received, county=county, declared_on="2020-06-01").truth is expected


def test_a_form_dated_after_its_receipt_is_said() -> None:
    got = told(DEADLINE, datetime.date(2020, 6, 3), declared_on="2020-06-05")
    assert "晚于收件日期" in got.problems[0].message


def test_a_due_hour_leaves_its_own_day_open() -> None:
    route = NOTICE.route[0]
    hop = replace(route.hops[0], at=datetime.time(11, 30))
    hourly = replace(NOTICE, route=(replace(route, hops=(hop,)), *NOTICE.route[1:]))
    assert told(DEADLINE, datetime.date(2020, 6, 8), hourly).truth is OPEN
    assert told(DEADLINE, datetime.date(2020, 6, 7), hourly).truth is YES


def test_the_margin_is_in_days() -> None:
    assert told(DEADLINE, declared_on="2020-06-01").margin == "7"
    assert told(DEADLINE, declared_on="2020-06-10").margin == "-2"


def test_a_notice_without_due_dates_cannot_tell() -> None:
    assert told(DEADLINE, notice=load_notice("hunan-2021")).truth is OPEN


@pytest.mark.parametrize(
    ("values", "routes"),
    [
        ({"county": "平江县"}, {"county", "pilot"}), ({"county": "岳阳楼区"}, {"county"}), ({"county": "省直"}, {"provincial"}), ({"county": "石门县"}, {"pilot"}),
        ({"county": None}, {"county", "pilot", "provincial"}), ({"county": None, "county_folder": "君山区"}, {"county"}), ({"county": "某某集团"}, {"county"}),
    ],
)  # fmt: skip
def test_the_route_follows_the_county(values: dict[str, Any], routes: set[str]) -> None:
    assert {route.id for route in routes_of(application(**values), NOTICE)} == routes


@pytest.mark.parametrize(
    ("by", "day", "routes"),
    [
        ("岳阳市君山区工业和信息化局", datetime.date(2020, 6, 5), {"county"}),
        ("平江县科技和工业信息化局", datetime.date(2020, 6, 5), {"county", "pilot"}),
        ("岳阳市工业和信息化局", datetime.date(2020, 6, 5), {"county", "pilot", "provincial"}),
        ("岳阳市君山区工业和信息化局", None, {"county", "pilot", "provincial"}),  # printed in the form, and not signed
        (None, datetime.date(2020, 6, 5), {"county", "pilot", "provincial"}),
    ],
)
def test_where_no_county_is_named_the_one_that_recommends_tells_the_route(
    by: str | None, day: datetime.date | None, routes: set[str]
) -> None:
    one = application(county=None)
    one = replace(one, facts=replace(one.facts, opinions=(Signed(by, day, Place("推荐意见.pdf", 1, None, "")),)))
    assert {route.id for route in routes_of(one, NOTICE)} == routes


@pytest.mark.parametrize(
    ("established", "expected"),
    [
        ("2017-05-10", YES),
        ("2017-05-11", NO),
        ("2017-05", OPEN),
        ("2017", OPEN),
        ("2016", YES),
        ("2018", NO),
        (None, OPEN),
        (("2016-01-01", "2018-01-01"), OPEN),
    ],
)
def test_full_years_to_a_day(established: Any, expected: Truth) -> None:
    rule = OperatingYears(field="established_on", years=3, as_of=datetime.date(2020, 5, 10))
    assert told(rule, established_on=established).truth is expected


def test_years_count_from_a_leap_day_too() -> None:
    rule = OperatingYears(field="established_on", years=3, as_of=datetime.date(2020, 2, 29))
    assert told(rule, established_on="2017-02-28").truth is YES


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2019-01-01", YES), ("2018-12-31", NO), ("2019-12-31", YES), ("2020-01-01", NO), ("2018", NO), ("2019", YES), (None, OPEN)],
)
def test_a_date_within_two_others(day: str | None, expected: Truth) -> None:
    rule = DateLimit(field="established_on", not_before=datetime.date(2019, 1, 1), not_after=datetime.date(2019, 12, 31))
    assert told(rule, established_on=day).truth is expected


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2020-06-01", "2020-06-01", YES),
        ("2020-06-02", "2020-06-01", NO),
        ("2020-06", "2020-06-15", OPEN),
        (None, "2020-06-01", OPEN),
        ("2020-06-01", None, OPEN),
    ],
)
def test_one_date_not_later_than_another(earlier: Any, later: Any, expected: Truth) -> None:
    rule = DateOrder(earlier="established_on", later="declared_on")
    assert told(rule, established_on=earlier, declared_on=later).truth is expected


@pytest.mark.parametrize(
    "rule",
    [DateLimit(field="lease_end", not_before=datetime.date(2020, 6, 8)), DateOrder(earlier="declared_on", later="lease_end"),
     OperatingYears(field="moved_in", years=1, as_of=datetime.date(2020, 1, 1)), DeadlineRule(field="posted_on")],
    ids=lambda rule: rule.kind,
)  # fmt: skip
def test_a_date_that_nobody_reads_yet_cannot_be_told(rule: Condition) -> None:
    assert told(rule).truth is OPEN


def test_a_conflict_that_fails_either_way_is_no_refusal() -> None:
    got = told(DEADLINE, declared_on=("2020-06-20", "2020-07-01"))
    assert (got.truth, got.settled) == (NO, False)


def test_states_are_what_the_factory_says() -> None:
    assert application(declared_on=None).answers["declared_on"].state is State.ABSENT
    assert Decimal(1) == 1


@pytest.mark.parametrize(
    ("signers", "expected"),
    [
        (("湖南省市场监督管理局",), YES),
        (("湖南省科学技术厅",), YES),
        (("湖南省工业和信息化厅",), OPEN),  # it receives what others recommend
        (("湖南省长沙市商务局",), OPEN),
        (("岳阳市市场监督管理局",), OPEN),
        (("湖南省市场监督管理局", "岳阳楼区工业和信息化局"), NO),
    ],
)
def test_a_provincial_department_that_signs_alone_tells_the_route(signers: tuple[str, ...], expected: Truth) -> None:
    one = application(county=None, declared_on="2020-06-10")
    day = datetime.date(2020, 6, 11)
    signed = tuple(Signed(by, day, Place("推荐意见.pdf", 1, None, "")) for by in signers)
    got = check(DEADLINE, Case(replace(one, facts=replace(one.facts, opinions=signed)), NOTICE, None))
    assert got is not None
    assert got.truth is expected


@pytest.mark.parametrize(
    ("words", "routes"),
    [
        ("同意推荐。湖南省市场监督管理局（盖章）2020年6月10日", {"provincial"}),
        ("同意推荐 君山区工业和信息化局（盖章） 2020年6月5日", {"county"}),
        ("同意推荐。湖南省市场监督管理局（盖章）", {"county", "pilot", "provincial"}),  # printed in the form, and not signed
        ("同意推荐。湖南省市场监督管理局2020年6月10日 君山区工业和信息化局2020年6月5日", {"county"}),
        ("经岳阳市君山区各部门审核同意推荐", {"county", "pilot", "provincial"}),
    ],
)
def test_who_signs_within_the_forms_own_cell_tells_the_route_too(words: str, routes: set[str]) -> None:
    one = application(county=None, recommendation_opinion=opinion(words))
    assert {route.id for route in routes_of(one, NOTICE)} == routes

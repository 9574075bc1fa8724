"""What becomes of an application: every open end goes to a person, every refusal rests on a sure value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.answer import Caveat
from models.criterion import AllOf, AnyOf, Compare, Condition, KOfN, Manual, When
from models.notice_file import load_notice
from models.problem import Category, Severity
from models.proof import ProofKind
from models.quantity import Truth
from models.verdict import Assessment, Decision, Outcome
from pipeline.judge import check, judge, judge_all
from pipeline.judging.told import Case
from tests.factory import UNREADABLE, answer, application, bound, proofs_without

NOTICE = load_notice("hunan-2020")
YES, NO, OPEN = Truth.YES, Truth.NO, Truth.CANNOT_TELL
RECOMMEND, REFUSE, REFER = Decision.RECOMMEND, Decision.DO_NOT_RECOMMEND, Decision.REFER


def assess(**values: Any) -> Assessment:
    return judge(application(**values), NOTICE)


def outcome(assessment: Assessment, criterion: str) -> Outcome:
    return next(one.outcome for one in assessment.verdicts if one.criterion == criterion)


@pytest.mark.parametrize("category", ["综合", "创新", "创业"])
def test_a_sound_application_is_recommended_in_every_category(category: str) -> None:
    assessment = assess(category=category)
    assert assessment.decision is RECOMMEND
    assert assessment.questions == ()


@pytest.mark.parametrize(
    ("values", "decision"),
    [
        ({"premises_area": "99.9"}, REFUSE), ({"premises_area": "100"}, RECOMMEND), ({"premises_area": ("320", "326")}, RECOMMEND),
        ({"premises_area": ("98", "103")}, REFER), ({"premises_area": ("98", "96")}, REFER), ({"premises_area": "~100"}, REFER), ({"premises_area": None}, REFER),
        ({"premises_area": UNREADABLE}, REFER), ({"public_activities": "7"}, REFUSE), ({"public_activities": "8"}, RECOMMEND),
        ({"staff_total": "49", "staff_college": "39"}, REFUSE), ({"staff_total": "9", "staff_college": "9"}, REFUSE),
        ({"category": "创业", "enterprises_served": "49"}, REFUSE), ({"category": "创业", "enterprises_served": "50"}, RECOMMEND),
        ({"category": "创业", "premises_area": "50", "service_assets": "50", "welfare_activities": "2"}, RECOMMEND),
        ({"category": None}, REFER), ({"category": ("综合", "创新")}, REFER), ({"category": UNREADABLE}, REFER), ({"category": "其他"}, REFER),
        ({"platform_registered": "false"}, REFUSE), ({"platform_registered": None}, REFER), ({"previous_recognition_year": "2018"}, REFER),
        ({"previous_recognition_year": "2017"}, RECOMMEND), ({"related_party": "true"}, REFER), ({"declared_on": None}, REFER), ({"declared_on": "2020-06-09"}, REFUSE),
        ({"proofs": proofs_without(ProofKind.ASSETS)}, REFER), ({"recommendation_opinion": None}, RECOMMEND),
        ({"service_assets": "120", "bounds": [bound("service_assets", "90")]}, REFER),
        ({"premises_area": "98", "public_activities": None}, REFUSE),      # a sure refusal stands whatever else is open
        ({"specialised_activities": "0", "welfare_activities": "0"}, RECOMMEND),   # not asked of 综合
    ],
    ids=str,
)  # fmt: skip
def test_what_becomes_of_it(values: dict[str, Any], decision: Decision) -> None:
    assert assess(**values).decision is decision


def test_a_refusal_on_a_value_in_doubt_is_a_question() -> None:
    assessment = assess(enterprises_served=answer("enterprises_served", "80", caveats={Caveat.UNIT_OF_COUNT}))
    assert outcome(assessment, "enterprises_served") is Outcome.NOT_MET
    assert assessment.decision is REFER
    assert "未经确认" in assessment.because


def test_a_conflict_whose_values_all_pass_is_met_and_firm() -> None:
    verdict = next(one for one in assess(premises_area=("326", "320")).verdicts if one.criterion == "premises_area")
    assert (verdict.outcome, verdict.firm) == (Outcome.MET, True)


def test_lines_for_a_person_are_open_and_never_counted() -> None:
    assessment = assess(category="创业")
    manual = [one for one in assessment.verdicts if one.manual]
    assert {one.criterion for one in manual} == {
        "incorporated_conditions",
        "platform_service",
        "applicant_scope",
        "category_fit",
        "reputation",
    }
    assert {one.outcome for one in manual} == {Outcome.CANNOT_TELL}
    assert assessment.decision is RECOMMEND


def test_only_the_lines_of_the_category_appear() -> None:
    ids = [one.criterion for one in assess(category="创新").verdicts]
    assert "specialised_activities" in ids
    assert not {"public_activities", "welfare_activities", "reputation"} & set(ids)
    assert len(ids) == len(set(ids))


def test_every_verdict_carries_clause_and_quote() -> None:
    assert all(one.clause and one.quote and one.because for one in assess().verdicts)


def test_a_hint_names_the_category_that_would_fit() -> None:
    assert assess(premises_area="60").hint == "按创业服务机构衡量：各项均符合"
    assert assess(premises_area="10").hint is None
    assert assess().hint is None
    assert "创新服务机构" in str(assess(category=None).hint)


def test_an_incomplete_notice_judges_and_never_recommends() -> None:
    for name in ("hunan-2021", "hunan-2023", "hunan-2025"):
        notice = load_notice(name)
        assert judge(application(previous_recognition_year=None), notice).decision is REFER
    assert judge(application(premises_area="149"), load_notice("hunan-2025")).decision is REFUSE


def test_the_same_readings_stand_differently_under_2025() -> None:
    verdicts = {one.criterion: one for one in judge(application(premises_area="120"), load_notice("hunan-2025")).verdicts}
    assert verdicts["premises_area"].margin == "-30"
    assert verdicts["qualified_ratio"].outcome is Outcome.CANNOT_TELL
    assert verdicts["operating_years"].outcome is Outcome.MET


def test_questions_come_by_what_hangs_on_them() -> None:
    assessment = assess(premises_area=("98", "103"), credit_code=("91", "92"), public_activities=("12", "15"))
    assert [question.field for question in assessment.questions] == ["premises_area", "credit_code", "public_activities"]
    weights = [question.weight for question in assessment.questions]
    assert weights == sorted(weights, reverse=True)
    assert assess(category=None, premises_area=None).questions[0].field == "category"


def test_the_last_open_question_weighs_more_and_less_where_refused_anyway() -> None:
    alone = assess(premises_area=("98", "103")).questions[0].weight
    one_of_two = assess(premises_area=("98", "103"), declared_on=None).questions[0].weight
    refused = assess(premises_area=("98", "103"), public_activities="2").questions[0].weight
    assert alone > one_of_two > refused


def test_what_is_missing_becomes_a_problem_with_its_remedy() -> None:
    problems = assess(premises_area=None).problems
    assert [(one.category, one.severity, one.field, "请补充" in one.remedy) for one in problems] == [
        (Category.VALUE, Severity.WARNING, "premises_area", True)
    ]
    near = assess(premises_area="~100").problems
    assert [(one.severity, one.field) for one in near] == [(Severity.INFO, "premises_area")]


def test_an_opinion_that_is_still_to_come_is_said_mildly() -> None:
    problem = assess(recommendation_opinion=None).problems[0]
    assert (problem.category, problem.severity) == (Category.COMPLETENESS, Severity.INFO)


@pytest.mark.parametrize(("folder", "said"), [("君山区", 1), ("岳阳楼区工信局", 0), (None, 0), ("第一批", 0)])
def test_a_package_in_another_countys_folder_is_said(folder: str | None, said: int) -> None:
    problems = assess(county="岳阳楼区", county_folder=folder).problems
    assert sum(one.category is Category.IDENTITY for one in problems) == said


def test_an_undeclared_category_is_a_problem_with_its_remedy() -> None:
    assert ["申报类别未定" in one.message for one in assess(category=None).problems] == [True]


def test_judging_a_batch_keeps_its_order_and_finds_duplicates() -> None:
    first = application("甲", declared_on="2020-06-01")
    second = application("乙", declared_on="2020-06-03")
    other = application("丙", organisation_name="岳阳白杨咨询有限公司", credit_code="9143")
    found = judge_all([first, second, other], NOTICE)
    assert [one.application.name for one in found] == ["甲", "乙", "丙"]
    assert [one.decision for one in found] == [REFER, RECOMMEND, RECOMMEND]
    assert "以后者为准" in found[0].because
    assert found[1].problems[0].category is Category.DUPLICATE


# ── conditions put together ──

MET = Compare(field="premises_area", unit="㎡", at_least=Decimal(100))
FAILED = Compare(field="premises_area", unit="㎡", at_least=Decimal(500))
UNKNOWN = Compare(field="lease_years", unit="年", at_least=Decimal(3))
PARTS = {"y": MET, "n": FAILED, "?": UNKNOWN}


def grouped(condition: Condition, **values: Any) -> Truth | None:
    made = application(**values)
    told = check(condition, Case(made, NOTICE, category=made.answers["category"].value))  # type: ignore[arg-type]
    return told.truth if told else None


@pytest.mark.parametrize(
    ("parts", "every", "some", "two"),
    [
        ("yy", YES, YES, YES), ("yn", NO, YES, NO), ("y?", OPEN, YES, OPEN), ("nn", NO, NO, NO), ("n?", NO, OPEN, NO), ("??", OPEN, OPEN, OPEN),
        ("yyn", NO, YES, YES), ("yn?", NO, YES, OPEN), ("nn?", NO, OPEN, NO), ("y??", OPEN, YES, OPEN), ("yy?", OPEN, YES, YES),
    ],
)  # fmt: skip
def test_all_any_and_k_of_n(parts: str, every: Truth, some: Truth, two: Truth) -> None:
    conditions = tuple(PARTS[part] for part in parts)
    assert grouped(AllOf(parts=conditions)) is every
    assert grouped(AnyOf(parts=conditions)) is some
    assert grouped(KOfN(k=2, parts=conditions)) is two


def test_groups_nest_and_a_person_keeps_them_open() -> None:
    nested = AnyOf(parts=(AllOf(parts=(MET, FAILED)), KOfN(k=1, parts=(FAILED, MET))))
    assert grouped(nested) is YES
    assert grouped(AllOf(parts=(MET, Manual(ask="核对")))) is OPEN
    assert grouped(AllOf(parts=(FAILED, Manual(ask="核对")))) is NO


@pytest.mark.parametrize(
    ("when", "county", "expected"),
    [
        (When(region=("岳阳楼区",)), "岳阳楼区", NO), (When(region=("岳阳市",)), "岳阳楼区", NO), (When(region=("平江县",)), "岳阳楼区", None),
        (When(region=("平江县",)), None, OPEN), (When(region=("平江县",)), ("平江县", "君山区"), OPEN), (When(region=("岳阳市",)), ("平江县", "君山区"), NO),
        (When(category=("综合",)), "岳阳楼区", NO), (When(category=("创新",)), "岳阳楼区", None), (When(level=("五星",)), "岳阳楼区", OPEN),
    ],
)  # fmt: skip
def test_a_condition_is_asked_only_of_those_it_is_for(when: When, county: Any, expected: Truth | None) -> None:
    rule = Compare(field="premises_area", unit="㎡", at_least=Decimal(500), when=when)
    assert grouped(rule, county=county) is expected


def test_a_condition_that_holds_anyway_needs_no_region() -> None:
    rule = Compare(field="premises_area", unit="㎡", at_least=Decimal(100), when=When(region=("平江县",)))
    assert grouped(rule, county=None) is YES


def test_parts_that_are_not_asked_do_not_count() -> None:
    elsewhere = Compare(field="premises_area", unit="㎡", at_least=Decimal(500), when=When(region=("平江县",)))
    assert grouped(AllOf(parts=(MET, elsewhere))) is YES
    assert grouped(AnyOf(parts=(FAILED, elsewhere))) is NO

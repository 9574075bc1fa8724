"""Facts and papers: yes or no, lists, cohorts, relations, completeness, lines for a person."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from models.answer import Caveat
from models.criterion import CohortRule, Completeness, Condition, Listed, Manual, RelationRule, Truthful
from models.notice import NamedList, Notice
from models.notice_file import load_notice
from models.problem import Severity
from models.proof import Proof, ProofKind, ProofState
from models.quantity import Truth
from models.verdict import Relation
from pipeline.judge import check
from pipeline.judging.told import Agency, Case, Told
from tests.factory import ALL_PROOFS, UNREADABLE, answer, application, corrected, proofs_without

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.CANNOT_TELL
NOTICE = load_notice("hunan-2020")
COHORT = CohortRule(field="previous_recognition_year", as_of=datetime.date(2020, 12, 31))
RELATED = RelationRule(field="related_party")


def told(condition: Condition, notice: Notice = NOTICE, **values: Any) -> Told:
    got = check(condition, Case(application(**values), notice))
    assert got is not None
    return got


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("true", YES), ("false", NO), (None, OPEN), (UNREADABLE, OPEN), (("true", "false"), OPEN), ("或许", OPEN),
        (answer("platform_registered", "true", caveats={Caveat.CLAIM}), OPEN), (corrected("platform_registered", "false"), NO),
    ],
)  # fmt: skip
def test_yes_or_no_and_silence_is_not_no(value: Any, expected: Truth) -> None:
    assert told(Truthful(field="platform_registered"), platform_registered=value).truth is expected


def test_a_no_may_be_what_is_asked() -> None:
    assert told(Truthful(field="platform_registered", expected=False), platform_registered="false").truth is YES


@pytest.mark.parametrize(
    ("year", "expected", "word"),
    [
        (None, YES, "无迹象"), ("2017", YES, "2020-12-31"), ("2016", YES, "可重新申报"), ("2018", OPEN, "2021-12-31"), ("2019", OPEN, "推定"),
        ("2020", OPEN, "没有这一年"), (UNREADABLE, OPEN, "未能确认"), (("2017", "2018"), OPEN, ""), ("某年", OPEN, ""),
    ],
)  # fmt: skip
def test_an_earlier_recognition_must_have_run_out(year: Any, expected: Truth, word: str) -> None:
    got = told(COHORT, previous_recognition_year=year)
    assert got.truth is expected
    assert word in got.because


def test_the_register_tells_of_a_title_that_the_papers_keep_silent_on() -> None:
    entry = Agency("岳阳市青桐中小企业服务中心", recognised=2019, valid_to=datetime.date(2022, 12, 31))
    got = check(COHORT, Case(application(), NOTICE, registered=(entry,)))
    assert got is not None
    assert (got.truth, "2022-12-31" in got.because) == (OPEN, True)
    expired = replace(entry, recognised=2017, valid_to=datetime.date(2020, 12, 31))
    got = check(COHORT, Case(application(), NOTICE, registered=(expired,)))
    assert got is not None
    assert got.truth is YES


@pytest.mark.parametrize(
    ("said", "expected"),
    [(None, YES), ("false", YES), ("true", OPEN), (UNREADABLE, OPEN), (("true", "false"), OPEN)],
)
def test_a_relation_is_for_a_person_and_silence_is_no_sign(said: Any, expected: Truth) -> None:
    assert told(RELATED, related_party=said).truth is expected


def test_a_signal_between_applications_is_asked_with_its_evidence() -> None:
    place = application().answers["legal_representative"].chosen
    assert place is not None
    signal = Relation("青桐服务中心", "白杨咨询", "法定代表人相同", "强", (place.place,), "可能是同名同姓")
    got = check(RELATED, Case(application(), NOTICE, relations=(signal,)))
    assert got is not None
    assert (got.truth, got.settled, got.place) == (OPEN, False, place.place)
    assert "白杨咨询" in got.problems[0].message
    assert "同名同姓" in got.problems[0].remedy


def test_a_weak_signal_alone_is_said_and_stops_nobody() -> None:
    weak = Relation("青桐服务中心", "白杨咨询", "联系人相同", "弱", (), "可能是同名同姓")
    got = check(RELATED, Case(application(), NOTICE, relations=(weak,)))
    assert got is not None
    assert (got.truth, [one.severity for one in got.problems]) == (YES, [Severity.INFO])
    with_another = check(RELATED, Case(application(), NOTICE, relations=(weak, replace(weak, strength="中"))))
    assert with_another is not None
    assert with_another.truth is OPEN


@pytest.mark.parametrize(
    "kind", [ProofKind.LICENCE, ProofKind.PREMISES, ProofKind.ASSETS, ProofKind.STAFF, ProofKind.ACTIVITIES, ProofKind.FIRMS_SERVED]
)
def test_a_missing_proof_is_asked_for(kind: ProofKind) -> None:
    got = told(Completeness(), proofs=proofs_without(kind))
    assert got.truth is OPEN
    assert len(got.problems) == 1
    assert "请补交" in got.problems[0].remedy


def test_all_proofs_make_it_complete_and_others_are_not_asked() -> None:
    assert told(Completeness()).truth is YES
    assert told(Completeness(), proofs=proofs_without(ProofKind.OPINION, ProofKind.PLATFORM, ProofKind.COMMITMENT)).truth is YES


def test_a_doubtful_proof_is_for_a_person_and_no_proof_at_all_is_missing() -> None:
    doubtful = tuple(Proof(one.kind, ProofState.DOUBTFUL) if one.kind is ProofKind.STAFF else one for one in ALL_PROOFS)
    got = told(Completeness(), proofs=doubtful)
    assert (got.truth, got.problems) == (OPEN, ())
    assert len(told(Completeness(), proofs=()).problems) == 6


@pytest.mark.parametrize(
    ("inside", "complete", "code", "expected"),
    [
        (False, True, "A", NO), (False, True, "B", YES), (False, False, "A", NO), (False, False, "B", OPEN), (False, True, None, OPEN),
        (True, True, "A", YES), (True, True, "B", NO), (True, False, "A", YES), (True, False, "B", OPEN), (True, True, ("A", "B"), OPEN),
    ],
)  # fmt: skip
def test_a_list_that_is_not_whole_clears_nobody(inside: bool, complete: bool, code: Any, expected: Truth) -> None:
    notice = replace(NOTICE, list=(NamedList(id="bad", title="失信名单", entries=("A",), complete=complete),))
    assert told(Listed(field="credit_code", list="bad", inside=inside), notice, credit_code=code).truth is expected


def test_a_line_for_a_person_is_never_told() -> None:
    assert told(Manual(ask="核对声誉")).truth is OPEN


@pytest.mark.parametrize(
    "rule", [Truthful(field="insured"), CohortRule(field="title_year", as_of=datetime.date(2020, 12, 31)), Listed(field="grade", list="x")]
)
def test_a_fact_that_nobody_reads_yet_cannot_be_told(rule: Condition) -> None:
    assert told(rule).truth is OPEN

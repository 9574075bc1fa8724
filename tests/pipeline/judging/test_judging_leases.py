"""A lease that has run out by the day the papers are due, and a lease of somebody else's: both are told, in the letter too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractors.proofs.consistency import others_papers
from models.answer import Application
from models.document import Place
from models.facts import Facts, Party, Term
from models.notice_file import load_notice
from models.proof import Proof, ProofKind, ProofState
from models.verdict import Outcome
from pipeline.judge import judge
from pipeline.write.letters import points_of
from tests.factory import application

PLACE = Place("租赁合同.pdf", 2, None, "租赁期限自2018年1月1日起")
D = date


def let(*terms: tuple[date | None, bool], **values: object) -> Application:
    facts = Facts(terms=tuple(Term(D(2018, 1, 1), ends, open_ended, PLACE) for ends, open_ended in terms))
    return replace(application(**values), facts=facts)  # type: ignore[arg-type]


def told(one: Application, received_on: date | None = None, notice: str = "hunan-2020") -> list[str]:
    problems = judge(one, load_notice(notice), received_on=received_on).problems
    return [problem.message for problem in problems if "场所证明的期限" in problem.message]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ([(D(2020, 6, 7), False)], True),
        ([(D(2020, 6, 8), False)], False),                            # still runs on the day
        ([(D(2018, 12, 31), False), (D(2021, 12, 31), False)], False),  # renewed
        ([(D(2018, 12, 31), False), (D(2019, 12, 31), False)], True),
        ([(D(2019, 12, 31), False), (None, True)], False),              # a title deed beside it
        ([(None, False)], False), ([], False),
    ],
)  # fmt: skip
def test_only_where_no_lease_runs_to_the_day(terms: list[tuple[date | None, bool]], said: bool) -> None:
    assert bool(told(let(*terms))) is said


@pytest.mark.parametrize(("ends", "outcome"), [(D(2019, 12, 31), Outcome.CANNOT_TELL), (D(2021, 12, 31), Outcome.MET)])
def test_premises_whose_lease_has_run_out_are_for_a_person(ends: date, outcome: Outcome) -> None:
    proofs = tuple(Proof(kind, ProofState.PRESENT, ()) for kind in ProofKind)
    one = replace(let((ends, False)), proofs=proofs)
    verdict = next(one for one in judge(one, load_notice("hunan-2020")).verdicts if one.criterion == "completeness")
    assert verdict.outcome is outcome
    assert (outcome is Outcome.MET) or "期限已过" in verdict.because


def test_the_county_decides_which_day() -> None:
    assert told(let((D(2020, 6, 9), False), county="岳阳楼区")) == []
    assert told(let((D(2020, 6, 9), False)), received_on=D(2020, 6, 10)) != []


def test_a_notice_without_a_day_says_nothing() -> None:
    assert told(let((D(2018, 1, 1), False)), notice="hunan-2025") == []


def test_it_stands_in_the_letter_with_its_page() -> None:
    point = next(one for one in points_of(judge(let((D(2020, 1, 1), False)), load_notice("hunan-2020"))) if "期限" in one.found)
    assert "2020-01-01" in point.found
    assert point.where == "租赁合同.pdf 第2页"
    assert "有效的场所证明" in point.wanted


def test_a_lease_by_another_organisation_stands_in_the_letter() -> None:
    parties = (Party("岳阳白露有限公司", "承租方", True, PLACE), Party("岳阳物业有限公司", "出租方", False, PLACE))
    made = replace(application(), problems=others_papers(parties, "岳阳市青桐中小企业服务中心"))
    points = [one for one in points_of(judge(made, load_notice("hunan-2020"))) if "承租方" in one.found]
    assert [(one.where, "岳阳白露有限公司" in one.found) for one in points] == [("租赁合同.pdf 第2页", True)]

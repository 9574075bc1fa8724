"""The same readings under several notices, related and checked once more."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from models.notice_file import load_notice
from models.problem import UsageError
from models.verdict import Decision
from pipeline.conclude import conclude, defects
from tests.factory import application

BATCH = (application("甲", premises_area="120"), application("乙", organisation_name="岳阳白杨咨询有限公司", credit_code="9143"))


def test_who_would_stand_where_under_two_notices() -> None:
    judged = conclude(BATCH, [load_notice("hunan-2020"), load_notice("hunan-2025")])
    decisions = {one.notice.id: {case.application.name: case.decision for case in one.recommendation.assessments} for one in judged}
    assert decisions["hunan-2020"] == {"甲": Decision.REFER, "乙": Decision.REFER}  # the same legal representative
    assert decisions["hunan-2025"] == {"甲": Decision.DO_NOT_RECOMMEND, "乙": Decision.REFER}
    assert all(one.recommendation.relations for one in judged)
    assert [flaw for one in judged for flaw in defects(one.recommendation, one.notice)] == []


def test_the_day_of_receipt_reaches_every_application() -> None:
    (judged,) = conclude(BATCH[:1], [load_notice("hunan-2020")], received_on=datetime.date(2020, 6, 9))
    assert [one.decision for one in judged.recommendation.assessments] == [Decision.DO_NOT_RECOMMEND]


def test_the_register_is_compared_under_each_notices_cohorts(tmp_path: Path) -> None:
    register = tmp_path / "名录.csv"
    register.write_text("单位名称,认定年份\n岳阳市青桐中小企业服务中心,2018\n", encoding="utf-8")
    (judged,) = conclude(BATCH[:1], [load_notice("hunan-2020")], registry=register)
    (assessment,) = judged.recommendation.assessments
    assert "2021-12-31" in next(one.because for one in assessment.verdicts if one.criterion == "cohort")
    with pytest.raises(UsageError):
        conclude(BATCH, [load_notice("hunan-2020")], registry=tmp_path / "没有.csv")


def test_an_empty_inbox_is_an_empty_batch() -> None:
    (judged,) = conclude((), [load_notice("hunan-2020")])
    assert judged.recommendation.assessments == ()
    assert defects(judged.recommendation, judged.notice) == ()

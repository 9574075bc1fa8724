"""The table's order, and quotas that drop nobody."""

from __future__ import annotations

from dataclasses import replace

from models.notice import Quota
from models.notice_file import load_notice
from models.verdict import Decision
from pipeline.judge import judge
from pipeline.recommend import recommend
from tests.factory import application

NOTICE = load_notice("hunan-2020")


def assessed(name: str, **values: object) -> object:
    return judge(application(name, organisation_name=name, **values), NOTICE)


def test_by_category_then_county_then_name_and_nobody_is_lost() -> None:
    batch = [
        assessed("丁", category="创业"), assessed("乙", county="平江县"), assessed("丙", county="岳阳楼区"), assessed("甲", county="岳阳楼区"),
        assessed("戊", premises_area="9"), assessed("己", category=None), assessed("庚", county=None, county_folder="君山区"),
    ]  # fmt: skip
    found = recommend(batch, NOTICE)  # type: ignore[arg-type]
    assert [one.application.name for one in found.recommended] == ["丙", "甲", "庚", "乙", "丁"]
    assert len(found.assessments) == 7
    assert found.assessments[-1].application.name == "己"


def test_a_quota_that_is_exceeded_asks_and_drops_nobody() -> None:
    batch = [assessed(name, county=county) for name, county in (("甲", "岳阳楼区"), ("乙", "岳阳楼区"), ("丙", "君山区"))]
    limited = replace(NOTICE, quota=(Quota(region="每县市区", at_most=1, clause="示例"),))
    found = recommend(batch, limited)  # type: ignore[arg-type]
    assert [one.application.name for one in found.recommended] == ["丙"]
    assert {one.application.name: one.decision for one in found.assessments if one.decision is Decision.REFER}.keys() == {"甲", "乙"}
    city = replace(NOTICE, quota=(Quota(region="岳阳市", at_most=3, clause="示例"),))
    assert len(recommend(batch, city).recommended) == 3  # type: ignore[arg-type]


def test_an_empty_batch_is_an_empty_table() -> None:
    found = recommend([], NOTICE)
    assert (found.assessments, found.recommended, found.relations) == ((), (), ())

"""The notice's conditions as questions with answers: the answer counts, the limit never."""

from __future__ import annotations

import pytest

from extractors.finders.label import find_labels
from extractors.finders.prose import find_in_prose
from extractors.finders.table import find_in_tables
from tests.builders import page_of, said

ASKED = """
服务场所是否达到100平方米以上：是，服务场所面积260平方米
服务资产是否达到100万元以上：是，890万元
服务人员是否不少于10人：是，38人
大专及以上人员是否占80%以上：是，33人，占86.84%
年服务企业是否达到50家以上：是（154家）
技术推广等活动是否达到3次以上：符合，6次
"""
ANSWERED = {
    "premises_area": "260㎡", "service_assets": "890万元", "staff_total": "38人", "staff_college": "33人", "college_ratio": "86.84%",
    "enterprises_served": "154家@annual", "specialised_activities": "6次",
}  # fmt: skip


@pytest.mark.parametrize(
    "drawing",
    [
        ASKED, ASKED.replace("：", "？"), ASKED.replace("是否达到", "").replace("是否不少于", "不少于").replace("是否占", "占"),
        "\n".join(f"{at}. {line}" for at, line in enumerate(ASKED.strip().splitlines(), 1)), ASKED.replace("是，", "■是 □否 实有").replace("（", " ").replace("）", ""),
    ],
    ids=["colon", "question mark", "the bare limit", "numbered", "boxes"],
)  # fmt: skip
def test_the_answer_behind_a_condition_is_the_number(drawing: str) -> None:
    assert said(find_labels(page_of(drawing))) == ANSWERED


def test_a_limit_is_nobodys_number() -> None:
    assert said(find_in_prose(page_of(ASKED))) == {}
    assert said(find_labels(page_of("服务人员是否达到10人以上：是\n年服务企业是否达到50家以上：是"))) == {}


def test_a_sentence_that_boasts_is_no_question() -> None:
    boast = "服务企业达到100家以上：一是开展政策宣讲，二是走访企业。"
    assert said(find_labels(page_of(boast))) == {}
    assert said(find_in_prose(page_of(boast))) == {"enterprises_served": "≥100家"}


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("年服务企业是否达到100家以上：是，120家", True),
        ("年服务企业是否达到100家以上：是，120家（家次）", False),
        ("服务场所面积是否达到100平方米以上：是，建筑面积含公摊130平方米", False),
        ("年公共服务活动是否达到8次以上：是，参加活动9次", False),
        ("年公共服务活动是否达到8次以上：是，企业可参加的活动9次", True),
        ("服务人员是否达到10人以上：是，含兼职12人", False),
        ("服务人员是否达到10人以上：是，不含兼职12人", True),
    ],
)
def test_what_the_answer_says_of_its_number_holds(line: str, sure: bool) -> None:
    assert [not one.caveats for one in find_labels(page_of(line)) if one.field.is_number] == [sure]


@pytest.mark.parametrize(
    ("row", "sure"),
    [
        ("服务人员（人） │ 12 │ 其中2人已离职", False), ("服务人员（人） │ 12 │ 全年无人离职", True),
        ("服务场所面积（㎡） │ 150 │ 部分已退租", False), ("服务场所面积（㎡） │ 150 │ 无退租情况", True),
        ("公共服务活动（次） │ 12 │ 含参加4次", False), ("公共服务活动（次） │ 12 │ 企业参加踊跃", True),
    ],
)  # fmt: skip
def test_what_a_remark_says_of_its_number_holds(row: str, sure: bool) -> None:
    page = page_of(f"指标 │ 数值 │ 备注\n年服务企业（家） │ 120 │\n{row}")
    assert [not one.caveats for one in find_in_tables(page) if one.field.name != "enterprises_served"] == [sure]

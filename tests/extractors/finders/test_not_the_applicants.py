"""What stands beside the applicant's own words and is not what it has, applies for or was granted."""

from __future__ import annotations

import pytest

from extractors.finders.categories import declared_category
from extractors.finders.part_time import full_timers
from extractors.finders.recognition import recognised_in
from extractors.finders.registration import read_registration
from extractors.finders.table import find_in_tables
from extractors.proofs.lease import _is_part_let
from models.answer import Caveat
from tests.builders import page_of, said


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("指标 │ 现有 │ 计划新增 │ 合计\n服务人员（人） │ 8 │ 12 │ 20", "20"),
        ("指标 │ 本单位 │ 合作单位 │ 合计\n服务人员（人） │ 12 │ 30 │ 42", "42"),
        ("指标 │ 专职 │ 兼职 │ 合计\n服务人员（人） │ 7 │ 30 │ 37", "37"),
    ],
)
def test_a_total_of_what_is_planned_or_lent_is_not_the_applicants(drawing: str, expected: str) -> None:
    assert said(find_in_tables(page_of(drawing))).get("staff_total", "").split("人")[0] != expected


def test_a_total_of_own_and_let_rooms_is() -> None:
    found = said(find_in_tables(page_of("指标 │ 自有 │ 租赁 │ 合计\n服务场所面积（㎡） │ 80 │ 100 │ 180")))
    assert found["premises_area"].startswith("180")


@pytest.mark.parametrize(
    "sentence",
    [
        "申报类别：综合服务机构  创新服务机构  创业服务机构",
        "申报类别：综合服务机构",  # a form's own label, for the readers of labels
        "申报创业服务机构的单位，除满足第四条外，还应提供创业导师名单。",
        "申报创业服务机构另附孵化场地证明。",
        "岳阳市红枫服务中心申报创新服务机构，与我单位共用办公场地。",
        "申报综合服务机构的条件：面积不少于100平方米。",
        "我公司申请创新类补助资金20万元。",
        "2018年我单位申请创新类机构未获通过。",
        "2018年我单位申报创新服务机构。",
        "我中心以创新机构身份申请高新技术企业。",
    ],
)
def test_rules_others_and_other_applications_declare_no_category(sentence: str) -> None:
    assert declared_category(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "我单位申报创业服务机构。",
        "2020年我单位申报创业服务机构。",
        "岳阳市红枫服务中心申报创业服务机构，材料真实。",
        "岳阳市红枫服务中心申报创业服务机构的申请岳阳县科工局：我中心成立于2012年",
    ],
)
def test_the_units_own_application_does(sentence: str) -> None:
    told = declared_category(sentence)
    assert told is not None
    assert told.kind == "创业"


@pytest.mark.parametrize(
    "text", ["2019年组织会员企业登记", "2019年申报时注册资料丢失", "2018年发布工商注册服务信息120条", "有意向", "有限责任公司"]
)
def test_another_act_of_another_is_no_registration(text: str) -> None:
    reading = read_registration(text)
    assert reading.value is None or reading.caveats & {Caveat.CLAIM, Caveat.AMBIGUOUS, Caveat.BASIS}


@pytest.mark.parametrize(
    ("text", "number", "let"),
    [
        ("将其中238平方米转租给乙方使用", "238", True),
        ("甲方将房屋80平方米出租给乙方，其中建筑面积500平方米的停车场无偿供乙方共用", "500", False),
        ("出租房屋建筑面积共500平方米，其中400平方米甲方已租给他人", "400", False),
        ("乙方租赁面积为300平方米，其中50平方米由甲方提供家具", "50", False),
    ],
)
def test_a_part_is_let_only_where_it_goes_to_the_tenant(text: str, number: str, let: bool) -> None:
    start = text.index(number)
    assert _is_part_let(text, (start, start + len(number) + 3)) is let


def test_a_count_of_thousands_of_figures_is_none() -> None:
    assert full_timers("9" * 5000 + "人（专职" + "9" * 5000 + "人，兼职1人）") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "2018年我中心辅导12家单位被认定为湖南省中小微企业核心服务机构。",
        "我公司的客户湖南远大科技有限公司2017年被认定为湖南省中小微企业核心服务机构。",
        "2019年，湖南省公布了首批中小微企业核心服务机构名单，我单位将以此为标杆。",
        "获得2018年度湖南省中小企业核心服务机构的支持。",
        "我单位于2015年成立，被认定为湖南省中小微企业核心服务机构。",
    ],
)
def test_a_title_that_may_be_anothers_is_a_question(sentence: str) -> None:
    told = recognised_in(sentence)
    assert told is None or not told.surely


def test_of_several_years_the_one_of_the_granting_counts() -> None:
    told = recognised_in("我单位2015年成立，2017年被认定为湖南省中小微企业核心服务机构。")
    assert told is not None
    assert (told.year, told.surely) == ("2017", True)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("县（市、区）工信主管部门初审意见", False),
        ("市州工信局意见", False),
        ("推荐单位意见", False),
        ("省级审核意见", False),
        ("申报单位意见", True),
        ("单位负责人", True),
    ],
)
def test_who_signs_in_an_offices_row_is_not_the_applicants_head(head: str, told: bool) -> None:
    drawing = f"单位名称 │ 岳阳市红枫服务中心\n{head} │ 负责人（签字）：谢文文" if told is False or "意见" in head else f"{head} │ 谢文文"
    assert ("legal_representative" in said(find_in_tables(page_of(drawing)))) is told

"""Who signs below a form, and who signs for an office: the first's day is the applicant's, the second's name is not."""

from __future__ import annotations

import pytest

from extractors.finders.label import find_labels
from extractors.finders.signoff import find_signoff
from tests.builders import page_of, said

FORM = """
单位名称 │ 桃源县中小企业服务中心 │ 成立时间 │ 2012年3月1日
法定代表人 │ 张三 │ 联系人 │ 李四
联系电话 │ 13800000000 │ 申报类别 │ 综合
服务场所面积 │ 160平方米 │ 服务资产 │ 120万元
"""


@pytest.mark.parametrize(
    "below",
    [
        "法定代表人（签字）：张三\n2020年5月22日",
        "我单位对申报材料的真实性负责。\n法定代表人：张三\n2020年5月22日",
        "申报单位（盖章）：桃源县中小企业服务中心\n法定代表人(签名):张三\n2020年5月22日",
        "单位负责人：张三 (公章)\n2020年5月22日",
        "法进代表人签字：张三\n单位盖章：\n2020年5月22日",
        "法定代表人：张三    2020年5月22日",
        "说明：数据以2019年12月31日为准。\n法定代表人：张三\n2020年5月22日\n推荐意见：\n同意推荐\n2020年5月28日",
    ],
)
def test_the_day_under_the_applicants_own_signature_below_a_form_is_its_day(below: str) -> None:
    assert said(find_signoff(page_of(FORM + "\n" + below + "\n"))).get("declared_on") == "2020-05-22"


@pytest.mark.parametrize(
    "below",
    [
        "推荐意见：同意推荐\n负责人：王五\n2020年6月3日",
        "县工信局（盖章）\n单位负责人：王五\n2020年6月3日",
        "经审核，同意推荐。\n法定代表人：张三\n2020年6月3日",
        "附件清单\n2020年6月3日印",
        "法定代表人：张三\n生于2020年6月3日的记录",
    ],
)
def test_an_offices_day_and_any_other_day_below_a_form_are_not(below: str) -> None:
    assert "declared_on" not in said(find_signoff(page_of(FORM + "\n" + below + "\n")))


def test_the_parties_of_a_contract_sign_no_form() -> None:
    contract = "房屋租赁合同\n甲方：某某物业有限公司\n法定代表人：王五\n2018年6月22日\n"
    assert "declared_on" not in said(find_signoff(page_of(contract)))


@pytest.mark.parametrize(
    "drawing",
    [
        "初审推荐意见\n经审核，该机构材料真实完整，同意推荐。\n(盖章)   负责人：肖伟\n2020年6月1日\n",
        "推荐单位意见\n该单位符合条件，同意推荐。\n（盖章）\n负责人：肖伟\n2020年6月1日\n",
        "县工信部门意见\n情况属实\n单位负责人：肖伟\n",
    ],
)
def test_who_signs_for_an_office_is_not_the_applicants_representative(drawing: str) -> None:
    assert "legal_representative" not in said(find_labels(page_of(drawing)))


@pytest.mark.parametrize(
    "drawing",
    [
        "单位名称：桃源县中小企业服务中心\n负责人：肖伟\n联系电话：13800000000\n",
        "推荐意见\n同意推荐\n申报单位承诺\n负责人：肖伟\n",
        "县工信部门意见\n情况属实\n法定代表人：肖伟\n",
    ],
)
def test_the_applicants_own_is(drawing: str) -> None:
    assert said(find_labels(page_of(drawing))).get("legal_representative") == "肖伟"

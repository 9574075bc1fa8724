"""A report that speaks of the applicant's group before it speaks of the applicant."""

from __future__ import annotations

import pytest

from extractors.finders.prose import read_sentences
from models.answer import Caveat
from models.fields import BY_NAME
from models.quantity import Quantity

OWN_PART = "二、本公司情况。岳阳青桐信息有限公司是集团在岳阳设立的子公司。公司场地735平方米，服务人员26人。"
OF_THE_GROUP = {
    "a section": "一、集团概况。湖南青桐控股集团有限公司总部位于长沙，现有员工320人，办公场所12600平方米。\n" + OWN_PART,
    "a section with a line of its own": "一、所属集团简介\n现有员工320人，办公场所12600平方米。\n" + OWN_PART,
    "a sentence": "湖南青桐控股集团有限公司现有员工320人，办公场所12600平方米。" + OWN_PART,
}


def sure(text: str, name: str) -> list[str]:
    found = (one for one in read_sentences(text) if one.field is BY_NAME[name] and one.taken and not one.caveats)
    return [str(one.value.value) for one in found if isinstance(one.value, Quantity)]


@pytest.mark.parametrize("text", OF_THE_GROUP.values(), ids=OF_THE_GROUP)
def test_the_groups_figures_are_no_claim_of_the_applicant(text: str) -> None:
    assert (sure(text, "staff_total"), sure(text, "premises_area")) == (["26"], ["735"])
    of_group = [one for one in read_sentences(text) if one.field is BY_NAME["staff_total"] and one.taken and one.caveats]
    assert all(one.caveats == {Caveat.CLAIM} for one in of_group)


@pytest.mark.parametrize(
    "text",
    [
        "一、公司概况。湖南青桐信息有限公司位于岳阳，服务人员26人。二、行业地位。",
        "湖南青桐控股集团有限公司服务人员26人。",
        "一、单位情况。中心隶属于县工信局，服务人员26人。",
    ],
)
def test_an_applicant_that_speaks_of_itself_is_believed(text: str) -> None:
    assert sure(text, "staff_total") == ["26"]


BRANCH = "深圳青桐企业服务有限公司成立于2009年，注册资本5000万元，统一社会信用代码\n91440300MA61K2038N。\n深圳青桐企业服务有限公司湖南分公司是其在湖南设立的分公司，于2015年6月30日成立，服务人员18人。"


def test_what_is_said_of_the_parent_is_not_the_branchs() -> None:
    taken = {one.field.name: str(one.value) for one in read_sentences(BRANCH, wrapped=True) if one.taken and one.field is not None}
    assert taken["established_on"] == "2015-06-30"
    assert "registered_capital" not in taken
    assert "credit_code" not in taken
    assert sure(BRANCH, "staff_total") == ["18"]


def test_a_company_that_has_branches_elsewhere_speaks_of_itself() -> None:
    alone = "岳阳青桐企业服务有限公司成立于2009年，注册资本500万元，在湘阴设有分公司。"
    assert [float(value) for value in sure(alone, "registered_capital")] == [500]

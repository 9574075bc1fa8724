"""Whose education a share tells: that of the people counted before it; the staff's where the staff is named."""

from __future__ import annotations

import pytest

from extractors.finders.prose import read_sentences

FIELDS = {"staff_college", "college_ratio"}


def told(text: str) -> set[str]:
    return {one.field.name for one in read_sentences(text) if one.taken and one.field is not None and one.field.name in FIELDS}


@pytest.mark.parametrize(
    "text",
    [
        "对全县90家企业的问卷调查显示，企业经营者中大专以上学历仅占31%。",
        "受访企业家里，大专及以上学历的占七成。",
        "我们的志愿服务队注册志愿者有180名，大专及以上学历的占八成。",
        "中心有注册志愿者180名。其中大专以上学历的占八成。",
        "疫情期间帮助企业返岗员工640人，大专以上的有98人。",
        "协会有会员260人，其中大专以上学历的有190人。",
        "全年培训学员1200人次，大专以上学历的占60%。",
        "入驻企业现有员工860人，大专以上的有532人。",
        "为企业推荐求职者210人，大专以上150人。",
    ],
)
def test_the_education_of_other_people_is_not_the_staffs(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "从业人员18人，其中中级职称5人，大专以上学历16人。",
        "我单位员工20人，女性11人，大专及以上学历19人。",
        "我中心有志愿者60名、专职服务人员15人，专职服务人员中大专以上学历14人。",
        "中心带动就业300人，现有服务人员16人，大专以上学历15人。",
        "公司培训企业员工1300人次；现有专职人员22人，大专以上21人。",
        "经调查核实，我中心服务人员18人，大专及以上学历17人。",
        "问卷调查显示，企业满意率98%，我中心18名服务人员中大专以上17人。",
    ],
)
def test_the_staffs_education_is_taken_beside_other_people(text: str) -> None:
    assert "staff_college" in told(text)

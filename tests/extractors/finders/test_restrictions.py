"""A word nobody knows before the head, or after the number, leaves the number to a person; known ones do not."""

from __future__ import annotations

import pytest

from extractors.finders.prose import read_sentences

WHOLE = (
    "我单位现有专职服务人员26人。",
    "本中心2019年共服务企业128家。",
    "位于开发区管委会旁的服务场所面积168平方米。",
    "我们在经开区租了一处180平方米的场地专门用来服务企业。",
    "先后开展政策宣讲、融资对接等公共服务活动12次，受到欢迎。",
    "为96家企业提供了代理记账服务。",
    "服务人员24人全部为大专以上学历。",
    "截至2019年底，我中心服务资产总额为213.6万元。",
)
RESTRICTED = (
    "咨询部服务人员9人。",
    "线上服务企业1260家。",
    "第三季度服务企业64家。",
    "服务规模以上企业28家。",
    "其子公司服务资产310万元。",
    "法务板块，全年服务企业60家。",
    "受县工信局委托，承办公共服务活动5次。",
    "示范基地服务人员13人，服务企业75家。",
    "服务人员9人已离职。",
    "公共服务活动8次因疫情取消。",
    "服务企业20家获得贷款。",
    "二楼培训教室面积95平方米。",
    "总面积480平方米，由我单位和另一家机构共同使用。",
)


@pytest.mark.parametrize("text", WHOLE)
def test_known_words_leave_the_number_sure(text: str) -> None:
    taken = [one for one in read_sentences(text) if one.taken and one.field is not None]
    assert taken
    assert not any(one.caveats for one in taken)


@pytest.mark.parametrize("text", RESTRICTED)
def test_an_unknown_restriction_leaves_the_number_to_a_person(text: str) -> None:
    taken = [one for one in read_sentences(text) if one.taken and one.field is not None]
    assert all(one.caveats and one.reason for one in taken)


@pytest.mark.parametrize(
    "text", ["", "人", "9人已", "在9人服务人员", "的和、服务人员9人和", "由9家服务企业9家由", "其中其中服务企业9家线下注册用户线下"]
)
def test_no_text_makes_it_raise(text: str) -> None:
    assert isinstance(read_sentences(text), tuple)

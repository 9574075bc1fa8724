"""A number told together with a head office, a branch or a partner is for a person; a helper in passing takes nothing away."""

from __future__ import annotations

import pytest

from extractors.finders.prose import read_sentences


def is_sure(text: str, name: str) -> bool | None:
    """None where nothing is taken."""
    found = [not one.caveats for one in read_sentences(text) if one.taken and one.field is not None and one.field.name == name]
    return all(found) if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我们与株洲总部一道，全年合计服务企业460家。", "enterprises_served"),
        ("连同各分公司，全年服务企业460家。", "enterprises_served"),
        ("含总部数据，全年服务企业460家。", "enterprises_served"),
        ("集团与我单位共同服务企业460家。", "enterprises_served"),
        ("与合作机构合并统计，全年服务企业460家。", "enterprises_served"),
        ("我们和兄弟单位联手，全年服务企业460家。", "enterprises_served"),
        ("加上总部员工，服务人员共45人。", "staff_total"),
        ("与母公司合署统计，服务资产合计300万元。", "service_assets"),
        ("连同分公司在内，全年组织公共服务活动20次。", "public_activities"),
    ],
)
def test_a_number_told_together_with_another_house_is_not_sure(text: str, name: str) -> None:
    assert not is_sure(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我们与银行合作，全年服务企业126家。", "enterprises_served"),
        ("我中心与总部签订委托协议，全年服务企业126家。", "enterprises_served"),
        ("在总部支持下，全年服务企业126家。", "enterprises_served"),
        ("我们与企业一道成长，全年服务企业126家。", "enterprises_served"),
        ("不含总部，我单位全年服务企业126家。", "enterprises_served"),
        ("我中心与各服务机构一道，为126家企业提供了服务。", "enterprises_served"),
    ],
)
def test_another_house_named_in_passing_takes_nothing_away(text: str, name: str) -> None:
    assert is_sure(text, name)

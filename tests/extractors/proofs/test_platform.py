"""A sentence that says since when the applicant is on the province's platform settles it; a plan, or others' doing, does not."""

from __future__ import annotations

import pytest
from proof_pages import page

from extractors.proofs import platform
from models.answer import Caveat

UNIT = "岳阳青桐企业服务有限公司"
SITE = "湖南省中小企业公共服务平台"


def told(text: str) -> list[tuple[object, frozenset[Caveat]]]:
    return [(one.value, one.caveats) for one in platform.read((page(text),)).candidates]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{UNIT}已于2018年9月在{SITE}注册为服务机构，发布服务产品3项。",
        f"本单位自2018年9月起入驻{SITE}，按要求报送服务信息。",
        f"2018年9月在{SITE}上完成注册。",
        f"2019年3月，经省平台审核，在{SITE}注册。",
        f"我中心于2019年6月加入{SITE}。",
        f"业已在{SITE}登记。",
        "已于2018年\n9月在湖南省中小企业公共服\n务平台注册为服务机构",
    ],
)
def test_a_sentence_says_that_it_is_done(sentence: str) -> None:
    assert told(f"{SITE}注册情况\n{sentence}") == [("true", frozenset())]


@pytest.mark.parametrize(
    "sentence",
    [
        f"应于2020年12月底前在{SITE}注册。",
        f"将于2020年9月在{SITE}注册。",
        f"2021年3月在{SITE}注册。",
        f"组织辖区企业于2019年5月在{SITE}注册。",
        f"2019年帮助120家企业在{SITE}注册。",
        "中小企业可登录平台查看服务产品。",
    ],
)
def test_what_says_so_of_nobody_or_of_a_day_to_come_stays_for_a_person(sentence: str) -> None:
    assert told(f"{SITE}注册情况\n{sentence}") == [("true", frozenset({Caveat.CLAIM}))]


def test_another_platform_under_the_provinces_title_is_for_a_person() -> None:
    assert told(f"{SITE}注册情况\n{UNIT}已于2018年9月在岳阳市中小企业公共服务平台注册。") == [("true", frozenset({Caveat.BASIS}))]


def test_not_yet_outweighs_an_earlier_day() -> None:
    assert told(f"2018年9月在{SITE}注册账号，尚未注册为服务机构。")[0][0] == "false"

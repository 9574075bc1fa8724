"""Whose figures a sentence gives is told by its subject: the group, the university, the client; what may be the applicant's stays."""

from __future__ import annotations

import time

import pytest

from extractors.finders.prose import read_sentences
from extractors.finders.subjects import figures_of_others
from models.quantity import Quantity

HELD = {"established_on", "registered_capital", "staff_total", "premises_area", "enterprises_served"}


def told(text: str) -> dict[str, list[str]]:
    """What is taken of these fields, caveats or not."""
    out: dict[str, list[str]] = {}
    for one in read_sentences(text, wrapped=True):
        if one.taken and one.field is not None and one.field.name in HELD:
            value = f"{one.value.value.normalize():f}" if isinstance(one.value, Quantity) else str(one.value)
            out.setdefault(one.field.name, []).append(value)
    return out


OF_OTHERS = [
    "案例三：返乡青年李某创办的农业企业注册资本100万元，初创阶段不懂财务。我们安排专人辅导，带动周边农户35户。",
    "案例一：某食品加工企业有员工46人，因流动资金紧张一度停产。",
    "例如，湖南青桐机械有限公司注册资本800万元，员工120人。",
    "学员王小明创办的家政公司现有员工30人，注册资本50万元。",
    "2018年，学员王某某创办的电商公司成立，注册资本50万元，员工8人。",
    "公司隶属的湖南青桐知识产权集团成立于2003年，员工总数1200余人，年服务企业超过2万家，为公司提供支撑。",
    "公司股东湖南青桐产业投资有限公司系国有企业，注册资本3亿元，2019年末资产总额21.7亿元，职工2300人。",
    "公司的举办单位湖南青桐大学创办于1958年，教职工1860人。",
    "本中心依托的青桐职业学院创办于1980年，教职工600人。",
    "公司合作的高校湖南青桐大学创建于1926年，教职工4000人。",
    "母公司成立于1998年，注册资本3亿元，职工2300人。",
    "主要客户湖南青桐重工股份有限公司注册资本3亿元，职工2300人。",
    "中心孵化的企业现有员工320人。",
    "我们扶持的湖南青桐机械有限公司成立于2012年，注册资本800万元，现有员工120人。该公司年产值2亿元，职工90人。",
    "受我中心帮扶的青桐食品厂现有员工86人，年产值3000万元。",
    "以湖南青桐机械有限公司为例，该公司注册资本800万元，员工120人，我们为其提供了诊断服务。",
    "入驻园区的湖南青桐机械有限公司注册资本800万元，现有员工120人。",
    "合作单位湖南青桐律师事务所成立于2001年，执业律师60人，员工80人。",
    "湖南青桐机械制造有限公司是一家有员工210人、厂房面积15000平方米的民营企业，公司为其提供了上云服务。",
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_figures_of_another_body_are_no_candidate(text: str) -> None:
    assert told(text) == {}


MIXED = [
    (
        "湖南青桐大学创办于1958年，校舍建筑面积62万平方米，教职工1860人。岳阳青桐科技有限公司是学校出资设立的独立法人，2016年7月12日成立，注册资本500万元。",
        {"established_on": ["2016-07-12"], "registered_capital": ["500"]},
    ),
    (
        "益阳青桐企业管理有限公司成立于2016年9月14日。园区由益阳城市发展投资集团有限公司投资1.2亿元兴建，占地38亩。益阳城市发展投资集团有限公司资产总额15.6亿元，员工430人。",
        {"established_on": ["2016-09-14"]},
    ),
    (
        "岳阳青桐服务公司成立于2016年，股东为湖南中青投资有限公司，注册资本200万元。湖南中青投资有限公司注册资本3亿元，职工800人。",
        {"established_on": ["2016"], "registered_capital": ["200"]},
    ),
    ("岳阳青桐服务有限公司是湖南青桐集团（集团成立于2003年，员工1200人）的全资子公司，成立于2015年6月。", {"established_on": ["2015-06"]}),
    ("公司依托湖南青桐大学，该校创建于1958年，教职工1860人；公司现有服务人员12人。", {"staff_total": ["12"]}),
    ("公司由岳阳青桐学院全资设立，学院创办于1985年，现有教职工720人。公司现有服务人员12人。", {"staff_total": ["12"]}),
    (
        "集团成立于1998年，职工2300人。我公司为青桐集团下属子公司，成立于2015年6月，员工12人。",
        {"established_on": ["2015-06"], "staff_total": ["12"]},
    ),
    ("我们先后服务了湖南青桐机械有限公司（注册资本8000万元，员工320人）等一批企业，服务人员15人。", {"staff_total": ["15"]}),
    ("公司入驻的科技园占地60亩，建筑面积2万平方米，公司办公场所260平方米。", {"premises_area": ["260"]}),
    ("我单位重点客户岳阳某食品厂员工46人，我单位服务人员12人。", {"staff_total": ["12"]}),
    ("公司的举办单位湖南青桐大学创办于1958年，教职工1860人，公司现有员工12人。", {"staff_total": ["12"]}),
    ("案例一：某家政公司有员工30人。全年服务企业120家，服务人员15人。", {"enterprises_served": ["120"], "staff_total": ["15"]}),
]


@pytest.mark.parametrize(("text", "own"), MIXED)
def test_the_applicants_own_stay_beside_them(text: str, own: dict[str, list[str]]) -> None:
    assert told(text) == own


OWN = [
    ("我公司成立于2010年5月，注册资本200万元，现有员工15人。", {"established_on": ["2010-05"], "registered_capital": ["200"], "staff_total": ["15"]}),
    ("本中心隶属岳阳青桐集团，成立于2010年6月，现有服务人员12人。", {"established_on": ["2010-06"], "staff_total": ["12"]}),
    ("公司前身为青桐厂，成立于2001年3月。", {"established_on": ["2001-03"]}),
    ("由返乡大学生创办的公司，现有员工15人，注册资本100万元。", {"staff_total": ["15"], "registered_capital": ["100"]}),
    ("岳阳青桐公司是返乡大学生李某创办的企业，注册资本100万元，员工12人。", {"registered_capital": ["100"], "staff_total": ["12"]}),
    ("岳阳市某某企业服务中心成立于2010年，现有员工12人。", {"established_on": ["2010"], "staff_total": ["12"]}),
    ("法定代表人李某，注册资本200万元，员工15人。", {"registered_capital": ["200"], "staff_total": ["15"]}),
    ("公司股东湖南青桐控股有限公司出资60%，注册资本200万元，员工12人。", {"registered_capital": ["200"], "staff_total": ["12"]}),
    ("公司股东为张三、李四，注册资本200万元。", {"registered_capital": ["200"]}),
    ("平台依托的岳阳青桐有限公司，注册资本200万元。", {"registered_capital": ["200"]}),
    ("园区由岳阳青桐管理有限公司投资建设。岳阳青桐管理有限公司成立于2016年9月14日，现有员工16人。", {"established_on": ["2016-09-14"], "staff_total": ["16"]}),
    ("岳阳青桐有限公司成立于2015年，注册资本200万元，与120家企业建立合作关系，公司为其提供专利服务。", {"established_on": ["2015"], "registered_capital": ["200"]}),
    ("2019年服务的企业共72家，服务人员15人。", {"enterprises_served": ["72"], "staff_total": ["15"]}),
    ("扶持的企业有35家，员工15人，注册资本200万元。", {"staff_total": ["15"], "registered_capital": ["200"]}),
    ("出租方岳阳青桐物业有限公司将办公楼三楼320平方米租给我公司办公使用，员工15人。", {"premises_area": ["320"], "staff_total": ["15"]}),
    ("申报单位为岳阳青桐服务有限公司（成立于2015年6月，员工15人）。", {"established_on": ["2015-06"], "staff_total": ["15"]}),
    ("青桐职业培训学院成立于2010年5月，现有教职工20人，我院年服务企业60家。", {"established_on": ["2010-05"], "staff_total": ["20"], "enterprises_served": ["60"]}),
    ("作为岳阳青桐集团的子公司，公司成立于2012年3月，员工15人。", {"established_on": ["2012-03"], "staff_total": ["15"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "own"), OWN)
def test_what_may_be_the_applicants_stays_a_candidate(text: str, own: dict[str, list[str]]) -> None:
    assert told(text) == own


def test_a_stretch_covers_the_words_as_they_stand_in_the_text() -> None:
    text = "我单位现有服务人员12人。\n公司股东湖南青桐产业投资\n有限公司系国有企业，职工2300人。"
    stretches = [text[one.start : one.end] for one in figures_of_others(text)]
    assert stretches == ["公司股东湖南青桐产业投资\n有限公司系国有企业", "职工2300人"]


@pytest.mark.parametrize(
    "seed",
    ["的", "某", "我公司", "截至日", "公司隶属的", "由甲乙丙丁公司出资", "案例一：", "公司为其", "。公司现", "是甲乙丙丁大学", "\f，"],
)
def test_a_hostile_text_costs_no_time(seed: str) -> None:
    begun = time.perf_counter()
    figures_of_others((seed * 20_000)[:60_000])
    assert time.perf_counter() - begun < 2

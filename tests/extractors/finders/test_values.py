"""The words of a cell become a value only where they say one; what they do not say plainly is said to be doubtful."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.finders.entry import inner_labels
from extractors.finders.values import value_of
from models.fields import BY_NAME, FIELDS
from tests.builders import shown


def read(field: str, text: str, label: str = "", **known: str) -> str:
    """The reading as short text: value!CAVEATS, "" for nothing there, ? for writing that gives no value."""
    reading = value_of(BY_NAME[field], text, label=label, **known)
    if reading.blank:
        return ""
    return shown(reading.value) + "".join(f"!{caveat.name}" for caveat in sorted(reading.caveats, key=lambda it: it.name))


TEXTS = [
    ("organisation_name", "湖南 XX 知识产权 代理有限公司", "湖南XX知识产权代理有限公司"),
    ("organisation_name", "岳阳市XX企业服务有限公司（盖章）", "岳阳市XX企业服务有限公司"),
    ("organisation_name", "（公 章）岳阳市青桐企业服务\n中心", "岳阳市青桐企业服务中心"),
    ("organisation_name", "青桐（岳阳）科技服务有限公司", "青桐（岳阳）科技服务有限公司"),
    ("organisation_name", "岳阳市青桐企业服务中心 2020年6月3日", "岳阳市青桐企业服务中心"),
    ("organisation_name", "岳阳市青桐企业服务中心 0730-8000001", "岳阳市青桐企业服务中心"),
    ("organisation_name", "岳阳市青桐企业服务中心91504", "岳阳市青桐企业服务中心"),
    ("organisation_name", "岳阳市青桐企业服务中心4", "?"),
    ("organisation_name", "湖南123科技有限公司", "湖南123科技有限公司"),
    ("organisation_name", "（盖章）", ""),
    ("organisation_name", "本单位承诺所填内容属实。法定代表人：周望山（公章）", ""),
    ("organisation_name", "以上信息真实有效，我单位对此负责", ""),
    ("organisation_name", "岳阳真实承诺科技有限公司", "岳阳真实承诺科技有限公司"),
    ("organisation_name", "本色（岳阳）声明设计中心", "本色（岳阳）声明设计中心"),
    ("organisation_name", "云溪区青桐工业设计服务有所属县市区云溪区限公司", "?"),
    ("organisation_name", "法定代表人", ""),
    ("credit_code", "5243 0600 MJK0 0000 17", "52430600MJK0000017"),
    ("credit_code", "52430600MJKO000017", "52430600MJK0000017"),
    ("credit_code", "52430600MJK0000018", "52430600MJK0000018!CHECK_CHARACTER"),
    ("credit_code", "52430600MJK00017", "52430600MJK00017!CHECK_CHARACTER"),
    ("credit_code", "12345678-9", "12345678-9!CHECK_CHARACTER"),
    ("legal_representative", "李某某（联系人：王某某，138XXXXXXXX）", "李某某"),
    ("legal_representative", "李 某", "李某"),
    ("legal_representative", "阿依古丽·买买提", "阿依古丽·买买提"),
    ("legal_representative", "周望山 13800138000", "周望山"),
    ("legal_representative", "岳阳市青桐企业服务中心", ""),
    ("established_on", "2016年3月18日", "2016-03-18"),
    ("established_on", "2016.3", "2016-03"),
    ("established_on", "20160318", "2016-03-18"),
    ("established_on", "    年  月  日", ""),
    ("declared_on", "二○二○年六月三日", "2020-06-03"),
    ("address", "湖南省 岳阳市 岳阳楼区青桐路 18 号（邮编：414000）", "湖南省岳阳市岳阳楼区青桐路18号"),
    ("address", "www.qingtong.example", ""),
    ("county", "岳阳市岳阳楼区工业和信息化局（盖章）", "岳阳楼区"),
    ("county", "汨罗市", "汨罗市"),
    ("county", "岳阳市工业和信息化局", ""),
    ("contact_phone", "138 0013 8000", "13800138000"),
    ("contact_phone", "（0730）8000001", "(0730)8000001"),
    ("contact_phone", "陈雨舟", ""),
    ("category", "综合服务机构", "综合"),
    ("category", "☑综合 □创新 □创业", "综合"),
    ("category", "综合（√）创新（ ）创业（ ）", "综合"),
    ("category", "创业辅导、融资服务", ""),
    ("category", "综合类（服务中心）", "综合"),
    ("legal_representative", "理事长 周望山", "周望山"),
    ("contact_person", "见附件", ""),
    ("contact_person", "喻见姝", "喻见姝"),
    ("category", "创新、创业", "创新!SEVERAL_TICKED"),
    ("category", "□综合 □创新 □创业", ""),
    ("platform_registered", "已注册", "true"),
    ("platform_registered", "是，已于2018年9月注册", "true"),
    ("platform_registered", "拟注册", "false"),
    ("platform_registered", "尚未注册", "false"),
    ("platform_registered", "否", "false"),
    ("previous_recognition_year", "2017年", "2017"),
    ("previous_recognition_year", "是（2017年认定）", "2017"),
    ("previous_recognition_year", "否", ""),
    ("previous_recognition_year", "2014年、2017年", "2017!AMBIGUOUS"),
    ("recommendation_opinion", "经审核，材料真实完整，同意推荐。", "同意推荐"),
    ("recommendation_opinion", "情况属实，请市局审批。", "?"),
    ("recommendation_opinion", "情况属实，同意上报", "同意上报!CLAIM"),
    ("recommendation_opinion", "符合申报条件，予以推荐。", "同意推荐"),
    ("recommendation_opinion", "不同意推荐", "不同意推荐!CLAIM"),
    ("recommendation_opinion", "补齐社保证明后同意推荐", "同意推荐!CLAIM"),
    ("recommendation_opinion", "同意推荐，但须补齐租赁合同", "同意推荐!CLAIM"),
    ("recommendation_opinion", "经现场核实后，同意推荐。", "同意推荐"),
    ("recommendation_opinion", "经审核不符合条件，不予推荐", "不同意推荐!CLAIM"),
]


@pytest.mark.parametrize(("field", "text", "value"), TEXTS)
def test_texts(field: str, text: str, value: str) -> None:
    assert read(field, text) == value


NUMBERS = [
    ("premises_area", "168", "", "168㎡"),
    ("premises_area", "１６８．５ 平方米", "", "168.5㎡"),
    ("premises_area", "168.5㎡（其中自有68㎡）", "", "168.5㎡"),
    ("premises_area", "约168", "", "~168㎡"),
    ("premises_area", "近100平方米", "", "<100㎡"),
    ("premises_area", "150-200", "", "…150㎡"),
    ("premises_area", "自有86㎡，租赁74㎡", "", "160㎡!SUM"),
    ("premises_area", "自有86㎡，租赁74㎡，共计160㎡", "", "160㎡"),
    ("premises_area", "见附件2", "", ""),
    ("premises_area", "三楼", "", ""),
    ("premises_area", "不少于100平方米", "", "≥100㎡!RULE_COPY"),
    ("premises_area", "1.6.8", "", "?"),
    ("service_assets", "156万元", "", "156万元"),
    ("service_assets", "1,563,204.75元", "", "156.320475万元"),
    ("service_assets", "156万", "", "156万元"),
    ("service_assets", "156", "", "156万元!UNIT_MISSING"),
    ("service_assets", "156", "服务资产（万元）", "156万元"),
    ("service_assets", "1,325", "服务资产（千元）", "132.5万元"),
    ("service_assets", "1563204.75元", "服务资产（万元）", "156.320475万元"),
    ("service_assets", "102，35万元", "", "102.35万元!AMBIGUOUS"),
    ("staff_total", "共 26 人", "", "26人"),
    ("staff_total", "26人（其中大专及以上24人）", "", "26人"),
    ("staff_total", "十余人", "", "≥10人"),
    ("staff_total", "26/24", "", "?"),
    ("enterprises_served", "1500余家次", "", "≥1500家次!UNIT_OF_COUNT"),
    ("enterprises_served", "126", "年服务企业数（家次）", "126家次@annual!UNIT_OF_COUNT"),
    ("enterprises_served", "126户", "", "126家"),
    ("enterprises_served", "2019年126家，2018年98家", "", "126家@2019"),
    ("enterprises_served", "5000", "累计服务企业数（家）", "5000家@cumulative!CUMULATIVE"),
    ("enterprises_served", "预计300家", "", ""),
    ("enterprises_served", "60", "2020年服务企业数（家）", ""),
    ("enterprises_served", "126", "年均服务企业数（家）", "126家@annual!BASIS"),
    ("staff_total", "2019", "", "2019人!AMBIGUOUS"),
    ("public_activities", "12场次", "", "12次"),
    ("public_activities", "1200人次", "", ""),
    ("college_ratio", "83%", "", "83%"),
    ("college_ratio", "0.83", "", "83%"),
    ("college_ratio", "八成", "", "80%"),
    ("college_ratio", "24/26", "", "92.31%"),
    ("college_ratio", "120%", "", "120%!AMBIGUOUS"),
]


@pytest.mark.parametrize(("field", "text", "label", "value"), NUMBERS)
def test_numbers(field: str, text: str, label: str, value: str) -> None:
    assert read(field, text, label) == value


@pytest.mark.parametrize("text", ["", " ", "/", "／", "—", "____", "无", "暂无", "（盖章）", "年 月 日"])
@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_nothing_filled_in_is_no_candidate(field: str, text: str) -> None:
    assert read(field, text) == ""


def test_a_reading_says_which_words_it_used() -> None:
    text = "现有 26 人（其中大专及以上24人）"
    reading = value_of(BY_NAME["staff_total"], text)
    assert text[reading.span[0] : reading.span[1]] == reading.text == "26 人"


@given(st.text(alphabet="0123456789，.年月日人家万元㎡（）□☑√综合创新不同意推荐是否未注册/ \n─A1", max_size=40), st.sampled_from(FIELDS))
def test_no_text_raises(text: str, field: object) -> None:
    value_of(field, text)  # type: ignore[arg-type]


@given(st.text(max_size=60), st.sampled_from(FIELDS), st.text(max_size=12))
def test_no_text_and_no_label_raises(text: str, field: object, label: str) -> None:
    reading = value_of(field, text, label=label)  # type: ignore[arg-type]
    assert 0 <= reading.span[0] <= reading.span[1] <= len(text)


@pytest.mark.parametrize(("text", "value"), [("156m", "156㎡"), ("156 m²", "156㎡"), ("1,156.5M", "1156.5㎡"), ("168m，为自有", "168㎡")])
def test_an_area_whose_small_two_was_lost_is_still_an_area(text: str, value: str) -> None:
    assert read("premises_area", text) == read("premises_area", value)


def test_letters_within_a_code_are_no_label() -> None:
    assert inner_labels("91430603MA4QQ9KB14", BY_NAME["credit_code"]) == ()

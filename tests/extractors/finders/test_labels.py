"""A label is taken as a whole: what stands beside the known words must be known too, and decoys never pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.finders.labels import match_label
from extractors.finders.spans import labels_in
from models.fields import BY_NAME, FIELDS

NAMES = {
    "单 位 名 称": "organisation_name",
    "申报单位（盖章）": "organisation_name",
    "统一社会信用代码/组织机构代码": "credit_code",
    "法人代表（签字）": "legal_representative",
    "★ 成 立 时 间：": "established_on",
    "1.服务场所面积（㎡）": "premises_area",
    "（二）固定服务场所": "premises_area",
    "经营服务场所面积（平方米）": "premises_area",
    "服务资产（千元）": "service_assets",
    "截至2019年12月31日从业人员数": "staff_total",
    "申报单位从业人员数量（人）（截至上年12月31日）": "staff_total",
    "其中：大专及以上学历人数": "staff_college",
    "大专（含）以上学历人员数": "staff_college",
    "服务人员中大专及以上人数": "staff_college",
    "大专及以上学历（%）": "college_ratio",
    "大专及以上学历人员占服务人员比例（%）": "college_ratio",
    "2019年服务企业数量（家）": "enterprises_served",
    "上年度服务中小微企业数（户）": "enterprises_served",
    "组织开展公益性公共服务活动次数（次）": "welfare_activities",
    "年组织开展中小企业公共服务活动（次）": "public_activities",
    "技术洽谈、诊断、推广、推介及知识产权服务活动次数": "specialised_activities",
    "是否在湖南省中小企业公共服务平台注册": "platform_registered",
    "所属县（市、区）": "county",
    "推荐单位（盖章）": "county",
    "县市区工信主管部门推荐意见": "recommendation_opinion",
    "申报类别（请打√）": "category",
    "单位联系电话": "contact_phone",
    "服务场昕面积": "premises_area",  # 所 read as 昕
    "1.1 单位全称": "organisation_name",
    "1.5登记住所": "address",
    "2.4 其中：大专及以上学历": "staff_college",
    "2．2 服务资产": "service_assets",
    "3.1 2019年服务企业": "enterprises_served",
    "3.2019年服务企业数": "enterprises_served",
    "1.1.2 成立日期": "established_on",
    "1-8 申报类别": "category",
    "（4.1）省中小企业公共服务平台注册": "platform_registered",
}


@pytest.mark.parametrize("label", NAMES)
def test_labels_as_forms_spell_them(label: str) -> None:
    found = match_label(label)
    assert found is not None
    assert found.field is BY_NAME[NAMES[label]]


OTHERS = [
    "中专及以上学历人数", "本科及以上学历人数", "大专及以下学历人数", "大专以下", "高中及以上", "服务场所数量", "服务人员培训人次", "服务企业人次", "服务企业营业收入", "资产总额", "净资产", "注册资本到位率",
    "18-19年服务企业数", "1-6月服务企业数", "12.5万元", "占地面积", "孵化场地面积", "入驻企业数", "会员企业数", "创业导师数", "预计年服务企业数", "2020年计划服务企业数", "拟建服务场所面积", "服务企业满意度", "参加活动次数", "培训人次", "法定代表人电话", "申报单位意见", "专家意见",
    "平台名称", "传真", "邮政编码", "单位性质", "服务场所（个）", "公共服务活动（人次）", "非服务人员", "大专及以上学历人员名单", "服务企业名单", "营业期限", "网址",
]  # fmt: skip


@pytest.mark.parametrize("label", OTHERS)
def test_what_only_looks_alike_asks_nothing(label: str) -> None:
    found = match_label(label)
    assert found is None or not found.asks


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_label_of_the_vocabulary_names_its_field_and_no_decoy_does(field: object) -> None:
    for label in field.labels:  # type: ignore[attr-defined]
        found = match_label(label)
        assert found is not None, label
        assert found.field is field, label
    for label in field.decoys:  # type: ignore[attr-defined]
        found = match_label(label)
        assert found is None or found.field is not field, label


@pytest.mark.parametrize(
    ("label", "unit", "period", "cumulative"),
    [
        ("服务资产（千元）", "千元", None, False),
        ("服务企业数（家次）", "家次", None, False),
        ("2019年末服务人员数（人）", "人", "2019", False),
        ("年服务企业", None, "annual", False),
        ("成立以来累计服务企业", None, None, True),
        ("服务人员（截至2018年底）", None, "2018", False),
    ],
)
def test_a_label_says_unit_and_period(label: str, unit: str | None, period: str | None, cumulative: bool) -> None:
    found = match_label(label)
    assert found is not None
    assert (found.unit, found.period, found.cumulative) == (unit, period, cumulative)


def test_a_double_label_names_both_fields() -> None:
    found = match_label("联系人及联系电话")
    assert found is not None
    assert [found.field, *found.also] == [BY_NAME["contact_person"], BY_NAME["contact_phone"]]


@given(st.text(max_size=80))
def test_no_label_raises(text: str) -> None:
    match_label(text)
    labels_in(text)


@pytest.mark.parametrize("title", ["湖南省中小微企业核心服务机构", "湖南省核心服务机构", "核心服务机构"])
def test_the_title_of_a_form_asks_for_no_earlier_recognition(title: str) -> None:
    assert match_label(title) is None


def test_an_answer_with_its_year_is_no_label() -> None:
    assert match_label("2018年3月在省中小企业公共服务平台注册") is None
    assert match_label("省中小企业公共服务平台注册情况") is not None


@pytest.mark.parametrize("text", ["年末资产总额", "2019年末资产总额", "期末总资产", "截至2019年底资产总额", "年末资产总计（万元）"])
def test_the_total_of_a_balance_sheet_is_a_decoy_at_whatever_time(text: str) -> None:
    label = match_label(text)
    assert label is not None
    assert not label.asks


@pytest.mark.parametrize(
    "text",
    [
        "大专及以上学历人数及比例",
        "大专及以上人数及占比",
        "大专以上人数（人）及比例（%）",
        "大专及以上学历人员数量及所占比例",
        "其中：大专及以上学历人数和占比",
    ],
)
def test_a_count_may_be_asked_for_with_its_share(text: str) -> None:
    label = match_label(text)
    assert label is not None
    assert label.field is BY_NAME["college_ratio"]


@pytest.mark.parametrize("text", ["服务企业及比例", "大专及以上学历人数及名单", "女性人数及比例"])
def test_other_counts_with_a_share_ask_for_no_share_of_college(text: str) -> None:
    label = match_label(text)
    assert label is None or label.field is not BY_NAME["college_ratio"]


@pytest.mark.parametrize("text", ["县级审核结果", "县级审核意见", "推荐单位审核结论", "主管部门初审结果"])
def test_what_an_office_concludes_is_its_opinion(text: str) -> None:
    label = match_label(text)
    assert label is not None
    assert label.field is BY_NAME["recommendation_opinion"]


@pytest.mark.parametrize("text", ["审计结果", "考核结果", "质量审核结果"])
def test_other_results_are_no_opinion(text: str) -> None:
    label = match_label(text)
    assert label is None or label.field is not BY_NAME["recommendation_opinion"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("【联系人】陈雨舟", [("contact_person", "陈雨舟")]),
        (
            "【联系人】陈雨舟 【联系电话】0730-8000001",
            [("contact_person", "陈雨舟 【联系电话】0730-8000001"), ("contact_phone", "0730-8000001")],
        ),
        ("【单位名称】：青桐中心　联系人：陈雨舟", [("organisation_name", "青桐中心　联系人：陈雨舟"), ("contact_person", "陈雨舟")]),
        ("【本报讯】陈雨舟报道", []),
        ("陈雨舟【联系人】", []),
    ],
)
def test_a_label_may_stand_in_brackets_of_its_own(text: str, found: list[tuple[str, str]]) -> None:
    spans = [span for span in labels_in(text) if span.label.field is not None]
    assert [(span.label.field.name, text[span.after :]) for span in spans if span.label.field is not None] == found

"""A form's cell that asks in words, with or without a question mark; which category is asked for in many words."""

from __future__ import annotations

import pytest

from extractors.finders.labels import match_label
from extractors.finders.questions import label_asked_plainly
from extractors.finders.table import find_in_tables
from extractors.finders.texts import read_name
from tests.builders import page_of, said


@pytest.mark.parametrize(
    "label",
    [
        "申报哪类机构", "申报何种机构", "申报哪一类", "属于哪类服务机构", "拟申报的机构类别", "拟申报哪类核心服务机构", "申报种类", "本次申报类别",
        "申报的是哪类机构", "参评类别", "申请认定的机构类别", "申报机构种类", "申报哪个类别",
    ],
)  # fmt: skip
def test_it_asks_for_the_category(label: str) -> None:
    found = match_label(label)
    assert found is not None
    assert found.field is not None
    assert found.field.name == "category"


@pytest.mark.parametrize("label", ["服务哪类企业", "申报哪类项目", "服务种类", "申报方向", "拟建服务场所面积", "申报项目种类", "资产种类"])
def test_it_asks_for_another_thing(label: str) -> None:
    found = match_label(label)
    assert found is None or found.field is None or not found.asks


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("服务场所有多大", "premises_area"), ("联系人是谁", "contact_person"), ("服务人员几人", "staff_total"), ("何时成立", "established_on"),
        ("法定代表人是谁？", "legal_representative"), ("5、单位全称是什么", "organisation_name"), ("2019年服务了多少家企业", "enterprises_served"),
        ("何敏", None), ("为企业解决了什么问题", None), ("主要服务哪些企业", None), ("服务人员12人", None), ("服务场所在哪里", None),
        ("几维网络科技有限公司", None), ("2019年12人", None), ("", None),
    ],
)  # fmt: skip
def test_a_cell_asks_in_words(text: str, field: str | None) -> None:
    found = label_asked_plainly(text)
    assert (found.field.name if found is not None and found.field is not None else None) == field


def test_the_cell_beside_answers() -> None:
    form = """
    申报哪类机构 │ 综合服务机构
    服务场所有多大 │ 368平方米
    服务人员有几名 │ 14人
    主要服务哪些企业 │ 120家规模以下企业
    """
    assert said(find_in_tables(page_of(form))) == {"category": "综合", "premises_area": "368㎡", "staff_total": "14人"}


@pytest.mark.parametrize(
    ("band", "value"),
    [
        ("近三年业绩", "185家@2019"), ("历年服务情况", "185家@2019"), ("近3年完成情况", "185家@2019"), ("年度业绩", "185家@2019"),
        ("累计业绩", "185家@cumulative!CUMULATIVE"), ("近三年累计", "185家@cumulative!CUMULATIVE"),
    ],
)  # fmt: skip
def test_years_side_by_side_are_no_sum(band: str, value: str) -> None:
    form = f"""
    {band} │ 年度 │ 2017年 │ 2018年 │ 2019年
    ^ │ 服务企业（家） │ 102 │ 148 │ 185
    """
    assert said(find_in_tables(page_of(form))) == {"enterprises_served": value}


def test_a_day_asked_for_and_told_above_leaves_the_years_below_alone() -> None:
    form = """
    单位名称 │ 岳阳市青桐企业服务中心 │ 填报日期 │ < │ 2020年5月29日
    指标名称 │ 计量单位 │ 2017年 │ 2018年 │ 2019年
    服务人员 │ 人 │ 10 │ 12 │ 13
    服务企业 │ 家 │ 自2016年成立以来累计860 │ < │ <
    公益性服务活动 │ 次 │ 2 │ 2 │ 3
    """
    found = said(find_in_tables(page_of(form)))
    assert (found["staff_total"], found["welfare_activities"]) == ("13人@2019", "3次@2019")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("岳阳市青桐职业培训学校2020年5月24日", "岳阳市青桐职业培训学校"), ("岳阳市青桐孵化器2020/5/24", "岳阳市青桐孵化器"),
        ("岳阳市青桐服务站 2020.5.24", "岳阳市青桐服务站"), ("岳阳市青桐生产力促进中心二〇二〇年五月", "岳阳市青桐生产力促进中心"),
        ("岳阳2020创业服务中心", "岳阳2020创业服务中心"),
    ],
)  # fmt: skip
def test_the_day_behind_a_name_is_none_of_it(text: str, name: str) -> None:
    assert read_name(text).value == name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("860家（累计）", "860家!CUMULATIVE"), ("860（累计数）", "860家!CUMULATIVE"), ("860，累计", "860家!CUMULATIVE"),
        ("860家（累计服务）", "860家!CUMULATIVE"), ("累计860", "860家@cumulative!CUMULATIVE"), ("自2016年成立以来累计860", "860家@cumulative!CUMULATIVE"),
        ("860家（累计3000家）", "860家"), ("860（非累计数）", "860家"), ("全年860", "860家@annual"), ("2019年860", "860家@2019"),
        ("截至2019年底860", "860家@2019"),
    ],
)  # fmt: skip
def test_a_total_since_the_beginning_is_no_years_number(text: str, value: str) -> None:
    assert said(find_in_tables(page_of(f"服务企业（家） │ {text}\n服务人员 │ 12")))["enterprises_served"] == value


@pytest.mark.parametrize("text", ["见附件2", "自筹860", "附名单860", "3000余人次，上年860"])
def test_words_that_are_no_fillers_leave_the_number_alone(text: str) -> None:
    assert "860家" not in said(find_in_tables(page_of(f"服务企业（家） │ {text}\n服务人员 │ 12"))).get("enterprises_served", "")

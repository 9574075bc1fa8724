"""Forms of other shapes: conditions beside values, heads over heads, years in every direction; only the applicant's own number answers."""

from __future__ import annotations

import pytest

from extractors.finders.table import find_in_tables, goes_on
from tests.builders import page_of, said

SHAPES = {
    "a capital of 2000 and a day are answers, not years": (
        """
        单位名称 │ 岳阳市青桐企业服务中心 │ < │ <
        成立时间 │ 2008年8月17日 │ 注册资本（万元） │ 2000
        启用时间 │ 2018年3月 │ 法定代表人 │ 周望山
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心",
            "established_on": "2008-08-17",
            "registered_capital": "2000万元",
            "legal_representative": "周望山",
        },
    ),
    "rows of labels and rows of values in turn are no list of firms": (
        """
        单位名称 │ 统一社会信用代码 │ 法定代表人
        岳阳市青桐企业服务中心 │ 52430600MJK0000017 │ 周望山
        成立时间 │ 注册资本（万元） │ 联系人/电话
        2012年3月18日 │ 200 │ 陈雨舟/0730-8000001
        服务人员（人） │ 大专及以上（人） │ 年服务企业（家）
        26 │ 24 │ 126
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心",
            "credit_code": "52430600MJK0000017",
            "legal_representative": "周望山",
            "established_on": "2012-03-18",
            "registered_capital": "200万元",
            "contact_person": "陈雨舟",
            "contact_phone": "0730-8000001",
            "staff_total": "26人",
            "staff_college": "24人",
            "enterprises_served": "126家@annual",
        },
    ),
    "what the notice wants stands between the label and the applicant's own number": (
        """
        序号 │ 申报条件 │ 条件要求 │ 申报单位实际情况
        1 │ 服务场所 │ 100平方米以上 │ 168平方米
        2 │ 服务资产 │ 100万元以上 │ 156.32万元
        3 │ 服务人员 │ 10人以上 │ 26人
        4 │ 大专及以上学历人员比例 │ 80%以上 │ 92.31%（24人）
        5 │ 年服务企业 │ 100家以上 │ 126家
        """,
        {
            "premises_area": "168㎡",
            "service_assets": "156.32万元",
            "staff_total": "26人",
            "college_ratio": "92.31%",
            "staff_college": "24人",
            "enterprises_served": "126家@annual",
        },
    ),
    "a column of labels that is itself headed 条件 is no column of what others want": (
        """
        序号 │ 条件 │ 文件要求 │ 本单位实际 │ 佐证
        1 │ 服务场所 │ 50平方米以上 │ 168平方米 │ 附件2
        2 │ 服务人员 │ 10人以上 │ 26人 │ 附件4
        3 │ 年服务企业 │ 50家以上 │ 126家 │ 附件6
        4 │ 公益性公共服务活动 │ 2次以上 │ 5次 │ 附件5
        """,
        {"premises_area": "168㎡", "staff_total": "26人", "enterprises_served": "126家@annual", "welfare_activities": "5次"},
    ),
    "the same without a header": (
        """
        服务场所面积 │ ≥100平方米 │ 168平方米
        服务人员 │ 10人以上 │ 26人
        """,
        {"premises_area": "168㎡", "staff_total": "26人"},
    ),
    "a column of targets is passed over": (
        """
        指标 │ 目标值 │ 实际完成 │ 页码
        服务企业（家） │ 300 │ 126 │ 12
        公共服务活动（次） │ 30 │ 12 │ 15
        """,
        {"enterprises_served": "126家", "public_activities": "12次"},
    ),
    "heads over heads": (
        """
        服务场所 │ < │ 服务资产（万元） │ 服务人员（人） │ < │ 年服务企业（家）
        面积（㎡） │ 性质 │ ^ │ 总数 │ 大专及以上 │ ^
        168 │ 租赁 │ 156 │ 26 │ 24 │ 126
        """,
        {
            "premises_area": "168㎡",
            "service_assets": "156万元",
            "staff_total": "26人",
            "staff_college": "24人",
            "enterprises_served": "126家@annual",
        },
    ),
    "years below each other beside their label": (
        """
        服务企业数（家） │ 2017年 │ 77
        ^ │ 2018年 │ 95
        ^ │ 2019年 │ 126
        公共服务活动（次） │ 2019年 │ 12
        ^ │ 2018年 │ 6
        服务人员（人） │ < │ 26
        """,
        {"enterprises_served": "126家@2019", "public_activities": "12次@2019", "staff_total": "26人"},
    ),
    "years under two labels": (
        """
        服务企业（家） │ < │ < │ 公益性公共服务活动（次） │ < │ <
        2017年 │ 2018年 │ 2019年 │ 2019年 │ 2018年 │ 2017年
        66 │ 88 │ 126 │ 5 │ 3 │ 2
        """,
        {"enterprises_served": "126家@2019", "welfare_activities": "5次@2019"},
    ),
    "years within one cell": (
        """
        近三年服务企业数 │ 2017年：66家；2018年：88家；2019年：126家
        """,
        {"enterprises_served": "126家@2019"},
    ),
    "a year of a total over years": (
        """
        累计开展活动（次） │ 120 │ 其中2019年公共服务活动（次） │ 12
        服务人员（人） │ 26 │ 其中2019年服务企业（家） │ 126
        """,
        {"public_activities": "12次@2019", "enterprises_served": "126家@2019", "staff_total": "26人"},
    ),
    "degrees told beside the total": (
        """
        服务人员 │ 28人，其中博士1人、硕士5人、本科12人、大专8人、中专2人
        """,
        {"staff_total": "28人", "staff_college": "26人"},
    ),
    "rows of labels and values in turn, few of them known": (
        """
        单位（全称） │ 信用等级 │ 单位性质
        岳阳市青桐企业服务中心 │ AAA │ 民营
        服务人员（人） │ 专利数（件） │ 省平台注册
        26 │ 5 │ 已在省平台注册
        年服务企业户数 │ 填报日期 │
        126户 │ 2020年5月22日 │
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心",
            "staff_total": "26人",
            "platform_registered": "true",
            "enterprises_served": "126家@annual",
            "declared_on": "2020-05-22",
        },
    ),
    "a level of education in the label is no condition": (
        """
        培训人次：8768人次 │ 单位联系人：陈雨舟
        其中大专及以上：24人 │ 从业服务人员数（人）：26
        """,
        {"contact_person": "陈雨舟", "staff_college": "24人", "staff_total": "26人"},
    ),
    "labels said in two languages": (
        """
        单位名称Name │ 岳阳市青桐企业服务中心
        服务人员（人）⏎Staff │ 26
        """,
        {"organisation_name": "岳阳市青桐企业服务中心", "staff_total": "26人"},
    ),
}


@pytest.mark.parametrize(("drawing", "expected"), SHAPES.values(), ids=SHAPES)
def test_every_shape_gives_the_applicants_own_values(drawing: str, expected: dict[str, str]) -> None:
    assert said(one for one in find_in_tables(page_of(drawing)) if not one.caveats) == expected


YEARS_TOLD = {
    "the year in brackets behind 上年 and 本次": (
        """
        指标名称 │ 上年填报值⏎（2018年度） │ 本次填报值⏎（2019年度） │ 系统校验
        服务场所面积（㎡） │ 298.6 │ 318.6 │ 通过
        服务人员数（人） │ 16 │ 18 │ 通过
        """,
        {"premises_area": "318.6㎡@2019", "staff_total": "18人@2019"},
    ),
    "the newer one first": (
        """
        指标 │ 本年数（2019年） │ 上年数（2018年）
        服务场所面积（㎡） │ 318.6 │ 298.6
        年服务企业数（家） │ 73 │ 59
        """,
        {"premises_area": "318.6㎡@2019", "enterprises_served": "73家@2019"},
    ),
    "a year that is not over beside the one asked for": (
        """
        指标 │ 上年（2019年） │ 本年（2020年1-5月）
        年服务企业数（家） │ 73 │ 31
        服务人员数（人） │ 18 │ 19
        """,
        {"enterprises_served": "73家@2019", "staff_total": "18人@2019"},
    ),
    "all months of a year, and some": (
        """
        指标 │ 2018年1-12月 │ 2019年1月至2019年12月 │ 2020年1-5月
        年服务企业数（家） │ 59 │ 73 │ 31
        """,
        {"enterprises_served": "73家@2019"},
    ),
    "labels with a year of their own are no heads": (
        """
        服务企业（2018年） │ 59家
        服务企业（2019年） │ 73家
        """,
        {"enterprises_served": "59家@2018!PERIOD | 73家@2019"},
    ),
}


@pytest.mark.parametrize(("drawing", "expected"), YEARS_TOLD.values(), ids=YEARS_TOLD)
def test_a_year_in_brackets_heads_its_column(drawing: str, expected: dict[str, str]) -> None:
    assert said(find_in_tables(page_of(drawing))) == expected


@pytest.mark.parametrize(
    ("then", "now"),
    [("上年填报值", "本次填报值"), ("上次申报数", "本次申报数"), ("修改前", "修改后"), ("原认定时", "现状"), ("变更前内容", "变更后内容")],
)
@pytest.mark.parametrize("order", [1, -1], ids=["before first", "now first"])
def test_what_was_filled_in_before_does_not_answer(then: str, now: str, order: int) -> None:
    rows = (("指标名称", then, now), ("服务场所面积（㎡）", "298.6", "318.6"), ("服务人员数（人）", "16", "18"))
    drawing = "\n".join(" │ ".join((name, *values[::order])) for name, *values in rows)
    assert said(find_in_tables(page_of(drawing))) == {"premises_area": "318.6㎡", "staff_total": "18人"}


def test_what_is_counted_by_a_year_that_nobody_names_is_for_a_person() -> None:
    page = page_of("指标 │ 上年数 │ 本年数\n服务人员（人） │ 16 │ 18\n年服务企业（家） │ 59 │ 73\n")
    assert said(find_in_tables(page)) == {"staff_total": "18人", "enterprises_served": "73家@annual!BASIS"}


def test_a_column_of_last_year_without_one_of_now_beside_it_answers() -> None:
    page = page_of("指标 │ 计量单位 │ 上年数\n服务人员 │ 人 │ 16\n年服务企业 │ 家 │ 59")
    assert said(find_in_tables(page)) == {"staff_total": "16人", "enterprises_served": "59家@annual"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自有 0，租赁 286.5，合计286.5", "286.5㎡"),
        ("自有100、租赁186.5、总计286.5", "286.5㎡"),
        ("286.5（平方米）", "286.5㎡"),
        ("286.5①", "286.5㎡"),
    ],
)
def test_parts_with_their_total_and_printed_units_are_read(text: str, expected: str) -> None:
    assert said(find_in_tables(page_of(f"服务场所面积（平方米） │ {text}"))) == {"premises_area": expected}


def test_parts_that_do_not_make_their_total_are_shown_to_a_person() -> None:
    (found,) = find_in_tables(page_of("服务场所面积（平方米） │ 自有 20，租赁 286.5，合计286.5"))
    assert found.caveats


def test_degrees_that_do_not_make_the_total_give_nothing() -> None:
    page = page_of("服务人员 │ 30人，其中硕士5人、本科12人、大专8人、中专2人")
    assert said(find_in_tables(page)) == {"staff_total": "30人"}


def test_a_caption_of_several_units_gives_the_amounts_unit() -> None:
    page = page_of("""
    单位：平方米、万元、人、家
    服务场所面积 │ 168 │ 服务资产 │ 156
    """)
    assert said(one for one in find_in_tables(page) if not one.caveats) == {"premises_area": "168㎡", "service_assets": "156万元"}


def test_a_form_goes_on_over_the_page_without_a_heading() -> None:
    before = page_of("单位名称 │ 岳阳市青桐企业服务中心\n服务人员（人） │ 26")
    further = page_of("是否在省平台注册 │ 是\n填表日期 │ 2020年5月28日", number=2)
    roster = page_of("序号 │ 姓名\n1 │ 周望山", number=2)
    assert goes_on(further, before)
    assert not goes_on(roster, before)


def test_years_that_answer_a_label_head_no_rows() -> None:
    drawing = """
    申报年度：            │ 2020
    申报类别：            │ 综合服务机构
    省平台注册：          │ 已注册
    最近一次认定年份：    │ 2017
    """
    found = said(find_in_tables(page_of(drawing)))
    assert (found["category"], found["platform_registered"], found["previous_recognition_year"]) == ("综合", "true", "2017")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("14人，93.33%", ("14人", "93.33%")),
        ("14人（占93.33%）", ("14人", "93.33%")),
        ("93.33%（14人）", ("14人", "93.33%")),
        ("14人", ("14人", None)),
        ("14", (None, None)),
    ],
)
def test_a_count_and_its_share_stand_in_one_cell_in_either_order(cell: str, expected: tuple[str | None, str | None]) -> None:
    found = said(find_in_tables(page_of(f"单位名称 │ 岳阳青桐服务中心\n大专及以上学历人数及比例 │ {cell}")))
    assert (found.get("staff_college"), found.get("college_ratio")) == expected


@pytest.mark.parametrize(
    ("head", "cell", "area"),
    [
        ("服务场所", "合计：142.7㎡", "142.7㎡"),
        ("办公场所", "总计142.7平方米", "142.7㎡"),
        ("服务场所", "合计：2处", None),
        ("入孵企业", "合计：142.7㎡", None),
    ],
)
def test_the_sum_beside_listed_rooms_is_the_area(head: str, cell: str, area: str | None) -> None:
    drawing = f"""
    单位名称 │ 岳阳青桐服务中心 │ < │ <
    {head} │ 坐落 │ 面积（㎡） │ {cell}
    ^ │ 18号501 │ 68.5 │ ^
    ^ │ 18号502 │ 74.2 │ ^
    服务资产 │ 57.28万元 │ < │ <
    """
    assert said(find_in_tables(page_of(drawing))).get("premises_area") == area


def test_a_head_of_years_still_heads_them() -> None:
    drawing = """
    指标及时间     │ 2018年 │ 2019年
    服务企业（家） │ 98     │ 126
    统计年度       │ 2018年 │ 2019年
    公共服务活动（次） │ 7  │ 9
    """
    found = said(find_in_tables(page_of(drawing)))
    assert (found["enterprises_served"], found["public_activities"]) == ("126家@2019", "9次@2019")

"""Forms with cells: every value is found under its own label, and nothing under a label that only looks alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.finders.table import find_in_tables
from models.answer import Caveat, FoundBy, Source
from models.document import Doubt, Page, Word
from tests.builders import page_of, said

FOUR_COLUMNS = """
单位名称 │ 岳阳市青桐企业服务中心（盖章） │ 统一社会信用代码 │ 52430600MJK0000017
法定代表人 │ 周望山 │ 成立日期 │ 2012年3月18日
单位地址 │ 湖南省岳阳市岳阳楼区青桐路18号3楼 │ < │ <
联系人 │ 陈雨舟 │ 联系电话 │ 0730-8000001
所属县市区 │ 岳阳楼区 │ 注册资本（万元） │ 200
服务场所面积（㎡） │ 168.5 │ 服务资产（万元） │ 156.32
服务人员（人） │ 26 │ 其中：大专及以上学历（人） │ 24
年服务企业（家） │ 126 │ 年公共服务活动（次） │ 12
传真 │ 0730-8000002 │ 邮政编码 │ 414000
"""

LAYOUTS = {
    "four columns": (
        FOUR_COLUMNS,
        {
            "organisation_name": "岳阳市青桐企业服务中心", "credit_code": "52430600MJK0000017", "legal_representative": "周望山",
            "established_on": "2012-03-18", "address": "湖南省岳阳市岳阳楼区青桐路18号3楼", "contact_person": "陈雨舟",
            "contact_phone": "0730-8000001", "county": "岳阳楼区", "registered_capital": "200万元", "premises_area": "168.5㎡",
            "service_assets": "156.32万元", "staff_total": "26人", "staff_college": "24人", "enterprises_served": "126家@annual",
            "public_activities": "12次@annual",
        },
    ),
    "six columns": (
        """
        法定代表人 │ 周望山 │ 联系人 │ 陈雨舟 │ 手机 │ 138 0013 8000
        服务场所 │ 168平方米 │ 服务资产 │ 156万元 │ 服务人员 │ 26名
        """,
        {
            "legal_representative": "周望山", "contact_person": "陈雨舟", "contact_phone": "13800138000",
            "premises_area": "168㎡", "service_assets": "156万元", "staff_total": "26人",
        },
    ),
    "tall, labels with inner spaces": (
        """
        申 报 单 位 │ 岳阳市青桐企业服务⏎中心
        法 人 代 表 │ 周 望 山
        服 务 场 地 面 积 │ 168 m2
        职 工 总 人 数 │ 二十六人
        大 专 及 以 上⏎学历员工人数 │ 24
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心", "legal_representative": "周望山", "premises_area": "168㎡",
            "staff_total": "26人", "staff_college": "24人",
        },
    ),
    "label above value": (
        """
        服务场所面积（㎡） │ 服务资产（千元） │ 服务人员（人） │ 大专及以上（人）
        168 │ 1,325 │ 26 │ 24
        年服务企业（家） │ 单位性质 │ 公共服务活动（次） │ 备注
        126 │ 民营 │ 12 │
        """,
        {
            "premises_area": "168㎡", "service_assets": "132.5万元", "staff_total": "26人", "staff_college": "24人",
            "enterprises_served": "126家@annual", "public_activities": "12次",
        },
    ),
    "label and value in one cell": (
        """
        申报单位：岳阳市青桐企业服务中心 │ 法定代表人：周望山
        服务场所面积：168㎡ │ 服务人员 共 26 人 其中大专及以上 24 人
        联系人：陈雨舟  联系电话：0730-8000001 │ 服务资产 156 万元
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心", "legal_representative": "周望山", "premises_area": "168㎡",
            "staff_total": "26人", "staff_college": "24人", "contact_person": "陈雨舟", "contact_phone": "0730-8000001",
            "service_assets": "156万元",
        },
    ),
    "groups and nested rows": (
        """
        人员情况 │ 总数 │ 26
        ^ │ 其中：大专及以上 │ 24
        ^ │ 其中：本科及以上 │ 18
        服务场所 │ 面积（㎡） │ 168
        ^ │ 性质 │ 租赁
        联系人 │ 姓名 │ 陈雨舟
        ^ │ 电话 │ 0730-8000001
        法定代表人 │ 姓名 │ 周望山
        ^ │ 电话 │ 0730-8000009
        """,
        {
            "staff_total": "26人", "staff_college": "24人", "premises_area": "168㎡", "contact_person": "陈雨舟",
            "contact_phone": "0730-8000001", "legal_representative": "周望山",
        },
    ),
    "unit in a column of its own": (
        """
        指标 │ 单位 │ 数值
        服务场所面积 │ 平方米 │ 168
        服务资产 │ 元 │ 1563200
        年服务企业数 │ 家次 │ 1500
        """,
        {"premises_area": "168㎡", "service_assets": "156.32万元", "enterprises_served": "1500家次@annual!UNIT_OF_COUNT"},
    ),
    "unit behind the value": (
        """
        服务场所 │ 168 │ ㎡
        服务资产 │ 1563.2 │ 千元
        服务人员 │ 26 │ 人
        """,
        {"premises_area": "168㎡", "service_assets": "156.32万元", "staff_total": "26人"},
    ),
    "unit in the caption": (
        """
        （金额单位：千元）
        服务资产 │ 1,563.2 │ 服务人员 │ 26
        """,
        {"service_assets": "156.32万元", "staff_total": "26人"},
    ),
    "double labels": (
        """
        联系人及电话 │ 陈雨舟 0730-8000001
        服务人员/其中大专及以上（人） │ 26/24
        """,
        {"contact_person": "陈雨舟", "contact_phone": "0730-8000001", "staff_total": "26人", "staff_college": "24人"},
    ),
    "conditions beside what there is": (
        """
        申报条件 │ 单位实际情况 │ 是否符合
        服务场所100平方米以上 │ 168平方米 │ 符合
        服务资产100万元以上 │ 156万元 │ 符合
        服务人员10人以上 │ 26人 │ 符合
        大专及以上学历人员的比例占80%以上 │ 92.3% │ 符合
        """,
        {"premises_area": "168㎡", "service_assets": "156万元", "staff_total": "26人", "college_ratio": "92.3%"},
    ),
    "vertical label": (
        """
        推⏎荐⏎意⏎见 │ 经核实，材料真实、完整，同意推荐。⏎岳阳楼区工业和信息化局（盖章）⏎2020年6月5日
        """,
        {"recommendation_opinion": "同意推荐"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("grain", ["run", "line", "char"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_its_values_in_every_grain_of_words(layout: str, grain: str) -> None:
    drawing, expected = LAYOUTS[layout]
    assert said(find_in_tables(page_of(drawing, grain=grain))) == expected


YEARS = {
    "ascending": """
        年度 │ 2017年 │ 2018年 │ 2019年 │ 合计
        服务企业数（家） │ 76 │ 91 │ 118 │ 285
        公共服务活动（次） │ 6 │ 9 │ 12 │ 27
        """,
    "descending": """
        指标 │ 2019年度 │ 2018年度 │ 2017年度
        服务企业数（家） │ 118 │ 91 │ 76
        公共服务活动（次） │ 12 │ 9 │ 6
        """,
    "with a part of this year": """
        指标 │ 单位 │ 2018年 │ 2019年 │ 2020年1-5月
        服务企业数 │ 家 │ 91 │ 118 │ 60
        公共服务活动 │ 场次 │ 9 │ 12 │ 5
        """,
    "years above groups of columns": """
        2018年 │ < │ 2019年 │ <
        服务企业数（家） │ 公共服务活动（次） │ 服务企业数（家） │ 公共服务活动（次）
        91 │ 9 │ 118 │ 12
        """,
    "years below each other": """
        年份 │ 服务企业数（家） │ 公共服务活动次数
        2017年 │ 76 │ 6
        2018年 │ 91 │ 9
        2019年 │ 118 │ 12
        合计 │ 285 │ 27
        """,
}


@pytest.mark.parametrize("drawing", YEARS.values(), ids=YEARS)
def test_of_several_years_the_last_full_one_is_taken_wherever_it_stands(drawing: str) -> None:
    assert said(find_in_tables(page_of(drawing))) == {"enterprises_served": "118家@2019", "public_activities": "12次@2019"}


def test_a_table_that_goes_on_keeps_the_years_of_the_page_before() -> None:
    first = page_of(
        """
        指标 │ 2019年 │ 2018年
        服务人员（人） │ 26 │ 22
        """
    )
    second = page_of("服务企业数（家） │ 118 │ 91\n公共服务活动（次） │ 12 │ 9", number=2)
    found = find_in_tables(second, first)
    assert said(found) == {"enterprises_served": "118家@2019", "public_activities": "12次@2019"}
    assert {one.place.page for one in found} == {2}


NESTED = {
    "total first": """
        指标 │ < │ 2019年 │ 2018年 │ 2017年
        服务人员（人） │ 合计 │ 28 │ 25 │ 21
        ^ │ 其中：本科及以上 │ 16 │ 13 │ 10
        ^ │ 其中：大专 │ 9 │ 9 │ 8
        ^ │ 其中：大专以下 │ 3 │ 3 │ 3
        服务企业（家） │ 合计 │ 264 │ 221 │ 187
        ^ │ 其中：小微企业 │ 243 │ 205 │ 170
        """,
    "total last, years ascending": """
        指标 │ < │ 2017年 │ 2018年 │ 2019年
        服务人员（人） │ 本科及以上 │ 10 │ 13 │ 16
        ^ │ 大专 │ 8 │ 9 │ 9
        ^ │ 高中 │ 3 │ 3 │ 3
        ^ │ 小计 │ 21 │ 25 │ 28
        服务企业（家） │ 小微企业 │ 170 │ 205 │ 243
        ^ │ 县外企业 │ 17 │ 16 │ 21
        ^ │ 总数 │ 187 │ 221 │ 264
        """,
}


@pytest.mark.parametrize("drawing", NESTED.values(), ids=NESTED)
def test_the_parts_of_a_total_are_not_other_values_of_it(drawing: str) -> None:
    found = said(find_in_tables(page_of(drawing)))
    assert (found["staff_total"], found["enterprises_served"]) == ("28人@2019", "264家@2019")
    assert found["staff_college"].startswith("25人")


def test_a_part_of_the_staff_alone_is_not_the_staff() -> None:
    drawing = """
        指标 │ < │ 2019年 │ 2018年
        服务人员（人） │ 其中：专职 │ 22 │ 20
        ^ │ 兼职 │ 6 │ 5
        """
    assert said(find_in_tables(page_of(drawing))) == {}


def test_answers_that_are_dates_head_no_years() -> None:
    drawing = """
        申报单位 │ 成立时间 │ 联系人 │ 上次认定年份
        岳阳市青桐企业服务中心 │ 2008年6月 │ 陈雨舟 │ 2017年
        服务场所（平方米） │ 服务资产（千元） │ 服务人员（人） │ 省中小企业公共服务平台
        610 │ 1,562.0 │ 19 │ 2012年注册
        """
    assert said(find_in_tables(page_of(drawing))) == {
        "organisation_name": "岳阳市青桐企业服务中心",
        "established_on": "2008-06",
        "contact_person": "陈雨舟",
        "previous_recognition_year": "2017",
        "premises_area": "610㎡",
        "service_assets": "156.2万元",
        "staff_total": "19人",
        "platform_registered": "true",
    }


def test_a_numbered_row_whose_answer_sounds_like_a_label_is_an_answer() -> None:
    drawing = "十四 │ 湖南省中小企业公共服务平台 │ 已注册\n十五 │ 填报日期 │ 2020年5月25日"
    assert said(find_in_tables(page_of(drawing))) == {"platform_registered": "true", "declared_on": "2020-05-25"}


def test_short_labels_and_a_cell_that_states_the_registration_itself() -> None:
    drawing = """
        代码 │ 52430600MJK0000017 │ 法人 │ 周望山
        成立 │ 2016年5月12日 │ 联系人 │ 陈雨舟（13800138000）
        平台 │ 2018年3月在省中小企业公共服务平台注册 │ < │ <
        日期 │ 2020年5月28日 │ < │ <
        """
    assert said(find_in_tables(page_of(drawing))) == {
        "credit_code": "52430600MJK0000017",
        "legal_representative": "周望山",
        "established_on": "2016-05-12",
        "contact_person": "陈雨舟",
        "contact_phone": "13800138000",
        "platform_registered": "true",
    }


NOTHING = {
    "a roster": """
        序号 │ 姓名 │ 性别 │ 学历 │ 职务 │ 联系电话
        1 │ 周望山 │ 男 │ 大专 │ 主任 │ 13800138000
        2 │ 陈雨舟 │ 女 │ 本科 │ 专员 │ 13800138001
        """,
    "firms served": """
        序号 │ 企业名称 │ 法定代表人 │ 联系电话 │ 服务内容
        1 │ 岳阳市白鹭纸业有限公司 │ 李四海 │ 0730-8111111 │ 公共服务活动
        2 │ 岳阳市远帆物流有限公司 │ 王五湖 │ 0730-8222222 │ 公益性服务活动
        合计 │ 2 │ │ │
        """,
    "activities by kind": """
        公共服务活动 │ 银企对接会 │ 45
        公共服务活动 │ 政策宣讲会 │ 60
        公共服务活动 │ 法律培训 │ 38
        """,
    "decoys": """
        占地面积（㎡） │ 2300 │ 孵化场地面积 │ 1800㎡
        注册资金到位情况 │ 200万元 │ 总资产（万元） │ 3260
        创业导师数 │ 12 │ 服务专家（人） │ 30
        会员企业数 │ 380 │ 入驻企业数（家） │ 45
        培训人次 │ 3200 │ 参展次数 │ 6
        本科及以上学历人数 │ 18 │ 中专及以上学历人数 │ 25
        平台名称 │ 岳阳市青桐公共服务平台 │ 邮政编码 │ 414000
        """,
    "another's section": """
        入驻企业情况 │ < │ < │ <
        企业名称 │ 岳阳市白鹭纸业有限公司 │ 法定代表人 │ 李四海
        从业人员数 │ 300 │ 联系电话 │ 0730-8111111
        """,
    "another's group": """
        推荐单位 │ 联系人 │ 王五湖 │ 联系电话 │ 0730-8222222
        入驻企业 │ 从业人员数 │ 300 │ 营业收入 │ 5600万元
        """,
    "not filled in": """
        单位名称 │  │ 法定代表人 │ ／
        服务场所面积（㎡） │ ＿＿＿ │ 服务人员 │ 人
        成立日期 │ 年  月  日 │ 原认定年份 │ 无
        """,
    "plans": """
        2020年计划服务企业数（家） │ 300 │ 拟建服务场所面积 │ 1000㎡
        """,
}


@pytest.mark.parametrize("drawing", NOTHING.values(), ids=NOTHING)
def test_lists_decoys_and_empty_cells_give_nothing(drawing: str) -> None:
    assert said(find_in_tables(page_of(drawing))) == {}


DOUBTFUL = {
    "建筑面积（㎡） │ 131": {"premises_area": "131㎡!BASIS"},
    "固定资产原值（万元） │ 132.5": {"service_assets": "132.5万元!BASIS"},
    "累计服务企业数（家） │ 5000余": {"enterprises_served": "≥5000家@cumulative!CUMULATIVE"},
    "服务企业数（家次） │ 1500": {"enterprises_served": "1500家次!UNIT_OF_COUNT"},
    "服务资产 │ 156": {"service_assets": "156万元!UNIT_MISSING"},
    "服务场所面积 │ 自有86㎡，租赁74㎡": {"premises_area": "160㎡!SUM"},
    "2018年服务企业数（家） │ 98": {"enterprises_served": "98家@2018!PERIOD"},
    "服务人员（人） │ 不少于10人": {"staff_total": "≥10人!RULE_COPY"},
    "服务人员 │ 26 │ 职工总人数 │ 30": {"staff_total": "26人 | 30人!CLAIM"},
    "服务场所面积 │ 建筑面积131㎡，使用面积96㎡": {"premises_area": "131㎡!BASIS | 96㎡!BASIS!CLAIM"},
    "服务资产 │ 注册资本200万元，服务资产156万元": {"registered_capital": "200万元", "service_assets": "156万元"},
    "服务人员 │ 本科及以上18人，大专6人": {},
    "服务企业数 │ 120家 │ 其中：服务小微企业数 │ 100家": {"enterprises_served": "120家"},
    "服务人员 │ 26人 │ 其中：专职服务人员 │ 22人": {"staff_total": "26人 | 22人!CLAIM"},
    "服务场所面积 │ 131㎡、96㎡": {"premises_area": "131㎡!AMBIGUOUS"},
    "服务人员 │ 总数26人，其中：专职人员22人，大专及以上24人": {"staff_total": "26人", "staff_college": "24人"},
    "年服务企业100家以上 │ 120家": {"enterprises_served": "120家@annual"},
    "服务场所100平方米以上 │ 100平方米以上": {"premises_area": "≥100㎡!RULE_COPY"},
    "服务企业数（家） │ 118⏎91": {"enterprises_served": "118家!AMBIGUOUS"},
}


@pytest.mark.parametrize("drawing", DOUBTFUL)
def test_what_is_not_quite_asked_carries_a_caveat(drawing: str) -> None:
    assert said(find_in_tables(page_of(drawing))) == DOUBTFUL[drawing]


def test_a_misread_label_below_is_not_taken_for_a_name() -> None:
    drawing = """
    基本情况 │ 法定代表人 │ 周望山
    ^ │ 注册时网 │ 2013/06/22
    ^ │ 所在县（市区 │ 汨罗市
    ^ │ 联系人 │ 陈雨舟
    服务条件 │ 服务人员 │ 26人
    """
    expected = {"legal_representative": "周望山", "county": "汨罗市", "contact_person": "陈雨舟", "staff_total": "26人"}
    assert said(find_in_tables(page_of(drawing))) == expected


def test_a_value_shows_its_cell_its_words_and_how_it_was_found() -> None:
    page = page_of("服务场所面积（㎡） │ 168 │ 服务人员（人） │ 26")
    area = find_in_tables(page)[0]
    assert (area.source, area.found_by) == (Source.FORM, FoundBy.TABLE)
    assert area.label == "服务场所面积（㎡）"
    assert area.detail == "申报表单元格，左侧标签“服务场所面积（㎡）”"
    assert area.place.text == "168"
    assert area.place.box is not None
    assert page.tables[0].cells[1].box.holds_center(area.place.box)


def test_only_the_words_of_the_value_are_evidence() -> None:
    page = page_of("人员 │ 服务人员 共 26 人 其中大专及以上 24 人", grain="line")
    by_field = {one.field.name: one for one in find_in_tables(page)}
    assert by_field["staff_total"].place.text == "26人"
    assert by_field["staff_college"].place.text == "24人"
    total, college = by_field["staff_total"].words[0].box, by_field["staff_college"].words[0].box
    assert total.x1 < college.x0


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("学历 │ 硕士 │ 本科 │ 大专 │ 中专及以下 │ 合计\n人数 │ 3 │ 12 │ 7 │ 4 │ 26", "22人"),
        ("学历结构 │ 研究生 │ 3\n^ │ 本科 │ 12\n^ │ 大专 │ 7\n^ │ 其他 │ 4", "22人!SUM"),
        ("本科及以上 │ 15 │ 大专 │ 7 │ 中专 │ 4 │ 合计 │ 26", "22人"),
        ("硕士 │ 3 │ 本科及以上 │ 15 │ 大专 │ 7", None),
        ("本科 │ 18 │ 研究生 │ 4", None),
        ("大专及以上 │ 24 │ 本科 │ 18 │ 大专 │ 6", "24人"),
    ],
)
def test_degrees_from_college_up_are_added_once(drawing: str, expected: str | None) -> None:
    assert said(find_in_tables(page_of(drawing))).get("staff_college") == expected


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("年度 │ 本科 │ 大专 │ 中专 │ 合计\n2018年 │ 10 │ 8 │ 3 │ 21\n2019年 │ 14 │ 9 │ 3 │ 26", "23人@2019"),
        ("学历 │ 单位 │ 2018年 │ 2019年\n本科 │ 人 │ 10 │ 14\n大专 │ 人 │ 8 │ 9\n中专 │ 人 │ 3 │ 3\n合计 │ 人 │ 21 │ 26", "23人@2019"),
        ("部门 │ 本科 │ 大专 │ 中专 │ 合计\n咨询部 │ 3 │ 2 │ 1 │ 6\n合计 │ 14 │ 9 │ 3 │ 26", "23人"),
        ("学历 │ 本科 │ 大专 │ 中专 │ 合计\n人数 │ 14 │ 9 │ 3 │ 26\n占比 │ 53.8% │ 34.6% │ 11.5% │ 100%", "23人"),
        ("学历 │ 集团 │ 本公司\n本科 │ 140 │ 14\n大专 │ 90 │ 9\n中专 │ 30 │ 3\n合计 │ 260 │ 26", "23人"),
        ("部门 │ 本科 │ 大专 │ 中专\n咨询部 │ 3 │ 2 │ 1\n培训部 │ 11 │ 7 │ 2", None),
        ("学历 │ 2020年（计划） │ 2021年（计划）\n本科 │ 14 │ 18\n大专 │ 9 │ 12\n合计 │ 23 │ 30", None),
    ],
)
def test_degrees_are_those_of_the_latest_year_of_everybody_and_of_the_applicant(drawing: str, expected: str | None) -> None:
    assert said(find_in_tables(page_of(drawing))).get("staff_college") == expected


PEOPLE = """
法定代表人 │ 姓名 │ 傅青禾 │ 联系人 │ 姓名 │ 周鹏程
^ │ 手机 │ 13900000011 │ ^ │ 手机 │ 13900000022
"""


def test_the_mobile_of_who_heads_the_applicant_is_not_whom_to_call() -> None:
    found = said(find_in_tables(page_of(PEOPLE)))
    assert (found.get("legal_representative"), found.get("contact_person"), found.get("contact_phone")) == (
        "傅青禾",
        "周鹏程",
        "13900000022",
    )


PRINTED_BELOW = """
单位名称⏎与法人证书一致 │ 岳阳市青桐检验所 │ 申报类别⏎填综合、创新、创业之一 │ 创新
服务场所面积⏎单位：平方米；创新类须100⏎以上 │ 1,850⏎含实验室1,500、业务大厅350 │ 服务资产⏎单位：万元；须100以上 │ 936.75
服务人员⏎须10人以上，兼职不计 │ 26 │ 大专及以上学历⏎须占80%以上 │ 24
年服务企业⏎2019年度，家；须50以上 │ 143 │ 省平台注册⏎是/否 │ 是
"""


def test_what_a_label_says_of_filling_in_is_not_the_answer() -> None:
    got = said(find_in_tables(page_of(PRINTED_BELOW)))
    assert {name: got[name] for name in ("category", "service_assets", "staff_total", "staff_college", "enterprises_served")} == {
        "category": "创新", "service_assets": "936.75万元", "staff_total": "26人", "staff_college": "24人", "enterprises_served": "143家@annual",
    }  # fmt: skip
    assert (got["organisation_name"], got["platform_registered"]) == ("岳阳市青桐检验所", "true")


def test_label_and_value_in_one_cell_are_no_label_alone() -> None:
    got = said(find_in_tables(page_of("服务人员⏎26人，其中须持证8人 │ 服务资产⏎156万元\n年服务企业⏎126家 │ 单位名称⏎岳阳青桐有限公司")))
    assert (got["staff_total"], got["enterprises_served"]) == ("26人", "126家@annual")


def test_a_demand_beside_an_empty_cell_is_no_answer() -> None:
    assert said(
        find_in_tables(
            page_of("服务人员⏎须10人以上，兼职不计 │  │ 年服务企业⏎应不少于50家 │  \n单位名称 │ 岳阳青桐有限公司 │ 供需对接 │ 8次")
        )
    ) == {"organisation_name": "岳阳青桐有限公司"}


MIRRORED = """
填报内容 │ 项目
岳阳市青桐咨询有限公司 │ 单位名称
周望山 │ 法定代表人
创业 │ 申报类别
陈雨舟 0730-8000001 │ 联系人、联系电话
48平方米 │ 服务场所面积
11人 │ 服务人员
87家 │ 年服务企业
"""


def test_a_form_with_its_labels_on_the_right_is_read_from_there() -> None:
    found = find_in_tables(page_of(MIRRORED))
    assert said(found) == {
        "organisation_name": "岳阳市青桐咨询有限公司", "legal_representative": "周望山", "category": "创业", "contact_person": "陈雨舟",
        "contact_phone": "0730-8000001", "premises_area": "48㎡", "staff_total": "11人", "enterprises_served": "87家@annual",
    }  # fmt: skip
    assert all("右侧标签" in one.detail for one in found)


@pytest.mark.parametrize(
    ("drawing", "category"),
    [
        ("选报类别 │ A（A 综合服务机构 B 创新服务机构 C 创业服务机构）", "综合"),
        ("申报类别（1综合 2创新 3创业） │ 3", "创业"),
        ("申报类别 │ A.综合类  B.创新类  C.创业类  （ B ）", "创新"),
        ("申报类别 │ A 综合服务机构 B 创新服务机构 C 创业服务机构", None),
        ("申报类别 │ A、B（A 综合服务机构 B 创新服务机构 C 创业服务机构）", None),
    ],
)
def test_a_category_chosen_by_its_letter(drawing: str, category: str | None) -> None:
    assert said(find_in_tables(page_of(f"单位名称 │ 岳阳青桐有限公司\n{drawing}"))).get("category") == category


def test_part_timers_in_the_total_leave_it_to_a_person() -> None:
    found = [
        one
        for one in find_in_tables(page_of("服务人员 │ 22人（专职9人，特聘兼职专家13人）\n联系人 │ 陈雨舟"))
        if one.field.name == "staff_total"
    ]
    assert [(str(one.place.text), Caveat.BASIS in one.caveats) for one in found] == [("22人", True), ("9", True)]
    plain = find_in_tables(page_of("服务人员 │ 22人（专职，另有兼职专家13人）\n联系人 │ 陈雨舟"))
    assert all(Caveat.BASIS not in one.caveats for one in plain)


def test_the_day_an_account_was_registered_is_not_the_units() -> None:
    screen = "机构名称 │ 岳阳青桐有限公司\n会员类型 │ 服务机构\n账号状态 │ 已注册，审核通过\n注册日期 │ 2018-11-02"
    assert "established_on" not in said(find_in_tables(page_of(screen)))
    assert said(find_in_tables(page_of("单位名称 │ 岳阳青桐有限公司\n注册日期 │ 2018-11-02")))["established_on"] == "2018-11-02"


@pytest.mark.parametrize(
    ("cell", "person"),
    [("陈雨舟 13800138000", "陈雨舟"), ("陈雨舟（0730-8000001）", "陈雨舟"), ("办公室 0730-8000001", None), ("0730-8000001", None)],
)
def test_who_stands_before_the_number_is_whom_to_call(cell: str, person: str | None) -> None:
    assert said(find_in_tables(page_of(f"单位名称 │ 岳阳青桐有限公司\n联系方式 │ {cell}"))).get("contact_person") == person


def guessed(page: Page, *texts: str) -> Page:
    """The same page, these words read as badly as an engine reads what it cannot make out."""

    def of(word: Word) -> Word:
        return replace(word, confidence=0.4, doubts=frozenset({Doubt.LOW_CONFIDENCE}), reader="ocr") if word.text in texts else word

    tables = tuple(
        replace(table, cells=tuple(replace(cell, words=tuple(of(word) for word in cell.words)) for cell in table.cells))
        for table in page.tables
    )
    return replace(page, words=tuple(of(word) for word in page.words), tables=tables)


@pytest.mark.parametrize(
    ("value", "badly", "expected"),
    [("□l.二半方米", True, "?"), ("□l.二半方米", False, None), ("/", True, None), ("168㎡", True, "168㎡")],
)
def test_a_value_that_could_only_be_guessed_at_is_there_and_not_absent(value: str, badly: bool, expected: str | None) -> None:
    page = page_of(f"单位名称 │ 岳阳市青桐企业服务中心\n服务场所面积 │ {value}")
    assert said(find_in_tables(guessed(page, value) if badly else page)).get("premises_area") == expected

"""Forms without rulings: a label answers from its line, its column or the line below, never from running prose."""

from __future__ import annotations

import pytest

from extractors.finders.label import find_labels
from models.answer import FoundBy
from tests.builders import page_of, said

LAYOUTS = {
    "label and value on one line": (
        """
        湖南省中小微企业核心服务机构申报表
        单位名称：岳阳市青桐企业服务中心
        统一社会信用代码：52430600MJK0000017
        法定代表人：周望山
        成立日期：2012年3月18日
        服务场所面积：168.5平方米
        服务资产：156.32万元
        服务人员：26人，其中大专及以上：24人
        年服务企业：126家
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心", "credit_code": "52430600MJK0000017", "legal_representative": "周望山",
            "established_on": "2012-03-18", "premises_area": "168.5㎡", "service_assets": "156.32万元", "staff_total": "26人",
            "staff_college": "24人", "enterprises_served": "126家@annual",
        },
    ),
    "aligned columns": (
        """
        申 报 单 位          岳阳市青桐企业服务中心
        法 定 代 表 人       周 望 山
        单 位 地 址          岳阳楼区青桐路18号3楼
        服务场所面积（㎡）   168
        服务资产（千元）     1,325
        服务人员（人）       26
        大专及以上学历（人） 24
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心", "legal_representative": "周望山", "address": "岳阳楼区青桐路18号3楼",
            "premises_area": "168㎡", "service_assets": "132.5万元", "staff_total": "26人", "staff_college": "24人",
        },
    ),
    "several pairs on a line": (
        """
        联系人：陈雨舟    联系电话：0730-8000001    传真：0730-8000002
        服务人员  26人      大专及以上  24人      服务场所面积  168㎡
        填报日期：2020 年 6 月 3 日      填表人：王五湖      联系电话：0730-8000009
        """,
        {
            "contact_person": "陈雨舟", "contact_phone": "0730-8000001 | 0730-8000009!CLAIM", "staff_total": "26人",
            "staff_college": "24人", "premises_area": "168㎡", "declared_on": "2020-06-03",
        },
    ),
    "label above value": (
        """
        单位名称                      统一社会信用代码
        岳阳市青桐企业服务中心        52430600MJK0000017

        服务场所面积（㎡）    服务资产（万元）    服务人员（人）
        168                   156.32              26
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心", "credit_code": "52430600MJK0000017", "premises_area": "168㎡",
            "service_assets": "156.32万元", "staff_total": "26人",
        },
    ),
    "a cover": (
        """
        2020年湖南省中小微企业核心服务机构申报材料

        申报单位（盖章）：岳阳市青桐企业服务中心
        推荐单位（盖章）：岳阳市岳阳楼区工业和信息化局
        申报类别：综合服务机构
        填报日期：二〇二〇年六月三日
        湖南省工业和信息化厅 制
        """,
        {
            "organisation_name": "岳阳市青桐企业服务中心", "county": "岳阳楼区", "category": "综合", "declared_on": "2020-06-03",
        },
    ),
    "values that go on on the next line": (
        """
        单位名称：   岳阳市青桐中小企业公共
                     服务中心
        单位地址：   湖南省岳阳市岳阳楼区洞庭大道与青桐路交汇处西北角
                     青桐科技园18号楼3楼306室
        联系人：     陈雨舟
        """,
        {
            "organisation_name": "岳阳市青桐中小企业公共服务中心",
            "address": "湖南省岳阳市岳阳楼区洞庭大道与青桐路交汇处西北角青桐科技园18号楼3楼306室", "contact_person": "陈雨舟",
        },
    ),
    "no gap at all": (
        """
        服务场所面积（㎡）168
        服务人员26人
        """,
        {"premises_area": "168㎡", "staff_total": "26人"},
    ),
    "an opinion": (
        """
        县市区工信主管部门意见：
            经现场核查，申报材料真实完整，同意推荐。
                          岳阳楼区工业和信息化局（盖章）
                          2020年5月29日
        """,
        {"recommendation_opinion": "同意推荐"},
    ),
    "a label over two lines": (
        """
        统一社会          52430600MJK0000017
        信用代码
        """,
        {"credit_code": "52430600MJK0000017"},
    ),
    "the year before the label": (
        """
        服务企业情况：2019年服务企业126家。
        """,
        {"enterprises_served": "126家@2019"},
    ),
    "numbered": (
        """
        1.服务场所面积：168㎡
        （二）服务资产：156万元
        三、★服务人员：26人
        """,
        {"premises_area": "168㎡", "service_assets": "156万元", "staff_total": "26人"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("grain", ["run", "line", "char"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_its_values_in_every_grain_of_words(layout: str, grain: str) -> None:
    drawing, expected = LAYOUTS[layout]
    assert said(find_labels(page_of(drawing, grain=grain))) == expected


NOTHING = {
    "prose": """
        我中心设在产业园，服务人员敬业，服务场所面积宽敞，服务企业遍布全市各县市区。
        法定代表人周望山先生长期从事中小企业服务，联系电话见封面。
        """,
    "blanks": """
        申报单位（盖章）：＿＿＿＿＿＿＿＿
        推荐单位（盖章）：
        填报日期：    年    月    日
        湖南省工业和信息化厅制
        """,
    "decoys": """
        占地面积：2300㎡      培训人次：3200人次
        会员企业：380家        创业导师：12人
        传真：0730-8000002     邮编：414000
        平台名称：岳阳市青桐公共服务平台
        """,
    "cases of other firms": """
        企业名称：岳阳市白鹭纸业有限公司      联系人：李四海
        企业名称：岳阳市远帆物流有限公司      联系人：王五湖
        企业名称：岳阳市南山茶业有限公司      联系人：赵六洲
        """,
    "no label": """
        岳阳市青桐企业服务中心
        2020年6月3日
        """,
}


@pytest.mark.parametrize("drawing", NOTHING.values(), ids=NOTHING)
def test_prose_blanks_and_decoys_give_nothing(drawing: str) -> None:
    assert said(find_labels(page_of(drawing))) == {}


def test_cells_of_a_ruled_table_are_left_to_the_table_finder() -> None:
    drawing = "服务场所面积（㎡） │ 168\n填报日期：2020年6月3日"
    assert said(find_labels(page_of(drawing))) == {"declared_on": "2020-06-03"}
    assert said(find_labels(page_of(drawing, ruled=False)))["premises_area"] == "168㎡"


def test_the_value_s_words_are_cut_out_of_an_ocr_line() -> None:
    found = find_labels(page_of("法定代表人：周望山  联系人：陈雨舟", grain="line", reader="rapidocr", confidence=0.97))
    legal = next(one for one in found if one.field.name == "legal_representative")
    assert legal.found_by is FoundBy.LABEL
    assert [word.text for word in legal.words] == ["周望山"]
    assert (legal.read_by, legal.confidence) == ("rapidocr", 0.97)
    assert legal.detail == "申报表标签“法定代表人”之后"


LINES = {
    "leaders between label and value": (
        """
        法定代表人.....................周望山
        服务场所———168 平方米
        地　　址.......................湖南省岳阳市岳阳楼区青桐路18号
        """,
        {"legal_representative": "周望山", "premises_area": "168㎡", "address": "湖南省岳阳市岳阳楼区青桐路18号"},
    ),
    "a value before the next label is no part of it": (
        "成立日期：2016年9月5日　　开办资金：500万元",
        {"established_on": "2016-09-05", "registered_capital": "500万元"},
    ),
    "a name's last character is no speck before the next label": (
        "法人代表：冯远　　　单位成立时间：2013年9月14日",
        {"legal_representative": "冯远", "established_on": "2013-09-14"},
    ),
    "a value that opens the next line": (
        """
        所属县市区：岳阳楼区　　联系人：周望山　　联系电话：
        13800138000
        服务人员：26人
        """,
        {"county": "岳阳楼区", "contact_person": "周望山", "contact_phone": "13800138000", "staff_total": "26人"},
    ),
    "a code in brackets, broken off behind its label": (
        """
        岳阳市青桐企业服务中心（统一社会信用代码：
        52430600MJK0000017）登记于岳阳楼区。
        """,
        {"credit_code": "52430600MJK0000017"},
    ),
    "a name and an address that go on where lines begin": (
        """
        法定代表人：周望山　　单位名称：岳阳市青桐工业设计服务有限
        责任公司　　联系人：陈雨舟
        """,
        {"legal_representative": "周望山", "organisation_name": "岳阳市青桐工业设计服务有限责任公司", "contact_person": "陈雨舟"},
    ),
    "items numbered by chapter and place": (
        """
        1　申报主体
        1.1 单位全称        岳阳市青桐技术转移中心
        1.7 联系人／电话        陈雨舟／0730-8800000
        1.8 申报类别        创新服务机构
        2　服务条件
        2.3 服务人员        16 人
        2.5 合作专家库        64 人（不计入 2.3）
        3.2技术洽谈、诊断、推广、推介、知识产权6次
        等技术服务活动
        3.3 服务收入        106.1 万元
        """,
        {
            "organisation_name": "岳阳市青桐技术转移中心",
            "contact_person": "陈雨舟",
            "contact_phone": "0730-8800000",
            "category": "创新",
            "staff_total": "16人",
        },
    ),
    "a label and its value in the title's brackets": ("核心服务机构申报表（申报类别：创新服务机构）", {"category": "创新"}),
}


@pytest.mark.parametrize(("drawing", "expected"), LINES.values(), ids=LINES)
def test_lines_of_running_forms_are_read(drawing: str, expected: dict[str, str]) -> None:
    assert said(find_labels(page_of(drawing))) == expected


def test_a_line_under_years_is_left_to_the_table_it_stands_in() -> None:
    drawing = """
        指标 │ 单位 │ 2018年 │ 2019年
        服务资产 │ 万元 │ 118 │ 126.5
        服务人员 │ 人 │ 13 │ 14
        """
    assert said(find_labels(page_of(drawing, ruled=False))) == {}

"""How a report begins and ends: whom it is addressed to, who signs it, and on which day."""

from __future__ import annotations

import pytest

from extractors.finders.signoff import find_signoff
from tests.builders import page_of, said

REPORT = """
关于申报核心服务机构的报告
君山区工业和信息化局：
我单位现申报创业服务机构，有关情况报告如下。
                                            湖南蔚途管理咨询有限公司
                                            二〇二〇年五月二十五日
"""


def test_a_report_says_its_county_and_its_day() -> None:
    assert said(find_signoff(page_of(REPORT))) == {"county": "君山区", "declared_on": "2020-05-25"}


@pytest.mark.parametrize(
    "drawing",
    [
        """
                                            君山区工业和信息化局
                                            2020年6月5日
        """,
        """
        湖南蔚途管理咨询有限公司
        2020年5月25日
        """,
        """
                                            我单位举办培训
                                            2020年5月25日
        """,
    ],
    ids=["an office signs", "not at the right", "no name above"],
)
def test_a_day_that_is_not_the_applicants_signature_is_left_alone(drawing: str) -> None:
    assert "declared_on" not in said(find_signoff(page_of(drawing)))


COVER = """
湖南省中小微企业核心服务机构
申报材料
单位名称：湖南蔚途管理咨询有限公司
二〇二〇年五月二十日
"""


@pytest.mark.parametrize(
    ("drawing", "day"),
    [
        (COVER, "2020-05-20"),
        (COVER.replace("单位名称：湖南蔚途管理咨询有限公司", "岳阳市工业和信息化局"), None),
        (COVER.replace("申报材料", "情况介绍"), None),
        (COVER.replace("\n二〇", "\n推荐单位：岳阳市工业和信息化局\n二〇"), None),
        (COVER.replace("\n二〇", "\n推荐部门：岳阳市工信局　联系人：陈雨舟\n二〇"), "2020-05-20"),
        (
            COVER.replace("申报材料", "申报书正文").replace(
                "\n二〇", "\n负责人签字：陈雨舟　2020年5月16日\n推荐单位意见：同意推荐。\n二〇"
            ),
            None,
        ),
        (COVER.replace("\n二〇", "\n主管部门审核：情况属实，同意申报\n二〇"), None),
    ],
)
def test_the_day_at_the_foot_of_a_cover_is_the_applicants(drawing: str, day: str | None) -> None:
    assert said(find_signoff(page_of(drawing))).get("declared_on") == day


def test_a_report_that_speaks_of_its_signer_says_the_name() -> None:
    page = page_of("""
    湖南蔚途管理咨询有限公司成立于2015年，现申报创业服务机构。
                                            湖南蔚途管理咨询有限公司（公章）
                                            2020年5月25日
    """)
    assert said(find_signoff(page)) == {"organisation_name": "湖南蔚途管理咨询有限公司", "declared_on": "2020-05-25"}


@pytest.mark.parametrize(
    "drawing",
    [
        "申报单位承诺 │ 本单位承诺所填内容真实、准确。⏎法定代表人（签字）：周望山 （公章）⏎2020年5月25日",
        "真实性承诺 │ 我单位郑重承诺：材料真实有效。⏎法定代表人 签字：周望山  日期：2020.05.25",
        "申报单位意见：以上情况属实。⏎（公章） 2020年5月25日★ │ <",
        "申报单位：（盖章）⏎法定代表人：陈雨舟⏎2020年5月25日 │ 推荐意见：同意推荐。⏎2020年6月3日",
        "填报单位（公章）⏎2020年5月25日 │ 备注",
        """
        单位名称 │ 某某服务中心 │ 联系人 │ 周望山
        服务人员 │ 26人 │ 年服务企业 │ 126家
                                            2020年5月25日
        """,
        """
        特此报告。
                                            申报单位（盖章）：湖南蔚途管理咨询有限公司
                                            2020年5月25日
        """,
    ],
    ids=[
        "beside its head",
        "in one line",
        "by its own words",
        "at the stamp",
        "at the stamp, no name",
        "below the form",
        "below the stamp's place",
    ],
)
def test_the_day_of_the_applicants_own_word_is_taken(drawing: str) -> None:
    assert said(find_signoff(page_of(drawing)))["declared_on"] == "2020-05-25"


@pytest.mark.parametrize(
    "drawing",
    [
        "县市区推荐意见 │ 经审核，我单位承诺情况属实，同意推荐。（盖章） 2020年6月6日",
        "申报单位承诺 │ 本单位自2020年5月25日起承诺接受监督评价。",
        "申报单位：（盖章）⏎推荐单位：（盖章）⏎2020年6月6日 │ 备注",
        """
        单位名称 │ 某某服务中心 │ 联系人 │ 周望山
        服务人员 │ 26人 │ 推荐单位意见 │ 同意推荐
                                            2020年6月6日
        """,
    ],
    ids=["the county's word", "a day within a sentence", "two stamps", "below the county's word"],
)
def test_a_day_that_somebody_else_put_or_that_ends_nothing_is_left_alone(drawing: str) -> None:
    assert "declared_on" not in said(find_signoff(page_of(drawing)))


def test_the_day_left_over_on_the_next_page_is_the_commitments() -> None:
    before = page_of("服务人员 │ 26人\n申报单位承诺 │ 本单位承诺以上材料真实有效。⏎法定代表人（签字）：（公章）")
    after = page_of(" │ 2020.6.1\n推荐单位意见 │ 同意推荐。2020年6月6日", number=2)
    assert said(find_signoff(after, before)) == {"declared_on": "2020-06-01"}


def test_an_office_file_says_nothing_of_where_a_line_stands() -> None:
    drawing = "二、对照条件自查情况\n湖南蔚途管理咨询有限公司\n2020年5月30日"
    assert said(find_signoff(page_of(drawing, number=None))) == {"declared_on": "2020-05-30"}
    assert said(find_signoff(page_of("服务情况\n君山区工业和信息化局\n2020年6月5日", number=None))) == {}


FORM = """
单位名称 │ 岳阳青桐服务中心
法定代表人 │ 周望山
服务人员 │ 22人（专职9人，特聘兼职专家13人）
年公共服务活动 │ 7次（主办）；另受邀参加市工信局举办的活动3次
服务资产 │ 116万元
"""


@pytest.mark.parametrize(
    "below",
    [
        "                                        2020年6月2日",
        "                                        日期：2020年6月2日",
        "说明：中心全年为企业推荐用工2140人。\n                                        日期：2020年6月2日",
        "申报单位（公章）    2020年6月2日",
        "填报单位（盖章）：岳阳青桐服务中心    2020年6月2日",
        "申报单位（盖章）：    法定代表人（签字）：周望山    2020年6月2日",
    ],
)
def test_the_day_below_a_form_is_the_applicants_whatever_its_cells_speak_of(below: str) -> None:
    assert said(find_signoff(page_of(FORM + below)))["declared_on"] == "2020-06-02"


@pytest.mark.parametrize(
    "below",
    [
        "情况属实，同意推荐。\n                                        2020年6月2日",
        "                              青桐县工业和信息化局\n                                        2020年6月2日",
        "推荐单位（公章）    2020年6月2日",
        "主管部门审核：                                        2020年6月2日",
    ],
)
def test_the_day_of_the_office_below_a_form_is_not(below: str) -> None:
    assert "declared_on" not in said(find_signoff(page_of(FORM + below)))


def test_an_opinion_whose_heading_ended_the_page_before_is_taken() -> None:
    before = page_of(FORM + "\n县市区工信主管部门推荐意见：")
    assert said(find_signoff(page_of("情况属实，同意推荐。\n青桐县工业和信息化局"), before)) == {"recommendation_opinion": "同意推荐"}
    assert said(find_signoff(page_of("情况属实，同意推荐。\n青桐县工业和信息化局"), page_of(FORM))) == {}


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (
            "意见 │ 申报单位 │ 情况属实，自愿申报。（盖章）2020年5月22日\n^ │ 县区工信部门 │ 经审核，同意推荐。（盖章）2020年5月26日",
            {"declared_on": "2020-05-22", "recommendation_opinion": "同意推荐"},
        ),
        ("签章 │ 申报单位 │ 2020年5月19日（公章）", {"declared_on": "2020-05-19"}),
        ("单位意见 │ 所填内容真实，同意申报。（公章）2020年5月31日", {"declared_on": "2020-05-31"}),
        ("单位意见\n情况属实，同意申报。（公章）2020年5月31日\n联系人 │ 陈雨舟", {}),
        ("单位意见 │ <\n情况属实。（公章）2020年5月31日 │ <\n主管部门意见 │ <", {"declared_on": "2020-05-31"}),
        ("初审单位 │ 不同意推荐 2020年5月27日", {"recommendation_opinion": "不同意推荐!CLAIM"}),
        ("推荐单位（盖章） │ 2020年5月26日", {}),
        ("县区工信部门 │ 情况属实 2020年5月26日", {}),
        ("县区工信部门：经审核，同意推荐。", {"recommendation_opinion": "同意推荐"}),
        ("推荐单位 │ 岳阳楼区科技和工业信息化局", {}),
    ],
)
def test_whose_word_a_cell_is_stands_beside_it(drawing: str, expected: dict[str, str]) -> None:
    found = said(find_signoff(page_of(drawing)))
    assert {name: value for name, value in found.items() if name != "county"} == expected


LINES = """
申报单位：岳阳市青桐企业服务中心
法定代表人：周望山          注册资本：100万元
服务场所：112㎡            服务资产：65万元
服务人员：12人             年服务企业：73家
联系人：陈雨舟             电话：13800138000
{}
                                             2020 年 5 月 28 日
"""


@pytest.mark.parametrize(
    ("between", "day"),
    [
        ("本单位对所填内容的真实性负责。", "2020-05-28"),
        ("                                             （公章）", "2020-05-28"),
        ("经审核，同意推荐。", None),
        ("                                             云溪区科技和工业信息化局", None),
        ("县区工信部门意见：", None),
    ],
)
def test_a_day_alone_below_lines_of_labels_is_the_applicants(between: str, day: str | None) -> None:
    assert said(find_signoff(page_of(LINES.format(between)))).get("declared_on") == day


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("十二、本单位承诺上述内容真实。单位（章）：岳阳市青桐服务中心", "2020-05-18"),
        ("我中心所填情况真实。\n        单位（公章）", "2020-05-18"),
        ("以上情况属实。单位（公章）", None),
        ("县工信局意见：\n        同意推荐。\n        单位（章）", None),
        ("本单位承诺真实。\n        审核意见：情况属实\n        单位（章）", None),
        ("推荐单位（章）：君山区工业和信息化局", None),
        ("主管部门意见：情况属实。单位（章）", None),
        ("依托单位（章）", None),
    ],
)
def test_a_day_filled_in_below_the_units_stamp(above: str, day: str | None) -> None:
    drawing = f"""
        湖南省中小微企业核心服务机构申报登记表
        {above}
                                                    2020    年    5    月    18    日
        """
    assert said(find_signoff(page_of(drawing))).get("declared_on") == day


OFFICE_DATED = """
申报单位 │ 湖南蔚途管理咨询有限公司 │ 法定代表人 │ 周望山
服务人员 │ 26人 │ 大专及以上 │ 24人
服务资产 │ 156万元 │ 年服务企业 │ 126家
联系人 │ 陈雨舟 │ 联系电话 │ 0730-8000001
县工信局意见 │ {said} │ 备注 │ 无
                                        {day}
"""


@pytest.mark.parametrize(
    ("said_by_office", "day", "declared"),
    [
        ("同意推荐 2020年6月3日（盖章）", "2020年5月27日", "2020-05-27"),
        ("同意推荐（盖章）", "2020年5月27日", None),
        ("同意推荐 2020年6月3日（盖章）", "2020年6月4日", None),
    ],
    ids=["the office has dated its own", "the day may be the office's", "later than the office's"],
)
def test_a_day_below_a_form_is_the_applicants_where_the_office_has_put_its_own(said_by_office: str, day: str, declared: str | None) -> None:
    found = said(find_signoff(page_of(OFFICE_DATED.format(said=said_by_office, day=day))))
    assert found.get("declared_on") == declared

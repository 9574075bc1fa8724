"""Certificates in their many layouts: the six fields, and what is rather left unread than taken wrong."""

from __future__ import annotations

import pytest
from proof_pages import page

from extractors.proofs import licence
from extractors.proofs.qr import entries
from extractors.proofs.reading import ProofReading
from models.answer import Caveat, FoundBy
from models.document import Page, Reading, Word
from models.geometry import Box
from models.quantity import Quantity, plain

CODE = "52430600MJK0000010"
NAME = "岳阳青桐企业服务有限公司"
PORTRAIT = f"""
营业执照
（副 本）
统一社会信用代码  {CODE}
名    称  {NAME}
类    型  有限责任公司（自然人投资或控股）
住    所  湖南省岳阳市岳阳楼区青桐路18号
          创客大厦3楼
法定代表人  周望山
注册资本  壹佰万元整
成立日期  2012年03月18日
营业期限  2012年03月18日至2042年03月17日
经营范围  企业管理咨询服务
登记机关
2016年05月04日
"""
LANDSCAPE = f"""
统一社会信用代码            营业执照
{CODE}
名    称    {NAME}      注册资本    人民币壹佰万元整
类    型    有限责任公司                成立日期    2012年03月18日
法定代表人  周望山                      营业期限    2012年03月18日至长期
经营范围    企业管理咨询；技术服务      住    所    湖南省岳阳市岳阳楼区青桐路18号
            会议及展览服务                          创客大厦3楼
                      登记机关
                              2015 年 10 月 14 日
"""
OLD_REGISTER = f"""
营业执照
注册号  430600000012345
名称  {NAME}
住所  湖南省岳阳市岳阳楼区青桐路18号创客大厦3楼
法定代表人姓名  周望山
注册资本  100万元人民币
成立日期  二〇一二年三月十八日
营业期限  自二〇一二年三月十八日至二〇四二年三月十七日
"""
INSTITUTION = f"""
事业单位法人证书
统一社会信用代码  {CODE}
名    称  岳阳市青桐中小企业服务中心
宗旨和业务范围  为中小企业提供公共服务
住    所  湖南省岳阳市岳阳楼区青桐路18号
法定代表人  周望山
经费来源  财政补助
开办资金  ¥80万元
举办单位  岳阳楼区工业和信息化局
有 效 期  自2018年03月31日至2023年03月31日
登记管理机关
"""


def told(reading: ProofReading) -> dict[str, str]:
    out: dict[str, str] = {}
    for one in reading.candidates:
        if one.value is not None and not one.caveats:
            out.setdefault(one.field.name, plain(one.value.value) if isinstance(one.value, Quantity) else one.value)
    return out


ALL = {
    "organisation_name": NAME,
    "legal_representative": "周望山",
    "registered_capital": "100",
    "established_on": "2012-03-18",
    "address": "湖南省岳阳市岳阳楼区青桐路18号创客大厦3楼",
}


@pytest.mark.parametrize("layout", [PORTRAIT, LANDSCAPE, OLD_REGISTER], ids=["portrait", "landscape", "old register"])
def test_all_fields_whatever_the_layout(layout: str) -> None:
    assert {key: value for key, value in told(licence.read((page(layout),))).items() if key != "credit_code"} == ALL


def test_an_institution_has_funds_and_no_day_of_establishment() -> None:
    found = told(licence.read((page(INSTITUTION),)))
    assert found["registered_capital"] == "80"
    assert found["organisation_name"] == "岳阳市青桐中小企业服务中心"
    assert "established_on" not in found


def test_the_start_of_the_term_is_never_the_day_of_establishment() -> None:
    text = PORTRAIT.replace("成立日期  2012年03月18日\n", "")
    assert "established_on" not in told(licence.read((page(text),)))


def test_labels_that_an_engine_ran_together_downwards_are_taken_apart() -> None:
    words = [
        ("名类住", Box(50, 100, 70, 190)),
        ("称" + NAME, Box(90, 100, 300, 120)),
        ("型有限责任公司", Box(90, 135, 220, 155)),
        ("所湖南省岳阳市岳阳楼区青桐路18号", Box(90, 170, 400, 190)),
        ("法定代表人周望山", Box(50, 205, 220, 225)),
    ]
    reading = licence.read((Page("照片.jpg", 1, 600, 800, Reading.OCR, tuple(Word(text, box, 0.99, "rapidocr") for text, box in words)),))
    found = told(reading)
    assert (found["organisation_name"], found["address"], found["legal_representative"]) == (
        NAME,
        "湖南省岳阳市岳阳楼区青桐路18号",
        "周望山",
    )


def _in_two_columns(below: tuple[tuple[str, float, float], ...]) -> str:
    words = [
        ("法定代表人：周望山", Box(67, 200, 166, 212)),
        ("成立日期：2012年3月18日", Box(331, 172, 460, 184)),
        ("经营范围：企业管理咨询；技术服务", Box(67, 227, 250, 240)),
        ("住所：岳阳经济技术开发区康王路工业设计", Box(331, 227, 521, 240)),
        *((text, Box(left, top, left + 10 * len(text), top + 13)) for text, left, top in below),
    ]
    reading = licence.read((Page("证照.pdf", 1, 595, 842, Reading.TEXT_LAYER, tuple(Word(text, box) for text, box in words)),))
    return told(reading)["address"]


def test_a_value_that_goes_on_below_its_label_is_taken_whole() -> None:
    assert _in_two_columns((("服务。", 67, 243), ("园A3栋", 331, 243))) == "岳阳经济技术开发区康王路工业设计园A3栋"
    assert _in_two_columns((("园", 331, 243),)) == "岳阳经济技术开发区康王路工业设计园"


@pytest.mark.parametrize(
    ("text", "left", "top"),
    [("登记机关：岳阳市市场监督管理局", 331, 243), ("经办人：吴若水", 331, 243), ("2018年11月6日", 331, 243), ("国家企业信用", 331, 262)],
    ids=["another label", "a label that is not known", "a day", "further off than lines stand"],
)
def test_what_stands_below_a_label_of_its_own_is_no_rest_of_a_value(text: str, left: float, top: float) -> None:
    assert _in_two_columns(((text, left, top),)) == "岳阳经济技术开发区康王路工业设计"


@pytest.mark.parametrize(
    ("words", "wan", "caveat"),
    [
        ("壹佰万元整", "100", None), ("人民币伍佰捌拾万圆整", "580", None), ("（人民币）伍仟万元", "5000", None), ("50.0000万元整", "50", None), ("叁佰贰拾陆万玖仟陆佰元整", "326.96", None),
        ("壹亿元整", "10000", None), ("拾万元人民币", "10", None), ("1,000,000元", "100", None), ("伍佰万元（￥500万元）", "500", None), ("伍佰万元整某某网", "500", None),
        ("100万美元", "100", Caveat.UNIT_OF_COUNT), ("壹佰万元（￥200万元）", "100", Caveat.AMBIGUOUS), ("3000", "0.3", Caveat.UNIT_MISSING),
    ],
)  # fmt: skip
def test_capital(words: str, wan: str, caveat: Caveat | None) -> None:
    reading = licence.read((page(f"营业执照\n注册资本  {words}"),))
    found = next(one for one in reading.candidates if one.field.name == "registered_capital")
    assert isinstance(found.value, Quantity)
    assert plain(found.value.value) == wan
    assert found.caveats == ({caveat} if caveat else frozenset())


@pytest.mark.parametrize(
    ("line", "field"),
    [("名称  岳阳青桐企业服务有很公司", "organisation_name"), ("法定代表人  食品代理网", "legal_representative"), ("成立日期  2012年13月18日", "established_on"),
     ("注册资本  申拾拥万", "registered_capital"), ("名称  岳阳?桐企业服务有限公司", "organisation_name")],
)  # fmt: skip
def test_what_does_not_look_right_is_there_and_unread(line: str, field: str) -> None:
    reading = licence.read((page(f"营业执照\n{line}"),))
    assert [one.value for one in reading.candidates if one.field.name == field] == [None]


@pytest.mark.parametrize(
    ("written", "value", "caveats"),
    [
        ("9132090306182111X8", "9132090306182111X8", []),
        ("913209O306182111X8", "9132090306182111X8", []),
        ("9132090306182111X9", "9132090306182111X9", [Caveat.CHECK_CHARACTER]),
    ],
)
def test_the_code_is_checked_and_an_o_put_right(written: str, value: str, caveats: list[Caveat]) -> None:
    reading = licence.read((page(f"营业执照\n统一社会信用代码\n{written}(1-1)"),))
    found = [one for one in reading.candidates if one.field.name == "credit_code"]
    assert [(one.value, sorted(one.caveats, key=str)) for one in found] == [(value, caveats)]


def test_a_qr_code_in_clear_is_a_witness_and_settles_a_misread_name() -> None:
    qr = f"统一社会信用代码:9132090306182111X8;名称:{NAME};法定代表人:周望山……登记机关:岳阳市市场监督管理局;登记日期:2016-11-02"
    misread = Page(
        "照片.jpg",
        1,
        600,
        800,
        Reading.OCR,
        (Word("名称岳阳青铜企业服务有限公司", Box(50, 50, 300, 70), 0.99, "rapidocr"),),
        qr_texts=(qr,),
    )
    reading = licence.read((misread,))
    names = [(one.value, one.found_by) for one in reading.candidates if one.field.name == "organisation_name"]
    assert names == [(NAME, FoundBy.QR)]
    assert told(reading)["credit_code"] == "9132090306182111X8"
    assert "established_on" not in told(reading)


@pytest.mark.parametrize("text", ["http://www.gsxt.gov.cn/index.html?uniscid=9132090306182111X8", "代码9132090306182111X8"])
def test_a_code_inside_an_address_is_found(text: str) -> None:
    assert [one.text for one in entries(text)] == ["9132090306182111X8"]


def test_a_branch_is_no_legal_person() -> None:
    reading = licence.read((page("营业执照\n名称  岳阳青桐企业服务有限公司临湘分公司\n类型  有限责任公司分公司\n负责人  周望山"),))
    assert reading.problems
    assert all(Caveat.BASIS in one.caveats for one in reading.candidates if one.field.name == "legal_representative")


def days(text: str) -> list[str]:
    return [str(one.value) for one in licence.read((page(text),)).candidates if one.field.name == "established_on"]


TORN = f"""
营业执照
统一社会信用代码  {CODE}
名    称  {NAME}
类    型  有限责任公司
法定代表人  周望山
注册资本  壹佰万元整
期  2012年03月18日
营业期限  自2012年03月18日至2042年03月17日
"""


def test_a_term_that_begins_on_the_day_of_establishment_bears_it_out() -> None:
    assert days(PORTRAIT) == ["2012-03-18", "2012-03-18"]


@pytest.mark.parametrize(("term", "count"), [("2012年03月18日", 2), ("2013年06月01日", 0)])
def test_a_torn_date_counts_only_where_the_term_begins_on_it(term: str, count: int) -> None:
    assert len(days(TORN.replace("自2012年03月18日", f"自{term}"))) == count


def test_a_term_that_begins_on_another_day_says_nothing_of_establishment() -> None:
    assert days(PORTRAIT.replace("2012年03月18日至", "2015年01月01日至")) == ["2012-03-18"]


@pytest.mark.parametrize(
    ("above", "row", "found"), [("证照编号", NAME, True), ("证照编号", "青桐路十八号", False), ("湖南青桐有限公司", "岳阳分公司", False)]
)
def test_a_name_whose_label_was_lost_stands_right_above_the_kind_of_company(above: str, row: str, found: bool) -> None:
    words = [
        Word(above, Box(130 if above != "证照编号" else 250, 64, 300, 78), 0.99, "scripted"),
        Word("法定代表人", Box(40, 160, 110, 174), 0.99, "scripted"),
        Word("周望山", Box(130, 160, 180, 174), 0.99, "scripted"),
        Word("注册资本", Box(40, 190, 110, 204), 0.99, "scripted"),
        Word("壹佰万元整", Box(130, 190, 200, 204), 0.99, "scripted"),
        Word(row, Box(130, 90, 300, 104), 0.99, "scripted"),
        Word("有限责任公司(自然人独资)", Box(131, 118, 300, 132), 0.99, "scripted"),
    ]
    read = licence.read((Page("drawn.jpg", 1, 400, 600, Reading.OCR, tuple(words)),))
    assert any(one.field.name == "organisation_name" and one.value == row for one in read.candidates) is found


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (("岳阳市岳阳楼区", "青桐路十八号创", "客大厦3楼"), "岳阳市岳阳楼区青桐路十八号创客大厦3楼"),
        (("岳阳市岳阳楼区青", "桐路十八号"), "岳阳市岳阳楼区青桐路十八号"),
    ],
    ids=["three lines", "two lines, the label between them"],
)
def test_a_label_may_stand_in_the_middle_of_its_values_height(lines: tuple[str, ...], address: str) -> None:
    middle = 200 + 16 * (len(lines) - 1) / 2
    words = [
        Word("法定代表人", Box(40, 120, 110, 132)), Word("周望山", Box(130, 120, 180, 132)),
        Word("注册资本", Box(300, 150, 356, 162)), Word("壹佰万元整", Box(370, 150, 440, 162)),
        Word("住所", Box(300, middle, 356, middle + 12)),
        *(Word(line, Box(370, 200 + 16 * at, 370 + 14 * len(line), 212 + 16 * at)) for at, line in enumerate(lines)),
    ]  # fmt: skip
    read = licence.read((Page("材料.pdf", 1, 600, 800, Reading.TEXT_LAYER, tuple(words)),))
    assert [one.value for one in read.candidates if one.field.name == "address"] == [address]


def test_lines_of_the_row_above_are_not_the_values() -> None:
    text = ("经营范围  企业管理咨询；技术服务", "          会议及展览服务", "住所      岳阳市岳阳楼区青桐路十八号", "          创客大厦3楼")
    reading = licence.read((page("\n".join(("法定代表人  周望山", "注册资本  壹佰万元整", *text))),))
    assert [one.value for one in reading.candidates if one.field.name == "address"] == ["岳阳市岳阳楼区青桐路十八号创客大厦3楼"]

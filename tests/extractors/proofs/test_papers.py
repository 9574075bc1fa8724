"""Leases, balance sheets, platform pages, opinions, commitments: what they say, and to whom."""

from __future__ import annotations

from datetime import date

import pytest
from proof_pages import page

from extractors.proofs import audit, commitment, lease, opinion, platform
from extractors.proofs.reading import Asked
from models.answer import Caveat
from models.document import Cell, Page, Reading, Table, Word
from models.geometry import Box
from models.quantity import Quantity, plain
from tests.builders import page_of

OWNER, TENANT = "岳阳白露物业管理有限公司", "岳阳市青桐中小企业服务中心"
LEASE = f"""
房屋租赁合同
甲方（出租方）：{OWNER}
乙方（承租方）：{TENANT}
第一条  甲方将位于岳阳市青桐路18号的房屋出租给乙方使用，建筑面积324.80平方米，用途为办公。
第二条  租赁期限自2019年1月1日起至2021年12月31日止。
第三条  月租金为人民币5400元，押金7000元。
"""


def areas(text: str) -> list[tuple[str, str, bool]]:
    reading = lease.read((page(text),))
    return [
        (plain(one.value.value), one.label, Caveat.BASIS in one.caveats) for one in reading.candidates if isinstance(one.value, Quantity)
    ]


def test_a_lease_gives_area_parties_and_term() -> None:
    reading = lease.read((page(LEASE),))
    assert areas(LEASE) == [("324.8", "建筑面积", False)]
    assert [(party.name, party.is_holder) for party in reading.parties] == [(OWNER, False), (TENANT, True)]
    assert [(term.starts, term.ends) for term in reading.terms] == [(date(2019, 1, 1), date(2021, 12, 31))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("房屋使用证明\n兹证明该单位无偿使用我公司办公用房两百八十平方米，建筑面积280平方米。", [("280", "建筑面积", False)]),
        ("租赁合同\n租赁面积：218.36平方米，使用面积152平方米。", [("218.36", "租赁面积", False), ("152", "使用面积", True)]),
        ("不动产权证书\n面    积  宗地面积1200.00㎡/房屋建筑面积142.77㎡", [("142.77", "房屋建筑面积", False)]),
        ("不动产权证书\n面积  共有宗地面积：8,900.5平方米\n建筑面积：326.5m²  其中分摊土地面积12.3㎡", [("326.5", "建筑面积", False)]),
        ("租赁合同\n该园区占地面积35亩，承租面积为120平米", [("120", "承租面积", False)]),
        ("租赁合同\n建筑面积为\n168.5平方米。第九条 出租房屋建筑面积168.5平方米", [("168.5", "建筑面积", False)]),
        ("不动产权证书\n建筑面积（平方米）  142.77\n土地面积（㎡）  90.5", [("142.77", "建筑面积", False)]),
        ("租赁合同\n乙方按时交纳租金。", []),
        ("不动产权证书\n房屋建筑面积 186.4㎡（其中：专有建筑面积 160.3㎡，分摊建筑面积 26.1㎡）", [("186.4", "房屋建筑面积", False)]),
        ("不动产权证书\n建筑面积：186.4㎡\n专有建筑面积：160.3㎡\n分摊建筑面积：26.1㎡", [("186.4", "建筑面积", False)]),
        ("不动产权证书\n专有建筑面积：160.3㎡  分摊建筑面积：26.1㎡", [("160.3", "专有建筑面积", False)]),
        (
            "不动产权证书\n建筑面积：186.4㎡\n专有建筑面积：150㎡\n分摊建筑面积：26.1㎡",
            [("186.4", "建筑面积", False), ("150", "专有建筑面积", False)],
        ),
        ("租赁合同\n乙方承租房屋建筑面积186.4平方米（其中办公120平方米，培训室66.4平方米）。", [("186.4", "房屋建筑面积", False)]),
        ("租赁合同\n建筑面积120平方米（其中套内建筑面积98平方米）", [("120", "建筑面积", False), ("98", "套内建筑面积", True)]),
    ],
)
def test_areas_with_their_basis(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert areas(text) == found


def test_an_area_that_breaks_within_its_cell_keeps_its_label() -> None:
    deed = page_of("""
    不动产权证书
    权利人 │ 岳阳青桐服务有限公司
    面积 │ 房屋建筑面积186.4㎡，分摊建⏎筑面积26.1㎡
    """)
    assert [one.label for one in lease.read((deed,)).candidates] == ["房屋建筑面积"]


@pytest.mark.parametrize(
    ("clause", "starts", "ends"),
    [
        ("租赁期限为三年，自2018年6月1日至2021年5月31日。", date(2018, 6, 1), date(2021, 5, 31)), ("租期：2018.6.1—2021.5.31", date(2018, 6, 1), date(2021, 5, 31)),
        ("使用期限从二〇一八年六月一日起到二〇二一年五月三十一日止。", date(2018, 6, 1), date(2021, 5, 31)), ("租赁期自2018年6月1日起，租期三年。", date(2018, 6, 1), date(2021, 6, 1)),
        ("使用期限  至2058年11月06日止", None, date(2058, 11, 6)), ("使用期限：2018年6月1日起长期有效", date(2018, 6, 1), None),
    ],
)  # fmt: skip
def test_terms(clause: str, starts: date | None, ends: date | None) -> None:
    reading = lease.read((page(f"租赁合同\n{clause}"),))
    assert [(term.starts, term.ends) for term in reading.terms] == [(starts, ends)]


def test_a_lease_that_ends_before_the_deadline_is_a_problem() -> None:
    asked = Asked(2019, date(2020, 6, 12))
    assert not lease.read((page(LEASE),), asked).problems
    assert "2020-03-31" in lease.read((page(LEASE.replace("2021年12月31日", "2020年3月31日")),), asked).problems[0].message


@pytest.mark.parametrize(
    "line",
    [
        f"承租方（乙方）：{TENANT}",
        f"乙方：{TENANT}（盖章）",
        f"权 利 人  {TENANT}",
        f"使用方：{TENANT}",
        f"承租人（乙方）  {TENANT}",
        f"出租方：{OWNER}  承租方：{TENANT}",
        f"乙方（使用方）：\n{TENANT}",
    ],
)
def test_who_holds_the_premises(line: str) -> None:
    holders = [party.name for party in lease.read((page(f"合同\n{line}"),)).parties if party.is_holder]
    assert holders == [TENANT]


@pytest.mark.parametrize("line", ["乙方使用，建筑面积200平方米。", "乙方按时，足额交纳租金。", "使用人 张某", "承租方 负责，日常维修。"])
def test_the_run_of_a_sentence_names_nobody(line: str) -> None:
    assert lease.read((page(f"合同\n甲方将房屋出租给\n{line}"),)).parties == ()


SHEET = "资产|期末余额|年初余额|负债和所有者权益|期末余额|年初余额\n流动资产合计|{a}|1|流动负债合计|1|1\n资产总计|{b}|{c}|负债和所有者权益总计|{b}|{c}"


@pytest.mark.parametrize(
    ("unit", "b", "c", "wan"),
    [("元", "2,638,646.37", "9,000,000.00", "263.864637"), ("千元", "2,638.6", "100", "263.86"), ("万元", "263.86", "99.00", "263.86")],
)
def test_total_assets_are_a_bound_with_their_unit_and_never_a_candidate(unit: str, b: str, c: str, wan: str) -> None:
    reading = audit.read((page(f"资产负债表\n编制单位：{TENANT}    单位：{unit}", table=SHEET.format(a="1", b=b, c=c)),))
    assert [plain(bound.at_most.value) for bound in reading.bounds] == [wan]
    assert not reading.candidates
    assert [party.name for party in reading.parties] == [TENANT]


def test_an_old_sheet_has_the_start_of_the_year_first() -> None:
    table = "资产|年初数|期末数\n资产总计|900.00|800.00"
    assert [plain(bound.at_most.value) for bound in audit.read((page("资产负债表  单位：万元", table=table),)).bounds] == ["800"]


@pytest.mark.parametrize(
    ("start", "end", "bounds"),
    [
        ("3,831,600.00", "4,120,000.00", ["412"]),
        ("3.831.600.00", "4.120.000.00", ["412"]),  # a reader's points for commas
        ("3,831,600.00", "4,12O,0x0.00", []),  # neither the number of the row nor the year before stands in for it
    ],
)
def test_the_number_of_a_row_is_no_total(start: str, end: str, bounds: list[str]) -> None:
    table = f"资产|行次|年初余额|期末余额\n货币资金|1|842,952.00|906,400.00\n资产总计|9|{start}|{end}"
    assert [plain(bound.at_most.value) for bound in audit.read((page("资产负债表  单位：元", table=table),)).bounds] == bounds


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("审计报告\n截至2019年12月31日，贵单位资产总额为2,638,646.37元，净资产总额为1,000.00元。", ["263.864637"]), ("资产负债表\n单位：元\n资产总计    2,638,646.37    负债和所有者权益总计    9,638,646.37", ["263.864637"]),
        ("资产负债表\n资产总计    263.86", []), ("审计报告\n流动资产合计120万元，净资产50万元。", []),
    ],
)  # fmt: skip
def test_total_assets_in_running_text(text: str, bounds: list[str]) -> None:
    assert [plain(bound.at_most.value) for bound in audit.read((page(text),)).bounds] == bounds


@pytest.mark.parametrize(
    ("text", "value", "sure"),
    [
        ("湖南省中小企业公共服务平台\n注册状态：  已注册（审核通过）", "true", True), ("证明\n兹证明岳阳市青桐中小企业服务中心为湖南省中小企业公共服务平台注册服务机构。", "true", True), ("省中小企业公共服务平台\n机构名称：某某\n注册时间：2018-09-12", "true", True),
        ("湖南省中小企业公共服务平台\n状态：待审核", "false", False), ("省中小企业公共服务平台\n我单位拟注册", "false", False), ("省中小企业公共服务平台\n该机构尚未注册", "false", True), ("某市企业服务云\n注册状态：已注册", "true", False),
        ("湖南省中小企业公共服务平台\n首页  服务产品", "true", False), ("首页  登录", None, False),
    ],
)  # fmt: skip
def test_platform(text: str, value: str | None, sure: bool) -> None:
    reading = platform.read((page(text),))
    assert [(one.value, not one.caveats) for one in reading.candidates] == ([] if value is None else [(value, sure)])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("经初审，该单位申报材料真实、完整，同意推荐。", "同意推荐"), ("情况属实，同意上报。", "同意推荐"), ("同意。", "同意推荐"), ("予以推荐。", "同意推荐"), ("情况属实。", "情况属实"), ("经审核不符合申报条件，不同意推荐。", "不同意推荐"), ("不予推荐。", "不同意推荐"),
        ("", None), ("（盖章）  年  月  日", None),
    ],
)  # fmt: skip
def test_opinions(text: str, value: str | None) -> None:
    reading = opinion.read((page(f"推 荐 意 见\n县市区工信主管部门意见：\n{text}\n岳阳楼区工业和信息化局（盖章）\n2020 年 5 月 28 日"),))
    assert [one.value for one in reading.candidates] == ([] if value is None else [value])
    if value is not None:
        assert [(one.by, one.day) for one in reading.signed] == [("岳阳楼区工业和信息化局", date(2020, 5, 28))]


@pytest.mark.parametrize(
    ("words", "value", "sure"),
    [
        ("同意推荐岳阳青桐服务有限公司申报。", "同意推荐", True), ("补齐社保证明后同意推荐岳阳青桐服务有限公司申报。", "同意推荐", False),
        ("原则同意推荐。", "同意推荐", False), ("暂缓推荐岳阳青桐服务有限公司申报。", "不同意推荐", True), ("未同意推荐。", "不同意推荐", True),
    ],
)  # fmt: skip
def test_an_opinion_written_as_a_letter_is_taken_unless_it_hangs_on_something(words: str, value: str, sure: bool) -> None:
    text = f"关于推荐申报核心服务机构的意见\n岳阳市工业和信息化局：\n经我局对申报材料的真实性进行审核，并实地查看服务场\n所，{words}\n湘阴县工业和信息化局\n2020年6月1日"
    reading = opinion.read((page(text),))
    assert [(one.value, not one.caveats) for one in reading.candidates] == [(value, sure)]
    assert [(one.by, one.day) for one in reading.signed] == [("湘阴县工业和信息化局", date(2020, 6, 1))]


def test_the_applicants_own_opinion_is_not_the_offices() -> None:
    text = "申报单位意见：\n同意申报。\n2020年5月20日\n县市区工信主管部门意见：\n情况属实。\n2020年5月28日"
    assert [one.value for one in opinion.read((page(text),)).candidates] == ["情况属实"]


def test_a_commitment_gives_its_own_day_not_the_opinions_below() -> None:
    text = f"真实性承诺书\n本单位（{TENANT}）郑重承诺：材料真实。\n2020 年 5 月 20 日\n推荐意见\n同意推荐。\n2020 年 5 月 28 日"
    reading = commitment.read((page(text),))
    assert [one.value for one in reading.candidates] == ["2020-05-20"]
    assert [party.name for party in reading.parties] == [TENANT]


def test_an_opinion_beside_its_head_in_the_middle_of_the_cell_keeps_its_day() -> None:
    """Line by line the head would stand between the words and the day that belong together."""
    words = ("经审核，材料真实，同意推荐。", "县工信局意见", "岳阳县工业和信息化局（盖章）", "2020年6月5日")
    boxes = (Box(150, 100, 400, 112), Box(55, 125, 140, 137), Box(250, 150, 450, 162), Box(350, 175, 440, 187))
    said, head, office, day = (Word(text, box) for text, box in zip(words, boxes, strict=True))
    cells = (Cell(0, 0, Box(50, 90, 145, 200), (head,)), Cell(0, 1, Box(145, 90, 500, 200), (said, office, day)))
    page = Page("表.pdf", 1, 595, 842, Reading.OCR, (said, head, office, day), (Table(Box(50, 90, 500, 200), cells),))
    reading = opinion.read((page,))
    assert [(one.value, one.place.text[-5:]) for one in reading.candidates] == [("同意推荐", "同意推荐。")]
    assert [one.day for one in reading.signed] == [date(2020, 6, 5)]


def test_opinions_below_their_heads_belong_to_those_heads() -> None:
    table = "申报单位意见 | 县市区工信局意见\n同意申报。2020年5月20日 | 情况属实。2020年6月2日"
    reading = opinion.read((page("", table=table),))
    assert [one.value for one in reading.candidates] == ["情况属实"]
    assert [one.day for one in reading.signed] == [date(2020, 6, 2)]


def test_a_day_under_an_opinion_that_was_guessed_at_is_no_day() -> None:
    reading = opinion.read((page("县工信局意见：\n同意推荐。\n2020年6月5日", reading=Reading.OCR, doubtful=("2020年6月5日",)),))
    assert [one.day for one in reading.signed] == [None]
    assert ["未能识读" in problem.message for problem in reading.problems] == [True]


@pytest.mark.parametrize(
    ("below", "reading", "told"),
    [
        ("法定代表人（签字）：周一舟", Reading.OCR, [None]), ("承诺单位（盖章）", Reading.OCR, [None]), ("法定代表人（签字）：周一舟", Reading.TEXT_LAYER, []),
        ("", Reading.OCR, []), ("承诺单位（盖章）\n二O二O年五月二十日", Reading.OCR, ["2020-05-20"]),
    ],
)  # fmt: skip
def test_a_signature_on_a_scan_without_a_day_says_that_a_day_may_be_unread(below: str, reading: Reading, told: list[str | None]) -> None:
    text = f"真实性承诺书\n本单位（{TENANT}）郑重承诺：材料真实。\n{below}"
    assert [one.value for one in commitment.read((page(text, reading=reading),)).candidates] == told


def test_true_material_alone_recommends_nobody_and_goes_to_a_person() -> None:
    (said,) = opinion.read((page("推荐单位意见：\n情况属实。\n2020年5月28日"),)).candidates
    assert said.caveats == {Caveat.CLAIM}


def test_the_landlords_deed_says_what_is_owned_not_what_is_let() -> None:
    let = page("房屋租赁合同\n出租方：岳阳物业有限公司\n承租方：岳阳青桐有限公司\n建筑面积326平方米")
    deed = page("出租方产权证明\n权利人：岳阳物业有限公司\n房屋建筑面积4860.52平方米", number=2)
    own = page("不动产权证书\n权利人：岳阳青桐有限公司\n房屋建筑面积4860.52平方米", number=2)
    assert len(lease.read((let, deed)).candidates) == 1
    assert len(lease.read((let, own)).candidates) == 2
    assert [one.caveats for one in lease.read((deed,)).candidates] == [frozenset({Caveat.BASIS})]


def test_each_office_puts_its_own_day_to_an_opinion() -> None:
    both = "推荐意见\n天元区工业和信息化局 经实地核查，情况属实，同意推荐。\n（盖章）2020年6月3日\n株洲市工业和信息化局 同意推荐。\n（盖章）2020年6月10日"
    assert [(one.by, str(one.day)) for one in opinion.read((page(both),)).signed] == [
        ("天元区工业和信息化局", "2020-06-03"),
        ("株洲市工业和信息化局", "2020-06-10"),
    ]
    one = "推荐意见：\n2020年5月20日核查，情况属实，同意推荐。\n天元区工业和信息化局（盖章）2020年6月3日"
    assert [str(said.day) for said in opinion.read((page(one),)).signed] == ["2020-06-03"]


@pytest.mark.parametrize(
    ("under", "name"),
    [("心", "某某市轨道交通配套产业联盟服务中心"), ("第一条租赁标的", "某某市轨道交通配套产业联盟")],
)
def test_a_partys_name_goes_on_below_a_full_line(under: str, name: str) -> None:
    broken = page(f"场地租赁合同\n甲方：某某投资有限公司      乙方：某某市轨道交通配套产业联盟服务中\n{under}")
    assert [party.name for party in lease.read((broken,)).parties if party.is_holder] == [name]

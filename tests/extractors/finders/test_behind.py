"""What stands behind a number may change it: in its cell, in a remark or a note; what only tells of its parts leaves it as it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.finders.behind import doubt_behind, lease_over
from extractors.finders.known_parts import unknown_part
from extractors.finders.prose import read_sentences
from extractors.finders.recognition import read_recognised, recognised_in
from extractors.finders.table import find_in_tables
from extractors.finders.withdrawn import loss_behind, loss_in
from models.answer import Caveat
from models.fields import BY_NAME
from tests.builders import page_of, said

NAMES = {
    "面积": "premises_area",
    "资产": "service_assets",
    "人员": "staff_total",
    "企业": "enterprises_served",
    "活动": "public_activities",
}
FORM = """
项目 │ 内容
服务场所面积 │ 180㎡
服务资产 │ 160万元
服务人员 │ 12人
年服务企业 │ 105家
年公共服务活动 │ 12次
"""
VALUES = {"面积": "180㎡", "资产": "160万元", "人员": "12人", "企业": "105家", "活动": "12次"}


def in_cell(kind: str, cell: str) -> str:
    """What the form says of the field when its cell reads `cell`."""
    return said(find_in_tables(page_of(FORM.replace(f" {VALUES[kind]}\n", f" {cell}\n"))))[NAMES[kind]]


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        ("人员", "12人（含兼职4人）", "12人!BASIS"), ("人员", "12（其中外聘4）", "12人!BASIS"), ("人员", "12人（不含兼职4人）", "12人"),
        ("人员", "12人（其中女性4人）", "12人"), ("人员", "12人，其中大专及以上10人，兼职2人", "12人!BASIS"), ("人员", "12人（含待岗2人）", "12人!BASIS"),
        ("人员", "12人（其中4人为乡友会成员）", "12人!CLAIM"), ("人员", "12人（其中注册会计师4人）", "12人"), ("人员", "12人（专职）", "12人"),
        ("企业", "105家（含重复）", "105家@annual!UNIT_OF_COUNT"), ("企业", "105家（已去重）", "105家@annual"), ("企业", "105家（不含重复）", "105家@annual"),
        ("企业", "105家（其中制造业60家）", "105家@annual"), ("企业", "105家（其中20家无服务合同）", "105家@annual!CLAIM"),
        ("资产", "160万元（含租赁设备50万元）", "160万元!BASIS"), ("资产", "160万元（含软件50万元）", "160万元"), ("资产", "160万元（经审计）", "160万元"),
        ("资产", "160万元（未经审计）", "160万元!CLAIM"), ("资产", "160万元（2018年末数）", "160万元!PERIOD"), ("资产", "160万元（2019年末数）", "160万元"),
        ("面积", "180㎡（其中90㎡已退租）", "180㎡!BASIS"), ("面积", "180㎡（租赁，租期2017年1月至2019年12月）", "180㎡!PERIOD"),
        ("面积", "180㎡（租赁，租期至2022年12月）", "180㎡"), ("面积", "180㎡（其中培训室90㎡）", "180㎡"), ("面积", "180㎡（含公摊30㎡）", "180㎡!BASIS"),
        ("活动", "12次（含内部培训4次）", "12次@annual!BASIS"), ("活动", "12次（其中线上4次）", "12次@annual"), ("活动", "12次（不含内部培训）", "12次@annual"),
    ],
)  # fmt: skip
def test_the_rest_of_a_cell_holds_for_its_number(kind: str, cell: str, expected: str) -> None:
    assert in_cell(kind, cell) == expected


@pytest.mark.parametrize(
    ("note", "doubted"),
    [
        ("注：服务企业数含重复服务。", {"enterprises_served"}),
        ("备注 │ 服务人员含兼职4人", {"staff_total"}),
        ("备注：服务资产为2018年数据。", {"service_assets"}),
        ("注：1.服务场所面积含对外出租的80平方米；2.活动次数均有签到表。", {"premises_area"}),
        ("注：以上数据未经审计。", set(NAMES.values())),
        ("备注 │ 以上数据为预计数", set(NAMES.values())),
        ("注：服务人员为在岗专职人员，不含兼职专家15人；服务企业数为去重后数，全年服务306家次。", set()),
        ("注：请按实际填写，服务企业不得重复计算，服务资产以审计报告为准。", set()),
        ("备注 │ 场所为租赁，合同至2022年", set()),
        ("注：以上数据均已核实。", set()),
    ],
)
def test_a_note_below_a_form_holds_for_the_numbers_that_it_names(note: str, doubted: set[str]) -> None:
    got = said(find_in_tables(page_of(FORM + note)))
    assert {name for name in NAMES.values() if "!" in got[name]} == doubted


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("2017年（已撤销）", True), ("2017年，2019年复核", False), ("2017年（有效期至2020年12月31日）", False), ("2017年（未被撤销）", False),
        ("2017年认定，年度考核不合格", True), ("2017年认定，考核合格", False), ("2017年认定，到期自动失效", False),
    ],
)  # fmt: skip
def test_a_title_that_was_taken_back_is_for_a_person(text: str, lost: bool) -> None:
    assert bool(loss_in(text)) is lost
    if "2019" not in text:
        assert read_recognised(text).value == "2017"
        assert (Caveat.CLAIM in read_recognised(text).caveats) is lost


def test_the_next_sentence_may_take_a_title_back() -> None:
    given = "我单位2017年被认定为湖南省中小微企业核心服务机构。"
    back, other = recognised_in(given, following="2019年该资格被取消。"), recognised_in(given, following="2019年取消收费项目两个。")
    assert back is not None
    assert other is not None
    assert (back.year, back.surely, other.year, other.surely) == ("2017", False, "2017", True)
    assert loss_behind("我公司2018年注销了分公司。") == ""


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("租期至2019年12月31日", True), ("租赁期限2018年1月1日至2020年3月", True), ("合同2020年2月到期", True), ("租期至2022年12月", False),
        ("租期至2019年12月31日，已续租三年", False), ("租期至2019年12月31日，未续租", True), ("2015年5月成立", False),
    ],
)  # fmt: skip
def test_a_lease_that_has_run_out_leaves_the_area_open(text: str, over: bool) -> None:
    assert (lease_over(text) is not None) is over


@pytest.mark.parametrize(
    ("field", "clause", "known"),
    [
        ("staff_total", "其中法律服务组4人、财税服务组5人", True), ("staff_total", "其中4人为乡友会成员", False), ("staff_total", "其中3人具有创业导师资格", True),
        ("premises_area", "其中路演大厅90平方米", True), ("premises_area", "其中酒窖陈列90平方米", False),
        ("service_assets", "其中光谱仪等大型仪器98万元", True), ("service_assets", "其中待处理往来账款98万元", False),
        ("enterprises_served", "其中竹木加工企业36家", True), ("enterprises_served", "其中26家企业获得银行贷款", True), ("enterprises_served", "其中46家签了字但没有下文", False),
        ("public_activities", "其中政策宣讲会4次、银企对接会6次", True), ("public_activities", "其中客户联谊聚餐4次", False), ("public_activities", "其中与市税务局合办3次", True),
    ],
)  # fmt: skip
def test_a_part_is_of_the_kind_only_where_its_words_are_known(field: str, clause: str, known: bool) -> None:
    assert (unknown_part(BY_NAME[field], clause) == "") is known


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("服务人员 │ 总数 │ 12 │ 其中兼职 │ 4", "12人!BASIS"), ("服务人员总数（人） │ 12 │ 其中：外聘人员（人） │ 4", "12人!BASIS"),
        ("服务人员 │ 12人 │ 其中： │ 专职 │ 8人 │ 兼职 │ 4人", "12人!BASIS"), ("服务人员 │ 12人 │ 专职 │ 8人 │ 兼职 │ 4人", "12人!BASIS"),
        ("服务人员 │ 总数 │ 12 │ 其中兼职 │ 0", "12人"), ("服务人员 │ 12 │ 外聘专家 │ 4", "12人"), ("服务人员 │ 12 │ 其中大专及以上 │ 10", "12人"),
        ("服务人员 │ 12人 │ 专职 │ 12人 │ 外聘专家 │ 4人", "12人"),
    ],
)  # fmt: skip
def test_people_of_elsewhere_in_a_cell_beside_the_total_leave_it_open(row: str, expected: str) -> None:
    assert said(find_in_tables(page_of(row)))["staff_total"] == expected


@pytest.mark.parametrize(
    ("remark", "sure"),
    [("参加企业860家次", True), ("参加市局活动", False), ("见附件3", True), ("其中2次由市局主办", False), ("均为主办", True), ("待确认", False), ("数据为2018年", False)],
)  # fmt: skip
def test_a_remark_beside_a_number_of_activities(remark: str, sure: bool) -> None:
    got = said(find_in_tables(page_of(f"项目 │ 数值 │ 备注\n年服务企业 │ 105 │\n年公共服务活动 │ 12 │ {remark}")))
    assert ("!" not in got["public_activities"]) is sure


def test_what_is_said_goes_as_far_as_the_next_number_of_another_field() -> None:
    got = {
        one.field.name: bool(one.caveats)
        for one in read_sentences("服务场所180平方米，服务资产160万元（含借用设备60万元），服务人员12人。")
        if one.field and one.taken
    }
    assert got == {"premises_area": False, "service_assets": True, "staff_total": False}


def test_a_loose_number_has_said_already_that_another_paper_decides() -> None:
    assert doubt_behind(BY_NAME["premises_area"], "（以合同为准）", exact=False) is None
    assert doubt_behind(BY_NAME["premises_area"], "（以合同为准）", exact=True) is not None


def test_of_people_beside_the_staff_a_greater_number_is_no_part() -> None:
    field = BY_NAME["staff_total"]
    assert doubt_behind(field, "，其中大专及以上10人，兼职专家20人", whole=Decimal(12)) is None
    assert doubt_behind(field, "，其中大专及以上10人，兼职专家2人", whole=Decimal(12)) is not None


@given(
    st.text(alphabet="其中含（）()，。；0123456789〇一十人家次㎡万元借用兼职重复未经核实退租20192020年月至到期撤销取消\n ²½", max_size=60)
)
def test_no_words_make_it_raise(text: str) -> None:
    for field in BY_NAME.values():
        doubt_behind(field, text, whole=Decimal(5))
        unknown_part(field, text)
    lease_over(text)
    loss_in(text)
    read_sentences(f"服务人员12人{text}")

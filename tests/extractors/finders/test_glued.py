"""A label with its value right behind it, and what a sentence of a form tells of whom to call."""

from __future__ import annotations

import pytest

from extractors.finders.glued import glued_label, is_persons_name
from extractors.finders.label import find_labels
from extractors.finders.table import find_in_tables
from tests.builders import page_of, said


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("联系人龙艳", "contact_person", "龙艳"), ("联系人欧阳文静", "contact_person", "欧阳文静"), ("联系电话18173051190", "contact_phone", "18173051190"),
        ("手机13907301468", "contact_phone", "13907301468"), ("填报日期2020年5月29日", "declared_on", "2020年5月29日"), ("所属地区南湖新区", "county", "南湖新区"),
        ("单位名称岳阳市青桐企业服务中心", "organisation_name", "岳阳市青桐企业服务中心"), ("注册地址岳阳市南湖新区奇西路29号", "address", "岳阳市南湖新区奇西路29号"),
        ("申报类别创新服务机构", "category", "创新服务机构"), ("法人代表汪俊", "legal_representative", "汪俊"),
        ("联系人信息", None, ""), ("联系人电话", None, ""), ("法定代表人身份证", None, ""), ("负责人安全培训", None, ""), ("负责人常务副主任", None, ""),
        ("传真07308812345", None, ""), ("法定代表人电话13800138000", None, ""), ("", None, ""), ("联系人", None, ""),
    ],
)  # fmt: skip
def test_a_label_and_its_value_without_a_gap(text: str, field: str | None, value: str) -> None:
    span = glued_label(text)
    assert (span.label.field.name if span is not None and span.label.field is not None else None) == field
    assert (text[span.after :] if span is not None else "") == value


@pytest.mark.parametrize(
    ("text", "is_name"), [("周望山", True), ("司马青", True), ("信息", False), ("方式", False), ("张", False), ("王小明同志", False)]
)
def test_who_has_a_surname(text: str, is_name: bool) -> None:
    assert is_persons_name(text) is is_name


def test_a_card_of_pairs_set_close_is_read_pair_by_pair() -> None:
    card = "法人代表周望山          成立日期2012年3月18日\n联系人陈雨舟            手机13800138000\n填表日期2020/5/29"
    assert said(find_labels(page_of(card))) == {
        "legal_representative": "周望山", "established_on": "2012-03-18", "contact_person": "陈雨舟", "contact_phone": "13800138000",
        "declared_on": "2020-05-29",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("联系人程莎，联系电话15387300417", {"contact_person": "程莎", "contact_phone": "15387300417"}),
        (
            "法定代表人叶飞，联系人程莎，手机15387300417，隶属岳阳县。",
            {"contact_person": "程莎", "contact_phone": "15387300417", "county": "岳阳县"},
        ),
        ("法定代表人叶飞，联系电话13900139000。", {}),
        ("租用青桐公司房屋，出租方联系人李四，联系电话13900139000。", {}),
        ("推荐单位联系人王五，联系电话0730-8811111。", {}),
        ("重点服务企业联系人李强，电话13900139000。", {}),
    ],
)
def test_a_sentence_tells_whom_to_call(cell: str, expected: dict[str, str]) -> None:
    assert said(find_in_tables(page_of(f"简介 │ {cell}\n网址 │ 无"))) == expected


def test_whom_to_call_at_the_office_is_not_the_applicants() -> None:
    letter = "经我局初审，同意推荐其申报。联系人王五，联系电话0730-8811111。\n                              君山区工业和信息化局\n                              2020年5月29日"
    assert said(find_labels(page_of(letter))) == {}
    assert said(find_labels(page_of("我单位现申报创业服务机构，联系人陈雨舟，联系电话13800138000。"))) == {
        "contact_person": "陈雨舟",
        "contact_phone": "13800138000",
    }

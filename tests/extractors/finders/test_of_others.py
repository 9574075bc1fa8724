"""Figures of a region, of member firms and of the school that the applicant belongs to are not the applicant's."""

from __future__ import annotations

import pytest

from extractors.finders.prose import read_sentences
from models.quantity import Quantity, plain

OWNED = "某某技术转移有限公司是湖南某某工程学院的全资企业，专门从事技术转移服务。"


def taken(text: str) -> dict[str, str]:
    found = [one for one in read_sentences(text) if one.taken and one.field is not None and not one.caveats and not one.computed]
    return {one.field.name: plain(one.value.value) for one in found if one.field is not None and isinstance(one.value, Quantity)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会员企业年产值逾58亿元，从业人员2.1万人。", {}),
        ("现有会员企业236家，会员企业年营业收入3.6亿元，从业人员860人。", {}),
        ("辖区从业人员1.2万余人。", {}),
        ("会员企业236家，从业人员8600人。", {}),
        (OWNED + "学院现有教职工1286人，建筑面积42万平方米，仪器设备总值2.3亿元。", {}),
        (OWNED + "学院现有教职工1286人。公司服务人员22人，服务场所面积520平方米。", {"staff_total": "22", "premises_area": "520"}),
        ("我中心现有服务人员14人，服务场所面积1.2万平方米。", {"staff_total": "14", "premises_area": "12000"}),
        ("协会现有会员企业236家，秘书处有专职工作人员12名。", {"staff_total": "12"}),
        ("我院现有服务人员26人，服务场所面积680平方米。", {"staff_total": "26", "premises_area": "680"}),
    ],
)
def test_whose_the_figures_are(text: str, expected: dict[str, str]) -> None:
    assert {name: value for name, value in taken(text).items() if name in ("staff_total", "premises_area", "service_assets")} == expected

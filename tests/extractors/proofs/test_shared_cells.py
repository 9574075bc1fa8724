"""Cells that name several: each name counts, and the number beside them must fit."""

from __future__ import annotations

import pytest
from proof_pages import page

from extractors.proofs import firms, roster
from extractors.proofs.reading import ProofReading
from models.quantity import Quantity

BY_DEGREE = "学历|姓名|人数\n本科|周一舟、吴若水、郑望山|{0}人\n大专|王听雨、冯知秋|2人\n中专|陈立夏|1人\n合计||{1}人"


def found(reading: ProofReading, name: str) -> list[tuple[str, bool]]:
    """Each count with whether nothing speaks against it."""
    return [
        (str(one.value.value), not one.caveats) for one in reading.candidates if one.field.name == name and isinstance(one.value, Quantity)
    ]


def test_people_named_in_one_cell_are_counted_each_with_the_rows_schooling() -> None:
    reading = roster.read((page("服务人员花名册", table=BY_DEGREE.format(3, 6)),))
    assert (found(reading, "staff_total"), found(reading, "staff_college")) == ([("6", True)], [("5", True)])


@pytest.mark.parametrize(("beside", "total"), [(4, 6), (3, 9)], ids=["the row's number differs", "the total differs"])
def test_names_that_do_not_make_the_number_beside_them_are_for_a_person(beside: int, total: int) -> None:
    reading = roster.read((page("服务人员花名册", table=BY_DEGREE.format(beside, total)),))
    assert found(reading, "staff_total") == [("6", False)]


@pytest.mark.parametrize("cell", ["周一舟等三人、吴若水", "综合部、培训部工作人员"])
def test_what_are_no_names_is_one_row(cell: str) -> None:
    reading = roster.read((page("服务人员花名册", table=f"序号|姓名|学历\n1|{cell}|本科\n2|王听雨|大专"),))
    assert [number for number, _ in found(reading, "staff_total")] == ["2"]


def test_firms_named_in_one_cell_are_counted_each() -> None:
    rows = "行业|企业名称|家数\n食品|岳阳甲子食品有限公司、岳阳乙丑食品厂|2家\n建材|岳阳丙寅建材有限公司|1家\n合计||3家"
    assert found(firms.read((page("2019年服务企业名单", table=rows),)), "enterprises_served") == [("3", True)]

"""A list of assets is told by its title whatever stands in brackets behind it, and opens a paper of its own on a shared page."""

from __future__ import annotations

import pytest
from proof_pages import page

from extractors.proofs.shared_pages import opened_by, papers_on
from extractors.proofs.sorting import sort_pages
from models.proof import PageKind

K = PageKind
ROWS = "编号|名称|使用部门|价值（万元）\nZC-001|视频会议系统|综合部|12.4100\nZC-002|办公家具|信息部|57.9100\n合计|||70.32"


@pytest.mark.parametrize(
    "title",
    [
        "服务资产台账（2019年末）",
        "服务资产明细表（截至2019年12月31日，单位：万元）",
        "固定资产盘点表（2019年度）",
        "设备设施一览",
        "办公及服务设备登记簿",
    ],
)
def test_a_list_of_assets_whatever_its_title_adds(title: str) -> None:
    assert [one.kind for one in sort_pages((page(title, table=ROWS),))] == [K.ASSET_LIST]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("服务资产台账(2019年末)", K.ASSET_LIST),
        ("从业人员名册(截至2019年12月,含兼职)", K.ROSTER),
        ("服务资产合计86万元(资产清单附后)", None),
        ("申报单位对所附材料的真实性负责(见资产清单)", None),
    ],
)
def test_a_line_opens_a_paper_only_if_it_is_a_title(line: str, kind: PageKind | None) -> None:
    assert opened_by(line) is kind


def test_a_list_of_assets_below_a_lease_is_a_paper_of_its_own() -> None:
    above = "房屋租赁合同\n出租方：岳阳青山置业有限公司\n承租方：岳阳青桐企业服务有限公司\n租赁期限自2018年1月1日至2022年12月31日\n服务资产台账（2019年末）"
    parts = papers_on(page(above, table=ROWS))
    assert [one.kind for one in sort_pages(parts)] == [K.LEASE, K.ASSET_LIST]

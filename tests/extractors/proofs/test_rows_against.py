"""What a row, a column or a line below a list says against a count: gone people, hired things, firms that are none; and what says nothing."""

from __future__ import annotations

import time

import pytest

from extractors.proofs import activities, assets, firms, roster
from extractors.proofs.cut_off import cut_pages
from extractors.proofs.owners import titled_by
from models.answer import Caveat
from models.fields import SERVICE_ASSETS, STAFF_TOTAL, Field
from models.quantity import Quantity
from tests.extractors.proofs.proof_pages import page

PEOPLE = "一二三四五六七八"


def values(reading: object, field: Field[Quantity]) -> set[str]:
    return {str(one.value.value) for one in reading.candidates if one.field is field and isinstance(one.value, Quantity)}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("title", "said", "counts"),
    [
        ("备注", "已停保", {"8", "7"}),
        ("备注", "调出", {"8", "7"}),
        ("备注", "2019年8月解除劳动合同", {"8", "7"}),
        ("备注", "拟于2020年7月入职", {"8", "7"}),
        ("离职时间", "2019-10-31", {"8", "7"}),
        ("停保年月", "201909", {"8", "7"}),
        ("停保年月", "", {"8"}),
        ("离职时间", "无", {"8"}),
        ("退休时间", "2038-05", {"8"}),
        ("备注", "产假", {"8"}),
        ("备注", "离退休干部工作", {"8"}),
        ("备注", "未离职", {"8"}),
    ],
)
def test_people_who_are_gone_are_counted_apart(title: str, said: str, counts: set[str]) -> None:
    rows = "\n".join(f"{at}|张{char}|本科|{said if at == 3 else ''}" for at, char in enumerate(PEOPLE, 1))
    assert values(roster.read((page("服务人员花名册", table=f"序号|姓名|学历|{title}\n{rows}"),)), STAFF_TOTAL) == counts


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("注：第7、8号为兼职人员。", {"8", "6"}),
        ("其中退休返聘2人。", {"8", "6"}),
        ("注：张一为外聘人员。", {"8", "7"}),
        ("注：以上人员均为专职，无兼职。", {"8"}),
        ("另聘请兼职专家3人，不计入本表。", {"8"}),
    ],
)
def test_a_line_below_a_roster_may_speak_of_some(line: str, counts: set[str]) -> None:
    rows = "\n".join(f"{at}|张{char}|本科" for at, char in enumerate(PEOPLE, 1))
    assert values(roster.read((page("服务人员花名册", table=f"序号|姓名|学历\n{rows}", below=line),)), STAFF_TOTAL) == counts


@pytest.mark.parametrize(
    ("title", "said", "totals"),
    [
        ("备注", "租入", {"10", "8"}),
        ("资产来源", "融资租赁", {"10", "8"}),
        ("使用状况", "已报废", {"10", "8"}),
        ("备注", "2020年拟购", {"10", "8"}),
        ("处置日期", "2019-08-01", {"10", "8"}),
        ("处置日期", "", {"10"}),
        ("资产来源", "自购", {"10"}),
        ("使用部门", "租赁部", {"10"}),
        ("备注", "非租入", {"10"}),
    ],
)
def test_things_that_are_not_the_owners_are_told_apart(title: str, said: str, totals: set[str]) -> None:
    table = f"序号|资产名称|金额（万元）|{title}\n1|服务器|5|\n2|投影仪|2|{said}\n3|办公桌|3|\n|合计|10|"
    assert values(assets.read((page("服务资产清单", table=table),)), SERVICE_ASSETS) == totals


def test_the_net_value_stands_beside_the_original_one() -> None:
    table = "序号|资产名称|原值（万元）|净值（万元）\n1|服务器|5|3\n2|投影仪|2|1\n3|办公桌|3|2\n|合计|10|6"
    assert values(assets.read((page("服务资产清单", table=table),)), SERVICE_ASSETS) == {"10", "6"}


@pytest.mark.parametrize(
    ("name", "beside", "counts"),
    [
        ("岳阳甲子机械有限公司云溪分公司", "", ["4", "3"]),
        ("湖南岳阳甲子机械有限公司", "", ["4", "3"]),
        ("王小明", "", ["4", "3"]),
        ("岳阳丁卯机械有限公司", "大型企业", ["4", "3"]),
        ("岳阳丁卯机械有限公司", "已注销", ["4", "3"]),
        ("岳阳丁卯机械有限公司", "小型", ["4"]),
        ("岳阳丁卯机械有限公司", "工商注销代办", ["4"]),
        ("岳阳甲子机械厂", "", ["4"]),
    ],
)
def test_firms_that_may_not_count_are_counted_apart(name: str, beside: str, counts: list[str]) -> None:
    table = f"序号|企业名称|情况\n1|岳阳甲子机械有限公司|\n2|岳阳乙丑食品有限公司|\n3|岳阳丙寅建材有限公司|\n4|{name}|{beside}"
    found = firms.read((page("2019年服务企业名单", table=table),)).candidates
    assert [str(one.value.value) for one in found if isinstance(one.value, Quantity)] == counts


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        ("云溪区中小企业协会2019年活动一览表", "云溪区中小企业协会"),
        ("云溪区城投集团有限公司员工花名册", "云溪区城投集团"),
        ("2019年公共服务活动一览表", None),
        ("岳阳甲子机械有限公司等企业名单", None),
        ("科技服务中心活动一览表", None),
        ("云溪区社会保险服务中心参保人员名册", None),
    ],
)
def test_whose_list_a_title_says_it_is(title: str, owner: str | None) -> None:
    assert [party.name for party in titled_by(page(title))] == ([owner] if owner else [])


@pytest.mark.parametrize(("foot", "cut"), [("第1页 共5页", True), ("（续下页）", True), ("第1页 共1页", False), ("共5页", False)])
def test_a_list_whose_next_page_is_missing(foot: str, *, cut: bool) -> None:
    assert bool(cut_pages((page("2019年服务企业名单", below=foot),))) is cut


def test_pages_that_follow_each_other_are_whole() -> None:
    assert not cut_pages((page("第1页 共2页", number=1), page("第2页 共2页", number=2)))


@pytest.mark.parametrize(("last_month", "partial"), [(6, True), (12, False)])
def test_a_list_that_ends_in_june_says_at_least_so_many(last_month: int, *, partial: bool) -> None:
    months = [*range(1, 6), last_month]
    table = "序号|活动时间|活动名称\n" + "\n".join(f"{at}|2019-{month:02}-05|政策宣讲会第{at}场" for at, month in enumerate(months, 1))
    (found,) = activities.read((page("2019年公共服务活动一览表", table=table),)).candidates
    assert (Caveat.PARTIAL in found.caveats) is partial


@pytest.mark.parametrize("read", [roster.read, firms.read, activities.read, assets.read])
def test_long_lists_are_read_in_the_time_of_their_length(read: object) -> None:
    header = "序号|姓名|企业名称|活动名称|资产名称|金额（元）"
    rows = "\n".join(f"{at}|张{at}|岳阳{at}公司|宣讲会{at}|设备{at}|{at}" for at in range(1, 601))
    long = page("清单", table=f"{header}\n{rows}")
    started = time.process_time()
    read((long,))  # type: ignore[operator]
    assert time.process_time() - started < 5

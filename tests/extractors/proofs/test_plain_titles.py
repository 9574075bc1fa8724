"""A list whose title names only what it is of is that list, right above a table with its columns; anywhere else it is a heading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from proof_pages import page

from extractors.proofs import read_proofs, sort_pages
from extractors.proofs.plain_titles import kind_plain
from extractors.proofs.sections import sections
from models.document import Page
from models.geometry import Box
from models.proof import PageKind
from models.quantity import Quantity
from tests.builders import page_of

K = PageKind
ASSETS = "序号|资产|数量|金额（元）\n1|投影仪|2|40,000\n2|服务器|1|60,000\n合计|||100,000"
PEOPLE = "工号|姓名|学历|岗位|备注\nY001|周望山|本科|主任|\nY002|陈雨舟|大专|咨询师|\nY003|李青禾|中专|财务|"
EVENTS = "序号|时间|名称|形式|人数\n1|2019-03-28|创业公益讲座|线下|68\n2|2019-04-30|财税公益课堂|线上|39\n3|2019-07-16|公益咨询日|线下|20"
FIRMS = "序号|企业|序号|企业\n1|岳阳青桐制造有限公司|2|岳阳蔚途物流有限公司\n3|岳阳远帆包装有限公司|4|岳阳禾木家具有限公司"


def kinds(*pages: Page) -> list[PageKind]:
    return [told.kind for told in sort_pages(tuple(part for one in pages for part in sections(one)))]


@pytest.mark.parametrize("lead", ["", "附表1　", "一、", "（二）", "附件3：", "表3-1 "])
@pytest.mark.parametrize(
    ("title", "table", "kind"),
    [
        ("服务资产", ASSETS, K.ASSET_LIST),
        ("服务资产表", ASSETS, K.ASSET_LIST),
        ("服务人员", PEOPLE, K.ROSTER),
        ("秘书处（服务）人员表", PEOPLE, K.ROSTER),
        ("2019年服务活动", EVENTS, K.ACTIVITY_LIST),
        ("公益性公共服务活动表", EVENTS, K.ACTIVITY_LIST),
        ("2019年服务企业", FIRMS, K.FIRMS_SERVED),
        ("服务企业（2019年度）", FIRMS, K.FIRMS_SERVED),
    ],
)
def test_a_plain_title_above_its_columns_is_a_list(lead: str, title: str, table: str, kind: PageKind) -> None:
    assert kinds(page(lead + title, table=table)) == [kind]


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("服务资产", ("姓名", "性别")),
        ("服务企业", ("设备名称", "数量")),
        ("2020年计划活动", ("序号", "名称")),
        ("参加活动", ("序号", "名称")),
        ("专家服务人员", ("序号", "姓名")),
        ("会员企业", ("序号", "企业")),
        ("主要服务企业", ("序号", "企业")),
        ("服务人员以本科学历为主", ("序号", "姓名")),
        ("荣誉", ("序号", "名称")),
        ("服务企业", ("名称", "单位", "数值")),
        ("服务企业", ("指标", "名称", "2019年")),
        ("公共服务活动", ("名称", "次数")),
        ("服务资产", ("名称", "数量")),
        ("服务资产", ("项目", "金额")),
    ],
)
def test_what_is_no_title_of_such_a_list(title: str, header: tuple[str, ...]) -> None:
    assert kind_plain(title, [header]) is None


def test_a_heading_over_sentences_makes_no_list() -> None:
    report = page(
        "申请报告\n二、服务人员\n我中心现有服务人员十二人，均为大专及以上学历，其中中级以上职称五人，能够满足服务需要。\n三、服务企业"
    )
    assert not set(kinds(report)) & {K.ROSTER, K.FIRMS_SERVED, K.ASSET_LIST, K.ACTIVITY_LIST}


def test_lists_one_below_the_other_are_read_each_by_itself() -> None:
    whole = replace(_stacked(("服务资产", ASSETS), ("服务人员", PEOPLE), ("公益服务活动", EVENTS), ("2019年服务企业", FIRMS)), number=None)
    parts = sections(whole)
    readings = read_proofs(parts, sort_pages(parts))
    found = {one.field.name: one.value.value for reading in readings for one in reading.candidates if isinstance(one.value, Quantity)}
    assert found == {
        "service_assets": Decimal(10), "staff_total": Decimal(3), "staff_college": Decimal(2), "welfare_activities": Decimal(3),
        "enterprises_served": Decimal(4),
    }  # fmt: skip


def _stacked(*lists: tuple[str, str]) -> Page:
    """One page with the lists one below the other."""
    whole, drop = page(), 0.0
    for title, table in lists:
        one = page(title, table=table)
        moved = [replace(word, box=_down(word.box, drop)) for word in one.words]
        tables = [
            replace(
                known,
                box=_down(known.box, drop),
                cells=tuple(
                    replace(cell, box=_down(cell.box, drop), words=tuple(replace(word, box=_down(word.box, drop)) for word in cell.words))
                    for cell in known.cells
                ),
            )
            for known in one.tables
        ]
        whole = replace(whole, words=(*whole.words, *moved), tables=(*whole.tables, *tables))
        drop = max(known.box.bottom for known in tables)
    return whole


def _down(box: Box, drop: float) -> Box:
    return replace(box, top=box.top + drop, bottom=box.bottom + drop)


def test_a_sum_over_several_blocks_stands_in_the_last_one() -> None:
    rows = (
        "序号|名称|数量|金额（万元）|序号|名称|数量|金额（万元）\n1|投影仪|2|4.5|2|服务器|1|6.5\n3|桌椅|9|4.0|4|软件|1|5.0\n合计|||||||20.0"
    )
    reading = read_proofs((only := page("附表1　服务资产", table=rows),), sort_pages((only,)))
    assets = [one for told in reading for one in told.candidates if one.field.name == "service_assets"]
    assert [(one.value.value, one.caveats) for one in assets if isinstance(one.value, Quantity)] == [(Decimal(20), frozenset())]


FORM_AROUND = """
湖南省中小微企业核心服务机构申报表
单位名称 │ 岳阳市青桐服务中心 │ 法定代表人 │ 周望山
服务场所面积 │ 168平方米 │ 服务资产 │ 120万元
二、服务人员
序号 │ 姓名 │ 性别 │ 学历
1 │ 周望山 │ 男 │ 本科
2 │ 陈雨舟 │ 女 │ 大专
3 │ 李青禾 │ 女 │ 本科
{below}
"""


@pytest.mark.parametrize(
    ("below", "head"),
    [
        ("三、其他情况\n年服务企业 │ 120家 │ 公共服务活动 │ 9次\n省平台注册 │ 已注册 │ 联系人 │ 陈雨舟", "三、其他情况"),
        ("填报日期：2020年5月20日", "填报日期：2020年5月20日"),
        ("注：另有兼职专家3人，未列入本表。", None),
    ],
)
def test_behind_a_list_within_a_form_the_form_goes_on(below: str, head: str | None) -> None:
    parts = sections(replace(page_of(FORM_AROUND.format(below=below)), number=None))
    assert [part.lines[0].text for part in parts][1:] == ["二、服务人员", *([head] if head else [])]

"""Lists in parts: by department, trade or quarter, each numbered anew. What makes them one list, and what does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from proof_pages import lined, page

from extractors.proofs import firms, roster
from extractors.proofs.headers import heads_a_part, leaves_out
from extractors.proofs.reading import ProofReading
from models.answer import Caveat
from models.document import Page, Reading
from models.quantity import Quantity

FIRM = "序号|企业名称|服务方式"
PERSON = "序号|姓名|性别|学历|岗位"


def firm_rows(n_rows: int, at: int, first: int = 1) -> str:
    return "\n".join(f"{first + row}|岳阳{chr(0x4E00 + at + row)}字食品有限公司|上门" for row in range(n_rows))


def person_rows(n_rows: int, at: int, schooling: str = "本科") -> str:
    return "\n".join(f"{1 + row}|{chr(0x5200 + at + row)}小舟|女|{schooling}|专员" for row in range(n_rows))


def counts(reading: ProofReading, name: str) -> list[Decimal]:
    return [one.value.value for one in reading.candidates if one.field.name == name and isinstance(one.value, Quantity)]


def caveats(reading: ProofReading, name: str) -> frozenset[Caveat]:
    return frozenset().union(*(one.caveats for one in reading.candidates if one.field.name == name))


def departments(heads: tuple[str, ...], below: str, *, sizes: tuple[int, ...] = (4, 4, 5)) -> tuple[Page, ...]:
    return tuple(
        page(
            ("人员花名册（分部门）\n" if not at else "") + head,
            table=f"{PERSON}\n{person_rows(size, 20 * at, '中专' if at == 1 else '本科')}",
            below=below if at == len(heads) - 1 else "",
            number=at + 1,
        )
        for at, (head, size) in enumerate(zip(heads, sizes, strict=True))
    )


DEPARTMENTS = ("部门：综合管理部　人数：4", "部门：培训服务部　人数：4", "部门：信息咨询部　人数：5")


def test_departments_whose_total_is_stated_are_one_roster() -> None:
    reading = roster.read(departments(DEPARTMENTS, "全单位服务人员总计13人，大专及以上9人。"))
    assert (counts(reading, "staff_total"), counts(reading, "staff_college")) == ([13], [9])
    assert not caveats(reading, "staff_total")


def test_parts_without_a_total_are_added_up_and_need_another_who_says_the_same() -> None:
    reading = roster.read(departments(DEPARTMENTS, ""))
    assert counts(reading, "staff_total") == [13]
    assert caveats(reading, "staff_total") == {Caveat.SUM}


def test_a_total_that_is_not_what_the_parts_make_leaves_the_count_open() -> None:
    reading = roster.read(departments(DEPARTMENTS, "全单位服务人员总计15人。"))
    assert counts(reading, "staff_total") == [13]
    assert Caveat.CLAIM in caveats(reading, "staff_total")


@pytest.mark.parametrize(
    "heads",
    [
        ("部门：综合管理部", "兼职人员", "部门：信息咨询部"),
        ("一、在职人员", "二、外聘专家", "三、志愿者"),
        ("2019年12月", "2018年12月", "2017年12月"),
    ],
)
def test_people_from_outside_and_of_other_years_are_no_part_of_the_staff(heads: tuple[str, ...]) -> None:
    assert 13 not in counts(roster.read(departments(heads, "")), "staff_total")


def trades(*parts: tuple[str, int], total: str = "", title: str = "2019年服务企业名单（按行业分类）") -> Page:
    """One table without rulings, in which headings, the columns' titles and sums come again and again."""
    lines = [
        line
        for at, (head, size) in enumerate(parts)
        for line in (head, FIRM, *firm_rows(size, 100 * at).splitlines(), f"小计|{size}家|")
        if line != FIRM or at
    ]
    return page(f"{title}\n{parts[0][0]}", table="\n".join([FIRM, *lines[1:]]), below=total, ruled=False)


def test_parts_within_one_table_are_counted_as_one_list() -> None:
    reading = firms.read((trades(("一、制造业", 6), ("二、商贸业", 3), ("三、其他", 1), total="合计：10家"),))
    assert counts(reading, "enterprises_served") == [10]
    assert not caveats(reading, "enterprises_served")


def test_numbers_that_begin_again_are_never_taken_for_misread_ones() -> None:
    reading = firms.read((trades(("一、制造业", 20), ("二、商贸业", 3)),))
    assert counts(reading, "enterprises_served") == [23]
    assert caveats(reading, "enterprises_served") == {Caveat.SUM}


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ("2018年服务企业名单", "another year"),
        ("2020年拟服务企业名单", "a plan"),
        ("其中：重点服务企业", "chosen from the whole"),
        ("会员企业名单", "another list"),
        ("典型案例企业", "chosen from the whole"),
    ],
)
def test_another_list_is_no_part(second: str, why: str) -> None:
    pages = (
        page("2019年服务企业名单", table=f"{FIRM}\n{firm_rows(6, 0)}"),
        page(second, table=f"{FIRM}\n{firm_rows(4, 100)}", number=2),
    )
    assert 10 not in counts(firms.read(pages), "enterprises_served"), why


@pytest.mark.parametrize("head", ["二、兼职人员", "（二）外聘专家", "二、实习生"])
def test_a_part_of_people_from_outside_is_told_apart(head: str) -> None:
    body = f"一、专职人员\n{person_rows(4, 0)}\n{head}\n{person_rows(2, 30)}"
    reading = roster.read((page("人员花名册", table=f"{PERSON}\n{body}", ruled=False),))
    assert counts(reading, "staff_total") == [6, 4]
    assert Caveat.BASIS in caveats(reading, "staff_total")


@pytest.mark.parametrize("second", ["2018年", "（二）2018年度"])
def test_of_years_within_one_list_only_the_asked_one_counts(second: str) -> None:
    heads = ("一、2019年度", f"二、{second}" if not second.startswith("（") else second)
    reading = firms.read((trades((heads[0], 6), (heads[1], 4), title="近两年服务企业名单"),))
    assert counts(reading, "enterprises_served") == [6]


def test_a_planned_part_of_a_list_leaves_the_count_open() -> None:
    reading = firms.read((trades(("一、已服务企业", 6), ("二、拟服务企业", 4), total="合计：10家"),))
    assert Caveat.CLAIM in caveats(reading, "enterprises_served")


@pytest.mark.parametrize(
    "title", ["第{}季度服务企业名单", "服务企业名单（第{}季度）", "服务企业名单"], ids=["before", "in brackets", "the same title again"]
)
def test_quarters_with_a_title_each_are_parts(title: str) -> None:
    pages = tuple(
        page(f"2019年{title.format(quarter)}", table=f"{FIRM}\n{firm_rows(3, 100 * at)}", number=at + 1)
        for at, quarter in enumerate("一二三四")
    )
    assert counts(firms.read(pages), "enterprises_served") == [12]
    assert caveats(firms.read(pages), "enterprises_served") == {Caveat.SUM}


def test_a_firm_in_two_parts_is_one_firm() -> None:
    pages = tuple(
        page(f"2019年第{quarter}季度服务企业名单", table=f"{FIRM}\n{firm_rows(3, 2 * at)}", number=at + 1)
        for at, quarter in enumerate("一二")
    )
    assert counts(firms.read(pages), "enterprises_served") == [5]
    assert Caveat.REPEATED in caveats(firms.read(pages), "enterprises_served")


@pytest.mark.parametrize("months", [("2019年11月", "2019年12月"), ("2019年第三季度", "2019年第四季度")])
def test_the_same_people_another_month_are_no_part(months: tuple[str, str]) -> None:
    """Their figures may differ from month to month; their names tell."""
    pages = tuple(
        page(f"{month}参保人员名单", table=f"{PERSON}|缴费基数\n" + person_rows(6, 0).replace("专员", f"专员|{3000 + at}"), number=at + 1)
        for at, month in enumerate(months)
    )
    assert counts(roster.read(pages), "staff_total") == [6, 6]
    assert not caveats(roster.read(pages), "staff_total")


@pytest.mark.parametrize(("below", "borne_out"), [("合计 | 9 |", True), ("合计 | 19 |", False), ("合计 | 29 |", False)])
def test_a_sum_without_its_unit_bears_out_what_the_parts_make(below: str, borne_out: bool) -> None:
    reading = firms.read((trades(("一、制造业", 6), ("二、商贸业", 3)), page(table=f"{FIRM}\n{below}", number=2)))
    assert counts(reading, "enterprises_served") == [9]
    assert (not caveats(reading, "enterprises_served")) is borne_out


def test_on_a_picture_parts_are_not_put_together() -> None:
    pages = tuple(
        page(f"{head}、某业", table=f"{FIRM}\n{firm_rows(3, 100 * at)}", number=at + 1, reading=Reading.OCR)
        for at, head in enumerate("一二")
    )
    assert counts(firms.read(pages), "enterprises_served") == [3, 3]


def test_a_heading_at_the_foot_of_a_page_heads_what_stands_on_the_next() -> None:
    pages = (
        page("服务企业名单\n（一）2019年", table=f"{FIRM}\n{firm_rows(6, 0)}", below="（二）2018年"),
        page(table=f"{FIRM}\n{firm_rows(4, 100)}", number=2),
    )
    assert counts(firms.read(pages), "enterprises_served") == [6]


def test_lines_without_a_table_come_in_parts_too() -> None:
    text = "\n".join(
        f"{head}\n\n{lined(f'{FIRM}' + chr(10) + firm_rows(3, 100 * at))}\n" for at, head in enumerate(("一、制造业", "二、商贸业"))
    )
    reading = firms.read((page(f"2019年服务企业名单\n\n{text}\n\n合计：6家"),))
    assert counts(reading, "enterprises_served") == [6]
    assert not caveats(reading, "enterprises_served")


def test_a_row_broken_by_the_end_of_a_page_is_one_row_in_each_of_two_columns() -> None:
    head = "序号|企业名称|序号|企业名称"
    first = f"{head}\n1|岳阳甲字食品有限公司|4|岳阳丁字食品有限公司\n2|岳阳乙字食品有|5|岳阳戊字食品有"
    second = "|限公司||限公司\n3|岳阳丙字食品有限公司|6|岳阳己字食品有限公司"
    reading = firms.read((page("2019年服务企业名录", table=first), page(table=second, number=2)))
    assert counts(reading, "enterprises_served") == [6]
    assert not caveats(reading, "enterprises_served")


def test_a_row_of_a_ledger_broken_by_the_end_of_a_page_is_one_row() -> None:
    head = "合同编号|委托单位|服务项目|签订日期"
    first = f"{head}\nHT-01|岳阳甲字食品有限公司|培训|2019-01-09\nHT-02|岳阳乙字食品有|咨询|2019-01-12"
    second = "|限公司||\nHT-03|岳阳丙字食品有限公司|培训|2019-02-09"
    reading = firms.read((page("2019年度服务合同台账", table=first), page(table=second, number=2)))
    assert counts(reading, "enterprises_served") == [3]
    assert not caveats(reading, "enterprises_served")


@pytest.mark.parametrize(("below", "count", "repeated"), [("", 2, True), ("共3家", 3, True), ("共2家", 2, True)])
def test_two_that_differ_in_their_ending_are_two_only_by_the_lists_own_total(below: str, count: int, repeated: bool) -> None:
    rows = "1|岳阳甲字食品有限公司|上门\n2|岳阳甲字食品有限责任公司|上门\n3|岳阳乙字食品有限公司|上门"
    reading = firms.read((page("2019年服务企业名单", table=f"{FIRM}\n{rows}", below=below),))
    assert counts(reading, "enterprises_served") == [count]
    assert (Caveat.REPEATED in caveats(reading, "enterprises_served")) is repeated


@pytest.mark.parametrize(
    "line",
    [
        "一、制造业",
        "（三）其他",
        "第二季度（7家）",
        "二季度",
        "部门：培训部 人数：4",
        "所属行业：纺织",
        "综合管理部（4人）",
        "制造业 12家",
        "3月",
    ],
)
def test_what_heads_a_part(line: str) -> None:
    assert heads_a_part(line)


@pytest.mark.parametrize(
    "line",
    [
        "小计 40家",
        "合计：71家",
        "二、服务企业名单",
        "岳阳某某食品有限公司",
        "1 岳阳某某食品有限公司",
        "三、以上企业均已签约。",
        "全单位服务人员总计13人",
        "序号 企业名称",
        "03-12",
    ],
)
def test_what_heads_none(line: str) -> None:
    assert not heads_a_part(line)


@pytest.mark.parametrize(
    "head", ["二、待服务企业", "二、未成交企业", "二、签约未启动企业", "二、已终止服务企业", "二、子公司服务企业", "二、关联企业"]
)
def test_firms_that_are_not_served_are_no_part_of_the_list(head: str) -> None:
    first = page("2019年服务企业名单\n一、已服务企业", table=f"{FIRM}\n{firm_rows(30, 0)}")
    reading = firms.read((first, page(head, table=f"{FIRM}\n{firm_rows(30, 50)}", below="合计60家", number=2)))
    assert 60 not in counts(reading, "enterprises_served")


@pytest.mark.parametrize("head", ["二、待入职人员", "二、停薪留职人员", "二、子公司人员"])
def test_people_who_do_not_work_there_are_no_part_of_the_roster(head: str) -> None:
    first = page("人员花名册\n一、本单位", table=f"{PERSON}\n{person_rows(6, 0)}")
    reading = roster.read((first, page(head, table=f"{PERSON}\n{person_rows(5, 50)}", below="合计11人", number=2)))
    assert 11 not in counts(reading, "staff_total")


@pytest.mark.parametrize("head", ["二、岳阳市企业", "二、服务部企业", "二、第二批服务企业"])
def test_firms_of_another_place_or_batch_are_a_part_of_the_list(head: str) -> None:
    first = page("2019年服务企业名单\n一、长沙市企业", table=f"{FIRM}\n{firm_rows(30, 0)}")
    reading = firms.read((first, page(head, table=f"{FIRM}\n{firm_rows(30, 50)}", below="合计60家", number=2)))
    assert counts(reading, "enterprises_served") == [60]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("二、兼职人员（不计入服务人员）", [(6, True)]),
        ("二、外聘专家（仅供参考）", [(6, True)]),
        ("二、兼职人员", [(9, False), (6, False)]),
    ],
)
def test_a_heading_may_leave_its_people_out_in_so_many_words(head: str, expected: list[tuple[int, bool]]) -> None:
    rows = f"{PERSON}\n一、专职人员\n{person_rows(6, 0)}\n专职小计：6人\n{head}\n{person_rows(3, 50)}\n兼职小计：3人"
    reading = roster.read((page("服务人员花名册", table=rows),))
    told = [one for one in reading.candidates if one.field.name == "staff_total" and isinstance(one.value, Quantity)]
    assert [(int(one.value.value), not one.caveats) for one in told if isinstance(one.value, Quantity)] == expected


def test_a_heading_may_leave_its_firms_out_too() -> None:
    rows = f"{FIRM}\n一、服务企业\n{firm_rows(6, 0)}\n二、意向企业（不计入）\n{firm_rows(3, 50)}"
    assert counts(firms.read((page("2019年服务企业名单", table=rows),)), "enterprises_served") == [6]


ASIDE = "附：外聘兼职专家（不计入服务人员）"


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        (ASIDE, True),
        ("二、兼职人员（不计入服务人员）", True),
        ("外聘专家（仅供参考）", True),
        ("附表1:合作导师（未计入总数）:", True),
        ("注：外聘专家不计入服务人员", False),
        ("以上人员（不计入兼职）", False),
        ("合计14人（外聘专家不计入）", False),
        ("外聘专家（另附）", False),
        ("3 陈浩然（不计入）", False),
        ("陈浩然（不计入）", False),
        ("岳阳青桐企业管理有限公司（不计入）", False),
    ],
)
def test_a_heading_says_in_so_many_words_that_its_rows_do_not_count(line: str, is_one: bool) -> None:
    assert leaves_out(line) is is_one


@pytest.mark.parametrize("reading", [Reading.OCR, Reading.TEXT_LAYER])
def test_people_under_such_a_heading_are_left_out_on_a_scan_too(reading: Reading) -> None:
    below = "1|陈浩然||兼职|律师\n2|毛若水||兼职|教授"
    text = f"人员花名册\n\n{lined(PERSON + chr(10) + person_rows(4, 0))}\n合计4人，其中大专及以上学历4人。\n{ASIDE}\n{lined(below)}"
    told = roster.read((page(text, reading=reading),))
    assert (counts(told, "staff_total"), caveats(told, "staff_total")) == ([4], frozenset())

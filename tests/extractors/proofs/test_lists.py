"""Rosters, activity lists, lists of firms and of assets: what is counted, and when a count is not sure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from builders import page_of
from proof_pages import lined, page

from extractors.proofs import activities, assets, firms, read_proofs, roster, sort_pages
from extractors.proofs.firms import firm_key
from extractors.proofs.reading import Asked, ProofReading
from extractors.proofs.roster import schooling_of
from models.answer import Caveat, FoundBy
from models.document import Doubt, Page, Reading, Word
from models.fields import STAFF_TOTAL
from models.geometry import Box
from models.proof import PageKind
from models.quantity import Quantity

HEADER = "序号|姓名|性别|学历|职务|是否专职"
PEOPLE = [
    "周一舟|男|本科|主任|是",
    "吴若水|女|大专|专员|是",
    "郑望山|男|硕士研究生|专员|是",
    "王听雨|女|高中|前台|是",
    "冯知秋|男|中专|司机|是",
]


def people(first: int, last: int) -> str:
    return "\n".join(f"{at}|{chr(0x4E00 + at)}{PEOPLE[at % 5][1:]}" for at in range(first, last + 1))


def value(reading: ProofReading, name: str) -> Decimal | None:
    found = [one for one in reading.candidates if one.field.name == name]
    assert len({one.value.value if isinstance(one.value, Quantity) else None for one in found}) <= 1, found
    return found[0].value.value if found and isinstance(found[0].value, Quantity) else None


def caveats(reading: ProofReading, name: str) -> frozenset[Caveat]:
    return next(one.caveats for one in reading.candidates if one.field.name == name)


# --- rosters -------------------------------------------------------------------------------------------------------


def test_rows_are_people_and_schooling_is_counted_row_by_row() -> None:
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n{people(1, 10)}"),))
    assert (value(reading, "staff_total"), value(reading, "staff_college")) == (10, 6)
    assert not caveats(reading, "staff_total")
    assert not caveats(reading, "staff_college")


@pytest.mark.parametrize("repeat", [True, False], ids=["header again", "no header"])
def test_a_roster_goes_on_over_pages(repeat: bool) -> None:
    second = (HEADER + "\n" if repeat else "") + people(13, 20)
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n{people(1, 12)}"), page(table=second, number=2)))
    assert value(reading, "staff_total") == 20
    assert not caveats(reading, "staff_total")


def test_a_list_without_any_table_is_cut_by_its_header() -> None:
    reading = roster.read((page("人员花名册\n" + lined(f"{HEADER}\n{people(1, 9)}")),))
    assert (value(reading, "staff_total"), value(reading, "staff_college")) == (9, 5)


def test_unruled_tables_with_wrapped_cells_are_not_counted_twice() -> None:
    rows = "1|周一舟|男|本科|办公室主任兼财|是\n||||务负责人|\n2|吴若水|女|大专|专员|是\n3|郑望山|男|硕士|专员|是"
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n{rows}", ruled=False),))
    assert value(reading, "staff_total") == 3


@pytest.mark.parametrize(
    ("rows", "below", "why"),
    [
        ("1|周一舟|男|本科|主任|是\n3|吴若水|女|大专|专员|是\n4|郑望山|男|硕士|专员|是", "", "a number is missing"),
        ("2|周一舟|男|本科|主任|是\n3|吴若水|女|大专|专员|是", "", "it begins at 2: a page may be missing"),
        ("1|周一舟|男|本科|主任|是\n2||女|大专|专员|是\n3|郑望山|男|硕士|专员|是", "", "a name is blank"),
        ("1|周一舟|男|本科|主任|是\n2|吴若水|女|大专|专员|是", "以上共计5人", "the total sentence disagrees"),
        ("1|周一舟|男|本科|主任|是\n2|周一舟|男|本科|主任|是\n3|吴若水|女|大专|专员|是", "", "one person twice"),
    ],
)
def test_a_count_that_something_speaks_against_is_for_a_person(rows: str, below: str, why: str) -> None:
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n{rows}", below=below),))
    assert caveats(reading, "staff_total"), why
    assert reading.problems, why


def test_a_total_sentence_that_agrees_is_a_witness() -> None:
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n{people(1, 4)}", below="共4人"),))
    assert not caveats(reading, "staff_total")
    assert "与所写共4人一致" in reading.candidates[0].detail


def test_part_timers_are_told_and_both_numbers_given() -> None:
    reading = roster.read(
        (page("人员花名册", table=f"{HEADER}\n1|周一舟|男|本科|主任|是\n2|吴若水|女|大专|专员|是\n3|郑望山|男|博士|专家|否"),)
    )
    totals = [one for one in reading.candidates if one.field.name == "staff_total"]
    assert [one.value.value for one in totals if isinstance(one.value, Quantity)] == [3, 2]
    assert all(Caveat.BASIS in one.caveats for one in totals)


def test_a_consultant_of_the_house_is_no_part_timer() -> None:
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n1|周一舟|男|本科|咨询顾问|是\n2|吴若水|女|大专|专员|是"),))
    assert not caveats(reading, "staff_total")


def test_schooling_that_was_not_read_makes_that_count_unsure_only() -> None:
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n1|周一舟|男|本科|主任|是\n2|吴若水|女|未|专员|是"),))
    assert not caveats(reading, "staff_total")
    assert Caveat.PARTIAL in caveats(reading, "staff_college")


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("大专", "college"), ("专科", "college"), ("高职", "college"), ("大学本科", "college"), ("本科（学士）", "college"), ("硕士研究生", "college"), ("博士", "college"), ("大学专科", "college"),
        ("中专", "below"), ("高中", "below"), ("技校", "below"), ("初中", "below"), ("中等专科", "below"), ("职高", "below"), ("大专以下", "below"), ("本科在读", "studying"), ("大专（在读）", "studying"),
        ("硕士在读", "college"), ("", "unclear"), ("见附件", "unclear"),
    ],
)  # fmt: skip
def test_schooling(cell: str, kind: str) -> None:
    assert schooling_of(cell) == kind


# --- firms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        ("2020年湖南省中小微企业核心服务机构申报材料", True),  # the papers' head, of no year of the list
        ("2018年核心服务机构服务企业名单", False),
        ("2018年申报材料之服务企业名单", False),
    ],
)
def test_a_list_of_another_year_is_in_doubt_whatever_its_title_names_beside_the_year(head: str, sure: bool) -> None:
    title = f"{head}\n2019年度服务企业名单" if sure else head
    reading = firms.read((page(title, table="序号|企业名称|服务内容\n1|岳阳甲子食品有限公司|培训\n2|岳阳乙丑食品有限公司|培训"),))
    assert (not caveats(reading, "enterprises_served")) is sure


def test_firms_are_counted_once_up_to_ending_spaces_and_brackets() -> None:
    rows = "1|岳阳青桐食品有限公司|培训\n2|岳阳白露机械有限责任公司|诊断\n3|岳阳 青桐食品有限责任公司|融资\n4|岳阳（白露）机械有限公司|培训\n5|湘阴霜降茶业有限公司|培训"
    reading = firms.read((page("2019年度服务企业名单", table=f"序号|企业名称|服务内容\n{rows}"),))
    assert value(reading, "enterprises_served") == 3
    assert "清单 5 行，去重后 3 家" in reading.candidates[0].detail


def test_two_blocks_side_by_side_are_one_list() -> None:
    rows = "1|岳阳甲子食品有限公司|3|岳阳丙寅食品有限公司\n2|岳阳乙丑食品有限公司|4|岳阳丁卯食品有限公司"
    reading = firms.read((page("服务企业名单（2019年）", table=f"序号|企业名称|序号|企业名称\n{rows}\n||5|岳阳戊辰食品有限公司"),))
    assert value(reading, "enterprises_served") == 5


@pytest.mark.parametrize("caption", ["2018年服务企业名单", "2018—2019年服务企业名单"])
def test_a_list_of_another_year_is_not_taken_as_this_years(caption: str) -> None:
    reading = firms.read((page(caption, table="序号|企业名称|服务内容\n1|岳阳甲子食品有限公司|培训\n2|岳阳乙丑食品有限公司|培训"),))
    assert caveats(reading, "enterprises_served")


def test_a_year_column_counts_only_the_asked_year() -> None:
    rows = "1|岳阳甲子食品有限公司|2018年\n2|岳阳乙丑食品有限公司|2019年\n3|岳阳丙寅食品有限公司|2019年"
    reading = firms.read((page("服务企业名单", table=f"序号|企业名称|服务年度\n{rows}"),))
    assert value(reading, "enterprises_served") == 2


@pytest.mark.parametrize(("left", "right"), [("岳阳青桐有限公司", "岳阳 青桐 有限责任公司"), ("岳阳（青桐）食品厂", "岳阳青桐食品厂")])
def test_firm_keys_agree(left: str, right: str) -> None:
    assert firm_key(left) == firm_key(right)


@pytest.mark.parametrize("other", ["岳阳青桐股份有限公司", "岳阳青桐集团有限公司", "岳阳青桐厂"])
def test_companies_of_another_form_are_firms_of_their_own(other: str) -> None:
    assert firm_key("岳阳青桐有限公司") != firm_key(other)


# --- activities ----------------------------------------------------------------------------------------------------

ACTIVITY_HEADER = "序号|活动时间|活动名称|活动类别|组织方式|参训人次"


def test_only_ones_own_activities_of_the_year_count() -> None:
    rows = (
        "1|2018.12.2|政策宣讲会|公共服务活动|主办|30\n2|2019.1.20|惠企政策宣讲会|公共服务活动|主办|32\n3|2019年2月6日|银企对接会|公共服务活动|承办|49\n"
        "4|2019-03-07|中部博览会|公共服务活动|参加|5\n5|2019/4/1|上云培训班|公共服务活动|联合主办|60"
    )
    reading = activities.read((page("服务活动清单", table=f"{ACTIVITY_HEADER}\n{rows}"),))
    assert value(reading, "public_activities") == 3
    assert not caveats(reading, "public_activities")


def test_co_organised_activities_are_for_a_person() -> None:
    rows = "1|2019.1.20|惠企政策宣讲会|公共服务活动|主办|32\n2|2019.2.6|银企对接会|公共服务活动|协办|49"
    reading = activities.read((page("服务活动清单", table=f"{ACTIVITY_HEADER}\n{rows}"),))
    assert value(reading, "public_activities") == 1
    assert caveats(reading, "public_activities") == {Caveat.CO_ORGANISED}


def test_kinds_go_to_their_fields() -> None:
    rows = (
        "1|2019.1.20|产学研技术洽谈会|技术洽谈|主办|32\n2|2019.2.6|质量现场诊断|质量品牌诊断|承办|49\n3|2019.3.1|节能推广会|技术推广|主办|20\n"
        "4|2019.4.1|知识产权培训|知识产权|主办|20\n5|2019.5.1|创业讲堂|公益性公共服务活动|主办|50\n6|2019.6.1|党员活动|党建|主办|20"
    )
    reading = activities.read((page("服务活动清单", table=f"{ACTIVITY_HEADER}\n{rows}"),))
    assert (value(reading, "specialised_activities"), value(reading, "welfare_activities")) == (4, 1)
    assert value(reading, "public_activities") is None


@pytest.mark.parametrize(
    ("title", "names", "field", "sure"),
    [
        ("2019年度公益服务活动登记表", ("创业讲座", "财税课"), "welfare_activities", True),
        ("2019年技术创新服务活动台账", ("推介会", "讲座"), "specialised_activities", True),
        ("2019年公共服务活动台账", ("创业公益讲座", "公益咨询日"), "public_activities", True),
        ("", ("公益法律咨询", "大学生创业公益讲座"), "welfare_activities", False),
        ("", ("专利挖掘与布局培训", "产学研技术洽谈会", "质量诊断"), "specialised_activities", False),
        ("", ("安全生产公益讲座", "银企融资对接会"), "public_activities", True),
    ],
)
def test_where_neither_title_nor_column_tells_the_kind_all_names_must_say_it(
    title: str, names: tuple[str, ...], field: str, sure: bool
) -> None:
    rows = "\n".join(f"{at}|2019.{at}.6|{name}|会议室|30" for at, name in enumerate(names, 1))
    reading = activities.read((page(title, table=f"序号|活动时间|活动名称|地点|参加人数\n{rows}"),))
    assert [(one.field.name, not one.caveats) for one in reading.candidates] == [(field, sure)]
    assert value(reading, field) == len(names)


def test_another_years_notice_asks_another_year() -> None:
    rows = "1|2018.12.2|政策宣讲会|公共服务活动|主办|30\n2|2019.1.20|政策宣讲会|公共服务活动|主办|32"
    reading = activities.read((page("服务活动清单", table=f"{ACTIVITY_HEADER}\n{rows}"),), Asked(year=2018))
    assert value(reading, "public_activities") == 1


def test_two_lists_of_two_years_stay_two() -> None:
    header = "序号|活动名称|活动类别|组织方式"
    first = page("2018年度服务活动一览表", table=f"{header}\n1|政策宣讲会|公共服务活动|主办\n2|银企对接会|公共服务活动|主办")
    second = page(
        "2019年度服务活动一览表",
        table=f"{header}\n1|政策宣讲会|公共服务活动|主办\n2|银企对接会|公共服务活动|主办\n3|用工对接会|公共服务活动|主办",
        number=2,
    )
    assert value(activities.read((first, second)), "public_activities") == 3


# --- assets --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("caption", "title", "amounts", "total", "wan"),
    [
        ("服务资产清单", "金额（元）", ("106,500.00", "1,473,500.00"), "1,580,000.00", "158"),
        ("服务资产清单\n单位：万元", "金额", ("10.65", "147.35"), "158.00", "158"),
        ("服务资产清单  单位：千元", "价值", ("1,000", "325"), "1,325", "132.5"),
        ("服务设备明细表", "总价（万元）", ("12.5", "7.5"), "20", "20"),
    ],
)
def test_the_total_is_taken_with_its_unit_and_the_rows_agree(
    caption: str, title: str, amounts: tuple[str, str], total: str, wan: str
) -> None:
    table = f"序号|资产名称|数量|{title}|用途\n1|服务器|2|{amounts[0]}|培训\n2|投影设备|3|{amounts[1]}|培训\n合计||5|{total}|"
    reading = assets.read((page(caption, table=table),))
    assert value(reading, "service_assets") == Decimal(wan)
    assert not caveats(reading, "service_assets")
    assert "相加与合计一致" in reading.candidates[0].detail
    assert reading.candidates[0].found_by is FoundBy.LIST


def test_a_total_that_no_sum_proves_stands_on_its_own_words() -> None:
    reading = assets.read((page("服务资产清单", table="序号|资产名称|金额（元）\n1|服务器|50#,000\n2|软件|400,000\n|合计|900,000"),))
    assert [one.found_by for one in reading.candidates] == [FoundBy.TABLE]


def test_a_total_that_does_not_add_up_gives_both_numbers_and_a_problem() -> None:
    table = "序号|资产名称|金额（元）\n1|服务器|500,000\n2|软件|400,000\n|合计|1,000,000"
    reading = assets.read((page("服务资产清单", table=table),))
    assert [str(one.value.value) for one in reading.candidates if isinstance(one.value, Quantity)] == ["100", "90"]
    assert all(Caveat.SUM in one.caveats for one in reading.candidates)
    assert reading.problems


def test_rows_are_summed_where_no_total_stands_and_said_so() -> None:
    reading = assets.read((page("服务资产清单", table="序号|资产名称|金额（元）\n1|服务器|500,000\n2|软件|400,000"),))
    assert value(reading, "service_assets") == 90
    assert caveats(reading, "service_assets") == {Caveat.SUM}


def test_a_unit_in_the_tables_own_first_row_is_the_lists() -> None:
    table = "编制单位：青桐公司||||单位：万元\n序号|资产名称|单位|数量|账面价值\n1|电脑|台|2|84.5\n2|软件|套|1|100\n合计||||184.5"
    reading = assets.read((page("服务资产清单", table=table),))
    assert value(reading, "service_assets") == Decimal("184.5")
    assert not caveats(reading, "service_assets")


def test_without_a_unit_nothing_is_sure() -> None:
    reading = assets.read((page("服务资产清单", table="序号|资产名称|金额\n1|服务器|50\n2|软件|40\n|合计|90"),))
    assert Caveat.UNIT_MISSING in caveats(reading, "service_assets")


# --- what seals do to tables ---------------------------------------------------------------------------------------


def test_a_total_cut_in_two_by_a_seal_is_told_by_the_sum_of_its_rows() -> None:
    table = "序号|资产名称|金额（元）\n1|服务器|2,000,000.00\n2|软件|888,200.00 A\n|合计|2,888200.00"
    reading = assets.read((page("服务资产清单", table=table),))
    assert value(reading, "service_assets") == Decimal("288.82")


@pytest.mark.parametrize("total", ["2,888", "2,88B,200"])
def test_a_total_that_cannot_be_the_sum_is_never_sure(total: str) -> None:
    table = f"序号|资产名称|金额（元）\n1|服务器|2,000,000.00\n2|软件|8#8,200.00\n|合计|{total}"
    found = assets.read((page("服务资产清单", table=table),)).candidates
    assert all(one.value is None or one.caveats for one in found)


def test_strokes_below_a_list_are_not_counted() -> None:
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n{people(1, 6)}\n1||||K|1"),))
    assert value(reading, "staff_total") == 6
    assert not caveats(reading, "staff_total")


def test_one_misread_number_in_a_list_that_is_in_step_is_no_gap() -> None:
    rows = "\n".join(f"{671 if at == 7 else at}|岳阳{chr(0x4E00 + at)}字食品有限公司|培训" for at in range(1, 13))
    reading = firms.read((page("2019年服务企业名单", table=f"序号|企业名称|服务内容\n{rows}"),))
    assert value(reading, "enterprises_served") == 12
    assert not caveats(reading, "enterprises_served")


def test_a_heading_within_a_list_is_no_row_of_it() -> None:
    reading = roster.read((page("人员花名册", table=f"{HEADER}\n一、管理人员\n{people(1, 3)}\n二、服务人员\n{people(4, 6)}"),))
    assert value(reading, "staff_total") == 6
    assert not caveats(reading, "staff_total")


# --- what strokes on a scan do to tables ---------------------------------------------------------------------------


def scanned(drawing: str, *, number: int = 1, doubtful: tuple[str, ...] = (), thin: bool = False) -> Page:
    """A drawn page as an engine read it. Words in `doubtful` were read at 0.3; `thin`: every lone 1 is as wide as a ruling."""
    drawn = page_of(drawing, number=number, file="材料.pdf", reader="rapidocr 3", confidence=0.99)

    def read(word: Word) -> Word:
        if word.text in doubtful:
            return replace(word, confidence=0.3, doubts=frozenset({Doubt.LOW_CONFIDENCE}))
        if thin and word.text == "1":
            return replace(word, box=replace(word.box, x1=word.box.x0 + 0.7))
        return word

    tables = tuple(
        replace(one, cells=tuple(replace(cell, words=tuple(map(read, cell.words))) for cell in one.cells)) for one in drawn.tables
    )
    return replace(drawn, reading=Reading.OCR, words=tuple(map(read, drawn.words)), tables=tables)


def sure_assets(drawing: str, **how: object) -> list[Decimal]:
    """The totals that the rows prove."""
    found = assets.read((scanned(drawing, **how),)).candidates  # type: ignore[arg-type]
    return [one.value.value for one in found if isinstance(one.value, Quantity) and one.found_by is FoundBy.LIST and not one.caveats]


@pytest.mark.parametrize(
    ("rows", "total", "doubtful"),
    [
        (("235.500.00", "269,100.00", "128,760.00"), "633.360.00 │ <", ()),
        (("235,500.00", "269,100.00", "128,760.00"), "633 │ 360.00", ()),
        (("235,500.00", "269,100.00 7", "128,760.00"), "633,360.00 │ <", ("7",)),
        (("235,500.00", "269,100.00", "12876000"), "633,360.00 │ <", ()),
        (("235,500.00", "269,100:00", "128,760.00"), "633, │ 360.00", ("360.00",)),
        (("235,500.00", "269,100.00", "M7 128.760.00 snve"), "633,360.00 4naO │ <", ("M7", "snve", "4naO")),
    ],
    ids=["points for commas", "cut in two", "a stroke beside", "the point lost", "a colon for the point", "seal marks around"],
)
def test_amounts_spoilt_on_a_scan_are_mended_where_they_then_add_up(rows: tuple[str, ...], total: str, doubtful: tuple[str, ...]) -> None:
    body = "\n".join(f"{at} │ 设备{at} │ {row} │ < │ 培训" for at, row in enumerate(rows, start=1))
    drawing = f"服务资产清单\n序号 │ 资产名称 │ 金额（元） │ < │ 用途\n{body}\n合计 │ < │ {total} │"
    assert sure_assets(drawing, doubtful=doubtful) == [Decimal("63.336")]


def test_a_ruling_read_as_a_one_before_a_total_is_no_figure() -> None:
    drawing = "服务资产清单\n序号 │ 资产名称 │ 金额（万元） │ <\n1 │ 服务器 │ 40.10 │ <\n2 │ 软件 │ 20.06 │ <\n3 │ 投影 │ 3.20 │ <\n合计 │ < │ 1 │ 63.36"
    assert sure_assets(drawing, thin=True) == [Decimal("63.36")]
    assert sure_assets(drawing) == []


@pytest.mark.parametrize("total", ["633,860.00", "638 │ 360.00", "533.360.00"])
def test_a_figure_is_never_mended_into_another(total: str) -> None:
    rows = "1 │ 服务器 │ 235,500.00 │ <\n2 │ 软件 │ 269,100.00 │ <\n3 │ 投影 │ 128,760.00 │ <"
    drawing = f"服务资产清单\n序号 │ 资产名称 │ 金额（元） │ <\n{rows}\n合计 │ < │ {total}{'' if '│' in total else ' │ <'}"
    found = assets.read((scanned(drawing),)).candidates
    assert sure_assets(drawing) == []
    assert [one.found_by for one in found][1:] == [FoundBy.COMPUTED]
    assert all(one.value is None or one.caveats == {Caveat.SUM} for one in found)


def test_rows_are_summed_beside_a_total_that_was_not_read() -> None:
    rows = "1 │ 服务器 │ 235,500.00\n2 │ 软件 │ 269,100.00\n3 │ 投影 │ 128,760.00"
    found = assets.read((scanned(f"服务资产清单\n序号 │ 资产名称 │ 金额（元）\n{rows}\n合计 │ < │ 6B3,In"),)).candidates
    assert [(one.value is None, one.found_by, one.caveats) for one in found] == [
        (True, FoundBy.LIST, frozenset()),
        (False, FoundBy.COMPUTED, frozenset({Caveat.SUM})),
    ]


FIRMS = ["岳阳甲子食品有限公司", "湘阴乙丑机械有限公司", "汨罗丙寅茶业有限公司", "平江丁卯纺织有限公司"]


def test_a_stroke_down_a_list_does_not_cut_names_in_two() -> None:
    rows = "\n".join(f"{at} │ {name[:6]} │ {name[6:]} │ 培训" for at, name in enumerate(FIRMS, start=1))
    reading = firms.read((scanned(f"2019年服务企业名单\n序号 │ 司 │ 企业名称 │ 服务内容\n{rows}"),))
    assert value(reading, "enterprises_served") == 4
    assert not caveats(reading, "enterprises_served")


def test_a_stroke_in_the_header_alone_is_no_column() -> None:
    rows = "1 │ 岳阳甲子食品有限公司 │ < │ 3 │ 汨罗丙寅茶业有限公司\n2 │ 湘阴乙丑机械有限公司 │ < │ 4 │ 平江丁卯纺织有限公司"
    reading = firms.read((scanned(f"2019年服务企业名单\n序号 │  │ 企业名称 │ 序号 │ 企业名称\n{rows}"),))
    assert value(reading, "enterprises_served") == 4
    assert not caveats(reading, "enterprises_served")


def test_the_halves_of_a_title_are_one_column_and_no_more() -> None:
    rows = "1 │ 2019.1. │ 20 │ 惠企政策宣讲会 │ 公共服务活动 │ 主办\n2 │ 2019.2. │ 6 │ 银企对接会 │ 公共服务活动 │ 承办"
    reading = activities.read((scanned(f"服务活动清单\n序号 │ 活动时 │ 间 │ 活动名称 │ 活动类别 │ 组织方式\n{rows}"),))
    assert value(reading, "public_activities") == 2
    assert not caveats(reading, "public_activities")


def test_a_sliver_cut_off_a_row_is_no_row() -> None:
    drawn = scanned(
        "2019年服务企业名单\n序号 │ 企业名称 │ 服务内容 │ 联系人\n1 │ 岳阳甲子食品有限公司 │ 培训 │ 周一舟\n"
        "2 │ 湘阴乙丑机械有限公司 │ 诊断 │ \n^ │ ^ │ ^ │ 吴若水\n3 │ 汨罗丙寅茶业有限公司 │ 培训 │ 郑望山"
    )
    reading = firms.read((drawn,))
    assert value(reading, "enterprises_served") == 3
    assert not caveats(reading, "enterprises_served")


def test_two_rows_whose_ruling_was_lost_are_not_taken_for_one() -> None:
    drawn = scanned(
        "2019年服务企业名单\n序号 │ 企业名称 │ 服务内容 │ 联系人\n1 │ 岳阳甲子食品有限公司 │ 培训 │ 周一舟\n"
        "2⏎3 │ 湘阴乙丑机械有限公司⏎汨罗丙寅茶业有限公司 │ 诊断⏎培训 │ 王听雨\n^ │ ^ │ ^ │ 吴若水"
    )
    assert caveats(firms.read((drawn,)), "enterprises_served")


ROSTER = "序号 │ 姓名 │ 性别 │ 学历 │ 职务 │ 是否专职"
STAFF = "1 │ 周一舟 │ 男 │ 本科 │ 主任 │ 是\n2 │ 吴若水 │ 女 │ 大专 │ 专员 │ 是\n3 │ 郑望山 │ 男 │ 硕士 │ 专员 │ 是"


def test_strokes_of_a_seal_below_the_last_row_are_no_person() -> None:
    reading = roster.read((scanned(f"人员花名册\n{ROSTER}\n{STAFF}\n │ < │ 答 │ < │ #瓦首 │ <"),))
    assert (value(reading, "staff_total"), value(reading, "staff_college")) == (3, 3)
    assert not caveats(reading, "staff_total")


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (" │ 亻 │ 一 │ │ K │ ", "a whole row of cells in which nothing could be read"),
        ("王听雨女高中前台 │ < │ < │ < │ 是 │ <", "a row without its rulings"),
        ("4王听雨女高中前台是 │ < │ < │ < │ < │ <", "a row in one cell"),
        ("4 │ │ │ │ │ ", "a number alone"),
        (" │ │ │ │ │ ", "a row of cells without a word: spare, or unread"),
        ("4⏎5 │ 王听雨⏎冯知秋 │ 女⏎男 │ 高中⏎中专 │ 前台⏎司机 │ 是⏎是", "two rows in one"),
    ],
)
def test_a_last_row_that_could_not_be_read_makes_the_count_unsure(last: str, why: str) -> None:
    assert caveats(roster.read((scanned(f"人员花名册\n{ROSTER}\n{STAFF}\n{last}"),)), "staff_total"), why


def test_the_spare_rows_of_a_printed_form_are_nobody() -> None:
    spare = "\n".join(f"{at} │ │ │ │ │ " for at in range(4, 11))
    reading = roster.read((scanned(f"人员花名册\n{ROSTER}\n{STAFF}\n{spare}"),))
    assert value(reading, "staff_total") == 3
    assert not caveats(reading, "staff_total")


def test_a_page_of_a_list_that_could_not_be_cut_into_its_columns_makes_the_count_unsure() -> None:
    second = scanned("4 │ 王听雨女高中前台 │ 是\n5 │ 冯知秋男中专司机 │ 是", number=2)
    reading = roster.read((scanned(f"人员花名册\n{ROSTER}\n{STAFF}"), second))
    assert Caveat.PARTIAL in caveats(reading, "staff_total")
    assert "第2页的行未能读入" in reading.candidates[0].detail


def test_the_same_header_cut_in_other_columns_goes_on_with_the_list() -> None:
    first = scanned("2019年服务企业名单\n序号 │ 企业名称 │ 服务内容\n1 │ 岳阳甲子食品有限公司 │ 培训\n2 │ 湘阴乙丑机械有限公司 │ 诊断")
    second = scanned("序号 │ 企业名称 │ 服务内容 │ \n3 │ 汨罗丙寅茶业有限公司 │ 培训 │ \n4 │ 平江丁卯纺织有限公司 │ 融资 │ 一", number=2)
    reading = firms.read((first, second))
    assert value(reading, "enterprises_served") == 4
    assert not caveats(reading, "enterprises_served")


@pytest.mark.parametrize(("cell", "sure"), [("公主服", True), ("承E", True), ("王办", True), ("_企业A", False), ("办", False)])
def test_one_character_of_a_part_tells_it_only_where_no_other_part_has_it(cell: str, sure: bool) -> None:
    header = "序号 │ 活动时间 │ 活动名称 │ 活动类别 │ 组织方式"
    rows = f"1 │ 2019.1.20 │ 惠企政策宣讲会 │ 公共服务活动 │ 主办\n2 │ 2019.2.6 │ 银企对接会 │ 公共服务活动 │ {cell}"
    reading = activities.read((scanned(f"服务活动清单\n{header}\n{rows}"),))
    assert (value(reading, "public_activities") == 2, not caveats(reading, "public_activities")) == (sure, sure)


def test_a_letter_of_another_part_beside_it_leaves_the_part_open() -> None:
    rows = "1 │ 2019.1.20 │ 惠企政策宣讲会 │ 公共服务活动 │ 主办\n2 │ 2019.2.6 │ 银企对接会 │ 公共服务活动 │ 协主"
    drawing = f"服务活动清单\n序号 │ 活动时间 │ 活动名称 │ 活动类别 │ 组织方式\n{rows}"
    assert caveats(activities.read((scanned(drawing),)), "public_activities")


@pytest.mark.parametrize(("title", "taken_for", "counted"), [("", None, False), ("活动现场照片", None, True), ("", PageKind.PHOTO, True)])
def test_photos_behind_a_list_are_no_rows_of_it(title: str, taken_for: PageKind | None, counted: bool) -> None:
    first = scanned(f"人员花名册\n{ROSTER}\n{STAFF}")
    junk = tuple(Word("口一１", Box(80 + 40 * i, 120 + 20 * i, 100 + 40 * i, 134 + 20 * i), 0.3, "scripted") for i in range(12))
    words = (Word(title, Box(240, 60, 340, 76), 0.99, "scripted"), *junk) if title else junk
    behind = replace(first, number=2, words=words, tables=(), taken_for=taken_for)
    pages = (first, behind)
    (reading,) = read_proofs(pages, sort_pages(pages))
    assert (not caveats(reading, "staff_total")) is counted


# --- where a list ends ---------------------------------------------------------------------------------------------

ROSTER_HEADER = "姓名|岗位|文化程度|社保"


@pytest.mark.parametrize(
    "header", ["时间|主题|组织形式|参与企业", "活动名称|时间|地点|人数", "荣誉名称|授予单位|时间|备注", "设备名称|数量|金额|备注"]
)
def test_a_roster_ends_where_a_list_of_other_things_begins(header: str) -> None:
    first = page("人员名册", table=f"{ROSTER_HEADER}\n周一舟|主任|本科|已缴\n吴若水|专员|大专|已缴")
    other = page(table=f"{header}\n2019.2.22|银企对接会|主办|56家\n2019.4.15|员工培训班|承办|57家", number=2)
    reading = roster.read((first, other))
    assert value(reading, "staff_total") == 2
    assert not caveats(reading, "staff_total")


def test_days_for_names_make_a_count_of_people_unsure() -> None:
    first = page("人员名册", table=f"{ROSTER_HEADER}\n周一舟|主任|本科|已缴\n2019.2.22|银企对接会|主办|56家")
    assert caveats(roster.read((first,)), "staff_total")


def test_firms_are_no_activities_and_activities_no_firms() -> None:
    served = page("服务企业名单", table="序号|企业名称|服务内容|服务时间\n1|岳阳某某公司|培训|2019.3\n2|岳阳另一公司|咨询|2019.4")
    held = page("活动统计", table="时间|主题|组织形式|参与企业\n2019.2.22|银企对接会|主办|56家")
    assert not activities.read((served,)).candidates
    assert not firms.read((held,)).candidates


def test_a_row_broken_by_the_end_of_a_page_is_one_row() -> None:
    first = page("人员花名册", table="序号|姓名|性别|学历|职务|是否专职\n1|周一舟|男|本科|主任|是\n2|吴若|女|大|专员|是")
    second = page(table="序号|姓名|性别|学历|职务|是否专职\n|水||专||\n3|郑望山|男|硕士|专员|是", number=2)
    reading = roster.read((first, second))
    assert (value(reading, "staff_total"), value(reading, "staff_college")) == (3, 3)
    assert not caveats(reading, "staff_total")


@pytest.mark.parametrize(("title", "part"), [("2019年部分服务企业名单", True), ("服务企业名单（节选）", True), ("主要服务企业名单", False)])
def test_a_list_of_firms_that_calls_itself_a_part_says_so(title: str, part: bool) -> None:
    reading = firms.read((page(title, table="序号|企业名称|服务内容\n1|岳阳某某公司|培训\n2|岳阳另一公司|咨询"),))
    assert (Caveat.EXCERPT in caveats(reading, "enterprises_served")) is part


@pytest.mark.parametrize(
    ("third", "sure"),
    [
        ("岳阳县财政局", False),
        ("岳阳市第一中学", False),
        ("汨罗市人民政府", False),
        ("岳阳丙寅机电有限公司", True),
        ("平江县农机局部件厂", True),
    ],
)
def test_offices_and_schools_in_a_list_of_firms_leave_the_count_in_doubt(third: str, sure: bool) -> None:
    rows = f"1|岳阳甲子有限公司|培训\n2|岳阳乙丑有限公司|咨询\n3|{third}|咨询"
    reading = firms.read((page("2019年度服务企业名单", table=f"序号|企业名称|服务内容\n{rows}"),))
    assert (not caveats(reading, "enterprises_served")) is sure


@pytest.mark.parametrize(("post", "counts"), [("咨询师", {8}), ("已离职", {8, 0}), ("退休返聘", {8})])
def test_who_has_left_is_told_wherever_the_row_says_so(post: str, counts: set[int]) -> None:
    people = "\n".join(f"{at}|张{char}|本科|{post}" for at, char in enumerate("一二三四五六七八", 1))
    found = roster.read((page("服务人员花名册", table=f"序号|姓名|学历|岗位\n{people}"),)).candidates
    assert {int(one.value.value) for one in found if one.field is STAFF_TOTAL and isinstance(one.value, Quantity)} == counts


@pytest.mark.parametrize(("state", "sure"), [("履约中", True), ("已终止", False), ("洽谈中", False), ("未签约", False)])
def test_a_firm_that_the_list_itself_says_is_not_served_leaves_the_count_open(state: str, *, sure: bool) -> None:
    names = (f"岳阳{one}{other}机械有限公司" for one, other in zip("甲乙丙丁戊己", "子丑寅卯辰巳", strict=True))
    table = "序号|企业名称|状态\n" + "\n".join(f"{at}|{name}|{state if at % 2 else '履约中'}" for at, name in enumerate(names, 1))
    found, *_ = firms.read((page("2019年服务企业名单", table=table),)).candidates
    assert (not found.caveats) is sure


PRICED = "序号|资产名称|数量|单价（元）|金额（元）\n1|服务器|2|50,000|100,000\n2|软件|1|{price}|{amount}\n3|投影仪|2|7,200|14,400\n{total}||||{made}"


@pytest.mark.parametrize(
    ("price", "amount", "total", "made", "told"),
    [
        ("378,120", "878,120", "合计", "492,520", "相加与合计一致"),  # a seal made an 8 of the 3
        ("378,120", "878,120", "合十", "492,520", "相加与合计一致"),
        ("378,120", "878,120", "合计", "500,000", "不一致"),
        ("378,120", "378,120", "合计", "492,520", "相加与合计一致"),
    ],
)
def test_on_a_scan_price_and_number_say_what_an_amount_under_a_seal_is(price: str, amount: str, total: str, made: str, told: str) -> None:
    table = PRICED.format(price=price, amount=amount, total=total, made=made)
    reading = assets.read((page("服务资产清单", table=table, reading=Reading.OCR),))
    assert told in reading.candidates[0].detail


def test_a_text_layer_says_what_it_says() -> None:
    table = PRICED.format(price="378,120", amount="878,120", total="合计", made="492,520")
    assert "不一致" in assets.read((page("服务资产清单", table=table),)).candidates[0].detail


@pytest.mark.parametrize(
    ("note", "total", "expected"),
    [
        ("注：服务资产按净值填报。", "66", [(Decimal("66"), False)]),
        ("申报数以账面净值为准", "66", [(Decimal("66"), False)]),
        ("注：净值按直线法计算。", "66", [(Decimal("99"), True), (Decimal("66"), True)]),
        ("注：服务资产按原值填报，净值仅供参考。", "66", [(Decimal("99"), True), (Decimal("66"), True)]),
        ("注：服务资产按净值填报。", "65", [(Decimal("99"), True), (Decimal("66"), True)]),
    ],
    ids=["said", "said otherwise", "how it was reckoned", "the other is meant", "its own total differs"],
)
def test_a_note_says_that_net_values_are_meant(note: str, total: str, expected: list[tuple[Decimal, bool]]) -> None:
    rows = (
        f"序号|资产名称|原值（万元）|累计折旧（万元）|净值（万元）\n1|电脑|60|20|40\n2|投影仪|30|10|20\n3|桌椅|9|3|6\n合计||99|33|{total}"
    )
    reading = assets.read((page("服务资产清单", table=rows, below=note),))
    told = [(one.value.value, Caveat.BASIS in one.caveats) for one in reading.candidates if isinstance(one.value, Quantity)]
    assert told == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("2018年末金额|2019年末金额", 60),
        ("2019年末金额|2018年末金额", 40),
        ("年初账面价值|期末账面价值", 60),
        ("期末账面价值|年初账面价值", 40),
        ("金额（年初）|金额（年末）", 60),
        ("2019年末金额|2020年4月金额", 40),
        ("年初账面价值|备注", 40),
    ],
)
def test_of_columns_of_several_days_the_one_that_is_asked_counts(columns: str, expected: int) -> None:
    rows = f"序号|资产名称|{columns}\n1|电脑|30|20\n2|软件|10|40\n合计||40|60"
    assert value(assets.read((page("服务资产明细 单位：万元", table=rows),)), "service_assets") == expected

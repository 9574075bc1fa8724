"""Lists of activities as offices keep them: by quarter, with another year's section, with a column of times, without a table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from proof_pages import LINE, page

from extractors.proofs import activities, proofs_of, read_proofs, sort_pages
from extractors.proofs.entries import entries
from extractors.proofs.event_papers import event_papers, is_event_paper
from extractors.proofs.reading import ProofReading
from models.answer import Caveat
from models.document import Page
from models.document import Reading as ReadingKind
from models.geometry import Box
from models.proof import PageKind, PageRef, ProofKind, ProofState, Sorted
from models.quantity import Quantity

HEADER = "序号|日期|内容|到会人数"
NAMES = ("惠企政策宣讲会", "银企对接会", "用工招聘对接会", "财务管理公开课", "法律维权服务日", "股权融资路演会")


def rows(count: int, month: int = 3, header: str = HEADER) -> str:
    """A table of events in consecutive days, numbered from 1."""
    return "\n".join([header, *(f"{at}|{month:02d}-{at:02d}|{NAMES[at % 6]}|{30 + at}" for at in range(1, count + 1))])


def below(
    *parts: tuple[str, str], foot: str = "", title: str = "2019年公共服务活动分季度统计", number: int = 1, file: str = "材料.pdf"
) -> Page:
    """A title, and tables one below the other, each under its heading; a line below the last one."""
    pages = []
    top = 0.0
    for nth, (heading, table) in enumerate(parts):
        text = f"{title}\n{heading}" if nth == 0 and title else heading
        one = page(text, table=table, below=foot if nth == len(parts) - 1 else "", number=number, file=file)
        pages.append(_moved(one, top))
        top += max(word.box.bottom for word in one.words) + LINE
    first = pages[0]
    return replace(
        first,
        words=tuple(word for one in pages for word in one.words),
        tables=tuple(table for one in pages for table in one.tables),
        height=max(first.height, top + 100),
    )


def _moved(one: Page, by: float) -> Page:
    def box(old: Box) -> Box:
        return Box(old.x0, old.top + by, old.x1, old.bottom + by)

    moved = {id(word): replace(word, box=box(word.box)) for word in one.words}
    tables = tuple(
        replace(
            table,
            box=box(table.box),
            cells=tuple(replace(cell, box=box(cell.box), words=tuple(moved[id(word)] for word in cell.words)) for cell in table.cells),
        )
        for table in one.tables
    )
    return replace(one, words=tuple(moved.values()), tables=tables)


def told(reading: ProofReading) -> list[tuple[str, Decimal | None, frozenset[Caveat]]]:
    return [(one.field.name, one.value.value if isinstance(one.value, Quantity) else None, one.caveats) for one in reading.candidates]


def counted(reading: ProofReading) -> dict[str, tuple[int, bool]]:
    """Field → the count, and whether nothing speaks against it."""
    assert len({name for name, _, _ in told(reading)}) == len(told(reading)), "one candidate a field"
    return {name: (int(value or 0), not caveats) for name, value, caveats in told(reading)}


# --- one list in several tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headings",
    [
        ("第一季度（2次）", "第二季度（3次）"),
        ("一、上半年", "二、下半年"),
        ("（一）培训类", "（二）对接类"),
        ("3月份", "4月份"),
    ],
)
def test_tables_under_headings_of_one_title_are_one_list(headings: tuple[str, str]) -> None:
    pages = (below((headings[0], rows(2)), (headings[1], rows(3, 5)), foot="全年共组织5次，均由本单位主办。"),)
    assert counted(activities.read(pages)) == {"public_activities": (5, True)}


def test_a_quarter_whose_heading_ended_the_page_before_goes_on_with_the_list() -> None:
    first = below(("第一季度（2次）", rows(2)), ("第二季度（1次）", rows(1, 5)), foot="第三季度（2次）")
    second = page("", table=rows(2, 8), below="全年共组织5次，均由本单位主办。", number=2)
    assert counted(activities.read((first, second))) == {"public_activities": (5, True)}


@pytest.mark.parametrize(
    ("headings", "foot", "why"),
    [
        (("第一季度（2次）", "第二季度（4次）"), "", "写4次"),
        (("第一季度（2次）", "第二季度（3次）"), "全年共组织8次。", "清单另写共8次"),
    ],
)
def test_numbers_that_the_rows_do_not_make_leave_the_count_open(headings: tuple[str, str], foot: str, why: str) -> None:
    reading = activities.read((below((headings[0], rows(2)), (headings[1], rows(3, 5)), foot=foot),))
    assert counted(reading) == {"public_activities": (5, False)}
    assert why in reading.candidates[0].detail


def test_a_list_of_one_quarter_says_at_least_so_many() -> None:
    reading = activities.read((page("2019年第一季度公共服务活动一览表", table=rows(4)),))
    assert told(reading) == [("public_activities", Decimal(4), frozenset({Caveat.PARTIAL}))]


def test_four_lists_of_a_quarter_each_are_the_year() -> None:
    pages = tuple(
        page(f"2019年第{quarter}季度公共服务活动一览表", table=rows(at, 3 * at), number=at) for at, quarter in enumerate("一二三四", 1)
    )
    assert counted(activities.read(pages)) == {"public_activities": (10, True)}


def test_the_section_of_another_year_is_not_counted() -> None:
    pages = (below(("", rows(4)), ("（附：2018年度活动，供参考）", rows(3, 5)), title="2019年度组织开展公共服务活动一览表"),)
    assert counted(activities.read(pages)) == {"public_activities": (4, True)}


def test_a_plan_below_the_years_list_is_not_counted() -> None:
    pages = (below(("一、已开展活动", rows(4)), ("二、下一步计划", rows(3, 5)), title="2019年度公共服务活动一览表"),)
    assert [value for _, value, _ in told(activities.read(pages))] == [4]


def test_sections_that_name_a_kind_are_of_that_kind() -> None:
    pages = (below(("一、公共服务活动（2次）", rows(2)), ("二、公益性活动（3次）", rows(3, 5)), title="2019年服务活动台账"),)
    assert counted(activities.read(pages)) == {"public_activities": (2, True), "welfare_activities": (3, True)}


def test_a_section_of_what_others_held_is_not_held() -> None:
    pages = (below(("一、主办的活动", rows(4)), ("二、协办的活动", rows(2, 5)), title="2019年公共服务活动台账"),)
    assert told(activities.read(pages)) == [("public_activities", Decimal(4), frozenset({Caveat.CO_ORGANISED}))]


# --- how many times a row counts -----------------------------------------------------------------------------------

TIMES = "月份|活动主题|场次|参训人次"


def test_a_row_counts_as_often_as_its_column_of_times_says() -> None:
    table = f"{TIMES}\n3月|惠企政策宣讲会|2|143\n5月|银企对接会|1|49\n12月|用工招聘对接会|3|153\n合计||6|345"
    reading = activities.read((page("公共服务活动统计表\n统计年度：2019年", table=table),))
    assert counted(reading) == {"public_activities": (6, True)}


@pytest.mark.parametrize(
    ("cells", "total", "why"),
    [
        (("2", "1"), "4", "合计行写4次"),
        (("2", ""), "2", "场次未能识读"),
        (("1", "2"), "", "次数还是序号"),
        (("第1场", "第2场"), "", "场次未能识读"),
    ],
)
def test_a_column_of_times_that_something_speaks_against_is_for_a_person(cells: tuple[str, str], total: str, why: str) -> None:
    table = f"{TIMES}\n3月|惠企政策宣讲会|{cells[0]}|143\n5月|银企对接会|{cells[1]}|49" + (f"\n合计||{total}|192" if total else "")
    reading = activities.read((page("公共服务活动统计表\n统计年度：2019年", table=table),))
    assert not counted(reading)["public_activities"][1]
    assert why in reading.candidates[0].detail


def test_a_column_of_times_run_into_the_next_one_is_said() -> None:
    table = "月份|活动主题|场次参训人次\n3月|惠企政策宣讲会|2 143\n5月|银企对接会|1 49"
    reading = activities.read((page("公共服务活动统计表\n统计年度：2019年", table=table),))
    assert not counted(reading)["public_activities"][1]
    assert "场次一栏未能分开" in reading.candidates[0].detail


# --- of which year -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "file", "sure"),
    [
        ("公共服务活动台账\n统计年度：2019年", "材料.pdf", True),
        ("公共服务活动台账\n（2019年1月—12月）", "材料.pdf", True),
        ("公共服务活动台账", "附件5 2019年活动台账.pdf", True),
        ("公共服务活动台账", "2019年材料.pdf", False),
        ("公共服务活动台账\n制表日期：2019年12月30日", "材料.pdf", False),
        ("2018—2019年公共服务活动台账", "材料.pdf", False),
    ],
)
def test_rows_without_a_year_are_of_the_one_that_title_caption_or_file_tell(title: str, file: str, sure: bool) -> None:
    reading = activities.read((page(title, table=rows(3), file=file),))
    assert counted(reading) == {"public_activities": (3, sure)}


def test_a_list_of_another_year_by_its_caption_gives_nothing() -> None:
    assert not told(activities.read((page("公共服务活动台账\n统计年度：2018年", table=rows(3)),)))


# --- without a table -----------------------------------------------------------------------------------------------

DATED = """2019年公益性公共服务活动台账
2019-05-08  公益创业讲座
  地点：二楼会议室  到会：53人次  本单位主办
2019-06-13  公益管理诊断进园区
  地点：政务中心  到会：82人次  本单位主办"""


@pytest.mark.parametrize(
    "text",
    [
        DATED,
        "2019年公益性活动纪实\n1.2019年5月8日，公益创业讲座\n2.2019年6月13日，公益法律咨询",
        "2019年公益活动一览\n第1场：5月8日  公益创业讲座\n第2场：6月13日  公益法律咨询",
    ],
    ids=["days", "numbered", "counted"],
)
def test_lines_that_begin_with_a_day_are_activities(text: str) -> None:
    assert counted(activities.read((page(text),))) == {"welfare_activities": (2, True)}


def test_what_stands_below_a_day_says_who_held_it() -> None:
    text = DATED.replace("82人次  本单位主办", "82人次  受邀参加")
    assert [value for _, value, _ in told(activities.read((page(text),)))] == [1]


def test_dated_lines_go_on_over_pages() -> None:
    more = "2019-08-01  公益财税咨询日\n  地点：会议室  本单位主办\n2019-09-02  返乡创业辅导班\n  地点：会议室  本单位主办"
    assert counted(activities.read((page(DATED), page(more, number=2)))) == {"welfare_activities": (4, True)}


@pytest.mark.parametrize(
    "text",
    [
        "活动照片\n2019年5月15日 工业设计对接洽谈会  2019年8月27日 检测技术推广会\n2019年10月3日 质量诊断  2019年10月9日 洽谈会",
        "2019-05-08  公益创业讲座\n6月13日  另一处所记",
        "1.2019年5月8日，公益创业讲座\n3.2019年6月13日，公益法律咨询",
        "活动通知\n2019年5月6日",
    ],
    ids=["two on a line", "days of two shapes", "a number left out", "the date of a paper"],
)
def test_other_lines_with_days_are_no_list(text: str) -> None:
    assert entries(page(text)) is None


def test_a_table_without_rulings_whose_rows_fell_apart_is_read_by_its_days() -> None:
    table = (
        "时间|活动名称|地点\n|大学生创业公益沙|科技孵化楼\n1 2019.2.22||157主办\n|龙|\n|公益管理诊断|\n2 2019.3.4||会议室106主办\n|进园区|\n"
        "3 2019.9.6|公益法律咨询|会议室134主办"
    )
    reading = activities.read((page("2019年度公益性公共服务活动一览表", table=table, ruled=False),))
    assert counted(reading) == {"welfare_activities": (3, True)}


# --- which pages are such lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "2019年公益性公共服务活动目录",
        "2019年技术服务活动（洽谈、诊断、推广、知识产权）分季度统计",
        "公共服务活动统计表（2019年）",
        "2019年服务活动台账",
    ],
)
def test_a_list_of_activities_by_its_title(title: str) -> None:
    assert sort_pages((page(title, table="序号|活动|日期\n1|公益财税咨询日|4月11日"),))[0].kind is PageKind.ACTIVITY_LIST


def test_a_title_that_the_first_line_breaks_is_one() -> None:
    text = "2019年技术服务活动（洽谈、诊断、推广、知识产权）分季度统\n计\n第二季度（1次）\n某会\n某某会\n某日\n某月\n某年"
    assert sort_pages((page(text, table="序号|时日|题目\n1|05-15|工业设计对接洽谈会"),))[0].kind is PageKind.ACTIVITY_LIST


def test_columns_alone_tell_it_even_two_that_ran_together() -> None:
    table = "月份|活动主题|场次参训人次\n2月|股权融资路演会|1 68\n3月|企业家座谈沙龙|1 139"
    assert sort_pages((page(table=table),))[0].kind is PageKind.ACTIVITY_LIST


@pytest.mark.parametrize("title", ["申报材料目录", "目录", "关于举办公益财税咨询日的通知"])
def test_a_table_of_contents_and_a_notice_are_none(title: str) -> None:
    assert sort_pages((page(f"{title}\n1.活动一览表……12\n2.服务企业名单……15\n3.人员花名册……20"),))[0].kind is not PageKind.ACTIVITY_LIST


# --- papers of single events ---------------------------------------------------------------------------------------

OWN_NOTICE = "关于举办公益财税咨询日的通知\n各有关企业：\n我单位定于2019年10月10日在会议室举办公益财税咨询日，请派员参加。"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (OWN_NOTICE, True),
        ("公益财税咨询活动签到表\n序号  姓名  单位", True),
        ("活动现场照片\n图1  培训现场", True),
        ("2019年培训活动照片", True),
        ("关于举办管理人员培训班的通知\n各县市区：\n我市定于2019年10月10日举办培训班，请派员参加。", False),
        ("员工大会签到表\n序号  姓名", False),
        ("办公场所照片", False),
        ("关于印发考勤制度的通知\n我单位定于2019年10月10日起执行。", False),
    ],
)
def test_the_applicants_own_notices_signatures_and_photos_are_papers_of_events(text: str, is_one: bool) -> None:
    assert is_event_paper(page(text)) is is_one


SUMMARY = (
    "2019年公共服务活动总结\n我中心共举办公共服务活动2场：\n（1）2月8日，在政务中心举办法律服务活动，80余人次参加。\n"
    "（2）3月22日，在会议室召开银企对接会，60余人次参加。"
)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (SUMMARY, True),
        (SUMMARY.replace("活动总结", "活动总"), True),
        (SUMMARY.replace("活动总结", "活动开展情况汇报（2019年）"), True),
        (SUMMARY.replace("公共服务活动总结", "工作计划"), False),
        (SUMMARY.replace("举办", "拟举办").replace("召开", "计划召开"), False),
        (SUMMARY.rsplit("\n", 1)[0], False),
        ("2019年公共服务活动总结\n全年活动丰富多彩，受到企业好评。", False),
    ],
    ids=["a summary", "its last character lost", "a report", "another title", "planned", "one event", "no dates"],
)
def test_a_summary_that_tells_day_by_day_bears_out_activities(text: str, is_one: bool) -> None:
    told = Sorted(PageRef("材料.pdf", 1), PageKind.NARRATIVE, 0.7, "成段文字")
    assert bool(event_papers((page(text),), (told,))) is is_one


def test_papers_of_events_stand_in_for_a_list_and_are_not_counted() -> None:
    pages = (page(OWN_NOTICE), page("活动照片\n图1 现场", number=2))
    told_as = sort_pages(pages)
    proof = next(one for one in proofs_of(told_as, event_papers(pages, told_as)) if one.kind is ProofKind.ACTIVITIES)
    assert (proof.state, "通知、签到或照片" in proof.because) == (ProofState.PRESENT, True)
    assert not [one for reading in read_proofs(pages, told_as) for one in reading.candidates if one.field.name.endswith("activities")]


def test_beside_a_list_papers_of_events_are_no_proof_and_unread_ones_never() -> None:
    events = page("2019年培训活动签到表\n1 甲 2 乙")
    listed = Sorted(PageRef("a.pdf", 2), PageKind.ACTIVITY_LIST, 0.9, "有“活动一览”")
    sheet = Sorted(PageRef(events.file, events.number), PageKind.UNRELATED, 0.9, "签到表")
    (proof,) = [one for one in proofs_of((listed, sheet), ((sheet.ref, PageKind.ACTIVITY_LIST),)) if one.kind is ProofKind.ACTIVITIES]
    assert proof.pages == (listed.ref,)
    assert event_papers((events,), (sheet,))
    assert not event_papers(
        (replace(events, taken_for=PageKind.UNRELATED),), (sheet,)
    )  # what a look passed over says the same when it is read


def test_a_title_that_the_page_before_ended_with_is_the_lists() -> None:
    roster = page(
        "从业人员名册",
        table="序号|姓名|性别|学历\n1|周一舟|男|本科\n2|吴若水|女|大专",
        below="\n公益性服务活动统计表\n统计年度：2019年",
    )
    events = page(table="月份|活动主题|场次|参训人次\n3月|财税咨询日|1|60\n5月|辅导班|1|49", number=2)
    readings = read_proofs((roster, events), sort_pages((roster, events)))
    assert [counted(one) for one in readings if one.kind is PageKind.ACTIVITY_LIST] == [{"welfare_activities": (2, True)}]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("统计年度：2019年\n第一季度\n1.3月5日 政策宣讲会\n2.3月9日 融资对接会\n第四季度\n1.10月5日 用工招聘会\n2.11月5日 管理培训班", 4),
        ("一、2019年\n3月5日 政策宣讲会\n4月9日 融资对接会\n4月19日 用工招聘会\n二、2018年\n4月5日 用工招聘会\n5月5日 管理培训班", 3),
        ("2018年\n3月5日 政策宣讲会\n4月9日 融资对接会\n2019年\n4月5日 用工招聘会", 1),
    ],
    ids=["quarters", "another year below", "another year above"],
)
def test_dated_lines_stand_under_their_heading(lines: str, expected: int) -> None:
    assert counted(activities.read((page(f"公共服务活动台账\n{lines}"),))) == {"public_activities": (expected, True)}


def test_a_column_of_years_parts_the_rows() -> None:
    table = "年度|活动名称|次数\n2018年|政策宣讲会|3\n2019年|政策宣讲会|4\n2019年|融资对接会|5"
    assert counted(activities.read((page("近两年公共服务活动台账", table=table),))) == {"public_activities": (9, True)}


def test_rows_without_a_kind_in_a_list_that_has_the_column_leave_every_count_open() -> None:
    table = (
        "序号|活动类别|时间|活动名称\n1|公共服务活动|3月5日|政策宣讲会\n2||4月5日|融资对接会\n3|公益性活动|5月5日|招聘会\n4||6月5日|咨询会"
    )
    reading = activities.read((page("2019年服务活动一览表", table=table),))
    assert not any(sure for _, sure in counted(reading).values())


@pytest.mark.parametrize(
    ("hosts", "sure"),
    [
        (("青桐服务中心", "青桐服务中心"), True),
        (("青桐服务中心", "市工信局、青桐服务中心"), True),
        (("本单位", "本中心"), True),
        (("青桐服务中心", "市工信局"), False),
        (("本单位", "市工信局"), False),
    ],
)
def test_hosts_of_several_names_are_for_a_person(hosts: tuple[str, str], sure: bool) -> None:
    table = f"序号|活动时间|活动名称|主办单位\n1|3月5日|政策宣讲会|{hosts[0]}\n2|4月5日|融资对接会|{hosts[1]}"
    assert counted(activities.read((page("2019年公共服务活动台账", table=table),))) == {"public_activities": (2, sure)}


def test_an_activity_called_off_is_not_counted_as_held() -> None:
    table = "序号|活动时间|活动名称|备注\n1|3月5日|政策宣讲会|\n2|4月5日|融资对接会|已取消\n3|5月5日|支持小微企业延期还款宣讲会|"
    reading = activities.read((page("2019年公共服务活动台账", table=table),))
    assert told(reading) == [("public_activities", Decimal(2), frozenset({Caveat.PARTIAL}))]


@pytest.mark.parametrize(
    ("title", "count"),
    [("2019年协办公共服务活动清单", 0), ("2019年主办、协办公共服务活动清单", 2), ("2019年融资支持公共服务活动清单", 2)],
)
def test_what_the_title_says_was_held_by_others_is_not_counted(title: str, count: int) -> None:
    table = "序号|活动时间|活动名称\n1|3月5日|政策宣讲会\n2|4月5日|融资对接会"
    assert [value for _, value, _ in told(activities.read((page(title, table=table),)))] == [count]


KINDS = "序号|时间|活动名称|类别\n1|2019年3月28日|企业上云会|技术推广\n2|2019年9月19日|软件著作权讲座|{kind}\n3|2019年11月28日|智慧旅游会|技术洽谈"


@pytest.mark.parametrize(
    ("kind", "count", "sure"),
    [("知识产权", 3, True), ("识产权", 3, True), ("知识产", 3, True), ("识产", 2, False), ("其他", 2, True)],
)
def test_a_kind_that_a_scan_left_in_pieces_is_the_kind_it_can_only_be_or_is_said(kind: str, count: int, sure: bool) -> None:
    reading = activities.read((page("2019年服务活动情况表", table=KINDS.format(kind=kind), reading=ReadingKind.OCR),))
    found = next(one for one in reading.candidates if one.field.name == "specialised_activities")
    assert isinstance(found.value, Quantity)
    assert (int(found.value.value), not found.caveats) == (count, sure)


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        ("计划场次|实际场次", "3|2", ("8", True)),
        ("实际场次|计划场次", "2|3", ("8", True)),
        ("预计场次|完成场次", "3|2", ("8", True)),
        ("计划场次|备注", "3|", ("12", False)),
    ],
)
def test_what_was_planned_is_not_what_was_held(columns: str, row: str, expected: tuple[str, bool]) -> None:
    table = "\n".join([f"月份|{columns}|活动内容", *(f"{at}月|{row}|{NAMES[at]}" for at in range(1, 5))])
    reading = activities.read((page("2019年公共服务活动计划与完成情况台账", table=table),))
    (one,) = [one for one in reading.candidates if one.field.name == "public_activities"]
    assert isinstance(one.value, Quantity)
    assert (str(one.value.value), not one.caveats) == expected


@pytest.mark.parametrize(
    ("columns", "expected"), [("2018年场次|2019年场次", "6"), ("2019年场次|2018年场次", "4"), ("上年场次|本年场次", "6")]
)
def test_of_columns_of_several_years_the_last_full_one_counts(columns: str, expected: str) -> None:
    table = f"序号|活动名称|{columns}\n1|{NAMES[0]}|3|2\n2|{NAMES[1]}|1|4\n合计||4|6"
    reading = activities.read((page("2019年公共服务活动统计表", table=table),))
    (one,) = [one for one in reading.candidates if one.field.name == "public_activities"]
    assert isinstance(one.value, Quantity)
    assert str(one.value.value) == expected

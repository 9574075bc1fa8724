"""Papers written one below the other: each is read by itself, and a list goes on behind a page's end whatever follows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_pages import TOP, lined, page

from extractors.proofs import activities, firms, lease, read_proofs, roster, sort_pages
from extractors.proofs.completeness import in_own_name, proofs_of
from extractors.proofs.reading import ProofReading
from extractors.proofs.roster import schooling_codes
from extractors.proofs.sections import sections
from models.answer import Caveat
from models.document import Page, Place, Reading, Word
from models.facts import FormerName, Party
from models.geometry import Box
from models.proof import PageKind, PageRef, ProofKind, ProofState, Sorted
from models.quantity import Quantity

K = PageKind
FIRMS = "序号|企业名称|服务内容|服务时间"
EVENTS = "序号|活动名称|时间|地点|参加人数\n1|银企对接会|2019年2月1日|市民之家|56人\n2|员工培训班|2019年3月1日|市民之家|57人"
PLATFORM = "湖南省中小企业公共服务平台\n账号状态：已注册，审核通过\n注册日期：2017-05-01\n已发布服务产品：6项"
NOTICE = (
    "关于举办质量诊断活动的通知\n各有关企业：\n为帮助中小企业解决实际困难，我单位定于2019年4月18日举办质量诊断活动，请有关企业派员参加。"
)
LETTER = (
    "{title}\n{to}：\n经研究，同意将天岳大道201号（建筑面积240平方米）安排给你单位作为对外服务用房，使用时间为2018年6月1日至2023年5月31日，"
    "不收取租金。\n某某县工业园区管理委员会"
)


def named(first: int, last: int) -> str:
    return "\n".join(f"{at}|青桐{chr(0x4E00 + at * 7)}制造有限公司|诊断|2019年{at % 12 + 1}月" for at in range(first, last + 1))


def stacked(above: Page, below: Page) -> Page:
    """One page with the second set below the first."""
    drop = max([word.box.bottom for word in above.words] + [table.box.bottom for table in above.tables]) + 2 * TOP
    words = tuple(_lower(word, drop) for word in below.words)
    tables = tuple(
        replace(
            table,
            box=_down(table.box, drop),
            cells=tuple(
                replace(cell, box=_down(cell.box, drop), words=tuple(_lower(word, drop) for word in cell.words)) for cell in table.cells
            ),
        )
        for table in below.tables
    )
    return replace(above, height=above.height + drop, words=above.words + words, tables=above.tables + tables)


def _down(box: Box, drop: float) -> Box:
    return replace(box, top=box.top + drop, bottom=box.bottom + drop)


def _lower(word: Word, drop: float) -> Word:
    return replace(word, box=_down(word.box, drop))


def read(*pages: Page) -> tuple[tuple[Page, ...], dict[str, Decimal | None]]:
    parts = tuple(part for one in pages for part in sections(one))
    readings = read_proofs(parts, sort_pages(parts))
    found = {
        one.field.name: one.value.value if isinstance(one.value, Quantity) else None for reading in readings for one in reading.candidates
    }
    return parts, found


def kinds(*pages: Page) -> list[PageKind]:
    parts = tuple(part for one in pages for part in sections(one))
    return [told.kind for told in sort_pages(parts)]


@pytest.mark.parametrize("drawn", [True, False], ids=["table", "lines"])
@pytest.mark.parametrize("last", [21, 23], ids=["one row", "three rows"])
def test_the_rest_of_a_list_above_another_paper_is_counted(drawn: bool, last: int) -> None:
    head = f"{FIRMS}\n{named(1, 20)}"
    first = page("2019年服务企业名单", table=head) if drawn else page(f"2019年服务企业名单\n{lined(head)}")
    rows = named(21, last)
    rest = page(table=rows, number=2) if drawn else page("\n".join(lined(f"{head}\n{rows}").splitlines()[21:]), number=2)
    _, found = read(first, stacked(rest, page(f"附：省平台注册情况\n{PLATFORM}")))
    assert found["enterprises_served"] == last
    assert kinds(first, stacked(rest, page(f"附：省平台注册情况\n{PLATFORM}"))) == [K.FIRMS_SERVED, K.FIRMS_SERVED, K.PLATFORM]


def test_the_rest_of_a_roster_above_a_notice_is_counted_and_the_notice_proves_nothing() -> None:
    head = "序号|姓名|性别|学历|岗位"
    people = [f"{at}|周{chr(0x4E00 + at * 9)}舟|男|本科|咨询" for at in range(1, 27)]
    first = page("职工花名册", table="\n".join([head, *people[:10]]))
    second = stacked(page(table="\n".join(people[10:]), number=2), page(NOTICE))
    parts, found = read(first, second)
    assert found["staff_total"] == 26
    assert [told.kind for told in sort_pages(parts)] == [K.ROSTER, K.ROSTER, K.UNRELATED]


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("2019年服务企业", FIRMS),
        ("2019年服务企业登记", FIRMS),
        ("2019年服务合同台账", "编号|委托单位|服务事项|签订日期"),
        ("2019年服务企业合同清单", "编号|签约单位|服务事项|签订日期"),
    ],
)
def test_a_list_below_another_is_that_list_on_all_its_pages(title: str, head: str) -> None:
    first = stacked(page("2019年公益活动", table=EVENTS), page(title, table=f"{head}\n{named(1, 12)}"))
    _, found = read(first, page(table=named(13, 40), number=2), page(table=named(41, 52), number=3))
    assert found["enterprises_served"] == 52
    assert found["public_activities" if "public_activities" in found else "welfare_activities"] == 2


def test_a_form_and_a_picture_are_never_cut() -> None:
    form = page(
        "湖南省中小微企业核心服务机构申报表\n申报类别：综合\n服务资产：156万元\n服务场所：168平方米\n服务人员：20人，大专18人",
        table=f"{FIRMS}\n{named(1, 5)}",
        below="推荐意见\n经初审，情况属实，同意推荐。",
    )
    shared = stacked(page("2019年公益活动", table=EVENTS), page("服务企业名单", table=f"{FIRMS}\n{named(1, 5)}"))
    assert sections(form) == (form,)
    assert len(sections(shared)) == 2
    assert sections(replace(shared, reading=Reading.OCR)) == (replace(shared, reading=Reading.OCR),)


@pytest.mark.parametrize(("title", "cut"), [("表2 工作人员", True), ("表2 主要管理人员", False), ("", False)])
def test_a_report_that_ends_with_the_list_of_all_staff_holds_a_roster(title: str, cut: bool) -> None:
    report = page(
        "申报汇报材料\n申报类别：综合服务机构\n服务资产：156万元\n服务场所：168平方米\n服务人员：4人\n大专及以上：4人\n联系人：周一舟"
    )
    head = "序号|姓名|性别|出生年月|学历\n1|周一舟|男|1980.02|本科\n2|周二舟|男|1981.02|本科"
    first = stacked(report, page(title, table=head))
    rest = page(table="3|周三舟|男|1982.02|大专\n4|周四舟|女|1983.02|大专", number=2)
    assert kinds(first, rest)[:2] == ([K.FORM, K.ROSTER] if cut else [K.FORM, K.FORM])
    assert len(sections(first)) == (2 if cut else 1)
    assert len(sections(stacked(first, page("推荐意见\n经初审，情况属实，同意推荐。")))) == 1


def test_a_list_of_contents_and_the_foot_of_a_list_open_nothing() -> None:
    contents = page("目录\n1.营业执照\n2.租赁合同\n3.资产清单\n4.人员花名册\n5.服务企业名单")
    ended = page(table=named(21, 30), below="制表人：周一舟\n2020年5月20日", number=2)
    assert sections(contents) == (contents,)
    assert sections(ended) == (ended,)


@given(st.lists(st.sampled_from(["2", "3|甲有限公司|诊断", "服务企业名单", "合计", FIRMS, "第3场", "通知", "租赁合同"]), max_size=12))
@settings(max_examples=60, deadline=None)
def test_cutting_loses_no_word_and_never_raises(lines: list[str]) -> None:
    one = page(lined("\n".join(lines)) if lines else "", table="\n".join(lines))
    assert sum(len(part.words) for part in sections(one)) == len(one.words)


def _value(reading: ProofReading, name: str) -> list[tuple[Decimal | None, frozenset[Caveat]]]:
    return [
        (one.value.value if isinstance(one.value, Quantity) else None, frozenset(one.caveats))
        for one in reading.candidates
        if one.field.name == name
    ]


def test_names_that_come_again_leave_the_count_open_and_others_do_not() -> None:
    again = named(1, 6) + "\n7|" + named(3, 3).split("|", 1)[1]
    assert _value(firms.read((page("服务企业名单", table=f"{FIRMS}\n{again}"),)), "enterprises_served") == [
        (6, frozenset({Caveat.REPEATED}))
    ]
    assert _value(firms.read((page("服务企业名单", table=f"{FIRMS}\n{named(1, 7)}"),)), "enterprises_served") == [(7, frozenset())]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("序号|企业名称|服务项目|合同编号|服务时间", "{n}|{name}|诊断|HT2019-00{n}|2019年3月"),
        ("合同编号|企业名称|服务项目", "HT-{n}|{name}|诊断"),
    ],
)
def test_a_second_column_of_one_kind_makes_no_second_list(head: str, row: str) -> None:
    rows = "\n".join(row.format(n=at, name=f"青桐{chr(0x4E00 + at * 7)}厂") for at in range(1, 7))
    assert [one for one, _ in _value(firms.read((page("2019年服务企业名单", table=f"{head}\n{rows}"),)), "enterprises_served")] == [6]


def test_the_number_of_a_notice_is_no_activity() -> None:
    rows = "\n".join(f"第{at}场|平服〔2019〕{at}号|创业讲座之{at}|2019年{at}月5日|48" for at in range(1, 8))
    reading = activities.read((page("2019年公益活动汇总", table=f"场次|活动通知文号|活动名称|举办时间|签到人数\n{rows}"),))
    assert [one for one, _ in _value(reading, "welfare_activities")] == [7]


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("2019年主办活动（2次）", True),
        ("2019年组织企业参加的活动", True),
        ("2019年受邀参加的活动（2次）", False),
        ("2019年应邀参加外部培训", False),
        ("2019年企业参加培训活动情况", True),
    ],
)
def test_a_list_of_what_others_held_is_not_counted(title: str, counts: bool) -> None:
    assert bool(activities.read((page(title, table=EVENTS),)).candidates) is counts


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("学历代码：1研究生 2本科 3大专 4中专及以下", {"1": "研究生", "2": "本科", "3": "大专", "4": "中专及以下"}),
        ("注：1、本科；2、大专；3、高中及以下", {"1": "本科", "2": "大专", "3": "高中及以下"}),
        ("学历：研究生=A，本科=B，大专=C", {"A": "研究生", "B": "本科", "C": "大专"}),
        ("其中本科12人、大专8人", {}),
        ("1 本科学历者优先", {}),
        ("共24人", {}),
    ],
)
def test_a_legend_of_codes(line: str, codes: dict[str, str]) -> None:
    assert schooling_codes((line,)) == codes


@pytest.mark.parametrize(
    ("legend", "expected"), [("学历代码：1研究生 2本科 3大专 4中专", (3, frozenset())), ("2020年5月", (0, frozenset({Caveat.PARTIAL})))]
)
def test_codes_count_only_where_a_legend_says_what_they_are(legend: str, expected: tuple[int, frozenset[Caveat]]) -> None:
    rows = "\n".join(f"{at}|周{chr(0x4E00 + at * 9)}舟|男|{code}|咨询" for at, code in enumerate("1234", 1))
    reading = roster.read((page(f"全体职工名单\n{legend}", table=f"序号|姓名|性别|学历代码|岗位\n{rows}"),))
    assert _value(reading, "staff_college") == [expected]


@pytest.mark.parametrize("title", ["关于安排服务用房的函", "关于提供办公场所的批复", "关于同意使用办公用房的复函"])
def test_a_letter_that_gives_premises_proves_them_to_whom_it_is_addressed(title: str) -> None:
    letter = page(LETTER.format(title=title, to="岳阳市青桐中小企业服务中心"))
    assert kinds(letter) == [K.LEASE]
    reading = lease.read((letter,))
    assert [value for value, _ in _value(reading, "premises_area")] == [240]
    assert [one.name for one in reading.parties if one.is_holder] == ["岳阳市青桐中小企业服务中心"]
    assert kinds(
        page("关于报送服务情况的函\n工业和信息化局：\n现将我单位2019年服务企业的情况报告如下，请予审阅，并请继续支持我单位的工作。")
    ) != [K.LEASE]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("承租方：青桐中心\n租用面积520平方米。\n（附：产业园总建筑面积86,000平方米，乙方所租为其中B座5层。）", [520]),
        ("乙方承租位于金桂大厦建筑面积520平方米的房屋", [520]),
        ("甲方承租同心路12号8楼整层，面积960平方米。甲方将其中238平方米转租给乙方作经营服务场所。", [238]),
        ("房屋建筑面积960平方米，其中使用面积700平方米。", [960, 700]),
    ],
)
def test_what_is_let_is_not_the_whole_building(text: str, areas: list[int]) -> None:
    assert [value for value, _ in _value(lease.read((page(text),)), "premises_area")] == areas


def _proof_named(name: str, role: str = "被审计单位", applicant: str = "前海慧桐服务有限公司湖南分公司") -> ProofState:
    ref = PageRef("材料.pdf", 3)
    told = (Sorted(ref, K.AUDIT_REPORT, 0.99, "有“审计报告”"), Sorted(PageRef("材料.pdf", 4), K.AUDIT_REPORT, 0.99, "有“资产负债表”"))
    party = Party(name, role, True, Place("材料.pdf", 3, None, name))
    former = (FormerName("岳阳桐心服务有限公司", None, Place("材料.pdf", 9, None, "原名岳阳桐心服务有限公司")),)
    proofs = in_own_name(proofs_of(told), told, (party,), applicant, former)
    return next(one.state for one in proofs if one.kind is ProofKind.ASSETS)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("前海慧桐服务有限公司", ProofState.DOUBTFUL),
        ("长沙远山置业有限公司", ProofState.DOUBTFUL),
        ("前海慧桐服务有限公司湖南分公司", ProofState.PRESENT),
        ("前海慧恫服务有限公司湖南分公司", ProofState.PRESENT),
        ("岳阳桐心服务有限公司", ProofState.PRESENT),
        ("周一舟", ProofState.PRESENT),
    ],
)
def test_a_paper_in_anothers_name_is_no_proof_of_the_applicants(name: str, state: ProofState) -> None:
    assert _proof_named(name) is state

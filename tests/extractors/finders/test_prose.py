"""Promises of the prose finder: the right number for the right field, its place, and nothing that only looks like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.finders.prose import find_in_prose, read_sentences
from models.answer import Caveat, FoundBy, Source
from models.quantity import Quantity
from pipeline.explain import explain, fields_json
from tests.builders import page_of

HERE = Path(__file__).resolve().parents[1]
SENTENCES = [json.loads(line) for path in sorted(HERE.glob("sentences*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
# Not read yet, and said so: a person sees them (referred), or nothing is taken (missed).
OPEN = {tuple(line.split()[:2]): line.split()[2] for line in (HERE / "sentences_open.txt").read_text(encoding="utf-8").splitlines()}
MARGIN = 0.06


def taken(text: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for one in read_sentences(text):
        if one.taken and one.field is not None and not one.computed:
            out.setdefault(one.field.name, []).append(
                f"{one.value.value.normalize():f}" if isinstance(one.value, Quantity) else str(one.value)
            )
    return out


@pytest.mark.parametrize("one", SENTENCES, ids=lambda one: one["id"])
def test_a_sentence_is_read_as_a_careful_reader_reads_it(one: dict) -> None:
    fields = fields_json(explain(one["text"]))
    for name, truth in one["fields"].items():
        got = fields.get(name, {"state": "absent", "value": None})
        if (one["id"], name) in OPEN:
            assert got["state"] != "found"
        elif truth.get("to_a_person"):
            assert got["state"] != "found" or got["value"] == truth["value"] or (truth["value"] is None and got["state"] != "found")
        elif truth["value"] is None:
            assert got["state"] == "absent"
        else:
            assert got["state"] == "found"
            assert same(name, got["value"], truth["value"])
            assert got["qualifier"] in (truth["qualifier"], None) or {got["qualifier"], truth["qualifier"]} == {"at_least", "more_than"}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("我单位2017年曾被认定为湖南省中小微企业核心服务机构，有效期将于2020年12月31日届满，现重新申报。", ["2017"]),
        ("2017年认定为湖南省中小微企业核心服务机构，将于2020年底到期。", ["2017"]),
        ("公司系湖南楚云集团有限公司（2019年认定的省中小微企业核心服务机构）的控股子公司。", None),
        ("我公司系湖南楚云检测有限公司（2019年认定的省中小微企业核心服务机构）。", ["2019"]),
        ("本公司母公司湖南云麓集团（2018年认定为省中小微企业核心服务机构）实力雄厚。", None),
        ("我单位将于2020年申报认定湖南省中小微企业核心服务机构。", None),
    ],
)
def test_a_title_that_runs_out_was_given_once_and_a_plan_was_not(text: str, years: list[str] | None) -> None:
    assert taken(text).get("previous_recognition_year") == years


def test_few_of_the_sentences_are_open() -> None:
    readings = sum(len(one["fields"]) for one in SENTENCES)
    assert len(SENTENCES) >= 1000
    assert len(OPEN) <= 0.05 * readings


FRAMES = {
    "premises_area": "我中心现有服务场所面积{}平方米。", "service_assets": "截至2019年底，服务资产为{}万元。", "staff_total": "现有从业人员{}人。",
    "enterprises_served": "2019年服务中小微企业{}家。", "public_activities": "2019年组织公共服务活动{}次。",
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 9999), st.sampled_from(sorted(FRAMES)), st.booleans())
def test_any_number_in_a_plain_sentence_is_found_as_written(number: int, field: str, full_width: bool) -> None:
    digits = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")) if full_width else str(number)
    got = fields_json(explain(FRAMES[field].format(digits)))[field]
    assert (got["state"], got["value"], got["qualifier"]) == ("found", str(number), "exact")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*FRAMES.values(), "其中{}人为大专以上学历，", "园区面积{}平方米；", "计划服务{}家，", "分别为{}家、{}家", "占{}%", "合计{}"]
        ),
        max_size=6,
    ),
    st.lists(st.integers(0, 10**6), min_size=12, max_size=12),
)
def test_sentences_in_any_order_never_raise(pieces: list[str], numbers: list[int]) -> None:
    text = "".join(pieces).replace("{}", "%d") if pieces else ""
    text = text.replace("%d", "{}").format(*numbers) if "{}" in text.replace("%d", "{}") else text
    for one in read_sentences(text):
        assert one.reason
        assert 0 <= one.span[0] <= one.span[1] <= len(text)


def same(name: str, got: str, want: str) -> bool:
    return abs(float(got) - float(want)) <= MARGIN if name == "college_ratio" else got == want


REPORT = """
二、服务条件

我中心现有固定服务场所面积三百二十六平方米，服务资产128.6万元，现有服务人员
26人，其中大专及以上学历24人，专业涵盖财税、法律、知识产权等多个领域和方向。
2019年全年服务中小微企业126家，组织开展公共服务活动12场。
"""


def test_running_text_of_a_page_gives_candidates_with_their_words() -> None:
    found = {one.field.name: one for one in find_in_prose(page_of(REPORT))}
    values = {name: one.value.value for name, one in found.items() if isinstance(one.value, Quantity)}
    assert {name: int(value) for name, value in values.items() if name != "service_assets"} == {
        "premises_area": 326, "staff_total": 26, "staff_college": 24, "enterprises_served": 126, "public_activities": 12,
    }  # fmt: skip
    staff = found["staff_total"]
    assert (staff.source, staff.found_by) == (Source.PROSE, FoundBy.PROSE)
    assert "服务人员" in staff.place.text
    assert "26人" in staff.place.text
    assert "".join(word.text for word in staff.words) == "26人"
    assert staff.place.box is not None
    assert staff.place.page == 1


def test_a_later_paragraph_outweighs_an_earlier_one_and_the_notice_s_own_words_are_not_taken() -> None:
    page = page_of("""
    成立以来累计服务企业774余家，2018年服务企业90家，得到各方面一致好评和肯定。

    2019年度服务企业129家，服务满意度保持在95%以上。

    综合服务机构须服务场所100平方米以上、服务资产100万元以上。
    """)
    assert [(one.field.name, str(one.value.value)) for one in find_in_prose(page) if isinstance(one.value, Quantity)] == [
        ("enterprises_served", "129")
    ]


def test_words_in_a_table_are_no_prose() -> None:
    assert find_in_prose(page_of("单位简介 │ 服务场所面积168平方米，服务资产156万元。\n备注 │ 无")) == ()


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("2017年服务企业62家，2018年85家，2019年109家，累计256家。", "enterprises_served", ["109"]),
        ("全市中小企业从业人员12万人，我中心员工21人。", "staff_total", ["21"]),
        ("现有职工42人，其中研究生6人、本科20人、大专11人、高中5人。", "staff_college", ["37"]),
        ("参加各类活动9次。", "public_activities", []),
        ("技术推广等活动是否达到3次以上：是，2019年组织质量诊断、技术推广等活动6次。", "specialised_activities", ["6"]),
        ("年服务企业是否达到50家以上：是，2019年服务企业154家。", "enterprises_served", ["154"]),
        ("是否达标由主管部门认定，我中心举办公共服务活动9次。", "public_activities", ["9"]),
        ("公司总资产2600万元，净资产1900万元。", "service_assets", []),
    ],
)
def test_decoys_are_left(text: str, field: str, values: list[str]) -> None:
    assert taken(text).get(field, []) == values


@pytest.mark.parametrize(
    ("text", "caveat"),
    [
        ("年服务企业860家次。", Caveat.UNIT_OF_COUNT), ("累计服务企业5000余家。", Caveat.CUMULATIVE), ("每季度至少举办2场沙龙。", Caveat.FREQUENCY),
        ("自有办公用房86㎡，租赁用房74㎡。", Caveat.SUM), ("使用面积96㎡，建筑面积131㎡。", Caveat.BASIS), ("服务资产应不少于100万元。", Caveat.RULE_COPY),
        ("公益性公共服务活动是否达到2次以上：是。", Caveat.RULE_COPY), ("服务人员是否有10人以上：有。", Caveat.RULE_COPY),
        ("协办公共服务活动4次。", Caveat.CO_ORGANISED), ("服务资产：102，35万元", Caveat.AMBIGUOUS), ("服务场所面积1OO平方米", Caveat.REPAIRED),
    ],
)  # fmt: skip
def test_what_a_person_must_decide_carries_its_reason(text: str, caveat: Caveat) -> None:
    readings = [one for one in read_sentences(text) if one.taken]
    assert readings
    assert any(caveat in one.caveats for one in readings)
    assert all(one.reason for one in read_sentences(text))


@settings(max_examples=120)
@given(
    st.text(
        alphabet="服务企业场所面积人员大专以上本科其中共计划2019年家次平方米万元，。；（）、：0123456789一二三十百余近约%｜\n \t\r",
        max_size=120,
    )
    | st.text(max_size=80)
)
def test_no_text_raises_and_spans_stay_inside(text: str) -> None:
    for one in read_sentences(text):
        assert 0 <= one.span[0] <= one.span[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("现有服务人员22人，其中专职9人、兼职专家13人。", False),
        ("现有服务人员22人，其中兼职13人，专职人员9人。", False),
        ("现有服务人员22人，均为专职，另聘兼职专家13人。", True),
        ("现有服务人员22人，其中大专及以上20人。", True),
    ],
)
def test_a_total_with_part_timers_in_it_is_for_a_person(text: str, sure: bool) -> None:
    found = [one for one in read_sentences(text) if one.taken and one.field is not None and one.field.name == "staff_total"]
    assert [Caveat.BASIS not in one.caveats for one in found][:1] == [sure]


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("去年服务企业60余家。今年受疫情影响，1-4月服务企业21家。", "enterprises_served", ["60"]),
        ("2019年上半年服务企业21家，全年服务企业63家。", "enterprises_served", ["63"]),
        ("一季度组织公共服务活动2次，二季度3次，全年共组织公共服务活动13次。", "public_activities", ["13"]),
        ("2019年1-12月服务企业63家。", "enterprises_served", ["63"]),
    ],
)
def test_a_part_of_a_year_gives_way_to_the_year(text: str, field: str, values: list[str]) -> None:
    assert taken(text).get(field, []) == values


@pytest.mark.parametrize("text", ["2019年1-11月服务企业150家，2018年服务企业140家。", "今年受疫情影响，1-4月服务企业21家。"])
def test_a_part_of_a_year_alone_is_for_a_person(text: str) -> None:
    (reading,) = [one for one in read_sentences(text) if one.taken]
    assert Caveat.PERIOD in reading.caveats

"""Letters: one an applicant with open points, nothing for the others, harmless names, the date by which."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import papers
import pytest
from docx import Document

from models.notice import Hop, Route
from models.verdict import Assessment, Decision, Outcome
from pipeline.write.letters import hop_of, points_of, write_letters
from pipeline.write.recommendation_letter import write_recommendation_letter


def text_of(path: Path) -> str:
    document = Document(io.BytesIO(path.read_bytes()))  # type: ignore[arg-type]
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def clean(name: str = "甲中心", folder: str | None = None) -> Assessment:
    """Nothing is open."""
    made = papers.application(name, folder)
    return papers.assessment(replace(made, problems=()))


def open_one(name: str = "乙中心", folder: str | None = None) -> Assessment:
    areas = papers.conflict("premises_area", papers.number("98", "㎡"), papers.number("103", "㎡"))
    made = replace(papers.application(name, folder, premises_area=areas), problems=())
    return papers.assessment(made, Decision.REFER, "综合", (papers.question(),), premises_area=Outcome.CANNOT_TELL)


def test_no_letter_where_nothing_is_open(tmp_path: Path) -> None:
    assert write_letters(papers.case((clean(),)), tmp_path) == ()
    assert not (tmp_path / "补正通知").exists()


def test_only_who_has_open_points_gets_one(tmp_path: Path) -> None:
    assert [path.name for path in write_letters(papers.case((clean(), open_one())), tmp_path)] == ["乙中心.docx"]


def test_a_letter_says_what_where_what_is_wanted_and_by_when(tmp_path: Path) -> None:
    told = text_of(write_letters(papers.case((open_one(),), recommender="岳阳楼区工业和信息化局"), tmp_path)[0])
    for words in (
        "乙中心：",
        "1．服务场所面积",
        "取得“98 ㎡”",
        "103 ㎡（申报表.pdf 第3页）",
        "所在位置：申报表.pdf 第2页",
        "以哪一处为准",
        "2020年6月8日前",
        "岳阳楼区工业和信息化局",
    ):
        assert words in told
    assert "2．" not in told


def test_a_matter_is_raised_once_though_value_and_criterion_speak_of_it() -> None:
    assert [point.title for point in points_of(open_one())] == ["服务场所面积"]


def test_silence_about_a_relation_asks_for_nothing() -> None:
    assert points_of(clean()) == ()


def test_a_failed_condition_is_named_with_its_clause() -> None:
    made = papers.assessment(replace(papers.application("丙"), problems=()), Decision.DO_NOT_RECOMMEND, staff_total=Outcome.NOT_MET)
    assert [(point.title, "服务人员 10 人以上" in point.found) for point in points_of(made)] == [("服务人员", True)]


@pytest.mark.parametrize("folder", ["../../x", "甲/../../乙", "a\x00b", "CON", "长" * 200, "a\nb", "‮evil"])
def test_the_applicants_name_never_leads_out_of_the_folder(folder: str, tmp_path: Path) -> None:
    one = open_one("", folder)
    one = replace(
        one,
        application=replace(one.application, answers={**one.application.answers, "organisation_name": papers.absent("organisation_name")}),
    )
    paths = write_letters(papers.case((one,)), tmp_path / "run")
    assert [path.parent for path in paths] == [tmp_path / "run" / "补正通知"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == list(paths)
    assert len(paths[0].name.encode()) <= 200
    text_of(paths[0])


def test_namesakes_get_a_letter_each(tmp_path: Path) -> None:
    paths = write_letters(papers.case((open_one("乙", "一"), open_one("乙", "二"))), tmp_path)
    assert [path.name for path in paths] == ["乙.docx", "乙（2）.docx"]


def test_characters_that_xml_forbids_are_spelled_out(tmp_path: Path) -> None:
    told = text_of(write_letters(papers.case((open_one("甲\x0b\u202e乙"),)), tmp_path)[0])
    assert "甲<U+000B><U+202E>乙" in told


def test_personal_numbers_are_starred_in_a_letter(tmp_path: Path) -> None:
    phones = papers.conflict("contact_phone", "13874001234", "13874005678")
    made = papers.assessment(papers.application("甲", contact_phone=phones), Decision.REFER)
    told = text_of(write_letters(papers.case((made,)), tmp_path)[0])
    assert "138****1234" in told
    assert "13874001234" not in told


@pytest.mark.parametrize(
    ("county", "due"), [("岳阳楼区", "2020-06-08"), ("浏阳市", "2020-06-12"), ("平江县", "2020-06-08"), ("", "2020-06-08")]
)
def test_the_due_date_is_that_of_the_applicants_route(county: str, due: str) -> None:
    answer = papers.found("county", county) if county else papers.absent("county")
    hop = hop_of(papers.notice(), papers.assessment(papers.application("甲", county=answer)))
    assert isinstance(hop, Hop)
    assert str(hop.due) == due
    assert hop_of(replace(papers.notice(), route=(Route(id="x", title="x", hops=(), otherwise=True),)), clean()) is None


@pytest.mark.parametrize("rows", [0, 14])
def test_the_recommendation_letter_gives_the_counts(rows: int, tmp_path: Path) -> None:
    path = write_recommendation_letter(papers.case(papers.batch(rows)), tmp_path)[0]
    told = text_of(path)
    assert "岳阳市工信局中小企业发展服务科：" in told
    assert ("拟推荐10家，其中综合服务机构3家、创新服务机构4家、创业服务机构3家" in told) if rows else ("没有拟推荐的单位" in told)
    assert "推荐文件2份、推荐汇总表2份" in told
    first = path.read_bytes()
    assert write_recommendation_letter(papers.case(papers.batch(rows)), tmp_path)[0].read_bytes() == first

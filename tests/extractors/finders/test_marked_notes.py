"""Notes that a mark ties to a number: what the note says holds for that number alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.finders.marked_notes import end_of_value, share_of_the_year
from extractors.finders.table import find_in_tables
from models.fields import ENTERPRISES_SERVED, PUBLIC_ACTIVITIES, SERVICE_ASSETS
from tests.builders import page_of, said

FORM = """
项目 │ 服务场所面积（平方米） │ 服务人员（人） │ 服务企业（家） │ 公共服务活动（次）
数据 │ {area} │ {staff} │ {firms} │ 9
{notes}
"""
PLAIN = {"premises_area": "116㎡", "staff_total": "17人", "enterprises_served": "170家", "public_activities": "9次"}


def read(notes: str, *, area: str = "116", staff: str = "17", firms: str = "170") -> dict[str, str]:
    return said(find_in_tables(page_of(FORM.format(notes=notes, area=area, staff=staff, firms=firms))))


@pytest.mark.parametrize("mark", ["①", "⑴", "[1]", "〔1〕", "注1", "（注1）", "*", "※", "¹"])
def test_a_marked_number_is_doubted_for_what_its_note_says(mark: str) -> None:
    found = read(f"{mark} 2017—2019三年累计数", firms=f"170{mark}")
    assert found == PLAIN | {"enterprises_served": "170家!CUMULATIVE"}


@pytest.mark.parametrize(
    ("notes", "firms"),
    [
        ("注：① 系家次", "170①"),
        ("注：1. 系家次", "170¹"),
        ("注：① 面积不含车库；② 系家次", "170②"),
        ("说明：1、面积不含车库\n2、系家次", "170[2]"),
    ],
)
def test_the_notes_are_found_however_they_are_written(notes: str, firms: str) -> None:
    assert read(notes, firms=firms)["enterprises_served"] == "170家!UNIT_OF_COUNT"


@pytest.mark.parametrize(
    ("notes", "values"),
    [
        ("① 不含已于2018年退租的二楼80平方米", {"area": "116①"}),
        ("① 按自然年统计，年度间无重复", {"firms": "170①"}),
        ("② 2017—2019三年累计数", {"firms": "170①"}),
        ("① 三年累计数\n① 系家次", {"firms": "170①"}),
        ("① 2017—2019三年累计数", {}),
        ("", {"firms": "170①"}),
    ],
    ids=["denied", "harmless", "another mark", "two of one mark", "no mark", "no note"],
)
def test_a_note_that_says_nothing_against_it_leaves_the_number(notes: str, values: dict[str, str]) -> None:
    assert read(notes, **values) == PLAIN


def test_a_note_for_one_number_says_nothing_of_another() -> None:
    found = read("① 其中兼职4人", staff="17①")
    assert found["staff_total"].endswith("!BASIS")
    assert {name: found[name] for name in PLAIN if name != "staff_total"} == {
        name: value for name, value in PLAIN.items() if name != "staff_total"
    }


def test_a_mark_in_the_head_is_no_part_of_the_label() -> None:
    drawing = "单位名称 │ 岳阳市青桐服务中心\n年服务企业② │ 170家\n联系人 │ 陈雨舟\n② 三年累计数"
    assert said(find_in_tables(page_of(drawing)))["enterprises_served"] == "170家@annual!CUMULATIVE"


def test_a_sum_taken_apart_by_years_gives_the_year_asked_for() -> None:
    found = read("① 三年累计数，其中2017年49家、2018年63家、2019年58家（年度间无重复）", firms="170①")
    assert found == PLAIN | {"enterprises_served": "58家@2019"}


def test_a_sum_of_years_that_counts_others_too_stays_in_doubt() -> None:
    found = read("① 三年累计数，其中2017年49家、2018年63家、2019年58家，含关联企业12家", firms="170①")
    assert found["enterprises_served"] == "170家!CUMULATIVE"


def test_the_unit_stands_in_the_note_where_nothing_else_says_it() -> None:
    drawing = "单位名称 │ 岳阳市青桐服务中心\n服务资产 │ 832.5③\n联系人 │ 陈雨舟\n③ 账面数，金额单位为千元"
    assert said(find_in_tables(page_of(drawing)))["service_assets"] == "83.25万元"


@pytest.mark.parametrize(
    ("said_there", "share"),
    [
        ("2017年49家、2018年63家、2019年58家", Decimal(58)),
        ("其中2018年112户，2019年58户", Decimal(58)),
        ("2017年49家、2018年63家、2019年57家", None),
        ("2017年49家、2018年121家", None),
        ("2019年170家", None),
        ("2018年112家次、2019年58家次", None),
    ],
    ids=["adds up", "another word", "does not add up", "not asked", "one year", "visits"],
)
def test_the_years_must_add_up(said_there: str, share: Decimal | None) -> None:
    assert share_of_the_year(ENTERPRISES_SERVED, Decimal(170), said_there) == share


def test_only_what_is_counted_by_the_year_is_taken_apart() -> None:
    assert share_of_the_year(SERVICE_ASSETS, Decimal(3), "2018年1家、2019年2家") is None
    assert share_of_the_year(PUBLIC_ACTIVITIES, Decimal(11), "2018年5场，2019年6场") == 6


@pytest.mark.parametrize(
    ("text", "value"),
    [("170②", "170"), ("170家[1]", "170家"), ("170注2", "170"), ("15*20", "15*20"), ("168 m²", "168 m²"), ("②170", "②170"), ("", "")],
)
def test_where_the_value_ends(text: str, value: str) -> None:
    assert text[: end_of_value(text)] == value

"""A form in traditional characters is read as any other and shown as it stands; a single such character is somebody's name."""

from __future__ import annotations

from dataclasses import replace

from extractors.finders.table import find_in_tables
from extractors.ocr.engine import Char, as_spelt
from extractors.traditional import SIMPLIFIED, as_written, is_traditional, simplified, simplified_page
from tests.builders import page_of, said

FORM = """
湖南省中小微企業核心服務機構申報表
單位名稱         │ 岳陽市青桐服務中心
申報類別         │ 創業服務機構
服務人員         │ 1 2 人
其中：大專及以上 │ 1 1 人
年服務企業       │ 6 4 家（2019年）
註冊資本         │ 150萬元
填報日期         │ 2020年5月19日
"""


def test_a_form_in_traditional_characters_is_understood() -> None:
    found = said(find_in_tables(simplified_page(page_of(FORM))))
    assert found["organisation_name"] == "岳阳市青桐服务中心"
    assert found["category"] == "创业"
    assert found["staff_total"] == "12人"
    assert found["staff_college"] == "11人"
    assert found["declared_on"] == "2020-05-19"


def test_its_words_are_shown_as_they_stand() -> None:
    page = page_of(FORM)
    shown = {one.field.name: one.place.text for one in as_written(find_in_tables(simplified_page(page)), [page])}
    assert shown["organisation_name"] == "岳陽市青桐服務中心"
    assert shown["category"] == "創業"


def test_one_such_character_is_a_name() -> None:
    page = page_of("单位名称 │ 岳阳市青桐服务中心\n法定代表人 │ 陳望山")
    assert not is_traditional(page)
    assert simplified_page(page) is page
    found = find_in_tables(page)
    assert as_written(found, [page]) == list(found)


def test_each_character_stands_for_one_and_none_is_a_plain_one() -> None:
    assert all(len(char) == 1 for char in SIMPLIFIED.values())
    assert not {chr(code) for code in SIMPLIFIED} & set(SIMPLIFIED.values())
    assert len(simplified(FORM)) == len(FORM)


def test_another_page_keeps_its_words() -> None:
    page = page_of(FORM)
    found = find_in_tables(simplified_page(page))
    elsewhere = replace(page, file="另一份.pdf")
    assert as_written(found, [elsewhere]) == list(found)


def test_a_character_in_either_script_is_as_sure_as_both_are() -> None:
    read = as_spelt([Char("荐", 0.2, 0.6, "薦", 0.39), Char("王", 0.5, 0.6, "玉", 0.3), Char("元", 0.8, 0.99)])
    assert [(char.text, round(char.confidence, 2), char.rival) for char in read] == [("荐", 0.99, ""), ("王", 0.6, "玉"), ("元", 0.99, "")]

"""In which year a unit was recognised before: under every label, in sentences, in lists of honours; other honours are not it."""

from __future__ import annotations

import pytest

from extractors.finders.labels import match_label
from extractors.finders.recognition import find_recognition, read_recognised, recognised_in
from extractors.finders.table import find_in_tables
from extractors.finders.values import value_of
from models.answer import Caveat
from models.fields import PREVIOUS_RECOGNITION_YEAR
from tests.builders import page_of, said


@pytest.mark.parametrize(
    "label",
    [
        "历次认定", "历次认定情况", "曾获认定", "前次认定", "上次认定年份", "以往认定", "往年认定", "是否为往年认定机构", "此前是否获认定", "最近一次认定", "核心服务机构认定历史",
        "是否曾获核心服务机构认定",
    ],
)  # fmt: skip
def test_the_label_is_known_however_it_is_put(label: str) -> None:
    found = match_label(label)
    assert found is not None
    assert found.field is PREVIOUS_RECOGNITION_YEAR


@pytest.mark.parametrize(
    "words",
    [
        "获得荣誉",
        "曾获荣誉",
        "认定",
        "认定机构",
        "核心服务机构",
        "核心服务机构申报表",
        "2017年被认定为湖南省中小微企业核心服务机构",
        "2017年认定",
    ],
)
def test_other_words_are_no_such_label(words: str) -> None:
    found = match_label(words)
    assert found is None or found.field is not PREVIOUS_RECOGNITION_YEAR


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2018年认定为湖南省中小微企业核心服务机构", "2018"),
        ("2017年", "2017"),
        ("二〇一七年认定", "2017"),
        ("第二批（2017年）", "2017"),
        ("2017年获评核心服务机构，2019年获评省级示范平台", "2017"),
        ("2018年度（湘工信中小发展〔2019〕20号）", "2018"),
        ("2017年认定，有效期至2020年12月31日", "2017"),
        ("2017-2020年", "2017"),
        ("2017年被认定，2020年到期，现重新申报2020年核心服务机构", "2017"),
        ("无", None),
        ("首次申报", None),
        ("否，2020年首次申报", None),
        ("2017年申报未获认定", None),
        ("2018年省级中小企业公共服务示范平台", None),
        ("2019年高新技术企业", None),
    ],
)
def test_the_year_under_the_label(text: str, year: str | None) -> None:
    reading = value_of(PREVIOUS_RECOGNITION_YEAR, text)
    assert (reading.value, reading.caveats) == (year, frozenset())


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("我单位2017年被认定为核心服务机构，2020年期满，现重新申报2020年核心服务机构。", "2017"),
        ("2018年认定为湖南省中小微企业核心服务机构，2019年被评为市级先进单位。", "2018"),
        ("2017年认定的核心服务机构将于2020年12月31日有效期满，相关机构可自愿重新申报。", None),
        ("2018年、2019年认定的核心服务机构在有效期内，不得重复申报。", None),
        ("我单位自愿申报2020年湖南省中小微企业核心服务机构，所提交的材料真实。", None),
        ("2019年被评为岳阳市级核心服务机构。", None),
        ("2018年获评省级公共服务示范平台，2020年申请认定核心服务机构。", None),
        ("公司2019年获得高新技术企业认定，现申报核心服务机构。", None),
        ("2019年组织培训8次，获得好评，特申报核心服务机构。", None),
    ],
)
def test_the_year_in_a_sentence(sentence: str, year: str | None) -> None:
    told = recognised_in(sentence)
    assert (told.year if told is not None else None) == year


def test_it_is_heard_under_any_label_and_in_a_list_of_honours() -> None:
    form = page_of("核心服务机构申报表\n单位名称 │ 岳阳青桐有限公司\n其他 │ 2018年认定为湖南省中小微企业核心服务机构")
    assert said(find_recognition(form)) == {"previous_recognition_year": "2018"}
    honours = page_of(
        "获得荣誉一览表\n荣誉名称 │ 授予单位 │ 时间\n湖南省中小企业公共服务示范平台 │ 省工信厅 │ 2019年\n湖南省中小微企业核心服务机构 │ 省经信委 │ 2017年"
    )
    (found,) = find_recognition(honours)
    assert (found.value, found.caveats) == ("2017", frozenset({Caveat.CLAIM}))


def test_a_forms_own_title_tells_of_no_recognition() -> None:
    assert find_recognition(page_of("2020年湖南省中小微企业核心服务机构申报表\n单位名称 │ 岳阳青桐有限公司\n日期 │ 2020年")) == ()


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("现申请认定为2020年湖南省中小微企业核心服务机构（创新服务机构）。", None),
        ("拟申请评为2019年核心服务机构。", None),
        ("岳阳青桐孵化有限公司亦申报了2019年湖南省中小微企业核心服务机构。", None),
        ("2020年湖南省中小微企业核心服务机构申报情况问卷填写要求：请逐项作答。", None),
        ("2020年湖南省中小微企业核心服务机构（创业）。", None),  # the year that is applied for
        ("2020年被认定为湖南省中小微企业核心服务机构。", "2020"),
        ("2017年湖南省中小微企业核心服务机构，2020年期满。", "2017"),
        ("2018年认定为核心服务机构（创新服务机构）。", "2018"),
    ],
)
def test_what_is_only_applied_for_was_never_given(sentence: str, year: str | None) -> None:
    told = recognised_in(sentence)
    assert (told.year if told is not None else None) == year


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("我公司与2019年认定的核心服务机构岳阳青桐信息服务有限公司系同一控股股东，存在关联关系。", None),
        ("我公司与岳阳青桐信息服务有限公司（2019年被认定为核心服务机构）存在关联关系。", None),
        ("岳阳青桐信息服务有限公司（2019年认定的核心服务机构）持有我公司40%股份。", None),
        ("本单位法定代表人兼任2018年获认定的核心服务机构岳阳青桐信息服务有限公司的监事。", None),
        ("我公司与2018年认定的核心服务机构合作开展培训。", None),
        ("我公司系2019年认定的核心服务机构。", "2019"),
        ("作为2017年认定的湖南省中小微企业核心服务机构，我公司积极服务企业。", "2017"),
        ("我中心（2018年认定的核心服务机构）现有服务人员15人。", "2018"),
        ("2018年我中心被认定为湖南省中小微企业核心服务机构，股东为某某集团。", "2018"),
        ("中心2018年被省工信厅认定为核心服务机构，与岳阳青桐信息服务有限公司无关联关系。", "2018"),
    ],
)
def test_the_title_of_a_related_body_is_not_the_applicants(sentence: str, year: str | None) -> None:
    told = recognised_in(sentence)
    assert (told.year if told is not None else None) == year


@pytest.mark.parametrize(
    ("text", "year", "blank"),
    [
        ("重新申报（2018年认定）", "2018", False),
        ("□首次申报 ☑重新申报（2018年）", "2018", False),
        ("☑首次申报 □重新申报", None, True),
        ("重新申报", None, False),  # of a year that nobody wrote: for a person
        ("否，2018年已获认定", "2018", False),
        ("否，2018年曾申报，未获认定", None, True),
        ("否", None, True),
        ("首次申报", None, True),
    ],
)
def test_who_applies_again_was_recognised_before(text: str, year: str | None, blank: bool) -> None:
    reading = read_recognised(text)
    assert (reading.value, reading.blank) == (year, blank)


@pytest.mark.parametrize("label", ["首次/重新申报", "是否首次申报", "首次申报或重新申报", "是否重新申报"])
def test_whether_for_the_first_time_is_asked_in_many_ways(label: str) -> None:
    found = said(find_in_tables(page_of(f"单位名称 │ 岳阳市红枫服务中心\n{label} │ 重新申报（2018年认定）")))
    assert found["previous_recognition_year"] == "2018"

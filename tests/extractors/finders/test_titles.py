"""The category where a form's own title says it, or a sentence of the applicant: and where such words are something else."""

from __future__ import annotations

import pytest

from extractors.finders.categories import declared_category, find_declared_category
from extractors.finders.titles import find_title_category
from models.answer import Caveat, Source
from tests.builders import page_of, said


@pytest.mark.parametrize(
    ("drawing", "category"),
    [
        ("核心服务机构申报材料文本\n（综合服务机构）", "综合"),
        ("核心服务机构申报表（创新服务机构）", "创新"),
        ("湖南省中小微企业核心服务机构申报表（综合类）", "综合"),
        ("创新服务机构申报表", "创新"),
        ("申报表（创业类）", "创业"),
        ("申报材料\n湖南省中小微企业核心服务机构（综合服务机构）", "综合"),
        ("湖南省中小微企业核心服务机构申报材料\n综合服务机构  2020年5月29日填报", "综合"),
        ("附件1\n2020年湖南省中小微企业核心服务机构申报书\n——创业类——", "创业"),
        ("湖南省中小微企业\n创业服务机构申报书", "创业"),
        ("湖南省中小微企业核心服务机构\n（创新类）\n申 报 书", "创新"),
        ("湖南省2020年度中小微企业核心服务机构申请表\n类别：创新服务机构", "创新"),
        ("核心服务机构（综合）申报材料", "综合"),
        ("湖南省中小微企业核心服务机构（创新类）申报对照表", "创新"),
        ("核心服务机构（创业类）申报条件对照表", "创业"),
        ("核心服务机构申报自评对照表（综合类）", "综合"),
    ],
)
def test_a_title_names_the_category(drawing: str, category: str) -> None:
    (found,) = find_title_category(page_of(drawing))
    assert found.value == category
    assert found.source is Source.PROSE  # a tick or a cell goes before it
    assert "标题" in found.detail
    assert found.place.box is not None


@pytest.mark.parametrize(
    "drawing",
    [
        "核心服务机构申报材料\n综合服务机构\n创新服务机构\n创业服务机构",
        "核心服务机构申报材料\n[ ] 综合服务机构",
        "核心服务机构申报表（综合类/创新类/创业类）",
        "一、综合服务机构：服务场所100平方米以上",
        "综合服务机构",
        "综合申报材料",
        "创新报告\n创业服务材料",
        "综合类材料",
        "岳阳市启明创业服务机构\n核心服务机构申报材料",
        "岳阳县企业综合服务中心\n核心服务机构申报材料",
        "创新型中小企业申报表",
        "湖南省中小企业公共服务平台申报书（综合服务平台）",
        "核心服务机构申报条件（综合类）",
        "综合类条件对照",
        "申报对照表（综合类、创新类）",
        "核心服务机构推荐汇总表（综合类）",
        "关于组织申报2020年湖南省中小微企业核心服务机构的通知\n（综合服务机构）",
        "湖南省中小微企业核心服务机构（综合服务机构）",
        "综合服务窗口申报表",
    ],
)
def test_what_only_resembles_a_title_names_none(drawing: str) -> None:
    assert find_title_category(page_of(drawing)) == ()


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("我单位申报创业服务机构。", "创业"),
        ("我单位自愿申报2020年湖南省中小微企业核心服务机构（创业服务机构），材料真实。", "创业"),
        ("现申请认定为湖南省中小微企业核心服务机构（创新服务机构）。", "创新"),
        ("对照通知要求，我公司以创业服务机构类别申报核心服务机构。", "创业"),
        ("按照综合服务机构申报条件，我单位现申报2020年核心服务机构。", "综合"),
        ("我公司申报2020年湖南省中小微企业核心服务机构中的创业服务机构。", "创业"),
        ("申报类别为“综合”。", "综合"),
        ("根据《关于组织申报2020年湖南省中小微企业核心服务机构的通知》要求，我中心申报综合服务机构。", "综合"),
    ],
)
def test_a_sentence_tells_the_category(sentence: str, category: str) -> None:
    told = declared_category(sentence)
    assert told is not None
    assert (told.kind, told.surely) == (category, True)


def test_what_a_unit_is_may_be_what_it_applies_for() -> None:
    told = declared_category("我公司属于创新服务机构，符合申报条件。")
    assert told is not None
    assert (told.kind, told.surely) == ("创新", False)


@pytest.mark.parametrize(
    "sentence",
    [
        "我公司为中小企业提供创业服务、创新服务和综合服务。",
        "2020年全区将培育创业服务机构5家，服务企业1000家。",
        "申报综合服务机构、创新服务机构、创业服务机构的单位应当提交材料。",
        "申报创业服务机构的单位须有固定场所。",
        "协助12家企业申报创业服务机构。",
        "公司协助企业申报创新券、创新平台30家。",
        "设有综合服务窗口，申报综合窗口改革试点。",
        "我单位申报创新创业大赛项目20个。",
        "2019年公司申报创业孵化基地获批。",
        "申请创新类项目资金30万元。",
    ],
)
def test_other_things_of_these_names_are_no_category(sentence: str) -> None:
    assert declared_category(sentence) is None


def test_a_commitment_tells_it_too() -> None:
    page = page_of("真实性承诺书\n我单位自愿申报2020年湖南省中小微企业核心服务机构（创业服务机构），所提交的材料真实。")
    found = find_declared_category(page)
    assert said(found) == {"category": "创业"}
    assert all(Caveat.CLAIM not in one.caveats for one in found)


@pytest.mark.parametrize(
    "title", ["创业服务机构申报自评表", "创业服务机构申报登记表", "核心服务机构（创业类）申报信息采集表", "创业服务机构申请情况表"]
)
def test_a_form_by_another_name_is_a_form(title: str) -> None:
    assert said(find_title_category(page_of(title))) == {"category": "创业"}

"""Forms in two languages: the English beside the Chinese says it again and names nothing; letters that belong to a name stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.finders.labels import match_label
from extractors.finders.values import value_of
from extractors.proofs.reading import bare
from extractors.translations import address_untranslated, label_untranslated, name_untranslated, untranslated
from models.fields import ADDRESS, CATEGORY, ORGANISATION_NAME


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("服务资产清单 Asset List", "服务资产清单"),
        ("服务资产清单AssetList(单位:千元)", "服务资产清单(单位:千元)"),
        ("附录6 服务企业名单ClientsServedin2019", "附录6 服务企业名单"),
        ("Name 姓名", "姓名"),
        ("面积m2", "面积m2"),
        ("A座", "A座"),
        ("工程APP开发", "工程APP开发"),
        ("E-mail地址", "E-mail地址"),
        ("Asset List", "Asset List"),
    ],
)
def test_what_says_it_again_is_left_out(text: str, left: str) -> None:
    assert untranslated(text) == left


@pytest.mark.parametrize(
    ("title", "key"), [("姓名\nName", "姓名"), ("人数 Participant\ns", "人数"), ("企业名称 Company", "企业名称"), ("No.", "No")]
)
def test_a_columns_title_is_its_chinese(title: str, key: str) -> None:
    assert bare(title) == key


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("年服务企业（2019）\nEnterprises Served", "enterprises_served"),
        ("服务资产（万元）\nService Assets (RMB 10,000)", "service_assets"),
        ("申报类别\nCategory", "category"),
        ("服务场所面积 (㎡) Floor Area (sq.m)", "premises_area"),
        ("电话/Tel.", "contact_phone"),
        ("英文名称\nName in English", None),
        ("E-mail地址", None),
    ],
)
def test_a_label_in_two_languages_asks_for_what_its_chinese_asks(text: str, field: str | None) -> None:
    label = match_label(text)
    assert (label.field.name if label is not None and label.field is not None else None) == field


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("创新服务机构 Innovation", "创新"),
        ("创新 / Innovation", "创新"),
        ("综合服务机构。", "综合"),
        ("综合服务机构；", "综合"),
        ("创业辅导服务 Startup Coaching", None),
        ("综合服务机构、创新服务机构、创业服务机构。", None),
    ],
)
def test_a_category_with_its_translation_or_at_the_end_of_a_sentence(text: str, category: str | None) -> None:
    assert value_of(CATEGORY, text).value == category


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("岳阳青桐技术转移有限公司 Qingtong Technology Transfer Co., Ltd.", "岳阳青桐技术转移有限公司"),
        ("岳阳青桐技术转移有限公司\nQingtong Technology Transfer Co., Ltd., Hunan", "岳阳青桐技术转移有限公司"),
        ("岳阳 ABC 有限公司", "岳阳ABC有限公司"),
        ("QT（岳阳）服务有限公司", "QT（岳阳）服务有限公司"),
    ],
)
def test_a_name_keeps_the_letters_that_are_its_own(text: str, name: str) -> None:
    assert value_of(ORGANISATION_NAME, text).value == name


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("岳阳市岳阳楼区学院路1号科技楼5层 5F, No.1 Xueyuan Road", "岳阳市岳阳楼区学院路1号科技楼5层"),
        ("岳阳市岳阳楼区学院路1号 A座", "岳阳市岳阳楼区学院路1号A座"),
        ("岳阳市南湖大道1号 A-12", "岳阳市南湖大道1号A-12"),
        ("岳阳市南湖大道1号 Building A", "岳阳市南湖大道1号Building A"),
    ],
)
def test_an_address_keeps_its_rooms(text: str, address: str) -> None:
    assert value_of(ADDRESS, text).value == address


@given(st.text(alphabet="服务 企业AbcNo.()（）1\n/", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    for reader in (untranslated, name_untranslated, address_untranslated, label_untranslated):
        reader(text)

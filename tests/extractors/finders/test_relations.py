"""Ties to another applicant or to a valid agency, in all the ways papers speak of them, and the ways they deny them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.finders.labels import match_label
from extractors.finders.relations import find_relations, said_under_label, ties_in
from extractors.finders.table import find_in_tables
from extractors.finders.values import value_of
from models.answer import Caveat
from models.fields import RELATED_PARTY
from tests.builders import page_of, said

TOLD = (
    "本公司法定代表人周望山同时担任岳阳市青桐管理有限公司法定代表人并持股60%，该公司同时申报2020年核心服务机构（综合类）。",
    "本公司与岳阳青桐有限公司为同一法定代表人。",
    "我公司法定代表人周望山亦为青桐咨询公司负责人，青桐咨询公司也申报了本批核心服务机构。",
    "本公司系青桐集团的全资子公司，该集团2019年被认定为湖南省中小微企业核心服务机构。",
    "本单位与青桐中心一套人马、两块牌子。",
    "本公司与青桐公司为母子公司关系，两家均申报本年度核心服务机构。",
    "本公司与另一家申报单位青桐公司共用办公场地。",
    "法定代表人与同批申报的青桐公司法定代表人系夫妻关系。",
    "本公司与青桐公司存在关联关系，但不存在重复申报。",
    "除与青桐公司为同一实际控制人外，与其他申报单位不存在关联关系。",
    "本公司持有青桐公司51%股权。青桐公司同时申报2020年核心服务机构。",
    "本公司为青桐公司的分公司，总公司也在申报。",
)
NOT_TOLD = (
    "本单位与其他申报单位、有效期内的核心服务机构之间无关联关系。",
    "经自查，不存在以下情形：法定代表人相同，实际控制人相同，母子公司，同时申报核心服务机构。",
    "有关联关系的服务机构或单位、与有效期内核心服务机构存在关联关系的服务机构或单位不得重复申报。",
    "如存在关联关系，愿意承担一切后果。",
    "是否与其他申报单位存在关联关系",
    "公司法定代表人同时担任岳阳市中小企业协会副会长。",
    "公司股东均为自然人，与其他申报单位无关联关系。",
    "本公司全资设立服务站3个，服务企业120家。",
    "有限责任公司（自然人投资或控股）",
    "工作得到兄弟单位的一致好评。",
    "承诺与其他申报单位法定代表人不相同、无股权控制关系。",
    "公司下属分公司2家，2019年也申请了专利3项。",
    "本中心由区人民政府举办设立，2017年被认定为湖南省中小微企业核心服务机构。",
)


@pytest.mark.parametrize("sentence", TOLD)
def test_a_tie_is_heard(sentence: str) -> None:
    assert [tie.plain for tie in ties_in(sentence)] == [True]


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_a_denial_a_rule_and_everyday_life_are_no_tie(sentence: str) -> None:
    assert list(ties_in(sentence)) == []


def test_whose_title_it_is_may_be_open() -> None:
    (tie,) = ties_in("本公司由青桐集团有限公司出资设立，青桐集团有限公司为2018年认定的核心服务机构。")
    assert not tie.plain


@pytest.mark.parametrize(
    ("text", "value", "sure"),
    [
        ("有", "true", True),
        ("☑有 □无", "true", True),
        ("是，与青桐公司同属青桐集团", "true", True),
        ("本公司法定代表人兼任青桐公司董事", "true", True),
        ("无，但法定代表人兼任青桐公司董事", "true", True),
        ("岳阳青桐有限公司", "true", False),
        ("本公司为独立法人，股东为张三、李四", "true", False),
        ("无", None, True),
        ("无此情况", None, True),
        ("□是 ☑否", None, True),
        ("经查无关联", None, True),
        ("与其他申报单位均无关联关系", None, True),
        ("见附件", None, True),
    ],
)
def test_what_stands_under_the_label(text: str, value: str | None, sure: bool) -> None:
    reading = value_of(RELATED_PARTY, text)
    assert (reading.value, Caveat.CLAIM not in reading.caveats) == (value, sure)


@pytest.mark.parametrize(
    "label", ["关联情况说明", "关联情况", "关联企业名称", "与其他申报单位关系", "与其他申报单位及有效期内核心服务机构有无关联关系"]
)
def test_the_label_is_known_however_it_is_put(label: str) -> None:
    found = match_label(label)
    assert found is not None
    assert found.field is RELATED_PARTY


def test_dealings_are_no_relation() -> None:
    assert match_label("关联交易") is None


def test_a_tie_is_heard_under_any_label() -> None:
    page = page_of(f"核心服务机构申报表\n单位名称 │ 岳阳青桐有限公司\n其他说明 │ {TOLD[0]}")
    assert said(find_relations(page)) == {"related_party": "true"}
    labelled = page_of(f"核心服务机构申报表\n单位名称 │ 岳阳青桐有限公司\n关联情况说明 │ {TOLD[0]}")
    assert said(find_in_tables(labelled))["related_party"] == "true"


@given(st.text(alphabet="法定代表人同时担任公司该也申报核心服务机构无不存在，。：但除外\n", max_size=60))
def test_no_text_raises(text: str) -> None:
    list(ties_in(text))
    said_under_label(text)

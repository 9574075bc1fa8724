"""住所地岳阳县青桐镇工业小区2号，in one breath with the rest of a sentence; words about an address are none."""

from __future__ import annotations

import pytest

from extractors.finders.glued import clauses_in
from extractors.finders.prose import read_sentences
from models.fields import ADDRESS


def taken(text: str) -> list[object]:
    return [one.value for one in read_sentences(text) if one.taken and one.field is ADDRESS]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("岳阳青桐服务有限公司，2014年2月19日成立，住所地岳阳县青桐镇工业小区2号，隶属岳阳县。", "岳阳县青桐镇工业小区2号"),
        ("法定代表人周望山，住所为岳阳市岳阳楼区青桐路18号。", "岳阳市岳阳楼区青桐路18号"),
        ("本单位注册地址位于岳阳市云溪区青桐大道创业园3栋（自有房产）。", "岳阳市云溪区青桐大道创业园3栋"),
        ("我公司住所岳阳县青桐镇同心村5组，主营检测。", "岳阳县青桐镇同心村5组"),
    ],
)
def test_an_address_in_running_words(text: str, address: str) -> None:
    assert taken(text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "本单位住所变更情况已在县市场监管局备案，见路口公示。",
        "住所证明由县住建局出具，道路通畅。",
        "住所地与县局登记的路名一致。",
        "原住所地岳阳县青桐镇工业小区2号，已搬离。",
        "合作单位住所岳阳县青桐镇工业小区2号。",
        "地址详见营业执照。",
    ],
)
def test_words_about_an_address_are_none(text: str) -> None:
    assert taken(text) == []


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("注册资本350万元，住所地岳阳县青桐镇工业小区2号，隶属岳阳县。", "岳阳县青桐镇工业小区2号"),
        ("法定住所岳阳市岳阳楼区青桐路18号，电话0730-8000001", "岳阳市岳阳楼区青桐路18号"),
    ],
)
def test_a_clause_of_a_form_names_the_place_whole(sentence: str, address: str) -> None:
    spans = [span for span in clauses_in(sentence) if span.label.field is ADDRESS]
    assert [sentence[span.after : span.after + len(address)] for span in spans] == [address]

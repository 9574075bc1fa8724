"""What a form shows as an example and what would be if something came about is no number; what is said beside a condition still is."""

from __future__ import annotations

import time

import pytest

from extractors.finders.prose import read_sentences
from extractors.finders.supposed import examples_in
from models.quantity import Quantity


def taken(text: str) -> dict[str, tuple[str, bool]]:
    """Field → (value, is it sure?) of what is taken."""
    return {
        one.field.name: (f"{one.value.value.normalize():f}", not one.caveats)
        for one in read_sentences(text)
        if one.taken and one.field is not None and isinstance(one.value, Quantity) and not one.computed
    }


@pytest.mark.parametrize(
    "text",
    [
        "填表示例：服务场所面积 210 平方米（请填写建筑面积，保留两位小数）。",
        "填写样例：服务人员15人；大专及以上学历14人。",
        "（范例）服务资产86万元。",
        "示例一：年服务企业150家。公共服务活动12次。",
        "参考格式如下：服务企业120家。",
        "填写时须写明单位，如：服务资产86万元。",
        "例：公共服务活动12次。",
    ],
)
def test_what_a_form_shows_as_an_example_is_nobodys_number(text: str) -> None:
    assert taken(text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("示例一：年服务企业150家。我单位实际服务企业126家。", "126"),
        ("示例：年服务企业150家。\n服务企业126家。", "126"),
        ("我中心系省级示范平台，服务企业126家。", "126"),
        ("服务情况如下：服务企业126家。", "126"),
        ("例会每月一次，全年服务企业126家。", "126"),
        ("标准格式合同签订率100%，服务企业126家。", "126"),
    ],
)
def test_words_that_only_sound_like_an_example_take_nothing_away(text: str, value: str) -> None:
    assert taken(text)["enterprises_served"] == (value, True)


@pytest.mark.parametrize(
    "text",
    [
        "如省里补助资金60万元到位，服务资产可增至150万元。",
        "我中心如获批专项资金，服务资产将达到150万元。",
        "倘若二期如期交付，服务资产就能增加到150万元。",
        "一旦设备到货，服务资产超过150万元。",
        "待设备验收后，服务资产增至150万元。",
        "假设客户全部续约，服务资产合计150万元。",
    ],
)
def test_what_would_be_is_no_number(text: str) -> None:
    assert "service_assets" not in taken(text)


@pytest.mark.parametrize(
    "text",
    ["如果把会议室也算进来，服务场所面积有230平方米。", "若按家次计，服务企业320家。", "如含公摊，服务场所面积200平方米。"],
)
def test_another_way_of_counting_is_never_sure(text: str) -> None:
    assert not any(sure for _, sure in taken(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "如附件所示，服务人员16人。",
        "如前所述，服务人员16人。",
        "如今服务人员16人。",
        "如企业有需要，可拨打热线，我中心现有服务人员16人。",
        "若干年来坚持免费服务，现有服务人员16人。",
        "如有不实，愿承担责任；服务人员16人。",
        "中心如期完成任务，服务人员16人。",
        "如果说2018年刚刚起步，目前已有服务人员16人。",
        "待人热情，服务人员16人。",
        "只要企业有需求我们就上门，目前服务人员16人。",
        "一旦企业提出需求，24小时内响应，服务人员16人。",
    ],
)
def test_what_is_said_beside_a_condition_or_a_word_like_one_is_taken(text: str) -> None:
    assert taken(text)["staff_total"] == ("16", True)


def test_hostile_text_takes_no_time() -> None:
    started = time.perf_counter()
    for text in ("示例：" * 20_000, "（例）" * 20_000, "如果，" * 4_000, "填写，如" * 10_000):
        list(examples_in(text))
        read_sentences(text[:4_000])
    assert time.perf_counter() - started < 10

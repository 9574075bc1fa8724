"""请打“√” tells how to tick and ticks nothing; an option may be a whole clause: 已在省平台注册."""

from __future__ import annotations

import pytest

from extractors.finders.labels import match_label
from extractors.finders.values import value_of
from models.fields import ADDRESS, CATEGORY, PLATFORM_REGISTERED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("□综合 □创新 ☑创业（请打“√”，限选一项）", "创业"),
        ("□综合 □创新 ☑创业(请打“√”☑，限选一项)", "创业"),
        ("在□内打√：☑综合 □创新 □创业", "综合"),
        ("请在相应的“□”内打“√” □综合 ☑创新 □创业", "创新"),
        ("请打“√”☑综合 □创新 □创业", "综合"),
        ("□综合 □创新 □创业（请打“√”）", None),
        ("综合（√） 创新（ ） 创业（ ）", "综合"),
        ("□综合 ☑创新 ☑创业（请打“√”）", None),
    ],
)
def test_how_to_tick_is_no_tick(text: str, value: str | None) -> None:
    reading = value_of(CATEGORY, text)
    assert (None if reading.caveats else reading.value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("☑已在湖南省中小企业公共服务平台注册 □未注册", "true"),
        ("□已在湖南省中小企业公共服务平台注册 ☑未注册", "false"),
        ("□已于2018年在省平台入驻 ☑尚未入驻", "false"),
        ("☑已注册□未注册", "true"),
    ],
)
def test_an_option_may_be_a_whole_clause(text: str, value: str) -> None:
    assert value_of(PLATFORM_REGISTERED, text).value == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("是否平台注册", PLATFORM_REGISTERED.name),
        ("平台是否注册", PLATFORM_REGISTERED.name),
        ("注册及办公地址", ADDRESS.name),
        ("019年技术推广等服务活动", "specialised_activities"),
        ("019年服务企业", "enterprises_served"),
    ],
)
def test_what_these_labels_ask(text: str, name: str) -> None:
    label = match_label(text)
    assert label is not None
    assert label.field is not None
    assert label.field.name == name


@pytest.mark.parametrize("text", ["注册商标", "平台用户注册数", "019号文件"])
def test_what_they_do_not(text: str) -> None:
    label = match_label(text)
    assert label is None or label.field is None or label.field.name not in (PLATFORM_REGISTERED.name, ADDRESS.name)

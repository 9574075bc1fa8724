"""Promises of `explain`: the contract's states for one text, Chinese for people, and junk never stops it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.explain import explain_jsonl, explain_text
from tests.builders import ANSWER_KEYS


def fields(text: str) -> dict:
    return json.loads(next(iter(explain_jsonl([json.dumps({"id": "x", "text": text})]))))["fields"]


@pytest.mark.parametrize(
    ("text", "field", "state", "value", "qualifier"),
    [
        ("服务场所面积168平方米。", "premises_area", "found", "168", "exact"),
        ("服务场所面积900余平。", "premises_area", "found", "900", "at_least"),
        ("年服务企业1500余家次。", "enterprises_served", "conflict", "1500", "at_least"),
        ("服务资产：102，35万元", "service_assets", "unreadable", None, None),
        ("会员企业380家。", "enterprises_served", None, None, None),
        ("员工39人，其中大专以上49人。", "college_ratio", None, None, None),
        ("员工39人，其中大专以上49人。", "staff_total", "conflict", "39", "exact"),
        ("服务人员49人，其中大专及以上学历39人，占80%。", "college_ratio", "found", "79.59", "exact"),
        ("申报类别：创新服务机构", "category", "found", "创新", None),
        ("｜年度｜2018年｜2019年｜\n｜服务企业数（家）｜88｜107｜", "enterprises_served", "found", "107", "exact"),
    ],
)  # fmt: skip
def test_states_are_those_of_the_contract(text: str, field: str, state: str | None, value: str | None, qualifier: str | None) -> None:
    got = fields(text).get(field)
    if state is None:
        assert got is None
        return
    assert got is not None
    assert (got["state"], got["value"], got["qualifier"]) == (state, value, qualifier)
    assert set(got) == set(ANSWER_KEYS)
    assert got["because"]


def test_two_numbers_that_differ_are_both_shown() -> None:
    got = fields("我单位服务场所面积168平方米。经测量，服务场所面积186平方米。")["premises_area"]
    assert got["state"] == "conflict"
    assert {got["value"], *(one["value"] for one in got["others"])} == {"168", "186"}


def test_people_are_told_what_is_taken_what_not_and_why() -> None:
    told = explain_text("2019年服务企业126家，2018年98家，会员企业380家。")
    assert "年服务企业：取用 126 家（2019 年）" in told
    assert "取最近一个完整年度" in told
    assert "不是服务企业数" in told
    assert "没有可取用" in explain_text("今天天气很好。")


def test_escapes_from_outside_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in explain_text("服务场所\x1b[31m168平方米")


@pytest.mark.parametrize(
    "line",
    ["junk", "[]", "3", "null", '{"id": 1}', '{"id": 1, "text": 5}', '{"text": null}', "{", '{"id": {"a": 1}, "text": []}', "[" * 5000],
)
def test_a_line_of_junk_is_answered_and_the_next_one_read(line: str) -> None:
    out = [json.loads(one) for one in explain_jsonl([line, '{"id": "b", "text": "服务资产156万元"}'])]
    assert len(out) == 2
    assert out[0]["fields"] == {}
    assert "error" in out[0]
    assert out[1]["fields"]["service_assets"]["value"] == "156"


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert explain_text(text)
    assert len(list(explain_jsonl([json.dumps({"id": 1, "text": text})]))) == 1

"""A loose number and the exact one right behind it: the exact one answers; another number behind it says something else."""

from __future__ import annotations

import pytest

from pipeline.explain import explain, fields_json


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("共有从业人员35名，达到大专及以上学历的占八成以上，具体为31名。", "staff_college", "31"),
        ("现有员工28名，大专及以上学历的占九成左右，具体为25名。", "college_ratio", "89.29"),
        ("年服务企业数突破百家，准确数字为118家。", "enterprises_served", "118"),
        ("服务场所面积200多平方米，实测为213.5平方米。", "premises_area", "213.5"),
        ("服务资产百余万元，精确数为112.6万元。", "service_assets", "112.6"),
        ("服务人员近20人，实为18人。", "staff_total", "18"),
    ],
)
def test_the_exact_number_answers(text: str, name: str, value: str) -> None:
    field = fields_json(explain(text))[name]
    assert (field["state"], field["value"], field["qualifier"]) == ("found", value, "exact")


@pytest.mark.parametrize(
    ("text", "name", "qualifier"),
    [
        ("服务企业100余家，其中深度服务35家。", "enterprises_served", "at_least"),
        ("服务企业100余家，具体名单见附件3，共30页。", "enterprises_served", "at_least"),
        ("服务场所面积200多平方米，具体租金为每年6万元。", "premises_area", "at_least"),
    ],
)
def test_what_restates_nothing_leaves_the_number_loose(text: str, name: str, qualifier: str) -> None:
    field = fields_json(explain(text))[name]
    assert (field["state"], field["qualifier"]) == ("found", qualifier)

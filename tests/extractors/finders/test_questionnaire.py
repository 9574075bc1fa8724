"""Questionnaires: the ticked option and the figure below the question answer it; the limits of the options are nobody's numbers."""

from __future__ import annotations

import pytest

from extractors.finders.checkbox import find_checkboxes
from extractors.finders.label import find_labels
from tests.builders import page_of, said

FIGURES = {
    "letters and numbers": (
        """
        B1 服务场所面积
          □ 50㎡以下  □ 50（含）—100㎡  ■ 100（含）—200㎡
          具体面积：186.4平方米
        B4 服务人员
          □ 10人以下  ■ 10（含）—20人
          具体人数：21人，其中大专及以上学历18人
        C1 服务企业数量
          ■ 50（含）—100家
          具体数量：84家
        """,
        {"premises_area": "186.4㎡", "staff_total": "21人", "staff_college": "18人", "enterprises_served": "84家"},
    ),
    "plain numbers, and a limit that breaks over the line": (
        """
        1、服务资产
          □ 50万元以下  ■ 100—300万元  □ 300
          万元以上
          实际金额 213.5 万元
        2、2019年组织中小企业公共服务活动
          □ 8次以下  ■ 8次及以上
          具体次数：9次
        """,
        {"service_assets": "213.5万元", "public_activities": "9次@2019"},
    ),
    "drawn boxes": (
        """
        1、服务人员
          [ ]10人以下
          [x]10至20人
          具体人数：12人
        """,
        {"staff_total": "12人"},
    ),
    "no figure but the options": ("1、服务场所面积\n  □ 50㎡以下  ■ 100—200㎡", {}),
    "what is planned for another year": ("C3 2020年计划开展活动\n  □ 10次以下  ■ 10次以上\n  具体计划：16次", {}),
    "the figure of the next question": (
        "B1 服务场所面积\n  □ 50㎡以下  ■ 100—200㎡\nB2 培训教室\n  □ 无  ■ 有\n  具体面积：60平方米",
        {},
    ),
}


@pytest.mark.parametrize(("drawing", "expected"), FIGURES.values(), ids=FIGURES)
def test_the_figure_below_the_options_answers(drawing: str, expected: dict[str, str]) -> None:
    assert said(find_labels(page_of(drawing))) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("■是  □否", {"platform_registered": "true"}),
        ("□是  ■否", {"platform_registered": "false"}),
        ("□ 否\n  ☑ 是", {"platform_registered": "true"}),
        ("□是  □否", {}),
    ],
)
def test_the_box_below_a_question_answers(options: str, expected: dict[str, str]) -> None:
    page = page_of(f"A9 是否已在省中小企业公共服务平台注册\n  {options}\nA10 是否为有效期内的核心服务机构\n  □是  ■否")
    assert said(find_checkboxes(page)) == expected

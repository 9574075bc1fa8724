"""How a report begins and ends: whom it is addressed to, who signs it, and on which day."""

from __future__ import annotations

import pytest

from extractors.finders.signoff import find_signoff
from tests.builders import page_of, said

REPORT = """
关于申报核心服务机构的报告
君山区工业和信息化局：
我单位现申报创业服务机构，有关情况报告如下。
                                            湖南蔚途管理咨询有限公司
                                            二〇二〇年五月二十五日
"""


def test_a_report_says_its_county_and_its_day() -> None:
    assert said(find_signoff(page_of(REPORT))) == {"county": "君山区", "declared_on": "2020-05-25"}


@pytest.mark.parametrize(
    "drawing",
    [
        """
                                            君山区工业和信息化局
                                            2020年6月5日
        """,
        """
        湖南蔚途管理咨询有限公司
        2020年5月25日
        """,
        """
                                            我单位举办培训
                                            2020年5月25日
        """,
    ],
    ids=["an office signs", "not at the right", "no name above"],
)
def test_a_day_that_is_not_the_applicants_signature_is_left_alone(drawing: str) -> None:
    assert "declared_on" not in said(find_signoff(page_of(drawing)))

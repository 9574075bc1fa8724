"""A name that may be the applicant's, written short or read wrong, is nobody else's; another body's name is."""

from __future__ import annotations

import pytest

from extractors.proofs.own_names import is_anothers, may_be, names_in

CENTRE = "岳阳璟序中小企业服务中心"
COMPANY = "长沙市蓝岸企业服务有限公司"


@pytest.mark.parametrize(
    ("told", "applicant", "may"),
    [
        ("岳阳璟序中小企业服务中心", CENTRE, True),
        ("岳璟序中小企业服务中心", CENTRE, True),  # a character that a seal hid
        ("岳阳璟厅中小企业服务中心", CENTRE, True),
        ("岳阳市璟序中小企业服务中心", CENTRE, True),
        ("长沙蓝岸企业服务有限公司", COMPANY, True),
        ("本中心", CENTRE, True),
        ("汨罗璟序中小企业服务中心", "汨罗市璟序中小企业服务中心", True),
        ("岳阳县中小企业服务中心", "岳阳市中小企业服务中心", False),
        ("平江县创业服务中心", "平江市创业服务中心", False),
        ("长沙县蓝岸企业服务有限公司", COMPANY, False),
        ("长沙市绿洲创业孵化有限公司", COMPANY, False),
        ("岳阳序服务中心", CENTRE, True),
        ("株洲市中小企业服务中心", CENTRE, False),
    ],
)
def test_a_name_that_may_be_the_applicants(told: str, applicant: str, may: bool) -> None:
    assert may_be(told, applicant) is may
    assert is_anothers(names_in(told), (applicant,)) is not may

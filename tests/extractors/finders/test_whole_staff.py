"""全体员工（含生产、销售人员） beside 服务人员: the whole staff is another number, where the papers themselves say so."""

from __future__ import annotations

import pytest

from extractors.finders.prose import read_sentences
from models.fields import STAFF_TOTAL
from models.quantity import Quantity


def staff(text: str) -> list[int]:
    found = (one for one in read_sentences(text) if one.field is STAFF_TOTAL and one.taken)
    return [int(one.value.value) for one in found if isinstance(one.value, Quantity)]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("公司现有服务人员35人。公司全体员工（含生产、销售人员）共86人。", [35]),
        ("公司全体员工（含生产、销售人员）共86人，其中服务人员35人。", [35]),
        ("公司现有服务团队35人。公司总人数86人，包括研发、生产、销售等部门。", [35]),
        ("公司现有服务人员35人。公司全体员工共86人。", [35, 86]),  # two figures, and nobody says how they differ
        ("公司全体员工（含生产、销售人员）共86人。", [86]),  # the only one told
        ("公司服务人员共35人（含后勤人员2人）。", [35]),
        ("公司服务人员35人。全体员工（含生产人员）共30人。", [35, 30]),  # a whole smaller than its part is for a person
    ],
)
def test_who_makes_and_sells_is_no_service_staff(text: str, taken: list[int]) -> None:
    assert staff(text) == taken

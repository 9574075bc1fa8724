"""A notice read back in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.notice_file import known_notices, load_notice
from pipeline.notices import describe, listing, report

TEMPLATE = Path(__file__).resolve().parents[2] / "docs" / "notice-template.toml"


def test_every_threshold_date_and_quote_can_be_laid_beside_the_paper() -> None:
    words = describe(load_notice("hunan-2020"))
    for part in (
        "服务场所面积 100 ㎡以上（含本数）", "服务场所面积 50 ㎡以上（含本数）", "年服务企业（按 2019 年）100 家以上", "占 服务人员 80%以上", "2020-06-08", "2020-06-12",
        "2017 年认定：有效期至 2020-12-31", "“服务人员 10 人以上”", "人工核对", "名单未经核实", "推荐汇总表：2 份", "（推定）",
    ):  # fmt: skip
        assert part in words, part


def test_every_quote_of_every_notice_is_shown() -> None:
    for name in known_notices():
        notice = load_notice(name)
        words = describe(notice)
        assert all(criterion.source in words for criterion in notice.criterion)
        assert notice.complete or "【不完整】" in words


def test_the_list_names_all_and_says_which_are_not_whole() -> None:
    lines = listing().splitlines()
    assert [line.split("\t")[0] for line in lines] == list(known_notices())
    assert sum("不完整" in line for line in lines) == 3


def test_a_sound_file_is_called_so() -> None:
    text, sound = report(TEMPLATE)
    assert sound
    assert "没有错误" in text


@pytest.mark.parametrize(("old", "new"), [('unit = "㎡"', 'unit = "亩"'), ("year = 2026", "")])
def test_a_wrong_file_is_told_all_its_mistakes(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEMPLATE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    text, sound = report(path)
    assert not sound
    assert "1 处须改正" in text

"""`shenhe check` on some of our own samples: nothing silently wrong, and little left for people."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.check import Mark, Score, table
from pipeline.check_run import check_samples
from pipeline.progress import SilentReporter
from pipeline.settings import Settings

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CHOSEN = ("02", "03", "05", "09", "12", "16", "27", "28", "30", "35", "42", "45", "24", "33")


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> Score:
    folder = tmp_path_factory.mktemp("samples")
    for part in ("inbox", "expected"):
        (folder / part).mkdir()
    for path in sorted((SAMPLES / "inbox").iterdir()):
        if path.name[:2] in CHOSEN:
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, folder / "inbox" / path.name)
            shutil.copy(SAMPLES / "expected" / f"{path.name}.json", folder / "expected")
    return check_samples(folder, settings=Settings(), out=folder / "out", reporter=SilentReporter())


def test_nothing_is_silently_wrong(score: Score) -> None:
    assert score.silently_wrong == 0, table(score)
    assert score.criteria["wrongly_met"] == 0
    assert score.outcomes["wrongly_recommended"] == 0


def test_digital_pages_are_read(score: Score) -> None:
    row = score.media["digital"]
    assert row[Mark.RIGHT] >= 0.98 * sum(row.values()), table(score)


def test_values_are_shown_where_they_stand(score: Score) -> None:
    assert score.evidence["right"] >= 0.98 * sum(score.evidence.values()), table(score)

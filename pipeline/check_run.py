"""The run behind `shenhe check`: labelled samples into a folder that is thrown away, then scored."""

from __future__ import annotations

import tempfile
from pathlib import Path

from models.notice_file import load_notice
from pipeline.check import Score, score
from pipeline.expected import read_expected
from pipeline.folders import new_run_id
from pipeline.progress import Reporter
from pipeline.run import RunRequest, run
from pipeline.settings import Settings

NOTICE = "hunan-2020"


def check_samples(samples: Path, *, settings: Settings, out: Path | None, reporter: Reporter) -> Score:
    """Runs over SAMPLES/inbox, compares with SAMPLES/expected. Raises ShenheError where either is missing."""
    expected = read_expected(samples / "expected")
    with tempfile.TemporaryDirectory(prefix="shenhe-check-") as spare:
        request = RunRequest(samples / "inbox", out or Path(spare), (load_notice(NOTICE),), new_run_id(), settings)
        return score(expected, run(request, reporter=reporter).assessments)

"""What deploy/ starts is what the command line knows; every variable it names is set in the environment files."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pipeline.cli import _parser

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
STARTED = re.compile(r"\.venv/bin/shenhe (.*)")
VARIABLE = re.compile(r"\$\{?(SHENHE_[A-Z_]+)\}?")
FILES = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in {".service", ".cron"})


def variables() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in DEPLOY.glob("*.env")]
    return {line.split("=")[0] for text in texts for line in text.splitlines() if "=" in line and not line.startswith("#")}


@pytest.mark.parametrize("name", FILES)
def test_what_is_started_is_known(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert set(VARIABLE.findall(text)) - variables() == set()
    for command in STARTED.findall(text):
        words = shlex.split(VARIABLE.sub("x", command.split(">>")[0].replace("$SHENHE_OPTIONS", "")))
        assert _parser().parse_args(words).inbox == Path("x")


@pytest.mark.parametrize("name", [path.name for path in sorted(DEPLOY.iterdir())])
def test_every_file_says_what_it_is_for_and_is_named_in_the_page(name: str) -> None:
    assert (DEPLOY / name).read_text(encoding="utf-8").startswith("# ")
    page = (DEPLOY.parent / "docs" / "operations.md").read_text(encoding="utf-8")
    assert name.replace("@", "@N") in page


def test_nothing_that_counts_users_is_installed() -> None:
    assert "telemetry" not in (DEPLOY.parent / "requirements.lock").read_text(encoding="utf-8")

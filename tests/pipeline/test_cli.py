"""The command line: exit codes, Chinese words, nothing promised that does not work."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.cli import main

HOME = Path(__file__).resolve().parents[2]
COMMANDS = ("run", "watch", "explain", "check", "notices", "audit", "doctor")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_help_names_the_commands_that_work(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "--help")
    assert code == 0
    assert all(name in out for name in COMMANDS)
    assert "review" not in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, command, "--help")
    assert code == 0
    assert re.search(r"[\u4e00-\u9fff]", out)
    assert "usage:" not in out


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        ((), 2, "命令"),
        (("fly",), 2, "没有这个选择"),
        (("run",), 2, "缺少参数"),
        (("run", "没有的文件夹"), 2, "没有这个收件文件夹"),
        (("run", ".", "--received-on", "6月5日"), 2, "不是日期"),
        (("run", ".", "--notice", "hunan-1999"), 4, "hunan-1999"),
        (("notices", "hunan-1999"), 4, "hunan-1999"),
        (("audit", "没有的文件夹"), 2, "没有"),
        (("check", "没有的文件夹"), 2, "没有"),
    ],
)
def test_mistakes_are_told_with_their_exit_code(
    arguments: tuple[str, ...], code: int, word: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    got, out, err = said(capsys, *arguments)
    assert (got, out) == (code, "")
    assert word in err
    assert "Traceback" not in err


def test_notices_lists_and_describes(capsys: pytest.CaptureFixture[str]) -> None:
    assert "hunan-2020" in said(capsys, "notices")[1]
    text = said(capsys, "notices", "hunan-2020")[1]
    assert "100" in text
    assert "综合" in text


def test_explain_says_what_it_takes_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "explain", "服务场所面积168平方米，注册资本500万元。")
    assert code == 0
    assert "168" in out


def test_explain_reads_and_writes_lines_of_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO('{"id":"a","text":"服务场所面积168平方米"}\n不是 JSON\n'))
    code, out, _ = said(capsys, "explain", "--jsonl")
    first = json.loads(out.splitlines()[0])
    assert code == 0
    assert first["fields"]["premises_area"]["value"] == "168"


def test_doctor_tells_what_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "doctor")
    assert code == 0
    assert "rapidocr" in out
    assert "tesseract" in out


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readmes_name_only_commands_and_options_that_exist(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (HOME / readme).read_text(encoding="utf-8")
    helps = "".join(said(capsys, *command, "--help")[1] for command in ((), *((name,) for name in COMMANDS)))
    assert {name for name in re.findall(r"shenhe ([a-z]+)", text) if name not in helps} == set()
    assert {name for name in re.findall(r"(--[a-z][a-z-]+)", text) if name not in helps and name != "--help"} == set()

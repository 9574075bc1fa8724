"""The whole way on real files: what comes out, that bad neighbours change nothing, that a finished run is left alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook

from models.notice_file import load_notice
from models.problem import UsageError
from pipeline.crew import InlineCrew
from pipeline.run import RunRequest, RunResult, run
from pipeline.settings import Settings
from pipeline.write.audit import verify

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "inbox"
OUTPUTS = (
    "推荐汇总表.xlsx", "审核明细.xlsx", "推荐函.docx", "results.jsonl", "results.schema.json", "fields.parquet", "verdicts.parquet",
    "review/index.html", "run.json", "audit.jsonl",
)  # fmt: skip
GOOD = ("01", "06")


def sample(number: str) -> Path:
    return next(path for path in sorted(SAMPLES.iterdir()) if path.name.startswith(number))


def request(inbox: Path, out: Path, run_id: str = "t1") -> RunRequest:
    return RunRequest(inbox, out, (load_notice("hunan-2020"),), run_id, Settings(workers=1))


def lines(result: RunResult) -> dict[str, dict[str, object]]:
    text = (result.folder / "results.jsonl").read_text(encoding="utf-8")
    return {one["application"]: one for one in map(json.loads, text.splitlines())}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    for number in GOOD:
        shutil.copytree(sample(number), folder / sample(number).name)
    return folder


@pytest.fixture(scope="module")
def good(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    return run(request(inbox, tmp_path_factory.mktemp("out")), crew=InlineCrew())


def test_every_output_is_there_and_the_exit_code_is_0(good: RunResult) -> None:
    assert [name for name in OUTPUTS if not (good.folder / name).is_file()] == []
    assert good.exit_code == 0


def test_results_are_valid_by_the_schema_beside_them(good: RunResult) -> None:
    schema = json.loads((good.folder / "results.schema.json").read_text(encoding="utf-8"))
    for one in lines(good).values():
        jsonschema.validate(one, schema)


def test_the_one_that_reaches_every_limit_is_recommended_and_the_one_below_80_percent_is_not(good: RunResult) -> None:
    outcomes = {name[:2]: one["outcome"] for name, one in lines(good).items()}
    assert outcomes == {"01": "recommend", "06": "do_not_recommend"}


def test_the_table_lists_who_is_recommended(good: RunResult) -> None:
    sheet = load_workbook(good.folder / "推荐汇总表.xlsx").worksheets[0]
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    found = lines(good)
    recommended = next(one for name, one in found.items() if name.startswith("01"))
    refused = next(one for name, one in found.items() if name.startswith("06"))
    assert recommended["fields"]["organisation_name"]["value"] in words  # type: ignore[index]
    assert refused["fields"]["organisation_name"]["value"] not in words  # type: ignore[index]


def test_the_log_and_the_results_match(good: RunResult) -> None:
    assert verify(good.folder) == ()


def test_every_found_value_has_a_place(good: RunResult) -> None:
    for one in lines(good).values():
        for name, entry in one["fields"].items():  # type: ignore[attr-defined]
            if entry["state"] == "found":
                assert entry["place"], f"{one['application']} {name}"


def test_bad_neighbours_change_nothing_and_are_told(inbox: Path, good: RunResult, tmp_path: Path) -> None:
    mixed = tmp_path / "inbox"
    shutil.copytree(inbox, mixed)
    whole = next(sample("01").rglob("*.pdf")).read_bytes()
    (mixed / "空.pdf").write_bytes(b"")
    (mixed / "文字.pdf").write_text("这不是 PDF", encoding="utf-8")
    (mixed / "截断.pdf").write_bytes(whole[: len(whole) // 3])
    locked = sorted(SAMPLES.rglob("*加密*.pdf"))
    if locked:
        shutil.copy(locked[0], mixed / "加密.pdf")
    result = run(request(mixed, tmp_path / "out"), crew=InlineCrew())
    found = lines(result)
    for name, one in lines(good).items():
        assert found[name] == one
    assert result.exit_code == 1
    for name in ("空.pdf", "文字.pdf", "截断.pdf", *(["加密.pdf"] if locked else [])):
        problems = found[name]["problems"]
        assert found[name]["outcome"] == "refer"
        assert any(problem["category"] == "file" and problem["remedy"] for problem in problems), name  # type: ignore[attr-defined]
        assert {entry["state"] for entry in found[name]["fields"].values()} == {"absent"}  # type: ignore[attr-defined]


def test_a_finished_run_is_never_touched_again(inbox: Path, good: RunResult) -> None:
    with pytest.raises(UsageError, match="已经完成"):
        run(request(inbox, good.folder.parent), crew=InlineCrew())


def test_results_never_go_into_the_inbox(inbox: Path) -> None:
    with pytest.raises(UsageError, match="只读不写"):
        run(request(inbox, inbox / "output"), crew=InlineCrew())


def test_a_second_run_reads_nothing_again_and_says_the_same(inbox: Path, good: RunResult) -> None:
    again = run(request(inbox, good.folder.parent, "t2"), crew=InlineCrew())
    assert lines(again) == lines(good)

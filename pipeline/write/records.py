"""The files for programs: results.jsonl with its schema, the two dataframes as parquet, and run.json, written last."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from models.document import FileStatus, Reading
from models.problem import Category, Problem, Severity
from pipeline.text_safety import visible, without_surrogates
from pipeline.write.atomic import file_aside, write_whole
from pipeline.write.audit import Head
from pipeline.write.case import RunCase
from pipeline.write.chain import RUN_NAME, Json, canonical
from pipeline.write.result_line import application_record, problem_record
from pipeline.write.schema import inlined, results_schema
from pipeline.write.verify import run_body_digest

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from pandas import DataFrame

RESULTS_NAME = "results.jsonl"
SCHEMA_NAME = "results.schema.json"
REMEDY = "请把这次运行的文件夹交给维护人员；其他单位的结果不受影响。"


def write_records(case: RunCase, folder: Path) -> tuple[Path, ...]:
    """results.jsonl, results.schema.json, fields.parquet, verdicts.parquet."""
    schema = write_whole(folder / SCHEMA_NAME, (json.dumps(results_schema(), ensure_ascii=False, indent=2) + "\n").encode())
    results = folder / RESULTS_NAME
    with file_aside(results) as aside, aside.open("wb") as out:
        for record in result_records(case):
            out.write(canonical_line(record))
    fields = write_parquet(case.fields_frame, folder / "fields.parquet")
    verdicts = write_parquet(case.verdicts_frame, folder / "verdicts.parquet")
    return results, schema, fields, verdicts


def result_records(case: RunCase) -> Iterator[dict[str, Json]]:
    return (application_record(assessment) for _, assessment in case.every_assessment())


def canonical_line(record: dict[str, Json]) -> bytes:
    """Keys in the contract's order; a lone surrogate of a broken file name stays an escape, the line stays valid UTF-8."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", errors="backslashreplace") + b"\n"


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # a quarter of a second to import; a command that writes no records goes without

    return Draft202012Validator(inlined(results_schema()))


def defects(record: dict[str, Json]) -> tuple[str, ...]:
    """What in a record is not as the schema says; empty for a good one."""
    return tuple(f"{error.json_path}: {error.message[:200]}" for error in _validator().iter_errors(record))


def result_problems(case: RunCase) -> tuple[Problem, ...]:
    """Every line is checked before the results are handed over; one that does not fit is said, and loses nobody else's work."""
    problems = []
    for record in result_records(case):
        wrong = defects(record)
        if wrong:
            message = f"“{visible(str(record['application']))}”的结果不合格式（{visible('；'.join(wrong[:3]))}）。"
            problems.append(Problem(Category.MACHINE, Severity.ERROR, message, REMEDY))
    return tuple(problems)


def write_parquet(frame: DataFrame, path: Path) -> Path:
    """The same frame gives the same bytes; texts are made valid Unicode."""
    clean = frame.copy()
    for name in clean.columns:
        if clean[name].dtype == object:
            clean[name] = [without_surrogates(one) if isinstance(one, str) else one for one in clean[name]]
    table = pa.Table.from_pandas(clean, preserve_index=False).replace_schema_metadata(None)
    with file_aside(path) as aside:
        pq.write_table(table, aside, compression="zstd")
    return path


def run_body(case: RunCase, problems: tuple[Problem, ...] = ()) -> dict[str, Json]:
    """run.json without its `audit` part."""
    applications = {one.application.name: one.application for _, one in case.every_assessment()}
    files = [file for application in applications.values() for file in application.files]
    statuses = Counter(file.status for file in files)
    return {
        "run_id": case.run_id,
        "started": case.started.isoformat(),
        "program": case.program_version,
        "notices": [judged.notice.id for judged in case.judged],
        "recommender": case.recommender,
        "counts": {
            "applications": len(applications),
            "files": len(files),
            "files_by_status": {status.value: statuses[status] for status in FileStatus},
            "pages": sum(file.pages for file in files),
            "pages_left_unread": sum(look.reading is Reading.SKIPPED for look in case.looks),
            "outcomes": {judged.notice.id: _outcomes(case, judged.notice.id) for judged in case.judged},
            "questions": sum(len(one.questions) for one in case.assessments),
        },
        "settings": dict(case.settings),
        "versions": dict(case.versions),
        "timings": {name: round(seconds, 3) for name, seconds in case.timings},
        "problems": [problem_record(problem) for problem in (*case.problems, *problems)],
    }


def _outcomes(case: RunCase, notice_id: str) -> dict[str, int]:
    found = Counter(one.decision.value for _, one in case.every_assessment() if one.notice_id == notice_id)
    return dict(sorted(found.items()))


def body_digest(body: dict[str, Json]) -> str:
    return run_body_digest(json.loads(canonical(body)))


def write_run(body: dict[str, Json], head: Head, folder: Path) -> Path:
    """run.json, the last file of a run: it holds the closed log's head."""
    whole = {**body, "audit": {"lines": head.lines, "head": head.hash, "sealed": head.sealed}}
    text = json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)
    return write_whole(folder / RUN_NAME, text.encode("utf-8", errors="backslashreplace") + b"\n")

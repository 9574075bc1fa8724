"""The papers and files of a run. A new output: one module, one line in WRITERS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.write.audit import AuditLog
from pipeline.write.case import Crop, Judged, PageLook, RunCase, look_of
from pipeline.write.chain import RUN_NAME, Event
from pipeline.write.detail import write_detail
from pipeline.write.events import log_output
from pipeline.write.letters import write_letters
from pipeline.write.page import write_page
from pipeline.write.recommendation_letter import write_recommendation_letter
from pipeline.write.records import body_digest, result_problems, run_body, write_records, write_run
from pipeline.write.rollup import write_rollup

__all__ = ["WRITERS", "Crop", "Judged", "PageLook", "RunCase", "look_of", "write_all"]

Writer = Callable[[RunCase, Path], tuple[Path, ...]]

WRITERS: tuple[Writer, ...] = (write_records, write_rollup, write_detail, write_letters, write_recommendation_letter, write_page)


def write_all(case: RunCase, folder: Path, log: AuditLog) -> tuple[Path, ...]:
    """Every output, its hash into the log, the log closed, run.json last: a run without run.json is not finished."""
    written: list[Path] = []
    for writer in WRITERS:
        paths = writer(case, folder)
        for path in paths:
            log_output(log, path, folder)
        written += paths
    body = run_body(case, result_problems(case))
    log.append(Event.OUTPUT_WRITTEN, RUN_NAME, {"sha256": body_digest(body), "of": "run.json without audit"})
    return (*written, write_run(body, log.close(), folder), log.path)

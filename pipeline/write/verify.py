"""Does a run's log still hold together, and do its results and inputs still match it?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath

from pipeline.text_safety import visible
from pipeline.write.chain import (
    FIRST,
    LOG_NAME,
    RUN_NAME,
    Entry,
    Event,
    Json,
    canonical,
    digest,
    file_digest,
    own_hash,
    parsed,
    raw_lines,
)
from pipeline.write.materials import Materials

RUN_FILE_LIMIT = 200_000_000


class FindingKind(Enum):
    LOG = "日志"
    RUN_FILE = "运行记录"
    OUTPUT = "结果文件"
    INPUT = "申报材料"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not match; `line` of the log where it is about one."""

    kind: FindingKind
    message: str
    line: int | None = None
    subject: str = ""


@dataclass(slots=True)
class _Told:
    """What the log says about the world, gathered while its chain is walked."""

    inbox: str | None = None
    inputs: dict[str, tuple[str, int]] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    last: Entry | None = None
    events: int = 0


def verify(run_folder: Path, inbox: Path | None = None) -> tuple[Finding, ...]:
    """Everything that was changed, dropped, added, reordered or cut. Empty: all of it matches.

    `inbox` overrides the path noted in the log (the materials may have been moved since).
    """
    log = run_folder / LOG_NAME
    if not log.is_file():
        return (Finding(FindingKind.LOG, f"没有{LOG_NAME}：日志被删除，或这不是一次运行的文件夹。"),)
    told = _Told()
    findings = list(_walk(log, told))
    findings += _against_run_file(run_folder, told)
    findings += _against_outputs(run_folder, told.outputs)
    findings += _against_inputs(inbox or (Path(told.inbox) if told.inbox else None), told.inputs)
    return tuple(findings)


def sealed_hash(run_folder: Path) -> str | None:
    """The hash of the last verdicts_sealed event: what the paper's footer must show."""
    sealed = None
    for number, raw in raw_lines(run_folder / LOG_NAME):
        entry = parsed(number, raw)
        if entry is not None and entry.event == Event.VERDICTS_SEALED.value:
            sealed = entry.hash
    return sealed


def _walk(log: Path, told: _Told) -> Iterator[Finding]:
    before, expected, closed_at = FIRST, 1, None
    for number, raw in raw_lines(log):
        entry = parsed(number, raw)
        if entry is None:
            yield _line(number, "写法不是本程序的写法：这一行被改动、插入或截断")
            expected += 1
            continue
        yield from _one(entry, before, expected)
        if closed_at is not None:
            yield _line(number, "写在结束行（closed）之后：是后来添加的")
        if not _opening_fits(entry, told.last):
            yield _line(number, "开始行（opened）应当是第一行，另外只在续做（resumed）之后：有增删或调换")
        _note(entry, told)
        before, expected = entry.hash, entry.seq + 1
        closed_at = number if entry.event == Event.CLOSED.value else closed_at
        told.events = number
    if closed_at is None:
        yield Finding(FindingKind.LOG, "日志没有结束行（closed）：运行没有做完，或者末尾被截去。")


def _opening_fits(entry: Entry, last: Entry | None) -> bool:
    """`opened` is the first line; a run that was killed and goes on opens again, right behind its `resumed`."""
    if last is None:
        return entry.event == Event.OPENED.value
    return entry.event != Event.OPENED.value or last.event == Event.RESUMED.value


def _one(entry: Entry, before: str, expected: int) -> Iterator[Finding]:
    if entry.hash != own_hash(entry):
        yield _line(entry.number, "内容与自身校验值不符：这一行被改动")
    if entry.prev != before:
        yield _line(entry.number, "与前一行接不上：此处有改动、增删或调换")
    if entry.seq != expected:
        yield _line(entry.number, f"序号应为{expected}，写的是{entry.seq}：此处有增删或调换")
    if entry.event == Event.CLOSED.value and entry.data.get("lines") != entry.number:
        yield _line(entry.number, f"结束行说共{entry.text('lines')}行，实为{entry.number}行")


def _note(entry: Entry, told: _Told) -> None:
    """What is said later holds: a run that went on received its files again and wrote its papers anew."""
    told.last = entry
    if entry.event == Event.OPENED.value:
        told.inbox = entry.text("inbox") or None
        told.inputs.clear()
    elif entry.event == Event.FILE_RECEIVED.value:
        size = entry.data.get("size")
        told.inputs[entry.text("path")] = (entry.text("sha256"), size if isinstance(size, int) else -1)
    elif entry.event == Event.VERDICTS_SEALED.value:
        told.outputs.clear()
    elif entry.event == Event.OUTPUT_WRITTEN.value:
        told.outputs[entry.subject] = entry.text("sha256")


def _line(number: int, what: str) -> Finding:
    return Finding(FindingKind.LOG, f"审计日志第{number}行{what}。", number)


def _against_run_file(folder: Path, told: _Told) -> Iterator[Finding]:
    run = _run_file(folder / RUN_NAME)
    if run is None:
        yield Finding(FindingKind.RUN_FILE, f"没有{RUN_NAME}，或者它读不懂：运行没有做完，或文件被删改。", subject=RUN_NAME)
        return
    audit = run.get("audit")
    head = audit if isinstance(audit, dict) else {}
    if told.last is None or head.get("head") != told.last.hash:
        yield Finding(
            FindingKind.RUN_FILE, f"{RUN_NAME}记的日志末行校验值与日志不符：日志末尾被改动或截去，或{RUN_NAME}被改动。", subject=RUN_NAME
        )
    if head.get("lines") != told.events:
        yield Finding(FindingKind.RUN_FILE, f"{RUN_NAME}记的日志行数是{head.get('lines')}，日志现有{told.events}行。", subject=RUN_NAME)
    body = told.outputs.get(RUN_NAME)
    if body is not None and body != run_body_digest(run):
        yield Finding(FindingKind.RUN_FILE, f"{RUN_NAME}的内容与日志所记不符：文件被改动。", subject=RUN_NAME)


def run_body_digest(run: Mapping[str, Json]) -> str:
    """Hash of run.json without its `audit` part, which is only known once the log is closed."""
    return digest(canonical({key: value for key, value in run.items() if key != "audit"}))


def _run_file(path: Path) -> dict[str, Json] | None:
    try:
        if path.stat().st_size > RUN_FILE_LIMIT:
            return None
        run = json.loads(path.read_bytes())
        return run if isinstance(run, dict) else None
    except (OSError, ValueError, RecursionError):
        return None


def _against_outputs(folder: Path, outputs: Mapping[str, str]) -> Iterator[Finding]:
    for name, wanted in outputs.items():
        path = _inside(folder, name)
        if name == RUN_NAME:
            continue
        if path is None or not path.is_file():
            yield Finding(FindingKind.OUTPUT, f"结果文件“{visible(name)}”不见了。", subject=name)
        elif file_digest(path) != wanted:
            yield Finding(FindingKind.OUTPUT, f"结果文件“{visible(name)}”与写出时不同：后来被改动。", subject=name)
    known = {*outputs, LOG_NAME, RUN_NAME}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if (path.is_symlink() or path.is_file()) and name not in known:
            yield Finding(FindingKind.OUTPUT, f"“{visible(name)}”不是这次运行写出的：是后来放进来的。", subject=name)


def _inside(folder: Path, name: str) -> Path | None:
    """The path of a name in a log, which may itself be forged: never outside the folder."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\x00" in name:
        return None
    return folder.joinpath(*parts)


def _against_inputs(inbox: Path | None, inputs: Mapping[str, tuple[str, int]]) -> Iterator[Finding]:
    if not inputs:
        return
    if inbox is None or not inbox.is_dir():
        yield Finding(FindingKind.INPUT, "找不到日志所记的材料文件夹，申报材料未能核对：请用它现在的位置再核一次。")
        return
    materials = Materials(inbox, frozenset(size for _, size in inputs.values()))
    for name, (wanted, _) in inputs.items():
        found = materials.still_hold(name, wanted)
        if found is None:
            yield Finding(FindingKind.INPUT, f"申报材料“{visible(name)}”不见了。", subject=name)
        elif not found:
            yield Finding(FindingKind.INPUT, f"申报材料“{visible(name)}”与审核时不同：后来被改动。", subject=name)

"""The log: a chain that tells of every change, goes on after a kill, and tells each application's story."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import papers
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from models.answer import Witness
from models.problem import Category, MachineError, Problem, Severity, UsageError
from models.verdict import Decision
from pipeline.write.audit import AuditLog, Event, FindingKind, story, verify
from pipeline.write.case import RunCase
from pipeline.write.chain import canonical, chained, parsed
from pipeline.write.events import log_application, log_assessment, log_witnesses
from pipeline.write.letters import write_letters

NAME = "岳阳市楼区中小企业服务中心"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A run's folder and its inbox, both unharmed."""
    inbox = tmp_path_factory.mktemp("inbox")
    for number in range(3):
        (inbox / f"单位{number}").mkdir()
        (inbox / f"单位{number}" / "申报表.pdf").write_bytes(b"%PDF-1.4 " + bytes([number]) * 50)
    folder = tmp_path_factory.mktemp("out") / "run"
    return papers.finished_run(folder, inbox, papers.case(papers.batch(3))), inbox


@pytest.fixture
def harmed(finished: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """A copy to do harm to."""
    folder, inbox = finished
    return shutil.copytree(folder, tmp_path / "run"), shutil.copytree(inbox, tmp_path / "inbox")


def lines(folder: Path) -> list[bytes]:
    return (folder / "audit.jsonl").read_bytes().splitlines(keepends=True)


def rewrite(folder: Path, new: list[bytes]) -> None:
    (folder / "audit.jsonl").write_bytes(b"".join(new))


def edit(number: int, change: Callable[[dict], None], *, rehash: bool = False, to_the_end: bool = False) -> Callable[[Path, Path], None]:
    """Change a record; `rehash` gives it a fitting hash of its own, `to_the_end` chains all that follows anew."""

    def harm(folder: Path, _: Path) -> None:
        old = lines(folder)
        records = [json.loads(line) for line in old]
        at = number % len(records)
        change(records[at])
        before = records[at]["prev"]
        for index in range(at, len(records) if to_the_end else at + 1):
            own = records[index].pop("hash")
            if index > at:
                records[index]["prev"] = before
            line, before = chained(records[index]) if rehash else (canonical({**records[index], "hash": own}), own)
            old[index] = line.encode() + b"\n"
        rewrite(folder, old)

    return harm


def replace_lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Path, Path], None]:
    return lambda folder, _: rewrite(folder, change(lines(folder)))


def edit_run(change: Callable[[dict], None]) -> Callable[[Path, Path], None]:
    def harm(folder: Path, _: Path) -> None:
        run = json.loads((folder / "run.json").read_text())
        change(run)
        (folder / "run.json").write_text(json.dumps(run, ensure_ascii=False))

    return harm


def append_to(name: str) -> Callable[[Path, Path], None]:
    def harm(folder: Path, _: Path) -> None:
        with (folder / name).open("ab") as handle:
            handle.write(b" ")

    return harm


HARMS: dict[str, Callable[[Path, Path], None]] = {
    "a value changed": edit(5, lambda one: one["data"].update(path="别的.pdf")),
    "a value changed, its hash made to fit": edit(5, lambda one: one["data"].update(x="1"), rehash=True),
    "a value changed, the whole rest chained anew": edit(5, lambda one: one["data"].update(x="1"), rehash=True, to_the_end=True),
    "a time changed": edit(7, lambda one: one.update(time="2020-06-05T00:00:00.000Z")),
    "an actor changed": edit(7, lambda one: one.update(actor="张三")),
    "the inbox changed in the first line": edit(0, lambda one: one["data"].update(inbox="/tmp")),
    "the first line dropped": replace_lines(lambda old: old[1:]),
    "a middle line dropped": replace_lines(lambda old: old[:9] + old[10:]),
    "the last line dropped": replace_lines(lambda old: old[:-1]),
    "the end cut off inside a line": replace_lines(lambda old: [*old[:-1], old[-1][:-20]]),
    "the last line break cut off": replace_lines(lambda old: [*old[:-1], old[-1][:-1]]),
    "half the log cut off": replace_lines(lambda old: old[: len(old) // 2]),
    "two lines swapped": replace_lines(lambda old: [*old[:4], old[5], old[4], *old[6:]]),
    "a line doubled": replace_lines(lambda old: [*old[:6], old[5], *old[6:]]),
    "a line added behind the end": replace_lines(lambda old: [*old, old[-1]]),
    "an empty line added": replace_lines(lambda old: [*old[:6], b"\n", *old[6:]]),
    "a line of another log added": replace_lines(lambda old: [*old[:6], chained({**json.loads(old[5]), "seq": 7, "data": {}})[0].encode() + b"\n", *old[6:]]),
    "spaces put between the keys": replace_lines(lambda old: [*old[:6], json.dumps(json.loads(old[6]), ensure_ascii=False).encode() + b"\n", *old[7:]]),
    "a key added": edit(6, lambda one: one.update(more=1)),
    "bytes that are no text": replace_lines(lambda old: [*old[:6], b"\xff\xfe\n", *old[6:]]),
    "the log emptied": replace_lines(lambda _: []),
    "the log deleted": lambda folder, _: (folder / "audit.jsonl").unlink(),
    "the closing count changed": edit(-1, lambda one: one["data"].update(lines=3), rehash=True),
    "run.json's head hash changed": edit_run(lambda run: run["audit"].update(head="0" * 64)),
    "run.json's count of lines changed": edit_run(lambda run: run["audit"].update(lines=1)),
    "run.json's counts changed": edit_run(lambda run: run["counts"].update(applications=99)),
    "run.json deleted": lambda folder, _: (folder / "run.json").unlink(),
    "run.json replaced by a list": lambda folder, _: (folder / "run.json").write_text("[]") and None,
    "the table changed": append_to("推荐汇总表.xlsx"),
    "the results changed": append_to("results.jsonl"),
    "a page of the review changed": append_to("review/0001.html"),
    "an output deleted": lambda folder, _: (folder / "fields.parquet").unlink(),
    "an output added": lambda folder, _: (folder / "推荐汇总表2.xlsx").write_bytes(b"x") and None,
    "an input changed": lambda _, inbox: (inbox / "单位1" / "申报表.pdf").write_bytes(b"other") and None,
    "an input deleted": lambda _, inbox: (inbox / "单位2" / "申报表.pdf").unlink(),
    "the inbox gone": lambda _, inbox: shutil.rmtree(inbox),
}  # fmt: skip


def test_an_unharmed_run_has_no_finding(finished: tuple[Path, Path]) -> None:
    assert verify(finished[0]) == ()


@pytest.mark.parametrize("name", HARMS)
def test_every_tampering_is_found(name: str, harmed: tuple[Path, Path]) -> None:
    folder, inbox = harmed
    assert verify(folder, inbox) == ()
    HARMS[name](folder, inbox)
    assert verify(folder, inbox)


def test_a_finding_names_the_line(harmed: tuple[Path, Path]) -> None:
    folder, inbox = harmed
    edit(7, lambda one: one.update(actor="张三"))(folder, inbox)
    finding = verify(folder, inbox)[0]
    assert (finding.kind, finding.line) == (FindingKind.LOG, 8)
    assert "第8行" in finding.message


def test_a_log_rewritten_whole_checks_out_and_only_the_paper_tells(finished: tuple[Path, Path], tmp_path: Path) -> None:
    """Said in the story, in the manual sheet and here: the sealed hash on paper is the only witness left."""
    folder, inbox = finished
    other = papers.finished_run(tmp_path / "run", inbox, papers.case(papers.batch(2)))
    assert verify(other) == ()
    assert "纸质" in story(folder, NAME)


def test_a_name_in_a_forged_log_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    with AuditLog(tmp_path / "run" / "audit.jsonl", actor="x") as log:
        log.append(Event.OPENED, "run", {"inbox": str(tmp_path / "run")})
        for name in ("../outside.txt", str(outside), "a/../../outside.txt", "\x00"):
            log.append(Event.FILE_RECEIVED, "a", {"path": name, "sha256": digest, "size": 6})
            log.append(Event.OUTPUT_WRITTEN, name, {"sha256": digest})
        log.close()
    messages = [one.message for one in verify(tmp_path / "run") if one.kind in (FindingKind.INPUT, FindingKind.OUTPUT)]
    assert len(messages) == 8
    assert all("不见了" in message for message in messages)


ODD_NAMES: dict[str, tuple[bytes, str]] = {
    "GBK": ("申报表.pdf".encode("gbk"), "申报表.pdf"),
    "no encoding at all": (b"\xff\xfe.pdf", "\\xff\\xfe.pdf"),
    "taken apart (as from a Mac)": ("e\u0301.pdf".encode(), "\u00e9.pdf"),
    "second of two that look the same": ("甲.pdf".encode(), "甲.pdf（2）"),
}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_file_is_found_again_by_what_its_name_was_shown_as(name: str, tmp_path: Path) -> None:
    raw, seen = ODD_NAMES[name]
    folder = os.fsencode(tmp_path) + b"/inbox/" + "单位".encode("gbk")
    os.makedirs(folder)
    Path(os.fsdecode(folder + b"/" + raw)).write_bytes(b"words")
    with AuditLog(tmp_path / "run" / "audit.jsonl", actor="t") as log:
        log.append(Event.OPENED, "run", {"inbox": str(tmp_path / "inbox")})
        log.append(Event.FILE_RECEIVED, "单位", {"path": f"单位/{seen}", "sha256": hashlib.sha256(b"words").hexdigest(), "size": 5})
        log.close()
    assert [one for one in verify(tmp_path / "run") if one.kind is FindingKind.INPUT] == []
    Path(os.fsdecode(folder + b"/" + raw)).write_bytes(b"swords")
    assert ["后来被改动" in one.message for one in verify(tmp_path / "run") if one.kind is FindingKind.INPUT] == [True]


def test_a_pipe_in_the_place_of_a_file_is_found_and_blocks_nobody(harmed: tuple[Path, Path]) -> None:
    folder, inbox = harmed
    (inbox / "单位1" / "申报表.pdf").unlink()
    os.mkfifo(inbox / "单位1" / "申报表.pdf")
    assert [one.kind for one in verify(folder, inbox)] == [FindingKind.INPUT]


def test_a_file_inside_a_zip_is_found_by_its_content(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with zipfile.ZipFile(inbox / "甲.zip", "w") as archive:
        archive.writestr("申报/表.pdf", b"%PDF one")
    digest = hashlib.sha256(b"%PDF one").hexdigest()
    with AuditLog(tmp_path / "run" / "audit.jsonl", actor="x") as log:
        log.append(Event.OPENED, "run", {"inbox": str(inbox)})
        log.append(Event.FILE_RECEIVED, "甲.zip", {"path": "甲.zip/申报/表.pdf", "sha256": digest, "size": 8})
        log.close()
    inputs = [one for one in verify(tmp_path / "run") if one.kind is FindingKind.INPUT]
    assert inputs == []
    with zipfile.ZipFile(inbox / "甲.zip", "w") as archive:
        archive.writestr("申报/表.pdf", b"%PDF two")
    assert [one for one in verify(tmp_path / "run") if one.kind is FindingKind.INPUT]


def kill(path: Path, torn: bytes) -> None:
    """What a kill leaves: an unfinished log, perhaps with half a line."""
    log = AuditLog(path, actor="x")
    log.append(Event.OPENED, "run")
    log.append(Event.FILE_RECEIVED, "甲", {"path": "a"})
    log.abandon()
    with path.open("ab") as handle:
        handle.write(torn)


@pytest.mark.parametrize("torn", [b"", b'{"actor":"x","da', "半行字".encode()[:-1], b"\xff\xff"])
def test_a_killed_log_goes_on_and_still_holds_together(torn: bytes, tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    kill(path, torn)
    with AuditLog(path, actor="x") as log:
        log.append(Event.DECISION, "甲")
        head = log.close()
    entries = [parsed(number, raw) for number, raw in enumerate(path.read_bytes().splitlines(keepends=True), 1)]
    assert [entry.event for entry in entries if entry] == ["opened", "file_received", "resumed", "decision", "closed"]
    assert head.lines == 5
    resumed = entries[2]
    assert resumed is not None
    assert resumed.data["torn_bytes"] == len(torn)
    assert not [one for one in verify(tmp_path) if one.kind is FindingKind.LOG]


def test_a_run_that_went_on_after_a_kill_is_whole_and_tells_its_story_once(finished: tuple[Path, Path], tmp_path: Path) -> None:
    folder = shutil.copytree(finished[0], tmp_path / "run")
    (folder / "run.json").unlink()
    rewrite(folder, lines(folder)[:-3])
    (folder / "推荐函.docx").unlink()
    papers.finished_run(folder, finished[1], papers.case(papers.batch(2)))
    leftover = {finding.subject for finding in verify(folder)}
    assert leftover <= {"review/0003.html"}
    assert story(folder, NAME).count("服务场所面积：采用") == 1


def test_an_opening_in_the_middle_is_no_resumption(tmp_path: Path) -> None:
    with AuditLog(tmp_path / "audit.jsonl", actor="x") as log:
        log.append(Event.OPENED, "run")
        log.append(Event.DECISION, "甲")
        log.append(Event.OPENED, "run")
        log.close()
    assert any(one.line == 3 for one in verify(tmp_path))


def test_a_changed_log_is_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    kill(path, b"")
    path.write_bytes(path.read_bytes().replace("甲".encode(), "乙".encode()))
    with pytest.raises(MachineError, match="第2行"):
        AuditLog(path, actor="x")


def test_a_closed_log_is_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    with AuditLog(path, actor="x") as log:
        log.close()
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(UsageError, match="运行编号"):
        AuditLog(path, actor="x")


def test_a_log_whose_run_died_before_run_json_goes_on_without_its_closing_line(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    with AuditLog(path, actor="x") as log:
        log.append(Event.OPENED)
        log.close()
    with AuditLog(path, actor="x") as log:
        log.close()
    assert [json.loads(line)["event"] for line in path.read_text().splitlines()] == ["opened", "resumed", "closed"]


def test_the_seal_stands_before_the_papers(finished: tuple[Path, Path]) -> None:
    records = [json.loads(line) for line in lines(finished[0])]
    events = [record["event"] for record in records]
    assert events[0] == "opened"
    assert events[-1] == "closed"
    assert events.index("verdicts_sealed") < events.index("output_written")
    assert records[-1]["data"]["lines"] == len(records)
    run = json.loads((finished[0] / "run.json").read_text())
    assert run["audit"]["head"] == records[-1]["hash"]
    assert run["audit"]["sealed"] == records[events.index("verdicts_sealed")]["hash"]


def test_the_story_tells_files_candidates_verdicts_and_the_outcome(finished: tuple[Path, Path]) -> None:
    told = story(finished[0], NAME)
    for words in (
        "服务场所面积：采用 “168 ㎡”",
        "申报表.pdf 第2页",
        "申报表单元格；与租赁合同一致",
        "报送期限：符合",
        "建议推荐：各项条件均符合",
    ):
        assert words in told


def test_the_story_of_a_conflict_says_why_each_candidate_lost(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    folder = papers.finished_run(tmp_path / "run", inbox, papers.case(papers.batch(6)))
    told = story(folder, papers.batch(6)[5].application.name)
    assert "未采用 “103 ㎡”" in told
    assert "理由：与所取值不一致" in told
    assert "服务场所面积 → 有出入" in told


def test_no_personal_number_stands_in_the_log_whoever_wrote_it(tmp_path: Path) -> None:
    number, mobile = "430602198001011239", "13873012345"
    said = f"联系人手机{mobile}，身份证{number}"
    answer = replace(papers.conflict("contact_phone", mobile, "13973012345"), because=said)
    problem = Problem(Category.VALUE, Severity.WARNING, said, said, "甲/申报表.pdf", 2)
    made = replace(papers.application("甲", contact_phone=answer), problems=(problem,))
    judged = papers.assessment(made, Decision.REFER, "综合", (papers.question(),))
    verdict = replace(judged.verdicts[0], because=said)
    judged = replace(judged, because=said, verdicts=(verdict, *judged.verdicts[1:]))
    with AuditLog(tmp_path / "audit.jsonl", actor="t") as log:
        log_application(log, made)
        log_witnesses(log, "甲", (Witness(answer.chosen.place, "tesseract", mobile, False, 0.5, said),))
        log_assessment(log, judged)
    told = (tmp_path / "audit.jsonl").read_text(encoding="utf-8")
    assert "138****2345" in told
    assert not any(secret in told for secret in (number, mobile, "13973012345"))
    assert not any(secret in text for secret in (number, mobile) for text in letter_texts(papers.case((judged,)), tmp_path))


def letter_texts(case: RunCase, folder: Path) -> list[str]:
    letters = [Document(io.BytesIO(path.read_bytes())) for path in write_letters(case, folder)]
    assert letters
    return ["\n".join(paragraph.text for paragraph in letter.paragraphs) for letter in letters]


def test_the_story_of_nobody_is_empty(finished: tuple[Path, Path]) -> None:
    assert story(finished[0], "没有这个单位") == ""


HOSTILE = "甲\x1b[31m\u202e\u200b\r\n{}\ud800"


def test_a_hostile_name_neither_breaks_a_line_nor_acts_in_the_story(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    with AuditLog(path, actor="x") as log:
        log.append(Event.FILE_RECEIVED, HOSTILE, {"path": HOSTILE, "sha256": "", "size": 1})
        log.close()
    raw = path.read_bytes().decode()
    assert raw.count("\n") == 2
    assert not set(raw) & set("\x1b\u202e\u200b\r")
    told = story(tmp_path, HOSTILE)
    assert "\x1b" not in told
    assert "<U+202E>" in told
    assert told.startswith("《甲<U+001B>[31m")


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(st.characters(codec=None)), lambda inner: st.lists(inner, max_size=3))
)
def test_whatever_is_logged_reads_back_the_same(value: object) -> None:
    line, own = chained({"seq": 1, "time": "t", "actor": "a", "event": "e", "subject": "s", "data": {"v": value}, "prev": "0"})
    entry = parsed(1, line.encode() + b"\n")
    assert entry is not None
    assert entry.data["v"] == value
    assert entry.hash == own
    assert "\n" not in line

"""One application's story, told from the log alone: what came in, how it was read, what was believed and why, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from models.answer import State
from models.document import Reading
from models.fields import BY_NAME
from models.proof import ProofKind, ProofState
from models.verdict import Decision, Outcome
from pipeline.text_safety import visible
from pipeline.write.chain import LOG_NAME, Entry, Event, parsed, raw_lines
from pipeline.write.words import AGREES, FOUND_BY, PAGE_KIND, PROOF_STATE, READING, STATE, TRUTH, file_page, reader_text

SECTIONS: tuple[tuple[str, tuple[Event, ...]], ...] = (
    ("一、收到的文件", (Event.FILE_RECEIVED,)),
    ("二、各页如何读取", (Event.PAGE_READ, Event.PAGE_SORTED)),
    ("三、取值：候选、旁证与取舍", (Event.CANDIDATE, Event.WITNESS, Event.SETTLED)),
    ("四、证明材料", (Event.PROOF,)),
    ("五、人工核定", (Event.CORRECTION,)),
    ("六、逐条判定", (Event.VERDICT,)),
    ("七、关联关系提示", (Event.RELATION,)),
    ("八、发现的问题", (Event.PROBLEM,)),
    ("九、结论", (Event.DECISION,)),
)
NOTE = "以上全部出自审计日志；日志是否完好，用 shenhe audit 核对。日志若被整体重写，只有纸质《推荐汇总表》页脚的校验值能够发现。"


def story(run_folder: Path, application: str) -> str:
    """The story in Chinese, for a terminal: nothing from a file can act there. "" where the log knows no such application."""
    wanted = {event.value for _, events in SECTIONS for event in events}
    entries: list[Entry] = []
    for entry in _entries(run_folder / LOG_NAME):
        if entry.event == Event.OPENED.value:
            entries.clear()  # a run that went on after a kill tells everything again
        elif entry.event in wanted and _about(entry, application):
            entries.append(entry)
    if not entries:
        return ""
    parts = [f"《{visible(application)}》审核经过"]
    for title, events in SECTIONS:
        values = {event.value for event in events}
        told = [line for entry in entries if entry.event in values for line in _told(entry)]
        if told:
            parts += ["", title, *(f"  {line}" for line in told)]
    return "\n".join([*parts, "", NOTE])


def applications(run_folder: Path) -> tuple[str, ...]:
    """The names that the log knows, in its order."""
    known = (entry.subject for entry in _entries(run_folder / LOG_NAME) if entry.event in (Event.FILE_RECEIVED.value, Event.DECISION.value))
    return tuple(dict.fromkeys(known))


def _entries(log: Path) -> Iterator[Entry]:
    if log.is_file():
        for number, raw in raw_lines(log):
            entry = parsed(number, raw)
            if entry is not None:
                yield entry


def _about(entry: Entry, application: str) -> bool:
    return entry.subject == application or (entry.event == Event.RELATION.value and entry.text("other") == application)


def _told(entry: Entry) -> list[str]:
    tell = TELLERS.get(entry.event)
    return [visible(line) for line in tell(entry)] if tell else []


def _place(entry: Entry) -> str:
    page = entry.data.get("page")
    return file_page(entry.text("file"), page if isinstance(page, int) else None, entry.subject)


def _field(entry: Entry) -> str:
    field = BY_NAME.get(entry.text("field"))
    return field.title if field else entry.text("field")


def _value(entry: Entry) -> str:
    field, value = BY_NAME.get(entry.text("field")), entry.text("value")
    unit = f" {field.unit}" if field and field.unit else ""
    return f"“{TRUTH.get(value, value)}{unit}”" if value else "（无）"


def _joined(entry: Entry, key: str) -> str:
    items = entry.data.get(key)
    return "、".join(str(item) for item in items) if isinstance(items, list) else ""


def _received(entry: Entry) -> list[str]:
    refused = entry.text("refused")
    return [f"{entry.text('path')}（{entry.text('size')} 字节，SHA-256 {entry.text('sha256')[:16]}…）{'：' + refused if refused else ''}"]


def _page(entry: Entry) -> list[str]:
    readers, notes = _joined(entry, "readers"), _joined(entry, "notes")
    how = {one.value: title for one, title in READING.items()}.get(entry.text("reading"), entry.text("reading"))
    by = f"，由 {reader_text(readers)} 读取" if readers and how != READING[Reading.TEXT_LAYER] else ""
    return [f"{_place(entry)}：{how}{by}{'；' + notes if notes else ''}"]


def _sorted(entry: Entry) -> list[str]:
    kind = {one.value: title for one, title in PAGE_KIND.items()}.get(entry.text("kind"), entry.text("kind"))
    return [f"{_place(entry)}：认作{kind}（{entry.text('because')}）"]


def _candidate(entry: Entry) -> list[str]:
    found = {one.value: title for one, title in FOUND_BY.items()}.get(entry.text("found_by"), entry.text("found_by"))
    mark = "采用" if entry.data.get("won") is True else "印证" if entry.text("because") == AGREES else "未采用"
    doubts = _joined(entry, "doubts")
    words = f"，原文“{entry.text('text')}”" if entry.text("text") else ""
    return [
        f"{_field(entry)}：{mark} {_value(entry)}，出自{_place(entry)}{words}",
        f"    {found}，{reader_text(entry.text('read_by'))} 读取，把握 {entry.text('confidence')}{'，' + doubts if doubts else ''}；理由：{entry.text('because')}",
    ]


def _witness(entry: Entry) -> list[str]:
    agrees = entry.data.get("agrees")
    said = "读不出" if agrees is None else "一致" if agrees is True else "不一致"
    return [
        f"旁证：{_place(entry)} 的“{entry.text('asked')}”，{entry.text('reader')} 读作“{entry.text('text')}”（{said}；{entry.text('because')}）"
    ]


def _settled(entry: Entry) -> list[str]:
    state = {one.value: title for one, title in STATE.items()}.get(entry.text("state"), entry.text("state"))
    if entry.text("state") == State.ABSENT.value:
        return [f"{_field(entry)} → {state}"]
    return [f"{_field(entry)} → {state} {_value(entry)}：{entry.text('because')}"]


def _proof(entry: Entry) -> list[str]:
    titles = {one.value: one.title for one in ProofKind}
    states = {one.value: PROOF_STATE[one] for one in ProofState}
    because = entry.text("because")
    kind, state = entry.text("kind"), entry.text("state")
    return [f"{titles.get(kind, kind)}：{states.get(state, state)}{'（' + because + '）' if because else ''}"]


def _correction(entry: Entry) -> list[str]:
    return [f"{_field(entry)}：{entry.actor} 核定为 {_value(entry)}（原为“{entry.text('before') or '无'}”）；理由：{entry.text('reason')}"]


def _verdict(entry: Entry) -> list[str]:
    outcome = {one.value: one.title for one in Outcome}.get(entry.text("outcome"), entry.text("outcome"))
    manual = "（人工核对项）" if entry.data.get("manual") is True else ""
    return [f"[{entry.text('notice')}] {entry.text('title')}{manual}：{outcome}，{entry.text('because')}（{entry.text('clause')}）"]


def _relation(entry: Entry) -> list[str]:
    return [
        f"{entry.subject} 与 {entry.text('other')}：{entry.text('signal')}（{entry.text('strength')}）；可能无碍的情形：{entry.text('innocent')}"
    ]


def _problem(entry: Entry) -> list[str]:
    return [f"{entry.text('message')} 处理：{entry.text('remedy')}"]


def _decision(entry: Entry) -> list[str]:
    decision = {one.value: one.title for one in Decision}.get(entry.text("decision"), entry.text("decision"))
    return [f"[{entry.text('notice')}] {decision}：{entry.text('because')}"]


TELLERS: dict[str, Callable[[Entry], list[str]]] = {
    Event.FILE_RECEIVED.value: _received,
    Event.PAGE_READ.value: _page,
    Event.PAGE_SORTED.value: _sorted,
    Event.CANDIDATE.value: _candidate,
    Event.WITNESS.value: _witness,
    Event.SETTLED.value: _settled,
    Event.PROOF.value: _proof,
    Event.CORRECTION.value: _correction,
    Event.VERDICT.value: _verdict,
    Event.RELATION.value: _relation,
    Event.PROBLEM.value: _problem,
    Event.DECISION.value: _decision,
}

"""Question and answer, line under line: 7. 联系人及电话？ / 答：文晓庆，0731-…"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.finders.entry import Entry
from extractors.finders.labels import Label, Role, match_label
from extractors.finders.words import run_of, squeeze
from models.document import Line
from models.fields import CATEGORY, ESTABLISHED_ON

_QUESTION = re.compile(
    r"\s*(?:问\s*\d{0,2}\s*[:：]|(?:问题|第)?[(（]?[\d一二三四五六七八九十]{1,3}[)）]?\s*(?:题)?\s*[、.．:：]?)?\s*(?P<asked>[^?？]{2,40})[?？]\s*"
)
_ANSWER = re.compile(r"\s*(?:答案?|回答|答复)\s*[:：]\s*")
_BOTH = re.compile(_QUESTION.pattern + r"(?:答案?|回答|答复)\s*[:：]\s*(?P<answer>[^?？]{2,80}?)[\s。.．;；]*")
_ENDS = re.compile(r"[\s。.．;；]+$")
_HEAD = re.compile(r"^(?:请问|请填写|请写明)?(?:贵|你|您|本次)?(?:们|的)?(?:(?:单位|公司|机构|中心)(?=.{3}))?(?:的)?(?:有无)?")
_TAIL = re.compile(
    r"(?:分别|各|共计|共|现)?(?:是|为|有|系|叫)?(?:谁|什么|哪些|哪里|何处|几号|多少|多大|几)(?:人|名|家|户|次|场|万元|元|平方米|个)?$|(?:是|为)$"
)
_WORDED: tuple[tuple[re.Pattern[str], Label], ...] = (
    (re.compile(r".*(?:申报|申请|参评).{0,6}哪[一]?(?:类|种|个类别).*|.*(?:申报|申请).{0,6}(?:类别|类型|种类)(?:是|为).{0,4}"), Label("申报类别", Role.FIELD, CATEGORY)),
    (re.compile(r"(?:何时|什么时候|哪一?年)(?:注册)?(?:成立|设立|组建)(?:的)?|(?:注册)?(?:成立|设立)于?(?:何时|什么时候|哪一?年)"), Label("成立时间", Role.FIELD, ESTABLISHED_ON)),
)  # fmt: skip


def question_entries(lines: Sequence[Line]) -> Iterator[Entry]:
    """The answers under questions that ask for one thing each; those that ask for two are left to the reader of sentences."""
    for line in lines:
        yield from _on_one_line(line)
    for line, below in pairwise(lines):
        asked = _QUESTION.fullmatch(line.text)
        run = run_of(below.words)
        answer = _ANSWER.match(run.text)
        label = label_asked(asked.group("asked")) if asked is not None and answer is not None else None
        if label is None or answer is None:
            continue
        end = _ENDS.search(run.text)
        words = run.cut(answer.end(), end.start() if end else len(run.text))
        if words:
            yield Entry(label, label.text, words, None, f"问答中“{squeeze(line.text)}”的回答")


def _on_one_line(line: Line) -> Iterator[Entry]:
    """7. 联系人是谁？答：张三。"""
    run = run_of(line.words)
    found = _BOTH.fullmatch(run.text)
    label = label_asked(found.group("asked")) if found is not None else None
    if found is not None and label is not None and (words := run.cut(*found.span("answer"))):
        yield Entry(label, label.text, words, None, f"问答中“{squeeze(found.group('asked'))}？”的回答")


def label_asked(question: str) -> Label | None:
    """The label that a question makes without the words of asking; None for a question that names no field. Never raises."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", question))
    worded = next((label for pattern, label in _WORDED if pattern.fullmatch(_HEAD.sub("", plain))), None)
    if worded is not None:
        return worded
    for bare in dict.fromkeys((_TAIL.sub("", plain), _TAIL.sub("", _HEAD.sub("", plain)))):
        label = match_label(bare)
        if label is not None and label.asks:
            return label
    return None

"""The notice's conditions put as questions, line by line: 服务人员是否达到10人以上：是，38人. The limit is nobody's number; the answer is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.finders.entry import Entry
from extractors.finders.labels import Label, Role, match_label
from extractors.finders.remarks import remarked
from extractors.finders.texts import half_width
from extractors.finders.words import run_of, squeeze
from models.document import Line
from models.fields import COLLEGE_RATIO, STAFF_COLLEGE

LONGEST = 120  # characters of a line
SEVERAL = 2  # lines of conditions that make a self-assessment where none says 是否
_LINE = re.compile(
    r"\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]+\s*(?!\d))?(?P<label>(?:20\d\d年度?|上?年度?)?[^\d:：?？，,。；;]{2,24}?)(?P<asks>是否|能否|有无)?(?:已经?|均|都|应|须|需)*"
    r"(?:达到?|满足|占|有|在|为|够|具有|拥有)?(?:到|比例?)?\s*(?P<least>不少于|不低于|不小于|至少|≥|>=|大于等于|超过)?\s*\d[\d,.]{0,8}\s*(?:平方米|㎡|m2|万元|人|名|家|户|次|场|个|%)?"
    r"\s*(?P<above>(?:\(含\)|及|含)?以上(?:\(含\))?)?(?:的)?(?:要求|条件|标准)?\s*[:?]\s*(?P<answer>\S.*)"
)
_ANSWERS = re.compile(r"[是否有无■□☑☐√×✓✔●○\d]|(?:基本|完全|均|已)?(?:符合|达到|满足|具备|超过|高于)|约|实[际有为]|现有|目前|本单位|我单位")


@dataclass(frozen=True, slots=True)
class _Asked:
    label: Label
    after: int
    surely: bool


def condition_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that ask whether a condition is met, with their answers."""
    return tuple(line for line, _ in _asked_on(lines))


def condition_entries(lines: Sequence[Line]) -> Iterator[Entry]:
    """What is answered on the lines that ask whether a condition is met; a bare 是 tells no number."""
    for line, asked in _asked_on(lines):
        run = run_of(line.words)
        words = run.cut(asked.after, len(run.text))
        if not words or not re.search(r"[\d一二三四五六七八九十百千]", run.text[asked.after :]):
            continue
        detail = f"申报表“{squeeze(run.text[: asked.after])}”的回答"
        label = remarked(asked.label, run.text[asked.after :])
        if label.field is STAFF_COLLEGE and re.search("[%％]", run.text[asked.after :]):
            yield Entry(replace(label, field=COLLEGE_RATIO, unit=None), label.text, words, None, detail)
            if not re.search("[人名]", run.text[asked.after :]):
                continue
        yield Entry(label, label.text, words, None, detail)


def _asked_on(lines: Sequence[Line]) -> list[tuple[Line, _Asked]]:
    found = [(line, asked) for line in lines if (asked := _asked(run_of(line.words).text)) is not None]
    return found if len(found) >= SEVERAL else [one for one in found if one[1].surely]


def _asked(text: str) -> _Asked | None:
    plain = "".join(half_width(char) for char in text)
    found = _LINE.fullmatch(plain) if len(text) <= LONGEST else None
    if found is None or not (found["asks"] or found["least"] or found["above"]) or _ANSWERS.match(found["answer"]) is None:
        return None
    label = match_label(found["label"])
    if label is None or label.field is None or not label.asks or not label.field.is_number:
        return None
    unit = None if label.field is STAFF_COLLEGE else label.unit
    return _Asked(replace(label, role=Role.FIELD, unit=unit), found.start("answer"), found["asks"] is not None)

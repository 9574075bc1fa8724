"""`shenhe check SAMPLES`: runs over labelled samples and says, field by field, right / silently wrong / referred / missed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum

from models.answer import AnyAnswer, State
from models.fields import BY_NAME, FIELDS, Kind
from models.quantity import Quantity, plain
from models.verdict import Assessment, Decision, Outcome
from pipeline.agree import spelled_alike
from pipeline.expected import Expected, ExpectedField


class Mark(Enum):
    RIGHT = "正确"
    SILENTLY_WRONG = "错而不报"
    REFERRED = "转人工"
    MISSED = "漏读"
    INVENTED = "无中生有"


RATIO_SLACK = Decimal("0.06")  # a truth written with one decimal still matches the two decimals computed
LOWER_BOUNDS = frozenset({"at_least", "more_than"})


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is not right, as a line for whoever looks into it."""

    application: str
    subject: str
    kind: str
    told: str


@dataclass(slots=True)
class Score:
    """Counts by field, by medium, of evidence pages, criteria and outcomes."""

    fields: dict[str, Counter[Mark]] = field(default_factory=dict)
    media: dict[str, Counter[Mark]] = field(default_factory=dict)
    evidence: Counter[str] = field(default_factory=Counter)
    criteria: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    recommendable: int = 0
    recommended: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def silently_wrong(self) -> int:
        return sum(row[Mark.SILENTLY_WRONG] + row[Mark.INVENTED] for row in self.fields.values())

    @property
    def has_findings(self) -> bool:
        wrong = self.criteria["wrongly_met"] + self.outcomes["wrongly_recommended"] + self.outcomes["wrongly_refused"]
        return bool(self.silently_wrong or wrong or self.outcomes["missing"])


def score(expected: Sequence[Expected], assessments: Iterable[Assessment]) -> Score:
    """Assessments against what the samples say."""
    by_name = {one.application.name: one for one in assessments}
    result = Score()
    for one in expected:
        got = by_name.get(one.application)
        if got is None:
            result.outcomes["missing"] += 1
            result.remarks.append(Remark(one.application, "申报", "missing", "结果中没有这一份申报"))
        _score_fields(result, one, got)
        if got is not None:
            _score_criteria(result, one, got)
            _score_outcome(result, one, got)
            _score_problems(result, one, got)
    return result


def _score_fields(result: Score, expected: Expected, got: Assessment | None) -> None:
    for name, truth in expected.fields.items():
        if truth.unscored or name not in BY_NAME:
            continue
        answer = got.application.answers.get(name) if got is not None else None
        mark, told = mark_field(name, truth, answer)
        result.fields.setdefault(name, Counter())[mark] += 1
        result.media.setdefault(truth.medium, Counter())[mark] += 1
        if mark is not Mark.RIGHT:
            result.remarks.append(Remark(expected.application, name, mark.value, told))
        elif answer is not None and answer.state is State.FOUND and truth.places:
            verdict = evidence_of(truth, answer)
            result.evidence[verdict] += 1
            if verdict != "right":
                shown = answer.chosen.place if answer.chosen else None
                result.remarks.append(Remark(expected.application, name, f"evidence {verdict}", str(shown)))


def mark_field(name: str, truth: ExpectedField, answer: AnyAnswer | None) -> tuple[Mark, str]:
    """Where one answer stands against the truth, with a short remark."""
    state = answer.state if answer is not None else State.ABSENT
    value = None if answer is None else shown_value(answer)
    if state in (State.FOUND, State.CORRECTED):
        if truth.value is None and not truth.alts:
            return Mark.INVENTED, f"读作 {value}，实为没有"
        if "found" not in truth.states:
            return Mark.SILENTLY_WRONG, f"读作 {value} 且说得肯定，应转人工"
        if not any(same(name, value, one) for one in (truth.value, *truth.also)):
            return Mark.SILENTLY_WRONG, f"读作 {value}，实为 {truth.value}"
        if answer is not None and not _qualifier_fits(truth, answer):
            return Mark.SILENTLY_WRONG, f"限定词不符：应为 {truth.qualifiers}"
        return Mark.RIGHT, ""
    if state is State.CONFLICT:
        options = [one for one in (truth.value, *truth.also, *truth.alts) if one is not None]
        fits = "conflict" in truth.states and (value is None or not options or any(same(name, value, one) for one in options))
        return (Mark.RIGHT, "") if fits else (Mark.REFERRED, f"有出入：{value}（{answer.because if answer else ''}）")
    if state is State.UNREADABLE:
        fits = "unreadable" in truth.states
        return (Mark.RIGHT, "") if fits else (Mark.REFERRED, f"未能识读（{answer.because if answer else ''}）")
    return (Mark.RIGHT, "") if "absent" in truth.states else (Mark.MISSED, f"没有找到 {truth.value}")


def shown_value(answer: AnyAnswer) -> str | None:
    """The value as results.jsonl writes it."""
    if isinstance(answer.value, Quantity):
        return plain(answer.value.value)
    return answer.value


def same(name: str, got: str | None, want: str | None) -> bool:
    if got is None or want is None:
        return got is None and want is None
    known = BY_NAME[name]
    if known.is_number or known.kind is Kind.YEAR:
        left, right = _number(got), _number(want)
        if left is None or right is None:
            return False
        return abs(left - right) <= (RATIO_SLACK if known.kind is Kind.RATIO else 0)
    if known.kind is Kind.DATE:
        return got == want
    return spelled_alike(known, got, want)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(unicodedata.normalize("NFKC", text).replace(",", "").replace("%", "").strip())
    except InvalidOperation:
        return None


def _qualifier_fits(truth: ExpectedField, answer: AnyAnswer) -> bool:
    if not truth.qualifiers or not isinstance(answer.value, Quantity):
        return True
    mine = answer.value.qualifier.value
    return mine in truth.qualifiers or (mine in LOWER_BOUNDS and bool(LOWER_BOUNDS & set(truth.qualifiers)))


def evidence_of(truth: ExpectedField, answer: AnyAnswer) -> str:
    """Does the place given lie where the value stands: right / wrong_page / no_place / misses."""
    place = answer.chosen.place if answer.chosen is not None else None
    if place is None:
        return "no_place"
    here = [one for one in truth.places if _base(one.file) == _base(place.file) and one.page == place.page]
    if not here:
        return "wrong_page"
    boxes = [one.box for one in here if one.box is not None]
    if boxes and place.box is not None and not any(box.overlap(place.box) > 0 for box in boxes):
        return "misses"
    return "right"


def _base(path: str) -> str:
    return unicodedata.normalize("NFKC", path).rsplit("/", 1)[-1]


def _score_criteria(result: Score, expected: Expected, got: Assessment) -> None:
    outcomes: Mapping[str, Outcome] = {one.criterion: one.outcome for one in got.verdicts}
    for name, accepted in expected.criteria.items():
        outcome = outcomes.get(name)
        kind = _criterion_kind(outcome, accepted)
        result.criteria[kind] += 1
        if kind != "right":
            why = next((one.because for one in got.verdicts if one.criterion == name), "")
            result.remarks.append(
                Remark(expected.application, f"条件 {name}", kind, f"{outcome and outcome.value}，应为 {accepted}（{why}）")
            )


def _criterion_kind(outcome: Outcome | None, accepted: Sequence[str]) -> str:
    if outcome is None:
        return "missed"
    if outcome.value in accepted:
        return "right"
    return {Outcome.CANNOT_TELL: "referred", Outcome.MET: "wrongly_met", Outcome.NOT_MET: "wrongly_not_met"}[outcome]


def _score_outcome(result: Score, expected: Expected, got: Assessment) -> None:
    wanted = tuple(expected.outcomes) == (Decision.RECOMMEND.value,)
    result.recommendable += wanted
    result.recommended += wanted and got.decision is Decision.RECOMMEND
    if got.decision.value in expected.outcomes:
        kind = "right"
    else:
        kind = {Decision.REFER: "referred", Decision.RECOMMEND: "wrongly_recommended", Decision.DO_NOT_RECOMMEND: "wrongly_refused"}[
            got.decision
        ]
        result.remarks.append(
            Remark(expected.application, "结论", kind, f"{got.decision.value}，应为 {expected.outcomes}（{got.because}）")
        )
    result.outcomes[kind] += 1


def _score_problems(result: Score, expected: Expected, got: Assessment) -> None:
    problems = (*got.problems, *got.application.problems)
    said = " ".join(f"{one.category.value} {one.message} {one.remedy}" for one in problems)
    for words in expected.problems:
        named = any(word in said for word in words)
        result.problems["named" if named else "not_named"] += 1
        if not named:
            result.remarks.append(Remark(expected.application, "问题", "not_named", "/".join(words)))


COLUMNS = tuple(Mark)


def table(result: Score) -> str:
    """The table of the contract, for stdout."""
    lines = [_row("字段", [mark.value for mark in COLUMNS] + ["合计"])]
    total: Counter[Mark] = Counter()
    for known in FIELDS:
        row = result.fields.get(known.name)
        if row:
            total += row
            lines.append(_counts(f"{known.title} {known.name}", row))
    lines.append(_counts("合计", total))
    lines += [_counts({"digital": "电子版", "scanned": "扫描件"}.get(name, name), row) for name, row in sorted(result.media.items())]
    lines.append(f"出处：{_listed(result.evidence)}")
    lines.append(f"条件：{_listed(result.criteria)}")
    lines.append(f"结论：{_listed(result.outcomes)}；应推荐 {result.recommendable} 家，已推荐 {result.recommended} 家")
    lines.append(f"问题：{_listed(result.problems)}")
    return "\n".join(lines)


def details(result: Score) -> str:
    """One line for each thing that is not right."""
    return "\n".join("\t".join((one.application, one.subject, one.kind, one.told)) for one in result.remarks)


def _listed(counter: Counter[str]) -> str:
    return "，".join(f"{name} {count}" for name, count in sorted(counter.items())) or "无"


def _counts(title: str, row: Counter[Mark]) -> str:
    return _row(title, [str(row[mark]) for mark in COLUMNS] + [str(sum(row.values()))])


def _row(title: str, cells: Sequence[str]) -> str:
    return _padded(title, 44) + "".join(_padded(cell, 10, right=True) for cell in cells)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    """To a width in columns of a terminal, where a Chinese character takes two."""
    used = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    gap = " " * max(0, width - used)
    return gap + text if right else text + gap

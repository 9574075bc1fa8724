"""Facts and papers: yes or no, lists, cohorts, relations, completeness, and the lines for a person."""

from __future__ import annotations

from dataclasses import replace

from models.answer import State
from models.criterion import CohortRule, Completeness, Condition, Listed, Manual, RelationRule, Truthful
from models.document import Place
from models.notice import WantedProof
from models.problem import Category, Problem, Severity
from models.proof import ProofKind, ProofState
from models.quantity import Truth
from models.verdict import Relation
from pipeline.judging.evidence import possible_texts, text_of, title_of
from pipeline.judging.leases import lease_problems
from pipeline.judging.told import SETTLED, WEAK, Case, Told, agreed, cannot_tell

NO_SIGN = "无迹象"
TRUE, FALSE = "true", "false"
OWN_WORDS = "材料自述与其他申报单位或核心服务机构有关系"


def _place(case: Case, name: str) -> Place | None:
    answer = case.application.answers.get(name)
    return answer.chosen.place if answer is not None and answer.chosen is not None else None


def truth(condition: Condition, case: Case) -> Told:
    """A yes-or-no field; silence is not a no."""
    assert isinstance(condition, Truthful)
    answer = text_of(case.application, condition.field)
    title = title_of(condition.field, case.notice)
    place = _place(case, condition.field)
    values = possible_texts(answer)
    if answer is None or not values:
        words = "本程序还不读取这个字段" if answer is None else ("有字迹，未能确认" if answer.state is State.UNREADABLE else "材料中未说明")
        return cannot_tell(f"{title}：{words}", field=condition.field, place=place, absent=answer is None or answer.state is State.ABSENT)
    wanted = TRUE if condition.expected else FALSE
    known = [value for value in values if value in (TRUE, FALSE)]
    outcome = agreed([Truth.YES if value == wanted else Truth.NO for value in known]) if len(known) == len(values) else Truth.CANNOT_TELL
    # One statement that is itself in doubt ("拟注册") decides nothing.
    if answer.state is State.CONFLICT and len(set(values)) == 1:
        outcome = Truth.CANNOT_TELL
    said = "、".join("是" if value == TRUE else "否" if value == FALSE else value for value in values)
    because = f"{title}：{said}" + (f"，须人工确认（{answer.because}）" if outcome is Truth.CANNOT_TELL else "")
    return Told(outcome, because, field=condition.field, place=place, settled=answer.state in SETTLED)


def listed(condition: Condition, case: Case) -> Told:
    """On a list of the notice, or not; a list that is not whole clears nobody."""
    assert isinstance(condition, Listed)
    names = next((one for one in case.notice.list if one.id == condition.list), None)
    values = possible_texts(case.application.answers.get(condition.field))
    title = title_of(condition.field, case.notice)
    place = _place(case, condition.field)
    if names is None or not values:
        return cannot_tell(f"{title}：没有可与名单核对的内容", field=condition.field, place=place, absent=True)
    settled = case.application.answers[condition.field].state in SETTLED
    on_it = agreed([Truth.YES if value in names.entries else (Truth.NO if names.complete else Truth.CANNOT_TELL) for value in values])
    words = {Truth.YES: "在名单上", Truth.NO: "不在名单上", Truth.CANNOT_TELL: "未见于名单，而名单不全"}[on_it]
    outcome = on_it if condition.inside else {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(on_it, Truth.CANNOT_TELL)
    return Told(outcome, f"“{'、'.join(values)}”{words}（{names.title}）", field=condition.field, place=place, settled=settled)


def cohort(condition: Condition, case: Case) -> Told:
    """An earlier recognition must have run out; one that still runs is a question for a person, never a refusal."""
    assert isinstance(condition, CohortRule)
    answer = text_of(case.application, condition.field)
    place = _place(case, condition.field)
    still = [agency for agency in case.registered if agency.valid_to is not None and agency.valid_to > condition.as_of]
    if still:
        first = still[0]
        said = f"名录中已有本单位：{first.recognised or ''} 年认定，有效期至 {first.valid_to}"
        return cannot_tell(f"{said}，尚在有效期内", field=condition.field, place=place)
    if answer is None:
        return cannot_tell(f"{title_of(condition.field, case.notice)}：本程序还不读取这个字段", field=condition.field, absent=True)
    if answer.state is State.ABSENT:
        return Told(Truth.YES, NO_SIGN, field=condition.field)
    values = possible_texts(answer)
    truths = [_expired(value, condition, case) for value in values]
    if not values or any(one is not Truth.YES for one in truths):
        words = f"{'、'.join(values)} 年认定" if values else "原认定年份有字迹，未能确认"
        return cannot_tell(f"{words}，{_validity(values, case)}", field=condition.field, place=place)
    return Told(
        Truth.YES,
        f"{'、'.join(values)} 年认定，{_validity(values, case)}，可重新申报",
        field=condition.field,
        place=place,
        settled=answer.state in SETTLED,
    )


def _expired(value: str, condition: CohortRule, case: Case) -> Truth:
    if not value.isdigit():
        return Truth.CANNOT_TELL
    year = int(value)
    ends = {one.recognised: one.valid_to for one in case.notice.cohort}
    # Whoever was recognised before a cohort that has run out has run out too.
    if any(recognised >= year and valid_to <= condition.as_of for recognised, valid_to in ends.items()):
        return Truth.YES
    return Truth.CANNOT_TELL


def _validity(values: tuple[str, ...], case: Case) -> str:
    ends = {str(one.recognised): one for one in case.notice.cohort}
    words = [f"有效期至 {ends[value].valid_to}{'（推定）' if ends[value].assumed else ''}" for value in values if value in ends]
    return "、".join(words) or "批次表中没有这一年"


def relation(condition: Condition, case: Case) -> Told:
    """Signals are for a person; nothing said and nothing seen is no sign."""
    assert isinstance(condition, RelationRule)
    place = _place(case, condition.field)
    answer = text_of(case.application, condition.field)
    said = set(possible_texts(answer))
    unread = answer is not None and answer.state is State.UNREADABLE
    own = [OWN_WORDS] if unread or said - {FALSE} else []
    signals = [f"{one.signal}（{_other(one, case)}，{one.strength}）" for one in case.relations]
    problems = [
        _relation_problem(f"与{_other(one, case)}：{one.signal}", one.innocent, one.evidence[:1], condition) for one in case.relations
    ]
    # A name that two units' contacts share is seen and said, and is no reason by itself to stop one of them.
    if not own and all(one.strength == WEAK for one in case.relations):
        words = f"只有弱线索：{'；'.join(signals)}" if signals else "材料声明没有关联关系" if said else NO_SIGN
        mild = tuple(replace(one, severity=Severity.INFO) for one in problems)
        return Told(Truth.YES, words, field=condition.field, place=place, problems=mild)
    if own:
        problems.append(_relation_problem(OWN_WORDS, "自述的关系未必是通知所说的关联关系", (place,) if place else (), condition))
    spots = (*((place,) if place else ()), *(spot for one in case.relations for spot in one.evidence))
    because = f"{'；'.join([*own, *signals])}：是否属于关联关系由人工认定"
    spot = spots[0] if spots else None
    return Told(Truth.CANNOT_TELL, because, field=condition.field, place=spot, settled=False, problems=tuple(problems))


def _relation_problem(message: str, innocent: str, places: tuple[Place, ...], condition: RelationRule) -> Problem:
    file, page, box = (places[0].file, places[0].page, places[0].box) if places else (None, None, None)
    return Problem(Category.RELATION, Severity.WARNING, message, f"请核实是否构成关联关系；{innocent}", file, page, box, condition.field)


def _other(one: Relation, case: Case) -> str:
    return one.right if one.left == case.application.name else one.left


def completeness(condition: Condition, case: Case) -> Told:
    """Every proof that the notice's data asks of this category is in the package."""
    assert isinstance(condition, Completeness)
    wanted = [one for one in case.notice.proof if not one.category or case.category in one.category]
    states = {proof.kind: proof.state for proof in case.application.proofs}
    missing = [one for one in wanted if states.get(one.kind, ProofState.MISSING) is ProofState.MISSING]
    doubtful = [one for one in wanted if states.get(one.kind) is ProofState.DOUBTFUL]
    ended = [one for one in wanted if one.kind is ProofKind.PREMISES and one not in missing] if _lease_ended(case) else []
    note = "（所需证明为推定）" if any(one.assumed for one in wanted) else ""
    if not missing and not doubtful and not ended:
        return Told(Truth.YES, f"{len(wanted)} 种证明均有{note}")
    words = [f"缺{_titles(missing)}"] * bool(missing) + [f"{_titles(doubtful)}须人工辨认"] * bool(doubtful)
    words += [f"{_titles(ended)}期限已过"] * bool(ended)
    problems = tuple(
        Problem(Category.COMPLETENESS, Severity.WARNING, f"未见{one.title}{'（推定所需）' if one.assumed else ''}", f"请补交{one.title}")
        for one in missing
    )
    return Told(Truth.CANNOT_TELL, f"{'；'.join(words)}{note}", settled=False, problems=problems)


def _lease_ended(case: Case) -> bool:
    return bool(lease_problems(case.application, case.notice, case.received_on))


def _titles(proofs: list[WantedProof]) -> str:
    return "、".join(one.title for one in proofs)


def manual(condition: Condition, case: Case) -> Told:  # noqa: ARG001
    """A line that only a person can tick off."""
    assert isinstance(condition, Manual)
    return Told(Truth.CANNOT_TELL, condition.ask)

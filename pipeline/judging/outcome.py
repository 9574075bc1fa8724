"""What follows from the verdicts: the decision, the questions for a person, and the problems that judging itself raises."""

from __future__ import annotations

from collections.abc import Sequence

from models.answer import Application, State
from models.criterion import Criterion
from models.fields import CATEGORY, COUNTY, RECOMMENDATION_OPINION
from models.notice import Notice
from models.problem import Category, Problem, Severity
from models.quantity import Truth
from models.regions import find_county
from models.verdict import Decision, Question
from pipeline.judging.told import SETTLED, Told

CATEGORY_OPEN, FAILS_UNSURELY, VERDICT_OPEN, VALUE_OPEN = 120, 110, 100, 20
"""Weights of questions: without a category nothing can be judged; a firm verdict's open value changes nothing."""
LAST_ONE = 15
"""More for the only thing that stands between an application and its recommendation."""
REFUSED_ANYWAY = 60
"""Less where a refusal stands whatever the answer."""


def decide(category: str | None, told: Sequence[tuple[Criterion, Told]], notice: Notice) -> tuple[Decision, str]:
    """Any criterion that surely fails refuses; any open one refers; an incomplete notice never recommends."""
    counted = [(criterion, one) for criterion, one in told if not criterion.is_manual]
    failed = [(criterion, one) for criterion, one in counted if one.truth is Truth.NO]
    sure = [criterion.title for criterion, one in failed if one.settled]
    if category is None and notice.category:
        return Decision.REFER, "申报类别未定，须先由人工确认"
    if sure:
        return Decision.DO_NOT_RECOMMEND, f"不符合：{'、'.join(sure)}"
    if failed:
        return Decision.REFER, f"{'、'.join(criterion.title for criterion, _ in failed)}未达到，但所据数值未经确认"
    unclear = [criterion.title for criterion, one in counted if one.truth is Truth.CANNOT_TELL]
    if unclear:
        return Decision.REFER, f"待核定：{'、'.join(unclear)}"
    if not notice.complete:
        return Decision.REFER, f"通知内容不全（{notice.id}），已知条件均符合，不作推荐结论"
    return Decision.RECOMMEND, "可由程序判断的条件全部符合；人工核对各项另行确认"


def questions_of(application: Application, category: str | None, told: Sequence[tuple[Criterion, Told]]) -> tuple[Question, ...]:
    """What only a person can settle, the heaviest first."""
    counted = [(criterion, one) for criterion, one in told if not criterion.is_manual]
    unclear = [
        (criterion, one) for criterion, one in counted if one.truth is Truth.CANNOT_TELL or (one.truth is Truth.NO and not one.settled)
    ]
    refused = any(one.truth is Truth.NO and one.settled for _, one in counted)
    extra = (LAST_ONE if len(unclear) == 1 and category is not None else 0) - (REFUSED_ANYWAY if refused else 0)
    found = []
    if category is None:
        answer = application[CATEGORY]
        place = answer.chosen.place if answer.chosen else None
        found.append(Question(CATEGORY_OPEN, f"申报类别未定：{answer.because or '材料中未找到'}", CATEGORY.name, None, place))
    for criterion, one in unclear:
        weight = (FAILS_UNSURELY if one.truth is Truth.NO else VERDICT_OPEN) + extra
        found.append(Question(weight, f"{criterion.title}：{one.because}", one.field, criterion.id, one.place))
    asked = {name for criterion, _ in unclear for name in criterion.condition.fields} | {question.field for question in found}
    for name, other in application.answers.items():
        if other.state in (State.CONFLICT, State.UNREADABLE) and name not in asked:
            place = other.chosen.place if other.chosen else None
            weight = VALUE_OPEN + (5 if other.field.identity else 0)
            found.append(Question(weight, f"{other.field.title}：{other.because}", name, None, place))
    return tuple(sorted(found, key=lambda question: -question.weight))


def own_problems(application: Application, category: str | None, told: Sequence[tuple[Criterion, Told]]) -> tuple[Problem, ...]:
    """What judging itself has to say: values that straddle a limit, what was not found, an opinion still to come."""
    found = []
    declared = application[CATEGORY]
    if category is None and declared.state is not State.CONFLICT:
        words = f"“{declared.value}”不是通知所列的类别" if declared.value else "申报材料未标明或未能识读"
        found.append(Problem(Category.VALUE, Severity.WARNING, f"申报类别未定：{words}", "请申报单位确定一个申报类别", field=CATEGORY.name))
    found += _other_county(application)
    found += [problem for criterion, one in told if not criterion.is_manual and (problem := _open_problem(application, one)) is not None]
    opinion = application.answers.get(RECOMMENDATION_OPINION.name)
    if opinion is not None and opinion.state is State.ABSENT:
        message, remedy = "未见县市区或主管部门的推荐意见", "初审后由推荐单位签署；县市区可能最后签署"
        found.append(Problem(Category.COMPLETENESS, Severity.INFO, message, remedy, field=RECOMMENDATION_OPINION.name))
    return tuple(dict.fromkeys(found))


def _other_county(application: Application) -> list[Problem]:
    """The county on the form is not the one whose folder it came in."""
    answer = application[COUNTY]
    said = find_county(answer.value or "") if answer.state in SETTLED else None
    folder = find_county(application.county_folder or "")
    if said is None or folder is None or said == folder:
        return []
    message = f"申报材料写的是{said.name}，却放在{folder.name}的文件夹里"
    return [Problem(Category.IDENTITY, Severity.WARNING, message, "请核对推荐单位", field=COUNTY.name)]


def _open_problem(application: Application, one: Told) -> Problem | None:
    """An open verdict as a Problem, where nothing else says it: conflicts and what could not be read have their own."""
    answer = application.answers.get(one.field or "")
    if one.truth is not Truth.CANNOT_TELL or answer is None or one.problems or answer.state in (State.CONFLICT, State.UNREADABLE):
        return None
    severity = Severity.WARNING if one.absent else Severity.INFO
    remedy = f"请补充{answer.field.title}" if one.absent else f"请核定{answer.field.title}的确切内容"
    file, page, box = (one.place.file, one.place.page, one.place.box) if one.place else (None, None, None)
    return Problem(Category.VALUE, severity, one.because, remedy, file, page, box, one.field)

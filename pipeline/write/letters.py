"""补正通知/: one letter an applicant that has something to put right: what was found, where, what is wanted, by when."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.answer import AnyCandidate, State
from models.fields import BY_NAME, COUNTY, ORGANISATION_NAME, RECOMMENDATION_OPINION
from models.notice import Hop, Notice
from models.problem import Category, Problem, Severity
from models.proof import ProofState
from models.verdict import Assessment, Outcome
from pipeline.text_safety import file_name, masked
from pipeline.write.atomic import folder_aside
from pipeline.write.case import RunCase
from pipeline.write.paper import Paper
from pipeline.write.result_line import all_problems
from pipeline.write.words import BEIJING, answer_text, chinese_date, file_page, place_text, value_text

FOLDER = "补正通知"
OTHERS_SHOWN = 4
ABOUT = {
    Category.CONSISTENCY: "材料前后一致",
    Category.DUPLICATE: "重复材料",
    Category.RELATION: "关联关系",
    Category.COMPLETENESS: "材料完整",
    Category.IDENTITY: "单位身份",
    Category.DEADLINE: "期限",
}
"""What a point without a field is about."""


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered point: what it is about, what was found with its place, what is wanted."""

    title: str
    found: str
    where: str
    wanted: str


def write_letters(case: RunCase, folder: Path) -> tuple[Path, ...]:
    """No letter where nothing is open. File names come from the applicants' names and are made harmless."""
    target = folder / FOLDER
    taken: set[str] = set()
    letters = [(one, points) for one in sorted(case.assessments, key=lambda one: one.application.name) if (points := points_of(one))]
    if not letters:
        shutil.rmtree(target, ignore_errors=True)  # of an attempt that was cut short
        return ()
    with folder_aside(target) as aside:
        for assessment, points in letters:
            name = file_name(organisation_of(assessment), ".docx", taken)
            (aside / name).write_bytes(_letter(case, assessment, points))
    return tuple(sorted(path for path in target.iterdir() if path.is_file()))


def organisation_of(assessment: Assessment) -> str:
    """The legal person's name where it was read, else what the hand-in was called."""
    answer = assessment.application[ORGANISATION_NAME]
    sure = answer.state in (State.FOUND, State.CORRECTED)
    return answer.value if sure and answer.value else assessment.application.name.rsplit("/", 1)[-1]


def points_of(assessment: Assessment) -> tuple[Point, ...]:
    """What the applicant can put right, each matter once: conditions first, then values, proofs and files."""
    points: dict[str, Point] = {}
    for key, point in (*_values(assessment), *_criteria(assessment), *_proofs(assessment), *_problems(assessment)):
        points.setdefault(key, point)
    return tuple(points.values())


def _values(assessment: Assessment) -> Iterator[tuple[str, Point]]:
    open_verdicts = {one.field for one in assessment.verdicts if not one.manual and one.outcome is not Outcome.MET}
    asked = open_verdicts | {one.field for one in assessment.questions}
    name = assessment.application.name
    for answer in assessment.application.answers.values():
        field = answer.field
        if answer.state is State.CONFLICT:
            told = "；".join(
                dict.fromkeys(
                    f"{value_text(one.value, field) or '未能识读'}（{place_text(one.place, name)}）" for one in answer.others[:OTHERS_SHOWN]
                )
            )
            found = f"取得“{answer_text(answer)}”，但材料有出入：{told or answer.because}"
            yield field.name, Point(field.title, found, _where(answer.chosen, name), "请核实后说明以哪一处为准，并补交相应证明")
        elif answer.state is State.UNREADABLE and field.name in asked:
            yield field.name, Point(field.title, "该处字迹无法辨认", _where(answer.chosen, name), "请补交清晰的原件扫描件")
        elif answer.state is State.ABSENT and field.name in asked and field is not RECOMMENDATION_OPINION:
            yield field.name, Point(field.title, "材料中未找到", "", f"请补充{field.title}{'及证明材料' if field.is_number else ''}")


def _where(candidate: AnyCandidate | None, application: str) -> str:
    return place_text(candidate.place, application) if candidate is not None else ""


def _criteria(assessment: Assessment) -> Iterator[tuple[str, Point]]:
    for verdict in assessment.verdicts:
        if verdict.manual or verdict.outcome is Outcome.MET or verdict.criterion == "completeness":
            continue
        failed = verdict.outcome is Outcome.NOT_MET
        wanted = "如与实际不符，请说明并补交证明；确不符合的，不能推荐" if failed else "请说明实际情况并补交证明"
        found = f"{verdict.because}（通知要求：{verdict.quote}）"
        yield (
            verdict.field or verdict.criterion,
            Point(verdict.title, found, place_text(verdict.place, assessment.application.name), wanted),
        )


def _proofs(assessment: Assessment) -> Iterator[tuple[str, Point]]:
    completeness = next((one for one in assessment.verdicts if one.criterion == "completeness"), None)
    if completeness is None or completeness.outcome is Outcome.MET:
        return
    for proof in assessment.application.proofs:
        if proof.state is not ProofState.PRESENT and proof.kind.title in completeness.because:
            pages = "；".join(file_page(one.file, one.page, assessment.application.name) for one in proof.pages)
            found = "材料中未见" if proof.state is ProofState.MISSING else f"材料存疑：{proof.because}"
            yield f"proof {proof.kind.value}", Point(proof.kind.title, found, pages, f"请补交{proof.kind.title}")


def _problems(assessment: Assessment) -> Iterator[tuple[str, Point]]:
    for number, problem in enumerate(all_problems(assessment)):
        if problem.severity is not Severity.INFO:
            key = problem.field if problem.field in BY_NAME else f"problem {number}"
            yield str(key), _problem_point(problem, assessment.application.name)


def _problem_point(problem: Problem, application: str) -> Point:
    title = BY_NAME[problem.field].title if problem.field in BY_NAME else ABOUT.get(problem.category, "材料文件")
    return Point(title, problem.message, file_page(problem.file, problem.page, application), problem.remedy)


def hop_of(notice: Notice, assessment: Assessment) -> Hop | None:
    """The hand-over that the applicant's papers go by next; where two routes are possible, the earlier one."""
    county = assessment.application[COUNTY].value or assessment.application.county_folder or ""
    named = [route for route in notice.route if county and (county in route.counties or any(mark in county for mark in route.marks))]
    routes = named or [route for route in notice.route if route.otherwise]
    hops = [route.hops[0] for route in routes if route.hops]
    return min(hops, key=lambda hop: hop.due or date.max, default=None)


def _letter(case: RunCase, assessment: Assessment, points: tuple[Point, ...]) -> bytes:
    paper = Paper(case.started)
    paper.title("关于补正申报材料的通知")
    paper.line(f"{organisation_of(assessment)}：")
    paper.text(
        f"你单位报送的{case.notice.year}年{case.notice.programme}申报材料（{assessment.application.name}）已收悉。经初审，下列{len(points)}项需要补正或说明："
    )
    for number, point in enumerate(points, 1):
        paper.heading(f"{number}．{masked(point.title)}")
        paper.text(f"审核所见：{masked(point.found).rstrip('。')}。")
        if point.where:
            paper.text(f"所在位置：{point.where}。")
        paper.text(f"补正要求：{masked(point.wanted).rstrip('。')}。")
    paper.text(_due(case, assessment))
    paper.text("补正时请注明单位全称；逾期未补正的，按现有材料审核。")
    paper.signature(case.recommender or "（推荐单位盖章）", chinese_date(case.started))
    paper.foot(f"本通知由程序根据审核结果起草，须经承办人员核对后发出。运行编号 {case.run_id}")
    return paper.bytes()


def _due(case: RunCase, assessment: Assessment) -> str:
    notice = case.notice
    hop = hop_of(notice, assessment)
    if hop is None or hop.due is None:
        return "请于接到通知后尽快补正，以免影响报送。"
    when = f"{hop.due.year}年{hop.due.month}月{hop.due.day}日"
    if case.started.astimezone(BEIJING).date() > hop.due:
        return f"《{notice.title}》规定，{hop.sender}应在{when}前报送{hop.receiver}，期限已过；请尽快补正，能否受理由受理机关按规定决定。"
    return f"按照《{notice.title}》，{hop.sender}应在{when}前报送{hop.receiver}，过期不予受理。请在此之前留出审核时间，尽早将补正材料送达。"

"""RunCase → the view-model: every text ready to print, applications in the order in which a person takes them up."""

from __future__ import annotations

from collections.abc import Mapping

from models.answer import AnyAnswer, AnyCandidate, Application, State
from models.document import Place
from models.fields import BY_NAME, FIELDS, Kind
from models.notice import Notice
from models.problem import Category, Problem, Severity
from models.verdict import Assessment, Decision, Question, Relation, Verdict
from pipeline.write.case import Judged, RunCase
from pipeline.write.graph import Drawn, draw
from pipeline.write.result_line import all_problems, place_of, value_string
from pipeline.write.view_model import (
    ApplicationView,
    CandidateView,
    CriterionView,
    EvidenceView,
    FieldView,
    FileView,
    PageView,
    ProblemView,
    ProofView,
    QuestionView,
    RelationView,
    RunView,
    StandingView,
)
from pipeline.write.words import (
    FILE_STATUS,
    FOUND_BY,
    PAGE_KIND,
    PROOF_STATE,
    READING,
    STATE,
    TRUTH,
    answer_text,
    beijing_time,
    file_page,
    place_text,
    reader_text,
    value_text,
    why_lost,
)

ORDER = {Decision.REFER: 0, Decision.DO_NOT_RECOMMEND: 1, Decision.RECOMMEND: 2}
SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "注意", Severity.INFO: "提示"}
CATEGORY = {
    Category.FILE: "文件", Category.PAGE: "页面", Category.VALUE: "取值", Category.CONSISTENCY: "前后一致", Category.COMPLETENESS: "材料完整",
    Category.IDENTITY: "单位身份", Category.DEADLINE: "期限", Category.RELATION: "关联关系", Category.DUPLICATE: "重复", Category.NOTICE: "通知",
    Category.MACHINE: "程序",
}  # fmt: skip


def relations_drawn(case: RunCase) -> Drawn | None:
    """The picture of the batch's relations under the first notice, units by their own names; None where there are none."""
    names = {one.application.name: answer_text(one.application.answers["organisation_name"]) for one in case.assessments}
    return draw(case.recommendation.relations, {name: title for name, title in names.items() if title})


def view(case: RunCase, crops: Mapping[tuple[str, str], str] | None = None) -> RunView:
    """`crops`: (application, field) → the picture's address as the page shall write it."""
    looks = _looks(case)
    standings = _standings(case)
    first = sorted(case.assessments, key=_turn)
    applications = tuple(
        _application(number, one, case.notice, case.recommendation.relations, looks.get(one.application.name, ()),
                     standings.get(one.application.name, ()), crops or {})
        for number, one in enumerate(first, 1)
    )  # fmt: skip
    counts = tuple((one.title, sum(1 for each in applications if each.decision == one.value)) for one in Decision)
    return RunView(
        case.run_id, beijing_time(case.started), case.program_version, case.notice.title, case.notice.id, not case.notice.complete,
        case.sealed_hash, applications, counts, tuple(problem_view(one) for one in case.problems), case.versions, case.settings,
        tuple(_notice_head(one) for one in case.judged) if len(case.judged) > 1 else (),
    )  # fmt: skip


def _turn(assessment: Assessment) -> tuple[int, int, str]:
    """First what waits for a person, the weightiest question first."""
    weight = max((question.weight for question in assessment.questions), default=0)
    return ORDER[assessment.decision], -weight, assessment.application.name


def _looks(case: RunCase) -> dict[str, tuple[PageView, ...]]:
    kinds = {
        (one.application.name, page.ref.file, page.ref.page): PAGE_KIND[page.kind]
        for one in case.assessments
        for page in one.application.sorted
    }
    looks: dict[str, list[PageView]] = {}
    for look in case.looks:
        kind = kinds.get((look.application, look.file, look.page), "")
        shown = PageView(file_page(look.file, look.page, look.application), READING[look.reading], kind, "；".join(look.notes))
        looks.setdefault(look.application, []).append(shown)
    return {name: tuple(pages) for name, pages in looks.items()}


def _standings(case: RunCase) -> dict[str, tuple[StandingView, ...]]:
    """Only where there is more than one notice to stand under."""
    standings: dict[str, tuple[StandingView, ...]] = {}
    if len(case.judged) > 1:
        for judged in case.judged:
            for one in judged.recommendation.assessments:
                shown = StandingView(judged.notice.title, _notice_head(judged), one.decision.value, one.decision.title, one.because)
                standings[one.application.name] = (*standings.get(one.application.name, ()), shown)
    return standings


def _notice_head(judged: Judged) -> str:
    """A notice in a column's heading: its year and id, and that it is not known whole."""
    notice = judged.notice
    return f"{notice.year}年通知（{notice.id}）{'' if notice.complete else '：收录不全，不作推荐'}"


def _application(
    number: int,
    assessment: Assessment,
    notice: Notice,
    relations: tuple[Relation, ...],
    pages: tuple[PageView, ...],
    standings: tuple[StandingView, ...],
    crops: Mapping[tuple[str, str], str],
) -> ApplicationView:
    application = assessment.application
    asked = frozenset(question.field for question in assessment.questions if question.field)
    rule = notice.category_rule(assessment.category)
    return ApplicationView(
        number=number,
        slug=f"{number:04d}",
        name=application.name,
        organisation=answer_text(application.answers["organisation_name"]) or application.name,
        county=answer_text(application.answers["county"]) or application.county_folder or "",
        category=rule.title if rule else assessment.category or "未定",
        decision=assessment.decision.value,
        decision_title=assessment.decision.title,
        because=assessment.because,
        hint=assessment.hint or "",
        questions=tuple(question_view(one, application.name) for one in assessment.questions),
        fields=tuple(field_view(application, one.name, asked, crops.get((application.name, one.name))) for one in FIELDS),
        criteria=tuple(criterion_view(one, application.name) for one in assessment.verdicts),
        proofs=_proofs(application),
        problems=tuple(problem_view(one, application.name) for one in all_problems(assessment)),
        files=tuple(FileView(one.path, one.pages, one.status.value, FILE_STATUS[one.status], one.sha256) for one in application.files),
        pages=pages,
        relations=tuple(_relation(one, application.name) for one in relations if application.name in (one.left, one.right)),
        standings=standings,
    )


def field_view(application: Application, name: str, asked: frozenset[str] = frozenset(), crop: str | None = None) -> FieldView:
    answer = application.answers[name]
    place = place_of(answer, application)
    return FieldView(
        name, answer.field.title, answer.state.value, STATE[answer.state], answer_text(answer), answer.because,
        _answer_evidence(answer, place, application.name), tuple(_candidate(one, answer, application.name) for one in answer.others), answer.decided_by or "", _settled(answer), crop, name in asked,
    )  # fmt: skip


def _settled(answer: AnyAnswer) -> tuple[str, str, str]:
    if answer.state is not State.CORRECTED:
        return "", "", ""
    value = value_string(answer.value, answer.field)
    by = answer.decided_by or ""
    return TRUTH.get(value, value) if value else "无", answer.because.removeprefix(f"{by}核定：").removeprefix(f"{by}核定"), by


def _answer_evidence(answer: AnyAnswer, place: Place | None, application: str) -> EvidenceView | None:
    if place is None:
        return None
    found = answer.found_by or (answer.chosen.found_by if answer.chosen else None)
    confidence = answer.confidence if answer.confidence is not None else (answer.chosen.confidence if answer.chosen else None)
    return EvidenceView(
        place_text(place, application), place.file, place.page, place.text, reader_text(answer.chosen.read_by if answer.chosen else ""),
        FOUND_BY[found] if found else "", "" if confidence is None else f"{confidence:.3f}".rstrip("0").rstrip("."),
    )  # fmt: skip


def _candidate(candidate: AnyCandidate, answer: AnyAnswer, application: str) -> CandidateView:
    place = candidate.place
    evidence = EvidenceView(
        place_text(place, application), place.file, place.page, place.text, reader_text(candidate.read_by), FOUND_BY[candidate.found_by],
        f"{candidate.confidence:.3f}".rstrip("0").rstrip("."),
    )  # fmt: skip
    return CandidateView(value_text(candidate.value, candidate.field) or "（未能识读）", evidence, why_lost(candidate, answer))


def criterion_view(verdict: Verdict, application: str = "") -> CriterionView:
    return CriterionView(
        verdict.criterion, verdict.title, verdict.outcome.value, verdict.outcome.title, verdict.because, margin_text(verdict), verdict.clause,
        verdict.quote, verdict.manual, verdict.firm, verdict.field, place_text(verdict.place, application),
    )  # fmt: skip


def margin_text(verdict: Verdict) -> str:
    """「多68 ㎡」「差2 人」「差0.4 个百分点」; "" where there is no number."""
    margin = verdict.margin
    if margin is None:
        return ""
    known = BY_NAME.get(verdict.field or verdict.criterion)
    unit = "个百分点" if known and known.kind is Kind.RATIO else (known.unit if known and known.unit else "")
    if margin.strip("-0.") == "":
        return "正好达到"
    return f"差{margin[1:]} {unit}".rstrip() if margin.startswith("-") else f"多{margin} {unit}".rstrip()


def question_view(question: Question, application: str = "") -> QuestionView:
    return QuestionView(question.weight, question.text, question.field, place_text(question.place, application))


def problem_view(problem: Problem, application: str = "") -> ProblemView:
    return ProblemView(
        problem.severity.value, SEVERITY[problem.severity], CATEGORY[problem.category], problem.message, problem.remedy,
        file_page(problem.file, problem.page, application),
    )  # fmt: skip


def _proofs(application: Application) -> tuple[ProofView, ...]:
    return tuple(
        ProofView(
            proof.kind.title,
            proof.state.value,
            PROOF_STATE[proof.state],
            "；".join(file_page(one.file, one.page, application.name) for one in proof.pages),
            proof.because,
        )
        for proof in application.proofs
    )


def _relation(relation: Relation, name: str) -> RelationView:
    other = relation.right if relation.left == name else relation.left
    evidence = "；".join(f"{place_text(place)}“{place.text}”" for place in relation.evidence)
    return RelationView(other, relation.signal, relation.strength, relation.innocent, evidence)

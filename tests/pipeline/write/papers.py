"""Made-up cases for the writers: invented organisations, every state and outcome, as many rows as asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd

from models.answer import Answer, AnyAnswer, Application, Candidate, FileRecord, FoundBy, Source, State
from models.document import FileStatus, Media, Place, Reading, Received, ReceivedFile, Word
from models.fields import BY_NAME, FIELDS, Field
from models.geometry import Box
from models.notice import Notice
from models.notice_file import load_notice
from models.problem import Category, Problem, Severity
from models.proof import PageKind, PageRef, Proof, ProofKind, ProofState, Sorted
from models.quantity import Qualifier, Quantity, exactly
from models.verdict import Assessment, Decision, Outcome, Question, Recommendation, Relation, Verdict
from pipeline.write import Judged, PageLook, RunCase, write_all
from pipeline.write.audit import AuditLog
from pipeline.write.events import log_application, log_assessment, log_opened, log_received

STARTED = datetime(2020, 6, 5, 1, 2, 3, tzinfo=UTC)
SEALED = "9f2c" * 16
NUMBERS = {
    "premises_area": "168", "service_assets": "156.32", "registered_capital": "500", "staff_total": "26", "staff_college": "24",
    "college_ratio": "92.307692", "enterprises_served": "132", "public_activities": "12", "specialised_activities": "6", "welfare_activities": "4",
}  # fmt: skip
TEXTS = {
    "credit_code": "91430600MA4L16JQ97", "legal_representative": "周正明", "established_on": "2016-03", "address": "岳阳楼区青年中路268号",
    "county": "岳阳楼区", "contact_person": "刘晓燕", "contact_phone": "0730-8842106", "declared_on": "2020-05-28", "category": "综合",
    "platform_registered": "true", "recommendation_opinion": "同意推荐",
}  # fmt: skip
NAMES = ("岳阳市楼区中小企业服务中心", "湖南洞庭创新技术服务有限公司", "岳阳巴陵创业孵化服务有限公司", "临湘市长安企业服务中心")
LONG_NAME = "湖南省岳阳市城陵矶新港区洞庭湖生态经济区中小微企业公共服务平台运营管理与科技创新创业孵化综合服务中心有限责任公司岳阳楼区分公司"


@cache
def notice(identifier: str = "hunan-2020") -> Notice:
    return load_notice(identifier)


def candidate(
    field: Field, value: Quantity | str | None, text: str, *, file: str = "申报表.pdf", page: int | None = 2, source: Source = Source.FORM
) -> Candidate:
    box = Box(72.0, 101.5, 233.0, 118.0)
    place = Place(file, page, box if page else None, text)
    return Candidate(field, value, place, (Word(text, box),), source, FoundBy.TABLE, field.title, "申报表单元格")


def found(name: str, value: Quantity | str, text: str | None = None) -> AnyAnswer:
    field = BY_NAME[name]
    shown = text or (f"{value.value}{field.unit}" if isinstance(value, Quantity) else str(value))
    one = candidate(field, value, shown)
    return Answer(field, State.FOUND, value, one, (), (value,), "申报表单元格；与租赁合同一致", 0.97)


def conflict(name: str, *values: Quantity | str) -> AnyAnswer:
    field = BY_NAME[name]
    seen = [candidate(field, value, f"{field.title} {getattr(value, 'value', value)}", page=at + 2) for at, value in enumerate(values)]
    return Answer(field, State.CONFLICT, values[0], seen[0], tuple(seen[1:]), tuple(values), "租赁合同与申报表不一致", 0.9)


def unreadable(name: str) -> AnyAnswer:
    field = BY_NAME[name]
    one = candidate(field, None, "1?8", file="扫描件.pdf", page=5)
    return Answer(field, State.UNREADABLE, None, one, (), (), "有字迹，未能确认：笔画断缺", 0.41)


def absent(name: str) -> AnyAnswer:
    return Answer(BY_NAME[name], State.ABSENT, because="材料中未找到")


def number(text: str, unit: str, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    value = Decimal(text)
    if qualifier is Qualifier.EXACT:
        return exactly(value, unit, period="2019")
    return Quantity(value, value, None, qualifier, unit)


def answers(name: str, **changed: AnyAnswer) -> dict[str, AnyAnswer]:
    made: dict[str, AnyAnswer] = {}
    for field in FIELDS:
        if field.name == "organisation_name":
            made[field.name] = found(field.name, name)
        elif field.name in NUMBERS:
            made[field.name] = found(field.name, number(NUMBERS[field.name], field.unit or ""))
        elif field.name in TEXTS:
            made[field.name] = found(field.name, TEXTS[field.name])
        else:
            made[field.name] = absent(field.name)
    return {**made, **changed}


def application(name: str, folder: str | None = None, **changed: AnyAnswer) -> Application:
    folder = folder or name
    return Application(
        folder,
        (FileRecord(f"{folder}/申报表.pdf", "ab" * 32, 12, FileStatus.READ), FileRecord(f"{folder}/扫描件.pdf", "cd" * 32, 30, FileStatus.PARTLY)),
        answers(name, **changed),
        (
            Proof(ProofKind.LICENCE, ProofState.PRESENT, (PageRef(f"{folder}/申报表.pdf", 4),)),
            Proof(ProofKind.PREMISES, ProofState.DOUBTFUL, (PageRef(f"{folder}/扫描件.pdf", 7),), "租赁合同已到期"),
            Proof(ProofKind.STAFF, ProofState.MISSING),
        ),
        (Sorted(PageRef("申报表.pdf", 2), PageKind.FORM, 0.99, "标题“申报表”"),),
        problems=(Problem(Category.PAGE, Severity.WARNING, "第9页字迹模糊。", "请补交清晰扫描件。", f"{folder}/扫描件.pdf", 9),),
    )  # fmt: skip


def verdicts(rules: Notice, category: str, **outcomes: Outcome) -> tuple[Verdict, ...]:
    made = []
    for one in rules.criteria_for(category):
        manual = one.condition.kind == "manual" if hasattr(one, "condition") else False
        outcome = Outcome.CANNOT_TELL if manual else outcomes.get(one.id, Outcome.MET)
        field = one.id if one.id in BY_NAME else None
        margin = {Outcome.MET: "68", Outcome.NOT_MET: "-2"}.get(outcome) if field in NUMBERS else None
        made.append(
            Verdict(one.id, one.title, outcome, f"{one.title}：{outcome.title}", one.clause, one.quote, manual, True, margin, field)
        )
    return tuple(made)


def assessment(
    made: Application,
    decision: Decision = Decision.RECOMMEND,
    category: str = "综合",
    questions: Sequence[Question] = (),
    **outcomes: Outcome,
) -> Assessment:
    because = {
        Decision.RECOMMEND: "各项条件均符合", Decision.DO_NOT_RECOMMEND: "服务人员不足10人", Decision.REFER: "服务场所面积有出入，够不够100㎡都可能",
    }  # fmt: skip
    return Assessment(made, "hunan-2020", category, verdicts(notice(), category, **outcomes), decision, because[decision], tuple(questions))


def question(field: str = "premises_area", weight: int = 90) -> Question:
    return Question(
        weight, "服务场所面积：租赁合同写98㎡，申报表写103㎡，以哪个为准？", field, field, Place("申报表.pdf", 2, None, "103㎡")
    )


def batch(rows: int) -> tuple[Assessment, ...]:
    """A mixture of outcomes and categories; every third is recommended in another category."""
    made = []
    for at in range(rows):
        name = LONG_NAME if at == 1 else f"{NAMES[at % len(NAMES)]}{at // len(NAMES) + 1 if at >= len(NAMES) else ''}"
        category = ("综合", "创新", "创业")[at % 3]
        if at % 7 == 5:
            areas = conflict("premises_area", number("98", "㎡"), number("103", "㎡"))
            one = application(name, premises_area=areas, staff_college=unreadable("staff_college"), category=found("category", category))
            made.append(
                assessment(one, Decision.REFER, category, (question(), question("staff_college", 50)), premises_area=Outcome.CANNOT_TELL)
            )
        elif at % 7 == 6:
            one = application(name, staff_total=found("staff_total", number("8", "人")), category=found("category", category))
            made.append(assessment(one, Decision.DO_NOT_RECOMMEND, category, (), staff_total=Outcome.NOT_MET))
        else:
            about = found("enterprises_served", number("320", "家", Qualifier.AT_LEAST), "服务企业320余家")
            one = application(name, category=found("category", category), enterprises_served=about)
            made.append(assessment(one, Decision.RECOMMEND, category))
    return tuple(made)


def case(assessments: Iterable[Assessment], *, relations: tuple[Relation, ...] = (), **changed: object) -> RunCase:
    all_of_them = tuple(assessments)
    recommended = tuple(one for one in all_of_them if one.decision is Decision.RECOMMEND)
    frame = pd.DataFrame(
        [
            {"application": one.application.name, "field": name, "value": str(answer.state.value)}
            for one in all_of_them
            for name, answer in one.application.answers.items()
        ]
    )
    marks = pd.DataFrame(
        [
            {"application": one.application.name, "criterion": each.criterion, "outcome": each.outcome.value}
            for one in all_of_them
            for each in one.verdicts
        ]
    )
    looks = tuple(PageLook(one.application.name, "申报表.pdf", 2, Reading.TEXT_LAYER, 0.02, ("文字层可信",)) for one in all_of_them)
    made = RunCase(
        "20200605T010203Z", STARTED, "shenhe 0.1.0", (Judged(notice(), Recommendation("hunan-2020", all_of_them, recommended, relations)),),
        frame, marks, SEALED, looks=looks, versions=(("rapidocr", "3.10"),), settings=(("workers", "2"),), timings=(("read", 1.5),),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def finished_run(folder: Path, inbox: Path, made: RunCase) -> Path:
    """A whole run: its log, its papers, its run.json; the inbox holds what the log says."""
    with AuditLog(folder / "audit.jsonl", actor="shenhe 0.1.0") as log:
        log_opened(log, inbox=inbox, versions={"shenhe": "0.1.0"}, settings={}, notices={"hunan-2020": "00"})
        for path in sorted(inbox.rglob("*.pdf")):
            name = path.relative_to(inbox)
            data = path.read_bytes()
            file = ReceivedFile(name.as_posix(), str(path), hashlib.sha256(data).hexdigest(), len(data), Media.PDF)
            log_received(log, Received(name.parts[0], (file,)))
        for one in made.assessments:
            log_application(log, one.application)
            log_assessment(log, one)
        sealed = log.seal()
        write_all(replace(made, sealed_hash=sealed), folder, log)
    return folder

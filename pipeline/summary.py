"""What is told when a run has ended: for people a few lines, for machines the same as events with their facts."""

from __future__ import annotations

from collections import Counter

from models.document import FileStatus
from models.verdict import Decision
from pipeline.progress import Reporter
from pipeline.run import RunResult

FILES_NAMED = 5  # to people; machines are told of every file


def tell(result: RunResult, reporter: Reporter) -> None:
    """What came out, what is left to do, and where."""
    decisions = Counter(one.decision for one in result.assessments)
    told = "，".join([f"申报 {len(result.assessments)} 份", *(f"{one.title} {decisions[one]}" for one in Decision)])
    reporter.say("decided", told, applications=len(result.assessments), **{one.value: decisions[one] for one in Decision})
    questions = sum(len(one.questions) for one in result.assessments)
    if questions:
        reporter.say("questions", f"待人工核定事项 {questions} 项，见 审核明细.xlsx 的“总览”。", questions=questions)
    _tell_files(result, reporter)
    reporter.say(
        "finished",
        "推荐汇总表：推荐汇总表.xlsx；审核页面：review/index.html。结果文件夹：",
        folder=str(result.folder),
        exit_code=result.exit_code,
        pages=len(result.looks),
        seconds=dict(result.seconds),
    )


def _tell_files(result: RunResult, reporter: Reporter) -> None:
    spent: dict[str, float] = {}
    for look in result.looks:
        spent[look.file] = spent.get(look.file, 0.0) + look.seconds
    named = 0
    for application in {one.application.name: one.application for one in result.assessments}.values():
        for file in application.files:
            bad = file.status is not FileStatus.READ
            named += bad
            message = f"未能完整读取：{file.path}（详见“问题”）" if bad and named <= FILES_NAMED else ""
            reporter.say(
                "file", message, application=application.name, file=file.path, status=file.status.value, pages=file.pages,
                seconds=round(spent.get(file.path, 0.0), 3),
            )  # fmt: skip
    if named > FILES_NAMED:
        reporter.say("files_not_read", f"……另有 {named - FILES_NAMED} 个文件未能完整读取", files=named)

"""The last lines a person sees after a run: what came out, what is left to do, and where."""

from __future__ import annotations

from collections import Counter

from models.document import FileStatus
from models.verdict import Decision
from pipeline.run import RunResult


def summary(result: RunResult) -> str:
    """A few Chinese lines for stderr."""
    decisions = Counter(one.decision for one in result.assessments)
    lines = ["，".join([f"申报 {len(result.assessments)} 份", *(f"{one.title} {decisions[one]}" for one in Decision)])]
    questions = sum(len(one.questions) for one in result.assessments)
    if questions:
        lines.append(f"待人工核定事项 {questions} 项，见 审核明细.xlsx 的“总览”。")
    bad = [file for one in result.assessments for file in one.application.files if file.status is not FileStatus.READ]
    for file in bad[:5]:
        lines.append(f"未能完整读取：{file.path}（详见“问题”）")
    if len(bad) > 5:
        lines.append(f"……另有 {len(bad) - 5} 个文件未能完整读取")
    lines.append("推荐汇总表：推荐汇总表.xlsx；审核页面：review/index.html。结果文件夹：")
    return "\n".join(lines)

"""推荐函.docx: the draft of the letter that goes with the table, with the counts."""

from __future__ import annotations

from pathlib import Path

from models.notice import Hop, Notice
from models.verdict import Decision
from pipeline.write.atomic import write_whole
from pipeline.write.case import RunCase
from pipeline.write.paper import Paper
from pipeline.write.rollup import by_category

NAME = "推荐函.docx"


def write_recommendation_letter(case: RunCase, folder: Path) -> tuple[Path, ...]:
    notice, groups = case.notice, by_category(case.judged[0])
    total = len(case.recommendation.recommended)
    hop = _hop(notice)
    paper = Paper(case.started)
    paper.title(f"关于推荐{notice.year}年{notice.programme}的函")
    paper.line(f"{hop.receiver if hop else '（受文单位）'}：")
    paper.text(f"根据《{notice.title}》要求，我单位对申报材料的真实性、完整性进行了初审，共受理申报单位{len(case.assessments)}家。")
    if total:
        parts = "、".join(f"{title}{len(members)}家" for title, members in groups)
        paper.text(f"经审核，拟推荐{total}家，其中{parts}。名单详见《{notice.table.title}》。")
        for title, members in groups:
            paper.heading(f"{title}（{len(members)}家）")
            for number, one in enumerate(members, 1):
                paper.text(f"{number}．{one.application.answers['organisation_name'].value or one.application.name}")
    else:
        paper.text("经审核，本批次没有拟推荐的单位。")
    for line in (_open(case), _incomplete(notice), _copies(notice)):
        if line:
            paper.text(line)
    paper.text(f"附件：{notice.table.title}")
    paper.signature(case.recommender or "（推荐单位盖章）", "    年  月  日")
    paper.foot(f"草稿，须经审签后行文。运行编号 {case.run_id}；审核结论封存校验值 {case.sealed_hash}")
    return (write_whole(folder / NAME, paper.bytes()),)


def _hop(notice: Notice) -> Hop | None:
    """The first hand-over of the route that most papers go."""
    return next((route.hops[0] for route in notice.route if route.otherwise and route.hops), None)


def _open(case: RunCase) -> str:
    waiting = sum(1 for one in case.assessments if one.decision is Decision.REFER)
    return f"〔起草提示：另有{waiting}家须人工核定后才能确定是否推荐，行文前请核定并重新生成，本句届时删去。〕" if waiting else ""


def _incomplete(notice: Notice) -> str:
    return "" if notice.complete else "〔起草提示：该通知内容收录不全，程序不作推荐，本函不能直接使用。〕"


def _copies(notice: Notice) -> str:
    known = [f"{one.document}{one.count}份" for one in notice.copies if one.count]
    return f"现将{'、'.join(known)}连同申报材料一并报送，请审核。" if known else "现将有关材料一并报送，请审核。"

"""省中小企业公共服务平台: a certificate, a page or a screenshot that shows whether the applicant is registered."""

from __future__ import annotations

import re

from extractors.proofs.owners import owner_of
from extractors.proofs.reading import ASKED, AnyCandidate, Asked, ProofReading, Run, running, text_candidate, trouble
from models.answer import Caveat, FoundBy
from models.document import Page
from models.fields import PLATFORM_REGISTERED
from models.problem import Category, Problem
from models.proof import PageKind

KIND = PageKind.PLATFORM

PROVINCE = re.compile(
    r"(?:湖南省|省|湖南)(?:级)?中小(?:微)?企业(?:公共)?服务(?:示范)?平台|省(?:级)?(?:公共服务)?平台|湖南省中小微?企业服务网"
)
DONE = re.compile(
    r"已(?:完成|在.{0,30}?)?(?:平台)?(?:注册|入驻|认证|登记)|注册成功|审核通过|入驻成功|认证通过|注册状态[:：]?(?:正常|有效|已|通过|成功)|(?:为|系|成为).{0,24}(?:平台)?(?:注册|入驻)(?:的)?(?:服务)?(?:机构|单位|用户|会员)|准予注册|完成注册|"
    r"平台注册(?:服务)?机构|状态[:：]?(?:正常|有效|已通过|审核通过|启用)"
)
PENDING = re.compile(
    r"拟注册|待审核|审核中|正在(?:注册|审核|申请|办理)|注册中|申请注册|计划注册|待认证|尚在|准备注册|审核未通过|审核不通过|未通过|已驳回|已退回|已注销|已停用"
)
NOT_DONE = re.compile(r"未注册|尚未(?:在.{0,30}?)?注册|没有注册|未入驻|未在.{0,20}?注册")
SINCE = re.compile(r"(?:注册|入驻|认证|开通)(?:时间|日期)[:：]?20\d\d")
LABEL = "省平台注册"


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:  # noqa: ARG001
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    for page in pages:
        run = running(page)
        candidate = _of_run(page, run)
        if candidate is None:
            continue
        candidates.append(candidate)
        if candidate.caveats:
            problems.append(
                trouble(
                    page,
                    f"省平台注册证明：{candidate.detail}",
                    "登录省中小企业公共服务平台核实注册状态",
                    category=Category.VALUE,
                    name=PLATFORM_REGISTERED.name,
                    words=candidate.words,
                )
            )
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), owner_of(pages))


def _of_run(page: Page, run: Run) -> AnyCandidate | None:
    province = PROVINCE.search(run.text)
    negative = NOT_DONE.search(run.text)
    pending = PENDING.search(run.text)
    # Said within one word rather than over a label and its value: fewer places where a reader may slip.
    done = min(DONE.finditer(run.text), key=lambda match: len(run.words(*match.span())), default=None)
    since = SINCE.search(run.text)
    caveats = set() if province else {Caveat.BASIS}
    where = "" if province else "，但页面未写明是省平台"
    if negative is not None:
        return _candidate(page, run, negative, "false", f"页面写明“{negative.group()}”{where}", caveats)
    if pending is not None:
        return _candidate(page, run, pending, "false", f"页面写的是“{pending.group()}”，注册尚未完成{where}", caveats | {Caveat.CLAIM})
    if done is not None:
        return _candidate(page, run, done, "true", f"注册证明写明“{done.group()}”{where}", caveats)
    if since is not None:
        return _candidate(page, run, since, "true", f"页面有注册日期{where}", caveats)
    if province is not None:
        return _candidate(page, run, province, "true", "页面出自省平台，但没有写明注册状态", caveats | {Caveat.CLAIM})
    return None


def _candidate(page: Page, run: Run, match: re.Match[str], value: str, detail: str, caveats: set[Caveat]) -> AnyCandidate:
    return text_candidate(
        PLATFORM_REGISTERED,
        value,
        page,
        run.words(*match.span()),
        text=match.group(),
        found_by=FoundBy.LABEL,
        label=LABEL,
        detail=detail,
        caveats=caveats,
    )

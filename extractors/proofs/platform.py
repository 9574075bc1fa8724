"""省中小企业公共服务平台: a certificate, a page or a screenshot that shows whether the applicant is registered."""

from __future__ import annotations

import re

from extractors.proofs.owners import owner_of
from extractors.proofs.reading import ASKED, Asked, ProofReading, Run, running, text_candidate, trouble
from models.answer import AnyCandidate, Caveat, FoundBy
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
# A sentence of its own: 某中心已于2018年9月在某平台注册为服务机构; 自2018年9月起入驻某平台.
_WHEN = r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?"
_STILL = r"[^,。;前底末拟将待未组织引导推动帮助协助动员]"  # between the parts of it: no plan, and no doing of others
_ON = r"(?P<platform>[^,。;前底末拟将待未:]{0,24}平台)"
STATED = re.compile(
    rf"(?:(?P<done>(?:已|已经|现已|业已)(?:于|自)(?:{_WHEN}起?)?)|(?:自|于)?(?P<when>{_WHEN})起?),?"
    rf"(?:经{_STILL}{{1,16}}?(?:审核|批准|同意),?)?"
    rf"(?:(?:即|就)?在{_ON}(?:上|中)?(?:完成|办理|成功)?(?:了)?(?:实名|机构|单位)?(?:注册|入驻|登记)(?!前|后|时|的企业|企业)"
    rf"|(?:完成|成功)?(?:注册|入驻|加入|登记)(?:了|到|于|在|为)?(?P<entered>[^,。;前底末拟将待未:]{{0,24}}平台))"
)
ELSEWHERE = re.compile(r"市|县|区|国家|全国|开发区|工业园|协会|行业")
OF_FIRMS = re.compile(r"(?:组织|引导|推动|帮助|协助|动员|指导)[^,。;]{0,16}$|(?:\d家|户|名)[^,。;]{0,6}(?:企业|用户)?$")
BEFORE_STATED = 20  # characters before such a sentence among which its subject stands
SINCE = re.compile(r"(?:注册|入驻|认证|开通)(?:时间|日期)[:：]?20\d\d")
LABEL = "省平台注册"


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    for page in pages:
        run = running(page)
        candidate = _of_run(page, run, asked)
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


def _stated(text: str, asked: Asked) -> re.Match[str] | None:
    """The sentence that says since when the applicant is registered; one that says of a year to come, or of firms, is none."""
    for match in STATED.finditer(text):
        over = match["done"] is not None or asked.year is None or int(match["when"][:4]) <= asked.year
        if over and OF_FIRMS.search(text[max(0, match.start() - BEFORE_STATED) : match.start()]) is None:
            return match
    return None


def _is_elsewhere(stated: re.Match[str]) -> bool:
    """Does the sentence itself name a platform that is not the province's?"""
    named = stated["platform"] or stated["entered"] or ""
    return ELSEWHERE.search(named) is not None and PROVINCE.search(named) is None


def _of_run(page: Page, run: Run, asked: Asked) -> AnyCandidate | None:
    province = PROVINCE.search(run.text)
    negative = NOT_DONE.search(run.text)
    pending = PENDING.search(run.text)
    # Said within one word rather than over a label and its value: fewer places where a reader may slip.
    done = min(DONE.finditer(run.text), key=lambda match: len(run.words(*match.span())), default=None)
    stated = _stated(run.text, asked) if done is None else None
    other = (stated["platform"] or stated["entered"]) if stated is not None and _is_elsewhere(stated) else ""
    done = done or stated
    since = SINCE.search(run.text)
    caveats = set() if province and not other else {Caveat.BASIS}
    where = "" if not caveats else f"，但写的是“{other}”" if other else "，但页面未写明是省平台"
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
